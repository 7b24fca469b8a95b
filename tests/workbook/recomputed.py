# SPDX-License-Identifier: GPL-3.0-or-later
"""recomputed.py spoil A.xlsx B.xlsx — every value of a formula replaced by nonsense.
recomputed.py compare A.xlsx B.xlsx — the formulas of both and their values agree.
recomputed.py look A.xlsx — what is wrong with the file; the values, a line each."""
import re
import sys
import xml.etree.ElementTree as tree
import zipfile

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


def sheets(archive):
    names = [s.get("name") for s in tree.fromstring(archive.read("xl/workbook.xml")).iter(MAIN + "sheet")]
    return [(name, f"xl/worksheets/sheet{k + 1}.xml") for k, name in enumerate(names)]


def cells(path):
    """(sheet, cell) to (formula or None, text of the value)."""
    found = {}
    with zipfile.ZipFile(path) as archive:
        shared = []
        if "xl/sharedStrings.xml" in archive.namelist():
            for item in tree.fromstring(archive.read("xl/sharedStrings.xml")).iter(MAIN + "si"):
                shared.append("".join(t.text or "" for t in item.iter(MAIN + "t")))
        for name, part in sheets(archive):
            for cell in tree.fromstring(archive.read(part)).iter(MAIN + "c"):
                value = cell.findtext(MAIN + "v")
                if cell.get("t") == "s":
                    value = shared[int(value)]
                elif cell.get("t") == "inlineStr":
                    value = "".join(t.text or "" for t in cell.iter(MAIN + "t"))
                if value is not None:
                    found[name, cell.get("r")] = (cell.findtext(MAIN + "f"), value)
    return found


def spoil(source, target):
    with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as out:
        for entry in archive.infolist():
            text = archive.read(entry)
            if entry.filename.startswith("xl/worksheets/"):
                text = re.sub(rb"(</f><v>)[^<]*", rb"\g<1>987654.25", text)
            out.writestr(entry, text)


def compare(before, after):
    old, new = cells(before), cells(after)
    formulas = {at: value for at, (formula, value) in old.items() if formula}
    assert formulas, "no formula at all"
    for at, value in formulas.items():
        again = new[at][1]
        same = again == value
        if not same:
            same = float(again) == float(value)
        assert same, f"{at}: {value} became {again}"
    print(len(formulas))


def look(path):
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            text = archive.read(name)
            tree.fromstring(text)
            assert b"<!DOCTYPE" not in text
    for (sheet, cell), (formula, value) in cells(path).items():
        print(f"{sheet}!{cell}\t{formula or ''}\t{value!r}")


{"spoil": spoil, "compare": compare, "look": look}[sys.argv[1]](*sys.argv[2:])
