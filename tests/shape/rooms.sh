#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# rooms.sh [ROOT] — fail where a file of solver/ includes what rooms.txt does not allow.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$here/../..}/solver"

find . -name '*.[ch]' -printf '%P\n' | LC_ALL=C sort | xargs awk '
function breach(why) {
    printf "solver/%s:%d: %s\n", FILENAME, FNR, why
    breaches++
}
function quoted(name, room, target, i) { # name: what stands between the quotes
    if (name ~ /^tongchou(\.h|\/)/)
        return
    target = name
    sub(/\/.*/, "", target)
    if (index(name, "/") == 0 || !(target in may)) {
        breach("\"" name "\" is neither a public header nor ROOM/NAME.h")
        return
    }
    for (i = 1; i <= strict_count; i++)
        if (FILENAME ~ strict[i] && name !~ strict[i] &&
            index(strict_may[i], " " target " ") == 0) {
            breach(FILENAME " may include" strict_may[i] "and no " name)
            return
        }
    if (target != room && index(may[room], " " target " ") == 0)
        breach("room " room " may not include " name)
}
function angled(name, room) {
    if (name ~ /^tongchou(\.h|\/)/)
        breach("public headers are included with quotes")
    else if (name in door || short(name) in door) {
        if (FILENAME != (name in door ? door[name] : door[short(name)]))
            breach("<" name "> only in " (name in door ? door[name] : door[short(name)]))
    } else if (name in posix) {
        if (index(posix_rooms, " " room " ") == 0)
            breach("<" name "> is POSIX, only in" posix_rooms)
    } else if (!(name in c))
        breach("<" name "> is in no line of rooms.txt")
}
function short(name) {
    sub(/.*\//, "", name)
    return name
}
FILENAME ~ /rooms\.txt$/ {
    if (/^#/ || NF == 0)
        next
    left = $0
    sub(/:.*/, "", left)
    split(left, key, " ")
    right = $0
    sub(/^[^:]*: */, "", right)
    right = " " right " "
    if (key[1] == "room")
        may[key[2]] = right
    else if (key[1] == "only") {
        gsub(/\*/, "[^/]*", key[2])
        strict[++strict_count] = "^" key[2] "$"
        strict_may[strict_count] = right
    } else if (key[1] == "door") {
        gsub(/ /, "", right)
        door[key[2]] = right
    } else if (key[1] == "library") {
        count = split(right, names, " ")
        for (i = 1; i <= count; i++)
            if (key[2] == "c") c[names[i]] = 1; else posix[names[i]] = 1
    } else if (key[1] == "posix")
        posix_rooms = right
    next
}
FNR == 1 {
    room = FILENAME
    sub(/\/.*/, "", room)
    if (!(room in may))
        breach("room " room " is not in rooms.txt")
}
/^[ \t]*#[ \t]*include/ {
    line = $0
    if (match(line, /"[^"]*"/))
        quoted(substr(line, RSTART + 1, RLENGTH - 2), room)
    else if (match(line, /<[^>]*>/))
        angled(substr(line, RSTART + 1, RLENGTH - 2), room)
    else
        breach("an #include that cannot be read")
}
END { exit breaches > 0 }
' "$here/rooms.txt"
