/* fault.h — how errors and faults are written down by whoever finds them. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_BASE_FAULT_H
#define TC_BASE_FAULT_H

#include "tongchou/error.h"

/* Fill *error (NULL allowed) with the message in Chinese and in English; both formats
 * take the same arguments in the same order. place may be NULL. Returns code, so that a
 * caller can write "return tc_fail(...)". Messages that are too long are cut at a
 * character. Threads: any. */
tc_code tc_fail(tc_error *error, tc_code code, const tc_place *place, const char *zh,
                const char *en, ...) TC_PRINTF(4, 6) TC_PRINTF(5, 6);

/* Memory ran out. Inline, so that static analysis sees that it never answers TC_OK. */
static inline tc_code tc_no_memory(tc_error *error)
{
    (void)tc_fail(error, TC_ERR_MEMORY, NULL, "内存不足", "out of memory");
    return TC_ERR_MEMORY;
}

typedef enum tc_severity { TC_SEVERITY_ERROR, TC_SEVERITY_WARNING } tc_severity;

/* Append a TC_ERR_INPUT fault. Memory that runs out here loses the text of the fault,
 * never its count. Threads: one list, one thread. */
void tc_fault_add(tc_faults *faults, tc_severity severity, const tc_place *place,
                  const char *zh, const char *en, ...) TC_PRINTF(4, 6) TC_PRINTF(5, 6);

/* Append a fault that was written elsewhere. */
void tc_fault_put(tc_faults *faults, const tc_fault *fault);

/* Append all faults of another list, and its counts of those not kept. */
void tc_faults_join(tc_faults *faults, const tc_faults *more);

/* The first error of the list becomes the error of a call that refuses its input.
 * Errors   TC_ERR_INPUT; TC_ERR_MEMORY where no error of the list could be kept. */
TC_CHECKED tc_code tc_faults_refuse(const tc_faults *faults, tc_error *error);

/* Order the faults from index first on by line, then column (stable). */
void tc_faults_sort(tc_faults *faults, size_t first);

#endif
