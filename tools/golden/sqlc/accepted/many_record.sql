-- SPDX-License-Identifier: MPL-2.0
-- many Trial trials_of_unit(int64_t unit, int64_t most)
SELECT t.* FROM trial t WHERE t.unit_id = :unit OR t.other_unit = :unit ORDER BY t.id LIMIT :most;

-- many Policy policies_in_force_on_the_day(Day day, Text name, TextOrNone field, IdOrNone vision, DayOrNone until, int64_t most)
SELECT * FROM policy WHERE from_day <= :day AND name = :name AND COALESCE(:field, field) = field
   AND vision = :vision AND (until < :until) LIMIT :most;
