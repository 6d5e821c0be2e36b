-- SPDX-License-Identifier: MPL-2.0
-- The schema that the golden files are compiled against.
CREATE TABLE trial (
    id INTEGER PRIMARY KEY,
    revision BIGINT NOT NULL, -- Revision; tælles op ved hver ændring
    origin TEXT NOT NULL,
    key TEXT NOT NULL,
    title TEXT NOT NULL,
    unit_id BIGINT
);
CREATE TABLE IF NOT EXISTS policy_old (id INTEGER PRIMARY KEY, "revision" BIGINT NOT NULL, name TEXT);
ALTER TABLE policy_old RENAME TO policy;
CREATE TABLE trial_goal ( -- link: de mål, som en prøvehandling skal bidrage til
    trial BIGINT NOT NULL,
    goal BIGINT NOT NULL
);
CREATE TABLE session (id INTEGER PRIMARY KEY, person BIGINT, ends BIGINT, last_revision_seen BIGINT);
CREATE TABLE reach (person BIGINT NOT NULL, unit BIGINT NOT NULL, need TEXT NOT NULL);
