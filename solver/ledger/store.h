/* store.h — what the ledger needs of a database; store_sqlite.c and store_postgres.c are
 * the two there are. Everything else speaks SQL that both understand. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_STORE_H
#define TC_LEDGER_STORE_H

#include <stdbool.h>
#include <stdint.h>

#include "tongchou/error.h"

typedef enum tc_sql_kind {
    TC_SQL_NULL,
    TC_SQL_NUMBER,
    TC_SQL_TEXT,
    TC_SQL_BYTES
} tc_sql_kind;

/* A value for a place $1, $2 … of a statement. */
typedef struct tc_sql_value {
    tc_sql_kind kind;
    int64_t number;
    const char *text; /* of TEXT with a NUL behind it */
    size_t length;    /* of BYTES */
} tc_sql_value;

#define TC_SQL_N(n) ((tc_sql_value){.kind = TC_SQL_NUMBER, .number = (n)})
#define TC_SQL_T(t) ((tc_sql_value){.kind = TC_SQL_TEXT, .text = (t)})

typedef struct tc_store tc_store;

/* One statement at a time: a new one ends the one before it. */
typedef struct tc_store_door {
    /* Words of the schema: a whole number, bytes, what stands behind a table, and behind
     * a table that is kept in the order of its key. */
    const char *number, *bytes, *table, *ordered_table;

    /* Begin to read what stays as it is until the end; to write, alone. */
    tc_code (*begin)(tc_store *store, bool write, tc_error *error);
    /* Make it lasting; after a failure nothing was changed. */
    tc_code (*commit)(tc_store *store, tc_error *error);
    void (*rollback)(tc_store *store);

    /* Start a statement. sql is kept prepared by its address: a literal. */
    tc_code (*ask)(tc_store *store, const char *sql, const tc_sql_value *values,
                   int count, tc_error *error);
    /* The next row, *row is false where there is none; then columns may be read, until
     * the next call. */
    tc_code (*next)(tc_store *store, bool *row, tc_error *error);
    int64_t (*number_at)(tc_store *store, int column);
    const char *(*text_at)(tc_store *store, int column);
    const void *(*bytes_at)(tc_store *store, int column, size_t *length);

    /* The number of the schema that is there; 0: an empty database. Begun. */
    tc_code (*version)(tc_store *store, int *version, tc_error *error);
    /* Run a step of the schema, and set its number; begun to write. */
    tc_code (*step)(tc_store *store, const char *sql, int version, tc_error *error);
    /* Keep a table from being changed or emptied; begun to write. */
    tc_code (*keep)(tc_store *store, const char *table, tc_error *error);
    /* Is the database whole, and are its tables those that this program makes? */
    tc_code (*inspect)(tc_store *store, bool deeply, tc_error *error);
    void (*close)(tc_store *store);
} tc_store_door;

/* A door's store begins with this. */
struct tc_store {
    const tc_store_door *door;
};

/* Open; make: where there is nothing yet. Errors: as tc_ledger_open. Owns: door->close.
 */
TC_CHECKED tc_code tc_store_open(const char *where, bool make, tc_store **store,
                                 tc_error *error);
TC_CHECKED tc_code tc_store_sqlite(const char *path, bool make, tc_store **store,
                                   tc_error *error);
TC_CHECKED tc_code tc_store_postgres(const char *where, bool make, tc_store **store,
                                     tc_error *error);

/* Start a statement that gives no rows, and finish it. */
TC_CHECKED tc_code tc_store_do(tc_store *store, const char *sql,
                               const tc_sql_value *values, int count, tc_error *error);

/* The first column of the first row; *found is false where there is no row. */
TC_CHECKED tc_code tc_store_number(tc_store *store, const char *sql,
                                   const tc_sql_value *values, int count, bool *found,
                                   int64_t *number, tc_error *error);

#endif
