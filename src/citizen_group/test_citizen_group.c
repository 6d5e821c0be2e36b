/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

/* /citizen-groups/{id}, /citizen-groups/{id}/edit */
static const char *path_of_group(void **state, const char *key, const char *rest)
{
    return say(state, "/citizen-groups/%" PRId64 "%s", id_of(state, "citizen_group", key), rest);
}

static void page_shows_what_concerns_the_group(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_group(state, "aeldre", ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Ældrepolitik 2023–2026");
    assert_page_has(q, "Beboere på plejecenter");
    assert_page_has_not(q, "/edit");
    assert_page_has(get_json(state, path_of_group(state, "aeldre", "")), "\"name\":\"Ældre\"");
}

static void list_has_all_groups(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/citizen-groups"), "Del af Ældre");
    assert_page_has_not(get(state, "/citizen-groups"), "0 mål");
    assert_page_has(get_json(state, "/citizen-groups"), "\"parent_name\":\"Ældre\"");
}

static void only_staff_may_write_groups(void **state)
{
    assert_int_equal(401, get(state, "/citizen-groups")->status);
    sign_in_as(state, LEADER);
    assert_int_equal(403, get(state, "/citizen-groups/new")->status);
    assert_int_equal(403, post(state, "/citizen-groups", "name=Nye")->status);
    assert_int_equal(403, get(state, path_of_group(state, "aeldre", "/edit"))->status);
    assert_int_equal(403, post(state, path_of_group(state, "aeldre", ""), "name=Nye")->status);
}

static void group_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/citizen-groups/999999")->status);
    assert_int_equal(404, post(state, "/citizen-groups", "name=Nye&parent=999999")->status);
}

static void group_does_not_lie_in_itself(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    int64_t self = id_of(state, "citizen_group", "aeldre"),
            below = id_of(state, "citizen_group", "beboere-paa-plejecenter");
    const char *path = path_of_group(state, "aeldre", "");
    assert_int_equal(422, post(state, path, say(state, "name=Ældre&parent=%" PRId64, self))->status);
    const Request *q = post(state, path, say(state, "name=Ældre&parent=%" PRId64, below));
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#parent\"");
}

static void new_group_can_be_chosen(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(422, post(state, "/citizen-groups", "name=")->status);
    assert_page_has(get(state, "/citizen-groups/new"), "Børn og unge: Skoleelever");
    const char *form =
        say(state, "name=Nye %%3Cborgere%%3E&parent=%" PRId64, id_of(state, "citizen_group", "aeldre"));
    assert_int_equal(303, post(state, "/citizen-groups", form)->status);
    assert_page_has(get(state, path_of_group(state, "aeldre", "")), "Nye &lt;borgere&gt;");
    assert_page_has(get(state, "/citizen-groups/new"), "Ældre: Nye &lt;borgere&gt;");
}

static void changed_name_is_in_the_history(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, path_of_group(state, "foraeldre", "/edit")), "name=\"parent\"");
    assert_int_equal(
        303,
        post(state, path_of_group(state, "foraeldre", ""), "revision=1&name=Forældre og værger")->status);
    assert_int_equal(
        1,
        number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'citizen_group' AND what = 'update'"));
    assert_int_equal(409,
                     post(state, path_of_group(state, "foraeldre", ""), "revision=1&name=Mødre")->status);
}

HARNESS_MAIN(TEST(page_shows_what_concerns_the_group), TEST(list_has_all_groups),
             TEST(only_staff_may_write_groups), TEST(group_that_is_not_there_is_not_found),
             TEST(group_does_not_lie_in_itself), TEST(new_group_can_be_chosen),
             TEST(changed_name_is_in_the_history))
