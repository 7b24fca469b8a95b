/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/digest.h"

#include <criterion/criterion.h>
#include <string.h>

/* FIPS 180-4, examples of SHA-256 */
static const char of_abc[] =
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

Test(base_digest, gives_the_published_answers)
{
    cr_assert_str_eq(tc_digest_bytes("abc", 3).text, of_abc);
    cr_assert_str_eq(tc_digest_bytes("", 0).text,
                     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

Test(base_digest, does_not_depend_on_how_the_bytes_come)
{
    tc_digesting digesting;
    tc_digest_start(&digesting);
    tc_digest_add(&digesting, "a", 1);
    tc_digest_add(&digesting, "", 0);
    tc_digest_add(&digesting, "bc", 2);
    cr_assert_str_eq(tc_digest_end(&digesting).text, of_abc);
}
