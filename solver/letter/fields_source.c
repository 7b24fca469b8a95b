/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_field.h"

/* Values of letter->source; where a list has come to one, also of letter->project and
 * letter->pollutant. */

static const tc_source *of_source(const tc_letter *letter)
{
    return &letter->book->problem->sources[letter->source];
}

static void put_id(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->id);
}

static void put_name(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->name);
}

static void put_area(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, letter->book->problem->areas[of_source(letter)->area].name);
}

static void put_basin(const tc_letter *letter, tc_buffer *out)
{
    const int basin = of_source(letter)->basin;
    tc_buffer_puts(out, basin >= 0 ? letter->book->problem->basins[basin] : "");
}

static void put_industry(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->industry);
}

static void put_measure(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->measure);
}

static void put_reference(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->reference);
}

static void put_note(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->note);
}

static void put_kind(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_source(letter)->reserve ? "政府储备" : "削减源");
}

static void put_status(const tc_letter *letter, tc_buffer *out)
{
    static const char *const words[] = {"计划", "已核实", "已失效"};
    tc_buffer_puts(out, words[of_source(letter)->status]);
}

static void put_date(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_day(of_source(letter)->available_from, out);
}

static int is_pooled(const tc_letter *letter)
{
    return tc_is_pooled(letter->book->problem, letter->source, letter->project);
}

static void put_way(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, is_pooled(letter) ? "跨区域" : "本区域");
}

/* ---- one pollutant of it ----------------------------------------------------------- */

static int place_of(const tc_letter *letter)
{
    return letter->source * TC_POLLUTANTS + letter->pollutant;
}

/* What the project is credited from this source. */
static tc_grains used_by_project(const tc_letter *letter)
{
    const tc_letter_book *book = letter->book;
    tc_grains used = 0;
    for (int k = book->credit_first[letter->project];
         k < book->credit_first[letter->project + 1]; k++) {
        const tc_credit *credit = &book->plan->credits[k];
        if (credit->source == letter->source && credit->pollutant == letter->pollutant)
            used += credit->grains;
    }
    return used;
}

static void put_pollutant(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_pollutants[letter->pollutant].zh);
}

static void put_supply(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->sums.supply[place_of(letter)], out);
}

static void put_used(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->sums.credited[place_of(letter)], out);
}

static void put_used_here(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, used_by_project(letter), out);
}

static void put_used_elsewhere(const tc_letter *letter, tc_buffer *out)
{
    const tc_grains all = letter->book->sums.credited[place_of(letter)];
    tc_letter_put_tonnes(letter, all - used_by_project(letter), out);
}

static void put_remaining(const tc_letter *letter, tc_buffer *out)
{
    const tc_plan_sums *sums = &letter->book->sums;
    tc_letter_put_tonnes(
        letter, sums->supply[place_of(letter)] - sums->credited[place_of(letter)], out);
}

static const tc_letter_field STOCK[] = {
    {.name = "污染物名称", .write = put_pollutant},
    {.name = "可供量", .write = put_supply},
    {.name = "已用量", .write = put_used},
    {.name = "剩余量", .write = put_remaining},
};
const tc_letter_table tc_letter_stock_table = {STOCK, sizeof STOCK / sizeof *STOCK};

static const tc_letter_field AMOUNT[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "本项目使用量", .write = put_used_here},
    {.name = "其他项目使用量", .write = put_used_elsewhere},
};
static const tc_letter_table AMOUNT_TABLE = {AMOUNT, sizeof AMOUNT / sizeof *AMOUNT};
static const tc_letter_table *const AMOUNT_FIELDS[] = {&tc_letter_stock_table,
                                                       &AMOUNT_TABLE, NULL};

/* The k-th pollutant of which the project uses this source; -1: there are fewer. */
static int nth_used(const tc_letter *letter, int nth)
{
    tc_letter at = *letter;
    for (at.pollutant = 0; at.pollutant < TC_POLLUTANTS; at.pollutant++)
        if (used_by_project(&at) > 0 && nth-- == 0)
            return at.pollutant;
    return -1;
}

static int count_used(const tc_letter *letter)
{
    int count = 0;
    while (nth_used(letter, count) >= 0)
        count++;
    return count;
}

static void enter_used(tc_letter *letter, int item)
{
    letter->pollutant = nth_used(letter, item);
}

static const tc_letter_field USE[] = {
    {.name = "供给方式", .write = put_way},
    {.name = "跨区域", .count = is_pooled},
    {.name = "指标", .count = count_used, .enter = enter_used, .inner = AMOUNT_FIELDS},
};
const tc_letter_table tc_letter_use_table = {USE, sizeof USE / sizeof *USE};

static const tc_letter_field SOURCE[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "源编号", .write = put_id},
    {.name = "源名称", .write = put_name},
    {.name = "源类别", .write = put_kind},
    {.name = "源所在区域", .write = put_area},
    {.name = "源所在流域", .write = put_basin},
    {.name = "源行业", .write = put_industry},
    {.name = "削减措施", .write = put_measure},
    {.name = "源依据", .write = put_reference},
    {.name = "源备注", .write = put_note},
    {.name = "源状态", .write = put_status},
    {.name = "形成日期", .write = put_date},
};
const tc_letter_table tc_letter_source_table = {SOURCE, sizeof SOURCE / sizeof *SOURCE};

/* ---- one credit: letter->credit ---------------------------------------------------- */

static void put_credit(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, letter->book->plan->credits[letter->credit].grains, out);
}

static const tc_letter_field CREDIT[] = {
    {.name = "使用量", .write = put_credit},
    {.name = "供给方式", .write = put_way},
};
const tc_letter_table tc_letter_credit_table = {CREDIT, sizeof CREDIT / sizeof *CREDIT};

void tc_letter_enter_credit(tc_letter *letter, int credit)
{
    const tc_credit *at = &letter->book->plan->credits[credit];
    letter->credit = credit;
    letter->source = at->source;
    letter->project = at->project;
    letter->pollutant = at->pollutant;
}
