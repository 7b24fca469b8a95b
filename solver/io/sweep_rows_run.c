/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "io/sweep_kinds.h"
#include "io/sweep_rows.h"

static const char *const KEPT[] = {"all", "goals", "none"};

/* ---- what it is -------------------------------------------------------------------- */

static void put_text(tc_run_entry *entry, const char *key, const char *zh, const char *en,
                     const char *text)
{
    *entry = (tc_run_entry){.key = key, .zh = zh, .en = en, .quoted = true};
    (void)snprintf(entry->text, sizeof entry->text, "%s", text);
}

static void put_whole(tc_run_entry *entry, const char *key, const char *zh,
                      const char *en, int64_t value)
{
    *entry = (tc_run_entry){.key = key, .zh = zh, .en = en};
    (void)snprintf(entry->text, sizeof entry->text, "%" PRId64, value);
}

static void put_bool(tc_run_entry *entry, const char *key, const char *zh, const char *en,
                     bool value)
{
    *entry = (tc_run_entry){.key = key, .zh = zh, .en = en};
    (void)snprintf(entry->text, sizeof entry->text, "%s", value ? "true" : "false");
}

void tc_run_entries(const tc_rows *rows, tc_run_entry entries[TC_RUN_ENTRIES])
{
    tc_run_entry *at = entries;
    put_text(at++, "version", "版本", "the version", tc_library_version());
    put_text(at++, "hash", "案例、推演文件或清单（hash）",
             "the case, the sweep file or its list (hash)", rows->sweep->hash);
    put_whole(at++, "scenarios", "情景总数", "the number of scenarios",
              rows->sweep->scenarios);
    put_whole(at++, "first", "切片的起点", "the first of the slice", rows->first);
    put_whole(at++, "end", "切片的终点", "the end of the slice", rows->end);
    put_text(at++, "rows", "--rows ", "--rows", KEPT[rows->kept]);
    put_bool(at++, "csv", "--csv ", "--csv", rows->csv);
    put_text(at++, "engine", "--engine ", "--engine", tc_engine_words[rows->run.engine]);
    put_bool(at++, "relax", "--relax ", "--relax", rows->run.relax);
    *at = (tc_run_entry){.key = "gap", .zh = "--gap ", .en = "--gap"};
    tc_number_write(rows->run.gap, at->text);
}

/* ---- is it this one? --------------------------------------------------------------- */

static const char *text_of(const tc_json *value)
{
    if (!value)
        return "-";
    switch (value->kind) {
    case TC_JSON_TRUE:
        return "true";
    case TC_JSON_FALSE:
        return "false";
    case TC_JSON_NUMBER:
    case TC_JSON_TEXT:
        return value->text;
    case TC_JSON_NULL:
    case TC_JSON_ARRAY:
    case TC_JSON_OBJECT:
        break;
    }
    return "-";
}

tc_code tc_run_agree(const tc_rows *rows, const tc_json_document *document,
                     const char *path, tc_error *error)
{
    tc_run_entry entries[TC_RUN_ENTRIES];
    tc_run_entries(rows, entries);
    const tc_json *run = tc_json_member(tc_json_root(document), "run");
    for (int k = 0; k < TC_RUN_ENTRIES; k++) {
        const char *found = text_of(run ? tc_json_member(run, entries[k].key) : NULL);
        if (strcmp(found, entries[k].text) != 0)
            return tc_fail(error, TC_ERR_USAGE, NULL,
                           "%s 属于另一次运行：%s%.0s是 %.80s，这次是 %s；请另选目录",
                           "%s is of another run: %.0s%s is %.80s, and now %s: choose "
                           "another folder",
                           path, entries[k].zh, entries[k].en, found, entries[k].text);
    }
    return TC_OK;
}
