/* fuzz_case.c — any bytes as a whole case. Lines "%%" part the input: case.json,
 * areas.csv, sources.csv, projects.csv, exchange.csv, attainment.csv, rules/R.json,
 * locks.csv. A part "-" is a file that is missing; an empty part, or none, is a small
 * valid file. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "domain/problem.h"
#include "fuzz/fuzz_target.h"
#include "support/fuzz_fault.h"
#include "support/fuzz_folder.h"

enum { FILES = 8 };

static const char *const names[FILES] = {"case.json",    "areas.csv",    "sources.csv",
                                         "projects.csv", "exchange.csv", "attainment.csv",
                                         "rules/R.json", "locks.csv"};

/* In the order in which their faults are told; shipped rule sets have none. */
static const char *const told[FILES] = {"case.json",      "rules/R.json", "areas.csv",
                                        "attainment.csv", "sources.csv",  "projects.csv",
                                        "exchange.csv",   "locks.csv"};

static const char *const valid[FILES] = {
    "{\"decision_date\": \"2022-11-25\"}\n",
    "id,name,kind,basins\nA,闻喜县,county,涑水河\nB,夏县,county,涑水河;黄河\n"
    "U,未列明,unspecified,\n",
    "id,name,area,basin,available_from,PM,COD\nS1,甲厂,A,,2022-12-31,100,50\n"
    "S2,乙厂,U,,,20,0\n",
    "id,name,area,tier,start,PM,COD\nP1,丙项目,A,1,2023-06,10,5\n"
    "P2,丁项目,B,2,2024,8,\n",
    NULL,
    NULL,
    NULL,
    NULL,
};

static void write_part(int file, const uint8_t *data, size_t size)
{
    const char *text = valid[file];
    if (size == 2 && memcmp(data, "-\n", 2) == 0)
        fuzz_folder_remove(names[file]);
    else if (size > 0)
        fuzz_folder_write(names[file], data, size);
    else if (text)
        fuzz_folder_write(names[file], (const uint8_t *)text, strlen(text));
    else
        fuzz_folder_remove(names[file]);
}

static void write_case(const uint8_t *data, size_t size)
{
    for (int file = 0; file < FILES; file++) {
        const size_t end = fuzz_part_end(data, size);
        write_part(file, data, end);
        const size_t next = end < size ? end + 3 : size;
        data += next;
        size -= next;
    }
}

static int number_of(const char *file)
{
    int number = 0;
    while (number < FILES && strcmp(told[number], file) != 0)
        number++;
    return number;
}

/* Are the faults in the order of the files, and of the places in each? */
static void check_order(const tc_faults *faults)
{
    for (size_t i = 1; i < faults->count; i++) {
        const tc_error *a = &faults->list[i - 1].error;
        const tc_error *b = &faults->list[i].error;
        const int step = number_of(b->file) - number_of(a->file);
        const int lines = b->line - a->line;
        FUZZ_CHECK(step > 0 ||
                   (step == 0 && (lines > 0 || (lines == 0 && b->column >= a->column))));
    }
}

static bool is_amount(double value)
{
    return isfinite(value) && value >= 0 && !signbit(value);
}

static void check_place(const tc_problem *problem, int area, int basin)
{
    FUZZ_CHECK(area >= 0 && area < problem->area_count);
    FUZZ_CHECK(basin >= -1 && basin < problem->basin_count);
}

static void check_problem(const tc_problem *problem)
{
    FUZZ_CHECK(problem->area_count > 0 && problem->goal_count > 0);
    FUZZ_CHECK(problem->decision_date >= 19000101);
    for (int i = 0; i < problem->source_count; i++) {
        const tc_source *source = &problem->sources[i];
        check_place(problem, source->area, source->basin);
        FUZZ_CHECK(*source->id && *source->name);
        FUZZ_CHECK(source->realisation >= 0 && source->realisation <= 1);
        FUZZ_CHECK(source->owner >= -1 && source->owner < problem->project_count);
        FUZZ_CHECK(source->owner < 0 ||
                   problem->projects[source->owner].area == source->area);
        for (int p = 0; p < TC_POLLUTANTS; p++)
            FUZZ_CHECK(is_amount(source->supply[p]) && is_amount(source->quantity[p]) &&
                       source->supply[p] <= source->quantity[p]);
    }
    for (int j = 0; j < problem->project_count; j++) {
        const tc_project *project = &problem->projects[j];
        check_place(problem, project->area, project->basin);
        FUZZ_CHECK(*project->id && *project->name && project->tier >= 1);
        FUZZ_CHECK(is_amount(project->weight) && is_amount(project->min_share));
        if (project->lock) {
            FUZZ_CHECK(*project->lock->who && *project->lock->why);
            FUZZ_CHECK(project->lock->in ? project->must_serve : !project->zoning_ok);
        }
        for (int p = 0; p < TC_POLLUTANTS; p++) {
            FUZZ_CHECK(is_amount(project->need[p]) && is_amount(project->ratio[p]));
            FUZZ_CHECK(!tc_pollutants[p].water || project->emission[p] == 0 ||
                       project->basin >= 0);
        }
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    write_case(data, size);
    const tc_code code = tc_problem_load(fuzz_folder(), &faults, &problem, &error);
    FUZZ_CHECK(code == (faults.errors ? TC_ERR_INPUT : TC_OK));
    FUZZ_CHECK(!problem == (code != TC_OK));
    fuzz_check_faults(&faults, 0);
    check_order(&faults);
    if (problem)
        check_problem(problem);
    tc_problem_free(problem);
    tc_faults_free(&faults);
    return 0;
}
