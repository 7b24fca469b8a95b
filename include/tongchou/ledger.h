/* ledger.h — the register of reductions (台账): what was decided, booked once, for ever.
 *
 * Double entry in whole grains. Every booking carries the hash of the one before it;
 * nothing is changed or deleted, a mistake is reversed by a booking that names it. That
 * makes tampering evident and does not prevent it: who owns the file can write a new
 * history. The head is therefore to be published (tc_ledger_about), and tc_ledger_verify
 * compares with what was published.
 *
 * where    of a ledger: the path of a file (SQLite), or postgresql://…
 * Errors   TC_ERR_LEDGER: the ledger refuses (more than there is, an old plan, a date
 *          before the last); TC_ERR_BUSY: somebody else is writing: try again;
 *          TC_ERR_INPUT: this is no ledger of ours, it is damaged, or a text cannot be
 *          booked; TC_ERR_IO, TC_ERR_MEMORY. Nothing is then booked.
 * Threads  a ledger belongs to one thread; several programs may have it open.
 * Source   notice 39 §2(4); data/README.md describes the tables and the hash. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_LEDGER_H
#define TONGCHOU_LEDGER_H

#include <stdint.h>

#include "tongchou/plan.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_ledger tc_ledger;
typedef struct tc_booked tc_booked;

/* Who books something, and why. */
typedef struct tc_act {
    const char *who, *why;
    const char *document; /* number of the letter; NULL: none */
    const char *date;     /* of the booking, YYYY-MM-DD */
    int64_t now;          /* seconds since 1970, UTC: when it is recorded */
} tc_act;

/* What was booked: a posting of bookings first to last; posting 0: nothing. */
typedef struct tc_receipt {
    int64_t posting, first, last;
    char head[65];
} tc_receipt;

/* As JSON. Owns: tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_receipt_json(const tc_receipt *receipt, char **text,
                                          tc_error *error);

/* ---- making and opening ------------------------------------------------------------ */

/* Make an empty ledger with grains of 10^-grain_digits t/a (0..6) where there is none. */
TC_API TC_CHECKED tc_code tc_ledger_init(const char *where, const char *name,
                                         int grain_digits, const tc_act *act,
                                         tc_error *error);

/* Owns     *ledger is the caller's: tc_ledger_close. */
TC_API TC_CHECKED tc_code tc_ledger_open(const char *where, tc_ledger **ledger,
                                         tc_error *error);

/* NULL is allowed. */
TC_API void tc_ledger_close(tc_ledger *ledger);

/* How the ledger stands. Texts belong to the ledger. */
typedef struct tc_ledger_facts {
    const char *name;
    int grain_digits;
    int64_t bookings;
    char head[65]; /* the hash of the last booking, of the opening where there is none */
    char date[16]; /* of the same */
} tc_ledger_facts;

TC_API TC_CHECKED tc_code tc_ledger_about(tc_ledger *ledger, tc_ledger_facts *facts,
                                          tc_error *error);

/* ---- booking ----------------------------------------------------------------------- */

/* Recognise (收储) what the sources of a case have and the ledger has not yet: what is
 * verified of them (realisation), those retired left out. Booking it again books nothing,
 * whatever became of the tonnes since: a cut stays.
 *
 * Errors   TC_ERR_LEDGER: a source changed its area; another grain. */
TC_API TC_CHECKED tc_code tc_ledger_import(tc_ledger *ledger, const tc_problem *problem,
                                           const tc_act *act, tc_receipt *receipt,
                                           tc_error *error);

/* Book a plan (预分配), all of it or nothing. It was read with tc_plan_load from
 * plan_folder for a problem that was loaded from its folder with tc_problem_load_booked;
 * the files of both folders are kept in the ledger, and it is checked again from them.
 *
 * Errors   TC_ERR_LEDGER: the plan was not made with this ledger as it stands now, its
 *          tonnes are gone, or it fails the check; TC_ERR_SOLVER as tc_plan_verify. */
TC_API TC_CHECKED tc_code tc_ledger_post(tc_ledger *ledger, const tc_problem *problem,
                                         const tc_plan *plan, const char *plan_folder,
                                         const tc_act *act, tc_receipt *receipt,
                                         tc_error *error);

typedef enum tc_decision {
    TC_DECISION_APPROVE,  /* 核定: what is pre-allocated is committed */
    TC_DECISION_REJECT,   /* 不予核定: what is pre-allocated becomes free */
    TC_DECISION_RELEASE,  /* 释放: the same, because the project does not want it */
    TC_DECISION_TAKE_BACK /* 收回 (久批未建): what is committed becomes free */
} tc_decision;

/* Decide on all that a project holds. */
TC_API TC_CHECKED tc_code tc_ledger_decide(tc_ledger *ledger, tc_decision decision,
                                           const char *project, const tc_act *act,
                                           tc_receipt *receipt, tc_error *error);

/* Correct what a source has: as "reduce" (核减; first what is free, then reserved, then
 * what projects hold: a gap), "reserve", "unreserve", "expire" or "retire" (of what is
 * free). act->document must be given. tonnes: a decimal in t/a, in whole grains. */
TC_API TC_CHECKED tc_code tc_ledger_adjust(tc_ledger *ledger, const char *as,
                                           const char *source, const char *pollutant,
                                           const char *tonnes, const tc_act *act,
                                           tc_receipt *receipt, tc_error *error);

/* Reverse (冲销) a posting: each of its bookings the other way round. */
TC_API TC_CHECKED tc_code tc_ledger_reverse(tc_ledger *ledger, int64_t posting,
                                            const tc_act *act, tc_receipt *receipt,
                                            tc_error *error);

/* ---- proving ----------------------------------------------------------------------- */

typedef struct tc_ledger_verdict {
    bool sound;
    char message[480], message_en[480]; /* what is wrong first; "" when sound */
    int64_t bad_booking;                /* the first; 0: none, or not about one */
    int64_t bookings, accounts;
    int plans; /* whose certificates were checked again */
    char head[65];
} tc_ledger_verdict;

/* Compute everything again: the chain, every balance, the sums, every posted plan from
 * its own files. head (NULL: none) is one that was published: it must be in the chain.
 *
 * Errors   a ledger that fails is an answer: verdict->sound is false. */
TC_API TC_CHECKED tc_code tc_ledger_verify(tc_ledger *ledger, const char *head,
                                           tc_ledger_verdict *verdict, tc_error *error);

/* As JSON. Owns: tc_text_free. Errors: TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_ledger_verdict_json(const tc_ledger_verdict *verdict,
                                                 char **text, tc_error *error);

/* ---- into the solver --------------------------------------------------------------- */

/* What the ledger says at the booking with this hash; head NULL: now.
 * Errors   TC_ERR_LEDGER: no booking has this hash. Owns: tc_booked_free. */
TC_API TC_CHECKED tc_code tc_ledger_booked(tc_ledger *ledger, const char *head,
                                           tc_booked **booked, tc_error *error);
TC_API void tc_booked_free(tc_booked *booked);

/* As tc_problem_load, with what is booked taken off the supplies, and the projects that
 * hold something left as they are. booked may be freed afterwards. */
TC_API TC_CHECKED tc_code tc_problem_load_booked(const char *folder,
                                                 const tc_booked *booked,
                                                 tc_faults *faults, tc_problem **problem,
                                                 tc_error *error);

/* The head of the ledger that plan.json of a folder cites; "" where it cites none. */
TC_API TC_CHECKED tc_code tc_plan_ledger_head(const char *folder, char head[65],
                                              tc_error *error);

#ifdef __cplusplus
}
#endif

#endif
