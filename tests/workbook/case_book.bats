#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A workbook in place of a case's folder.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
}

as_book() { # CASE OUT …
    python3 "$ROOT/tests/workbook/as_book.py" "$ROOT/data/$1" "${@:2}"
}

@test "a workbook gives the plan of the folder, to the byte" {
    as_book yuncheng-2022 案例.xlsx
    as_book yuncheng-2022 中文.xlsx --zh
    "$TONGCHOU" --quiet solve "$ROOT/data/yuncheng-2022" -o folder >out
    for book in 案例 中文; do
        "$TONGCHOU" --quiet solve "$book.xlsx" -o book >out
        for file in plan.json projects.csv credits.csv sources.csv; do
            cmp "folder/$file" "book/$file"
        done
        "$TONGCHOU" verify "$book.xlsx" book >out
    done
    "$TONGCHOU" verify 案例.xlsx folder >out
}

@test "LibreOffice saves a workbook, and it is the same case" {
    as_book textbook 案例.xlsx
    soffice -env:UserInstallation="file://$PWD/office" --headless --convert-to xlsx \
        --outdir again 案例.xlsx >/dev/null 2>&1
    "$TONGCHOU" --quiet solve 案例.xlsx -o one >out
    "$TONGCHOU" --quiet solve again/案例.xlsx -o two >out
    cmp one/plan.json two/plan.json
}

@test "faults are told with sheet and cell, all at once" {
    mkdir sub
    as_book textbook sub/案例.xlsx 'projects!C3=DING' 'projects!H4=下月' \
        'sources!D2=-1' 'case!A2=nmae' 'areas!A3=JIA' 'projects!Z5=多'
    status=0
    "$TONGCHOU" check sub/案例.xlsx >out 2>err || status=$?
    [[ $status -eq 2 && ! -s out ]]
    diff - err <<'END'
sub/案例.xlsx:case!A2: 错误：键“nmae”不认识，是不是“name”？
sub/案例.xlsx:areas!A3: 错误：id：“JIA”与第 2 行重复
sub/案例.xlsx:sources!D2: 错误：basin：“-1”不是 工作表 areas 里的流域
sub/案例.xlsx:sources!C3: 错误：area：“YI”不是 工作表 areas 里的区域
sub/案例.xlsx:sources!C4: 错误：area：“YI”不是 工作表 areas 里的区域
sub/案例.xlsx:projects!C3: 错误：area：“DING”不是 工作表 areas 里的区域，是不是“BING”？
sub/案例.xlsx:projects!H4: 错误：start：“下月”不是日期，应写成 2022、2022-12 或 2022-12-31
sub/案例.xlsx:projects!Z5: 错误：第 26 格“多”多出来了，列名只有 13 个
错误 8 个，警告 0 个
END
    "$TONGCHOU" check --json sub/案例.xlsx >out || true
    grep -qF '"file":"案例.xlsx:projects!","cell":"H4","line":4,"column":8,' out
}

@test "what is no workbook is refused in plain words" {
    refused() { # FILE MESSAGE
        local status=0
        "$TONGCHOU" check "$1" >out 2>err || status=$?
        [[ $status -eq 2 ]]
        grep -qF "$1: 错误：$2" err || { cat err; false; }
    }
    echo x >text.xlsx
    refused text.xlsx '不是 zip 格式'
    echo x >old.xls
    refused old.xls '这种工作簿不能读，请另存为 .xlsx'
    echo x >areas.csv
    refused areas.csv '不是文件夹，请写案例文件夹或工作簿（.xlsx）的路径'
    refused none.xlsx '没有这个文件夹'
}

@test "sources that do not add up to the stated total are told, and nothing else changes" {
    as_book yuncheng-2022 案例.xlsx 'case!B9=1707.1191' 'case!C11='
    status=0
    "$TONGCHOU" check 案例.xlsx >out 2>err || status=$?
    [[ $status -eq 2 ]]
    diff - err <<'END'
案例.xlsx:case!A9: 警告：PM：公布的合计是 1707.1191 吨/年，各削减源之和是 1707.119
案例.xlsx:case!A11: 错误：stated_totals 的这一条没有写明是哪一种污染物
错误 1 个，警告 1 个
END
}
