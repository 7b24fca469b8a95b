/* case_corpus.h — many small cases in one text file, each with what is wrong with it.
 *
 * A case is a block of lines; an empty line ends it:
 *
 *     == NAME                    what is wrong, in words; unique
 *     FILE:                      the lines "| TEXT" that follow are the whole file
 *     (FILE: case.json, areas.csv … attainment.csv, rules/R.json, sweep.json, list.csv)
 *     FILE gone                  the file is not there
 *     FILE ~ OLD => NEW          the first OLD in the file becomes NEW; then it is there
 *     > FILE:LINE:COLUMN: error|warning: CHINESE | ENGLISH    every fault, in order
 *
 * Files start as those of tc_case_files_valid; sweep.json and list.csv start as small
 * good ones that are not there. A sweep.json that is there is loaded behind the case. In
 * TEXT, OLD and NEW, \n \r \t \\ and \xHH stand for a byte; "\" at the end of a "| TEXT"
 * means that no line end follows. A line that begins with # is a comment. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_TESTS_CASE_CORPUS_H
#define TC_TESTS_CASE_CORPUS_H

#include "base/buffer.h"

enum { TC_CORPUS_FILES = 10, TC_CORPUS_SWEEP = 8 };

typedef struct tc_corpus_file {
    tc_buffer bytes;
    bool there;
} tc_corpus_file;

typedef struct tc_corpus_case {
    char name[96];
    int line; /* where it begins in the corpus */
    tc_corpus_file files[TC_CORPUS_FILES];
    tc_buffer expected; /* the lines behind "> ", as they stand */
} tc_corpus_case;

/* A corpus being read. Start from {.text = …, .source = …}. */
typedef struct tc_corpus {
    const char *source; /* its name, for messages */
    const char *text;   /* what is still to be read */
    int line;           /* read so far */
    tc_buffer rest;     /* the lines of the case read last, and before it, but for "> " */
} tc_corpus;

/* Read the next case; false at the end. Fails the test where a line cannot be read. */
bool tc_corpus_next(tc_corpus *corpus, tc_corpus_case *item);

/* Load the case, and the sweep, from a folder of their own; a line "FILE:LINE:COLUMN:
 * error: …" for each fault goes to *said. */
void tc_corpus_load(const tc_corpus_case *item, tc_buffer *said);

void tc_corpus_case_free(tc_corpus_case *item);

#endif
