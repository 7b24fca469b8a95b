/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_helper grains LEDGER COUNT — book one grain of S1's PM aside, COUNT times, each
 * a posting; print how many were booked. ledger_helper turns LEDGER CASE COUNT — book the
 * sources of the case and reverse that, COUNT times; print a line for each posting once
 * it is booked. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tongchou.h"

static const tc_act act = {.who = "helper",
                           .why = "test",
                           .document = "1",
                           .date = "2023-01-01",
                           .now = 1700000000};

static int give_up(const tc_error *error)
{
    fprintf(stderr, "%s\n", error->message_en);
    return 1;
}

static int grains(tc_ledger *ledger, long count)
{
    long booked = 0;
    tc_receipt receipt;
    tc_error error = {0};
    while (booked < count) {
        const tc_code code = tc_ledger_adjust(ledger, "reserve", "S1", "PM", "0.0001",
                                              &act, &receipt, &error);
        if (code != TC_OK && code != TC_ERR_BUSY)
            return give_up(&error);
        booked += code == TC_OK;
    }
    printf("%ld\n", booked);
    return 0;
}

static int turns(tc_ledger *ledger, const char *folder, long count)
{
    tc_problem *problem = NULL;
    tc_receipt receipt = {0};
    tc_error error = {0};
    tc_code code = tc_problem_load(folder, NULL, &problem, &error);
    for (long k = 0; k < count && code == TC_OK; k++) {
        code = tc_ledger_import(ledger, problem, &act, &receipt, &error);
        if (code == TC_OK && receipt.posting > 0) {
            printf("%lld\n", (long long)receipt.last);
            fflush(stdout);
        }
        /* what was booked before a kill is reversed as well */
        tc_ledger_facts facts;
        if (code == TC_OK)
            code = tc_ledger_about(ledger, &facts, &error);
        if (code == TC_OK && receipt.posting > 0)
            code = tc_ledger_reverse(ledger, receipt.posting, &act, &receipt, &error);
        if (code == TC_OK && receipt.posting > 0) {
            printf("%lld\n", (long long)receipt.last);
            fflush(stdout);
        }
    }
    tc_problem_free(problem);
    return code == TC_OK ? 0 : give_up(&error);
}

int main(int argc, char **argv)
{
    tc_ledger *ledger = NULL;
    tc_error error = {0};
    if (argc < 4)
        return 2;
    signal(SIGXFSZ, SIG_IGN); /* as the program does: a full file is one not written */
    if (tc_ledger_open(argv[2], &ledger, &error) != TC_OK)
        return give_up(&error);
    const int status = strcmp(argv[1], "grains") == 0
                           ? grains(ledger, strtol(argv[3], NULL, 10))
                           : turns(ledger, argv[3], strtol(argv[4], NULL, 10));
    tc_ledger_close(ledger);
    return status;
}
