/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/canonical.h"
#include "domain/derive.h"
#include "io/loading.h"
#include "io/owner_reference.h"
#include "io/pollutant_columns.h"
#include "io/record.h"
#include "io/table.h"

enum { COLUMN_ID, COLUMN_NAME, COLUMN_AREA, COLUMN_BASIN, COLUMN_EXPIRES, COLUMN_OWNER };

typedef struct source_row {
    tc_source source;
    int kind, status;
} source_row;

enum { KIND_REDUCTION, KIND_RESERVE };

static const tc_word kinds[] = {
    {{"reduction", "减排", "减排源", "削减", "削减源"}, KIND_REDUCTION},
    {{"reserve", "储备", "政府储备", "政府储备排污量"}, KIND_RESERVE},
    {{NULL}, 0},
};

static const tc_word statuses[] = {
    {{"planned", "计划", "拟实施", "在建", "未核实"}, TC_SOURCE_PLANNED},
    {{"verified", "已核实", "核实", "已完成"}, TC_SOURCE_VERIFIED},
    {{"retired", "作废", "失效", "已失效", "已用完"}, TC_SOURCE_RETIRED},
    {{NULL}, 0},
};

#define SOURCE(field) offsetof(source_row, source.field)

static const tc_column columns[] = {
    [COLUMN_ID] = {{"id", "编号", "削减源编号", "代码"},
                   TC_CELL_ID,
                   true,
                   SOURCE(id),
                   {0, 0},
                   NULL},
    [COLUMN_NAME] = {{"name", "名称", "削减源名称", "削减源", "企业名称", "单位名称"},
                     TC_CELL_NAME,
                     true,
                     SOURCE(name),
                     {0, 0},
                     NULL},
    [COLUMN_AREA] = {{"area", "县", "县(市、区)", "区域", "县区", "区县", "所在县",
                      "所在区域"},
                     TC_CELL_AREA,
                     true,
                     SOURCE(area),
                     {0, 0},
                     NULL},
    [COLUMN_BASIN] =
        {{"basin", "流域", "所在流域"}, TC_CELL_OTHER, false, 0, {0, 0}, NULL},
    [COLUMN_EXPIRES] = {{"expires", "有效期", "到期日", "有效期至", "到期日期",
                         "失效日期"},
                        TC_CELL_LAST_DAY,
                        false,
                        SOURCE(expires),
                        {0, 0},
                        NULL},
    [COLUMN_OWNER] =
        {{"owner", "自身置换项目", "项目编号"}, TC_CELL_OTHER, false, 0, {0, 0}, NULL},
    {{"kind", "类别", "来源类别"},
     TC_CELL_WORD,
     false,
     offsetof(source_row, kind),
     {0, 0},
     kinds},
    {{"industry", "行业", "所属行业"},
     TC_CELL_NAME,
     false,
     SOURCE(industry),
     {0, 0},
     NULL},
    {{"measure", "措施", "削减措施", "减排措施"},
     TC_CELL_TEXT,
     false,
     SOURCE(measure),
     {0, 0},
     NULL},
    {{"available_from", "可用日期", "完成时间", "完成日期", "完工日期", "可用时间"},
     TC_CELL_LAST_DAY,
     false,
     SOURCE(available_from),
     {0, 0},
     NULL},
    {{"status", "状态"},
     TC_CELL_WORD,
     false,
     offsetof(source_row, status),
     {0, 0},
     statuses},
    {{"permit", "持证", "排污许可"}, TC_CELL_YES_NO, false, SOURCE(permit), {0, 0}, NULL},
    {{"realisation", "核实系数", "核实比例", "realization"},
     TC_CELL_SHARE,
     false,
     SOURCE(realisation),
     {0, 0},
     NULL},
    {{"reference", "文号", "依据", "出处", "通知条款"},
     TC_CELL_TEXT,
     false,
     SOURCE(reference),
     {0, 0},
     NULL},
    {{"note", "备注", "说明"}, TC_CELL_TEXT, false, SOURCE(note), {0, 0}, NULL},
    TC_TONNAGE_COLUMNS(source_row, source.quantity, "削减量"),
};

enum { COLUMNS = sizeof columns / sizeof *columns };

static const tc_table_form form = {"sources.csv", columns, COLUMNS, false, NULL, 0};

static source_row blank_row(const tc_problem *problem)
{
    return (source_row){.source = {.id = "",
                                   .name = "",
                                   .industry = "",
                                   .measure = "",
                                   .reference = "",
                                   .note = "",
                                   .area = -1,
                                   .basin = -1,
                                   .owner = -1,
                                   .permit = true,
                                   .available_from = problem->unknown_available_from,
                                   .expires = TC_DAY_NEVER,
                                   .realisation = 1},
                        .kind = KIND_REDUCTION,
                        .status = TC_SOURCE_PLANNED};
}

static bool has_water(const double tonnes[TC_POLLUTANTS])
{
    for (int p = 0; p < TC_POLLUTANTS; p++)
        if (tc_pollutants[p].water && tonnes[p] > 0)
            return true;
    return false;
}

/* Can it never be used? */
static void warn_of_expiry(const tc_loading *loading, const tc_table *table,
                           const tc_source *source)
{
    const tc_spot spot = tc_table_spot(table, COLUMN_EXPIRES);
    const tc_day decision = loading->problem->decision_date;
    if (source->status == TC_SOURCE_RETIRED) /* it supplies nothing anyway */
        return;
    if (source->expires < decision)
        tc_fault_add(table->faults, TC_SEVERITY_WARNING, &spot.place,
                     "%s：到期（%s）早于决定日（%s），这个削减源没有可用的量",
                     "%s: expires (%s) before the decision date (%s): it supplies "
                     "nothing",
                     spot.what, tc_day_write(source->expires).text,
                     tc_day_write(decision).text);
    else if (source->expires < source->available_from)
        tc_fault_add(
            table->faults, TC_SEVERITY_WARNING, &spot.place,
            "%s：到期（%s，最后可安排日）早于可用（%s），请核对",
            "%s: the last day of allotting it (%s) is before it is available (%s): "
            "please check",
            spot.what, tc_day_write(source->expires).text,
            tc_day_write(source->available_from).text);
}

/* What is being gathered while the rows are read. */
typedef struct gathering {
    tc_record_list sources; /* of tc_source */
    tc_record_list owners;  /* of tc_owner_reference */
    tc_name_index lines;    /* of the ids */
} gathering;

static void read_source(tc_loading *loading, const tc_table *table, gathering *all,
                        tc_source *source)
{
    source_row row = blank_row(loading->problem);
    tc_record_read(loading, table, &row);
    *source = row.source;
    source->reserve = row.kind == KIND_RESERVE;
    source->status = (tc_source_status)row.status;
    source->line = table->row.line;
    tc_record_note_id(loading, table, COLUMN_ID, source->id, &all->lines);
    source->owner = tc_owner_note(loading, table, COLUMN_OWNER, &all->owners);
    source->basin = tc_record_basin(loading, table, COLUMN_BASIN, source->area,
                                    has_water(source->quantity));
    source->attributes = tc_record_attributes(loading, table, &source->attribute_count);
    warn_of_expiry(loading, table, source);
    tc_source_derive(source, loading->problem, &loading->reserve);
}

static tc_code read_rows(tc_loading *loading, tc_table *table, gathering *all,
                         tc_error *error)
{
    for (;;) {
        const tc_code code = tc_table_next(table, error);
        if (code != TC_OK || table->row.count == 0)
            return code;
        tc_source source;
        read_source(loading, table, all, &source);
        if (loading->no_memory || !tc_record_list_add(&all->sources, &source))
            return tc_no_memory(error);
    }
}

tc_code tc_sources_load(tc_loading *loading, tc_faults *faults, tc_error *error)
{
    tc_problem *problem = loading->problem;
    tc_table table;
    gathering all = {.sources = {.size = sizeof(tc_source)},
                     .owners = {.size = sizeof(tc_owner_reference)}};
    const size_t before = faults->errors;
    tc_table_form asked = form;
    asked.kept = loading->kept_columns;
    asked.kept_count = loading->kept_column_count;
    tc_code code = tc_table_open(loading->home, &asked, faults, &table, error);
    if (code == TC_OK && table.usable)
        code = read_rows(loading, &table, &all, error);
    if (code == TC_OK) {
        tc_source *sources = tc_record_list_keep(&all.sources, &problem->arena);
        problem->source_count = sources ? all.sources.count : 0;
        tc_canonical_sources(sources, problem->source_count);
        problem->sources = sources;
        if (!sources || !tc_owners_keep(loading, &all.owners, sources))
            code = tc_no_memory(error);
    }
    if (code == TC_OK && all.sources.count == 0 && faults->errors == before) {
        const tc_place place = {form.file, 1, 1};
        tc_fault_add(faults, TC_SEVERITY_WARNING, &place, "只有列名，没有一个削减源",
                     "there are headings, but no source");
    }
    tc_table_close(&table);
    tc_name_index_free(&all.lines);
    tc_record_list_free(&all.sources);
    tc_record_list_free(&all.owners);
    return code;
}
