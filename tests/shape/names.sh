#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# names.sh [ROOT] — fail where two C files outside include/ have one name, where a file of
# solver/ is called like a header of somebody else, or by a name that says nothing.
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"
failed=0

twice=$(find solver tests bench -name '*.[ch]' -printf '%f\n' | LC_ALL=C sort | uniq -d)
for name in $twice; do
    echo "$name is the name of several files:"
    find solver tests bench -name "$name"
    failed=1
done
for name in glpk.h json.h error.h 'utils.*' 'common.*' 'helpers.*' 'misc.*' 'manager.*'; do
    if find solver -name "$name" | grep .; then
        echo "no file of solver/ may be called $name"
        failed=1
    fi
done
while read -r file; do
    if ! grep -q "SPDX-License-Identifier: GPL-3.0-or-later" "$file"; then
        echo "$file: no SPDX line"
        failed=1
    fi
done < <(find solver include tests bench -name node_modules -prune -o \( -name '*.[ch]' -o -name '*.sh' \) -print)
exit "$failed"
