/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tongchou/letters.h"

#include "base/alloc.h"
#include "base/fault.h"
#include "io/save.h"
#include "letter/letter_name.h"
#include "letter/letter_templates.h"

/* By kind: how the letter is called. */
static const char *const TITLES[TC_LETTER_KINDS] = {"统筹分配通知", "区域削减方案",
                                                    "总量核定意见", "未获指标理由书"};

/* Letters as they come: names and bytes. */
typedef struct post {
    const tc_letter_book *book;
    const tc_letter_templates *templates;
    const tc_letter_stem *stems;
    tc_buffer *names, *bytes;
    int count;
} post;

static bool gets_letter(const tc_letter_book *book, tc_letter_kind kind, int project)
{
    const tc_standing standing = book->standings[project];
    if (kind == TC_LETTER_PLAN)
        return standing == TC_STANDING_SERVED || standing == TC_STANDING_PARTIAL;
    return kind != TC_LETTER_REFUSAL || standing != TC_STANDING_SERVED;
}

static tc_code write_letter(post *out, tc_letter_kind kind, int project, tc_error *error)
{
    const tc_letter letter = {.book = out->book,
                              .project = project,
                              .pollutant = -1,
                              .source = -1,
                              .area = -1,
                              .credit = -1,
                              .rule = -1,
                              .goal = -1};
    tc_buffer *name = &out->names[out->count];
    if (project < 0)
        tc_buffer_printf(name, "%s.docx", TITLES[kind]);
    else
        tc_buffer_printf(name, "%s-%s.docx", TITLES[kind], out->stems[project].text);
    const tc_code code = name->failed
                             ? tc_no_memory(error)
                             : tc_letter_template_fill(out->templates->of[kind], &letter,
                                                       &out->bytes[out->count], error);
    out->count++;
    return code;
}

static tc_code write_letters(post *out, tc_error *error)
{
    tc_code code = write_letter(out, TC_LETTER_NOTICE, -1, error);
    for (int kind = TC_LETTER_PLAN; kind < TC_LETTER_KINDS; kind++)
        for (int j = 0; j < out->book->problem->project_count && code == TC_OK; j++)
            if (gets_letter(out->book, (tc_letter_kind)kind, j))
                code = write_letter(out, (tc_letter_kind)kind, j, error);
    return code;
}

static tc_code save(const post *out, const char *folder, tc_error *error)
{
    tc_save_file *files = tc_mem_new((size_t)out->count, sizeof *files);
    if (!files)
        return tc_no_memory(error);
    for (int k = 0; k < out->count; k++)
        files[k] =
            (tc_save_file){out->names[k].text, out->bytes[k].text, out->bytes[k].length};
    const tc_code code = tc_save_all(folder, files, out->count, error);
    tc_mem_drop(files);
    return code;
}

static tc_code send(const tc_letter_book *book, const tc_letter_templates *templates,
                    const char *folder, tc_error *error)
{
    const size_t projects = (size_t)book->problem->project_count;
    const size_t most = 1 + projects * (TC_LETTER_KINDS - 1);
    tc_letter_stem *stems = tc_mem_new(projects, sizeof *stems);
    post out = {.book = book,
                .templates = templates,
                .stems = stems,
                .names = tc_mem_new(most, sizeof *out.names),
                .bytes = tc_mem_new(most, sizeof *out.bytes)};
    tc_code code = stems && out.names && out.bytes
                       ? tc_letter_stems(book->problem, stems, error)
                       : tc_no_memory(error);
    if (code == TC_OK)
        code = write_letters(&out, error);
    if (code == TC_OK)
        code = save(&out, folder, error);
    for (int k = 0; k < out.count; k++) {
        tc_buffer_free(&out.names[k]);
        tc_buffer_free(&out.bytes[k]);
    }
    tc_mem_drop(out.bytes);
    tc_mem_drop(out.names);
    tc_mem_drop(stems);
    return code;
}

tc_code tc_letters_save(const tc_problem *problem, const tc_plan *plan,
                        const tc_letters_options *options, const char *folder,
                        tc_faults *faults, tc_error *error)
{
    if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE || tc_plan_is_relaxed(plan))
        return tc_fail(
            error, TC_ERR_USAGE, NULL,
            "这份方案不作决定（必须满足的项目不能同时满足，或只是上界），没有可写的文书",
            "this plan decides nothing (the required projects cannot all be "
            "served, or it is a bound): there are no letters to write");
    tc_letter_templates templates = {0};
    tc_letter_book book = {0};
    tc_code code = tc_letter_templates_read(options ? options->templates : NULL, faults,
                                            &templates, error);
    if (code == TC_OK)
        code = tc_letter_book_make(problem, plan, &book, error);
    if (code == TC_OK)
        code = send(&book, &templates, folder, error);
    tc_letter_book_free(&book);
    tc_letter_templates_free(&templates);
    return code;
}
