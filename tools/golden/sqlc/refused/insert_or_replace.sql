-- SPDX-License-Identifier: MPL-2.0
-- run void add(int64_t person)
INSERT OR REPLACE INTO session (person) VALUES (:person);
