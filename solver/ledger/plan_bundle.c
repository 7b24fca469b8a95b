/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/fault.h"
#include "io/case_parts.h"
#include "io/case_path.h"
#include "io/file_bytes.h"
#include "ledger/plans.h"

/* A row of a database holds no more. */
static const size_t FILE_BYTES_MOST = (size_t)512 << 20;

static const char *const PLAN_FILES[] = {"credits.csv", "plan.json", "projects.csv",
                                         "sources.csv", NULL};

struct tc_plan_file {
    const char *part, *name; /* "case" or "plan" */
    tc_buffer bytes;
    tc_digest hash;
};

static tc_code add_file(tc_plan_bundle *bundle, const char *part, const char *folder,
                        const char *name, tc_error *error)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", folder, name);
    if (path.failed || (tc_file_is_missing(path.text) && strcmp(part, "case") == 0)) {
        const bool failed = path.failed;
        tc_buffer_free(&path);
        return failed ? tc_no_memory(error) : TC_OK;
    }
    if (bundle->count == bundle->room) {
        const int room = bundle->room ? 2 * bundle->room : 16;
        struct tc_plan_file *grown =
            tc_mem_grow(bundle->list, (size_t)room, sizeof *grown);
        if (!grown) {
            tc_buffer_free(&path);
            return tc_no_memory(error);
        }
        bundle->list = grown;
        bundle->room = room;
    }
    struct tc_plan_file *file = &bundle->list[bundle->count++];
    *file =
        (struct tc_plan_file){.part = part,
                              .name = tc_arena_text(&bundle->arena, name, strlen(name)),
                              .bytes = {.most = FILE_BYTES_MOST}};
    const tc_code code = file->name ? tc_file_read(path.text, name, &file->bytes, error)
                                    : tc_no_memory(error);
    tc_buffer_free(&path);
    if (code == TC_OK)
        file->hash = tc_digest_bytes(file->bytes.text, file->bytes.length);
    return code;
}

static tc_code sum_up(tc_plan_bundle *bundle, tc_error *error)
{
    tc_buffer lines = {0};
    for (int k = 0; k < bundle->count; k++)
        tc_buffer_printf(&lines, "%s  %s/%s\n", bundle->list[k].hash.text,
                         bundle->list[k].part, bundle->list[k].name);
    const tc_digest hash = tc_digest_bytes(lines.text, lines.length);
    memcpy(bundle->hash, hash.text, sizeof bundle->hash);
    const tc_code code = lines.failed ? tc_no_memory(error) : TC_OK;
    tc_buffer_free(&lines);
    return code;
}

/* By part, then in the order of the names, that of the ledger. */
static int compare_files(const void *a, const void *b)
{
    const struct tc_plan_file *one = a, *other = b;
    const int part = strcmp(one->part, other->part);
    return part ? part : strcmp(one->name, other->name);
}

tc_code tc_plan_bundle_read(const tc_problem *problem, const char *plan_folder,
                            tc_plan_bundle *bundle, tc_error *error)
{
    tc_buffer home = {0};
    const bool is_book = tc_case_is_book(problem->folder);
    tc_case_home(problem->folder, &home);
    tc_code code = home.failed ? tc_no_memory(error) : TC_OK;
    if (code == TC_OK && is_book)
        code = add_file(bundle, "case", home.text, tc_case_book_name(problem->folder),
                        error);
    for (const char *const *name = tc_case_parts; !is_book && *name && code == TC_OK;
         name++)
        code = add_file(bundle, "case", home.text, *name, error);
    for (int s = 0; s < problem->rule_set_count && code == TC_OK; s++)
        if (!problem->rule_sets[s].shipped)
            code = add_file(bundle, "case", home.text, problem->rule_sets[s].file, error);
    tc_buffer_free(&home);
    for (const char *const *name = PLAN_FILES; *name && code == TC_OK; name++)
        code = add_file(bundle, "plan", plan_folder, *name, error);
    if (code != TC_OK)
        return code;
    qsort(bundle->list, (size_t)bundle->count, sizeof *bundle->list, compare_files);
    return sum_up(bundle, error);
}

void tc_plan_bundle_free(tc_plan_bundle *bundle)
{
    for (int k = 0; k < bundle->count; k++)
        tc_buffer_free(&bundle->list[k].bytes);
    tc_mem_drop(bundle->list);
    tc_arena_free(&bundle->arena);
    *bundle = (tc_plan_bundle){0};
}

static void book_file(tc_writing *w, const struct tc_plan_file *file, int place)
{
    const tc_sql_value values[] = {TC_SQL_N(w->plan),
                                   TC_SQL_T(file->part),
                                   TC_SQL_T(file->name),
                                   TC_SQL_T(file->hash.text),
                                   {.kind = TC_SQL_BYTES,
                                    .text = file->bytes.text ? file->bytes.text : "",
                                    .length = file->bytes.length},
                                   TC_SQL_N(place)};
    w->code = tc_store_do(w->ledger->store,
                          "INSERT INTO files (plan, part, name, hash, bytes, place) "
                          "VALUES ($1, $2, $3, $4, $5, $6)",
                          values, 6, w->error);
}

void tc_plan_bundle_book(tc_writing *writing, const tc_plan_bundle *bundle,
                         const char *head)
{
    bool found = false;
    writing->code = tc_store_number(writing->ledger->store,
                                    "SELECT coalesce(max(number), 0) + 1 FROM plans",
                                    NULL, 0, &found, &writing->plan, writing->error);
    const tc_sql_value values[] = {TC_SQL_N(writing->plan), TC_SQL_T(bundle->hash),
                                   TC_SQL_T(head)};
    if (writing->code == TC_OK)
        writing->code =
            tc_store_do(writing->ledger->store,
                        "INSERT INTO plans (number, hash, head) VALUES ($1, $2, $3)",
                        values, 3, writing->error);
    for (int k = 0; k < bundle->count && writing->code == TC_OK; k++)
        book_file(writing, &bundle->list[k], k);
    writing->hash = bundle->hash;
}
