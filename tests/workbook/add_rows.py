# SPDX-License-Identifier: GPL-3.0-or-later
"""add_rows.py A.xlsx B.xlsx SHEET!CELL=TEXT … — write cells that a workbook lacks."""
import re
import sys
import zipfile
from xml.sax.saxutils import escape

source, target, *wanted = sys.argv[1:]
cells = {}
for change in wanted:
    place, text = change.split("=", 1)
    name, at = place.split("!")
    row = int(re.sub("[A-Z]", "", at))
    cells.setdefault(name, {}).setdefault(row, []).append((at, text))
with zipfile.ZipFile(source) as archive, zipfile.ZipFile(target, "w") as out:
    names = re.findall(r'<sheet name="([^"]*)"', archive.read("xl/workbook.xml").decode())
    for entry in archive.infolist():
        text = archive.read(entry)
        number = re.fullmatch(r"xl/worksheets/sheet(\d+)\.xml", entry.filename)
        for row, new in sorted(cells.get(names[int(number[1]) - 1], {}).items()) if number else ():
            more = "".join(f'<c r="{at}" t="inlineStr"><is><t>{escape(value)}</t></is></c>' for at, value in new)
            there = re.search(rf'<row r="{row}"[^>]*>.*?(?=</row>)'.encode(), text, re.S)
            if there:
                text = text[: there.end()] + more.encode() + text[there.end():]
            else:
                text = text.replace(b"</sheetData>", f'<row r="{row}">{more}</row></sheetData>'.encode())
        out.writestr(entry, text)
