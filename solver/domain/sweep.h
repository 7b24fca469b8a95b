/* sweep.h — what a sweep asks: axes, their values, how scenarios are chosen. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SWEEP_H
#define TC_DOMAIN_SWEEP_H

#include <stdint.h>

#include "domain/problem.h"
#include "tongchou/sweep.h"

/* What an axis changes. Where several axes match, factors multiply and months add, in
 * the order of the axes, and an "off" holds; of reserve, export cap and ratio the most
 * specific axis holds (tc_axis_rank; a tie is refused when the file is read), and goes
 * before whatever the case says. Source: model.md §8. */
typedef enum tc_axis_kind {
    TC_AXIS_SUPPLY,     /* factor of the supply; 0 or more */
    TC_AXIS_RESERVE,    /* held-back share, in place of the case's; 0..1 */
    TC_AXIS_EXPORT_CAP, /* share of each pool that may leave its area; 0..1 */
    TC_AXIS_DEMAND,     /* factor of the emission; 0 or more */
    TC_AXIS_RATIO,      /* replacement ratio in place of any but 0; 0 or more */
    TC_AXIS_DELAY,      /* months that sources come later; whole, -1200..1200 */
    TC_AXIS_START,      /* months that projects start later; whole, -1200..1200 */
    TC_AXIS_SOURCE,     /* 1: as it is; 0: the sources are gone */
    TC_AXIS_PROJECT,    /* 1: as it is; 0: the projects are refused, also required ones,
                           which are required no more */
    TC_AXIS_POLICY      /* index of a policy variant */
} tc_axis_kind;

typedef enum tc_spread {
    TC_SPREAD_UNIFORM,
    TC_SPREAD_TRIANGULAR, /* low, high, peak */
    TC_SPREAD_NORMAL,     /* peak is the mean, deviation; cut at low and high */
    TC_SPREAD_VALUES      /* one of values, by weight */
} tc_spread;

/* Another order of goals, and other weights. */
typedef struct tc_variant {
    const char *name;
    const tc_goal *goals;
    int goal_count;
    const double *weights; /* project_count; NULL: those of the case */
} tc_variant;

typedef struct tc_axis {
    tc_axis_kind kind;
    const char *name; /* heading of its column; unique: "supply NOx" */
    /* what it applies to; -1 or NULL: all */
    int pollutant, area, source, project;
    const char *industry;
    tc_spread spread;
    double low, high, peak, deviation;
    const double *values;  /* of TC_SPREAD_VALUES; of TC_AXIS_POLICY 0, 1, 2 … */
    const double *weights; /* value_count, each > 0, sum 1; NULL: all alike */
    int value_count;
    int line, column; /* in the sweep file */
} tc_axis;

typedef enum tc_design {
    TC_DESIGN_LIST,        /* as written in a CSV file */
    TC_DESIGN_GRID,        /* every combination of values; the last axis turns fastest */
    TC_DESIGN_LATIN,       /* Latin hypercube */
    TC_DESIGN_SOBOL,       /* Sobol' sequence */
    TC_DESIGN_MONTE_CARLO, /* Philox 4x32-10: a number is a function of seed, k, axis */
    TC_DESIGN_SALTELLI     /* for first-order and total indices: of base point b, scenario
                              b (axes + 2) is A, the next B, and b (axes + 2) + 2 + i is A
                              with axis i of B; A and B are Sobol' points */
} tc_design;

struct tc_sweep {
    tc_arena arena;
    tc_design design;
    int64_t scenarios; /* 1 or more */
    uint64_t seed;
    const tc_axis *axes;
    int axis_count;
    const tc_variant *variants; /* of TC_AXIS_POLICY */
    int variant_count;
    const double *list; /* of TC_DESIGN_LIST: scenarios * axis_count; may be a mapping */
    const int *list_line;  /* scenarios: where each row stands; NULL otherwise */
    const char *list_file; /* its name; NULL otherwise */
    char hash[65];         /* SHA-256 of the case's files, the sweep file and the list,
                              hexadecimal: two runs with one hash ask the same */
    char case_hash[65];    /* SHA-256 of the list of the case's files alone */
    const char *text;      /* the sweep file as it was read */
    const uint32_t *directions;  /* of SOBOL, SALTELLI: tc_sweep_prepare */
    struct tc_spill *spilled[2]; /* list and list_line where they are not in the arena */
};

/* Make ready for tc_sweep_point what a design needs beside its axes. tc_sweep_load does;
 * a sweep that is put together in memory needs it.
 * Errors   TC_ERR_MEMORY. Owns: the arena of the sweep. */
TC_CHECKED tc_code tc_sweep_prepare(tc_sweep *sweep, tc_error *error);

/* The scenario's value on each axis, 0 <= k < scenarios. A function of the sweep and k
 * alone. Shape: axis_count. Threads: any. */
void tc_sweep_point(const tc_sweep *sweep, int64_t k, double *values);

/* The same of scenarios first .. first + count - 1, to the bit: the value of scenario
 * first + i on an axis is values[axis * room + i]. */
void tc_sweep_points(const tc_sweep *sweep, int64_t first, int count, int room,
                     double *values);

/* Is the axis about this source's pollutant, or this project's? Areas are those of the
 * source or project itself; an axis of a pollutant and one that names none both match.
 * False where the axis changes no source (no project); an export cap is about the source
 * whose pool it caps. pollutant -1: of any. */
bool tc_axis_takes_source(const tc_problem *problem, const tc_axis *axis, int source,
                          int pollutant);
bool tc_axis_takes_project(const tc_problem *problem, const tc_axis *axis, int project,
                           int pollutant);

/* How specific an axis is: the number of pollutant, area and industry that it names, and
 * more than all of these where it names a source or a project. */
int tc_axis_rank(const tc_axis *axis);

/* The case as it is in a scenario: a problem of its own that shares what does not change
 * with its parent, which must outlive it, as must the sweep. What is derived follows,
 * multiplied in this order (f: 1, times the factors in the order of the axes), so that
 * values that change nothing give the case to the bit:
 *
 *     supply    max(0, ((realisation * q) * f) * (1 - held back)); 0 when retired, off,
 *               expired at the decision date, or delayed beyond the day when it expires
 *     emission  d * f
 *     need      ratio * emission
 *
 * Days move by months and stay in their month (31 January + 1: the end of February).
 * Clauses of rule sets are not judged again, nor what they keep in an area; citations
 * are those of the case.
 * Errors   TC_ERR_MEMORY. Owns: tc_problem_free. Threads: any. Source: model.md §8. */
TC_CHECKED tc_code tc_scenario_apply(const tc_problem *problem, const tc_sweep *sweep,
                                     const double *values, tc_problem **scenario,
                                     tc_error *error);

#endif
