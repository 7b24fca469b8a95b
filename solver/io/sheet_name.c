/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/sheet_name.h"

#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/plain.h"
#include "domain/synonym.h"

const tc_sheet_title tc_sheet_titles[TC_SHEET_TITLES] = {
    {"case.json", "case", "案例"},
    {"areas.csv", "areas", "区域"},
    {"attainment.csv", "attainment", "达标情况"},
    {"sources.csv", "sources", "削减源"},
    {"projects.csv", "projects", "项目"},
    {"exchange.csv", "exchange", "折算系数"},
    {"locks.csv", "locks", "锁定"}};

const tc_sheet_title *tc_sheet_title_of(const char *file)
{
    for (int k = 0; k < TC_SHEET_TITLES; k++)
        if (strcmp(tc_sheet_titles[k].file, file) == 0)
            return &tc_sheet_titles[k];
    return NULL;
}

/* Which title is that the name of? -1: none; *nearest is then what was perhaps meant. */
static int title_named(const char *name, const char **nearest)
{
    const char *names[TC_SHEET_TITLES][2];
    for (int k = 0; k < TC_SHEET_TITLES; k++) {
        names[k][0] = tc_sheet_titles[k].en;
        names[k][1] = tc_sheet_titles[k].zh;
    }
    const tc_synonyms table = {&names[0][0], TC_SHEET_TITLES, 2, 2};
    return tc_synonym_find(&table, name, nearest);
}

int tc_sheet_find(const tc_xlsx_book *book, const char *file)
{
    for (int s = 0; s < book->sheet_count; s++) {
        const int title = title_named(book->sheets[s].name, NULL);
        if (title >= 0 && strcmp(tc_sheet_titles[title].file, file) == 0)
            return s;
    }
    return TC_SHEET_MISSING;
}

void tc_sheet_names_check(const tc_xlsx_book *book, tc_faults *faults)
{
    const tc_place place = {book->name, 0, 0};
    for (int s = 0; s < book->sheet_count; s++) {
        const char *name = book->sheets[s].name, *nearest = NULL;
        const int title = title_named(name, &nearest);
        if (title < 0 && nearest)
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                         "工作表“%s”不认识，是不是“%s”？",
                         "unknown sheet '%s': did you mean '%s'?",
                         tc_plain_show(name).text, nearest);
        if (title >= 0 && tc_sheet_find(book, tc_sheet_titles[title].file) != s)
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "工作表“%s”与前面的一张重复",
                         "the sheet '%s' comes twice", tc_plain_show(name).text);
    }
}

/* ---- places ------------------------------------------------------------------------ */

/* In place: files become sheets, "areas.csv 里没有" "工作表 areas 里没有". */
static void name_sheets(char *message, size_t size, const char *word)
{
    for (int k = 0; k < TC_SHEET_TITLES; k++) {
        const char *file = tc_sheet_titles[k].file;
        for (char *at = message; (at = strstr(at, file)) != NULL;) {
            char rest[sizeof((tc_error *)NULL)->message];
            (void)snprintf(rest, sizeof rest, "%s", at + strlen(file));
            const int put = snprintf(at, size - (size_t)(at - message), "%s%s%s", word,
                                     tc_sheet_titles[k].en, rest);
            if (put < 0 || (size_t)put >= size - (size_t)(at - message))
                return; /* cut; what follows is not worth more */
            at += strlen(word);
        }
    }
}

void tc_sheet_places(const tc_xlsx_book *book, tc_faults *faults)
{
    for (size_t i = 0; i < faults->count; i++) {
        tc_error *error = &faults->list[i].error;
        if (!tc_sheet_title_of(error->file))
            continue;
        const int sheet = tc_sheet_find(book, error->file);
        if (sheet == TC_SHEET_MISSING)
            (void)snprintf(error->file, sizeof error->file, "%s", book->name);
        else
            (void)snprintf(error->file, sizeof error->file, "%s:%s!", book->name,
                           book->sheets[sheet].name);
        name_sheets(error->message, sizeof error->message, "工作表 ");
        name_sheets(error->message_en, sizeof error->message_en, "sheet ");
    }
}
