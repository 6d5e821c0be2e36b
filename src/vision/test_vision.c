/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

/* /visions/{id}, /visions/{id}/edit */
static const char *path_of_vision(void **state, const char *rest)
{
    return say(state, "/visions/%" PRId64 "%s", id_of(state, "vision", "vision-2022"), rest);
}

/* One that began before and should have lasted beyond the beginning of the next. */
static int64_t earlier_vision(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(303,
                     post(state, "/visions", "title=En by med luft&valid_from=2016&valid_to=2025")->status);
    return number_in(state, "SELECT id FROM vision WHERE title = 'En by med luft'");
}

static void page_shows_its_policies(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_vision(state, ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Skolepolitik 2025–2028");
    assert_page_has(q, "Strategi for mad og måltider");
    assert_page_has(q, "Gælder nu");
    assert_page_has(q, "Vi kender ingen tidligere vision.");
    assert_page_has_not(q, "/edit");
}

static void vision_replaces_the_one_that_began_before_it(void **state)
{
    int64_t earlier = earlier_vision(state);
    assert_page_has(get(state, path_of_vision(state, "")), "Afløst af denne før tid");
    const Request *q = get(state, say(state, "/visions/%" PRId64, earlier));
    assert_page_has(q, "Har afløst denne");
    assert_page_has(q, "<span class=\"badge\">Afløst</span>");
}

static void list_says_which_applies_now(void **state)
{
    earlier_vision(state);
    const Request *q = get(state, "/visions");
    assert_page_has(q, "Gælder nu");
    assert_page_has(q, "Afløst");
    q = get_json(state, "/visions");
    assert_page_has(q, "\"standing\":\"in_force\"");
    assert_page_has(q, "\"standing\":\"replaced\"");
}

static void vision_without_a_successor_applies_beyond_its_period(void **state)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, "UPDATE vision SET valid_to_to = '2025-12-31'"));
    sign_in_as(state, READER);
    assert_page_has(get(state, path_of_vision(state, "")), "Den gælder stadig");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get_json(state, path_of_vision(state, "")), "{\"record\":\"vision\",\"id\":");
}

static void only_staff_may_write_visions(void **state)
{
    const char *const others[] = { LEADER, COUNCIL_MEMBER, READER };
    assert_int_equal(401, get(state, "/visions")->status);
    for (size_t i = 0; i < 3; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, "/visions/new")->status);
        assert_int_equal(403, post(state, "/visions", "title=Ny")->status);
        assert_int_equal(403, get(state, path_of_vision(state, "/edit"))->status);
        assert_int_equal(403, post(state, path_of_vision(state, ""), "title=Ny")->status);
    }
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM vision"));
}

static void vision_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/visions/999999")->status);
    assert_int_equal(404, post(state, "/visions/999999", "title=Ny")->status);
}

static void form_says_what_to_mend(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/visions/new"), "Hvad skal være rettesnoren?");
    const Request *q = post(state, "/visions", "title=&valid_from=2030&valid_to=2022&adopted_on=1.12.2026");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#title\"");
    assert_page_has(q, "href=\"#valid_to\"");
    assert_page_has(q, "value=\"2022\"");
}

static void saved_text_is_escaped_and_in_the_history(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, path_of_vision(state, "/edit")), "name=\"text\"");
    assert_int_equal(303, post(state, path_of_vision(state, ""),
                               "revision=1&title=Plads %3Cnu%3E&valid_from=2022&valid_to=2030")
                              ->status);
    assert_page_has(get(state, path_of_vision(state, "")), "<h1>Plads &lt;nu&gt;</h1>");
    assert_int_equal(
        1, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'vision' AND what = 'update'"));
    assert_int_equal(409, post(state, path_of_vision(state, ""), "revision=1&title=En tredje")->status);
}

HARNESS_MAIN(TEST(page_shows_its_policies), TEST(vision_replaces_the_one_that_began_before_it),
             TEST(list_says_which_applies_now), TEST(vision_without_a_successor_applies_beyond_its_period),
             TEST(json_has_the_fields_of_the_record), TEST(only_staff_may_write_visions),
             TEST(vision_that_is_not_there_is_not_found), TEST(form_says_what_to_mend),
             TEST(saved_text_is_escaped_and_in_the_history))
