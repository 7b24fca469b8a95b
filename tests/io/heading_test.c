/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "support/case_files.h"
#include "support/leaks.h"

/* A heading, and how the cell below it must be understood. */
typedef struct sample {
    const char *headings; /* '|' between */
    const char *cell;
    size_t offset; /* of the field in the record */
    const char *text;
    double number;
} sample;

static const void *field(const void *record, size_t offset)
{
    return (const char *)record + offset;
}

/* Load the valid case with one more column, called heading, in a table of one row. */
static tc_problem *load_with(const char *heading, const char *cell, bool project,
                             tc_faults *faults)
{
    static const char *const known[] = {"id", "name", "area", "tier", "start", "NOx"};
    static const char *const cells[] = {"X1", "某", "A", "2", "2023", "1.5"};
    tc_buffer table = {0};
    const int count = project ? 6 : 3;
    for (int i = 0; i < count; i++)
        tc_buffer_printf(&table, "%s,", known[i]);
    tc_buffer_printf(&table, "\"%s\"\n", heading);
    for (int i = 0; i < count; i++)
        tc_buffer_printf(&table, "%s,", cells[i]);
    tc_buffer_printf(&table, "\"%s\"\n", cell);
    tc_case_files files = tc_case_files_valid();
    *(project ? &files.projects : &files.sources) = table.text;
    tc_problem *problem = NULL;
    tc_error error = {0};
    cr_expect_eq(tc_case_files_load(&files, faults, &problem, &error), TC_OK, "%s: %s",
                 heading, error.message_en);
    tc_buffer_free(&table);
    return problem;
}

typedef enum field_kind { TEXT, NUMBER, DAY, FLAG } field_kind;

static void expect_field(const void *record, const sample *wanted, field_kind kind,
                         const char *heading)
{
    const void *at = field(record, wanted->offset);
    if (kind == TEXT)
        cr_expect_str_eq(*(const char *const *)at, wanted->text, "%s", heading);
    else if (kind == NUMBER)
        cr_expect_eq(*(const double *)at, wanted->number, "%s", heading);
    else if (kind == DAY)
        cr_expect_eq((double)*(const tc_day *)at, wanted->number, "%s", heading);
    else
        cr_expect_eq((double)*(const bool *)at, wanted->number, "%s", heading);
}

static void expect_headings(const sample *samples, size_t count, field_kind kind,
                            bool project)
{
    for (size_t i = 0; i < count; i++)
        for (const char *at = samples[i].headings; *at;) {
            char heading[100] = {0};
            const size_t length = strcspn(at, "|");
            memcpy(heading, at, length);
            at += length + (at[length] == '|');
            tc_faults faults = {0};
            tc_problem *problem = load_with(heading, samples[i].cell, project, &faults);
            for (size_t k = 0; k < faults.count; k++)
                cr_expect_null(strstr(faults.list[k].error.message_en, "unknown"),
                               "%s: %s", heading, faults.list[k].error.message_en);
            if (problem)
                expect_field(project ? (const void *)problem->projects
                                     : (const void *)problem->sources,
                             &samples[i], kind, heading);
            tc_faults_free(&faults);
            tc_problem_free(problem);
        }
    TC_ASSERT_NO_LEAK();
}

#define COUNT(list) (sizeof(list) / sizeof *(list))
#define SOURCE(name) offsetof(tc_source, name)
#define PROJECT(name) offsetof(tc_project, name)

Test(io_heading, knows_every_name_of_a_tonnage)
{
    const sample samples[] = {
        {"PM|pm|ＰＭ| PM "
         "|颗粒物|烟粉尘|PM(t/a)|颗粒物（吨/年）|颗粒物(PM)|颗粒物削减量|PM 削减量",
         "1.5", SOURCE(quantity[TC_PM]), NULL, 1.5},
        {"PM（千克/年）|颗粒物(kg)|颗粒物（公斤）", "1500", SOURCE(quantity[TC_PM]), NULL,
         1.5},
        {"SO2|so2|SO₂|二氧化硫|二氧化硫(SO2)|二氧化硫（t/a）", "1.5",
         SOURCE(quantity[TC_SO2]), NULL, 1.5},
        {"NOx|NOX|nox|氮氧化物|氮氧化物（NOx）|NOx（吨）", "1.5",
         SOURCE(quantity[TC_NOX]), NULL, 1.5},
        {"VOCs|VOC|VOCS|挥发性有机物|VOCs(吨/年)", "1.5", SOURCE(quantity[TC_VOCS]), NULL,
         1.5},
        {"COD|CODcr|CODCr|化学需氧量|化学需氧量（COD）", "1.5", SOURCE(quantity[TC_COD]),
         NULL, 1.5},
        {"NH3-N|NH3N|NH₃-N|nh3_n|氨氮|ＮＨ３－Ｎ", "1.5", SOURCE(quantity[TC_NH3N]), NULL,
         1.5},
    };
    expect_headings(samples, COUNT(samples), NUMBER, false);
}

Test(io_heading, knows_every_text_of_a_source)
{
    const sample samples[] = {
        {"industry|行业|所属行业|Industry", "焦化", SOURCE(industry), "焦化", 0},
        {"measure|措施|削减措施", "关停", SOURCE(measure), "关停", 0},
        {"reference|文号|依据|出处", "三（一）", SOURCE(reference), "三（一）", 0},
        {"note|备注|说明|备 注", "n", SOURCE(note), "n", 0},
    };
    expect_headings(samples, COUNT(samples), TEXT, false);
}

Test(io_heading, knows_every_date_and_number_of_a_source)
{
    const sample days[] = {
        {"available_from|可用日期|完成时间|完成日期", "2022", SOURCE(available_from),
         NULL, 20221231},
        {"expires|有效期|到期日|有效期至|到期日期", "2024-02", SOURCE(expires), NULL,
         20240229},
    };
    expect_headings(days, COUNT(days), DAY, false);
    const sample numbers[] = {
        {"realisation|核实系数|核实比例", "80%", SOURCE(realisation), NULL, 0.8},
    };
    expect_headings(numbers, COUNT(numbers), NUMBER, false);
    const sample kinds[] = {{"kind|类别", "政府储备", SOURCE(reserve), NULL, 1}};
    expect_headings(kinds, COUNT(kinds), FLAG, false);
}

Test(io_heading, knows_every_text_of_a_project)
{
    const sample samples[] = {
        {"industry|行业", "水泥", PROJECT(industry), "水泥", 0},
        {"type|类型|项目类型", "粉磨", PROJECT(type), "粉磨", 0},
        {"fuel|燃料", "煤", PROJECT(fuel), "煤", 0},
        {"stack_height_m|排气筒高度|排气筒高度（m）|排气筒高度(米)", "45",
         PROJECT(stack_height), "45", 0},
        {"note|备注", "n", PROJECT(note), "n", 0},
    };
    expect_headings(samples, COUNT(samples), TEXT, true);
}

Test(io_heading, knows_every_flag_and_number_of_a_project)
{
    const sample flags[] = {
        {"local_key|属地重点", "是", PROJECT(local_key), NULL, 1},
        {"pool_access|申请统筹", "否", PROJECT(pool_access), NULL, 0},
        {"zoning_ok|三线一单|符合三线一单", "否", PROJECT(zoning_ok), NULL, 0},
        {"indivisible|整体|不可分", "y", PROJECT(indivisible), NULL, 1},
        {"must_serve|必保", "true", PROJECT(must_serve), NULL, 1},
        {"origin|来源", "示例", PROJECT(illustrative), NULL, 1},
    };
    expect_headings(flags, COUNT(flags), FLAG, true);
    const sample numbers[] = {
        {"weight|权重", "2.5", PROJECT(weight), NULL, 2.5},
        {"min_share|最低份额", "0.4", PROJECT(min_share), NULL, 0.4},
        {"ratio_NOx|氮氧化物替代倍数|NOX替代倍数|Ratio_nox", "2", PROJECT(need[TC_NOX]),
         NULL, 3},
        {"ratio_PM|颗粒物替代倍数|PM替代倍数", "0", PROJECT(ratio[TC_PM]), NULL, 0},
        {"ratio_SO2|二氧化硫替代倍数", "3", PROJECT(ratio[TC_SO2]), NULL, 3},
        {"ratio_VOCs|ratio_VOC|挥发性有机物替代倍数", "3", PROJECT(ratio[TC_VOCS]), NULL,
         3},
        {"ratio_COD|化学需氧量替代倍数", "3", PROJECT(ratio[TC_COD]), NULL, 3},
        {"ratio_NH3-N|ratio_NH3N|氨氮替代倍数", "3", PROJECT(ratio[TC_NH3N]), NULL, 3},
    };
    expect_headings(numbers, COUNT(numbers), NUMBER, true);
    const sample days[] = {
        {"accepted_on|受理日期|受理时间", "2022-03", PROJECT(accepted_on), NULL,
         20220301},
    };
    expect_headings(days, COUNT(days), DAY, true);
}

/* A table of its own whose headings are all Chinese: those that are required. */
Test(io_heading, knows_the_required_columns_by_every_name)
{
    const char *const areas[] = {"县",   "县（市、区）", "县(市、区)",
                                 "区域", "区县",         "所在县"};
    const char *const starts[] = {"投产日期", "投产时间", "计划投产日期"};
    const char *const tiers[] = {"级别", "层级", "优先级"};
    const char *const names[] = {"名称", "项目名称", "项目"};
    for (size_t i = 0; i < 6; i++) {
        tc_buffer table = {0};
        tc_buffer_printf(&table, "编号,%s,%s,%s,%s\n1,某,夏县,3,2023\n", names[i % 3],
                         areas[i], tiers[i % 3], starts[i % 3]);
        tc_case_files files = tc_case_files_valid();
        files.projects = table.text;
        tc_problem *problem = tc_case_files_must_load(&files);
        cr_expect_eq(problem->projects[0].tier, 3);
        cr_expect_eq(problem->projects[0].area, 1);
        cr_expect_eq(problem->projects[0].start, 20230101);
        tc_problem_free(problem);
        tc_buffer_free(&table);
    }
    TC_ASSERT_NO_LEAK();
}
