/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/day.h"

#include <criterion/criterion.h>

#include "support/leaks.h"

static const tc_place place = {"sources.csv", 7, 12};

static tc_day read_day(const char *text, tc_day_side side)
{
    tc_faults faults = {0};
    const tc_spot spot = {"start", place, &faults};
    tc_day day = -1;
    const bool read = tc_day_read(text, side, &spot, &day);
    cr_expect_eq(read, faults.errors == 0);
    cr_expect_eq(read, day != -1);
    tc_faults_free(&faults);
    return day;
}

Test(base_day, reads_dates_of_three_lengths_in_every_spelling)
{
    const struct {
        const char *text;
        tc_day first, last;
    } samples[] = {
        {"2022", 20220101, 20221231},
        {"2022-12", 20221201, 20221231},
        {"2022-12-31", 20221231, 20221231},
        {"2024-02", 20240201, 20240229},
        {"2023-02", 20230201, 20230228},
        {"2000-02", 20000201, 20000229},
        {"2100-02", 21000201, 21000228},
        {"2022/1/5", 20220105, 20220105},
        {"2022/4", 20220401, 20220430},
        {"2022.12.31", 20221231, 20221231},
        {"2022.10", 20221001, 20221031},
        {"2022年", 20220101, 20221231},
        {"2022年2月", 20220201, 20220228},
        {"2022年12月31日", 20221231, 20221231},
        {"２０２２－１２－３１", 20221231, 20221231},
        {"２０２２年１２月", 20221201, 20221231},
        {" 2022-12-31\t", 20221231, 20221231},
        {"\xE3\x80\x80"
         "2022",
         20220101, 20221231},
        {"1900-01-01", 19000101, 19000101},
        {"2199-12-31", 21991231, 21991231},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        cr_expect_eq(read_day(samples[i].text, TC_DAY_FIRST), samples[i].first, "%s",
                     samples[i].text);
        cr_expect_eq(read_day(samples[i].text, TC_DAY_LAST), samples[i].last, "%s",
                     samples[i].text);
    }
    TC_ASSERT_NO_LEAK();
}

Test(base_day, refuses_every_other_spelling)
{
    const char *const samples[] = {
        "",
        "-",
        "22-12-31",
        "2022-",
        "2022-12-",
        "2022-12/31",
        "2022-123",
        "2022--12",
        "2022-12-311",
        "x2022",
        "2022x",
        "2022年12",
        "2022年12月31",
        "2022-12-31 00:00:00",
        "+2022",
        "2022 12 31",
        "12/31/2022",
        "2022年13月",
        "2022-00",
        "2022-01-00",
        "2022-02-29",
        "2100-02-29",
        "1899",
        "2200-01-01",
        "2022.1",
        "20221231",
        "44926",
        "2022-12-31\n2022-12-31",
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        cr_expect_eq(read_day(samples[i], TC_DAY_FIRST), -1, "%s", samples[i]);
    TC_ASSERT_NO_LEAK();
}

Test(base_day, knows_every_day_of_four_hundred_years)
{
    int days = 0;
    for (int year = 1900; year < 2200; year++)
        for (int month = 1; month <= 12; month++)
            days += tc_day_month_length(year, month);
    cr_assert_eq(days, 109573); /* 300 years with 73 leap days */
}

Test(base_day, says_where_and_why)
{
    const struct {
        const char *text, *zh, *en;
    } samples[] = {
        {"2022-02-30", "start：“2022-02-30”不存在，2022 年 2 月只有 1 至 28 日",
         "start: '2022-02-30' does not exist: in 2022, month 2 has days 1 to 28"},
        {"2022-13", "start：“2022-13”不存在，没有 13 月",
         "start: '2022-13' does not exist: no month 13"},
        {"1066", "start：“1066”的年份不在 1900 至 2199 之间",
         "start: the year of '1066' is not within 1900 to 2199"},
        {"soon", "start：“soon”不是日期，应写成 2022、2022-12 或 2022-12-31",
         "start: 'soon' is not a date: write 2022, 2022-12 or 2022-12-31"},
        {"20221231", "start：“20221231”中间要有分隔，请写成 2022-12-31 的样子",
         "start: '20221231' needs separators: write it like 2022-12-31"},
        {"202212", "start：“202212”中间要有分隔，请写成 2022-12 的样子",
         "start: '202212' needs a separator: write it like 2022-12"},
        {"44926.25",
         "start：“44926.25”像是电子表格的日期序号，请把该列设为日期格式后再存",
         "start: '44926.25' looks like a spreadsheet's serial number: format the column "
         "as dates and save again"},
        {"2022-12-31 08:00",
         "start：“2022-12-31 08:00”带有时刻，请只写日期，如 2022-12-31",
         "start: '2022-12-31 08:00' has a time of day: write the date alone, like "
         "2022-12-31"},
        {"31.12.2022", "start：“31.12.2022”的年份不在最前，请写成 2022-12-31 的样子",
         "start: '31.12.2022' does not begin with the year: write it like 2022-12-31"},
        {"#REF!", "start：“#REF!”是电子表格的错误值，请先在表格中改正",
         "start: '#REF!' is a spreadsheet's error value: repair it there first"},
        {"2022.1",
         "start：“2022.1”分不清是 1 月还是丢了零的 10 月，请写成 2022-01 的样子",
         "start: '2022.1' may have lost a zero (month 10?): write it like 2022-01"},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++) {
        tc_faults faults = {0};
        const tc_spot spot = {"start", place, &faults};
        tc_day day = 42;
        cr_assert_not(tc_day_read(samples[i].text, TC_DAY_FIRST, &spot, &day));
        cr_assert_eq(day, 42);
        cr_assert_eq(faults.count, 1);
        cr_expect_str_eq(faults.list[0].error.message, samples[i].zh);
        cr_expect_str_eq(faults.list[0].error.message_en, samples[i].en);
        cr_expect_str_eq(faults.list[0].error.file, "sources.csv");
        cr_expect_eq(faults.list[0].error.line, 7);
        cr_expect_eq(faults.list[0].error.column, 12);
        tc_faults_free(&faults);
    }
    TC_ASSERT_NO_LEAK();
}

Test(base_day, months_later_and_earlier_stay_in_their_month)
{
    static const struct {
        tc_day day;
        int months;
        tc_day then;
    } samples[] = {
        {20230131, 0, 20230131},         {20230131, 1, 20230228},
        {20240131, 1, 20240229},         {20230131, -2, 20221130},
        {20221231, 1, 20230131},         {20230101, -1, 20221201},
        {20230630, 12, 20240630},        {20240229, 12, 20250228},
        {21991231, 1200, 22991231},      {19000101, -1200, 18000101},
        {TC_DAY_NEVER, 6, TC_DAY_NEVER},
    };
    for (size_t i = 0; i < sizeof samples / sizeof *samples; i++)
        cr_expect_eq(tc_day_add_months(samples[i].day, samples[i].months),
                     samples[i].then, "%d and %d months", (int)samples[i].day,
                     samples[i].months);
}
