-- SPDX-License-Identifier: MPL-2.0
-- run void touch(int64_t id)
UPDATE session SET seen = now() WHERE id = :id;
