/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/glyph.h"
#include "report/plan_text.h"

static void put_lock(tc_printing *printing, const tc_project *project)
{
    const tc_lock *lock = project->lock;
    tc_buffer_puts(printing->out, "  ");
    tc_glyph_puts(printing->out, project->id, 0);
    tc_buffer_puts(printing->out, " ");
    tc_glyph_puts(printing->out, project->name, 0);
    tc_buffer_puts(printing->out,
                   lock->in ? tc_printing_pick(printing, "：安排，", ": in, ")
                            : tc_printing_pick(printing, "：不安排，", ": out, "));
    tc_glyph_puts(printing->out, lock->why, 0);
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "（", " ("));
    tc_glyph_puts(printing->out, lock->who, 0);
    tc_buffer_puts(printing->out, tc_printing_pick(printing, "）\n", ")\n"));
}

/* A project that the ledger has decided is no matter of locks.csv. */
static bool is_by_hand(const tc_project *project)
{
    return project->lock && !project->booked;
}

void tc_locks_put(tc_printing *printing)
{
    const tc_problem *problem = printing->problem;
    int count = 0;
    for (int j = 0; j < problem->project_count; j++)
        count += is_by_hand(&problem->projects[j]);
    if (count == 0)
        return;
    tc_buffer_printf(printing->out,
                     printing->language == TC_EN
                         ? "\nDecided by hand (locks.csv), projects %d:\n"
                         : "\n人工锁定（locks.csv），项目 %d 个：\n",
                     count);
    for (int j = 0; j < problem->project_count; j++)
        if (is_by_hand(&problem->projects[j]))
            put_lock(printing, &problem->projects[j]);
}
