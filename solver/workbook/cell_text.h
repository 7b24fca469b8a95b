/* cell_text.h — any text as the cell of a workbook can hold it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_WORKBOOK_CELL_TEXT_H
#define TC_WORKBOOK_CELL_TEXT_H

#include "base/buffer.h"

/* As tc_text_glyph shows it, without what XML cannot hold; what would read as an escape
 * (_x0041_) is escaped. Cut, with … behind it, at what a cell can hold. Replaces what
 * *out held. */
void tc_cell_text(const char *text, tc_buffer *out);

#endif
