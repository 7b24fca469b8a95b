/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/npy.h"

#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/fault.h"
#include "io/disk.h"

enum { HEADER_BYTES = 128, PREFIX_BYTES = 10 };

static size_t width(const tc_npy *npy)
{
    return npy->bytes ? 1 : sizeof(double);
}

static int columns_of(const tc_npy *npy)
{
    return npy->columns < 0 ? 1 : npy->columns;
}

int64_t tc_npy_size(const tc_npy *npy)
{
    return HEADER_BYTES + npy->rows * columns_of(npy) * (int64_t)width(npy);
}

static bool is_little_endian(void)
{
    const uint16_t probe = 1;
    unsigned char bytes[sizeof probe];
    memcpy(bytes, &probe, sizeof probe);
    return bytes[0] == 1;
}

/* Source: NEP 1, "A Simple File Format for NumPy Arrays". */
static void make_header(const tc_npy *npy, char header[HEADER_BYTES])
{
    static const char PREFIX[PREFIX_BYTES + 1] = "\x93NUMPY\x01\x00\x76\x00";
    char text[HEADER_BYTES], shape[48];
    if (npy->columns < 0)
        (void)snprintf(shape, sizeof shape, "%" PRId64 ",", npy->rows);
    else
        (void)snprintf(shape, sizeof shape, "%" PRId64 ", %d", npy->rows, npy->columns);
    const char *type = npy->bytes ? "|u1" : is_little_endian() ? "<f8" : ">f8";
    const int length =
        snprintf(text, sizeof text,
                 "{'descr': '%s', 'fortran_order': True, 'shape': (%s), }", type, shape);
    memset(header, ' ', HEADER_BYTES);
    memcpy(header, PREFIX, PREFIX_BYTES);
    memcpy(header + PREFIX_BYTES, text, (size_t)length);
    header[HEADER_BYTES - 1] = '\n';
}

tc_code tc_npy_create(tc_npy *npy, tc_error *error)
{
    char header[HEADER_BYTES];
    npy->file =
        open(npy->path, O_RDWR | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (npy->file < 0)
        return tc_disk_fault("创建文件", "make the file", npy->path, error);
    if (ftruncate(npy->file, (off_t)tc_npy_size(npy)) != 0)
        return tc_disk_fault("写入", "write", npy->path, error);
    make_header(npy, header);
    return tc_disk_write(npy->file, npy->path, 0, header, sizeof header, error);
}

tc_code tc_npy_open(tc_npy *npy, bool writable, tc_error *error)
{
    char expected[HEADER_BYTES], found[HEADER_BYTES] = {0};
    struct stat about;
    npy->file = open(npy->path, (writable ? O_RDWR : O_RDONLY) | O_NOFOLLOW | O_CLOEXEC);
    if (npy->file < 0 || fstat(npy->file, &about) != 0)
        return tc_disk_fault("打开", "open", npy->path, error);
    make_header(npy, expected);
    if (about.st_size == (off_t)tc_npy_size(npy)) {
        const tc_code code =
            tc_disk_read(npy->file, npy->path, 0, found, sizeof found, error);
        if (code != TC_OK)
            return code;
    }
    if (memcmp(expected, found, sizeof found) == 0)
        return TC_OK;
    const tc_place place = {npy->path, 0, 0};
    return tc_fail(error, TC_ERR_INPUT, &place,
                   "应是这次推演的数据（%" PRId64 " 字节），却不是；不能续算",
                   "expected the numbers of this sweep (%" PRId64
                   " bytes), found something else: it cannot go on",
                   tc_npy_size(npy));
}

static int64_t place_of(const tc_npy *npy, int column, int64_t row)
{
    return HEADER_BYTES + (column * npy->rows + row) * (int64_t)width(npy);
}

tc_code tc_npy_write(const tc_npy *npy, int64_t first, int count, int room,
                     const void *numbers, tc_error *error)
{
    const char *from = numbers;
    tc_code code = TC_OK;
    for (int c = 0; c < columns_of(npy) && code == TC_OK; c++)
        code = tc_disk_write(npy->file, npy->path, place_of(npy, c, first),
                             from + (size_t)c * (size_t)room * width(npy),
                             (size_t)count * width(npy), error);
    return code;
}

tc_code tc_npy_read(const tc_npy *npy, int64_t first, int count, int room, void *numbers,
                    tc_error *error)
{
    char *to = numbers;
    tc_code code = TC_OK;
    for (int c = 0; c < columns_of(npy) && code == TC_OK; c++)
        code = tc_disk_read(npy->file, npy->path, place_of(npy, c, first),
                            to + (size_t)c * (size_t)room * width(npy),
                            (size_t)count * width(npy), error);
    return code;
}

tc_code tc_npy_close(tc_npy *npy, tc_error *error)
{
    const int file = npy->file;
    npy->file = -1;
    return file < 0 ? TC_OK : tc_disk_close(file, npy->path, error);
}
