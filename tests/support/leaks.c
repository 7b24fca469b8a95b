/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/leaks.h"

#if defined(__SANITIZE_ADDRESS__) /* gcc */
#define LEAKS_ARE_SEEN
#elif defined(__has_feature) /* clang */
#if __has_feature(address_sanitizer)
#define LEAKS_ARE_SEEN
#endif
#endif

#if defined(LEAKS_ARE_SEEN)
#include <sanitizer/lsan_interface.h>

int tc_test_leaks(void)
{
    return __lsan_do_recoverable_leak_check();
}

void tc_test_leaks_pause(void)
{
    __lsan_disable();
}

void tc_test_leaks_resume(void)
{
    __lsan_enable();
}
#else
int tc_test_leaks(void)
{
    return 0;
}

void tc_test_leaks_pause(void)
{
}

void tc_test_leaks_resume(void)
{
}
#endif
