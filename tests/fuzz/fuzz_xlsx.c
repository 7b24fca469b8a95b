/* fuzz_xlsx.c — any bytes as a case in a workbook. Lines "%%" part the input: the sheet
 * of sources, shared texts, styles, the workbook, its relations, those of the package,
 * the sheet of areas. A part "-" is missing; an empty part, or none, is a small valid
 * one. Bytes that begin like an archive are the whole file. What is read a second time
 * from the annotated workbook is the same. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "fuzz/fuzz_target.h"
#include "io/xlsx_sheet.h"
#include "io/zip_pack.h"
#include "support/fuzz_fault.h"
#include "support/fuzz_folder.h"
#include "tongchou/workbook.h"

enum { FUZZED = 7, PARTS = 9 };

static const char *const names[PARTS] = {
    "xl/worksheets/sources.xml",
    "xl/sharedStrings.xml",
    "xl/styles.xml",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "_rels/.rels",
    "xl/worksheets/areas.xml",
    "xl/worksheets/case.xml",
    "xl/worksheets/projects.xml",
};

static const char *const valid[PARTS] = {
    "<worksheet><sheetData><row><c t='str'><v>id</v></c><c t='str'><v>name</v></c>"
    "<c t='str'><v>area</v></c><c t='str'><v>available_from</v></c><c t='str'><v>PM</v>"
    "</c></row><row r='2'><c r='A2' t='s'><v>0</v></c><c r='B2' t='s'><v>1</v></c>"
    "<c r='C2' t='inlineStr'><is><t>A</t></is></c><c r='D2' s='1'><v>44926</v></c>"
    "<c r='E2'><v>1.5</v></c></row></sheetData></worksheet>",
    "<sst><si><t>S1</t></si><si><r><t>甲</t></r><r><t>厂</t></r></si></sst>",
    "<styleSheet><fonts count='1'><font/></fonts><fills count='1'><fill/></fills>"
    "<cellXfs count='2'><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
    "<workbook xmlns:r='r'><sheets><sheet name='case' sheetId='1' r:id='c'/>"
    "<sheet name='areas' sheetId='2' r:id='a'/><sheet name='sources' sheetId='3' "
    "r:id='s'/><sheet name='projects' sheetId='4' r:id='p'/></sheets></workbook>",
    "<Relationships>"
    "<Relationship Id='c' Type='/worksheet' Target='worksheets/case.xml'/>"
    "<Relationship Id='a' Type='/worksheet' Target='worksheets/areas.xml'/>"
    "<Relationship Id='s' Type='/worksheet' Target='worksheets/sources.xml'/>"
    "<Relationship Id='p' Type='/worksheet' Target='worksheets/projects.xml'/>"
    "<Relationship Id='t' Type='/sharedStrings' Target='sharedStrings.xml'/>"
    "<Relationship Id='f' Type='/styles' Target='styles.xml'/></Relationships>",
    "<Relationships><Relationship Id='w' Type='/officeDocument' "
    "Target='xl/workbook.xml'/></Relationships>",
    "<worksheet><sheetData><row><c t='str'><v>id</v></c><c t='str'><v>name</v></c></row>"
    "<row><c t='str'><v>A</v></c><c t='str'><v>闻喜县</v></c></row></sheetData>"
    "</worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>key</v></c><c t='str'><v>value</v></c>"
    "</row><row><c t='str'><v>decision_date</v></c><c t='str'><v>2022-11-25</v></c>"
    "</row></sheetData></worksheet>",
    "<worksheet><sheetData><row><c t='str'><v>id</v></c><c t='str'><v>name</v></c>"
    "<c t='str'><v>area</v></c><c t='str'><v>tier</v></c><c t='str'><v>start</v></c>"
    "<c t='str'><v>PM</v></c></row><row><c t='str'><v>P1</v></c><c t='str'><v>丙项目</v>"
    "</c><c t='str'><v>A</v></c><c><v>1</v></c><c t='str'><v>2023-06</v></c>"
    "<c><v>1</v></c></row></sheetData></worksheet>",
};

/* ---- the file ---------------------------------------------------------------------- */

static const char *write_parts(const uint8_t *data, size_t size)
{
    tc_zip_entry entries[PARTS];
    tc_buffer out = {0};
    int count = 0;
    for (int part = 0; part < PARTS; part++) {
        const size_t end = part < FUZZED ? fuzz_part_end(data, size) : 0;
        if (end == 0)
            entries[count++] =
                (tc_zip_entry){names[part], valid[part], strlen(valid[part])};
        else if (end != 2 || memcmp(data, "-\n", 2) != 0)
            entries[count++] = (tc_zip_entry){names[part], (const char *)data, end};
        const size_t next = end < size ? end + 3 : size;
        data += part < FUZZED ? next : 0;
        size -= part < FUZZED ? next : 0;
    }
    FUZZ_CHECK(tc_zip_write(entries, count, &out, NULL) == TC_OK);
    const char *path =
        fuzz_folder_write("case.xlsx", (const uint8_t *)out.text, out.length);
    tc_buffer_free(&out);
    return path;
}

/* ---- what holds of it -------------------------------------------------------------- */

static void check_sheet(const tc_xlsx_book *book, int number)
{
    tc_xlsx_sheet *sheet = NULL;
    tc_faults faults = {0};
    tc_csv_row row = {0};
    int line = 0;
    if (tc_xlsx_sheet_read(book, number, "t", &faults, &sheet, NULL) == TC_OK)
        for (;;) {
            FUZZ_CHECK(tc_xlsx_sheet_next(sheet, &row, NULL) == TC_OK && row.line > line);
            if (row.count == 0)
                break;
            line = row.line;
            FUZZ_CHECK(row.cells[row.count - 1].length > 0);
            for (int i = 0; i < row.count; i++) {
                const tc_csv_cell *cell = &row.cells[i];
                FUZZ_CHECK(cell->line == line && cell->column == i + 1);
                FUZZ_CHECK(strlen(cell->text) == cell->length &&
                           fuzz_is_utf8(cell->text));
            }
        }
    fuzz_check_faults(&faults, 1);
    tc_xlsx_sheet_close(sheet);
    tc_faults_free(&faults);
}

static void check_book(const char *path)
{
    tc_xlsx_book *book = NULL;
    tc_error error = {0};
    const tc_code code = tc_xlsx_open(path, "case.xlsx", &book, &error);
    FUZZ_CHECK(code == TC_OK || code == TC_ERR_INPUT);
    for (int number = 0; code == TC_OK && number < book->sheet_count; number++)
        check_sheet(book, number);
    tc_xlsx_close(book);
}

static void load(const char *path, tc_faults *faults)
{
    tc_problem *problem = NULL;
    tc_error error = {0};
    const tc_code code = tc_problem_load(path, faults, &problem, &error);
    FUZZ_CHECK(code == (faults->errors ? TC_ERR_INPUT : TC_OK));
    FUZZ_CHECK(!problem == (code != TC_OK));
    fuzz_check_faults(faults, 0);
    tc_problem_free(problem);
}

static void check_annotated(const char *path, const tc_faults *faults)
{
    tc_faults again = {0};
    tc_error error = {0};
    char *bytes = NULL;
    size_t length = 0;
    const tc_code code =
        tc_workbook_annotate(path, faults, TC_ZH, &bytes, &length, &error);
    FUZZ_CHECK(code == TC_OK || code == TC_ERR_INPUT);
    if (code != TC_OK)
        return;
    load(fuzz_folder_write("case.xlsx", (const uint8_t *)bytes, length), &again);
    FUZZ_CHECK(again.count == faults->count);
    for (size_t i = 0; i < again.count; i++)
        FUZZ_CHECK(strcmp(again.list[i].error.message, faults->list[i].error.message) ==
                   0);
    tc_text_free(bytes);
    tc_faults_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const bool whole = size >= 2 && memcmp(data, "PK", 2) == 0;
    const char *path =
        whole ? fuzz_folder_write("case.xlsx", data, size) : write_parts(data, size);
    tc_faults faults = {0};
    check_book(path);
    load(path, &faults);
    FUZZ_CHECK(size > 0 || faults.count == 0);
    check_annotated(path, &faults);
    tc_faults_free(&faults);
    return 0;
}
