/* SPDX-License-Identifier: MPL-2.0 */
/* Made by tools/sqlc from empty.sql: change that instead. */
#include "empty.sql.h"

const Query *const empty_queries[] = {
    NULL,
};
