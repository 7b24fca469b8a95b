/* fuzz_fault.h — what holds of every fault, whatever was read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_FUZZ_FAULT_H
#define TC_TESTS_FUZZ_FAULT_H

#include <stdbool.h>

#include "tongchou/error.h"

/* Is the text UTF-8, as a whole? */
bool fuzz_is_utf8(const char *text);

/* End the program unless every fault has a place from (least, least) on, and a message of
 * one line in both languages; and unless the counts agree. */
void fuzz_check_faults(const tc_faults *faults, int least);

#endif
