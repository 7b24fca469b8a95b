/* save_path.h — one file by its path, whole or not at all. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SAVE_PATH_H
#define TC_IO_SAVE_PATH_H

#include <stddef.h>

#include "tongchou/error.h"

/* As tc_save_all with the folder and the name of this path, and so are its errors. */
TC_CHECKED tc_code tc_save_path(const char *path, const char *bytes, size_t length,
                                tc_error *error);

#endif
