/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_tree.h"

#include <string.h>

#include "io/xml_read.h"

tc_letter_node *tc_letter_node_new(tc_arena *arena, tc_letter_node_kind kind,
                                   const char *text)
{
    tc_letter_node *node = tc_arena_take(arena, 1, sizeof *node);
    if (node) {
        node->kind = kind;
        node->text = text;
    }
    return node;
}

bool tc_letter_node_is(const tc_letter_node *node, const char *name)
{
    return node->kind == TC_LETTER_NODE_ELEMENT && strcmp(node->text, name) == 0;
}

bool tc_letter_node_is_marker(const tc_letter_node *node)
{
    return node->kind == TC_LETTER_NODE_OPEN || node->kind == TC_LETTER_NODE_NONE ||
           node->kind == TC_LETTER_NODE_CLOSE;
}

void tc_letter_node_append(tc_letter_node *parent, tc_letter_node *child)
{
    child->parent = parent;
    child->next = NULL;
    if (parent->last)
        parent->last->next = child;
    else
        parent->first = child;
    parent->last = child;
}

void tc_letter_node_remove(tc_letter_node *node)
{
    tc_letter_node *parent = node->parent, *before = NULL;
    for (tc_letter_node *child = parent->first; child != node; child = child->next)
        before = child;
    if (before)
        before->next = node->next;
    else
        parent->first = node->next;
    if (parent->last == node)
        parent->last = before;
    node->parent = node->next = NULL;
}

/* NOLINTNEXTLINE(misc-no-recursion): as deep as the part, tc_xml_read */
void tc_letter_node_words(const tc_letter_node *node, tc_buffer *out)
{
    if (node->kind == TC_LETTER_NODE_TEXT) {
        tc_buffer_puts(out, node->text);
        return;
    }
    if (node->kind != TC_LETTER_NODE_ELEMENT) {
        tc_buffer_printf(out, "{{%s}}", node->text);
        return;
    }
    for (const tc_letter_node *child = node->first; child; child = child->next)
        tc_letter_node_words(child, out);
}

/* ---- reading ----------------------------------------------------------------------- */

typedef struct growing {
    tc_arena *arena;
    tc_letter_node *root, *inside; /* inside: the element that is open */
} growing;

/* Word marks paragraphs with numbers that must not come twice, and can do without. */
static bool is_unique_mark(const char *name)
{
    return strcmp(name, "w14:paraId") == 0 || strcmp(name, "w14:textId") == 0;
}

static const char *keep(const growing *tree, const char *text)
{
    return tc_arena_text(tree->arena, text, strlen(text));
}

static bool copy_attributes(growing *tree, tc_letter_node *node,
                            const char *const *attributes)
{
    int count = 0;
    while (attributes[count])
        count += 2;
    tc_letter_node_attribute *copies =
        tc_arena_take(tree->arena, (size_t)count / 2, sizeof *copies);
    if (!copies)
        return false;
    node->attributes = copies;
    for (const char *const *at = attributes; *at; at += 2) {
        const char *name = at[0], *value = at[1];
        if (is_unique_mark(name) || !value)
            continue;
        tc_letter_node_attribute *copy = &copies[node->attribute_count++];
        copy->name = keep(tree, name);
        copy->value = keep(tree, value);
        if (!copy->name || !copy->value)
            return false;
    }
    return true;
}

static bool begin_element(void *context, const char *name, const char *const *attributes,
                          const tc_place *place)
{
    growing *tree = context;
    const char *copy = keep(tree, name);
    tc_letter_node *node =
        copy ? tc_letter_node_new(tree->arena, TC_LETTER_NODE_ELEMENT, copy) : NULL;
    if (!node || !copy_attributes(tree, node, attributes))
        return false;
    node->line = place->line;
    node->column = place->column;
    if (tree->inside)
        tc_letter_node_append(tree->inside, node);
    else
        tree->root = node;
    tree->inside = node;
    return true;
}

static bool end_element(void *context, const char *name)
{
    (void)name;
    growing *tree = context;
    tree->inside = tree->inside->parent;
    return true;
}

static bool add_text(void *context, const char *text, size_t length)
{
    growing *tree = context;
    const char *copy = tc_arena_text(tree->arena, text, length);
    tc_letter_node *node =
        copy ? tc_letter_node_new(tree->arena, TC_LETTER_NODE_TEXT, copy) : NULL;
    if (!node)
        return false;
    tc_letter_node_append(tree->inside, node);
    return true;
}

tc_code tc_letter_node_read(const char *bytes, size_t length, const char *name,
                            tc_arena *arena, tc_letter_node **root, tc_error *error)
{
    growing tree = {.arena = arena};
    const tc_xml_handlers handlers = {begin_element, end_element, add_text, &tree};
    const tc_code code = tc_xml_read(bytes, length, name, &handlers, error);
    if (code == TC_OK)
        *root = tree.root;
    return code;
}
