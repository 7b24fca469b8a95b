/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/cell_name.h"

#include <stdio.h>
#include <string.h>

tc_cell_name tc_cell_name_of(int row, int column)
{
    tc_cell_name name = {""};
    char letters[8] = "";
    size_t at = sizeof letters - 1;
    for (; column > 0 && at > 0; column = (column - 1) / 26)
        letters[--at] = (char)('A' + (column - 1) % 26);
    (void)snprintf(name.text, sizeof name.text, "%s%d", letters + at, row);
    return name;
}

bool tc_is_sheet_file(const char *file)
{
    const size_t length = strlen(file);
    return length > 0 && file[length - 1] == '!';
}
