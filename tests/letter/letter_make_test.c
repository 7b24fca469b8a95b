/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/zip_pack.h"
#include "support/leaks.h"
#include "support/office_text.h"
#include "support/scarce_memory.h"
#include "support/scratch.h"
#include "support/solved_case.h"
#include "tongchou/letters.h"

static const char DOCUMENT[] = "word/document.xml";

/* ---- Yuncheng ---------------------------------------------------------------------- */

/* The case solved, saved and read back: its plan has a check code. */
static solved_case read_back(const char *name, tc_scratch *scratch)
{
    solved_case solved = solved_data(name);
    tc_error error = {0};
    tc_plan *read = NULL;
    cr_assert_eq(tc_plan_save(solved.problem, solved.plan, scratch->folder, NULL), TC_OK);
    cr_assert_eq(tc_plan_load(solved.problem, scratch->folder, &read, &error), TC_OK,
                 "%s", error.message_en);
    tc_plan_free(solved.plan);
    solved.plan = read;
    return solved;
}

/* Make the letters and write them. */
static tc_code write(const solved_case *solved, const tc_letters_options *options,
                     const char *folder, tc_error *error)
{
    tc_report_file files[128];
    tc_letters *letters = NULL;
    tc_code code =
        tc_letters_make(solved->problem, solved->plan, options, NULL, &letters, error);
    if (code != TC_OK)
        return code;
    const int count = tc_letters_count(letters);
    cr_assert_leq(count, 128);
    for (int k = 0; k < count; k++)
        files[k] = tc_letters_file(letters, k);
    code = tc_report_save(files, count, folder, error);
    tc_letters_free(letters);
    return code;
}

static void save(const solved_case *solved, const char *folder)
{
    tc_error error = {0};
    cr_assert_eq(write(solved, NULL, folder, &error), TC_OK, "%s", error.message_en);
}

/* Every file of the folder, with what there is to do. */
static int each(const char *folder, void (*visit)(const char *folder, const char *name))
{
    DIR *listing = opendir(folder);
    int count = 0;
    cr_assert_not_null(listing);
    for (const struct dirent *entry; (entry = readdir(listing)) != NULL;)
        if (strstr(entry->d_name, ".docx")) {
            visit(folder, entry->d_name);
            count++;
        }
    closedir(listing);
    return count;
}

static void is_sound(const char *folder, const char *name)
{
    tc_buffer letter = office_file(folder, name), words = {0};
    office_well_formed(letter.text, letter.length, name);
    office_text(letter.text, letter.length, DOCUMENT, &words);
    cr_assert(!strstr(words.text, "{{") && !strstr(words.text, "}}"), "%s", name);
    cr_assert(strstr(words.text, "校验码"), "%s", name);
    tc_buffer_free(&words);
    tc_buffer_free(&letter);
}

Test(letter_letter_make, writes_a_sound_letter_of_each_kind_for_whom_it_concerns)
{
    tc_scratch scratch = tc_scratch_open();
    solved_case solved = read_back("yuncheng-2022", &scratch);
    save(&solved, scratch.folder);
    /* 28 served, two of them without emission; 1 partial, 11 with nothing: notice, plans,
     * opinions, reasons */
    cr_assert_eq(each(scratch.folder, is_sound), 1 + 27 + 40 + 12);
    solved_free(&solved);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

static void compare_golden(const char *name, const tc_buffer *words)
{
    char folder[512];
    tc_buffer path = {0};
    (void)snprintf(folder, sizeof folder, "%s/tests/letter/golden", TC_TEST_ROOT);
    tc_buffer_printf(&path, "%s/%s.txt", folder, name);
    if (getenv("UPDATE_GOLDEN")) {
        FILE *file = fopen(path.text, "w");
        cr_assert_not_null(file);
        cr_assert_eq(fwrite(words->text, 1, words->length, file), words->length);
        cr_assert_eq(fclose(file), 0);
    }
    tc_buffer_free(&path);
    tc_buffer_printf(&path, "%s.txt", name);
    tc_buffer expected = office_file(folder, path.text);
    cr_assert_str_eq(words->text, expected.text, "%s", name);
    tc_buffer_free(&expected);
    tc_buffer_free(&path);
}

/* The code of a plan is another with every multiplier that proves as much. */
static void hide_code(tc_buffer *words, const solved_case *solved)
{
    const tc_check_code code = tc_plan_check_code(solved->plan);
    const size_t length = strlen(code.text);
    cr_assert_eq(length, 19);
    for (char *at = words->text; (at = strstr(at, code.text)) != NULL; at += length)
        memcpy(at, "CODE CODE CODE CODE", length);
    cr_assert(strstr(words->text, "CODE CODE CODE CODE"));
}

/* UPDATE_GOLDEN=1 writes what is expected instead. */
static void reads_like_golden(const solved_case *solved, const char *folder,
                              const char *letter, const char *golden)
{
    static const char *const parts[] = {"word/header1.xml", "word/document.xml",
                                        "word/footer1.xml"};
    tc_buffer found = office_file(folder, letter), words = {0};
    for (int k = 0; k < 3; k++)
        office_text(found.text, found.length, parts[k], &words);
    hide_code(&words, solved);
    compare_golden(golden, &words);
    tc_buffer_free(&words);
    tc_buffer_free(&found);
}

Test(letter_letter_make, letters_of_yuncheng_say_what_they_said)
{
    tc_scratch scratch = tc_scratch_open();
    solved_case solved = read_back("yuncheng-2022", &scratch);
    save(&solved, scratch.folder);
    reads_like_golden(&solved, scratch.folder, "统筹分配通知.docx", "notice");
    reads_like_golden(&solved, scratch.folder, "区域削减方案-P-003.docx", "plan_served");
    reads_like_golden(&solved, scratch.folder, "总量核定意见-P-003.docx",
                      "opinion_served");
    reads_like_golden(&solved, scratch.folder, "总量核定意见-P-021.docx", "opinion_none");
    reads_like_golden(&solved, scratch.folder, "总量核定意见-P-007.docx",
                      "opinion_no_emission");
    reads_like_golden(&solved, scratch.folder, "未获指标理由书-P-021.docx",
                      "reasons_none");
    solved_free(&solved);
    tc_scratch_close(&scratch);
}

Test(letter_letter_make, a_letter_of_a_real_record_carries_no_watermark)
{
    tc_scratch scratch = tc_scratch_open();
    solved_case solved = read_back("letters/gaoping-2023", &scratch);
    save(&solved, scratch.folder);
    reads_like_golden(&solved, scratch.folder, "总量核定意见-R1.docx", "opinion_gaoping");
    tc_buffer found = office_file(scratch.folder, "总量核定意见-R1.docx"), words = {0};
    office_text(found.text, found.length, "word/header1.xml", &words);
    cr_assert(!strstr(words.text, "示例"));
    tc_buffer_free(&words);
    tc_buffer_free(&found);
    solved_free(&solved);
    tc_scratch_close(&scratch);
}

static const char *other_folder;

static void is_same_there(const char *folder, const char *name)
{
    tc_buffer one = office_file(folder, name), two = office_file(other_folder, name);
    cr_assert_eq(one.length, two.length, "%s", name);
    cr_assert_eq(memcmp(one.text, two.text, one.length), 0, "%s", name);
    tc_buffer_free(&one);
    tc_buffer_free(&two);
}

Test(letter_letter_make, the_same_plan_gives_the_same_bytes)
{
    tc_scratch first = tc_scratch_open(), second = tc_scratch_open();
    solved_case solved = solved_data("textbook");
    save(&solved, first.folder);
    save(&solved, second.folder);
    other_folder = second.folder;
    cr_assert_gt(each(first.folder, is_same_there), 3);
    solved_free(&solved);
    tc_scratch_close(&first);
    tc_scratch_close(&second);
}

/* ---- names that mean harm ---------------------------------------------------------- */

/* A case of one county and these projects, solved. */
static solved_case solve_projects(tc_scratch *scratch, const char *projects)
{
    solved_case solved = {.made = false};
    tc_error error = {0};
    tc_scratch_text(scratch, "case.json", "{\"decision_date\": \"2022-11-25\"}\n");
    tc_scratch_text(scratch, "areas.csv", "id,name\nA,\"<甲&县>\"\n");
    tc_scratch_text(scratch, "sources.csv", "id,name,area,PM\nS1,]]>,A,3\n");
    tc_scratch_text(scratch, "projects.csv", projects);
    cr_assert_eq(tc_problem_load(scratch->folder, NULL, &solved.problem, &error), TC_OK,
                 "%s", error.message_en);
    cr_assert_eq(tc_solve(solved.problem, NULL, &solved.plan, NULL), TC_OK);
    return solved;
}

/* P1 has something in a ledger, which leaves it out as a lock does. */
static void save_booked(const solved_case *solved, const char *folder)
{
    static const tc_booked_project booked = {.who = "张三", .document = ""};
    tc_project projects[2];
    tc_problem problem = *solved->problem;
    memcpy(projects, problem.projects, sizeof projects);
    projects[0].booked = &booked;
    problem.projects = projects;
    save(&(solved_case){.problem = &problem, .plan = solved->plan}, folder);
}

Test(letter_letter_make, what_a_ledger_has_decided_is_counted_and_gets_no_letter_again)
{
    tc_scratch scratch = tc_scratch_open(), out = tc_scratch_open();
    tc_scratch_text(&scratch, "locks.csv", "project,lock,who,why\nP1,out,张三,台账\n");
    solved_case solved = solve_projects(&scratch, "id,name,area,tier,start,PM\n"
                                                  "P1,甲,A,1,2023,1\n"
                                                  "P2,乙,A,1,2023,1\n");
    save_booked(&solved, out.folder);
    cr_assert_eq(each(out.folder, is_sound), 3);
    is_sound(out.folder, "区域削减方案-P2.docx");
    is_sound(out.folder, "总量核定意见-P2.docx");
    tc_buffer notice = office_file(out.folder, "统筹分配通知.docx"), words = {0};
    office_text(notice.text, notice.length, DOCUMENT, &words);
    cr_expect(strstr(words.text, "项目2个：足额安排1个，未获安排0个，此前已定1个。"),
              "%s", words.text);
    cr_expect(strstr(words.text, "没有未足额安排的项目。"), "%s", words.text);
    tc_buffer_free(&words);
    tc_buffer_free(&notice);
    solved_free(&solved);
    tc_scratch_close(&out);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

static void put_times(tc_buffer *out, const char *text, int times)
{
    for (int k = 0; k < times; k++)
        tc_buffer_puts(out, text);
}

Test(letter_letter_make, names_of_any_kind_break_nothing)
{
    tc_scratch scratch = tc_scratch_open(), out = tc_scratch_open();
    tc_buffer projects = {0};
    tc_buffer_puts(&projects, "id,name,area,tier,start,PM\n"
                              "../../x,<script>alert(1)</script>,A,1,2023,1\n"
                              "..\\..\\X,]]>&amp;<w:p/>,A,1,2023,1\n"
                              "CON:|?*,=cmd|' /C calc'!A0,A,1,2023,1\n"
                              "con\xE2\x80\xAE*?/,\xE2\x80\xAEgnp.exe,A,1,2023,1\n");
    put_times(&projects, "长", 66);
    tc_buffer_puts(&projects, ",");
    put_times(&projects, "名", 10000);
    tc_buffer_puts(&projects, ",A,1,2023,1\n");
    solved_case solved = solve_projects(&scratch, projects.text);
    save(&solved, out.folder);
    static const char *const names[] = {
        "总量核定意见-.._.._x.docx", "总量核定意见-.._.._X~2.docx",
        "总量核定意见-CON____.docx", "总量核定意见-con____~4.docx"};
    for (size_t k = 0; k < sizeof names / sizeof *names; k++)
        is_sound(out.folder, names[k]);
    cr_assert_eq(each(out.folder, is_sound), 1 + 3 + 5 + 2);
    tc_buffer letter = office_file(out.folder, names[0]), words = {0};
    office_text(letter.text, letter.length, DOCUMENT, &words);
    cr_assert(strstr(words.text, "<script>alert(1)</script>"));
    tc_buffer_free(&words);
    tc_buffer_free(&letter);
    tc_buffer_free(&projects);
    solved_free(&solved);
    tc_scratch_close(&out);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

/* ---- templates of the bureau ------------------------------------------------------- */

/* A Word document with this paragraph. */
static tc_buffer document(const char *words)
{
    tc_buffer xml = {0}, packed = {0};
    tc_buffer_printf(&xml,
                     "<w:document><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body>"
                     "</w:document>",
                     words);
    const tc_zip_entry entry = {DOCUMENT, xml.text, xml.length};
    cr_assert_eq(tc_zip_write(&entry, 1, &packed, NULL), TC_OK);
    tc_buffer_free(&xml);
    return packed;
}

static tc_code save_with(const solved_case *solved, const tc_scratch *templates,
                         const char *folder, tc_error *error)
{
    const tc_letters_options options = {.templates = templates->folder};
    return write(solved, &options, folder, error);
}

static void put_template(tc_scratch *templates, const char *name, const char *words)
{
    tc_buffer packed = document(words);
    tc_scratch_bytes(templates, name, packed.text, packed.length);
    tc_buffer_free(&packed);
}

Test(letter_letter_make, takes_the_bureaus_template_and_ours_for_the_rest)
{
    tc_scratch scratch = tc_scratch_open(), templates = tc_scratch_open();
    solved_case solved = solved_data("textbook");
    put_template(&templates, "quota-opinion.docx",
                 "我局核定{{项目名称}}（校验码{{校验码}}）{{#示例}}示例{{/示例}}");
    tc_scratch_text(&templates, "~$quota-opinion.docx", "open in Word");
    cr_assert_eq(save_with(&solved, &templates, scratch.folder, NULL), TC_OK);
    tc_buffer letter = office_file(scratch.folder, "总量核定意见-T-1.docx"), words = {0};
    office_text(letter.text, letter.length, DOCUMENT, &words);
    cr_assert(strstr(words.text, "我局核定"), "%s", words.text);
    is_sound(scratch.folder, "统筹分配通知.docx");
    tc_buffer_free(&words);
    tc_buffer_free(&letter);
    solved_free(&solved);
    tc_scratch_close(&templates);
    tc_scratch_close(&scratch);
    TC_ASSERT_NO_LEAK();
}

static void refuses(const char *name, const char *words, const char *file,
                    const char *message)
{
    tc_scratch scratch = tc_scratch_open(), templates = tc_scratch_open();
    solved_case solved = solved_data("textbook");
    tc_error error = {0};
    if (name)
        put_template(&templates, name, words);
    cr_assert_eq(save_with(&solved, &templates, scratch.folder, &error), TC_ERR_INPUT);
    if (message)
        cr_assert_str_eq(error.message_en, message);
    cr_assert_str_eq(error.file, file);
    cr_assert(*error.message);
    tc_scratch_close(&scratch); /* fails where anything was written */
    tc_scratch_close(&templates);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}

Test(letter_letter_make, refuses_templates_that_cannot_be_used_and_writes_nothing)
{
    refuses("quota-opinion.docx", "{{项目名}}{{校验码}}{{#示例}}{{/示例}}",
            "quota-opinion.docx/word/document.xml",
            "there is no field '项目名' here; did you mean '项目名称'? paragraph "
            "'{{项目名}}{{校验码}}{{示例}}'");
    refuses("quota-opinions.docx", "x", "quota-opinions.docx",
            "there is no template of this name; did you mean quota-opinion.docx?");
    refuses("allocation-notice.docx", "{{#示例}}{{/示例}}", "allocation-notice.docx",
            "the template must have the field {{校验码}}, and has not");
    refuses(NULL, NULL, "", NULL);
}

/* ---- what cannot be told ----------------------------------------------------------- */

Test(letter_letter_make, writes_no_letters_about_a_bound)
{
    solved_case solved = solved_data("yuncheng-2022");
    const tc_solve_options options = {.relax = true};
    tc_plan *bound = NULL;
    tc_letters *letters = NULL;
    cr_assert_eq(tc_solve(solved.problem, &options, &bound, NULL), TC_OK);
    cr_assert_eq(tc_letters_make(solved.problem, bound, NULL, NULL, &letters, NULL),
                 TC_ERR_USAGE);
    tc_plan_free(bound);
    solved_free(&solved);
}

static bool pass(const solved_case *solved, const char *folder, long left)
{
    tc_error error = {0};
    tc_test_memory(left);
    const tc_code code = write(solved, NULL, folder, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %s", left, error.message_en);
    return code == TC_OK;
}

Test(letter_letter_make, runs_out_of_memory_cleanly)
{
    tc_scratch scratch = tc_scratch_open();
    solved_case solved = solved_data("textbook");
    long left = 0;
    for (long step = 1; !pass(&solved, scratch.folder, left); left += step)
        step = left < 60 ? 1 : 41; /* later on the same calls come again */
    cr_assert_gt(left, 200);
    tc_scratch_close(&scratch);
    solved_free(&solved);
    TC_ASSERT_NO_LEAK();
}
