/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/office_text.h"

#include <criterion/criterion.h>
#include <string.h>

#include "io/file_bytes.h"
#include "io/xml_read.h"
#include "io/zip_pack.h"

typedef struct reading {
    tc_buffer *out;
    bool shows; /* inside w:t */
    int cells;  /* inside w:tc */
} reading;

static bool begin(void *context, const char *name, const char *const *attributes,
                  const tc_place *place)
{
    (void)attributes, (void)place;
    reading *read = context;
    read->shows = strcmp(name, "w:t") == 0;
    read->cells += strcmp(name, "w:tc") == 0;
    return true;
}

static bool end(void *context, const char *name)
{
    reading *read = context;
    read->shows = false;
    if (strcmp(name, "w:tc") == 0) {
        read->cells--;
        tc_buffer_puts(read->out, " | ");
    }
    if (strcmp(name, "w:tr") == 0 || (strcmp(name, "w:p") == 0 && read->cells == 0))
        tc_buffer_puts(read->out, "\n");
    return true;
}

static bool text(void *context, const char *words, size_t length)
{
    reading *read = context;
    if (read->shows)
        tc_buffer_add(read->out, words, length);
    return true;
}

static tc_zip *open_archive(const char *bytes, size_t length, const char *name)
{
    tc_zip *zip = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_zip_open(bytes, length, name, &zip, &error), TC_OK, "%s: %s", name,
                 error.message_en);
    return zip;
}

void office_text(const char *bytes, size_t length, const char *part, tc_buffer *out)
{
    tc_zip *zip = open_archive(bytes, length, part);
    reading read = {.out = out};
    const tc_xml_handlers handlers = {begin, end, text, &read};
    tc_buffer found = {0};
    cr_assert_geq(tc_zip_find(zip, part), 0, "%s", part);
    cr_assert_eq(tc_zip_read(zip, tc_zip_find(zip, part), &found, NULL), TC_OK);
    cr_assert_eq(tc_xml_read(found.text, found.length, part, &handlers, NULL), TC_OK);
    tc_buffer_free(&found);
    tc_zip_close(zip);
}

static bool ends_with(const char *text_, const char *ending)
{
    const size_t length = strlen(text_), tail = strlen(ending);
    return length >= tail && strcmp(text_ + length - tail, ending) == 0;
}

void office_well_formed(const char *bytes, size_t length, const char *name)
{
    tc_zip *zip = open_archive(bytes, length, name);
    const tc_xml_handlers none = {.context = NULL};
    for (int k = 0; k < tc_zip_count(zip); k++) {
        const char *part = tc_zip_name(zip, k);
        tc_buffer found = {0};
        tc_error error = {0};
        if (!ends_with(part, ".xml") && !ends_with(part, ".rels"))
            continue;
        cr_assert_eq(tc_zip_read(zip, k, &found, NULL), TC_OK);
        cr_assert_eq(tc_xml_read(found.text, found.length, part, &none, &error), TC_OK,
                     "%s %s:%d:%d %s", name, part, error.line, error.column,
                     error.message_en);
        tc_buffer_free(&found);
    }
    tc_zip_close(zip);
}

tc_buffer office_file(const char *folder, const char *name)
{
    tc_buffer path = {0}, found = {.most = (size_t)1 << 28};
    tc_error error = {0};
    tc_buffer_printf(&path, "%s/%s", folder, name);
    cr_assert_eq(tc_file_read(path.text, name, &found, &error), TC_OK, "%s",
                 error.message_en);
    tc_buffer_free(&path);
    return found;
}
