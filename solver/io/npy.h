/* npy.h — a table of numbers as a NumPy file, a column after the other. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_NPY_H
#define TC_IO_NPY_H

#include <stdbool.h>
#include <stdint.h>

#include "tongchou/error.h"

/* Format 1.0: 128 bytes that name type and shape, then column after column (Fortran
 * order), so that every number has its place before any is known. Doubles are in the
 * machine's byte order, which the header names. Start from {.file = -1}. */
typedef struct tc_npy {
    const char *path; /* must outlive it */
    int file;         /* -1: not open */
    int64_t rows;
    int columns; /* 0: no columns; -1: one, and the shape has one dimension */
    bool bytes;  /* unsigned bytes; false: doubles */
} tc_npy;

/* Make the file, or empty it, in its full length; what is not written is zero (and takes
 * no room where the file system knows holes). Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_npy_create(tc_npy *npy, tc_error *error);

/* Open a file that was made with the same shape.
 * Errors   TC_ERR_IO; TC_ERR_INPUT: it is not that file. */
TC_CHECKED tc_code tc_npy_open(tc_npy *npy, bool writable, tc_error *error);

/* Write or read count rows from first on; column c of row first + i is at
 * [c * room + i]. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_npy_write(const tc_npy *npy, int64_t first, int count, int room,
                                const void *numbers, tc_error *error);
TC_CHECKED tc_code tc_npy_read(const tc_npy *npy, int64_t first, int count, int room,
                               void *numbers, tc_error *error);

/* How many bytes the file has. */
int64_t tc_npy_size(const tc_npy *npy);

/* Close it where it is open. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_npy_close(tc_npy *npy, tc_error *error);

#endif
