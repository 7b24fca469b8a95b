// SPDX-License-Identifier: GPL-3.0-or-later
// Long tables show their first rows, and the rest on request: a browser takes long to lay
// out thousands. On paper, and without this script, all rows are there.

import { saying } from './words.js';

const MOST = 300;

/** Gives a function that shows these of the items (rows, or bodies of rows), in the order
 * of the list, and hides the others. */
export function shorten(table, items) {
    const more = saying('button', 'more');
    let all = false, shown = items;
    const show = (list) => {
        const wanted = new Set(list);
        shown = list;
        for (const item of items) item.hidden = !wanted.has(item);
        list.forEach((item, k) => item.classList.toggle('later', !all && k >= MOST));
        more.hidden = all || list.length <= MOST;
    };
    more.type = 'button';
    more.className = 'more';
    more.addEventListener('click', () => {
        all = true;
        show(shown);
    });
    table.parentElement.after(more);
    show(items);
    return show;
}
