/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rule_book.h"

#include "base/fault.h"

static tc_code out_of_memory(tc_error *error)
{
    return tc_no_memory(error);
}

/* The number of an industry in the book, a new one where it has none. */
static bool number_industry(tc_rule_book *book, const char *industry, int *number)
{
    const int *found = tc_name_index_find(&book->industries, industry);
    *number = found ? *found : (int)book->industries.count;
    return found || tc_name_index_add(&book->industries, industry, *number);
}

tc_code tc_rule_book_make(const tc_rule_list *rules, tc_arena *arena, tc_rule_book *book,
                          tc_error *error)
{
    const size_t count = (size_t)rules->count;
    tc_pattern *patterns = tc_arena_take(arena, count, sizeof *patterns);
    int *ties = tc_arena_take(arena, count, sizeof *ties);
    if (!patterns || !ties)
        return out_of_memory(error);
    for (size_t i = 0; i < count; i++) {
        const tc_rule *rule = &rules->list[i];
        int industry = TC_PATTERN_ANY;
        if (rule->industry && !number_industry(book, rule->industry, &industry))
            return out_of_memory(error);
        patterns[i] = (tc_pattern){
            {rule->pollutant, rule->area, industry, TC_PATTERN_ANY, TC_PATTERN_ANY}};
    }
    book->rules = rules;
    book->index = tc_pattern_index_make(arena, patterns, rules->count);
    if (!book->index)
        return out_of_memory(error);
    book->ties = ties;
    return tc_pattern_ties(book->index, NULL, NULL, ties, error);
}

const tc_rule *tc_rule_book_find(const tc_rule_book *book, int pollutant, int area,
                                 const char *industry)
{
    const int *number = tc_name_index_find(&book->industries, industry);
    const tc_pattern what = {{pollutant, area, number ? *number : TC_PATTERN_ANY,
                              TC_PATTERN_ANY, TC_PATTERN_ANY}};
    const int found = tc_pattern_find(book->index, &what);
    return found < 0 ? NULL : &book->rules->list[found];
}

void tc_rule_book_free(tc_rule_book *book)
{
    tc_name_index_free(&book->industries);
    *book = (tc_rule_book){0};
}
