/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_hash.h"

#include <string.h>

#include "io/case_parts.h"
#include "io/case_path.h"
#include "io/file_bytes.h"
#include "io/file_digest.h"
#include "io/shipped_rules.h"

/* A file beside the others of the case; nothing where there is none. */
static tc_code add_file(const tc_problem *problem, const char *name, tc_buffer *lines,
                        tc_error *error)
{
    tc_buffer path = {0};
    tc_digest digest;
    tc_case_home(problem->folder, &path);
    tc_buffer_printf(&path, "/%s", name);
    tc_code code = TC_OK;
    if (path.failed) {
        lines->failed = true;
    } else if (!tc_file_is_missing(path.text)) {
        code = tc_digest_file(path.text, path.text, &digest, error);
        if (code == TC_OK)
            tc_buffer_printf(lines, "%s  %s\n", digest.text, name);
    }
    tc_buffer_free(&path);
    return code;
}

static void add_shipped(const char *id, tc_buffer *lines)
{
    for (const tc_shipped_file *set = tc_shipped_sets; set->name; set++)
        if (strcmp(set->name, id) == 0) {
            const tc_digest digest = tc_digest_bytes(set->bytes, set->length);
            tc_buffer_printf(lines, "%s  shipped/%s.json\n", digest.text, id);
        }
}

tc_code tc_case_hash(const tc_problem *problem, tc_buffer *lines, tc_error *error)
{
    tc_code code = TC_OK;
    const bool is_book = tc_case_is_book(problem->folder);
    if (is_book)
        code = add_file(problem, tc_case_book_name(problem->folder), lines, error);
    for (const char *const *name = tc_case_parts; !is_book && *name && code == TC_OK;
         name++)
        code = add_file(problem, *name, lines, error);
    for (int s = 0; s < problem->rule_set_count && code == TC_OK; s++) {
        if (problem->rule_sets[s].shipped)
            add_shipped(problem->rule_sets[s].id, lines);
        else
            code = add_file(problem, problem->rule_sets[s].file, lines, error);
    }
    return code;
}
