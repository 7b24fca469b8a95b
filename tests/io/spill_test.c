/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/spill.h"

#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/leaks.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"

enum { RECORD = 24, SHORT = 1000, LONG = 1000000 };

static tc_code fill(tc_spill *spill, int count, tc_error *error)
{
    for (int i = 0; i < count; i++) {
        char record[RECORD];
        memset(record, i % 251, sizeof record);
        memcpy(record, &i, sizeof i);
        const tc_code code = tc_spill_add(spill, record, sizeof record, error);
        if (code != TC_OK)
            return code;
    }
    return TC_OK;
}

static void judge(int count)
{
    tc_spill *spill = NULL;
    const void *bytes = NULL;
    cr_assert_eq(tc_spill_open(&spill, NULL), TC_OK);
    cr_assert_eq(fill(spill, count, NULL), TC_OK);
    cr_assert_eq(tc_spill_end(spill, &bytes, NULL), TC_OK);
    for (int i = 0; i < count; i++) {
        const char *record = (const char *)bytes + (ptrdiff_t)i * RECORD;
        int number = 0;
        memcpy(&number, record, sizeof number);
        cr_assert(number == i && record[RECORD - 1] == (char)(i % 251));
    }
    tc_spill_close(spill);
}

/* How many names a folder has, beside its own two. */
static int names_in(const char *folder)
{
    DIR *open = opendir(folder);
    int count = 0;
    cr_assert_not_null(open);
    while (readdir(open))
        count++;
    closedir(open);
    return count - 2;
}

Test(io_spill, gives_back_what_was_added_from_memory_and_from_a_file_without_a_name)
{
    tc_scratch scratch = tc_scratch_open();
    cr_assert_eq(setenv("TMPDIR", scratch.folder, 1), 0);
    judge(0);
    judge(SHORT);
    judge(LONG);
    cr_assert_eq(names_in(scratch.folder), 0);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_spill, says_which_folder_takes_no_file)
{
    tc_scratch scratch = tc_scratch_open();
    char lost[128];
    snprintf(lost, sizeof lost, "%s/lost", scratch.folder);
    cr_assert_eq(setenv("TMPDIR", lost, 1), 0);
    tc_spill *spill = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_spill_open(&spill, NULL), TC_OK);
    cr_assert_eq(fill(spill, LONG, &error), TC_ERR_IO);
    cr_assert_str_eq(error.file, lost);
    cr_assert_not_null(strstr(error.message_en, "cannot use a temporary file"));
    tc_spill_close(spill);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

Test(io_spill, says_when_memory_runs_out)
{
    for (long left = 0; left < 3; left++) {
        tc_spill *spill = NULL;
        tc_test_memory(left);
        tc_code code = tc_spill_open(&spill, NULL);
        if (code == TC_OK)
            code = fill(spill, SHORT, NULL);
        tc_test_memory(-1);
        cr_assert_eq(code, TC_ERR_MEMORY);
        tc_spill_close(spill);
    }
    TC_ASSERT_NO_LEAK();
}
