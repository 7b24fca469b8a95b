/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/canonical.h"
#include "domain/derive.h"
#include "io/loading.h"
#include "io/pollutant_columns.h"
#include "io/record.h"
#include "io/table.h"

enum {
    COLUMN_ID,
    COLUMN_NAME,
    COLUMN_AREA,
    COLUMN_TIER,
    COLUMN_BASIN,
    COLUMN_INDIVISIBLE,
    COLUMN_MIN_SHARE
};

enum { TIERS_MOST = 99 };

typedef struct project_row {
    tc_project project;
    int origin;
    double own_ratio[TC_POLLUTANTS]; /* negative: by rule */
} project_row;

enum { ORIGIN_FILED, ORIGIN_ILLUSTRATIVE };

static const tc_word origins[] = {
    {{"filed", "申报", "已申报", "实际"}, ORIGIN_FILED},
    {{"illustrative", "示例", "示例项目", "示意"}, ORIGIN_ILLUSTRATIVE},
    {{NULL}, 0},
};

#define PROJECT(field) offsetof(project_row, project.field)

static const tc_column columns[] = {
    [COLUMN_ID] = {{"id", "编号", "项目编号", "代码", "项目代码"},
                   TC_CELL_ID,
                   true,
                   PROJECT(id),
                   {0, 0},
                   NULL},
    [COLUMN_NAME] = {{"name", "名称", "项目名称", "建设项目名称", "项目"},
                     TC_CELL_NAME,
                     true,
                     PROJECT(name),
                     {0, 0},
                     NULL},
    [COLUMN_AREA] = {{"area", "县", "县(市、区)", "区域", "县区", "区县", "所在县",
                      "所在区域"},
                     TC_CELL_AREA,
                     true,
                     PROJECT(area),
                     {0, 0},
                     NULL},
    [COLUMN_TIER] = {{"tier", "级别", "层级", "优先级", "优先级别"},
                     TC_CELL_WHOLE,
                     true,
                     PROJECT(tier),
                     {1, TIERS_MOST},
                     NULL},
    [COLUMN_BASIN] =
        {{"basin", "流域", "所在流域"}, TC_CELL_OTHER, false, 0, {0, 0}, NULL},
    [COLUMN_INDIVISIBLE] = {{"indivisible", "整体", "不可分", "不可分割"},
                            TC_CELL_YES_NO,
                            false,
                            PROJECT(indivisible),
                            {0, 0},
                            NULL},
    [COLUMN_MIN_SHARE] = {{"min_share", "最低份额", "最小份额"},
                          TC_CELL_SHARE,
                          false,
                          PROJECT(min_share),
                          {0, 0},
                          NULL},
    {{"industry", "行业", "所属行业"},
     TC_CELL_NAME,
     false,
     PROJECT(industry),
     {0, 0},
     NULL},
    {{"type", "类型", "项目类型"}, TC_CELL_NAME, false, PROJECT(type), {0, 0}, NULL},
    {{"fuel", "燃料", "燃料类型"}, TC_CELL_NAME, false, PROJECT(fuel), {0, 0}, NULL},
    {{"stack_height_m", "排气筒高度", "排气筒高度(m)", "排气筒高度(米)", "stack_height",
      "stack_height(m)"},
     TC_CELL_NAME,
     false,
     PROJECT(stack_height),
     {0, 0},
     NULL},
    {{"local_key", "属地重点", "属地重点项目", "本地重点"},
     TC_CELL_YES_NO,
     false,
     PROJECT(local_key),
     {0, 0},
     NULL},
    {{"pool_access", "申请统筹", "可用统筹", "参与统筹"},
     TC_CELL_YES_NO,
     false,
     PROJECT(pool_access),
     {0, 0},
     NULL},
    {{"zoning_ok", "三线一单", "符合三线一单"},
     TC_CELL_YES_NO,
     false,
     PROJECT(zoning_ok),
     {0, 0},
     NULL},
    {{"accepted_on", "受理日期", "受理时间"},
     TC_CELL_FIRST_DAY,
     false,
     PROJECT(accepted_on),
     {0, 0},
     NULL},
    {{"start", "投产日期", "投产时间", "计划投产日期", "计划投产时间", "预计投产日期",
      "预计投产时间"},
     TC_CELL_FIRST_DAY,
     true,
     PROJECT(start),
     {0, 0},
     NULL},
    {{"weight", "权重"}, TC_CELL_NUMBER, false, PROJECT(weight), {0, 1e6}, NULL},
    {{"must_serve", "必保", "必须保障"},
     TC_CELL_YES_NO,
     false,
     PROJECT(must_serve),
     {0, 0},
     NULL},
    {{"origin", "来源"},
     TC_CELL_WORD,
     false,
     offsetof(project_row, origin),
     {0, 0},
     origins},
    {{"note", "备注", "说明"}, TC_CELL_TEXT, false, PROJECT(note), {0, 0}, NULL},
    TC_TONNAGE_COLUMNS(project_row, project.emission, "排放量"),
    TC_RATIO_COLUMNS(project_row, own_ratio),
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const tc_table_form form = {"projects.csv", columns, COLUMNS, false, NULL, 0};

/* What is known of all projects together. */
typedef struct collection {
    tc_loading *loading;
    tc_table table;
    tc_record_list list; /* of tc_project */
    tc_name_index lines; /* of the ids */
    bool tier_told[TIERS_MOST + 1];
} collection;

static project_row blank_row(void)
{
    return (project_row){.project = {.id = "",
                                     .name = "",
                                     .industry = "",
                                     .type = "",
                                     .fuel = "",
                                     .stack_height = "",
                                     .note = "",
                                     .area = -1,
                                     .basin = -1,
                                     .tier = 0,
                                     .pool_access = true,
                                     .zoning_ok = true,
                                     .weight = 1,
                                     .accepted_on = TC_DAY_NEVER},
                         .origin = ORIGIN_FILED,
                         .own_ratio = {-1, -1, -1, -1, -1, -1}};
}

static bool has_water(const double tonnes[TC_POLLUTANTS])
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (tc_pollutants[p].water && tonnes[p] > 0)
            return true;
    return false;
}

/* A project without a county has no sources of its own, nor anybody to apply for it. */
static bool has_real_area(const collection *all, const tc_project *project)
{
    const tc_problem *problem = all->loading->problem;
    return project->area >= 0 &&
           problem->areas[project->area].kind != TC_AREA_UNSPECIFIED;
}

static void refuse_unreal_area(const collection *all, const tc_project *project)
{
    const tc_spot spot = tc_table_spot(&all->table, COLUMN_AREA);
    (void)TC_REFUSE(&spot, all->loading->problem->areas[project->area].id,
                    "不是真实的区域（kind 为 unspecified），项目要写明所在县",
                    "is no real area (kind unspecified): a project must name its county");
}

static void read_places(const collection *all, tc_project *project)
{
    if (has_real_area(all, project))
        project->basin = tc_record_basin(all->loading, &all->table, COLUMN_BASIN,
                                         project->area, has_water(project->emission));
    else if (project->area >= 0)
        refuse_unreal_area(all, project);
}

static bool is_served(const tc_problem *problem, int tier)
{
    for (int g = 0; g < problem->goal_count; g++)
        if (problem->goals[g].kind == TC_GOAL_TIER && problem->goals[g].tier == tier)
            return true;
    return false;
}

static void warn_of_tier(collection *all, const tc_project *project)
{
    const tc_problem *problem = all->loading->problem;
    if (project->tier < 1 || !all->loading->policy_known ||
        all->tier_told[project->tier] || is_served(problem, project->tier))
        return;
    all->tier_told[project->tier] = true;
    const tc_spot spot = tc_table_spot(&all->table, COLUMN_TIER);
    tc_fault_add(spot.faults, TC_SEVERITY_WARNING, &spot.place,
                 "%s：case.json 的 policy 里没有“tier "
                 "%d”，这一级的项目只能在各目标之后按受理先后安排",
                 "%s: there is no 'tier %d' in the policy of case.json: these "
                 "projects come after all goals, in order of acceptance",
                 spot.what, project->tier);
}

/* A share that says nothing beside "all or nothing". */
static void warn_of_share(collection *all, const tc_project *project)
{
    if (!project->indivisible || !(project->min_share > 0.0) || project->min_share >= 1.0)
        return;
    const tc_spot spot = tc_table_spot(&all->table, COLUMN_MIN_SHARE);
    tc_fault_add(spot.faults, TC_SEVERITY_WARNING, &spot.place,
                 "%s：indivisible 为 yes，项目只能整体批准，最低份额不起作用",
                 "%s: indivisible is yes, the project is approved whole or not at all, "
                 "and its least share says nothing",
                 spot.what);
}

static void read_project(collection *all, tc_project *project)
{
    tc_loading *loading = all->loading;
    project_row row = blank_row();
    tc_record_read(loading, &all->table, &row);
    *project = row.project;
    project->illustrative = row.origin == ORIGIN_ILLUSTRATIVE;
    project->line = all->table.row.line;
    tc_record_note_id(loading, &all->table, COLUMN_ID, project->id, &all->lines);
    read_places(all, project);
    project->attributes =
        tc_record_attributes(loading, &all->table, &project->attribute_count);
    warn_of_tier(all, project);
    warn_of_share(all, project);
    tc_project_derive(project, row.own_ratio, &loading->ratios);
}

static tc_code read_rows(collection *all, tc_error *error)
{
    for (;;) {
        const tc_code code = tc_table_next(&all->table, error);
        if (code != TC_OK || all->table.row.count == 0)
            return code;
        tc_project project;
        read_project(all, &project);
        if (all->loading->no_memory || !tc_record_list_add(&all->list, &project))
            return tc_no_memory(error);
    }
}

tc_code tc_projects_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_problem *problem = loading->problem;
    collection all = {.loading = loading, .list = {.size = sizeof(tc_project)}};
    const size_t before = faults->errors;
    tc_table_form asked = form;
    asked.kept = loading->kept_columns;
    asked.kept_count = loading->kept_column_count;
    tc_code code = tc_table_open(loading->home, &asked, faults, &all.table, error);
    if (code == TC_OK && all.table.usable)
        code = read_rows(&all, error);
    if (code == TC_OK) {
        tc_project *projects = tc_record_list_keep(&all.list, &problem->arena);
        problem->project_count = projects ? all.list.count : 0;
        tc_canonical_projects(projects, problem->project_count);
        problem->projects = loading->projects = projects;
        loading->projects_known = all.table.usable;
        if (!projects)
            code = tc_no_memory(error);
    }
    if (code == TC_OK && all.list.count == 0 && faults->errors == before) {
        const tc_place place = {form.file, 1, 1};
        tc_fault_add(faults, TC_SEVERITY_WARNING, &place, "只有列名，没有一个项目",
                     "there are headings, but no project");
    }
    tc_table_close(&all.table);
    tc_name_index_free(&all.lines);
    tc_record_list_free(&all.list);
    return code;
}
