/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <sqlite3.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/fault.h"
#include "ledger/schema.h"
#include "ledger/store.h"
#include "ledger/store_file.h"

enum {
    STATEMENTS_MOST = 48,
    WAIT_MS = 60000,            /* for others who write */
    APPLICATION_ID = 0x54434C47 /* "TCLG" */
};

typedef struct prepared {
    const char *sql; /* its address tells statements apart */
    sqlite3_stmt *statement;
} prepared;

typedef struct sqlite_store {
    tc_store base;
    sqlite3 *database;
    char *path;
    prepared kept[STATEMENTS_MOST];
    int kept_count;
    sqlite3_stmt *current;
} sqlite_store;

static sqlite_store *own(tc_store *store)
{
    return (sqlite_store *)store;
}

/* ---- faults ------------------------------------------------------------------------ */

static tc_code not_a_ledger(const sqlite_store *s, const char *zh, const char *en,
                            tc_error *error)
{
    const tc_place place = {s->path, 0, 0};
    return tc_fail(error, TC_ERR_INPUT, &place, "不是可用的台账：%s%.0s",
                   "is no ledger that can be used: %.0s%s", zh, en);
}

static tc_code fault(const sqlite_store *s, tc_error *error)
{
    const tc_place place = {s->path, 0, 0};
    const char *said = sqlite3_errmsg(s->database);
    switch (sqlite3_errcode(s->database)) {
    case SQLITE_NOMEM:
        return tc_no_memory(error);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return tc_fail(error, TC_ERR_BUSY, &place,
                       "台账正被另一个程序写入，没有记账，请稍后再试",
                       "another program is writing to the ledger; nothing was booked: "
                       "try again");
    case SQLITE_NOTADB:
        return not_a_ledger(s, "不是 SQLite 数据库", "not an SQLite database", error);
    case SQLITE_CORRUPT:
    case SQLITE_MISMATCH:
    case SQLITE_ERROR:
        return tc_fail(error, TC_ERR_INPUT, &place, "文件已损坏：%s",
                       "the file is damaged: %s", said);
    case SQLITE_CONSTRAINT:
        return tc_fail(error, TC_ERR_LEDGER, &place, "台账的约束不允许：%s",
                       "a rule of the ledger forbids it: %s", said);
    default:
        return tc_fail(error, TC_ERR_IO, &place, "无法读写台账：%s",
                       "cannot read or write the ledger: %s", said);
    }
}

/* ---- statements -------------------------------------------------------------------- */

static void finish_current(sqlite_store *s)
{
    if (s->current)
        (void)sqlite3_reset(s->current);
    s->current = NULL;
}

static sqlite3_stmt *find_prepared(sqlite_store *s, const char *sql)
{
    for (int k = 0; k < s->kept_count; k++)
        if (s->kept[k].sql == sql)
            return s->kept[k].statement;
    sqlite3_stmt *statement = NULL;
    if (s->kept_count == STATEMENTS_MOST)
        (void)sqlite3_finalize(s->kept[--s->kept_count].statement);
    if (sqlite3_prepare_v3(s->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement,
                           NULL) != SQLITE_OK)
        return NULL;
    s->kept[s->kept_count++] = (prepared){sql, statement};
    return statement;
}

/* The caller keeps texts and bytes until the statement is done. */
static int bind(sqlite3_stmt *statement, int place, const tc_sql_value *value)
{
    switch (value->kind) {
    case TC_SQL_NULL:
        return sqlite3_bind_null(statement, place);
    case TC_SQL_NUMBER:
        return sqlite3_bind_int64(statement, place, value->number);
    case TC_SQL_TEXT:
        return sqlite3_bind_text(statement, place, value->text, -1, SQLITE_TRANSIENT);
    case TC_SQL_BYTES:
        break;
    }
    return sqlite3_bind_blob64(statement, place, value->text, value->length,
                               SQLITE_STATIC);
}

static tc_code ask(tc_store *store, const char *sql, const tc_sql_value *values,
                   int count, tc_error *error)
{
    sqlite_store *s = own(store);
    finish_current(s);
    sqlite3_stmt *statement = find_prepared(s, sql);
    if (!statement)
        return fault(s, error);
    for (int k = 0; k < count; k++)
        if (bind(statement, k + 1, &values[k]) != SQLITE_OK)
            return fault(s, error);
    s->current = statement;
    return TC_OK;
}

static tc_code next(tc_store *store, bool *row, tc_error *error)
{
    sqlite_store *s = own(store);
    const int got = sqlite3_step(s->current);
    *row = got == SQLITE_ROW;
    if (got == SQLITE_ROW)
        return TC_OK;
    const tc_code code = got == SQLITE_DONE ? TC_OK : fault(s, error);
    finish_current(s);
    return code;
}

static int64_t number_at(tc_store *store, int column)
{
    return sqlite3_column_int64(own(store)->current, column);
}

static const char *text_at(tc_store *store, int column)
{
    const unsigned char *text = sqlite3_column_text(own(store)->current, column);
    return text ? (const char *)text : "";
}

static const void *bytes_at(tc_store *store, int column, size_t *length)
{
    const void *bytes = sqlite3_column_blob(own(store)->current, column);
    *length = (size_t)sqlite3_column_bytes(own(store)->current, column);
    return bytes ? bytes : "";
}

/* ---- beginning and ending ---------------------------------------------------------- */

static tc_code run(sqlite_store *s, const char *sql, tc_error *error)
{
    finish_current(s);
    return sqlite3_exec(s->database, sql, NULL, NULL, NULL) == SQLITE_OK
               ? TC_OK
               : fault(s, error);
}

static tc_code begin(tc_store *store, bool write, tc_error *error)
{
    return run(own(store), write ? "BEGIN IMMEDIATE" : "BEGIN", error);
}

static void rollback(tc_store *store)
{
    sqlite_store *s = own(store);
    finish_current(s);
    if (!sqlite3_get_autocommit(s->database))
        (void)sqlite3_exec(s->database, "ROLLBACK", NULL, NULL, NULL);
}

static tc_code commit(tc_store *store, tc_error *error)
{
    const tc_code code = run(own(store), "COMMIT", error);
    if (code != TC_OK)
        rollback(store);
    return code;
}

static void close_store(tc_store *store)
{
    sqlite_store *s = own(store);
    for (int k = 0; k < s->kept_count; k++)
        (void)sqlite3_finalize(s->kept[k].statement);
    (void)sqlite3_close(s->database);
    tc_mem_drop(s->path);
    tc_mem_drop(s);
}

/* ---- the schema -------------------------------------------------------------------- */

static tc_code pragma_number(sqlite_store *s, const char *sql, int64_t *number,
                             tc_error *error)
{
    bool found = false;
    *number = 0;
    return tc_store_number(&s->base, sql, NULL, 0, &found, number, error);
}

static tc_code version(tc_store *store, int *found, tc_error *error)
{
    sqlite_store *s = own(store);
    int64_t application = 0, number = 0, tables = 0;
    tc_code code = pragma_number(s, "PRAGMA application_id", &application, error);
    if (code == TC_OK)
        code = pragma_number(s, "PRAGMA user_version", &number, error);
    if (code == TC_OK)
        code = pragma_number(s, "SELECT count(*) FROM sqlite_schema", &tables, error);
    if (code != TC_OK)
        return code;
    const bool is_empty = application == 0 && number == 0 && tables == 0;
    if (!is_empty && application != APPLICATION_ID)
        return not_a_ledger(s, "是别的程序的数据库", "a database of another program",
                            error);
    if (!is_empty && number < 1)
        return not_a_ledger(s, "没有表结构的版本号", "the schema has no version", error);
    *found = (int)number;
    return TC_OK;
}

static tc_code step(tc_store *store, const char *sql, int number, tc_error *error)
{
    char pragma[96];
    (void)snprintf(pragma, sizeof pragma,
                   "PRAGMA application_id = %d; PRAGMA user_version = %d", APPLICATION_ID,
                   number);
    const tc_code code = run(own(store), sql, error);
    return code == TC_OK ? run(own(store), pragma, error) : code;
}

static tc_code keep(tc_store *store, const char *table, tc_error *error)
{
    static const char *const changes[] = {"UPDATE", "DELETE"};
    tc_code code = TC_OK;
    for (int k = 0; k < 2 && code == TC_OK; k++) {
        char sql[256];
        (void)snprintf(sql, sizeof sql,
                       "CREATE TRIGGER %s_%s BEFORE %s ON %s BEGIN SELECT RAISE(ABORT, "
                       "'nothing in a ledger is changed or deleted'); END",
                       table, k == 0 ? "stay" : "last", changes[k], table);
        code = run(own(store), sql, error);
    }
    return code;
}

/* Every statement of the schema, as the database has it. */
static tc_code describe(sqlite_store *s, tc_buffer *out, tc_error *error)
{
    bool row = true;
    tc_code code =
        ask(&s->base,
            "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema "
            "WHERE name NOT LIKE 'sqlite_stat%' ORDER BY type, name",
            NULL, 0, error);
    while (code == TC_OK && row) {
        code = next(&s->base, &row, error);
        for (int k = 0; code == TC_OK && row && k < 4; k++)
            tc_buffer_printf(out, "%s\n", text_at(&s->base, k));
    }
    return code == TC_OK && out->failed ? tc_no_memory(error) : code;
}

static tc_code open_database(sqlite_store *s, int flags, tc_error *error);

/* Compare with the schema of a fresh database. */
static tc_code compare_schema(sqlite_store *s, tc_error *error)
{
    char memory[] = ":memory:";
    sqlite_store fresh = {.base = s->base, .path = memory};
    tc_buffer found = {0}, expected = {0};
    tc_code code = open_database(&fresh, SQLITE_OPEN_READWRITE, error);
    if (code == TC_OK)
        code = tc_schema_make(&fresh.base, 0, TC_SCHEMA_VERSION, error);
    if (code == TC_OK)
        code = describe(&fresh, &expected, error);
    if (code == TC_OK)
        code = describe(s, &found, error);
    if (code == TC_OK &&
        (!found.text || !expected.text || strcmp(found.text, expected.text) != 0))
        code = not_a_ledger(s, "表结构被改过", "its tables are not those of a ledger",
                            error);
    tc_buffer_free(&found);
    tc_buffer_free(&expected);
    for (int k = 0; k < fresh.kept_count; k++)
        (void)sqlite3_finalize(fresh.kept[k].statement);
    (void)sqlite3_close(fresh.database);
    return code;
}

static tc_code inspect(tc_store *store, bool deeply, tc_error *error)
{
    sqlite_store *s = own(store);
    bool row = false;
    tc_code code = compare_schema(s, error);
    if (code != TC_OK || !deeply)
        return code;
    code = ask(store, "PRAGMA integrity_check(1)", NULL, 0, error);
    if (code == TC_OK)
        code = next(store, &row, error);
    if (code == TC_OK && row && strcmp(text_at(store, 0), "ok") != 0) {
        const tc_place place = {s->path, 0, 0};
        code = tc_fail(error, TC_ERR_INPUT, &place, "文件已损坏：%s",
                       "the file is damaged: %s", text_at(store, 0));
    }
    finish_current(s);
    return code;
}

/* ---- opening ----------------------------------------------------------------------- */

static tc_code open_database(sqlite_store *s, int flags, tc_error *error)
{
    static const char SETTINGS[] =
        "PRAGMA foreign_keys = ON; PRAGMA synchronous = FULL; "
        "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON";
    const int opened = sqlite3_open_v2(s->path, &s->database, flags, NULL);
    if (!s->database)
        return tc_no_memory(error);
    if (opened != SQLITE_OK)
        return fault(s, error);
    (void)sqlite3_busy_timeout(s->database, WAIT_MS);
    (void)sqlite3_db_config(s->database, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
    return run(s, SETTINGS, error);
}

/* Only in a ledger: a new file gets it when its tables are there, and one that another
 * program made is left as it is. */
static tc_code log_ahead(sqlite_store *s, tc_error *error)
{
    int64_t application = 0;
    const tc_code code = pragma_number(s, "PRAGMA application_id", &application, error);
    return code == TC_OK && application == APPLICATION_ID
               ? run(s, "PRAGMA journal_mode = WAL", error)
               : code;
}

static const tc_store_door DOOR = {
    .number = "INTEGER",
    .bytes = "BLOB",
    .table = "STRICT",
    .ordered_table = "STRICT, WITHOUT ROWID",
    .begin = begin,
    .commit = commit,
    .rollback = rollback,
    .ask = ask,
    .next = next,
    .number_at = number_at,
    .text_at = text_at,
    .bytes_at = bytes_at,
    .version = version,
    .step = step,
    .keep = keep,
    .inspect = inspect,
    .close = close_store,
};

tc_code tc_store_sqlite(const char *path, bool make, tc_store **store, tc_error *error)
{
    tc_code code = tc_store_file_check(path, make, error);
    if (code != TC_OK)
        return code;
    const size_t length = strlen(path) + 1;
    sqlite_store *s = tc_mem_new(1, sizeof *s);
    char *copy = tc_mem_new(length, 1);
    if (!s || !copy) {
        tc_mem_drop(s);
        tc_mem_drop(copy);
        return tc_no_memory(error);
    }
    memcpy(copy, path, length);
    *s = (sqlite_store){.base = {&DOOR}, .path = copy};
    code =
        open_database(s, SQLITE_OPEN_READWRITE | (make ? SQLITE_OPEN_CREATE : 0), error);
    if (code == TC_OK)
        code = log_ahead(s, error);
    if (code == TC_OK)
        *store = &s->base;
    else
        close_store(&s->base);
    return code;
}
