/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "plan/verify_search.h"

#include <math.h>

#include "plan/verify_fault.h"

/* A value that the plan reaches, against a bound or another reckoning of it, relative to
 * 1 or the value. Ten times larger would be seen in a share; ten times smaller, and the
 * rounding of the multipliers would be. */
static const double GAP_TOLERANCE = 1e-7;
/* A divisible share that was settled before is held at its value but for its rounding. */
static const double SHARE_TOLERANCE = 1e-9;

/* Where the walk is. */
typedef struct walk {
    tc_prover *prover;
    tc_verdict *verdict;
    tc_walk_mode mode;
    int search, fixing; /* next */
} walk;

static double size_of(double value)
{
    return fmax(1.0, fabs(value));
}

/* ---- the steps --------------------------------------------------------------------- */

static double value_of(const tc_prover *x, tc_level_kind kind, int goal, int project)
{
    if (kind == TC_LEVEL_SHARE)
        return x->plan->share[project];
    for (int k = 0; k < x->plan->level_count; k++)
        if (x->plan->levels[k].kind == kind && x->plan->levels[k].goal == goal)
            return x->plan->levels[k].value;
    return 0.0;
}

static const char *name_of(const tc_prover *x, const tc_step_aim *aim)
{
    if (aim->kind == TC_LEVEL_SHARE)
        return x->problem->projects[aim->project].id;
    return x->problem->goals[aim->goal].name;
}

/* What plans that equal this one at the step have in common. */
static void settle(tc_prover *x, const tc_step_aim *aim)
{
    if (aim->kind == TC_LEVEL_TOTAL) {
        x->total_done[aim->goal] = true;
        x->total[aim->goal] = aim->value;
    } else if (aim->kind == TC_LEVEL_SMALLEST_SHARE) {
        x->smallest_done[aim->goal] = true;
        x->smallest[aim->goal] = aim->value;
    } else {
        const double least = tc_project_least(&x->problem->projects[aim->project]);
        if (least > 0.0 && !(aim->value > 0.0))
            tc_proof_box_split(&x->box, aim->project, false);
        else
            tc_proof_box_raise(&x->box, aim->project,
                               least > 0.0 ? fmax(least, aim->value)
                                           : fmax(0.0, aim->value - SHARE_TOLERANCE));
    }
    tc_proof_box_keep(&x->box);
}

/* ---- one search -------------------------------------------------------------------- */

static bool is_aim_of(const tc_step_aim *aim, const tc_search *search)
{
    return search->kind == aim->kind && search->goal == aim->goal &&
           (aim->kind != TC_LEVEL_SHARE || search->project == aim->project);
}

/* What the tree proves, or the box alone; infinity: nothing, and the bound is the
 * solver's word. */
static double prove(walk *w, const tc_step_aim *aim, const tc_search *search)
{
    tc_prover *x = w->prover;
    const double simple = tc_prover_round(x, aim, tc_prover_simple_bound(x, aim));
    double proved = INFINITY;
    if (search->root == -1)
        return search->bound >= simple ? simple : INFINITY;
    if (!tc_prover_climb(x, aim, w->search, w->fixing, &proved, w->verdict))
        return INFINITY;
    return fmin(tc_prover_round(x, aim, proved), simple);
}

/* Does the tree of the search at hand hold projects for the searches after it? */
static bool has_fixings_by_tree(const walk *w)
{
    const tc_plan *plan = w->prover->plan;
    for (int k = w->fixing;
         k < plan->fixing_count && plan->fixings[k].search == w->search; k++)
        if (plan->fixings[k].set == -1)
            return true;
    return false;
}

static void judge_bound(walk *w, const tc_step_aim *aim)
{
    const tc_search *search = &w->prover->plan->searches[w->search];
    const double slack = GAP_TOLERANCE * size_of(aim->value);
    const double proved = prove(w, aim, search);
    const int number = w->search + 1;
    w->prover->proved[w->search] = proved;
    w->verdict->taken_on_word +=
        search->root == -1 && (proved == INFINITY || has_fixings_by_tree(w));
    w->verdict->largest_distance =
        fmax(w->verdict->largest_distance, tc_search_gap(search));
    if (!(fabs(search->value - aim->value) <= slack / 10.0))
        tc_verify_fault(w->verdict, "第 %d 步搜索（%s）写作 %.9g，按份额应为 %.9g",
                        "search %d (%s) says %.9g, the shares give %.9g", number,
                        name_of(w->prover, aim), search->value, aim->value);
    else if (!(search->bound >= aim->value - slack))
        tc_verify_fault(w->verdict, "第 %d 步搜索（%s）的上界 %.9g 低于达到的 %.9g",
                        "search %d (%s): the bound %.9g is below what is reached, %.9g",
                        number, name_of(w->prover, aim), search->bound, aim->value);
    else if (w->mode == TC_WALK_JUDGES && search->root != -1 &&
             !(search->bound >= proved - slack))
        tc_verify_fault(w->verdict, "第 %d 步搜索（%s）称上界为 %.9g，证书只能证明 %.9g",
                        "search %d (%s): the stated bound is %.9g, its certificate "
                        "proves only %.9g",
                        number, name_of(w->prover, aim), search->bound, proved);
}

/* Would no plan with the search's value have the project at the other end? */
static bool holds(tc_prover *x, const tc_step_aim *aim, const tc_fixing *fixing)
{
    const int mark = x->box.change_count;
    tc_proof_box_split(&x->box, fixing->project, !fixing->approved);
    double bound = -INFINITY;
    if (!tc_proof_box_is_empty(&x->box))
        bound = tc_prover_bound(x, aim, fixing->set);
    const bool is_short = tc_prover_is_short(x, aim, bound);
    tc_proof_box_undo(&x->box, mark);
    return is_short;
}

static bool makes_sense(const tc_prover *x, const tc_fixing *fixing)
{
    return fixing->search >= 0 && fixing->search < x->plan->search_count &&
           fixing->project >= 0 && fixing->project < x->problem->project_count &&
           tc_project_least(&x->problem->projects[fixing->project]) > 0.0 &&
           fixing->set >= -1 && fixing->set < x->plan->proof_sets;
}

/* Fixings are sorted by search; *next is the first that was not looked at. All of one
 * search are judged in the box in which it began. */
static void fix(walk *w, const tc_step_aim *aim)
{
    tc_prover *x = w->prover;
    const int k = w->search;
    int *next = &w->fixing;
    const int first = *next;
    for (; *next < x->plan->fixing_count && x->plan->fixings[*next].search == k;
         (*next)++) {
        const tc_fixing *fixing = &x->plan->fixings[*next];
        const bool by_tree = fixing->set == -1;
        const bool sound = makes_sense(x, fixing);
        const bool proved = sound && (by_tree ? x->held[*next] : holds(x, aim, fixing));
        if (sound && !proved && w->mode == TC_WALK_MEASURES) {
            x->doubtful[k] = true;
        } else if (!proved) {
            tc_verify_fault(w->verdict, "第 %d 步之后对第 %d 个固定没有证明",
                            "after search %d: fixing %d is not proved", k + 1, *next + 1);
            return;
        }
    }
    for (int i = first; i < *next; i++)
        tc_proof_box_split(&x->box, x->plan->fixings[i].project,
                           x->plan->fixings[i].approved);
    tc_proof_box_keep(&x->box);
}

/* ---- all of them ------------------------------------------------------------------- */

/* Take one step; a search may be missing where the step cannot be better by the box
 * alone, or where no whole project is left to decide: the levels' own multipliers prove
 * the rest. False after a fault. */
static bool take(walk *w, tc_level_kind kind, int goal, int project)
{
    tc_prover *x = w->prover;
    const tc_step_aim aim = {kind, goal, project, value_of(x, kind, goal, project)};
    const double slack = GAP_TOLERANCE * size_of(aim.value);
    if (w->search < x->plan->search_count &&
        is_aim_of(&aim, &x->plan->searches[w->search])) {
        judge_bound(w, &aim);
        if (w->verdict->faults == 0)
            fix(w, &aim);
        w->search++;
    } else if (!tc_proof_box_is_settled(&x->box) &&
               !(tc_prover_simple_bound(x, &aim) <= aim.value + slack)) {
        tc_verify_fault(w->verdict, "缺少对 %s 的搜索（第 %d 步）",
                        "the search for %s is missing (step %d)", name_of(x, &aim),
                        w->search + 1);
        return false;
    }
    settle(x, &aim);
    return w->verdict->faults == 0;
}

static bool take_goal(walk *w, int goal)
{
    const tc_problem *problem = w->prover->problem;
    const bool ordered =
        goal == problem->goal_count || problem->goals[goal].kind == TC_GOAL_FIRST_COME;
    bool on = true;
    for (int k = 0; ordered && on && k < problem->project_count; k++)
        on = take(w, TC_LEVEL_SHARE, goal, w->prover->order[k]);
    if (ordered)
        return on;
    if (problem->goals[goal].even)
        on = take(w, TC_LEVEL_SMALLEST_SHARE, goal, -1);
    return on && take(w, TC_LEVEL_TOTAL, goal, -1);
}

void tc_prover_walk(tc_prover *x, tc_walk_mode mode, tc_verdict *verdict)
{
    walk w = {x, verdict, mode, 0, 0};
    const int goals = x->problem->goal_count + (x->has_first_come ? 0 : 1);
    bool on = x->odd_price == 0;
    if (!on)
        tc_verify_fault(verdict, "证明树的第 %d 个乘子没有意义",
                        "multiplier %d of the trees makes no sense", x->odd_price);
    for (int goal = 0; goal < goals && on; goal++)
        on = take_goal(&w, goal);
    if (verdict->faults > 0)
        return;
    if (w.search < x->plan->search_count || w.fixing < x->plan->fixing_count)
        tc_verify_fault(verdict, "第 %d 步搜索不是目标次序所要求的",
                        "search %d is not what the order of the goals asks",
                        w.search + 1);
    else if (!tc_proof_box_is_settled(&x->box))
        tc_verify_fault(verdict, "有整体项目没有决定", "a whole project is not decided");
}

static bool is_best(const tc_plan *plan)
{
    for (int k = 0; k < plan->search_count; k++)
        if (!(plan->searches[k].bound <=
              plan->searches[k].value + GAP_TOLERANCE * size_of(plan->searches[k].value)))
            return false;
    return true;
}

tc_code tc_verify_searches(const tc_problem *problem, const tc_plan *plan,
                           tc_verdict *verdict, tc_error *error)
{
    tc_prover prover;
    const tc_code code = tc_prover_open(problem, plan, &prover, error);
    if (code == TC_OK)
        tc_prover_walk(&prover, TC_WALK_JUDGES, verdict);
    if (code == TC_OK && verdict->faults == 0 &&
        is_best(plan) != (plan->status == TC_PLAN_OPTIMAL))
        tc_verify_fault(verdict, "方案称为%s，而各步的上界不是这样说的%.0s",
                        "the plan is called %.0s%s, which its bounds do not say",
                        plan->status == TC_PLAN_OPTIMAL ? "最优" : "未证明最优",
                        plan->status == TC_PLAN_OPTIMAL ? "optimal" : "bounded");
    tc_prover_close(&prover);
    return code;
}
