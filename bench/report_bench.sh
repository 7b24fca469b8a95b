#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# report_bench.sh TONGCHOU MAKE_CASE YUNCHENG RESULTS.csv — how long reports take: one large
# plan by format, and many plans of the size of Yuncheng's in a batch. See README.md.
set -euo pipefail
tongchou=$1 make_case=$2 yuncheng=$3 results=$4
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
processor=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -1)
plans=200

echo 'processor,what,count,seconds,ratio,files,mib' >"$folder/results.csv"

seconds() { # COMMAND…: how long it takes
    local start=$EPOCHREALTIME
    "$@" >/dev/null
    awk -v a="$start" -v b="$EPOCHREALTIME" 'BEGIN { printf "%.2f", b - a }'
}

put() { # WHAT COUNT SECONDS FOLDER: ratio is to the first of its kind
    local files=0 mib=0
    if [[ -n $4 ]]; then
        files=$(find "$4" -type f | wc -l)
        mib=$(du -sk "$4" | awk '{ printf "%.1f", $1 / 1024 }')
    fi
    [[ -n ${first:-} ]] || first=$3
    awk -v p="$processor" -v w="$1" -v n="$2" -v s="$3" -v f="$first" -v k="$files" -v m="$mib" '
        BEGIN { printf "\"%s\",\"%s\",%d,%.2f,%.2f,%d,%s\n", p, w, n, s, s / f, k, m }' |
        tee -a "$folder/results.csv" | cut -d, -f2-
}

echo 'what,count,seconds,ratio,files,mib'
"$make_case" --sources 2000 --projects 5000 --areas 15 "$folder/large" >/dev/null
"$tongchou" solve "$folder/large" -q -o "$folder/plan" >/dev/null
first=
put '2000 x 5000: verify' 1 "$(seconds "$tongchou" verify "$folder/large" "$folder/plan")" ''
for format in html md xlsx; do
    taken=$(seconds "$tongchou" report "$folder/plan" --format "$format" -o "$folder/$format")
    put "2000 x 5000: $format, with verify" 1 "$taken" "$folder/$format"
done

mkdir "$folder/plans"
"$tongchou" solve "$yuncheng" -q -o "$folder/plans/1" >/dev/null
for ((k = 2; k <= plans; k++)); do cp -r "$folder/plans/1" "$folder/plans/$k"; done
first=
for jobs in 1 2; do
    taken=$(seconds "$tongchou" report --batch "$folder/plans" -q -j "$jobs" \
        --format html,xlsx,md -o "$folder/many$jobs")
    put "Yuncheng: html, xlsx, md, $jobs at a time" "$plans" "$taken" "$folder/many$jobs"
done
cp "$folder/results.csv" "$results"
