/* encoding_scan.h — which encoding do these bytes speak for? */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_ENCODING_SCAN_H
#define TC_IO_ENCODING_SCAN_H

#include <stdbool.h>
#include <stddef.h>

/* 16 or 32 where these first bytes of a file are UTF-16 or UTF-32, with a mark or, where
 * it begins with ASCII, without one; else 0. */
int tc_scan_wide(const char *bytes, size_t count);

/* A place counted as UTF-8, where a byte that begins no character counts as one. */
typedef struct tc_scan_place {
    int line, column; /* 0: there is none */
} tc_scan_place;

/* What was seen so far. Start from {.here = {1, 1}}. Runs are what stands between commas,
 * quotes and line ends: those bytes mean themselves in UTF-8 and in GB18030. */
typedef struct tc_scan {
    tc_scan_place bad;  /* the first byte that is not UTF-8 */
    tc_scan_place good; /* the first run of UTF-8 with a Chinese character in it */
    bool endless;       /* a run is longer than any cell may be: nothing more to see */
    /* of the run that goes on */
    tc_scan_place here, run;
    bool run_bad, run_chinese, after_cr;
    size_t run_bytes;
    char carried[4]; /* of a character cut between two blocks */
    size_t carried_count;
} tc_scan;

/* Look at the next block of the file. */
void tc_scan_block(tc_scan *scan, const char *bytes, size_t count);

/* The file ends here. */
void tc_scan_end(tc_scan *scan);

#endif
