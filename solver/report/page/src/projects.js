// SPDX-License-Identifier: GPL-3.0-or-later
// The table of projects: sorted by any column, searched by any word. A project is a body
// of the table, with its reason in the line below.

import { numberOf, textOf } from './tables.js';
import { language, onLanguage, say, saying } from './words.js';

function compare(column, numeric) {
    return (a, b) => {
        const [one, other] = [a, b].map((body) => textOf(body.rows[0].cells[column]));
        return numeric ? numberOf(one) - numberOf(other) : one.localeCompare(other, 'zh-CN');
    };
}

function makeSortable(table) {
    const bodies = [...table.tBodies];
    const heads = [...table.tHead.rows[0].cells];
    heads.forEach((head, column) => {
        const button = document.createElement('button');
        button.type = 'button';
        button.append(...head.childNodes);
        head.append(button);
        button.addEventListener('click', () => {
            const down = head.getAttribute('aria-sort') === 'ascending';
            const order = [...bodies].sort(compare(column, head.classList.contains('n')));
            if (down) order.reverse();
            heads.forEach((other) => other.removeAttribute('aria-sort'));
            head.setAttribute('aria-sort', down ? 'descending' : 'ascending');
            table.append(...order);
        });
    });
}

/** All that a project says in one language, in small letters. */
function wordsOf(body, lang) {
    const copy = body.cloneNode(true);
    copy.querySelectorAll(lang === 'en' ? '[lang="zh"]' : '[lang="en"]')
        .forEach((other) => other.remove());
    return copy.textContent.toLowerCase();
}

function makeSearchable(table) {
    const bodies = [...table.tBodies];
    const words = {};
    const controls = document.createElement('div');
    const label = saying('label', 'search');
    const input = document.createElement('input');
    const count = document.createElement('span');
    controls.className = 'controls';
    input.type = 'search';
    count.setAttribute('role', 'status');
    label.append(' ', input);
    controls.append(label, ' ', count);
    table.parentElement.before(controls);
    const search = () => {
        const lang = language();
        words[lang] = words[lang] || new Map(bodies.map((body) => [body, wordsOf(body, lang)]));
        const wanted = input.value.toLowerCase().split(/\s+/).filter(Boolean);
        let shown = 0;
        for (const body of bodies) {
            const text = words[lang].get(body);
            body.hidden = !wanted.every((word) => text.includes(word));
            shown += body.hidden ? 0 : 1;
        }
        count.textContent = `${say('shown')} ${shown}${say('of')}${bodies.length}`;
    };
    input.addEventListener('input', search);
    onLanguage(search);
}

export function openProjects() {
    const table = document.getElementById('project-table');
    makeSearchable(table);
    makeSortable(table);
}
