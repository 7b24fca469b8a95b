/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/case_corpus.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "support/case_files.h"
#include "support/scratch.h"
#include "tongchou/sweep.h"

static const char *const names[TC_CORPUS_FILES] = {
    "case.json",      "areas.csv",    "sources.csv", "projects.csv", "exchange.csv",
    "attainment.csv", "rules/R.json", "locks.csv",   "sweep.json",   "list.csv"};

static const char sweep_json[] =
    "{\n"
    "  \"design\": \"sobol\",\n"
    "  \"scenarios\": 100,\n"
    "  \"axes\": [\n"
    "    {\"parameter\": \"supply\", \"pollutant\": \"PM\", \"min\": 0.9, \"max\": "
    "1.1},\n"
    "    {\"parameter\": \"reserve\", \"values\": [0, 0.1]}\n"
    "  ]\n"
    "}\n";

static const char list_csv[] = "supply PM,reserve\n"
                               "1,0\n"
                               "0.9,0.1\n";

typedef struct span {
    const char *at;
    size_t length;
} span;

static _Noreturn void refuse(const tc_corpus *corpus, const char *why)
{
    cr_assert_fail("%s:%d: %s", corpus->source, corpus->line, why);
    __builtin_unreachable();
}

static bool begins(span line, const char *start)
{
    const size_t length = strlen(start);
    return line.length >= length && memcmp(line.at, start, length) == 0;
}

static span without(span line, size_t count)
{
    return (span){line.at + count, line.length - count};
}

/* ---- escapes ----------------------------------------------------------------------- */

static int hex(char c)
{
    static const char digits[] = "0123456789ABCDEF";
    const char *found = c ? strchr(digits, c) : NULL;
    return found ? (int)(found - digits) : -1;
}

/* Add the byte that the escape at text stands for; how long the escape is. */
static size_t take_escape(const tc_corpus *corpus, span text, tc_buffer *out)
{
    static const char from[] = "nrt\\";
    static const char to[] = "\n\r\t\\";
    const char *known = text.length > 1 ? strchr(from, text.at[1]) : NULL;
    if (known && *known) {
        tc_buffer_add(out, &to[known - from], 1);
        return 2;
    }
    if (text.length < 4 || text.at[1] != 'x' || hex(text.at[2]) < 0 ||
        hex(text.at[3]) < 0)
        refuse(corpus, "no such escape");
    const char byte = (char)(hex(text.at[2]) * 16 + hex(text.at[3]));
    tc_buffer_add(out, &byte, 1);
    return 4;
}

static void decode(const tc_corpus *corpus, span text, tc_buffer *out)
{
    tc_buffer_puts(out, "");
    for (size_t step; text.length > 0; text = without(text, step)) {
        step = 1;
        if (*text.at == '\\')
            step = take_escape(corpus, text, out);
        else
            tc_buffer_add(out, text.at, 1);
    }
}

/* ---- lines ------------------------------------------------------------------------- */

static void start_case(tc_corpus *corpus, span line, tc_corpus_case *item)
{
    const tc_case_files valid = tc_case_files_valid();
    const char *const texts[TC_CORPUS_FILES] = {
        valid.case_json,  valid.areas, valid.sources, valid.projects, valid.exchange,
        valid.attainment, valid.rules, valid.locks,   sweep_json,     list_csv};
    memset(item, 0, sizeof *item);
    item->line = corpus->line;
    snprintf(item->name, sizeof item->name, "%.*s", (int)line.length, line.at);
    for (int f = 0; f < TC_CORPUS_FILES; f++) {
        item->files[f].there = f < TC_CORPUS_SWEEP && texts[f] != NULL;
        tc_buffer_puts(&item->files[f].bytes, texts[f] ? texts[f] : "");
    }
    tc_buffer_puts(&item->expected, "");
}

static void clear(tc_corpus_file *file, bool there)
{
    tc_buffer_free(&file->bytes);
    file->bytes = (tc_buffer){0};
    tc_buffer_puts(&file->bytes, "");
    file->there = there;
}

static void add_line(const tc_corpus *corpus, span text, tc_corpus_file *file)
{
    size_t backslashes = 0;
    while (backslashes < text.length && text.at[text.length - 1 - backslashes] == '\\')
        backslashes++;
    const bool open = backslashes % 2 == 1;
    decode(corpus, (span){text.at, text.length - open}, &file->bytes);
    if (!open)
        tc_buffer_puts(&file->bytes, "\n");
}

static char *find_bytes(const tc_buffer *in, const tc_buffer *what)
{
    for (size_t at = 0; at + what->length <= in->length; at++)
        if (memcmp(in->text + at, what->text, what->length) == 0)
            return in->text + at;
    return NULL;
}

/* OLD => NEW */
static void edit(const tc_corpus *corpus, span text, tc_corpus_file *file)
{
    static const char arrow[] = " => ";
    size_t at = 0;
    while (at < text.length && !begins(without(text, at), arrow))
        at++;
    if (at == text.length)
        refuse(corpus, "an edit is OLD => NEW");
    tc_buffer old = {0}, result = {0};
    decode(corpus, (span){text.at, at}, &old);
    const char *found = find_bytes(&file->bytes, &old);
    if (!found)
        refuse(corpus, "the file does not hold this");
    const size_t before = (size_t)(found - file->bytes.text);
    tc_buffer_add(&result, file->bytes.text, before);
    decode(corpus, without(text, at + strlen(arrow)), &result);
    tc_buffer_add(&result, found + old.length, file->bytes.length - before - old.length);
    tc_buffer_free(&old);
    tc_buffer_free(&file->bytes);
    file->bytes = result;
    file->there = true;
}

/* FILE:, FILE gone or FILE ~ OLD => NEW; the file's number. */
static int take_file(const tc_corpus *corpus, span line, tc_corpus_case *item)
{
    for (int f = 0; f < TC_CORPUS_FILES; f++) {
        if (!begins(line, names[f]))
            continue;
        const span rest = without(line, strlen(names[f]));
        tc_corpus_file *file = &item->files[f];
        if (begins(rest, " ~ "))
            edit(corpus, without(rest, 3), file);
        else if (rest.length == 1 && begins(rest, ":"))
            clear(file, true);
        else if (rest.length == 5 && begins(rest, " gone"))
            clear(file, false);
        else
            break;
        return f;
    }
    refuse(corpus, "this line cannot be read");
}

static bool next_line(tc_corpus *corpus, span *line)
{
    if (!*corpus->text)
        return false;
    *line = (span){corpus->text, strcspn(corpus->text, "\n")};
    corpus->text += line->length + (line->at[line->length] == '\n');
    corpus->line++;
    return true;
}

bool tc_corpus_next(tc_corpus *corpus, tc_corpus_case *item)
{
    bool begun = false;
    int file = -1;
    tc_buffer_free(&corpus->rest);
    corpus->rest = (tc_buffer){0};
    tc_buffer_puts(&corpus->rest, "");
    for (span line; next_line(corpus, &line) && !(begun && line.length == 0);) {
        if (begins(line, "> ")) {
            tc_buffer_add(&item->expected, line.at + 2, line.length - 2);
            tc_buffer_puts(&item->expected, "\n");
            continue;
        }
        tc_buffer_add(&corpus->rest, line.at, line.length);
        tc_buffer_puts(&corpus->rest, "\n");
        if (begins(line, "#") || (!begun && line.length == 0))
            continue;
        if (!begun && !begins(line, "== "))
            refuse(corpus, "a case begins with == NAME");
        if (!begun)
            start_case(corpus, without(line, 3), item);
        else if (line.at[0] == '|' && file >= 0)
            add_line(corpus, without(line, line.length > 1 ? 2 : 1), &item->files[file]);
        else
            file = take_file(corpus, line, item);
        begun = true;
    }
    return begun;
}

/* ---- loading ----------------------------------------------------------------------- */

/* What is wrong, without the folder in which all files are. */
static void list_faults(const char *folder, const tc_faults *faults, tc_buffer *said)
{
    const size_t length = strlen(folder);
    for (size_t i = 0; i < faults->count; i++) {
        const tc_error *error = &faults->list[i].error;
        const char *file = error->file;
        if (strncmp(file, folder, length) == 0 && file[length] == '/')
            file += length + 1;
        tc_buffer_printf(said, "%s:%d:%d: %s: %s | %s\n", file, error->line,
                         error->column, faults->list[i].warning ? "warning" : "error",
                         error->message, error->message_en);
    }
}

static void load_sweep(const tc_corpus_case *item, const char *folder,
                       const tc_problem *problem, tc_buffer *said)
{
    char path[256];
    tc_sweep *sweep = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    snprintf(path, sizeof path, "%s/sweep.json", folder);
    const tc_code code = tc_sweep_load(problem, path, &faults, &sweep, &error);
    list_faults(folder, &faults, said);
    cr_expect_eq(code, faults.errors ? TC_ERR_INPUT : TC_OK, "%s: code %d: %s",
                 item->name, (int)code, error.message_en);
    cr_expect_eq(sweep == NULL, code != TC_OK, "%s", item->name);
    tc_faults_free(&faults);
    tc_sweep_free(sweep);
}

void tc_corpus_load(const tc_corpus_case *item, tc_buffer *said)
{
    tc_scratch scratch = tc_scratch_open();
    for (int f = 0; f < TC_CORPUS_FILES; f++)
        if (item->files[f].there)
            tc_scratch_bytes(&scratch, names[f], item->files[f].bytes.text,
                             item->files[f].bytes.length);
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    const tc_code code = tc_problem_load(scratch.folder, &faults, &problem, &error);
    tc_buffer_puts(said, "");
    list_faults(scratch.folder, &faults, said);
    if (problem && item->files[TC_CORPUS_SWEEP].there)
        load_sweep(item, scratch.folder, problem, said);
    tc_scratch_close(&scratch);
    cr_expect_eq(code, faults.errors ? TC_ERR_INPUT : TC_OK, "%s: code %d: %s",
                 item->name, (int)code, error.message_en);
    cr_expect_eq(problem == NULL, code != TC_OK, "%s", item->name);
    cr_expect_eq(error.message[0] == '\0', faults.errors == 0, "%s", item->name);
    tc_faults_free(&faults);
    tc_problem_free(problem);
}

void tc_corpus_case_free(tc_corpus_case *item)
{
    for (int f = 0; f < TC_CORPUS_FILES; f++)
        tc_buffer_free(&item->files[f].bytes);
    tc_buffer_free(&item->expected);
    memset(item, 0, sizeof *item);
}
