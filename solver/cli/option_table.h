/* option_table.h — the options that every command has. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_OPTION_TABLE_H
#define TC_CLI_OPTION_TABLE_H

#include "cli/request.h"

extern const tc_option tc_common_options[];
extern const int tc_common_option_count;

extern const tc_option tc_version_option; /* of the program alone */

#endif
