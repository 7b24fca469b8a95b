/* SPDX-License-Identifier: GPL-3.0-or-later */
/* threads_main FOLDER… — the same cases on 1, 2 and 8 threads give the same bytes. A
 * plain program, because Criterion does not start under ThreadSanitizer. Exit code 0:
 * they do. */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/made_case.h"
#include "tongchou/plan.h"

enum { MADE = 96, FOLDERS_MOST = 8, CASES_MOST = MADE + FOLDERS_MOST, REPEATS = 2 };

/* All cases, and what each thread takes next. Cases are shared, answers are not. */
typedef struct work {
    tc_problem *problems[CASES_MOST];
    int cases, jobs;
    atomic_int next;
    char *answers[CASES_MOST * REPEATS];
} work;

/* A plan as JSON, or why there is none. The text is malloc's. */
static char *answer(const tc_problem *problem)
{
    tc_plan *plan = NULL;
    char *text = NULL;
    tc_error error = {0};
    tc_code code = tc_solve(problem, NULL, &plan, &error);
    if (code == TC_OK)
        code = tc_plan_json(problem, plan, &text, &error);
    char *copy = strdup(code == TC_OK ? text : error.message_en);
    tc_text_free(text);
    tc_plan_free(plan);
    return copy;
}

/* Each case comes up REPEATS times, so that several threads share it at a time. */
static void *solve_some(void *argument)
{
    work *w = argument;
    for (int job; (job = atomic_fetch_add(&w->next, 1)) < w->jobs;)
        w->answers[job] = answer(w->problems[job / REPEATS]);
    return NULL;
}

static bool solve_all(work *w, int threads)
{
    pthread_t thread[8];
    int started = 0;
    atomic_store(&w->next, 0);
    while (started < threads &&
           pthread_create(&thread[started], NULL, solve_some, w) == 0)
        started++;
    for (int k = 0; k < started; k++)
        (void)pthread_join(thread[k], NULL);
    return started == threads;
}

static void forget_answers(char **answers, int count)
{
    for (int k = 0; k < count; k++)
        free(answers[k]);
}

/* How many answers differ from those of one thread. */
static int count_differences(work *w, char *const *expected, int threads)
{
    int differences = 0;
    if (!solve_all(w, threads)) {
        fputs("no more threads can be started\n", stderr);
        exit(3);
    }
    for (int job = 0; job < w->jobs; job++)
        if (!w->answers[job] || strcmp(w->answers[job], expected[job / REPEATS]) != 0) {
            fprintf(stderr, "%d threads: case %d differs\n", threads, job / REPEATS);
            differences++;
        }
    forget_answers(w->answers, w->jobs);
    return differences;
}

static void collect_cases(work *w, char **folders, int count)
{
    for (int k = 0; k < MADE; k++)
        w->problems[w->cases++] =
            made_case(60000 + (uint64_t)k, 3 + k % 20, 2 + k % 30,
                      (unsigned)k % 128 | (k % 3 ? 0U : MADE_WHOLE));
    for (int k = 0; k < count && k < FOLDERS_MOST; k++) {
        tc_error error = {0};
        if (tc_problem_load(folders[k], NULL, &w->problems[w->cases++], &error) !=
            TC_OK) {
            fprintf(stderr, "%s: %s\n", folders[k], error.message_en);
            exit(2);
        }
    }
    w->jobs = REPEATS * w->cases;
}

int main(int count, char **arguments)
{
    static work w;
    char *expected[CASES_MOST];
    int differences = 0, plans = 0;
    collect_cases(&w, arguments + 1, count - 1);
    for (int k = 0; k < w.cases; k++) {
        expected[k] = answer(w.problems[k]);
        plans += expected[k] && expected[k][0] == '{';
    }
    static const int threads[] = {1, 2, 8};
    for (int k = 0; k < 3; k++)
        differences += count_differences(&w, expected, threads[k]);
    printf("%d cases, %d plans, on 1, 2 and 8 threads: %d differences\n", w.cases, plans,
           differences);
    forget_answers(expected, w.cases);
    for (int k = 0; k < w.cases; k++)
        if (k < MADE)
            made_case_free(w.problems[k]);
        else
            tc_problem_free(w.problems[k]);
    return differences > 0 || plans < w.cases / 2;
}
