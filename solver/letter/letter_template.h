/* letter_template.h — a .docx with {{fields}}: read, checked against what there is to
 * tell, filled. data/templates/README.md describes the language. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_TEMPLATE_H
#define TC_LETTER_TEMPLATE_H

#include "base/plain.h"
#include "letter/letter_field.h"
#include "letter/letter_tree.h"

typedef struct tc_letter_template tc_letter_template;

/* Read a template of length bytes, which must outlive it. name is what places call it.
 * fields: all that a letter of this kind can tell.
 *
 * Errors   TC_ERR_INPUT: *faults (NULL allowed) tells, error the first of them: no Word
 *          document; a field that is unknown, with the nearest one; a section that does
 *          not end; a field that must be there and is not. TC_ERR_MEMORY.
 * Owns     *read is the caller's: tc_letter_template_free. */
TC_CHECKED tc_code tc_letter_template_read(const char *bytes, size_t length,
                                           const char *name, tc_letter_fields fields,
                                           tc_faults *faults, tc_letter_template **read,
                                           tc_error *error);

/* NULL is allowed. */
void tc_letter_template_free(tc_letter_template *read);

/* Append the .docx of one letter. Errors: TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_letter_template_fill(const tc_letter_template *read,
                                           const tc_letter *letter, tc_buffer *out,
                                           tc_error *error);

/* ---- the steps of reading, for one part -------------------------------------------- */

/* What the steps share. file is what places call the part: "letter.docx/word/…". */
typedef struct tc_template_part {
    tc_arena *arena;
    const char *file;
    tc_faults *faults;
} tc_template_part;

/* Where a node stands, and how its paragraph reads, cut short, for a fault. */
tc_place tc_template_place(const tc_template_part *part, const tc_letter_node *node);
tc_shown tc_template_words(const tc_letter_node *node);

/* 1. Cut {{…}} out of the runs of every paragraph, however Word has split them: each
 * becomes a node of its own. False when memory runs out. */
TC_CHECKED bool tc_template_cut(const tc_template_part *part, tc_letter_node *root);

/* 2. Put what stands between {{#…}} and {{/…}} into one node. */
void tc_template_nest(const tc_template_part *part, tc_letter_node *root);

/* 3. Find the fields that are named. */
void tc_template_resolve(const tc_template_part *part, tc_letter_node *root,
                         tc_letter_fields fields);

/* 4. Append a part filled for a letter, as XML. */
void tc_template_write(const tc_letter_node *root, const tc_letter *letter,
                       tc_buffer *out);

#endif
