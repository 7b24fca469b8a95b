/* fewest.h — the cheapest choice that is enough, where more is never less. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_FEWEST_H
#define TC_EXPLAIN_FEWEST_H

#include "explain/hitting.h"

/* Are the items taken enough? More of them always are too. */
typedef tc_code tc_enough(void *asked, const bool *taken, bool *enough, tc_error *error);

typedef struct tc_choice {
    int items;
    const long *cost; /* items, > 0 */
    tc_enough *enough;
    void *asked;
    long *left; /* questions that may still be asked for the cheapest; those for one from
                   which nothing can be left out are not counted */
} tc_choice;

typedef struct tc_choice_answer {
    bool found;  /* else all together are not enough */
    bool proved; /* nothing cheaper is enough; else nothing can be left out */
} tc_choice_answer;

/* Where a choice is not enough, it grows while it is not: the rest is a set of which
 * every choice that is enough has something. The cheapest one that hits all such sets is
 * either enough, and then the cheapest, or gives another set.
 *
 * Shape    taken items. Errors: TC_ERR_MEMORY, and those of enough. */
TC_CHECKED tc_code tc_fewest_find(const tc_choice *choice, bool *taken,
                                  tc_choice_answer *answer, tc_error *error);

#endif
