#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# tongchou init: an empty case that passes its check once filled.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
}

# The sentences of a check that fails.
faults_of() { # CASE
    local status=0
    "$TONGCHOU" check "$1" >out 2>err || status=$?
    [[ $status -eq 2 ]]
    sed 's/^[^ ]* //' err
}

@test "a folder says what is missing, and passes once filled" {
    "$TONGCHOU" init new 2>err
    grep -qF 'tongchou check new' err
    [[ -s new/说明.csv ]]
    faults_of new >faults
    grep -qF 'decision_date' faults
    grep -qF '没有一个区域' faults
    sed -i 's/"decision_date": ""/"decision_date": "2022-11-25"/' new/case.json
    printf 'C1,甲县\r\n' >>new/areas.csv
    printf 'S1,源,C1,,,,,2022-12,,,,,,10\r\n' >>new/sources.csv
    printf 'P1,示例项目,C1,1,,,,,,,,,,2023-01,,,,,5\r\n' >>new/projects.csv
    "$TONGCHOU" check new >out
    [[ $(wc -l <out) -eq 1 ]]
    "$TONGCHOU" --quiet solve new -o plan >out
}

@test "a workbook does the same" {
    "$TONGCHOU" --lang en init 案例.xlsx 2>err
    grep -qF 'tongchou check 案例.xlsx' err
    faults_of 案例.xlsx >faults
    grep -qF 'decision_date' faults
    grep -qF '没有一个区域' faults
    python3 "$ROOT/tests/workbook/add_rows.py" 案例.xlsx 满.xlsx \
        'case!B3=2022-11-25' 'areas!A2=C1' 'sources!A2=S1' 'sources!B2=源' 'sources!C2=C1' \
        'sources!N2=10' 'projects!A2=P1' 'projects!B2=示例' 'projects!C2=C1' \
        'projects!D2=1' 'projects!N2=2023-01' 'projects!S2=5'
    "$TONGCHOU" check 满.xlsx >out
    "$TONGCHOU" init 又一.xlsx
    cmp 案例.xlsx 又一.xlsx
}

@test "a workbook prints on A4 across, the guide with its headings on every page" {
    "$TONGCHOU" init 案例.xlsx
    mkdir office
    soffice -env:UserInstallation="file://$PWD/office" --headless --convert-to pdf \
        案例.xlsx >/dev/null 2>&1
    pdfinfo -f 1 -l 99 案例.pdf | grep '^Page .*size' >sizes
    [[ $(grep -c ' 841\.[0-9]* x 595\.[0-9]* pts (A4)$' sizes) -eq $(wc -l <sizes) ]]
    pages=0
    for page in $(seq "$(wc -l <sizes)"); do
        pdftotext -layout -f "$page" -l "$page" 案例.pdf text
        grep -q '^ *说明' text || continue
        head -1 text | grep -q '含义 meaning.*取值 values.*默认 default'
        pages=$((pages + 1))
    done
    [[ $pages -gt 1 && $(wc -l <sizes) -eq $((pages + 7)) ]]
}

@test "nothing is written over" {
    "$TONGCHOU" init new
    rm new/areas.csv new/case.json
    before=$(cat new/* | cksum)
    status=0
    "$TONGCHOU" init new 2>err || status=$?
    [[ $status -eq 2 && ! -e new/areas.csv ]]
    grep -qF '已经有了，不会覆盖' err
    [[ $before == "$(cat new/* | cksum)" ]]
    echo mine >my.xlsx
    status=0
    "$TONGCHOU" init my.xlsx 2>err || status=$?
    [[ $status -eq 2 && $(cat my.xlsx) == mine ]]
}
