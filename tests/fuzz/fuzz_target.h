/* fuzz_target.h — what every fuzz_NAME.c defines, for libFuzzer and for replay_main.c. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_FUZZ_TARGET_H
#define TC_TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

/* Read any bytes. Ends the program when something is wrong; else returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Unlike assert, also in a release build. */
#define FUZZ_CHECK(truth)                                                                \
    do {                                                                                 \
        if (!(truth))                                                                    \
            __builtin_trap();                                                            \
    } while (0)

#endif
