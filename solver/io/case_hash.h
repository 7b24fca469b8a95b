/* case_hash.h — the bytes that a case was read from, as hashes that anybody can check. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_CASE_HASH_H
#define TC_IO_CASE_HASH_H

#include "base/buffer.h"
#include "domain/problem.h"

/* Append a line "HASH  NAME", as sha256sum prints it, for each file of the case and each
 * rule set that it uses (shipped/ID.json for those of the program).
 * Errors   TC_ERR_IO: a file cannot be read; memory that runs out fails the buffer. */
TC_CHECKED tc_code tc_case_hash(const tc_problem *problem, tc_buffer *lines,
                                tc_error *error);

#endif
