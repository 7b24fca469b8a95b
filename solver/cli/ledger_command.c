/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/ledger_options.h"
#include "cli/say.h"

static const tc_command *const parts[] = {
    &tc_ledger_init_command,      &tc_ledger_import_command,
    &tc_ledger_post_command,      &tc_ledger_approve_command,
    &tc_ledger_reject_command,    &tc_ledger_release_command,
    &tc_ledger_take_back_command, &tc_ledger_adjust_command,
    &tc_ledger_reverse_command,   &tc_ledger_balance_command,
    &tc_ledger_statement_command, &tc_ledger_history_command,
    &tc_ledger_holdings_command,  &tc_ledger_uncovered_command,
    &tc_ledger_export_command,    &tc_ledger_verify_command,
    &tc_ledger_head_command};

static int run(const tc_request *request)
{
    return tc_say_usage(request, "没有写对台账做什么", "nothing to do with it is given");
}

const tc_command tc_ledger_command = {
    .name = "ledger",
    .run = run,
    .operands_zh = "做什么 台账",
    .operands_en = "WHAT LEDGER",
    .zh = "台账：方案记账、核定、核减、余额、流水、核验",
    .en = "the ledger: post plans, approve, adjust, balance, statement, verify",
    .more_zh = "台账是一个文件（SQLite），也可以放在 PostgreSQL 里（写 postgresql://…）。"
               "只增不改：\n记错的用冲销更正；每一笔带着前一笔的哈希，改动会被发现"
               "（不能防止改动，所以要公布链首）。",
    .more_en =
        "A ledger is a file (SQLite), or lies in PostgreSQL (postgresql://…). Nothing in "
        "it is ever changed:\na mistake is reversed; every booking carries the hash of "
        "the "
        "one before it, so that tampering shows\n(it is not prevented: publish the "
        "head).",
    .example = "tongchou ledger balance 台账.db --by area",
    .parts = parts,
    .part_count = sizeof parts / sizeof *parts,
};
