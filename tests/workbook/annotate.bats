#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# tongchou check --annotate: the user's own workbook, with its faults in it.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
    python3 "$ROOT/tests/workbook/as_book.py" "$ROOT/data/textbook" 案例.xlsx \
        'projects!H4=下月' 'projects!Z5=<多>' 'sources!D2=-1' 'case!A2=nmae'
}

annotate() { # FILE …
    local status=0
    "$TONGCHOU" check 案例.xlsx --annotate "$@" >out 2>err || status=$?
    [[ $status -eq 2 ]]
}

@test "faulty cells are coloured and commented, all else keeps its bytes" {
    annotate 标.xlsx
    grep -qF '标出错误的工作簿：标.xlsx' err
    python3 - <<'END'
import re
import xml.etree.ElementTree as tree
import zipfile

before, after = zipfile.ZipFile("案例.xlsx"), zipfile.ZipFile("标.xlsx")
parts = {name: after.read(name) for name in after.namelist()}
for text in parts.values():
    tree.fromstring(text)
changed = {name for name in before.namelist() if before.read(name) != parts[name]}
assert changed == {"[Content_Types].xml", "xl/styles.xml", "xl/worksheets/sheet1.xml",
                   "xl/worksheets/sheet3.xml", "xl/worksheets/sheet4.xml"}, changed
for number, cells in ((1, "A2"), (3, "D2"), (4, "H4 Z5")):
    name = f"xl/worksheets/sheet{number}.xml"
    text = re.sub(r"<legacyDrawing[^>]*>", "", parts[name].decode())
    for cell in cells.split():
        assert re.search(f'<c r="{cell}"[^>]* s="[2-9]"', text), (cell, text)
        text = re.sub(f'(<c r="{cell}"[^>]*) s="[0-9]"', r"\1", text)
    assert text == before.read(name).decode(), name
assert "“下月”不是日期" in parts["xl/tongchou/comments4.xml"].decode()
assert "&lt;多&gt;" in parts["xl/tongchou/comments4.xml"].decode()
END
    "$TONGCHOU" check 标.xlsx 2>again >out || true
    sed 's/标.xlsx/案例.xlsx/' again >same
    "$TONGCHOU" check 案例.xlsx 2>err >out || true
    cmp err same
}

@test "LibreOffice shows the comments" {
    annotate 标.xlsx
    soffice -env:UserInstallation="file://$PWD/office" --headless --convert-to ods \
        标.xlsx >/dev/null 2>&1
    python3 - <<'END'
import zipfile
text = zipfile.ZipFile("标.ods").read("content.xml").decode()
assert text.count("<office:annotation ") == 4, text.count("<office:annotation ")
END
}

@test "a case that is no workbook, and the case itself, are refused" {
    status=0
    "$TONGCHOU" check "$ROOT/data/textbook" --annotate 标.xlsx 2>err || status=$?
    [[ $status -eq 2 && ! -e 标.xlsx ]]
    grep -qF -e '--annotate 只用于工作簿' err
    before=$(cksum <案例.xlsx)
    status=0
    "$TONGCHOU" check 案例.xlsx --annotate ./案例.xlsx 2>err || status=$?
    [[ $status -eq 2 && $before == "$(cksum <案例.xlsx)" ]]
    grep -qF '不覆盖案例本身' err
}
