/* letter_templates.h — a template for each kind of letter: the bureau's own or ours. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_TEMPLATES_H
#define TC_LETTER_TEMPLATES_H

#include "letter/letter_template.h"

/* Start from {0}. */
typedef struct tc_letter_templates {
    tc_letter_template *of[TC_LETTER_KINDS];
    tc_buffer own[TC_LETTER_KINDS]; /* bytes of the bureau's */
} tc_letter_templates;

/* Read all; folder NULL: all are ours. A .docx of another name in the folder is refused,
 * with the name that was perhaps meant.
 *
 * Errors   as tc_letter_template_read, of all templates together; TC_ERR_IO. Owns:
 *          tc_letter_templates_free, also after an error. */
TC_CHECKED tc_code tc_letter_templates_read(const char *folder, tc_faults *faults,
                                            tc_letter_templates *templates,
                                            tc_error *error);

void tc_letter_templates_free(tc_letter_templates *templates);

#endif
