#!/usr/bin/env bats
# SPDX-License-Identifier: GPL-3.0-or-later
# The page of a report in a browser, and the bundle that it carries. Needs node and chromium
# with the npm packages of the lock files (.ci/setup test); outside of CI it may go without.

needs() { # FOLDER COMMAND…: its npm packages, and programs
    local missing=
    [[ -d $1/node_modules ]] || missing="npm packages in $1"
    for command in "${@:2}"; do
        command -v "$command" >/dev/null || missing="$command"
    done
    [[ -z $missing ]] && return
    [[ -z ${CI:-} ]] || { echo "missing: $missing"; false; }
    skip "missing: $missing"
}

@test "the page in a browser" {
    needs "$ROOT/tests/page" node chromium pdftotext
    cd "$ROOT/tests/page"
    TMPDIR=$BATS_TEST_TMPDIR node --test page_test.mjs long_test.mjs
}

@test "the page in a browser, with hostile names" {
    needs "$ROOT/tests/page" node chromium
    cd "$ROOT/tests/page"
    TMPDIR=$BATS_TEST_TMPDIR node --test names_test.mjs
}

@test "the bundle in the tree is what its sources give" {
    needs "$ROOT/solver/report/page" node
    cd "$ROOT/solver/report/page"
    node build.mjs "$BATS_TEST_TMPDIR/page.js"
    cmp page.js "$BATS_TEST_TMPDIR/page.js"
}

@test "the bundle has the hash that stands beside it" {
    cd "$ROOT/solver/report/page"
    sha256sum -c --quiet page.js.sha256
}
