#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# selftest.sh — each shape test accepts a small good tree, and refuses it, saying why, once
# one thing in it is wrong.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
tree=$(mktemp -d)
trap 'rm -rf "$tree"' EXIT
count=0
failed=0

good_tree() {
    rm -rf "${tree:?}"/*
    mkdir -p "$tree"/{include/tongchou,solver/{base,domain,io,lp,plan,report,cli},tests,bench}
    local spdx='/* SPDX-License-Identifier: GPL-3.0-or-later */'
    printf '%s\n' "$spdx" '#include "tongchou/error.h"' >"$tree/include/tongchou.h"
    printf '%s\n' "$spdx" 'enum { TC_ONE };' >"$tree/include/tongchou/error.h"
    printf '%s\n' "$spdx" '#include <stdlib.h>' '#include "tongchou/error.h"' '{' \
        '    free(x); /* not printf */' '}' >"$tree/solver/base/alloc.c"
    printf '%s\n' "$spdx" '#include "base/alloc.h"' 'const char *x = "exit // here";' \
        >"$tree/solver/domain/area.h"
    printf '%s\n' "$spdx" '#include <glpk.h>' '#include "domain/area.h"' \
        >"$tree/solver/lp/simplex_glpk.h"
    printf '%s\n' "$spdx" '#include "plan/verify.h"' '#include "domain/area.h"' \
        >"$tree/solver/plan/verify.c"
    printf '%s\n' "$spdx" '#include "tongchou.h"' '{' '    puts("x");' '}' \
        >"$tree/solver/cli/main.c"
    printf 'demo:\n' >"$tree/Makefile"
    printf '{"name": "release"}\n' >"$tree/CMakePresets.json"
    printf 'Run `make demo`, see [the file](Makefile).\n' >"$tree/README.md"
    program=
}

# refuses TEST WORDS: the tree is refused and the message has these words.
refuses() {
    local said
    count=$((count + 1))
    if said=$(TONGCHOU=$program bash "$here/$1.sh" "$tree" 2>&1); then
        echo "$1 accepts what it should refuse: $2"
        failed=1
    elif [[ $said != *"$2"* ]]; then
        echo "$1 should say '$2' and says: $said"
        failed=1
    fi
    good_tree
}

good_tree
for test in rooms words sizes names headers readme; do
    count=$((count + 1))
    TONGCHOU='' bash "$here/$test.sh" "$tree" || { echo "$test refuses a good tree"; failed=1; }
done

include() { # include FILE NAME: as its last line
    echo "#include $2" >>"$tree/solver/$1"
}
include domain/area.h '"io/csv.h"' && refuses rooms 'room domain may not include io/csv.h'
include cli/main.c '"domain/area.h"' && refuses rooms 'room cli may not include domain/area.h'
include plan/verify.c '"plan/flow.h"' && refuses rooms 'may include base domain and no plan/flow.h'
include plan/verify.c '"lp/model.h"' && refuses rooms 'may include base domain and no lp/model.h'
include lp/model.c '<glpk.h>' && refuses rooms '<glpk.h> only in lp/simplex_glpk.h'
include io/read.c '<cjson/cJSON.h>' && refuses rooms '<cjson/cJSON.h> only in io/json_tree.c'
include io/csv.c '<iconv.h>' && refuses rooms '<iconv.h> only in io/encoding.c'
include base/text.c '<unistd.h>' && refuses rooms '<unistd.h> is POSIX, only in io ledger cli'
include base/text.c '<zlib.h>' && refuses rooms '<zlib.h> is in no line'
include base/text.c '"alloc.h"' && refuses rooms 'neither a public header nor'
include base/text.c '<tongchou.h>' && refuses rooms 'with quotes'
mkdir "$tree/solver/web" && include web/page.c '<stdio.h>' && refuses rooms 'room web is not'

code() { # code FILE LINE: as its last line
    echo "$2" >>"$tree/$1"
}
code solver/cli/main.c 'int x = atoi("1");' && refuses words 'main.c:6: may not appear here: int x'
code solver/domain/area.h 'printf("");' && refuses words 'may not appear here: printf'
code solver/io/save.c 'free(x);' && refuses words 'solver/io/save.c:1: may not appear here: free'
code include/tongchou.h 'void *tc_malloc(void);' && refuses words 'tongchou.h:3: may not'
code solver/cli/main.c 'int x; //' && refuses words 'main.c:6: may not appear here: int x; //'
code solver/lp/model.c 'if (setjmp(x))' && refuses words 'solver/lp/model.c:1: may not'

lines() { # lines COUNT
    seq "$1" | sed 's/.*/    x++;/'
}
code solver/lp/simplex_glpk.h "{"$'\n'"$(lines 78)"$'\n'"}" && bash "$here/sizes.sh" "$tree" || failed=1
good_tree
code solver/lp/simplex_glpk.h "{"$'\n'"$(lines 79)"$'\n'"}" &&
    refuses sizes 'simplex_glpk.h:4: a function of 81 lines, at most 80'
code solver/lp/simplex_glpk.h "$(lines 398)" && refuses sizes 'simplex_glpk.h: 401 lines, at most 400'
code include/tongchou.h "$(lines 199)" && refuses sizes 'tongchou.h: 201 lines, at most 200'

cp "$tree/solver/cli/main.c" "$tree/tests/main.c" && refuses names 'main.c is the name of'
cp "$tree/solver/cli/main.c" "$tree/solver/io/json.h" && refuses names 'may be called json.h'
cp "$tree/solver/cli/main.c" "$tree/solver/io/utils.c" && refuses names 'may be called utils.*'
code solver/io/csv.c 'int x;' && refuses names 'solver/io/csv.c: no SPDX line'

code include/tongchou/error.h 'size_t x;' && refuses headers 'tongchou/error.h: not C17'
code include/tongchou/error.h 'int class;' && refuses headers 'tongchou/error.h: not C++17'
cp "$tree/include/tongchou/error.h" "$tree/include/tongchou/plan.h" &&
    refuses headers 'does not include tongchou/plan.h'

code README.md '`make tea`' && refuses readme 'make tea: no such target'
code README.md '    cmake --preset quick' && refuses readme 'no preset quick'
code README.md '    build/tongchou guess DIR' && program=false &&
    refuses readme 'tongchou guess --help fails'
code README.md '[here](no/such.md)' && refuses readme 'no file no/such.md'

echo "$count checks of the shape tests"
exit "$failed"
