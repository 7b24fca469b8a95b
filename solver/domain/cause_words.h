/* cause_words.h — what is different about one source or project, in words. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_CAUSE_WORDS_H
#define TC_DOMAIN_CAUSE_WORDS_H

#include "domain/difference.h"

/* What is said, of which comparison, in which language. */
typedef struct tc_saying {
    const tc_difference *difference;
    bool zh;
    tc_buffer *out;
    int said; /* parts of the sentence so far */
} tc_saying;

/* zh or en, as is wanted. */
void tc_saying_put(const tc_saying *s, const char *zh, const char *en);

/* "NAME a → b", with what stands between parts of a sentence before it; of days only
 * where they differ. */
void tc_saying_names(tc_saying *s, const char *zh, const char *en, const char *a,
                     const char *b);
void tc_saying_days(tc_saying *s, const char *zh, const char *en, tc_day a, tc_day b);

/* An area of the first case, or of the second one. */
const char *tc_saying_area(const tc_saying *s, int side, int area);

/* One source; all sources of a cause, which are of one area; one project; its lock. */
void tc_saying_source(tc_saying *s, int item);
void tc_saying_sources(const tc_saying *s, const tc_cause *cause);
void tc_saying_project(tc_saying *s, int item);
void tc_saying_lock(const tc_saying *s, int item);

#endif
