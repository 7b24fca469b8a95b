#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# leak_selftest.sh — a leak that Criterion lets pass is found by support/sanitizer.sh.
set -euo pipefail
here=$(cd "$(dirname "$0")/.." && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

cat >"$scratch/leak.c" <<'C'
#include <criterion/criterion.h>
#include <stdlib.h>

Test(leak, is_let_pass_by_criterion)
{
    char *volatile lost = malloc(100);
    cr_assert_not_null(lost);
    lost = NULL;
}

Test(leak, is_not_here)
{
    char *kept = malloc(100);
    cr_assert_not_null(kept);
    free(kept);
}
C
gcc -fsanitize=address -g "$scratch/leak.c" -o "$scratch/leak" -lcriterion
check() { # check NAME-OF-TEST: run it with reports in a folder of its own, then look there
    bash "$here/support/sanitizer.sh" clear "$scratch/reports"
    ASAN_OPTIONS="log_path=$scratch/reports/asan" "$scratch/leak" --filter "leak/$1" \
        >"$scratch/said" 2>&1 || { cat "$scratch/said"; exit 1; }
    bash "$here/support/sanitizer.sh" check "$scratch/reports" >"$scratch/said"
}
if check is_let_pass_by_criterion; then
    echo "a leak went unseen"
    exit 1
fi
grep -q 'LeakSanitizer' "$scratch/said"
check is_not_here
