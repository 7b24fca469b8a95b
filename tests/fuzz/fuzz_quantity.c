/* fuzz_quantity.c — any text as an amount, a number, a share, yes or no. What is read is
 * in its range, and is the same when written with all its digits and read again. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "base/quantity.h"
#include "fuzz/fuzz_target.h"
#include "support/fuzz_fault.h"

static const tc_range range = {-1000, 1e6};

static void check_faults(tc_faults *faults, bool read, const char *text)
{
    FUZZ_CHECK(faults->count == !read);
    if (fuzz_is_utf8(text))
        fuzz_check_faults(faults, 1);
    tc_faults_free(faults);
}

static bool read_tonnage(const char *text, int shift, tc_quantity *quantity)
{
    tc_faults faults = {0};
    const tc_spot spot = {"PM", {"t.csv", 1, 1}, &faults};
    *quantity = (tc_quantity){-1, -1, false};
    const bool read = tc_quantity_read(text, (tc_unit){shift}, &spot, quantity);
    FUZZ_CHECK(read ? quantity->tonnes >= 0 && quantity->tonnes <= 1e8 &&
                          !signbit(quantity->tonnes) && quantity->decimals >= 0
                    : quantity->tonnes == -1 && quantity->decimals == -1);
    check_faults(&faults, read, text);
    return read;
}

static void check_tonnage(const char *text)
{
    tc_quantity quantity, again;
    char digits[64];
    for (int shift = -3; shift <= 4; shift++) {
        if (!read_tonnage(text, shift, &quantity))
            continue;
        snprintf(digits, sizeof digits, "%.17g吨", quantity.tonnes);
        FUZZ_CHECK(read_tonnage(digits, shift, &again) && again.has_unit);
        FUZZ_CHECK(again.tonnes == quantity.tonnes);
    }
}

typedef bool reader(const char *text, const tc_spot *spot, double *value);

static bool read_number(const char *text, const tc_spot *spot, double *value)
{
    return tc_number_read(text, range, spot, value);
}

static bool read_whole(const char *text, const tc_spot *spot, double *value)
{
    int whole = 0;
    if (!tc_whole_read(text, 1, 99, spot, &whole))
        return false;
    *value = whole;
    return true;
}

static bool run_reader(reader *read_one, const char *text, double *value)
{
    tc_faults faults = {0};
    const tc_spot spot = {"x", {"t.csv", 1, 1}, &faults};
    *value = -12345;
    const bool read = read_one(text, &spot, value);
    FUZZ_CHECK(read == (*value != -12345));
    check_faults(&faults, read, text);
    return read;
}

static void check_number(reader *read_one, const char *text, double low, double high)
{
    double value = 0;
    double again = 0;
    char digits[64];
    if (!run_reader(read_one, text, &value))
        return;
    FUZZ_CHECK(value >= low && value <= high && !(value == 0 && signbit(value)));
    snprintf(digits, sizeof digits, "%.17g", value);
    FUZZ_CHECK(run_reader(read_one, digits, &again) && again == value);
}

static void check_yes_no(const char *text)
{
    tc_faults faults = {0};
    const tc_spot spot = {"x", {"t.csv", 1, 1}, &faults};
    bool value = false;
    const bool read = tc_yes_no_read(text, &spot, &value);
    FUZZ_CHECK(read || !value);
    check_faults(&faults, read, text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char text[512];
    tc_unit unit = {77};
    if (size >= sizeof text)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    check_tonnage(text);
    check_number(read_number, text, range.low, range.high);
    check_number(tc_share_read, text, 0, 1);
    check_number(read_whole, text, 1, 99);
    check_yes_no(text);
    FUZZ_CHECK(tc_unit_read(text, &unit) == (unit.shift != 77));
    return 0;
}
