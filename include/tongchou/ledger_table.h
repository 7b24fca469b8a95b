/* ledger_table.h — tables of a ledger: balance, statement, history, to print or to save.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_LEDGER_TABLE_H
#define TONGCHOU_LEDGER_TABLE_H

#include "tongchou/ledger.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct tc_ledger_table tc_ledger_table;

/* By what a balance sums up. */
typedef enum tc_balance_by {
    TC_BY_SOURCE, /* and vintage */
    TC_BY_AREA,
    TC_BY_BASIN,
    TC_BY_POLLUTANT
} tc_balance_by;

/* Each gives a book: tc_ledger_table_free. Dates are YYYY-MM-DD; NULL: the first, the
 * last. Errors   TC_ERR_INPUT: no date, or one before the opening; TC_ERR_LEDGER: no
 * source or project of that id. */
TC_API TC_CHECKED tc_code tc_ledger_balance(tc_ledger *ledger, tc_balance_by by,
                                            const char *on, tc_ledger_table **book,
                                            tc_error *error);
TC_API TC_CHECKED tc_code tc_ledger_statement(tc_ledger *ledger, const char *first,
                                              const char *last, tc_ledger_table **book,
                                              tc_error *error);
TC_API TC_CHECKED tc_code tc_ledger_history(tc_ledger *ledger, const char *id,
                                            tc_ledger_table **book, tc_error *error);

/* Which projects lost cover because a source was cut: on each source those who got their
 * tonnes last. */
TC_API TC_CHECKED tc_code tc_ledger_uncovered(tc_ledger *ledger, tc_ledger_table **book,
                                              tc_error *error);

/* Which projects hold something and since when: approvals long not built (久批未建). */
TC_API TC_CHECKED tc_code tc_ledger_holdings(tc_ledger *ledger, tc_ledger_table **book,
                                             tc_error *error);

/* The number of its rows. */
TC_API int tc_ledger_table_rows(const tc_ledger_table *book);

/* As text for a terminal, JSON, or CSV with every column. Owns: tc_text_free.
 * Errors   TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_ledger_table_print(const tc_ledger_table *book,
                                                tc_language language, char **text,
                                                tc_error *error);
TC_API TC_CHECKED tc_code tc_ledger_table_json(const tc_ledger_table *book, char **text,
                                               tc_error *error);
TC_API TC_CHECKED tc_code tc_ledger_table_csv(const tc_ledger_table *book, char **text,
                                              tc_error *error);

/* Write the CSV to a file, whole or not at all. Errors: TC_ERR_IO, TC_ERR_MEMORY. */
TC_API TC_CHECKED tc_code tc_ledger_table_save(const tc_ledger_table *book,
                                               const char *path, tc_error *error);

/* Write tables as a workbook (.xlsx), a sheet each: amounts in whole grains, totals as
 * formulas with the values that they give, the head on every page. The same ledger gives
 * the same bytes. CSV has more columns.
 *
 * Errors   TC_ERR_BUSY: the tables are of different states of the ledger, as somebody
 *          booked between them; TC_ERR_IO: also where a table has more rows than a sheet;
 *          TC_ERR_MEMORY. The file is then as it was. */
TC_API TC_CHECKED tc_code tc_ledger_book_save(const tc_ledger_table *const *tables,
                                              int count, tc_language language,
                                              const char *path, tc_error *error);

/* NULL is allowed. */
TC_API void tc_ledger_table_free(tc_ledger_table *book);

#ifdef __cplusplus
}
#endif

#endif
