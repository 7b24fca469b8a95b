/* summary_fields.h — summary.json as it is written and read. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_SUMMARY_FIELDS_H
#define TC_IO_SUMMARY_FIELDS_H

#define TC_SUMMARY_FILE "summary.json"
#define TC_SUMMARY_SCHEMA "tongchou.summary/1"
#define TC_SWEEP_FILE "sweep.json"

extern const char *const tc_effect_method_words[]; /* by tc_effect_method */
extern const char *const tc_interval_words[];      /* by tc_interval_kind */
extern const char *const tc_quantile_words[];      /* by tc_quantile_levels */

#endif
