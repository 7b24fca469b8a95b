/* day.h — calendar days, and how people write them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_DAY_H
#define TC_BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/spot.h"

/* A day as the decimal number yyyymmdd, so that later days are larger numbers. */
typedef int32_t tc_day;
#define TC_DAY_NEVER ((tc_day)99991231) /* after every real date */

/* Which day of a year or a month is meant where the text names no day. */
typedef enum tc_day_side { TC_DAY_FIRST, TC_DAY_LAST } tc_day_side;

/* Read YYYY, YYYY-MM or YYYY-MM-DD; also with / or . between, as 2022年12月31日, with
 * full-width digits, with spaces around. Years 1900 to 2199.
 *
 * Errors   False, and a fault that says why: not a date, or a date that does not exist.
 *          *day is then untouched.
 * Threads  any. */
TC_CHECKED bool tc_day_read(const char *text, tc_day_side side, const tc_spot *spot,
                            tc_day *day);

/* A day as "2022-12-31". */
typedef struct tc_day_text {
    char text[16];
} tc_day_text;

tc_day_text tc_day_write(tc_day day);

/* The number of days of a month, 28 to 31. */
int tc_day_month_length(int year, int month);

/* The day so many months later (or earlier), the last of its month where the month is too
 * short: 31 January and one month is 28 or 29 February. TC_DAY_NEVER stays. */
tc_day tc_day_add_months(tc_day day, int months);

#endif
