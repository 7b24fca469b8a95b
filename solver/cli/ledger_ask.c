/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ledger_ask.h"

#include <string.h>

#include "cli/ledger_file.h"
#include "cli/ledger_options.h"
#include "cli/say.h"

int tc_ledger_table_answer(const tc_request *request, const tc_ledger_table *book)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json ? tc_ledger_table_json(book, &text, &error)
                      : tc_ledger_table_print(book, request->language, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

static int ask(const tc_request *request, tc_ledger_reads *read)
{
    tc_ledger *ledger = NULL;
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE)
        exit_code = read(request, ledger, &book, &error) == TC_OK
                        ? tc_ledger_table_answer(request, book)
                        : tc_ledger_say_error(request, &error);
    tc_ledger_table_free(book);
    tc_ledger_close(ledger);
    return exit_code;
}

/* ---- the tables -------------------------------------------------------------------- */

static const struct {
    const char *word;
    tc_balance_by by;
} GROUPS[] = {{"source", TC_BY_SOURCE},
              {"area", TC_BY_AREA},
              {"basin", TC_BY_BASIN},
              {"pollutant", TC_BY_POLLUTANT}};
enum { GROUP_COUNT = sizeof GROUPS / sizeof *GROUPS };

/* The place in GROUPS; GROUP_COUNT: there is no such word. */
static int group_of(const char *word)
{
    int k = 0;
    while (k < GROUP_COUNT && strcmp(GROUPS[k].word, word) != 0)
        k++;
    return k;
}

tc_code tc_ledger_read_balance(const tc_request *request, tc_ledger *ledger,
                               tc_ledger_table **book, tc_error *error)
{
    const tc_balance_by by = GROUPS[group_of(request->by ? request->by : "source")].by;
    return tc_ledger_balance(ledger, by, request->until, book, error);
}

tc_code tc_ledger_read_statement(const tc_request *request, tc_ledger *ledger,
                                 tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_statement(ledger, request->from, request->until, book, error);
}

static tc_code read_history(const tc_request *request, tc_ledger *ledger,
                            tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_history(ledger, request->operands[1], book, error);
}

tc_code tc_ledger_read_holdings(const tc_request *request, tc_ledger *ledger,
                                tc_ledger_table **book, tc_error *error)
{
    (void)request;
    return tc_ledger_holdings(ledger, book, error);
}

tc_code tc_ledger_read_uncovered(const tc_request *request, tc_ledger *ledger,
                                 tc_ledger_table **book, tc_error *error)
{
    (void)request;
    return tc_ledger_uncovered(ledger, book, error);
}

int tc_ledger_group_check(const tc_request *request)
{
    if (!request->by || group_of(request->by) < GROUP_COUNT)
        return TC_EXIT_DONE;
    return tc_say_usage(
        request, "选项“--by”应是 source、area、basin 或 pollutant，却是“%s”",
        "option '--by' expects source, area, basin or pollutant, found '%s'",
        request->by);
}

static int run_balance(const tc_request *request)
{
    const int exit_code = tc_ledger_group_check(request);
    return exit_code == TC_EXIT_DONE ? ask(request, tc_ledger_read_balance) : exit_code;
}

static int run_statement(const tc_request *request)
{
    return ask(request, tc_ledger_read_statement);
}

static int run_history(const tc_request *request)
{
    return ask(request, read_history);
}

static int run_holdings(const tc_request *request)
{
    return ask(request, tc_ledger_read_holdings);
}

static int run_uncovered(const tc_request *request)
{
    return ask(request, tc_ledger_read_uncovered);
}

static const tc_option balance_options[] = {TC_BY_OPTION, TC_ON_OPTION};

const tc_command tc_ledger_balance_command = {
    .name = "ledger balance",
    .run = run_balance,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "余额：收储多少，用到哪里，还有多少可用",
    .en = "what was recognised, where it went, what is free",
    .more_zh =
        "可用 = 收储 - 核减 - 预留 - 预分配 - 核定 - 到期 - 注销 + 缺口。缺口是已经"
        "安排出去又被核减的量。",
    .more_en =
        "free = recognised - reduced - reserved - pre-allocated - committed - expired "
        "- retired + gap. The gap\nis what was cut although projects hold it.",
    .example = "tongchou ledger balance 台账.db --by area --on 2023-06-30",
    .options = balance_options,
    .option_count = sizeof balance_options / sizeof *balance_options,
};

static const tc_option statement_options[] = {
    {"from", 0, "日期", "DATE", "从这一天起", "from this day on",
     offsetof(tc_request, from), 0.0, 0.0},
    TC_ON_OPTION,
};

const tc_command tc_ledger_statement_command = {
    .name = "ledger statement",
    .run = run_statement,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "流水：逐笔列出",
    .en = "every booking",
    .more_zh = "每一笔的来去账户、全部名称和哈希见 --json 或 ledger export。",
    .more_en =
        "--json and ledger export have the accounts, all names and the hash of each.",
    .example = "tongchou ledger statement 台账.db --from 2023-01-01",
    .options = statement_options,
    .option_count = sizeof statement_options / sizeof *statement_options,
};

const tc_command tc_ledger_history_command = {
    .name = "ledger history",
    .run = run_history,
    .operands = 2,
    .operands_zh = "台账 项目或削减源",
    .operands_en = "LEDGER PROJECT|SOURCE",
    .zh = "一个项目或削减源的来龙去脉",
    .en = "every booking of a project or a source",
    .more_zh = "按先后列出与它有关的每一笔。",
    .more_en = "In the order in which they were booked.",
    .example = "tongchou ledger history 台账.db P-012",
};

const tc_command tc_ledger_holdings_command = {
    .name = "ledger holdings",
    .run = run_holdings,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "各项目持有的量和起始日（久批未建）",
    .en = "what projects hold, and since when",
    .more_zh = "核定已久而没有建设的，用 ledger take-back 收回。",
    .more_en = "What was approved long ago and not built is taken back with ledger "
               "take-back.",
    .example = "tongchou ledger holdings 台账.db",
};

const tc_command tc_ledger_uncovered_command = {
    .name = "ledger uncovered",
    .run = run_uncovered,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "核减后失去保障的批复",
    .en = "approvals that lost their cover by a cut",
    .more_zh = "同一削减源上，先失去的是没有核定的，再是核定最晚的。退回的量先补缺口。",
    .more_en =
        "On each source those lose it first who are not approved, then those approved "
        "last. What becomes\nfree fills the gap first.",
    .example = "tongchou ledger uncovered 台账.db",
};
