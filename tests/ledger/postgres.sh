#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# postgres.sh start|stop FOLDER — a PostgreSQL server of Debian's packages for tests: no
# network, one socket in a folder of its own, everything thrown away at the end.
set -euo pipefail
what=$1
folder=$2
bin=$(find /usr/lib/postgresql -path '*/bin/initdb' 2>/dev/null | sort -V | tail -n 1)
bin=${bin%/*}

as_server() { # the server refuses to run as root
    if [[ $(id -u) -eq 0 ]]; then
        runuser -u postgres -- "$@"
    else
        "$@"
    fi
}

start() {
    if [[ -z $bin ]]; then
        echo "PostgreSQL is not there: .ci/setup test" >&2
        exit 1
    fi
    stop
    mkdir -p "$folder"
    [[ $(id -u) -ne 0 ]] || chown postgres "$folder"
    chmod 0711 "$folder"
    cd /
    as_server "$bin/initdb" -D "$folder/data" -A trust -U tongchou -E UTF8 --locale=C \
        --no-sync >"$folder.log" 2>&1
    as_server "$bin/pg_ctl" -D "$folder/data" -w -s -l "$folder/server.log" \
        -o "-k '$folder' -c listen_addresses='' -c fsync=off" start
    as_server "$bin/createdb" -h "$folder" -U tongchou tongchou
}

stop() {
    if [[ -d $folder/data ]]; then
        (cd / && as_server "$bin/pg_ctl" -D "$folder/data" -w -s -m immediate stop) || true
    fi
    rm -rf "$folder" "$folder.log"
}

"$what"
