// SPDX-License-Identifier: GPL-3.0-or-later
// The credits of one pollutant, from sources to projects. Beyond a number that the eye can
// follow, the smallest are drawn together.

import { picture } from './picture.js';
import { digitsOf, numberOf, rowsOf, tonnes, valuesOf } from './tables.js';
import { say } from './words.js';

const SOURCES_MOST = 14, PROJECTS_MOST = 24;

function totals(rows, key) {
    const sums = new Map();
    for (const row of rows)
        sums.set(row[key], (sums.get(row[key]) || 0) + numberOf(row.tonnes));
    return sums;
}

/** The ids that have a node of their own: the largest. */
function largest(sums, most) {
    const ids = [...sums.keys()].sort((a, b) => sums.get(b) - sums.get(a));
    return new Set(ids.length > most ? ids.slice(0, most - 1) : ids);
}

/** Nodes by name ("s" or "p" before the id, so that both may have the same), and links. */
function network(rows) {
    const sources = largest(totals(rows, 'source'), SOURCES_MOST);
    const projects = largest(totals(rows, 'project'), PROJECTS_MOST);
    const nodes = new Map(), links = new Map();
    const node = (name, label, left) => {
        if (!nodes.has(name))
            nodes.set(name, {
                name, label: { position: left ? 'right' : 'left' }, shown: label,
                itemStyle: { color: left ? '#0b5394' : '#1b7837' },
            });
        return name;
    };
    for (const row of rows) {
        const source = sources.has(row.source)
            ? node(`s ${row.source}`, `${row.source} ${row['source-name']}`, true)
            : node('s', say('otherSources'), true);
        const project = projects.has(row.project)
            ? node(`p ${row.project}`, `${row.project} ${row['project-name']}`, false)
            : node('p', say('otherProjects'), false);
        const key = JSON.stringify([source, project]);
        const link = links.get(key) || { source, target: project, value: 0 };
        link.value += numberOf(row.tonnes);
        links.set(key, link);
    }
    return { nodes: [...nodes.values()], links: [...links.values()] };
}

function option(rows, digits, width) {
    const { nodes, links } = network(rows);
    const shown = new Map(nodes.map((node) => [node.name, node.shown]));
    const rowsHigh = Math.max(
        nodes.filter((node) => node.name[0] === 's').length,
        nodes.filter((node) => node.name[0] === 'p').length);
    return {
        height: 60 + 30 * Math.max(rowsHigh, 5),
        option: {
            tooltip: {
                renderMode: 'richText',
                confine: true,
                formatter: ({ dataType, data, name, value }) => (dataType === 'edge'
                    ? `${shown.get(data.source)} → ${shown.get(data.target)}\n`
                    : `${shown.get(name)}\n`) + tonnes(value, digits) + say('unit'),
            },
            series: [{
                type: 'sankey',
                left: 8, right: 8, top: 16, bottom: 16,
                nodeGap: 10,
                nodeWidth: 14,
                data: nodes,
                links,
                draggable: false,
                emphasis: { focus: 'adjacency' },
                lineStyle: { color: 'source', opacity: 0.28 },
                label: {
                    width: Math.min(260, 0.42 * width), overflow: 'truncate', color: '#1d2733',
                    textBorderColor: '#fff', textBorderWidth: 3,
                    formatter: ({ name }) => shown.get(name),
                },
            }],
        },
    };
}

/** The pollutant of which the largest part is used: it stops most projects. */
function scarcest() {
    const share = (row) => numberOf(row.credited) / (numberOf(row.supply) || 1);
    const rows = rowsOf('totals').sort((a, b) => share(b) - share(a));
    return rows.length > 0 ? rows[0].pollutant.split(' ').pop() : '';
}

export function drawFlows() {
    const rows = rowsOf('credit-table');
    if (rows.length === 0) return;
    const digits = digitsOf(rows, 'tonnes');
    const pollutants = valuesOf(rows, 'pollutant');
    const first = pollutants.includes(scarcest()) ? scarcest() : pollutants[0];
    picture('flow-chart',
        (chosen, width) =>
            option(rows.filter((row) => row.pollutant === chosen), digits, width),
        'pollutant', pollutants.map((pollutant) => [pollutant, () => pollutant]), first);
}
