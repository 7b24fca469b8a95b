/* table_parts.h — how the tables of a ledger begin. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_TABLE_PARTS_H
#define TC_LEDGER_TABLE_PARTS_H

#include "domain/ledger_table.h"
#include "ledger/books.h"

/* A table on its way. */
typedef struct tc_ledger_table_making {
    tc_ledger *ledger;
    tc_ledger_table *book;
    tc_error *error;
} tc_ledger_table_making;

/* What fills the rows. */
typedef tc_code tc_ledger_table_fill(tc_ledger_table_making *making, const void *asked);

/* Make a table of one state of the ledger, that at the end of a day (NULL: now). fill may
 * change the book's title. Errors: TC_ERR_INPUT: no day, or one before the opening. */
TC_CHECKED tc_code tc_ledger_table_make(tc_ledger *ledger, const tc_ledger_table *form,
                                        const char *on, tc_ledger_table_fill *fill,
                                        const void *asked, tc_ledger_table **book,
                                        tc_error *error);

#endif
