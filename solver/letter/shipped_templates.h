/* shipped_templates.h — the templates of data/templates, put into the library by the
 * build. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_SHIPPED_TEMPLATES_H
#define TC_LETTER_SHIPPED_TEMPLATES_H

#include "base/shipped.h"

/* By name; the last has none. */
extern const tc_shipped_file tc_shipped_templates[];

#endif
