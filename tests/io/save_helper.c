/* save_helper.c — save_helper FOLDER NAME TEXT [NAME TEXT]…: tc_save_all, for tests that
 * run it under strace. Exits with the code; the error is printed. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "io/save.h"

enum { MOST_FILES = 16 };

int main(int count, char **words)
{
    tc_save_file files[MOST_FILES];
    int held = 0;
    for (int i = 2; i + 1 < count && held < MOST_FILES; i += 2)
        files[held++] = (tc_save_file){words[i], words[i + 1], strlen(words[i + 1])};
    if (held == 0)
        return TC_ERR_USAGE;
    tc_error error = {0};
    const tc_code code = tc_save_all(words[1], files, held, &error);
    if (code != TC_OK)
        fprintf(stderr, "%s\n", error.message_en);
    return (int)code;
}
