/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/apply_booked.h"

#include <stdio.h>
#include <string.h>

#include "domain/derive.h"

static const char *keep(tc_arena *arena, const char *text)
{
    return tc_arena_text(arena, text, strlen(text));
}

static bool mark(tc_problem *problem, const tc_booked *booked)
{
    tc_ledger_mark *made = tc_arena_take(&problem->arena, 1, sizeof *made);
    if (!made)
        return false;
    *made = (tc_ledger_mark){.name = keep(&problem->arena, booked->name),
                             .head = keep(&problem->arena, booked->head),
                             .day = booked->day,
                             .number = booked->number};
    problem->ledger = made;
    return made->name && made->head;
}

/* ---- sources ----------------------------------------------------------------------- */

static void tell_new(const tc_problem *problem, const tc_source *source, int pollutant,
                     tc_grains has, tc_faults *faults)
{
    const tc_place place = {"sources.csv", source->line, 1};
    const tc_booked_source *booked = source->booked;
    const tc_grains recognised = booked->net[pollutant] + booked->cut[pollutant];
    char of_case[32], of_ledger[32];
    if (has <= recognised)
        return;
    tc_grains_write(has, problem->grain_digits, of_case);
    tc_grains_write(recognised, problem->grain_digits, of_ledger);
    tc_fault_add(
        faults, TC_SEVERITY_WARNING, &place,
        "削减源 %s 的 %s：案例有 %s t/a，台账只收储了 %s t/a，多出的不计；"
        "新增的量先用 tongchou ledger import 收储",
        "source %s, %s: the case has %s t/a, the ledger has recognised %s t/a only, "
        "and no more counts; book what is new with tongchou ledger import first",
        source->id, tc_pollutants[pollutant].id, of_case, of_ledger);
}

static void tell_cut(const tc_problem *problem, const tc_source *source, int pollutant,
                     tc_grains has, tc_faults *faults)
{
    const tc_place place = {"sources.csv", source->line, 1};
    const tc_grains net = source->booked->net[pollutant];
    const tc_grains cut = source->booked->cut[pollutant];
    char of_case[32], of_cut[32], left[32];
    if (cut == 0 || has <= net)
        return;
    tc_grains_write(has, problem->grain_digits, of_case);
    tc_grains_write(cut, problem->grain_digits, of_cut);
    tc_grains_write(net, problem->grain_digits, left);
    tc_fault_add(
        faults, TC_SEVERITY_WARNING, &place,
        "削减源 %s 的 %s：案例有 %s t/a，台账已核减 %s t/a，"
        "按核减后的 %s t/a 计算",
        "source %s, %s: the case has %s t/a, the ledger has reduced it by %s t/a, "
        "and the %s t/a left count",
        source->id, tc_pollutants[pollutant].id, of_case, of_cut, left);
}

/* Where the case has more than the ledger: because it is new, or because it was cut. */
static void tell_less(const tc_problem *problem, const tc_source *source,
                      tc_faults *faults)
{
    for (int p = 0; p < TC_POLLUTANTS && source->status != TC_SOURCE_RETIRED; p++) {
        const tc_grains has = tc_grains_down(source->realisation * source->quantity[p],
                                             problem->grain_digits);
        tell_new(problem, source, p, has, faults);
        tell_cut(problem, source, p, has, faults);
    }
}

static bool apply_source(tc_problem *problem, tc_source *source, const tc_booked *booked,
                         const tc_rule_book *reserve, tc_faults *faults)
{
    const tc_booked_source *found = tc_booked_source_find(booked, source->id);
    tc_booked_source *kept = tc_arena_take(&problem->arena, 1, sizeof *kept);
    const char *area = problem->areas[source->area].id;
    if (!kept)
        return false;
    if (found)
        *kept = *found;
    kept->id = source->id;
    kept->area = area;
    if (found && strcmp(found->area, area) != 0) {
        const tc_place place = {"sources.csv", source->line, 1};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "削减源 %s 在台账里属于 %s，案例里却属于 %s",
                     "source %s belongs to %s in the ledger, and to %s in the case",
                     source->id, found->area, area);
    }
    source->booked = kept;
    tell_less(problem, source, faults);
    tc_source_derive(source, problem, reserve);
    return true;
}

/* ---- projects ---------------------------------------------------------------------- */

/* What the lock of a decided project says. */
static tc_lock *lock_of(tc_problem *problem, const tc_booked_project *booked, int line)
{
    tc_arena *arena = &problem->arena;
    tc_lock *lock = tc_arena_take(arena, 1, sizeof *lock);
    const char *done = booked->committed ? "台账已核定" : "台账已预分配";
    const char *open = *booked->document ? "，" : "";
    const tc_day_text day = tc_day_write(booked->day);
    const size_t length = strlen(done) + strlen(open) + strlen(booked->document) + 24;
    char *why = tc_arena_take(arena, length, 1);
    if (!lock || !why)
        return NULL;
    (void)snprintf(why, length, "%s %s%s%s", done, day.text, open, booked->document);
    *lock = (tc_lock){.in = false,
                      .who = keep(arena, booked->who),
                      .why = why,
                      .note = "",
                      .line = line};
    return lock->who ? lock : NULL;
}

static bool apply_project(tc_problem *problem, tc_project *project,
                          const tc_booked *booked)
{
    const tc_booked_project *found = tc_booked_project_find(booked, project->id);
    if (!found)
        return true;
    tc_booked_project *kept = tc_arena_take(&problem->arena, 1, sizeof *kept);
    const tc_lock *lock = lock_of(problem, found, project->line);
    if (!kept || !lock)
        return false;
    *kept = *found;
    kept->id = project->id;
    kept->who = lock->who;
    kept->document = keep(&problem->arena, found->document);
    project->booked = kept;
    project->lock = lock;
    project->must_serve = false; /* it is served */
    project->zoning_ok = false;
    return kept->document != NULL;
}

/* ---- the whole --------------------------------------------------------------------- */

tc_code tc_booked_apply(tc_problem *problem, tc_project *projects, tc_source *sources,
                        const tc_booked *booked, const tc_rule_book *reserve,
                        tc_faults *faults, tc_error *error)
{
    if (problem->grain_digits != booked->grain_digits) {
        const tc_place place = {"case.json", 0, 0};
        tc_fault_add(faults, TC_SEVERITY_ERROR, &place,
                     "案例的最小单位是 10 的负 %d 次方吨，台账的是负 %d 次方，不能混用",
                     "the grain of the case is 10^-%d t, that of the ledger 10^-%d t: "
                     "they cannot be mixed",
                     problem->grain_digits, booked->grain_digits);
        return TC_OK;
    }
    bool good = mark(problem, booked);
    for (int s = 0; s < problem->source_count && good; s++)
        good = apply_source(problem, &sources[s], booked, reserve, faults);
    for (int j = 0; j < problem->project_count && good; j++)
        good = apply_project(problem, &projects[j], booked);
    return good ? TC_OK : tc_no_memory(error);
}
