/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "domain/standing.h"
#include "report/chapter.h"

/* The same printing in both languages. */
typedef struct both {
    tc_printing zh, en;
} both;

static both both_of(const tc_chapters *c)
{
    return (both){{c->problem, c->plan, TC_ZH, NULL}, {c->problem, c->plan, TC_EN, NULL}};
}

static void put_goal(tc_chapters *c, const both *printing, int goal)
{
    const tc_goal_cells zh = tc_goal_cells_of(&printing->zh, goal);
    const tc_goal_cells en = tc_goal_cells_of(&printing->en, goal);
    tc_outline_cell(c->outline, zh.number);
    tc_outline_cell_said(c->outline, (tc_said){zh.title, en.title});
    tc_outline_cell(c->outline, zh.value);
    if (c->plan->whole) {
        tc_outline_cell(c->outline, zh.bound);
        tc_outline_cell_said(c->outline, (tc_said){zh.gap, en.gap});
    }
    tc_outline_cell(c->outline, zh.most);
    tc_outline_cell_said(c->outline, (tc_said){zh.remark, en.remark});
}

static void put_goals(tc_chapters *c)
{
    static const tc_outline_column all[] = {
        {.key = "order", .heading = {"次序", "order"}, .number = true},
        {.key = "goal", .heading = {"目标", "goal"}},
        {.key = "value", .heading = {"达到", "reached"}, .number = true},
        {.key = "bound", .heading = {"最好不过", "bound"}, .number = true},
        {.key = "gap", .heading = {"差距", "gap"}, .number = true},
        {.key = "most", .heading = {"最多", "most"}, .number = true},
        {.key = "remark", .heading = {"说明", "remark"}},
    };
    enum { ALL = sizeof all / sizeof *all };
    tc_outline_column columns[ALL];
    int count = 0;
    for (int k = 0; k < ALL; k++)
        if (c->plan->whole || (k != 3 && k != 4)) /* bound and gap are of searches */
            columns[count++] = all[k];
    const both printing = both_of(c);
    tc_outline_table(c->outline, "goal-table",
                     (tc_said){"目标（在前的绝不为在后的让步）",
                               "goals, in strict order: none gives way to a later one"},
                     columns, count);
    for (int g = 0; g < c->problem->goal_count; g++)
        put_goal(c, &printing, g);
    tc_outline_table_end(c->outline);
}

/* The next line of a text, ended in place; NULL behind the last. */
static char *take_line(char **text)
{
    char *line = *text;
    if (!line || *line == '\0')
        return NULL;
    const size_t length = strcspn(line, "\n");
    *text = line + length + (line[length] == '\n');
    line[length] = '\0';
    return line + strspn(line, " ");
}

/* What is not proved: as many lines in one language as in the other. */
static void put_bounds(tc_chapters *c)
{
    both printing = both_of(c);
    tc_pair said = {0};
    printing.zh.out = &said.zh;
    printing.en.out = &said.en;
    tc_bounds_put(&printing.zh);
    tc_bounds_put(&printing.en);
    const tc_said whole = tc_pair_said(c->outline, &said); /* fails the outline, too */
    char *zh = *whole.zh ? said.zh.text : NULL, *en = *whole.en ? said.en.text : NULL;
    for (;;) {
        const tc_said line = {take_line(&zh), take_line(&en)};
        if (!line.zh || !line.en)
            break;
        tc_outline_paragraph(c->outline, "note", line);
    }
    tc_pair_free(&said);
}

/* Every tie is disclosed by name: model.md §3. */
static void put_ties(tc_chapters *c)
{
    if (c->plan->tie_count == 0) {
        tc_outline_paragraph(c->outline, NULL,
                             (tc_said){"没有由先后次序决定的同等条件。",
                                       "no tie had to be decided by a tie rule."});
        return;
    }
    const bool dated = tc_problem_has_goal(c->problem, TC_GOAL_FIRST_COME);
    tc_pair said = {0};
    tc_pair_say(&said, "同等条件，%s%.0s：",
                "tied, and decided by %.0s%s: ", dated ? "先受理先得" : "按编号",
                dated ? "date of acceptance" : "id");
    for (int k = 0; k < c->plan->tie_count; k++) {
        const tc_project *project = &c->problem->projects[c->plan->ties[k]];
        tc_pair_say(&said, "%s%.0s%s %s", "%.0s%s%s %s", k > 0 ? "、" : "",
                    k > 0 ? ", " : "", project->id, project->name);
    }
    tc_outline_paragraph(c->outline, "ties", tc_pair_said(c->outline, &said));
    tc_pair_free(&said);
}

/* What the ledger has decided is no matter of locks.csv. */
static void put_lock(tc_chapters *c, int project, tc_pair *said)
{
    const tc_project *about = &c->problem->projects[project];
    if (about->booked) {
        const tc_standing_reason why = tc_refusal_explain(c->problem, project);
        tc_pair_say(said, "此前已定：%s %s，%s%.0s", "decided before: %s %s, %.0s%s",
                    about->id, about->name, why.zh, why.en);
        return;
    }
    tc_pair_say(said, "人工锁定：%s %s %s%.0s，%s（%s）",
                "decided by hand: %s %s %.0s%s, %s (%s)", about->id, about->name,
                about->lock->in ? "安排" : "不安排", about->lock->in ? "in" : "out",
                about->lock->why, about->lock->who);
}

static void put_locks(tc_chapters *c)
{
    for (int j = 0; j < c->problem->project_count; j++) {
        tc_pair said = {0};
        if (!c->problem->projects[j].lock)
            continue;
        put_lock(c, j, &said);
        tc_outline_paragraph(c->outline, "lock", tc_pair_said(c->outline, &said));
        tc_pair_free(&said);
    }
}

void tc_chapter_goals(tc_chapters *c)
{
    tc_outline_chapter(c->outline, "goals",
                       (tc_said){"二、目标与同等条件", "2. Goals and ties"});
    put_goals(c);
    put_bounds(c);
    put_ties(c);
    put_locks(c);
    tc_outline_chapter_end(c->outline);
}
