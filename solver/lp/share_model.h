/* share_model.h — a case in the space of shares: the routing projected out (METHOD.md
 * §7).
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_MODEL_H
#define TC_LP_SHARE_MODEL_H

#include "base/arena.h"
#include "domain/problem.h"

/* What a column is to a cut: where its need may be met. */
typedef enum tc_share_kind {
    TC_SHARE_POOL, /* y of a project with pool access: anywhere in its market */
    TC_SHARE_HOME, /* y of one without: in its own area only; also its l */
    TC_SHARE_OWN   /* l of a local key project with pool access: of its need, the part
                      that moves from anywhere to its own area */
} tc_share_kind;

/* Sources of one pollutant that may stand in for each other, and the projects that they
 * serve. Its cells are (area, block): cell first_cell + area * blocks + block. */
typedef struct tc_share_market {
    int pollutant, blocks;
    int areas; /* the first is the open one, see tc_share_model */
    int first_cell, first_area;
    double need; /* t/a of all columns at 1 */
} tc_share_market;

/* A cell in which a column has a need. */
typedef struct tc_share_entry {
    double need; /* t/a */
    int cell;
} tc_share_entry;

/* A column that has a need in a cell. */
typedef struct tc_share_place {
    double need; /* t/a */
    int column;
} tc_share_place;

/* The projects that no cut nor rule keeps at 0 from the start, and their needs.
 *
 * In a market, areas whose choice in a cut is known beforehand are one open area: where
 * nothing is only for the own area and everything may leave, and where no project is.
 *
 * Shape    market: market_count. entry: first_entry[c] .. first_entry[c + 1] - 1 of
 *          column c. project, kind, partner, rank: columns. cost: levels * columns.
 *          share_column: project_count, -1: refused or without any source. source_cell:
 *          source_count * TC_POLLUTANTS, -1: serves nobody. area_market: areas (of all
 *          markets). */
typedef struct tc_share_model {
    tc_arena arena;
    const tc_problem *problem;
    int market_count, cells, areas, most_areas;
    tc_share_market *market;
    int *area_market;
    int columns;
    int *project, *partner; /* partner: of l its y, of y its l; -1 */
    tc_share_kind *kind;
    int *rank;    /* in the order of first-come; y before l */
    double *size; /* the largest part of a market's needs that is this column's */
    int *first_entry;
    int *first_place; /* 3 * cells + 1: of kind * cells + cell, in place */
    tc_share_place *place;
    int *first_event; /* areas + 1: of the blocks in which an area has needs, in event */
    int *event;
    int *own; /* the columns of kind TC_SHARE_OWN, own_count of them */
    int own_count;
    tc_share_entry *entry;
    int levels; /* goals that are totals; with required projects these first */
    int *goal;  /* levels: index into problem->goals; -1: the required projects */
    double *cost, *most_cost; /* most_cost: levels */
    int required;             /* projects that must be served */
    bool impossible;          /* one of these can not be served at all */
    int *share_column, *own_column;
    int *source_cell;
} tc_share_model;

/* Which (pollutant, area) pairs may be kept from exporting all: index pollutant *
 * area_count + area; NULL: as the case says. */
typedef struct tc_share_caps {
    const bool *may_bind;
} tc_share_caps;

/* Build the model; *why is set to a few words (Chinese, English) where this case has
 * something that cuts do not know, and to NULL where it has a model.
 * Errors   TC_ERR_MEMORY. Owns: tc_share_model_free; problem must outlive it.
 * Source   METHOD.md §7. */
TC_CHECKED tc_code tc_share_model_build(const tc_problem *problem,
                                        const tc_share_caps *caps, tc_share_model *model,
                                        const char *why[2], tc_error *error);

void tc_share_model_free(tc_share_model *model);

/* What may be used where, summed over the blocks up to each: kept that only the own area
 * may use, out that may leave. Shape: cells each. Units: t/a. */
typedef struct tc_share_supply {
    double *kept, *out;
} tc_share_supply;

/* Fill the supply of the case as it is. */
void tc_share_supply_of_case(const tc_share_model *model, tc_share_supply *supply);

/* Sum each area's cells over time. */
void tc_share_supply_cumulate(const tc_share_model *model, tc_share_supply *supply);

#endif
