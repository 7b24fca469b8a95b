/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/said.h"

#include "tongchou/plan.h"

void tc_said_add(tc_json_out *item, const tc_buffer said[2])
{
    static const char *const keys[] = {[TC_ZH] = "text", [TC_EN] = "text_en"};
    for (int language = 0; language < 2; language++)
        if (said[language].failed)
            tc_json_out_add(item, keys[language], NULL);
        else
            tc_json_out_text(item, keys[language], said[language].text);
}

void tc_said_free(tc_buffer said[2])
{
    tc_buffer_free(&said[TC_ZH]);
    tc_buffer_free(&said[TC_EN]);
}
