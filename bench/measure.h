/* measure.h — run one thing in a process of its own: its time, memory and answer. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BENCH_MEASURE_H
#define TC_BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

enum { GOALS_MOST = 16 };

/* What the thing measured tells. */
typedef struct measured {
    bool done;
    double seconds;      /* of the part between two clock_now, or of a whole command */
    double peak_mib;     /* largest memory of the process */
    long rows, columns;  /* of the linear program */
    long levels, pivots; /* 0: not told */
    int goals;
    double value[GOALS_MOST]; /* of the goals that were reached, in their order */
    double bound[GOALS_MOST], spent_s[GOALS_MOST]; /* of their searches */
    long nodes[GOALS_MOST];
    int goal[GOALS_MOST]; /* which they are */
    char note[96];        /* why it is not done, or how it was done */
} measured;

typedef void (*measured_work)(const void *argument, measured *result);

/* What the processor calls itself. */
void name_processor(char *name, size_t room);

/* A steady clock, in seconds. */
double clock_now(void);

/* Run work in a child that is ended after limit_s seconds. What it writes into *result
 * comes back, with the peak of its memory; done is false, and note says why, where it was
 * ended or broke down. */
measured measure(measured_work work, const void *argument, unsigned limit_s);

/* The same for a program: done where it ends with 0; its output goes to out. */
measured measure_command(const char *const *argv, const char *out, unsigned limit_s);

#endif
