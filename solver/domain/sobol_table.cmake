# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=FILE.c -DTABLE=FILE.txt -P sobol_table.cmake — direction numbers as C.
file(STRINGS ${TABLE} lines REGEX "^[0-9]")
set(text "/* Made by sobol_table.cmake. */\n#include \"domain/sobol.h\"\n\n")
string(APPEND text "const tc_sobol_row tc_sobol_rows[TC_SOBOL_DIMENSIONS - 1] = {\n")
set(dimension 2)
foreach(line ${lines})
    if(NOT line MATCHES "^([0-9]+) ([0-9]+) ([0-9]+) (.*)$" OR
       NOT CMAKE_MATCH_1 EQUAL dimension)
        message(FATAL_ERROR "${TABLE}: no line of dimension ${dimension}: ${line}")
    endif()
    string(REPLACE " " ", " numbers "${CMAKE_MATCH_4}")
    string(APPEND text "    {${CMAKE_MATCH_2}, ${CMAKE_MATCH_3}, {${numbers}}},\n")
    math(EXPR dimension "${dimension} + 1")
endforeach()
string(APPEND text "};\n")
file(WRITE ${OUT} "${text}")
