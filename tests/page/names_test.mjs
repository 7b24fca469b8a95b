// SPDX-License-Identifier: GPL-3.0-or-later
// Names that try to run, to break out or to mislead: nothing runs, nothing breaks.

import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, open, report, rowsOf, tongchou } from './open_page.mjs';

const NAMES = {
    'T-1': '<script>window.ran = 1</script><img src=x onerror="window.ran = 2">',
    'T-2': '</script></style></table><script>window.ran = 3</script>]]>--><!--',
    'T-3': `=cmd|' /C calc'!A0 \u202Egnp.exe {a|b}`,
    'T-4': `长${'名'.repeat(9998)}尾`,
};

let browser;
before(async () => { browser = await launch(); });
after(() => browser.close());

/** The textbook case with these names for its projects. */
function named(names) {
    const folder = join(mkdtempSync(join(tmpdir(), 'names-')), 'case');
    cpSync(join(process.env.ROOT, 'data', 'textbook'), folder, { recursive: true });
    const file = join(folder, 'projects.csv');
    const lines = readFileSync(file, 'utf8').split('\n').map((line) => {
        const cells = line.split(',');
        if (names[cells[0]]) cells[1] = `"${names[cells[0]].replaceAll('"', '""')}"`;
        return cells.join(',');
    });
    writeFileSync(file, lines.join('\n'));
    return folder;
}

test('whatever names say, nothing of it runs and the page stays whole', async () => {
    const folder = report(named(NAMES));
    const { page, talk, close } = await open(browser, folder);
    await page.locator('#flow-chart svg').waitFor();
    for (const pollutant of ['VOCs', 'NOx'])
        await page.locator('#flow-chart select').selectOption(pollutant);
    await page.click('label[for="lang-en"]');
    await page.getByRole('searchbox').fill('<script>');
    assert.equal(await page.locator('#project-table tbody:visible').count(), 2);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(await page.locator('script').count(), 1);
    assert.equal(await page.locator('img, iframe, object, embed, main style').count(), 0);
    assert.equal(await page.locator('main > section').count(), 8);
    assert.deepEqual(talk, []);
    const rows = new Map((await rowsOf(page, 'project-table')).map((row) => [row.id, row]));
    for (const [id, name] of Object.entries(NAMES))
        assert.equal(rows.get(id).name, name.replace('\u202E', '\uFFFD'));
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 1280);
    await close();
});

test('markdown keeps its rows whatever names say', () => {
    const folder = report(named(NAMES));
    const lines = readFileSync(join(folder, 'report.zh.md'), 'utf8').split('\n');
    const table = lines.slice(lines.findIndex((line) => line.startsWith('| 编号 |')));
    const columns = (line) => line.replaceAll('\\|', '').split('|').length;
    for (const row of table.slice(0, 6)) assert.equal(columns(row), columns(table[0]), row.slice(0, 80));
    assert.ok(!lines.some((line) => /(^|[^\\])<(script|img)/.test(line)));
});

test('a name with a NUL never gets as far as a report', () => {
    assert.throws(() => tongchou('solve', named({ 'T-1': 'a\0b' }), '-q', '-o', join(tmpdir(), 'never')),
        (error) => error.status === 2);
});
