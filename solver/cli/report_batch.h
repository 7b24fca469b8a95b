/* report_batch.h — reports of many plans, several at a time. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_REPORT_BATCH_H
#define TC_CLI_REPORT_BATCH_H

#include "cli/request.h"

/* Report every plan that the operands name or hold, each in a process of its own, so that
 * none that fails, however it fails, stops another. Says at the end which failed. Gives
 * the gravest exit code. */
int tc_report_batch(const tc_request *request);

#endif
