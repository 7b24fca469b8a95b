/* sweep_table.h — the table of the bench of sweeps: on the terminal, and as a file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_SWEEP_TABLE_H
#define TC_BENCH_SWEEP_TABLE_H

#include <stdbool.h>

/* One line. What is 0 is not told; gap -1: nothing was compared. */
typedef struct sweep_line {
    char of[24], box[16], engine[40], note[96];
    int percent; /* width of the box */
    long scenarios;
    double us; /* a scenario */
    double warm_ratio, warm_target, cold_ratio, cold_target;
    long nodes;
    double pivots; /* a scenario */
    double gap;    /* ours: of its certificate; others: against our values */
    double bytes, speedup, mib;
    bool tried; /* a setting that was tried: in the file only */
} sweep_line;

typedef struct sweep_table {
    char processor[80];
    sweep_line *lines;
    int count, room;
} sweep_table;

void sweep_table_open(sweep_table *table);

/* Print the line, unless it was only tried, and keep it. */
void sweep_table_add(sweep_table *table, const sweep_line *line);

/* A line of its own on the terminal, for nobody else. */
void sweep_table_remark(const char *text);

/* Write all lines as CSV, in place of what was there or not at all. */
bool sweep_table_save(const sweep_table *table, const char *path);
void sweep_table_close(sweep_table *table);

#endif
