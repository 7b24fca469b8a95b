/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "report/chapter.h"

/* The ledger that the plan was made with, as it stood. */
static void put_ledger(tc_chapters *c)
{
    const tc_ledger_mark *ledger = c->problem->ledger;
    if (!ledger)
        return;
    tc_outline_fact(c->outline, (tc_said){"台账", "ledger"}, tc_said_as(ledger->name));
    tc_outline_fact(c->outline,
                    (tc_said){"台账链首（SHA-256）", "head of the ledger (SHA-256)"},
                    tc_said_as(ledger->head));
    tc_outline_fact(c->outline, (tc_said){"台账最后一笔", "last booking of the ledger"},
                    tc_said_as(tc_day_write(ledger->day).text));
}

static void put_how_to_check(tc_chapters *c)
{
    tc_pair words = {0};
    tc_pair_say(&words, "核对：tongchou verify 案例 目录",
                "to check: tongchou verify CASE DIR");
    if (c->problem->ledger)
        tc_pair_say(&words, " --ledger 台账", " --ledger LEDGER");
    tc_pair_say(&words, "，打印的校验码应与此相同；案例各文件的哈希应与下表相同。",
                " prints the same check code; the files of the case have the hashes "
                "below.");
    tc_outline_paragraph(c->outline, "note", tc_pair_said(c->outline, &words));
    tc_pair_free(&words);
}

static void put_facts(tc_chapters *c)
{
    char grain[32];
    tc_pair program = {0};
    tc_grains_write(1, c->problem->grain_digits, grain);
    tc_pair_say(&program, "tongchou %s", "tongchou %s", tc_library_version());
    tc_outline_facts(c->outline, "facts");
    tc_outline_fact(c->outline, (tc_said){"校验码", "check code"},
                    tc_said_as(tc_plan_check_code(c->plan).text));
    tc_outline_fact(c->outline, (tc_said){"plan.json 的 SHA-256", "SHA-256 of plan.json"},
                    tc_said_as(c->plan->digest));
    tc_outline_fact(c->outline, (tc_said){"程序", "program"},
                    tc_pair_said(c->outline, &program));
    tc_outline_fact(c->outline, (tc_said){"最小单位（吨/年）", "grain (t/a)"},
                    tc_said_as(grain));
    put_ledger(c);
    tc_outline_facts_end(c->outline);
    tc_pair_free(&program);
    put_how_to_check(c);
}

/* Lines "HASH  NAME". */
static void put_files(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "file", .heading = {"文件", "file"}, .row = true},
        {.key = "hash", .heading = {"SHA-256", "SHA-256"}},
    };
    const char *line = c->about->case_files;
    if (*line == '\0')
        return;
    tc_outline_table(c->outline, "file-table",
                     (tc_said){"案例的文件和所用的规则集",
                               "files of the case, and the rule sets that it uses"},
                     columns, sizeof columns / sizeof *columns);
    while (*line) {
        const size_t length = strcspn(line, "\n");
        const size_t hash = strcspn(line, " ");
        tc_buffer name = {0}, digits = {0};
        tc_buffer_add(&name, line + hash + 2, length - hash - 2);
        tc_buffer_add(&digits, line, hash);
        c->outline->out->failed |= name.failed || digits.failed;
        if (!name.failed && !digits.failed) {
            tc_outline_cell(c->outline, name.text);
            tc_outline_cell(c->outline, digits.text);
        }
        tc_buffer_free(&name);
        tc_buffer_free(&digits);
        line += length + (line[length] == '\n');
    }
    tc_outline_table_end(c->outline);
}

static tc_said standing_of(const tc_rule_set *set)
{
    static const tc_said words[] = {
        {"有效", "in force"}, {"征求意见稿", "draft"}, {"未核实", "unverified"}};
    return words[set->standing];
}

static void put_rule_sets(tc_chapters *c)
{
    static const tc_outline_column columns[] = {
        {.key = "set", .heading = {"规则集", "rule set"}, .row = true},
        {.key = "title", .heading = {"名称", "title"}},
        {.key = "number", .heading = {"文号", "number"}},
        {.key = "standing", .heading = {"效力", "standing"}},
        {.key = "from", .heading = {"起", "from"}},
        {.key = "until", .heading = {"止", "until"}},
    };
    if (c->problem->rule_set_count == 0)
        return;
    tc_outline_table(c->outline, "rule-table", (tc_said){"规则集", "rule sets"}, columns,
                     sizeof columns / sizeof *columns);
    for (int s = 0; s < c->problem->rule_set_count; s++) {
        const tc_rule_set *set = &c->problem->rule_sets[s];
        const bool ends = set->until != TC_DAY_NEVER;
        tc_outline_cell(c->outline, set->id);
        tc_outline_cell_said(
            c->outline,
            (tc_said){set->title, *set->title_en ? set->title_en : set->title});
        tc_outline_cell(c->outline, set->number);
        tc_outline_cell_said(c->outline, standing_of(set));
        tc_outline_cell(c->outline, tc_day_write(set->from).text);
        tc_outline_cell(c->outline, ends ? tc_day_write(set->until).text : "");
    }
    tc_outline_table_end(c->outline);
}

void tc_chapter_origin(tc_chapters *c)
{
    tc_outline_chapter(c->outline, "origin", (tc_said){"八、出处", "8. Provenance"});
    put_facts(c);
    put_files(c);
    put_rule_sets(c);
    tc_outline_chapter_end(c->outline);
}
