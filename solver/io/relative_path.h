/* relative_path.h — how one place is reached from another. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_RELATIVE_PATH_H
#define TC_IO_RELATIVE_PATH_H

#include "base/buffer.h"

/* Append the path to a file or folder as seen from a folder that may not be there yet:
 * "../../data/textbook", "." for the folder itself. Links are followed. Nothing where
 * there is no telling, of paths that are too long. */
void tc_relative_path(const char *from, const char *to, tc_buffer *out);

#endif
