/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tongchou/letters.h"

#include <string.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "domain/explanation.h"
#include "letter/letter_name.h"
#include "letter/letter_templates.h"

/* By kind: how the letter is called. */
static const char *const TITLES[TC_LETTER_KINDS] = {"统筹分配通知", "区域削减方案",
                                                    "总量核定意见", "未获指标理由书"};

struct tc_letters {
    tc_buffer *names, *bytes;
    int count;
};

/* What letters are made of. */
typedef struct desk {
    const tc_letter_book *book;
    const tc_letter_templates *templates;
    const tc_letter_stem *stems;
    bool explains;
    tc_letters *out;
} desk;

static bool gets_letter(const tc_letter_book *book, tc_letter_kind kind, int project)
{
    const tc_standing standing = book->standings[project];
    if (standing == TC_STANDING_BOOKED)
        return false; /* it has the letters of the plan that decided it */
    if (kind == TC_LETTER_PLAN)
        return tc_letter_book_emits(book, project) &&
               (standing == TC_STANDING_SERVED || standing == TC_STANDING_PARTIAL);
    return kind != TC_LETTER_REFUSAL || standing != TC_STANDING_SERVED;
}

static tc_code fill(const desk *at, tc_letter_kind kind, int project,
                    const tc_explanation *explanation, tc_error *error)
{
    const tc_letter letter = {.book = at->book,
                              .project = project,
                              .pollutant = -1,
                              .source = -1,
                              .area = -1,
                              .credit = -1,
                              .rule = -1,
                              .goal = -1,
                              .line = -1,
                              .explanation = explanation};
    tc_buffer *name = &at->out->names[at->out->count];
    tc_buffer *bytes = &at->out->bytes[at->out->count];
    at->out->count++;
    if (project < 0)
        tc_buffer_printf(name, "%s.docx", TITLES[kind]);
    else
        tc_buffer_printf(name, "%s-%s.docx", TITLES[kind], at->stems[project].text);
    if (name->failed)
        return tc_no_memory(error);
    return tc_letter_template_fill(at->templates->of[kind], &letter, bytes, error);
}

/* Explaining solves the case again: is it about this plan? One that was stopped early, or
 * found with other limits, has its own reasons only. */
static bool is_about(const tc_explanation *explanation, const tc_plan *plan)
{
    const int project = explanation->project;
    const tc_grains *approved = plan->emission + (ptrdiff_t)project * TC_POLLUTANTS;
    return explanation->status == TC_PLAN_OPTIMAL &&
           explanation->reason == plan->reasons[project].kind &&
           memcmp(explanation->emission, approved, sizeof explanation->emission) == 0;
}

static tc_code write_letter(const desk *at, tc_letter_kind kind, int project,
                            tc_error *error)
{
    const tc_problem *problem = at->book->problem;
    tc_explanation *explanation = NULL;
    tc_code code = TC_OK;
    if (kind == TC_LETTER_REFUSAL && at->explains)
        code = tc_explanation_find(problem, NULL, problem->projects[project].id,
                                   &explanation, error);
    const bool fits = explanation && is_about(explanation, at->book->plan);
    if (code == TC_OK)
        code = fill(at, kind, project, fits ? explanation : NULL, error);
    tc_explanation_free(explanation);
    return code;
}

static tc_code write_letters(const desk *at, tc_error *error)
{
    tc_code code = write_letter(at, TC_LETTER_NOTICE, -1, error);
    for (int kind = TC_LETTER_PLAN; kind < TC_LETTER_KINDS; kind++)
        for (int j = 0; j < at->book->problem->project_count && code == TC_OK; j++)
            if (gets_letter(at->book, (tc_letter_kind)kind, j))
                code = write_letter(at, (tc_letter_kind)kind, j, error);
    return code;
}

/* Room for the notice, and for every letter that there may be of every project. */
static tc_letters *new_letters(const tc_problem *problem)
{
    const size_t most = 1 + (size_t)problem->project_count * (TC_LETTER_KINDS - 1);
    tc_letters *letters = tc_mem_new(1, sizeof *letters);
    if (!letters)
        return NULL;
    letters->names = tc_mem_new(most, sizeof *letters->names);
    letters->bytes = tc_mem_new(most, sizeof *letters->bytes);
    if (letters->names && letters->bytes)
        return letters;
    tc_letters_free(letters);
    return NULL;
}

static tc_code write_all(const tc_letter_book *book, const tc_letter_templates *templates,
                         tc_letters **letters, tc_error *error)
{
    const size_t projects = (size_t)book->problem->project_count;
    tc_letter_stem *stems = tc_mem_new(projects, sizeof *stems);
    tc_letters *fresh = new_letters(book->problem);
    const bool explains = book->plan->status == TC_PLAN_OPTIMAL &&
                          book->problem->project_count <= TC_LETTERS_EXPLAINED_MOST;
    const desk at = {book, templates, stems, explains, fresh};
    tc_code code = stems && fresh ? tc_letter_stems(book->problem, stems, error)
                                  : tc_no_memory(error);
    if (code == TC_OK)
        code = write_letters(&at, error);
    if (code == TC_OK)
        *letters = fresh;
    else
        tc_letters_free(fresh);
    tc_mem_drop(stems);
    return code;
}

tc_code tc_letters_make(const tc_problem *problem, const tc_plan *plan,
                        const tc_letters_options *options, tc_faults *faults,
                        tc_letters **letters, tc_error *error)
{
    if (tc_plan_get_status(plan) == TC_PLAN_INFEASIBLE || tc_plan_is_relaxed(plan))
        return tc_fail(
            error, TC_ERR_USAGE, NULL,
            "这份方案不作决定（必保项目不能同时满足，或只是上界），没有可写的文书",
            "this plan decides nothing (the required projects cannot all be "
            "served, or it is a bound): there are no letters to write");
    tc_letter_templates templates = {0};
    tc_letter_book book = {0};
    tc_code code = tc_letter_templates_read(options ? options->templates : NULL, faults,
                                            &templates, error);
    if (code == TC_OK)
        code = tc_letter_book_make(problem, plan, &book, error);
    if (code == TC_OK)
        code = write_all(&book, &templates, letters, error);
    tc_letter_book_free(&book);
    tc_letter_templates_free(&templates);
    return code;
}

int tc_letters_count(const tc_letters *letters)
{
    return letters->count;
}

tc_report_file tc_letters_file(const tc_letters *letters, int k)
{
    return (tc_report_file){letters->names[k].text, letters->bytes[k].text,
                            letters->bytes[k].length};
}

void tc_letters_free(tc_letters *letters)
{
    if (!letters)
        return;
    for (int k = 0; k < letters->count; k++) {
        tc_buffer_free(&letters->names[k]);
        tc_buffer_free(&letters->bytes[k]);
    }
    tc_mem_drop(letters->bytes);
    tc_mem_drop(letters->names);
    tc_mem_drop(letters);
}
