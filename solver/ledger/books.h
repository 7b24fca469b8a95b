/* books.h — an open ledger, and how bookings are added to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_BOOKS_H
#define TC_LEDGER_BOOKS_H

#include "base/arena.h"
#include "domain/booking.h"
#include "ledger/store.h"
#include "tongchou/ledger.h"

struct tc_ledger {
    tc_arena arena; /* of the texts below */
    tc_store *store;
    const char *name;
    int grain_digits;
    tc_day opened;
    char opening[65]; /* the hash of the opening */
};

/* The last booking, or the opening: number 0. */
typedef struct tc_head {
    int64_t number, posting;
    tc_day date;
    char hash[65];
} tc_head;

TC_CHECKED tc_code tc_head_read(tc_ledger *ledger, tc_head *head, tc_error *error);

/* The booking that has this hash, or the opening. Errors: TC_ERR_LEDGER: none has. */
TC_CHECKED tc_code tc_head_find(tc_ledger *ledger, const char *hash, tc_head *head,
                                tc_error *error);

/* Read a date as a user writes it. Errors: TC_ERR_INPUT. */
TC_CHECKED tc_code tc_ledger_day(const char *text, tc_day *day, tc_error *error);

/* Refuse a day that is nowhere on earth yet. now: seconds since 1970, UTC. */
TC_CHECKED tc_code tc_ledger_not_ahead(tc_day day, int64_t now, tc_error *error);

/* Is this a text that may be booked: not empty, UTF-8? what: its name for the fault. */
TC_CHECKED tc_code tc_ledger_text(const char *text, const char *zh, const char *en,
                                  tc_error *error);

/* ---- writing ----------------------------------------------------------------------- */

/* A posting on its way. After a failure code says why, and every call does nothing. */
typedef struct tc_writing {
    tc_ledger *ledger;
    const tc_act *act;
    tc_day date;
    tc_head head;     /* of what is booked so far */
    int64_t first;    /* the number of its first booking */
    int64_t plan;     /* its number in plans; 0: none */
    const char *hash; /* of the plan; "": none */
    tc_arena arena;
    tc_code code;
    tc_error *error;
} tc_writing;

/* Check the act, and begin: nobody else writes until the end.
 * Errors   TC_ERR_INPUT: who, why or the date; TC_ERR_LEDGER: a date before the last
 *          booking; those of the store. *writing is then of no use. */
TC_CHECKED tc_code tc_writing_begin(tc_ledger *ledger, const tc_act *act,
                                    tc_writing *writing, tc_error *error);

/* Make it lasting, or, after a failure, as if nothing had been. The receipt tells. */
TC_CHECKED tc_code tc_writing_end(tc_writing *writing, tc_receipt *receipt);

/* The lot, or holder, with its number: found, or added. */
tc_lot tc_writing_lot(tc_writing *writing, const tc_lot *wanted);
tc_holder tc_writing_holder(tc_writing *writing, const tc_holder *wanted);

/* The balance of an account now; project 0: of none. */
tc_grains tc_writing_balance(tc_writing *writing, int64_t lot, int pollutant,
                             tc_account account, int64_t project);

/* A movement: what a booking says beside who, why and when. */
typedef struct tc_movement {
    tc_booking_kind kind;
    const tc_lot *lot;
    const tc_holder *holder; /* number 0: none */
    int pollutant;
    tc_account from, to;
    tc_grains grains; /* > 0 */
    int64_t reverses; /* 0: none */
} tc_movement;

/* Book it. Errors: TC_ERR_LEDGER where an account has too little. */
void tc_writing_book(tc_writing *writing, const tc_movement *movement);

/* What became free fills the gap of its lot first. */
void tc_writing_cover(tc_writing *writing, const tc_lot *lot, int pollutant);

/* Refuse: TC_ERR_LEDGER. */
#define TC_REFUSE_WRITING(writing, ...)                                                  \
    ((void)((writing)->code =                                                            \
                tc_fail((writing)->error, TC_ERR_LEDGER, NULL, __VA_ARGS__)))

/* ---- lists of what is there -------------------------------------------------------- */

typedef struct tc_lots {
    tc_lot *list;
    int count;
} tc_lots;

/* The lots of a source, oldest first; source NULL: all of them, by number,
 * from 1 without gaps. */
TC_CHECKED tc_code tc_lots_read(tc_ledger *ledger, const char *source, tc_arena *arena,
                                tc_lots *lots, tc_error *error);

/* The project of that id; *holder has number 0 where there is none. */
TC_CHECKED tc_code tc_holder_read(tc_ledger *ledger, const char *id, tc_arena *arena,
                                  tc_holder *holder, tc_error *error);

/* What an account has. */
typedef struct tc_standing_account {
    int64_t lot, project;
    int pollutant;
    tc_account account;
    tc_grains grains;
} tc_standing_account;

/* Every account, at a booking, by lot and pollutant; those with nothing too.
 * Owns: *accounts, tc_mem_drop. */
TC_CHECKED tc_code tc_accounts_read(tc_ledger *ledger, int64_t at,
                                    tc_standing_account **accounts, int *count,
                                    tc_error *error);

/* Those of one project, now. */
TC_CHECKED tc_code tc_accounts_of(tc_ledger *ledger, int64_t project,
                                  tc_standing_account **accounts, int *count,
                                  tc_error *error);

/* The columns of a booking, for a statement; tc_booking_read reads them. */
#define TC_BOOKING_COLUMNS                                                               \
    "SELECT b.number, b.posting, coalesce(b.reverses, 0), b.date, b.recorded, b.kind, "  \
    "b.who, b.why, b.document, coalesce(pl.hash, ''), b.pollutant, b.source_account, "   \
    "b.target_account, b.grains, b.lot, l.source, l.name, l.area, l.area_name, "         \
    "l.basin, "                                                                          \
    "l.vintage, coalesce(b.project, 0), coalesce(p.id, ''), coalesce(p.name, ''), "      \
    "coalesce(p.area, ''), coalesce(p.area_name, ''), coalesce(p.illustrative, 0), "     \
    "b.previous, b.hash"
#define TC_BOOKING_TABLES                                                                \
    " FROM bookings b JOIN lots l ON l.number = b.lot "                                  \
    "LEFT JOIN projects p ON p.number = b.project LEFT JOIN plans pl ON pl.number = "    \
    "b.plan "
enum { TC_BOOKING_PREVIOUS = 27, TC_BOOKING_HASH, TC_BOOKING_COLUMN_COUNT };

/* The booking of the current row. Its texts hold until the next row, or lie in the arena
 * where one is given. False: a word that no ledger has, or no memory: *no_memory. */
TC_CHECKED bool tc_booking_read(tc_store *store, tc_arena *arena, tc_booking *booking,
                                bool *no_memory);

#endif
