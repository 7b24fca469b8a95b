/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "ledger/store.h"

enum { STATEMENTS_MOST = 64, VALUES_MOST = 24, NUMBER_BYTES = 24, KEPT_TABLES = 7 };

typedef struct postgres_store {
    tc_store base;
    PGconn *connection;
    PGresult *row;                     /* the current one; NULL: none */
    bool asking;                       /* a statement has results to come */
    bool making;                       /* its tables are not there yet */
    unsigned char *bytes;              /* of the current row, in the clear */
    const char *kept[STATEMENTS_MOST]; /* prepared statements, by their addresses */
    int kept_count;
} postgres_store;

static postgres_store *own(tc_store *store)
{
    return (postgres_store *)store;
}

/* ---- faults ------------------------------------------------------------------------ */

/* What the server said, in one line. */
static void first_line(const char *said, char *line, size_t size)
{
    (void)snprintf(line, size, "%.*s", (int)strcspn(said ? said : "", "\n"),
                   said ? said : "");
}

static bool begins(const char *text, const char *with)
{
    return strncmp(text, with, strlen(with)) == 0;
}

/* result NULL: the connection failed. */
static tc_code fault(const postgres_store *s, const PGresult *result, tc_error *error)
{
    const char *state = result ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : NULL;
    const char *primary =
        result ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : NULL;
    char line[256];
    first_line(primary ? primary : PQerrorMessage(s->connection), line, sizeof line);
    state = state ? state : "";
    if (begins(state, "40") || begins(state, "55P03")) /* serialisation, lock timeout */
        return tc_fail(error, TC_ERR_BUSY, NULL,
                       "台账正被另一个程序写入，没有记账，请稍后再试",
                       "another program is writing to the ledger; nothing was booked: "
                       "try again");
    if (begins(state, "23") || begins(state, "P0001")) /* constraints, our triggers */
        return tc_fail(error, TC_ERR_LEDGER, NULL, "台账的约束不允许：%s",
                       "a rule of the ledger forbids it: %s", line);
    if (begins(state, "42")) /* tables or columns that are not there */
        return tc_fail(error, TC_ERR_INPUT, NULL, "不是可用的台账：%s",
                       "is no ledger that can be used: %s", line);
    return tc_fail(error, TC_ERR_IO, NULL, "无法读写台账（PostgreSQL）：%s",
                   "cannot read or write the ledger (PostgreSQL): %s", line);
}

/* ---- statements -------------------------------------------------------------------- */

static void drop_row(postgres_store *s)
{
    PQclear(s->row);
    PQfreemem(s->bytes);
    s->row = NULL;
    s->bytes = NULL;
}

static void finish_current(postgres_store *s)
{
    drop_row(s);
    for (PGresult *rest; s->asking && (rest = PQgetResult(s->connection)) != NULL;)
        PQclear(rest);
    s->asking = false;
}

static tc_code run(postgres_store *s, const char *sql, tc_error *error)
{
    finish_current(s);
    PGresult *result = PQexec(s->connection, sql);
    const ExecStatusType status = PQresultStatus(result);
    const tc_code code = status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK
                             ? TC_OK
                             : fault(s, result, error);
    PQclear(result);
    return code;
}

/* The name of the prepared statement. */
static tc_code prepare(postgres_store *s, const char *sql, char name[NUMBER_BYTES],
                       tc_error *error)
{
    int at = 0;
    while (at < s->kept_count && s->kept[at] != sql)
        at++;
    (void)snprintf(name, NUMBER_BYTES, "s%d", at);
    if (at < s->kept_count)
        return TC_OK;
    if (at == STATEMENTS_MOST) { /* one that is not kept */
        name[0] = '\0';
    } else {
        s->kept[s->kept_count++] = sql;
    }
    PGresult *result = PQprepare(s->connection, name, sql, 0, NULL);
    const tc_code code =
        PQresultStatus(result) == PGRES_COMMAND_OK ? TC_OK : fault(s, result, error);
    if (code != TC_OK && *name)
        s->kept_count--;
    PQclear(result);
    return code;
}

static tc_code ask(tc_store *store, const char *sql, const tc_sql_value *values,
                   int count, tc_error *error)
{
    postgres_store *s = own(store);
    char name[NUMBER_BYTES], numbers[VALUES_MOST][NUMBER_BYTES];
    const char *texts[VALUES_MOST];
    int lengths[VALUES_MOST], formats[VALUES_MOST];
    finish_current(s);
    const tc_code code = prepare(s, sql, name, error);
    if (code != TC_OK)
        return code;
    for (int k = 0; k < count; k++) {
        (void)snprintf(numbers[k], NUMBER_BYTES, "%" PRId64, values[k].number);
        texts[k] = values[k].kind == TC_SQL_NULL     ? NULL
                   : values[k].kind == TC_SQL_NUMBER ? numbers[k]
                                                     : values[k].text;
        formats[k] = values[k].kind == TC_SQL_BYTES;
        lengths[k] = formats[k] ? (int)values[k].length : 0;
    }
    s->asking =
        PQsendQueryPrepared(s->connection, name, count, texts, lengths, formats, 0) == 1;
    if (!s->asking)
        return fault(s, NULL, error);
    (void)PQsetSingleRowMode(s->connection);
    return TC_OK;
}

static tc_code next(tc_store *store, bool *row, tc_error *error)
{
    postgres_store *s = own(store);
    drop_row(s);
    PGresult *result = s->asking ? PQgetResult(s->connection) : NULL;
    const ExecStatusType status = result ? PQresultStatus(result) : PGRES_COMMAND_OK;
    *row = status == PGRES_SINGLE_TUPLE;
    if (*row) {
        s->row = result;
        return TC_OK;
    }
    const tc_code code = status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK
                             ? TC_OK
                             : fault(s, result, error);
    PQclear(result);
    finish_current(s);
    return code;
}

static int64_t number_at(tc_store *store, int column)
{
    return strtoll(PQgetvalue(own(store)->row, 0, column), NULL, 10);
}

static const char *text_at(tc_store *store, int column)
{
    return PQgetvalue(own(store)->row, 0, column);
}

static const void *bytes_at(tc_store *store, int column, size_t *length)
{
    postgres_store *s = own(store);
    PQfreemem(s->bytes);
    *length = 0;
    s->bytes =
        PQunescapeBytea((const unsigned char *)PQgetvalue(s->row, 0, column), length);
    return s->bytes ? (const void *)s->bytes : "";
}

/* ---- beginning and ending ---------------------------------------------------------- */

static tc_code begin(tc_store *store, bool write, tc_error *error)
{
    postgres_store *s = own(store);
    tc_code code = run(s,
                       write ? "BEGIN ISOLATION LEVEL SERIALIZABLE"
                             : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
                       error);
    if (code == TC_OK && write &&
        !s->making) /* before the first look, which it would age */
        code = run(s, "LOCK TABLE bookings IN EXCLUSIVE MODE", error);
    if (code != TC_OK)
        store->door->rollback(store);
    return code;
}

static void rollback(tc_store *store)
{
    postgres_store *s = own(store);
    finish_current(s);
    if (PQtransactionStatus(s->connection) != PQTRANS_IDLE)
        PQclear(PQexec(s->connection, "ROLLBACK"));
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
    postgres_store *s = own(store);
    finish_current(s);
    PQfinish(s->connection);
    tc_mem_drop(s);
}

/* ---- the schema -------------------------------------------------------------------- */

static tc_code version(tc_store *store, int *found, tc_error *error)
{
    bool row = false;
    int64_t number = 0;
    tc_code code = tc_store_number(
        store, "SELECT CASE WHEN to_regclass('version') IS NULL THEN 0 ELSE 1 END", NULL,
        0, &row, &number, error);
    if (code == TC_OK && number == 1)
        code = tc_store_number(store, "SELECT number FROM version", NULL, 0, &row,
                               &number, error);
    if (code == TC_OK)
        *found = (int)number;
    return code;
}

static tc_code step(tc_store *store, const char *sql, int number, tc_error *error)
{
    static const char FIRST[] =
        "CREATE SCHEMA tongchou_ledger; CREATE TABLE version (number BIGINT NOT NULL); "
        "INSERT INTO version VALUES (0); "
        "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
        "EXCEPTION 'nothing in a ledger is changed or deleted'; END $$";
    char set[64];
    (void)snprintf(set, sizeof set, "UPDATE version SET number = %d", number);
    tc_code code = number == 1 ? run(own(store), FIRST, error) : TC_OK;
    if (code == TC_OK)
        code = run(own(store), sql, error);
    return code == TC_OK ? run(own(store), set, error) : code;
}

static tc_code keep(tc_store *store, const char *table, tc_error *error)
{
    char sql[256];
    (void)snprintf(sql, sizeof sql,
                   "CREATE TRIGGER %s_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON %s FOR "
                   "EACH STATEMENT EXECUTE FUNCTION refuse()",
                   table, table);
    return run(own(store), sql, error);
}

static tc_code inspect(tc_store *store, bool deeply, tc_error *error)
{
    bool row = false;
    int64_t count = 0;
    (void)deeply; /* its pages are the server's concern */
    const tc_code code = tc_store_number(
        store,
        "SELECT count(*) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = "
        "'tongchou_ledger' AND NOT t.tgisinternal AND t.tgenabled = 'O' "
        "AND t.tgname = c.relname || '_stay'",
        NULL, 0, &row, &count, error);
    if (code == TC_OK && count != KEPT_TABLES)
        return tc_fail(error, TC_ERR_INPUT, NULL,
                       "不是可用的台账：防止改写的触发器少了或被停用",
                       "is no ledger that can be used: triggers that keep it from being "
                       "changed are missing or off");
    return code;
}

/* ---- opening ----------------------------------------------------------------------- */

static const tc_store_door DOOR = {
    .number = "BIGINT",
    .bytes = "BYTEA",
    .table = "",
    .ordered_table = "",
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

static void be_silent(void *unused, const PGresult *notice)
{
    (void)unused;
    (void)notice;
}

tc_code tc_store_postgres(const char *where, bool make, tc_store **store, tc_error *error)
{
    static const char SETTINGS[] =
        "SET client_encoding = 'UTF8'; SET search_path = tongchou_ledger, pg_catalog; "
        "SET lock_timeout = '60s'; SET synchronous_commit = on";
    postgres_store *s = tc_mem_new(1, sizeof *s);
    if (!s)
        return tc_no_memory(error);
    *s = (postgres_store){
        .base = {&DOOR}, .connection = PQconnectdb(where), .making = make};
    tc_code code = s->connection && PQstatus(s->connection) == CONNECTION_OK
                       ? TC_OK
                       : fault(s, NULL, error);
    if (code == TC_OK) {
        (void)PQsetNoticeReceiver(s->connection, be_silent, NULL);
        code = run(s, SETTINGS, error);
    }
    if (code == TC_OK)
        *store = &s->base;
    else
        close_store(&s->base);
    return code;
}
