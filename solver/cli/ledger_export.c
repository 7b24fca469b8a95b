/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/plain.h"
#include "cli/ledger_ask.h"
#include "cli/ledger_file.h"
#include "cli/ledger_options.h"
#include "cli/say.h"

/* What can be exported, in the order of the sheets. */
static const struct {
    const char *word;
    tc_ledger_reads *read;
    bool of_now; /* whatever --on says */
} TABLES[] = {{"balance", tc_ledger_read_balance, false},
              {"holdings", tc_ledger_read_holdings, true},
              {"uncovered", tc_ledger_read_uncovered, true},
              {"statement", tc_ledger_read_statement, false}};
enum { TABLE_COUNT = sizeof TABLES / sizeof *TABLES };

/* The tables that go into the export. */
typedef struct exported {
    tc_ledger_table *tables[TABLE_COUNT];
    int count;
} exported;

/* A workbook, by the name of the file? */
static bool is_book(const tc_request *request)
{
    char ending[] = ".xlsx";
    const size_t length = request->output ? strlen(request->output) : 0;
    const size_t most = sizeof ending - 1;
    if (request->json || length < most)
        return false;
    memcpy(ending, request->output + length - most, most);
    tc_plain_lower(ending);
    return strcmp(ending, ".xlsx") == 0;
}

/* The one that was asked for; else a workbook has all that are of one day, and any other
 * file the statement. */
static bool is_wanted(const tc_request *request, int table)
{
    if (request->table)
        return strcmp(TABLES[table].word, request->table) == 0;
    return is_book(request) ? !request->until || !TABLES[table].of_now
                            : strcmp(TABLES[table].word, "statement") == 0;
}

static tc_code read_tables(const tc_request *request, tc_ledger *ledger, exported *got,
                           tc_error *error)
{
    tc_code code = TC_OK;
    for (int k = 0; k < TABLE_COUNT && code == TC_OK; k++) {
        if (!is_wanted(request, k))
            continue;
        code = TABLES[k].read(request, ledger, &got->tables[got->count], error);
        got->count += code == TC_OK;
    }
    return code;
}

static int print_csv(const tc_request *request, const tc_ledger_table *table)
{
    char *text = NULL;
    tc_error error = {0};
    const tc_code code = tc_ledger_table_csv(table, &text, &error);
    return tc_answer_made(request, NULL, code, text, &error);
}

static int save_tables(const tc_request *request, const exported *got)
{
    const tc_ledger_table *tables[TABLE_COUNT] = {NULL};
    tc_error error = {0};
    for (int k = 0; k < got->count; k++)
        tables[k] = got->tables[k];
    const tc_code code = is_book(request)
                             ? tc_ledger_book_save(tables, got->count, request->language,
                                                   request->output, &error)
                             : tc_ledger_table_save(tables[0], request->output, &error);
    if (code != TC_OK)
        return tc_say_error(request, NULL, &error);
    tc_say(request, "已写出：%s", "written: %s", request->output);
    return TC_EXIT_DONE;
}

static int give_tables(const tc_request *request, const exported *got)
{
    if (request->json)
        return tc_ledger_table_answer(request, got->tables[0]);
    if (!request->output || strcmp(request->output, "-") == 0)
        return print_csv(request, got->tables[0]);
    return save_tables(request, got);
}

static int export_ledger(const tc_request *request)
{
    tc_ledger *ledger = NULL;
    exported got = {.count = 0};
    tc_error error = {0};
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE)
        exit_code = read_tables(request, ledger, &got, &error) == TC_OK
                        ? give_tables(request, &got)
                        : tc_ledger_say_error(request, &error);
    for (int k = 0; k < got.count; k++)
        tc_ledger_table_free(got.tables[k]);
    tc_ledger_close(ledger);
    return exit_code;
}

static int run(const tc_request *request)
{
    const int exit_code = tc_ledger_group_check(request);
    bool known = !request->table;
    for (int k = 0; k < TABLE_COUNT; k++)
        known = known || strcmp(TABLES[k].word, request->table) == 0;
    if (exit_code != TC_EXIT_DONE)
        return exit_code;
    if (known)
        return export_ledger(request);
    return tc_say_usage(
        request, "选项“--table”应是 statement、balance、holdings 或 uncovered，却是“%s”",
        "option '--table' expects statement, balance, holdings or uncovered, found '%s'",
        request->table);
}

static const tc_option options[] = {
    {"table", 0, "statement|balance|holdings|uncovered",
     "statement|balance|holdings|uncovered", "哪一张表，不写则为流水，工作簿为全部",
     "which table, by default the statement, of a workbook all",
     offsetof(tc_request, table), 0.0, 0.0},
    {"output", 'o', "文件", "FILE", "写到这里，不写则为标准输出",
     "write it here, by default to standard output", offsetof(tc_request, output), 0.0,
     0.0},
    TC_BY_OPTION,
    {"from", 0, "日期", "DATE", "流水从这一天起", "the statement from this day on",
     offsetof(tc_request, from), 0.0, 0.0},
    TC_ON_OPTION,
};

const tc_command tc_ledger_export_command = {
    .name = "ledger export",
    .run = run,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "导出为 CSV（全部列）或工作簿（每张表一个工作表）",
    .en = "a table as CSV with every column, or a workbook, a sheet for each",
    .more_zh = "文件名以 .xlsx 结尾的是工作簿：余额、各项目持有的量、失去保障的量、流水；"
               "合计是公式，\n页脚是链首。写了 --on 时只有余额和流水。CSV 是 UTF-8，带 "
               "BOM，电子表格可直接打开。",
    .more_en =
        "A workbook where the name ends with .xlsx: balance, what projects hold, "
        "what lost its cover, and\nthe statement; totals are formulas, the head is "
        "at the foot of every page. With --on it has\nbalance and statement only. "
        "CSV is UTF-8 with BOM, so that spreadsheets open it right.",
    .example = "tongchou ledger export 台账.db -o 台账.xlsx",
    .options = options,
    .option_count = sizeof options / sizeof *options,
};
