/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/option_table.h"

const tc_option tc_common_options[] = {
    {"json", 0, NULL, NULL, "标准输出只给 JSON", "nothing but JSON on standard output",
     offsetof(tc_request, json), 0.0, 0.0},
    {"lang", 0, "zh|en", "zh|en",
     "语言；不写则看 LC_ALL、LC_MESSAGES、LANG，再不然为中文",
     "language; else LC_ALL, LC_MESSAGES, LANG decide, else Chinese",
     offsetof(tc_request, lang), 0.0, 0.0},
    {"quiet", 'q', NULL, NULL, "不说提示和警告，只说错误",
     "no talk and no warnings, errors only", offsetof(tc_request, quiet), 0.0, 0.0},
    {"help", 'h', NULL, NULL, "显示这段说明", "show this help",
     offsetof(tc_request, help), 0.0, 0.0},
};

const int tc_common_option_count = sizeof tc_common_options / sizeof *tc_common_options;

const tc_option tc_version_option = {"version",
                                     0,
                                     NULL,
                                     NULL,
                                     "显示版本",
                                     "show the version",
                                     offsetof(tc_request, version),
                                     0.0,
                                     0.0};
