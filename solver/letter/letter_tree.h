/* letter_tree.h — a part of a Word document as a tree, and what templates add to it. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LETTER_TREE_H
#define TC_LETTER_TREE_H

#include "base/arena.h"
#include "base/buffer.h"
#include "tongchou/error.h"

typedef enum tc_letter_node_kind {
    TC_LETTER_NODE_ELEMENT,
    TC_LETTER_NODE_TEXT,
    /* what tc_template_cut makes of {{…}} */
    TC_LETTER_NODE_FIELD, /* {{name}}: a run that shows a value */
    TC_LETTER_NODE_OPEN,  /* {{#name}} */
    TC_LETTER_NODE_NONE,  /* {{^name}} */
    TC_LETTER_NODE_CLOSE, /* {{/name}} */
    /* what tc_template_nest makes of these three; its children stood between them */
    TC_LETTER_NODE_EACH,   /* once for every item, or where there is a value */
    TC_LETTER_NODE_WITHOUT /* where there is no item, or no value */
} tc_letter_node_kind;

typedef struct tc_letter_node_attribute {
    const char *name, *value;
} tc_letter_node_attribute;

typedef struct tc_letter_node tc_letter_node;

struct tc_letter_node {
    tc_letter_node_kind kind;
    const char *text; /* of an element its name ("w:p"), of a text its characters, else
                         the name of the field */
    const tc_letter_node_attribute *attributes;
    int attribute_count;
    tc_letter_node *parent, *first, *last, *next; /* first: of FIELD w:rPr, or none */
    const struct tc_letter_field *field; /* of what shows one, once it is known */
    int line, column;                    /* of what {{…}} became: of its paragraph */
};

/* Read a part. name is what places call it. Errors: as tc_xml_read. Owns: the arena. */
TC_CHECKED tc_code tc_letter_node_read(const char *bytes, size_t length, const char *name,
                                       tc_arena *arena, tc_letter_node **root,
                                       tc_error *error);

/* A new node; NULL when memory runs out. Owns: the arena. */
TC_CHECKED tc_letter_node *tc_letter_node_new(tc_arena *arena, tc_letter_node_kind kind,
                                              const char *text);

bool tc_letter_node_is(const tc_letter_node *node, const char *name);

/* Put a node, which is in no list, behind the last child. */
void tc_letter_node_append(tc_letter_node *parent, tc_letter_node *child);

/* Take a node out of its parent's list. */
void tc_letter_node_remove(tc_letter_node *node);

/* {{#…}}, {{^…}} or {{/…}}? */
bool tc_letter_node_is_marker(const tc_letter_node *node);

/* Append the characters of a paragraph, or of whatever it is; values as {{name}}. */
void tc_letter_node_words(const tc_letter_node *node, tc_buffer *out);

#endif
