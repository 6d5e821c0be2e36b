-- SPDX-License-Identifier: MPL-2.0
-- run void add(int64_t person)
INSERT INTO session (person) VALUES (:person) RETURNING id;
