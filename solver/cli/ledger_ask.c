/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/ledger_file.h"
#include "cli/ledger_options.h"
#include "cli/say.h"

/* What a command reads from an open ledger. */
typedef tc_code reads(const tc_request *request, tc_ledger *ledger,
                      tc_ledger_table **book, tc_error *error);

static int print_book(const tc_request *request, const tc_ledger_table *book)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code =
        request->json ? tc_ledger_table_json(book, &text, &error)
                      : tc_ledger_table_print(book, request->language, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

/* As CSV, to a file or to standard output. */
static int export_book(const tc_request *request, const tc_ledger_table *book)
{
    char *text = NULL;
    tc_error error = {0};
    if (request->json)
        return print_book(request, book);
    if (!request->output || strcmp(request->output, "-") == 0) {
        const tc_code code = tc_ledger_table_csv(book, &text, &error);
        return tc_answer_made(request, NULL, code, text, &error);
    }
    if (tc_ledger_table_save(book, request->output, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    tc_say(request, "已写出：%s", "written: %s", request->output);
    return TC_EXIT_DONE;
}

static int ask(const tc_request *request, reads *read,
               int (*give)(const tc_request *, const tc_ledger_table *))
{
    tc_ledger *ledger = NULL;
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE)
        exit_code = read(request, ledger, &book, &error) == TC_OK
                        ? give(request, book)
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

static tc_code read_balance(const tc_request *request, tc_ledger *ledger,
                            tc_ledger_table **book, tc_error *error)
{
    const tc_balance_by by = GROUPS[group_of(request->by ? request->by : "source")].by;
    return tc_ledger_balance(ledger, by, request->until, book, error);
}

static tc_code read_statement(const tc_request *request, tc_ledger *ledger,
                              tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_statement(ledger, request->from, request->until, book, error);
}

static tc_code read_history(const tc_request *request, tc_ledger *ledger,
                            tc_ledger_table **book, tc_error *error)
{
    return tc_ledger_history(ledger, request->operands[1], book, error);
}

static tc_code read_holdings(const tc_request *request, tc_ledger *ledger,
                             tc_ledger_table **book, tc_error *error)
{
    (void)request;
    return tc_ledger_holdings(ledger, book, error);
}

static tc_code read_uncovered(const tc_request *request, tc_ledger *ledger,
                              tc_ledger_table **book, tc_error *error)
{
    (void)request;
    return tc_ledger_uncovered(ledger, book, error);
}

static int check_group(const tc_request *request)
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
    const int exit_code = check_group(request);
    return exit_code == TC_EXIT_DONE ? ask(request, read_balance, print_book) : exit_code;
}

static int run_statement(const tc_request *request)
{
    return ask(request, read_statement, print_book);
}

static int run_history(const tc_request *request)
{
    return ask(request, read_history, print_book);
}

static int run_holdings(const tc_request *request)
{
    return ask(request, read_holdings, print_book);
}

static int run_uncovered(const tc_request *request)
{
    return ask(request, read_uncovered, print_book);
}

#define BY_OPTION                                                                        \
    {                                                                                    \
        "by", 0, "source|area|basin|pollutant", "source|area|basin|pollutant",           \
            "按什么汇总，不写则按削减源", "what to sum up by, the source by default",    \
            offsetof(tc_request, by), 0.0, 0.0                                           \
    }
#define ON_OPTION                                                                        \
    {                                                                                    \
        "on", 0, "日期", "DATE", "截至这一天，不写则为现在",                             \
            "at the end of this day, now by "                                            \
            "default",                                                                   \
            offsetof(tc_request, until), 0.0, 0.0                                        \
    }

static const tc_option balance_options[] = {BY_OPTION, ON_OPTION};

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
    ON_OPTION,
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

/* ---- export ------------------------------------------------------------------------ */

static int run_export(const tc_request *request)
{
    static const struct {
        const char *word;
        reads *read;
    } TABLES[] = {{"statement", read_statement},
                  {"balance", read_balance},
                  {"holdings", read_holdings},
                  {"uncovered", read_uncovered}};
    const char *wanted = request->table ? request->table : "statement";
    const int exit_code = check_group(request);
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    for (size_t k = 0; k < sizeof TABLES / sizeof *TABLES; k++)
        if (strcmp(TABLES[k].word, wanted) == 0)
            return ask(request, TABLES[k].read, export_book);
    return tc_say_usage(
        request, "选项“--table”应是 statement、balance、holdings 或 uncovered，却是“%s”",
        "option '--table' expects statement, balance, holdings or uncovered, found '%s'",
        wanted);
}

static const tc_option export_options[] = {
    {"table", 0, "statement|balance|holdings|uncovered",
     "statement|balance|holdings|uncovered", "哪一张表，不写则为流水",
     "which table, the statement by default", offsetof(tc_request, table), 0.0, 0.0},
    {"output", 'o', "文件", "FILE", "写到这里，不写则为标准输出",
     "write it here, by default to standard output", offsetof(tc_request, output), 0.0,
     0.0},
    BY_OPTION,
    {"from", 0, "日期", "DATE", "流水从这一天起", "the statement from this day on",
     offsetof(tc_request, from), 0.0, 0.0},
    ON_OPTION,
};

const tc_command tc_ledger_export_command = {
    .name = "ledger export",
    .run = run_export,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "导出为 CSV，全部列",
    .en = "a table as CSV, with every column",
    .more_zh = "UTF-8，带 BOM，电子表格可直接打开。",
    .more_en = "UTF-8 with BOM, so that spreadsheets open it right.",
    .example = "tongchou ledger export 台账.db -o 流水.csv",
    .options = export_options,
    .option_count = sizeof export_options / sizeof *export_options,
};
