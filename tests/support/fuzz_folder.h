/* fuzz_folder.h — a folder for a fuzz target, whose readers take files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_FUZZ_FOLDER_H
#define TC_TESTS_FUZZ_FOLDER_H

#include <stddef.h>
#include <stdint.h>

/* The folder, made at the first call and removed when the program ends. */
const char *fuzz_folder(void);

/* Write a file of it; its path. Borrowed until the next call. */
const char *fuzz_folder_write(const char *name, const uint8_t *data, size_t size);

/* Take a file away, if it is there. */
void fuzz_folder_remove(const char *name);

/* Where the line "%%" stands that ends the first part of an input of many files; size
 * where there is none. */
size_t fuzz_part_end(const uint8_t *data, size_t size);

#endif
