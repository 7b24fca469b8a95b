#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# readme.sh [ROOT] — fail where README.md names a make target, a CMake preset, a command of
# the program ($TONGCHOU, where set) or a file that does not exist.
set -euo pipefail
cd "${1:-$(dirname "$0")/../..}"
failed=0
missing() {
    echo "README.md: $1"
    failed=1
}
named() { # named PATTERN: what follows it in README.md
    { grep -oE "$1" README.md || true; } | sed 's/.*[ =(]//; s/[)`]*$//' | LC_ALL=C sort -u
}

for target in $(named '(`|^ *)make [a-z]+'); do
    grep -qE "^$target:" Makefile || missing "make $target: no such target"
done
for preset in $(named 'preset [a-z]+'); do
    grep -qF "\"name\": \"$preset\"" CMakePresets.json || missing "no preset $preset"
done
for file in $(named '\]\([^):#]+\)'); do
    [[ -e $file ]] || missing "no file $file"
done
for command in $(named 'build/tongchou [a-z-]+'); do
    [[ -z ${TONGCHOU:-} ]] || "$TONGCHOU" "$command" --help >/dev/null ||
        missing "tongchou $command --help fails"
done
exit "$failed"
