/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fault.h"
#include "domain/ledger_table.h"
#include "io/plan_csv.h"
#include "io/save_path.h"

/* Texts are neutralised where a spreadsheet would run them. */
static void put_table(const tc_ledger_table *book, tc_buffer *out)
{
    tc_buffer_puts(out, "\xEF\xBB\xBF");
    for (int column = 0; column < book->column_count; column++)
        tc_buffer_printf(out, "%s%s", column > 0 ? "," : "", book->columns[column].key);
    tc_buffer_puts(out, "\r\n");
    for (int row = 0; row < book->row_count; row++) {
        for (int column = 0; column < book->column_count; column++) {
            if (column > 0)
                tc_buffer_puts(out, ",");
            tc_csv_write_text(out, tc_ledger_table_cell(book, row, column));
        }
        tc_buffer_puts(out, "\r\n");
    }
}

tc_code tc_ledger_table_csv(const tc_ledger_table *book, char **text, tc_error *error)
{
    tc_buffer out = {0};
    put_table(book, &out);
    if (out.failed) {
        tc_buffer_free(&out);
        return tc_no_memory(error);
    }
    *text = out.text;
    return TC_OK;
}

tc_code tc_ledger_table_save(const tc_ledger_table *book, const char *path,
                             tc_error *error)
{
    tc_buffer out = {0};
    put_table(book, &out);
    const tc_code code = out.failed ? tc_no_memory(error)
                                    : tc_save_path(path, out.text, out.length, error);
    tc_buffer_free(&out);
    return code;
}
