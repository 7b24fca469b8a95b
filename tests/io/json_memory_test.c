/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <string.h>

#include "base/buffer.h"
#include "io/json_tree.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

/* cJSON takes its memory from the same place, so that it runs out there too. */
static void share_memory(void)
{
    cJSON_Hooks hooks = {tc_test_memory_take, free};
    cJSON_InitHooks(&hooks);
}

Test(io_json_memory, reading_fails_cleanly_at_every_allocation, .init = share_memory)
{
    static const char text[] = "{\"名称\":\"运城\\n\",\"list\":[1.5,true,[],null,{\"x\":"
                               "\"\"}],\"b\":{\"c\":-1}}";
    long left = 0;
    for (;; left++) {
        tc_json_document *document = NULL;
        tc_error error = {0};
        tc_test_memory(left);
        tc_code code = tc_json_parse("f", text, sizeof text - 1, &document, &error);
        if (code == TC_OK)
            code = tc_json_check_plain(document, &error);
        tc_test_memory(-1);
        tc_json_free(document);
        if (code == TC_OK)
            break;
        cr_assert_eq(code, TC_ERR_MEMORY, "%ld: %s", left, error.message_en);
        cr_assert_str_eq(error.message, "内存不足");
    }
    cr_assert_gt(left, 15);
    TC_ASSERT_NO_LEAK();
}

static tc_json_out *build(void)
{
    tc_json_out *root = tc_json_out_object();
    tc_json_out_text(root, "name", "运\xFF城");
    tc_json_out *list = tc_json_out_array();
    tc_json_out_number(list, NULL, 0.1);
    tc_json_out_bool(list, NULL, true);
    tc_json_out *inner = tc_json_out_object();
    tc_json_out_int(inner, "n", -3);
    tc_json_out_add(list, NULL, inner);
    tc_json_out_add(root, "list", list);
    tc_json_out_decimal(root, "t", "12.3450");
    return root;
}

Test(io_json_memory, writing_never_leaves_a_part_out_in_silence, .init = share_memory)
{
    static const char wanted[] =
        "{\"name\":\"运\xEF\xBF\xBD城\",\"list\":[0.1,true,{\"n\":-3}],\"t\":12.3450}\n";
    long left = 0;
    for (;; left++) {
        tc_buffer out = {0};
        tc_test_memory(left);
        tc_json_out *root = build();
        const tc_code code = tc_json_out_print(root, false, &out, NULL);
        tc_test_memory(-1);
        tc_json_out_free(root);
        if (code == TC_OK)
            cr_assert_str_eq(out.text, wanted);
        else
            cr_assert(code == TC_ERR_MEMORY && out.length == 0);
        tc_buffer_free(&out);
        if (code == TC_OK)
            break;
    }
    cr_assert_gt(left, 15);
    TC_ASSERT_NO_LEAK();
}
