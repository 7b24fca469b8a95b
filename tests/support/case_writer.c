/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/case_writer.h"

#include <stdio.h>

#include "io/json_tree.h"

static const char *number(double value, char text[32])
{
    tc_number_write(value, text);
    return text;
}

static FILE *create(const char *folder, const char *name)
{
    char path[4096];
    const int length = snprintf(path, sizeof path, "%s/%s", folder, name);
    return length > 0 && (size_t)length < sizeof path ? fopen(path, "wb") : NULL;
}

static bool finish(FILE *out)
{
    const bool failed = ferror(out) != 0;
    return fclose(out) == 0 && !failed;
}

static void put_headings(FILE *out, const char *first, const char *prefix)
{
    fputs(first, out);
    for (int p = 0; p < TC_POLLUTANTS; p++)
        fprintf(out, ",%s%s", prefix, tc_pollutants[p].id);
}

static void put_numbers(FILE *out, const double value[TC_POLLUTANTS])
{
    char text[32];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        fprintf(out, ",%s", number(value[p], text));
}

/* A cell with a day and a comma; empty for never. */
static void put_day(FILE *out, tc_day day)
{
    fprintf(out, "%s,", day == TC_DAY_NEVER ? "" : tc_day_write(day).text);
}

static const char *basin_name(const tc_problem *problem, int basin)
{
    return basin < 0 ? "" : problem->basins[basin];
}

static const char *yes_no(bool value)
{
    return value ? "yes" : "no";
}

/* ---- case.json --------------------------------------------------------------------- */

static void put_caps(FILE *out, const tc_problem *problem)
{
    char text[32];
    for (int i = 0; i < problem->export_cap.count; i++) {
        const tc_rule *cap = &problem->export_cap.list[i];
        fprintf(out, "%s\n    {\"pollutant\": \"%s\", \"area\": \"%s\", \"share\": %s}",
                i ? "," : "", cap->pollutant < 0 ? "*" : tc_pollutants[cap->pollutant].id,
                cap->area < 0 ? "*" : problem->areas[cap->area].id,
                number(cap->value, text));
    }
}

static bool write_case_json(const tc_problem *problem, const char *folder)
{
    static const char *const grains[] = {"1",      "0.1",     "0.01",    "0.001",
                                         "0.0001", "0.00001", "0.000001"};
    FILE *out = create(folder, "case.json");
    if (!out)
        return false;
    fprintf(out, "{\n  \"name\": \"%s\",\n  \"decision_date\": \"%s\",\n", problem->name,
            tc_day_write(problem->decision_date).text);
    fputs("  \"export_cap\": [", out);
    put_caps(out, problem);
    fprintf(out, "],\n  \"grain\": %s,\n  \"policy\": [", grains[problem->grain_digits]);
    for (int g = 0; g < problem->goal_count; g++)
        fprintf(out, "%s\"%s\"", g ? ", " : "", problem->goals[g].name);
    fputs("]\n}\n", out);
    return finish(out);
}

/* ---- tables ------------------------------------------------------------------------ */

static bool write_areas(const tc_problem *problem, const char *folder)
{
    static const char *const kinds[] = {[TC_AREA_COUNTY] = "county",
                                        [TC_AREA_ZONE] = "zone",
                                        [TC_AREA_UNSPECIFIED] = "unspecified"};
    FILE *out = create(folder, "areas.csv");
    if (!out)
        return false;
    fputs("id,name,kind,basins\n", out);
    for (int a = 0; a < problem->area_count; a++) {
        const tc_area *area = &problem->areas[a];
        fprintf(out, "%s,%s,%s,", area->id, area->name, kinds[area->kind]);
        for (int i = 0; i < area->basin_count; i++)
            fprintf(out, "%s%s", i ? ";" : "", problem->basins[area->basins[i]]);
        fputc('\n', out);
    }
    return finish(out);
}

static bool write_sources(const tc_problem *problem, const char *folder)
{
    static const char *const states[] = {[TC_SOURCE_PLANNED] = "planned",
                                         [TC_SOURCE_VERIFIED] = "verified",
                                         [TC_SOURCE_RETIRED] = "retired"};
    FILE *out = create(folder, "sources.csv");
    if (!out)
        return false;
    put_headings(out,
                 "id,name,area,basin,kind,available_from,expires,status,realisation,"
                 "owner,permit",
                 "");
    fputc('\n', out);
    char text[32];
    for (int s = 0; s < problem->source_count; s++) {
        const tc_source *source = &problem->sources[s];
        fprintf(out, "%s,%s,%s,%s,%s,", source->id, source->name,
                problem->areas[source->area].id, basin_name(problem, source->basin),
                source->reserve ? "reserve" : "reduction");
        put_day(out, source->available_from);
        put_day(out, source->expires);
        fprintf(out, "%s,%s,%s,%s", states[source->status],
                number(source->realisation, text),
                source->owner < 0 ? "" : problem->projects[source->owner].id,
                yes_no(source->permit));
        put_numbers(out, source->quantity);
        fputc('\n', out);
    }
    return finish(out);
}

/* As projects.csv has it, without the lock. */
static bool is_zoned(const tc_project *project)
{
    return project->zoning_ok || (project->lock && project->filed_zoning_ok);
}

static bool is_required(const tc_project *project)
{
    return project->lock ? project->filed_must_serve : project->must_serve;
}

static void put_project(FILE *out, const tc_problem *problem, const tc_project *project)
{
    char text[32];
    fprintf(out, "%s,%s,%s,%s,%d,%s,%s,%s,%s,", project->id, project->name,
            problem->areas[project->area].id, basin_name(problem, project->basin),
            project->tier, yes_no(project->local_key), yes_no(project->pool_access),
            yes_no(is_zoned(project)), yes_no(is_required(project)));
    put_day(out, project->accepted_on);
    put_day(out, project->start);
    fprintf(out, "%s,%s,%s,", number(project->weight, text),
            project->illustrative ? "illustrative" : "filed",
            yes_no(project->indivisible));
    fputs(number(project->min_share, text), out);
    put_numbers(out, project->emission);
    put_numbers(out, project->ratio);
    fputc('\n', out);
}

static bool write_projects(const tc_problem *problem, const char *folder)
{
    FILE *out = create(folder, "projects.csv");
    if (!out)
        return false;
    put_headings(out,
                 "id,name,area,basin,tier,local_key,pool_access,zoning_ok,must_serve,"
                 "accepted_on,start,weight,origin,indivisible,min_share",
                 "");
    put_headings(out, "", "ratio_");
    fputc('\n', out);
    for (int j = 0; j < problem->project_count; j++)
        put_project(out, problem, &problem->projects[j]);
    return finish(out);
}

static const char *area_or_any(const tc_problem *problem, int area)
{
    return area < 0 ? "*" : problem->areas[area].id;
}

static const char *basin_or_any(const tc_problem *problem, int basin)
{
    return basin < 0 ? "*" : problem->basins[basin];
}

static bool write_exchange(const tc_problem *problem, const char *folder)
{
    FILE *out = create(folder, "exchange.csv");
    if (!out)
        return false;
    fputs("from_area,to_area,from_basin,to_basin,pollutant,factor\n", out);
    char text[32];
    for (int i = 0; i < problem->exchange_count; i++) {
        const tc_exchange *line = &problem->exchange[i];
        fprintf(out, "%s,%s,%s,%s,%s,%s\n", area_or_any(problem, line->from_area),
                area_or_any(problem, line->to_area),
                basin_or_any(problem, line->from_basin),
                basin_or_any(problem, line->to_basin),
                line->pollutant < 0 ? "*" : tc_pollutants[line->pollutant].id,
                number(line->factor, text));
    }
    return finish(out);
}

static bool write_locks(const tc_problem *problem, const char *folder)
{
    FILE *out = create(folder, "locks.csv");
    if (!out)
        return false;
    fputs("project,lock,who,why,note\n", out);
    for (int j = 0; j < problem->project_count; j++) {
        const tc_lock *lock = problem->projects[j].lock;
        if (lock)
            fprintf(out, "%s,%s,%s,%s,%s\n", problem->projects[j].id,
                    lock->in ? "in" : "out", lock->who, lock->why, lock->note);
    }
    return finish(out);
}

static bool has_locks(const tc_problem *problem)
{
    for (int j = 0; j < problem->project_count; j++)
        if (problem->projects[j].lock)
            return true;
    return false;
}

bool case_write(const tc_problem *problem, const char *folder)
{
    return write_case_json(problem, folder) && write_areas(problem, folder) &&
           write_sources(problem, folder) && write_projects(problem, folder) &&
           (problem->exchange_count == 0 || write_exchange(problem, folder)) &&
           (!has_locks(problem) || write_locks(problem, folder));
}
