/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_path.h"

#include <string.h>
#include <sys/stat.h>

bool tc_case_is_book(const char *path)
{
    struct stat about;
    return stat(path, &about) == 0 && S_ISREG(about.st_mode);
}

const char *tc_case_book_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

void tc_case_home(const char *path, tc_buffer *folder)
{
    const char *name = tc_case_book_name(path);
    if (!tc_case_is_book(path))
        tc_buffer_puts(folder, path);
    else if (name == path)
        tc_buffer_puts(folder, ".");
    else /* with its slash: the root has no other name */
        tc_buffer_add(folder, path, (size_t)(name - path));
}
