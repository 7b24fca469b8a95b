/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "letter/letter_template.h"

/* ---- what stands alone ------------------------------------------------------------- */

/* What there is in a paragraph. */
typedef struct content {
    tc_letter_node *marker; /* the last one */
    int markers;
    bool other; /* anything that would be seen */
} content;

static bool is_blank(const tc_letter_node *text)
{
    for (const tc_letter_node *child = text->first; child; child = child->next) {
        size_t bytes = 0;
        uint32_t point = 0;
        for (const char *at = child->text; *at; at += bytes) {
            bytes = tc_plain_point(at, &point);
            if (!tc_plain_is_space(point))
                return false;
        }
    }
    return true;
}

/* A section of the document ends with this paragraph. */
static bool ends_section(const tc_letter_node *properties)
{
    for (const tc_letter_node *child = properties->first; child; child = child->next)
        if (tc_letter_node_is(child, "w:sectPr"))
            return true;
    return false;
}

static void look(tc_letter_node *node, content *found) /* NOLINT(misc-no-recursion) */
{
    for (tc_letter_node *child = node->first; child; child = child->next) {
        if (tc_letter_node_is_marker(child)) {
            found->marker = child;
            found->markers++;
        } else if (child->kind != TC_LETTER_NODE_ELEMENT) {
            found->other = found->other || child->kind != TC_LETTER_NODE_TEXT;
        } else if (tc_letter_node_is(child, "w:t")) {
            found->other = found->other || !is_blank(child);
        } else if (tc_letter_node_is(node, "w:r") && !tc_letter_node_is(child, "w:rPr") &&
                   !tc_letter_node_is(child, "w:lastRenderedPageBreak")) {
            found->other = true;
        } else if (tc_letter_node_is(child, "w:pPr")) {
            found->other = found->other || ends_section(child);
        } else {
            look(child, found);
        }
    }
}

/* The marker that a node is, or the only thing that a paragraph shows. */
static tc_letter_node *marker_of(tc_letter_node *node)
{
    content found = {.markers = 0};
    if (tc_letter_node_is_marker(node))
        return node;
    if (!tc_letter_node_is(node, "w:p"))
        return NULL;
    look(node, &found);
    return found.markers == 1 && !found.other ? found.marker : NULL;
}

/* ---- rows -------------------------------------------------------------------------- */

/* The markers of a row, in order, but for those of tables inside it. */
typedef struct row_markers {
    tc_letter_node *first, *last, *match; /* match: the one that closes the first */
    const tc_letter_node *cell, *first_cell, *match_cell;
    int depth;
} row_markers;

static void note_marker(tc_letter_node *marker, row_markers *found)
{
    if (!found->first) {
        found->first = marker;
        found->first_cell = found->cell;
    }
    found->depth += marker->kind == TC_LETTER_NODE_CLOSE ? -1 : 1;
    if (found->depth == 0 && !found->match) {
        found->match = marker;
        found->match_cell = found->cell;
    }
    found->last = marker;
}

static void look_in_row(tc_letter_node *node,
                        row_markers *found) /* NOLINT(misc-no-recursion) */
{
    for (tc_letter_node *child = node->first; child; child = child->next) {
        if (tc_letter_node_is(node, "w:tr"))
            found->cell = child;
        if (tc_letter_node_is_marker(child))
            note_marker(child, found);
        else if (child->kind == TC_LETTER_NODE_ELEMENT &&
                 !tc_letter_node_is(child, "w:tbl"))
            look_in_row(child, found);
    }
}

/* Does a list go from the first cell of the row to its last marker? */
static bool is_row_of_list(tc_letter_node *row, row_markers *found)
{
    *found = (row_markers){.first = NULL};
    look_in_row(row, found);
    return found->match && found->match == found->last &&
           found->match_cell != found->first_cell &&
           found->first->kind != TC_LETTER_NODE_CLOSE &&
           strcmp(found->first->text, found->match->text) == 0;
}

static void make_section(tc_letter_node *marker)
{
    marker->kind = marker->kind == TC_LETTER_NODE_OPEN ? TC_LETTER_NODE_EACH
                                                       : TC_LETTER_NODE_WITHOUT;
    marker->first = marker->last = NULL; /* how the marker looked is of no use */
}

/* ---- lists of nodes ---------------------------------------------------------------- */

static void nest(const tc_template_part *part, tc_letter_node *inside);

/* A row that repeats goes into the section that its own markers make. */
static tc_letter_node *nest_row(const tc_template_part *part, tc_letter_node *row)
{ /* NOLINT(misc-no-recursion) */
    tc_letter_node *outer = NULL, *inner = NULL;
    for (row_markers found; is_row_of_list(row, &found);) {
        tc_letter_node_remove(found.match);
        tc_letter_node_remove(found.first);
        make_section(found.first);
        if (inner)
            tc_letter_node_append(inner, found.first);
        else
            outer = found.first;
        inner = found.first;
    }
    nest(part, row);
    if (!inner)
        return row;
    tc_letter_node_append(inner, row);
    return outer;
}

static void complain(const tc_template_part *part, const tc_letter_node *at,
                     const char *zh, const char *en, const char *name)
{
    const tc_place place = tc_template_place(part, at);
    tc_fault_add(
        part->faults, TC_SEVERITY_ERROR, &place, "{{%s%s}}：%s%.0s", "{{%s%s}}: %.0s%s",
        at->kind == TC_LETTER_NODE_CLOSE                                        ? "/"
        : at->kind == TC_LETTER_NODE_WITHOUT || at->kind == TC_LETTER_NODE_NONE ? "^"
                                                                                : "#",
        name, zh, en);
}

/* {{/name}}: the section around it ends. Returns what comes next goes into. */
static tc_letter_node *close_section(const tc_template_part *part, tc_letter_node *inside,
                                     tc_letter_node *open, const tc_letter_node *marker)
{
    if (open == inside || strcmp(open->text, marker->text) != 0) {
        complain(part, marker,
                 "此前没有同名的 {{#…}}（须同在一段、同在表格一行，或各自独占一段）",
                 "no {{#…}} of this name before it (both in one paragraph, in one row "
                 "of a table, or each alone in a paragraph)",
                 marker->text);
        return open;
    }
    return open->parent;
}

/* A child that is no marker: what is inside it first. */
static tc_letter_node *nest_child(const tc_template_part *part, tc_letter_node *child)
{ /* NOLINT(misc-no-recursion) */
    if (tc_letter_node_is(child, "w:tr"))
        return nest_row(part, child);
    if (child->kind == TC_LETTER_NODE_ELEMENT)
        nest(part, child);
    return child;
}

/* Put the children between two markers into a section. */
static void nest(const tc_template_part *part, tc_letter_node *inside)
{ /* NOLINT(misc-no-recursion) */
    tc_letter_node *child = inside->first, *open = inside;
    inside->first = inside->last = NULL;
    for (tc_letter_node *next = NULL; child; child = next) {
        next = child->next;
        tc_letter_node *marker = marker_of(child);
        if (!marker) {
            tc_letter_node_append(open, nest_child(part, child));
        } else if (marker->kind == TC_LETTER_NODE_CLOSE) {
            open = close_section(part, inside, open, marker);
        } else {
            make_section(marker);
            tc_letter_node_append(open, marker);
            open = marker;
        }
    }
    if (open != inside)
        complain(part, open,
                 "之后没有同名的 {{/…}}（须同在一段、同在表格一行，或各自独占一段）",
                 "no {{/…}} of this name behind it (both in one paragraph, in one row of "
                 "a table, or each alone in a paragraph)",
                 open->text);
}

void tc_template_nest(const tc_template_part *part, tc_letter_node *root)
{
    nest(part, root);
}
