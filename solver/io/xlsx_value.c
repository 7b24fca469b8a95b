/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/xlsx_value.h"

#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { COLUMNS_MOST = 16384, ROWS_MOST = 1048576, DIGITS = 15 };

/* ---- numbers ----------------------------------------------------------------------- */

/* What stands between whole and part in the host program's locale. */
static char locale_point(void)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): nothing of ours sets the locale */
    return *localeconv()->decimal_point;
}

static bool parse(const char *text, double *value)
{
    char copy[64] = {0};
    const size_t length = strlen(text);
    if (length == 0 || length >= sizeof copy || strspn(text, "0123456789+-.eE") != length)
        return false;
    memcpy(copy, text, length);
    char *point = strchr(copy, '.');
    if (point) /* strtod obeys the host program's locale; files do not */
        *point = locale_point();
    char *end = copy;
    *value = strtod(copy, &end);
    return end == copy + length && isfinite(*value);
}

/* In place: the decimal point of the locale, and zeros that say nothing. */
static void tidy(char *text)
{
    char *point = strchr(text, locale_point());
    if (!point)
        return;
    *point = '.';
    size_t length = strlen(text);
    while (text[length - 1] == '0')
        text[--length] = '\0';
    if (text[length - 1] == '.')
        text[length - 1] = '\0';
}

/* Fixed notation where that fits; what is beyond is out of every range here. */
static void write_plain(double value, tc_xlsx_number *number)
{
    const double size = fabs(value);
    if (size == 0.0) {
        (void)snprintf(number->text, sizeof number->text, "0");
        return;
    }
    const int whole = (int)floor(log10(size)) + 1; /* digits before the point */
    const int decimals = DIGITS - whole;
    if (whole > DIGITS || decimals > 30)
        (void)snprintf(number->text, sizeof number->text, "%.15g", value);
    else
        (void)snprintf(number->text, sizeof number->text, "%.*f", decimals, value);
    tidy(number->text);
}

/* The day of a count of days; 1 is 1 January 1900, and 60 a day that never was. */
static bool write_day(double value, bool from_1904, tc_xlsx_number *number)
{
    static const double LAST = 2958465; /* 31 December 9999 */
    const bool never_was = !from_1904 && value >= 60.0 && value < 61.0;
    if (!(value >= 1.0 && value < LAST + 1.0) || never_was)
        return false;
    long days = (long)floor(value); /* from 1 March 0000 below */
    days += from_1904 ? 695361 : value < 60.0 ? 693900 : 693899;
    const long era = days / 146097, of_era = days % 146097;
    const long year_of_era =
        (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    const long of_year =
        of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const long from_march = (5 * of_year + 2) / 153;
    const long day = of_year - (153 * from_march + 2) / 5 + 1;
    const long month = from_march < 10 ? from_march + 3 : from_march - 9;
    const long year = year_of_era + era * 400 + (month <= 2);
    (void)snprintf(number->text, sizeof number->text, "%04ld-%02ld-%02ld", year, month,
                   day);
    return true;
}

bool tc_xlsx_number_read(const char *text, bool is_date, bool from_1904,
                         tc_xlsx_number *number)
{
    double value = 0.0;
    if (!parse(text, &value))
        return false;
    if (!is_date || !write_day(value, from_1904, number))
        write_plain(value, number);
    return true;
}

/* ---- formats ----------------------------------------------------------------------- */

/* Days, and what East Asian spreadsheets add to them. */
static bool is_built_in_date(int id)
{
    return (id >= 14 && id <= 17) || id == 22 || (id >= 27 && id <= 31) || id == 36 ||
           (id >= 50 && id <= 54) || id == 57 || id == 58;
}

bool tc_xlsx_is_date_format(int id, const char *code)
{
    if (!code)
        return is_built_in_date(id);
    for (char end = '\0'; *code && *code != ';'; code++) {
        if (end) /* inside quotes or brackets */
            end = *code == end ? '\0' : end;
        else if (*code == '"')
            end = '"';
        else if (*code == '[')
            end = ']';
        else if (*code == '\\' && code[1])
            code++;
        else if (*code == 'y' || *code == 'Y' || *code == 'd' || *code == 'D')
            return true;
    }
    return false;
}

/* ---- texts and addresses ----------------------------------------------------------- */

/* "_x000D_" at text, of length bytes: the character's number; -1: none. */
static long escape_at(const char *text, size_t length)
{
    if (length < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_')
        return -1;
    char digits[5] = {0};
    memcpy(digits, text + 2, 4);
    if (strspn(digits, "0123456789abcdefABCDEF") != 4)
        return -1;
    const long point = strtol(digits, NULL, 16);
    const bool half = point >= 0xD800 && point <= 0xDFFF;
    return point == 0 || half ? -1 : point;
}

static void put_point(long point, tc_buffer *out)
{
    char utf8[4] = {0};
    if (point < 0x80) {
        utf8[0] = (char)point;
    } else if (point < 0x800) {
        utf8[0] = (char)(0xC0 | (point >> 6));
        utf8[1] = (char)(0x80 | (point & 0x3F));
    } else {
        utf8[0] = (char)(0xE0 | (point >> 12));
        utf8[1] = (char)(0x80 | ((point >> 6) & 0x3F));
        utf8[2] = (char)(0x80 | (point & 0x3F));
    }
    tc_buffer_puts(out, utf8);
}

void tc_xlsx_unescape(const char *text, size_t length, tc_buffer *out)
{
    size_t from = 0;
    for (size_t at = 0; at < length; at++) {
        const long point = escape_at(text + at, length - at);
        if (point < 0)
            continue;
        tc_buffer_add(out, text + from, at - from);
        put_point(point, out);
        at += 6;
        from = at + 1;
    }
    tc_buffer_add(out, text + from, length - from);
}

bool tc_xlsx_address_read(const char *text, int *column, int *row)
{
    long letters = 0, digits = 0;
    while (*text >= 'A' && *text <= 'Z' && letters <= COLUMNS_MOST)
        letters = letters * 26 + (*text++ - 'A' + 1);
    while (*text >= '0' && *text <= '9' && digits <= ROWS_MOST)
        digits = digits * 10 + (*text++ - '0');
    if (*text != '\0' || letters < 1 || letters > COLUMNS_MOST || digits < 1 ||
        digits > ROWS_MOST)
        return false;
    *column = (int)letters;
    *row = (int)digits;
    return true;
}
