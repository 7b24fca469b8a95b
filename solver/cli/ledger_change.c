/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/case_folder.h"
#include "cli/ledger_file.h"
#include "cli/ledger_options.h"
#include "cli/say.h"

/* What a command books in an open ledger. */
typedef tc_code books(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                      tc_receipt *receipt, tc_error *error);

/* Open, book, answer. */
static int change(const tc_request *request, books *book)
{
    tc_acting acting = {0};
    tc_ledger *ledger = NULL;
    tc_receipt receipt = {0};
    tc_error error = {0};
    tc_acting_read(request, &acting);
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE) {
        const tc_code code = book(request, ledger, &acting.act, &receipt, &error);
        exit_code = tc_receipt_answer(request, code, &receipt, &error);
    }
    tc_ledger_close(ledger);
    return exit_code;
}

/* ---- init -------------------------------------------------------------------------- */

static int run_init(const tc_request *request)
{
    tc_acting acting = {0};
    tc_ledger *ledger = NULL;
    tc_ledger_facts facts;
    tc_receipt receipt = {0};
    tc_error error = {0};
    const char *digits = request->grain_digits ? request->grain_digits : "4";
    if (strlen(digits) != 1 || digits[0] < '0' || digits[0] > '6')
        return tc_say_usage(request, "选项“--grain-digits”应是 0 到 6，却是“%s”",
                            "option '--grain-digits' expects 0 to 6, found '%s'", digits);
    tc_acting_read(request, &acting);
    const char *name =
        request->name ? request->name : tc_in_language(request, "台账", "ledger");
    tc_code code =
        tc_ledger_init(request->operands[0], name, digits[0] - '0', &acting.act, &error);
    if (code == TC_OK)
        code = tc_ledger_open(request->operands[0], &ledger, &error);
    if (code == TC_OK)
        code = tc_ledger_about(ledger, &facts, &error);
    if (code == TC_OK)
        memcpy(receipt.head, facts.head, sizeof receipt.head);
    tc_ledger_close(ledger);
    if (code != TC_OK || request->json)
        return tc_receipt_answer(request, code, &receipt, &error);
    char text[128];
    (void)snprintf(text, sizeof text,
                   request->language == TC_EN ? "the ledger is made\nhead %s\n"
                                              : "台账已建立\n链首 %s\n",
                   receipt.head);
    return tc_answer(request, text);
}

static const tc_option init_options[] = {
    {"name", 0, "名称", "NAME", "台账的名称", "what the ledger is called",
     offsetof(tc_request, name), 0.0, 0.0},
    {"grain-digits", 0, "位数", "DIGITS",
     "最小单位的小数位数，0 到 6，不写则为 4（0.1 千克）",
     "decimals of the grain, 0 to 6, by default 4 (0.1 kg)",
     offsetof(tc_request, grain_digits), 0.0, 0.0},
    TC_ACT_OPTIONS,
};

const tc_command tc_ledger_init_command = {
    .name = "ledger init",
    .run = run_init,
    .operands = 1,
    .operands_zh = "台账",
    .operands_en = "LEDGER",
    .zh = "新建一本台账",
    .en = "make a ledger",
    .more_zh = "台账的最小单位以后不能改，记账的案例要与它相同。已有的台账不会被覆盖。",
    .more_en = "The grain of a ledger stays as it is, and the cases that are booked must "
               "have the same.\nA ledger that is there is never overwritten.",
    .example = "tongchou ledger init 台账.db --name 运城市台账 --who 张三 --why 建账",
    .options = init_options,
    .option_count = sizeof init_options / sizeof *init_options,
};

/* ---- import ------------------------------------------------------------------------ */

static const tc_option act_options[] = {TC_ACT_OPTIONS};
enum { ACT_OPTIONS = sizeof act_options / sizeof *act_options };

static int run_import(const tc_request *request)
{
    tc_acting acting = {0};
    tc_ledger *ledger = NULL;
    tc_problem *problem = NULL;
    tc_receipt receipt = {0};
    tc_error error = {0};
    tc_acting_read(request, &acting);
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE)
        exit_code = tc_case_open_with(request, request->operands[1], NULL, &problem);
    if (exit_code == TC_EXIT_DONE) {
        const tc_code code =
            tc_ledger_import(ledger, problem, &acting.act, &receipt, &error);
        exit_code = tc_receipt_answer(request, code, &receipt, &error);
    }
    tc_problem_free(problem);
    tc_ledger_close(ledger);
    return exit_code;
}

const tc_command tc_ledger_import_command = {
    .name = "ledger import",
    .run = run_import,
    .operands = 2,
    .operands_zh = "台账 案例",
    .operands_en = "LEDGER CASE",
    .zh = "收储：把案例里的削减源记入台账",
    .en = "recognise the sources of a case",
    .more_zh =
        "记入台账里还没有的量（核实的削减量，已注销的除外）；再做一次不会重复记。\n"
        "削减源变少了不在这里办，用 ledger adjust 核减；核减掉的不会因为再做一次而补回。",
    .more_en =
        "Books what the ledger does not have yet (reductions as far as verified, "
        "without those retired); done\nagain it books nothing. What became less is "
        "cut with ledger adjust, and importing again does\nnot bring it back.",
    .example = "tongchou ledger import 台账.db data/yuncheng-2022 --who 张三 --why 期初",
    .options = act_options,
    .option_count = ACT_OPTIONS,
};

/* ---- post -------------------------------------------------------------------------- */

/* The plan as it was solved: with the ledger as it stood then. */
static int load_plan(const tc_request *request, tc_ledger *ledger, tc_problem **problem,
                     tc_plan **plan)
{
    const char *folder = request->operands[2];
    char head[65] = "";
    tc_booked *booked = NULL;
    tc_error error = {0};
    if (tc_plan_ledger_head(folder, head, &error) != TC_OK)
        return tc_say_error(request, folder, &error);
    if (*head && tc_ledger_booked(ledger, head, &booked, &error) != TC_OK)
        return tc_ledger_say_error(request, &error);
    int exit_code = tc_case_open_with(request, request->operands[1], booked, problem);
    tc_booked_free(booked);
    if (exit_code == TC_EXIT_DONE &&
        tc_plan_load(*problem, folder, plan, &error) != TC_OK)
        exit_code = tc_say_error(request, folder, &error);
    return exit_code;
}

static int run_post(const tc_request *request)
{
    tc_acting acting = {0};
    tc_ledger *ledger = NULL;
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    tc_receipt receipt = {0};
    tc_error error = {0};
    tc_acting_read(request, &acting);
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE)
        exit_code = load_plan(request, ledger, &problem, &plan);
    if (exit_code == TC_EXIT_DONE) {
        const tc_code code = tc_ledger_post(ledger, problem, plan, request->operands[2],
                                            &acting.act, &receipt, &error);
        exit_code = tc_receipt_answer(request, code, &receipt, &error);
    }
    tc_plan_free(plan);
    tc_problem_free(problem);
    tc_ledger_close(ledger);
    return exit_code;
}

const tc_command tc_ledger_post_command = {
    .name = "ledger post",
    .run = run_post,
    .operands = 3,
    .operands_zh = "台账 案例 目录",
    .operands_en = "LEDGER CASE DIR",
    .zh = "预分配：把一份方案记入台账，全记或全不记",
    .en = "book a plan, all of it or nothing",
    .more_zh =
        "方案要用 solve --ledger 对照台账现在的链首求解；核验未通过、链首已变、量已不够的"
        "都不记。\n案例和方案的文件一并存入台账，日后可以重新核验。",
    .more_en =
        "The plan must have been solved with --ledger and the ledger as it stands now; "
        "one "
        "that fails its check,\nthat is older, or whose tonnes are gone is refused. The "
        "files of the case and of the plan are kept in\nthe ledger, and can be checked "
        "again.",
    .example = "tongchou ledger post 台账.db data/yuncheng-2022 结果 --who 张三 --why "
               "第一批",
    .options = act_options,
    .option_count = ACT_OPTIONS,
};

/* ---- decisions --------------------------------------------------------------------- */

static tc_code approve(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                       tc_receipt *receipt, tc_error *error)
{
    return tc_ledger_decide(ledger, TC_DECISION_APPROVE, request->operands[1], act,
                            receipt, error);
}

static tc_code reject(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                      tc_receipt *receipt, tc_error *error)
{
    return tc_ledger_decide(ledger, TC_DECISION_REJECT, request->operands[1], act,
                            receipt, error);
}

static tc_code release(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                       tc_receipt *receipt, tc_error *error)
{
    return tc_ledger_decide(ledger, TC_DECISION_RELEASE, request->operands[1], act,
                            receipt, error);
}

static tc_code take_back(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                         tc_receipt *receipt, tc_error *error)
{
    return tc_ledger_decide(ledger, TC_DECISION_TAKE_BACK, request->operands[1], act,
                            receipt, error);
}

static int run_approve(const tc_request *request)
{
    return change(request, approve);
}

static int run_reject(const tc_request *request)
{
    return change(request, reject);
}

static int run_release(const tc_request *request)
{
    return change(request, release);
}

static int run_take_back(const tc_request *request)
{
    return change(request, take_back);
}

#define DECISION(part, function, of_zh, of_en, further_zh, further_en)                   \
    {                                                                                    \
        .name = "ledger " part, .run = (function), .operands = 2,                        \
        .operands_zh = "台账 项目", .operands_en = "LEDGER PROJECT", .zh = (of_zh),      \
        .en = (of_en), .more_zh = (further_zh), .more_en = (further_en),                 \
        .example = "tongchou ledger " part " 台账.db P-012 --who 张三 --why 审批",       \
        .options = act_options, .option_count = ACT_OPTIONS                              \
    }

const tc_command tc_ledger_approve_command =
    DECISION("approve", run_approve, "核定一个项目的预分配",
             "approve what a project has pre-allocated", "它预分配的全部污染物一起核定。",
             "All its pollutants together.");
const tc_command tc_ledger_reject_command =
    DECISION("reject", run_reject, "不予核定：预分配退回可用",
             "refuse a project: what it has pre-allocated becomes free",
             "它预分配的全部污染物一起退回。", "All its pollutants together.");
const tc_command tc_ledger_release_command =
    DECISION("release", run_release, "释放：项目不要的预分配退回可用",
             "a project does not want what it has pre-allocated: it becomes free",
             "它预分配的全部污染物一起退回。", "All its pollutants together.");
const tc_command tc_ledger_take_back_command = DECISION(
    "take-back", run_take_back, "收回（久批未建）：核定的退回可用",
    "take back what was approved and not built: it becomes free",
    "它核定的全部污染物一起退回；谁持有多少、起于何日见 ledger holdings。",
    "All its pollutants together; ledger holdings tells who holds what since when.");

/* ---- adjust ------------------------------------------------------------------------ */

static tc_code adjust(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                      tc_receipt *receipt, tc_error *error)
{
    return tc_ledger_adjust(ledger, request->as ? request->as : "reduce",
                            request->operands[1], request->operands[2],
                            request->operands[3], act, receipt, error);
}

/* Which approvals have lost their cover by now. */
static int tell_uncovered(const tc_request *request)
{
    tc_ledger *ledger = NULL;
    tc_ledger_table *book = NULL;
    tc_error error = {0};
    char *text = NULL;
    int exit_code = tc_ledger_reach(request, request->operands[0], &ledger);
    if (exit_code == TC_EXIT_DONE && tc_ledger_uncovered(ledger, &book, &error) != TC_OK)
        exit_code = tc_ledger_say_error(request, &error);
    if (exit_code == TC_EXIT_DONE && tc_ledger_table_rows(book) > 0) {
        const tc_code code =
            tc_ledger_table_print(book, request->language, &text, &error);
        (void)tc_answer(request, "\n");
        exit_code = tc_answer_made(request, NULL, code, text, &error);
    }
    tc_ledger_table_free(book);
    tc_ledger_close(ledger);
    return exit_code;
}

static int run_adjust(const tc_request *request)
{
    const int exit_code = change(request, adjust);
    return exit_code == TC_EXIT_DONE && !request->json ? tell_uncovered(request)
                                                       : exit_code;
}

static const tc_option adjust_options[] = {
    {"as", 0, "业务", "KIND",
     "reduce 核减（默认）、reserve 预留、unreserve 解除预留、expire 到期、retire 注销",
     "reduce (usual), reserve, unreserve, expire or retire", offsetof(tc_request, as),
     0.0, 0.0},
    TC_ACT_OPTIONS,
};

const tc_command tc_ledger_adjust_command = {
    .name = "ledger adjust",
    .run = run_adjust,
    .operands = 4,
    .operands_zh = "台账 削减源 污染物 吨数",
    .operands_en = "LEDGER SOURCE POLLUTANT TONNES",
    .zh = "核减一个削减源，或预留、到期、注销",
    .en = "cut a source, or reserve, expire or retire of it",
    .more_zh =
        "要有文号（--document）。核减先减可用的，再减预留的；还不够就从已经安排出去的"
        "里减，\n并列出哪些批复因此失去保障：先是没有核定的，再是核定最晚的。",
    .more_en =
        "Needs the number of a document (--document). A cut takes what is free, then "
        "what is reserved; beyond\nthat projects lose their cover, and are listed: "
        "first those not approved, then those approved last.",
    .example = "tongchou ledger adjust 台账.db A-1 NOx 12.5 --who 张三 --why 核查 "
               "--document 运环核〔2023〕1号",
    .options = adjust_options,
    .option_count = sizeof adjust_options / sizeof *adjust_options,
};

/* ---- reverse ----------------------------------------------------------------------- */

static tc_code reverse(const tc_request *request, tc_ledger *ledger, const tc_act *act,
                       tc_receipt *receipt, tc_error *error)
{
    return tc_ledger_reverse(ledger, strtoll(request->operands[1], NULL, 10), act,
                             receipt, error);
}

static int run_reverse(const tc_request *request)
{
    const char *number = request->operands[1];
    if (strspn(number, "0123456789") != strlen(number) || strlen(number) > 18)
        return tc_say_usage(request, "凭证号应是数字，却是“%s”",
                            "the number of a posting is expected, found '%s'", number);
    return change(request, reverse);
}

const tc_command tc_ledger_reverse_command = {
    .name = "ledger reverse",
    .run = run_reverse,
    .operands = 2,
    .operands_zh = "台账 凭证",
    .operands_en = "LEDGER POSTING",
    .zh = "冲销记错的一张凭证",
    .en = "reverse a posting that was a mistake",
    .more_zh = "凭证的每一笔反向再记一次，写明冲销的是哪一笔；原来的不动。凭证号见 "
               "ledger statement。",
    .more_en = "Each of its bookings is booked the other way round, and names what it "
               "reverses; what was booked\nstays. ledger statement has the numbers of "
               "postings.",
    .example = "tongchou ledger reverse 台账.db 7 --who 张三 --why 重复记账",
    .options = act_options,
    .option_count = ACT_OPTIONS,
};
