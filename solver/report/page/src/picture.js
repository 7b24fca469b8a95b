// SPDX-License-Identifier: GPL-3.0-or-later
// A place for a chart in one of the page's figures, as wide as the page, also on paper.

import { BarChart, HeatmapChart, SankeyChart } from 'echarts/charts';
import { AriaComponent, GridComponent, LegendComponent, TooltipComponent, VisualMapComponent }
    from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';

import { onLanguage, saying } from './words.js';

use([BarChart, HeatmapChart, SankeyChart, AriaComponent, GridComponent, LegendComponent,
    TooltipComponent, VisualMapComponent, SVGRenderer]);

const PAPER_WIDTH = 690; // A4 less the margins of the page, in CSS pixels

const FONT = '"Noto Sans CJK SC", "Source Han Sans SC", "Microsoft YaHei", "PingFang SC", sans-serif';

/** What all charts have: no motion, patterns beside colours, and tooltips that are plain
 * text, so that no name can become markup. */
const COMMON = {
    animation: false,
    aria: { enabled: true },
    textStyle: { fontFamily: FONT },
    tooltip: { renderMode: 'richText', confine: true },
};

/** A choice above the chart; options: [value, word or text, is it a word?]. */
function choice(figure, word, options, changed) {
    const controls = document.createElement('div');
    const label = saying('label', word);
    const select = document.createElement('select');
    controls.className = 'controls';
    for (const [value, text] of options) select.add(new Option(text(), value));
    onLanguage(() => options.forEach(([, text], k) => {
        select.options[k].text = text();
    }));
    select.addEventListener('change', () => changed(select.value));
    label.append(' ', select);
    controls.append(label);
    figure.querySelector('figcaption').after(controls);
    return select;
}

/** Show a figure and draw in it. draw(value, width) gives {option, height}; with a choice,
 * value is what is chosen, first: what is chosen at first. */
export function picture(id, draw, word, options = [], first = '') {
    const figure = document.getElementById(id);
    const place = document.createElement('div');
    place.className = 'picture';
    figure.append(place);
    figure.hidden = false;
    const chart = init(place, null, { renderer: 'svg', height: 300 });
    let value = first;
    const redraw = (width) => {
        const { option, height } = draw(value, width);
        place.style.height = `${height}px`;
        chart.resize({ width, height });
        chart.setOption({ ...COMMON, ...option }, { notMerge: true });
    };
    const fit = () => redraw(place.clientWidth || PAPER_WIDTH);
    if (options.length > 0)
        choice(figure, word, options, (chosen) => {
            value = chosen;
            fit();
        }).value = first;
    onLanguage(fit);
    new ResizeObserver(fit).observe(figure);
    addEventListener('beforeprint', () => redraw(PAPER_WIDTH));
    addEventListener('afterprint', fit);
}
