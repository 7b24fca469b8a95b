#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Golden tests: every line "NAME: COMMAND" of golden/list.txt is run, and what it says must
# be golden/NAME.out, .err and .exit, to the byte; .out and .err are absent where nothing is
# said, .exit where it is 0. UPDATE_GOLDEN=1 writes them instead:
#
#     UPDATE_GOLDEN=1 TONGCHOU=… ROOT=… bats tests/cli/golden.bats

setup() {
    golden=$ROOT/tests/cli/golden
    mkdir "$BATS_TEST_TMPDIR/bin"
    ln -s "$TONGCHOU" "$BATS_TEST_TMPDIR/bin/tongchou"
    export PATH=$BATS_TEST_TMPDIR/bin:$PATH
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
}

# kept FILE OUTPUT: compare what was said, or keep it.
kept() {
    if [[ -n ${UPDATE_GOLDEN:-} ]]; then
        if [[ -s $2 ]]; then cp "$2" "$1"; else rm -f "$1"; fi
    else
        [[ -e $1 ]] || set -- /dev/null "$2" "$1"
        diff -u --label "${3:-$1}" --label 'what it says now' "$1" "$2"
    fi
}

# run_one NAME COMMAND: in a folder of its own; what it says is in $said.
run_one() {
    local code=0
    local folder=$BATS_TEST_TMPDIR/$1
    said=$BATS_TEST_TMPDIR/$1.said
    mkdir "$folder" "$said"
    ln -s "$ROOT/data" "$ROOT/tests/cli/cases" "$folder"
    (cd "$folder" && bash -c "$2") >"$said/out" 2>"$said/err" </dev/null || code=$?
    [[ $code -eq 0 ]] || echo "$code" >"$said/exit"
    touch "$said/exit"
}

# golden PREFIX: all lines whose name begins so.
golden() {
    local name command count=0 failed=0
    while IFS=: read -r name command; do
        [[ $name == "$1"* ]] || continue
        count=$((count + 1))
        run_one "$name" "$command"
        for part in out err exit; do
            kept "$golden/$name.$part" "$said/$part" || failed=1
        done
    done <"$golden/list.txt"
    [[ $count -gt 0 && $failed -eq 0 ]]
}

@test "help and version" {
    golden help_
}

@test "wrong usage" {
    golden usage_
}

@test "check" {
    golden check_
}

@test "solve" {
    golden solve_
}

@test "verify" {
    golden verify_
}

@test "export" {
    golden export_
}

@test "rules" {
    golden rules_
}

@test "compare-rules" {
    golden compare_
}

@test "sweep" {
    golden sweep_
}

@test "compare" {
    golden sweeps_
}

@test "compare of cases" {
    golden difference_
}

@test "conflict" {
    golden conflict_
}

@test "suggest" {
    golden suggest_
}

@test "ledger" {
    golden ledger_
}

@test "contingency" {
    golden contingency_
}

@test "report" {
    golden report_
}

@test "explain" {
    golden explain_
}

@test "every golden file belongs to a line of the list" {
    while IFS= read -r file; do
        name=${file##*/}
        grep -q "^${name%.*}:" "$golden/list.txt" || { echo "$file"; false; }
    done < <(find "$golden" -name '*.out' -o -name '*.err' -o -name '*.exit')
}
