/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/file_digest.h"

#include <criterion/criterion.h>
#include <string.h>

#include "support/scratch.h"

Test(io_file_digest, reads_a_file_in_blocks)
{
    static char bytes[100000];
    tc_scratch scratch = tc_scratch_open();
    tc_digest digest;
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(i * i % 253);
    tc_scratch_bytes(&scratch, "f", bytes, sizeof bytes);
    cr_assert_eq(tc_digest_file(scratch.path, "f", &digest, NULL), TC_OK);
    cr_assert_str_eq(digest.text, tc_digest_bytes(bytes, sizeof bytes).text);
    tc_scratch_close(&scratch);
}

Test(io_file_digest, says_what_cannot_be_read)
{
    tc_scratch scratch = tc_scratch_open();
    tc_digest digest;
    tc_error error = {0};
    cr_assert_eq(tc_digest_file(scratch.folder, "f", &digest, &error), TC_ERR_IO);
    cr_assert_str_eq(error.file, "f");
    cr_assert_eq(tc_digest_file("/nowhere/f", "f", &digest, &error), TC_ERR_IO);
    tc_scratch_close(&scratch);
}
