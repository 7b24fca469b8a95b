/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "measure.h"
#include "plain_glpk.h"
#include "sweep_ask.h"

/* The program as first written is not scaled as ours is. */
static const double PLAIN_TOLERANCE = 1e-6;
enum { PLAIN_LIMIT_S = 420 };

/* ---- single solves ----------------------------------------------------------------- */

void sweep_ask_cold(bench *b, const question *q)
{
    static const char engine[] = "ours, one cold solve";
    tc_error error = {0};
    own_cold cold;
    if (own_time_cold(&q->job, b->seconds, &cold, &error) != TC_OK) {
        sweep_give_up(b, q, engine, &error);
        return;
    }
    sweep_line line = sweep_line_of(q, engine);
    line.scenarios = cold.count;
    line.us = cold.whole_us;
    line.cold_ratio = q->best_cold / line.us;
    line.cold_target = q->of->projects == 1000 ? 60.0 : q->of->projects == 10000 ? 20 : 0;
    (void)snprintf(line.note, sizeof line.note, "of it, once the engine stands: %.4g us",
                   cold.decide_us);
    sweep_table_add(&b->table, &line);
}

static void solve_plain(const void *argument, measured *result)
{
    plain_glpk_all(argument, result);
}

/* The goals that other solvers are asked for. */
static int cut_goals(const tc_problem *problem, tc_goal goals[PEER_LEVELS_MOST])
{
    int count = 0;
    for (int g = 0; g < problem->goal_count && count < PEER_LEVELS_MOST; g++)
        if (problem->goals[g].kind == TC_GOAL_GUARANTEE_LOCAL ||
            problem->goals[g].kind == TC_GOAL_TIER)
            goals[count++] = problem->goals[g];
    return count;
}

/* The case as it is, as a planner would first write it: one cold solve of all goals. */
void sweep_ask_plain(bench *b, const question *q)
{
    static const tc_sweep as_it_is = {
        .design = TC_DESIGN_MONTE_CARLO, .scenarios = 1, .text = ""};
    const sweep_job job = {q->problem, &as_it_is, false};
    own_answers answers;
    own_cold cold;
    tc_error error = {0};
    if (own_answer(&job, 1, &answers, &error) != TC_OK ||
        own_time_cold(&job, b->seconds, &cold, &error) != TC_OK) {
        sweep_give_up(b, q, "ours, the case as it is", &error);
        return;
    }
    tc_problem part = *q->problem;
    tc_goal goals[PEER_LEVELS_MOST];
    part.goal_count = cut_goals(q->problem, goals);
    part.goals = goals;
    const measured m = measure(solve_plain, &part, PLAIN_LIMIT_S);
    sweep_line line = sweep_line_of(q, "GLPK, as first written");
    line.box[0] = '\0';
    line.percent = 0;
    line.scenarios = 1;
    line.us = m.done ? 1e6 * m.seconds : 0.0;
    line.pivots = (double)m.pivots;
    line.mib = m.peak_mib;
    line.gap = m.done ? sweep_difference(m.value, answers.goal, m.goals) : -1.0;
    (void)snprintf(line.note, sizeof line.note, "%ld columns; %.60s", m.columns, m.note);
    sweep_table_add(&b->table, &line);
    b->wrong += m.done && line.gap > PLAIN_TOLERANCE;
    line.us = cold.whole_us;
    line.scenarios = cold.count;
    line.cold_ratio = m.done ? 1e6 * m.seconds / cold.whole_us : 0.0;
    line.cold_target = 2000.0;
    line.mib = line.pivots = 0.0;
    line.gap = -1.0;
    (void)snprintf(line.engine, sizeof line.engine, "ours, the case as it is");
    (void)snprintf(line.note, sizeof line.note, "against the program as first written");
    sweep_table_add(&b->table, &line);
    free(answers.goal);
}

/* ---- a million --------------------------------------------------------------------- */

void sweep_ask_million(bench *b, question *q)
{
    tc_error error = {0};
    own_timing t;
    q->kind = SWEEP_BOX_MIXED_14;
    q->percent = 10;
    sweep_box_fill(&q->box, q->problem, q->kind, 0.1,
                   b->quick ? SWEEP_MILLION / 10 : SWEEP_MILLION);
    q->job = (sweep_job){q->problem, &q->box.sweep, true};
    for (int threads = 1; threads <= 2; threads++) {
        const tc_sweep_options how = {.threads = threads};
        if (own_summarise(&q->job, &how, &t, &error) != TC_OK) {
            sweep_give_up(b, q, "ours, summarised", &error);
            return;
        }
        sweep_line line = sweep_own_line(
            q, threads == 1 ? "ours, 1, summarised" : "ours, 2, summarised", &t);
        (void)snprintf(line.note, sizeof line.note, "%.3g s of the clock for all",
                       1e-6 * t.us * (double)t.scenarios);
        sweep_table_add(&b->table, &line);
    }
}
