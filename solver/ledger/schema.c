/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger/schema.h"

#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"

/* {n}, {b}, {t}, {o}: the words of the store's door. */
static const char *const STEPS[TC_SCHEMA_VERSION] = {
    "CREATE TABLE opening (number {n} PRIMARY KEY CHECK (number = 1), name TEXT NOT "
    "NULL, "
    "grain_digits {n} NOT NULL CHECK (grain_digits BETWEEN 0 AND 6), date {n} NOT NULL, "
    "recorded {n} NOT NULL, who TEXT NOT NULL, why TEXT NOT NULL, document TEXT NOT "
    "NULL, "
    "hash TEXT NOT NULL) {t};"

    "CREATE TABLE lots (number {n} PRIMARY KEY, source TEXT NOT NULL, name TEXT NOT "
    "NULL, "
    "area TEXT NOT NULL, area_name TEXT NOT NULL, basin TEXT NOT NULL, "
    "vintage {n} NOT NULL, UNIQUE (source, vintage, area, basin)) {t};"

    "CREATE TABLE projects (number {n} PRIMARY KEY CHECK (number > 0), "
    "id TEXT NOT NULL UNIQUE, name TEXT NOT NULL, area TEXT NOT NULL, "
    "area_name TEXT NOT NULL, "
    "illustrative {n} NOT NULL CHECK (illustrative IN (0, 1))) {t};"

    "CREATE TABLE plans (number {n} PRIMARY KEY, hash TEXT NOT NULL UNIQUE, "
    "head TEXT NOT NULL) {t};"

    "CREATE TABLE files (plan {n} NOT NULL REFERENCES plans (number), part TEXT NOT NULL "
    "CHECK (part IN ('case', 'plan')), name TEXT NOT NULL, place {n} NOT NULL, hash TEXT "
    "NOT NULL, "
    "bytes {b} NOT NULL, PRIMARY KEY (plan, part, name)) {t};"

    "CREATE TABLE bookings (number {n} PRIMARY KEY CHECK (number > 0), "
    "posting {n} NOT NULL, date {n} NOT NULL, recorded {n} NOT NULL, kind TEXT NOT NULL, "
    "who TEXT NOT NULL CHECK (who <> ''), why TEXT NOT NULL CHECK (why <> ''), "
    "document TEXT NOT NULL, plan {n} REFERENCES plans (number), "
    "reverses {n} UNIQUE REFERENCES bookings (number), "
    "lot {n} NOT NULL REFERENCES lots (number), pollutant TEXT NOT NULL, "
    "project {n} REFERENCES projects (number), source_account TEXT NOT NULL, "
    "target_account TEXT NOT NULL, grains {n} NOT NULL CHECK (grains > 0), "
    "previous TEXT NOT NULL UNIQUE, hash TEXT NOT NULL UNIQUE) {t};"

    "CREATE TABLE entries (lot {n} NOT NULL REFERENCES lots (number), "
    "pollutant TEXT NOT NULL, account TEXT NOT NULL, project {n} NOT NULL, "
    "booking {n} NOT NULL REFERENCES bookings (number), grains {n} NOT NULL, "
    "balance {n} NOT NULL, PRIMARY KEY (lot, pollutant, account, project, booking), "
    "CHECK (CASE WHEN account IN ('origin', 'gap') THEN balance <= 0 "
    "ELSE balance >= 0 END)) {o};",

    "CREATE INDEX entries_of_booking ON entries (booking);"
    "CREATE INDEX bookings_of_posting ON bookings (posting);"
    "CREATE INDEX bookings_of_date ON bookings (date);"
    "CREATE INDEX entries_of_project ON entries (project) WHERE project > 0;",
};

static const char *const TABLES[] = {"opening", "lots",     "projects", "plans",
                                     "files",   "bookings", "entries"};

/* The step in the words of this database. */
static void translate(const tc_store_door *door, const char *step, tc_buffer *out)
{
    for (const char *brace; (brace = strchr(step, '{')) != NULL; step = brace + 3) {
        tc_buffer_add(out, step, (size_t)(brace - step));
        tc_buffer_puts(out, brace[1] == 'n'   ? door->number
                            : brace[1] == 'b' ? door->bytes
                            : brace[1] == 't' ? door->table
                                              : door->ordered_table);
    }
    tc_buffer_puts(out, step);
}

tc_code tc_schema_make(tc_store *store, int from, int to, tc_error *error)
{
    tc_code code = TC_OK;
    for (int k = from; k < to && code == TC_OK; k++) {
        tc_buffer sql = {0};
        translate(store->door, STEPS[k], &sql);
        code = sql.failed ? tc_no_memory(error)
                          : store->door->step(store, sql.text, k + 1, error);
        tc_buffer_free(&sql);
    }
    for (size_t k = 0; from == 0 && k < sizeof TABLES / sizeof *TABLES && code == TC_OK;
         k++)
        code = store->door->keep(store, TABLES[k], error);
    return code;
}
