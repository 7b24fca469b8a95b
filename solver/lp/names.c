/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/names.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "base/fault.h"

enum { NAME_BYTES = 200 };

/* A name being written. */
typedef struct draft {
    char text[NAME_BYTES];
    size_t length;
    bool lossy; /* something was left out or replaced */
} draft;

static void put(draft *d, char byte)
{
    if (d->length + 24 < sizeof d->text) /* room for the number at the end */
        d->text[d->length++] = byte;
    else
        d->lossy = true;
    d->text[d->length] = '\0';
}

static void put_text(draft *d, const char *text)
{
    for (; *text; text++)
        put(d, *text);
}

static void put_number(draft *d, long number)
{
    char text[24];
    (void)snprintf(text, sizeof text, "%ld", number);
    put_text(d, text);
}

/* An id: letters, digits, '.' and '_' stay. One in Chinese, of which nothing would stay,
 * becomes its kind and number. */
static void put_id(draft *d, const char *id, const char *kind, int number)
{
    for (const char *c = id; *c; c++)
        if ((unsigned char)*c >= 0x80) {
            put_text(d, kind);
            put_number(d, number + 1);
            d->lossy = true;
            return;
        }
    for (; *id; id++) {
        const char c = *id;
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '.' || c == '_';
        put(d, plain ? c : '_');
        /* '-' has '_' to itself: a '_' of the id gets a number, and so does all else */
        d->lossy = d->lossy || (!plain && c != '-') || c == '_';
    }
}

static const char *const KINDS[] = {[TC_NET_SHARE] = "share",
                                    [TC_NET_OWN_SHARE] = "own_share",
                                    [TC_NET_SMALLEST] = "smallest",
                                    [TC_NET_APPROVED] = "approved",
                                    [TC_NET_LOCAL_USE] = "use_own",
                                    [TC_NET_POOL_USE] = "use_pool",
                                    [TC_NET_EXPORT] = "export",
                                    [TC_NET_LOCAL_CARRY] = "carry",
                                    [TC_NET_POOL_CARRY] = "carry_pool",
                                    [TC_NET_COVERAGE] = "cover",
                                    [TC_NET_OWN] = "cover_own",
                                    [TC_NET_WITHIN] = "own_in_share",
                                    [TC_NET_EVEN] = "even",
                                    [TC_NET_GOAL] = "goal",
                                    [TC_NET_LEAST] = "least",
                                    [TC_NET_MOST] = "most",
                                    [TC_NET_SUPPLY] = "supply",
                                    [TC_NET_POOL] = "pool"};

static void put_pollutant(draft *d, int pollutant)
{
    for (const char *c = tc_pollutants[pollutant].id; *c; c++)
        put(d, *c == '-' ? '_' : *c); /* NH3_N: no other pollutant is called so */
}

static void put_class(draft *d, const tc_network *net, const tc_net_class *class)
{
    put_text(d, class->pool_access ? ",open" : ",closed");
    if (class->site.limits) {
        put_text(d, ",limits");
        put_number(d, (long)class->site.limits);
    }
    if (class->site.owner >= 0) {
        put_text(d, ",own_of_");
        put_id(d, net->problem->projects[class->site.owner].id, "project",
               class->site.owner);
    }
}

static void put_item(draft *d, const tc_network *net, const tc_net_item *item)
{
    const tc_problem *problem = net->problem;
    put_text(d, KINDS[item->kind]);
    put(d, '(');
    if (item->pollutant >= 0)
        put_pollutant(d, item->pollutant);
    if (item->project >= 0)
        put_id(d, problem->projects[item->project].id, "project", item->project);
    if (item->goal >= 0)
        put_id(d, problem->goals[item->goal].name, "goal", item->goal);
    if (item->area >= 0) {
        put(d, ',');
        put_id(d, problem->areas[item->area].id, "area", item->area);
    }
    if (item->basin >= 0) {
        put(d, ',');
        put_id(d, problem->basins[item->basin], "basin", item->basin);
    }
    if (item->hub >= 0) {
        put_text(d, ",hub");
        put_number(d, item->hub + 1);
    }
    if (item->day > 0) {
        put(d, ',');
        put_number(d, item->day);
    }
    if (item->class >= 0)
        put_class(d, net, &net->classes[item->class]);
    put(d, ')');
}

/* Classes of one area and first start may differ in their block only, and uses in where
 * they come from: those names get their number too. */
static bool may_repeat(tc_net_kind kind)
{
    return kind == TC_NET_LOCAL_USE || kind == TC_NET_POOL_USE ||
           kind == TC_NET_POOL_CARRY || kind == TC_NET_POOL || kind == TC_NET_SUPPLY ||
           kind == TC_NET_EXPORT || kind == TC_NET_LOCAL_CARRY;
}

static bool name_all(const tc_network *net, const tc_net_item *items, int count,
                     tc_arena *arena, const char **names)
{
    for (int i = 0; i < count; i++) {
        draft d = {.length = 0};
        put_item(&d, net, &items[i]);
        if (d.lossy || may_repeat(items[i].kind))
            d.length += (size_t)snprintf(d.text + d.length, sizeof d.text - d.length,
                                         "~%d", i + 1);
        names[i] = tc_arena_text(arena, d.text, d.length);
        if (!names[i])
            return false;
    }
    return true;
}

tc_code tc_names_make(const tc_network *net, tc_arena *arena, const char *const **rows,
                      const char *const **columns, tc_error *error)
{
    const char **row = tc_arena_take(arena, (size_t)net->lp.rows, sizeof *row);
    const char **column = tc_arena_take(arena, (size_t)net->lp.columns, sizeof *column);
    if (!row || !column || !name_all(net, net->rows, net->lp.rows, arena, row) ||
        !name_all(net, net->columns, net->lp.columns, arena, column))
        return tc_no_memory(error);
    *rows = row;
    *columns = column;
    return TC_OK;
}
