#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# `tongchou report --batch`: many plans, of which some fail, several at a time.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
    mkdir plans
    for name in a b c d; do
        "$TONGCHOU" solve "$ROOT/data/textbook" -q -o "plans/$name" >/dev/null
    done
}

batch() { # WORDS…: what it says in said and err, its exit code in status
    status=0
    "$TONGCHOU" report --batch --format html,md "$@" >said 2>err || status=$?
}

# What a plan alone takes hundreds of solves for: the chapter on what more supply would do.
without_unlock() { # FILE
    sed '/^<section id="unlock"/,/^<\/section>/d; /^## 六/,/^## 七/d' "$1"
}

@test "every plan of a folder is reported, as it would be alone but for what more would serve" {
    batch plans
    [[ $status -eq 0 && $(tail -1 said) == '方案 4 份，写好 4，失败 0' && ! -s err ]]
    "$TONGCHOU" report plans/a --format html,md -o alone >/dev/null
    grep -q '再增加下列削减量' alone/report.html
    for name in a b c d; do
        for file in report.html report.zh.md; do
            cmp <(without_unlock "alone/$file") <(without_unlock "plans/$name/$file")
            grep -q '补多少能满足谁，见 tongchou suggest 案例' "plans/$name/$file"
        done
    done
}

@test "one that fails is named and stops no other, whatever the number at a time" {
    sed -i '0,/10.0000/s//10.0001/' plans/b/credits.csv
    echo '{' >plans/c/plan.json
    for jobs in 1 2 8; do
        rm -f plans/*/report.*
        batch plans -j "$jobs"
        [[ $status -eq 2 ]]
        [[ -e plans/a/report.html && -e plans/d/report.html ]]
        [[ ! -e plans/b/report.html && ! -e plans/c/report.html ]]
        grep -q '^plans/b：失败，退出码 1$' said
        grep -q '^plans/c：失败，退出码 2$' said
        grep -q '^方案 4 份，写好 2，失败 2$' said
        grep -q '^plans/b/credits.csv:3:12: ' err
        sed -n '1,4s/[：:].*//p' said >order
        printf 'plans/%s\n' a b c d | cmp - order
    done
}

@test "plans whose reports cannot be written have failed, and leave nothing behind" {
    status=0
    (ulimit -f 1 && "$TONGCHOU" report --batch plans --format html >said 2>err) || status=$?
    [[ $status -eq 3 && $(tail -1 said) == '方案 4 份，写好 0，失败 4' ]]
    [[ $(grep -c '文件超出允许的大小' err) -eq 4 ]]
    [[ -z $(find plans -name 'report*' -o -name '.tongchou-*') ]]
}

@test "reports go to another folder by the names of the plans" {
    batch plans/a plans/c -o out
    [[ $status -eq 0 && $(find out -name report.html | wc -l) -eq 2 ]]
    [[ -e out/a/report.html && -e out/c/report.zh.md && ! -e plans/a/report.html ]]
    mkdir other
    cp -r plans/a other/a
    batch plans/a other/a -o out
    [[ $status -eq 2 && $(cat err) == *'会写到同一处：“out/a”'* ]]
}

@test "with --json there is nothing but JSON, with every plan in it" {
    rm plans/d/plan.json
    batch plans/a plans/d --json
    [[ $status -eq 2 && ! -s err ]]
    python3 - said <<'EOF'
import json, sys
said = json.load(open(sys.argv[1]))
first, second = said["reports"]
assert (said["count"], said["failed"]) == (2, 1)
assert first["done"] and first["files"] == ["report.html", "report.zh.md"]
assert not second["done"] and second["exit_code"] == 2 and "plan.json" in second["message"]
EOF
}

@test "a folder without any plan is refused by its name" {
    mkdir empty
    batch empty plans/a
    [[ $status -eq 2 && -e plans/a/report.html ]]
    grep -q '^empty：失败，退出码 2$' said
}

@test "words that do not go together are refused" {
    batch plans --case "$ROOT/data/textbook"
    [[ $status -eq 2 && $(cat err) == *'--case'* ]]
    run "$TONGCHOU" report plans/a plans/b
    [[ $status -eq 2 && $output == *'--batch'* ]]
    run "$TONGCHOU" report plans/a -j 2
    [[ $status -eq 2 && $output == *'--batch'* ]]
}
