/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/case_field.h"

#include <string.h>

#include "base/nearest.h"
#include "base/quantity.h"
#include "domain/problem.h"

/* Beside these, projects have the six pollutants: their emissions. */
enum {
    FIELD_ID,
    FIELD_NAME,
    FIELD_AREA,
    FIELD_BASIN,
    FIELD_INDUSTRY,
    FIELD_TIER,
    FIELD_TYPE,
    FIELD_FUEL,
    FIELD_STACK,
    FIELD_LOCAL_KEY,
    FIELD_POOL_ACCESS,
    FIELD_ZONING_OK,
    FIELD_MEASURE,
    FIELD_KIND,
    FIELD_PERMIT,
    FIELDS
};

static const struct {
    const char *name;
    tc_case_field_kind kind;
    bool project, source;
} known[FIELDS] = {
    [FIELD_ID] = {"id", TC_FIELD_TEXT, true, true},
    [FIELD_NAME] = {"name", TC_FIELD_TEXT, true, true},
    [FIELD_AREA] = {"area", TC_FIELD_TEXT, true, true},
    [FIELD_BASIN] = {"basin", TC_FIELD_TEXT, true, true},
    [FIELD_INDUSTRY] = {"industry", TC_FIELD_TEXT, true, true},
    [FIELD_TIER] = {"tier", TC_FIELD_NUMBER, true, false},
    [FIELD_TYPE] = {"type", TC_FIELD_TEXT, true, false},
    [FIELD_FUEL] = {"fuel", TC_FIELD_TEXT, true, false},
    [FIELD_STACK] = {"stack_height_m", TC_FIELD_NUMBER, true, false},
    [FIELD_LOCAL_KEY] = {"local_key", TC_FIELD_YES_NO, true, false},
    [FIELD_POOL_ACCESS] = {"pool_access", TC_FIELD_YES_NO, true, false},
    [FIELD_ZONING_OK] = {"zoning_ok", TC_FIELD_YES_NO, true, false},
    [FIELD_MEASURE] = {"measure", TC_FIELD_TEXT, false, true},
    [FIELD_KIND] = {"kind", TC_FIELD_TEXT, false, true},
    [FIELD_PERMIT] = {"permit", TC_FIELD_YES_NO, false, true},
};

tc_case_field tc_case_field_named(tc_record_kind of, const char *name,
                                  const char **nearest)
{
    tc_nearest search;
    tc_nearest_start(&search, name, false);
    for (int f = 0; f < FIELDS; f++) {
        if (of == TC_OF_PROJECT ? !known[f].project : !known[f].source)
            continue;
        if (strcmp(known[f].name, name) == 0)
            return (tc_case_field){f, known[f].kind, of, name};
        tc_nearest_offer(&search, known[f].name);
    }
    for (int p = 0; of == TC_OF_PROJECT && p < TC_POLLUTANTS; p++) {
        if (strcmp(tc_pollutants[p].id, name) == 0)
            return (tc_case_field){FIELDS + p, TC_FIELD_NUMBER, of, name};
        tc_nearest_offer(&search, tc_pollutants[p].id);
    }
    if (nearest)
        *nearest = search.best;
    return (tc_case_field){-1, TC_FIELD_COLUMN, of, name};
}

static tc_value text_value(const char *text)
{
    return (tc_value){.given = *text != '\0', .text = text};
}

static tc_value yes_no_value(bool yes)
{
    return (tc_value){.given = true, .text = yes ? "yes" : "no"};
}

static tc_value number_value(double number)
{
    return (tc_value){.given = true, .number = number};
}

/* What cannot be read is told elsewhere, once for all records. */
static tc_value read_number(const char *text)
{
    static const tc_range any = {-1e9, 1e9};
    tc_faults unheard = {0};
    const tc_spot spot = {"", {"", 0, 0}, &unheard};
    tc_value value = {.text = text};
    if (*text) {
        value.given = tc_number_read(text, any, &spot, &value.number);
        value.unreadable = !value.given;
    }
    tc_faults_free(&unheard);
    return value;
}

static tc_value column_value(const char *heading, const tc_attribute *list, int count,
                             bool as_number)
{
    for (int i = 0; i < count; i++)
        if (strcmp(list[i].heading, heading) == 0)
            return as_number ? read_number(list[i].value) : text_value(list[i].value);
    return (tc_value){.given = false};
}

static tc_value area_value(const tc_problem *problem, int area)
{
    tc_value value = text_value(problem->areas[area].id);
    value.second = problem->areas[area].name;
    return value;
}

static tc_value basin_value(const tc_problem *problem, int basin)
{
    return text_value(basin < 0 ? "" : problem->basins[basin]);
}

static tc_value project_value(int id, const tc_problem *problem,
                              const tc_project *project)
{
    if (id >= FIELDS)
        return number_value(project->emission[id - FIELDS]);
    switch (id) {
    case FIELD_ID:
        return text_value(project->id);
    case FIELD_NAME:
        return text_value(project->name);
    case FIELD_AREA:
        return area_value(problem, project->area);
    case FIELD_BASIN:
        return basin_value(problem, project->basin);
    case FIELD_INDUSTRY:
        return text_value(project->industry);
    case FIELD_TIER:
        return number_value(project->tier);
    case FIELD_TYPE:
        return text_value(project->type);
    case FIELD_FUEL:
        return text_value(project->fuel);
    case FIELD_STACK:
        return read_number(project->stack_height);
    case FIELD_LOCAL_KEY:
        return yes_no_value(project->local_key);
    case FIELD_POOL_ACCESS:
        return yes_no_value(project->filed_pool_access);
    default:
        return yes_no_value(project->filed_zoning_ok);
    }
}

static tc_value source_value(int id, const tc_problem *problem, const tc_source *source)
{
    switch (id) {
    case FIELD_ID:
        return text_value(source->id);
    case FIELD_NAME:
        return text_value(source->name);
    case FIELD_AREA:
        return area_value(problem, source->area);
    case FIELD_BASIN:
        return basin_value(problem, source->basin);
    case FIELD_INDUSTRY:
        return text_value(source->industry);
    case FIELD_MEASURE:
        return text_value(source->measure);
    case FIELD_KIND:
        return text_value(source->reserve ? "reserve" : "reduction");
    default:
        return yes_no_value(source->permit);
    }
}

tc_value tc_case_field_value(const tc_case_field *field, const tc_subject *subject,
                             bool as_number)
{
    const tc_project *project = subject->project;
    const tc_source *source = subject->source;
    if (field->of == TC_OF_PROJECT ? !project : !source)
        return (tc_value){.given = false};
    if (field->id >= 0)
        return project ? project_value(field->id, subject->problem, project)
                       : source_value(field->id, subject->problem, source);
    return project ? column_value(field->name, project->attributes,
                                  project->attribute_count, as_number)
                   : column_value(field->name, source->attributes,
                                  source->attribute_count, as_number);
}
