/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include "trial/trial.h"

static long long goal_id(void **state)
{
    return (long long)id_of(state, "goal", "i-gang-kl-815");
}

static const char *history_path(void **state)
{
    return say(state, "/history/goal/%lld", goal_id(state));
}

/* The leader writes TITLE on the goal. */
static void write_title(void **state, const char *title)
{
    const char *form =
        say(state, "title=%s&plans=%lld", title, (long long)id_of(state, "plan", "aabrinkskolen-2027"));
    assert_int_equal(303, post(state, say(state, "/goals/%lld", goal_id(state)), form)->status);
}

static long long last_change(void **state)
{
    return number_in(state, "SELECT MAX(id) FROM change WHERE record = 'goal'");
}

static const Request *bring_back(void **state, const char *field, long long change, int revision)
{
    return post(state, say(state, "/history/goal/%lld/restore", goal_id(state)),
                say(state, "field=%s&change=%lld&revision=%d", field, change, revision));
}

static const char *title_now(void **state)
{
    return text_in(state, "SELECT title FROM goal WHERE key = 'i-gang-kl-815'");
}

static void page_tells_who_changed_what_from_what(void **state)
{
    sign_in_as(state, LEADER);
    write_title(state, "Ro <nu>");
    const Request *q = get(state, history_path(state));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Mette Holm ændrede");
    assert_page_has(q, "<ins><span class=\"sr-only\">nu: </span>Ro &lt;nu&gt;</ins>");
    assert_page_has(q, "<del><span class=\"sr-only\">før: </span>Børnene på mellemtrinnet");
    assert_page_has(q, "Rettesnor eller en import oprettede");
}

static void references_are_told_by_name(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, history_path(state)), "Åbrinkskolens målplan");
    assert_page_has(
        get(state, say(state, "/history/unit/%lld", (long long)id_of(state, "unit", "aabrinkskolen"))),
        "Skole og Dagtilbud");
}

static void json_is_a_line_for_each_field(void **state)
{
    sign_in_as(state, LEADER);
    write_title(state, "Ro");
    const Request *q = get_json(state, history_path(state));
    assert_page_has(q, "\"record\":\"history\"");
    assert_page_has(q, "\"field\":\"title\"");
    assert_page_has(q, "\"after\":\"Ro\"");
}

static void what_one_may_not_see_has_no_history(void **state)
{
    long long trial = (long long)id_of(state, "trial", "morgenmad-i-5-klasse");
    sign_in_as(state, LEADER);
    assert_int_equal(200, get(state, say(state, "/history/trial/%lld", trial))->status);
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(404, get(state, say(state, "/history/trial/%lld", trial))->status);
    assert_int_equal(
        404, post(state, say(state, "/history/trial/%lld/restore", trial), "field=title&change=1&revision=1")
                 ->status);
    sign_in_as(state, AUDITOR);
    assert_int_equal(200, get(state, say(state, "/history/trial/%lld", trial))->status);
}

static void unknown_records_and_rows_are_not_found(void **state)
{
    sign_in_as(state, AUDITOR);
    assert_int_equal(404, get(state, "/history/password/1")->status);
    assert_int_equal(404, get(state, "/history/goal/999999")->status);
    sign_in_as(state, NULL);
    assert_int_equal(401, get(state, history_path(state))->status);
}

static void text_can_be_brought_back(void **state)
{
    sign_in_as(state, LEADER);
    const char *first = title_now(state);
    write_title(state, "Noget andet");
    assert_page_has(get(state, history_path(state)), "Hent den gamle tekst tilbage");
    assert_int_equal(303, bring_back(state, "title", last_change(state), 2)->status);
    assert_string_equal(first, title_now(state));
    assert_page_has(get(state, say(state, "/goals/%lld", goal_id(state))), first);
    assert_int_equal(
        2, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'goal' AND what = 'update'"));
}

static void reader_and_other_leader_may_not_bring_back(void **state)
{
    sign_in_as(state, LEADER);
    write_title(state, "Noget andet");
    sign_in_as(state, READER);
    assert_page_has_not(get(state, history_path(state)), "Hent den gamle tekst tilbage");
    assert_int_equal(403, bring_back(state, "title", last_change(state), 2)->status);
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(403, bring_back(state, "title", last_change(state), 2)->status);
    sign_in_as(state, AUDITOR);
    assert_int_equal(403, bring_back(state, "title", last_change(state), 2)->status);
    assert_string_equal("Noget andet", title_now(state));
}

static void text_that_was_changed_meanwhile_is_kept(void **state)
{
    sign_in_as(state, LEADER);
    write_title(state, "Den anden");
    long long change = last_change(state);
    write_title(state, "Den tredje");
    const Request *q = bring_back(state, "title", change, 2);
    assert_int_equal(409, q->status);
    assert_page_has(q, "Teksten er rettet, siden du åbnede siden");
    assert_string_equal("Den tredje", title_now(state));
}

static void only_free_texts_can_be_brought_back(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, say(state, "/goals/%lld/state", goal_id(state)),
                               "state=reached&state_date=2026-11-20&state_reason=Set")
                              ->status);
    assert_int_equal(404, bring_back(state, "state", last_change(state), 2)->status);
    assert_int_equal(404, bring_back(state, "revision", last_change(state), 2)->status);
    assert_int_equal(404, bring_back(state, "nothing", last_change(state), 2)->status);
    assert_int_equal(404, bring_back(state, "title", 999999, 2)->status);
    assert_int_equal(404, bring_back(state, "title", -1, 2)->status);
}

/* Asks for the prediction back that a trial had before it was written over, as an import could do at any time. */
static int status_of_bringing_prediction_back(void **state, const char *key)
{
    Fixture *fixture = *state;
    Trial before, after;
    long long trial = (long long)id_of(state, "trial", key);
    assert_int_equal(OK, db_begin_write(fixture->db));
    assert_int_equal(OK, record_load(fixture->db, &trial_record, trial, &before));
    before.prediction = TEXT("Mindst ti børn");
    after = before;
    after.prediction = TEXT("Mindst tyve børn");
    before.revision++;
    assert_int_equal(
        OK, db_script(
                fixture->db,
                say(state,
                    "UPDATE trial SET revision = revision + 1, prediction = 'Mindst ti børn' WHERE id = %lld",
                    trial)));
    assert_int_equal(OK, db_update(fixture->db, &trial_record, &before, &after));
    assert_int_equal(OK, db_commit(fixture->db));
    long long change = number_in(
        state, say(state, "SELECT MAX(id) FROM change WHERE record = 'trial' AND row_id = %lld", trial));
    return post(state, say(state, "/history/trial/%lld/restore", trial),
                say(state, "field=prediction&change=%lld&revision=%lld", change, (long long)after.revision))
        ->status;
}

static void prediction_of_a_trial_that_has_begun_stays(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, status_of_bringing_prediction_back(state, "morgenmad-i-5-klasse"));
    assert_int_equal(404, status_of_bringing_prediction_back(state, "rolig-morgen"));
}

static void restore_without_token_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(403, post_with_token(state, say(state, "/history/goal/%lld/restore", goal_id(state)),
                                          "field=title", "")
                              ->status);
}

static void what_is_personal_is_for_administrator_and_auditor(void **state)
{
    const char *path = say(state, "/history/person/%lld", (long long)id_of(state, "person", "sofie-dam"));
    sign_in_as(state, LEADER);
    const Request *q = get(state, path);
    assert_page_has(q, "Personlig oplysning, som kun administratorer og revisorer kan se");
    assert_page_has_not(q, "sofie.dam@");
    sign_in_as(state, ADMINISTRATOR);
    assert_page_has(get(state, path), "sofie.dam@egelund.example");
}

static void what_was_erased_is_said_to_be(void **state)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, "DELETE FROM change_personal"));
    sign_in_as(state, AUDITOR);
    assert_page_has(
        get(state, say(state, "/history/person/%lld", (long long)id_of(state, "person", "sofie-dam"))),
        "Personlig oplysning, som er slettet");
}

static void deleted_row_keeps_its_history_for_the_auditor(void **state)
{
    long long role = number_in(
        state, "SELECT r.id FROM role r JOIN person p ON p.id = r.person WHERE p.key = 'signe-voss'");
    sign_in_as(state, ADMINISTRATOR);
    assert_int_equal(303, post(state, say(state, "/roles/%lld/delete", role), "")->status);
    assert_int_equal(404, get(state, say(state, "/history/role/%lld", role))->status);
    sign_in_as(state, AUDITOR);
    const Request *q = get(state, say(state, "/history/role/%lld", role));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Mads Kruse slettede");
}

static void auditor_sees_the_newest_changes_over_all(void **state)
{
    sign_in_as(state, LEADER);
    write_title(state, "Noget helt nyt");
    assert_int_equal(403, get(state, "/history")->status);
    sign_in_as(state, AUDITOR);
    const Request *q = get(state, "/history");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Noget helt nyt");
    assert_page_has(q, "Vis flere");
    q = get(state, say(state, "/history?person=%lld", (long long)id_of(state, "person", "mette-holm")));
    assert_page_has(q, "Noget helt nyt");
    assert_page_has_not(q, "Rettesnor eller en import");
    assert_page_has(get_json(state, "/history"), "\"title\":\"Noget helt nyt\"");
}

static void counts_that_may_be_small_stay_out_of_the_history(void **state)
{
    sign_in_as(state, LEADER);
    const char *id = text_in(state, "SELECT MIN(id) FROM measurement WHERE numerator_typed = '58'");
    const Request *q = get(state, say(state, "/history/measurement/%s", id));
    assert_int_equal(200, q->status);
    assert_page_has(q, "hvor små tal er skjult");
    assert_page_has_not(q, ">58</ins>");
}

HARNESS_MAIN(TEST(counts_that_may_be_small_stay_out_of_the_history),
             TEST(page_tells_who_changed_what_from_what), TEST(references_are_told_by_name),
             TEST(json_is_a_line_for_each_field), TEST(what_one_may_not_see_has_no_history),
             TEST(unknown_records_and_rows_are_not_found), TEST(text_can_be_brought_back),
             TEST(reader_and_other_leader_may_not_bring_back), TEST(text_that_was_changed_meanwhile_is_kept),
             TEST(only_free_texts_can_be_brought_back), TEST(prediction_of_a_trial_that_has_begun_stays),
             TEST(restore_without_token_is_refused), TEST(what_is_personal_is_for_administrator_and_auditor),
             TEST(what_was_erased_is_said_to_be), TEST(deleted_row_keeps_its_history_for_the_auditor),
             TEST(auditor_sees_the_newest_changes_over_all))
