/* spill.h — a long list: in memory while it is short, in a file without a name then. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SPILL_H
#define TC_IO_SPILL_H

#include <stddef.h>

#include "tongchou/error.h"

typedef struct tc_spill tc_spill;

/* Errors: TC_ERR_MEMORY. Owns: tc_spill_close. */
TC_CHECKED tc_code tc_spill_open(tc_spill **spill, tc_error *error);

/* Append bytes. Beyond 8 MiB they go to a file in $TMPDIR, else /tmp.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_spill_add(tc_spill *spill, const void *bytes, size_t length,
                                tc_error *error);

/* All that was added, to be read; nothing can be added any more.
 * Errors   TC_ERR_IO. Owns: the spill. */
TC_CHECKED tc_code tc_spill_end(tc_spill *spill, const void **bytes, tc_error *error);

/* NULL is allowed. */
void tc_spill_close(tc_spill *spill);

#endif
