/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/chapter.h"
#include "report/page/page_parts.h"

static void put_part(tc_outline *outline, const char *before, const tc_page_part *part,
                     const char *after)
{
    tc_buffer_puts(outline->out, before);
    tc_buffer_add(outline->out, (const char *)part->bytes, part->length);
    tc_buffer_puts(outline->out, after);
}

static void put_title(tc_outline *outline, const tc_problem *problem, tc_said kind)
{
    tc_outline_text(outline, problem->name ? problem->name : "");
    tc_buffer_puts(outline->out, " · ");
    tc_outline_said(outline, kind);
}

/* What the style prints at the foot of every sheet of paper. */
static void put_foot(tc_outline *outline, const tc_plan *plan)
{
    const tc_check_code code = tc_plan_check_code(plan);
    if (*code.text)
        tc_buffer_printf(outline->out, " style=\"--foot: '校验码 check code: %s'\"",
                         code.text);
}

/* Only our own style and script may run, by their hashes. The charts set attributes of
 * style; with those alone nothing can be fetched or run. */
static void put_head(tc_outline *outline, const tc_problem *problem, const tc_plan *plan,
                     tc_language language)
{
    tc_buffer_printf(outline->out, "<!DOCTYPE html>\n<html lang=\"%s\"",
                     language == TC_EN ? "en" : "zh-CN");
    put_foot(outline, plan);
    tc_buffer_printf(
        outline->out,
        ">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; "
        "script-src 'sha256-%s'; style-src 'sha256-%s'; style-src-attr 'unsafe-inline'; "
        "img-src data:; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n"
        "<meta name=\"generator\" content=\"tongchou %s\">\n<title>",
        tc_page_script.hash, tc_page_style.hash, tc_library_version());
    put_title(outline, problem,
              tc_said_as(language == TC_EN ? "allocation proposal" : "统筹分配方案"));
    put_part(outline, "</title>\n<style>", &tc_page_style, "</style>\n</head>\n<body>\n");
}

/* Two buttons that work without a script: the style shows what they choose. */
static void put_switches(tc_outline *outline, tc_language language)
{
    for (tc_language k = TC_ZH; k <= TC_EN; k++)
        tc_buffer_printf(outline->out,
                         "<input class=\"switch\" type=\"radio\" name=\"language\" "
                         "id=\"lang-%s\"%s>\n",
                         k == TC_EN ? "en" : "zh", k == language ? " checked" : "");
}

static void put_header(tc_outline *outline, const tc_problem *problem,
                       const tc_plan *plan)
{
    tc_buffer_puts(outline->out,
                   "<header>\n<div class=\"languages\">"
                   "<label for=\"lang-zh\" lang=\"zh-CN\">中文</label>"
                   "<label for=\"lang-en\" lang=\"en-GB\">English</label></div>\n<h1>");
    put_title(outline, problem, (tc_said){"统筹分配方案", "allocation proposal"});
    tc_buffer_puts(outline->out, "</h1>\n");
    tc_chapters_facts(problem, plan, outline);
    tc_buffer_puts(outline->out, "</header>\n<main>\n");
}

tc_code tc_report_html(const tc_problem *problem, const tc_plan *plan,
                       const tc_report_about *about, tc_language language, char **text,
                       tc_error *error)
{
    tc_buffer out = {0};
    tc_outline outline = {.form = TC_FORM_HTML, .language = language, .out = &out};
    put_head(&outline, problem, plan, language);
    put_switches(&outline, language);
    put_header(&outline, problem, plan);
    tc_code code = tc_chapters_put(problem, plan, about, &outline, error);
    tc_buffer_puts(&out, "</main>\n<footer>\n");
    tc_outline_paragraph(&outline, NULL, tc_report_closing());
    put_part(&outline, "</footer>\n<script>", &tc_page_script,
             "</script>\n</body>\n</html>\n");
    if (code == TC_OK)
        code = tc_text_give(&out, text, error);
    else
        tc_buffer_free(&out);
    return code;
}
