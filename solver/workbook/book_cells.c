/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "workbook/book_parts.h"

/* ---- cells ------------------------------------------------------------------------- */

/* Is there a cell to write? If so it is *column, and the next one is behind it. */
static bool next_cell(tc_book *book, lxw_col_t *column)
{
    *column = book->column++;
    book->row_begun = true;
    return book->failed == LXW_NO_ERROR;
}

static lxw_format *format_of(const tc_book *book, lxw_col_t column)
{
    return book->cells[book->form->columns[column].style];
}

void tc_book_text(tc_book *book, const char *text)
{
    lxw_col_t column = 0;
    if (next_cell(book, &column))
        tc_book_wrap(book, book->row, column, text, format_of(book, column));
}

void tc_book_day(tc_book *book, tc_day day)
{
    tc_book_text(book, day == TC_DAY_NEVER ? "" : tc_day_write(day).text);
}

/* "颗粒物 PM" */
static void write_pollutant(tc_book *book, lxw_col_t column, int pollutant,
                            lxw_format *format)
{
    const tc_pollutant *about = &tc_pollutants[pollutant];
    char name[64];
    (void)snprintf(name, sizeof name, "%s %s", about->zh, about->id);
    tc_book_wrap(book, book->row, column, tc_book_pick(book, name, about->id), format);
}

void tc_book_pollutant(tc_book *book, int pollutant)
{
    lxw_col_t column = 0;
    book->pollutant = pollutant;
    if (next_cell(book, &column))
        write_pollutant(book, column, pollutant, format_of(book, column));
}

/* The number that reads as the decimal with the grain's digits. */
static double tonnes_of(const tc_book *book, tc_grains grains)
{
    return (double)grains / pow(10.0, book->head->grain_digits);
}

static void add_up(tc_book *book, tc_grains grains)
{
    if (book->pollutant >= 0)
        book->sum[book->pollutant][book->column] += grains;
}

void tc_book_tonnes(tc_book *book, tc_grains grains)
{
    add_up(book, grains);
    tc_book_grains(book, grains);
}

void tc_book_grains(tc_book *book, tc_grains grains)
{
    lxw_col_t column = 0;
    if (next_cell(book, &column))
        tc_book_note(book, worksheet_write_number(book->sheet, book->row, column,
                                                  tonnes_of(book, grains),
                                                  format_of(book, column)));
}

/* 99.996 % is not shown as 100.00 %, nor 0.004 % as 0.00 %. */
static double shown_share(double share)
{
    static const double step = 0.0001;
    if (share > 0.0 && share < step)
        return step;
    return share < 1.0 && share > 1.0 - step ? 1.0 - step : share;
}

void tc_book_number(tc_book *book, double number)
{
    if (isnan(number)) {
        tc_book_skip(book, 1);
        return;
    }
    lxw_col_t column = 0;
    if (!next_cell(book, &column))
        return;
    const bool share = book->form->columns[column].style == TC_BOOK_SHARE;
    tc_book_note(book, worksheet_write_number(book->sheet, book->row, column,
                                              share ? shown_share(number) : number,
                                              format_of(book, column)));
}

void tc_book_skip(tc_book *book, int cells)
{
    for (lxw_col_t column = 0; cells > 0; cells--)
        if (next_cell(book, &column))
            tc_book_note(book, worksheet_write_blank(book->sheet, book->row, column,
                                                     format_of(book, column)));
}

void tc_book_end_row(tc_book *book)
{
    tc_book_skip(book, book->form->column_count - book->column);
    tc_book_settle(book, book->row);
    book->row++;
    book->column = 0;
    book->pollutant = -1;
}

/* ---- formulas ---------------------------------------------------------------------- */

/* "M5" */
typedef struct address {
    char text[16];
} address;

static address address_of(lxw_row_t row, int column)
{
    address at = {""};
    const lxw_row_t shown = row + 1;
    (void)snprintf(at.text, sizeof at.text, "%c%u", (char)('A' + column), shown);
    return at;
}

static void write_tonnes_formula(tc_book *book, lxw_col_t column, const char *formula,
                                 tc_grains grains, lxw_format *format)
{
    if (book->failed == LXW_NO_ERROR)
        tc_book_note(book,
                     worksheet_write_formula_num(book->sheet, book->row, column, formula,
                                                 format, tonnes_of(book, grains)));
}

void tc_book_remainder(tc_book *book, int from, int less, int also, tc_grains grains)
{
    char formula[96];
    lxw_col_t column = 0;
    (void)snprintf(formula, sizeof formula, "=ROUND(%s-%s%s%s,%d)",
                   address_of(book->row, from).text, address_of(book->row, less).text,
                   also < 0 ? "" : "-", also < 0 ? "" : address_of(book->row, also).text,
                   book->head->grain_digits);
    add_up(book, grains);
    if (next_cell(book, &column))
        write_tonnes_formula(book, column, formula, grains, format_of(book, column));
}

tc_grains tc_book_term_sum(const tc_book_term *terms, int count, int pollutant)
{
    tc_grains sum = 0;
    for (int k = 0; k < count; k++)
        sum += terms[k].totals->sum[pollutant][terms[k].column];
    return sum;
}

void tc_book_sum(tc_book *book, const tc_book_term *terms, int count, int pollutant)
{
    char formula[256] = "=ROUND(";
    for (int k = 0; k < count; k++) {
        const tc_book_totals *totals = terms[k].totals;
        const size_t used = strlen(formula);
        const lxw_row_t row = (lxw_row_t)(totals->row + pollutant);
        (void)snprintf(formula + used, sizeof formula - used, "%s'%s'!%s", k ? "+" : "",
                       tc_book_pick(book, totals->form->zh, totals->form->en),
                       address_of(row, terms[k].column).text);
    }
    const size_t used = strlen(formula);
    (void)snprintf(formula + used, sizeof formula - used, ",%d)",
                   book->head->grain_digits);
    lxw_col_t column = 0;
    if (next_cell(book, &column))
        write_tonnes_formula(book, column, formula,
                             tc_book_term_sum(terms, count, pollutant),
                             format_of(book, column));
}

void tc_book_verdict(tc_book *book, int column, int other, bool equal)
{
    const char *right = tc_book_pick(book, "一致", "agree");
    const char *wrong = tc_book_pick(book, "不一致", "DIFFER");
    char formula[128];
    lxw_col_t at = 0;
    (void)snprintf(formula, sizeof formula, "=IF(%s=%s,\"%s\",\"%s\")",
                   address_of(book->row, column).text, address_of(book->row, other).text,
                   right, wrong);
    if (!next_cell(book, &at))
        return;
    tc_book_note(book,
                 worksheet_write_formula_str(book->sheet, book->row, at, formula,
                                             format_of(book, at), equal ? right : wrong));
    char criterion[32];
    (void)snprintf(criterion, sizeof criterion, "\"%s\"", wrong);
    lxw_conditional_format red = {.type = LXW_CONDITIONAL_TYPE_CELL,
                                  .criteria = LXW_CONDITIONAL_CRITERIA_EQUAL_TO,
                                  .value_string = criterion,
                                  .format = book->wrong};
    tc_book_note(book,
                 worksheet_conditional_format_cell(book->sheet, book->row, at, &red));
}

/* ---- totals ------------------------------------------------------------------------ */

static int pollutant_column(const tc_book_form *form)
{
    int column = 0;
    while (form->columns[column].style != TC_BOOK_POLLUTANT)
        column++;
    return column;
}

/* =ROUND(SUMIF(F$6:F$40,F41,M$6:M$40),4) */
static void put_total(tc_book *book, int column, int key, lxw_row_t last, int pollutant)
{
    char formula[160];
    (void)snprintf(
        formula, sizeof formula, "=ROUND(SUMIF(%c$%d:%c$%u,%s,%c$%d:%c$%u),%d)",
        (char)('A' + key), TC_BOOK_ROW_FIRST + 1, (char)('A' + key), last + 1,
        address_of(book->row, key).text, (char)('A' + column), TC_BOOK_ROW_FIRST + 1,
        (char)('A' + column), last + 1, book->head->grain_digits);
    write_tonnes_formula(book, (lxw_col_t)column, formula, book->sum[pollutant][column],
                         book->totals[TC_BOOK_TONNES]);
}

static void put_totals(tc_book *book, int pollutant, lxw_row_t last)
{
    const tc_book_form *form = book->form;
    const int key = pollutant_column(form);
    for (int c = 0; c < form->column_count; c++) {
        lxw_format *format = book->totals[form->columns[c].style];
        if (c == key)
            write_pollutant(book, (lxw_col_t)c, pollutant, format);
        else if (form->columns[c].style == TC_BOOK_TONNES)
            put_total(book, c, key, last, pollutant);
        else
            tc_book_write(book, book->row, (lxw_col_t)c,
                          c == 0 ? tc_book_pick(book, "合计", "total") : "", format);
    }
    book->row++;
}

tc_book_totals tc_book_end(tc_book *book)
{
    const tc_book_form *form = book->form;
    if (!book->row_begun) {
        tc_book_text(book, tc_book_pick(book, "无", "none"));
        tc_book_end_row(book);
    }
    const lxw_row_t last = book->row - 1;
    tc_book_totals totals = {.form = form, .row = (int)book->row};
    memcpy(totals.sum, book->sum, sizeof totals.sum);
    if (book->failed != LXW_NO_ERROR)
        return totals;
    tc_book_note(book, worksheet_autofilter(book->sheet, TC_BOOK_ROW_HEADINGS, 0, last,
                                            (lxw_col_t)(form->column_count - 1)));
    for (int p = 0; form->totals && p < TC_POLLUTANTS; p++)
        put_totals(book, p, last);
    return totals;
}
