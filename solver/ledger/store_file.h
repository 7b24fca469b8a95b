/* store_file.h — the file that a ledger of SQLite is, before SQLite sees it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_STORE_FILE_H
#define TC_LEDGER_STORE_FILE_H

#include <stdbool.h>

#include "tongchou/error.h"

/* Is there a file that may be opened (make: or none, so that one may be made), and not on
 * a network file system?
 * Errors   TC_ERR_INPUT: no; TC_ERR_IO: it cannot be looked at. */
TC_CHECKED tc_code tc_store_file_check(const char *path, bool make, tc_error *error);

#endif
