/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook/plan_sheets.h"

static const tc_book_column columns[] = {
    {"污染物", "pollutant", 20, TC_BOOK_POLLUTANT}, {"校验", "check", 44, TC_BOOK_TEXT},
    {"一边", "one side", 44, TC_BOOK_TEXT},         {"吨/年", "t/a", 16, TC_BOOK_TONNES},
    {"另一边", "the other", 44, TC_BOOK_TEXT},      {"吨/年", "t/a", 16, TC_BOOK_TONNES},
    {"结论", "result", 12, TC_BOOK_TEXT},
};
enum { COLUMN_ONE = 3, COLUMN_OTHER = 5 };

static const tc_book_form form = {.zh = "校验表",
                                  .en = "Checks",
                                  .columns = columns,
                                  .column_count = sizeof columns / sizeof *columns,
                                  .frozen = 1,
                                  .totals = false};

/* Totals of other sheets, added up. */
typedef struct side {
    const char *zh, *en;
    tc_book_term terms[2];
    int count;
} side;

typedef struct check {
    const char *zh, *en;
    side one, other;
} check;

enum { CHECKS = 7 };

/* What must agree for every pollutant. */
static void list_checks(const tc_tied *tied, check out[CHECKS])
{
    const side supply = {"削减源台账：可供安排",
                         "sources: supply",
                         {{&tied->sources, TC_SOURCE_SUPPLY}},
                         1};
    const side used = {
        "使用台账：取用", "use: drawn", {{&tied->usage, TC_USAGE_DRAWN}}, 1};
    const side given = {
        "削减源台账：已用", "sources: used", {{&tied->sources, TC_SOURCE_USED}}, 1};
    const side rest = {
        "削减源台账：已用 + 剩余",
        "sources: used + remaining",
        {{&tied->sources, TC_SOURCE_USED}, {&tied->sources, TC_SOURCE_LEFT}},
        2};
    const side areas = {
        "县际平衡表：供给", "areas: supply", {{&tied->balance, TC_BALANCE_SUPPLY}}, 1};
    const side drawn = {"统筹分配方案：取用削减量",
                        "allocation: drawn",
                        {{&tied->allocation, TC_ALLOCATION_DRAWN}},
                        1};
    const side moved = {
        "县际平衡表：本区域用 + 调出",
        "areas: used here + sent away",
        {{&tied->balance, TC_BALANCE_OWN}, {&tied->balance, TC_BALANCE_OUT}},
        2};
    const side away = {
        "县际平衡表：调出", "areas: sent away", {{&tied->balance, TC_BALANCE_OUT}}, 1};
    const side into = {"县际平衡表：调入",
                       "areas: drawn from elsewhere",
                       {{&tied->balance, TC_BALANCE_IN}},
                       1};
    const side needed = {"统筹分配方案：需要",
                         "allocation: needed",
                         {{&tied->allocation, TC_ALLOCATION_NEED}},
                         1};
    const side met = {"统筹分配方案：核定抵扣；未满足清单：缺口",
                      "allocation: credited; shortfalls: short",
                      {{&tied->allocation, TC_ALLOCATION_CREDIT},
                       {&tied->shortfalls, TC_SHORTFALL_SHORT}},
                      2};
    const check checks[CHECKS] = {
        {"可供安排的，不是已用就是剩余", "what is supplied is used or remains", supply,
         rest},
        {"各区域供给之和等于各源之和", "areas supply what the sources do", areas, supply},
        {"各源已用之和等于逐笔取用之和", "what the sources give is what is drawn", given,
         used},
        {"方案取用等于台账取用", "the allocation draws what the ledger books", drawn,
         used},
        {"本区域用与调出之和等于取用", "used here and sent away is what is drawn", moved,
         used},
        {"调出的都有区域调入", "what one area sends another draws", away, into},
        {"需要的，不是抵扣就是缺口", "what is needed is credited or short", needed, met}};
    for (int k = 0; k < CHECKS; k++)
        out[k] = checks[k];
}

static void put_side(tc_book *book, const side *of, int pollutant)
{
    tc_book_text(book, tc_book_pick(book, of->zh, of->en));
    tc_book_sum(book, of->terms, of->count, pollutant);
}

static void put_check(tc_book *book, const check *of, int pollutant)
{
    tc_book_pollutant(book, pollutant);
    tc_book_text(book, tc_book_pick(book, of->zh, of->en));
    put_side(book, &of->one, pollutant);
    put_side(book, &of->other, pollutant);
    tc_book_verdict(book, COLUMN_ONE, COLUMN_OTHER,
                    tc_book_term_sum(of->one.terms, of->one.count, pollutant) ==
                        tc_book_term_sum(of->other.terms, of->other.count, pollutant));
    tc_book_end_row(book);
}

/* What a document says that the sources add up to, beside their sum. */
static void put_stated(const tc_showing *showing, const tc_tied *tied, int pollutant)
{
    const tc_book_term printed = {&tied->sources, TC_SOURCE_PRINTED};
    const tc_rule_list *stated = &showing->problem->stated_totals;
    tc_book *book = showing->book;
    for (int k = 0; k < stated->count; k++) {
        if (stated->list[k].pollutant != pollutant)
            continue;
        const tc_grains total =
            tc_grains_down(stated->list[k].value, showing->problem->grain_digits);
        tc_book_pollutant(book, pollutant);
        tc_book_text(book, tc_book_pick(book, "各源削减量之和等于公布的合计",
                                        "the sources add up to the stated total"));
        tc_book_text(book, *stated->list[k].reason
                               ? stated->list[k].reason
                               : tc_book_pick(book, "公布的合计", "stated total"));
        tc_book_tonnes(book, total);
        tc_book_text(book, tc_book_pick(book, "削减源台账：公布削减量",
                                        "sources: reduction as printed"));
        tc_book_sum(book, &printed, 1, pollutant);
        tc_book_verdict(book, COLUMN_ONE, COLUMN_OTHER,
                        tc_book_term_sum(&printed, 1, pollutant) == total);
        tc_book_end_row(book);
    }
}

void tc_check_sheet(const tc_showing *showing, const tc_tied *tied)
{
    check checks[CHECKS];
    list_checks(tied, checks);
    tc_book_begin(showing->book, &form);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        put_stated(showing, tied, p);
        for (int k = 0; k < CHECKS; k++)
            put_check(showing->book, &checks[k], p);
    }
    (void)tc_book_end(showing->book);
}
