-- SPDX-License-Identifier: MPL-2.0
-- run void trial_rename(int64_t id, Text title)
UPDATE
    Trial SET title = :title WHERE id = :id;
