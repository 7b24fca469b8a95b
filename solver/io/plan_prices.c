/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/plan_prices.h"

#include <limits.h>
#include <string.h>

#include "base/fault.h"
#include "io/plan_words.h"

/* To which class, project, or goal and area a multiplier belongs. */
static void add_owner(const tc_problem *problem, tc_json_out *price,
                      const tc_price *about)
{
    if (about->pollutant >= 0)
        tc_json_out_text(price, "pollutant", tc_pollutants[about->pollutant].id);
    if (about->area >= 0)
        tc_json_out_text(price, "area", problem->areas[about->area].id);
    if (about->kind == TC_PRICE_COVERAGE || about->kind == TC_PRICE_OWN) {
        tc_json_out_text(price, "basin",
                         about->basin >= 0 ? problem->basins[about->basin] : "*");
        tc_json_out_bool(price, "pool_access", about->pool_access);
        if (about->limits)
            tc_json_out_number(price, "limits", about->limits);
        if (about->owner >= 0)
            tc_json_out_text(price, "owner", problem->projects[about->owner].id);
        tc_json_out_text(price, "first_start", tc_day_write(about->first_start).text);
        tc_json_out_text(price, "last_start", tc_day_write(about->last_start).text);
    }
    if (about->project >= 0)
        tc_json_out_text(price, "project", problem->projects[about->project].id);
    if (about->goal >= 0)
        tc_json_out_int(price, "goal", about->goal);
}

void tc_prices_write(const tc_problem *problem, const tc_price_list *prices,
                     tc_json_out *parent)
{
    tc_json_out *list = tc_json_out_array();
    for (int i = 0; i < prices->count; i++) {
        const tc_price *about = &prices->list[i];
        tc_json_out *price = tc_json_out_object();
        tc_json_out_text(price, "kind", tc_price_words[about->kind]);
        add_owner(problem, price, about);
        tc_json_out *levels = tc_json_out_array(), *values = tc_json_out_array();
        for (int k = 0; k < about->count; k++) {
            tc_json_out_int(levels, NULL, about->level[k]);
            tc_json_out_number(values, NULL, about->value[k]);
        }
        tc_json_out_add(price, prices->level_key, levels);
        tc_json_out_add(price, "values", values);
        tc_json_out_add(list, NULL, price);
    }
    tc_json_out_add(parent, prices->key, list);
}

static void read_class(tc_fields *r, const tc_json *item, tc_price *price)
{
    price->pollutant = tc_field_pollutant(r, tc_field(r, item, "pollutant"));
    price->area = tc_field_name(r, tc_field(r, item, "area"), TC_NAME_AREA);
    const tc_json *basin = tc_field(r, item, "basin");
    if (strcmp(tc_field_text(r, basin), "*") != 0)
        price->basin = tc_field_name(r, basin, TC_NAME_BASIN);
    const tc_json *access = tc_field(r, item, "pool_access");
    price->pool_access = access->kind == TC_JSON_TRUE;
    if (access->kind != TC_JSON_TRUE && access->kind != TC_JSON_FALSE)
        tc_fields_refuse(r, access, "true 或 false", "true or false");
    const tc_json *limits = tc_json_member(item, "limits");
    if (limits)
        price->limits = (unsigned)tc_field_count(r, limits, INT_MAX);
    const tc_json *owner = tc_json_member(item, "owner");
    if (owner)
        price->owner = tc_field_name(r, owner, TC_NAME_PROJECT);
    price->first_start = tc_field_day(r, tc_field(r, item, "first_start"));
    price->last_start = tc_field_day(r, tc_field(r, item, "last_start"));
}

static void read_values(tc_fields *r, const tc_json *item, const tc_price_list *prices,
                        tc_price *price)
{
    const tc_json *levels = tc_field_array(r, item, prices->level_key);
    const tc_json *values = tc_field_array(r, item, "values");
    const tc_place place = tc_fields_place(r, values);
    if (r->code == TC_OK && levels->count != values->count)
        r->code = tc_fail(r->error, TC_ERR_INPUT, &place,
                          "values：应有 %d 项，同 %s 一样，这里有 %d 项",
                          "values: expected %d numbers, as in %s, found %d",
                          levels->count, prices->level_key, values->count);
    int *level = tc_fields_take(r, levels->count, sizeof *level);
    double *value = tc_fields_take(r, levels->count, sizeof *value);
    const tc_json *next = values->child;
    for (const tc_json *at = levels->child; at && r->code == TC_OK; at = at->next) {
        level[price->count] = tc_field_count(r, at, prices->levels - 1);
        value[price->count++] = tc_field_number(r, next);
        next = next->next;
    }
    price->level = level;
    price->value = value;
}

void tc_prices_read(tc_fields *r, const tc_json *parent, tc_price_list *prices)
{
    const tc_json *list = tc_field_array(r, parent, prices->key);
    tc_price *all = tc_fields_take(r, list->count, sizeof *all);
    int count = 0;
    for (const tc_json *item = list->child; item && r->code == TC_OK; item = item->next) {
        tc_price *price = &all[count++];
        *price = (tc_price){.pollutant = -1,
                            .area = -1,
                            .basin = -1,
                            .project = -1,
                            .goal = -1,
                            .owner = -1};
        price->kind = (tc_price_kind)tc_field_word(r, tc_field(r, item, "kind"),
                                                   tc_price_words, prices->kinds);
        if (price->kind == TC_PRICE_COVERAGE || price->kind == TC_PRICE_OWN) {
            read_class(r, item, price);
        } else if (price->kind == TC_PRICE_WITHIN) {
            price->project =
                tc_field_name(r, tc_field(r, item, "project"), TC_NAME_PROJECT);
        } else if (price->kind != TC_PRICE_AIM) {
            price->goal =
                tc_field_count(r, tc_field(r, item, "goal"), r->problem->goal_count - 1);
            if (price->kind == TC_PRICE_EVEN)
                price->area = tc_field_name(r, tc_field(r, item, "area"), TC_NAME_AREA);
        }
        read_values(r, item, prices, price);
    }
    prices->list = all;
    prices->count = count;
}
