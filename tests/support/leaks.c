/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/leaks.h"

#if defined(__SANITIZE_ADDRESS__)
#include <sanitizer/lsan_interface.h>

int tc_test_leaks(void)
{
    return __lsan_do_recoverable_leak_check();
}
#else
int tc_test_leaks(void)
{
    return 0;
}
#endif
