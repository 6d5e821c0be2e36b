/* SPDX-License-Identifier: MPL-2.0 */
#include "thread/thread.h"

#include "thread.sql.h"

Err thread_above(Request *q, const Record *record, int64_t id, Knots *ret_knots)
{
    (void)q, (void)record, (void)id;
    *ret_knots = (Knots){ 0 };
    return OK;
}

Err thread_to(Request *q, const Record *record, int64_t id, Knots *ret_knots)
{
    return thread_above(q, record, id, ret_knots);
}

const Route thread_routes[] = {
    { 0 },
};
