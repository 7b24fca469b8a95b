/* fuzz_sweep.c — any bytes as a sweep file. A line "%%" parts it from the list, l.csv. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "domain/sweep.h"
#include "fuzz/fuzz_target.h"
#include "support/fuzz_fault.h"
#include "support/fuzz_folder.h"

enum { AXES_MOST = 4096 };

static const char *const files[][2] = {
    {"case.json", "{\"decision_date\": \"2022-11-25\"}\n"},
    {"areas.csv", "id,name,kind,basins\nA,闻喜县,county,涑水河\nU,未列明,unspecified,\n"},
    {"sources.csv", "id,name,area,industry,available_from,PM,COD\n"
                    "S1,甲厂,A,焦化,2022-12-31,100,50\nS2,乙厂,U,,,20,0\n"},
    {"projects.csv", "id,name,area,tier,start,PM,COD\nP1,丙项目,A,1,2023-06,10,5\n"
                     "P2,丁项目,A,2,2024,8,\n"},
};

/* The case; loaded anew for each input, so that no leak hides. */
static tc_problem *load_case(void)
{
    tc_problem *problem = NULL;
    for (int f = 0; f < 4; f++)
        (void)fuzz_folder_write(files[f][0], (const uint8_t *)files[f][1],
                                strlen(files[f][1]));
    FUZZ_CHECK(tc_problem_load(fuzz_folder(), NULL, &problem, NULL) == TC_OK);
    return problem;
}

static const char *write_sweep(const uint8_t *data, size_t size)
{
    size_t end = 0;
    while (end + 4 <= size && memcmp(data + end, "\n%%\n", 4) != 0)
        end++;
    if (end + 4 <= size)
        (void)fuzz_folder_write("l.csv", data + end + 4, size - end - 4);
    else
        fuzz_folder_remove("l.csv");
    return fuzz_folder_write("sweep.json", data, end + 4 <= size ? end + 1 : size);
}

static void check_scenario(const tc_problem *problem, const tc_sweep *sweep, int64_t k)
{
    static double values[AXES_MOST];
    tc_problem *scenario = NULL;
    tc_sweep_point(sweep, k, values);
    for (int a = 0; a < sweep->axis_count; a++) {
        const tc_axis *axis = &sweep->axes[a];
        FUZZ_CHECK(values[a] >= axis->low && values[a] <= axis->high);
    }
    FUZZ_CHECK(tc_scenario_apply(problem, sweep, values, &scenario, NULL) == TC_OK);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        for (int s = 0; s < problem->source_count; s++)
            FUZZ_CHECK(isfinite(scenario->sources[s].supply[p]) &&
                       scenario->sources[s].supply[p] >= 0);
        for (int j = 0; j < problem->project_count; j++)
            FUZZ_CHECK(isfinite(scenario->projects[j].need[p]) &&
                       scenario->projects[j].need[p] >= 0);
        for (int area = 0; area < problem->area_count; area++) {
            const double share = tc_problem_export_share(scenario, p, area);
            FUZZ_CHECK(share >= 0 && share <= 1);
        }
    }
    tc_problem_free(scenario);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    tc_problem *problem = load_case();
    tc_sweep *sweep = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    const char *path = write_sweep(data, size);
    const tc_code code = tc_sweep_load(problem, path, &faults, &sweep, &error);
    FUZZ_CHECK(code == (faults.errors ? TC_ERR_INPUT : TC_OK));
    FUZZ_CHECK(!sweep == (code != TC_OK));
    fuzz_check_faults(&faults, 0);
    if (sweep) {
        FUZZ_CHECK(sweep->scenarios >= 1 && strlen(sweep->hash) == 64);
        FUZZ_CHECK(sweep->axis_count >= 1 && sweep->axis_count <= AXES_MOST);
        check_scenario(problem, sweep, 0);
        check_scenario(problem, sweep, sweep->scenarios / 2);
        check_scenario(problem, sweep, sweep->scenarios - 1);
    }
    tc_sweep_free(sweep);
    tc_problem_free(problem);
    tc_faults_free(&faults);
    return 0;
}
