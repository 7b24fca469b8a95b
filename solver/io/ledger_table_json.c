/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/ledger_table.h"
#include "io/json_tree.h"

static void add_cell(const tc_ledger_table *book, int row, int column,
                     tc_json_out *object)
{
    const tc_ledger_table_column *about = &book->columns[column];
    const char *cell = tc_ledger_table_cell(book, row, column);
    if (!about->number)
        tc_json_out_text(object, about->key, cell);
    else if (*cell)
        tc_json_out_decimal(object, about->key, cell);
    else
        tc_json_out_null(object, about->key);
}

tc_code tc_ledger_table_json(const tc_ledger_table *book, char **text, tc_error *error)
{
    tc_json_out *root = tc_json_out_object(), *ledger = tc_json_out_object();
    tc_json_out *rows = tc_json_out_array();
    tc_json_out_text(root, "schema", "tongchou.ledger/1");
    tc_json_out_text(root, "version", tc_library_version());
    tc_json_out_text(ledger, "name", book->name);
    tc_json_out_text(ledger, "head", book->head);
    tc_json_out_text(ledger, "date", tc_day_write(book->day).text);
    tc_json_out_int(ledger, "bookings", book->bookings);
    tc_json_out_add(root, "ledger", ledger);
    tc_json_out_text(root, "table", book->kind);
    tc_json_out_bool(root, "illustrative", book->illustrative);
    for (int row = 0; row < book->row_count; row++) {
        tc_json_out *object = tc_json_out_object();
        for (int column = 0; column < book->column_count; column++)
            add_cell(book, row, column, object);
        tc_json_out_add(rows, NULL, object);
    }
    tc_json_out_add(root, "rows", rows);
    return tc_json_out_give(root, text, error);
}

tc_code tc_receipt_json(const tc_receipt *receipt, char **text, tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", "tongchou.ledger-receipt/1");
    tc_json_out_int(root, "posting", receipt->posting);
    tc_json_out_int(root, "first", receipt->first);
    tc_json_out_int(root, "last", receipt->last);
    tc_json_out_int(root, "bookings", receipt->last - receipt->first + 1);
    tc_json_out_text(root, "head", receipt->head);
    return tc_json_out_give(root, text, error);
}

tc_code tc_ledger_verdict_json(const tc_ledger_verdict *verdict, char **text,
                               tc_error *error)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", "tongchou.ledger-verdict/1");
    tc_json_out_bool(root, "sound", verdict->sound);
    tc_json_out_text(root, "message", verdict->message);
    tc_json_out_text(root, "message_en", verdict->message_en);
    if (verdict->bad_booking > 0)
        tc_json_out_int(root, "bad_booking", verdict->bad_booking);
    tc_json_out_int(root, "bookings", verdict->bookings);
    tc_json_out_int(root, "accounts", verdict->accounts);
    tc_json_out_int(root, "plans", verdict->plans);
    tc_json_out_text(root, "head", verdict->head);
    return tc_json_out_give(root, text, error);
}
