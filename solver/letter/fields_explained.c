/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/explanation.h"
#include "letter/letter_field.h"

/* Lines of letter->explanation; where there is none, none. */

static const tc_explained WHY[] = {TC_EXPLAINED_STOP, TC_EXPLAINED_HOLDERS,
                                   TC_EXPLAINED_TIES};
static const tc_explained WAYS[] = {TC_EXPLAINED_EMISSION, TC_EXPLAINED_SUPPLY,
                                    TC_EXPLAINED_START,    TC_EXPLAINED_POOL,
                                    TC_EXPLAINED_TIER,     TC_EXPLAINED_SWAP,
                                    TC_EXPLAINED_LIFTED,   TC_EXPLAINED_DISPLACED};

static bool says_anything(const tc_letter *letter, tc_explained line)
{
    tc_buffer words = {0};
    tc_explained_write(letter->book->problem, letter->explanation, line, TC_ZH, &words);
    const bool any = words.failed || words.length > 0; /* memory: writing it fails too */
    tc_buffer_free(&words);
    return any;
}

/* The k-th line that says anything; -1: there are fewer. */
static int nth_line(const tc_letter *letter, const tc_explained *lines, size_t count,
                    int nth)
{
    for (size_t k = 0; letter->explanation && k < count; k++)
        if (says_anything(letter, lines[k]) && nth-- == 0)
            return (int)lines[k];
    return -1;
}

static int count_lines(const tc_letter *letter, const tc_explained *lines, size_t count)
{
    int found = 0;
    for (size_t k = 0; letter->explanation && k < count; k++)
        found += says_anything(letter, lines[k]);
    return found;
}

static int count_why(const tc_letter *letter)
{
    return count_lines(letter, WHY, sizeof WHY / sizeof *WHY);
}

static void enter_why(tc_letter *letter, int item)
{
    letter->line = nth_line(letter, WHY, sizeof WHY / sizeof *WHY, item);
}

static int count_ways(const tc_letter *letter)
{
    return count_lines(letter, WAYS, sizeof WAYS / sizeof *WAYS);
}

static void enter_way(tc_letter *letter, int item)
{
    letter->line = nth_line(letter, WAYS, sizeof WAYS / sizeof *WAYS, item);
}

static int is_explained(const tc_letter *letter)
{
    return letter->explanation != NULL;
}

static void put_title(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_explained_shown((tc_explained)letter->line, TC_ZH));
}

static void put_words(const tc_letter *letter, tc_buffer *out)
{
    tc_explained_write(letter->book->problem, letter->explanation,
                       (tc_explained)letter->line, TC_ZH, out);
}

static const tc_letter_field LINE[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "标题", .write = put_title},
    {.name = "内容", .write = put_words},
};
static const tc_letter_table LINE_TABLE = {LINE, sizeof LINE / sizeof *LINE};
static const tc_letter_table *const LINE_FIELDS[] = {&LINE_TABLE, NULL};

static const tc_letter_field EXPLAINED[] = {
    {.name = "有说明", .count = is_explained},
    {.name = "理由", .count = count_why, .enter = enter_why, .inner = LINE_FIELDS},
    {.name = "出路", .count = count_ways, .enter = enter_way, .inner = LINE_FIELDS},
};
const tc_letter_table tc_letter_explained_table = {EXPLAINED,
                                                   sizeof EXPLAINED / sizeof *EXPLAINED};
