/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/small_proof.h"

#include <string.h>

void small_project(small_proof *c, int j, const char *id, double need, double weight)
{
    c->projects[j] = (tc_project){.id = id,
                                  .basin = -1,
                                  .tier = 1,
                                  .zoning_ok = true,
                                  .indivisible = true,
                                  .weight = weight,
                                  .accepted_on = 20220101 + j,
                                  .start = 20230101,
                                  .emission[0] = need,
                                  .ratio[0] = 1.0,
                                  .need[0] = need};
}

static void make_problem(small_proof *c)
{
    c->area = (tc_area){.id = "X"};
    c->source = (tc_source){.id = "S",
                            .basin = -1,
                            .owner = -1,
                            .realisation = 1.0,
                            .expires = TC_DAY_NEVER,
                            .quantity[0] = 10.0,
                            .supply[0] = 10.0};
    small_project(c, 0, "A", 6.0, 3.0);
    small_project(c, 1, "B", 5.0, 2.0);
    small_project(c, 2, "C", 6.0, 2.0);
    c->goals[0] = (tc_goal){TC_GOAL_TIER, 1, false, "tier 1"};
    c->goals[1] = (tc_goal){TC_GOAL_FIRST_COME, 0, false, "first-come"};
    c->problem = (tc_problem){.decision_date = 20220101,
                              .grain_digits = 4,
                              .areas = &c->area,
                              .area_count = 1,
                              .sources = &c->source,
                              .source_count = 1,
                              .projects = c->projects,
                              .project_count = SMALL_PROJECTS,
                              .goals = c->goals,
                              .goal_count = 2};
}

void small_serve(small_proof *c, const double share[SMALL_PROJECTS])
{
    c->level = (tc_level){TC_LEVEL_TOTAL, 0, -1, 0.0};
    c->plan.credit_count = 0;
    for (int j = 0; j < SMALL_PROJECTS; j++) {
        const tc_grains grains = (tc_grains)(share[j] * c->projects[j].need[0] * 1e4);
        c->share[j] = share[j];
        c->emission[j * TC_POLLUTANTS] = c->credit[j * TC_POLLUTANTS] = grains;
        c->level.value += share[j] * c->projects[j].weight;
        if (grains > 0)
            c->credits[c->plan.credit_count++] = (tc_credit){0, j, 0, grains};
    }
}

static void set_price(small_proof *c, int set, double class, double goal, double aim)
{
    const double all[SMALL_PRICES] = {class, goal, aim};
    for (int i = 0; i < SMALL_PRICES; i++) {
        c->sets[i][c->prices[i].count] = set;
        c->values[i][c->prices[i].count++] = all[i];
    }
}

static void make_prices(small_proof *c)
{
    for (int i = 0; i < SMALL_PRICES; i++)
        c->prices[i] = (tc_price){.pollutant = -1,
                                  .area = -1,
                                  .basin = -1,
                                  .project = -1,
                                  .owner = -1,
                                  .goal = -1,
                                  .level = c->sets[i],
                                  .value = c->values[i]};
    c->prices[SMALL_OF_CLASS].kind = TC_PRICE_COVERAGE;
    c->prices[SMALL_OF_CLASS].pollutant = c->prices[SMALL_OF_CLASS].area = 0;
    c->prices[SMALL_OF_CLASS].last_start = TC_DAY_NEVER;
    c->prices[SMALL_OF_GOAL].kind = TC_PRICE_GOAL;
    c->prices[SMALL_OF_GOAL].goal = 0;
    c->prices[SMALL_OF_AIM].kind = TC_PRICE_AIM;
    /* A refused: 10/3 + B (2 - 5/3) = 3.67, rounded down 3 */
    set_price(c, 0, 1.0 / 3.0, 0.0, 1.0);
    /* A and B approved, 11 of 10: 10 - 6 - 5 = -1, no plan */
    set_price(c, 1, 1.0, 0.0, 0.0);
    /* A and C approved: 10 - 12 = -2, no plan */
    set_price(c, 2, 1.0, 0.0, 0.0);
    /* A approved, B and C refused: 3, no price needed */
    set_price(c, 3, 0.0, 0.0, 1.0);
    /* B beside A: 10/5 - 6/5 = 0.8, rounded down 0 */
    set_price(c, 4, 0.2, 0.0, 1.0);
    /* C beside A: 10/6 - 6/6 = 0.67, rounded down 0 */
    set_price(c, 5, 1.0 / 6.0, 0.0, 1.0);
    /* for tests that need one more */
    set_price(c, 6, 0.5, 0.0, 1.0);
}

static void make_proof(small_proof *c)
{
    make_prices(c);
    c->nodes[0] = (tc_proof_node){.project = 0, .refused = 1, .approved = 2};
    c->nodes[1] = (tc_proof_node){.project = -1, .set = 0};
    c->nodes[2] = (tc_proof_node){.project = 1, .refused = 3, .approved = 4};
    c->nodes[3] = (tc_proof_node){.project = 2, .refused = 5, .approved = 6};
    c->nodes[4] = (tc_proof_node){.project = -1, .set = 1};
    c->nodes[5] = (tc_proof_node){.project = -1, .set = 3};
    c->nodes[6] = (tc_proof_node){.project = -1, .set = 2};
    c->nodes[7] = (tc_proof_node){.project = -1, .set = 4};
    c->nodes[8] = (tc_proof_node){.project = -1, .set = 5};
    c->searches[0] = (tc_search){TC_LEVEL_TOTAL, 0, -1, 3.0, 3.0, 4, 0.0, 0};
    c->searches[1] = (tc_search){TC_LEVEL_SHARE, 1, 1, 0.0, 0.0, 1, 0.0, 7};
    c->searches[2] = (tc_search){TC_LEVEL_SHARE, 1, 2, 0.0, 0.0, 1, 0.0, 8};
}

void small_proof_make(small_proof *c)
{
    static const double best[SMALL_PROJECTS] = {1.0, 0.0, 0.0};
    memset(c, 0, sizeof *c);
    make_problem(c);
    make_proof(c);
    c->plan = (tc_plan){.status = TC_PLAN_OPTIMAL,
                        .share = c->share,
                        .own_share = c->own_share,
                        .emission = c->emission,
                        .credit = c->credit,
                        .credits = c->credits,
                        .levels = &c->level,
                        .level_count = 1,
                        .whole = true,
                        .searches = c->searches,
                        .search_count = SMALL_SEARCHES,
                        .fixings = &c->fixing,
                        .nodes = c->nodes,
                        .node_count = SMALL_NODES,
                        .proof_prices = c->prices,
                        .proof_price_count = SMALL_PRICES,
                        .proof_sets = SMALL_SETS};
    small_serve(c, best);
}
