# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=FILE.c -DHEADER=io/X.h -DTABLE=tc_xs "-DFILES=A.json;B.json"
#       -P shipped_files.cmake — files as a table in C, see base/shipped.h.
set(text "/* Made by shipped_files.cmake. */\n#include \"${HEADER}\"\n")
set(table "")
set(number 0)
foreach(file ${FILES})
    get_filename_component(name ${file} NAME_WLE)
    file(READ ${file} bytes HEX)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "((....,){16})" "\\1\n" bytes "${bytes}")
    string(APPEND text "\nstatic const unsigned char file${number}[] = {\n${bytes}};\n")
    string(APPEND table "    {\"${name}\", file${number}, sizeof file${number}},\n")
    math(EXPR number "${number} + 1")
endforeach()
string(APPEND text "\nconst tc_shipped_file ${TABLE}[] = {\n${table}    {0, 0, 0},\n};\n")
file(WRITE ${OUT} "${text}")
