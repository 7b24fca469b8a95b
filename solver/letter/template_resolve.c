/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "base/nearest.h"
#include "letter/letter_template.h"

/* Lists inside lists. */
enum { DEPTH_MOST = 8 };

typedef struct resolving {
    const tc_template_part *part;
    tc_letter_fields scopes[DEPTH_MOST]; /* what can be named, the innermost last */
    int depth;
} resolving;

/* The field of a name, from the innermost list outwards. */
static const tc_letter_field *find(const resolving *find_in, const char *name)
{
    for (int d = find_in->depth; d-- > 0;)
        for (tc_letter_fields of = find_in->scopes[d]; *of; of++)
            for (int k = 0; k < (*of)->count; k++)
                if (strcmp((*of)->list[k].name, name) == 0)
                    return &(*of)->list[k];
    return NULL;
}

static const char *nearest(const resolving *find_in, const char *name)
{
    tc_nearest search;
    tc_nearest_start(&search, name, true);
    for (int d = find_in->depth; d-- > 0;)
        for (tc_letter_fields of = find_in->scopes[d]; *of; of++)
            for (int k = 0; k < (*of)->count; k++)
                tc_nearest_offer(&search, (*of)->list[k].name);
    return search.best;
}

static void refuse_unknown(const resolving *find_in, const tc_letter_node *node)
{
    const tc_place place = tc_template_place(find_in->part, node);
    const tc_shown name = tc_plain_show(node->text);
    const tc_shown words = tc_template_words(node);
    const char *near = nearest(find_in, node->text);
    if (near)
        tc_fault_add(find_in->part->faults, TC_SEVERITY_ERROR, &place,
                     "此处没有字段“%s”，是否为“%s”？段落“%s”",
                     "there is no field '%s' here; did you mean '%s'? paragraph '%s'",
                     name.text, near, words.text);
    else
        tc_fault_add(find_in->part->faults, TC_SEVERITY_ERROR, &place,
                     "此处没有字段“%s”；段落“%s”",
                     "there is no field '%s' here; paragraph '%s'", name.text,
                     words.text);
}

static void refuse_list(const resolving *find_in, const tc_letter_node *node)
{
    const tc_place place = tc_template_place(find_in->part, node);
    tc_fault_add(find_in->part->faults, TC_SEVERITY_ERROR, &place,
                 "“%s”没有可填的值，应写 {{#%s}}…{{/%s}}",
                 "'%s' has no value to show; write {{#%s}}…{{/%s}}", node->text,
                 node->text, node->text);
}

static void resolve(resolving *find_in,
                    tc_letter_node *node) /* NOLINT(misc-no-recursion) */
{
    const int depth = find_in->depth;
    if (node->kind != TC_LETTER_NODE_ELEMENT && node->kind != TC_LETTER_NODE_TEXT) {
        node->field = find(find_in, node->text);
        if (!node->field)
            refuse_unknown(find_in, node);
        else if (node->kind == TC_LETTER_NODE_FIELD && !node->field->write)
            refuse_list(find_in, node);
        if (node->kind == TC_LETTER_NODE_EACH && node->field && node->field->inner &&
            depth < DEPTH_MOST)
            find_in->scopes[find_in->depth++] = node->field->inner;
    }
    for (tc_letter_node *child = node->first; child; child = child->next)
        resolve(find_in, child);
    find_in->depth = depth;
}

void tc_template_resolve(const tc_template_part *part, tc_letter_node *root,
                         tc_letter_fields fields)
{
    resolving find_in = {.part = part, .scopes = {fields}, .depth = 1};
    resolve(&find_in, root);
}
