/* save.h — several files into a folder, all of them or none. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SAVE_H
#define TC_IO_SAVE_H

#include <stddef.h>

#include "tongchou/error.h"

typedef struct tc_save_file {
    const char *name; /* inside the folder */
    const char *text;
    size_t length;
} tc_save_file;

/* Write all files into a folder (made if need be, with its parents): each to a temporary
 * name beside its place, synced; then renamed, then the folder synced. When anything
 * fails the folder holds what it held before, and no temporary file is left; folders that
 * were made are gone again.
 *
 * Should putting an old file back fail as well, what it held stays under the name
 * .tongchou-*.old, which the error tells. After TC_OK such a name may stay only where the
 * system refused to remove it. A name that is a symbolic link is replaced, not followed.
 *
 * Errors   TC_ERR_IO, with the path and the system's reason; TC_ERR_USAGE for a name that
 *          is no plain file name or comes twice; TC_ERR_MEMORY.
 * Threads  any, but not two for one folder. */
TC_CHECKED tc_code tc_save_all(const char *folder, const tc_save_file *files, int count,
                               tc_error *error);

#endif
