/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "io/loading.h"
#include "io/record.h"
#include "io/reference.h"
#include "io/table.h"

enum { PROJECT, LOCK, WHO, WHY, NOTE, COLUMNS };

/* They stand in sentences: longer ones belong into the note. */
enum { WHO_BYTES_MOST = 120, WHY_BYTES_MOST = 480 };

typedef struct lock_row {
    const char *project;
    int in;
    tc_lock lock;
} lock_row;

static const tc_word words[] = {
    {{"in", "安排", "锁定安排", "必须安排"}, true},
    {{"out", "不安排", "锁定不安排", "不予安排"}, false},
    {{NULL}, 0},
};

static const tc_column columns[COLUMNS] = {
    {{"project", "项目", "项目编号", "编号"},
     TC_CELL_ID,
     true,
     offsetof(lock_row, project),
     {0, 0},
     NULL},
    {{"lock", "锁定", "锁定结果"},
     TC_CELL_WORD,
     true,
     offsetof(lock_row, in),
     {0, 0},
     words},
    {{"who", "锁定人", "决定人", "责任人"},
     TC_CELL_NAME,
     true,
     offsetof(lock_row, lock.who),
     {0, 0},
     NULL},
    {{"why", "理由", "原因", "依据"},
     TC_CELL_NAME,
     true,
     offsetof(lock_row, lock.why),
     {0, 0},
     NULL},
    {{"note", "备注", "说明"},
     TC_CELL_TEXT,
     false,
     offsetof(lock_row, lock.note),
     {0, 0},
     NULL},
};

static const tc_table_form form = {
    .file = "locks.csv", .columns = columns, .column_count = COLUMNS, .optional = true};

static void check_length(const tc_table *table, int column, const char *text, int most)
{
    const tc_spot spot = tc_table_spot(table, column);
    if (strlen(text) > (size_t)most)
        tc_fault_add(
            spot.faults, TC_SEVERITY_ERROR, &spot.place,
            "%s：太长，最多 %d 字节，其余请写在备注里",
            "%s: is too long: it has at most %d bytes, the rest belongs into the "
            "note",
            spot.what, most);
}

/* The project of the row; NULL, with a fault, where there is none, or it has a lock. */
static tc_project *project_of(const tc_loading *loading, const tc_table *table,
                              const char *text)
{
    const tc_spot spot = tc_table_spot(table, PROJECT);
    int found = -1;
    if (!*text || !tc_project_find(loading, text, &spot, &found))
        return NULL;
    tc_project *project = &loading->projects[found];
    if (!project->lock)
        return project;
    tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                 "%s：项目“%s”在第 %d 行已经锁定",
                 "%s: project '%s' is locked at line %d already", spot.what,
                 tc_plain_show(text).text, project->lock->line);
    return NULL;
}

/* What follows for the project. */
static bool apply(tc_loading *loading, const tc_lock *lock, tc_project *project)
{
    tc_lock *kept = tc_arena_take(&loading->problem->arena, 1, sizeof *kept);
    if (!kept)
        return false;
    *kept = *lock;
    project->lock = kept;
    project->must_serve = project->must_serve || lock->in;
    project->zoning_ok = project->zoning_ok && lock->in;
    return true;
}

static tc_code read_rows(tc_loading *loading, tc_table *table, tc_error *error)
{
    for (;;) {
        const tc_code code = tc_table_next(table, error);
        if (code != TC_OK || table->row.count == 0)
            return code;
        const size_t before = table->faults->errors;
        lock_row row = {
            .project = "",
            .lock = {.who = "", .why = "", .note = "", .line = table->row.line}};
        tc_record_read(loading, table, &row);
        check_length(table, WHO, row.lock.who, WHO_BYTES_MOST);
        check_length(table, WHY, row.lock.why, WHY_BYTES_MOST);
        row.lock.in = row.in != 0;
        tc_project *project = project_of(loading, table, row.project);
        const bool sound = project && table->faults->errors == before;
        if (loading->no_memory || (sound && !apply(loading, &row.lock, project)))
            return tc_no_memory(error);
    }
}

tc_code tc_locks_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_table table;
    tc_code code = tc_table_open(loading->home, &form, faults, &table, error);
    if (code == TC_OK && table.usable)
        code = read_rows(loading, &table, error);
    tc_table_close(&table);
    return code;
}
