/* SPDX-License-Identifier: MPL-2.0 */
#include "http/gzip.h"

#include <stdlib.h>
#include <zlib.h>

#include "base/banned.h"

/* Measured on pages of ours: a quarter of the size in 0.05 ms; level 6 takes twice the time to save a tenth
 * more. */
enum { LEVEL = 2, GZIP_WINDOW = 15 + 16, MEMORY_LEVEL = 8, CHUNK = 16 * 1024 };

struct Gzip {
    z_stream stream;
};

Gzip *gzip_new(void)
{
    Gzip *gzip = calloc(1, sizeof *gzip);
    if (gzip == NULL)
        return NULL;
    if (deflateInit2(&gzip->stream, LEVEL, Z_DEFLATED, GZIP_WINDOW, MEMORY_LEVEL, Z_DEFAULT_STRATEGY) == Z_OK)
        return gzip;
    free(gzip);
    return NULL;
}

void gzip_free(Gzip *gzip)
{
    if (gzip == NULL)
        return;
    deflateEnd(&gzip->stream);
    free(gzip);
}

Err gzip_pack(Gzip *gzip, Text plain, Buffer *packed)
{
    unsigned char chunk[CHUNK];
    z_stream *stream = &gzip->stream;
    if (plain.length > UINT32_MAX || deflateReset(stream) != Z_OK)
        return BROKEN;
    stream->next_in = (unsigned char *)(uintptr_t)plain.at; /* zlib does not write there */
    stream->avail_in = (uInt)plain.length;
    buffer_clear(packed);
    int outcome;
    do {
        stream->next_out = chunk;
        stream->avail_out = sizeof chunk;
        outcome = deflate(stream, Z_FINISH);
        buffer_add(packed, chunk, sizeof chunk - stream->avail_out);
    } while (outcome == Z_OK && !packed->is_full);
    return outcome == Z_STREAM_END && !packed->is_full ? OK : BROKEN;
}
