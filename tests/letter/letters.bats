#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The letters of Yuncheng as an office sees them: opened by LibreOffice, laid out as PDF.

setup() {
    cd "$BATS_TEST_TMPDIR" || return 1
    "$TONGCHOU" solve "$ROOT/data/yuncheng-2022" -q -o plan >/dev/null
}

# convert FORMAT INTO FILE…: by LibreOffice, with a profile of its own.
convert() {
    local format=$1 into=$2
    shift 2
    soffice "-env:UserInstallation=file://$PWD/profile" --headless \
        --convert-to "$format" --outdir "$into" "$@" >convert.log 2>&1
}

# words NAME: the text of a PDF without its spaces and line ends, which follow the layout.
words() { pdftotext -layout "$1" - | tr -d ' \n\f'; }

has() {
    [[ $1 == *"$2"* ]] || { echo "no '$2' in: $1" && return 1; }
}

@test "LibreOffice opens the letters, and their pages say what the plan says" {
    "$TONGCHOU" report plan --format docx -o out >/dev/null
    convert pdf pdf out/统筹分配通知.docx out/区域削减方案-P-003.docx \
        out/总量核定意见-P-003.docx out/未获指标理由书-P-021.docx
    [[ $(find pdf -name '*.pdf' | wc -l) -eq 4 ]]
    local code text
    code=$("$TONGCHOU" verify "$ROOT/data/yuncheng-2022" plan --json |
        sed 's/.*"check_code":"\([^"]*\)".*/\1/' | tr -d ' ')
    [[ ${#code} -eq 16 ]]
    for name in pdf/*.pdf; do
        text=$(words "$name")
        has "$text" "校验码$code"
        has "$text" "示例："
        has "$text" "—1—"
        [[ $text != *'{{'* ]]
        pdfinfo "$name" | grep -q 'Page size: .*A4'
    done
    text=$(words pdf/统筹分配通知.pdf)
    has "$text" "足额安排28个，部分安排1个，未获安排11个"
    has "$text" "附件5"
    text=$(words pdf/区域削减方案-P-003.pdf)
    has "$text" "八、监督和保障"
    text=$(words pdf/总量核定意见-P-003.pdf)
    has "$text" "颗粒物22.5000吨/年；二氧化硫18.4000吨/年"
    text=$(words pdf/未获指标理由书-P-021.pdf)
    has "$text" "尚缺23.2000t/a"
    has "$text" "六、什么情况下可以获得安排"
}

@test "templates that an office has opened and saved give the same letters" {
    convert 'docx:MS Word 2007 XML' own "$ROOT"/data/templates/*.docx
    "$TONGCHOU" report plan --format docx -o ours >/dev/null
    "$TONGCHOU" report plan --format docx -o theirs --templates own >/dev/null
    for folder in ours theirs; do
        convert txt:Text "$folder" "$folder"/{区域削减方案-P-040,总量核定意见-P-021}.docx \
            "$folder"/{总量核定意见-P-003,未获指标理由书-P-040}.docx
    done
    for name in ours/*.txt; do
        diff "$name" "theirs/${name#*/}"
    done
}
