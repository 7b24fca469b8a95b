/* schema.h — the tables of a ledger, step by step: a step a version. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_LEDGER_SCHEMA_H
#define TC_LEDGER_SCHEMA_H

#include "ledger/store.h"

enum { TC_SCHEMA_VERSION = 2 };

/* Bring the tables from one version to another; begun to write.
 * Errors   those of the store; TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_schema_make(tc_store *store, int from, int to, tc_error *error);

#endif
