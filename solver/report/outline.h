/* outline.h — headings, facts and tables of a document, written as HTML or Markdown. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_REPORT_OUTLINE_H
#define TC_REPORT_OUTLINE_H

#include "base/buffer.h"
#include "tongchou/plan.h"

typedef enum tc_form {
    TC_FORM_HTML,    /* both languages, of which the page shows one */
    TC_FORM_MARKDOWN /* one language */
} tc_form;

/* The same in both languages. */
typedef struct tc_said {
    const char *zh, *en;
} tc_said;

typedef struct tc_outline_column {
    const char *key; /* what scripts and styles call it */
    tc_said heading;
    bool number; /* aligned to the right */
    bool row;    /* names the row */
    bool below;  /* HTML: on a line of its own below the row; only the last ones are */
} tc_outline_column;

/* Start from {.form = …, .language = …, .out = …}. Memory that runs out fails the buffer.
 * Whatever stands in a text is shown as text: nothing of it becomes a tag, a link or a
 * script, control characters and what turns the writing direction are replaced. */
typedef struct tc_outline {
    tc_form form;
    tc_language language; /* of Markdown */
    tc_buffer *out;
    const tc_outline_column *columns;
    int count, next; /* columns; that of the next cell */
    bool below;      /* some column is below */
} tc_outline;

/* A text of the case, and one that is said in both languages. */
void tc_outline_text(tc_outline *outline, const char *text);
void tc_outline_said(tc_outline *outline, tc_said said);

/* A chapter begins. id: plain letters, for links and scripts. */
void tc_outline_chapter(tc_outline *outline, const char *id, tc_said title);
void tc_outline_chapter_end(tc_outline *outline);

/* style: of the page, plain letters; NULL none. */
void tc_outline_paragraph(tc_outline *outline, const char *style, tc_said said);

/* A list of what is so: facts between a begin and an end. style as above. */
void tc_outline_facts(tc_outline *outline, const char *style);
void tc_outline_fact(tc_outline *outline, tc_said label, tc_said value);
void tc_outline_facts_end(tc_outline *outline);

/* A place for a picture that a script draws from the tables; nothing in Markdown. */
void tc_outline_figure(tc_outline *outline, const char *id, tc_said caption);

/* A table; its cells fill rows from left to right. columns are the caller's. */
void tc_outline_table(tc_outline *outline, const char *id, tc_said caption,
                      const tc_outline_column *columns, int count);
void tc_outline_cell(tc_outline *outline, const char *text);
void tc_outline_cell_said(tc_outline *outline, tc_said said);

/* With a mark for styles and scripts, and a second line ("" for none). */
void tc_outline_cell_marked(tc_outline *outline, const char *mark, tc_said said,
                            tc_said second);
void tc_outline_table_end(tc_outline *outline);

/* ---- texts that are made ------------------------------------------------------------
 */

/* A text made in both languages. Start from {0}; memory that runs out is told by
 * tc_pair_said, which then fails the outline and gives "". */
typedef struct tc_pair {
    tc_buffer zh, en;
} tc_pair;

/* Append; both formats take the same arguments in the same order. */
void tc_pair_say(tc_pair *pair, const char *zh, const char *en, ...) TC_PRINTF(2, 4)
    TC_PRINTF(3, 4);

tc_said tc_pair_said(tc_outline *outline, const tc_pair *pair);
void tc_pair_free(tc_pair *pair);

#endif
