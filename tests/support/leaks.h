/* leaks.h — a Criterion test that allocates ends with TC_ASSERT_NO_LEAK in its body.
 *
 * A leak that the sanitizer finds at exit does not fail a Criterion test (house.md §2);
 * asking inside the body does. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_LEAKS_H
#define TC_TESTS_LEAKS_H

/* The number of leaks that the sanitizer sees now; 0 in builds without it. */
int tc_test_leaks(void);

/* What is allocated between these calls may be lost: for the C library's own leaks. */
void tc_test_leaks_pause(void);
void tc_test_leaks_resume(void);

#define TC_ASSERT_NO_LEAK() cr_assert_eq(tc_test_leaks(), 0, "memory was leaked")

#endif
