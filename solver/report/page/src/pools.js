// SPDX-License-Identifier: GPL-3.0-or-later
// Where the supply of each pool goes: a bar a pool, or a bar a pollutant.

import { picture } from './picture.js';
import { digitsOf, numberOf, rowsOf, tonnes, valuesOf } from './tables.js';
import { say } from './words.js';

/** Patterns beside colours, for eyes and printers that know no colours. */
const DOTS = { symbol: 'circle', symbolSize: 0.4, dashArrayX: [[6, 6]], dashArrayY: [6, 3] };
const LINES = { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [2, 5], rotation: -Math.PI / 4 };

const PARTS = [
    ['own', '#0b5394', { symbol: 'none' }],
    ['pooled', '#e08214', { ...DOTS, color: 'rgba(255,255,255,.55)' }],
    ['stranded', '#8c97a5', { ...LINES, rotation: Math.PI / 4, color: 'rgba(255,255,255,.55)' }],
    ['rest', '#c9d1da', { symbol: 'none' }],
    ['remaining', '#c9d1da', { symbol: 'none' }],
    ['withheld', '#7f3b08', { ...LINES, color: 'rgba(255,255,255,.55)' }],
];

/** What the table of pools has of each. */
const TONNES = ['own', 'pooled', 'remaining', 'withheld', 'supply'];

/** Of what remains of a pollutant, what lies idle for want of another; 0 without a table. */
function strandedOf(pollutant) {
    const row = rowsOf('stranded-table').find((one) => one.pollutant.split(' ').pop() === pollutant);
    return row ? numberOf(row.stranded) : 0;
}

/** One bar for each pollutant: the sums of its pools, what remains in two parts where some
 * of it is stranded. */
function sums(rows) {
    const bars = valuesOf(rows, 'pollutant').map((pollutant) => {
        const bar = { label: pollutant, stranded: strandedOf(pollutant), rest: 0 };
        for (const key of TONNES)
            bar[key] = rows.filter((row) => row.pollutant === pollutant)
                .reduce((sum, row) => sum + numberOf(row[key]), 0);
        return bar;
    });
    if (!bars.some((bar) => bar.stranded > 0)) return bars;
    return bars.map((bar) => ({ ...bar, rest: bar.remaining - bar.stranded, remaining: 0 }));
}

function pools(rows, pollutant) {
    return rows.filter((row) => row.pollutant === pollutant).map((row) => {
        const bar = { label: [row.area, row.basin].filter(Boolean).join(' '), stranded: 0, rest: 0 };
        for (const key of TONNES) bar[key] = numberOf(row[key]);
        return bar;
    });
}

function series(bars, [key, color, decal], shares) {
    return {
        name: say(key),
        type: 'bar',
        stack: 'pool',
        color,
        barMaxWidth: 26,
        itemStyle: { decal },
        data: bars.map((bar) => {
            const whole = shares ? bar.supply + bar.withheld : 100;
            return whole > 0 ? (100 * bar[key]) / whole : 0;
        }),
    };
}

function tooltip(bars, digits) {
    return ({ dataIndex }) => {
        const bar = bars[dataIndex];
        return [bar.label, ...PARTS.filter(([key]) => bar[key] > 0).map(([key]) =>
            `${say(key)} ${tonnes(bar[key], digits)}${say('unit')}`)].join('\n');
    };
}

export function drawPools() {
    const rows = rowsOf('pool-table');
    if (rows.length === 0) return;
    const digits = digitsOf(rows, 'supply');
    const draw = (chosen) => {
        const shares = chosen === '';
        const bars = shares ? sums(rows) : pools(rows, chosen);
        const parts = PARTS.filter(([key]) => bars.some((bar) => bar[key] > 0));
        return {
            height: 110 + 34 * bars.length,
            option: {
                grid: { left: 8, right: 24, top: 40, bottom: 8, containLabel: true },
                legend: { top: 4, left: 0, itemWidth: 24, data: parts.map(([key]) => say(key)) },
                tooltip: { renderMode: 'richText', confine: true, formatter: tooltip(bars, digits) },
                xAxis: {
                    type: 'value',
                    max: shares ? 100 : null,
                    axisLabel: { formatter: shares ? '{value} %' : '{value}', hideOverlap: true },
                },
                yAxis: {
                    type: 'category',
                    inverse: true,
                    data: bars.map((bar) => bar.label),
                    axisLabel: { width: 130, overflow: 'truncate' },
                },
                series: parts.map((part) => series(bars, part, shares)),
            },
        };
    };
    const options = [['', () => say('all')],
        ...valuesOf(rows, 'pollutant').map((pollutant) => [pollutant, () => pollutant])];
    picture('pool-chart', draw, 'pollutant', options);
}
