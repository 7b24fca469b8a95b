/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_field.h"
#include "report/plan_text.h"

/* Values of letter->project. */

static const tc_project *of_project(const tc_letter *letter)
{
    return &letter->book->problem->projects[letter->project];
}

static tc_standing standing_of(const tc_letter *letter)
{
    return letter->book->standings[letter->project];
}

static void put_id(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_project(letter)->id);
}

static void put_name(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_project(letter)->name);
}

static void put_area(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, letter->book->problem->areas[of_project(letter)->area].name);
}

static void put_basin(const tc_letter *letter, tc_buffer *out)
{
    const int basin = of_project(letter)->basin;
    tc_buffer_puts(out, basin >= 0 ? letter->book->problem->basins[basin] : "");
}

static void put_industry(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_project(letter)->industry);
}

static void put_type(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_project(letter)->type);
}

static void put_fuel(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_project(letter)->fuel);
}

static void put_note(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, of_project(letter)->note);
}

static void put_start(const tc_letter *letter, tc_buffer *out)
{
    tc_letter_put_day(of_project(letter)->start, out);
}

static void put_accepted(const tc_letter *letter, tc_buffer *out)
{
    if (of_project(letter)->accepted_on != TC_DAY_NEVER)
        tc_letter_put_day(of_project(letter)->accepted_on, out);
}

static void put_tier(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_printf(out, "%d", of_project(letter)->tier);
}

static void put_standing(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_standing_shown(standing_of(letter), TC_ZH));
}

static void put_share(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_puts(out, tc_percent_of(letter->book->plan->share[letter->project]).text);
}

static void put_reason(const tc_letter *letter, tc_buffer *out)
{
    const tc_letter_book *book = letter->book;
    const tc_standing_reason why =
        tc_standing_explain(book->problem, book->plan, letter->project);
    tc_buffer_puts(out, why.zh);
}

static int is_served(const tc_letter *letter)
{
    return standing_of(letter) == TC_STANDING_SERVED;
}

static int is_partial(const tc_letter *letter)
{
    return standing_of(letter) == TC_STANDING_PARTIAL;
}

static int has_nothing(const tc_letter *letter)
{
    return !is_served(letter) && !is_partial(letter);
}

static int emits(const tc_letter *letter)
{
    return tc_letter_book_emits(letter->book, letter->project);
}

static int is_whole(const tc_letter *letter)
{
    return of_project(letter)->indivisible;
}

static int is_local_key(const tc_letter *letter)
{
    return of_project(letter)->local_key;
}

/* ---- lists ------------------------------------------------------------------------- */

/* Step over the pollutants that it emits, or of which something is lacking. */
static bool is_listed(const tc_letter *letter, int pollutant, bool lacking)
{
    const tc_letter_book *book = letter->book;
    const int at = letter->project * TC_POLLUTANTS + pollutant;
    const tc_project *project = of_project(letter);
    if (lacking)
        return !is_served(letter) &&
               tc_grains_up(project->need[pollutant], book->problem->grain_digits) >
                   book->plan->credit[at];
    return project->emission[pollutant] > 0.0;
}

static int nth_listed(const tc_letter *letter, int nth, bool lacking)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (is_listed(letter, p, lacking) && nth-- == 0)
            return p;
    return -1;
}

static int count_listed(const tc_letter *letter, bool lacking)
{
    int count = 0;
    for (int p = 0; p < TC_POLLUTANTS; p++)
        count += is_listed(letter, p, lacking);
    return count;
}

static int count_pollutants(const tc_letter *letter)
{
    return count_listed(letter, false);
}

static void enter_pollutant(tc_letter *letter, int item)
{
    letter->pollutant = nth_listed(letter, item, false);
}

static int count_lacking(const tc_letter *letter)
{
    return count_listed(letter, true);
}

static void enter_lacking(tc_letter *letter, int item)
{
    letter->pollutant = nth_listed(letter, item, true);
}

static int count_sources(const tc_letter *letter)
{
    const int *first = letter->book->source_first + letter->project;
    return first[1] - first[0];
}

static void enter_source(tc_letter *letter, int item)
{
    const tc_letter_book *book = letter->book;
    letter->source = book->sources[book->source_first[letter->project] + item];
}

static int count_credits(const tc_letter *letter)
{
    const int *first = letter->book->credit_first + letter->project;
    return first[1] - first[0];
}

static void enter_credit(tc_letter *letter, int item)
{
    tc_letter_enter_credit(letter, letter->book->credit_first[letter->project] + item);
}

static const tc_letter_table *const POLLUTANT_FIELDS[] = {&tc_letter_pollutant_table,
                                                          NULL};
static const tc_letter_table *const SOURCE_FIELDS[] = {&tc_letter_source_table,
                                                       &tc_letter_use_table, NULL};
static const tc_letter_table *const CREDIT_FIELDS[] = {
    &tc_letter_credit_table, &tc_letter_source_table, &tc_letter_pollutant_table, NULL};

static const tc_letter_field PROJECT[] = {
    {.name = "序号", .write = tc_letter_put_number},
    {.name = "项目编号", .write = put_id},
    {.name = "项目名称", .write = put_name},
    {.name = "所在区域", .write = put_area},
    {.name = "所在流域", .write = put_basin},
    {.name = "行业", .write = put_industry},
    {.name = "项目类型", .write = put_type},
    {.name = "燃料", .write = put_fuel},
    {.name = "项目备注", .write = put_note},
    {.name = "投产日期", .write = put_start},
    {.name = "受理日期", .write = put_accepted},
    {.name = "层级", .write = put_tier},
    {.name = "结果", .write = put_standing},
    {.name = "份额", .write = put_share},
    {.name = "原因", .write = put_reason},
    {.name = "足额安排", .count = is_served},
    {.name = "部分安排", .count = is_partial},
    {.name = "未获安排", .count = has_nothing},
    {.name = "有排放", .count = emits},
    {.name = "整体审批", .count = is_whole},
    {.name = "属地重点", .count = is_local_key},
    {.name = "污染物",
     .count = count_pollutants,
     .enter = enter_pollutant,
     .inner = POLLUTANT_FIELDS},
    {.name = "缺口",
     .count = count_lacking,
     .enter = enter_lacking,
     .inner = POLLUTANT_FIELDS},
    {.name = "削减源",
     .count = count_sources,
     .enter = enter_source,
     .inner = SOURCE_FIELDS},
    {.name = "抵扣",
     .count = count_credits,
     .enter = enter_credit,
     .inner = CREDIT_FIELDS},
};
const tc_letter_table tc_letter_project_table = {PROJECT,
                                                 sizeof PROJECT / sizeof *PROJECT};
