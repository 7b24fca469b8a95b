// SPDX-License-Identifier: GPL-3.0-or-later
// The page reads without this script; with it the tables are sorted, searched and drawn.

import { drawAreas } from './areas.js';
import { drawFlows } from './flows.js';
import { shorten } from './long.js';
import { drawPools } from './pools.js';
import { openProjects } from './projects.js';
import { language, onLanguage } from './words.js';

onLanguage(() => {
    document.documentElement.lang = language() === 'en' ? 'en' : 'zh-CN';
});
openProjects();
for (const table of document.querySelectorAll('table:not(#project-table)'))
    shorten(table, [...table.tBodies[0].rows]);
drawPools();
drawFlows();
drawAreas();
