/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_field.h"

/* Values of the plan as a whole, and its tables. */

static int count_of(const tc_letter *letter, tc_standing standing)
{
    return letter->book->numbers[standing];
}

static void put_count(int count, tc_buffer *out)
{
    tc_buffer_printf(out, "%d", count);
}

static void put_projects(const tc_letter *letter, tc_buffer *out)
{
    put_count(letter->book->problem->project_count, out);
}

static void put_sources(const tc_letter *letter, tc_buffer *out)
{
    put_count(letter->book->problem->source_count, out);
}

static void put_illustrative(const tc_letter *letter, tc_buffer *out)
{
    const tc_problem *problem = letter->book->problem;
    int count = 0;
    for (int j = 0; j < problem->project_count; j++)
        count += problem->projects[j].illustrative;
    put_count(count, out);
}

static void put_served(const tc_letter *letter, tc_buffer *out)
{
    put_count(count_of(letter, TC_STANDING_SERVED), out);
}

static void put_partial(const tc_letter *letter, tc_buffer *out)
{
    put_count(count_of(letter, TC_STANDING_PARTIAL), out);
}

static void put_unserved(const tc_letter *letter, tc_buffer *out)
{
    put_count(count_of(letter, TC_STANDING_NONE) + count_of(letter, TC_STANDING_REFUSED),
              out);
}

static void put_booked(const tc_letter *letter, tc_buffer *out)
{
    put_count(count_of(letter, TC_STANDING_BOOKED), out);
}

static int has_booked(const tc_letter *letter)
{
    return count_of(letter, TC_STANDING_BOOKED) > 0;
}

static int has_partial(const tc_letter *letter)
{
    return count_of(letter, TC_STANDING_PARTIAL) > 0;
}

/* ---- goals ------------------------------------------------------------------------- */

static void put_goal(const tc_letter *letter, tc_buffer *out)
{
    const tc_goal *goal = &letter->book->problem->goals[letter->goal];
    switch (goal->kind) {
    case TC_GOAL_GUARANTEE_LOCAL:
        tc_buffer_puts(out, "属地重点项目优先由本区域的削减源保障");
        break;
    case TC_GOAL_TIER:
        tc_buffer_printf(out, "保障第%d层项目%s", goal->tier,
                         goal->even ? "，各区域之间均衡" : "");
        break;
    case TC_GOAL_FIRST_COME:
        tc_buffer_puts(out, "同等条件下先受理的项目先得");
        break;
    case TC_GOAL_KEEP_LOCAL:
        tc_buffer_puts(out, "尽量使用本区域的削减源，少跨区域调剂");
        break;
    }
}

static int count_goals(const tc_letter *letter)
{
    return letter->book->problem->goal_count;
}

static void enter_goal(tc_letter *letter, int item)
{
    letter->goal = item;
}

static const tc_letter_field GOAL[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "目标内容", .write = put_goal},
};
static const tc_letter_table GOAL_TABLE = {GOAL, sizeof GOAL / sizeof *GOAL};
static const tc_letter_table *const GOAL_FIELDS[] = {&GOAL_TABLE, NULL};

/* ---- all sources of one pollutant -------------------------------------------------- */

/* A sum over the sources, or over the projects. */
static tc_grains sum_of(const tc_letter *letter, const tc_grains *amounts, int count)
{
    tc_grains sum = 0;
    for (int k = 0; k < count; k++)
        sum += amounts[k * TC_POLLUTANTS + letter->pollutant];
    return sum;
}

static tc_grains supply_of(const tc_letter *letter)
{
    return sum_of(letter, letter->book->sums.supply, letter->book->problem->source_count);
}

static tc_grains credited_of(const tc_letter *letter)
{
    return sum_of(letter, letter->book->sums.credited,
                  letter->book->problem->source_count);
}

static void put_pollutant(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_pollutants[letter->pollutant].zh);
}

static void put_supply(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, supply_of(letter), out);
}

static void put_credited(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, credited_of(letter), out);
}

static void put_pooled(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(
        letter,
        sum_of(letter, letter->book->sums.pooled, letter->book->problem->project_count),
        out);
}

static void put_remaining(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, supply_of(letter) - credited_of(letter), out);
}

static int count_totals(const tc_letter *letter)
{
    (void)letter;
    return TC_POLLUTANTS;
}

static void enter_total(tc_letter *letter, int item)
{
    letter->pollutant = item;
}

static const tc_letter_field TOTAL[] = {
    {.name = "污染物名称", .write = put_pollutant},
    {.name = "供给合计", .write = put_supply},
    {.name = "安排合计", .write = put_credited},
    {.name = "跨区域合计", .write = put_pooled},
    {.name = "剩余合计", .write = put_remaining},
};
static const tc_letter_table TOTAL_TABLE = {TOTAL, sizeof TOTAL / sizeof *TOTAL};
static const tc_letter_table *const TOTAL_FIELDS[] = {&TOTAL_TABLE, NULL};

/* ---- areas ------------------------------------------------------------------------- */

static const tc_area_balance *balance_of(const tc_letter *letter)
{
    return &letter->book->balance[letter->area * TC_POLLUTANTS + letter->pollutant];
}

static void put_area(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, letter->book->problem->areas[letter->area].name);
}

static void put_area_supply(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, balance_of(letter)->supply, out);
}

static void put_used_here(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, balance_of(letter)->used_here, out);
}

static void put_sent(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, balance_of(letter)->sent, out);
}

static void put_received(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_tonnes(letter, balance_of(letter)->received, out);
}

static void put_left(const tc_letter *letter, tc_buffer *out)
{
    const tc_area_balance *of = balance_of(letter);
    tc_letter_put_tonnes(letter, of->supply - of->used_here - of->sent, out);
}

static int count_areas(const tc_letter *letter)
{
    return letter->book->balanced.count;
}

static void enter_area(tc_letter *letter, int item)
{
    const tc_letter_row *row = &letter->book->balanced.list[item];
    letter->area = row->about;
    letter->pollutant = row->pollutant;
}

static const tc_letter_field AREA[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "区域名称", .write = put_area},
    {.name = "污染物名称", .write = put_pollutant},
    {.name = "区域供给量", .write = put_area_supply},
    {.name = "本区域使用量", .write = put_used_here},
    {.name = "调出量", .write = put_sent},
    {.name = "调入量", .write = put_received},
    {.name = "区域剩余量", .write = put_left},
};
static const tc_letter_table AREA_TABLE = {AREA, sizeof AREA / sizeof *AREA};
static const tc_letter_table *const AREA_FIELDS[] = {&AREA_TABLE, NULL};

/* ---- projects, credits, sources ---------------------------------------------------- */

static int count_granted(const tc_letter *letter)
{
    return letter->book->granted.count;
}

static void enter_granted(tc_letter *letter, int item)
{
    const tc_letter_row *row = &letter->book->granted.list[item];
    letter->project = row->about;
    letter->pollutant = row->pollutant;
}

static int count_short(const tc_letter *letter)
{
    return letter->book->short_of.count;
}

static void enter_short(tc_letter *letter, int item)
{
    letter->project = letter->book->short_of.list[item].about;
}

static int count_credits(const tc_letter *letter)
{
    return letter->book->plan->credit_count;
}

static int count_supplied(const tc_letter *letter)
{
    return letter->book->supplied.count;
}

static void enter_supplied(tc_letter *letter, int item)
{
    const tc_letter_row *row = &letter->book->supplied.list[item];
    letter->source = row->about;
    letter->pollutant = row->pollutant;
}

static const tc_letter_table *const GRANTED_FIELDS[] = {&tc_letter_pollutant_table,
                                                        &tc_letter_project_table, NULL};
static const tc_letter_table *const SHORT_FIELDS[] = {&tc_letter_project_table, NULL};
static const tc_letter_table *const CREDIT_FIELDS[] = {
    &tc_letter_credit_table, &tc_letter_source_table, &tc_letter_pollutant_table,
    &tc_letter_project_table, NULL};
static const tc_letter_table *const SUPPLIED_FIELDS[] = {&tc_letter_source_table,
                                                         &tc_letter_stock_table, NULL};

static const tc_letter_field NOTICE[] = {
    {.name = "项目总数", .write = put_projects},
    {.name = "削减源总数", .write = put_sources},
    {.name = "示例项目数", .write = put_illustrative},
    {.name = "足额项目数", .write = put_served},
    {.name = "部分项目数", .write = put_partial},
    {.name = "未获项目数", .write = put_unserved},
    {.name = "此前已定项目数", .write = put_booked},
    {.name = "有部分安排", .count = has_partial},
    {.name = "有此前已定", .count = has_booked},
    {.name = "目标", .count = count_goals, .enter = enter_goal, .inner = GOAL_FIELDS},
    {.name = "合计", .count = count_totals, .enter = enter_total, .inner = TOTAL_FIELDS},
    {.name = "分配明细",
     .count = count_granted,
     .enter = enter_granted,
     .inner = GRANTED_FIELDS},
    {.name = "抵扣明细",
     .count = count_credits,
     .enter = tc_letter_enter_credit,
     .inner = CREDIT_FIELDS},
    {.name = "未足额项目",
     .count = count_short,
     .enter = enter_short,
     .inner = SHORT_FIELDS},
    {.name = "削减源台账",
     .count = count_supplied,
     .enter = enter_supplied,
     .inner = SUPPLIED_FIELDS},
    {.name = "区域平衡", .count = count_areas, .enter = enter_area, .inner = AREA_FIELDS},
};
const tc_letter_table tc_letter_notice_table = {NOTICE, sizeof NOTICE / sizeof *NOTICE};
