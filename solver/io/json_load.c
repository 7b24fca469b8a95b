/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/buffer.h"
#include "io/file_bytes.h"
#include "io/json_tree.h"

tc_code tc_json_load(const char *path, const char *name, size_t most,
                     tc_json_document **document, tc_error *error)
{
    tc_buffer text = {.most = most};
    tc_json_document *made = NULL;
    tc_code code = tc_file_read(path, name, &text, error);
    if (code == TC_OK)
        code = tc_json_parse(name, text.text, text.length, &made, error);
    if (code == TC_OK)
        code = tc_json_check_plain(made, error);
    tc_buffer_free(&text);
    if (code != TC_OK) {
        tc_json_free(made);
        return code;
    }
    *document = made;
    return TC_OK;
}
