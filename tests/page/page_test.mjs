// SPDX-License-Identifier: GPL-3.0-or-later
// The page of a report as a reader meets it. TONGCHOU is the program, ROOT the source tree;
// SHOTS, where given, a folder for pictures of the page.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, open, report, rowsOf, tongchou } from './open_page.mjs';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const YUNCHENG = join(process.env.ROOT, 'data', 'yuncheng-2022');

let browser, folder, plan;

before(async () => {
    browser = await launch();
    folder = report(YUNCHENG);
    plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
});
after(() => browser.close());

async function shoot(page, name) {
    if (!process.env.SHOTS) return;
    mkdirSync(process.env.SHOTS, { recursive: true });
    await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
}

/** A tonnage as the tables write it. */
function shown(tonnes) {
    return Math.round(tonnes * 1e4) === 0 ? '-' : tonnes.toFixed(4);
}

function sum(numbers) {
    return numbers.reduce((all, number) => all + Math.round(number * 1e4), 0) / 1e4;
}

test('the page asks for nothing, and its policy is kept', async () => {
    const { page, talk, close } = await open(browser, folder);
    await page.locator('#flow-chart svg').waitFor();
    for (const lang of ['en', 'zh']) await page.click(`label[for="lang-${lang}"]`);
    assert.deepEqual(talk, []);
    const policy = await page.getAttribute('meta[http-equiv]', 'content');
    assert.match(policy, /^default-src 'none'; script-src 'sha256-[\w+/]{43}='; style-src 'sha256-/);
    assert.doesNotMatch(policy, /script-src[^;]*unsafe/);
    await shoot(page, 'wide');
    await close();
});

test('what the policy does not name cannot run', async () => {
    const { page, talk, close } = await open(browser, folder);
    await page.evaluate(() => {
        const script = document.createElement('script');
        script.textContent = 'window.ran = true';
        document.body.append(script);
    });
    assert.equal(await page.evaluate(() => window.ran), undefined);
    assert.equal(talk.length, 1);
    assert.match(talk[0], /Content Security Policy/);
    await close();
});

test('totals, projects and credits on the page are those of plan.json', async () => {
    const { page, close } = await open(browser, folder);
    for (const row of await rowsOf(page, 'totals')) {
        const id = row.pollutant.split(' ').pop();
        const pools = plan.sources.map((source) => source.pollutants[id]).filter(Boolean);
        for (const key of ['supply', 'credited', 'remaining'])
            assert.equal(row[key], shown(sum(pools.map((pool) => pool[key]))), `${id} ${key}`);
    }
    const rows = new Map((await rowsOf(page, 'project-table')).map((row) => [row.id, row]));
    assert.equal(rows.size, plan.projects.length);
    for (const project of plan.projects) {
        const row = rows.get(project.id);
        assert.equal(row.name, project.name);
        for (const [id, need] of Object.entries(project.pollutants))
            assert.equal(row[id] || '-', shown(need.credit), `${project.id} ${id}`);
    }
    const credits = (await rowsOf(page, 'credit-table')).map((row) =>
        [row.project, row.source, row.pollutant, row.tonnes].join(' '));
    assert.deepEqual(credits, plan.credits.map((credit) =>
        [credit.project, credit.source, credit.pollutant, shown(credit.tonnes)].join(' ')));
    await close();
});

test('every project that is not fully served has its reason below it', async () => {
    const { page, close } = await open(browser, folder);
    for (const project of plan.projects) {
        const body = page.locator('#project-table tbody', { has: page.locator(`th:text-is("${project.id}")`) });
        assert.equal(await body.locator('.below [lang="zh"]').count(), project.reason ? 1 : 0);
        if (project.reason)
            assert.equal(await body.locator('.below [lang="zh"]').textContent(), project.reason);
    }
    await close();
});

test('the check code is that of plan.json, and verify prints the same', async () => {
    const { page, close } = await open(browser, folder);
    const digest = createHash('sha256').update(readFileSync(join(folder, 'plan.json'))).digest('hex');
    const code = digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
    assert.ok((await page.locator('header').textContent()).includes(code));
    assert.ok((await page.locator('#origin').textContent()).includes(digest));
    assert.ok(tongchou('verify', YUNCHENG, folder).includes(code));
    await close();
});

test('the switch changes tables, charts and the language of the page', async () => {
    const { page, close } = await open(browser, folder);
    await page.locator('#pool-chart svg').waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    assert.ok(await page.locator('#pool-chart svg').getByText('剩余').count());
    await page.click('label[for="lang-en"]');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.equal(await page.locator('h2:visible').first().innerText(), '1. Summary');
    assert.equal(await page.locator('[lang="zh"]:visible').count(), 0);
    assert.ok(await page.locator('#pool-chart svg').getByText('remaining').count());
    await page.locator('#lang-en').focus();
    await page.keyboard.press('ArrowLeft'); /* without a mouse */
    assert.equal(await page.getAttribute('html', 'lang'), 'zh-CN');
    assert.equal(await page.locator('[lang="en"]:visible').count(), 0);
    await close();
});

test('without scripts the page reads, and the switch still works', async () => {
    const { page, talk, close } = await open(browser, folder, { script: false });
    assert.equal(await page.locator('figure:visible').count(), 0);
    assert.equal(await page.locator('#project-table tbody:visible').count(), plan.projects.length);
    assert.ok(await page.getByText('五、项目').isVisible());
    await page.click('label[for="lang-en"]');
    assert.ok(await page.getByText('5. Projects').isVisible());
    assert.ok(!(await page.getByText('五、项目').isVisible()));
    assert.deepEqual(talk, []);
    await close();
});

test('projects are sorted by a column, up and down, with their reasons', async () => {
    const { page, close } = await open(browser, folder);
    const head = page.locator('#project-table th[data-key="NOx"]');
    const values = async () => (await rowsOf(page, 'project-table')).map((row) => parseFloat(row.NOx) || 0);
    await head.getByRole('button').click();
    assert.equal(await head.getAttribute('aria-sort'), 'ascending');
    const up = await values();
    assert.deepEqual(up, [...up].sort((a, b) => a - b));
    await head.getByRole('button').press('Enter');
    assert.equal(await head.getAttribute('aria-sort'), 'descending');
    const down = await values();
    assert.deepEqual(down, [...down].sort((a, b) => b - a));
    assert.ok(down[0] > 0);
    const refused = plan.projects.find((project) => project.status === 'refused');
    const body = page.locator('#project-table tbody', { has: page.locator(`th:text-is("${refused.id}")`) });
    assert.equal(await body.locator('.below [lang="zh"]').textContent(), refused.reason);
    await close();
});

test('a search leaves the projects that say all its words', async () => {
    const { page, close } = await open(browser, folder);
    const visible = () => page.locator('#project-table tbody:visible').count();
    await page.getByRole('searchbox').fill('闻喜 voc');
    const wanted = plan.projects.filter((project) =>
        /闻喜/.test(project.name + project.area_name + project.reason) && /VOC/.test(project.reason));
    assert.ok(wanted.length > 0 && wanted.length < plan.projects.length);
    assert.equal(await visible(), wanted.length);
    assert.equal(await page.getByRole('status').textContent(),
        `显示 ${wanted.length}／${plan.projects.length}`);
    await page.getByRole('searchbox').fill('没有这样的项目');
    assert.equal(await visible(), 0);
    await page.getByRole('searchbox').fill('');
    assert.equal(await visible(), plan.projects.length);
    await close();
});

test('the flows of each pollutant are drawn from its credits', async () => {
    const { page, talk, close } = await open(browser, folder);
    for (const pollutant of ['PM', 'NOx', 'NH3-N']) {
        await page.locator('#flow-chart select').selectOption(pollutant);
        const credits = plan.credits.filter((credit) => credit.pollutant === pollutant);
        const text = await page.locator('#flow-chart svg').textContent();
        for (const source of new Set(credits.map((credit) => credit.source)))
            assert.ok(text.includes(source), `${pollutant} from ${source}`);
        const largest = credits.reduce((a, b) => (a.tonnes > b.tonnes ? a : b));
        assert.ok(text.includes(largest.project), `${pollutant} to ${largest.project}`);
    }
    assert.deepEqual(talk, []);
    await shoot(page, 'flows');
    await close();
});

test('the bars of one pollutant tell the tonnes of its pools', async () => {
    const { page, close } = await open(browser, folder);
    await page.locator('#pool-chart select').selectOption('PM');
    const bars = page.locator('#pool-chart svg');
    await bars.scrollIntoViewIfNeeded();
    const box = await bars.boundingBox();
    const pools = (await rowsOf(page, 'pool-table')).filter((row) => row.pollutant === 'PM');
    for (const pool of pools) assert.ok((await bars.textContent()).includes(pool.area));
    await page.mouse.move(box.x + box.width * 0.4, box.y + box.height * 0.55);
    const largest = pools.find((row) => row.area === '河津市');
    await page.waitForFunction((tonnes) =>
        document.querySelector('#pool-chart svg').textContent.includes(tonnes), largest.pooled);
    await close();
});

test('the bars of all pollutants tell the stranded tonnes, which are part of what remains', async () => {
    const { page, close } = await open(browser, folder);
    const told = (await rowsOf(page, 'stranded-table'))
        .map((row) => [row.pollutant.split(' ').pop(), row.remaining, row.stranded].join(' '));
    const { stranded } = JSON.parse(tongchou('suggest', YUNCHENG, '--json'));
    assert.deepEqual(told, stranded.filter((one) => one.remaining > 0).map((one) =>
        [one.pollutant, shown(one.remaining), shown(one.stranded)].join(' ')));
    const pools = await rowsOf(page, 'pool-table');
    for (const one of stranded) /* the bars take it from what remains of the pools */
        assert.equal(one.remaining, sum(pools.filter((pool) => pool.pollutant === one.pollutant)
            .map((pool) => parseFloat(pool.remaining) || 0)), one.pollutant);
    const bars = page.locator('#pool-chart svg');
    assert.ok(await bars.getByText('搁置').count());
    await page.locator('#pool-chart select').selectOption('PM');
    assert.equal(await bars.getByText('搁置').count(), 0);
    await close();
});

test('the map of areas tells the whole tenths of what is covered', async () => {
    const { page, close } = await open(browser, folder);
    const rows = (await rowsOf(page, 'area-table')).filter((row) => row.need !== '-');
    const grains = (text) => Math.round((parseFloat(text) || 0) * 1e4);
    const wanted = rows.map((row) => `${Math.floor(1000 * grains(row.credited) / grains(row.need)) / 10} %`);
    const labels = (await page.locator('#area-chart svg text').allTextContents())
        .filter((text) => / %$/.test(text) && !/covered|满足/.test(text));
    labels.splice(labels.lastIndexOf('0 %'), 1); /* the end of the scale */
    assert.deepEqual(labels.sort(), wanted.sort());
    await close();
});

test('on a telephone nothing but tables is wider than the screen', async () => {
    const { page, talk, close } = await open(browser, folder, { width: 390, height: 844 });
    await page.locator('#area-chart svg').waitFor();
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.deepEqual(talk, []);
    await shoot(page, 'narrow');
    await close();
});

test('on paper there are all chapters and charts, and the check code on every sheet', async () => {
    const { page, close } = await open(browser, folder);
    const file = join(folder, 'report.pdf');
    await page.locator('#flow-chart svg').waitFor();
    await page.pdf({ path: file, preferCSSPageSize: true });
    const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });
    for (const title of ['一、概览', '三、削减池与流向', '五、项目', '八、出处'])
        assert.ok(text.includes(title), title);
    const fonts = execFileSync('pdfinfo', [file], { encoding: 'utf8' });
    const digest = createHash('sha256').update(readFileSync(join(folder, 'plan.json'))).digest('hex');
    const code = digest.slice(0, 16).replace(/(.{4})(?=.)/g, '$1 ');
    const sheets = text.split('\f').slice(0, -1);
    assert.ok(sheets.length > 3);
    for (const sheet of sheets) assert.ok(sheet.includes(`check code: ${code}`), sheet);
    assert.match(fonts, /Page size:\s+59[0-9.]+ x 84[0-9.]+ pts \(A4\)/);
    assert.ok(!text.includes('查找项目'), 'controls are not for paper');
    if (process.env.SHOTS) {
        mkdirSync(process.env.SHOTS, { recursive: true });
        execFileSync('pdftoppm', ['-r', '60', '-png', file, join(process.env.SHOTS, 'paper')]);
    }
    assert.ok(statSync(file).size > 50000);
    await close();
});

test('axe finds nothing to mend, in either language', async () => {
    const { page, close } = await open(browser, folder);
    await page.locator('#area-chart svg').waitFor();
    for (const lang of ['zh', 'en']) {
        await page.click(`label[for="lang-${lang}"]`);
        await page.evaluate(readFileSync(AXE, 'utf8'));
        const { violations } = await page.evaluate(() => axe.run(document, {
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'],
        }));
        assert.deepEqual(violations.map((found) =>
            `${found.id}: ${found.nodes[0].html} ${found.nodes[0].failureSummary}`), []);
    }
    await close();
});
