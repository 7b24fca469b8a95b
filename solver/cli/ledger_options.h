/* ledger_options.h — options that several parts of "ledger" have. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_LEDGER_OPTIONS_H
#define TC_CLI_LEDGER_OPTIONS_H

#include "cli/request.h"

/* Who books, why, with which letter, on which day. */
#define TC_ACT_OPTIONS                                                                   \
    {"who",                                                                              \
     0,                                                                                  \
     "姓名",                                                                             \
     "NAME",                                                                             \
     "经办人，必须写",                                                                   \
     "who books it: must be given",                                                      \
     offsetof(tc_request, who),                                                          \
     0.0,                                                                                \
     0.0},                                                                               \
        {"why",                                                                          \
         0,                                                                              \
         "事由",                                                                         \
         "REASON",                                                                       \
         "事由，必须写",                                                                 \
         "why: must be given",                                                           \
         offsetof(tc_request, why),                                                      \
         0.0,                                                                            \
         0.0},                                                                           \
        {"document",                                                                     \
         0,                                                                              \
         "文号",                                                                         \
         "NUMBER",                                                                       \
         "依据的文号",                                                                   \
         "the number of the letter",                                                     \
         offsetof(tc_request, document),                                                 \
         0.0,                                                                            \
         0.0},                                                                           \
    {                                                                                    \
        "date", 0, "日期", "DATE", "记账日期，不写则为今天",                             \
            "the day of the booking, today by default", offsetof(tc_request, date), 0.0, \
            0.0                                                                          \
    }

/* What a balance sums up by; the last day that counts. */
#define TC_BY_OPTION                                                                     \
    {                                                                                    \
        "by", 0, "source|area|basin|pollutant", "source|area|basin|pollutant",           \
            "按什么汇总，不写则按削减源", "what to sum up by, the source by default",    \
            offsetof(tc_request, by), 0.0, 0.0                                           \
    }
#define TC_ON_OPTION                                                                     \
    {                                                                                    \
        "on", 0, "日期", "DATE", "截至这一天，不写则为现在",                             \
            "at the end of this day, now by "                                            \
            "default",                                                                   \
            offsetof(tc_request, until), 0.0, 0.0                                        \
    }

extern const tc_command tc_ledger_init_command, tc_ledger_import_command,
    tc_ledger_post_command, tc_ledger_approve_command, tc_ledger_reject_command,
    tc_ledger_release_command, tc_ledger_take_back_command, tc_ledger_adjust_command,
    tc_ledger_reverse_command, tc_ledger_balance_command, tc_ledger_statement_command,
    tc_ledger_history_command, tc_ledger_holdings_command, tc_ledger_uncovered_command,
    tc_ledger_export_command, tc_ledger_verify_command, tc_ledger_head_command;

#endif
