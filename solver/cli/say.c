/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/say.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buffer.h"
#include "base/cell_name.h"
#include "base/fault.h"
#include "base/reason.h"
#include "cli/excerpt.h"

enum { LINE_BYTES = 2048 };

const char *tc_in_language(const tc_request *request, const char *zh, const char *en)
{
    return request->language == TC_EN ? en : zh;
}

/* Names and values from files may hold anything: only what is harmless is shown. */
static void add_shown(tc_buffer *out, const char *text)
{
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes)
        tc_buffer_puts(out, glyph.shown);
}

static void tell(tc_buffer *out)
{
    if (out->length > 0)
        (void)fwrite(out->text, 1, out->length, stderr);
    tc_buffer_free(out);
}

void tc_say(const tc_request *request, const char *zh, const char *en, ...)
{
    if (request->quiet)
        return;
    tc_buffer out = {0};
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, en);
    (void)vsnprintf(line, sizeof line, request->language == TC_EN ? en : zh, arguments);
    va_end(arguments);
    add_shown(&out, line);
    tc_buffer_puts(&out, "\n");
    tell(&out);
}

int tc_say_usage(const tc_request *request, const char *zh, const char *en, ...)
{
    tc_buffer out = {0};
    tc_buffer_printf(&out, "tongchou: %s", tc_in_language(request, "错误：", "error: "));
    char line[LINE_BYTES];
    va_list arguments;
    va_start(arguments, en);
    (void)vsnprintf(line, sizeof line, request->language == TC_EN ? en : zh, arguments);
    va_end(arguments);
    add_shown(&out, line);
    tc_buffer_puts(&out, "\n");
    const char *name = request->command ? request->command->name : "";
    const char *space = *name ? " " : "";
    tc_buffer_printf(&out,
                     request->language == TC_EN ? "'tongchou%s%s --help' tells more\n"
                                                : "用法见“tongchou%s%s --help”\n",
                     space, name);
    tell(&out);
    return TC_EXIT_INPUT;
}

/* The length of a path without its last name and the slash before it. */
static size_t length_of_parent(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? (size_t)(slash - path) : 0;
}

/* Where the file of an error lies: it names it as inside the folder, or is the folder;
 * as beside the workbook, or is the workbook or a sheet of it. */
static void path_of(const char *folder, const tc_error *error, char *path, size_t size)
{
    struct stat about;
    if (!folder || *error->file == '/' || strcmp(folder, error->file) == 0) {
        (void)snprintf(path, size, "%s", error->file);
        return;
    }
    size_t length = strlen(folder);
    while (length > 1 && folder[length - 1] == '/')
        length--;
    if (stat(folder, &about) == 0 && S_ISREG(about.st_mode))
        length = length_of_parent(folder);
    const bool ends = length == 0 ? *folder != '/' : folder[length - 1] == '/';
    (void)snprintf(path, size, "%.*s%s%s", (int)length, folder, ends ? "" : "/",
                   error->file);
}

static void add_place(const tc_error *error, tc_buffer *out)
{
    if (error->line <= 0)
        return;
    if (tc_is_sheet_file(error->file)) {
        tc_buffer_puts(out, tc_cell_name_of(error->line, error->column).text);
        return;
    }
    tc_buffer_printf(out, ":%d", error->line);
    if (error->column > 0)
        tc_buffer_printf(out, ":%d", error->column);
}

static void say_one(const tc_request *request, const char *folder, const tc_error *error,
                    bool warning, tc_excerpt *excerpt)
{
    tc_buffer out = {0};
    char path[4096] = "";
    if (*error->file)
        path_of(folder, error, path, sizeof path);
    add_shown(&out, *path ? path : "tongchou");
    add_place(error, &out);
    tc_buffer_puts(&out, ": ");
    tc_buffer_puts(&out, warning ? tc_in_language(request, "警告：", "warning: ")
                                 : tc_in_language(request, "错误：", "error: "));
    add_shown(&out, tc_in_language(request, error->message, error->message_en));
    tc_buffer_puts(&out, "\n");
    if (*path)
        tc_excerpt_show(excerpt, path, error->line, error->column, &out);
    tell(&out);
}

static int exit_for(tc_code code)
{
    switch (code) {
    case TC_OK:
        return TC_EXIT_DONE;
    case TC_ERR_USAGE:
    case TC_ERR_INPUT:
        return TC_EXIT_INPUT;
    case TC_ERR_LEDGER:
        return TC_EXIT_NO;
    case TC_ERR_BUSY:
        return TC_EXIT_AGAIN;
    case TC_ERR_IO:
    case TC_ERR_MEMORY:
    case TC_ERR_SOLVER:
        break;
    }
    return TC_EXIT_MACHINE;
}

static void say_alone(const tc_request *request, const char *folder,
                      const tc_error *error)
{
    tc_excerpt excerpt = {0};
    say_one(request, folder, error, false, &excerpt);
    tc_excerpt_close(&excerpt);
}

int tc_say_error(const tc_request *request, const char *folder, const tc_error *error)
{
    if (request->json) {
        tc_faults faults = {0};
        const tc_fault fault = {*error, false};
        tc_fault_put(&faults, &fault);
        (void)tc_answer_faults(request, &faults);
        tc_faults_free(&faults);
    } else {
        say_alone(request, folder, error);
    }
    return exit_for(error->code);
}

static void say_count(const tc_request *request, const tc_faults *faults)
{
    if (faults->errors + faults->warnings == 0)
        return;
    if (faults->errors + faults->warnings > faults->count)
        tc_say(request, "只列出前 %zu 条", "only the first %zu are listed",
               faults->count);
    tc_say(request, "错误 %zu 个，警告 %zu 个", "errors: %zu, warnings: %zu",
           faults->errors, faults->warnings);
}

void tc_say_faults(const tc_request *request, const char *folder, const tc_faults *faults)
{
    if (request->json)
        return;
    tc_excerpt excerpt = {0};
    for (size_t i = 0; i < faults->count; i++) {
        const tc_fault *fault = &faults->list[i];
        if (!fault->warning || !request->quiet)
            say_one(request, folder, &fault->error, fault->warning, &excerpt);
    }
    tc_excerpt_close(&excerpt);
    say_count(request, faults);
}

int tc_answer_faults(const tc_request *request, const tc_faults *faults)
{
    char *text = NULL;
    tc_error error = {0};
    if (tc_faults_json(faults, &text, &error) != TC_OK) {
        say_alone(request, NULL, &error);
        return exit_for(error.code);
    }
    const int code = tc_answer(request, text);
    tc_text_free(text);
    return code;
}

int tc_answer(const tc_request *request, const char *text)
{
    if (fputs(text, stdout) != EOF && fflush(stdout) == 0)
        return TC_EXIT_DONE;
    if (errno == EPIPE) /* the reader has seen enough */
        return TC_EXIT_DONE;
    const tc_system_reason reason = tc_system_reason_of(errno);
    tc_error error;
    (void)tc_fail(&error, TC_ERR_IO, NULL, "无法写到标准输出：%s%.0s",
                  "cannot write to standard output: %.0s%s", reason.zh, reason.en);
    say_alone(request, NULL, &error);
    return TC_EXIT_MACHINE;
}

int tc_answer_made(const tc_request *request, const char *folder, tc_code code,
                   char *text, const tc_error *error)
{
    if (code != TC_OK)
        return tc_say_error(request, folder, error);
    const int exit_code = tc_answer(request, text);
    tc_text_free(text);
    return exit_code;
}
