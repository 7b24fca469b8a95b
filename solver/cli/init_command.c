/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "cli/say.h"

static int run(const tc_request *request)
{
    const char *path = request->operands[0];
    tc_error error = {0};
    if (tc_template_save(path, &error) != TC_OK)
        return tc_say_error(request, NULL, &error);
    tc_say(request,
           "空白案例在：%s\n各列的含义见其中的“说明”；填好后运行 tongchou check %s",
           "an empty case is in %s\nwhat the columns mean is in 说明 there; once it is "
           "filled, run tongchou check %s",
           path, path);
    return request->json ? tc_answer(request, "{\"ok\":true}\n") : TC_EXIT_DONE;
}

const tc_command tc_init_command = {
    .name = "init",
    .run = run,
    .operands = 1,
    .operands_zh = "目录|文件.xlsx",
    .operands_en = "DIR|FILE.xlsx",
    .zh = "写出空白案例，供填写",
    .en = "an empty case to be filled in",
    .more_zh =
        "各张表只有列名，另有一张说明逐列写明含义、取值和默认。名称以 .xlsx 结尾的\n"
        "是一个工作簿，否则是一个文件夹。已有的文件不会覆盖。",
    .more_en = "Tables with their headings, and a guide to every column: its meaning, "
               "values and default. A\nworkbook where the name ends with .xlsx, else a "
               "folder. Nothing is written over.",
    .example = "tongchou init 案例.xlsx",
};
