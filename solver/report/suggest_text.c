/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/suggest_text.h"

#include "report/glyph.h"

const char *tc_suggest_pick(const tc_suggest_page *p, const char *zh, const char *en)
{
    return tc_printing_pick(&p->printing, zh, en);
}

bool tc_suggest_is_zh(const tc_suggest_page *p)
{
    return p->printing.language == TC_ZH;
}

void tc_suggest_put(const tc_suggest_page *p, const char *zh, const char *en)
{
    tc_buffer_puts(p->printing.out, tc_suggest_pick(p, zh, en));
}

void tc_suggest_put_grains(const tc_suggest_page *p, tc_grains grains)
{
    char tonnes[32];
    tc_grains_write(grains, p->printing.problem->grain_digits, tonnes);
    tc_buffer_puts(p->printing.out, tonnes);
}

/* "、" between things, nothing before the first one. */
void tc_suggest_put_between(const tc_suggest_page *p, bool *any)
{
    if (*any)
        tc_suggest_put(p, "、", ", ");
    *any = true;
}

void tc_suggest_put_project(const tc_suggest_page *p, int project)
{
    tc_glyph_puts(p->printing.out, p->printing.problem->projects[project].id, 0);
}

void tc_suggest_put_projects(const tc_suggest_page *p, const tc_project_list *list)
{
    bool any = false;
    for (int k = 0; k < list->count; k++) {
        tc_suggest_put_between(p, &any);
        tc_suggest_put_project(p, list->project[k]);
    }
}

/* "河津市，汾河，不晚于 2023-06-01" */
void tc_suggest_put_place(const tc_suggest_page *p, const tc_change *window,
                          bool or_earlier)
{
    const tc_problem *problem = p->printing.problem;
    tc_buffer *out = p->printing.out;
    if (window->area >= 0) {
        tc_suggest_put(p, "须在", "in ");
        tc_glyph_puts(out, problem->areas[window->area].name, 0);
    } else {
        tc_suggest_put(p, "各地均可", "anywhere");
    }
    if (window->basin >= 0) {
        tc_suggest_put(p, "，", ", ");
        tc_glyph_puts(out, problem->basins[window->basin], 0);
    }
    const bool zh = tc_suggest_is_zh(p);
    tc_buffer_printf(out,
                     or_earlier ? zh ? "，不晚于 %s" : ", by %s"
                     : zh       ? "，%s 形成"
                                : ", there on %s",
                     tc_day_write(window->day).text);
}
