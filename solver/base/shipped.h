/* shipped.h — files of data/ that the build puts into the library. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_SHIPPED_H
#define TC_BASE_SHIPPED_H

#include <stddef.h>

typedef struct tc_shipped_file {
    const char *name; /* without what follows the last point */
    const unsigned char *bytes;
    size_t length;
} tc_shipped_file;

#endif
