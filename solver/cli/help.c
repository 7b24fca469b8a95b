/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/buffer.h"
#include "cli/option_table.h"
#include "cli/options.h"
#include "cli/say.h"

static int width_of(const char *text)
{
    int width = 0;
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes)
        width += glyph.columns;
    return width;
}

/* "  name   what it is", the second part at the same column in every line. */
static void put_entry(tc_buffer *out, const char *name, const char *what)
{
    enum { COLUMN = 22 };
    tc_buffer_printf(out, "  %s", name);
    const bool fits = 2 + width_of(name) < COLUMN;
    if (!fits)
        tc_buffer_puts(out, "\n");
    for (int at = fits ? 2 + width_of(name) : 0; at < COLUMN; at++)
        tc_buffer_puts(out, " ");
    tc_buffer_printf(out, "%s\n", what);
}

static void put_options(tc_buffer *out, const tc_request *request,
                        const tc_option *options, int count)
{
    for (int k = 0; k < count; k++) {
        const tc_option *option = &options[k];
        char name[64], letter[8] = "    ";
        if (option->letter)
            (void)snprintf(letter, sizeof letter, "-%c, ", option->letter);
        (void)snprintf(name, sizeof name, "%s--%s%s%s", letter, option->name,
                       option->value_zh ? " " : "",
                       option->value_zh
                           ? tc_in_language(request, option->value_zh, option->value_en)
                           : "");
        put_entry(out, name, tc_in_language(request, option->zh, option->en));
    }
}

/* The parts of a command that is only a heading. */
static void put_parts(tc_buffer *out, const tc_request *request)
{
    const tc_command *command = request->command;
    for (int k = 0; k < command->part_count; k++)
        put_entry(out, command->parts[k]->name,
                  tc_in_language(request, command->parts[k]->zh, command->parts[k]->en));
    if (command->part_count > 0)
        tc_buffer_puts(out, "\n");
}

static void put_command_help(tc_buffer *out, const tc_request *request)
{
    const tc_command *command = request->command;
    tc_buffer_printf(out, "%stongchou %s %s%s\n\n%s%s\n%s\n\n",
                     tc_in_language(request, "用法：", "usage: "), command->name,
                     tc_in_language(request, command->operands_zh, command->operands_en),
                     tc_in_language(request, " [选项]", " [options]"),
                     tc_in_language(request, command->zh, command->en),
                     tc_in_language(request, "。", "."),
                     tc_in_language(request, command->more_zh, command->more_en));
    put_parts(out, request);
    tc_buffer_printf(out, "%s\n  %s\n\n%s\n", tc_in_language(request, "例：", "example:"),
                     command->example, tc_in_language(request, "选项：", "options:"));
    put_options(out, request, command->options, command->option_count);
    put_options(out, request, tc_common_options, tc_common_option_count);
}

static void put_program_help(tc_buffer *out, const tc_request *request,
                             const tc_command *const *commands, int count)
{
    tc_buffer_puts(
        out,
        tc_in_language(request,
                       "用法：tongchou 命令 案例 [选项]\n\n"
                       "统筹使用重点削减源：按先后次序把削减量安排给项目。\n\n命令：\n",
                       "usage: tongchou COMMAND CASE [options]\n\n"
                       "Allocates a pool of pollutant reductions to projects, "
                       "goals in strict order.\n\ncommands:\n"));
    for (int k = 0; k < count; k++)
        put_entry(out, commands[k]->name,
                  tc_in_language(request, commands[k]->zh, commands[k]->en));
    tc_buffer_puts(
        out,
        tc_in_language(request, "\n例：\n  tongchou solve data/yuncheng-2022\n\n选项：\n",
                       "\nexample:\n  tongchou solve data/yuncheng-2022\n\n"
                       "options:\n"));
    put_options(out, request, tc_common_options, tc_common_option_count);
    put_options(out, request, &tc_version_option, 1);
    tc_buffer_puts(
        out, tc_in_language(request,
                            "\n退出码：0 完成；1 答案是“不行”；2 用法或输入有误；"
                            "3 机器出错（磁盘、内存）；4 提前停止，答案有效\n"
                            "各命令的说明：tongchou 命令 --help\n",
                            "\nexit codes: 0 done; 1 the answer is no; 2 bad usage or "
                            "input; 3 the machine failed (disk, memory); "
                            "4 ended early, the answer is valid\n"
                            "more on a command: tongchou COMMAND --help\n"));
}

int tc_help_print(const tc_request *request, const tc_command *const *commands, int count)
{
    tc_buffer out = {0};
    if (request->command)
        put_command_help(&out, request);
    else
        put_program_help(&out, request, commands, count);
    const int code = out.failed ? TC_EXIT_MACHINE : tc_answer(request, out.text);
    tc_buffer_free(&out);
    return code;
}
