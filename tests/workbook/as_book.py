# SPDX-License-Identifier: GPL-3.0-or-later
"""as_book.py FOLDER OUT.xlsx [--zh] [SHEET!CELL=TEXT …] — a case folder as a workbook,
with numbers and days as such; then single cells changed."""
import csv
import datetime
import json
import os
import re
import sys
import zipfile
from xml.sax.saxutils import escape

CHINESE = {"case": "案例", "areas": "区域", "attainment": "达标情况", "sources": "削减源",
           "projects": "项目", "exchange": "折算系数", "locks": "锁定"}
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/"


def case_rows(case):
    yield ["key", "value", "pollutant", "area", "industry", "reason"]
    for key, value in case.items():
        if key in ("ratios", "reserve", "export_cap", "stated_totals"):
            for entry in value:
                yield [key, next(entry[k] for k in ("ratio", "share", "total") if k in entry)] + [
                    entry.get(k, "") for k in ("pollutant", "area", "industry", "reason")]
        elif key == "policy":
            yield from ([key, goal] for goal in value)
        elif key == "rules":
            yield [key, "; ".join(value)]
        elif key == "switches":
            yield [key, "; ".join(f"{name}={choice}" for name, choice in value.items())]
        else:
            yield [key, value]


def letters(column):
    return (letters((column - 1) // 26) if column > 26 else "") + chr(65 + (column - 1) % 26)


def cell(at, value):
    text = str(value)
    if re.fullmatch(r"-?(0|[1-9][0-9]*)(\.[0-9]+)?", text):
        return f'<c r="{at}"><v>{text}</v></c>'
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        days = (datetime.date.fromisoformat(text) - datetime.date(1899, 12, 30)).days
        return f'<c r="{at}" s="1"><v>{days}</v></c>'
    return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def sheet(rows, changes):
    out = []
    for r, row in enumerate(rows, 1):
        cells = {letters(c): value for c, value in enumerate(row, 1) if value not in ("", None)}
        cells.update({at[0]: value for at, value in changes.items() if at[1] == r})
        if cells:
            ordered = sorted(cells, key=lambda name: (len(name), name))
            out.append(f'<row r="{r}">' + "".join(cell(f"{c}{r}", cells[c]) for c in ordered) + "</row>")
    return f'<worksheet xmlns="{MAIN}"><sheetData>' + "".join(out) + "</sheetData></worksheet>"


def main(folder, path, *rest):
    chinese = "--zh" in rest
    changes = {}
    for change in rest:
        if change != "--zh":
            place, text = change.split("=", 1)
            name, at = place.split("!")
            letter, row = re.fullmatch(r"([A-Z]+)([0-9]+)", at).groups()
            changes.setdefault(name, {})[letter, int(row)] = text
    with open(f"{folder}/case.json", encoding="utf-8-sig") as file:
        tables = {"case": list(case_rows(json.load(file)))}
    for name in list(CHINESE)[1:]:
        if os.path.exists(f"{folder}/{name}.csv"):
            with open(f"{folder}/{name}.csv", encoding="utf-8-sig", newline="") as file:
                tables[name] = list(csv.reader(file))
    titles = [CHINESE[name] if chinese else name for name in tables]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/>' + "".join(f'<Override PartName="/xl/worksheets/sheet{k}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' for k in range(1, len(titles) + 1)) + "</Types>",
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><sheets>' + "".join(f'<sheet name="{title}" sheetId="{k}" r:id="s{k}"/>' for k, title in enumerate(titles, 1)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}relationships"><Relationship Id="y" Type="{RELATIONS}/styles" Target="styles.xml"/>' + "".join(f'<Relationship Id="s{k}" Type="{RELATIONS}/worksheet" Target="worksheets/sheet{k}.xml"/>' for k in range(1, len(titles) + 1)) + "</Relationships>",
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
    }
    for k, (name, rows) in enumerate(tables.items(), 1):
        parts[f"xl/worksheets/sheet{k}.xml"] = sheet(rows, changes.get(name, {}))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)


main(*sys.argv[1:])
