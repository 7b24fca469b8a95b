#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# A ledger on bad days: many writers, kills, a full disk, errors of the system, each in
# turn. It opens, verifies, and holds every posting that was acknowledged, each of them
# whole. Numbers are printed as comments; LEDGER_KILLS and LEDGER_FAULTS make a campaign.

setup() {
    cd "$BATS_TEST_TMPDIR"
    unset LC_ALL LC_MESSAGES LANG LANGUAGE
    export ASAN_OPTIONS=${ASAN_OPTIONS:-}:detect_leaks=0 # which strace and kills upset
    by=(--who tester --why test --date 2022-11-25 -q)
    kills=${LEDGER_KILLS:-12}
    faults=${LEDGER_FAULTS:-8}
}

# A case with one source of so many tonnes of PM.
make_case() { # TONNES
    mkdir -p case
    printf '{"decision_date": "2022-11-25"}\n' >case/case.json
    printf 'id,name\nA,甲县\n' >case/areas.csv
    printf 'id,name,area,available_from,PM,NOx,SO2\nS1,甲厂,A,2022-12-31,%s,3,4\n' "$1" >case/sources.csv
    printf 'id,name,area,tier,start,PM\nP1,丙,A,1,2023-06,0.0001\n' >case/projects.csv
}

begin() { # FILE
    "$TONGCHOU" ledger init "$1" "${by[@]}" >out
}

field() { # NAME: of what verify says
    sed -n "s/.*\"$1\":[^0-9]*\([0-9]*\).*/\1/p" verdict
}

must_be_sound() { # FILE
    "$TONGCHOU" ledger verify "$1" --json >verdict || { cat verdict; return 1; }
}

# Eight programs book 500 postings each.
many_writers() { # LEDGER
    make_case 0.4
    begin "$1"
    "$TONGCHOU" ledger import "$1" case "${by[@]}" >out
    for k in 1 2 3 4 5 6 7 8; do
        "$LEDGER_HELPER" grains "$1" 500 >"count.$k" 2>"said.$k" &
    done
    wait
    cat count.? said.?
    [[ $(($(cat count.? | paste -sd+))) -eq 4000 ]]
    must_be_sound "$1"
    [[ $(field bookings) -eq 4003 ]]
    "$TONGCHOU" ledger balance "$1" --by pollutant --json |
        grep -q '"reserved":[^0-9]*0.4000'
    run "$LEDGER_HELPER" grains "$1" 1 # one grain more than there is
    [[ $status -eq 1 ]]
    echo "# postings of 8 programs: 4000, booked 4000, lost 0, twice 0" >&3
}

@test "eight programs book five hundred postings each: no grain twice, none lost" {
    many_writers l.db
}

@test "eight programs book five hundred postings each on a server" {
    [[ -n ${TONGCHOU_TEST_POSTGRES:-} ]] || skip "no server: ctest starts one"
    psql -q "$TONGCHOU_TEST_POSTGRES" -c "CREATE DATABASE many$$"
    many_writers "$TONGCHOU_TEST_POSTGRES&dbname=many$$"
    psql -q "$TONGCHOU_TEST_POSTGRES" -c "DROP DATABASE many$$"
}

@test "killed at any point it holds all of a posting or none" {
    local k acknowledged bookings survived=0
    make_case 5
    begin l.db
    for k in $(seq 1 "$kills"); do
        : >acks
        "$LEDGER_HELPER" turns l.db case 100000 >acks 2>said &
        victim=$!
        enough=$((RANDOM % 30)) # postings, and on into the next one
        while [[ $(wc -l <acks) -lt $enough ]] && kill -0 "$victim"; do :; done
        kill -9 "$victim"
        wait "$victim" 2>wait.log || true
        must_be_sound l.db
        bookings=$(field bookings)
        acknowledged=$(tail -n 1 acks)
        [[ $((bookings % 3)) -eq 0 ]]
        [[ $bookings -ge ${acknowledged:-0} ]]
        # what a kill left half way is reversed, so that the next turn begins alike
        if [[ $((bookings % 6)) -eq 3 ]]; then
            "$TONGCHOU" ledger reverse l.db $((bookings / 3)) --who t --why t \
                --date 2023-01-01 -q >out
        fi
        survived=$((survived + 1))
    done
    echo "# kills survived: $survived, bookings acknowledged and lost: 0" >&3
}

# Run an import with a fault put into its n-th call; count what became of it.
try_fault() { # CALL WHAT N
    rm -f l.db l.db-*
    cp empty.db l.db
    status=0
    strace -f -o trace -e "inject=$1:$2:when=$3" "$TONGCHOU" ledger import l.db case \
        "${by[@]}" >out 2>said || status=$?
    grep -Eq "INJECTED|killed by SIGKILL" trace || return 1
    must_be_sound l.db
    bookings=$(field bookings)
    [[ $bookings -eq 0 || $bookings -eq 3 ]] || { echo "$1 $2 $3: $bookings"; exit 1; }
    [[ $status -ne 0 || $bookings -eq 3 ]] || { echo "$1 $2 $3: lost"; exit 1; }
    injected=$((injected + 1))
}

@test "a fault in each call to the system in turn leaves all of a posting or none" {
    local call n injected=0
    make_case 5
    begin empty.db
    strace -o probe -e inject=write:error=EIO:when=1 true || true
    strace -f -o probe -e trace=pwrite64 "$TONGCHOU" ledger head empty.db >out ||
        skip "strace does not work on this machine"
    for call in pwrite64:error=EIO pwrite64:error=ENOSPC fdatasync:error=EIO \
        fsync:error=EIO ftruncate:error=ENOSPC openat:error=EACCES pread64:error=EIO \
        fallocate:error=ENOSPC mmap:error=ENOMEM pwrite64:signal=KILL \
        fdatasync:signal=KILL ftruncate:signal=KILL; do
        for n in $(seq 1 "$faults"); do
            try_fault "${call%%:*}" "${call#*:}" "$n" || break
        done
    done
    echo "# faults injected: $injected, bookings acknowledged and lost: 0" >&3
    [[ $injected -gt 20 ]]
}

@test "a disk that is full says so and loses nothing" {
    make_case 5
    begin l.db
    status=0
    (ulimit -f 400 && "$LEDGER_HELPER" turns l.db case 100000 >acks 2>said) || status=$?
    [[ $status -eq 1 && -s said ]]
    must_be_sound l.db
    [[ $(($(field bookings) % 3)) -eq 0 ]]
    [[ $(field bookings) -ge $(tail -n 1 acks) ]]
    "$TONGCHOU" ledger balance l.db >out # and it goes on once there is room
}

@test "two plans of one head: one is booked, the other is told to solve again" {
    make_case 5
    begin l.db
    "$TONGCHOU" ledger import l.db case "${by[@]}" >out
    "$TONGCHOU" solve case --ledger l.db -o one -q >out
    "$TONGCHOU" solve case --ledger l.db -o two -q >out
    by=(--who t --why t --date 2022-12-01)
    "$TONGCHOU" ledger post l.db case one "${by[@]}" >one.out 2>one.err &
    "$TONGCHOU" ledger post l.db case two "${by[@]}" >two.out 2>two.err || true
    wait
    [[ $(cat one.out two.out | grep -c 凭证) -eq 1 ]]
    cat one.err two.err | grep -q 请重新求解
    must_be_sound l.db
    [[ $(field plans) -eq 1 ]]
}

@test "the chain can be computed by anybody, as data/README.md says" {
    make_case 5
    begin l.db
    "$TONGCHOU" ledger import l.db case "${by[@]}" >out
    "$TONGCHOU" solve case --ledger l.db -o plan -q >out
    "$TONGCHOU" ledger post l.db case plan --who 张三 --why $'一\n二' --date 2022-12-01 >out
    "$TONGCHOU" ledger approve l.db P1 --who 李四 --why 批 --date 2022-12-02 >out
    "$TONGCHOU" ledger statement l.db --json >statement.json
    python3 - <<'PY'
import hashlib, json
rows = json.load(open("statement.json"))
def digest(fields):
    return hashlib.sha256(b"".join(b"%d:%s," % (len(f), f) for f in
        (str(x).encode() for x in fields))).hexdigest()
before = None
for r in rows["rows"]:
    day = lambda text: text.replace("-", "")
    grains = round(r["tonnes"] * 10000)
    fields = [before, r["number"], r["posting"], day(r["date"]), r["recorded"], r["kind"],
              r["who"], r["why"], r["document"], r["plan"], r["reverses"] or 0,
              r["pollutant"], r["source"], r["source_name"], r["area"], r["area_name"],
              r["basin"], day(r["vintage"]), r["project"], r["project_name"],
              r["project_area"], r["project_area_name"], 1 if r["note"] else 0,
              r["from"], r["to"], grains]
    if before:
        assert digest(fields) == r["hash"], r["number"]
    before = r["hash"]
assert before == rows["ledger"]["head"]
PY
}
