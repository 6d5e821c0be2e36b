/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static const char FINAL[] = "kind=final&date=2026-11-24&seen=Fraværet er 6,3 "
                            "procent&judgement=partial&decision=adjust&learning=Sæt de voksne i klassen";

static const char *path_of_trial(void **state, const char *key, const char *rest)
{
    return say(state, "/trials/%" PRId64 "%s", id_of(state, "trial", key), rest);
}

static const char *path_of_evaluation(void **state, const char *key, const char *rest)
{
    return say(state, "/evaluations/%" PRId64 "%s", id_of(state, "evaluation", key), rest);
}

static const char *state_of(void **state, const char *trial)
{
    return text_in(state,
                   say(state, "SELECT state FROM trial WHERE id = %" PRId64, id_of(state, "trial", trial)));
}

static void form_holds_what_was_expected_against_what_was_seen(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", "/evaluations/new?kind=final"));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Vi forventede");
    assert_page_has(q, "name=\"seen\"");
    assert_page_has(q, "value=\"undecidable\"");
    assert_page_has_not(q, "name=\"value_for_companies\"");
}

static void companies_are_asked_for_only_when_they_took_part(void **state)
{
    sign_in_as(state, OTHER_LEADER);
    const Request *q = get(state, path_of_trial(state, "kaffebordet", "/evaluations/new?kind=interim"));
    assert_int_equal(200, q->status);
    assert_page_has(q, "name=\"value_for_companies\"");
    assert_page_has_not(q, "name=\"value_for_associations\"");
}

static void final_evaluation_ends_the_trial_at_once(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, path_of_trial(state, "rolig-morgen", "/evaluations"), FINAL)->status);
    assert_string_equal("evaluated", state_of(state, "rolig-morgen"));
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has(q, "Delvis effekt");
    assert_page_has(q, "Sæt de voksne i klassen");
    assert_page_has(q, "Byg videre på denne");
    assert_int_equal(409, post(state, path_of_trial(state, "rolig-morgen", "/evaluations"), FINAL)->status);
    assert_int_equal(303,
                     get(state, path_of_trial(state, "rolig-morgen", "/evaluations/new?kind=final"))->status);
}

static void final_evaluation_needs_four_things(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, path_of_trial(state, "rolig-morgen", "/evaluations"),
                            "kind=final&date=2026-11-24&reason=Fordi <vi> så det");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Fire ting skal rettes");
    assert_page_has(q, "href=\"#seen\"");
    assert_page_has(q, "href=\"#judgement\"");
    assert_page_has(q, "href=\"#decision\"");
    assert_page_has(q, "href=\"#learning\"");
    assert_page_has(q, "Fordi &lt;vi&gt; så det");
    assert_string_equal("ended", state_of(state, "rolig-morgen"));
}

static void evaluation_lies_between_the_start_and_today(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = path_of_trial(state, "rolig-morgen", "/evaluations");
    const Request *q = post(state, path, "kind=interim&date=2025-08-10&seen=Otte kom igen");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en dato, hvor prøvehandlingen var begyndt");
    q = post(state, path, "kind=interim&date=2026-11-25&seen=Otte kom igen");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en dato, der ikke ligger i fremtiden");
    assert_int_equal(303, post(state, path, "kind=interim&date=2025-08-11&seen=Otte kom igen")->status);
}

static void interim_evaluation_needs_what_was_seen_alone(void **state)
{
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(
        422, post(state, path_of_trial(state, "kaffebordet", "/evaluations"), "kind=interim&date=2026-11-24")
                 ->status);
    assert_int_equal(303, post(state, path_of_trial(state, "kaffebordet", "/evaluations"),
                               "kind=interim&date=2026-11-24&seen=Otte kom igen")
                              ->status);
    assert_string_equal("running", state_of(state, "kaffebordet"));
    assert_page_has(get(state, path_of_trial(state, "kaffebordet", "")), "Otte kom igen");
}

static void evaluation_is_not_dated_ahead_and_codes_are_known(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, path_of_trial(state, "rolig-morgen", "/evaluations"),
                            "kind=final&date=2026-11-25&seen=S&judgement=superb&decision=stop&learning=L");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en dato, der ikke ligger i fremtiden");
    assert_page_has(q, "Vælg en af mulighederne");
}

static void trial_that_has_not_begun_is_not_evaluated(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, get(state, path_of_trial(state, "makkerlaesning", "/evaluations/new?kind=final"))->status);
    assert_int_equal(409, post(state, path_of_trial(state, "makkerlaesning", "/evaluations"), FINAL)->status);
    assert_string_equal("prepared", state_of(state, "makkerlaesning"));
}

static void page_shows_judgement_and_learning(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_evaluation(state, "besoegsven-paa-nettet-til-sidst", ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Modsat effekt");
    assert_page_has(q, "En tilmelding finder dem, der kan tilmelde sig");
    assert_page_has(q, "ikke bevist, at forventningen er skrevet før start");
    assert_page_has_not(q, "/edit");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, path_of_evaluation(state, "besoegsven-paa-nettet-til-sidst", ""));
    assert_page_has(q, "{\"record\":\"evaluation\",\"id\":");
    assert_page_has(q, "\"judgement\":\"opposite\"");
}

static void leader_corrects_an_evaluation(void **state)
{
    sign_in_as(state, LEADER);
    post(state, path_of_trial(state, "rolig-morgen", "/evaluations"), FINAL);
    const char *path =
        say(state, "/evaluations/%" PRId64, number_in(state, "SELECT MAX(id) FROM evaluation"));
    assert_int_equal(200, get(state, say(state, "%s/edit", path))->status);
    assert_int_equal(303,
                     post(state, path, say(state, "revision=1&%s&reason=Målet er ikke nået", FINAL))->status);
    assert_page_has(get(state, path), "Målet er ikke nået");
    assert_int_equal(409, post(state, path, say(state, "revision=1&%s&reason=Målet er nået", FINAL))->status);
    assert_int_equal(422, post(state, path, "revision=2&kind=final&date=2026-11-24&seen=")->status);
}

static void others_may_not_evaluate(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403,
                     get(state, path_of_trial(state, "rolig-morgen", "/evaluations/new?kind=final"))->status);
    assert_int_equal(403, post(state, path_of_trial(state, "rolig-morgen", "/evaluations"), FINAL)->status);
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(
        403, get(state, path_of_evaluation(state, "besoegsven-paa-nettet-til-sidst", "/edit"))->status);
    assert_int_equal(
        403, post(state, path_of_evaluation(state, "besoegsven-paa-nettet-til-sidst", ""), FINAL)->status);
    assert_int_equal(404, post(state, path_of_trial(state, "makkerlaesning", "/evaluations"), FINAL)->status);
}

static void evaluation_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/evaluations/999999")->status);
}

HARNESS_MAIN(TEST(form_holds_what_was_expected_against_what_was_seen),
             TEST(companies_are_asked_for_only_when_they_took_part),
             TEST(final_evaluation_ends_the_trial_at_once), TEST(final_evaluation_needs_four_things),
             TEST(evaluation_lies_between_the_start_and_today),
             TEST(interim_evaluation_needs_what_was_seen_alone),
             TEST(evaluation_is_not_dated_ahead_and_codes_are_known),
             TEST(trial_that_has_not_begun_is_not_evaluated), TEST(page_shows_judgement_and_learning),
             TEST(json_has_the_fields_of_the_record), TEST(leader_corrects_an_evaluation),
             TEST(others_may_not_evaluate), TEST(evaluation_that_is_not_there_is_not_found))
