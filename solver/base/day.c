/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include <stdio.h>
#include <string.h>

enum { FIRST_YEAR = 1900, LAST_YEAR = 2199 };

/* A date as its parts; -1 for a month or day that was not written. */
typedef struct parts {
    int year, month, day;
    int month_digits;
    bool points; /* parts separated by '.' */
} parts;

int tc_day_month_length(int year, int month)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return lengths[month - 1] + (month == 2 && leap);
}

/* Take least to most digits off the text; the number of digits, 0 if it does not fit. */
static int take_digits(const char **text, int least, int most, int *value)
{
    int count = 0;
    *value = 0;
    for (; **text >= '0' && **text <= '9'; (*text)++, count++) {
        if (count == most)
            return 0;
        *value = *value * 10 + (**text - '0');
    }
    return count >= least ? count : 0;
}

static bool take(const char **text, const char *wanted)
{
    const size_t length = strlen(wanted);
    if (strncmp(*text, wanted, length) != 0)
        return false;
    *text += length;
    return true;
}

/* 2022年, 2022年12月, 2022年12月31日, behind the year's digits. */
static bool take_chinese(const char *text, parts *date)
{
    if (!take(&text, "年"))
        return false;
    if (*text == '\0')
        return true;
    date->month_digits = take_digits(&text, 1, 2, &date->month);
    if (date->month_digits == 0 || !take(&text, "月"))
        return false;
    if (*text == '\0')
        return true;
    return take_digits(&text, 1, 2, &date->day) > 0 && take(&text, "日") && *text == '\0';
}

/* -12, -12-31 (or / or .), behind the year's digits. */
static bool take_separated(const char *text, parts *date)
{
    if (*text == '\0')
        return true;
    const char mark[2] = {*text, '\0'};
    if (!strchr("-/.", mark[0]))
        return false;
    text++;
    date->points = mark[0] == '.';
    date->month_digits = take_digits(&text, 1, 2, &date->month);
    if (date->month_digits == 0)
        return false;
    if (*text == '\0')
        return true;
    return take(&text, mark) && take_digits(&text, 1, 2, &date->day) > 0 && *text == '\0';
}

/* Read the parts; what was not written is -1. */
static bool read_parts(const char *text, parts *date)
{
    *date = (parts){.month = -1, .day = -1};
    if (take_digits(&text, 4, 4, &date->year) == 0)
        return false;
    return strncmp(text, "年", strlen("年")) == 0 ? take_chinese(text, date)
                                                  : take_separated(text, date);
}

static bool all_digits(const char *text, size_t count)
{
    return strlen(text) == count && strspn(text, "0123456789") == count;
}

/* Is this a date and, behind it, a time of day: 2022-12-31 00:00:00? */
static bool has_time(const char *plain)
{
    char start[sizeof "2022-12-31"];
    const size_t length = strcspn(plain, " T");
    parts date;
    if (plain[length] == '\0' || length >= sizeof start || !strchr(plain, ':'))
        return false;
    memcpy(start, plain, length);
    start[length] = '\0';
    return read_parts(start, &date) && date.day != -1;
}

/* Digits, then maybe a fraction: 44926, 44926.5. */
static bool is_serial(const char *plain)
{
    const size_t whole = strspn(plain, "0123456789");
    return whole == 5 && (plain[whole] == '\0' || plain[whole] == '.') &&
           plain[whole + strspn(plain + whole, ".0123456789")] == '\0';
}

/* 12/31/2022, 31.12.2022 */
static bool has_year_last(const char *plain)
{
    const size_t length = strlen(plain);
    return length >= 8 && plain[strspn(plain, "0123456789/.-")] == '\0' &&
           all_digits(plain + length - 4, 4) && strchr("/.-", plain[length - 5]) &&
           strspn(plain, "0123456789") <= 2;
}

static bool refuse_shape(const char *text, const char *plain, const tc_spot *spot)
{
    if (tc_plain_is_sheet_error(text))
        return TC_REFUSE(spot, text, "是电子表格的错误值，请先在表格中改正",
                         "is a spreadsheet's error value: repair it there first");
    if (has_time(plain))
        return TC_REFUSE(spot, text, "带有时刻，请只写日期，如 2022-12-31",
                         "has a time of day: write the date alone, like 2022-12-31");
    if (has_year_last(plain))
        return TC_REFUSE(spot, text, "的年份不在最前，请写成 2022-12-31 的样子",
                         "does not begin with the year: write it like 2022-12-31");
    if (all_digits(plain, 6))
        return TC_REFUSE(spot, text, "中间要有分隔，请写成 2022-12 的样子",
                         "needs a separator: write it like 2022-12");
    if (all_digits(plain, 8))
        return TC_REFUSE(spot, text, "中间要有分隔，请写成 2022-12-31 的样子",
                         "needs separators: write it like 2022-12-31");
    if (is_serial(plain))
        return TC_REFUSE(spot, text, "像是电子表格的日期序号，请把该列设为日期格式后再存",
                         "looks like a spreadsheet's serial number: format the column as "
                         "dates and save again");
    return TC_REFUSE(spot, text, "不是日期，应写成 2022、2022-12 或 2022-12-31",
                     "is not a date: write 2022, 2022-12 or 2022-12-31");
}

/* Does the date exist? If not, say why. */
static bool exists(const parts *date, const char *text, const tc_spot *spot)
{
    const tc_shown shown = tc_plain_show(text);
    if (date->year < FIRST_YEAR || date->year > LAST_YEAR) {
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”的年份不在 %d 至 %d 之间",
                     "%s: the year of '%s' is not within %d to %d", spot->what,
                     shown.text, FIRST_YEAR, LAST_YEAR);
        return false;
    }
    if (date->month == -1)
        return true;
    if (date->month < 1 || date->month > 12) {
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不存在，没有 %d 月", "%s: '%s' does not exist: no month %d",
                     spot->what, shown.text, date->month);
        return false;
    }
    const int length = tc_day_month_length(date->year, date->month);
    if (date->day != -1 && (date->day < 1 || date->day > length)) {
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”不存在，%d 年 %d 月只有 1 至 %d 日",
                     "%s: '%s' does not exist: in %d, month %d has days 1 to %d",
                     spot->what, shown.text, date->year, date->month, length);
        return false;
    }
    return true;
}

bool tc_day_read(const char *text, tc_day_side side, const tc_spot *spot, tc_day *day)
{
    char plain[64];
    parts date;
    if (!tc_plain_text(text, plain, sizeof plain) || !read_parts(plain, &date))
        return refuse_shape(text, plain, spot);
    if (!exists(&date, text, spot))
        return false;
    if (date.points && date.day == -1 &&
        date.month_digits == 1) /* 2022.10, as a number */
        return TC_REFUSE(spot, text,
                         "分不清是 1 月还是丢了零的 10 月，请写成 2022-01 的样子",
                         "may have lost a zero (month 10?): write it like 2022-01");
    const bool last = side == TC_DAY_LAST;
    if (date.month == -1)
        date.month = last ? 12 : 1;
    if (date.day == -1)
        date.day = last ? tc_day_month_length(date.year, date.month) : 1;
    *day = date.year * 10000 + date.month * 100 + date.day;
    return true;
}

tc_day_text tc_day_write(tc_day day)
{
    tc_day_text text;
    snprintf(text.text, sizeof text.text, "%04d-%02d-%02d", day / 10000 % 10000,
             day / 100 % 100, day % 100);
    return text;
}

tc_day tc_day_add_months(tc_day day, int months)
{
    if (day == TC_DAY_NEVER)
        return day;
    const int all = day / 10000 * 12 + day / 100 % 100 - 1 + months;
    const int year = all / 12, month = all % 12 + 1;
    const int length = tc_day_month_length(year, month);
    const int of_month = day % 100 < length ? day % 100 : length;
    return year * 10000 + month * 100 + of_month;
}
