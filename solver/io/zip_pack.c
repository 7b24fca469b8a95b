/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/zip_pack.h"

#include <zip.h>

#include "base/alloc.h"
#include "base/fault.h"

/* 1 January 1980, 0:00: the first moment that an archive can name. */
enum { FIRST_TIME = 0, FIRST_DATE = (1 << 5) | 1, ENTRIES_MOST = 10000 };
enum { EFFORT = 1 }; /* of packing: quick; more would save a sixth of the bytes */

struct tc_zip {
    zip_t *archive;
    const char *name;
    int count;
};

/* ---- reading ----------------------------------------------------------------------- */

static tc_code refuse(const char *name, const zip_error_t *why, tc_error *error)
{
    const tc_place place = {name, 0, 0};
    const int number = zip_error_code_zip(why);
    if (number == ZIP_ER_MEMORY)
        return tc_no_memory(error);
    if (number == ZIP_ER_NOZIP)
        return tc_fail(error, TC_ERR_INPUT, &place,
                       "不是 zip 格式（docx、xlsx 文件都是 zip 格式）",
                       "this is no zip archive (which every docx and xlsx file is)");
    if (number == ZIP_ER_NOPASSWD || number == ZIP_ER_ENCRNOTSUPP)
        return tc_fail(error, TC_ERR_INPUT, &place, "文件已加密，请另存为不加密的文件",
                       "the file is encrypted; save it without a password");
    return tc_fail(error, TC_ERR_INPUT, &place, "压缩文件已损坏（libzip 错误 %d）",
                   "the archive is damaged (error %d of libzip)", number);
}

/* Take over the archive. */
static tc_code keep(zip_t *archive, const char *name, tc_zip **zip, tc_error *error)
{
    const tc_place place = {name, 0, 0};
    const zip_int64_t count = zip_get_num_entries(archive, 0);
    if (count > ENTRIES_MOST)
        return tc_fail(error, TC_ERR_INPUT, &place, "压缩文件中的条目多于 %d 个",
                       "the archive has more than %d entries", (int)ENTRIES_MOST);
    tc_zip *opened = tc_mem_new(1, sizeof *opened);
    if (!opened)
        return tc_no_memory(error);
    *opened = (tc_zip){archive, name, (int)count};
    *zip = opened;
    return TC_OK;
}

tc_code tc_zip_open(const char *bytes, size_t length, const char *name, tc_zip **zip,
                    tc_error *error)
{
    zip_error_t why;
    zip_error_init(&why);
    zip_source_t *source = zip_source_buffer_create(bytes, length, 0, &why);
    zip_t *archive = source ? zip_open_from_source(source, ZIP_RDONLY, &why) : NULL;
    tc_code code = TC_OK;
    if (!archive) {
        code = refuse(name, &why, error);
        zip_source_free(source);
    } else {
        code = keep(archive, name, zip, error);
        if (code != TC_OK)
            zip_discard(archive);
    }
    zip_error_fini(&why);
    return code;
}

void tc_zip_close(tc_zip *zip)
{
    if (!zip)
        return;
    zip_discard(zip->archive);
    tc_mem_drop(zip);
}

int tc_zip_count(const tc_zip *zip)
{
    return zip->count;
}

const char *tc_zip_name(const tc_zip *zip, int entry)
{
    const char *name = zip_get_name(zip->archive, (zip_uint64_t)entry, 0);
    return name ? name : "";
}

int tc_zip_find(const tc_zip *zip, const char *name)
{
    return (int)zip_name_locate(zip->archive, name, 0);
}

/* Unpack until the end, or until there is more than the buffer may hold. */
static tc_code read_all(const tc_zip *zip, zip_file_t *file, const tc_place *place,
                        tc_buffer *out, tc_error *error)
{
    const size_t most = out->most;
    for (;;) {
        char block[16384];
        const zip_int64_t got = zip_fread(file, block, sizeof block);
        if (got < 0)
            return refuse(zip->name, zip_file_get_error(file), error);
        if (got == 0)
            return TC_OK;
        if (most > 0 && (size_t)got > most - out->length)
            return tc_fail(error, TC_ERR_INPUT, place, "解压后超过 %zu 字节",
                           "unpacked it is larger than %zu bytes", most);
        tc_buffer_add(out, block, (size_t)got);
        if (out->failed)
            return tc_no_memory(error);
    }
}

tc_code tc_zip_read(tc_zip *zip, int entry, tc_buffer *out, tc_error *error)
{
    const tc_place place = {tc_zip_name(zip, entry), 0, 0};
    zip_file_t *file = zip_fopen_index(zip->archive, (zip_uint64_t)entry, 0);
    if (!file)
        return refuse(zip->name, zip_get_error(zip->archive), error);
    const tc_code code = read_all(zip, file, &place, out, error);
    (void)zip_fclose(file); /* nothing was written: there is nothing to lose */
    return code;
}

/* ---- writing ----------------------------------------------------------------------- */

static tc_code put_entry(zip_t *archive, const tc_zip_entry *entry, tc_error *error)
{
    zip_source_t *source = zip_source_buffer(archive, entry->bytes, entry->length, 0);
    if (!source)
        return tc_no_memory(error);
    const zip_int64_t place =
        zip_file_add(archive, entry->name, source, ZIP_FL_ENC_UTF_8);
    if (place < 0) {
        zip_source_free(source);
        return zip_error_code_zip(zip_get_error(archive)) == ZIP_ER_EXISTS
                   ? tc_fail(error, TC_ERR_USAGE, NULL, "压缩文件中 '%s' 给了两次",
                             "'%s' is given twice for one archive", entry->name)
                   : tc_no_memory(error);
    }
    /* neither can fail for an entry that was just added, but for memory */
    if (zip_set_file_compression(archive, (zip_uint64_t)place, ZIP_CM_DEFLATE, EFFORT) !=
            0 ||
        zip_file_set_dostime(archive, (zip_uint64_t)place, FIRST_TIME, FIRST_DATE, 0) !=
            0)
        return tc_no_memory(error);
    return TC_OK;
}

/* What was written into the source, once the archive is closed. */
static tc_code take_bytes(zip_source_t *source, tc_buffer *out, tc_error *error)
{
    if (zip_source_open(source) != 0)
        return tc_no_memory(error);
    for (;;) {
        char block[16384];
        const zip_int64_t got = zip_source_read(source, block, sizeof block);
        if (got <= 0)
            break;
        tc_buffer_add(out, block, (size_t)got);
    }
    (void)zip_source_close(source);
    return out->failed ? tc_no_memory(error) : TC_OK;
}

static tc_code put_entries(zip_t *archive, const tc_zip_entry *entries, int count,
                           tc_error *error)
{
    tc_code code = TC_OK;
    for (int k = 0; k < count && code == TC_OK; k++)
        code = put_entry(archive, &entries[k], error);
    if (code == TC_OK && zip_close(archive) == 0)
        return TC_OK;
    zip_discard(archive);
    return code != TC_OK ? code : tc_no_memory(error); /* it is all in memory */
}

tc_code tc_zip_write(const tc_zip_entry *entries, int count, tc_buffer *out,
                     tc_error *error)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (!source)
        return tc_no_memory(error);
    zip_source_keep(source); /* closing the archive gives its hold of it back */
    zip_t *archive = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    tc_code code = TC_ERR_MEMORY;
    if (!archive) {
        zip_source_free(source);
        code = tc_no_memory(error);
    } else {
        code = put_entries(archive, entries, count, error);
    }
    if (code == TC_OK)
        code = take_bytes(source, out, error);
    zip_source_free(source);
    return code;
}
