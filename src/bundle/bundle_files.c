/* SPDX-License-Identifier: MPL-2.0 */
/* The files of a bundle in a folder or a zip. */
#include "bundle/bundle.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/banned.h"

static bool is_csv(Text name)
{
    return name.length > 4 && text_ends_with(name, ".csv") && name.at[0] != '.';
}

/* Reads a whole regular file of at most *ROOM bytes, which it takes from *ROOM. */
static bool read_file(Arena *arena, const char *path, size_t *room, Text *ret_bytes, Text *ret_reason)
{
    struct stat about;
    FILE *file = fopen(path, "rbe");
    if (file == NULL || fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
        *ret_reason =
            text_format(arena, "cannot open '%s': %s", path, file == NULL ? strerror(errno) : "not a file");
        if (file != NULL)
            fclose(file);
        return false;
    }
    size_t size = (size_t)about.st_size;
    bool is_small_enough = size <= *room;
    char *at = is_small_enough ? arena_get_raw(arena, size + 1) : NULL;
    size_t length = is_small_enough ? fread(at, 1, size, file) : 0;
    fclose(file);
    if (!is_small_enough) {
        *ret_reason = TEXT("the bundle is larger than 200 MB");
        return false;
    }
    at[length] = '\0';
    *room -= length;
    *ret_bytes = (Text){ at, length };
    return true;
}

static int compare_names(const void *a, const void *b)
{
    return text_compare(((const ZipFile *)a)->name, ((const ZipFile *)b)->name);
}

/* The names of the folder's CSV files, in order; at most one more than a bundle may hold. */
static void list_folder(Arena *arena, DIR *folder, ZipFiles *ret_files)
{
    ZipFiles files = { arena_array(arena, ZipFile, ZIP_MOST_FILES + 1), 0 };
    const struct dirent *entry;
    while ((entry = readdir(folder)) != NULL && files.count <= ZIP_MOST_FILES)
        if (is_csv(text_of(entry->d_name)))
            files.at[files.count++].name = text_copy(arena, entry->d_name, strlen(entry->d_name));
    qsort(files.at, files.count, sizeof *files.at, compare_names);
    *ret_files = files;
}

static Err read_folder(Arena *arena, const char *path, DIR *folder, ZipFiles *ret_files, Text *ret_reason)
{
    ZipFiles files;
    size_t room = ZIP_MOST_BYTES;
    list_folder(arena, folder, &files);
    if (files.count > ZIP_MOST_FILES) {
        *ret_reason = TEXT("the folder holds more than 200 files");
        return INVALID;
    }
    for (size_t i = 0; i < files.count; i++) {
        Text file = text_format(arena, "%s/%s", path, text_at(files.at[i].name));
        if (!read_file(arena, text_at(file), &room, &files.at[i].bytes, ret_reason))
            return INVALID;
    }
    *ret_files = files;
    return OK;
}

static void keep_csv(ZipFiles *files)
{
    size_t kept = 0;
    for (size_t i = 0; i < files->count; i++)
        if (is_csv(files->at[i].name))
            files->at[kept++] = files->at[i];
    files->count = kept;
}

static Err with_files(const ZipFiles *files, Text *ret_reason)
{
    if (files->count > 0)
        return OK;
    *ret_reason = TEXT("holds no CSV files");
    return INVALID;
}

static Err csv_of_zip(Err err, const char *reason, ZipFiles *files, Text *ret_reason)
{
    if (err != OK) {
        *ret_reason = text_of(reason);
        return err;
    }
    keep_csv(files);
    return with_files(files, ret_reason);
}

Err bundle_zip_read(Arena *arena, Text zip, ZipFiles *ret_files, Text *ret_reason)
{
    const char *reason = NULL;
    Err err = zip_unpack(arena, zip, ret_files, &reason);
    return csv_of_zip(err, reason, ret_files, ret_reason);
}

Err bundle_files_read(Arena *arena, const char *path, ZipFiles *ret_files, Text *ret_reason)
{
    const char *reason = NULL;
    DIR *folder = opendir(path);
    if (folder != NULL) {
        Err err = read_folder(arena, path, folder, ret_files, ret_reason);
        closedir(folder);
        TRY(err);
        return with_files(ret_files, ret_reason);
    }
    if (errno != ENOTDIR) {
        *ret_reason = text_format(arena, "cannot open: %s", strerror(errno));
        return INVALID;
    }
    Err err = zip_unpack_file(arena, path, ret_files, &reason);
    return csv_of_zip(err, reason, ret_files, ret_reason);
}
