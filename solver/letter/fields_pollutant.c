/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "letter/letter_field.h"
#include "report/plan_text.h"

/* Values of letter->project and letter->pollutant. */

static const tc_project *of_project(const tc_letter *letter)
{
    return &letter->book->problem->projects[letter->project];
}

static int place_of(const tc_letter *letter)
{
    return letter->project * TC_POLLUTANTS + letter->pollutant;
}

static tc_grains need_of(const tc_letter *letter)
{
    return tc_need_of(letter->book->problem, letter->book->plan, letter->project,
                      letter->pollutant);
}

static void put_name(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_pollutants[letter->pollutant].zh);
}

static void put_id(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_pollutants[letter->pollutant].id);
}

static void put_filed(const tc_letter *letter, tc_buffer *out)
{
    char text[32];
    tc_value_write(of_project(letter)->emission[letter->pollutant], 0.0, text);
    tc_buffer_puts(out, text);
}

static void put_approved(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->plan->emission[place_of(letter)], out);
}

static void put_ratio(const tc_letter *letter, tc_buffer *out)
{
    const double ratio = of_project(letter)->ratio[letter->pollutant];
    if (ratio > 0.0)
        tc_buffer_printf(out, "%g", ratio);
    else
        tc_buffer_puts(out, "免于替代");
}

static void put_ratio_reason(const tc_letter *letter, tc_buffer *out)
{
    const tc_project *project = of_project(letter);
    tc_citation_name(letter->book->problem, project,
                     &project->ratio_from[letter->pollutant], letter->pollutant, out);
}

static void put_need(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, need_of(letter), out);
}

static void put_credit(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->plan->credit[place_of(letter)], out);
}

static void put_own(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->sums.own[place_of(letter)], out);
}

static void put_pooled(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->sums.pooled[place_of(letter)], out);
}

static void put_short(const tc_letter *letter, tc_buffer *out)
{
    const tc_grains credit = letter->book->plan->credit[place_of(letter)];
    tc_letter_put_tonnes(letter, need_of(letter) - credit, out);
}

static const tc_letter_field POLLUTANT[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "污染物名称", .write = put_name},
    {.name = "污染物代号", .write = put_id},
    {.name = "申报排放量", .write = put_filed},
    {.name = "核定排放量", .write = put_approved},
    {.name = "替代倍数", .write = put_ratio},
    {.name = "倍数依据", .write = put_ratio_reason},
    {.name = "需替代量", .write = put_need},
    {.name = "已安排量", .write = put_credit},
    {.name = "本区域安排量", .write = put_own},
    {.name = "统筹安排量", .write = put_pooled},
    {.name = "未安排量", .write = put_short},
};
const tc_letter_table tc_letter_pollutant_table = {POLLUTANT,
                                                   sizeof POLLUTANT / sizeof *POLLUTANT};
