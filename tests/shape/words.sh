#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# words.sh [ROOT] — fail where the code of the program uses a word of words.txt, or //.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}"
failed=0

while read -r file; do
    forbidden=//
    while read -r allowed words; do
        # shellcheck disable=SC2053 # allowed is a pattern
        [[ $allowed == '#'* || ${file#solver/} == $allowed ]] ||
            forbidden+="|\\b(${words// /|})\\b"
    done <"$here/words.txt"
    if perl "$here/code.pl" "$file" | sed 's/format(printf,//; /^ *# *include/s/.*//' |
        grep -nE "$forbidden" | sed "s|^\([0-9]*\):|$file:\1: may not appear here: |"; then
        failed=1
    fi
done < <(find solver include -name '*.[ch]' | LC_ALL=C sort)
exit "$failed"
