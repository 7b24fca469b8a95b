/* sweep_reader.h — a sweep file while it is being read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SWEEP_READER_H
#define TC_IO_SWEEP_READER_H

#include "domain/sweep.h"
#include "io/json_members.h"
#include "io/loading.h"
#include "io/record.h"

enum { TC_SWEEP_AXES_MOST = 4096, TC_SWEEP_SCENARIOS_MOST = 1000000000 };

typedef struct tc_sweep_reading {
    const tc_problem *problem;
    tc_sweep *sweep;  /* what was read so far; its arena has all texts */
    const char *file; /* what places call the sweep file */
    tc_faults *faults;
    tc_loading areas; /* by whose names areas are found */
    tc_problem known; /* what areas.problem is */
    tc_record_list axes;
    tc_name_index names; /* of the axes */
    bool no_memory;      /* once set, what was read is not complete */
} tc_sweep_reading;

/* What a parameter may hold and by what its axes choose. */
typedef struct tc_axis_form {
    tc_axis_kind kind;
    bool whole;               /* whole numbers only */
    const char *selectors[6]; /* keys; NULL behind the last */
    double least, most;
} tc_axis_form;

const tc_axis_form *tc_axis_form_of(tc_axis_kind kind);

/* One entry of "axes". Members that are absent are NULL. */
typedef struct tc_axis_entry {
    const tc_json *self;
    const tc_axis_form *form;
    const tc_json *name, *each;
    const tc_json *min, *max, *distribution, *mode, *mean, *sd;
    const tc_json *values, *weights, *levels;
    bool unknown; /* a key is, so that what is missing may have been meant */
} tc_axis_entry;

/* Where a value stands. */
tc_place tc_sweep_place(const tc_sweep_reading *reading, const tc_json *value);

/* A number from least to most, whole where it must be. False, with a fault, where it is
 * not. */
TC_CHECKED bool tc_sweep_number(const tc_sweep_reading *reading, const tc_json *value,
                                double least, double most, bool whole, double *number);

/* Memory of the sweep's arena; NULL is noted. */
void *tc_sweep_take(tc_sweep_reading *reading, int count, size_t size);

/* A copy of text without the spaces around it; "" when memory runs out. */
const char *tc_sweep_text(tc_sweep_reading *reading, const char *text);

/* Does it change projects, rather than sources? */
bool tc_sweep_is_of_projects(tc_axis_kind kind);

/* The number of the project with that id; -1, with a fault, where there is none. */
int tc_sweep_project(const tc_sweep_reading *reading, const char *id,
                     const tc_spot *spot);

/* Read what an axis applies to from the member of that key; "*" and NULL: all. */
void tc_sweep_select(tc_sweep_reading *reading, const char *key, const tc_json *value,
                     tc_axis *axis);

/* Read the values that an axis takes, and how likely each is. */
void tc_sweep_spread(tc_sweep_reading *reading, const tc_axis_entry *entry,
                     tc_axis *axis);

/* Read the variants of a policy axis, whose values are their numbers. */
void tc_sweep_variants(tc_sweep_reading *reading, const tc_json *list, tc_axis *axis);

/* Read all axes into the sweep. */
void tc_sweep_axes(tc_sweep_reading *reading, const tc_json *list);

/* Say which axes contradict each other. */
void tc_sweep_ties(tc_sweep_reading *reading);

/* Read the list that the value (of "file") names.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_sweep_list(tc_sweep_reading *reading, const tc_json *value,
                                 tc_error *error);

/* Fill in both hashes. list: the list's path, or NULL.
 * Errors   TC_ERR_IO, TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_sweep_hash(const tc_problem *problem, const char *list,
                                 tc_sweep *sweep, tc_error *error);

#endif
