/* ledger_both.h — a test of a ledger that runs on every kind of store. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_LEDGER_BOTH_H
#define TC_TESTS_LEDGER_BOTH_H

#include <criterion/criterion.h>

#include "support/leaks.h"
#include "support/ledger_place.h"

/* Every test runs on a file and on a server. */
#define ON_BOTH(name)                                                                    \
    static void name(ledger_place *place);                                               \
    Test(ledger_on_file, name)                                                           \
    {                                                                                    \
        ledger_place place = ledger_place_file();                                        \
        name(&place);                                                                    \
        ledger_place_close(&place);                                                      \
        TC_ASSERT_NO_LEAK();                                                             \
    }                                                                                    \
    Test(ledger_on_server, name)                                                         \
    {                                                                                    \
        ledger_place place = ledger_place_server();                                      \
        name(&place);                                                                    \
        ledger_place_close(&place);                                                      \
    }                                                                                    \
    static void name(ledger_place *place)

#endif
