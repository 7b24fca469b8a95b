/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/name_index.h"

#include <criterion/criterion.h>
#include <stdio.h>

#include "support/leaks.h"

Test(base_name_index, finds_each_of_many_names)
{
    enum { NAMES = 5000 };
    static char names[NAMES][16];
    tc_name_index index = {0};
    cr_assert_null(tc_name_index_find(&index, "名"));
    for (int i = 0; i < NAMES; i++) {
        snprintf(names[i], sizeof names[i], "名%d", i);
        cr_assert(tc_name_index_add(&index, names[i], i));
    }
    for (int i = 0; i < NAMES; i++) {
        char same[16];
        snprintf(same, sizeof same, "名%d", i);
        int *number = tc_name_index_find(&index, same);
        cr_assert(number && *number == i);
        *number = -i;
    }
    cr_assert_eq(*tc_name_index_find(&index, "名7"), -7);
    cr_assert_null(tc_name_index_find(&index, "名5000"));
    cr_assert_null(tc_name_index_find(&index, ""));
    tc_name_index_free(&index);
    cr_assert_null(tc_name_index_find(&index, "名7"));
    TC_ASSERT_NO_LEAK();
}
