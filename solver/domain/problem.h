/* problem.h — a case as it was read: areas, sources, projects, rules. Immutable. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_PROBLEM_H
#define TC_DOMAIN_PROBLEM_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/day.h"
#include "domain/booked.h"
#include "domain/citation.h"
#include "tongchou/problem.h"

typedef enum tc_area_kind {
    TC_AREA_COUNTY,
    TC_AREA_ZONE,
    TC_AREA_UNSPECIFIED /* a source whose county is not printed: always another area */
} tc_area_kind;

typedef struct tc_area {
    const char *id, *name, *note;
    tc_area_kind kind;
    const int *basins; /* basin_count indices into tc_problem.basins */
    int basin_count;
} tc_area;

/* A column that the program does not know but keeps for rules that may ask for it. */
typedef struct tc_attribute {
    const char *heading, *value;
} tc_attribute;

typedef enum tc_source_status {
    TC_SOURCE_PLANNED,
    TC_SOURCE_VERIFIED,
    TC_SOURCE_RETIRED /* supplies nothing */
} tc_source_status;

typedef struct tc_source {
    const char *id, *name, *industry, *measure, *reference, *note;
    int area;  /* index into areas */
    int basin; /* index into basins, -1 none */
    int owner; /* project that brought it as its own (自身置换源): it serves nobody
                  else, and before any other source; -1: none */
    bool reserve; /* 政府储备 rather than a reduction */
    bool permit;  /* of a unit in the permit system: preferred among equals */
    tc_day available_from, expires;
    tc_source_status status;
    double realisation;             /* 0..1 */
    double quantity[TC_POLLUTANTS]; /* q, as printed, t/a */
    double supply[TC_POLLUTANTS];   /* S = max(0, realisation q (1 - reserve) - u), t/a; 0
                                       when retired or expired at the decision date */
    const tc_booked_source *booked; /* what a ledger says of it; NULL: there is none */
    unsigned limits[TC_POLLUTANTS]; /* bit r < 31: it falls under restriction r */
    const tc_attribute *attributes;
    int attribute_count;
    int line; /* in sources.csv */
} tc_source;

/* A project that somebody has decided by hand: a line of locks.csv. */
typedef struct tc_lock {
    bool in; /* it must be fully served; else it gets nothing */
    const char *who, *why, *note;
    int line; /* in locks.csv */
} tc_lock;

typedef struct tc_project {
    const char *id, *name, *industry, *type, *fuel, *stack_height, *note;
    int area, basin; /* as in tc_source */
    int tier;        /* from 1; 1 is served first */
    bool local_key, indivisible, illustrative;
    bool must_serve;  /* as filed, or locked in */
    bool pool_access; /* as filed, and no clause denies it */
    bool zoning_ok; /* as filed, no clause refuses the project, and it is not locked out:
                       else it gets nothing */
    bool filed_must_serve, filed_pool_access, filed_zoning_ok;
    const tc_lock *lock;             /* NULL: none */
    const tc_booked_project *booked; /* it holds something in a ledger; NULL: no. Then it
                                        is locked out: decided already */
    double min_share, weight;
    tc_day accepted_on; /* TC_DAY_NEVER when not given */
    tc_day start;
    double emission[TC_POLLUTANTS];        /* d, t/a */
    double ratio[TC_POLLUTANTS];           /* r: the project's own, else by the rules */
    double need[TC_POLLUTANTS];            /* n = r d, t/a */
    tc_citation ratio_from[TC_POLLUTANTS]; /* what gave r */
    tc_citation refusal, pool_denial;      /* CLAUSE: refused, denied by it; else NONE */
    unsigned limits[TC_POLLUTANTS]; /* bit r: sources under restriction r are barred */
    const tc_attribute *attributes;
    int attribute_count;
    int line; /* in projects.csv */
} tc_project;

/* Sources with bit r of limits may not serve projects with bit r. */
typedef struct tc_restriction {
    tc_citation cited; /* a clause */
    unsigned bit;
} tc_restriction;

/* One entry of case.json's ratios, reserve, export_cap or stated_totals. NULL matches
 * anything. */
typedef struct tc_rule {
    int pollutant;        /* -1: "*" */
    int area;             /* -1: "*" */
    const char *industry; /* NULL: "*" */
    double value;         /* ratio >= 0, share 0..1, or t/a */
    const char *reason;   /* "" when not given */
    int line, column;     /* in case.json */
} tc_rule;

typedef struct tc_rule_list {
    const tc_rule *list;
    int count;
} tc_rule_list;

/* One line of exchange.csv. -1 matches anything. */
typedef struct tc_exchange {
    int from_area, to_area, from_basin, to_basin, pollutant;
    double factor;
    int line;
} tc_exchange;

typedef enum tc_goal_kind {
    TC_GOAL_GUARANTEE_LOCAL,
    TC_GOAL_TIER,
    TC_GOAL_FIRST_COME,
    TC_GOAL_KEEP_LOCAL
} tc_goal_kind;

typedef struct tc_goal {
    tc_goal_kind kind;
    int tier;         /* of TC_GOAL_TIER */
    bool even;        /* of TC_GOAL_TIER: fairness among areas first */
    const char *name; /* as written in the case: "tier 2 even" */
} tc_goal;

/* The ledger that a case was loaded with, as it stood. */
typedef struct tc_ledger_mark {
    const char *name, *head; /* the hash of its last booking */
    tc_day day;              /* of that booking */
    int64_t number;
} tc_ledger_mark;

struct tc_problem {
    tc_arena arena;
    const tc_ledger_mark *ledger; /* NULL: none */
    const char *folder, *name;
    tc_day decision_date, unknown_available_from;
    int grain_digits; /* the grain is 10^-grain_digits t/a; 0..6, usually 4 */
    int area_count, basin_count, source_count, project_count;
    const tc_area *areas;
    const char *const *basins; /* their names, rising */
    const tc_source *sources;
    const tc_project *projects;
    tc_rule_list ratios, reserve, export_cap;
    tc_rule_list stated_totals; /* of the sources' quantities, as a document prints them:
                                   value in t/a; reason says which. Decides nothing */
    const tc_exchange *exchange;
    const tc_goal *goals;
    int exchange_count, goal_count;
    const struct tc_pattern_index
        *exchange_index;          /* of exchange; NULL: search the list */
    const tc_rule_set *rule_sets; /* that the case names, in its order */
    const tc_attainment *attainment;
    const tc_restriction *restrictions;
    int rule_set_count, attainment_count, restriction_count;
    bool wide_basins;         /* water counts across basins */
    const double *kept_share; /* area_count * TC_POLLUTANTS, of each pool, for a county's
                                 own key projects; NULL: none */
    const double *export_share; /* area_count * TC_POLLUTANTS, in place of export_cap: in
                                   a scenario; NULL: none */
    tc_citation widening, protection, preference; /* of these; NONE where there is none */
};

/* Is it a lock alone that leaves the project without anything? What zoning and clauses
 * refuse would be refused without it too. */
bool tc_is_locked_out(const tc_project *project);

/* The smallest share that a project may have if it has any: 1 when indivisible, else its
 * min_share; 0 for a project that may be served in any part. Source: model.md §2. */
double tc_project_least(const tc_project *project);

/* Is a goal of this kind among those of the case? */
bool tc_problem_has_goal(const tc_problem *problem, tc_goal_kind kind);

/* Is there a project that is approved whole, or from some share on, or not at all? */
bool tc_problem_is_whole(const tc_problem *problem);

/* How much one tonne of pollutant reduced at (from_area, from_basin) is worth at
 * (to_area, to_basin); basins may be -1. The most specific line of exchange.csv wins;
 * where none matches, air 1 and water 1 inside a basin, 0 across unless wide_basins.
 * Source: model.md §1; 环办环评〔2020〕36号 for the default. */
double tc_problem_exchange(const tc_problem *problem, int pollutant, int from_area,
                           int from_basin, int to_area, int to_basin);

/* The share of each pool of the area that may leave it by export_cap alone; 1 where no
 * entry matches. */
double tc_problem_export_cap(const tc_problem *problem, int pollutant, int area);

/* The share of each pool of the area that may leave it, 0..1 (default 1): by export_cap
 * (or export_share), and what kept_share leaves, the smaller. */
double tc_problem_export_share(const tc_problem *problem, int pollutant, int area);

#endif
