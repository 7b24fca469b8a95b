/* conflict.h — requirements, locks and rules that cannot hold together; repairs. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CONFLICT_H
#define TC_DOMAIN_CONFLICT_H

#include "domain/change.h"
#include "domain/standing.h"
#include "tongchou/conflict.h"

/* What can be taken back. Supplies, dates, emissions and zoning are facts: they are no
 * elements. */
typedef enum tc_element_kind {
    TC_ELEMENT_REQUIRED, /* a project must be served: must_serve, or locked in */
    TC_ELEMENT_LOCKED,   /* a required project is locked out */
    TC_ELEMENT_REFUSED,  /* a clause refuses a required project */
    TC_ELEMENT_NO_POOL,  /* a required project may not draw on other areas */
    TC_ELEMENT_BARRED,   /* a restriction: its sources may not serve its projects */
    TC_ELEMENT_KEPT,     /* counties keep something for their own key projects */
    TC_ELEMENT_CAPPED,   /* an entry of export_cap */
    TC_ELEMENT_RESERVED  /* an entry of reserve */
} tc_element_kind;

typedef struct tc_element {
    tc_element_kind kind;
    int project; /* of the first four; else -1 */
    int rule;    /* of BARRED, CAPPED, RESERVED: in the list of the case; else -1 */
} tc_element;

/* An element of a conflict, and what its removal was seen to do. */
typedef struct tc_conflict_part {
    tc_element element;
    tc_plan_status without; /* the plan of the others, without this one: never infeasible
                             */
    bool verified;          /* that plan has passed its check */
} tc_conflict_part;

typedef enum tc_repair_kind {
    TC_REPAIR_TONNES, /* more supply: one TC_CHANGE_ADD_SUPPLY a pollutant, basin, date */
    TC_REPAIR_RELEASE, /* projects that need not be served */
    TC_REPAIR_RULE,    /* entries, locks, clauses lifted; the pool applied for; later
                          starts */
    TC_REPAIR_MIXED    /* what tonnes do not mend is lifted or released, and the rest is
                          tonnes */
} tc_repair_kind;

typedef struct tc_repair_step {
    tc_change change;
    tc_grains grains;     /* of ADD_SUPPLY: one grain less, and there is no plan */
    bool day_least;       /* of START: one day earlier, and there is no plan */
    tc_standing standing; /* of the project in the plan of the repair */
    double share;         /* of the project there */
} tc_repair_step;

/* One way to have a plan again; seen to do so. */
typedef struct tc_repair {
    tc_repair_kind kind;
    const tc_repair_step *steps;
    int count;
    bool fewest; /* no repair of this kind has fewer steps (of MIXED: beside tonnes); not
                    of TONNES */
    tc_plan_status status;
    bool verified;
} tc_repair;

enum { TC_REPAIRS_MOST = 3 };

struct tc_conflict {
    tc_arena arena;
    bool exists;
    int required;                  /* projects that must be served */
    const tc_conflict_part *parts; /* requirements first, by rank; none when !exists */
    int count;
    bool smallest; /* no conflict of the case has fewer parts; else only irreducible: each
                      part is needed for it */
    bool others;   /* there are more conflicts than this one; repairs end them all */
    tc_repair repairs[TC_REPAIRS_MOST];
    int repair_count;
    long asked, replayed; /* questions, and plans with their check */
};

/* The change that takes the element back. */
tc_change tc_element_lift(const tc_element *element);

/* required, locked-out, refused, no-pool, barred, kept, capped, reserved: as files name
 * it; tonnes, release, rule, mixed. */
const char *tc_element_word(tc_element_kind kind);
const char *tc_repair_word(tc_repair_kind kind);

/* Append what the element says, with its names, place and clause: "必保：R-1 …（第 1
 * 层，projects.csv:2）"; what a step does: "不再必保 R-2 …". No full stop. */
void tc_element_write(const tc_problem *problem, const tc_element *element,
                      tc_language language, tc_buffer *out);
void tc_repair_step_write(const tc_problem *problem, const tc_repair_step *step,
                          tc_language language, tc_buffer *out);

/* List the elements of a case, requirements first, by rank, then what stands against
 * them. Rules that touch no required project are left out.
 * Errors   NULL when memory runs out. Owns: the arena. */
TC_CHECKED tc_element *tc_elements_list(const tc_problem *problem, tc_arena *arena,
                                        int *count, tc_error *error);

#endif
