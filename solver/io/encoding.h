/* encoding.h — a text file as UTF-8, in blocks, whatever it was saved in. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_ENCODING_H
#define TC_IO_ENCODING_H

#include <stddef.h>

#include "tongchou/error.h"

typedef struct tc_decoder tc_decoder;

/* Open a file and decide its encoding from all of it: a byte-order mark, else strict
 * UTF-8, else GB18030. name is what places call the file; it must outlive the decoder.
 *
 * Errors   TC_ERR_IO: cannot be opened or read, or is no regular file; TC_ERR_MEMORY.
 * Owns     tc_decoder_close. */
TC_CHECKED tc_code tc_decoder_open(const char *path, const char *name,
                                   tc_decoder **decoder, tc_error *error);

/* The next block of UTF-8, borrowed until the next call; a character may be cut between
 * two blocks. *length is 0 at the end, which comes early, with a fault, where the file is
 * UTF-16 or UTF-32, a workbook, UTF-8 in some places only, or where bytes are no
 * character. here is the place behind the text given so far.
 *
 * Errors   TC_ERR_IO; the outputs are then untouched. */
TC_CHECKED tc_code tc_decoder_next(tc_decoder *decoder, const tc_place *here,
                                   tc_faults *faults, const char **text, size_t *length,
                                   tc_error *error);

/* NULL is allowed. */
void tc_decoder_close(tc_decoder *decoder);

#endif
