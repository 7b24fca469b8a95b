/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/fuzz_fault.h"

#include <string.h>

#include "base/utf8.h"
#include "fuzz/fuzz_target.h"

bool fuzz_is_utf8(const char *text)
{
    size_t left = strlen(text);
    while (left > 0) {
        uint32_t character = 0;
        const int bytes = tc_utf8_read(text, left, &character);
        if (bytes == 0)
            return false;
        text += bytes;
        left -= (size_t)bytes;
    }
    return true;
}

static void check_message(const char *text)
{
    FUZZ_CHECK(*text && fuzz_is_utf8(text));
    for (; *text; text++)
        FUZZ_CHECK((unsigned char)*text >= 0x20 && *text != 0x7F);
}

void fuzz_check_faults(const tc_faults *faults, int least)
{
    size_t warnings = 0;
    for (size_t i = 0; i < faults->count; i++) {
        const tc_error *error = &faults->list[i].error;
        FUZZ_CHECK(error->code == TC_ERR_INPUT && error->file[0]);
        FUZZ_CHECK(error->line >= least && error->column >= least);
        check_message(error->message);
        check_message(error->message_en);
        warnings += faults->list[i].warning;
    }
    FUZZ_CHECK(
        faults->count >= TC_FAULTS_KEPT ||
        (faults->warnings == warnings && faults->errors == faults->count - warnings));
}
