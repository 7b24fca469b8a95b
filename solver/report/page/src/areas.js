// SPDX-License-Identifier: GPL-3.0-or-later
// Areas by pollutants: which share of what its projects need is covered.

import { picture } from './picture.js';
import { digitsOf, numberOf, rowsOf, tonnes, valuesOf } from './tables.js';
import { say } from './words.js';

/** In tenths, and 100 only where all is covered: in whole grains, which divide exactly. */
function percent(row, digits) {
    const grains = (text) => Math.round(numberOf(text) * 10 ** digits);
    return Math.floor((1000 * grains(row.credited)) / grains(row.need)) / 10;
}

export function drawAreas() {
    const rows = rowsOf('area-table').filter((row) => numberOf(row.need) > 0);
    if (rows.length === 0) return;
    const digits = digitsOf(rows, 'need');
    const areas = valuesOf(rows, 'area'), pollutants = valuesOf(rows, 'pollutant');
    const cells = rows.map((row) => [
        pollutants.indexOf(row.pollutant), areas.indexOf(row.area), percent(row, digits),
    ]);
    const draw = (value, width) => ({
        height: 110 + 30 * areas.length,
        option: {
            grid: { left: 8, right: 16, top: 30, bottom: 56, containLabel: true },
            tooltip: {
                renderMode: 'richText',
                confine: true,
                formatter: ({ dataIndex }) => {
                    const row = rows[dataIndex];
                    return `${row.area} ${row.pollutant}\n`
                        + `${say('need')} ${tonnes(numberOf(row.need), digits)}${say('unit')}\n`
                        + `${say('credited')} ${tonnes(numberOf(row.credited), digits)}${say('unit')}`;
                },
            },
            xAxis: { type: 'category', position: 'top', data: pollutants, axisLabel: { interval: 0, fontSize: width < 500 ? 10 : 12 } },
            yAxis: {
                type: 'category', inverse: true, data: areas,
                axisLabel: { width: 120, overflow: 'truncate' },
            },
            visualMap: {
                type: 'continuous', min: 0, max: 100, orient: 'horizontal', left: 'center',
                bottom: 4, text: [`100 % ${say('covered')}`, '0 %'],
                inRange: { color: ['#b35806', '#f1a340', '#f7f7f7', '#92c5de', '#2166ac'] },
            },
            series: [{
                type: 'heatmap',
                data: cells,
                label: {
                    show: true,
                    fontSize: width < 500 ? 9 : 12,
                    formatter: ({ value: cell }) => `${cell[2]} %`,
                },
                itemStyle: { borderColor: '#fff', borderWidth: 2 },
            }],
        },
    });
    picture('area-chart', draw);
}
