/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_case.h"

#include <string.h>

#include "base/fault.h"
#include "io/case_hash.h"
#include "io/file_bytes.h"
#include "io/relative_path.h"
#include "tongchou/report.h"

static const char NAME[] = TC_PLAN_CASE_FILE, LEAD[] = "# case ";
/* A case has a handful of files. */
static const size_t BYTES_MOST = (size_t)1 << 20;

tc_code tc_plan_case_write(const tc_problem *problem, const char *folder, tc_buffer *out,
                           tc_error *error)
{
    tc_buffer path = {0};
    tc_code code = TC_OK;
    if (problem->folder) {
        tc_relative_path(folder, problem->folder, &path);
        if (path.length > 0 && !strpbrk(path.text, "\r\n"))
            tc_buffer_printf(out, "%s%s\n", LEAD, path.text);
        code = tc_case_hash(problem, out, error);
    } else {
        tc_buffer_puts(out, "");
    }
    if (code == TC_OK && (out->failed || path.failed))
        code = tc_no_memory(error);
    tc_buffer_free(&path);
    return code;
}

/* Its text, also where there is no such file: then *text stays empty. */
static tc_code read_note(const char *folder, tc_buffer *text, tc_error *error)
{
    tc_buffer path = {0};
    tc_buffer_printf(&path, "%s/%s", folder, NAME);
    tc_code code = path.failed ? tc_no_memory(error) : TC_OK;
    if (code == TC_OK && !tc_file_is_missing(path.text))
        code = tc_file_read(path.text, NAME, text, error);
    tc_buffer_free(&path);
    return code;
}

/* The line "# case PATH" of a note, without its end; NULL where there is none. */
static const char *led_path(const tc_buffer *note)
{
    const size_t lead = sizeof LEAD - 1;
    const bool led =
        note->text && note->length > lead && strncmp(note->text, LEAD, lead) == 0;
    return led ? note->text + lead : NULL;
}

tc_code tc_plan_case_find(const char *folder, char **path, tc_error *error)
{
    const tc_place place = {NAME, 0, 0};
    tc_buffer note = {.most = BYTES_MOST}, out = {0};
    tc_code code = read_note(folder, &note, error);
    const char *written = led_path(&note);
    if (code == TC_OK && !written)
        code = tc_fail(error, TC_ERR_INPUT, &place,
                       "没有写明案例在哪里（tongchou solve 会写），请用 --case 指明",
                       "does not say where the case is, as tongchou solve notes it: name "
                       "it with --case");
    if (code == TC_OK && written) {
        if (*written != '/')
            tc_buffer_printf(&out, "%s/", folder);
        tc_buffer_add(&out, written, strcspn(written, "\n"));
        code = out.failed ? tc_no_memory(error) : TC_OK;
    }
    tc_buffer_free(&note);
    if (code == TC_OK)
        *path = out.text;
    else
        tc_buffer_free(&out);
    return code;
}

/* A line "HASH  NAME" of a list. */
typedef struct entry {
    const char *line, *name;
    int length, name_length; /* 0 at the end of the list */
} entry;

static entry entry_at(const char *list)
{
    entry found = {list, list, (int)strcspn(list, "\n"), 0};
    const char *name = strstr(list, "  ");
    if (name && name < list + found.length)
        found.name = name + 2;
    found.name_length = found.length - (int)(found.name - list);
    return found;
}

static const char *behind(const entry *line)
{
    return line->line + line->length + (line->line[line->length] == '\n');
}

static bool is_same_name(const entry *a, const entry *b)
{
    return a->name_length == b->name_length &&
           strncmp(a->name, b->name, (size_t)a->name_length) == 0;
}

static bool is_named(const char *list, const entry *wanted)
{
    for (entry line = entry_at(list); line.length > 0; line = entry_at(behind(&line)))
        if (is_same_name(&line, wanted))
            return true;
    return false;
}

/* The first file that is not as noted: changed, gone, or new. */
static tc_code compare(const char *noted, const char *now, int line, tc_error *error)
{
    entry was = entry_at(noted), is = entry_at(now);
    while (was.length > 0 && was.length == is.length &&
           strncmp(was.line, is.line, (size_t)was.length) == 0) {
        was = entry_at(behind(&was));
        is = entry_at(behind(&is));
        line++;
    }
    if (was.length == 0 && is.length == 0)
        return TC_OK;
    const entry *about =
        was.length == 0 || (is.length > 0 && !is_named(noted, &is)) ? &is : &was;
    const tc_place place = {NAME, line, 1};
    return tc_fail(error, TC_ERR_INPUT, &place, "案例和求解时不一样（%.*s），请重新求解",
                   "the case is not as it was solved (%.*s): solve it again",
                   about->name_length, about->name);
}

tc_code tc_plan_case_check(const tc_problem *problem, const char *folder, tc_error *error)
{
    tc_buffer note = {.most = BYTES_MOST}, now = {0};
    tc_code code = read_note(folder, &note, error);
    if (code == TC_OK && note.length > 0) {
        const bool led = led_path(&note) != NULL;
        const char *lines = led ? note.text + strcspn(note.text, "\n") : note.text;
        code = tc_case_hash(problem, &now, error);
        if (code == TC_OK && now.failed)
            code = tc_no_memory(error);
        if (code == TC_OK)
            code = compare(lines + (*lines == '\n'), now.text ? now.text : "",
                           led ? 2 : 1, error);
    }
    tc_buffer_free(&note);
    tc_buffer_free(&now);
    return code;
}

tc_code tc_case_files(const tc_problem *problem, char **text, tc_error *error)
{
    tc_buffer lines = {0};
    tc_buffer_puts(&lines, "");
    tc_code code = problem->folder ? tc_case_hash(problem, &lines, error) : TC_OK;
    if (code == TC_OK && lines.failed)
        code = tc_no_memory(error);
    if (code == TC_OK)
        *text = lines.text;
    else
        tc_buffer_free(&lines);
    return code;
}
