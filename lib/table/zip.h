/* SPDX-License-Identifier: MPL-2.0 */
/* Zip files as lists of named bytes, all in memory, with limits against archives made to do harm. */
#ifndef RETTESNOR_ZIP_H
#define RETTESNOR_ZIP_H

#include "base/err.h"
#include "base/text.h"

enum {
    ZIP_MOST_FILES = 200,
    ZIP_MOST_BYTES = 200 * 1000 * 1000, /* unpacked, in all */
    ZIP_MOST_RATIO = 200,               /* unpacked to packed */
};

typedef struct ZipFile {
    Text name; /* without the folder around all files */
    Text bytes;
} ZipFile;

typedef struct ZipFiles {
    ZipFile *at;
    size_t count;
} ZipFiles;

/* Unpacks into the arena, in bytewise order of names. All files may stand in one folder; what macOS adds is
 * passed over. INVALID with a reason (a literal): no zip, encrypted, past a limit, a path that leads
 * elsewhere, a name twice. */
Err zip_unpack(Arena *arena, Text packed, ZipFiles *ret_files, const char **ret_reason);
Err zip_unpack_file(Arena *arena, const char *path, ZipFiles *ret_files, const char **ret_reason);

/* Adds a zip of the files, in their order, to OUT: the same files give the same bytes. BROKEN, logged, if OUT
 * is full. */
Err zip_pack(const ZipFiles *files, Buffer *out);

#endif
