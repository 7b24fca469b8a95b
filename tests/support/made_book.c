/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "support/made_book.h"

#include <criterion/criterion.h>

#include "io/zip_pack.h"

#define RELATIONS "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define TEXT(at, text) "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"
#define NUMBER(at, number) "<c r='" at "'><v>" number "</v></c>"

made_book made_book_small(void)
{
    return (made_book){
        .types = "<Types></Types>",
        .relations = "<Relationships><Relationship Id='r1' Type='" RELATIONS
                     "/officeDocument' Target='xl/workbook.xml'/></Relationships>",
        .workbook = "<workbook xmlns:r='" RELATIONS "'><sheets>"
                    "<sheet name='case' sheetId='1' r:id='s1'/>"
                    "<sheet name='区域' sheetId='2' r:id='s2'/>"
                    "<sheet name='sources' sheetId='3' r:id='s3'/>"
                    "<sheet name='projects' sheetId='4' r:id='s4'/></sheets></workbook>",
        .workbook_relations =
            "<Relationships>"
            "<Relationship Id='s1' Type='" RELATIONS "/worksheet' Target='s1.xml'/>"
            "<Relationship Id='s2' Type='" RELATIONS "/worksheet' Target='s2.xml'/>"
            "<Relationship Id='s3' Type='" RELATIONS "/worksheet' Target='/xl/s3.xml'/>"
            "<Relationship Id='s4' Type='" RELATIONS "/worksheet' Target='s4.xml'/>"
            "<Relationship Id='t' Type='" RELATIONS "/sharedStrings' Target='t.xml'/>"
            "<Relationship Id='y' Type='" RELATIONS "/styles' Target='y.xml'/>"
            "</Relationships>",
        .texts = "<sst><si><t>C1</t></si><si><r><t>示例·</t></r><r><t>甲</t></r>"
                 "<rPh sb='0' eb='1'><t>jia</t></rPh></si></sst>",
        .styles =
            "<styleSheet><numFmts><numFmt numFmtId='164' "
            "formatCode='yyyy\\-mm\\-dd'/></numFmts><fills><fill/></"
            "fills><cellStyleXfs><xf numFmtId='14'/>"
            "</cellStyleXfs><cellXfs><xf numFmtId='0'/><xf numFmtId='164'/></cellXfs>"
            "</styleSheet>",
        .sheets =
            {"<row r='1'>" TEXT("A1", "键") TEXT(
                 "B1",
                 "值") "</row>"
                       "<row r='2'>" TEXT(
                           "A2",
                           "决定日") "<c r='B2' s='1'><v>44890</v></c></row>"
                                     "<row r='3'>" TEXT("A3", "替代倍数") NUMBER(
                                         "B3",
                                         "2") "</row>"
                                              "<row r='4'>" TEXT("A4", "policy") TEXT(
                                                  "B4", "tier 1; keep-local") "</row>",
             "<row r='1'>" TEXT("A1", "id") "</row><row r='2'><c r='A2' t='s'>"
                                            "<v>0</v></c></row>",
             "<row r='1'>" TEXT("A1", "id") TEXT("B1", "名称") TEXT("C1", "area") TEXT(
                 "D1", "PM") "</row><row r='3'>" TEXT("A3", "S1") TEXT("B3", "源")
                 TEXT("C3",
                      "C1") "<c r='D3'><f>10+0.3</f><v>10.300000000000001</v></c></row>",
             "<row r='1'>" TEXT("A1", "id") TEXT("B1", "名称") TEXT("C1", "area")
                 TEXT("D1", "tier") TEXT("E1", "start") TEXT(
                     "F1", "PM") "</row>"
                                 "<row r='2'>" TEXT(
                                     "A2", "P1") "<c r='B2' t='s'><v>1</v></c>" TEXT("C2",
                                                                                     "C1")
                                     NUMBER("D2", "1") "<c r='E2' "
                                                       "s='1'><v>45000.5</v></c>" NUMBER(
                                                           "F2", "1E-3") "</row>"},
        .behind = ""};
}

void made_book_write(const made_book *book, tc_buffer *out)
{
    static const char *const names[] = {"xl/s1.xml", "xl/s2.xml", "xl/s3.xml",
                                        "xl/s4.xml"};
    tc_buffer sheets[MADE_BOOK_SHEETS] = {{0}};
    tc_zip_entry entries[6 + MADE_BOOK_SHEETS];
    const struct {
        const char *name, *text;
    } parts[] = {{"[Content_Types].xml", book->types},
                 {"_rels/.rels", book->relations},
                 {"xl/workbook.xml", book->workbook},
                 {"xl/_rels/workbook.xml.rels", book->workbook_relations},
                 {"xl/t.xml", book->texts},
                 {"xl/y.xml", book->styles}};
    int count = 0;
    for (int k = 0; k < 6; k++)
        if (parts[k].text)
            entries[count++] =
                (tc_zip_entry){parts[k].name, parts[k].text, strlen(parts[k].text)};
    for (int k = 0; k < MADE_BOOK_SHEETS; k++) {
        tc_buffer_printf(&sheets[k], "<worksheet><sheetData>%s</sheetData>%s</worksheet>",
                         book->sheets[k], k == MADE_PROJECTS ? book->behind : "");
        entries[count++] = (tc_zip_entry){names[k], sheets[k].text, sheets[k].length};
    }
    cr_assert_eq(tc_zip_write(entries, count, out, NULL), TC_OK);
    for (int k = 0; k < MADE_BOOK_SHEETS; k++)
        tc_buffer_free(&sheets[k]);
}
