/* plan.h — solve a case, check a plan, write it down, read it back. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_PLAN_H
#define TONGCHOU_PLAN_H

#include "tongchou/error.h"
#include "tongchou/problem.h"
#include "tongchou/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_plan tc_plan;

typedef enum tc_language { TC_ZH, TC_EN } tc_language;

typedef enum tc_plan_status {
    TC_PLAN_OPTIMAL,    /* no plan is better in the strict order */
    TC_PLAN_INFEASIBLE, /* an answer: the required projects cannot all be served */
    TC_PLAN_BOUNDED     /* a plan that may not be the best: each goal has a bound */
} tc_plan_status;

/* What decides the shares; both give the same, but for rounding. */
typedef enum tc_engine {
    TC_ENGINE_SHARE, /* the share-space engine where it applies, else as below */
    TC_ENGINE_GLPK   /* GLPK on the aggregated program */
} tc_engine;

/* How tc_solve goes about it. Start from {0}: search until a fixed amount of work is
 * done, so that one case has one plan on every machine. */
typedef struct tc_solve_options {
    double time_limit_s; /* stop searching after this long; 0: no such limit */
    double gap;          /* a goal is good enough within this share of its value */
    bool relax;          /* take whole projects as divisible: an upper bound */
    tc_engine engine;
    bool (*is_stopped)(
        void *asked); /* asked now and then: true ends the search; or NULL */
    void *asked;
} tc_solve_options;

/* Decide the case: goals in strict order, then whole grains and credits. The plan has
 * passed tc_plan_verify before it is returned. options NULL: {0}.
 *
 * Errors   TC_ERR_MEMORY; TC_ERR_SOLVER: the solver gave up, or the check failed.
 * Owns     *plan is the caller's: tc_plan_free. It refers to the problem, which must
 *          outlive it.
 * Threads  any; several at a time, each in its own thread. */
TC_API TC_CHECKED tc_code tc_solve(const tc_problem *problem,
                                   const tc_solve_options *options, tc_plan **plan,
                                   tc_error *error);

/* Was the search ended by a limit or by hand before it was done? */
TC_API bool tc_plan_was_stopped(const tc_plan *plan);

/* Were whole projects taken as divisible? Then the plan is an upper bound, no decision.
 */
TC_API bool tc_plan_is_relaxed(const tc_plan *plan);

/* One step of the strict order over whole projects: how far a better plan was looked for.
 * value and bound: of keep-local the sum that it keeps small, else what is made large. */
typedef struct tc_step {
    const char *goal;    /* its name as in the case; "by-id": the closing order */
    const char *project; /* whose share it is about; NULL: the whole goal */
    bool smallest;       /* of an even goal: the smallest share of an area */
    double value, bound;
    double gap;     /* 0..1, of the larger of the two; 0: there is nothing better */
    long nodes;     /* programs that were solved */
    double seconds; /* 0 for a plan that was read */
    bool proved;    /* false: the bound is the solver's word, with no proof to check */
} tc_step;

/* The number of steps, 0 without whole projects; one of them, 0 <= k < that. */
TC_API int tc_plan_steps(const tc_plan *plan);
TC_API tc_step tc_plan_step(const tc_problem *problem, const tc_plan *plan, int k);

TC_API tc_plan_status tc_plan_get_status(const tc_plan *plan);

/* "1a2b 3c4d 5e6f 7081": the first digits of the SHA-256 of the plan.json that a plan was
 * read from, "" when it was not. Reports carry it, tongchou verify prints it. */
typedef struct tc_check_code {
    char text[20];
} tc_check_code;

TC_API tc_check_code tc_plan_check_code(const tc_plan *plan);

/* What the independent check found; all tonnages in t/a. */
typedef struct tc_verdict {
    bool verified;
    char message[480], message_en[480]; /* the first thing wrong; "" when verified */
    int faults;                         /* how many things are wrong */
    double largest_gap;      /* of a goal, relative: bound by its multipliers - value */
    double largest_distance; /* tc_step.gap, the largest; 0: the plan is the best */
    int taken_on_word;       /* searches whose bound is the solver's word */
    double largest_rounding; /* t/a: shares of the LP against whole grains */
    long credits_checked;
    tc_check_code check_code; /* of the plan */
} tc_verdict;

/* Check a plan against its case without the solver: feasibility in grains, eligibility of
 * every credit, order of the goals by the multipliers, and that nothing crosses areas
 * while an eligible tonne at home is unused.
 *
 * Errors   TC_ERR_MEMORY. A plan that fails is an answer: verdict->verified is false.
 * Source   model.md §6; solver/plan/VERIFY.md. */
TC_API TC_CHECKED tc_code tc_plan_verify(const tc_problem *problem, const tc_plan *plan,
                                         tc_verdict *verdict, tc_error *error);

/* A verdict as one line of JSON, with the members of the struct.
 * Errors   TC_ERR_MEMORY. Owns: *text is the caller's: tc_text_free. Threads: any. */
TC_API TC_CHECKED tc_code tc_verdict_json(const tc_verdict *verdict, char **text,
                                          tc_error *error);

/* Write plan.json, projects.csv, credits.csv, sources.csv and case.sha256 (where the case
 * lies, and of which bytes) into a folder, all or none.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY; the folder then holds what it held before. */
TC_API TC_CHECKED tc_code tc_plan_save(const tc_problem *problem, const tc_plan *plan,
                                       const char *folder, tc_error *error);

/* Read plan.json of a folder back for this case, and compare the CSV files beside it with
 * it: a difference is TC_ERR_INPUT with its place.
 * Errors   TC_ERR_INPUT, TC_ERR_IO, TC_ERR_MEMORY. Owns: tc_plan_free. */
TC_API TC_CHECKED tc_code tc_plan_load(const tc_problem *problem, const char *folder,
                                       tc_plan **plan, tc_error *error);

/* Is plan.json of a folder there, and is it JSON? Tells a folder that holds no plan from
 * one whose plan tc_plan_load refuses. Errors: as tc_plan_load. */
TC_API TC_CHECKED tc_code tc_plan_probe(const char *folder, tc_error *error);

/* The plan as a table for a terminal, or as JSON (as plan.json, without the certificate).
 * Owns     *text: free with tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_plan_print(const tc_problem *problem, const tc_plan *plan,
                                        tc_language language, char **text,
                                        tc_error *error);
TC_API TC_CHECKED tc_code tc_plan_json(const tc_problem *problem, const tc_plan *plan,
                                       char **text, tc_error *error);

typedef enum tc_export_format { TC_EXPORT_MPS, TC_EXPORT_LP } tc_export_format;

/* Write the LP of one goal, with what the goals before it have fixed, to a file that
 * other solvers read. goal: its name as in the case, NULL the first. MPS minimises the
 * negative.
 *
 * With whole projects it is a program in whole numbers, and the goals before it are held
 * at what tc_solve reaches with these options (NULL: {0}); with relax it is an LP.
 *
 * Errors   TC_ERR_USAGE: no such goal, one that is not a single program (first-come), or
 *          the required projects cannot all be served; TC_ERR_IO, TC_ERR_MEMORY,
 *          TC_ERR_SOLVER. */
TC_API TC_CHECKED tc_code tc_export(const tc_problem *problem,
                                    const tc_solve_options *options, const char *goal,
                                    tc_export_format format, const char *path,
                                    tc_error *error);

/* NULL is allowed. */
TC_API void tc_plan_free(tc_plan *plan);

#ifdef __cplusplus
}
#endif

#endif
