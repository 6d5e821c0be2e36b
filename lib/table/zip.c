/* SPDX-License-Identifier: MPL-2.0 */
#include "table/zip.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#include "base/log.h"

#include "base/banned.h"

/* What stands for the time of every file: 1980-01-01 00:00, the first that the format can say. */
enum { DOS_TIME = 0, DOS_DATE = 1 << 5 | 1, UNIX_MODE = 0100644 };

/* ---- unpacking ---- */

/* An archive being unpacked; TOP is the folder around all files, empty before it is known. */
typedef struct Unpacking {
    Arena *arena;
    zip_t *zip;
    ZipFiles files;
    Text top;
    uint64_t unpacked;
    uint64_t packed;
    const char *reason;
} Unpacking;

static Err refuse(Unpacking *u, const char *reason)
{
    u->reason = reason;
    return INVALID;
}

static bool is_passed_over(const char *name)
{
    size_t length = strlen(name);
    return name[length - 1] == '/' || strncmp(name, "__MACOSX/", 9) == 0 ||
           text_ends_with(text_of(name), ".DS_Store");
}

/* The name without the one top folder. */
static Err name_inside(Unpacking *u, const char *path, Text *ret_name)
{
    if (path[0] == '/' || strchr(path, '\\') != NULL || strchr(path, ':') != NULL ||
        strstr(path, "..") != NULL)
        return refuse(u, "a path in the zip leads outside it");
    const char *slash = strchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    Text top = { path, (size_t)(name - path) };
    if (strchr(name, '/') != NULL || (u->files.count > 0 && !text_equal(top, u->top)))
        return refuse(u, "the zip holds folders: put all files in one folder, or in none");
    u->top = text_copy(u->arena, top.at, top.length);
    *ret_name = text_copy(u->arena, name, strlen(name));
    return OK;
}

/* Reads exactly SIZE bytes: a directory that lies about the size is refused. */
static Err read_bytes(Unpacking *u, uint64_t index, uint64_t size, Text *ret_bytes)
{
    char beyond;
    char *at = arena_get_raw(u->arena, size + 1);
    zip_file_t *file = zip_fopen_index(u->zip, index, 0);
    if (file == NULL)
        return refuse(u, "a file in the zip cannot be read: it is encrypted or packed in an unusual way");
    zip_int64_t read = zip_fread(file, at, size);
    bool is_exact = read == (zip_int64_t)size && zip_fread(file, &beyond, 1) == 0;
    bool is_sound = zip_fclose(file) == 0;
    if (!is_exact || !is_sound)
        return refuse(u, "the zip is damaged");
    at[size] = '\0';
    *ret_bytes = (Text){ at, size };
    return OK;
}

static bool has_file(const ZipFiles *files, Text name)
{
    for (size_t i = 0; i < files->count; i++)
        if (text_equal(files->at[i].name, name))
            return true;
    return false;
}

static Err unpack_one(Unpacking *u, uint64_t index)
{
    zip_stat_t stat;
    ZipFile file;
    zip_stat_init(&stat);
    if (zip_stat_index(u->zip, index, 0, &stat) != 0 || stat.name == NULL || stat.name[0] == '\0')
        return refuse(u, "the zip is damaged");
    if (is_passed_over(stat.name))
        return OK;
    TRY(name_inside(u, stat.name, &file.name));
    if (has_file(&u->files, file.name))
        return refuse(u, "the zip holds a name twice");
    if (stat.size > ZIP_MOST_BYTES || (u->unpacked += stat.size) > ZIP_MOST_BYTES)
        return refuse(u, "the zip is larger than 200 MB unpacked");
    u->packed += stat.comp_size;
    if (u->unpacked > u->packed * ZIP_MOST_RATIO)
        return refuse(u, "the zip is packed more than 200 to 1");
    TRY(read_bytes(u, index, stat.size, &file.bytes));
    u->files.at[u->files.count++] = file;
    return OK;
}

static int compare_names(const void *a, const void *b)
{
    return text_compare(((const ZipFile *)a)->name, ((const ZipFile *)b)->name);
}

static Err unpack_all(Unpacking *u)
{
    zip_int64_t count = zip_get_num_entries(u->zip, 0);
    if (count > ZIP_MOST_FILES)
        return refuse(u, "the zip holds more than 200 files");
    u->files.at = arena_array(u->arena, ZipFile, count);
    for (zip_int64_t i = 0; i < count; i++)
        TRY(unpack_one(u, (uint64_t)i));
    if (u->files.count > 0)
        qsort(u->files.at, u->files.count, sizeof *u->files.at, compare_names);
    return OK;
}

/* Takes SOURCE, which may be NULL. */
static Err unpack_source(Arena *arena, zip_source_t *source, ZipFiles *ret_files, const char **ret_reason)
{
    Unpacking u = { .arena = arena };
    if (source != NULL)
        u.zip = zip_open_from_source(source, ZIP_RDONLY, NULL);
    if (u.zip == NULL) {
        zip_source_free(source);
        *ret_reason = "is not a zip file that can be opened";
        return INVALID;
    }
    Err err = unpack_all(&u);
    zip_discard(u.zip);
    if (err == OK)
        *ret_files = u.files;
    else
        *ret_reason = u.reason;
    return err;
}

Err zip_unpack(Arena *arena, Text packed, ZipFiles *ret_files, const char **ret_reason)
{
    return unpack_source(arena, zip_source_buffer_create(text_at(packed), packed.length, 0, NULL), ret_files,
                         ret_reason);
}

Err zip_unpack_file(Arena *arena, const char *path, ZipFiles *ret_files, const char **ret_reason)
{
    return unpack_source(arena, zip_source_file_create(path, 0, -1, NULL), ret_files, ret_reason);
}

/* ---- packing ---- */

static bool add_file(zip_t *zip, const ZipFile *file)
{
    zip_source_t *source = zip_source_buffer(zip, text_at(file->bytes), file->bytes.length, 0);
    zip_int64_t index =
        source == NULL ? -1 : zip_file_add(zip, text_at(file->name), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) {
        zip_source_free(source);
        return false;
    }
    uint64_t at = (uint64_t)index;
    return zip_file_set_dostime(zip, at, DOS_TIME, DOS_DATE, 0) == 0 &&
           zip_set_file_compression(zip, at, ZIP_CM_DEFLATE, 9) == 0 &&
           zip_file_set_external_attributes(zip, at, 0, ZIP_OPSYS_UNIX, (zip_uint32_t)UNIX_MODE << 16) == 0;
}

/* Closing writes the archive into its source. */
static bool write_archive(zip_source_t *source, const ZipFiles *files)
{
    zip_t *zip = zip_open_from_source(source, ZIP_TRUNCATE, NULL);
    if (zip == NULL)
        return false;
    zip_source_keep(source);
    bool is_good = true;
    for (size_t i = 0; i < files->count && is_good; i++)
        is_good = add_file(zip, &files->at[i]);
    if (is_good && zip_close(zip) == 0)
        return true;
    zip_discard(zip);
    return false;
}

static bool copy_archive(zip_source_t *source, Buffer *out)
{
    char block[16384];
    zip_int64_t length;
    if (zip_source_open(source) != 0)
        return false;
    while ((length = zip_source_read(source, block, sizeof block)) > 0)
        buffer_add(out, block, (size_t)length);
    zip_source_close(source);
    return length == 0 && !out->is_full;
}

Err zip_pack(const ZipFiles *files, Buffer *out)
{
    zip_source_t *source = zip_source_buffer_create(NULL, 0, 0, NULL);
    bool is_good = source != NULL && write_archive(source, files) && copy_archive(source, out);
    zip_source_free(source);
    if (!is_good)
        log_fault("cannot pack a zip of %zu files", files->count);
    return is_good ? OK : BROKEN;
}
