/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/nearest.h"
#include "base/quantity.h"
#include "io/csv.h"
#include "io/file_bytes.h"
#include "io/reference.h"
#include "io/spill.h"
#include "io/sweep_reader.h"

enum { DIGITS_EXACT = 15, NO_AXIS = -1, NO_CELL = -1 };

/* A list being read. */
typedef struct listing {
    tc_sweep_reading *reading;
    const char *file;
    tc_csv *csv;
    tc_csv_row row;
    int *axis_of; /* by heading; NO_AXIS where it is empty or faulty */
    int headings;
    int *cell_of;   /* by axis */
    tc_axis *axes;  /* of the sweep, whose ends are noted */
    double *values; /* of the row, by axis */
    tc_spill *list, *lines;
    int64_t rows;
} listing;

static bool is_blank(const char *text)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    return length == 0;
}

static tc_place place_of(const listing *l, int cell)
{
    const tc_csv_cell *at = &l->row.cells[cell];
    return (tc_place){l->file, at->line, at->column};
}

/* The next row with anything in it. */
static tc_code next_row(listing *l, tc_error *error)
{
    for (;;) {
        const tc_code code = tc_csv_next(l->csv, l->reading->faults, &l->row, error);
        if (code != TC_OK || l->row.count == 0)
            return code;
        for (int i = 0; i < l->row.count; i++)
            if (!is_blank(l->row.cells[i].text))
                return TC_OK;
    }
}

/* ---- headings ---------------------------------------------------------------------- */

static void refuse_heading(const listing *l, const char *text, const tc_place *place)
{
    const tc_sweep *sweep = l->reading->sweep;
    tc_nearest search;
    tc_nearest_start(&search, text, true);
    for (int a = 0; a < sweep->axis_count; a++)
        tc_nearest_offer(&search, sweep->axes[a].name);
    const tc_shown shown = tc_plain_show(text);
    if (search.best)
        tc_fault_add(l->reading->faults, TC_SEVERITY_ERROR, place,
                     "列名“%s”不是轴的名称，是不是“%s”？",
                     "the column '%s' is no axis: did you mean '%s'?", shown.text,
                     tc_plain_show(search.best).text);
    else
        tc_fault_add(l->reading->faults, TC_SEVERITY_ERROR, place, "列名“%s”不是轴的名称",
                     "the column '%s' is no axis", shown.text);
}

static void read_heading(listing *l, int cell)
{
    l->axis_of[cell] = NO_AXIS;
    if (is_blank(l->row.cells[cell].text))
        return;
    const char *text = tc_sweep_text(l->reading, l->row.cells[cell].text);
    const tc_place place = place_of(l, cell);
    const int *axis = tc_name_index_find(&l->reading->names, text);
    if (!axis) {
        refuse_heading(l, text, &place);
    } else if (l->cell_of[*axis] != NO_CELL) {
        tc_fault_add(l->reading->faults, TC_SEVERITY_ERROR, &place, "列“%s”写了两次",
                     "the column '%s' is there twice", tc_plain_show(text).text);
    } else {
        l->cell_of[*axis] = cell;
        l->axis_of[cell] = *axis;
    }
}

static tc_code read_headings(listing *l, tc_error *error)
{
    const tc_sweep *sweep = l->reading->sweep;
    tc_faults *faults = l->reading->faults;
    const size_t first = faults->count;
    const tc_code code = next_row(l, error);
    if (code != TC_OK)
        return code;
    if (l->row.count == 0) {
        const tc_place start = {l->file, 1, 1};
        if (faults->count == first)
            tc_fault_add(faults, TC_SEVERITY_ERROR, &start,
                         "文件是空的，第一行应是各轴的名称",
                         "the file is empty: its first row should name the axes");
        return TC_OK;
    }
    l->headings = l->row.count;
    l->axis_of = tc_sweep_take(l->reading, l->headings, sizeof *l->axis_of);
    for (int i = 0; l->axis_of && i < l->headings; i++)
        read_heading(l, i);
    const tc_place place = {l->file, l->row.line, 1};
    for (int a = 0; a < sweep->axis_count; a++)
        if (l->cell_of[a] == NO_CELL)
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "缺少轴“%s”的列",
                         "the column of the axis '%s' is missing",
                         tc_plain_show(sweep->axes[a].name).text);
    tc_faults_sort(faults, first);
    return TC_OK;
}

/* ---- cells ------------------------------------------------------------------------- */

/* A number as programs write it, of so few digits that one division rounds it right. */
static bool read_plain(const char *text, double *value)
{
    static const double powers[] = {1e0, 1e1, 1e2,  1e3,  1e4,  1e5,  1e6,  1e7,
                                    1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};
    const bool negative = *text == '-';
    int digits = 0, decimals = 0;
    int64_t number = 0;
    bool point = false;
    for (text += negative; *text; text++) {
        if (*text == '.' && !point && digits > 0) {
            point = true;
            continue;
        }
        if (*text < '0' || *text > '9' || ++digits > DIGITS_EXACT)
            return false;
        number = number * 10 + (*text - '0');
        decimals += point;
    }
    if (digits == 0)
        return false;
    const double read = (double)number / powers[decimals];
    *value = negative && number > 0 ? -read : read;
    return true;
}

static bool read_variant(const listing *l, const char *text, const tc_spot *spot,
                         double *value)
{
    const tc_sweep *sweep = l->reading->sweep;
    char name[512];
    tc_nearest search;
    if (!tc_text_trim(text, name, sizeof name))
        name[0] = '\0';
    tc_nearest_start(&search, name, true);
    for (int v = 0; v < sweep->variant_count; v++) {
        tc_nearest_offer(&search, sweep->variants[v].name);
        if (strcmp(sweep->variants[v].name, name) == 0) {
            *value = v;
            return true;
        }
    }
    if (!search.best)
        return TC_REFUSE(spot, text, "不是政策的名称", "is the name of no policy");
    tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                 "%s：“%s”不是政策的名称，是不是“%s”？",
                 "%s: '%s' is the name of no policy: did you mean '%s'?", spot->what,
                 tc_plain_show(text).text, tc_plain_show(search.best).text);
    return false;
}

/* Read the cell of an axis in the current row. */
static bool read_cell(const listing *l, int axis, double *value)
{
    const tc_axis *of = &l->axes[axis];
    const tc_axis_form *form = tc_axis_form_of(of->kind);
    const int cell = l->cell_of[axis];
    const char *text = cell < l->row.count ? l->row.cells[cell].text : "";
    if (of->kind != TC_AXIS_POLICY && read_plain(text, value) && *value >= form->least &&
        *value <= form->most && (!form->whole || *value == floor(*value)))
        return true;
    const tc_spot spot = {of->name,
                          cell < l->row.count ? place_of(l, cell)
                                              : (tc_place){l->file, l->row.line, 1},
                          l->reading->faults};
    if (is_blank(text)) {
        tc_fault_add(spot.faults, TC_SEVERITY_ERROR, &spot.place,
                     "%s：这一行没有值，每格都要填",
                     "%s: there is no value in this row: each cell needs one",
                     tc_plain_show(of->name).text);
        return false;
    }
    if (of->kind == TC_AXIS_POLICY)
        return read_variant(l, text, &spot, value);
    if (of->kind == TC_AXIS_RESERVE || of->kind == TC_AXIS_EXPORT_CAP)
        return tc_share_read(text, &spot, value);
    const tc_range range = {form->least, form->most};
    if (!tc_number_read(text, range, &spot, value))
        return false;
    if (form->whole && *value != floor(*value))
        return TC_REFUSE(&spot, text, "不是整数", "is not a whole number");
    return true;
}

/* Cells that belong to no axis must be empty: the first is told. */
static bool is_tidy(const listing *l)
{
    for (int i = 0; i < l->row.count; i++) {
        if ((i < l->headings && l->axis_of[i] != NO_AXIS) ||
            is_blank(l->row.cells[i].text))
            continue;
        const tc_place place = place_of(l, i);
        tc_fault_add(l->reading->faults, TC_SEVERITY_ERROR, &place,
                     "第 %d 格“%s”上面没有列名", "cell %d, '%s', has no heading above it",
                     i + 1, tc_plain_show(l->row.cells[i].text).text);
        return false;
    }
    return true;
}

static tc_code add_row(listing *l, tc_error *error)
{
    const int count = l->reading->sweep->axis_count;
    for (int a = 0; a < count; a++) {
        l->axes[a].low = fmin(l->axes[a].low, l->values[a]);
        l->axes[a].high = fmax(l->axes[a].high, l->values[a]);
    }
    l->rows++;
    const tc_code code =
        tc_spill_add(l->list, l->values, (size_t)count * sizeof *l->values, error);
    return code != TC_OK ? code
                         : tc_spill_add(l->lines, &l->row.line, sizeof(int), error);
}

static tc_code read_rows(listing *l, tc_error *error)
{
    const int count = l->reading->sweep->axis_count;
    tc_faults *faults = l->reading->faults;
    for (;;) {
        tc_code code = next_row(l, error);
        if (code != TC_OK || l->row.count == 0)
            return code;
        const size_t first = faults->count;
        bool good = is_tidy(l);
        for (int a = 0; a < count; a++)
            good = read_cell(l, a, &l->values[a]) && good;
        tc_faults_sort(faults, first);
        const tc_place place = {l->file, l->row.line, 1};
        if (l->rows == TC_SWEEP_SCENARIOS_MOST) {
            tc_fault_add(faults, TC_SEVERITY_ERROR, &place, "情景超过 %d 个",
                         "there are more than %d scenarios", TC_SWEEP_SCENARIOS_MOST);
            return TC_OK;
        }
        if (good)
            code = add_row(l, error);
        if (code != TC_OK)
            return code;
    }
}

/* ---- the file ---------------------------------------------------------------------- */

/* The list lies beside the sweep file. NULL, with a fault, where the name leads away. */
static const char *path_beside(tc_sweep_reading *reading, const tc_json *value)
{
    if (!tc_member_expect(reading->file, value, TC_JSON_TEXT, reading->faults))
        return NULL;
    const tc_spot spot = tc_member_spot(reading->file, value, reading->faults);
    if (!*value->text || *value->text == '.' || strpbrk(value->text, "/\\") ||
        tc_text_has_controls(value->text, false)) {
        (void)TC_REFUSE(&spot, value->text, "应是与本文件同一文件夹里的文件名",
                        "is expected to be the name of a file beside this one");
        return NULL;
    }
    const char *slash = strrchr(reading->file, '/');
    const int before = slash ? (int)(slash + 1 - reading->file) : 0;
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%.*s%s", before, reading->file, value->text);
    const char *kept = path.failed ? "" : tc_sweep_text(reading, path.text);
    reading->no_memory = reading->no_memory || path.failed;
    tc_buffer_free(&path);
    return kept;
}

/* Take what the rows are read into. */
static bool prepare(listing *l)
{
    tc_sweep *sweep = l->reading->sweep;
    const int count = sweep->axis_count;
    l->cell_of = tc_sweep_take(l->reading, count, sizeof *l->cell_of);
    l->values = tc_sweep_take(l->reading, count, sizeof *l->values);
    l->axes = tc_sweep_take(l->reading, count, sizeof *l->axes);
    if (!l->cell_of || !l->values || !l->axes)
        return false;
    for (int a = 0; a < count; a++) {
        l->cell_of[a] = NO_CELL;
        l->axes[a] = sweep->axes[a];
        l->axes[a].low = HUGE_VAL;
        l->axes[a].high = -HUGE_VAL;
    }
    sweep->axes = l->axes;
    return true;
}

static tc_code read_table(listing *l, tc_error *error)
{
    tc_sweep *sweep = l->reading->sweep;
    const size_t before = l->reading->faults->errors;
    tc_code code = read_headings(l, error);
    if (code != TC_OK || l->reading->faults->errors > before || l->reading->no_memory)
        return code;
    code = read_rows(l, error);
    const tc_place place = {l->file, 1, 1};
    if (code == TC_OK && l->rows == 0 && l->reading->faults->errors == before)
        tc_fault_add(l->reading->faults, TC_SEVERITY_ERROR, &place,
                     "只有列名，没有一个情景", "there are headings, but no scenario");
    const void *list = NULL, *lines = NULL;
    if (code == TC_OK)
        code = tc_spill_end(l->list, &list, error);
    if (code == TC_OK)
        code = tc_spill_end(l->lines, &lines, error);
    if (code == TC_OK) {
        sweep->list = list;
        sweep->list_line = lines;
        sweep->scenarios = l->rows;
    }
    return code;
}

tc_code tc_sweep_list(tc_sweep_reading *reading, const tc_json *value, tc_error *error)
{
    tc_sweep *sweep = reading->sweep;
    listing l = {.reading = reading, .file = path_beside(reading, value)};
    if (!l.file || reading->no_memory)
        return TC_OK;
    const tc_place place = tc_sweep_place(reading, value);
    if (tc_file_is_missing(l.file)) {
        tc_fault_add(reading->faults, TC_SEVERITY_ERROR, &place, "file：没有文件 %s",
                     "file: there is no file %s", tc_plain_show(value->text).text);
        return TC_OK;
    }
    sweep->list_file = l.file;
    if (!prepare(&l))
        return TC_OK; /* noted */
    tc_code code = tc_spill_open(&sweep->spilled[0], error);
    if (code == TC_OK)
        code = tc_spill_open(&sweep->spilled[1], error);
    l.list = sweep->spilled[0];
    l.lines = sweep->spilled[1];
    if (code == TC_OK)
        code = tc_csv_open(l.file, l.file, &l.csv, error);
    if (code == TC_OK)
        code = read_table(&l, error);
    tc_csv_close(l.csv);
    return code;
}
