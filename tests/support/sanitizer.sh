#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# sanitizer.sh clear|check FOLDER — empty the folder of sanitizer reports before the tests;
# fail, showing them, where it is not empty after them.
set -euo pipefail
folder=$2

case $1 in
clear)
    rm -rf "$folder"
    mkdir -p "$folder"
    ;;
check)
    reports=$(find "$folder" -type f | LC_ALL=C sort)
    [[ -n $reports ]] || exit 0
    for report in $reports; do
        echo "== $report"
        cat "$report"
    done
    echo "sanitizer reports: $(wc -l <<<"$reports")"
    exit 1
    ;;
esac
