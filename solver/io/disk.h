/* disk.h — calls to the file system that are made again when interrupted, and say why
 * they fail. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_DISK_H
#define TC_IO_DISK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tongchou/error.h"

/* TC_ERR_IO: "cannot DO PATH: errno in words"; zh and en say what could not be done. */
tc_code tc_disk_fault(const char *zh, const char *en, const char *path, tc_error *error);

/* Write or read all bytes at a place of a file; the end of the file before that is a
 * fault. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_disk_write(int file, const char *path, int64_t at,
                                 const void *bytes, size_t length, tc_error *error);
TC_CHECKED tc_code tc_disk_read(int file, const char *path, int64_t at, void *bytes,
                                size_t length, tc_error *error);

/* Make a file's bytes and length lasting, or the names in a folder. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_disk_sync(int file, const char *path, tc_error *error);
TC_CHECKED tc_code tc_disk_sync_folder(const char *path, tc_error *error);

/* Make a folder, which may be there. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_disk_make_folder(const char *path, tc_error *error);

/* Rename; from may be missing: then nothing is done. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_disk_move(const char *from, const char *to, tc_error *error);

/* Close; a file that cannot be closed may have lost something. Errors: TC_ERR_IO. */
TC_CHECKED tc_code tc_disk_close(int file, const char *path, tc_error *error);

/* Is called with every name in a folder; false ends the listing. */
typedef bool tc_disk_visit(const char *folder, const char *name, void *context);

/* Visit the names in a folder, but for . and ..; false where a visit ended it (errno is
 * 0) or the folder cannot be read (errno tells). */
bool tc_disk_each(const char *folder, tc_disk_visit *visit, void *context);

/* Remove a folder with all that is in it, following no link. What cannot be removed
 * stays. */
void tc_disk_remove(const char *folder);

#endif
