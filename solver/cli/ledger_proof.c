/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "cli/ledger_file.h"
#include "cli/ledger_options.h"
#include "cli/say.h"

static int print_verdict(const tc_request *request, const tc_ledger_verdict *verdict)
{
    char text[640];
    const bool en = request->language == TC_EN;
    if (verdict->sound)
        (void)snprintf(text, sizeof text,
                       en ? "sound: bookings %" PRId64 ", accounts %" PRId64
                            ", plans checked again %d\nhead %s\n"
                          : "核验通过：%" PRId64 " 笔，%" PRId64
                            " 个账户，重新核验方案 %d 份\n链首 %s\n",
                       verdict->bookings, verdict->accounts, verdict->plans,
                       verdict->head);
    else
        (void)snprintf(text, sizeof text, "%s%s\n", en ? "not sound: " : "核验未通过：",
                       en ? verdict->message_en : verdict->message);
    return tc_answer(request, text);
}

static int run_verify(const tc_request *request)
{
    tc_ledger *ledger = NULL;
    tc_ledger_verdict verdict = {.sound = false};
    tc_error error = {0};
    char *text = NULL;
    if (request->head &&
        (strlen(request->head) != 64 || strspn(request->head, "0123456789abcdef") != 64))
        return tc_say_usage(request, "选项“--head”应是 64 位十六进制的哈希，却是“%s”",
                            "option '--head' expects a hash of 64 hexadecimal digits, "
                            "found '%s'",
                            request->head);
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE &&
        tc_ledger_verify(ledger, request->head, &verdict, &error) != TC_OK)
        exit_code = tc_ledger_say_error(request, &error);
    tc_ledger_close(ledger);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    if (request->json) {
        const tc_code code = tc_ledger_verdict_json(&verdict, &text, &error);
        exit_code = tc_answer_made(request, NULL, code, text, &error);
    } else {
        exit_code = print_verdict(request, &verdict);
    }
    return exit_code == TC_EXIT_DONE && !verdict.sound ? TC_EXIT_NO : exit_code;
}

static const tc_option verify_options[] = {
    {"head", 0, "哈希", "HASH", "公布过的链首：核对历史没有被改写",
     "a head that was published: history was not rewritten", offsetof(tc_request, head),
     0.0, 0.0},
};

const tc_command tc_ledger_verify_command = {
    .name = "ledger verify",
    .run = run_verify,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "核验：重算哈希链、余额、总和和每一份方案",
    .en = "compute the chain, balances, sums and every plan again",
    .more_zh =
        "指出第一处不对的一笔，退出码为 1。台账的主人可以重写整条链：只有与公布过的链首"
        "（--head）\n对得上，才说明历史没有被改写。",
    .more_en =
        "Names the first booking that is wrong, with exit code 1. Who owns the file "
        "can write the whole chain\nanew: only that a published head (--head) is in "
        "it shows that history was not rewritten.",
    .example = "tongchou ledger verify 台账.db",
    .options = verify_options,
    .option_count = sizeof verify_options / sizeof *verify_options,
};

static int run_head(const tc_request *request)
{
    tc_ledger *ledger = NULL;
    tc_ledger_facts facts;
    tc_error error = {0};
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE && tc_ledger_about(ledger, &facts, &error) != TC_OK)
        exit_code = tc_ledger_say_error(request, &error);
    if (exit_code == TC_EXIT_DONE) {
        char text[160];
        if (request->json)
            (void)snprintf(text, sizeof text,
                           "{\"head\": \"%s\", \"date\": \"%s\", \"bookings\": %" PRId64
                           "}\n",
                           facts.head, facts.date, facts.bookings);
        else
            (void)snprintf(text, sizeof text, "%s\n", facts.head);
        exit_code = tc_answer(request, text);
    }
    tc_ledger_close(ledger);
    return exit_code;
}

const tc_command tc_ledger_head_command = {
    .name = "ledger head",
    .run = run_head,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "链首：最后一笔的哈希，供公布",
    .en = "the hash of the last booking, to publish",
    .more_zh = "印在批复或报表上，日后用 ledger verify --head 核对。",
    .more_en =
        "Print it on letters and reports; ledger verify --head compares with it later.",
    .example = "tongchou ledger head 台账.db",
};
