/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/cause_words.h"

#include <math.h>

void tc_saying_put(const tc_saying *s, const char *zh, const char *en)
{
    tc_buffer_puts(s->out, s->zh ? zh : en);
}

/* Between parts of a sentence. */
static void go_on(tc_saying *s)
{
    if (s->said++ > 0)
        tc_saying_put(s, "；", "; ");
}

static const tc_frame *frame_of(const tc_saying *s)
{
    return &s->difference->frame;
}

const char *tc_saying_area(const tc_saying *s, int side, int area)
{
    return frame_of(s)->cases[side]->areas[area].name;
}

static const char *basin_name(const tc_saying *s, int side, int basin)
{
    return basin < 0 ? "-" : frame_of(s)->cases[side]->basins[basin];
}

static void say_tonnes(const tc_saying *s, double tonnes)
{
    char text[32];
    const int digits = frame_of(s)->cases[0]->grain_digits;
    tc_grains_write((tc_grains)llround(fabs(tonnes) * pow(10.0, digits)), digits, text);
    tc_buffer_puts(s->out, text);
}

void tc_saying_days(tc_saying *s, const char *zh, const char *en, tc_day a, tc_day b)
{
    if (a == b)
        return;
    go_on(s);
    tc_buffer_printf(s->out, "%s %s → ", s->zh ? zh : en,
                     a == TC_DAY_NEVER ? "-" : tc_day_write(a).text);
    tc_buffer_puts(s->out, b == TC_DAY_NEVER ? "-" : tc_day_write(b).text);
}

void tc_saying_names(tc_saying *s, const char *zh, const char *en, const char *a,
                     const char *b)
{
    go_on(s);
    tc_buffer_printf(s->out, "%s %s → %s", s->zh ? zh : en, a, b);
}

static void say_yes(tc_saying *s, const char *zh, const char *en, bool a, bool b)
{
    if (a != b)
        tc_saying_names(s, zh, en, a ? (s->zh ? "是" : "yes") : (s->zh ? "否" : "no"),
                        b ? (s->zh ? "是" : "yes") : (s->zh ? "否" : "no"));
}

static void say_numbers(tc_saying *s, const char *zh, const char *en, double a, double b)
{
    if (a == b)
        return;
    go_on(s);
    tc_buffer_printf(s->out, "%s %g → %g", s->zh ? zh : en, a, b);
}

/* Another area, or another basin. */
static void say_place(tc_saying *s, int area_a, int basin_a, int area_b, int basin_b)
{
    const tc_frame *frame = frame_of(s);
    if (frame->areas.of_case[0][area_a] != frame->areas.of_case[1][area_b])
        tc_saying_names(s, "区域", "area", tc_saying_area(s, 0, area_a),
                        tc_saying_area(s, 1, area_b));
    if ((basin_a < 0) != (basin_b < 0) ||
        (basin_a >= 0 &&
         frame->basins.of_case[0][basin_a] != frame->basins.of_case[1][basin_b]))
        tc_saying_names(s, "流域", "basin", basin_name(s, 0, basin_a),
                        basin_name(s, 1, basin_b));
}

/* ---- sources ----------------------------------------------------------------------- */

/* What a source comes to before anything is held back; 0 where there is none. */
static double reduced(const tc_source *source, int pollutant)
{
    return source && source->status != TC_SOURCE_RETIRED
               ? source->realisation * source->quantity[pollutant]
               : 0.0;
}

/* "VOCs 12.0000 t/a" of those that change by this sign; false: none do. */
static bool say_change(const tc_saying *s, const double change[TC_POLLUTANTS], int sign)
{
    bool any = false;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (!(change[p] * sign > 0.0))
            continue;
        if (any)
            tc_buffer_puts(s->out, ", ");
        else
            tc_saying_put(s, sign > 0 ? "多出 " : "减少 ",
                          sign > 0 ? "has more: " : "has less: ");
        tc_buffer_printf(s->out, "%s ", tc_pollutants[p].id);
        say_tonnes(s, change[p]);
        any = true;
    }
    if (any)
        tc_buffer_puts(s->out, " t/a");
    return any;
}

/* "甲县多出 VOCs 12.0000 t/a、减少 …"; false: the tonnes are the same. */
static bool say_changes(const tc_saying *s, const char *area,
                        const double change[TC_POLLUTANTS])
{
    bool more = false, less = false;
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        more = more || change[p] > 0.0;
        less = less || change[p] < 0.0;
    }
    if (!more && !less)
        return false;
    tc_buffer_printf(s->out, s->zh ? "%s" : "%s ", area);
    (void)say_change(s, change, 1);
    if (more && less)
        tc_saying_put(s, "、", ", ");
    (void)say_change(s, change, -1);
    return true;
}

/* What else than tonnes is different. */
static void say_source_rest(tc_saying *s, const tc_source *a, const tc_source *b)
{
    say_place(s, a->area, a->basin, b->area, b->basin);
    tc_saying_days(s, "形成时间", "there from", a->available_from, b->available_from);
    tc_saying_days(s, "最后可安排日", "expires", a->expires, b->expires);
    say_numbers(s, "核实比例", "verified share", a->realisation, b->realisation);
    say_yes(s, "已退出", "retired", a->status == TC_SOURCE_RETIRED,
            b->status == TC_SOURCE_RETIRED);
    say_yes(s, "自身置换", "of a project's own", a->owner >= 0, b->owner >= 0);
    say_yes(s, "排污许可", "permit", a->permit, b->permit);
}

void tc_saying_source(tc_saying *s, int item)
{
    const tc_frame *frame = frame_of(s);
    const tc_source *a = tc_frame_source(frame, item, 0);
    const tc_source *b = tc_frame_source(frame, item, 1);
    const tc_source *any = b ? b : a;
    double change[TC_POLLUTANTS];
    for (int p = 0; p < TC_POLLUTANTS; p++)
        change[p] = reduced(b, p) - reduced(a, p);
    const bool tonnes = say_changes(s, tc_saying_area(s, b ? 1 : 0, any->area), change);
    if (tonnes)
        tc_saying_put(s, "（", " (");
    tc_saying_put(s, a ? "" : "新增", a ? "" : "new ");
    tc_buffer_printf(s->out, s->zh ? "削减源 %s %s" : "source %s %s", any->id, any->name);
    tc_saying_put(s, b ? "" : "撤销", b ? "" : " is gone");
    s->said = 1;
    if (a && b) {
        say_source_rest(s, a, b);
        if (!tonnes && s->said == 1)
            tc_saying_put(s, "：行业或其他规则要看的内容变了",
                          ": its industry, or what else rules ask for, is another");
    } else if (b) {
        go_on(s);
        tc_buffer_printf(s->out, s->zh ? "%s 形成" : "there from %s",
                         tc_day_write(b->available_from).text);
    }
    if (tonnes)
        tc_saying_put(s, "）", ")");
}

/* All sources of an area together. */
void tc_saying_sources(const tc_saying *s, const tc_cause *cause)
{
    const tc_frame *frame = frame_of(s);
    const int first = cause->parts[0].item;
    const int side = tc_frame_source(frame, first, 1) ? 1 : 0;
    double change[TC_POLLUTANTS] = {0};
    for (int k = 0; k < cause->count; k++)
        for (int p = 0; p < TC_POLLUTANTS; p++)
            change[p] += reduced(tc_frame_source(frame, cause->parts[k].item, 1), p) -
                         reduced(tc_frame_source(frame, cause->parts[k].item, 0), p);
    const char *area = tc_saying_area(s, side, tc_frame_source(frame, first, side)->area);
    if (!say_changes(s, area, change))
        tc_buffer_puts(s->out, area);
    tc_buffer_printf(s->out, s->zh ? "（%d 个削减源变了）" : " (%d sources changed)",
                     cause->count);
}

/* ---- projects ---------------------------------------------------------------------- */

static void say_emissions(tc_saying *s, const tc_project *a, const tc_project *b)
{
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        if (a->emission[p] == b->emission[p])
            continue;
        go_on(s);
        tc_buffer_printf(s->out, s->zh ? "排放 %s " : "emits %s ", tc_pollutants[p].id);
        say_tonnes(s, a->emission[p]);
        tc_buffer_puts(s->out, " → ");
        say_tonnes(s, b->emission[p]);
        tc_buffer_puts(s->out, " t/a");
    }
    for (int p = 0; p < TC_POLLUTANTS; p++) {
        const bool own = a->ratio_from[p].kind == TC_CITED_OWN ||
                         b->ratio_from[p].kind == TC_CITED_OWN;
        if (!own || a->ratio[p] == b->ratio[p])
            continue;
        go_on(s);
        tc_buffer_printf(s->out, s->zh ? "%s 倍数 %g → %g" : "%s ratio %g → %g",
                         tc_pollutants[p].id, a->ratio[p], b->ratio[p]);
    }
}

static void say_project_rest(tc_saying *s, const tc_project *a, const tc_project *b)
{
    say_emissions(s, a, b);
    say_numbers(s, "层级", "tier", a->tier, b->tier);
    tc_saying_days(s, "投产", "start", a->start, b->start);
    tc_saying_days(s, "受理", "accepted on", a->accepted_on, b->accepted_on);
    say_place(s, a->area, a->basin, b->area, b->basin);
    say_yes(s, "本县重点", "local key", a->local_key, b->local_key);
    say_yes(s, "申请统筹", "applies to the pool", a->filed_pool_access,
            b->filed_pool_access);
    say_yes(s, "符合三线一单", "conforms to zoning", a->filed_zoning_ok,
            b->filed_zoning_ok);
    say_yes(s, "必保", "must be served", a->filed_must_serve, b->filed_must_serve);
    say_yes(s, "整体批准", "whole or not at all", a->indivisible, b->indivisible);
    say_numbers(s, "最低份额", "least share", a->min_share, b->min_share);
    say_numbers(s, "权重", "weight", a->weight, b->weight);
}

/* One that only one of the cases has. */
static void say_come_or_gone(const tc_saying *s, const tc_project *project, int side)
{
    tc_saying_put(s, side ? "新增项目 " : "项目撤出：",
                  side ? "new project " : "project withdrawn: ");
    tc_buffer_printf(s->out, "%s %s", project->id, project->name);
    tc_buffer_printf(s->out, s->zh ? "（%s，第 %d 层）" : " (%s, tier %d)",
                     tc_saying_area(s, side, project->area), project->tier);
}

void tc_saying_project(tc_saying *s, int item)
{
    const tc_project *a = tc_frame_project(frame_of(s), item, 0);
    const tc_project *b = tc_frame_project(frame_of(s), item, 1);
    if (!a && b)
        say_come_or_gone(s, b, 1);
    if (a && !b)
        say_come_or_gone(s, a, 0);
    if (!a || !b)
        return;
    tc_saying_put(s, "项目 ", "project ");
    tc_buffer_printf(s->out, "%s %s", b->id, b->name);
    tc_saying_put(s, "：", ": ");
    say_project_rest(s, a, b);
    if (s->said == 0)
        tc_saying_put(s, "行业或其他规则要看的内容变了",
                      "its industry, or what else rules ask for, is another");
}

void tc_saying_lock(const tc_saying *s, int item)
{
    const tc_project *a = tc_frame_project(frame_of(s), item, 0);
    const tc_project *b = tc_frame_project(frame_of(s), item, 1);
    const tc_lock *lock = b->lock ? b->lock : a->lock;
    if (!b->lock)
        tc_saying_put(s, "解除锁定：", "lock taken off: ");
    else
        tc_saying_put(s, lock->in ? "锁定安排：" : "锁定不安排：",
                      lock->in ? "locked in: " : "locked out: ");
    tc_buffer_printf(s->out, s->zh ? "%s %s（%s：%s）" : "%s %s (%s: %s)", b->id, b->name,
                     lock->who, lock->why);
}
