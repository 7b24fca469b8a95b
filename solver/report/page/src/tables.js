// SPDX-License-Identifier: GPL-3.0-or-later
// The tables of the page are its data: what is drawn is what they say.

/** The text of a cell, without its second line; of two languages the Chinese one. */
export function textOf(cell) {
    if (!cell.firstElementChild) return cell.textContent;
    const copy = cell.cloneNode(true);
    copy.querySelectorAll('small, [lang="en"]').forEach((other) => other.remove());
    return copy.textContent;
}

/** A tonnage or share as a number; "-" is none. */
export function numberOf(text) {
    const number = parseFloat(text);
    return Number.isFinite(number) ? number : 0;
}

/** The rows of a table: an object each, a text by the key of its column. */
export function rowsOf(id) {
    const table = document.getElementById(id);
    if (!table) return [];
    const keys = [...table.tHead.rows[0].cells].map((cell) => cell.dataset.key);
    return [...table.tBodies]
        .flatMap((body) => [...body.rows])
        .filter((row) => !row.classList.contains('below'))
        .map((row) =>
            Object.fromEntries(keys.map((key, k) => [key, textOf(row.cells[k])])));
}

/** The different values of one column, in the order in which they come. */
export function valuesOf(rows, key) {
    return [...new Set(rows.map((row) => row[key]))];
}

/** Tonnes with the digits that the tables have. */
export function tonnes(number, digits) {
    return number.toFixed(digits);
}

/** How many decimals the tonnages of the page have. */
export function digitsOf(rows, key) {
    const point = rows.map((row) => row[key]).find((text) => text.includes('.'));
    return point ? point.length - point.indexOf('.') - 1 : 0;
}
