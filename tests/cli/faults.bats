#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The machine fails `tongchou solve` at every call in turn: the folder of the plan holds the
# five old files or the five new ones, nothing else, and the message says which file it was.
# A killed program may leave a temporary file, but never half of one of the five.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
    export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 # not under strace
    cp -r "$ROOT/data/textbook" mine
    # the old plan is that of a case which has changed since: all five files differ
    cp -r mine before
    sed -i 's/^\(S1,.*\),100,,,/\1,90,3,,/' before/sources.csv
    # where out/deep/plan will be: case.sha256 tells the way to the case
    "$TONGCHOU" solve before -o out/deep/plan -q >/dev/null
    mv out/deep/plan old
    "$TONGCHOU" solve mine -o out/deep/plan -q >/dev/null
    mv out/deep/plan new
    for file in plan.json projects.csv credits.csv sources.csv case.sha256; do
        if cmp -s "old/$file" "new/$file"; then false; fi
    done
}

needs_strace() {
    strace -o probe -e inject=fsync:error=EIO:when=1 true 2>/dev/null ||
        skip "strace does not work on this machine"
    strace -f -o probe -e inject=mkdir:error=EIO:when=1 mkdir probed 2>/dev/null || true
    grep -q INJECTED probe || skip "strace cannot inject errors on this machine"
}

# What DIR is: old, new, gone, or what is wrong with it.
state_of() {
    if [[ ! -e $1 ]]; then
        echo gone
    elif diff -r old "$1" >/dev/null; then
        echo old
    elif diff -r new "$1" >/dev/null; then
        echo new
    else
        echo "neither: $(ls -A "$1")"
    fi
}

start_from() { # old|nothing: in out/ (or none), plan in out/deep/plan
    rm -rf out
    [[ $1 == nothing ]] || { mkdir -p out/deep && cp -r old out/deep/plan; }
}

# The number of the first call of a kind once the case is being read: what comes before is
# the start of the program and of its sanitizers.
first_call() { # CALL
    start_from nothing
    strace -f -o trace -e trace="openat,$1" "$TONGCHOU" solve mine -o out/deep/plan -q \
        >/dev/null 2>&1
    awk -v call="${1//[^a-z]/}" '
        /"mine\// && !found { found = NR }
        $2 ~ "^" call { count++; if (found && !first) first = count }
        END { print first + 0 }' trace
}

# judge START WHAT: after a run with $status and what it said in err.
judge() {
    local state wrong=
    state=$(state_of out/deep/plan)
    case $status:$1:$state in
    0:*:new) ;;
    3:old:old | 3:nothing:gone) ;;
    3:*:new) grep -q '标准输出' err || wrong="exit code 3, yet the files are new" ;;
    *) wrong="exit code $status, the folder is: $state" ;;
    esac
    if [[ $1 == nothing && $state == gone && -e out ]]; then
        wrong="folders were left behind: $(find out)"
    fi
    if [[ $status -eq 3 ]] && ! grep -qE 'out|mine/|标准输出' err; then
        wrong="the message names no file"
    fi
    [[ -z $wrong ]] && return
    echo "$2 from $1: $wrong"
    cat err
    return 1
}

# Fail each call of a kind in turn, until there is none left.
each_call() { # START CALL ERROR LEAST
    local n first hits=0
    first=$(first_call "$2")
    [[ $first -gt 0 ]] || { echo "no call of $2"; return 1; }
    for ((n = first; n < first + 100; n++)); do
        start_from "$1"
        status=0
        strace -f -o trace -e trace="$2" -e "inject=$2:error=$3:when=$n" \
            "$TONGCHOU" solve mine -o out/deep/plan >said 2>err || status=$?
        grep -q INJECTED trace || break
        hits=$((hits + 1))
        judge "$1" "$2 call $n: $3"
    done
    [[ $hits -ge $4 && $n -lt $((first + 100)) ]] || { echo "$2: $hits calls"; return 1; }
}

@test "a write that fails leaves the old files or the new ones" {
    needs_strace
    each_call old write ENOSPC 5
    each_call old write EIO 5
    each_call nothing write EDQUOT 5
}

@test "an fsync that fails leaves the old files or the new ones" {
    needs_strace
    each_call old fsync EIO 5
    each_call nothing fsync ENOSPC 5
}

@test "a rename or a link that fails leaves the old files or the new ones" {
    needs_strace
    each_call old '/^rename' EIO 4
    each_call nothing '/^rename' ENOSPC 4
    each_call_of_links
}

# From nothing there is nothing to link: the first call is counted from an old plan.
each_call_of_links() {
    local n error
    for error in EIO ENOSPC; do
        for n in 1 2 3 4; do
            start_from old
            status=0
            strace -f -o trace -e trace='/^link' -e "inject=/^link:error=$error:when=$n" \
                "$TONGCHOU" solve mine -o out/deep/plan >said 2>err || status=$?
            grep -q INJECTED trace
            judge old "link call $n: $error"
        done
    done
}

@test "an open that fails, of the case or of the plan, leaves the old files or the new ones" {
    needs_strace
    each_call old openat EIO 9
    each_call old openat EMFILE 9
    each_call nothing openat ENOSPC 9
}

@test "a mkdir that fails leaves no folder behind" {
    needs_strace
    each_call nothing mkdir ENOSPC 3
    each_call nothing mkdir EROFS 3
    each_call old mkdir EIO 3
}

@test "a read of the case that fails is told with the name of its file" {
    needs_strace
    each_call old read EIO 8
}

@test "a program killed at any call leaves five whole files, and verify knows what they are" {
    needs_strace
    local call n state code kinds=
    for call in openat write fsync '/^link' '/^rename' '/^unlink' close; do
        first=1
        case $call in openat | write | fsync | close) first=$(first_call "$call") ;; esac
        for ((n = first; n < first + 100; n++)); do
            start_from old
            strace -f -o trace -e trace="$call" -e "inject=$call:signal=KILL:when=$n" \
                "$TONGCHOU" solve mine -o out/deep/plan -q >said 2>err || true
            grep -q 'killed by SIGKILL' trace || break
            judge_killed "$call $n"
            kinds+=" $state"
        done
        [[ $n -gt $first && $n -lt $((first + 100)) ]]
    done 2>/dev/null
    [[ $kinds == *old* && $kinds == *mixed* && $kinds == *new* ]] || { echo "$kinds"; false; }
}

# Each of the five is the old one or the new one. verify passes where all but case.sha256,
# which comes last, are new, and otherwise says no and names a file.
judge_killed() { # WHAT
    local file olds=0 news=0
    for file in plan.json projects.csv credits.csv sources.csv case.sha256; do
        if cmp -s "old/$file" "out/deep/plan/$file"; then
            olds=$((olds + 1))
        elif cmp -s "new/$file" "out/deep/plan/$file"; then
            news=$((news + 1))
        else
            echo "$1: $file is neither old nor new"
            return 1
        fi
    done
    state=mixed
    [[ $olds -ne 5 ]] || state=old
    [[ $news -ne 5 ]] || state=new
    code=0
    "$TONGCHOU" verify mine out/deep/plan >said 2>err || code=$?
    case $state:$news:$code in
    new:5:0 | mixed:4:0) return ;;
    old:0:[12] | mixed:?:[12])
        if grep -qE 'plan\.json|\.csv|未通过' said err; then return; fi
        ;;
    esac
    echo "$1: $state, verify ends with $code"
    cat said err
    return 1
}

@test "after a kill the next run brings the new files" {
    needs_strace
    start_from old
    strace -f -o trace -e trace='/^rename' -e 'inject=/^rename:signal=KILL:when=2' \
        "$TONGCHOU" solve mine -o out/deep/plan -q >said 2>err || true
    grep -q 'killed by SIGKILL' trace
    "$TONGCHOU" solve mine -o out/deep/plan -q >/dev/null
    for file in plan.json projects.csv credits.csv sources.csv case.sha256; do
        cmp "new/$file" "out/deep/plan/$file"
    done
    "$TONGCHOU" verify mine out/deep/plan >/dev/null
}

@test "a disk of any size holds the old files or the new ones" {
    mkdir disk
    mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null || skip "no small disk can be mounted"
    umount disk
    local size full=0 done=0 wrong=
    for size in 16 20 24 28 32 36 40 44 48 64; do
        mount -t tmpfs -o "size=${size}k" tmpfs disk
        mkdir disk/deep
        if cp -r old disk/deep/plan 2>/dev/null && diff -r old disk/deep/plan >/dev/null; then
            status=0
            "$TONGCHOU" solve mine -o disk/deep/plan -q >said 2>err || status=$?
            case $status:$(state_of disk/deep/plan) in
            0:new) done=$((done + 1)) ;;
            3:old)
                full=$((full + 1))
                grep -q 'disk/deep/plan/.*磁盘已满' err || wrong="$(cat err)"
                ;;
            *) wrong="$size KiB: exit code $status, $(state_of disk/deep/plan)" ;;
            esac
        fi
        umount disk
    done
    [[ -z $wrong && $full -gt 0 && $done -gt 0 ]] ||
        { echo "$wrong: $full full, $done done"; false; }
}

@test "a limit on the size of files leaves the old files" {
    start_from old
    status=0
    (ulimit -f 4 && "$TONGCHOU" solve mine -o out/deep/plan >said 2>err) || status=$?
    [[ $status -eq 3 ]]
    grep -q 'out/deep/plan/plan.json：文件超出允许的大小' err
    [[ $(state_of out/deep/plan) == old ]]
}

@test "a folder that cannot be is refused by its name" {
    start_from nothing
    : >file
    ln -s nowhere/at/all link
    long=$(printf 'x%.0s' {1..300})
    for place in file file/plan file/deep/plan link/plan "$long" /proc/plan /dev/null/plan; do
        status=0
        "$TONGCHOU" solve mine -o "$place" -q >said 2>err || status=$?
        [[ $status -eq 3 ]] || { echo "$place: exit code $status"; cat err; false; }
        grep -qF "${place:0:100}" err || { echo "$place is not named"; cat err; false; }
    done
    [[ ! -s file && ! -e nowhere && $(wc -l <err) -eq 1 ]]
}

@test "a folder without permission is refused by its name" {
    [[ $(id -u) -ne 0 ]] || skip "root may write everywhere"
    start_from old
    chmod a-w out/deep/plan
    status=0
    "$TONGCHOU" solve mine -o out/deep/plan -q >said 2>err || status=$?
    chmod u+w out/deep/plan
    [[ $status -eq 3 && $(state_of out/deep/plan) == old ]]
    grep -q 'out/deep/plan.*没有权限' err
}
