/* tongchou.h — the whole public interface.
 *
 * Units    tonnages are t/a (tonnes per year), shares 0 … 1, dates days.
 * Owns     what is delivered through **out is the caller's and has a _free; what is
 *          returned by pointer belongs to its parent and lives as long.
 * Errors   functions return tc_code and fill a tc_error, in Chinese and in English; on
 *          failure outputs are untouched. The library never prints and never exits.
 * Threads  a loaded problem is immutable and may be shared; each thread may solve. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_H
#define TONGCHOU_H

#include "tongchou/compare.h"
#include "tongchou/conflict.h"
#include "tongchou/contingency.h"
#include "tongchou/error.h"
#include "tongchou/explain.h"
#include "tongchou/ledger.h"
#include "tongchou/ledger_table.h"
#include "tongchou/letters.h"
#include "tongchou/plan.h"
#include "tongchou/problem.h"
#include "tongchou/report.h"
#include "tongchou/rows.h"
#include "tongchou/rules.h"
#include "tongchou/suggest.h"
#include "tongchou/summary.h"
#include "tongchou/sweep.h"
#include "tongchou/template.h"
#include "tongchou/text.h"
#include "tongchou/workbook.h"

#endif
