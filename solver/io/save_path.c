/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/save_path.h"

#include <string.h>

#include "base/buffer.h"
#include "base/fault.h"
#include "io/save.h"

tc_code tc_save_path(const char *path, const char *bytes, size_t length, tc_error *error)
{
    tc_buffer folder = {0};
    const char *slash = strrchr(path, '/');
    tc_buffer_add(&folder, slash ? path : ".", slash ? (size_t)(slash - path) + 1 : 1);
    const tc_save_file file = {slash ? slash + 1 : path, bytes, length};
    const tc_code code =
        folder.failed ? tc_no_memory(error) : tc_save_all(folder.text, &file, 1, error);
    tc_buffer_free(&folder);
    return code;
}
