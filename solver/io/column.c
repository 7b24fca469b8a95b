/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/column.h"

#include <stdio.h>
#include <string.h>

#include "base/nearest.h"

enum { TEXT_BYTES = 128 };

tc_column_title tc_column_title_of(const tc_column *column)
{
    tc_column_title title;
    const char *other = column->names[1];
    snprintf(title.text, sizeof title.text, "%s%s%s%s", column->names[0],
             other ? "（" : "", other ? other : "", other ? "）" : "");
    return title;
}

/* Small letters, ASCII for full-width forms, no spaces. False when it is too long. */
static bool normalise(const char *text, char out[TEXT_BYTES])
{
    if (!tc_plain_text(text, out, TEXT_BYTES))
        return false;
    tc_plain_lower(out);
    char *to = out;
    for (const char *from = out; *from; from++)
        if (*from != ' ')
            *to++ = *from;
    *to = '\0';
    return true;
}

static bool is_called(const tc_column *column, const char *text)
{
    for (int k = 0; k < TC_COLUMN_NAMES && column->names[k]; k++) {
        char name[TEXT_BYTES];
        if (normalise(column->names[k], name) && strcmp(name, text) == 0)
            return true;
    }
    return false;
}

static int find_column(const char *text, const tc_column *columns, int count)
{
    for (int c = 0; c < count; c++)
        if (is_called(&columns[c], text))
            return c;
    return -1;
}

/* Split 颗粒物(t/a) into 颗粒物 and t/a, in place. */
static char *split_brackets(char *text)
{
    const size_t length = strlen(text);
    char *open = strchr(text, '(');
    if (!open || open == text || text[length - 1] != ')')
        return NULL;
    text[length - 1] = '\0';
    *open = '\0';
    return open + 1;
}

static void find_nearest(const char *text, const tc_column *columns, int count,
                         tc_heading *heading)
{
    tc_nearest search;
    tc_nearest_start(&search, text, false);
    for (int c = 0; c < count; c++)
        for (int k = 0; k < TC_COLUMN_NAMES && columns[c].names[k]; k++) {
            const char *before = search.best;
            tc_nearest_offer(&search, columns[c].names[k]);
            if (search.best != before)
                heading->nearest_column = c;
        }
    heading->nearest = search.best;
}

/* A tonnage's name with a unit or a mark behind it, not in brackets: NOx_t,
 * 氮氧化物吨/年. Taken for another column, its tonnes would be lost without a word. */
static void find_beginning(const char *text, const tc_column *columns, int count,
                           tc_heading *heading)
{
    for (int c = 0; c < count && !heading->nearest; c++)
        for (int k = 0; k < TC_COLUMN_NAMES && columns[c].names[k]; k++) {
            char name[TEXT_BYTES];
            if (columns[c].kind != TC_CELL_TONNAGE ||
                !normalise(columns[c].names[k], name) ||
                strncmp(text, name, strlen(name)) != 0)
                continue;
            const char *rest = text + strlen(name);
            tc_unit unit;
            const bool mark =
                (unsigned char)*rest < 0x80 && !(*rest >= 'a' && *rest <= 'z');
            if (!mark && !tc_unit_read(rest, &unit))
                continue;
            heading->nearest = columns[c].names[k];
            heading->nearest_column = c;
        }
}

/* May these brackets follow the column's name? Notes the unit that they hold. */
static bool fits_brackets(const tc_column *column, const char *inside,
                          tc_heading *heading)
{
    if (is_called(column, inside))
        return true;
    if (column->kind != TC_CELL_TONNAGE)
        return false;
    heading->unknown_unit = !tc_unit_read(inside, &heading->unit);
    return true;
}

tc_heading tc_heading_read(const char *text, const tc_column *columns, int count)
{
    tc_heading heading = {.column = -1, .nearest_column = -1};
    char plain[TEXT_BYTES];
    if (!normalise(text, plain))
        return heading;
    heading.column = find_column(plain, columns, count);
    if (heading.column >= 0)
        return heading;
    const char *inside = split_brackets(plain);
    const int column = inside ? find_column(plain, columns, count) : -1;
    if (column >= 0 && fits_brackets(&columns[column], inside, &heading))
        heading.column = column;
    else
        find_nearest(plain, columns, count, &heading);
    if (heading.column < 0 && !heading.nearest)
        find_beginning(plain, columns, count, &heading);
    return heading;
}
