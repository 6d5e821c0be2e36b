-- SPDX-License-Identifier: MPL-2.0
-- run void forget(int64_t ids)
DELETE FROM session WHERE id = ANY(:ids);
