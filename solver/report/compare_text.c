/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/rule_change.h"
#include "report/glyph.h"
#include "report/plan_text.h"
#include "report/rules_text.h"

/* What is compared, and where it is written. */
typedef struct comparison {
    const tc_ruled *before, *after;
    bool zh;
    tc_buffer *out;
} comparison;

static const char *pick(const comparison *c, const char *zh, const char *en)
{
    return c->zh ? zh : en;
}

static void put_names(const comparison *c, const tc_problem *problem)
{
    for (int s = 0; s < problem->rule_set_count; s++) {
        tc_buffer_puts(c->out, s == 0 ? "" : pick(c, "、", ", "));
        (void)tc_glyph_puts(c->out, problem->rule_sets[s].id, 0);
        if (problem->rule_sets[s].standing == TC_SET_DRAFT)
            tc_buffer_puts(c->out, pick(c, "【草案】", " [DRAFT]"));
    }
    if (problem->rule_set_count == 0)
        tc_buffer_puts(c->out, pick(c, "（没有规则集）", "(no rule set)"));
    tc_buffer_puts(c->out, "\n");
}

/* "+1.2000", "-1.2000". */
static void put_difference(const comparison *c, tc_grains before, tc_grains after)
{
    const tc_grains more = after - before;
    char text[32];
    tc_grains_write(more < 0 ? -more : more, c->before->problem->grain_digits, text);
    tc_buffer_printf(c->out, "%s%s", more < 0 ? "-" : "+", text);
}

/* "NOx +1.2000, VOCs -3.0000", of those that differ. */
static void put_differences(const comparison *c, const char *what,
                            const tc_grains *before, const tc_grains *after)
{
    bool any = false;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (before[p] == after[p])
            continue;
        tc_buffer_printf(c->out, "%s%s ", any ? ", " : what, tc_pollutants[p].id);
        put_difference(c, before[p], after[p]);
        any = true;
    }
    if (any)
        tc_buffer_puts(c->out, " t/a\n");
}

static void put_rulings(const comparison *c, const tc_ruled *of, const tc_ruled *other,
                        const char *lead, int project, bool *ratios)
{
    tc_ruling rulings[TC_RULINGS_MOST];
    const int found = tc_rule_change_rulings(of, other, project, rulings);
    for (int r = 0; r < found; r++) {
        tc_buffer line = {0};
        *ratios = *ratios || rulings[r].kind == TC_RULING_RATIO;
        tc_ruling_write(of->problem, project, &rulings[r], c->zh ? TC_ZH : TC_EN, &line);
        tc_buffer_puts(c->out, lead);
        (void)tc_glyph_puts(c->out, line.text ? line.text : "", 0);
        tc_buffer_puts(c->out, "\n");
        c->out->failed = c->out->failed || line.failed;
        tc_buffer_free(&line);
    }
}

static void put_project(const comparison *c, int project)
{
    const tc_project *about = &c->before->problem->projects[project];
    const ptrdiff_t at = (ptrdiff_t)project * TC_POLLUTANTS;
    bool ratios = false;
    tc_buffer_puts(c->out, "  ");
    (void)tc_glyph_puts(c->out, about->id, 0);
    tc_buffer_puts(c->out, "  ");
    (void)tc_glyph_puts(c->out, about->name, 0);
    tc_buffer_printf(c->out, "  %s → %s\n",
                     tc_percent_of(c->before->plan->share[project]).text,
                     tc_percent_of(c->after->plan->share[project]).text);
    put_differences(c, pick(c, "    核定排放 ", "    approved "),
                    c->before->plan->emission + at, c->after->plan->emission + at);
    put_differences(c, pick(c, "    抵扣 ", "    credited "),
                    c->before->plan->credit + at, c->after->plan->credit + at);
    put_rulings(c, c->before, c->after, pick(c, "    原 ", "    was "), project, &ratios);
    put_rulings(c, c->after, c->before, pick(c, "    现 ", "    now "), project, &ratios);
    if (!ratios)
        tc_buffer_puts(c->out,
                       pick(c, "    它自己的倍数没有变，变的是别的项目用剩的量\n",
                            "    its own ratios are the same: others leave it more or "
                            "less\n"));
}

static void put_kind(const comparison *c, tc_rule_change_kind kind, const char *heading)
{
    int count = 0;
    for (int j = 0; j < c->before->problem->project_count; j++) {
        if (tc_rule_change_of(c->before, c->after, j) != kind)
            continue;
        if (count++ == 0)
            tc_buffer_printf(c->out, "\n%s\n", heading);
        put_project(c, j);
    }
}

static void put_sums(const comparison *c)
{
    const tc_ruled_sums before = tc_ruled_sum(c->before), after = tc_ruled_sum(c->after);
    tc_buffer_printf(c->out, "\n%s %d → %d\n", pick(c, "全部满足的项目", "fully served"),
                     before.served, after.served);
    put_differences(c, pick(c, "核定排放合计 ", "approved in all "), before.emission,
                    after.emission);
    put_differences(c, pick(c, "抵扣合计 ", "credited in all "), before.credit,
                    after.credit);
}

tc_code tc_rules_compare(const tc_ruled *before, const tc_ruled *after,
                         tc_language language, char **text, tc_error *error)
{
    static const struct {
        tc_rule_change_kind kind;
        const char *zh, *en;
    } kinds[] = {
        {TC_RULE_CHANGE_GAINS, "得到更多：", "gain:"},
        {TC_RULE_CHANGE_LOSES, "得到更少：", "lose:"},
        {TC_RULE_CHANGE_CHEAPER, "核定不变，抵扣减少：",
         "approved as before, for fewer credits:"},
        {TC_RULE_CHANGE_DEARER, "核定不变，抵扣增加：",
         "approved as before, for more credits:"},
    };
    const tc_code code = tc_ruled_check(before, after, error);
    if (code != TC_OK)
        return code;
    tc_buffer out = {0};
    const comparison c = {before, after, language == TC_ZH, &out};
    tc_buffer_puts(&out, pick(&c, "原规则：", "from: "));
    put_names(&c, before->problem);
    tc_buffer_puts(&out, pick(&c, "改用：", "to:   "));
    put_names(&c, after->problem);
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
        put_kind(&c, kinds[k].kind, pick(&c, kinds[k].zh, kinds[k].en));
    put_sums(&c);
    return tc_text_give(&out, text, error);
}
