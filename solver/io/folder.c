/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <errno.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/reason.h"
#include "domain/apply_booked.h"
#include "domain/apply_rules.h"
#include "io/case_path.h"
#include "io/loading.h"
#include "io/sheet_name.h"
#include "tongchou/ledger.h"
#include "tongchou/rules.h"

void tc_loading_end(tc_loading *loading)
{
    tc_name_index_free(&loading->area_ids);
    tc_name_index_free(&loading->area_names);
    tc_name_index_free(&loading->basins);
    tc_rule_book_free(&loading->ratios);
    tc_rule_book_free(&loading->reserve);
    tc_rule_book_free(&loading->export_cap);
}

/* The files in the order in which their faults are told. */
enum {
    FILE_CASE,
    FILE_RULES, /* of all sets, one after the other */
    FILE_AREAS,
    FILE_ATTAINMENT,
    FILE_SOURCES,
    FILE_PROJECTS,
    FILE_EXCHANGE,
    FILE_LOCKS,
    FILES
};

static const char *const file_names[FILES] = {"case.json",    "",
                                              "areas.csv",    "attainment.csv",
                                              "sources.csv",  "projects.csv",
                                              "exchange.csv", "locks.csv"};

/* Append the faults of one file, in order. */
static void put_of_file(const tc_faults *from, const char *file, tc_faults *to)
{
    const size_t first = to->count;
    for (size_t i = 0; i < from->count; i++)
        if (strcmp(from->list[i].error.file, file) == 0)
            tc_fault_put(to, &from->list[i]);
    tc_faults_sort(to, first);
}

/* Judge the clauses about what was read. What is wrong is told with its file. */
static tc_code apply_rules(tc_loading *loading, tc_faults lists[FILES], tc_error *error)
{
    tc_problem *problem = loading->problem;
    tc_faults found = {0};
    for (int f = 0; f < FILES; f++)
        if (lists[f].errors > 0) /* clauses would ask in vain */
            return TC_OK;
    const tc_code code =
        tc_rules_apply(problem, loading->projects, loading->sources, &found, error);
    for (int f = 0; f < FILES; f++)
        put_of_file(&found, file_names[f], &lists[f]);
    for (int s = 0; s < problem->rule_set_count; s++)
        if (!problem->rule_sets[s].shipped)
            put_of_file(&found, problem->rule_sets[s].file, &lists[FILE_RULES]);
    tc_faults_free(&found);
    return code;
}

/* Take off what a ledger has booked: clauses look at what is left. */
static tc_code apply_booked(tc_loading *loading, tc_faults lists[FILES], tc_error *error)
{
    tc_faults found = {0};
    for (int f = 0; f < FILES; f++)
        if (lists[f].errors > 0)
            return TC_OK;
    if (!loading->booked)
        return TC_OK;
    const tc_code code =
        tc_booked_apply(loading->problem, loading->projects, loading->sources,
                        loading->booked, &loading->reserve, &found, error);
    for (int f = 0; f < FILES; f++)
        put_of_file(&found, file_names[f], &lists[f]);
    tc_faults_free(&found);
    return code;
}

/* Names of areas are needed by all, so areas come before case.json; rule sets say which
 * columns are no unknown ones. */
static tc_code read_files(tc_loading *loading, tc_faults faults[FILES], tc_error *error)
{
    tc_code code = tc_areas_load(loading, &faults[FILE_AREAS], error);
    if (code == TC_OK)
        code = tc_case_load(loading, &faults[FILE_CASE], error);
    if (code == TC_OK)
        code = tc_rule_sets_load(loading, &faults[FILE_CASE], &faults[FILE_RULES], error);
    if (code == TC_OK)
        code = tc_attainment_load(loading, &faults[FILE_ATTAINMENT], error);
    if (code == TC_OK)
        code = tc_sources_load(loading, &faults[FILE_SOURCES], error);
    if (code == TC_OK)
        code = tc_projects_load(loading, &faults[FILE_PROJECTS], error);
    if (code == TC_OK) {
        tc_owners_resolve(loading, &faults[FILE_SOURCES]);
        tc_stated_totals_check(loading, &faults[FILE_CASE]);
    }
    if (code == TC_OK)
        code = tc_exchange_load(loading, &faults[FILE_EXCHANGE], error);
    if (code == TC_OK)
        code = tc_locks_load(loading, &faults[FILE_LOCKS], error);
    if (code == TC_OK)
        code = apply_booked(loading, faults, error);
    if (code == TC_OK)
        code = apply_rules(loading, faults, error);
    return code;
}

/* The faults of every file, in order. */
static void gather(tc_faults lists[FILES], tc_faults *faults)
{
    for (int f = 0; f < FILES; f++) {
        if (f != FILE_RULES) /* several files, each in order */
            tc_faults_sort(&lists[f], 0);
        tc_faults_join(faults, &lists[f]);
        tc_faults_free(&lists[f]);
    }
}

/* A workbook that is none, or damaged, is a fault of the input. */
static tc_code open_book(const char *path, tc_faults *faults, tc_xlsx_book **book,
                         tc_error *error)
{
    tc_fault damage = {0};
    const tc_code code = tc_xlsx_open(path, tc_case_book_name(path), book, &damage.error);
    if (code == TC_ERR_INPUT)
        tc_fault_put(faults, &damage);
    else if (code != TC_OK && error)
        *error = damage.error;
    else if (code == TC_OK)
        tc_sheet_names_check(*book, faults);
    return code;
}

static tc_code read_from(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_faults lists[FILES] = {{0}};
    const tc_code code = read_files(loading, lists, error);
    gather(lists, faults);
    if (loading->home.book)
        tc_sheet_places(loading->home.book, faults);
    tc_loading_end(loading);
    return code;
}

/* How a case is read: start from {0}. */
typedef struct reading {
    const char *const *sets; /* in place of those that case.json names; NULL: those */
    int set_count;
    const tc_booked *booked; /* NULL: without a ledger */
} reading;

static tc_code read_case(tc_problem *problem, const char *path, const reading *how,
                         tc_faults *faults, tc_error *error)
{
    tc_buffer folder = {0};
    tc_xlsx_book *book = NULL;
    problem->folder = tc_arena_text(&problem->arena, path, strlen(path));
    tc_case_home(path, &folder);
    tc_code code = problem->folder && !folder.failed ? TC_OK : tc_no_memory(error);
    if (code == TC_OK && tc_case_is_book(path))
        code = open_book(path, faults, &book, error);
    if (code == TC_OK) {
        tc_loading loading = {.problem = problem,
                              .path = path,
                              .home = {folder.text, book},
                              .wanted_sets = how->sets,
                              .wanted_set_count = how->set_count,
                              .booked = how->booked};
        code = read_from(&loading, faults, error);
    }
    if ((code == TC_OK || code == TC_ERR_INPUT) && faults->errors > 0)
        code = tc_faults_refuse(faults, error);
    tc_xlsx_close(book);
    tc_buffer_free(&folder);
    return code;
}

/* Old workbooks, and those of other programs: what to do about them. */
static bool is_other_book(const char *path)
{
    static const char *const endings[] = {".xls", ".et", ".ods", ".xlsb"};
    const char *point = strrchr(path, '.');
    for (size_t k = 0; point && k < sizeof endings / sizeof *endings; k++)
        if (strcasecmp(point, endings[k]) == 0)
            return true;
    return false;
}

/* Is there a case of that name: a folder, or a workbook? */
static tc_code check_path(const char *path, tc_faults *faults, tc_error *error)
{
    const tc_place place = {path, 0, 0};
    const char *point = strrchr(path, '.');
    struct stat about;
    if (stat(path, &about) != 0) {
        if (errno != ENOENT && errno != ENOTDIR) {
            const tc_system_reason reason = tc_system_reason_of(errno);
            return tc_fail(error, TC_ERR_IO, &place, "无法读取文件夹：%s%.0s",
                           "cannot read the folder: %.0s%s", reason.zh, reason.en);
        }
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "没有这个文件夹",
                     "there is no such folder");
        return tc_faults_refuse(faults, error);
    }
    if (S_ISDIR(about.st_mode))
        return TC_OK;
    if (S_ISREG(about.st_mode) && point && strcasecmp(point, ".xlsx") == 0)
        return TC_OK;
    if (is_other_book(path))
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "这种工作簿不能读，请另存为 .xlsx",
                     "such a workbook cannot be read: save it as .xlsx");
    else
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "不是文件夹，请写案例文件夹或工作簿（.xlsx）的路径",
                     "is not a folder: give the folder of a case, or a workbook (.xlsx)");
    return tc_faults_refuse(faults, error);
}

static tc_code load(const char *folder, const reading *how, tc_faults *faults,
                    tc_problem **problem, tc_error *error)
{
    tc_faults found = {0};
    tc_problem *loaded = tc_mem_new(1, sizeof *loaded);
    if (!loaded)
        return tc_no_memory(error);
    tc_code code = check_path(folder, &found, error);
    if (code == TC_OK)
        code = read_case(loaded, folder, how, &found, error);
    if (faults)
        tc_faults_join(faults, &found);
    tc_faults_free(&found);
    if (code == TC_OK)
        *problem = loaded;
    else
        tc_problem_free(loaded);
    return code;
}

tc_code tc_problem_load(const char *folder, tc_faults *faults, tc_problem **problem,
                        tc_error *error)
{
    return load(folder, &(reading){0}, faults, problem, error);
}

tc_code tc_problem_load_with(const char *folder, const char *const *sets, int count,
                             tc_faults *faults, tc_problem **problem, tc_error *error)
{
    const reading how = {.sets = sets, .set_count = count};
    return load(folder, &how, faults, problem, error);
}

tc_code tc_problem_load_booked(const char *folder, const tc_booked *booked,
                               tc_faults *faults, tc_problem **problem, tc_error *error)
{
    return load(folder, &(reading){.booked = booked}, faults, problem, error);
}

tc_problem_facts tc_problem_describe(const tc_problem *problem)
{
    tc_problem_facts facts = {.name = problem->name,
                              .areas = problem->area_count,
                              .sources = problem->source_count,
                              .projects = problem->project_count};
    for (int j = 0; j < problem->project_count; j++) {
        const tc_lock *lock = problem->projects[j].lock;
        facts.illustrative_projects += problem->projects[j].illustrative;
        facts.locked_in += lock && lock->in;
        facts.locked_out += lock && !lock->in;
    }
    return facts;
}

void tc_problem_free(tc_problem *problem)
{
    if (!problem)
        return;
    tc_arena_free(&problem->arena);
    tc_mem_drop(problem);
}
