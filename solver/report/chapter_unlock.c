/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "domain/standing.h"
#include "report/chapter.h"

/* The projects that one pollutant stops. */
typedef struct barrier {
    tc_grains missing; /* what they lack of it together */
    tc_grains least;   /* what the nearest of them lacks */
    int stopped, nearest;
} barrier;

static barrier find_barrier(const tc_chapters *c, int pollutant)
{
    barrier found = {.nearest = -1};
    for (int j = 0; j < c->problem->project_count; j++) {
        const tc_grains missing = tc_reason_missing(c->problem, c->plan, j, pollutant);
        if (missing <= 0 || c->plan->reasons[j].kind == TC_REASON_ROUNDING)
            continue;
        if (found.nearest < 0 || missing < found.least) {
            found.nearest = j;
            found.least = missing;
        }
        found.stopped++;
        found.missing += missing;
    }
    return found;
}

static void put_barrier(tc_chapters *c, int pollutant, const barrier *found)
{
    const tc_project *nearest = &c->problem->projects[found->nearest];
    const tc_pollutant_words words = tc_pollutant_words_of(pollutant);
    char count[16];
    tc_pair name = {0};
    (void)snprintf(count, sizeof count, "%d", found->stopped);
    tc_pair_say(&name, "%s %s", "%s %s", nearest->id, nearest->name);
    tc_outline_cell_said(c->outline, (tc_said){words.zh, words.en});
    tc_outline_cell(c->outline, count);
    tc_outline_cell(c->outline, tc_tonnes_of(c->problem, found->missing).text);
    tc_outline_cell(c->outline, tc_tonnes_of(c->problem, found->least).text);
    tc_outline_cell_said(c->outline, tc_pair_said(c->outline, &name));
    tc_pair_free(&name);
}

static void put_barriers(tc_chapters *c, const barrier found[TC_POLLUTANTS])
{
    static const tc_outline_column columns[] = {
        {.key = "pollutant", .heading = {"污染物", "pollutant"}, .row = true},
        {.key = "stopped", .heading = {"卡住的项目", "projects stopped"}, .number = true},
        {.key = "missing", .heading = {"合计尚缺", "short in all"}, .number = true},
        {.key = "least", .heading = {"最少缺", "least short"}, .number = true},
        {.key = "nearest", .heading = {"最接近的项目", "nearest project"}},
    };
    tc_outline_table(
        c->outline, "unlock-table",
        (tc_said){"按污染物：卡住几个项目、缺多少（吨/年）",
                  "by pollutant: how many projects it stops, and by how much (t/a)"},
        columns, sizeof columns / sizeof *columns);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (found[p].stopped > 0)
            put_barrier(c, p, &found[p]);
    tc_outline_table_end(c->outline);
    tc_outline_paragraph(
        c->outline, "note",
        (tc_said){"缺口按本方案算：其他项目的安排不变。一个项目可能同时缺几种。",
                  "as the plan stands, what the others get staying as it is; a "
                  "project may lack several."});
}

void tc_chapter_unlock(tc_chapters *c)
{
    barrier found[TC_POLLUTANTS];
    int count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        found[p] = find_barrier(c, p);
        count += found[p].stopped > 0;
    }
    tc_outline_chapter(c->outline, "unlock",
                       (tc_said){"六、缺什么", "6. What is lacking"});
    if (count > 0)
        put_barriers(c, found);
    else
        tc_outline_paragraph(c->outline, NULL,
                             (tc_said){"没有项目因削减量不足而落选。",
                                       "no project is left out for want of tonnes."});
    if (c->about->suggestion)
        tc_chapter_put_suggestion(c);
    else if (count > 0)
        tc_outline_paragraph(
            c->outline, "note",
            (tc_said){"补多少能满足谁，见 tongchou suggest 案例。",
                      "What more supply would serve: tongchou suggest CASE."});
    tc_outline_chapter_end(c->outline);
}
