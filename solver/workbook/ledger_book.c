/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/ledger_table.h"
#include "io/save_path.h"
#include "io/temporary.h"
#include "workbook/book.h"

/* How a column looks in a sheet. Tonnages need no entry. */
typedef struct column_look {
    const char *key;
    int width;
    tc_book_style style;
    const char *zh, *en; /* the heading where a terminal has no room for the column;
                            NULL: nor has the sheet */
} column_look;

/* Other texts are left to the CSV: the head on every page stands for the hashes. */
static const column_look LOOKS[] = {
    {"number", 8, TC_BOOK_NUMBER, NULL, NULL},
    {"posting", 8, TC_BOOK_NUMBER, NULL, NULL},
    {"date", 12, TC_BOOK_TEXT, NULL, NULL},
    {"kind", 11, TC_BOOK_TEXT, NULL, NULL},
    {"source", 10, TC_BOOK_TEXT, NULL, NULL},
    {"source_name", 20, TC_BOOK_TEXT, "削减源名称", "name of the source"},
    {"name", 26, TC_BOOK_TEXT, "名称", "name"},
    {"area_name", 10, TC_BOOK_TEXT, "区域", "area"},
    {"basin", 10, TC_BOOK_TEXT, "流域", "basin"},
    {"vintage", 12, TC_BOOK_TEXT, NULL, NULL},
    {"project", 10, TC_BOOK_TEXT, NULL, NULL},
    {"project_name", 20, TC_BOOK_TEXT, "项目名称", "name of the project"},
    {"pollutant", 20, TC_BOOK_POLLUTANT, NULL, NULL},
    {"account", 11, TC_BOOK_TEXT, NULL, NULL},
    {"from", 11, TC_BOOK_TEXT, "从", "from"},
    {"to", 11, TC_BOOK_TEXT, "到", "to"},
    {"reverses", 8, TC_BOOK_NUMBER, NULL, NULL},
    {"who", 10, TC_BOOK_TEXT, NULL, NULL},
    {"why", 18, TC_BOOK_TEXT, NULL, NULL},
    {"document", 16, TC_BOOK_TEXT, NULL, NULL},
    {"since", 12, TC_BOOK_TEXT, NULL, NULL},
    {"note", 10, TC_BOOK_TEXT, "备注", "note"}};

enum { TONNES_WIDTH = 13, NAME_BYTES = 96 };

/* A table as a sheet. */
typedef struct table_sheet {
    const tc_ledger_table *table;
    char zh[NAME_BYTES], en[NAME_BYTES];
    tc_book_column columns[TC_BOOK_COLUMNS_MOST];
    int from[TC_BOOK_COLUMNS_MOST]; /* the table's column */
    tc_book_form form;
} table_sheet;

/* ---- the form of a sheet ----------------------------------------------------------- */

static const column_look *look_of(const char *key)
{
    for (size_t k = 0; k < sizeof LOOKS / sizeof *LOOKS; k++)
        if (strcmp(LOOKS[k].key, key) == 0)
            return &LOOKS[k];
    return NULL;
}

/* The title of a table without its unit: a sheet is not called "t/a". */
static void name_sheet(const char *title, const char *unit, char name[NAME_BYTES])
{
    const char *end = strstr(title, unit);
    const int length = end ? (int)(end - title) : (int)strlen(title);
    (void)snprintf(name, NAME_BYTES, "%.*s", length, title);
}

/* The bookings of a statement move the same tonnes again and again: no sum says
 * anything. */
static bool is_of_bookings(const tc_ledger_table *table)
{
    return strcmp(table->columns[0].key, "number") == 0;
}

static void add_column(table_sheet *sheet, int from)
{
    const tc_ledger_table_column *about = &sheet->table->columns[from];
    const column_look *look = look_of(about->key);
    const int at = sheet->form.column_count;
    const char *zh = about->zh ? about->zh : look ? look->zh : NULL;
    const char *en = about->en ? about->en : look ? look->en : NULL;
    if (at == TC_BOOK_COLUMNS_MOST || !zh || (!look && !about->number))
        return;
    const tc_book_style tonnes =
        is_of_bookings(sheet->table) ? TC_BOOK_AMOUNT : TC_BOOK_TONNES;
    sheet->columns[at] = (tc_book_column){zh, en, look ? look->width : TONNES_WIDTH,
                                          look ? look->style : tonnes};
    sheet->from[at] = from;
    sheet->form.column_count++;
}

static void shape(table_sheet *sheet, const tc_ledger_table *table)
{
    sheet->table = table;
    name_sheet(table->title_zh, "（", sheet->zh);
    name_sheet(table->title_en, " (", sheet->en);
    sheet->form = (tc_book_form){
        .zh = sheet->zh, .en = sheet->en, .columns = sheet->columns, .frozen = 1};
    for (int k = 0; k < table->column_count; k++)
        add_column(sheet, k);
    sheet->form.totals =
        !is_of_bookings(table) && sheet->columns[0].style != TC_BOOK_POLLUTANT;
}

/* ---- its rows ---------------------------------------------------------------------- */

/* The table has every digit of the grain. */
static tc_grains grains_of(const char *cell)
{
    char digits[32] = "";
    size_t length = 0;
    for (; *cell && length + 1 < sizeof digits; cell++)
        if (*cell != '.')
            digits[length++] = *cell;
    return strtoll(digits, NULL, 10);
}

static void put_pollutant(tc_book *book, const char *id)
{
    int p = 0;
    while (p < TC_POLLUTANTS - 1 && strcmp(tc_pollutants[p].id, id) != 0)
        p++;
    tc_book_pollutant(book, p);
}

static void put_cell(tc_book *book, const table_sheet *sheet, int row, int column,
                     tc_language language)
{
    const char *cell = tc_ledger_table_cell(sheet->table, row, sheet->from[column]);
    switch (sheet->columns[column].style) {
    case TC_BOOK_POLLUTANT:
        put_pollutant(book, cell);
        break;
    case TC_BOOK_TONNES:
        tc_book_tonnes(book, grains_of(cell));
        break;
    case TC_BOOK_AMOUNT:
        tc_book_grains(book, grains_of(cell));
        break;
    case TC_BOOK_NUMBER:
        if (*cell)
            tc_book_number(book, strtod(cell, NULL));
        else
            tc_book_skip(book, 1);
        break;
    case TC_BOOK_TEXT:
    case TC_BOOK_SHARE:
    case TC_BOOK_STYLES:
        tc_book_text(book, tc_ledger_table_shown(sheet->table, row, sheet->from[column],
                                                 language));
    }
}

static void put_sheet(tc_book *book, const table_sheet *sheet, tc_language language)
{
    tc_book_begin(book, &sheet->form);
    for (int row = 0; row < sheet->table->row_count; row++) {
        for (int column = 0; column < sheet->form.column_count; column++)
            put_cell(book, sheet, row, column, language);
        tc_book_end_row(book);
    }
    (void)tc_book_end(book);
}

/* ---- the book ---------------------------------------------------------------------- */

/* What is written: the context of write_book. */
typedef struct writing {
    table_sheet *sheets;
    int count;
    const tc_book_head *head;
} writing;

static tc_code write_book(const char *path, void *context, tc_error *error)
{
    const writing *w = context;
    tc_book *book = NULL;
    const tc_code code = tc_book_open(path, w->head, &book, error);
    if (code != TC_OK)
        return code;
    for (int k = 0; k < w->count; k++)
        put_sheet(book, &w->sheets[k], w->head->language);
    return tc_book_close(book, error);
}

static const char *warning_of(const tc_ledger_table *const *tables, int count, bool en)
{
    bool illustrative = false;
    for (int k = 0; k < count; k++)
        illustrative = illustrative || tables[k]->illustrative;
    if (!illustrative)
        return NULL;
    return en ? "with illustrative projects (示例项目): invented, they stand for no real "
                "application"
              : "其中有示例项目：虚构，不代表任何真实申请";
}

/* The texts of the head, which borrows them. */
typedef struct head_texts {
    tc_buffer about, standing, footer;
} head_texts;

static void write_head(const tc_ledger_table *table, bool en, head_texts *texts)
{
    tc_buffer_puts(&texts->about, en ? "ledger: " : "台账：");
    tc_buffer_puts(&texts->about, table->name);
    tc_buffer_printf(&texts->about,
                     en ? "; as of %s, bookings %" PRId64 "; tonnes in t/a"
                        : "；截至 %s，%" PRId64 " 笔；单位：吨/年",
                     tc_day_write(table->day).text, table->bookings);
    tc_buffer_printf(&texts->standing,
                     en ? "head %s (tongchou ledger verify --head)"
                        : "链首 %s（用 tongchou ledger verify --head 核验）",
                     table->head);
    tc_buffer_printf(&texts->footer, en ? "head %s" : "链首 %s", table->head);
}

static tc_code make(const tc_ledger_table *const *tables, table_sheet *sheets, int count,
                    tc_language language, tc_buffer *bytes, tc_error *error)
{
    const bool en = language == TC_EN;
    head_texts texts = {{0}, {0}, {0}};
    write_head(tables[0], en, &texts);
    const tc_book_head head = {.language = language,
                               .title = tables[0]->name,
                               .about = texts.about.text,
                               .standing = texts.standing.text,
                               .warning = warning_of(tables, count, en),
                               .footer = texts.footer.text,
                               .created = tables[0]->day,
                               .grain_digits = tables[0]->grain_digits};
    writing w = {sheets, count, &head};
    tc_code code = TC_OK;
    if (texts.about.failed || texts.standing.failed || texts.footer.failed)
        code = tc_no_memory(error);
    else
        code = tc_temporary_bytes(write_book, &w, bytes, error);
    tc_buffer_free(&texts.about);
    tc_buffer_free(&texts.standing);
    tc_buffer_free(&texts.footer);
    return code;
}

tc_code tc_ledger_book_save(const tc_ledger_table *const *tables, int count,
                            tc_language language, const char *path, tc_error *error)
{
    for (int k = 1; k < count; k++)
        if (strcmp(tables[k]->head, tables[0]->head) != 0)
            return tc_fail(error, TC_ERR_BUSY, NULL, "各表读出之间有人记了账，请再试一次",
                           "somebody booked while the tables were read: try again");
    tc_buffer bytes = {.most = TC_BOOK_BYTES_MOST};
    table_sheet *sheets = tc_mem_new((size_t)count, sizeof *sheets);
    if (!sheets)
        return tc_no_memory(error);
    for (int k = 0; k < count; k++)
        shape(&sheets[k], tables[k]);
    tc_code code = make(tables, sheets, count, language, &bytes, error);
    if (code == TC_OK)
        code = tc_save_path(path, bytes.text, bytes.length, error);
    tc_buffer_free(&bytes);
    tc_mem_drop(sheets);
    return code;
}
