/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_field.h"

static const tc_letter_table *const NOTICE[] = {&tc_letter_notice_table,
                                                &tc_letter_case_table, NULL};
static const tc_letter_table *const PROJECT[] = {&tc_letter_project_table,
                                                 &tc_letter_case_table, NULL};
static const tc_letter_table *const REFUSAL[] = {
    &tc_letter_project_table, &tc_letter_explained_table, &tc_letter_case_table, NULL};

tc_letter_fields tc_letter_fields_of(tc_letter_kind kind)
{
    if (kind == TC_LETTER_NOTICE)
        return NOTICE;
    return kind == TC_LETTER_REFUSAL ? REFUSAL : PROJECT;
}

void tc_letter_put_tonnes(const tc_letter *letter, tc_grains grains, tc_buffer *out)
{
    char text[32];
    tc_grains_write(grains, letter->book->problem->grain_digits, text);
    tc_buffer_puts(out, grains == 0 ? "0" : text);
}

void tc_letter_put_day(tc_day day, tc_buffer *out)
{
    tc_buffer_printf(out, "%d年%d月%d日", (int)day / 10000, (int)day / 100 % 100,
                     (int)day % 100);
}

void tc_letter_put_number(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_printf(out, "%d", letter->number);
}
