-- SPDX-License-Identifier: MPL-2.0
-- run void touch(int64_t id)
UPDATE session
   SET x = 'it''s WHERE id = :id;
