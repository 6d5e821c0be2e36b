-- SPDX-License-Identifier: MPL-2.0
-- run int64_t close_old(Day today)
UPDATE session SET is_open = 0 WHERE ends_on < :today;

-- run void touch(int64_t id, Instant now)
UPDATE session SET seen = :now WHERE id = :id;

-- run void forget_all()
DELETE FROM session;

-- run void reach_add(int64_t person, int64_t unit, Text need)
INSERT INTO reach (person, unit, need) VALUES (:person, :unit, :need)
    ON CONFLICT (person, unit) DO UPDATE SET need = excluded.need;
