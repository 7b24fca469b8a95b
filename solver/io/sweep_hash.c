/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "io/case_hash.h"
#include "io/file_digest.h"
#include "io/sweep_reader.h"

/* The hash is that of a list as sha256sum prints it: a line "HASH  NAME" a file, so that
 * anybody can make it again. */

static void add_line(const tc_digest *digest, const char *name, tc_buffer *lines)
{
    tc_buffer_printf(lines, "%s  %s\n", digest->text, name);
}

tc_code tc_sweep_hash(const tc_problem *problem, const char *list, tc_sweep *sweep,
                      tc_error *error)
{
    tc_buffer lines = {0};
    tc_digest digest = tc_digest_bytes(sweep->text, strlen(sweep->text));
    tc_code code = problem->folder ? tc_case_hash(problem, &lines, error) : TC_OK;
    add_line(&digest, "sweep.json", &lines);
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
