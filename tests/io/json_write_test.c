/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <locale.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "io/json_tree.h"
#include "support/leaks.h"

static void expect_print(tc_json_out *root, bool indent, const char *wanted)
{
    tc_buffer out = {0};
    tc_error error = {0};
    cr_assert_eq(tc_json_out_print(root, indent, &out, &error), TC_OK, "%s",
                 error.message_en);
    cr_assert_str_eq(out.text, wanted);
    cr_assert_eq(out.length, strlen(wanted));
    tc_buffer_free(&out);
    tc_json_out_free(root);
}

static void expect_failure(tc_json_out *root)
{
    tc_buffer out = {0};
    cr_assert_eq(tc_json_out_print(root, false, &out, NULL), TC_ERR_MEMORY);
    cr_assert_eq(out.length, 0);
    tc_json_out_free(root);
}

Test(io_json_write, prints_values_in_the_order_in_which_they_were_added)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out *list = tc_json_out_array();
    tc_json_out_text(root, "名称", "运城");
    tc_json_out_number(list, NULL, 1.5);
    tc_json_out_int(list, NULL, -9223372036854775807LL - 1);
    tc_json_out_bool(list, NULL, false);
    tc_json_out_add(root, "list", list);
    tc_json_out_decimal(root, "t", "12.3450");
    tc_json_out_add(root, "none", tc_json_out_object());
    expect_print(root, false,
                 "{\"名称\":\"运城\",\"list\":[1.5,-9223372036854775808,false],"
                 "\"t\":12.3450,\"none\":{}}\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_json_write, indents_when_asked_and_ends_with_a_line_break)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "a", "");
    tc_json_out_int(root, "b", 2);
    expect_print(root, true, "{\n\t\"a\":\t\"\",\n\t\"b\":\t2\n}\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_json_write, adds_behind_what_the_buffer_holds_or_nothing)
{
    tc_json_out *root = tc_json_out_array();
    tc_buffer out = {.most = 6};
    tc_buffer_puts(&out, "xyz");
    cr_assert_eq(tc_json_out_print(root, false, &out, NULL), TC_OK);
    cr_assert_str_eq(out.text, "xyz[]\n");
    cr_assert_eq(tc_json_out_print(root, false, &out, NULL), TC_ERR_MEMORY);
    cr_assert_str_eq(out.text, "xyz[]\n");
    tc_buffer_free(&out);
    tc_json_out_free(root);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_write, refuses_a_document_with_a_number_that_is_none)
{
    static const double none[] = {NAN, INFINITY, -INFINITY};
    for (size_t i = 0; i < sizeof none / sizeof *none; i++) {
        tc_json_out *root = tc_json_out_object();
        tc_json_out *inner = tc_json_out_array();
        tc_json_out_number(inner, NULL, none[i]);
        tc_json_out_add(root, "a", inner);
        expect_failure(root);
    }
    TC_ASSERT_NO_LEAK();
}

Test(io_json_write, notes_what_went_missing_and_takes_missing_parents)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_add(root, "a", NULL);
    expect_failure(root);
    tc_json_out_text(NULL, "a", "b");
    tc_json_out_add(NULL, NULL, tc_json_out_array());
    tc_json_out_number(NULL, NULL, 1);
    expect_failure(NULL);
    root = tc_json_out_object();
    tc_json_out_int(root, "\xFF", 1);
    expect_failure(root);
    TC_ASSERT_NO_LEAK();
}

/* What is read back when text is written. */
static void expect_text(const char *text, const char *wanted)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "k", text);
    tc_buffer out = {0};
    cr_assert_eq(tc_json_out_print(root, true, &out, NULL), TC_OK);
    tc_json_document *document = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_json_parse("f", out.text, out.length, &document, &error), TC_OK,
                 "%s: %s", out.text, error.message_en);
    cr_assert_str_eq(tc_json_member(tc_json_root(document), "k")->text, wanted);
    tc_json_free(document);
    tc_buffer_free(&out);
    tc_json_out_free(root);
}

Test(io_json_write, prints_every_text_so_that_it_is_json_and_reads_back)
{
    char all[128];
    for (int i = 1; i < 128; i++)
        all[i - 1] = (char)i;
    all[127] = '\0';
    expect_text(all, all);
    expect_text("运城\xE2\x80\xA8🏭\xEF\xBF\xBF\\u0000\\",
                "运城\xE2\x80\xA8🏭\xEF\xBF\xBF\\u0000\\");
    expect_text("", "");
    const char *hole = "\xEF\xBF\xBD";
    char wanted[64];
    snprintf(wanted, sizeof wanted, "a%sb", hole);
    expect_text("a\xFF"
                "b",
                wanted);
    snprintf(wanted, sizeof wanted, "%s%s%s", hole, hole, hole);
    expect_text("\xED\xA0\x80", wanted); /* half of a surrogate pair */
    snprintf(wanted, sizeof wanted, "x%s%s", hole, hole);
    expect_text("x\xE8\xBF", wanted); /* cut short */
    TC_ASSERT_NO_LEAK();
}

/* ---- numbers ----------------------------------------------------------------------- */

static uint64_t next_random(uint64_t *state) /* xorshift64* */
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return *state * 0x2545F4914F6CDD1DULL;
}

static double random_double(uint64_t *state, int i)
{
    for (;;) {
        uint64_t bits = next_random(state);
        double value = 0.0;
        if (i % 4 == 0) /* tonnes, as they come */
            value = (double)(bits >> 11) * 0x1p-53 * 1e6;
        else if (i % 4 == 1) /* few decimals */
            value = (double)(bits % 100000000) / 10000.0;
        else {
            if (i % 4 == 2) /* subnormal */
                bits &= 0x800FFFFFFFFFFFFFULL;
            memcpy(&value, &bits, sizeof value);
        }
        if (isfinite(value))
            return value;
    }
}

Test(io_json_write, writes_200000_doubles_that_read_back_to_the_bit)
{
    enum { COUNT = 200000 };
    uint64_t state = 20221125;
    double *values = calloc(COUNT, sizeof *values);
    tc_json_out *root = tc_json_out_array();
    for (int i = 0; i < COUNT; i++) {
        values[i] = random_double(&state, i);
        tc_json_out_number(root, NULL, values[i]);
    }
    tc_buffer out = {0};
    cr_assert_eq(tc_json_out_print(root, false, &out, NULL), TC_OK);
    tc_json_out_free(root);
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("f", out.text, out.length, &document, NULL), TC_OK);
    const tc_json *item = tc_json_root(document)->child;
    for (int i = 0; i < COUNT; i++, item = item->next)
        cr_assert_eq(memcmp(&item->number, &values[i], sizeof *values), 0, "%s is not %a",
                     item->text, values[i]);
    cr_assert_null(item);
    tc_json_free(document);
    tc_buffer_free(&out);
    free(values);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_write, writes_the_shortest_number_that_reads_back)
{
    static const struct {
        double value;
        const char *text;
    } list[] = {
        {0.1, "0.1"},
        {0.1 + 0.2, "0.30000000000000004"},
        {1707.119, "1707.119"},
        {1e22, "1e+22"},
        {-0.0, "-0"},
        {100, "100"},
        {1.0 / 3.0, "0.3333333333333333"},
        {0x1p-1074, "4.94065645841247e-324"},
        {0x1.fffffffffffffp1023, "1.7976931348623157e+308"},
        {123456789012345680.0, "1.2345678901234568e+17"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++) {
        char text[32];
        tc_number_write(list[i].value, text);
        cr_assert_str_eq(text, list[i].text, "%s", text);
    }
}

Test(io_json_write, prints_a_million_values_and_reads_them_back)
{
    tc_json_out *root = tc_json_out_array();
    for (int i = 0; i < 250000; i++) {
        tc_json_out *item = tc_json_out_object();
        tc_json_out_int(item, "id", i);
        tc_json_out_number(item, "t", i / 8.0);
        tc_json_out_bool(item, "pooled", i % 2 == 0);
        tc_json_out_add(root, NULL, item);
    }
    tc_buffer out = {0};
    cr_assert_eq(tc_json_out_print(root, true, &out, NULL), TC_OK);
    tc_json_out_free(root);
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_load("/dev/null", "f", 1, &document, NULL), TC_ERR_INPUT);
    cr_assert_eq(tc_json_parse("f", out.text, out.length, &document, NULL), TC_OK);
    cr_assert_eq(tc_json_root(document)->count, 250000);
    cr_assert_eq(tc_json_check_plain(document, NULL), TC_OK);
    tc_json_free(document);
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}

/* ---- another decimal point --------------------------------------------------------- */

/* Make a locale in a scratch folder and use it; (locale_t)0 when that cannot be done. */
static locale_t use_locale(const char *folder, const char *name)
{
    char command[512];
    snprintf(command, sizeof command,
             "localedef --no-archive -i %s -f UTF-8 %s/%s >%s/log 2>&1", name, folder,
             name, folder);
    if (system(command) != 0)
        return (locale_t)0;
    setenv("LOCPATH", folder, 1);
    tc_test_leaks_pause(); /* glibc 2.36 loses its list of folders */
    const locale_t own = newlocale(LC_ALL_MASK, name, (locale_t)0);
    tc_test_leaks_resume();
    if (own != (locale_t)0)
        uselocale(own);
    return own;
}

static void check_point(const char *name)
{
    char folder[] = "/tmp/tongchou-locale-XXXXXX";
    cr_assert_not_null(mkdtemp(folder));
    const locale_t used = use_locale(folder, name);
    char command[64];
    snprintf(command, sizeof command, "rm -r %s", folder);
    cr_assert_eq(system(command), 0);
    if (used == (locale_t)0)
        cr_skip_test("localedef cannot make %s on this machine", name);
    char text[32];
    snprintf(text, sizeof text, "%.1f", 0.5);
    cr_assert_str_neq(text, "0.5"); /* or this test would show nothing */
    tc_number_write(-1234.5678e-30, text);
    cr_assert_str_eq(text, "-1.2345678e-27");
    tc_json_out *root = tc_json_out_array();
    tc_json_out_number(root, NULL, 0.1 + 0.2);
    expect_print(root, false, "[0.30000000000000004]\n");
    tc_json_document *document = NULL;
    cr_assert_eq(tc_json_parse("f", "[1.25, 1]", 9, &document, NULL), TC_OK);
    cr_assert_eq(tc_json_root(document)->child->number, 1.25);
    tc_json_free(document);
    cr_assert_eq(tc_json_parse("f", "[1,25]", 6, &document, NULL), TC_OK);
    cr_assert_eq(tc_json_root(document)->count, 2);
    tc_json_free(document);
    snprintf(text, sizeof text, "%.1f", 0.5);
    cr_assert_str_neq(text, "0.5"); /* the caller's locale is as it was */
    uselocale(LC_GLOBAL_LOCALE);
    freelocale(used);
    TC_ASSERT_NO_LEAK();
}

Test(io_json_write, is_not_misled_by_a_decimal_comma)
{
    check_point("de_DE");
}

Test(io_json_write, is_not_misled_by_a_decimal_point_of_two_bytes)
{
    check_point("ps_AF");
}
