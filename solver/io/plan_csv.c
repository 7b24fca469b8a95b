/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_csv.h"

#include <string.h>

#include "base/fault.h"
#include "base/plain.h"
#include "domain/plan_sums.h"
#include "domain/standing.h"
#include "io/json_tree.h"
#include "io/plan_words.h"

static const char MARK[] = "\xEF\xBB\xBF";
static const char LINE_END[] = "\r\n";
static const char ILLUSTRATIVE[] = "示例项目";

/* ---- cells ------------------------------------------------------------------------- */

/* [+-] digits [. digits]: a spreadsheet reads it as the number that it is. */
static bool is_plain_number(const char *text)
{
    static const char digits[] = "0123456789";
    text += *text == '+' || *text == '-';
    const size_t whole = strspn(text, digits);
    text += whole;
    const size_t decimals = *text == '.' ? strspn(text + 1, digits) : 0;
    text += decimals ? decimals + 1 : 0;
    return whole > 0 && *text == '\0';
}

static bool would_run(const char *text)
{
    if (is_plain_number(text))
        return false;
    uint32_t point = 0;
    size_t step;
    while ((step = tc_plain_point(text, &point)) > 0 && tc_plain_is_space(point)) {
        if (point == '\t' || point == '\r' || point == '\n')
            return true;
        text += step;
    }
    return step > 0 &&
           (point == '=' || point == '+' || point == '-' || point == '@' ||
            point == 0xFF1D || point == 0xFF0B || point == 0xFF0D || point == 0xFF20);
}

void tc_csv_write_text(tc_buffer *out, const char *text)
{
    const bool quoted = strpbrk(text, ",\"\r\n") != NULL;
    if (quoted)
        tc_buffer_puts(out, "\"");
    if (would_run(text))
        tc_buffer_puts(out, "'");
    for (const char *quote; (quote = strchr(text, '"')) != NULL; text = quote + 1) {
        tc_buffer_add(out, text, (size_t)(quote - text));
        tc_buffer_puts(out, "\"\"");
    }
    tc_buffer_puts(out, text);
    if (quoted)
        tc_buffer_puts(out, "\"");
}

/* Every cell but the first of a line. */
static void add_text(tc_buffer *out, const char *text)
{
    tc_buffer_puts(out, ",");
    tc_csv_write_text(out, text);
}

static void add_tonnes(tc_buffer *out, const tc_problem *problem, tc_grains grains)
{
    char text[32];
    tc_grains_write(grains, problem->grain_digits, text);
    tc_buffer_puts(out, ",");
    tc_buffer_puts(out, text);
}

/* ",PM_emission,PM_credit,…" for these endings. */
static void add_headings(tc_buffer *out, const char *const endings[3])
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        for (int k = 0; k < 3; k++)
            tc_buffer_printf(out, ",%s_%s", tc_pollutants[p].id, endings[k]);
}

static tc_code finished(const tc_buffer *out, tc_error *error)
{
    return out->failed ? tc_no_memory(error) : TC_OK;
}

/* ---- tables ------------------------------------------------------------------------ */

static void add_project(tc_buffer *out, const tc_problem *problem, const tc_plan *plan,
                        const tc_plan_sums *sums, int j)
{
    const tc_project *project = &problem->projects[j];
    char share[32];
    tc_number_write(plan->share[j], share);
    tc_csv_write_text(out, project->id);
    add_text(out, project->name);
    add_text(out, problem->areas[project->area].id);
    tc_buffer_printf(out, ",%d,%s,%s", project->tier, share,
                     tc_standing_word(tc_standing_of(problem, plan, j)));
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int at = j * TC_POLLUTANTS + p;
        add_tonnes(out, problem, plan->emission[at]);
        add_tonnes(out, problem, plan->credit[at]);
        add_tonnes(out, problem, sums->pooled[at]);
    }
    add_text(out, tc_standing_explain(problem, plan, j).zh);
    add_text(out, project->illustrative ? "illustrative" : "filed");
    add_text(out, project->illustrative ? ILLUSTRATIVE : "");
    tc_buffer_puts(out, LINE_END);
}

tc_code tc_plan_csv_projects(const tc_problem *problem, const tc_plan *plan,
                             tc_buffer *out, tc_error *error)
{
    static const char *const endings[] = {"emission", "credit", "pooled"};
    tc_plan_sums sums = {0};
    const tc_code code = tc_plan_sums_find(problem, plan, &sums, error);
    if (code == TC_OK) {
        tc_buffer_puts(out, MARK);
        tc_buffer_puts(out, "id,name,area,tier,share,status");
        add_headings(out, endings);
        tc_buffer_puts(out, ",reason,origin,note");
        tc_buffer_puts(out, LINE_END);
        for (int j = 0; plan->status != TC_PLAN_INFEASIBLE && j < problem->project_count;
             j++)
            add_project(out, problem, plan, &sums, j);
    }
    tc_plan_sums_free(&sums);
    return code == TC_OK ? finished(out, error) : code;
}

tc_code tc_plan_csv_credits(const tc_problem *problem, const tc_plan *plan,
                            tc_buffer *out, tc_error *error)
{
    tc_buffer_puts(out, MARK);
    tc_buffer_puts(out, "source,project,pollutant,tonnes,pooled,note");
    tc_buffer_puts(out, LINE_END);
    for (int k = 0; k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        const tc_project *project = &problem->projects[credit->project];
        tc_csv_write_text(out, problem->sources[credit->source].id);
        add_text(out, project->id);
        add_text(out, tc_pollutants[credit->pollutant].id);
        add_tonnes(out, problem, credit->grains);
        add_text(out,
                 tc_is_pooled(problem, credit->source, credit->project) ? "yes" : "no");
        add_text(out, project->illustrative ? ILLUSTRATIVE : "");
        tc_buffer_puts(out, LINE_END);
    }
    return finished(out, error);
}

static void add_source(tc_buffer *out, const tc_problem *problem,
                       const tc_plan_sums *sums, int s)
{
    const tc_source *source = &problem->sources[s];
    tc_csv_write_text(out, source->id);
    add_text(out, source->name);
    add_text(out, problem->areas[source->area].id);
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const int at = s * TC_POLLUTANTS + p;
        add_tonnes(out, problem, sums->supply[at]);
        add_tonnes(out, problem, sums->credited[at]);
        add_tonnes(out, problem, sums->supply[at] - sums->credited[at]);
    }
    tc_buffer_puts(out, LINE_END);
}

tc_code tc_plan_csv_sources(const tc_problem *problem, const tc_plan *plan,
                            tc_buffer *out, tc_error *error)
{
    static const char *const endings[] = {"supply", "credited", "remaining"};
    tc_plan_sums sums = {0};
    const tc_code code = tc_plan_sums_find(problem, plan, &sums, error);
    if (code == TC_OK) {
        tc_buffer_puts(out, MARK);
        tc_buffer_puts(out, "id,name,area");
        add_headings(out, endings);
        tc_buffer_puts(out, LINE_END);
        for (int s = 0; plan->status != TC_PLAN_INFEASIBLE && s < problem->source_count;
             s++)
            add_source(out, problem, &sums, s);
    }
    tc_plan_sums_free(&sums);
    return code == TC_OK ? finished(out, error) : code;
}
