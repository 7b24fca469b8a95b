/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/relative_path.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

/* The path without links, "." and "..", of what is there of it; what is not there yet is
 * kept as written. */
static bool resolve(const char *path, char real[PATH_MAX])
{
    char there[PATH_MAX];
    size_t length = strlen(path);
    if (length >= sizeof there)
        return false;
    memcpy(there, path, length + 1);
    while (!realpath(length > 0 ? there : ".", real)) {
        while (length > 0 && there[length - 1] == '/')
            length--;
        while (length > 0 && there[length - 1] != '/')
            length--;
        there[length] = '\0';
        if (length == 0 && path[0] == '/')
            return false;
    }
    const char *rest = path + length;
    const size_t used = strlen(real), more = strlen(rest);
    if (used + 1 + more >= PATH_MAX)
        return false;
    if (more > 0) {
        real[used] = '/';
        memcpy(real + used + 1, rest, more + 1);
    }
    return true;
}

/* How much of two paths are the same parts; both then go on with '/' or end. */
static size_t common(const char *a, const char *b)
{
    size_t same = 0, at = 0;
    for (;; at++) {
        const bool ends_a = a[at] == '\0' || a[at] == '/';
        const bool ends_b = b[at] == '\0' || b[at] == '/';
        if (ends_a && ends_b)
            same = at;
        if (a[at] == '\0' || a[at] != b[at])
            return same;
    }
}

/* The next part of a path, behind slashes; its length, 0 at the end. */
static size_t part(const char **path)
{
    *path += strspn(*path, "/");
    return strcspn(*path, "/");
}

void tc_relative_path(const char *from, const char *to, tc_buffer *out)
{
    char here[PATH_MAX], there[PATH_MAX];
    if (!resolve(from, here) || !resolve(to, there))
        return;
    const size_t same = common(here, there);
    const char *up = here + same, *down = there + same;
    const size_t before = out->length;
    for (size_t length; (length = part(&up)) > 0; up += length)
        tc_buffer_puts(out, out->length > before ? "/.." : "..");
    for (size_t length; (length = part(&down)) > 0; down += length) {
        if (out->length > before)
            tc_buffer_puts(out, "/");
        tc_buffer_add(out, down, length);
    }
    if (out->length == before)
        tc_buffer_puts(out, ".");
}
