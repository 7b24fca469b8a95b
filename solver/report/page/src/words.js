// SPDX-License-Identifier: GPL-3.0-or-later
// What the script itself says, in both languages. The switch of the page is two radio
// buttons, which work without this script.

const WORDS = {
    all: ['全部污染物（占供给的份额）', 'all pollutants (share of the supply)'],
    area: ['区域', 'area'],
    covered: ['已满足', 'covered'],
    credited: ['已抵扣', 'credited'],
    more: ['显示其余各行', 'show all rows'],
    need: ['需要', 'needed'],
    of: ['／', ' of '],
    otherProjects: ['其他项目', 'other projects'],
    otherSources: ['其他削减源', 'other sources'],
    own: ['本区域用', 'used here'],
    pollutant: ['污染物', 'pollutant'],
    pooled: ['调往他区', 'sent away'],
    remaining: ['剩余', 'remaining'],
    rest: ['其余剩余', 'otherwise remaining'],
    search: ['查找项目（编号、名称、区域、原因）', 'find projects (id, name, area, reason)'],
    shown: ['显示', 'shown'],
    stranded: ['搁置（缺别的污染物）', 'stranded (for want of others)'],
    unit: [' 吨/年', ' t/a'],
    withheld: ['未计入', 'withheld'],
};

export function language() {
    return document.getElementById('lang-en').checked ? 'en' : 'zh';
}

export function say(word) {
    return WORDS[word][language() === 'en' ? 1 : 0];
}

/** An element that says a word; the style of the page shows one language of it. */
export function saying(tag, word) {
    const element = document.createElement(tag);
    ['zh', 'en'].forEach((lang, k) => {
        const span = document.createElement('span');
        span.lang = lang;
        span.textContent = WORDS[word][k];
        element.append(span);
    });
    return element;
}

/** Calls back now and whenever the reader changes the language. */
export function onLanguage(call) {
    for (const id of ['lang-zh', 'lang-en'])
        document.getElementById(id).addEventListener('change', call);
    call();
}
