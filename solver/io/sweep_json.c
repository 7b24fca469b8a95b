/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/alloc.h"
#include "domain/sobol.h"
#include "io/file_bytes.h"
#include "io/reference.h"
#include "io/spill.h"
#include "io/sweep_kinds.h"
#include "io/sweep_reader.h"

enum { FILE_BYTES_MOST = 16 * 1024 * 1024 };

static const char *const keys[] = {"design", "scenarios", "seed", "axes", "file", NULL};

tc_place tc_sweep_place(const tc_sweep_reading *reading, const tc_json *value)
{
    return (tc_place){reading->file, value->line, value->column};
}

void *tc_sweep_take(tc_sweep_reading *reading, int count, size_t size)
{
    void *taken = tc_arena_take(&reading->sweep->arena, (size_t)count, size);
    if (!taken)
        reading->no_memory = true;
    return taken;
}

const char *tc_sweep_text(tc_sweep_reading *reading, const char *text)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    const char *copy = tc_arena_text(&reading->sweep->arena, start, length);
    if (!copy)
        reading->no_memory = true;
    return copy ? copy : "";
}

/* "key: ", or nothing in front of an element of a list. */
static void refuse_number(const tc_sweep_reading *reading, const tc_json *value,
                          double least, double most, bool whole)
{
    const tc_place place = tc_sweep_place(reading, value);
    const char *key = value->key ? value->key : "";
    const char *zh = value->key ? "：" : "", *en = value->key ? ": " : "";
    const tc_shown shown = tc_plain_show(value->text);
    char low[32], high[32];
    tc_number_write(least, low);
    tc_number_write(most, high);
    if (whole)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "%s%s%.0s%s 不是整数",
                     "%s%.0s%s%s is not a whole number", key, zh, en, shown.text);
    else
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "%s%s%.0s%s 超出范围，应在 %s 至 %s 之间",
                     "%s%.0s%s%s is out of range: %s to %s is expected", key, zh, en,
                     shown.text, low, high);
}

bool tc_sweep_number(const tc_sweep_reading *reading, const tc_json *value, double least,
                     double most, bool whole, double *number)
{
    if (!tc_member_expect(reading->file, value, TC_JSON_NUMBER, reading->faults))
        return false;
    const bool within = value->number >= least && value->number <= most;
    const bool fits = within && (!whole || value->number == floor(value->number));
    if (fits)
        *number = value->number == 0 ? 0.0 : value->number; /* no negative zero */
    else
        refuse_number(reading, value, least, most, within);
    return fits;
}

/* ---- how many scenarios ------------------------------------------------------------ */

static void say_missing(const tc_sweep_reading *reading, const tc_json *object,
                        const char *key)
{
    const tc_place place = tc_sweep_place(reading, object);
    tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "缺少“%s”",
                 "there is no '%s'", key);
}

/* The number that follows from what was read must be the one that is written, if one is.
 */
static void agree(const tc_sweep_reading *reading, const tc_json *value, double written)
{
    const tc_place place =
        value ? tc_sweep_place(reading, value) : (tc_place){NULL, 0, 0};
    if (value && written != (double)reading->sweep->scenarios)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "scenarios：写的是 %.17g，实有 %lld 个，不写也可以",
                     "scenarios: says %.17g, but there are %lld; it can be left out",
                     written, (long long)reading->sweep->scenarios);
}

static void count_grid(const tc_sweep_reading *reading, const tc_json *axes)
{
    tc_sweep *sweep = reading->sweep;
    double count = 1.0;
    for (int a = 0; a < sweep->axis_count; a++)
        count *= sweep->axes[a].value_count;
    const tc_place place = tc_sweep_place(reading, axes);
    if (count > TC_SWEEP_SCENARIOS_MOST)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "这个网格有 %.4g 个组合，最多 %d 个",
                     "this grid has %.4g combinations; at most %d are possible", count,
                     TC_SWEEP_SCENARIOS_MOST);
    else
        sweep->scenarios = (int64_t)count;
}

/* Each point stands for a scenario, and for two and one for each axis with it. */
static void count_saltelli(const tc_sweep_reading *reading, const tc_json *points)
{
    tc_sweep *sweep = reading->sweep;
    const int each = sweep->axis_count + 2;
    const int64_t most = TC_SWEEP_SCENARIOS_MOST / each;
    const tc_place place = tc_sweep_place(reading, points);
    if (sweep->scenarios > most)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "scenarios：saltelli 每个点要算 %d 个情景，%d 个轴最多 %lld 个点",
                     "scenarios: saltelli makes %d scenarios of each point; with %d axes "
                     "at most %lld points are possible",
                     each, sweep->axis_count, (long long)most);
    else
        sweep->scenarios *= each;
}

static void check_dimensions(const tc_sweep_reading *reading, const tc_json *axes)
{
    const tc_sweep *sweep = reading->sweep;
    const int most = sweep->design == TC_DESIGN_SALTELLI ? TC_SOBOL_DIMENSIONS / 2
                                                         : TC_SOBOL_DIMENSIONS;
    const tc_place place = tc_sweep_place(reading, axes);
    if ((sweep->design == TC_DESIGN_SOBOL || sweep->design == TC_DESIGN_SALTELLI) &&
        sweep->axis_count > most)
        tc_fault_add(
            reading->faults, TC_SEVERITY_ERROR, &place,
            "有 %d 个轴，这种设计最多 %d 个；lhs 与 montecarlo 没有这个限制",
            "there are %d axes, this design takes at most %d; lhs and montecarlo "
            "take more",
            sweep->axis_count, most);
}

/* ---- the file ---------------------------------------------------------------------- */

/* The members of the file; NULL where they are absent. */
typedef struct members {
    const tc_json *design, *scenarios, *seed, *axes, *file;
} members;

static bool read_design(tc_sweep_reading *reading, const tc_json *value)
{
    const int word =
        tc_member_word(reading->file, value, tc_design_words, reading->faults);
    if (word >= 0)
        reading->sweep->design = (tc_design)word;
    return word >= 0;
}

static void read_counts(tc_sweep_reading *reading, const tc_json *root, const members *m,
                        double *scenarios)
{
    tc_sweep *sweep = reading->sweep;
    double seed = 0;
    const bool follows = /* from the values */
        sweep->design == TC_DESIGN_LIST || sweep->design == TC_DESIGN_GRID;
    if (m->scenarios)
        (void)!tc_sweep_number(reading, m->scenarios, 1, TC_SWEEP_SCENARIOS_MOST, true,
                               scenarios);
    else if (!follows)
        say_missing(reading, root, "scenarios");
    if (m->seed && tc_sweep_number(reading, m->seed, 0, TC_JSON_WHOLE_MOST, true, &seed))
        sweep->seed = (uint64_t)seed;
    sweep->scenarios = (int64_t)*scenarios;
    if (sweep->design == TC_DESIGN_LIST && !m->file)
        say_missing(reading, root, "file");
    const tc_place place =
        m->file ? (tc_place){reading->file, m->file->key_line, m->file->key_column}
                : (tc_place){NULL, 0, 0};
    if (sweep->design != TC_DESIGN_LIST && m->file)
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place,
                     "file 只用于 design 为 list 时", "file is for the design list only");
}

static members members_of(tc_sweep_reading *reading, const tc_json *root)
{
    members m = {tc_json_member(root, "design"), tc_json_member(root, "scenarios"),
                 tc_json_member(root, "seed"), tc_json_member(root, "axes"),
                 tc_json_member(root, "file")};
    for (const tc_json *value = root->child; value; value = value->next)
        if (!tc_member_is_known(value, keys))
            tc_member_refuse_key(reading->file, value, keys, reading->faults);
    if (!m.design && !tc_member_is_meant(root, "design", keys))
        say_missing(reading, root, "design");
    if (!m.axes && !tc_member_is_meant(root, "axes", keys))
        say_missing(reading, root, "axes");
    return m;
}

static tc_code read_root(tc_sweep_reading *reading, const tc_json *root, tc_error *error)
{
    tc_sweep *sweep = reading->sweep;
    double scenarios = 0;
    if (!tc_member_expect(reading->file, root, TC_JSON_OBJECT, reading->faults))
        return TC_OK;
    const members m = members_of(reading, root);
    if (!m.design || !read_design(reading, m.design) || !m.axes)
        return TC_OK;
    read_counts(reading, root, &m, &scenarios);
    tc_sweep_axes(reading, m.axes);
    if (reading->faults->errors > 0 || reading->no_memory)
        return TC_OK;
    tc_sweep_ties(reading);
    check_dimensions(reading, m.axes);
    if (sweep->design == TC_DESIGN_GRID)
        count_grid(reading, m.axes);
    if (sweep->design == TC_DESIGN_SALTELLI)
        count_saltelli(reading, m.scenarios);
    if (reading->faults->errors > 0)
        return TC_OK;
    tc_faults_sort(reading->faults, 0); /* those of the list come behind */
    const tc_code code =
        sweep->design == TC_DESIGN_LIST ? tc_sweep_list(reading, m.file, error) : TC_OK;
    if (code == TC_OK && reading->faults->errors == 0 &&
        (sweep->design == TC_DESIGN_LIST || sweep->design == TC_DESIGN_GRID))
        agree(reading, m.scenarios, scenarios);
    return code;
}

/* ---- loading ----------------------------------------------------------------------- */

/* Areas are found by the names that they have in the case. */
static bool index_areas(tc_sweep_reading *reading)
{
    tc_loading *to = &reading->areas;
    reading->known = *reading->problem;
    to->problem = &reading->known;
    to->areas_known = true;
    for (int a = 0; a < reading->problem->area_count; a++)
        if (!tc_area_index(to, &reading->problem->areas[a], a))
            return false;
    return true;
}

/* Read the file's text into the sweep and use it. */
static tc_code read_text(tc_sweep_reading *reading, const tc_buffer *text,
                         tc_error *error)
{
    tc_json_document *document = NULL;
    tc_fault syntax = {0};
    reading->sweep->text =
        tc_arena_text(&reading->sweep->arena, text->text, text->length);
    if (!reading->sweep->text || !index_areas(reading))
        return tc_no_memory(error);
    tc_code code =
        tc_json_parse(reading->file, text->text, text->length, &document, &syntax.error);
    if (code == TC_OK)
        code = tc_json_check_plain(document, &syntax.error);
    if (code == TC_OK) {
        code = read_root(reading, tc_json_root(document), error);
    } else if (code == TC_ERR_INPUT) {
        tc_fault_put(reading->faults, &syntax);
        code = TC_OK;
    } else if (error) {
        *error = syntax.error;
    }
    tc_json_free(document);
    return code;
}

static tc_code read_file(tc_sweep_reading *reading, tc_error *error)
{
    tc_buffer text = {.most = FILE_BYTES_MOST};
    tc_buffer_puts(&text, "");
    tc_code code = TC_OK;
    if (tc_file_is_missing(reading->file)) {
        const tc_place place = {reading->file, 0, 0};
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "没有这个文件",
                     "there is no such file");
    } else {
        code = tc_file_read(reading->file, reading->file, &text, error);
        if (code == TC_OK)
            code = read_text(reading, &text, error);
    }
    tc_buffer_free(&text);
    if (code == TC_OK && reading->no_memory)
        code = tc_no_memory(error);
    tc_name_index_free(&reading->names);
    tc_record_list_free(&reading->axes);
    tc_loading_end(&reading->areas);
    return code;
}

tc_code tc_sweep_load(const tc_problem *problem, const char *path, tc_faults *faults,
                      tc_sweep **sweep, tc_error *error)
{
    tc_faults found = {0};
    tc_sweep *made = tc_mem_new(1, sizeof *made);
    if (!made)
        return tc_no_memory(error);
    tc_sweep_reading reading = {.problem = problem,
                                .sweep = made,
                                .file = path,
                                .faults = &found,
                                .axes = {.size = sizeof(tc_axis)}};
    tc_code code = read_file(&reading, error);
    if (!made->list_file)
        tc_faults_sort(&found, 0);
    if (code == TC_OK && found.errors > 0)
        code = tc_faults_refuse(&found, error);
    if (code == TC_OK)
        code = tc_sweep_prepare(made, error);
    if (code == TC_OK)
        code = tc_sweep_hash(problem, made->list_file, made, error);
    if (faults)
        tc_faults_join(faults, &found);
    tc_faults_free(&found);
    if (code == TC_OK)
        *sweep = made;
    else
        tc_sweep_free(made);
    return code;
}

void tc_sweep_free(tc_sweep *sweep)
{
    if (!sweep)
        return;
    tc_spill_close(sweep->spilled[0]);
    tc_spill_close(sweep->spilled[1]);
    tc_arena_free(&sweep->arena);
    tc_mem_drop(sweep);
}
