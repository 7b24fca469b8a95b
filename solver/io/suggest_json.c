/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "domain/standing.h"
#include "domain/suggest.h"
#include "io/case_about.h"
#include "io/plan_words.h"

/* Shares and slopes this small are what arithmetic leaves. */
static const double NOTHING = 1e-9;

/* A suggestion on its way to JSON. */
typedef struct writing {
    const tc_problem *problem;
    const tc_suggestion *suggestion;
} writing;

static void add_grains(const writing *w, tc_json_out *item, const char *key,
                       tc_grains grains)
{
    char tonnes[32];
    tc_grains_write(grains, w->problem->grain_digits, tonnes);
    tc_json_out_decimal(item, key, tonnes);
}

static void add_pollutant(tc_json_out *item, int pollutant)
{
    tc_json_out_text(item, "pollutant", tc_pollutants[pollutant].id);
}

static void add_projects(const writing *w, tc_json_out *item, const char *key,
                         const tc_project_list *list)
{
    tc_json_out *ids = tc_json_out_array();
    for (int k = 0; k < list->count; k++)
        tc_json_out_text(ids, NULL, w->problem->projects[list->project[k]].id);
    tc_json_out_add(item, key, ids);
}

/* Where supply lies, and from when on it is there. */
static void add_place(const writing *w, tc_json_out *item, int area, int basin,
                      tc_day day)
{
    if (area >= 0)
        tc_json_out_text(item, "area", w->problem->areas[area].id);
    if (basin >= 0)
        tc_json_out_text(item, "basin", w->problem->basins[basin]);
    tc_json_out_text(item, "available_from", tc_day_write(day).text);
}

static void add_window(const writing *w, tc_json_out *item, const tc_change *window)
{
    add_pollutant(item, window->pollutant);
    add_place(w, item, window->area, window->basin, window->day);
}

/* ---- what serves the tiers --------------------------------------------------------- */

static void add_refused(const writing *w, tc_json_out *item)
{
    const tc_project_list *refused = &w->suggestion->supply.refused;
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < refused->count; k++) {
        const tc_standing_reason why =
            tc_refusal_explain(w->problem, refused->project[k]);
        tc_json_out *one = tc_json_out_object();
        tc_json_out_text(one, "project", w->problem->projects[refused->project[k]].id);
        tc_json_out_text(one, "text", why.zh);
        tc_json_out_text(one, "text_en", why.en);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "refused", list);
}

static void add_totals(const writing *w, tc_json_out *item)
{
    const tc_tier_supply *supply = &w->suggestion->supply;
    tc_json_out *list = tc_json_out_array();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_grains sum = tc_tier_supply_sum(supply, p);
        if (sum == 0 && supply->least[p] == 0)
            continue;
        tc_json_out *one = tc_json_out_object();
        add_pollutant(one, p);
        if (supply->found)
            add_grains(w, one, "tonnes", sum);
        add_grains(w, one, "at_least", supply->least[p]);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "totals", list);
    if (supply->found)
        add_grains(w, item, "tonnes_in_all", tc_tier_supply_total(supply));
    add_grains(w, item, "at_least_in_all", supply->least_in_all);
    tc_json_out_bool(item, "proved_least",
                     supply->found &&
                         tc_tier_supply_total(supply) <= supply->least_in_all);
}

static void add_supply(const writing *w, tc_json_out *root)
{
    const tc_tier_supply *supply = &w->suggestion->supply;
    tc_json_out *item = tc_json_out_object(), *list = tc_json_out_array();
    tc_json_out_int(item, "tiers", supply->tiers);
    tc_json_out_int(item, "projects", supply->named);
    tc_json_out_int(item, "able", supply->able);
    tc_json_out_int(item, "served", supply->served);
    add_refused(w, item);
    add_projects(w, item, "beyond_supply", &supply->beyond);
    tc_json_out_bool(item, "found", supply->found);
    for (int k = 0; k < supply->count; k++) {
        tc_json_out *one = tc_json_out_object();
        add_window(w, one, &supply->additions[k].change);
        add_grains(w, one, "tonnes", supply->additions[k].grains);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "additions", list);
    add_totals(w, item);
    if (supply->found)
        tc_json_out_bool(item, "no_grain_less", supply->settled);
    add_projects(w, item, "lost", &supply->lost);
    tc_json_out_add(root, "supply", item);
}

/* ---- unlock curves ----------------------------------------------------------------- */

static void add_events(const writing *w, const tc_unlock *unlock, tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < unlock->event_count; k++) {
        const tc_unlock_event *event = &unlock->events[k];
        tc_json_out *one = tc_json_out_object();
        add_grains(w, one, "tonnes", event->at);
        tc_json_out_text(one, "project", w->problem->projects[event->project].id);
        tc_json_out_bool(one, "served", event->served);
        tc_json_out_bool(one, "replayed", event->exact);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "events", list);
}

/* Does the share of the project change on the way? */
static bool changes(const tc_unlock *unlock, int project)
{
    for (int k = 1; k < unlock->point_count; k++)
        if (fabs(unlock->points[k].share[project] - unlock->points[0].share[project]) >
            NOTHING)
            return true;
    return false;
}

static void add_points(const writing *w, const tc_unlock *unlock, tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < unlock->point_count; k++) {
        const tc_unlock_point *point = &unlock->points[k];
        tc_json_out *one = tc_json_out_object(), *shares = tc_json_out_object();
        add_grains(w, one, "tonnes", point->at);
        if (k + 1 < unlock->point_count)
            tc_json_out_bool(one, "proved_to_next", point->proved);
        for (int j = 0; j < w->problem->project_count; j++)
            if (changes(unlock, j))
                tc_json_out_number(shares, w->problem->projects[j].id, point->share[j]);
        tc_json_out_add(one, "shares", shares);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "points", list);
}

static void add_stops(const tc_unlock *unlock, tc_json_out *item)
{
    tc_json_out *list = tc_json_out_array();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (unlock->stops[p] == 0)
            continue;
        tc_json_out *one = tc_json_out_object();
        add_pollutant(one, p);
        tc_json_out_int(one, "projects", unlock->stops[p]);
        tc_json_out_add(list, NULL, one);
    }
    tc_json_out_add(item, "stopped_by", list);
}

static void add_curve(const writing *w, const tc_unlock *unlock, tc_json_out *item)
{
    add_events(w, unlock, item);
    add_grains(w, item, "nothing_more_from", unlock->last);
    add_grains(w, item, "looked_to", unlock->most);
    tc_json_out_bool(item, "proved", unlock->proved);
    tc_json_out_int(item, "left", unlock->left);
    add_stops(unlock, item);
    add_points(w, unlock, item);
}

static void add_unlocks(const writing *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < w->suggestion->unlock_count; k++) {
        const tc_unlock *unlock = &w->suggestion->unlocks[k];
        tc_json_out *item = tc_json_out_object();
        add_window(w, item, &unlock->window);
        tc_json_out_bool(item, "found", unlock->point_count > 0);
        if (unlock->point_count > 0)
            add_curve(w, unlock, item);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "unlocks", list);
}

/* ---- stranded tonnes --------------------------------------------------------------- */

static void add_stranded(const writing *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const tc_stranded *stranded = &w->suggestion->stranded[p];
        tc_json_out *item = tc_json_out_object();
        add_pollutant(item, p);
        add_grains(w, item, "remaining", stranded->remaining);
        add_grains(w, item, "stranded", stranded->stranded);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "stranded", list);
}

static void add_missing(const writing *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int q = 0; q < TC_POLLUTANTS; q++) {
        const tc_missing *missing = &w->suggestion->missing[q];
        if (!missing->asked)
            continue;
        tc_json_out *item = tc_json_out_object(), *freed = tc_json_out_object();
        add_pollutant(item, q);
        add_grains(w, item, "wanted", missing->wanted);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            if (missing->freed[p] != 0)
                add_grains(w, freed, tc_pollutants[p].id, missing->freed[p]);
        tc_json_out_add(item, "frees", freed);
        add_grains(w, item, "frees_in_all", missing->total);
        add_projects(w, item, "gained", &missing->gained);
        add_projects(w, item, "lost", &missing->lost);
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "missing", list);
    const int best = tc_suggestion_best_missing(w->suggestion);
    if (best >= 0)
        tc_json_out_text(root, "frees_most", tc_pollutants[best].id);
    else
        tc_json_out_null(root, "frees_most");
}

/* ---- marginal values --------------------------------------------------------------- */

static int last_tier(const tc_problem *problem)
{
    int last = 0;
    for (int j = 0; j < problem->project_count; j++)
        last = problem->projects[j].tier > last ? problem->projects[j].tier : last;
    return last;
}

static void add_values(const writing *w, const tc_marginal_side *side, tc_json_out *one)
{
    tc_json_out *shares = tc_json_out_object(), *tiers = tc_json_out_array();
    const int last = last_tier(w->problem);
    for (int tier = 1; tier <= last; tier++) {
        const double value = tc_marginal_of_tier(w->problem, side, tier);
        if (fabs(value) <= NOTHING)
            continue;
        tc_json_out *of_tier = tc_json_out_object();
        tc_json_out_int(of_tier, "tier", tier);
        tc_json_out_number(of_tier, "per_tonne", value);
        tc_json_out_add(tiers, NULL, of_tier);
    }
    for (int j = 0; j < w->problem->project_count; j++)
        if (fabs(side->slope[j]) > NOTHING)
            tc_json_out_number(shares, w->problem->projects[j].id, side->slope[j]);
    tc_json_out_add(one, "tiers", tiers);
    tc_json_out_add(one, "shares_per_tonne", shares);
}

static void add_side(const writing *w, const tc_marginal_side *side, tc_json_out *item,
                     const char *key)
{
    if (!side->found) {
        tc_json_out_null(item, key);
        return;
    }
    tc_json_out *one = tc_json_out_object();
    add_grains(w, one, "range", side->range);
    tc_json_out_bool(one, "changes_beyond", !side->ends);
    tc_json_out_bool(one, "proved", side->proved);
    add_values(w, side, one);
    tc_json_out_add(item, key, one);
}

static void add_marginals(const writing *w, tc_json_out *root)
{
    tc_json_out *list = tc_json_out_array();
    for (int k = 0; k < w->suggestion->marginal_count; k++) {
        const tc_marginal *marginal = &w->suggestion->marginals[k];
        const tc_source *source = &w->problem->sources[marginal->source];
        tc_json_out *item = tc_json_out_object();
        add_pollutant(item, marginal->pollutant);
        tc_json_out_text(item, "source", source->id);
        tc_json_out_int(item, "sources", marginal->sources);
        add_place(w, item, source->area, source->basin, source->available_from);
        add_side(w, &marginal->more, item, "more");
        add_side(w, &marginal->less, item, "less");
        tc_json_out_add(list, NULL, item);
    }
    tc_json_out_add(root, "marginals", list);
}

/* ---- the whole --------------------------------------------------------------------- */

tc_code tc_suggestion_json(const tc_problem *problem, const tc_suggestion *suggestion,
                           char **text, tc_error *error)
{
    const writing w = {problem, suggestion};
    tc_buffer out = {0};
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "schema", "tongchou.suggest/1");
    tc_json_out_text(root, "version", tc_library_version());
    tc_case_about_add(problem, root);
    tc_json_out_text(root, "status", tc_plan_status_words[suggestion->status]);
    add_supply(&w, root);
    if (suggestion->status != TC_PLAN_INFEASIBLE) {
        add_unlocks(&w, root);
        add_stranded(&w, root);
        add_missing(&w, root);
        add_marginals(&w, root);
    }
    tc_json_out_int(root, "asked", suggestion->asked);
    tc_json_out_int(root, "replayed", suggestion->replayed);
    const tc_code code = tc_json_out_print(root, true, &out, error);
    tc_json_out_free(root);
    if (code == TC_OK)
        *text = out.text;
    else
        tc_buffer_free(&out);
    return code;
}
