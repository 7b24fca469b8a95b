/* suggest_parts.h — the steps of tc_suggest, for its own files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_EXPLAIN_SUGGEST_PARTS_H
#define TC_EXPLAIN_SUGGEST_PARTS_H

#include "domain/suggest.h"
#include "explain/inquiry.h"

/* What the steps share. */
typedef struct tc_suggesting {
    const tc_problem *problem;
    tc_inquiry *inquiry;
    tc_suggestion *suggestion; /* its arena holds what is found */
    tc_error *error;
} tc_suggesting;

/* The least supply that serves tiers 1 .. tiers. */
TC_CHECKED tc_code tc_suggest_supply(tc_suggesting *s, int tiers);

/* The steps below are for a case that has a plan. An unlock curve for each pollutant,
 * place and basin that a project which is not served lacks, from the day on which the
 * first of them starts. */
TC_CHECKED tc_code tc_suggest_unlocks(tc_suggesting *s);

/* What lies stranded, and what would free it. */
TC_CHECKED tc_code tc_suggest_stranded(tc_suggesting *s);

/* What one tonne more, and one less, of each pool is worth. */
TC_CHECKED tc_code tc_suggest_marginals(tc_suggesting *s);

/* The projects for which a flag is set; of the arena of the suggestion. */
TC_CHECKED tc_code tc_suggest_list(tc_suggesting *s, const bool *flags,
                                   tc_project_list *list);

#endif
