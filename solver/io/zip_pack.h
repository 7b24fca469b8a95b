/* zip_pack.h — zip archives in memory: read with limits, written with fixed bytes. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_ZIP_PACK_H
#define TC_IO_ZIP_PACK_H

#include "base/buffer.h"

typedef struct tc_zip tc_zip;

/* Open an archive of length bytes, which must outlive it. name is what the place of a
 * fault calls it.
 *
 * Errors   TC_ERR_INPUT: it is no archive, or one of more than 10,000 entries;
 *          TC_ERR_MEMORY.
 * Owns     *zip is the caller's: tc_zip_close. */
TC_CHECKED tc_code tc_zip_open(const char *bytes, size_t length, const char *name,
                               tc_zip **zip, tc_error *error);

/* NULL is allowed. */
void tc_zip_close(tc_zip *zip);

/* The entries, in the order in which the archive lists them. Names are the archive's, as
 * they are: good for comparing, never for a path. They live as long as the archive. */
int tc_zip_count(const tc_zip *zip);
const char *tc_zip_name(const tc_zip *zip, int entry);

/* The entry of this very name, -1 where there is none. */
int tc_zip_find(const tc_zip *zip, const char *name);

/* Append what an entry holds. out->most says how many bytes it may be; whatever the
 * archive claims, no more are unpacked.
 *
 * Errors   TC_ERR_INPUT: more than that, encrypted, or damaged; TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_zip_read(tc_zip *zip, int entry, tc_buffer *out, tc_error *error);

typedef struct tc_zip_entry {
    const char *name;
    const char *bytes;
    size_t length;
} tc_zip_entry;

/* Append an archive of these entries, in their order, deflated, all dated 1980-01-01: the
 * same entries give the same bytes.
 *
 * Errors   TC_ERR_MEMORY; TC_ERR_USAGE: a name that comes twice. */
TC_CHECKED tc_code tc_zip_write(const tc_zip_entry *entries, int count, tc_buffer *out,
                                tc_error *error);

#endif
