/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>
#include <stdio.h>

static const char *send_path(void **state, const char *key)
{
    return say(state, "/register/%" PRId64, id_of(state, "sign", key));
}

static int64_t count_in_week(void **state)
{
    return number_in(state, "SELECT COUNT(*) FROM measurement m JOIN sign s ON s.id = m.sign "
                            "WHERE s.key = 'fravaer-5-a' AND m.date = '2026-W48'");
}

static void page_shows_my_signs_with_one_open(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = get(state, "/register");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Plads til at vokse – sammen</a></li>");
    assert_page_has(q, "<details name=\"sign\" open>");
    assert_page_has(q, "Børnene går selv i gang om morgenen");
    assert_page_has(q, "Senest: Ses tydeligt, 12. november 2026");
    assert_page_has(q, "Ingen navne.");
    assert_page_has_not(q, "Besøgende, der sidder ved et bord med andre");
    assert_page_has_not(q, "Fravær i 5. klasse");
}

static void page_shows_my_tasks(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = get(state, "/register");
    assert_page_has(q, "Iagttage morgenen i to klasser hver måned");
    assert_page_has_not(q, "Finde 120 bøger");
    int64_t task =
        number_in(state, "SELECT id FROM task WHERE title = 'Iagttage morgenen i to klasser hver måned'");
    assert_page_has(q, say(state, "href=\"/tasks/%" PRId64 "\"", task));
}

static void page_is_json_too(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = get_json(state, "/register");
    assert_page_has(q, "\"title\":\"Fravær i 5.a\"");
    assert_page_has(q, "\"period\":\"2026-W48\"");
}

static void observation_is_sent_with_a_level_alone(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = post(state, send_path(state, "gaar-selv-i-gang"), "level=partly&text=");
    assert_int_equal(303, q->status);
    assert_string_equal("/register", text_at(q->location));
    assert_page_has(get(state, "/register"), "/edit\">Ret<span");
    assert_int_equal(
        1,
        number_in(state, "SELECT COUNT(*) FROM observation WHERE date = '2026-11-24' AND level = 'partly'"));
    assert_page_has_not(get(state, "/register"), "Du har ikke sendt noget endnu i dag");
}

static void what_others_sent_is_not_mine(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    post(state, send_path(state, "gaar-selv-i-gang"), "level=partly&text=En stille morgen");
    assert_page_has(get(state, "/register"), "En stille morgen");
    sign_in_as(state, LEADER);
    assert_page_has_not(get(state, "/register"), "En stille morgen");
}

static void number_is_saved_for_this_week_and_corrected_the_second_time(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, "/register"), "Hvor mange, uge 48 i 2026");
    assert_int_equal(
        303,
        post(state, send_path(state, "fravaer-5-a"), "numerator=8,5&denominator=120&note=Influenza")->status);
    assert_int_equal(1, count_in_week(state));
    assert_int_equal(
        303, post(state, send_path(state, "fravaer-5-a"), "numerator=9&denominator=120&note=")->status);
    assert_int_equal(1, count_in_week(state));
    const Request *q = get(state, "/register");
    assert_page_has(q, "7,5 procent, uge 48 i 2026");
    assert_page_has(q, "Influenza");
    assert_page_has(q, "rettet");
}

/* The receipt travels as hexadecimal digits in a cookie. */
static void receipt_says_what_was_replaced(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    post(state, send_path(state, "fravaer-5-a"), "numerator=9&denominator=120");
    const Request *q = post(state, send_path(state, "fravaer-5-a"), "numerator=12&denominator=120");
    const char rest[] = "er rettet fra 7,5 til 10,0.";
    char hex[2 * sizeof rest] = "";
    for (size_t i = 0; rest[i] != '\0'; i++)
        snprintf(hex + 2 * i, 3, "%02x", (unsigned)(unsigned char)rest[i]);
    assert_non_null(strstr(text_at(q->set_cookie), hex));
}

static void small_count_is_hidden_here_too(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    post(state, send_path(state, "fravaer-5-a"), "numerator=4&denominator=120");
    const Request *q = get(state, "/register");
    assert_page_has(q, "under 5, uge 48 i 2026");
    assert_page_has_not(q, "3,3 procent");
}

static void nothing_chosen_is_refused_with_the_line_kept(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = post(state, send_path(state, "gaar-selv-i-gang"), "text=Børnene spillede kort");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg, hvad du så");
    assert_page_has(q, "value=\"Børnene spillede kort\"");
    assert_page_has(q, "href=\"#level\"");
    assert_page_has(q, "id=\"level\"");
}

static void impossible_number_is_refused_in_its_own_form(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = post(state, send_path(state, "fravaer-5-b"), "numerator=200&denominator=115");
    assert_int_equal(422, q->status);
    assert_page_has(q, "ikke er større end");
    assert_page_has(q, "id=\"numerator\" name=\"numerator\" value=\"200\"");
    q = post(state, send_path(state, "fravaer-4-6-klasse"), "value=meget");
    assert_int_equal(422, q->status);
    assert_page_has(q, "value=\"meget\"");
    q = post(state, send_path(state, "fravaer-4-6-klasse"), "value=");
    assert_int_equal(422, q->status);
}

static void reader_has_nothing_to_write_and_may_not(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/register"), "Der er ingen tegn, du skal skrive på lige nu.");
    assert_int_equal(403, post(state, send_path(state, "gaar-selv-i-gang"), "level=clear")->status);
    assert_int_equal(404, post(state, "/register/999999", "level=clear")->status);
}

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    assert_int_equal(401, get(state, "/register")->status);
}

HARNESS_MAIN(TEST(page_shows_my_signs_with_one_open), TEST(page_shows_my_tasks), TEST(page_is_json_too),
             TEST(observation_is_sent_with_a_level_alone), TEST(what_others_sent_is_not_mine),
             TEST(number_is_saved_for_this_week_and_corrected_the_second_time),
             TEST(receipt_says_what_was_replaced), TEST(small_count_is_hidden_here_too),
             TEST(nothing_chosen_is_refused_with_the_line_kept),
             TEST(impossible_number_is_refused_in_its_own_form),
             TEST(reader_has_nothing_to_write_and_may_not), TEST(whoever_is_signed_out_is_asked_to_sign_in))
