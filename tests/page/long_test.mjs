// SPDX-License-Identifier: GPL-3.0-or-later
// A page of more projects than a browser lays out in a moment.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, open, report } from './open_page.mjs';

const COUNT = 400, SHOWN = 300;
let browser, folder;

/** The textbook case with copies of its last project. */
before(async () => {
    const copy = join(mkdtempSync(join(tmpdir(), 'long-')), 'case');
    cpSync(join(process.env.ROOT, 'data', 'textbook'), copy, { recursive: true });
    const file = join(copy, 'projects.csv');
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    const last = lines.at(-1), id = last.split(',')[0];
    for (let k = lines.length - 1; k < COUNT; k++)
        lines.push(last.replace(id, `X-${String(k + 1).padStart(4, '0')}`));
    writeFileSync(file, `${lines.join('\n')}\n`);
    folder = report(copy);
    browser = await launch();
});
after(() => browser.close());

test('a long table shows its first rows, the rest on request, and all on paper', async () => {
    const { page, talk, close } = await open(browser, folder);
    const visible = () => page.locator('#project-table tbody:visible').count();
    assert.equal(await visible(), SHOWN);
    assert.equal(await page.getByRole('status').textContent(), `显示 ${COUNT}／${COUNT}`);
    const file = join(folder, 'long.pdf');
    await page.pdf({ path: file, preferCSSPageSize: true });
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    const projects = text.slice(text.indexOf('五、项目'), text.indexOf('六、缺什么'));
    assert.equal(new Set(projects.match(/X-\d{4}/g)).size, COUNT - 4);
    await page.locator('#projects .more').click();
    assert.equal(await visible(), COUNT);
    assert.deepEqual(talk, []);
    await close();
});

test('a search finds what a long table does not show', async () => {
    const { page, close } = await open(browser, folder);
    await page.getByRole('searchbox').fill(`X-0${COUNT}`);
    assert.equal(await page.locator('#project-table tbody:visible').count(), 1);
    await close();
});
