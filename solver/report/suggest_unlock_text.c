/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "report/suggest_text.h"

/* Shares this close are the same. */
static const double SAME = 1e-7;

/* Is this the first time that the project comes to be served? */
static bool is_first(const tc_unlock *unlock, int k)
{
    for (int i = 0; i < k; i++)
        if (unlock->events[i].project == unlock->events[k].project)
            return false;
    return unlock->events[k].served;
}

/* "（P-036 落选）": those that fall at this very amount. */
static void put_falls(const tc_suggest_page *p, const tc_unlock *unlock, tc_grains at)
{
    bool any = false;
    for (int k = 0; k < unlock->event_count; k++) {
        const tc_unlock_event *event = &unlock->events[k];
        if (event->at != at || event->served)
            continue;
        if (!any)
            tc_suggest_put(p, "（", " (without ");
        tc_suggest_put_between(p, &any);
        tc_suggest_put_project(p, event->project);
    }
    if (any)
        tc_suggest_put(p, " 落选）", ")");
}

/* "+6.0000 满足 P-012、P-013；" for those from event k on that come together; the event
 * after them. */
static int put_event(const tc_suggest_page *p, const tc_unlock *unlock, int k)
{
    const tc_unlock_event *first = &unlock->events[k];
    bool any = false;
    if (!is_first(unlock, k))
        return k + 1;
    tc_buffer_puts(p->printing.out,
                   first->exact ? "+" : tc_suggest_pick(p, "约 +", "about +"));
    tc_suggest_put_grains(p, first->at);
    tc_suggest_put(p, " 满足 ", " serves ");
    for (; k < unlock->event_count && unlock->events[k].at == first->at; k++) {
        if (!is_first(unlock, k))
            continue;
        tc_suggest_put_between(p, &any);
        tc_suggest_put_project(p, unlock->events[k].project);
    }
    put_falls(p, unlock, first->at);
    tc_suggest_put(p, "；", "; ");
    return k;
}

static int last_event_of(const tc_unlock *unlock, int project)
{
    int last = unlock->event_count - 1;
    while (last >= 0 && unlock->events[last].project != project)
        last--;
    return last;
}

/* Those that are served at some amounts, not at more, and perhaps at more again; or, with
 * lost, those served now that are not in the end. */
static void put_losers(const tc_suggest_page *p, const tc_unlock *unlock, bool lost)
{
    bool any = false;
    for (int j = 0; j < p->printing.problem->project_count; j++) {
        const int last = last_event_of(unlock, j);
        bool falls = false;
        for (int k = 0; k <= last; k++)
            falls =
                falls || (unlock->events[k].project == j && !unlock->events[k].served);
        if (!falls || lost == unlock->events[last].served)
            continue;
        if (!any && lost)
            tc_suggest_put(p, "最后落选 ", "not served in the end ");
        else if (!any)
            tc_suggest_put(p, "其间时有落选 ", "at times not served in between ");
        tc_suggest_put_between(p, &any);
        tc_suggest_put_project(p, j);
    }
    if (any)
        tc_suggest_put(p, "；", "; ");
}

/* Those whose share rises and never becomes full. */
static void put_parts(const tc_suggest_page *p, const tc_unlock *unlock)
{
    bool any = false;
    const double *first = unlock->points[0].share;
    const double *last = unlock->points[unlock->point_count - 1].share;
    for (int j = 0; j < p->printing.problem->project_count; j++) {
        if (!(last[j] > first[j] + SAME) || last[j] >= 1.0 - SAME)
            continue;
        if (!any)
            tc_suggest_put(p, "份额提高 ", "more of ");
        tc_suggest_put_between(p, &any);
        tc_suggest_put_project(p, j);
        tc_buffer_printf(p->printing.out, tc_suggest_is_zh(p) ? " 至 %s" : " up to %s",
                         tc_percent_of(last[j]).text);
    }
    if (any)
        tc_suggest_put(p, "；", "; ");
}

static void put_end(const tc_suggest_page *p, const tc_unlock *unlock)
{
    tc_buffer *out = p->printing.out;
    bool any = false;
    if (unlock->last > 0) {
        tc_suggest_put(p, "自 +", "from +");
        tc_suggest_put_grains(p, unlock->last);
        tc_suggest_put(p, " 起再多无用", " on more is of no use");
    } else {
        tc_suggest_put(p, "单独增加多少都无用", "alone, no amount is of use");
    }
    if (unlock->left == 0)
        return;
    tc_buffer_printf(
        out, tc_suggest_is_zh(p) ? "，能用它的另有 %d 个" : ", %d more that could use it",
        unlock->left);
    for (int q = 0; q < TC_POLLUTANTS; q++) {
        if (unlock->stops[q] == 0)
            continue;
        if (!any)
            tc_suggest_put(p, "还缺 ", unlock->left == 1 ? " lacks " : " lack ");
        tc_suggest_put_between(p, &any);
        tc_buffer_puts(out, tc_pollutants[q].id);
    }
    if (!any)
        tc_suggest_put(p, "受前面的目标所限", " are held back by earlier goals");
}

void tc_suggest_put_curve(const tc_suggest_page *p, const tc_unlock *unlock)
{
    if (unlock->point_count == 0) {
        tc_suggest_put(p, "未能算出", "not found");
        return;
    }
    for (int k = 0; k < unlock->event_count;)
        k = put_event(p, unlock, k);
    put_losers(p, unlock, false);
    put_losers(p, unlock, true);
    put_parts(p, unlock);
    put_end(p, unlock);
    if (!unlock->proved)
        tc_suggest_put(p, "（其间有几段只是抽查）",
                       " (some stretches were only sampled)");
}

static void put_unlock(const tc_suggest_page *p, const tc_unlock *unlock)
{
    tc_buffer_printf(p->printing.out, "  %s", tc_pollutants[unlock->window.pollutant].id);
    tc_suggest_put(p, "（", " (");
    tc_suggest_put_place(p, &unlock->window, false);
    tc_suggest_put(p, "）：", "): ");
    tc_suggest_put_curve(p, unlock);
    tc_buffer_puts(p->printing.out, "\n");
}

void tc_suggest_put_unlocks(const tc_suggest_page *p)
{
    if (p->suggestion->unlock_count == 0) {
        tc_suggest_put(p, "二、没有项目缺削减量\n",
                       "2. No project lacks any reductions\n");
        return;
    }
    tc_suggest_put(
        p,
        "二、单独增加一种（吨/年；每个转折点都在两侧重新求解过，全部转折见 --json）：\n",
        "2. More of one alone (t/a; each turning point was solved again on both sides; "
        "all of them: --json):\n");
    for (int k = 0; k < p->suggestion->unlock_count; k++)
        put_unlock(p, &p->suggestion->unlocks[k]);
}

/* ---- stranded tonnes --------------------------------------------------------------- */

void tc_suggest_put_best_missing(const tc_suggest_page *p)
{
    const int best = tc_suggestion_best_missing(p->suggestion);
    if (best < 0)
        return;
    const tc_missing *missing = &p->suggestion->missing[best];
    tc_buffer *out = p->printing.out;
    bool any = false;
    tc_buffer_printf(out,
                     tc_suggest_is_zh(p) ? "补足 %s（多需 " : "enough %s (needed more: ",
                     tc_pollutants[best].id);
    tc_suggest_put_grains(p, missing->wanted);
    tc_suggest_put(p, "）盘活最多：", ") frees the most: ");
    for (int q = 0; q < TC_POLLUTANTS; q++) {
        if (missing->freed[q] == 0)
            continue;
        tc_suggest_put_between(p, &any);
        tc_buffer_printf(out, "%s ", tc_pollutants[q].id);
        tc_suggest_put_grains(p, missing->freed[q]);
    }
    if (missing->gained.count > 0)
        tc_suggest_put(p, "；得以满足 ", "; serves ");
    tc_suggest_put_projects(p, &missing->gained);
    if (missing->lost.count > 0)
        tc_suggest_put(p, "；不再满足 ", "; no longer serves ");
    tc_suggest_put_projects(p, &missing->lost);
}

void tc_suggest_put_stranded(const tc_suggest_page *p)
{
    bool any = false;
    tc_suggest_put(p, "三、剩余的吨数里，只因缺别的污染物而无人能用的（吨/年）：",
                   "3. Of what remains, idle only for want of another pollutant (t/a): ");
    for (int q = 0; q < TC_POLLUTANTS; q++) {
        const tc_stranded *stranded = &p->suggestion->stranded[q];
        if (stranded->stranded == 0)
            continue;
        tc_suggest_put_between(p, &any);
        tc_buffer_printf(p->printing.out, "%s ", tc_pollutants[q].id);
        tc_suggest_put_grains(p, stranded->stranded);
        tc_suggest_put(p, "（剩余 ", " (remaining ");
        tc_suggest_put_grains(p, stranded->remaining);
        tc_suggest_put(p, "）", ")");
    }
    tc_suggest_put(p, any ? "\n" : "没有\n", any ? "\n" : "none\n");
    if (tc_suggestion_best_missing(p->suggestion) < 0)
        return;
    tc_buffer_puts(p->printing.out, "  ");
    tc_suggest_put_best_missing(p);
    tc_buffer_puts(p->printing.out, "\n");
}
