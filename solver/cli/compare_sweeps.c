/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/compare.h"
#include "cli/say.h"

static int print(const tc_request *request, const tc_summary *before,
                 const tc_summary *after)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json
            ? tc_summary_compare_json(before, after, &text, &error)
            : tc_summary_compare(before, after, request->language, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

int tc_compare_sweeps(const tc_request *request)
{
    tc_summary *sweeps[2] = {NULL, NULL};
    int exit_code = TC_EXIT_DONE;
    for (int k = 0; k < 2 && exit_code == TC_EXIT_DONE; k++) {
        tc_error error = {0};
        if (tc_summary_load(request->operands[k], &sweeps[k], &error) != TC_OK)
            exit_code = tc_say_error(request, request->operands[k], &error);
    }
    if (exit_code == TC_EXIT_DONE)
        exit_code = print(request, sweeps[0], sweeps[1]);
    tc_summary_free(sweeps[0]);
    tc_summary_free(sweeps[1]);
    return exit_code;
}
