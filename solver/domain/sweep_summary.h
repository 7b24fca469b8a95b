/* sweep_summary.h — what is known of a sweep once it is done. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SWEEP_SUMMARY_H
#define TC_DOMAIN_SWEEP_SUMMARY_H

#include "domain/outcome.h"
#include "tongchou/summary.h"

/* Said with every summary. */
#define TC_FREQUENCY_CAUTION                                                             \
    "频率不是概率：只说明在这次推演的情景中出现的多少，不说明将来发生的可能"
#define TC_FREQUENCY_CAUTION_EN                                                          \
    "a frequency is not a probability: it says how often in the scenarios of this "      \
    "sweep, not how likely"

/* A share this close to 1 is full service, this close to 0 none. Ten times larger would
 * take a project that lacks a gramme of a tonne for served. */
static const double TC_SERVED_TOLERANCE = 1e-9;

/* 稳过: served in at least this share of the scenarios, 稳不过: in at most the other. */
static const double TC_CLASS_SAFE_FROM = 0.95, TC_CLASS_LOST_UNTIL = 0.05;

enum { TC_QUANTILES = 7, TC_QUANTILE_MEDIAN = 3, TC_RULE_CONDITIONS_MOST = 3 };

/* The seven levels, rising, 0.01 … 0.99. */
extern const double tc_quantile_levels[TC_QUANTILES];

/* How a number is spread over the scenarios that were decided. A quantile is the smallest
 * value that at least this share of the scenarios does not exceed. */
typedef struct tc_figure {
    const char *name;
    int64_t count;            /* 0: the numbers below are NaN */
    double least, mean, most; /* exact but for the last digits of mean */
    double quantile[TC_QUANTILES];
    double error; /* of a quantile, relative to its size; 0: exact */
} tc_figure;

typedef enum tc_project_class {
    TC_CLASS_SAFE, /* 稳过 */
    TC_CLASS_EDGE, /* 边缘 */
    TC_CLASS_LOST, /* 稳不过 */
    TC_CLASSES
} tc_project_class;

/* low..high of one axis, ends included where the axis has few values; then low == high is
 * one value. An end that does not bind is not there. */
typedef struct tc_rule_condition {
    int axis;
    bool has_low, has_high;
    bool steps; /* the axis has few values: ends are included, else they are not */
    double low, high;
} tc_rule_condition;

/* When a project is not fully served, in words: all conditions together. */
typedef struct tc_edge_rule {
    tc_rule_condition conditions[TC_RULE_CONDITIONS_MOST];
    int condition_count; /* 0: nothing simple was found */
    int64_t rows;        /* scenarios of the sample, all of them counted */
    int64_t lost;        /* of these not fully served */
    int64_t inside, inside_lost;
} tc_edge_rule;

typedef struct tc_project_summary {
    const char *id, *name, *area;
    bool illustrative, indivisible;
    int64_t served, partly, none; /* scenarios; infeasible ones are among none */
    double frequency;             /* served of all but the failed; NaN: there are none */
    double low, high;             /* where it may lie: interval and failed scenarios */
    double mean_share;            /* over the same scenarios */
    tc_project_class class;
    bool unsure; /* 边缘 only because there are too few scenarios to tell */
    tc_edge_rule rule;
} tc_project_summary;

/* An axis in words. Texts that do not apply are NULL. */
typedef struct tc_summary_axis {
    tc_axis_kind kind;
    const char *name, *pollutant, *area, *industry, *source, *project;
    const char *const *variants; /* of TC_AXIS_POLICY: their names */
    int variant_count;
} tc_summary_axis;

/* How it was found which axis matters. */
typedef enum tc_effect_method {
    TC_EFFECT_NONE,     /* too few scenarios, or one alone */
    TC_EFFECT_SALTELLI, /* first and total: Jansen's estimators, with standard errors */
    TC_EFFECT_GRID,     /* first: exact over the grid */
    TC_EFFECT_BINS      /* first: means in bins of a sample */
} tc_effect_method;

/* What an axis means to a goal or to a project's share; NaN: not known. */
typedef struct tc_axis_effect {
    double first, first_error; /* share of the variance, 0..1 but for noise */
    double total, total_error;
    double rank; /* Spearman's correlation, -1..1 */
} tc_axis_effect;

struct tc_summary {
    tc_arena arena;
    struct tc_tally *tally; /* what came in; NULL in one that was read */
    tc_sink sink;
    bool finished;
    const char *version, *case_name, *hash; /* of the program, the case, the sweep */
    const char *case_hash;                  /* of the case's files */
    tc_design design;
    uint64_t seed;
    int64_t scenarios; /* asked for */
    bool whole;        /* the case has whole projects */
    bool relaxed;      /* which were taken as divisible: a bound */
    int64_t first;     /* the first that came */
    int64_t optimal, bounded, infeasible, failed;
    double worst_gap, worst_residual;
    int axis_count, goal_count, project_count;
    const tc_summary_axis *axes;
    tc_figure *goals;
    tc_figure remaining[TC_POLLUTANTS];
    tc_project_summary *projects;
    tc_effect_method method;
    tc_axis_effect *effects; /* (goals, then projects) * axis_count; NULL: was read */
    int64_t sample;          /* rows of the sample behind rules, bins and ranks */
    int64_t sample_one_of;   /* one of so many scenarios is in it */
};

/* An empty summary; NULL when memory runs out. It lies in its own arena. */
TC_CHECKED tc_summary *tc_summary_empty(void);

/* May it be told? Not before it is finished, and not where it was read, without its axes.
 * Errors   TC_ERR_USAGE. */
TC_CHECKED tc_code tc_summary_check(const tc_summary *summary, tc_error *error);

/* Scenarios that came in, and of these all but the failed. */
int64_t tc_summary_taken(const tc_summary *summary);
int64_t tc_summary_judged(const tc_summary *summary);

/* "稳过", "safe"; as a member of JSON. */
const char *tc_class_shown(tc_project_class class, tc_language language);
const char *tc_class_word(tc_project_class class);

/* "Sobol’ 序列", "Sobol' sequence". */
const char *tc_design_shown(tc_design design, tc_language language);

/* What an interval of a frequency means. The scenarios of a list or a grid stand for
 * nothing but themselves. Those of a Latin hypercube, Sobol' or Saltelli design are not
 * independent; as the points are spread evenly, the interval is usually too wide. */
typedef enum tc_interval_kind {
    TC_INTERVAL_NONE,
    TC_INTERVAL_WILSON,
    TC_INTERVAL_APPROXIMATE
} tc_interval_kind;

tc_interval_kind tc_design_interval(tc_design design);

/* Wilson's interval for count of n, at 95 %. Source: Wilson 1927, JASA 22. */
void tc_wilson(double count, double n, double *low, double *high);

/* Frequency, interval and class from the counts of a project and of the sweep.
 *
 * An infeasible scenario is one in which the project is not served. What a failed one
 * would have been is not known: it leaves the frequency's denominator, and the interval
 * is widened to both ends, as if all of them had served the project or none. A project is
 * 稳过 (稳不过) only where the whole interval is on that side of the threshold. The
 * points of one Saltelli group share most of their axes: they count as one. */
void tc_project_judge(const tc_summary *summary, tc_project_summary *project);

#endif
