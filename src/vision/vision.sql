-- SPDX-License-Identifier: MPL-2.0
-- include "vision/vision.h"

-- one int64_t vision_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM vision x WHERE x.id = :id;

-- Where a vision stands in the row of visions: a code of vision_standing_words.
-- fragment vision_standing(v, day)
CASE WHEN v.valid_from_from > :day THEN 'coming'
     WHEN v.id <> {vision_on(:day)} THEN 'replaced'
     WHEN v.valid_to_to < :day THEN 'over_period'
     ELSE 'in_force' END

-- The newest first; a page ends before vision AFTER, whose place is found by its first day.
-- row VisionLine { int64_t id; Text title; Period valid_from; Period valid_to; Text standing; int64_t policy_count; }
-- many VisionLine visions_after(int64_t after, Day today, Who who, int64_t most)
SELECT v.id, v.title, v.valid_from, v.valid_from_from, v.valid_from_to, v.valid_to, v.valid_to_from, v.valid_to_to,
       {vision_standing(v, :today)} AS standing, (SELECT COUNT(*) FROM policy p WHERE p.vision = v.id) AS policy_count
  FROM vision v
 WHERE {inside(:who)} AND (:after = 0
       OR COALESCE(v.valid_from_from, '') < (SELECT COALESCE(a.valid_from_from, '') FROM vision a WHERE a.id = :after)
       OR (COALESCE(v.valid_from_from, '') = (SELECT COALESCE(a.valid_from_from, '') FROM vision a WHERE a.id = :after) AND v.id > :after))
 ORDER BY COALESCE(v.valid_from_from, '') DESC, v.id LIMIT :most;

-- one Text vision_standing_today(int64_t id, Day today)
SELECT {vision_standing(v, :today)} AS standing FROM vision v WHERE v.id = :id;

-- row VisionPolicy { int64_t id; Text title; Text kind; Text area; Period valid_from; Period valid_to; Text standing; }
-- many VisionPolicy policies_of_vision(int64_t vision, Day today, int64_t most)
SELECT p.id, p.title, p.kind, p.area, p.valid_from, p.valid_from_from, p.valid_from_to, p.valid_to, p.valid_to_from, p.valid_to_to,
       {policy_standing(p, :today)} AS standing
  FROM policy p WHERE p.vision = :vision ORDER BY p.kind DESC, p.title COLLATE "da-x-icu", p.id LIMIT :most;

-- What a vision replaced: the last one that had begun before it.
-- row VisionLink { int64_t id; Text title; Period valid_from; Period valid_to; }
-- many VisionLink vision_before(Day from, int64_t most)
SELECT v.id, v.title, v.valid_from, v.valid_from_from, v.valid_from_to, v.valid_to, v.valid_to_from, v.valid_to_to
  FROM vision v WHERE v.valid_from_from < :from
 ORDER BY v.valid_from_from DESC, v.valid_to_to DESC NULLS LAST, v.id LIMIT :most;

-- And what replaced it: the first that began after it.
-- many VisionLink vision_after(Day from, int64_t most)
SELECT v.id, v.title, v.valid_from, v.valid_from_from, v.valid_from_to, v.valid_to, v.valid_to_from, v.valid_to_to
  FROM vision v WHERE v.valid_from_from > :from
 ORDER BY v.valid_from_from, v.valid_to_to DESC NULLS LAST, v.id LIMIT :most;
