/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

static long long term_id(void **state, const char *key)
{
    return (long long)id_of(state, "term", key);
}

static void words_are_open_to_everybody(void **state)
{
    const Request *q = get(state, "/terms");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Ordene, vi bruger");
    assert_page_has(q, "id=\"proevehandling\"");
    assert_page_has(q, "id=\"maalsaetning\"");
    assert_page_has_not(q, "/edit\"");
}

static void every_word_has_an_anchor_and_a_group(void **state)
{
    const Request *q = get(state, "/terms");
    int64_t count = number_in(state, "SELECT COUNT(*) FROM term"), shown = 0;
    for (const char *at = text_at(buffer_text(&q->out)); (at = strstr(at, "<li id=\"")) != NULL; at++)
        shown++;
    assert_int_equal(count, shown);
}

static void json_has_every_word(void **state)
{
    const Request *q = get_json(state, "/terms");
    assert_int_equal(200, q->status);
    assert_page_has(q, "\"key\":\"vision\"");
}

static void staff_edit_an_explanation(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, say(state, "/terms/%lld/edit", term_id(state, "maal"))), "Forklaring");
    const Request *q = post(state, say(state, "/terms/%lld", term_id(state, "maal")),
                            "revision=1&explanation=Et mål er **en** <situation>&example=");
    assert_int_equal(303, q->status);
    assert_string_equal("/terms#maal", text_at(q->location));
    q = get(state, "/terms");
    assert_page_has(q, "<strong>en</strong>");
    assert_page_has_not(q, "<situation>");
    assert_int_equal(
        1, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'term' AND what = 'update'"));
}

static void explanation_may_not_be_empty(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const Request *q = post(state, say(state, "/terms/%lld", term_id(state, "maal")),
                            "revision=1&explanation=&example=Sådan <her>");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad ordet betyder");
    assert_page_has(q, "Sådan &lt;her&gt;");
}

static void two_who_write_the_same_explanation_see_both(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *path = say(state, "/terms/%lld", term_id(state, "maal"));
    assert_int_equal(303, post(state, path, "revision=1&explanation=Den ene")->status);
    const Request *q = post(state, path, "revision=1&explanation=Den anden");
    assert_int_equal(409, q->status);
    assert_page_has(q, "Den ene");
    assert_page_has(q, "Den anden");
}

static void others_may_not_edit(void **state)
{
    static const char *const others[] = { READER, LEADER, ADMINISTRATOR, COUNCIL_MEMBER };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, say(state, "/terms/%lld/edit", term_id(state, "maal")))->status);
        assert_int_equal(
            403, post(state, say(state, "/terms/%lld", term_id(state, "maal")), "explanation=x")->status);
    }
    sign_in_as(state, NULL);
    assert_int_equal(401, get(state, say(state, "/terms/%lld/edit", term_id(state, "maal")))->status);
}

static void word_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/terms/999999/edit")->status);
    assert_int_equal(404, post(state, "/terms/999999", "explanation=x")->status);
    assert_int_equal(
        403, post_with_token(state, say(state, "/terms/%lld", term_id(state, "maal")), "explanation=x", "")
                 ->status);
}

HARNESS_MAIN(TEST(words_are_open_to_everybody), TEST(every_word_has_an_anchor_and_a_group),
             TEST(json_has_every_word), TEST(staff_edit_an_explanation), TEST(explanation_may_not_be_empty),
             TEST(two_who_write_the_same_explanation_see_both), TEST(others_may_not_edit),
             TEST(word_that_is_not_there_is_not_found))
