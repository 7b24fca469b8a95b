/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/rules_text.h"

#include "base/fault.h"
#include "domain/ruling.h"
#include "report/glyph.h"
#include "tongchou/rules.h"

tc_code tc_text_give(tc_buffer *out, char **text, tc_error *error)
{
    if (out->failed || !out->text) {
        tc_buffer_free(out);
        return tc_no_memory(error);
    }
    *text = out->text;
    return TC_OK;
}

static void put_shown(tc_buffer *out, const char *text)
{
    (void)tc_glyph_puts(out, text, 0);
}

static void put_ruling(const tc_problem *problem, int project, const tc_ruling *ruling,
                       tc_language language, tc_buffer *out)
{
    tc_buffer line = {0};
    tc_ruling_write(problem, project, ruling, language, &line);
    tc_buffer_puts(out, "  ");
    put_shown(out, line.text ? line.text : "");
    tc_buffer_puts(out, "\n");
    out->failed = out->failed || line.failed;
    tc_buffer_free(&line);
}

static void put_project(const tc_problem *problem, int project, tc_language language,
                        tc_buffer *out)
{
    const tc_project *about = &problem->projects[project];
    tc_ruling rulings[TC_RULINGS_MOST];
    const int count = tc_rulings_of(problem, project, rulings);
    put_shown(out, about->id);
    tc_buffer_puts(out, "  ");
    put_shown(out, about->name);
    tc_buffer_puts(out, "  ");
    put_shown(out, problem->areas[about->area].name);
    tc_buffer_puts(out, "\n");
    if (count == 0)
        tc_buffer_puts(out, language == TC_ZH ? "  没有排放，没有规则适用\n"
                                              : "  emits nothing: no rule applies\n");
    for (int r = 0; r < count; r++)
        put_ruling(problem, project, &rulings[r], language, out);
}

/* What holds for the case as a whole. */
static void put_whole(const tc_problem *problem, tc_language language, tc_buffer *out)
{
    const bool zh = language == TC_ZH;
    const struct {
        const tc_citation *citation;
        const char *zh, *en;
    } parts[] = {
        {&problem->preference, "持证单位优先", "permit holders first"},
        {&problem->widening, "水污染物可跨流域", "water counts across basins"},
        {&problem->protection, "调出受限，留给本县重点项目",
         "export is capped, for a county's own key projects"},
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        tc_buffer line = {0};
        if (parts[i].citation->kind == TC_CITED_NONE)
            continue;
        tc_citation_write(problem, NULL, parts[i].citation, -1, language, &line);
        tc_buffer_printf(out, "%s: ", zh ? parts[i].zh : parts[i].en);
        put_shown(out, line.text ? line.text : "");
        tc_buffer_puts(out, "\n");
        out->failed = out->failed || line.failed;
        tc_buffer_free(&line);
    }
}

static void put_switches(const tc_rule_set *set, bool zh, tc_buffer *out)
{
    for (int i = 0; i < set->switch_count; i++) {
        const tc_switch *about = &set->switches[i];
        tc_buffer_puts(out, zh ? "    开关 " : "    switch ");
        put_shown(out, about->name);
        tc_buffer_puts(out, " = ");
        put_shown(out, about->value);
        tc_buffer_puts(out, zh ? "：" : ": ");
        put_shown(out, zh || !*about->text_en ? about->text : about->text_en);
        tc_buffer_puts(out, "\n");
    }
}

static void put_set(const tc_rule_set *set, bool zh, tc_buffer *out)
{
    static const char *const standings_zh[] = {"施行", "【草案】", "未核实"};
    static const char *const standings_en[] = {"in force", "[DRAFT]", "unverified"};
    tc_buffer_puts(out, "  ");
    put_shown(out, set->id);
    tc_buffer_printf(out, zh ? "  %s，自 %s" : "  %s, from %s",
                     (zh ? standings_zh : standings_en)[set->standing],
                     tc_day_write(set->from).text);
    if (set->until != TC_DAY_NEVER)
        tc_buffer_printf(out, zh ? "，至 %s" : ", until %s",
                         tc_day_write(set->until).text);
    tc_buffer_puts(out, "  ");
    put_shown(out, set->number);
    put_shown(out, zh ? "《" : *set->number ? ", " : "");
    put_shown(out, zh || !*set->title_en ? set->title : set->title_en);
    tc_buffer_puts(out, zh ? "》\n" : "\n");
    if (*set->source) {
        tc_buffer_puts(out, zh ? "    来历：" : "    known from: ");
        put_shown(out, set->source);
        tc_buffer_puts(out, "\n");
    }
    put_switches(set, zh, out);
}

void tc_rule_sets_put(const tc_problem *problem, tc_language language, tc_buffer *out)
{
    const bool zh = language == TC_ZH;
    if (problem->rule_set_count == 0)
        tc_buffer_puts(out, zh ? "案例没有采用规则集\n" : "the case names no rule set\n");
    else
        tc_buffer_printf(out, zh ? "规则集 %d 个\n" : "rule sets: %d\n",
                         problem->rule_set_count);
    for (int s = 0; s < problem->rule_set_count; s++)
        put_set(&problem->rule_sets[s], zh, out);
}

tc_code tc_rules_print(const tc_problem *problem, tc_language language, char **text,
                       tc_error *error)
{
    tc_buffer out = {0};
    const bool zh = language == TC_ZH;
    tc_buffer_puts(&out, zh ? "适用的规则：" : "rules that apply: ");
    put_shown(&out, problem->name);
    tc_buffer_printf(&out, zh ? "，决定日 %s\n\n" : ", decided on %s\n\n",
                     tc_day_write(problem->decision_date).text);
    for (int j = 0; j < problem->project_count; j++)
        put_project(problem, j, language, &out);
    tc_buffer_puts(&out, "\n");
    put_whole(problem, language, &out);
    tc_rule_sets_put(problem, language, &out);
    return tc_text_give(&out, text, error);
}
