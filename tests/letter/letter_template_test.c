/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <string.h>

#include "io/xml_read.h"
#include "io/zip_pack.h"
#include "letter/letter_template.h"
#include "support/dice.h"
#include "support/leaks.h"
#include "support/office_text.h"
#include "support/scarce_memory.h"

/* ---- fields of the test's own ------------------------------------------------------ */

static const char *shown = "甲"; /* what {{名称}} shows */

static void put_name(const tc_letter *letter, tc_buffer *out)
{
    (void)letter;
    tc_buffer_puts(out, shown);
}

static void put_number(const tc_letter *letter, tc_buffer *out)
{
    tc_buffer_printf(out, "%d", letter->number);
}

static void put_nothing(const tc_letter *letter, tc_buffer *out)
{
    (void)letter;
    tc_buffer_puts(out, "");
}

static int two(const tc_letter *letter)
{
    (void)letter;
    return 2;
}

static int none(const tc_letter *letter)
{
    (void)letter;
    return 0;
}

static int one(const tc_letter *letter)
{
    (void)letter;
    return 1;
}

static void enter(tc_letter *letter, int item)
{
    letter->project = item;
}

static const tc_letter_field ITEM[] = {{.name = "序号", .write = put_number}};
static const tc_letter_table ITEM_TABLE = {ITEM, 1};
static const tc_letter_table *const ITEM_FIELDS[] = {&ITEM_TABLE, NULL};
static const tc_letter_field FIELDS[] = {
    {.name = "名称", .write = put_name},
    {.name = "空值", .write = put_nothing},
    {.name = "项目", .count = two, .enter = enter, .inner = ITEM_FIELDS},
    {.name = "空表", .count = none, .enter = enter, .inner = ITEM_FIELDS},
    {.name = "成立", .count = one},
};
static const tc_letter_table TABLE = {FIELDS, sizeof FIELDS / sizeof *FIELDS};
static const tc_letter_table *const ALL[] = {&TABLE, NULL};

static const tc_letter_field MUST[] = {
    {.name = "校验码", .write = put_name, .required = true}};
static const tc_letter_table MUST_TABLE = {MUST, 1};
static const tc_letter_table *const ALL_AND_MUST[] = {&TABLE, &MUST_TABLE, NULL};

/* ---- templates of one part --------------------------------------------------------- */

#define BEFORE                                                                           \
    "<?xml version=\"1.0\" encoding=\"UTF-8\" "                                          \
    "standalone=\"yes\"?>\n<w:document><w:body>"
#define AFTER "</w:body></w:document>"
#define R(words) "<w:r><w:t xml:space=\"preserve\">" words "</w:t></w:r>"
#define P(runs) "<w:p>" runs "</w:p>"
#define CELL(blocks) "<w:tc>" blocks "</w:tc>"
#define ROW(cells) "<w:tr>" cells "</w:tr>"

static tc_buffer pack(const char *body)
{
    tc_buffer document = {0}, packed = {0};
    tc_buffer_printf(&document, BEFORE "%s" AFTER, body);
    const tc_zip_entry entries[] = {
        {"[Content_Types].xml", "<Types>{{名称}}</Types>", 0},
        {"word/document.xml", document.text, document.length},
        {"word/footer1.xml", "<w:ftr><w:p><w:r><w:t>{{名称}}</w:t></w:r></w:p></w:ftr>",
         0},
        {"word/styles.xml", "<w:styles><!-- {{名称}} --></w:styles>", 0}};
    tc_zip_entry measured[4];
    for (int k = 0; k < 4; k++) {
        measured[k] = entries[k];
        measured[k].length = strlen(entries[k].bytes);
    }
    cr_assert_eq(tc_zip_write(measured, 4, &packed, NULL), TC_OK);
    tc_buffer_free(&document);
    return packed;
}

static tc_buffer unpack(const tc_buffer *packed, const char *name)
{
    tc_zip *zip = NULL;
    tc_buffer found = {0};
    cr_assert_eq(tc_zip_open(packed->text, packed->length, "out.docx", &zip, NULL),
                 TC_OK);
    cr_assert_eq(tc_zip_read(zip, tc_zip_find(zip, name), &found, NULL), TC_OK);
    tc_zip_close(zip);
    return found;
}

/* The archive of a letter made from this body. */
static tc_buffer fill(const char *body)
{
    tc_buffer packed = pack(body), out = {0};
    tc_letter_template *read = NULL;
    tc_error error = {0};
    const tc_letter letter = {.number = 0};
    cr_assert_eq(tc_letter_template_read(packed.text, packed.length, "x.docx", ALL, NULL,
                                         &read, &error),
                 TC_OK, "%s", error.message_en);
    cr_assert_eq(tc_letter_template_fill(read, &letter, &out, NULL), TC_OK);
    tc_letter_template_free(read);
    tc_buffer_free(&packed);
    return out;
}

static void becomes(const char *body, const char *expected)
{
    tc_buffer out = fill(body), whole = {0};
    tc_buffer document = unpack(&out, "word/document.xml");
    tc_buffer_printf(&whole, BEFORE "%s" AFTER, expected);
    cr_assert_str_eq(document.text, whole.text);
    tc_buffer_free(&document);
    tc_buffer_free(&whole);
    tc_buffer_free(&out);
    TC_ASSERT_NO_LEAK();
}

/* ---- values ------------------------------------------------------------------------ */

Test(letter_letter_template, shows_a_value_in_the_look_of_its_field)
{
    becomes(P("<w:pPr><w:jc w:val=\"left\"/></w:pPr><w:r><w:rPr><w:b/></w:rPr>"
              "<w:t>由{{名称}}办</w:t></w:r>"),
            P("<w:pPr><w:jc w:val=\"left\"/></w:pPr>"
              "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">由</w:t></w:r>"
              "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">甲</w:t></w:r>"
              "<w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">办</w:t></w:r>"));
}

Test(letter_letter_template, finds_a_field_that_word_has_split_into_runs)
{
    becomes(P("<w:r><w:t>在{</w:t></w:r><w:proofErr w:type=\"spellStart\"/><w:r><w:rPr>"
              "<w:i/></w:rPr><w:t>{名</w:t></w:r><w:bookmarkStart w:id=\"1\"/><w:r>"
              "<w:lastRenderedPageBreak/><w:t>称}</w:t></w:r><w:r><w:t>}县</w:t></w:r>"),
            P(R("在")
                  R("甲") "<w:proofErr w:type=\"spellStart\"/><w:bookmarkStart "
                          "w:id=\"1\"/><w:r><w:lastRenderedPageBreak/></w:r>" R("县")));
}

Test(letter_letter_template, keeps_what_else_stands_in_a_run)
{
    becomes(P("<w:r><w:t>a</w:t><w:tab/><w:t>{{名称}}</w:t><w:br/></w:r>"),
            P(R("a") "<w:r><w:tab/></w:r>" R("甲") "<w:r><w:br/></w:r>"));
}

Test(letter_letter_template, takes_full_width_braces_and_spaces)
{
    becomes(P(R("｛｛ 名称　｝｝{｛＃成立｝}有{{／成立}}")), P(R("甲") R("有")));
}

Test(letter_letter_template, leaves_single_braces_and_other_parts_alone)
{
    becomes(P(R("{名称} } {")), P(R("{名称} } {")));
    tc_buffer out = fill(P(R("x")));
    tc_buffer styles = unpack(&out, "word/styles.xml");
    tc_buffer types = unpack(&out, "[Content_Types].xml");
    cr_assert_str_eq(styles.text, "<w:styles><!-- {{名称}} --></w:styles>");
    cr_assert_str_eq(types.text, "<Types>{{名称}}</Types>");
    tc_buffer_free(&types);
    tc_buffer_free(&styles);
    tc_buffer_free(&out);
}

Test(letter_letter_template, fills_footers_too)
{
    tc_buffer out = fill(P(R("x")));
    tc_buffer footer = unpack(&out, "word/footer1.xml");
    cr_assert(strstr(footer.text, "<w:ftr><w:p>" R("甲") "</w:p></w:ftr>"));
    tc_buffer_free(&footer);
    tc_buffer_free(&out);
}

Test(letter_letter_template, fills_a_text_box_by_itself)
{
    becomes(P("<w:r><w:t>{{名</w:t></w:r><w:r><w:t>称}}</w:t></w:r><w:r><w:pict>"
              "<w:txbxContent>" P(R("{{#成立}}")) P(R("内"))
                  P(R("{{/成立}}")) "</w:txbxContent></w:pict></w:r>"),
            P(R("甲") "<w:r><w:pict><w:txbxContent>" P(
                R("内")) "</w:txbxContent></w:pict></w:r>"));
}

/* ---- sections ---------------------------------------------------------------------- */

Test(letter_letter_template, repeats_text_inside_a_paragraph)
{
    becomes(P(R("共{{#项目}}第{{序号}}、{{/项目}}完{{^空表}}无{{/空表}}{{#空表}}有{{/"
                "空表}}")),
            P(R("共") R("第") R("1") R("、") R("第") R("2") R("、") R("完") R("无")));
}

Test(letter_letter_template, writes_what_depends_on_a_value_that_is_there)
{
    becomes(
        P(R("{{#名称}}是{{名称}}{{/名称}}{{#空值}}不{{/空值}}{{^空值}}没有{{/空值}}")),
        P(R("是") R("甲") R("没有")));
}

Test(letter_letter_template, repeats_a_row_that_a_list_spans)
{
    becomes("<w:tbl>" ROW(CELL(P(R("头")))) ROW(CELL(P(R("{{#项目}}{{序号}}"))) CELL(
                P(R("{{名称}}{{/项目}}")))) "</w:tbl>",
            "<w:tbl>" ROW(CELL(P(R("头")))) ROW(CELL(P(R("1"))) CELL(P(R("甲"))))
                ROW(CELL(P(R("2"))) CELL(P(R("甲")))) "</w:tbl>");
}

Test(letter_letter_template, repeats_a_row_for_a_list_inside_a_list)
{
    becomes("<w:tbl>" ROW(CELL(P(R("{{#成立}}{{#项目}}")) P(R("{{序号}}")))
                              CELL(P(R("{{/项目}}{{/成立}}")))) "</w:tbl>",
            "<w:tbl>" ROW(CELL("<w:p/>" P(R("1"))) CELL("<w:p/>"))
                ROW(CELL("<w:p/>" P(R("2"))) CELL("<w:p/>")) "</w:tbl>");
}

Test(letter_letter_template, repeats_paragraphs_and_tables_between_lone_markers)
{
    becomes(P(R(" {{#项目}} ")) P(R("{{序号}}")) "<w:tbl>" ROW(
                CELL(P(R("{{#成立}}{{序号}}{{/成立}}")))) "</w:tbl>" P(R("{{/项目}}"))
                P(R("尾")),
            P(R("1")) "<w:tbl>" ROW(CELL(P(R("1")))) "</w:tbl>" P(R("2")) "<w:tbl>" ROW(
                CELL(P(R("2")))) "</w:tbl>" P(R("尾")));
}

Test(letter_letter_template, leaves_no_cell_without_paragraph_and_no_table_without_row)
{
    becomes("<w:tbl>" ROW(CELL(P(R("{{#空表}}")) P(R("x")) P(
                R("{{/空表}}")))) "</w:tbl>"
                                  "<w:tbl><w:tblPr/>" ROW(CELL(P(R("{{#空表}}"))) CELL(
                                      P(R("{{/空表}}")))) "</w:tbl>" P(R("y")),
            "<w:tbl>" ROW(CELL("<w:p/>")) "</w:tbl>" P(R("y")));
}

Test(letter_letter_template, drops_marks_that_may_not_come_twice)
{
    becomes(P(R("{{#项目}}")) "<w:p w14:paraId=\"1\" w:rsidR=\"2\" w14:textId=\"3\"/>" P(
                R("{{/项目}}")),
            "<w:p w:rsidR=\"2\"/><w:p w:rsidR=\"2\"/>");
}

/* ---- broken templates -------------------------------------------------------------- */

static void refuses(const char *body, const char *message, int column)
{
    tc_buffer packed = pack(body);
    tc_letter_template *read = NULL;
    tc_error error = {0};
    tc_faults faults = {0};
    cr_assert_eq(tc_letter_template_read(packed.text, packed.length, "x.docx", ALL,
                                         &faults, &read, &error),
                 TC_ERR_INPUT, "%s", body);
    cr_assert_str_eq(error.message_en, message);
    cr_assert_str_eq(error.file, "x.docx/word/document.xml");
    cr_assert(error.line == 2 && error.column == column, "%s: %d:%d", body, error.line,
              error.column);
    cr_assert_geq(faults.errors, 1);
    cr_assert(!strstr(error.message, "%") && *error.message);
    tc_faults_free(&faults);
    tc_buffer_free(&packed);
    TC_ASSERT_NO_LEAK();
}

static const int FIRST = 21; /* the column of the first paragraph */

Test(letter_letter_template, names_an_unknown_field_and_the_nearest_one)
{
    refuses(P(R("由{{名城}}办")),
            "there is no field '名城' here; paragraph '由{{名城}}办'", FIRST);
    refuses(P(R("由{{项目名称}}办")),
            "there is no field '项目名称' here; did you mean '项目'? paragraph "
            "'由{{项目名称}}办'",
            FIRST);
    refuses(P(R("{{序号}}")), "there is no field '序号' here; paragraph '{{序号}}'",
            FIRST);
    refuses(P(R("{{#项目}}{{序 号}}{{/项目}}")),
            "there is no field '序 号' here; did you mean '序号'? paragraph '{{项目}}'",
            FIRST);
}

Test(letter_letter_template, refuses_a_list_where_a_value_is_due)
{
    refuses(P(R("{{项目}}")), "'项目' has no value to show; write {{#项目}}…{{/项目}}",
            FIRST);
}

Test(letter_letter_template, refuses_braces_that_do_not_match)
{
    refuses(P(R("a{{名称")), "{{ without }} behind it: paragraph 'a{{名称'", FIRST);
    refuses(P(R("{{名称}")), "{{ without }} behind it: paragraph '{{名称}'", FIRST);
    refuses(P(R("{{a{{名称}}")), "{{ without }} behind it: paragraph '{{a{{名称}}'",
            FIRST);
    refuses(P(R("名称}}")), "}} without {{ before it: paragraph '名称}}'", FIRST);
    refuses(P(R("{{ }}")), "expected the name of a field in {{ }}: paragraph '{{ }}'",
            FIRST);
    refuses(P("<w:r><w:t>{{名</w:t><w:br/><w:t>称}}</w:t></w:r>"),
            "expected the name of a field in {{ }}: paragraph '{{名 称}}'", FIRST);
}

Test(letter_letter_template, refuses_sections_that_do_not_match)
{
    static const char behind[] =
        "no {{/…}} of this name behind it (both in one paragraph, in one row of a table, "
        "or each alone in a paragraph)";
    static const char before[] =
        "no {{#…}} of this name before it (both in one paragraph, in one row of a table, "
        "or each alone in a paragraph)";
    tc_buffer text = {0};
    tc_buffer_printf(&text, "{{#项目}}: %s", behind);
    refuses(P(R("{{#项目}}")) P(R("x")), text.text, FIRST);
    refuses(P(R("x{{#项目}}")) P(R("{{/项目}}")), text.text, FIRST);
    tc_buffer_free(&text);
    tc_buffer_printf(&text, "{{/项目}}: %s", before);
    refuses(P(R("{{/项目}}")), text.text, FIRST);
    refuses(P(R("{{#成立}}x{{/项目}}")), text.text, FIRST);
    tc_buffer_free(&text);
}

Test(letter_letter_template, tells_all_faults_at_once)
{
    tc_buffer packed = pack(P(R("{{甲}}")) P(R("{{乙}}")));
    tc_letter_template *read = NULL;
    tc_faults faults = {0};
    cr_assert_eq(tc_letter_template_read(packed.text, packed.length, "x.docx", ALL,
                                         &faults, &read, NULL),
                 TC_ERR_INPUT);
    cr_assert_eq(faults.errors, 2);
    tc_faults_free(&faults);
    tc_buffer_free(&packed);
}

Test(letter_letter_template, refuses_a_template_without_a_field_that_must_be_there)
{
    tc_buffer packed = pack(P(R("{{名称}}"))), good = pack(P(R("{{校验码}}")));
    tc_letter_template *read = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_letter_template_read(packed.text, packed.length, "x.docx",
                                         ALL_AND_MUST, NULL, &read, &error),
                 TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en, "the template must have the field {{校验码}}, and "
                                       "has not");
    cr_assert_eq(tc_letter_template_read(good.text, good.length, "x.docx", ALL_AND_MUST,
                                         NULL, &read, &error),
                 TC_OK);
    tc_letter_template_free(read);
    tc_buffer_free(&good);
    tc_buffer_free(&packed);
}

Test(letter_letter_template, refuses_what_is_no_word_document)
{
    tc_letter_template *read = NULL;
    tc_error error = {0};
    cr_assert_eq(tc_letter_template_read("PK", 2, "x.docx", ALL, NULL, &read, &error),
                 TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en,
                     "this is no zip archive (which every docx and xlsx file is)");
    const tc_zip_entry sheet = {"xl/workbook.xml", "<workbook/>", 11};
    tc_buffer packed = {0};
    cr_assert_eq(tc_zip_write(&sheet, 1, &packed, NULL), TC_OK);
    cr_assert_eq(tc_letter_template_read(packed.text, packed.length, "x.docx", ALL, NULL,
                                         &read, &error),
                 TC_ERR_INPUT);
    cr_assert_str_eq(error.message_en,
                     "this is no Word document (it has no word/document.xml)");
    tc_buffer_free(&packed);
    TC_ASSERT_NO_LEAK();
}

/* ---- templates changed at random --------------------------------------------------- */

/* Pieces of a template, put together without plan: refused with a reason, or filled to
 * what is well-formed. */
static void survives(dice *from)
{
    static const char *const pieces[] = {
        "{{名称}}",
        "{{#项目}}",
        "{{/项目}}",
        "{{^空表}}",
        "{{/空表}}",
        "{{",
        "}}",
        "字",
        "</w:t></w:r><w:r><w:t>",
        "</w:t></w:r></w:p><w:p><w:r><w:t>",
        "</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>",
        "</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>"};
    tc_buffer body = {0};
    tc_buffer_puts(&body, "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>");
    for (int k = 1 + dice_below(from, 12); k > 0; k--)
        tc_buffer_puts(&body, pieces[dice_below(from, 12)]);
    tc_buffer_puts(&body, "</w:t></w:r></w:p></w:tc></w:tr></w:tbl>");
    tc_buffer packed = pack(body.text), out = {0};
    const tc_letter letter = {.number = 0};
    tc_letter_template *read = NULL;
    tc_error error = {0};
    const tc_code code = tc_letter_template_read(packed.text, packed.length, "x.docx",
                                                 ALL, NULL, &read, &error);
    cr_assert(code == TC_OK || (code == TC_ERR_INPUT && *error.message), "%s", body.text);
    if (code == TC_OK) {
        cr_assert_eq(tc_letter_template_fill(read, &letter, &out, NULL), TC_OK);
        office_well_formed(out.text, out.length, body.text);
    }
    tc_letter_template_free(read);
    tc_buffer_free(&out);
    tc_buffer_free(&packed);
    tc_buffer_free(&body);
}

Test(letter_letter_template, pieces_put_together_at_random_are_refused_or_filled)
{
    dice from = {20221125};
    for (int k = 0; k < 2000; k++)
        survives(&from);
    TC_ASSERT_NO_LEAK();
}

/* ---- values that mean harm --------------------------------------------------------- */

static bool note_text(void *context, const char *text, size_t length)
{
    tc_buffer_add(context, text, length);
    return true;
}

static void reads_back(const char *value, const char *expected)
{
    shown = value;
    tc_buffer out = fill(P(R("{{名称}}"))), words = {0};
    tc_buffer document = unpack(&out, "word/document.xml");
    const tc_xml_handlers handlers = {.text = note_text, .context = &words};
    cr_assert_eq(tc_xml_read(document.text, document.length, "d", &handlers, NULL),
                 TC_OK);
    cr_assert_str_eq(words.text, expected);
    tc_buffer_free(&document);
    tc_buffer_free(&words);
    tc_buffer_free(&out);
}

Test(letter_letter_template, a_value_is_words_and_nothing_else)
{
    reads_back("<script>alert(\"1\")</script>", "<script>alert(\"1\")</script>");
    reads_back("]]>&amp;<w:p/>'", "]]>&amp;<w:p/>'");
    reads_back("{{名称}}{{#项目}}", "{{名称}}{{#项目}}");
    reads_back("a\x01\x1b[2J\x7f\xff",
               "a\xEF\xBF\xBD\xEF\xBF\xBD[2J\xEF\xBF\xBD\xEF\xBF\xBD");
    reads_back("甲\tb\nc\r", "甲 b c ");
    reads_back("\xE2\x80\xAE倒\xEF\xBF\xBE", "\xEF\xBF\xBD倒\xEF\xBF\xBD");
    tc_buffer longest = {0};
    for (int k = 0; k < 10000; k++)
        tc_buffer_puts(&longest, "长");
    reads_back(longest.text, longest.text);
    tc_buffer_free(&longest);
}

/* ---- memory ------------------------------------------------------------------------ */

static bool pass(const tc_buffer *packed, long left)
{
    const tc_letter letter = {.number = 0};
    tc_letter_template *read = NULL;
    tc_buffer out = {0};
    tc_error error = {0};
    tc_test_memory(left);
    tc_code code = tc_letter_template_read(packed->text, packed->length, "x.docx", ALL,
                                           NULL, &read, &error);
    if (code == TC_OK)
        code = tc_letter_template_fill(read, &letter, &out, &error);
    tc_test_memory(-1);
    cr_assert(code == TC_OK || code == TC_ERR_MEMORY, "%ld: %s", left, error.message_en);
    tc_letter_template_free(read);
    tc_buffer_free(&out);
    return code == TC_OK;
}

Test(letter_letter_template, runs_out_of_memory_cleanly)
{
    tc_buffer packed =
        pack(P(R("{{#项目}}")) P(R("{{序号}}、{{名称}}")) P(R("{{/项目}}")));
    long left = 0;
    while (!pass(&packed, left))
        left++;
    cr_assert_gt(left, 20);
    tc_buffer_free(&packed);
    TC_ASSERT_NO_LEAK();
}
