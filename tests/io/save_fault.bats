#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# One system call of tc_save_all fails, each in turn: the folder holds the old files or the
# new ones, never a mixture, and no temporary file stays.

setup() {
    cd "$BATS_TEST_TMPDIR"
    strace -o probe -e inject=write:error=EIO:when=1 "$SAVE_HELPER" probed a x || true
    grep -q INJECTED probe || skip "strace cannot inject errors on this machine"
    rm -rf probe probed
}

# The folder as one line per file: name and content.
snapshot() {
    (cd "$1" 2>/dev/null && find . -mindepth 1 -printf '%P\n' | LC_ALL=C sort |
        while read -r name; do echo "$name=$(cat "$name" 2>/dev/null)"; done) || echo "no folder"
}

fill_old() {
    rm -rf case
    mkdir -p case/out
    printf 'old a' >case/out/a
    printf 'old b' >case/out/b
    printf 'mine' >case/out/other
}

fill_none() {
    rm -rf case
    mkdir case
}

save_under() { # INJECTION
    status=0
    strace -f -o trace -e "inject=$1" "$SAVE_HELPER" case/out/sub/.. a 'new a' b 'new b' c 'new c' \
        2>message || status=$?
}

# Fail the n-th call of a kind, n = 1, 2, …, until there is no such call.
each_call() { # FILL SYSCALL ERROR
    local n old new hits=0
    $1
    old=$(snapshot case)
    "$SAVE_HELPER" case/out/sub/.. a 'new a' b 'new b' c 'new c'
    new=$(snapshot case)
    for n in $(seq 1 200); do
        $1
        save_under "$2:error=$3:when=$n"
        grep -q INJECTED trace || break
        hits=$((hits + 1))
        now=$(snapshot case)
        if [ "$status" -eq 0 ]; then wanted=$new; else wanted=$old; fi
        if [ "$now" != "$wanted" ]; then
            echo "$1, $2 call $n fails with $3, exit code $status: $(cat message)"
            echo "the folder holds:" && echo "$now"
            grep INJECTED trace
            return 1
        fi
    done
    echo "# $1 $2 $3: $hits calls" >>"$BATS_TEST_TMPDIR/counts"
    [ "$hits" -gt 0 ] && [ "$n" -lt 200 ]
}

@test "a write that fails leaves the old files or the new ones" {
    each_call fill_old write EIO
    each_call fill_old write ENOSPC
    each_call fill_none write EDQUOT
}

@test "an fsync that fails leaves the old files or the new ones" {
    each_call fill_old fsync EIO
    each_call fill_old fsync ENOSPC
    each_call fill_none fsync EIO
}

@test "a rename that fails leaves the old files or the new ones" {
    each_call fill_old '/^rename' EIO
    each_call fill_old '/^rename' ENOSPC
    each_call fill_none '/^rename' EACCES
}

@test "a link that fails leaves the old files or the new ones" {
    each_call fill_old '/^link' EIO
    each_call fill_old '/^link' ENOSPC
}

@test "where there are no hard links the old files are moved aside" {
    each_call fill_old '/^link' EPERM
    fill_old
    save_under '/^link:error=EPERM'
    [ "$status" -eq 0 ]
    [ "$(snapshot case/out)" = "$(printf 'a=new a\nb=new b\nc=new c\nother=mine\nsub=')" ]
}

@test "an open that fails leaves the old files or the new ones" {
    each_call fill_old '/^open' EIO
    each_call fill_old '/^open' EMFILE
    each_call fill_none '/^open' ENOSPC
}

@test "a close that fails leaves the old files or the new ones" {
    each_call fill_old close EIO
    each_call fill_none close ENOSPC
}

@test "a mkdir that fails leaves no folder behind" {
    each_call fill_none '/^mkdir' EIO
    each_call fill_none '/^mkdir' ENOSPC
    each_call fill_old '/^mkdir' EROFS
}

@test "a look at a file that fails leaves the old files or the new ones" {
    each_call fill_old '/^(newfstatat|statx|stat|fstatat64)$' EIO
}

@test "interrupted calls are made again" {
    for call in write fsync close; do
        fill_old
        save_under "$call:error=EINTR:when=1+2"
        [ "$status" -eq 0 ]
        grep -q INJECTED trace
        [ "$(snapshot case/out)" = "$(printf 'a=new a\nb=new b\nc=new c\nother=mine\nsub=')" ]
    done
}

@test "when putting back fails too, no old content is lost and the message says where it is" {
    for n in 1 2 3; do
        fill_old
        save_under "/^rename:error=EIO:when=$n+"
        [ "$status" -eq 3 ]
        for old in 'old a' 'old b' 'mine'; do
            grep -rqx "$old" case/out || {
                echo "'$old' is lost at rename $n"
                return 1
            }
        done
        [ -z "$(find case/out -name '.tongchou-*.new')" ]
        if [ "$n" -eq 1 ]; then
            [ "$(snapshot case/out)" = "$(printf 'a=old a\nb=old b\nother=mine')" ]
        else
            grep -q 'could not be put back' message
            grep -qx 'old a' "$(sed 's/.*what it held is in //; s,/sub/\.\.,,' message)"
        fi
    done
}

@test "a disk that is full leaves the old files" {
    mkdir disk
    mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null || skip "no small disk can be mounted"
    printf 'old a' >disk/a
    big=$(head -c 60000 /dev/zero | tr '\0' x)
    status=0
    "$SAVE_HELPER" disk a 'new a' b "$big" c "$big" 2>message || status=$?
    now=$(snapshot disk)
    umount disk
    [ "$status" -eq 3 ]
    [ "$now" = "a=old a" ]
    grep -qx 'cannot write disk/.: the disk is full' message
}
