/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/fault.h"
#include "base/plain.h"
#include "letter/letter_template.h"

enum { NAME_BYTES = 96 };

/* One w:t of a paragraph; what is no text stands as a line break in its words. */
typedef struct piece {
    tc_letter_node *text;
    size_t begin, end; /* of its characters in the words */
} piece;

/* A {{…}} in the words of a paragraph. */
typedef struct tag {
    size_t begin, end;
    tc_letter_node_kind kind;
    const char *name;
} tag;

typedef struct cutting {
    const tc_template_part *part;
    tc_letter_node *paragraph;
    tc_buffer words;
    piece *pieces;
    tag *tags;
    int piece_count, tag_count;
    bool failed; /* memory ran out */
} cutting;

/* ---- the words of a paragraph ------------------------------------------------------ */

/* A text box has paragraphs of its own. */
static bool is_own_text(const tc_letter_node *node)
{
    return tc_letter_node_is(node, "w:p") || tc_letter_node_is(node, "w:txbxContent");
}

static int
count_texts(const tc_letter_node *node) /* NOLINT(misc-no-recursion): tc_xml_read */
{
    int count = tc_letter_node_is(node, "w:t") ? 1 : 0;
    for (const tc_letter_node *child = node->first; child; child = child->next)
        if (child->kind == TC_LETTER_NODE_ELEMENT && !is_own_text(child))
            count += count_texts(child);
    return count;
}

static void gather_text(cutting *cut, tc_letter_node *text)
{
    piece *found = &cut->pieces[cut->piece_count++];
    found->text = text;
    found->begin = cut->words.length;
    tc_letter_node_words(text, &cut->words);
    found->end = cut->words.length;
}

static void gather_run(cutting *cut, tc_letter_node *run)
{
    for (tc_letter_node *child = run->first; child; child = child->next) {
        if (tc_letter_node_is(child, "w:t"))
            gather_text(cut, child);
        else if (child->kind == TC_LETTER_NODE_ELEMENT &&
                 !tc_letter_node_is(child, "w:rPr") &&
                 !tc_letter_node_is(child, "w:lastRenderedPageBreak"))
            tc_buffer_puts(&cut->words, "\n");
    }
}

static void gather(cutting *cut, tc_letter_node *node) /* NOLINT(misc-no-recursion) */
{
    for (tc_letter_node *child = node->first; child; child = child->next) {
        if (tc_letter_node_is(child, "w:r"))
            gather_run(cut, child);
        else if (child->kind == TC_LETTER_NODE_ELEMENT && !is_own_text(child))
            gather(cut, child);
    }
}

/* ---- tags in the words ------------------------------------------------------------- */

/* The bytes of two braces, also of full width as Chinese input methods write them. */
static size_t braces_at(const char *text, bool open)
{
    static const char *const forms[2][2] = {{"}", "｝"}, {"{", "｛"}};
    size_t length = 0;
    for (int k = 0; k < 2; k++) {
        const char *narrow = forms[open][0], *wide = forms[open][1];
        if (strncmp(text + length, narrow, strlen(narrow)) == 0)
            length += strlen(narrow);
        else if (strncmp(text + length, wide, strlen(wide)) == 0)
            length += strlen(wide);
        else
            return 0;
    }
    return length;
}

/* Where the next two braces of this kind are; NULL: nowhere. */
static const char *next_braces(const char *text, bool open)
{
    while (*text && braces_at(text, open) == 0)
        text++;
    return *text ? text : NULL;
}

static void complain(const cutting *cut, const char *zh, const char *en)
{
    const tc_place place = tc_template_place(cut->part, cut->paragraph);
    const tc_shown shown = tc_plain_show(cut->words.text);
    tc_fault_add(cut->part->faults, TC_SEVERITY_ERROR, &place, "%s%.0s：段落“%s”",
                 "%.0s%s: paragraph '%s'", zh, en, shown.text);
}

/* What stands between the braces: a sign that says what it is, and a name. */
static bool read_name(cutting *cut, const char *text, size_t length, tag *found)
{
    static const char signs[] = "#^/";
    static const tc_letter_node_kind kinds[] = {TC_LETTER_NODE_OPEN, TC_LETTER_NODE_NONE,
                                                TC_LETTER_NODE_CLOSE,
                                                TC_LETTER_NODE_FIELD};
    char raw[NAME_BYTES * 3] = "", plain[NAME_BYTES] = "", name[NAME_BYTES] = "";
    if (length < sizeof raw)
        memcpy(raw, text, length);
    const bool fits = length < sizeof raw && !strchr(raw, '\n') &&
                      tc_plain_text(raw, plain, sizeof plain);
    const size_t sign = fits && *plain ? strcspn(signs, (char[]){*plain, '\0'}) : 3;
    if (fits)
        (void)tc_plain_text(plain + (sign < 3), name, sizeof name);
    if (!*name) {
        complain(cut, "{{ }} 之间应是一个字段名",
                 "expected the name of a field in {{ }}");
        return false;
    }
    found->kind = kinds[sign];
    found->name = tc_arena_text(cut->part->arena, name, strlen(name));
    cut->failed = cut->failed || !found->name;
    return !cut->failed;
}

/* The tags of the words, up to the first fault. */
static void find_tags(cutting *cut)
{
    const char *words = cut->words.text, *at = words;
    for (;;) {
        const char *open = next_braces(at, true), *close = next_braces(at, false);
        if (!open && !close)
            return;
        if (!open || (close && close < open)) {
            complain(cut, "}} 之前没有 {{", "}} without {{ before it");
            return;
        }
        const char *name = open + braces_at(open, true);
        close = next_braces(name, false);
        const char *again = next_braces(name, true);
        if (!close || (again && again < close)) {
            complain(cut, "{{ 之后没有 }}", "{{ without }} behind it");
            return;
        }
        at = close + braces_at(close, false);
        tag *found = &cut->tags[cut->tag_count];
        if (!read_name(cut, name, (size_t)(close - name), found))
            return;
        found->begin = (size_t)(open - words);
        found->end = (size_t)(at - words);
        cut->tag_count++;
    }
}

/* ---- runs cut at the tags ---------------------------------------------------------- */

static tc_letter_node *copy_node(const cutting *cut, const tc_letter_node *node)
{
    tc_letter_node *copy = tc_letter_node_new(cut->part->arena, node->kind, node->text);
    if (copy) {
        copy->attributes = node->attributes;
        copy->attribute_count = node->attribute_count;
        copy->line = node->line;
        copy->column = node->column;
    }
    return copy;
}

/* A new run that looks like this one, and has nothing in it yet. */
static tc_letter_node *run_like(cutting *cut, const tc_letter_node *run)
{
    tc_letter_node *copy = copy_node(cut, run);
    for (const tc_letter_node *child = run->first; copy && child; child = child->next) {
        if (!tc_letter_node_is(child, "w:rPr"))
            continue;
        tc_letter_node *properties = copy_node(cut, child);
        if (!properties)
            copy = NULL;
        else {
            properties->first = child->first; /* shared: nobody changes it */
            tc_letter_node_append(copy, properties);
        }
    }
    cut->failed = cut->failed || !copy;
    return copy;
}

static void put_words(cutting *cut, const tc_letter_node *run, const tc_letter_node *text,
                      size_t begin, size_t end, tc_letter_node *out)
{
    static const tc_letter_node_attribute preserve[] = {{"xml:space", "preserve"}};
    if (begin >= end)
        return;
    tc_letter_node *piece_of = run_like(cut, run);
    char *words = tc_arena_text(cut->part->arena, cut->words.text + begin, end - begin);
    tc_letter_node *inner =
        tc_letter_node_new(cut->part->arena, TC_LETTER_NODE_ELEMENT, text->text);
    tc_letter_node *characters =
        tc_letter_node_new(cut->part->arena, TC_LETTER_NODE_TEXT, words);
    if (!piece_of || !words || !inner || !characters) {
        cut->failed = true;
        return;
    }
    inner->attributes = preserve;
    inner->attribute_count = 1;
    tc_letter_node_append(inner, characters);
    tc_letter_node_append(piece_of, inner);
    tc_letter_node_append(out, piece_of);
}

static void put_tag(cutting *cut, const tc_letter_node *run, const tag *found,
                    tc_letter_node *out)
{
    tc_letter_node *like = run_like(cut, run);
    if (!like)
        return;
    tc_letter_node *node = like; /* its look stays, its text is the field's */
    node->kind = found->kind;
    node->text = found->name;
    node->line = cut->paragraph->line;
    node->column = cut->paragraph->column;
    tc_letter_node_append(out, node);
}

/* The characters of one w:t: what is no tag, and the tags that begin in it. */
static void put_piece(cutting *cut, const tc_letter_node *run, const piece *of,
                      tc_letter_node *out)
{
    size_t at = of->begin;
    for (int k = 0; k < cut->tag_count && at < of->end; k++) {
        const tag *found = &cut->tags[k];
        if (found->end <= at || found->begin >= of->end)
            continue;
        put_words(cut, run, of->text, at, found->begin, out);
        if (found->begin >= of->begin)
            put_tag(cut, run, found, out);
        at = found->end;
    }
    put_words(cut, run, of->text, at, of->end, out);
}

static const piece *piece_of(const cutting *cut, const tc_letter_node *text)
{
    for (int k = 0; k < cut->piece_count; k++)
        if (cut->pieces[k].text == text)
            return &cut->pieces[k];
    return NULL;
}

static bool is_touched(const cutting *cut, const tc_letter_node *run)
{
    for (const tc_letter_node *child = run->first; child; child = child->next) {
        const piece *of = piece_of(cut, child);
        for (int k = 0; of && k < cut->tag_count; k++)
            if (cut->tags[k].begin < of->end && cut->tags[k].end > of->begin)
                return true;
    }
    return false;
}

static void cut_run(cutting *cut, tc_letter_node *run, tc_letter_node *out)
{
    for (tc_letter_node *child = run->first, *next = NULL; child; child = next) {
        next = child->next;
        const piece *of = piece_of(cut, child);
        if (of)
            put_piece(cut, run, of, out);
        else if (child->kind == TC_LETTER_NODE_ELEMENT &&
                 !tc_letter_node_is(child, "w:rPr")) {
            tc_letter_node *alone = run_like(cut, run);
            if (!alone)
                return;
            tc_letter_node_append(alone, child);
            tc_letter_node_append(out, alone);
        }
    }
}

static void cut_runs(cutting *cut, tc_letter_node *inside) /* NOLINT(misc-no-recursion) */
{
    tc_letter_node *child = inside->first;
    inside->first = inside->last = NULL;
    for (tc_letter_node *next = NULL; child && !cut->failed; child = next) {
        next = child->next;
        if (tc_letter_node_is(child, "w:r") && is_touched(cut, child)) {
            cut_run(cut, child, inside);
            continue;
        }
        if (child->kind == TC_LETTER_NODE_ELEMENT && !is_own_text(child))
            cut_runs(cut, child);
        tc_letter_node_append(inside, child);
    }
}

static void cut_paragraph(const tc_template_part *part, tc_letter_node *paragraph,
                          bool *failed)
{
    cutting cut = {.part = part, .paragraph = paragraph};
    const int texts = count_texts(paragraph);
    cut.pieces = tc_arena_take(part->arena, (size_t)texts, sizeof *cut.pieces);
    if (cut.pieces)
        gather(&cut, paragraph);
    cut.failed = !cut.pieces || cut.words.failed;
    if (!cut.failed && cut.words.length > 0) {
        cut.tags = tc_arena_take(part->arena, cut.words.length / 4 + 1, sizeof *cut.tags);
        cut.failed = !cut.tags;
        if (cut.tags)
            find_tags(&cut);
        if (!cut.failed && cut.tag_count > 0)
            cut_runs(&cut, paragraph);
    }
    *failed = *failed || cut.failed;
    tc_buffer_free(&cut.words);
}

static void cut_all(const tc_template_part *part, tc_letter_node *node, bool *failed)
{ /* NOLINT(misc-no-recursion) */
    if (tc_letter_node_is(node, "w:p"))
        cut_paragraph(part, node, failed);
    for (tc_letter_node *child = node->first; child && !*failed; child = child->next)
        if (child->kind == TC_LETTER_NODE_ELEMENT)
            cut_all(part, child, failed);
}

bool tc_template_cut(const tc_template_part *part, tc_letter_node *root)
{
    bool failed = false;
    cut_all(part, root, &failed);
    return !failed;
}
