/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json_tree.h"

/* The locale's decimal point is whatever is no digit, sign or exponent: make it '.'. */
static void mend_point(char *text)
{
    const char *own = "0123456789+-e";
    const size_t before = strspn(text, own);
    const size_t point = strcspn(text + before, own);
    if (point == 0)
        return;
    text[before] = '.';
    memmove(text + before + 1, text + before + point, strlen(text + before + point) + 1);
}

void tc_number_write(double value, char out[32])
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(out, 32, "%.*g", digits, value);
        if (strtod(out, NULL) == value) /* 0 and -0 are told apart by the first try */
            break;
    }
    mend_point(out);
}
