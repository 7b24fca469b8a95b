/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "domain/sweep_summary.h"
#include "io/case_hash.h"
#include "io/file_digest.h"
#include "io/sweep_reader.h"

/* The hash is that of a list as sha256sum prints it: a line "HASH  NAME" a file, so that
 * anybody can make it again. */

static void add_line(const tc_digest *digest, const char *name, tc_buffer *lines)
{
    tc_buffer_printf(lines, "%s  %s\n", digest->text, name);
}

/* The lines of the case; none where it was not read from files. */
static tc_code add_case(const tc_problem *problem, tc_buffer *lines, tc_error *error)
{
    tc_buffer_puts(lines, "");
    tc_code code = problem->folder ? tc_case_hash(problem, lines, error) : TC_OK;
    if (code == TC_OK && lines->failed)
        code = tc_no_memory(error);
    return code;
}

tc_code tc_sweep_hash(const tc_problem *problem, const char *list, tc_sweep *sweep,
                      tc_error *error)
{
    tc_buffer lines = {0};
    tc_digest digest;
    tc_code code = add_case(problem, &lines, error);
    if (code == TC_OK) {
        digest = tc_digest_bytes(lines.text, lines.length);
        memcpy(sweep->case_hash, digest.text, sizeof sweep->case_hash);
        digest = tc_digest_bytes(sweep->text, strlen(sweep->text));
        add_line(&digest, "sweep.json", &lines);
    }
    if (code == TC_OK && list)
        code = tc_digest_file(list, list, &digest, error);
    if (code == TC_OK && list)
        add_line(&digest, "list.csv", &lines);
    if (code == TC_OK && lines.failed)
        code = tc_no_memory(error);
    if (code == TC_OK) {
        digest = tc_digest_bytes(lines.text, lines.length);
        memcpy(sweep->hash, digest.text, sizeof sweep->hash);
    }
    tc_buffer_free(&lines);
    return code;
}

tc_code tc_summary_case_check(const tc_problem *problem, const tc_summary *summary,
                              tc_error *error)
{
    tc_buffer lines = {0};
    tc_code code = add_case(problem, &lines, error);
    if (code == TC_OK) {
        const tc_digest digest = tc_digest_bytes(lines.text, lines.length);
        if (strcmp(digest.text, summary->case_hash) != 0)
            code = tc_fail(error, TC_ERR_INPUT, NULL,
                           "推演的不是这个案例（它推演的是“%s”），或者案例后来改过，"
                           "请重新推演",
                           "the sweep is not of this case (it is of '%s'), or the case "
                           "has changed since: sweep it again",
                           summary->case_name);
    }
    tc_buffer_free(&lines);
    return code;
}
