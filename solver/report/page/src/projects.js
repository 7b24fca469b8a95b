// SPDX-License-Identifier: GPL-3.0-or-later
// The table of projects: sorted by any column, searched by any word. A project is a body
// of the table, with its reason in the line below.

import { shorten } from './long.js';
import { numberOf, textOf } from './tables.js';
import { language, onLanguage, say, saying } from './words.js';

function compare(column, numeric) {
    return (a, b) => {
        const [one, other] = [a, b].map((body) => textOf(body.rows[0].cells[column]));
        return numeric ? numberOf(one) - numberOf(other) : one.localeCompare(other, 'zh-CN');
    };
}

/** Buttons in the headings; sorted(order) is told the bodies in their new order. */
function makeSortable(table, bodies, sorted) {
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
            sorted(order);
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

/** A field above the table; searched(matches) is told which bodies say all its words, and
 * gives how many there are. */
function makeSearchable(table, bodies, searched) {
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
        const found = searched((body) =>
            wanted.every((word) => words[lang].get(body).includes(word)));
        count.textContent = `${say('shown')} ${found}${say('of')}${bodies.length}`;
    };
    input.addEventListener('input', search);
    onLanguage(search);
}

export function openProjects() {
    const table = document.getElementById('project-table');
    const bodies = [...table.tBodies];
    const show = shorten(table, bodies);
    let order = bodies, matches = () => true;
    const refresh = () => {
        const list = order.filter(matches);
        show(list);
        return list.length;
    };
    makeSearchable(table, bodies, (matching) => {
        matches = matching;
        return refresh();
    });
    makeSortable(table, bodies, (sorted) => {
        order = sorted;
        refresh();
    });
}
