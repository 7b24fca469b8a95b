/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_template.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "io/zip_pack.h"

/* What a template and each of its parts may be, unpacked: a template has no large ones
 * but pictures. */
static const size_t PART_BYTES_MOST = (size_t)64 << 20;
static const char DOCUMENT[] = "word/document.xml";

/* One file of the archive: as it came, or with fields in it. */
typedef struct part {
    const char *name;
    tc_buffer bytes;
    tc_letter_node *root; /* NULL: nothing in it is ours to fill */
} part;

struct tc_letter_template {
    tc_arena arena;
    part *parts;
    int count;
};

/* ---- places ------------------------------------------------------------------------ */

tc_place tc_template_place(const tc_template_part *about, const tc_letter_node *node)
{
    return (tc_place){about->file, node->line, node->column};
}

tc_shown tc_template_words(const tc_letter_node *node)
{
    tc_buffer words = {0};
    const tc_letter_node *paragraph = node;
    while (paragraph->parent && !tc_letter_node_is(paragraph, "w:p"))
        paragraph = paragraph->parent;
    tc_letter_node_words(tc_letter_node_is(paragraph, "w:p") ? paragraph : node, &words);
    const tc_shown shown = tc_plain_show(words.text && !words.failed ? words.text : "");
    tc_buffer_free(&words);
    return shown;
}

/* ---- reading ----------------------------------------------------------------------- */

/* Text that a reader sees: the document, headers, footers, notes. */
static bool is_text_root(const tc_letter_node *root)
{
    static const char *const names[] = {"w:document", "w:hdr", "w:ftr", "w:footnotes",
                                        "w:endnotes"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        if (tc_letter_node_is(root, names[k]))
            return true;
    return false;
}

static bool may_have_text(const char *name)
{
    const size_t length = strlen(name);
    return strncmp(name, "word/", 5) == 0 && !strchr(name + 5, '/') && length > 4 &&
           strcmp(name + length - 4, ".xml") == 0;
}

static tc_code read_tree(tc_letter_template *read, part *of, const char *file,
                         tc_letter_fields fields, tc_faults *faults, tc_error *error)
{
    const tc_template_part about = {&read->arena, file, faults};
    tc_letter_node *root = NULL;
    tc_code code = tc_letter_node_read(of->bytes.text, of->bytes.length, file,
                                       &read->arena, &root, error);
    if (code != TC_OK || !is_text_root(root))
        return code;
    const size_t before = faults->errors;
    if (!tc_template_cut(&about, root))
        return tc_no_memory(error);
    if (faults->errors == before)
        tc_template_nest(&about, root);
    if (faults->errors == before) /* where sections end is clear: so is what is named */
        tc_template_resolve(&about, root, fields);
    of->root = root;
    return TC_OK;
}

static tc_code read_part(tc_letter_template *read, tc_zip *zip, int entry,
                         const char *name, tc_letter_fields fields, tc_faults *faults,
                         tc_error *error)
{
    part *of = &read->parts[entry];
    tc_buffer file = {0};
    of->bytes.most = PART_BYTES_MOST;
    of->name = tc_arena_text(&read->arena, tc_zip_name(zip, entry),
                             strlen(tc_zip_name(zip, entry)));
    tc_buffer_printf(&file, "%s/%s", name, tc_zip_name(zip, entry));
    tc_code code = !of->name || file.failed ? tc_no_memory(error) : TC_OK;
    if (code == TC_OK)
        code = tc_zip_read(zip, entry, &of->bytes, error);
    if (code == TC_OK && may_have_text(of->name))
        code = read_tree(read, of, file.text, fields, faults, error);
    tc_buffer_free(&file);
    return code;
}

/* Is the field named anywhere under the node? */
static bool names_field(const tc_letter_node *node, const tc_letter_field *field)
{ /* NOLINT(misc-no-recursion) */
    if (node->field == field)
        return true;
    for (const tc_letter_node *child = node->first; child; child = child->next)
        if (names_field(child, field))
            return true;
    return false;
}

static bool has_field(const tc_letter_template *read, const tc_letter_field *field)
{
    for (int k = 0; k < read->count; k++)
        if (read->parts[k].root && names_field(read->parts[k].root, field))
            return true;
    return false;
}

static void check_required(const tc_letter_template *read, const char *name,
                           tc_letter_fields fields, tc_faults *faults)
{
    const tc_place place = {name, 0, 0};
    for (tc_letter_fields of = fields; *of; of++)
        for (int k = 0; k < (*of)->count; k++) {
            const tc_letter_field *field = &(*of)->list[k];
            if (field->required && !has_field(read, field))
                tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                             "模板里必须有字段 {{%s%s}}，却没有",
                             "the template must have the field {{%s%s}}, and has not",
                             field->write ? "" : "#", field->name);
        }
}

static tc_code read_parts(tc_letter_template *read, tc_zip *zip, const char *name,
                          tc_letter_fields fields, tc_faults *faults, tc_error *error)
{
    const tc_place place = {name, 0, 0};
    const int count = tc_zip_count(zip);
    const int document = tc_zip_find(zip, DOCUMENT);
    tc_code code = TC_OK;
    read->parts = tc_arena_take(&read->arena, (size_t)count, sizeof *read->parts);
    if (!read->parts)
        return tc_no_memory(error);
    for (int k = 0; k < count && code == TC_OK; k++, read->count++)
        code = read_part(read, zip, k, name, fields, faults, error);
    if (code == TC_OK && (document < 0 || !read->parts[document].root))
        code = tc_fail(error, TC_ERR_INPUT, &place, "不是 Word 文档（没有 %s）",
                       "this is no Word document (it has no %s)", DOCUMENT);
    if (code == TC_OK && faults->errors == 0)
        check_required(read, name, fields, faults);
    if (code == TC_OK && faults->errors > 0)
        code = tc_faults_refuse(faults, error);
    return code;
}

tc_code tc_letter_template_read(const char *bytes, size_t length, const char *name,
                                tc_letter_fields fields, tc_faults *faults,
                                tc_letter_template **read, tc_error *error)
{
    tc_faults found = {0};
    tc_zip *zip = NULL;
    tc_letter_template *fresh = tc_mem_new(1, sizeof *fresh);
    tc_code code =
        fresh ? tc_zip_open(bytes, length, name, &zip, error) : tc_no_memory(error);
    if (code == TC_OK)
        code = read_parts(fresh, zip, name, fields, &found, error);
    tc_zip_close(zip);
    if (faults)
        tc_faults_join(faults, &found);
    tc_faults_free(&found);
    if (code == TC_OK)
        *read = fresh;
    else
        tc_letter_template_free(fresh);
    return code;
}

void tc_letter_template_free(tc_letter_template *read)
{
    if (!read)
        return;
    for (int k = 0; k < read->count; k++)
        tc_buffer_free(&read->parts[k].bytes);
    tc_arena_free(&read->arena);
    tc_mem_drop(read);
}

/* ---- filling ----------------------------------------------------------------------- */

tc_code tc_letter_template_fill(const tc_letter_template *read, const tc_letter *letter,
                                tc_buffer *out, tc_error *error)
{
    const size_t count = (size_t)read->count;
    tc_buffer *filled = tc_mem_new(count, sizeof *filled);
    tc_zip_entry *entries = tc_mem_new(count, sizeof *entries);
    tc_code code = filled && entries ? TC_OK : tc_no_memory(error);
    for (size_t k = 0; k < count && code == TC_OK; k++) {
        const part *of = &read->parts[k];
        if (of->root)
            tc_template_write(of->root, letter, &filled[k]);
        const tc_buffer *bytes = of->root ? &filled[k] : &of->bytes;
        entries[k] =
            (tc_zip_entry){of->name, bytes->text ? bytes->text : "", bytes->length};
        if (filled[k].failed)
            code = tc_no_memory(error);
    }
    if (code == TC_OK)
        code = tc_zip_write(entries, read->count, out, error);
    for (size_t k = 0; filled && k < count; k++)
        tc_buffer_free(&filled[k]);
    tc_mem_drop(filled);
    tc_mem_drop(entries);
    return code;
}
