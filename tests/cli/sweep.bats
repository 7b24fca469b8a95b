#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The files of a sweep are the same to the byte however it came to them: threads, slices,
# signals, kills, disks that fail and are mended.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
    export ASAN_OPTIONS=${ASAN_OPTIONS:+$ASAN_OPTIONS:}detect_leaks=0 # not under strace
    cp -r "$ROOT/data/textbook" mine
    write_sweep 250
}

write_sweep() { # SCENARIOS
    cat >s.json <<END
{"design": "montecarlo", "scenarios": $1, "seed": 7, "axes": [
  {"parameter": "supply", "pollutant": "NOx", "min": 0.5, "max": 1.2},
  {"parameter": "reserve", "values": [0, 0.1, 0.2]},
  {"parameter": "demand", "project": "T-4", "min": 0.5, "max": 3}]}
END
}

sweep() { # DIR OPTION…
    "$TONGCHOU" sweep mine s.json --csv -o "$@" >out 2>err
}

needs_strace() {
    strace -f -o probe -e inject=mkdir:error=EIO:when=1 mkdir probed 2>/dev/null || true
    grep -q INJECTED probe || skip "strace cannot inject errors on this machine"
}

@test "1, 2 and 8 threads give the same bytes" {
    sweep one -j 1
    sweep two -j 2
    sweep eight -j 8
    diff -r one two
    diff -r one eight
    sweep one -j 2 # in place of the old one
    diff -r one two
}

@test "eight slices, computed at once, are the parts of the whole" {
    sweep whole
    for i in 1 2 3 4 5 6 7 8; do
        "$TONGCHOU" sweep mine s.json -j 1 -o "part$i" --shard "$i/8" -q >/dev/null &
        pids[i]=$!
    done
    for i in 1 2 3 4 5 6 7 8; do
        wait "${pids[i]}"
    done
    /usr/bin/python3 - <<'END'
import json, numpy
for name in "axes goals shares remaining status reason gap residual".split():
    parts = [numpy.load(f"part{i}/rows/{name}.npy") for i in range(1, 9)]
    whole = numpy.load(f"whole/rows/{name}.npy")
    assert numpy.concatenate(parts).tobytes() == whole.tobytes(), name
ends = [json.load(open(f"part{i}/sweep.json"))["run"] for i in range(1, 9)]
assert ends[0]["first"] == 0 and ends[7]["end"] == 250
assert all(a["end"] == b["first"] for a, b in zip(ends, ends[1:]))
END
}

@test "where cuts do not apply, slices and threads give the same bytes, matrix by matrix" {
    printf '%s\n' from_area,to_area,from_basin,to_basin,pollutant,factor '*,*,*,*,NOx,0.8' \
        >mine/exchange.csv
    cat >s.json <<END
{"design": "montecarlo", "scenarios": 200, "seed": 7, "axes": [
  {"parameter": "supply", "pollutant": "NOx", "min": 0.5, "max": 1.2},
  {"parameter": "delay", "source": "S2", "values": [0, 12]},
  {"parameter": "project", "project": "T-1", "values": [0, 1]}]}
END
    sweep one -j 1
    grep -q '逐个求解 200；' err
    sweep eight -j 8
    diff -r one eight
    for i in 1 2 3; do
        sweep "part$i" -j 2 --shard "$i/3"
    done
    /usr/bin/python3 - <<'END'
import numpy
for name in "goals shares remaining status residual".split():
    parts = [numpy.load(f"part{i}/rows/{name}.npy") for i in (1, 2, 3)]
    whole = numpy.load(f"one/rows/{name}.npy")
    assert numpy.concatenate(parts).tobytes() == whole.tobytes(), name
END
}

@test "the example reads what the table says" {
    sweep whole
    /usr/bin/python3 "$ROOT/data/sweeps/read_rows.py" whole >served
    /usr/bin/python3 - <<'END'
import csv, json, math, numpy
about = json.load(open("whole/sweep.json", encoding="utf-8"))
table = list(csv.reader(open("whole/rows.csv", encoding="utf-8-sig", newline="")))
rows = {n: numpy.load(f"whole/rows/{n}.npy") for n in "axes goals shares remaining gap residual status reason".split()}
headings = ["scenario", "status"]
for kind, word in zip("axes goals shares remaining".split(), "axis goal share remaining".split()):
    headings += [f"{word} {name}" for name in about["columns"][kind]]
assert table[0] == headings + ["gap", "residual", "reason", "note"]
assert len(table) == 251
for k, line in enumerate(table[1:]):
    numbers = [v for n in "axes goals shares remaining".split() for v in rows[n][k]]
    numbers += [rows["gap"][k], rows["residual"][k]]
    assert line[:2] == [str(k), about["status"][rows["status"][k]]] and line[-1] == "示例项目"
    assert line[-2] == about["reasons"][rows["reason"][k]]["reason"]
    for cell, number in zip(line[2:-2], numbers, strict=True):
        assert (cell == "" and math.isnan(number)) or float(cell) == number, (k, cell, number)
for j, line in enumerate(open("served")):
    name, frequency = line.split(",")
    column = [float(row[2 + 3 + len(about["columns"]["goals"]) + j]) for row in table[1:]]
    assert name == about["columns"]["shares"][j]
    assert abs(float(frequency) - sum(v > 1 - 1e-9 for v in column) / 250) < 1e-6
END
}

@test "the lines for R in the data dictionary read what numpy reads" {
    command -v Rscript >/dev/null || skip "no R on this machine"
    sweep yuncheng-2022-sweep
    # shellcheck disable=SC2016
    sed -n '/^```r$/,/^```$/p' "$ROOT/data/README.md" | grep -v '^```' >lines.R
    [[ $(wc -l <lines.R) -eq 2 ]]
    sed -i 's/1e6 \* 40/250 * 4/; s/ncol = 40/ncol = 4/' lines.R
    printf '%s\n' 'for (k in 1:250) cat(sprintf("%.17g", shares[k, ]), "\n")' >>lines.R
    Rscript --vanilla lines.R >shares.txt
    /usr/bin/python3 - <<'END'
import numpy
lines = [[float(word) for word in line.split()] for line in open("shares.txt")]
assert numpy.array_equal(numpy.array(lines), numpy.load("yuncheng-2022-sweep/rows/shares.npy"))
END
}

@test "a signal at any time leaves a run that goes on to the same bytes" {
    write_sweep 4000
    sweep whole -j 2
    for signal in INT TERM; do
        for _ in 1 2 3; do
            env --default-signal=INT "$TONGCHOU" sweep mine s.json --csv -o parts -j 2 \
                --resume >out 2>err &
            pid=$!
            # until it catches signals: bit 14 is SIGTERM, the last that it asks for
            while caught=$(sed -n 's/^SigCgt:\s*//p' "/proc/$pid/status" 2>/dev/null) &&
                [[ -n $caught && $((0x$caught & 0x4000)) -eq 0 ]]; do :; done
            kill -s "$signal" "$pid" 2>/dev/null || true
            status=0
            wait "$pid" || status=$?
            case $status in
            4)
                grep -q '"complete":	false' parts/partial/sweep.json
                grep -q '提前停止' err
                ;;
            0 | 130 | 143) ;; # it had ended, or no longer waited for signals
            *)
                echo "exit code $status"
                cat err
                false
                ;;
            esac
        done
        sweep parts --resume
        diff -r whole parts
        rm -r parts
    done
}

# Run under strace with an injection until the call does not come any more; after each,
# go on and compare.
each_call() { # SYSCALL WHAT STEP
    local n hits=0
    sweep whole -j 1
    for n in $(seq 1 "$3" 200); do
        rm -rf parts
        [[ -z ${old:-} ]] || cp -r old parts
        status=0
        strace -f -o trace -e trace="$1" -e "inject=$1:$2:when=$n" \
            "$TONGCHOU" sweep mine s.json --csv -o parts -j 1 >out 2>err || status=$?
        if ! grep -qE 'INJECTED|SIGKILL' trace; then break; fi
        hits=$((hits + 1))
        if [[ -n ${old:-} && -e parts/sweep.json && -e parts/rows ]]; then
            # one result or the other, never a mixture
            diff -r -x partial old parts >/dev/null || diff -r -x partial whole parts
        fi
        "$TONGCHOU" sweep mine s.json --csv -o parts -j 1 --resume >out 2>err2 || {
            echo "$1 $n $2, exit code $status: $(cat err)"
            cat err2
            false
        }
        diff -r whole parts || { echo "$1 $n $2"; false; }
    done
    [[ $hits -gt 0 && $n -lt 199 ]]
}

make_old() {
    write_sweep 40
    sweep old -j 1
    write_sweep 250
    old=yes
}

@test "killed at a write, a sync or a rename it goes on to the same bytes" {
    needs_strace
    make_old
    each_call pwrite64 signal=KILL 7
    each_call fdatasync signal=KILL 7
    each_call fsync signal=KILL 5
    each_call '/^rename' signal=KILL 1
    each_call '/^(unlink|rmdir)' signal=KILL 5
}

@test "an error of the disk ends it, and mended it goes on to the same bytes" {
    needs_strace
    make_old
    each_call pwrite64 error=ENOSPC 9
    each_call fdatasync error=EIO 9
    each_call fsync error=EDQUOT 7
    each_call '/^rename' error=EIO 1
    each_call ftruncate error=EFBIG 3
}

@test "an error of the disk says where and why, with exit code 3" {
    needs_strace
    status=0
    strace -f -o trace -P "$PWD/full/partial/rows/shares.npy" -e trace=pwrite64 \
        -e inject=pwrite64:error=ENOSPC:when=2+ \
        "$TONGCHOU" sweep mine s.json -o "$PWD/full" -j 1 >out 2>err || status=$?
    [[ $status -eq 3 ]]
    grep -q 'full/partial/rows/shares.npy：磁盘已满' err
    grep -q -- '--resume' err
}

@test "a full disk loses nothing, and with room again it goes on" {
    write_sweep 3000
    sweep whole
    mkdir disk
    mount -t tmpfs -o size=192k tmpfs disk 2>/dev/null || skip "no small disk can be mounted"
    status=0
    sweep disk/out -j 2 || status=$?
    cp err said
    mount -o remount,size=16m disk
    status2=0
    sweep disk/out -j 2 --resume || status2=$?
    different=0
    diff -r whole disk/out || different=1
    umount disk
    cat said err
    [[ $status -eq 3 && $status2 -eq 0 && $different -eq 0 ]]
    grep -q '磁盘已满' said
}

@test "an unfinished run is not overwritten without being told to" {
    needs_strace
    status=0
    # the fifth name is that of the journal when all is written
    strace -f -o trace -e 'inject=/^rename:error=EIO:when=5' \
        "$TONGCHOU" sweep mine s.json -o out.d -j 1 >out 2>err || status=$?
    [[ $status -eq 3 ]]
    cp out.d/partial/progress.json before
    grep -q '"done": 250' before
    status=0
    "$TONGCHOU" sweep mine s.json -o out.d >out 2>err || status=$?
    [[ $status -eq 2 ]]
    grep -q '未完成的运行：用 --resume 接着算' err
    for other in '--engine glpk' '--rows goals' --csv --relax '--gap 0.5' '--shard 1/2'; do
        status=0
        # shellcheck disable=SC2086
        "$TONGCHOU" sweep mine s.json -o out.d --resume $other >out 2>err || status=$?
        [[ $status -eq 2 ]]
        grep -q 'out.d/partial/progress.json 属于另一次运行' err
    done
    cmp before out.d/partial/progress.json
}

@test "the bar fits its terminal, and is taken away" {
    write_sweep 3000
    for columns in 20 44 100; do
        script -qec "stty cols $columns; '$TONGCHOU' sweep mine s.json --rows none \
            --engine glpk -o bar -j 1 --json 2>&1 >/dev/null" /dev/null >said </dev/null
        /usr/bin/python3 - "$columns" <<'END'
import sys, unicodedata
columns = int(sys.argv[1])
text = open("said", encoding="utf-8", newline="").read().split("本次")[0]
shown = text.split("\r")
bars = [part for part in shown if "%" in part and "\n" not in part]
assert bars, text
for part in shown:
    if "\n" not in part:
        width = sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in part)
        assert width < columns, (width, part)
if columns == 100:
    assert any("[" in part and "每秒" in part for part in bars), bars
last = max(i for i, part in enumerate(shown) if part in bars)
assert shown[last + 1].strip() == "" and shown[last + 1] != "", shown[last:]
END
    done
}
