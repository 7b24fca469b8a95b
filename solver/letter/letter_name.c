/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "letter/letter_name.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/name_index.h"
#include "base/plain.h"

enum { CHARACTERS_MOST = 32 };

/* Plain in a name on every system. */
static bool is_safe(uint32_t point)
{
    return (point < 0x80 && (isalnum((int)point) || point == '-' || point == '.')) ||
           (point >= 0x3400 && point <= 0x9FFF);
}

static void make_stem(const char *id, char stem[TC_LETTER_STEM_BYTES])
{
    size_t length = 0, bytes = 0;
    uint32_t point = 0;
    for (int k = 0; k < CHARACTERS_MOST; k++, id += bytes) {
        bytes = tc_plain_point(id, &point);
        if (bytes == 0)
            break;
        const bool safe = is_safe(point);
        memcpy(stem + length, safe ? id : "_", safe ? bytes : 1);
        length += safe ? bytes : 1;
    }
    stem[length] = '\0';
}

/* Take the number behind the stem where its letters are already taken. */
static bool make_unique(tc_name_index *taken, tc_letter_stem *key, int number,
                        char stem[TC_LETTER_STEM_BYTES])
{
    memcpy(key->text, stem, sizeof key->text);
    tc_plain_lower(key->text);
    if (!tc_name_index_find(taken, key->text))
        return tc_name_index_add(taken, key->text, number);
    const size_t length = strlen(stem);
    (void)snprintf(stem + length, TC_LETTER_STEM_BYTES - length, "~%d", number);
    return true;
}

tc_code tc_letter_stems(const tc_problem *problem, tc_letter_stem *stems, tc_error *error)
{
    const size_t count = (size_t)problem->project_count;
    tc_letter_stem *keys = tc_mem_new(count, sizeof *keys);
    tc_name_index taken = {0};
    bool good = keys != NULL;
    for (int j = 0; good && j < problem->project_count; j++) {
        make_stem(problem->projects[j].id, stems[j].text);
        good = make_unique(&taken, &keys[j], j + 1, stems[j].text);
    }
    tc_name_index_free(&taken);
    tc_mem_drop(keys);
    return good ? TC_OK : tc_no_memory(error);
}
