# SPDX-License-Identifier: GPL-3.0-or-later
# cmake -DOUT=FILE.c -DSTYLE=A.css -DSCRIPT=B.js -P embed.cmake — both as C, with the hashes
# by which the page's Content-Security-Policy allows them.
set(BASE64 ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/)

# Three hexadecimal digits are twelve bits, two letters of base64; 64 digits leave one over.
function(base64_of hex result)
    set(letters "")
    foreach(at RANGE 0 60 3)
        string(SUBSTRING ${hex} ${at} 3 digits)
        math(EXPR high "0x${digits} >> 6")
        math(EXPR low "0x${digits} & 63")
        string(SUBSTRING ${BASE64} ${high} 1 first)
        string(SUBSTRING ${BASE64} ${low} 1 second)
        string(APPEND letters ${first}${second})
    endforeach()
    string(SUBSTRING ${hex} 63 1 digit)
    math(EXPR last "0x${digit} << 2")
    string(SUBSTRING ${BASE64} ${last} 1 letter)
    set(${result} "${letters}${letter}=" PARENT_SCOPE)
endfunction()

function(add_part name file)
    file(READ ${file} bytes HEX)
    file(SHA256 ${file} digest)
    base64_of(${digest} hash)
    string(REGEX REPLACE "(..)" "0x\\1," bytes "${bytes}")
    string(REGEX REPLACE "((....,){64})" "\\1\n" bytes "${bytes}")
    set(text "${text}\nstatic const unsigned char ${name}_bytes[] = {\n${bytes}};\n" PARENT_SCOPE)
    set(parts "${parts}const tc_page_part tc_page_${name} = {${name}_bytes, sizeof ${name}_bytes, \"${hash}\"};\n" PARENT_SCOPE)
endfunction()

set(text "/* Made by embed.cmake. */\n#include \"report/page/page_parts.h\"\n")
set(parts "")
add_part(style ${STYLE})
add_part(script ${SCRIPT})
file(WRITE ${OUT} "${text}\n${parts}")
