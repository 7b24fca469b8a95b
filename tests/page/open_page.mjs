// SPDX-License-Identifier: GPL-3.0-or-later
// A report in headless Chromium, with everything that it asks for or complains about noted.

import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
    '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export function tongchou(...words) {
    return execFileSync(process.env.TONGCHOU, words, { encoding: 'utf8', env: { ...process.env, LANG: 'C' } });
}

/** Solve a case and report its plan; the folder of both. */
export function report(caseFolder) {
    const folder = join(mkdtempSync(join(tmpdir(), 'page-')), 'plan');
    tongchou('solve', caseFolder, '-q', '-o', folder);
    tongchou('report', folder);
    return folder;
}

export function launch() {
    return chromium.launch({ executablePath: '/usr/bin/chromium', args: FLAGS });
}

/** Open report.html of a folder. talk lists console messages, errors, dialogs and requests
 * for anything else: it should stay empty. */
export async function open(browser, folder, { width = 1280, height = 900, script = true } = {}) {
    const context = await browser.newContext({
        viewport: { width, height }, javaScriptEnabled: script,
    });
    const page = await context.newPage();
    const url = pathToFileURL(join(folder, 'report.html')).href;
    const talk = [];
    page.on('console', (message) => talk.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => talk.push(`error: ${error.message}`));
    page.on('dialog', async (dialog) => {
        talk.push(`dialog: ${dialog.message()}`);
        await dialog.dismiss();
    });
    await context.route('**/*', (route) => {
        if (route.request().url() === url) return route.continue();
        talk.push(`request: ${route.request().url()}`);
        return route.abort();
    });
    await page.goto(url);
    return { page, talk, close: () => context.close() };
}

/** The rows of a table by the keys of its columns; of two languages the visible one. */
export function rowsOf(page, id) {
    return page.evaluate((name) => {
        const table = document.getElementById(name);
        const keys = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.key);
        const text = (cell) => {
            const copy = cell.cloneNode(true);
            const hidden = document.getElementById('lang-en').checked ? 'zh' : 'en';
            copy.querySelectorAll(`small, [lang="${hidden}"]`).forEach((part) => part.remove());
            return copy.textContent;
        };
        return [...table.tBodies].flatMap((body) => [...body.rows])
            .filter((row) => !row.classList.contains('below'))
            .map((row) => Object.fromEntries(keys.map((key, k) => [key, text(row.cells[k])])));
    }, id);
}
