/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/case_about.h"

#include "io/plan_words.h"

static const char ILLUSTRATIVE[] =
    "示例项目：含虚构的项目，不代表任何真实申请 / illustrative projects, invented";

void tc_case_about_add(const tc_problem *problem, tc_json_out *root)
{
    const bool illustrative = tc_case_is_illustrative(problem);
    tc_json_out *about = tc_json_out_object();
    char grain[32];
    tc_grains_write(1, problem->grain_digits, grain);
    tc_json_out_text(about, "name", problem->name);
    tc_json_out_text(about, "decision_date", tc_day_write(problem->decision_date).text);
    tc_json_out_decimal(about, "grain", grain);
    tc_json_out_bool(about, "illustrative", illustrative);
    if (illustrative)
        tc_json_out_text(about, "note", ILLUSTRATIVE);
    tc_json_out_add(root, "case", about);
    if (!problem->ledger)
        return;
    tc_json_out *ledger = tc_json_out_object();
    tc_json_out_text(ledger, "name", problem->ledger->name);
    tc_json_out_text(ledger, "head", problem->ledger->head);
    tc_json_out_text(ledger, "date", tc_day_write(problem->ledger->day).text);
    tc_json_out_int(ledger, "bookings", problem->ledger->number);
    tc_json_out_add(root, "ledger", ledger);
}
