/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/file_bytes.h"
#include "io/file_digest.h"
#include "io/plan_agree.h"
#include "io/plan_case.h"
#include "io/plan_csv.h"
#include "io/plan_json.h"
#include "io/save.h"
#include "tongchou/ledger.h"

static const char PLAN_FILE[] = "plan.json";
/* A plan of 20,000 projects has about a hundredth of this. */
static const size_t FILE_BYTES_MOST = (size_t)1 << 30;

typedef tc_code render_table(const tc_problem *problem, const tc_plan *plan,
                             tc_buffer *out, tc_error *error);

static const struct {
    const char *name;
    render_table *render;
} TABLES[] = {{"projects.csv", tc_plan_csv_projects},
              {"credits.csv", tc_plan_csv_credits},
              {"sources.csv", tc_plan_csv_sources}};
enum {
    TABLE_COUNT = sizeof TABLES / sizeof TABLES[0],
    FILE_PLAN = TABLE_COUNT,
    FILE_CASE,
    FILES
};

static tc_code memory_ran_out(tc_error *error)
{
    return tc_no_memory(error);
}

/* ---- writing ----------------------------------------------------------------------- */

static const char *file_name(int file)
{
    return file == FILE_PLAN   ? PLAN_FILE
           : file == FILE_CASE ? TC_PLAN_CASE_FILE
                               : TABLES[file].name;
}

tc_code tc_plan_save(const tc_problem *problem, const tc_plan *plan, const char *folder,
                     tc_error *error)
{
    tc_buffer texts[FILES] = {{0}};
    tc_save_file files[FILES] = {{0}};
    tc_code code = TC_OK;
    for (int k = 0; k < TABLE_COUNT && code == TC_OK; k++)
        code = TABLES[k].render(problem, plan, &texts[k], error);
    if (code == TC_OK)
        code = tc_plan_json_write(problem, plan, TC_WITH_PROOF, &texts[FILE_PLAN], error);
    if (code == TC_OK)
        code = tc_plan_case_write(problem, folder, &texts[FILE_CASE], error);
    for (int k = 0; k < FILES; k++) {
        files[k].name = file_name(k);
        files[k].text = texts[k].text;
        files[k].length = texts[k].length;
    }
    if (code == TC_OK)
        code = tc_save_all(folder, files, FILES, error);
    for (int k = 0; k < FILES; k++)
        tc_buffer_free(&texts[k]);
    return code;
}

tc_code tc_plan_json(const tc_problem *problem, const tc_plan *plan, char **text,
                     tc_error *error)
{
    tc_buffer out = {0};
    const tc_code code = tc_plan_json_write(problem, plan, TC_WITHOUT_PROOF, &out, error);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}

/* ---- reading ----------------------------------------------------------------------- */

/* folder/name; *path is the caller's, tc_buffer_free. A file that is not there at all is
 * a fault of the input: the folder holds no whole plan. */
static tc_code find_file(const char *folder, const char *name, tc_buffer *path,
                         tc_error *error)
{
    const tc_place place = {name, 0, 0};
    tc_buffer_printf(path, "%s/%s", folder, name);
    if (path->failed)
        return memory_ran_out(error);
    if (tc_file_is_missing(path->text))
        return tc_fail(error, TC_ERR_INPUT, &place, "应有文件 %s，却没有",
                       "expected the file %s, found none", path->text);
    return TC_OK;
}

/* *digest is that of the bytes that are parsed, whatever becomes of the file. */
static tc_code parse_plan(const char *folder, tc_json_document **document,
                          tc_digest *digest, tc_error *error)
{
    tc_buffer path = {0}, text = {.most = FILE_BYTES_MOST};
    tc_json_document *made = NULL;
    tc_code code = find_file(folder, PLAN_FILE, &path, error);
    if (code == TC_OK)
        code = tc_file_read(path.text, PLAN_FILE, &text, error);
    if (code == TC_OK) {
        *digest = tc_digest_bytes(text.text, text.length);
        code = tc_json_parse(PLAN_FILE, text.text, text.length, &made, error);
    }
    if (code == TC_OK)
        code = tc_json_check_plain(made, error);
    tc_buffer_free(&text);
    tc_buffer_free(&path);
    if (code == TC_OK)
        *document = made;
    else
        tc_json_free(made);
    return code;
}

static tc_code load_json(const tc_problem *problem, const char *folder, tc_plan **plan,
                         tc_error *error)
{
    tc_json_document *document = NULL;
    tc_digest digest = {""};
    tc_code code = parse_plan(folder, &document, &digest, error);
    if (code == TC_OK)
        code = tc_plan_json_read(problem, document, PLAN_FILE, plan, error);
    if (code == TC_OK)
        memcpy((*plan)->digest, digest.text, sizeof digest.text);
    tc_json_free(document);
    return code;
}

tc_code tc_plan_ledger_head(const char *folder, char head[65], tc_error *error)
{
    tc_json_document *document = NULL;
    tc_digest digest;
    const tc_code code = parse_plan(folder, &document, &digest, error);
    const tc_json *ledger =
        code == TC_OK ? tc_json_member(tc_json_root(document), "ledger") : NULL;
    const tc_json *cited = ledger ? tc_json_member(ledger, "head") : NULL;
    const char *text = cited && cited->kind == TC_JSON_TEXT ? cited->text : "";
    if (code == TC_OK)
        (void)snprintf(head, 65, "%s", text);
    tc_json_free(document);
    return code;
}

tc_code tc_plan_probe(const char *folder, tc_error *error)
{
    tc_json_document *document = NULL;
    tc_digest digest;
    const tc_code code = parse_plan(folder, &document, &digest, error);
    tc_json_free(document);
    return code;
}

static tc_code compare_table(const tc_problem *problem, const tc_plan *plan,
                             const char *folder, int table, tc_error *error)
{
    const char *name = TABLES[table].name;
    tc_buffer path = {0}, found = {.most = FILE_BYTES_MOST}, expected = {0};
    tc_code code = find_file(folder, name, &path, error);
    if (code == TC_OK)
        code = tc_file_read(path.text, name, &found, error);
    if (code == TC_OK)
        code = TABLES[table].render(problem, plan, &expected, error);
    if (code == TC_OK)
        code = tc_csv_agree(&expected, &found, name, error);
    tc_buffer_free(&expected);
    tc_buffer_free(&found);
    tc_buffer_free(&path);
    return code;
}

tc_code tc_plan_load(const tc_problem *problem, const char *folder, tc_plan **plan,
                     tc_error *error)
{
    tc_plan *loaded = NULL;
    tc_code code = load_json(problem, folder, &loaded, error);
    for (int k = 0; k < TABLE_COUNT && code == TC_OK; k++)
        code = compare_table(problem, loaded, folder, k, error);
    if (code == TC_OK)
        *plan = loaded;
    else
        tc_plan_free(loaded);
    return code;
}
