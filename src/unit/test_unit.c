/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static long long unit_id(void **state, const char *key)
{
    return (long long)id_of(state, "unit", key);
}

static const char *school_form(void **state, const char *change)
{
    return say(state, "revision=1&name=Åbrinkskolen&kind=institution&valid_from=2025-01-01&parent=%lld&%s",
               unit_id(state, "skole-og-dagtilbud"), change);
}

static void organisation_is_shown_as_it_was_on_the_day(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/units");
    assert_int_equal(200, q->status);
    assert_page_has(q, ">Åbrinkskolen</a>");
    assert_page_has(q, "ti institutioner");
    q = get(state, "/units?on=31.12.2024");
    assert_page_has(q, "Egelund Kommune den 31. december 2024");
    assert_page_has(q, ">Vestervangskolen</a>");
    assert_page_has(q, "Hvem der var leder dengang, ved vi ikke");
}

static void day_that_is_none_is_told_and_today_shown(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/units?on=31.2.2024");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Skriv en dato, der findes");
    assert_page_has(q, "value=\"31.2.2024\"");
    assert_page_has(q, "Egelund Kommune den 24. november 2026");
}

static void day_before_everything_still_has_a_page(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(200, get(state, "/units?on=1.1.1801")->status);
}

static void page_shows_plans_trials_goals_signs_and_people(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Åbrinkskolens målplan");
    assert_page_has(q, "Rolig morgen");
    assert_page_has(q, "i gang kl. 8.15");
    assert_page_has(q, "Fravær i 4.–6. klasse");
    assert_page_has(q, "Jonas Friis");
    assert_page_has(q, "5. årgang");
    assert_page_has_not(q, "/edit\"");
}

static void closed_units_can_still_be_read(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, say(state, "/units/%lld", unit_id(state, "skole-og-dagtilbud"))),
                    "Enheder, der er lukket");
    const Request *q = get(state, say(state, "/units/%lld", unit_id(state, "vestervangskolen")));
    assert_int_equal(200, q->status);
    assert_page_has(q, "31. december 2024");
}

static void trial_that_has_not_begun_is_shown_in_its_unit_alone(void **state)
{
    const char *path = say(state, "/units/%lld", unit_id(state, "aabrinkskolen"));
    sign_in_as(state, LEADER);
    assert_page_has(get(state, path), "Morgenmad i 5. klasse to gange om ugen");
    sign_in_as(state, OTHER_LEADER);
    assert_page_has_not(get(state, path), "Morgenmad i 5. klasse to gange om ugen");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get_json(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen"))),
                    "{\"record\":\"unit\",\"id\":");
    assert_page_has(get_json(state, "/units"), "\"kind\":\"municipality\"");
}

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    assert_int_equal(401, get(state, "/units")->status);
    assert_int_equal(401, get(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")))->status);
}

static void unit_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(404, get(state, "/units/999999")->status);
    assert_int_equal(404, get(state, "/units/999999/edit")->status);
}

static void only_the_administrator_may_edit(void **state)
{
    static const char *const others[] = { READER, LEADER, STAFF_MEMBER, COUNCIL_MEMBER, AUDITOR };
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403,
                         get(state, say(state, "/units/%lld/edit", unit_id(state, "aabrinkskolen")))->status);
        assert_int_equal(403, post(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")),
                                   school_form(state, ""))
                                  ->status);
        assert_int_equal(
            403, get(state, say(state, "/units/%lld/units/new", unit_id(state, "aabrinkskolen")))->status);
        assert_int_equal(403, post(state, say(state, "/units/%lld/units", unit_id(state, "aabrinkskolen")),
                                   "name=x&kind=team")
                                  ->status);
    }
    assert_int_equal(
        0, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'unit' AND what = 'update'"));
}

static void saved_name_is_escaped_and_in_the_history(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const char *path = say(state, "/units/%lld", unit_id(state, "aabrinkskolen"));
    assert_int_equal(303, post(state, path,
                               say(state, "name=Skolen <ny>&kind=institution&parent=%lld",
                                   unit_id(state, "skole-og-dagtilbud")))
                              ->status);
    assert_page_has(get(state, path), "<h1>Skolen &lt;ny&gt;</h1>");
    assert_true(number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'unit' AND what = 'update'") >
                0);
}

static void empty_name_comes_back_with_what_was_typed(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")),
                            say(state, "revision=1&name=&kind=institution&source=<punkt>&parent=%lld",
                                unit_id(state, "skole-og-dagtilbud")));
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad enheden hedder");
    assert_page_has(q, "value=\"&lt;punkt&gt;\"");
}

static void unit_cannot_close_before_it_opens(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")),
                            school_form(state, "valid_to=2024-06-01"));
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en dag, der ligger efter den, hvor enheden blev til");
}

static void unit_cannot_hang_below_itself(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const char *path = say(state, "/units/%lld", unit_id(state, "aabrinkskolen"));
    const char *form = "revision=1&name=Åbrinkskolen&kind=institution&parent=%lld";
    assert_int_equal(422, post(state, path, say(state, form, unit_id(state, "aabrinkskolen")))->status);
    const Request *q = post(state, path, say(state, form, unit_id(state, "aabrinkskolen-5-aargang")));
    assert_int_equal(422, q->status);
    assert_page_has(q, "En enhed kan ikke høre under sig selv");
}

static void unit_cannot_become_a_second_top(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q = post(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")),
                            "revision=1&name=Åbrinkskolen&kind=institution&parent=");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg den enhed, den hører under");
}

static void forged_parent_and_revision_are_not_found(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const char *path = say(state, "/units/%lld", unit_id(state, "aabrinkskolen"));
    assert_int_equal(
        404, post(state, path, "revision=1&name=Åbrinkskolen&kind=institution&parent=999999")->status);
    assert_int_equal(404, post(state, path,
                               say(state, "revision=77&name=x&kind=institution&parent=%lld",
                                   unit_id(state, "skole-og-dagtilbud")))
                              ->status);
}

static int64_t led_by_the_head(void **state)
{
    return number_in(
        state, "SELECT COUNT(*) FROM reach r JOIN person p ON p.id = r.person JOIN unit u ON u.id = r.unit "
               "WHERE p.key = 'birgitte-lund' AND u.key = 'aabrinkskolen' AND r.need = 'lead'");
}

static void moved_unit_is_reached_from_its_new_place(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(1, led_by_the_head(state));
    assert_int_equal(303, post(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")),
                               say(state, "revision=1&name=Åbrinkskolen&kind=institution&parent=%lld",
                                   unit_id(state, "kultur-og-fritid")))
                              ->status);
    assert_int_equal(0, led_by_the_head(state));
}

static void two_who_change_the_same_field_see_both_texts(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const char *path = say(state, "/units/%lld", unit_id(state, "biblioteket"));
    const char *form = "revision=1&name=%s&kind=institution&parent=%lld";
    assert_int_equal(
        303,
        post(state, path, say(state, form, "Hovedbiblioteket", unit_id(state, "kultur-og-fritid")))->status);
    const Request *q = post(state, path, say(state, form, "Bogladen", unit_id(state, "kultur-og-fritid")));
    assert_int_equal(409, q->status);
    assert_page_has(q, "Hovedbiblioteket");
    assert_page_has(q, "value=\"Bogladen\"");
}

static void new_unit_hangs_below_its_parent_and_is_within_reach(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(
        200, get(state, say(state, "/units/%lld/units/new", unit_id(state, "aabrinkskolen")))->status);
    const Request *q = post(state, say(state, "/units/%lld/units", unit_id(state, "aabrinkskolen")),
                            "name=6. årgang&kind=team");
    assert_int_equal(303, q->status);
    const char *path = say(state, "%s", text_at(q->location));
    assert_page_has(get(state, path), "6. årgang");
    assert_int_equal(200, get(state, say(state, "%s/edit", path))->status);
    assert_int_equal(
        1, number_in(
               state,
               "SELECT COUNT(*) FROM reach r JOIN person p ON p.id = r.person JOIN unit u ON u.id = r.unit "
               "WHERE p.key = 'mette-holm' AND u.name = '6. årgang' AND r.need = 'lead'"));
}

static void new_unit_needs_name_and_kind(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    const Request *q =
        post(state, say(state, "/units/%lld/units", unit_id(state, "aabrinkskolen")), "source=Byrådet");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad enheden hedder");
    assert_page_has(q, "Vælg, hvad det er for en enhed");
    assert_page_has(q, "value=\"Byrådet\"");
    assert_int_equal(
        422, post(state, say(state, "/units/%lld/units", unit_id(state, "aabrinkskolen")), "name=x&kind=klub")
                 ->status);
}

static void post_without_token_is_refused(void **state)
{
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(
        403, post_with_token(state, say(state, "/units/%lld", unit_id(state, "aabrinkskolen")), "name=x", "")
                 ->status);
}

HARNESS_MAIN(TEST(organisation_is_shown_as_it_was_on_the_day), TEST(day_that_is_none_is_told_and_today_shown),
             TEST(day_before_everything_still_has_a_page),
             TEST(page_shows_plans_trials_goals_signs_and_people), TEST(closed_units_can_still_be_read),
             TEST(trial_that_has_not_begun_is_shown_in_its_unit_alone),
             TEST(json_has_the_fields_of_the_record), TEST(whoever_is_signed_out_is_asked_to_sign_in),
             TEST(unit_that_is_not_there_is_not_found), TEST(only_the_administrator_may_edit),
             TEST(saved_name_is_escaped_and_in_the_history), TEST(empty_name_comes_back_with_what_was_typed),
             TEST(unit_cannot_close_before_it_opens), TEST(unit_cannot_hang_below_itself),
             TEST(unit_cannot_become_a_second_top), TEST(forged_parent_and_revision_are_not_found),
             TEST(moved_unit_is_reached_from_its_new_place),
             TEST(two_who_change_the_same_field_see_both_texts),
             TEST(new_unit_hangs_below_its_parent_and_is_within_reach), TEST(new_unit_needs_name_and_kind),
             TEST(post_without_token_is_refused))
