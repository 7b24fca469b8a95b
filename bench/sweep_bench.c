/* SPDX-License-Identifier: GPL-3.0-or-later */
/* sweep_bench YUNCHENG RESULTS.csv [--quick] [--only PROJECTS] — sweeps beside other
 * solvers; README.md tells what is asked and how. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/made_case.h"
#include "sweep_ask.h"

static const sweep_size sizes[] = {{0, 40, 100000, 2048},
                                   {20, 50, 100000, 2048},
                                   {60, 200, 20000, 1024},
                                   {200, 1000, 4000, 256},
                                   {1000, 10000, 200, 24}};

/* On the largest case others take seconds for each scenario. */
static bool is_asked(const bench *b, const sweep_size *of, sweep_box_kind kind)
{
    if (b->quick)
        return kind == SWEEP_BOX_MIXED_14;
    return of->projects <= 1000 || kind == SWEEP_BOX_MIXED_14 || kind == SWEEP_BOX_SIX;
}

static void ask_case(bench *b, const sweep_size *of, const tc_problem *problem)
{
    /* all settings are tried on the first */
    static const sweep_box_kind order[] = {SWEEP_BOX_MIXED_14, SWEEP_BOX_SIX,
                                           SWEEP_BOX_AREAS_14, SWEEP_BOX_MIXED_20};
    static const int percents[] = {10, 50};
    question *q = peer_take(1, sizeof *q);
    q->of = of;
    q->problem = problem;
    for (int w = 0; w < 2; w++) {
        memset(q->tried_us, 0, sizeof q->tried_us);
        q->percent = percents[w];
        for (int k = 0; k < SWEEP_BOXES; k++) {
            q->kind = order[k];
            if (!is_asked(b, of, q->kind))
                continue;
            sweep_ask_box(b, q);
            if (k == 0 && w == 0 && of->sources > 0)
                sweep_ask_cold(b, q);
        }
    }
    if (of->sources == 0)
        sweep_ask_million(b, q);
    if (of->projects == 1000 && !b->quick)
        sweep_ask_plain(b, q);
    free(q);
}

static tc_problem *load_yuncheng(const bench *b)
{
    tc_faults faults = {0};
    tc_problem *problem = NULL;
    tc_error error = {0};
    if (tc_problem_load(b->yuncheng, &faults, &problem, &error) != TC_OK)
        fprintf(stderr, "%s: %s\n", b->yuncheng, error.message_en);
    tc_faults_free(&faults);
    return problem;
}

/* What is known is saved after each case: the largest take their time. */
static bool ask_all(bench *b, const char *path)
{
    bool saved = true;
    for (size_t k = 0; saved && k < sizeof sizes / sizeof *sizes; k++) {
        const sweep_size *of = &sizes[k];
        if ((b->only && b->only != of->projects) || (b->quick && of->projects > 1000))
            continue;
        tc_problem *problem = of->sources > 0 ? sweep_case_make(of->sources, of->projects)
                                              : load_yuncheng(b);
        if (!problem) {
            b->wrong++;
            continue;
        }
        ask_case(b, of, problem);
        if (of->sources > 0)
            made_case_free(problem);
        else
            tc_problem_free(problem);
        saved = sweep_table_save(&b->table, path);
    }
    return saved;
}

int main(int count, char **arguments)
{
    bench b = {.seconds = 0.5};
    for (int k = 3; k < count; k++) {
        if (strcmp(arguments[k], "--quick") == 0)
            b.quick = true;
        else if (strcmp(arguments[k], "--only") == 0 && k + 1 < count)
            b.only = strtol(arguments[++k], NULL, 10);
        else
            count = 0;
    }
    if (count < 3) {
        fputs("usage: sweep_bench YUNCHENG RESULTS.csv [--quick] [--only PROJECTS]\n",
              stderr);
        return 2;
    }
    b.yuncheng = arguments[1];
    if (b.quick)
        b.seconds = 0.1;
    sweep_table_open(&b.table);
#ifndef TONGCHOU_HIGHS
    sweep_table_remark("HiGHS: no library found");
#endif
    const bool saved = ask_all(&b, arguments[2]);
    if (!saved)
        perror(arguments[2]);
    printf("answers that differ, or are missing: %d\n", b.wrong);
    sweep_table_close(&b.table);
    return b.wrong > 0 || !saved;
}
