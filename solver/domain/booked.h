/* booked.h — what a ledger says at one of its bookings: what a case may still use. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_BOOKED_H
#define TC_DOMAIN_BOOKED_H

#include "base/arena.h"
#include "base/day.h"
#include "base/name_index.h"
#include "domain/grains.h"
#include "domain/pollutant.h"
#include "tongchou/ledger.h"

/* A source, over all its vintages. */
typedef struct tc_booked_source {
    const char *id, *area;
    tc_grains net[TC_POLLUTANTS];  /* recognised, less what was cut */
    tc_grains cut[TC_POLLUTANTS];  /* 核减 */
    tc_grains used[TC_POLLUTANTS]; /* u: of that, not free */
} tc_booked_source;

/* A project that holds something: it is decided. */
typedef struct tc_booked_project {
    const char *id;
    bool committed;             /* approved, at least in part; else pre-allocated */
    tc_day day;                 /* of the last booking that gave it something */
    const char *who, *document; /* of that booking; document "": none */
} tc_booked_project;

struct tc_booked {
    tc_arena arena;
    const char *name;
    int grain_digits;
    tc_day day;     /* of the last booking */
    int64_t number; /* of the last booking; 0: none yet */
    char head[65];  /* its hash */
    tc_booked_source *sources;
    tc_booked_project *projects;
    int source_count, project_count;
    tc_name_index source_ids, project_ids;
};

/* The source, or project, of that id; NULL: the ledger has none. */
const tc_booked_source *tc_booked_source_find(const tc_booked *booked, const char *id);
const tc_booked_project *tc_booked_project_find(const tc_booked *booked, const char *id);

#endif
