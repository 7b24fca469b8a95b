#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# check.sh BUILD — install the build folder into a scratch folder; there the program must
# run, a program of somebody else must build through pkg-config and through CMake, and the
# library must export its own names only.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
prefix=$scratch/prefix

quietly() { # quietly COMMAND…: its output only where it fails
    "$@" >"$scratch/log" 2>&1 || { cat "$scratch/log"; exit 1; }
}
quietly cmake --install "$1" --prefix "$prefix"
"$prefix/bin/tongchou" --version
library=$(find "$prefix" -name libtongchou.so)
export LD_LIBRARY_PATH=${library%/*}
export PKG_CONFIG_PATH=$LD_LIBRARY_PATH/pkgconfig
version=$(pkg-config --modversion tongchou)

says_version() { # says_version PROGRAM HOW
    [[ $("$1") == "$version" ]] || { echo "$2: not version $version"; exit 1; }
    echo "$2: version $version"
}
# shellcheck disable=SC2046 # flags are words
gcc "$here/consumer.c" $(pkg-config --cflags --libs tongchou) -o "$scratch/consumer"
says_version "$scratch/consumer" pkg-config
quietly cmake -S "$here" -B "$scratch/build" -DCMAKE_PREFIX_PATH="$prefix"
quietly cmake --build "$scratch/build"
says_version "$scratch/build/consumer" find_package

if nm -D --defined-only "$library" | awk '{print $3}' | grep -v '^tc_'; then
    echo "exported, and not called tc_…"
    exit 1
fi
