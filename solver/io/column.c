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
    return heading;
}
