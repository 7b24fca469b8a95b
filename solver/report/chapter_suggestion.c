/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chapter.h"
#include "report/suggest_text.h"

/* What the terminal says, in both languages: a page for each half of the pair. */
typedef struct both {
    tc_pair pair;
    tc_suggest_page page[2];
} both;

static void begin(const tc_chapters *c, both *text)
{
    *text = (both){.pair = {{0}, {0}}};
    for (tc_language k = TC_ZH; k <= TC_EN; k++) {
        tc_buffer *out = k == TC_EN ? &text->pair.en : &text->pair.zh;
        text->page[k] =
            (tc_suggest_page){{c->problem, NULL, k, out}, c->about->suggestion};
    }
}

static void put_paragraph(tc_chapters *c, void (*put)(const tc_suggest_page *))
{
    both text;
    begin(c, &text);
    put(&text.page[TC_ZH]);
    put(&text.page[TC_EN]);
    tc_outline_paragraph(c->outline, NULL, tc_pair_said(c->outline, &text.pair));
    tc_pair_free(&text.pair);
}

static void put_place(tc_chapters *c, const tc_change *window, bool or_earlier)
{
    both text;
    begin(c, &text);
    for (tc_language k = TC_ZH; k <= TC_EN; k++)
        tc_suggest_put_place(&text.page[k], window, or_earlier);
    tc_outline_cell_said(c->outline, tc_pair_said(c->outline, &text.pair));
    tc_pair_free(&text.pair);
}

static void put_pollutant(tc_chapters *c, int pollutant)
{
    const tc_pollutant_words words = tc_pollutant_words_of(pollutant);
    tc_outline_cell_said(c->outline, (tc_said){words.zh, words.en});
}

/* ---- what serves the tiers --------------------------------------------------------- */

static void put_additions(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "pollutant", .heading = {"污染物", "pollutant"}},
        {.key = "tonnes", .heading = {"增加", "more"}, .number = true},
        {.key = "place", .heading = {"地方、日期", "where and by when"}},
    };
    const tc_tier_supply *supply = &c->about->suggestion->supply;
    tc_outline_table(
        c->outline, "addition-table",
        (tc_said){"要增加的削减量（吨/年）", "the reductions to be added (t/a)"}, columns,
        sizeof columns / sizeof *columns);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int k = 0; k < supply->count; k++) {
            const tc_addition *addition = &supply->additions[k];
            if (addition->change.pollutant != p)
                continue;
            put_pollutant(c, p);
            tc_outline_cell(c->outline, tc_tonnes_of(c->problem, addition->grains).text);
            put_place(c, &addition->change, true);
        }
    tc_outline_table_end(c->outline);
    put_paragraph(c, tc_suggest_put_total);
    if (supply->lost.count > 0)
        put_paragraph(c, tc_suggest_put_lost);
}

/* ---- what one pollutant alone would serve ------------------------------------------ */

static void put_unlock(tc_chapters *c, const tc_unlock *unlock)
{
    both text;
    put_pollutant(c, unlock->window.pollutant);
    put_place(c, &unlock->window, false);
    begin(c, &text);
    for (tc_language k = TC_ZH; k <= TC_EN; k++)
        tc_suggest_put_curve(&text.page[k], unlock);
    tc_outline_cell_said(c->outline, tc_pair_said(c->outline, &text.pair));
    tc_pair_free(&text.pair);
}

static void put_unlocks(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "pollutant", .heading = {"污染物", "pollutant"}},
        {.key = "place", .heading = {"地方、日期", "where and by when"}},
        {.key = "serves", .heading = {"增加多少，满足谁", "how much more serves whom"}},
    };
    const tc_suggestion *suggestion = c->about->suggestion;
    if (suggestion->unlock_count == 0)
        return;
    tc_outline_table(
        c->outline, "curve-table",
        (tc_said){"单独增加一种（吨/年）：从多少起满足哪个项目",
                  "more of one alone (t/a): from how much on it serves whom"},
        columns, sizeof columns / sizeof *columns);
    for (int k = 0; k < suggestion->unlock_count; k++)
        put_unlock(c, &suggestion->unlocks[k]);
    tc_outline_table_end(c->outline);
}

/* ---- what lies stranded ------------------------------------------------------------ */

static void put_stranded(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "pollutant", .heading = {"污染物", "pollutant"}, .row = true},
        {.key = "remaining", .heading = {"剩余", "remaining"}, .number = true},
        {.key = "stranded", .heading = {"其中搁置", "of it stranded"}, .number = true},
    };
    const tc_suggestion *suggestion = c->about->suggestion;
    tc_outline_table(c->outline, "stranded-table",
                     (tc_said){"剩余的吨数（吨/年）；搁置：只因缺别的污染物而无人能用",
                               "what remains (t/a); stranded: idle only for want of "
                               "another pollutant"},
                     columns, sizeof columns / sizeof *columns);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_stranded *stranded = &suggestion->stranded[p];
        if (stranded->remaining == 0)
            continue;
        put_pollutant(c, p);
        tc_outline_cell(c->outline, tc_tonnes_of(c->problem, stranded->remaining).text);
        tc_outline_cell(c->outline, tc_tonnes_of(c->problem, stranded->stranded).text);
    }
    tc_outline_table_end(c->outline);
    if (tc_suggestion_best_missing(suggestion) >= 0)
        put_paragraph(c, tc_suggest_put_best_missing);
}

static bool remains_any(const tc_suggestion *suggestion)
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (suggestion->stranded[p].remaining > 0)
            return true;
    return false;
}

void tc_chapter_put_suggestion(tc_chapters *c)
{
    const tc_suggestion *suggestion = c->about->suggestion;
    put_unlocks(c);
    put_paragraph(c, tc_suggest_put_need);
    if (suggestion->supply.found && suggestion->supply.count > 0)
        put_additions(c);
    if (remains_any(suggestion))
        put_stranded(c);
    tc_outline_paragraph(
        c->outline, "note",
        (tc_said){"说到的方案都改了案例重新求解、核验过；全部转折点见 tongchou suggest "
                  "案例 --json。",
                  "plans that are spoken of were solved again and verified; all turning "
                  "points: tongchou suggest CASE --json."});
}
