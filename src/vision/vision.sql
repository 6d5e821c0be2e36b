-- SPDX-License-Identifier: MPL-2.0
-- include "vision/vision.h"

-- one int64_t vision_is_seen(int64_t id, Who who)
SELECT CASE WHEN {inside(:who)} THEN 1 ELSE 0 END FROM vision x WHERE x.id = :id;
