/* The cases of tests/io/faulty/: what is wrong with each, to the letter. With
 * UPDATE_FAULTY=1 in the environment their expected lines are written anew. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/name_index.h"
#include "support/case_corpus.h"
#include "support/leaks.h"

#define FOLDER TC_TEST_ROOT "/tests/io/faulty"

enum { CASES_LEAST = 150 };

static int is_corpus(const struct dirent *entry)
{
    const char *end = strrchr(entry->d_name, '.');
    return end && strcmp(end, ".case") == 0;
}

static void read_file(const char *path, tc_buffer *text)
{
    FILE *file = fopen(path, "rb");
    cr_assert_not_null(file, "%s", path);
    char block[4096];
    tc_buffer_puts(text, "");
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        tc_buffer_add(text, block, got);
    fclose(file);
}

static void write_file(const char *path, const tc_buffer *text)
{
    FILE *file = fopen(path, "wb");
    cr_assert_not_null(file, "%s", path);
    cr_assert_eq(fwrite(text->text, 1, text->length, file), text->length);
    cr_assert_eq(fclose(file), 0);
}

/* The case as it would be written with what was said. */
static void write_case(const tc_corpus *corpus, const tc_buffer *said, tc_buffer *out)
{
    tc_buffer_puts(out, corpus->rest.text);
    for (const char *line = said->text; *line;) {
        const size_t length = strcspn(line, "\n") + 1;
        tc_buffer_puts(out, "> ");
        tc_buffer_add(out, line, length);
        line += length;
    }
    tc_buffer_puts(out, "\n");
}

static void judge(const tc_corpus *corpus, const tc_corpus_case *item,
                  const tc_buffer *said)
{
    cr_expect_neq(said->length, 0, "%s:%d: %s: nothing is wrong", corpus->source,
                  item->line, item->name);
    cr_expect_str_eq(said->text, item->expected.text, "%s:%d: %s\nsaid\n%sexpected\n%s",
                     corpus->source, item->line, item->name, said->text,
                     item->expected.text);
}

/* The names of the cases so far. */
typedef struct roll {
    tc_arena arena;
    tc_name_index names;
} roll;

static void note_name(const tc_corpus *corpus, const tc_corpus_case *item, roll *seen)
{
    const char *name = tc_arena_text(&seen->arena, item->name, strlen(item->name));
    cr_assert_not_null(name);
    cr_expect_null(tc_name_index_find(&seen->names, name), "%s:%d: %s: a name twice",
                   corpus->source, item->line, name);
    cr_assert(tc_name_index_add(&seen->names, name, item->line));
}

/* Go through one corpus; all its cases again, with what was said, go to *out. */
static void run_corpus(const char *name, const char *text, roll *seen, tc_buffer *out)
{
    tc_corpus corpus = {.source = name, .text = text};
    for (tc_corpus_case item; tc_corpus_next(&corpus, &item);) {
        tc_buffer said = {0};
        tc_corpus_load(&item, &said);
        write_case(&corpus, &said, out);
        if (!getenv("UPDATE_FAULTY"))
            judge(&corpus, &item, &said);
        note_name(&corpus, &item, seen);
        tc_buffer_free(&said);
        tc_corpus_case_free(&item);
    }
    tc_buffer_puts(out, corpus.rest.text); /* comments at the end */
    tc_buffer_free(&corpus.rest);
}

Test(io_faulty, says_of_every_faulty_case_what_is_wrong_and_where)
{
    struct dirent **entries = NULL;
    const int count = scandir(FOLDER, &entries, is_corpus, alphasort);
    cr_assert_gt(count, 0, FOLDER);
    roll seen = {0};
    for (int i = 0; i < count; i++) {
        char path[512];
        tc_buffer text = {0}, out = {0};
        snprintf(path, sizeof path, "%s/%s", FOLDER, entries[i]->d_name);
        read_file(path, &text);
        tc_buffer_puts(&out, "");
        run_corpus(entries[i]->d_name, text.text, &seen, &out);
        while (out.length > 1 && out.text[out.length - 2] == '\n')
            out.length--; /* no empty line at the end */
        if (getenv("UPDATE_FAULTY"))
            write_file(path, &out);
        tc_buffer_free(&text);
        tc_buffer_free(&out);
        free(entries[i]);
    }
    free(entries);
    cr_expect_geq(seen.names.count, CASES_LEAST);
    tc_name_index_free(&seen.names);
    tc_arena_free(&seen.arena);
    TC_ASSERT_NO_LEAK();
}
