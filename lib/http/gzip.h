/* SPDX-License-Identifier: MPL-2.0 */
/* Compression of answers with gzip. Only gzip.c sees zlib.h. */
#ifndef RETTESNOR_GZIP_H
#define RETTESNOR_GZIP_H

#include "base/err.h"
#include "base/text.h"

typedef struct Gzip Gzip;

/* A compressor for one thread, kept between answers because its tables (256 KiB) are costly to make; the
 * caller frees it. NULL when there is no memory. */
Gzip *gzip_new(void);
void gzip_free(Gzip *gzip);

/* Compresses PLAIN into the emptied PACKED. BROKEN when it does not fit below PACKED's ceiling: send it
 * plain. */
Err gzip_pack(Gzip *gzip, Text plain, Buffer *packed);

#endif
