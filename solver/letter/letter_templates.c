/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_templates.h"

#include <string.h>

#include "base/fault.h"
#include "base/nearest.h"
#include "io/disk.h"
#include "io/file_bytes.h"
#include "letter/shipped_templates.h"

static const size_t TEMPLATE_BYTES_MOST = (size_t)64 << 20;

/* By kind: the file of its template. */
static const char *const FILES[TC_LETTER_KINDS] = {
    "allocation-notice.docx", "offset-plan.docx", "quota-opinion.docx",
    "refusal-reasons.docx"};

/* ---- the bureau's folder ----------------------------------------------------------- */

typedef struct looking {
    tc_faults *faults;
    int found;
} looking;

static bool is_ours(const char *name)
{
    for (int k = 0; k < TC_LETTER_KINDS; k++)
        if (strcmp(name, FILES[k]) == 0)
            return true;
    return false;
}

/* A Word document; "~$…" is what Word leaves beside one that is open. */
static bool is_document(const char *name)
{
    const size_t length = strlen(name);
    return length > 5 && strcmp(name + length - 5, ".docx") == 0 &&
           strncmp(name, "~$", 2) != 0;
}

static bool look_at(const char *folder, const char *name, void *context)
{
    (void)folder;
    looking *look = context;
    const tc_place place = {name, 0, 0};
    tc_nearest search;
    if (is_ours(name)) {
        look->found++;
        return true;
    }
    if (!is_document(name))
        return true;
    tc_nearest_start(&search, name, true);
    for (int k = 0; k < TC_LETTER_KINDS; k++)
        tc_nearest_offer(&search, FILES[k]);
    tc_fault_add(look->faults, TC_SEVERITY_ERROR, &place, "没有这样的模板，是否为 %s？",
                 "there is no template of this name; did you mean %s?",
                 search.best ? search.best : FILES[0]);
    return true;
}

static tc_code look_into(const char *folder, tc_faults *faults, tc_error *error)
{
    looking look = {.faults = faults};
    if (!tc_disk_each(folder, look_at, &look))
        return tc_disk_fault("读取模板目录", "read the folder of templates", folder,
                             error);
    if (look.found == 0 && faults->errors == 0)
        return tc_fail(error, TC_ERR_INPUT, NULL, "目录 %s 中没有模板（应有 %s 等）",
                       "the folder %s has no template (such as %s)", folder, FILES[0]);
    return TC_OK;
}

/* ---- one template ------------------------------------------------------------------ */

static tc_code find_own(const char *folder, const char *file, tc_buffer *bytes,
                        tc_error *error)
{
    tc_buffer path = {0};
    tc_code code = TC_OK;
    tc_buffer_printf(&path, "%s/%s", folder, file);
    bytes->most = TEMPLATE_BYTES_MOST;
    if (path.failed)
        code = tc_no_memory(error);
    else if (!tc_file_is_missing(path.text))
        code = tc_file_read(path.text, file, bytes, error);
    tc_buffer_free(&path);
    return code;
}

static tc_code read_shipped(tc_letter_kind kind, tc_faults *faults,
                            tc_letter_template **read, tc_error *error)
{
    const size_t length = strlen(FILES[kind]) - strlen(".docx");
    const tc_shipped_file *of = tc_shipped_templates;
    while (strncmp(of->name, FILES[kind], length) != 0 || of->name[length] != '\0')
        of++;
    return tc_letter_template_read((const char *)of->bytes, of->length, FILES[kind],
                                   tc_letter_fields_of(kind), faults, read, error);
}

static tc_code read_one(const char *folder, tc_letter_kind kind, tc_faults *faults,
                        tc_letter_templates *templates, tc_error *error)
{
    tc_buffer *own = &templates->own[kind];
    tc_code code = folder ? find_own(folder, FILES[kind], own, error) : TC_OK;
    if (code != TC_OK)
        return code;
    if (!own->text)
        return read_shipped(kind, faults, &templates->of[kind], error);
    return tc_letter_template_read(own->text, own->length, FILES[kind],
                                   tc_letter_fields_of(kind), faults,
                                   &templates->of[kind], error);
}

tc_code tc_letter_templates_read(const char *folder, tc_faults *faults,
                                 tc_letter_templates *templates, tc_error *error)
{
    tc_faults found = {0};
    tc_error first = {0};
    tc_code code = folder ? look_into(folder, &found, error) : TC_OK;
    for (int k = 0; k < TC_LETTER_KINDS && code == TC_OK; k++) {
        tc_error why = {0};
        const tc_code one = read_one(folder, (tc_letter_kind)k, &found, templates, &why);
        if (one == TC_ERR_INPUT && first.code == TC_OK)
            first = why; /* the others may have faults of their own */
        if (one != TC_OK && one != TC_ERR_INPUT) {
            code = one;
            if (error)
                *error = why;
        }
    }
    if (code == TC_OK && found.errors > 0)
        code = tc_faults_refuse(&found, error);
    if (code == TC_OK && first.code != TC_OK) {
        code = first.code;
        if (error)
            *error = first;
    }
    if (faults)
        tc_faults_join(faults, &found);
    tc_faults_free(&found);
    return code;
}

void tc_letter_templates_free(tc_letter_templates *templates)
{
    for (int k = 0; k < TC_LETTER_KINDS; k++) {
        tc_letter_template_free(templates->of[k]);
        tc_buffer_free(&templates->own[k]);
    }
}
