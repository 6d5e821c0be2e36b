/* SPDX-License-Identifier: MPL-2.0 */
/* A file that the program carries inside itself: a style sheet, a script, a font, an image. */
#ifndef HTTP_ASSET_H
#define HTTP_ASSET_H

#include <stddef.h>

/* Where assets stand: the URL of an asset is ASSET_PATH and its name. */
#define ASSET_PATH "/assets/"

/* One asset. Its name holds a hash of its content, so an answer may be kept for ever:
   `Cache-Control: public, max-age=31536000, immutable`, with `Vary: Accept-Encoding`. */
typedef struct Asset {
    const char *name;            /* as in the URL: dkfds.4f1c0a9b3d27.css */
    const char *type;            /* the whole Content-Type */
    const unsigned char *plain;  /* the content as it is */
    size_t plain_length;         /* bytes */
    const unsigned char *gzip;   /* the content in gzip, NULL where that saves nothing */
    size_t gzip_length;          /* bytes, 0 when NULL */
    const unsigned char *brotli; /* the content in brotli ("br"), NULL where that saves nothing */
    size_t brotli_length;        /* bytes, 0 when NULL */
    const char *etag;            /* the whole ETag, weak: one for all three forms */
} Asset;

/* All assets, sorted by name (strcmp), and how many. Made by tools/assetc at build; static, never freed. */
extern const Asset assets[];
extern const size_t asset_count;

#endif
