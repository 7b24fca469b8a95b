/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <math.h>

#include "base/fault.h"
#include "support/leaks.h"
#include "tongchou/plan.h"

Test(io_answer_json, no_fault_is_ok)
{
    const tc_faults none = {0};
    char *text = NULL;
    cr_assert_eq(tc_faults_json(&none, &text, NULL), TC_OK);
    cr_assert_str_eq(text, "{\"ok\":true,\"error_count\":0,\"warning_count\":0,"
                           "\"errors\":[],\"warnings\":[]}\n");
    tc_text_free(text);
    TC_ASSERT_NO_LEAK();
}

Test(io_answer_json, errors_and_warnings_stand_apart_with_their_places)
{
    tc_faults faults = {0};
    const tc_place place = {"sources.csv", 3, 7};
    tc_fault_add(&faults, TC_SEVERITY_WARNING, &place, "提示", "hint");
    tc_fault_add(&faults, TC_SEVERITY_ERROR, NULL, "“%s”", "'%s'", "\"");
    char *text = NULL;
    cr_assert_eq(tc_faults_json(&faults, &text, NULL), TC_OK);
    cr_assert_str_eq(
        text, "{\"ok\":false,\"error_count\":1,\"warning_count\":1,"
              "\"errors\":[{\"file\":\"\",\"line\":0,\"column\":0,\"message\":\"“\\\"”\","
              "\"message_en\":\"'\\\"'\"}],"
              "\"warnings\":[{\"file\":\"sources.csv\",\"line\":3,\"column\":7,"
              "\"message\":\"提示\",\"message_en\":\"hint\"}]}\n");
    tc_text_free(text);
    tc_faults_free(&faults);
    TC_ASSERT_NO_LEAK();
}

Test(io_answer_json, a_verdict_leaves_out_what_is_no_number)
{
    const tc_verdict verdict = {.verified = false,
                                .message = "不对",
                                .message_en = "wrong",
                                .faults = 2,
                                .largest_gap = INFINITY,
                                .largest_rounding = 0.25,
                                .credits_checked = 4};
    char *text = NULL;
    cr_assert_eq(tc_verdict_json(&verdict, &text, NULL), TC_OK);
    cr_assert_str_eq(text, "{\"verified\":false,\"faults\":2,\"message\":\"不对\","
                           "\"message_en\":\"wrong\",\"largest_distance\":0,"
                           "\"taken_on_word\":0,\"largest_rounding\":0.25,"
                           "\"credits_checked\":4,\"check_code\":\"\"}\n");
    tc_text_free(text);
    TC_ASSERT_NO_LEAK();
}
