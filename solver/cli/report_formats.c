/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/report_formats.h"

#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/nearest.h"
#include "cli/say.h"

/* Make one document; *bytes is the caller's. */
typedef tc_code make_file(const tc_report_plan *plan, tc_language language, char **bytes,
                          size_t *length, tc_error *error);

static tc_code make_html(const tc_report_plan *plan, tc_language language, char **bytes,
                         size_t *length, tc_error *error)
{
    const tc_code code =
        tc_report_html(plan->problem, plan->plan, &plan->about, language, bytes, error);
    if (code == TC_OK)
        *length = strlen(*bytes);
    return code;
}

static tc_code make_workbook(const tc_report_plan *plan, tc_language language,
                             char **bytes, size_t *length, tc_error *error)
{
    const tc_workbook_about about = {.language = language, .sweep = plan->sweep};
    return tc_workbook_make(plan->problem, plan->plan, &about, bytes, length, error);
}

static tc_code make_markdown(const tc_report_plan *plan, tc_language language,
                             char **bytes, size_t *length, tc_error *error)
{
    const tc_code code = tc_report_markdown(plan->problem, plan->plan, &plan->about,
                                            language, bytes, error);
    if (code == TC_OK)
        *length = strlen(*bytes);
    return code;
}

/* Every format, in the order in which files are written; letters are many files, and
 * come last. */
static const struct {
    const char *name;
    bool both; /* one file has both languages; else there is one for each */
    make_file *make;
} FORMATS[] = {{"html", true, make_html},
               {"xlsx", false, make_workbook},
               {"md", false, make_markdown},
               {"docx", true, NULL}};
enum { FORMAT_COUNT = sizeof FORMATS / sizeof *FORMATS };

/* The items of a list "html,md": from *list on, its length; 0 at the end. */
static size_t next_item(const char **list)
{
    *list += **list == ',';
    return strcspn(*list, ",");
}

static bool is_item(const char *item, size_t length, const char *name)
{
    return strlen(name) == length && strncmp(item, name, length) == 0;
}

static bool wants(const tc_request *request, const char *name)
{
    const char *list = request->format;
    if (!list)
        return true;
    for (size_t length; (length = next_item(&list)) > 0; list += length)
        if (is_item(list, length, name))
            return true;
    return false;
}

static int refuse(const tc_request *request, const char *item)
{
    tc_nearest search;
    tc_nearest_start(&search, item, false);
    for (int k = 0; k < FORMAT_COUNT; k++)
        tc_nearest_offer(&search, FORMATS[k].name);
    if (search.best)
        return tc_say_usage(request, "没有格式“%s”，是不是“%s”？",
                            "there is no format '%s': did you mean '%s'?", item,
                            search.best);
    return tc_say_usage(request, "没有格式“%s”，可用 html、xlsx、md、docx",
                        "there is no format '%s': html, xlsx, md and docx may be used",
                        item);
}

int tc_report_formats_check(const tc_request *request)
{
    const char *list = request->format ? request->format : "";
    for (size_t length; (length = next_item(&list)) > 0; list += length) {
        char item[64];
        bool known = false;
        for (int k = 0; k < FORMAT_COUNT; k++)
            known = known || is_item(list, length, FORMATS[k].name);
        (void)snprintf(item, sizeof item, "%.*s", (int)length, list);
        if (!known)
            return refuse(request, item);
    }
    if (*list)
        return tc_say_usage(request, "选项“--format”里有一项是空的：“%s”",
                            "option '--format' has an empty item: '%s'", request->format);
    if (request->sweep && !wants(request, "xlsx"))
        return tc_say_usage(request,
                            "--sweep 的情景比较表只在工作簿里：--format 要有 xlsx",
                            "the scenarios of --sweep are a sheet of the workbook: "
                            "--format wants xlsx");
    return TC_EXIT_DONE;
}

/* ---- making ------------------------------------------------------------------------ */

static tc_code add_file(int format, const tc_report_plan *plan, tc_language language,
                        tc_report_files *files, tc_error *error)
{
    char *bytes = NULL;
    size_t length = 0;
    char *name = files->names[files->made_count];
    const tc_code code = FORMATS[format].make(plan, language, &bytes, &length, error);
    if (code != TC_OK)
        return code;
    if (FORMATS[format].both)
        (void)snprintf(name, TC_REPORT_NAME_BYTES, "report.%s", FORMATS[format].name);
    else
        (void)snprintf(name, TC_REPORT_NAME_BYTES, "report.%s.%s",
                       language == TC_EN ? "en" : "zh", FORMATS[format].name);
    files->files[files->count++] = (tc_report_file){name, bytes, length};
    files->made[files->made_count++] = bytes;
    return TC_OK;
}

static tc_code add_files(const tc_request *request, const tc_report_plan *plan,
                         tc_report_files *files, tc_error *error)
{
    const bool two = request->lang && strchr(request->lang, ',');
    const tc_language other = request->language == TC_EN ? TC_ZH : TC_EN;
    tc_code code = TC_OK;
    for (int k = 0; k < FORMAT_COUNT && code == TC_OK; k++) {
        if (!FORMATS[k].make || !wants(request, FORMATS[k].name))
            continue;
        code = add_file(k, plan, request->language, files, error);
        if (code == TC_OK && two && !FORMATS[k].both)
            code = add_file(k, plan, other, files, error);
    }
    return code;
}

static tc_code make_letters(const tc_request *request, const tc_report_plan *plan,
                            tc_faults *faults, tc_letters **letters, tc_error *error)
{
    const tc_letters_options options = {.templates = request->templates};
    if (!wants(request, "docx"))
        return TC_OK;
    return tc_letters_make(plan->problem, plan->plan, &options, faults, letters, error);
}

/* Of cases of more projects than this, pages do without a suggestion: of those that are
 * decided whole, a question takes a search. */
enum { SUGGESTED_MOST = TC_LETTERS_EXPLAINED_MOST, SUGGESTED_WHOLE_MOST = 50 };

/* Should pages say what more supply would do? It takes ten times as long as all else, so
 * that a batch goes without. */
static bool suggests(const tc_request *request, const tc_report_plan *plan)
{
    const int projects = tc_problem_describe(plan->problem).projects;
    const bool whole = tc_plan_steps(plan->plan) > 0;
    return !request->batch && (wants(request, "html") || wants(request, "md")) &&
           tc_plan_get_status(plan->plan) == TC_PLAN_OPTIMAL &&
           projects <= (whole ? SUGGESTED_WHOLE_MOST : SUGGESTED_MOST);
}

/* Where the solver gives up on some question, or finds another plan than this one, there
 * is no suggestion; that keeps nobody from the rest. */
static tc_code find_suggestion(const tc_report_plan *plan, tc_suggestion **suggestion,
                               tc_error *error)
{
    tc_suggestion *found = NULL;
    tc_error why = {0};
    const tc_code code = tc_suggest(plan->problem, NULL, &found, &why);
    if (code == TC_OK && tc_suggestion_is_about(plan->problem, found, plan->plan)) {
        *suggestion = found;
        return TC_OK;
    }
    tc_suggestion_free(found);
    if (code != TC_OK && code != TC_ERR_SOLVER) {
        *error = why;
        return code;
    }
    return TC_OK;
}

/* All but the letters. */
static tc_code make_files(const tc_request *request, const tc_report_plan *plan,
                          tc_report_files *files, tc_error *error)
{
    tc_report_plan told = *plan;
    tc_suggestion *suggestion = NULL;
    tc_code code =
        suggests(request, plan) ? find_suggestion(plan, &suggestion, error) : TC_OK;
    told.about.suggestion = suggestion;
    if (code == TC_OK)
        code = add_files(request, &told, files, error);
    tc_suggestion_free(suggestion);
    return code;
}

tc_code tc_report_formats_make(const tc_request *request, const tc_report_plan *plan,
                               tc_report_files *files, tc_faults *faults, tc_error *error)
{
    tc_code code = make_letters(request, plan, faults, &files->letters, error);
    if (code != TC_OK)
        return code;
    const int letters = files->letters ? tc_letters_count(files->letters) : 0;
    files->files =
        tc_mem_new(TC_REPORT_MADE_MOST + (size_t)letters, sizeof *files->files);
    files->names = tc_mem_new(TC_REPORT_MADE_MOST, sizeof *files->names);
    code = files->files && files->names ? make_files(request, plan, files, error)
                                        : tc_no_memory(error);
    for (int k = 0; k < letters && code == TC_OK; k++)
        files->files[files->count++] = tc_letters_file(files->letters, k);
    return code;
}

void tc_report_files_free(tc_report_files *files)
{
    for (int k = 0; k < files->made_count; k++)
        tc_text_free(files->made[k]);
    tc_letters_free(files->letters);
    tc_mem_drop(files->files);
    tc_mem_drop(files->names);
    *files = (tc_report_files){.count = 0};
}
