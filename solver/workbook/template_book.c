/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workbook/template_book.h"

#include <string.h>

#include "base/fault.h"
#include "workbook/book_parts.h"
#include "workbook/empty_case.h"

enum { SHADE = 0xDDEBF7, COLUMN_WIDTH = 16, GUIDE_COLUMNS = 5, CELL_BYTES = 512 };

/* The guide's columns, the second as wide as the longest name of a column. */
static const int GUIDE_WIDTHS[GUIDE_COLUMNS] = {12, 26, 48, 42, 36};

/* The sheets in the order in which they are filled. */
static const struct {
    const char *file, *sheet;
} SHEETS[] = {{"guide", "说明"},        {"case-rows", "case"},
              {"areas", "areas"},       {"sources", "sources"},
              {"projects", "projects"}, {"attainment", "attainment"},
              {"exchange", "exchange"}, {"locks", "locks"}};

typedef struct filling {
    lxw_workbook *workbook;
    lxw_worksheet *sheet;
    lxw_format *heading, *text, *number;
    int lines;        /* that the row needs for its texts */
    lxw_error failed; /* the first thing that went wrong */
} filling;

static void note(filling *f, lxw_error result)
{
    if (f->failed == LXW_NO_ERROR)
        f->failed = result;
}

/* Does a column hold tonnes or ratios? Others stay text: a spreadsheet would make of
 * "2022-12" the first day of that month, where it means the last. */
static bool is_amount(const char *heading)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const char *id = tc_pollutants[p].id;
        if (strncmp(heading, id, strlen(id)) == 0)
            return true;
    }
    return strncmp(heading, "ratio_", strlen("ratio_")) == 0;
}

static int width_of(lxw_col_t column, bool is_guide)
{
    return is_guide && column < GUIDE_COLUMNS ? GUIDE_WIDTHS[column] : COLUMN_WIDTH;
}

static void put_cell(filling *f, lxw_row_t row, lxw_col_t column, const char *text,
                     bool is_guide)
{
    const int width = width_of(column, is_guide), lines = tc_book_lines(text, width);
    note(f, worksheet_write_string(f->sheet, row, column, text,
                                   row == 0 ? f->heading : f->text));
    if (row == 0)
        note(f, worksheet_set_column(f->sheet, column, column, width,
                                     is_amount(text) ? f->number : f->text));
    f->lines = lines > f->lines ? lines : f->lines;
}

/* A4 across, as wide as the page, the headings on each, as reports have it. */
static void set_page(filling *f)
{
    worksheet_set_landscape(f->sheet);
    worksheet_set_paper(f->sheet, TC_BOOK_PAPER_A4);
    worksheet_fit_to_pages(f->sheet, 1, 0);
    note(f, worksheet_repeat_rows(f->sheet, 0, 0));
    note(f, worksheet_set_footer(f->sheet, "&L&A&R第 &P 页，共 &N 页"));
    worksheet_freeze_panes(f->sheet, 1, 0);
}

/* A row is as high as its texts need: not every program sees to that. */
static void end_row(filling *f, lxw_row_t row)
{
    if (f->lines > 1)
        note(f, worksheet_set_row(f->sheet, row, f->lines * TC_BOOK_LINE_POINTS, NULL));
    f->lines = 0;
}

/* The files of the template have neither quotes nor commas inside their cells. */
static void put_table(filling *f, const tc_shipped_file *file, bool is_guide)
{
    static const char MARK[] = "\xEF\xBB\xBF";
    const char *at = (const char *)file->bytes + sizeof MARK - 1;
    const char *end = (const char *)file->bytes + file->length;
    lxw_row_t row = 0;
    lxw_col_t column = 0;
    while (at < end) {
        char cell[CELL_BYTES] = "";
        size_t length = 0;
        while (at < end && *at != ',' && *at != '\r' && length < sizeof cell - 1)
            cell[length++] = *at++;
        put_cell(f, row, column++, cell, is_guide);
        if (at < end && *at == '\r') {
            at++;
            end_row(f, row++);
            column = 0;
        }
        at++;
    }
    set_page(f);
}

static const tc_shipped_file *file_named(const char *name)
{
    const tc_shipped_file *file = tc_empty_case;
    while (strcmp(file->name, name) != 0)
        file++;
    return file;
}

static void make_formats(filling *f)
{
    f->heading = workbook_add_format(f->workbook);
    f->text = workbook_add_format(f->workbook);
    f->number = workbook_add_format(f->workbook);
    if (!f->heading || !f->text || !f->number) {
        note(f, LXW_ERROR_MEMORY_MALLOC_FAILED);
        return;
    }
    format_set_font_size(f->heading, TC_BOOK_TEXT_POINTS);
    format_set_font_size(f->text, TC_BOOK_TEXT_POINTS);
    format_set_font_size(f->number, TC_BOOK_TEXT_POINTS);
    format_set_bold(f->heading);
    format_set_bg_color(f->heading, SHADE);
    format_set_text_wrap(f->heading);
    format_set_num_format(f->text, "@");
    format_set_text_wrap(f->text);
    format_set_align(f->text, LXW_ALIGN_VERTICAL_TOP);
    format_set_num_format(f->number, "General");
}

tc_code tc_template_book(const char *path, tc_error *error)
{
    lxw_doc_properties about = {.title = NULL, .created = 1};
    filling f = {.workbook = workbook_new(path)};
    if (!f.workbook)
        return tc_no_memory(error);
    make_formats(&f);
    note(&f, workbook_set_properties(f.workbook, &about));
    for (size_t k = 0; k < sizeof SHEETS / sizeof *SHEETS; k++) {
        if (f.failed != LXW_NO_ERROR)
            break;
        f.sheet = workbook_add_worksheet(f.workbook, SHEETS[k].sheet);
        if (f.sheet)
            put_table(&f, file_named(SHEETS[k].file), k == 0);
        else
            note(&f, LXW_ERROR_MEMORY_MALLOC_FAILED);
    }
    note(&f, workbook_close(f.workbook));
    if (f.failed == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return tc_no_memory(error);
    return f.failed == LXW_NO_ERROR
               ? TC_OK
               : tc_fail(error, TC_ERR_IO, NULL, "无法写出工作簿：%s",
                         "cannot write the workbook: %s", lxw_strerror(f.failed));
}
