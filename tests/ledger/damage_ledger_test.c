/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ledger/schema.h"
#include "support/leaks.h"
#include "support/ledger_place.h"

/* A ledger of a few bookings, without a plan, closed again. */
static ledger_place small_ledger(void)
{
    ledger_place place = ledger_place_file();
    const tc_case_files files = tc_case_files_valid();
    const tc_act act = ledger_act("2022-12-01");
    tc_ledger *ledger = ledger_begun(&place, &files);
    tc_receipt receipt;
    tc_error error = {0};
    cr_assert_eq(
        tc_ledger_adjust(ledger, "reserve", "S1", "PM", "2.5", &act, &receipt, &error),
        TC_OK, "%s", error.message_en);
    tc_ledger_close(ledger);
    return place;
}

/* What somebody with the file and sqlite3 can do. */
static void tamper(const ledger_place *place, const char *sql)
{
    sqlite3 *database = NULL;
    char *said = NULL;
    cr_assert_eq(sqlite3_open(place->where, &database), SQLITE_OK);
    cr_assert_eq(sqlite3_exec(database, sql, NULL, NULL, &said), SQLITE_OK, "%s", said);
    sqlite3_close(database);
}

/* The schema's text of a trigger, so that it can be put back to the letter. */
#define TRIGGER(table)                                                                   \
    "CREATE TRIGGER " table "_stay BEFORE UPDATE ON " table                              \
    " BEGIN SELECT RAISE(ABORT, 'nothing in a ledger is changed or deleted'); END;"
#define LAST(table)                                                                      \
    "CREATE TRIGGER " table "_last BEFORE DELETE ON " table                              \
    " BEGIN SELECT RAISE(ABORT, 'nothing in a ledger is changed or deleted'); END;"

static tc_ledger_verdict verify(const ledger_place *place, const char *head)
{
    tc_ledger *ledger = NULL;
    tc_ledger_verdict verdict = {.sound = false};
    tc_error error = {0};
    cr_assert_eq(tc_ledger_open(place->where, &ledger, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_eq(tc_ledger_verify(ledger, head, &verdict, &error), TC_OK, "%s",
                 error.message_en);
    tc_ledger_close(ledger);
    return verdict;
}

static tc_code try_open(const ledger_place *place, tc_error *error)
{
    tc_ledger *ledger = NULL;
    const tc_code code = tc_ledger_open(place->where, &ledger, error);
    tc_ledger_close(ledger);
    return code;
}

Test(ledger_damage, the_database_itself_refuses_changes)
{
    ledger_place place = small_ledger();
    sqlite3 *database = NULL;
    cr_assert_eq(sqlite3_open(place.where, &database), SQLITE_OK);
    cr_expect_eq(
        sqlite3_exec(database, "UPDATE bookings SET grains = 1", NULL, NULL, NULL),
        SQLITE_CONSTRAINT);
    cr_expect_eq(sqlite3_exec(database, "DELETE FROM entries", NULL, NULL, NULL),
                 SQLITE_CONSTRAINT);
    sqlite3_close(database);
    ledger_place_close(&place);
}

Test(ledger_damage, a_changed_amount_is_named)
{
    ledger_place place = small_ledger();
    tamper(&place, "DROP TRIGGER bookings_stay; UPDATE bookings SET grains = grains + 1 "
                   "WHERE number = 2; " TRIGGER("bookings"));
    const tc_ledger_verdict verdict = verify(&place, NULL);
    cr_expect_not(verdict.sound);
    cr_expect_eq(verdict.bad_booking, 2);
    ledger_place_close(&place);
    TC_ASSERT_NO_LEAK();
}

Test(ledger_damage, a_changed_name_is_named)
{
    ledger_place place = small_ledger();
    tamper(&place, "DROP TRIGGER lots_stay; UPDATE lots SET name = 'x' WHERE source = "
                   "'S1'; " TRIGGER("lots"));
    const tc_ledger_verdict verdict = verify(&place, NULL);
    cr_expect_not(verdict.sound);
    cr_expect_eq(verdict.bad_booking, 1);
    ledger_place_close(&place);
}

Test(ledger_damage, a_changed_balance_is_named)
{
    ledger_place place = small_ledger();
    tamper(&place, "DROP TRIGGER entries_stay; UPDATE entries SET balance = balance + 1 "
                   "WHERE booking = 4 AND account = 'free'; " TRIGGER("entries"));
    const tc_ledger_verdict verdict = verify(&place, NULL);
    cr_expect_not(verdict.sound);
    cr_expect_eq(verdict.bad_booking, 4);
    ledger_place_close(&place);
}

Test(ledger_damage, a_missing_booking_is_named)
{
    ledger_place place = small_ledger();
    tamper(&place,
           "DROP TRIGGER bookings_last; DROP TRIGGER entries_last; "
           "DELETE FROM entries WHERE booking = 2; "
           "DELETE FROM bookings WHERE number = 2; " LAST("bookings") LAST("entries"));
    const tc_ledger_verdict verdict = verify(&place, NULL);
    cr_expect_not(verdict.sound);
    cr_expect_eq(verdict.bad_booking, 2);
    ledger_place_close(&place);
}

/* What a chain cannot show by itself: bookings cut off its end. */
Test(ledger_damage, a_cut_end_shows_by_the_published_head)
{
    ledger_place place = small_ledger();
    const tc_ledger_verdict before = verify(&place, NULL);
    cr_assert(before.sound, "%s", before.message_en);
    tamper(&place,
           "DROP TRIGGER bookings_last; DROP TRIGGER entries_last; "
           "DELETE FROM entries WHERE booking = 4; "
           "DELETE FROM bookings WHERE number = 4; " LAST("bookings") LAST("entries"));
    cr_expect(verify(&place, NULL).sound);
    cr_expect_not(verify(&place, before.head).sound);
    ledger_place_close(&place);
}

Test(ledger_damage, a_missing_trigger_is_no_ledger)
{
    ledger_place place = small_ledger();
    tc_error error = {0};
    tamper(&place, "DROP TRIGGER bookings_stay");
    cr_expect_eq(try_open(&place, &error), TC_ERR_INPUT);
    ledger_place_close(&place);
    TC_ASSERT_NO_LEAK();
}

Test(ledger_damage, a_newer_schema_is_refused_and_an_older_brought_up)
{
    ledger_place place = small_ledger();
    tc_error error = {0};
    tamper(&place, "PRAGMA user_version = 99");
    cr_expect_eq(try_open(&place, &error), TC_ERR_INPUT);
    cr_expect_not_null(strstr(error.message_en, "update"));
    tamper(&place, "DROP INDEX entries_of_booking; DROP INDEX bookings_of_posting; "
                   "DROP INDEX bookings_of_date; DROP INDEX entries_of_project; "
                   "PRAGMA user_version = 1");
    cr_expect_eq(try_open(&place, &error), TC_OK, "%s", error.message_en);
    cr_expect(verify(&place, NULL).sound);
    ledger_place_close(&place);
}

/* Each step of the schema makes what the next one expects. */
Test(ledger_damage, a_ledger_of_the_first_version_becomes_one_of_the_last)
{
    ledger_place place = ledger_place_file();
    tc_store *store = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_store_open(place.where, true, &store, &error), TC_OK);
    cr_assert_eq(store->door->begin(store, true, &error), TC_OK);
    cr_assert_eq(tc_schema_make(store, 0, 1, &error), TC_OK);
    cr_assert_eq(store->door->commit(store, &error), TC_OK);
    cr_assert_eq(store->door->begin(store, true, &error), TC_OK);
    cr_assert_eq(tc_schema_make(store, 1, TC_SCHEMA_VERSION, &error), TC_OK);
    cr_assert_eq(store->door->commit(store, &error), TC_OK);
    cr_expect_eq(store->door->inspect(store, true, &error), TC_OK, "%s",
                 error.message_en);
    store->door->close(store);
    ledger_place_close(&place);
}

Test(ledger_damage, what_is_no_ledger_is_refused_and_left_as_it_is)
{
    static const char *const texts[] = {
        "", "not a database at all, but long enough for one", "SQLite format 3"};
    for (size_t k = 0; k < sizeof texts / sizeof *texts; k++) {
        ledger_place place = ledger_place_file();
        tc_error error = {0};
        tc_scratch_text(&place.scratch, "ledger.db", texts[k]);
        cr_expect_eq(try_open(&place, &error), TC_ERR_INPUT, "%zu", k);
        FILE *file = fopen(place.where, "rb");
        char found[64] = "";
        cr_expect_eq(fread(found, 1, sizeof found, file), strlen(texts[k]));
        cr_expect_str_eq(found, texts[k]);
        fclose(file);
        ledger_place_close(&place);
    }
    ledger_place place = ledger_place_file();
    tc_error error = {0};
    cr_expect_eq(try_open(&place, &error), TC_ERR_INPUT); /* nothing is there */
    tamper(&place, "CREATE TABLE bookings (x)");
    cr_expect_eq(try_open(&place, &error), TC_ERR_INPUT); /* of another program */
    snprintf(place.where, sizeof place.where, "%s", place.scratch.folder);
    cr_expect_eq(try_open(&place, &error), TC_ERR_INPUT); /* a folder */
    ledger_place_close(&place);
}

/* ---- bytes ------------------------------------------------------------------------- */

typedef struct file_bytes {
    unsigned char *bytes;
    size_t length;
} file_bytes;

static file_bytes read_all(const char *path)
{
    file_bytes all = {.bytes = NULL};
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file);
    fseek(file, 0, SEEK_END);
    all.length = (size_t)ftell(file);
    rewind(file);
    all.bytes = malloc(all.length);
    cr_assert_eq(fread(all.bytes, 1, all.length, file), all.length);
    fclose(file);
    return all;
}

static void write_all(const ledger_place *place, const unsigned char *bytes,
                      size_t length)
{
    char path[600];
    FILE *file = fopen(place->where, "wb");
    cr_assert_eq(fwrite(bytes, 1, length, file), length);
    fclose(file);
    snprintf(path, sizeof path, "%s-wal", place->where);
    unlink(path);
    snprintf(path, sizeof path, "%s-shm", place->where);
    unlink(path);
}

/* Its statement where it opens and is sound; NULL: detected. */
static char *read_if_sound(const ledger_place *place)
{
    tc_ledger *ledger = NULL;
    tc_ledger_verdict verdict = {.sound = false};
    tc_ledger_table *table = NULL;
    char *text = NULL;
    if (tc_ledger_open(place->where, &ledger, NULL) == TC_OK &&
        tc_ledger_verify(ledger, NULL, &verdict, NULL) == TC_OK && verdict.sound &&
        tc_ledger_statement(ledger, NULL, NULL, &table, NULL) == TC_OK)
        cr_assert_eq(tc_ledger_table_json(table, &text, NULL), TC_OK);
    tc_ledger_table_free(table);
    tc_ledger_close(ledger);
    return text;
}

/* One byte in so many; all of them where TONGCHOU_EVERY_BYTE is set, which takes minutes,
 * and with a plan, which is checked each time, hours. */
static void flip_bytes(ledger_place *place, size_t one_in)
{
    file_bytes all = read_all(place->where);
    char *expected = read_if_sound(place);
    const size_t stride = getenv("TONGCHOU_EVERY_BYTE") ? 1 : one_in;
    long flipped = 0, detected = 0;
    cr_assert_not_null(expected);
    for (size_t at = 0; at < all.length; at += stride) {
        all.bytes[at] ^= 0x20;
        write_all(place, all.bytes, all.length);
        char *text = read_if_sound(place);
        cr_assert(!text || strcmp(text, expected) == 0, "byte %zu", at);
        detected += !text;
        flipped++;
        tc_text_free(text);
        all.bytes[at] ^= 0x20;
    }
    cr_expect_gt(detected, 0);
    cr_log_info("bytes flipped %ld, detected %ld, harmless %ld", flipped, detected,
                flipped - detected);
    free(all.bytes);
    tc_text_free(expected);
}

Test(ledger_damage, a_flipped_byte_is_detected_or_harmless)
{
    ledger_place place = small_ledger();
    flip_bytes(&place, 97);
    ledger_place_close(&place);
    TC_ASSERT_NO_LEAK();
}

Test(ledger_damage, a_flipped_byte_of_a_posted_plan_is_detected_or_harmless)
{
    const tc_case_files files = tc_case_files_valid();
    ledger_place place = ledger_place_file();
    tc_ledger *ledger = ledger_begun(&place, &files);
    tc_error error = {0};
    cr_assert_eq(ledger_solve_and_post(&place, ledger, "2022-12-02", &error), TC_OK, "%s",
                 error.message_en);
    tc_ledger_close(ledger);
    flip_bytes(&place, 997);
    ledger_place_close(&place);
    TC_ASSERT_NO_LEAK();
}

Test(ledger_damage, a_file_cut_short_is_detected)
{
    ledger_place place = small_ledger();
    file_bytes all = read_all(place.where);
    for (size_t length = 1; length < all.length; length += 4099) {
        write_all(&place, all.bytes, length);
        char *text = read_if_sound(&place);
        cr_expect_null(text, "%zu bytes", length);
        tc_text_free(text);
    }
    free(all.bytes);
    ledger_place_close(&place);
}
