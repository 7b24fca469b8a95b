/* plan_json.h — a plan as JSON, and back: schema tongchou.plan/1. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_PLAN_JSON_H
#define TC_IO_PLAN_JSON_H

#include "base/buffer.h"
#include "domain/plan.h"
#include "io/json_tree.h"

typedef enum tc_proof { TC_WITHOUT_PROOF, TC_WITH_PROOF } tc_proof;

/* Append the plan; with its certificate (levels and multipliers) or without. Shares and
 * multipliers read back bit-equal, tonnes are exact decimals of grains.
 * Errors   TC_ERR_MEMORY. */
TC_CHECKED tc_code tc_plan_json_write(const tc_problem *problem, const tc_plan *plan,
                                      tc_proof proof, tc_buffer *out, tc_error *error);

/* Make the plan that a document with certificate states for this case. What follows from
 * the rest (sums, names, statuses) must be there and say what follows, except for the
 * version of the program; white space and the order of members are free.
 *
 * Errors   TC_ERR_INPUT with the place of the first fault; TC_ERR_MEMORY.
 * Owns     tc_plan_free. name is what places call the file.
 * Threads  one at a time, as tc_json_parse. */
TC_CHECKED tc_code tc_plan_json_read(const tc_problem *problem,
                                     const tc_json_document *document, const char *name,
                                     tc_plan **plan, tc_error *error);

#endif
