/* share_basis.h — a basis in the space of shares, and one dual simplex pivot (METHOD.md
 * §7). */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LP_SHARE_BASIS_H
#define TC_LP_SHARE_BASIS_H

#include <stdint.h>

#include "lp/share_model.h"

/* A binding row, a cut of a market. Of each area it counts what is needed in the area
 * alone up to block reach, and what is needed anywhere up to the smaller of reach and
 * top; against what is kept up to reach and what may leave up to the larger. */
typedef struct tc_share_row {
    int market;
    int top; /* -1: a cut of one area alone, that of place area */
    int area;
    const int16_t *reach; /* a block for each area of the market, -1 none */
} tc_share_row;

/* Shares at 0, at 1, and basic ones that the binding rows fix; with multipliers of the
 * rows, level by level. Everything but the shares of basic columns is the same for all
 * scenarios of one matrix.
 *
 * An own share l that is not basic is 0, or tied to its share y, whatever that is: at_one
 * of l. The column of y then stands for both: its kind is TC_SHARE_HOME, and its cost is
 * the sum. So l <= y needs no row.
 *
 * Shape    row, basic, fixed: size of room. reach: room * model->most_areas. place (in
 *          basic, -1: not basic), at_one, kind (of now): columns. inverse[b * room + i]:
 *          of the rows' entries at the basic columns. anywhere, at_home: cells, what
 *          columns at 1 need there. price[g * room + i]. reduced[g * columns + c]: of
 *          y and of l each for itself; of basic columns of no meaning. */
typedef struct tc_share_basis {
    const tc_share_model *model;
    int size, room;
    int depth; /* pivots since the first basis */
    tc_share_row *row;
    int16_t *reach;
    int *basic, *place;
    unsigned char *at_one, *kind;
    double *inverse, *fixed;
    double *anywhere, *at_home;
    double *price, *reduced;
} tc_share_basis;

/* What a scenario's point violates most, and so leaves the basis. */
typedef enum tc_share_leaving {
    TC_SHARE_NOTHING, /* the basis is optimal for the scenario */
    TC_SHARE_BELOW,   /* the basic column at place index is below 0 */
    TC_SHARE_ABOVE,   /* … above 1 */
    TC_SHARE_OVER,    /* the own share at place index is above its share */
    TC_SHARE_CUT      /* a row that is not in the basis */
} tc_share_leaving;

typedef struct tc_share_exit {
    tc_share_leaving kind;
    int index;
    tc_share_row row; /* of TC_SHARE_CUT; its reach belongs to who filled it */
    double amount;    /* of the violation, as a share or in t/a: > 0 */
} tc_share_exit;

/* A place where the way of a reduced cost to 0 may end. */
typedef struct tc_share_stop {
    double slope; /* how much of the violation a change from one end to the other takes */
    double rate;  /* how the reduced cost, or the price, moves with the step */
    double speed; /* its size, in units of what is rounding; see share_look.c */
    double value; /* the step at its first level that is not 0 */
    int lead;     /* that level; levels: none */
    int column;   /* or, >= columns: columns + the row's number */
    unsigned char kind; /* of the column by then */
    bool hard;          /* it cannot change ends: it enters */
} tc_share_stop;

/* Work space of one thread. */
typedef struct tc_share_work {
    tc_arena arena;
    int room;          /* rows that a basis may have */
    double *weight;    /* 3 * cells */
    double *direction; /* columns: change of the reduced cost for a step of 1, of y and
                          of l each for itself */
    double *together;  /* the same, of y with l where it stands for both */
    double *row_direction, *rho, *gamma, *other_gamma; /* room */
    double *step;                                      /* levels */
    double pivot;
    double *price, *reduced; /* for the check: as in a basis */
    double *matrix;          /* room * room, to be inverted */
    double least;            /* what moves less than this does not move */
    tc_share_stop *stops;    /* 2 * columns + room */
    int stop_count;
    int asked;             /* stops that were taken out so far */
    tc_share_stop *passed; /* 2 * columns + room */
    int *moved;            /* columns: those that move towards 0, moved_count of them */
    int moved_count;
    int *by_rank; /* room: basic places by rank of their columns */
    bool *turned; /* columns: has changed ends on the way */
} tc_share_work;

/* room: of work and of bases that are pivoted in place. Errors: TC_ERR_MEMORY. Owns:
 * tc_share_work_free. */
TC_CHECKED tc_code tc_share_work_make(const tc_share_model *model, tc_share_work *work,
                                      tc_error *error);
void tc_share_work_free(tc_share_work *work);

/* A basis with room for so many rows, in one block; NULL when memory runs out. Owns:
 * tc_mem_drop. */
TC_CHECKED tc_share_basis *tc_share_basis_new(const tc_share_model *model, int room);
size_t tc_share_basis_bytes(const tc_share_model *model, int room);
/* to must have room for from's rows. */
void tc_share_basis_copy(tc_share_basis *to, const tc_share_basis *from);

/* No row binds, all shares are 1: the best as long as no supply is looked at. */
void tc_share_basis_first(tc_share_basis *basis);

/* Compute again, from the rows, the basic columns and the ends of the others: inverse,
 * sums and prices. False where the rows do not fix the basic columns. */
bool tc_share_basis_refresh(tc_share_basis *basis, tc_share_work *work);

/* The entry of a row at a column as it is now. */
double tc_share_entry_at(const tc_share_basis *basis, const tc_share_row *row,
                         int column);

/* The reduced cost of a column that is not basic, if it were of this kind; 0 where it is
 * rounding. */
double tc_share_reduced(const tc_share_basis *basis, int level, int column,
                        tc_share_kind kind);
bool tc_share_row_same(const tc_share_model *model, const tc_share_row *a,
                       const tc_share_row *b);

/* Before an own share above its share leaves: let the share stand for both. Nothing where
 * something else leaves. */
void tc_share_tie(tc_share_basis *basis, const tc_share_exit *leaver);

/* The direction in which prices and reduced costs move when this leaves, and the stops on
 * the way. The basis is as tc_share_tie left it. */
void tc_share_look(const tc_share_basis *basis, const tc_share_exit *leaver,
                   tc_share_work *work);

/* The next stop, strict order of the steps; false where there is none left. */
bool tc_share_next(const tc_share_basis *basis, tc_share_work *work, tc_share_stop *stop);

/* Pivot: the columns of passed change ends, entering comes into the basis in the place of
 * what leaves. Look has been called for this basis and leaver. False where the numbers do
 * not allow it. */
bool tc_share_pivot(tc_share_basis *basis, const tc_share_exit *leaver,
                    const tc_share_stop *passed, int passed_count,
                    const tc_share_stop *entering, tc_share_work *work);

/* The largest violation of dual feasibility, relative: reduced costs and prices computed
 * again, lexicographically of the right sign. 0 where all is well. */
double tc_share_dual_fault(const tc_share_basis *basis, tc_share_work *work);

#endif
