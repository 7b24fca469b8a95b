#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# headers.sh [ROOT] — fail where a public header does not compile alone, as C17 and as
# C++17, or where tongchou.h does not include it.
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"
failed=0
flags=(-Iinclude -Wall -Wextra -Wpedantic -Werror -fsyntax-only)

while read -r header; do
    line="#include \"$header\""
    if ! gcc -x c -std=c17 "${flags[@]}" - <<<"$line"; then
        echo "include/$header: not C17 by itself"
        failed=1
    fi
    if ! g++ -x c++ -std=c++17 "${flags[@]}" - <<<"$line"; then
        echo "include/$header: not C++17 by itself"
        failed=1
    fi
    if [[ $header != tongchou.h ]] && ! grep -qxF "$line" include/tongchou.h; then
        echo "include/tongchou.h: does not include $header"
        failed=1
    fi
done < <(find include -name '*.h' -printf '%P\n' | LC_ALL=C sort)
exit "$failed"
