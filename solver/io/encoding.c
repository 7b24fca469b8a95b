/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/encoding.h"

#include <errno.h>
#include <fcntl.h>
#include <iconv.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/alloc.h"
#include "base/fault.h"
#include "base/reason.h"
#include "io/encoding_scan.h"

enum { BLOCK_BYTES = 64 * 1024 };

typedef enum kind {
    KIND_UTF8,
    KIND_GB18030,
    KIND_MARKED_BAD, /* a UTF-8 mark, and bytes that are not UTF-8 */
    KIND_MIXED,
    KIND_WIDE, /* UTF-16 or UTF-32 */
    KIND_WORKBOOK
} kind;

struct tc_decoder {
    const char *path, *name;
    int file;
    kind kind;
    int wide;                /* 16 or 32, of KIND_WIDE */
    tc_scan_place bad, good; /* as in tc_scan */
    iconv_t converter;
    bool converting; /* there is a converter */
    bool ended;
    size_t raw_count;
    char raw[BLOCK_BYTES];
    char text[3 * BLOCK_BYTES]; /* 2 bytes of GB18030 are at most 3 of UTF-8 */
};

static tc_code fail_io(const tc_decoder *decoder, int number, tc_error *error)
{
    const tc_system_reason reason = tc_system_reason_of(number);
    const tc_place place = {decoder->name, 0, 0};
    return tc_fail(error, TC_ERR_IO, &place, "无法读取 %s：%s%.0s",
                   "cannot read %s: %.0s%s", decoder->path, reason.zh, reason.en);
}

/* Fill raw behind its first raw_count bytes; *added is 0 at the end of the file. */
static tc_code read_block(tc_decoder *decoder, size_t *added, tc_error *error)
{
    ssize_t got;
    do
        got = read(decoder->file, decoder->raw + decoder->raw_count,
                   sizeof decoder->raw - decoder->raw_count);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return fail_io(decoder, errno, error);
    *added = (size_t)got;
    return TC_OK;
}

static bool begins_with(const tc_decoder *decoder, const char *mark)
{
    const size_t length = strlen(mark);
    return decoder->raw_count >= length && memcmp(decoder->raw, mark, length) == 0;
}

/* What the first bytes alone tell. *mark is the length of a UTF-8 mark. */
static kind kind_of_beginning(tc_decoder *decoder, size_t *mark)
{
    *mark = begins_with(decoder, "\xEF\xBB\xBF") ? 3 : 0;
    decoder->wide = tc_scan_wide(decoder->raw, decoder->raw_count);
    if (decoder->wide)
        return KIND_WIDE;
    if (begins_with(decoder, "PK\x03\x04") || begins_with(decoder, "\xD0\xCF\x11\xE0"))
        return KIND_WORKBOOK;
    return KIND_UTF8;
}

static kind kind_of_scan(const tc_scan *scan, size_t mark)
{
    if (scan->bad.line == 0)
        return KIND_UTF8;
    if (mark > 0)
        return KIND_MARKED_BAD;
    return scan->good.line > 0 ? KIND_MIXED : KIND_GB18030;
}

/* Look through the whole file, decide, and go back to where its text begins. */
static tc_code decide(tc_decoder *decoder, tc_error *error)
{
    size_t mark = 0;
    tc_scan scan = {.here = {1, 1}};
    bool first = true;
    while (!scan.endless) {
        size_t added = 0;
        const tc_code code = read_block(decoder, &added, error);
        if (code != TC_OK)
            return code;
        if (added == 0)
            break;
        decoder->raw_count = added;
        if (first)
            decoder->kind = kind_of_beginning(decoder, &mark);
        if (decoder->kind != KIND_UTF8)
            return TC_OK;
        const size_t skipped = first ? mark : 0;
        tc_scan_block(&scan, decoder->raw + skipped, added - skipped);
        decoder->raw_count = 0;
        first = false;
    }
    tc_scan_end(&scan);
    decoder->kind = kind_of_scan(&scan, mark);
    decoder->bad = scan.bad;
    decoder->good = scan.good;
    if (lseek(decoder->file, (off_t)mark, SEEK_SET) < 0)
        return fail_io(decoder, errno, error);
    return TC_OK;
}

/* Open the file, see that it is one, decide, and get a converter where one is needed. */
static tc_code prepare(tc_decoder *decoder, tc_error *error)
{
    /* O_NONBLOCK: a pipe in the place of a file must not make us wait */
    decoder->file = open(decoder->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat about;
    if (decoder->file < 0 || fstat(decoder->file, &about) != 0)
        return fail_io(decoder, errno, error);
    const tc_place place = {decoder->name, 0, 0};
    if (!S_ISREG(about.st_mode))
        return tc_fail(error, TC_ERR_IO, &place, "%s 不是普通文件",
                       "%s is not a regular file", decoder->path);
    const tc_code code = decide(decoder, error);
    if (code != TC_OK || decoder->kind != KIND_GB18030)
        return code;
    decoder->converter = iconv_open("UTF-8", "GB18030");
    /* NOLINTNEXTLINE(performance-no-int-to-ptr): this is how iconv_open fails */
    decoder->converting = decoder->converter != (iconv_t)-1;
    if (!decoder->converting)
        return tc_fail(error, errno == ENOMEM ? TC_ERR_MEMORY : TC_ERR_IO, &place,
                       "%s 不是 UTF-8，而本机不能转换 GB18030",
                       "%s is not UTF-8, and this machine cannot convert GB18030",
                       decoder->path);
    return TC_OK;
}

tc_code tc_decoder_open(const char *path, const char *name, tc_decoder **decoder,
                        tc_error *error)
{
    tc_decoder *opened = tc_mem_new(1, sizeof *opened);
    if (!opened)
        return tc_no_memory(error);
    opened->path = path;
    opened->name = name;
    const tc_code code = prepare(opened, error);
    opened->path = name; /* the caller's path need not outlive this call */
    if (code == TC_OK)
        *decoder = opened;
    else
        tc_decoder_close(opened);
    return code;
}

static void say_mixed(const tc_decoder *decoder, tc_faults *faults)
{
    const tc_place place = {decoder->name, decoder->bad.line, decoder->bad.column};
    tc_fault_add(
        faults, TC_SEVERITY_ERROR, &place,
        "这里不是 UTF-8，而第 %d 行第 %d 列是 UTF-8：文件混用编码或已损坏，请另存为 "
        "UTF-8 CSV",
        "this is not UTF-8, but line %d, column %d is: the file mixes encodings or "
        "is damaged; save it as UTF-8 CSV",
        decoder->good.line, decoder->good.column);
}

/* Say why nothing of the file can be read. */
static void say_refused(const tc_decoder *decoder, tc_faults *faults)
{
    const tc_place start = {decoder->name, 1, 1};
    const tc_place bad = {decoder->name, decoder->bad.line, decoder->bad.column};
    switch (decoder->kind) {
    case KIND_WIDE:
        tc_fault_add(faults, TC_SEVERITY_ERROR, &start,
                     "文件是 UTF-%d 编码，请另存为 UTF-8 CSV",
                     "the file is UTF-%d: save it as UTF-8 CSV", decoder->wide);
        break;
    case KIND_WORKBOOK:
        tc_fault_add(faults, TC_SEVERITY_ERROR, &start,
                     "文件是电子表格工作簿，不是 CSV，请另存为 UTF-8 CSV",
                     "the file is a spreadsheet workbook, not CSV: save it as UTF-8 CSV");
        break;
    case KIND_MARKED_BAD:
        tc_fault_add(faults, TC_SEVERITY_ERROR, &bad,
                     "文件以 UTF-8 标记开头，但这里的字节不是 UTF-8，请另存为 UTF-8 CSV",
                     "the file begins with a UTF-8 mark, but these bytes are not UTF-8: "
                     "save it as UTF-8 CSV");
        break;
    case KIND_MIXED:
        say_mixed(decoder, faults);
        break;
    case KIND_UTF8:
    case KIND_GB18030:
        break;
    }
}

/* Convert what raw holds; what is left of it is moved to its front. */
static void convert(tc_decoder *decoder, bool at_end, const tc_place *here,
                    tc_faults *faults, size_t *length)
{
    char *from = decoder->raw;
    size_t left = decoder->raw_count;
    char *to = decoder->text;
    size_t room = sizeof decoder->text;
    const size_t done = iconv(decoder->converter, &from, &left, &to, &room);
    const int why = done == (size_t)-1 ? errno : 0;
    *length = (size_t)(to - decoder->text);
    memmove(decoder->raw, from, left);
    decoder->raw_count = left;
    const bool stuck = why == EILSEQ || (why == EINVAL && at_end);
    if (!stuck || *length > 0) /* first give what came before: here must be behind it */
        return;
    decoder->ended = true;
    tc_fault_add(
        faults, TC_SEVERITY_ERROR, here,
        "这里的字节 0x%02X 既不是 UTF-8 也不是 GB18030，请另存为 UTF-8 CSV",
        "byte 0x%02X here is neither UTF-8 nor GB18030: save the file as UTF-8 CSV",
        (unsigned)(unsigned char)decoder->raw[0]);
}

static tc_code next_gb18030(tc_decoder *decoder, const tc_place *here, tc_faults *faults,
                            size_t *length, tc_error *error)
{
    *length = 0;
    while (*length == 0 && !decoder->ended) {
        size_t added = 0;
        if (decoder->raw_count < sizeof decoder->raw) {
            const tc_code code = read_block(decoder, &added, error);
            if (code != TC_OK)
                return code;
        }
        const bool at_end = added == 0;
        decoder->raw_count += added;
        if (decoder->raw_count == 0)
            decoder->ended = true;
        else
            convert(decoder, at_end, here, faults, length);
    }
    return TC_OK;
}

tc_code tc_decoder_next(tc_decoder *decoder, const tc_place *here, tc_faults *faults,
                        const char **text, size_t *length, tc_error *error)
{
    size_t got = 0;
    tc_code code = TC_OK;
    if (!decoder->ended) {
        if (decoder->kind == KIND_UTF8) {
            code = read_block(decoder, &got, error);
        } else if (decoder->kind == KIND_GB18030) {
            code = next_gb18030(decoder, here, faults, &got, error);
        } else {
            say_refused(decoder, faults);
            decoder->ended = true;
        }
    }
    if (code != TC_OK)
        return code;
    *text = decoder->kind == KIND_UTF8 ? decoder->raw : decoder->text;
    *length = got;
    return TC_OK;
}

void tc_decoder_close(tc_decoder *decoder)
{
    if (!decoder)
        return;
    if (decoder->converting)
        iconv_close(decoder->converter);
    if (decoder->file >= 0)
        close(decoder->file);
    tc_mem_drop(decoder);
}
