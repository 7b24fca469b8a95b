#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Workbooks as an office program sees them.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
}

# Write book.xlsx of a case's plan.
make_book() { # CASE LANGUAGE [SWEEP]
    "$TONGCHOU" --quiet solve "$1" -o plan >out
    "$TONGCHOU" report plan --format xlsx --lang "$2" ${3:+--sweep "$3"} >out
    mv "plan/report.$2.xlsx" book.xlsx
}

look() {
    python3 "$ROOT/tests/workbook/recomputed.py" look book.xlsx
}

has_none() { # PATTERN
    if grep -q "$1"; then false; fi
}

# LibreOffice computes a workbook anew, whatever values stand in it.
recompute() { # FILE
    mkdir -p office/user
    cat >office/user/registrymodifications.xcu <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
END
    soffice -env:UserInstallation="file://$PWD/office" --headless --convert-to xlsx \
        --outdir again "$1" >/dev/null 2>&1
}

@test "LibreOffice computes the values that the formulas have" {
    make_book "$ROOT/data/yuncheng-2022" zh
    python3 "$ROOT/tests/workbook/recomputed.py" spoil book.xlsx spoiled.xlsx
    recompute spoiled.xlsx
    run python3 "$ROOT/tests/workbook/recomputed.py" compare book.xlsx again/spoiled.xlsx
    [[ $status -eq 0 ]] || { echo "$output"; false; }
    [[ $output -gt 300 ]]
    look | has_none "'不一致'"
    [[ $(look | grep -c "'一致'") -eq 48 ]]
}

@test "the tables of the office are there, a sheet each" {
    "$TONGCHOU" --quiet sweep "$ROOT/data/textbook" "$ROOT/data/sweeps/textbook-grid.json" \
        -o sweep >out
    make_book "$ROOT/data/textbook" zh sweep
    look | sed 's/!.*//' | uniq >sheets
    printf '%s\n' 统筹分配方案 县际平衡表 削减源台账 储备台账 使用台账 未满足清单 校验表 \
        情景比较表 | diff - sheets
    make_book "$ROOT/data/textbook" en
    look | has_none '统筹分配\|合计\|满足'
}

@test "the totals are those of the notice" {
    make_book "$ROOT/data/yuncheng-2022" zh
    for total in 1707.119 6897.272 3261.71 270.891 12278.178 1398.857; do
        look | grep -P "^削减源台账.*\tROUND\(SUMIF.*\t'$total'$" || { echo "$total"; false; }
        look | grep -P "^校验表!D[0-9]+\t\t'$total'$" || { echo "$total"; false; }
    done
}

@test "every sheet carries the check code that verify prints" {
    make_book "$ROOT/data/textbook" zh
    code=$("$TONGCHOU" verify --json "$ROOT/data/textbook" plan |
        sed 's/.*"check_code": *"\([^"]*\)".*/\1/')
    [[ ${#code} -eq 19 ]]
    [[ $(look | grep -c "!A3.*$code") -eq 7 ]]
}

@test "names of any kind stay text and break nothing" {
    cp -r "$ROOT/data/textbook" mine
    long=$(printf '长%.0s' $(seq 10000))
    i=0
    for name in '<script>alert(1)</script>' "=cmd|'/C calc'!A0" ']]>&amp;<![CDATA[' \
        $'\u202Eesrever' '_x0041_x' "@SUM(1+1)" $'a\uFFFEb' "$long"; do
        i=$((i + 1))
        printf 'X%d,"%s",C1,1,2023-01,%s\n' $i "${name//\"/\"\"}" 1 >>rows
    done
    { echo 'id,name,area,tier,start,PM'; sed "s/,C1,/,$(sed -n 2p mine/areas.csv | cut -d, -f1),/" rows; } >mine/projects.csv
    make_book mine zh
    look >seen
    grep -qF "'<script>alert(1)</script>'" seen
    grep -qF "=cmd|'/C calc'!A0" seen
    cut -f2 seen | has_none cmd # the formulas
    grep -qF ']]>&amp;<![CDATA[' seen
    has_none $'\u202E' <seen
    grep -qF "'_x005F_x0041_x'" seen
    recompute book.xlsx
    python3 "$ROOT/tests/workbook/recomputed.py" compare book.xlsx again/book.xlsx
}

# A ledger with a posted plan, one of its sources cut: l.db. Names and reasons are such as
# a spreadsheet would run.
make_ledger() {
    by=(--who '=1+1' --date 2023-01-01 --quiet)
    cp -r "$ROOT/data/textbook" case
    "$TONGCHOU" ledger init l.db --name '<台账>&1' --why "=cmd|'/C calc'!A0" "${by[@]}"
    "$TONGCHOU" ledger import l.db case --why 收储 "${by[@]}"
    "$TONGCHOU" --quiet solve case --ledger l.db -o plan
    "$TONGCHOU" ledger post l.db case plan --why 预分配 "${by[@]}"
    "$TONGCHOU" ledger adjust l.db S1 NOx 30 --why 核减 --document 1 "${by[@]}"
}

sheets_of() { # the sheets of book.xlsx in their order
    look | sed 's/!.*//' | uniq
}

@test "a ledger's workbook has a sheet for each table, and LibreOffice computes its totals" {
    make_ledger >out
    "$TONGCHOU" ledger export l.db -o book.xlsx --quiet
    printf '%s\n' '余额，按削减源' 各项目持有的量 核减后失去保障的量 流水 >expected
    sheets_of | diff expected -
    head=$("$TONGCHOU" ledger head l.db | grep -o '[0-9a-f]\{64\}')
    [[ $(look | grep -c "!A3.*$head") -eq 4 ]]
    for row in "余额，按削减源!N.*'30'" "核减后失去保障的量!A6.*'S1'" \
        "核减后失去保障的量!G.*SUMIF.*'30'"; do
        look | grep "^$row$" || { echo "$row"; false; }
    done
    look | grep -P "\t\t'=1\+1'$"
    look | cut -f2 | has_none 'cmd\|1+1'
    python3 "$ROOT/tests/workbook/recomputed.py" spoil book.xlsx spoiled.xlsx
    recompute spoiled.xlsx
    run python3 "$ROOT/tests/workbook/recomputed.py" compare book.xlsx again/spoiled.xlsx
    [[ $status -eq 0 ]] || { echo "$output"; false; }
    [[ $output -eq 72 ]] # six pollutants: nine sums of the balance, one and two of holdings
}

@test "a ledger's workbook is the same to the byte, and in the language that is asked for" {
    make_ledger >out
    "$TONGCHOU" ledger export l.db -o book.xlsx --quiet
    "$TONGCHOU" ledger export l.db -o again.XLSX --quiet
    cmp book.xlsx again.XLSX
    "$TONGCHOU" ledger export l.db -o book.xlsx --quiet --lang en
    printf '%s\n' 'balance by source' 'what projects hold' 'what lost its cover' statement |
        diff - <(sheets_of)
    look | has_none '余额\|合计\|链首'
}

@test "a ledger's workbook of a day, or of one table, has the sheets that are of it" {
    make_ledger >out
    "$TONGCHOU" ledger export l.db -o book.xlsx --quiet --on 2023-01-01
    printf '%s\n' '余额，按削减源' 流水 | diff - <(sheets_of)
    "$TONGCHOU" ledger export l.db -o book.xlsx --quiet --table balance --by pollutant
    [[ $(sheets_of) == '余额，按污染物' ]]
    run "$TONGCHOU" ledger export l.db -o missing/../l.db/book.xlsx
    [[ $status -eq 3 ]]
}
