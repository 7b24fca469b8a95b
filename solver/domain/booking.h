/* booking.h — what the ledger books: tonnes of a source, from one account to another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_BOOKING_H
#define TC_DOMAIN_BOOKING_H

#include "base/day.h"
#include "domain/grains.h"
#include "domain/pollutant.h"

/* Where the tonnes of a source stand. Every booking moves grains from one account to
 * another, so that the sum over all accounts is 0. */
typedef enum tc_account {
    TC_ACCOUNT_ORIGIN,    /* what was recognised, as a negative balance */
    TC_ACCOUNT_FREE,      /* may be allotted */
    TC_ACCOUNT_RESERVED,  /* set aside, for nobody yet */
    TC_ACCOUNT_ALLOCATED, /* of a project: pre-allocated by a plan */
    TC_ACCOUNT_COMMITTED, /* of a project: approved */
    TC_ACCOUNT_EXPIRED,
    TC_ACCOUNT_RETIRED,
    TC_ACCOUNT_REDUCED, /* found not to be there (核减) */
    TC_ACCOUNT_GAP,     /* cut although projects hold it: a negative balance */
    TC_ACCOUNTS
} tc_account;

typedef enum tc_booking_kind {
    TC_BOOKING_RECOGNISE,   /* 收储: origin to free */
    TC_BOOKING_RESERVE,     /* 预留: free to reserved */
    TC_BOOKING_UNRESERVE,   /* 解除预留: back */
    TC_BOOKING_PREALLOCATE, /* 预分配: free to allocated */
    TC_BOOKING_COMMIT,      /* 核定: allocated to committed */
    TC_BOOKING_REJECT,      /* 不予核定: allocated to free */
    TC_BOOKING_RELEASE,     /* 释放: allocated to free, the project does not want it */
    TC_BOOKING_TAKE_BACK,   /* 收回 (久批未建): committed to free */
    TC_BOOKING_EXPIRE,      /* 到期: free to expired */
    TC_BOOKING_RETIRE,      /* 注销: free to retired */
    TC_BOOKING_REDUCE,      /* 核减: free, then reserved, then the gap, to reduced */
    TC_BOOKING_COVER,       /* 补缺: free to the gap, as soon as there is something */
    TC_BOOKING_REVERSE,     /* 冲销: a booking that it names, the other way round */
    TC_BOOKING_KINDS
} tc_booking_kind;

/* A word of the ledger: as files and the database have it, and as people read it. */
typedef struct tc_ledger_word {
    const char *code, *zh, *en;
} tc_ledger_word;

extern const tc_ledger_word tc_account_words[TC_ACCOUNTS];
extern const tc_ledger_word tc_booking_words[TC_BOOKING_KINDS];

/* The place of a code among words; -1: none has it. */
int tc_ledger_word_find(const tc_ledger_word *words, int count, const char *code);

/* Has the account a balance of its own for each project? */
bool tc_account_is_of_project(tc_account account);

/* May its balance be negative, and never positive? */
bool tc_account_is_negative(tc_account account);

/* A source as it was recognised: area and vintage are part of what it is. */
typedef struct tc_lot {
    int64_t number; /* from 1 */
    const char *source, *name, *area, *area_name, *basin;
    tc_day vintage; /* from when the reduction exists */
} tc_lot;

/* A project that holds, or held, something. */
typedef struct tc_holder {
    int64_t number; /* from 1; 0: none */
    const char *id, *name, *area, *area_name;
    bool illustrative; /* 示例 */
} tc_holder;

extern const tc_holder tc_nobody; /* number 0, empty texts */

typedef struct tc_booking {
    int64_t number;   /* from 1, without gaps */
    int64_t posting;  /* bookings of one posting were made together */
    int64_t reverses; /* a booking; 0: none */
    tc_day date;
    int64_t recorded; /* seconds since 1970, UTC */
    tc_booking_kind kind;
    const char *who, *why, *document; /* document "": none */
    const char *plan;                 /* its hash; "": none */
    tc_lot lot;
    tc_holder holder;
    int pollutant;
    tc_account from, to;
    tc_grains grains; /* > 0 */
} tc_booking;

#endif
