/* workbook_helper CASE DIR OUT zh|en [SWEEP] — write the workbook of a plan. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <string.h>

#include "tongchou.h"

static int write_out(const char *path, const char *bytes, size_t length)
{
    FILE *out = fopen(path, "wb");
    if (!out)
        return 3;
    const bool whole = fwrite(bytes, 1, length, out) == length;
    return fclose(out) == 0 && whole ? 0 : 3;
}

static int run(char **argv, tc_summary *sweep, tc_error *error)
{
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    char *bytes = NULL;
    size_t length = 0;
    const tc_workbook_about about = {strcmp(argv[4], "en") == 0 ? TC_EN : TC_ZH, sweep};
    tc_code code = tc_problem_load(argv[1], NULL, &problem, error);
    if (code == TC_OK)
        code = tc_plan_load(problem, argv[2], &plan, error);
    if (code == TC_OK)
        code = tc_workbook_make(problem, plan, &about, &bytes, &length, error);
    const int result = code == TC_OK ? write_out(argv[3], bytes, length) : 2;
    tc_text_free(bytes);
    tc_plan_free(plan);
    tc_problem_free(problem);
    return result;
}

int main(int argc, char **argv)
{
    tc_error error = {0};
    tc_summary *sweep = NULL;
    if (argc < 5)
        return 2;
    int result = 2;
    if (argc == 5 || tc_summary_load(argv[5], &sweep, &error) == TC_OK)
        result = run(argv, sweep, &error);
    tc_summary_free(sweep);
    if (result != 0)
        fprintf(stderr, "%s\n", error.message_en);
    return result;
}
