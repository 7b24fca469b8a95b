#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# Where the program writes, and what it says when it cannot.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
    cp -r "$ROOT/data/textbook" mine
}

solve() {
    "$TONGCHOU" solve "$@" >out 2>err
}

refused_into_case() { # DIR
    local before status=0
    before=$(cd mine && find . | LC_ALL=C sort)
    solve mine -o "$1" || status=$?
    [[ $status -eq 2 ]] || { echo "exit code $status"; cat err; false; }
    [[ ! -s out ]]
    [[ $before == "$(cd mine && find . | LC_ALL=C sort)" ]]
    grep -q '不往案例的文件夹里写' err
}

@test "the folder of the case is never written to, whatever leads there" {
    mkdir other
    ln -s ../mine other/link
    ln -s ../mine/sub other/dangling
    refused_into_case mine
    refused_into_case ./mine/
    refused_into_case mine/sub/deeper
    refused_into_case other/../mine
    refused_into_case other/link
    refused_into_case other/link/plan
    refused_into_case "$PWD/mine"
    cd mine
    status=0
    "$TONGCHOU" solve . -o .. >../out 2>../err || status=$?
    [[ $status -eq 0 && -e ../plan.json ]] # beside it is another folder
    status=0
    "$TONGCHOU" solve . -o . >../out 2>../err || status=$?
    [[ $status -eq 2 && ! -e plan.json ]]
}

@test "a path through a folder that does not exist is refused" {
    status=0
    solve mine -o new/../mine/plan || status=$?
    [[ $status -eq 2 && ! -e new && ! -e mine/plan ]]
}

@test "without -o the files go beside the caller, named after the case" {
    mkdir here
    cd here
    "$TONGCHOU" solve ../mine/ -q >/dev/null
    [[ $(ls) == mine-plan ]]
    cd ../mine
    status=0
    "$TONGCHOU" solve . -q >/dev/null 2>../err || status=$?
    [[ $status -eq 2 ]] # ./mine-plan would lie in the case
    grep -q '不往案例的文件夹里写' ../err
}

@test "a full standard output is an error of the machine, and the files are there" {
    for command in "solve mine -o plan" "solve mine -o plan --json" "check mine" \
        "check mine --json" "--help" "--version" "verify mine plan"; do
        status=0
        # shellcheck disable=SC2086
        "$TONGCHOU" $command >/dev/full 2>err || status=$?
        [[ $status -eq 3 ]] || { echo "$command: exit code $status"; cat err; false; }
        grep -q '无法写到标准输出：磁盘已满' err
    done
    [[ -e plan/plan.json ]]
}

@test "a reader that stops reading is no fault" {
    for command in "solve mine -o plan" "solve mine -o plan --json" "--help"; do
        (
            set +e
            # shellcheck disable=SC2086
            "$TONGCHOU" $command -q 2>err | true
            echo "${PIPESTATUS[0]}" >code
        )
        [[ $(cat code) == 0 && ! -s err ]] || { cat code err; false; }
    done
}

@test "an export leaves no temporary file, whatever happens" {
    mkdir tmp
    export TMPDIR=$PWD/tmp
    "$TONGCHOU" export mine --format lp >whole
    "$TONGCHOU" export mine --format lp | true
    status=0
    "$TONGCHOU" export mine --format lp >/dev/full 2>err || status=$?
    [[ $status -eq 3 ]]
    "$TONGCHOU" export mine --format lp --goal nothing 2>err || true
    mkdir out
    "$TONGCHOU" export mine --format lp --goal nothing -o out/x.lp 2>err || true
    [[ -z $(ls tmp) && -z $(ls out) ]]
    (umask 022 && "$TONGCHOU" export mine --format lp -o out/x.lp -q)
    cmp whole out/x.lp
    [[ $(stat -c %a out/x.lp) == 644 ]]
    status=0
    "$TONGCHOU" export mine --format lp -o mine/x.lp 2>err || status=$?
    [[ $status -eq 2 && ! -e mine/x.lp ]]
}

@test "closed standard streams harm no file" {
    "$TONGCHOU" solve mine -o closed >&- 2>&- <&-
    "$TONGCHOU" solve mine -o usual >out 2>err
    diff -r closed usual
}

@test "a plan that cannot be saved leaves the old one" {
    solve mine -o plan
    cp -r plan before
    if strace -o probe -e inject=fsync:error=EIO:when=1 true 2>/dev/null; then
        status=0
        ASAN_OPTIONS=detect_leaks=0 strace -f -o trace -e inject=fsync:error=EIO:when=1 \
            "$TONGCHOU" solve mine -o plan >out 2>err || status=$?
        grep -q INJECTED trace || skip "strace cannot inject errors on this machine"
        [[ $status -eq 3 ]]
        diff -r before plan
    else
        skip "strace does not work on this machine"
    fi
}

@test "no name of a case can steer the terminal" {
    printf 'id,name,area,tier,start,NOx\nX-1,"a\033[31mb\302\233c\342\200\256d",JIA,1,2023-09,1\n' \
        >mine/projects.csv
    "$TONGCHOU" solve mine -o plan >out 2>err || true
    mv mine $'\033]0;title\007'
    "$TONGCHOU" solve $'\033]0;title\007' -o plan >>out 2>>err || true
    "$TONGCHOU" check $'\033[2J' >>out 2>>err || true
    "$TONGCHOU" $'\033[2J' >>out 2>>err || true
    "$TONGCHOU" check x "--$(printf '\302\233')" >>out 2>>err || true
    [[ -s err ]]
    if LC_ALL=C grep -P '[\x00-\x08\x0B-\x1F\x7F]|\xC2[\x80-\x9F]|\xE2\x80[\xAA-\xAE]' out err; then
        false
    fi
}

@test "lines that end with CR LF, CR or LF are shown alike" {
    printf '\357\273\277id,name,area,tier,start,NOx\r\n一,名称,JIA,1,2023-09,1\r二,名称,JIA,1,2023-09,x\n' \
        >mine/projects.csv
    "$TONGCHOU" check mine 2>err || true
    grep -q '^mine/projects.csv:3:20: ' err
    grep -qxF '  二,名称,JIA,1,2023-09,x' err
    grep -qxE ' {24}\^' err
}

@test "a file in GB18030 is checked, its lines are not shown" {
    printf 'id,name,area,tier,start,NOx\n一,名称,JIA,1,2023-09,x\n' |
        iconv -f UTF-8 -t GB18030 >mine/projects.csv
    "$TONGCHOU" check mine 2>err || true
    grep -q '^mine/projects.csv:2:' err
    if grep '\^' err; then
        false
    fi
}
