/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/case_files.h"

#include <criterion/criterion.h>

#include "support/scratch.h"

tc_case_files tc_case_files_valid(void)
{
    return (tc_case_files){
        .case_json = "{\"decision_date\": \"2022-11-25\"}\n",
        .areas = "id,name,kind,basins\n"
                 "A,闻喜县,county,涑水河\n"
                 "B,夏县,county,涑水河;黄河\n"
                 "C,稷山县,county,汾河\n"
                 "U,未列明,unspecified,\n",
        .sources = "id,name,area,basin,available_from,PM,COD\n"
                   "S1,甲厂,A,,2022-12-31,100,50\n"
                   "S2,乙厂,U,,,20,0\n",
        .projects = "id,name,area,tier,start,PM,COD\n"
                    "P1,丙项目,A,1,2023-06,10,5\n"
                    "P2,丁项目,C,2,2024,8,\n",
    };
}

void tc_case_files_write(tc_scratch *scratch, const tc_case_files *files)
{
    const struct {
        const char *name, *text;
    } list[] = {
        {"case.json", files->case_json},   {"areas.csv", files->areas},
        {"sources.csv", files->sources},   {"projects.csv", files->projects},
        {"exchange.csv", files->exchange}, {"attainment.csv", files->attainment},
        {"rules/R.json", files->rules},    {"locks.csv", files->locks},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (list[i].text)
            tc_scratch_text(scratch, list[i].name, list[i].text);
}

tc_code tc_case_files_load(const tc_case_files *files, tc_faults *faults,
                           tc_problem **problem, tc_error *error)
{
    tc_scratch scratch = tc_scratch_open();
    tc_case_files_write(&scratch, files);
    const tc_code code = tc_problem_load(scratch.folder, faults, problem, error);
    tc_scratch_close(&scratch);
    return code;
}

static void list_faults(const tc_faults *faults, tc_buffer *out)
{
    for (size_t i = 0; i < faults->count; i++) {
        const tc_error *error = &faults->list[i].error;
        tc_buffer_printf(out, "%s:%d:%d %s%s\n", error->file, error->line, error->column,
                         faults->list[i].warning ? "warning: " : "", error->message_en);
    }
}

tc_problem *tc_case_files_must_load(const tc_case_files *files)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    const tc_code code = tc_case_files_load(files, &faults, &problem, &error);
    tc_buffer said = {0};
    list_faults(&faults, &said);
    cr_assert_eq(code, TC_OK, "%s\n%s", error.message_en, said.text);
    cr_assert_eq(faults.count, 0, "%s", said.text);
    tc_buffer_free(&said);
    tc_faults_free(&faults);
    return problem;
}

void tc_case_files_faults(const tc_case_files *files, tc_buffer *out)
{
    tc_problem *problem = NULL;
    tc_faults faults = {0};
    tc_error error = {0};
    const tc_code code = tc_case_files_load(files, &faults, &problem, &error);
    cr_assert_eq(code, faults.errors ? TC_ERR_INPUT : TC_OK);
    cr_assert_eq(problem == NULL, code != TC_OK);
    tc_buffer_puts(out, "");
    list_faults(&faults, out);
    tc_faults_free(&faults);
    tc_problem_free(problem);
}
