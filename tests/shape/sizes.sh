#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# sizes.sh [ROOT] — fail on a function of more than 80 lines, a file of solver/ of more
# than 400 or a public header of more than 200. Relies on .clang-format: a function
# begins with { and ends with } in the first column.
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"

find solver include -name '*.[ch]' | LC_ALL=C sort | xargs awk '
function finish() {
    most = file ~ /^include\// ? 200 : 400
    if (file != "" && lines > most) {
        printf "%s: %d lines, at most %d\n", file, lines, most
        breaches++
    }
}
FNR == 1 { finish(); file = FILENAME; start = 0 }
{ lines = FNR }
/^\{/ { start = FNR }
/^\}/ && start {
    if (FNR - start + 1 > 80) {
        printf "%s:%d: a function of %d lines, at most 80\n", FILENAME, start, FNR - start + 1
        breaches++
    }
    start = 0
}
END { finish(); exit breaches > 0 }
'
