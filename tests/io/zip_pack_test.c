/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "io/zip_pack.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

static const tc_zip_entry entries[] = {{"[Content_Types].xml", "<Types/>", 8},
                                       {"word/正文.xml", "", 0},
                                       {"a", "aaaaaaaaaa", 10}};
enum { COUNT = sizeof entries / sizeof *entries };

static tc_buffer pack(void)
{
    tc_buffer out = {0};
    cr_assert_eq(tc_zip_write(entries, COUNT, &out, NULL), TC_OK);
    return out;
}

Test(io_zip_pack, reads_what_it_wrote)
{
    tc_buffer packed = pack();
    tc_zip *zip = NULL;
    cr_assert_eq(tc_zip_open(packed.text, packed.length, "x.docx", &zip, NULL), TC_OK);
    cr_assert_eq(tc_zip_count(zip), COUNT);
    for (int k = 0; k < COUNT; k++) {
        tc_buffer found = {.most = 10};
        cr_assert_str_eq(tc_zip_name(zip, k), entries[k].name);
        cr_assert_eq(tc_zip_find(zip, entries[k].name), k);
        cr_assert_eq(tc_zip_read(zip, k, &found, NULL), TC_OK);
        cr_assert_eq(found.length, entries[k].length);
        cr_assert(found.length == 0 ||
                  memcmp(found.text, entries[k].bytes, found.length) == 0);
        tc_buffer_free(&found);
    }
    cr_assert_eq(tc_zip_find(zip, "b"), -1);
    tc_zip_close(zip);
    tc_buffer_free(&packed);
    TC_ASSERT_NO_LEAK();
}

Test(io_zip_pack, same_entries_give_the_same_bytes)
{
    tc_buffer first = pack(), second = pack();
    cr_assert_eq(first.length, second.length);
    cr_assert_eq(memcmp(first.text, second.text, first.length), 0);
    tc_buffer_free(&first);
    tc_buffer_free(&second);
}

Test(io_zip_pack, unpacks_no_more_than_it_may)
{
    tc_buffer packed = pack(), found = {.most = 9};
    tc_zip *zip = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_zip_open(packed.text, packed.length, "x.docx", &zip, NULL), TC_OK);
    cr_assert_eq(tc_zip_read(zip, 2, &found, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en, "unpacked it is larger than 9 bytes");
    cr_assert_str_eq(error.file, "a");
    tc_buffer_free(&found);
    tc_zip_close(zip);
    tc_buffer_free(&packed);
}

Test(io_zip_pack, refuses_a_name_given_twice)
{
    const tc_zip_entry twice[] = {{"a", "", 0}, {"a", "", 0}};
    tc_buffer out = {0};
    tc_error error = {0};
    cr_assert_eq(tc_zip_write(twice, 2, &out, &error), TC_ERR_USAGE);
    cr_assert_str_eq(error.message_en, "'a' is given twice for one archive");
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}

/* Whatever byte is missing or wrong: an error, or entries of what they may be. */
static void survive(const char *bytes, size_t length)
{
    tc_zip *zip = NULL;
    tc_error error = {0};
    tc_code code = tc_zip_open(bytes, length, "x.docx", &zip, &error);
    for (int k = 0; code == TC_OK && k < tc_zip_count(zip); k++) {
        tc_buffer found = {.most = 1000};
        if (tc_zip_read(zip, k, &found, &error) != TC_OK)
            cr_assert(*error.message && *error.message_en);
        cr_assert_leq(found.length, 1000);
        tc_buffer_free(&found);
    }
    cr_assert(code == TC_OK || (code == TC_ERR_INPUT && *error.message));
    tc_zip_close(zip);
}

Test(io_zip_pack, survives_archives_cut_short_or_changed_in_a_byte)
{
    tc_buffer packed = pack();
    for (size_t length = 0; length < packed.length; length++)
        survive(packed.text, length);
    for (size_t i = 0; i < packed.length; i++) {
        packed.text[i] = (char)(packed.text[i] ^ 0x41);
        survive(packed.text, packed.length);
        packed.text[i] = (char)(packed.text[i] ^ 0x41);
    }
    tc_buffer_free(&packed);
    TC_ASSERT_NO_LEAK();
}

Test(io_zip_pack, says_what_is_no_archive)
{
    tc_zip *zip = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_zip_open("hello", 5, "x.docx", &zip, &error), TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en,
                     "this is no zip archive (which every docx and xlsx file is)");
    cr_assert_str_eq(error.file, "x.docx");
}

static bool pass(const tc_buffer *packed, long left)
{
    tc_zip *zip = NULL;
    tc_buffer out = {0}, found = {0};
    tc_test_memory(left);
    tc_code code = tc_zip_open(packed->text, packed->length, "x.docx", &zip, NULL);
    if (code == TC_OK)
        code = tc_zip_read(zip, 2, &found, NULL);
    if (code == TC_OK)
        code = tc_zip_write(entries, COUNT, &out, NULL);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY);
    tc_zip_close(zip);
    tc_buffer_free(&out);
    tc_buffer_free(&found);
    return code == TC_OK;
}

Test(io_zip_pack, runs_out_of_memory_cleanly)
{
    tc_buffer packed = pack();
    long left = 0;
    while (!pass(&packed, left))
        left++;
    cr_assert_gt(left, 2);
    tc_buffer_free(&packed);
    TC_ASSERT_NO_LEAK();
}
