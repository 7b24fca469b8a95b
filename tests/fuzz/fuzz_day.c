/* fuzz_day.c — any text as a date. A day that is read is written and read again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/day.h"
#include "fuzz/fuzz_target.h"
#include "support/fuzz_fault.h"

static bool read_day(const char *text, tc_day_side side, tc_day *day)
{
    tc_faults faults = {0};
    const tc_spot spot = {"start", {"t.csv", 1, 1}, &faults};
    *day = -1;
    const bool read = tc_day_read(text, side, &spot, day);
    FUZZ_CHECK(faults.count == !read && read == (*day != -1));
    if (fuzz_is_utf8(text))
        fuzz_check_faults(&faults, 1);
    tc_faults_free(&faults);
    return read;
}

static void check(const char *text)
{
    tc_day first = -1, last = -1, again = -1;
    const bool read = read_day(text, TC_DAY_FIRST, &first);
    FUZZ_CHECK(read_day(text, TC_DAY_LAST, &last) == read);
    if (!read)
        return;
    FUZZ_CHECK(first <= last && first / 10000 == last / 10000);
    FUZZ_CHECK(first >= 19000101 && last <= 21991231);
    FUZZ_CHECK(read_day(tc_day_write(first).text, TC_DAY_LAST, &again) && again == first);
    FUZZ_CHECK(read_day(tc_day_write(last).text, TC_DAY_FIRST, &again) && again == last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[512];
    if (size >= sizeof text)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    check(text);
    return 0;
}
