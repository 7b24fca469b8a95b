/* blend.h — a case made of the parts of two. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_BLEND_H
#define TC_DOMAIN_BLEND_H

#include "domain/part.h"

/* The first case of the frame with some of its parts as the second one has them (taken[k]
 * of parts[k]), worked out as if it had been read so: supplies, ratios and needs, locks,
 * clauses. Sources and projects stand in the order of the frame; both cases must outlive
 * it, and so must the frame. A project's own source is none where the project is not
 * there.
 *
 * Errors   TC_ERR_INPUT: clauses of one set contradict each other in this blend;
 *          TC_ERR_MEMORY. Owns: tc_problem_free. */
TC_CHECKED tc_code tc_blend_make(const tc_frame *frame, const tc_part *parts, int count,
                                 const bool *taken, tc_problem **blend, tc_error *error);

#endif
