/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/citation.h"

#include "domain/problem.h"

/* What made it hold, behind lead, where anything did. */
static void write_why(const tc_problem *problem, const tc_project *project,
                      const tc_citation *citation, int pollutant, tc_language language,
                      const char *lead, tc_buffer *out)
{
    const tc_clause *clause = citation->clause;
    const tc_subject subject = {.problem = problem,
                                .project = project,
                                .switches = citation->set->switches,
                                .switch_count = citation->set->switch_count};
    tc_buffer why[2] = {{0}};
    tc_condition_explain(clause->when, &subject, &why[TC_ZH], &why[TC_EN]);
    tc_buffer *said = &why[language];
    if (clause->small && project && pollutant >= 0)
        tc_buffer_printf(said, "%s%s %g ≤ %g t/a",
                         said->length == 0   ? ""
                         : language == TC_ZH ? "，"
                                             : ", ",
                         tc_pollutants[pollutant].id, project->emission[pollutant],
                         clause->threshold[pollutant]);
    if (said->length > 0)
        tc_buffer_printf(out, "%s%s", lead, said->text);
    out->failed = out->failed || said->failed;
    tc_buffer_free(&why[TC_ZH]);
    tc_buffer_free(&why[TC_EN]);
}

void tc_citation_write(const tc_problem *problem, const tc_project *project,
                       const tc_citation *citation, int pollutant, tc_language language,
                       tc_buffer *out)
{
    switch (citation->kind) {
    case TC_CITED_NONE:
        tc_buffer_puts(out, language == TC_ZH ? "默认等量" : "1:1 by default");
        break;
    case TC_CITED_OWN:
        if (citation->line > 0)
            tc_buffer_printf(out, "projects.csv:%d ratio_%s", citation->line,
                             tc_pollutants[pollutant].id);
        else
            tc_buffer_printf(out, "projects.csv ratio_%s", tc_pollutants[pollutant].id);
        break;
    case TC_CITED_CASE:
        tc_buffer_printf(out, "case.json:%d ratios", citation->line);
        if (*citation->reason)
            tc_buffer_printf(out, ", %s", citation->reason);
        break;
    case TC_CITED_CLAUSE:
        tc_buffer_printf(out, "%s %s", citation->set->id, citation->clause->article);
        write_why(problem, project, citation, pollutant, language, ", ", out);
        break;
    }
}

void tc_citation_name(const tc_problem *problem, const tc_project *project,
                      const tc_citation *citation, int pollutant, tc_buffer *out)
{
    switch (citation->kind) {
    case TC_CITED_NONE:
        tc_buffer_puts(out, "没有规则要求倍量，等量替代");
        break;
    case TC_CITED_OWN:
        tc_buffer_puts(out, "按项目申报的倍数");
        break;
    case TC_CITED_CASE:
        tc_buffer_puts(out, *citation->reason ? citation->reason : "按本次统筹的规定");
        break;
    case TC_CITED_CLAUSE:
        tc_buffer_printf(out, "《%s》", citation->set->title);
        if (*citation->set->number)
            tc_buffer_printf(out, "（%s）", citation->set->number);
        tc_buffer_puts(out, citation->clause->article);
        write_why(problem, project, citation, pollutant, TC_ZH, "：", out);
        break;
    }
}
