/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/explanation_say.h"

/* both: it also takes nothing from others. */
static void say_grain_less(const tc_speech *s, bool several, bool both)
{
    tc_utter(s, several ? "（任何一项少 " : "（少 ", " (");
    tc_utter_grains(s, 1);
    tc_utter(s, both ? " 就不能两全）" : " 即不行）",
             several ? " less of any does not" : " less does not");
    tc_utter(s, "", both ? " do both)" : ")");
}

/* ---- amounts ----------------------------------------------------------------------- */

static void say_reduction(const tc_speech *s, const tc_way_part *part)
{
    const tc_project *about = &s->problem->projects[s->explanation->project];
    const int p = part->change.pollutant;
    tc_buffer_printf(s->out, "%s ", tc_pollutants[p].id);
    tc_utter_grains(s, part->grains);
    tc_buffer_printf(s->out, s->zh ? " t/a（%s）" : " t/a (%s)",
                     part->change.amount < about->emission[p]
                         ? tc_percent_of(part->change.amount / about->emission[p]).text
                     : s->zh ? "不再排放"
                             : "none at all");
}

/* "NOx 12.0000 t/a（任何区域，2023-09-01 形成）": what is there earlier others may take.
 */
static void say_addition(const tc_speech *s, const tc_way_part *part)
{
    const tc_change *change = &part->change;
    tc_buffer_printf(s->out, "%s ", tc_pollutants[change->pollutant].id);
    tc_utter_grains(s, part->grains);
    tc_buffer_printf(s->out, s->zh ? " t/a（%s" : " t/a (%s",
                     change->area >= 0 ? s->problem->areas[change->area].name
                     : s->zh           ? "任何区域"
                                       : "anywhere");
    if (change->basin >= 0)
        tc_buffer_printf(s->out, s->zh ? "，%s" : ", %s",
                         s->problem->basins[change->basin]);
    tc_buffer_printf(s->out, s->zh ? "，%s 形成）" : ", there on %s)",
                     tc_day_write(change->day).text);
}

static void say_parts(const tc_speech *s, const tc_way *way)
{
    for (int k = 0; k < way->count; k++) {
        if (k > 0)
            tc_utter(s, "、", ", ");
        if (way->kind == TC_WAY_EMISSION)
            say_reduction(s, &way->parts[k]);
        else
            say_addition(s, &way->parts[k]);
    }
}

static void say_enough(const tc_speech *s, const tc_way *way)
{
    const bool several = way->count > 1;
    if (way->kind == TC_WAY_EMISSION)
        tc_utter(s, several ? "同时少排 " : "少排 ",
                 several ? "emitting less, together, of " : "emitting less of ");
    else
        tc_utter(s, several ? "同时新增 " : "新增 ",
                 several ? "more supply, together, of " : "more supply of ");
    say_parts(s, way);
    const bool both = way->kind != TC_WAY_EMISSION && way->spares;
    if (!both)
        tc_utter(s, "即足额", " serves it");
    else
        tc_utter(
            s, "即足额，本级及在前的项目都不减少",
            " serves it and takes nothing from projects of its own or an earlier goal");
    say_grain_less(s, several, both);
    tc_utter_falls(s, &way->falls, -1);
}

/* All that it emits of the pollutants that it needs, and nothing less. */
static bool is_none_at_all(const tc_speech *s, const tc_way *way)
{
    const tc_project *about = &s->problem->projects[s->explanation->project];
    for (int k = 0; k < way->count; k++)
        if (way->kind != TC_WAY_EMISSION ||
            way->parts[k].change.amount < about->emission[way->parts[k].change.pollutant])
            return false;
    return true;
}

static void say_none_at_all(const tc_speech *s, const tc_way *way)
{
    tc_utter(s, "除非完全不排放 ", "nothing short of emitting no ");
    for (int k = 0; k < way->count; k++)
        tc_buffer_printf(s->out, "%s%s",
                         k == 0  ? ""
                         : s->zh ? "、"
                                 : ", no ",
                         tc_pollutants[way->parts[k].change.pollutant].id);
    tc_utter(s, "，少排不能使它足额", " serves it");
}

/* As much as can be of all together serves nothing. */
static void say_not_enough(const tc_speech *s, const tc_way *way)
{
    if (way->kind == TC_WAY_EMISSION)
        tc_utter(s, "各污染物都减到 0 也不行", "not even emitting nothing serves it");
    else
        tc_utter(s, "各污染物同时新增多少都不行", "no amounts of all together serve it");
    if (!way->proved)
        tc_utter(s, "（试过而已，未证明）", " (as far as was tried; not proved)");
}

static void say_amount(const tc_speech *s, const tc_way *way)
{
    if (!way->serves)
        say_not_enough(s, way);
    else if (is_none_at_all(s, way))
        say_none_at_all(s, way);
    else
        say_enough(s, way);
}

/* Is it about one pollutant of which no amount is enough? */
static bool is_vain(const tc_way *way, tc_way_kind kind)
{
    return way->kind == kind && way->count == 1 && !way->serves;
}

/* "单独少排 PM、NOx 中的哪一种都不行": those of which no amount is enough. */
static bool say_vain(const tc_speech *s, tc_way_kind kind)
{
    const tc_explanation *about = s->explanation;
    const bool emission = kind == TC_WAY_EMISSION;
    bool any = false, proved = true;
    for (int k = 0; k < about->way_count; k++) {
        if (!is_vain(&about->ways[k], kind))
            continue;
        if (!any)
            tc_utter(s, emission ? "单独少排 " : "单独新增 ",
                     emission ? "less of " : "no amount of ");
        else
            tc_utter(s, "、", " or ");
        tc_buffer_puts(s->out,
                       tc_pollutants[about->ways[k].parts[0].change.pollutant].id);
        proved = proved && about->ways[k].proved;
        any = true;
    }
    if (!any)
        return false;
    tc_utter(s, emission ? " 减到 0 也不行" : " 多少都不行",
             emission ? " alone does not serve it, not even none" : " alone serves it");
    if (!proved)
        tc_utter(s, "（试过而已，未证明）", " (as far as was tried; not proved)");
    return true;
}

/* ---- others ------------------------------------------------------------------------ */

static void say_share(const tc_speech *s, const tc_way *way)
{
    tc_buffer_printf(s->out, s->zh ? "份额 %s" : "its share would be %s",
                     tc_percent_of(way->share).text);
}

static void say_start(const tc_speech *s, const tc_way *way)
{
    if (way->count == 0) {
        tc_utter(
            s, "推迟、提前投产都没有更多的源可用：投产之后再无新源形成",
            "neither later nor earlier brings it more: no source comes after its start");
        return;
    }
    tc_buffer_printf(s->out, s->zh ? "推迟到 %s 投产" : "starting on %s ",
                     tc_day_write(way->parts[0].change.day).text);
    if (!way->serves) {
        tc_utter(s, "（此后再无新源）仍不足额，",
                 " (no source comes later) does not serve it: ");
        say_share(s, way);
        return;
    }
    tc_utter(s, "即足额（再早不行）", "serves it (earlier does not)");
    tc_utter_falls(s, &way->falls, -1);
}

static void say_pool(const tc_speech *s, const tc_way *way)
{
    const tc_project *about = &s->problem->projects[s->explanation->project];
    if (about->pool_denial.kind == TC_CITED_CLAUSE) {
        tc_utter(s, "规则不许它统筹（", "the rules deny it the pool (");
        tc_citation_write(s->problem, about, &about->pool_denial, -1,
                          s->zh ? TC_ZH : TC_EN, s->out);
        tc_utter(s, "）；若许，", "); if they did not, ");
    } else {
        tc_utter(s, "属地政府申请全市统筹（运政办函〔2022〕39号二（一）），",
                 "if its county applies for the pool (notice 39 of 2022, 二（一）), ");
    }
    if (way->serves)
        tc_utter(s, "即足额", "it is served");
    else
        say_share(s, way);
    tc_utter_falls(s, &way->falls, -1);
}

static void say_tier(const tc_speech *s, const tc_way *way)
{
    if (way->count == 0) {
        tc_utter(s, "没有更靠前的层级", "there is no earlier tier");
        return;
    }
    tc_buffer_printf(s->out, s->zh ? "列入第 %d 层" : "in tier %d ",
                     way->parts[0].change.tier);
    if (way->serves)
        tc_utter(s, "即足额", "it is served");
    else {
        tc_utter(s, "（最靠前）仍不足额，", "(the first) it is not served: ");
        say_share(s, way);
    }
    tc_utter_falls(s, &way->falls, -1);
}

static void say_swap(const tc_speech *s, const tc_way *way, int rank)
{
    if (way->count == 0) {
        tc_utter(s, "占用够缺口的项目，哪一个退出都不能使它足额",
                 "of those who hold enough, none makes room for it by leaving");
        if (!way->proved)
            tc_utter(s, "（只试了一部分）", " (only some were tried)");
        return;
    }
    if (rank > 0) {
        tc_utter(s, "、", ", ");
        tc_buffer_puts(s->out, s->problem->projects[way->parts[0].change.project].id);
        return;
    }
    tc_utter(s, "下列任一项目退出，它即足额：", "any of these leaving serves it: ");
    tc_utter_project(s, way->parts[0].change.project);
}

static void say_lifted(const tc_speech *s, const tc_way *way)
{
    if (way->kind == TC_WAY_UNLOCK)
        tc_utter(s, "解除锁定，", "with its lock taken off, ");
    else
        tc_utter(s, "若该条不适用，", "if the clause did not apply, ");
    if (way->serves)
        tc_utter(s, "即足额", "it is served");
    else
        say_share(s, way);
    tc_utter_falls(s, &way->falls, -1);
}

/* ---- a line ------------------------------------------------------------------------ */

static bool is_of_line(tc_way_kind kind, tc_explained line)
{
    static const tc_explained lines[] = {TC_EXPLAINED_EMISSION, TC_EXPLAINED_SUPPLY,
                                         TC_EXPLAINED_START,    TC_EXPLAINED_POOL,
                                         TC_EXPLAINED_TIER,     TC_EXPLAINED_SWAP,
                                         TC_EXPLAINED_LIFTED,   TC_EXPLAINED_LIFTED};
    return lines[kind] == line;
}

static void say_way(const tc_speech *s, const tc_way *way, int rank)
{
    switch (way->kind) {
    case TC_WAY_EMISSION:
    case TC_WAY_SUPPLY:
        say_amount(s, way);
        break;
    case TC_WAY_START:
        say_start(s, way);
        break;
    case TC_WAY_POOL:
        say_pool(s, way);
        break;
    case TC_WAY_TIER:
        say_tier(s, way);
        break;
    case TC_WAY_SWAP:
        say_swap(s, way, rank);
        break;
    case TC_WAY_UNLOCK:
    case TC_WAY_ADMIT:
        say_lifted(s, way);
        break;
    }
}

void tc_utter_ways(const tc_speech *s, tc_explained line)
{
    int said = 0;
    if (line == TC_EXPLAINED_EMISSION || line == TC_EXPLAINED_SUPPLY)
        said +=
            say_vain(s, line == TC_EXPLAINED_EMISSION ? TC_WAY_EMISSION : TC_WAY_SUPPLY);
    for (int k = 0; k < s->explanation->way_count; k++) {
        const tc_way *way = &s->explanation->ways[k];
        const bool swap = way->kind == TC_WAY_SWAP;
        if (!is_of_line(way->kind, line) || is_vain(way, TC_WAY_EMISSION) ||
            is_vain(way, TC_WAY_SUPPLY))
            continue;
        if (said > 0 && !swap)
            tc_utter(s, "；", "; ");
        say_way(s, way, said++);
    }
}
