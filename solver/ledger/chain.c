/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger/chain.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static void add_text(tc_digesting *hash, const char *text)
{
    char length[24];
    const int digits = snprintf(length, sizeof length, "%zu:", strlen(text));
    tc_digest_add(hash, length, (size_t)digits);
    tc_digest_add(hash, text, strlen(text));
    tc_digest_add(hash, ",", 1);
}

static void add_number(tc_digesting *hash, int64_t number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%" PRId64, number);
    add_text(hash, text);
}

tc_digest tc_chain_opening(const tc_opening *opening)
{
    tc_digesting hash;
    tc_digest_start(&hash);
    add_text(&hash, "tongchou-ledger-1");
    add_text(&hash, opening->name);
    add_number(&hash, opening->grain_digits);
    add_number(&hash, opening->date);
    add_number(&hash, opening->recorded);
    add_text(&hash, opening->who);
    add_text(&hash, opening->why);
    add_text(&hash, opening->document);
    return tc_digest_end(&hash);
}

static void add_lot(tc_digesting *hash, const tc_lot *lot)
{
    add_text(hash, lot->source);
    add_text(hash, lot->name);
    add_text(hash, lot->area);
    add_text(hash, lot->area_name);
    add_text(hash, lot->basin);
    add_number(hash, lot->vintage);
}

static void add_holder(tc_digesting *hash, const tc_holder *holder)
{
    add_text(hash, holder->id);
    add_text(hash, holder->name);
    add_text(hash, holder->area);
    add_text(hash, holder->area_name);
    add_number(hash, holder->illustrative);
}

tc_digest tc_chain_booking(const char *previous, const tc_booking *booking)
{
    tc_digesting hash;
    tc_digest_start(&hash);
    add_text(&hash, previous);
    add_number(&hash, booking->number);
    add_number(&hash, booking->posting);
    add_number(&hash, booking->date);
    add_number(&hash, booking->recorded);
    add_text(&hash, tc_booking_words[booking->kind].code);
    add_text(&hash, booking->who);
    add_text(&hash, booking->why);
    add_text(&hash, booking->document);
    add_text(&hash, booking->plan);
    add_number(&hash, booking->reverses);
    add_text(&hash, tc_pollutants[booking->pollutant].id);
    add_lot(&hash, &booking->lot);
    add_holder(&hash, &booking->holder);
    add_text(&hash, tc_account_words[booking->from].code);
    add_text(&hash, tc_account_words[booking->to].code);
    add_number(&hash, booking->grains);
    return tc_digest_end(&hash);
}
