/* chain.h — the hash of a booking: of all that it says, and of the hash before it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_CHAIN_H
#define TC_LEDGER_CHAIN_H

#include "base/digest.h"
#include "domain/booking.h"

/* What a ledger is opened with. */
typedef struct tc_opening {
    const char *name, *who, *why, *document;
    int grain_digits;
    tc_day date;
    int64_t recorded;
} tc_opening;

/* SHA-256 over fields, each written as LENGTH:BYTES, so that no two lists of fields have
 * the same bytes; numbers are decimal. data/README.md gives the order of the fields. */
tc_digest tc_chain_opening(const tc_opening *opening);
tc_digest tc_chain_booking(const char *previous, const tc_booking *booking);

#endif
