/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ledger_file.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "cli/say.h"

int tc_ledger_say_error(const tc_request *request, const tc_error *error)
{
    return tc_say_error(request, NULL, error);
}

int tc_ledger_reach(const tc_request *request, const char *where, tc_ledger **ledger)
{
    tc_error error = {0};
    return tc_ledger_open(where, ledger, &error) == TC_OK
               ? TC_EXIT_DONE
               : tc_ledger_say_error(request, &error);
}

int tc_ledger_look(const tc_request *request, const char *where, const char *head,
                   tc_booked **booked)
{
    tc_ledger *ledger = NULL;
    tc_error error = {0};
    int exit_code = tc_ledger_reach(request, where, &ledger);
    if (exit_code == TC_EXIT_DONE &&
        tc_ledger_booked(ledger, head, booked, &error) != TC_OK)
        exit_code = tc_ledger_say_error(request, &error);
    tc_ledger_close(ledger);
    return exit_code;
}

/* The clock, or the time that reproducible runs are to take for it. */
static int64_t now_s(void)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread */
    const char *said = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    const long long given = said ? strtoll(said, &end, 10) : 0;
    return said && *said && *end == '\0' ? given : (int64_t)time(NULL);
}

void tc_acting_read(const tc_request *request, tc_acting *acting)
{
    const int64_t now = now_s();
    const time_t then = (time_t)now;
    struct tm here = {0};
    if (localtime_r(&then, &here))
        (void)snprintf(acting->today, sizeof acting->today, "%04d-%02d-%02d",
                       (here.tm_year + 1900) % 10000, (here.tm_mon + 1) % 100,
                       here.tm_mday % 100);
    acting->act = (tc_act){.who = request->who,
                           .why = request->why,
                           .document = request->document,
                           .date = request->date ? request->date : acting->today,
                           .now = now};
}

static int print_receipt(const tc_request *request, const tc_receipt *receipt)
{
    char text[256];
    if (receipt->posting == 0)
        (void)snprintf(text, sizeof text, "%s",
                       tc_in_language(request, "没有要记的，台账不变\n",
                                      "nothing to book: the ledger is as it was\n"));
    else if (request->language == TC_EN)
        (void)snprintf(text, sizeof text,
                       "posting %" PRId64 ": bookings %" PRId64 " to %" PRId64
                       "\nhead %s\n",
                       receipt->posting, receipt->first, receipt->last, receipt->head);
    else
        (void)snprintf(text, sizeof text,
                       "凭证 %" PRId64 "：第 %" PRId64 " 笔到第 %" PRId64
                       " 笔\n链首 %s\n",
                       receipt->posting, receipt->first, receipt->last, receipt->head);
    return tc_answer(request, text);
}

int tc_receipt_answer(const tc_request *request, tc_code code, const tc_receipt *receipt,
                      const tc_error *error)
{
    char *text = NULL;
    tc_error later = {0};
    if (code != TC_OK)
        return tc_ledger_say_error(request, error);
    if (!request->json)
        return print_receipt(request, receipt);
    const tc_code made = tc_receipt_json(receipt, &text, &later);
    return tc_answer_made(request, NULL, made, text, &later);
}
