/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <criterion/criterion.h>
#include <string.h>

static const char *nearest(const char *text, bool containing)
{
    static const char *const names[] = {"SO2",        "编号", "名称", "氮氧化物",
                                        "化学需氧量", "PM",   "NOx",  "available_from",
                                        "闻喜县",     "COD"};
    tc_nearest search;
    tc_nearest_start(&search, text, containing);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        tc_nearest_offer(&search, names[i]);
    return search.best ? search.best : "";
}

Test(base_nearest, finds_the_name_that_was_meant)
{
    cr_expect_str_eq(nearest("氮氧化合物", false), "氮氧化物");
    cr_expect_str_eq(nearest("化学耗氧量", false), "化学需氧量");
    cr_expect_str_eq(nearest("化学氧需量", false), "化学需氧量"); /* a swap */
    cr_expect_str_eq(nearest("avialable_form", false), "available_from");
    cr_expect_str_eq(nearest("nox", false), "NOx");
    cr_expect_str_eq(nearest("pm", false), "PM");
    cr_expect_str_eq(nearest("闻喜", false), "闻喜县");
    cr_expect_str_eq(nearest("CODr", false), "COD");
    cr_expect_str_eq(nearest("ＰＭ", false), "PM"); /* full width */
    cr_expect_str_eq(nearest("NO2", false), "NOx"); /* SO2 is as near, but later alike */
}

Test(base_nearest, finds_nothing_where_nothing_is_near)
{
    cr_expect_str_eq(nearest("序号", false), ""); /* one of two characters is not near */
    cr_expect_str_eq(nearest("NH", false), "");
    cr_expect_str_eq(nearest("", false), "");
    cr_expect_str_eq(nearest("运城市闻喜县", false), "");
    cr_expect_str_eq(nearest("投资额", false), "");
    char text[600];
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    cr_expect_str_eq(nearest(text, true), "");
}

Test(base_nearest, finds_a_name_inside_another_when_asked)
{
    cr_expect_str_eq(nearest("运城市闻喜县", true), "闻喜县");
    cr_expect_str_eq(nearest("pm10", true), "PM");
    cr_expect_str_eq(nearest("县", true), "");
}
