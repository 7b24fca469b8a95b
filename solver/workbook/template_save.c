/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "base/fault.h"
#include "base/plain.h"
#include "io/file_bytes.h"
#include "io/save.h"
#include "io/temporary.h"
#include "tongchou/template.h"
#include "workbook/empty_case.h"
#include "workbook/template_book.h"

static const size_t BYTES_MOST = (size_t)16 << 20;
enum { FILES_MOST = 16, NAME_BYTES = 32 };

static bool is_book(const char *path)
{
    char ending[] = ".xlsx";
    const size_t length = strlen(path), most = sizeof ending - 1;
    if (length < most)
        return false;
    memcpy(ending, path + length - most, most);
    tc_plain_lower(ending);
    return strcmp(ending, ".xlsx") == 0;
}

static tc_code refuse_there(const char *path, tc_error *error)
{
    return tc_fail(error, TC_ERR_USAGE, NULL, "%s 已经有了，不会覆盖：请另选位置",
                   "%s is there already and is not written over: choose another place",
                   path);
}

/* ---- a folder ---------------------------------------------------------------------- */

/* What a file of the empty case is called in a folder; "": it is for workbooks only. */
static void name_in_folder(const char *shipped, char name[NAME_BYTES])
{
    if (strcmp(shipped, "case") == 0)
        (void)snprintf(name, NAME_BYTES, "case.json");
    else if (strcmp(shipped, "case-rows") == 0)
        name[0] = '\0';
    else if (strcmp(shipped, "guide") == 0)
        (void)snprintf(name, NAME_BYTES, "说明.csv");
    else
        (void)snprintf(name, NAME_BYTES, "%s.csv", shipped);
}

static tc_code check_free(const char *folder, const tc_save_file *files, int count,
                          tc_error *error)
{
    tc_code code = TC_OK;
    for (int k = 0; k < count && code == TC_OK; k++) {
        tc_buffer path = {0};
        tc_buffer_printf(&path, "%s/%s", folder, files[k].name);
        if (path.failed)
            code = tc_no_memory(error);
        else if (!tc_file_is_missing(path.text))
            code = refuse_there(path.text, error);
        tc_buffer_free(&path);
    }
    return code;
}

static tc_code save_folder(const char *folder, tc_error *error)
{
    char names[FILES_MOST][NAME_BYTES];
    tc_save_file files[FILES_MOST];
    int count = 0;
    for (const tc_shipped_file *file = tc_empty_case; file->name; file++) {
        name_in_folder(file->name, names[count]);
        files[count] =
            (tc_save_file){names[count], (const char *)file->bytes, file->length};
        count += *names[count] != '\0';
    }
    const tc_code code = check_free(folder, files, count, error);
    return code == TC_OK ? tc_save_all(folder, files, count, error) : code;
}

/* ---- a workbook -------------------------------------------------------------------- */

static tc_code write_book(const char *path, void *unused, tc_error *error)
{
    (void)unused;
    return tc_template_book(path, error);
}

static tc_code place_book(const char *path, const tc_buffer *bytes, tc_error *error)
{
    const char *slash = strrchr(path, '/');
    const tc_save_file file = {slash ? slash + 1 : path, bytes->text, bytes->length};
    tc_buffer folder = {0};
    if (slash)
        tc_buffer_add(&folder, path, (size_t)(slash - path) + 1);
    else
        tc_buffer_puts(&folder, ".");
    const tc_code code =
        folder.failed ? tc_no_memory(error) : tc_save_all(folder.text, &file, 1, error);
    tc_buffer_free(&folder);
    return code;
}

static tc_code save_book(const char *path, tc_error *error)
{
    tc_buffer bytes = {.most = BYTES_MOST};
    if (!tc_file_is_missing(path))
        return refuse_there(path, error);
    tc_code code = tc_temporary_bytes(write_book, NULL, &bytes, error);
    if (code == TC_OK)
        code = place_book(path, &bytes, error);
    tc_buffer_free(&bytes);
    return code;
}

tc_code tc_template_save(const char *path, tc_error *error)
{
    return is_book(path) ? save_book(path, error) : save_folder(path, error);
}
