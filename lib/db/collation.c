/* SPDX-License-Identifier: MPL-2.0 */
#include "db/collation.h"

#include <string.h>
#include <unicode/ucol.h>

#include "base/banned.h"

void *collation_new(void)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollator *collator = ucol_open("da", &status);
    /* U_USING_DEFAULT_WARNING: ICU has no Danish rules, and ÆØÅ would sort as A and O. */
    if (U_SUCCESS(status) && status != U_USING_DEFAULT_WARNING)
        return collator;
    ucol_close(collator);
    return NULL;
}

void collation_free(void *collation)
{
    ucol_close(collation);
}

int collation_compare(void *collation, int a_length, const void *a, int b_length, const void *b)
{
    UErrorCode status = U_ZERO_ERROR;
    UCollationResult order = ucol_strcollUTF8(collation, a, a_length, b, b_length, &status);
    if (U_SUCCESS(status) && order != UCOL_EQUAL)
        return order == UCOL_LESS ? -1 : 1;
    int shorter = a_length < b_length ? a_length : b_length;
    int bytes = shorter == 0 ? 0 : memcmp(a, b, (size_t)shorter);
    return bytes != 0 ? bytes : a_length - b_length;
}

int32_t collation_version(const void *collation)
{
    UVersionInfo version;
    ucol_getVersion(collation, version);
    int32_t number;
    memcpy(&number, version, sizeof number);
    return number == 0 ? 1 : number;
}
