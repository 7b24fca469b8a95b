/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_words.h"
#include "letter/letter_field.h"

static const tc_problem *of_problem(const tc_letter *letter)
{
    return letter->book->problem;
}

static const tc_rule_set *of_rule(const tc_letter *letter)
{
    return &of_problem(letter)->rule_sets[letter->rule];
}

static void put_rule_title(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_rule(letter)->title);
}

static void put_rule_number(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_rule(letter)->number);
}

static void put_rule_standing(const tc_letter *letter, tc_buffer *out)
{
    static const char *const words[] = {"", "征求意见稿", "未见原文"};
    tc_buffer_puts(out, words[of_rule(letter)->standing]);
}

static const tc_letter_field RULE[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "规则名称", .write = put_rule_title},
    {.name = "规则文号", .write = put_rule_number},
    {.name = "规则状态", .write = put_rule_standing},
};
static const tc_letter_table RULE_TABLE = {RULE, sizeof RULE / sizeof *RULE};
static const tc_letter_table *const RULE_FIELDS[] = {&RULE_TABLE, NULL};

static int count_rules(const tc_letter *letter)
{
    return of_problem(letter)->rule_set_count;
}

static void enter_rule(tc_letter *letter, int item)
{
    letter->rule = item;
}

static void put_case(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_problem(letter)->name);
}

static void put_decision(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_day(of_problem(letter)->decision_date, out);
}

static void put_code(const tc_letter *letter, tc_buffer *out)
{
    const char *code = letter->book->check_code.text;
    tc_buffer_puts(out, *code ? code : "________");
}

static void put_version(const tc_letter *letter, tc_buffer *out)
{
    (void)letter;
    tc_buffer_puts(out, tc_library_version());
}

/* Of a project, that it is invented; of a whole plan, that any of its projects is. */
static int is_illustrative(const tc_letter *letter)
{
    return letter->project >= 0
               ? of_problem(letter)->projects[letter->project].illustrative
               : tc_case_is_illustrative(of_problem(letter));
}

static int has_exchange(const tc_letter *letter)
{
    return of_problem(letter)->exchange_count > 0;
}

static const tc_letter_field CASE[] = {
    {.name = "案例名称", .write = put_case},
    {.name = "决定日期", .write = put_decision},
    {.name = "校验码", .write = put_code, .required = true},
    {.name = "程序版本", .write = put_version},
    {.name = "示例", .count = is_illustrative, .required = true},
    {.name = "有折算", .count = has_exchange},
    {.name = "规则", .count = count_rules, .enter = enter_rule, .inner = RULE_FIELDS},
};
const tc_letter_table tc_letter_case_table = {CASE, sizeof CASE / sizeof *CASE};
