// SPDX-License-Identifier: GPL-3.0-or-later
// node build.mjs [FILE] — bundle src/ and the charts into page.js (or FILE), with the
// licences of what is bundled.

import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';

const licences = readdirSync('licenses').sort()
    .map((name) => `${name}\n\n${readFileSync(`licenses/${name}`, 'utf8').trim()}\n`);
const { outputFiles } = await build({
    entryPoints: ['src/main.js'],
    bundle: true,
    minify: true,
    format: 'iife',
    target: 'chrome90',
    charset: 'ascii',
    legalComments: 'none',
    write: false,
});
const text = outputFiles[0].text;
const all = `/*! tongchou, GPL-3.0-or-later; with Apache ECharts and zrender: licences at the end */
${text}/*
${licences.join('\n').replaceAll('*/', '* /').replaceAll('\r', '')}*/
`;
// A browser reads CR LF as LF, and would find another hash than the one it is told.
if (/<\/script|<!--|\r/i.test(all)) throw new Error('the bundle cannot stand in a page');
writeFileSync(process.argv[2] ?? 'page.js', all);
