-- SPDX-License-Identifier: MPL-2.0
-- run void quotes(int64_t id)
UPDATE session SET a = 'it''s :not a name; -- nor LIKE a comment ?? "', "b like" = 'back\slash',
    /* neither ; is :this
       nor this */ c = 'two
lines æøå' WHERE "id" = :id;
