-- SPDX-License-Identifier: MPL-2.0
-- What search looks through: the words of each row that can be searched for, kept up to date by every write of the row. One line a row,
-- looked through from the newest: measured, an index with a line for each word made a write five times as slow.

CREATE TABLE search_text ( -- det, der kan søges i
    record TEXT NOT NULL, -- hvilken slags række
    row_id BIGINT NOT NULL, -- rækken
    words TEXT NOT NULL, -- dens ords stammer med små bogstaver, hver én gang, med mellemrum om
    PRIMARY KEY (record, row_id)
);
