/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static const char FULL[] = "title=Musik ved døren&description=Vi spiller&target_group=46 "
                           "børn&prediction=Fraværet falder til 6 procent i juni"
                           "&final_on-day=1&final_on-month=6&final_on-year=2027";

static const char *path_of_trial(void **state, const char *key, const char *rest)
{
    return say(state, "/trials/%" PRId64 "%s", id_of(state, "trial", key), rest);
}

static const char *goal_path(void **state, const char *rest)
{
    return say(state, "/goals/%" PRId64 "%s", id_of(state, "goal", "i-gang-kl-815"), rest);
}

static const char *state_of(void **state, int64_t trial)
{
    return text_in(state, say(state, "SELECT state FROM trial WHERE id = %" PRId64, trial));
}

static const char *prediction_of(void **state, int64_t trial)
{
    return text_in(state, say(state, "SELECT prediction FROM trial WHERE id = %" PRId64, trial));
}

static int64_t newest_trial(void **state)
{
    return number_in(state, "SELECT MAX(id) FROM trial");
}

/* FULL with the first sign that the goal has. */
static const char *with_sign(void **state, const char *form)
{
    return say(state, "%s&has_signs=1&signs=%" PRId64, form, id_of(state, "sign", "fravaer-4-6-klasse"));
}

/* ---- list and page ---- */

static void list_shows_trials_by_state_and_unit(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/trials"), "Prøvehandlinger");
    const Request *q = get(state, "/trials?state=running");
    assert_int_equal(200, q->status);
    assert_page_has(q, ">I gang</span>");
    assert_page_has_not(q, ">Venter på evaluering</span>");
    q = get(state, say(state, "/trials?unit=%" PRId64, id_of(state, "unit", "lindegaarden")));
    assert_page_has(q, "Frokost");
    assert_page_has_not(q, "Rolig morgen");
}

static void list_passes_over_a_state_that_is_none(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/trials?state=forkert&after=x"), "Rolig morgen");
}

static void list_as_json_has_rows(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get_json(state, "/trials"), "\"rows\":[{\"id\":");
}

static void page_shows_what_the_trial_is_about(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Mette Holm");
    assert_page_has(q, "Venter på evaluering");
    assert_page_has(q, "Fravær i 4.–6. klasse");
    assert_page_has(q, "Skriv evalueringen");
    assert_page_has(q, "Makkerlæsning");
}

static void page_shows_its_signs_as_small_drawings(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has(
        q, say(state, "<img class=\"chart sm\" src=\"/signs/%" PRId64 "/small.svg?trial=%" PRId64 "\"",
               id_of(state, "sign", "fravaer-4-6-klasse"), id_of(state, "trial", "rolig-morgen")));
    assert_page_has(q, "alt=\"Fravær i 4.–6. klasse: 24 målinger. Den første: 7,4 procent, august 2024. Den "
                       "seneste: 6,4 procent, oktober 2026.\" width=\"320\" height=\"150\"");
    assert_page_has(q,
                    "alt=\"Børnene går selv i gang om morgenen: syv iagttagelser. Den første: Ses ikke, 11. "
                    "september 2025. Den seneste: Ses tydeligt, 12. november 2026.\" width=\"320\" "
                    "height=\"118\"");
    assert_page_has(q, "Kun én måling: 60,4 procent af svarene (58 af 96), juni 2026.");
    q = get(state, path_of_trial(state, "mandagsmoede", ""));
    assert_page_has(q, "Den første: under 5, 3. kvartal 2025.");
    assert_page_has_not(q, "33,3");
}

static void page_says_where_the_trial_is(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, path_of_trial(state, "rolig-morgen", "")),
                    "<dt>Hvor</dt><dd>4.–6. klasse, Åbrinkskolen</dd>");
}

static void page_tells_what_happened(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has(q, "Vi flyttede de to voksne fra gangen ind i klassen. Ændring af planen.");
    assert_page_has(q, "Første morgen. 31 børn var der kl. 8.");
    assert_page_has_not(q, "Ingen har skrevet i loggen endnu.");
}

static void page_leads_to_the_thread_of_its_goal(void **state)
{
    sign_in_as(state, READER);
    const char *thread = say(state, "/thread/goal/%" PRId64, id_of(state, "goal", "i-gang-kl-815"));
    assert_page_has(get(state, path_of_trial(state, "rolig-morgen", "")), thread);
    assert_int_equal(200, get(state, thread)->status);
}

static void page_says_that_an_imported_prediction_proves_nothing(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, path_of_trial(state, "rolig-morgen", "")),
                    "ikke bevist, at forventningen er skrevet før start");
}

static void reader_sees_no_way_to_edit(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has_not(q, "/edit/");
    assert_page_has_not(q, "/log/new");
    assert_page_has_not(q, "/evaluations/new");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has(q, "{\"record\":\"trial\",\"id\":");
    assert_page_has(q, "\"prediction\":");
}

static void trial_is_private_to_its_unit_until_it_starts(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(404, get(state, path_of_trial(state, "makkerlaesning", ""))->status);
    assert_page_has_not(get(state, "/trials"), "Makkerlæsning");
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, path_of_trial(state, "makkerlaesning", "")),
                    "Kun jeres egen enhed kan se den");
}

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    assert_int_equal(401, get(state, path_of_trial(state, "rolig-morgen", ""))->status);
}

static void trial_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/trials/999999")->status);
    assert_int_equal(404, get(state, path_of_trial(state, "rolig-morgen", "/edit/forkert"))->status);
}

static void page_escapes_what_people_wrote(void **state)
{
    sign_in_as(state, LEADER);
    const char *form = say(state, "title=<b>Ro</b>&description=<script>&units=%" PRId64,
                           id_of(state, "unit", "aabrinkskolen"));
    assert_int_equal(303, post(state, path_of_trial(state, "rolig-morgen", "/edit/action"), form)->status);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has(q, "<h1>&lt;b&gt;Ro&lt;/b&gt;</h1>");
    assert_page_has_not(q, "<script>");
}

/* ---- a new one ---- */

static void draft_needs_a_title_alone(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(200, get(state, goal_path(state, "/trials/new"))->status);
    assert_int_equal(303, post(state, goal_path(state, "/trials"), "title=Musik ved døren")->status);
    assert_string_equal("idea", state_of(state, newest_trial(state)));
    assert_int_equal(id_of(state, "unit", "aabrinkskolen"),
                     number_in(state, say(state, "SELECT MAX(unit) FROM trial_units WHERE trial = %" PRId64,
                                          newest_trial(state))));
    const Request *q = post(state, goal_path(state, "/trials"), "title=");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad I vil prøve");
}

static void trial_starts_from_five_things(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303,
        post(state, goal_path(state, "/trials"), say(state, "%s&start=1", with_sign(state, FULL)))->status);
    int64_t trial = newest_trial(state);
    assert_string_equal("running", state_of(state, trial));
    assert_string_equal("2026-11-24",
                        text_in(state, say(state, "SELECT starts_on FROM trial WHERE id = %" PRId64, trial)));
    assert_int_equal(
        1, number_in(state, say(state, "SELECT COUNT(*) FROM sign_trials WHERE trial = %" PRId64, trial)));
    assert_int_equal(
        1,
        number_in(
            state,
            say(state,
                "SELECT COUNT(*) FROM change WHERE record = 'sign' AND what = 'update' AND row_id = %" PRId64,
                id_of(state, "sign", "fravaer-4-6-klasse"))));
    const Request *q = get(state, say(state, "/trials/%" PRId64, trial));
    assert_page_has(q, "Skrevet af Mette Holm. Låst");
    assert_page_has_not(q, "ikke bevist");
}

static void start_lists_each_of_the_five_that_is_missing(void **state)
{
    sign_in_as(state, LEADER);
    int64_t before = number_in(state, "SELECT COUNT(*) FROM trial");
    const Request *q = post(state, goal_path(state, "/trials"), "start=1");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Fem ting skal rettes");
    assert_page_has(q, "href=\"#title\"");
    assert_page_has(q, "href=\"#target_group\"");
    assert_page_has(q, "href=\"#prediction\"");
    assert_page_has(q, "href=\"#final_on\"");
    assert_page_has(q, "href=\"#signs\"");
    assert_int_equal(before, number_in(state, "SELECT COUNT(*) FROM trial"));
}

static void evaluation_must_lie_after_the_start(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, goal_path(state, "/trials"),
                            "title=Musik&starts_on-day=11&starts_on-month=1&starts_on-year=2027&final_on-day="
                            "9&final_on-month=1&final_on-year=2027");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en evalueringsdato, der ligger efter starten");
    assert_page_has(q, "value=\"Musik\"");
}

static void sign_that_was_not_offered_is_as_if_it_were_not_there(void **state)
{
    sign_in_as(state, LEADER);
    const char *form = say(state, "title=Musik&signs=%" PRId64, id_of(state, "sign", "snak-ved-bordet"));
    assert_int_equal(404, post(state, goal_path(state, "/trials"), form)->status);
}

static void unit_must_be_one_that_the_person_leads(void **state)
{
    sign_in_as(state, LEADER);
    const char *form = say(state, "title=Musik&units=%" PRId64, id_of(state, "unit", "lindegaarden"));
    const Request *q = post(state, goal_path(state, "/trials"), form);
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg mindst én af de enheder, du leder");
}

static void only_a_leader_of_the_goal_begins_one(void **state)
{
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(403, get(state, goal_path(state, "/trials/new"))->status);
    assert_int_equal(403, post(state, goal_path(state, "/trials"), FULL)->status);
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, post(state, goal_path(state, "/trials"), FULL)->status);
}

static void form_that_builds_on_an_earlier_trial_begins_with_it(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, path_of_trial(state, "telefonopkald", "/next"));
    assert_true(q->status == 200 || q->status == 303);
    q = get(state, say(state, "%s?continues=%" PRId64, goal_path(state, "/trials/new"),
                       id_of(state, "trial", "telefonopkald")));
    assert_int_equal(200, q->status);
    assert_page_has(q, "selected");
    assert_int_equal(404, get(state, goal_path(state, "/trials/new?continues=999999"))->status);
    sign_in_as(state, READER);
    assert_int_equal(403, get(state, path_of_trial(state, "telefonopkald", "/next"))->status);
}

/* ---- editing ---- */

static void part_is_saved_alone(void **state)
{
    sign_in_as(state, LEADER);
    int64_t trial = id_of(state, "trial", "makkerlaesning");
    const char *before = prediction_of(state, trial);
    assert_int_equal(200, get(state, path_of_trial(state, "makkerlaesning", "/edit/context"))->status);
    assert_int_equal(303, post(state, path_of_trial(state, "makkerlaesning", "/edit/context"),
                               "mechanism=To er bedre end én")
                              ->status);
    assert_page_has(get(state, path_of_trial(state, "makkerlaesning", "")), "To er bedre end én");
    assert_string_equal(before, prediction_of(state, trial));
    const Request *q = post(state, path_of_trial(state, "makkerlaesning", "/edit/dates"),
                            "starts_on=2027-01-11&final_on=2027-06-01&interim_on=2027-07-01");
    assert_int_equal(422, q->status);
    assert_page_has(q, "mellem starten og den sidste evaluering");
}

static void form_that_tries_to_change_a_locked_prediction_keeps_the_old(void **state)
{
    sign_in_as(state, LEADER);
    int64_t trial = id_of(state, "trial", "rolig-morgen");
    const char *before = prediction_of(state, trial);
    const char *form = say(state, "title=Rolig morgen&prediction=Det gik, som vi sagde&units=%" PRId64,
                           id_of(state, "unit", "aabrinkskolen"));
    assert_int_equal(303, post(state, path_of_trial(state, "rolig-morgen", ""), form)->status);
    assert_string_equal(before, prediction_of(state, trial));
    assert_int_equal(
        403, post(state, path_of_trial(state, "rolig-morgen", "/edit/prediction"), "prediction=Nej")->status);
    assert_string_equal(before, prediction_of(state, trial));
}

static void two_who_change_the_same_text_are_shown_both(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = path_of_trial(state, "makkerlaesning", "/edit/context");
    assert_int_equal(303, post(state, path, "revision=1&mechanism=Den første")->status);
    const Request *q = post(state, path, "revision=1&mechanism=Den anden");
    assert_int_equal(409, q->status);
    assert_page_has(q, "Den første");
    assert_page_has(q, "Den anden");
    assert_int_equal(404, post(state, path, "revision=99&mechanism=X")->status);
}

static void others_may_not_edit(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, get(state, path_of_trial(state, "rolig-morgen", "/edit"))->status);
    assert_int_equal(403, post(state, path_of_trial(state, "rolig-morgen", ""), "title=X")->status);
    assert_int_equal(403, post(state, path_of_trial(state, "makkerlaesning", "/start"), "")->status);
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(404, post(state, path_of_trial(state, "makkerlaesning", "/start"), "")->status);
    assert_int_equal(403, get(state, path_of_trial(state, "rolig-morgen", "/edit/dates"))->status);
}

/* ---- changes of state ---- */

static void prepared_trial_is_set_in_motion(void **state)
{
    sign_in_as(state, LEADER);
    int64_t trial = id_of(state, "trial", "makkerlaesning");
    assert_int_equal(303, post(state, path_of_trial(state, "makkerlaesning", "/start"), "")->status);
    assert_string_equal("running", state_of(state, trial));
    assert_true(number_in(state, say(state, "SELECT started_at FROM trial WHERE id = %" PRId64, trial)) > 0);
    assert_page_has_not(get(state, path_of_trial(state, "makkerlaesning", "")), "ikke bevist");
    assert_int_equal(409, post(state, path_of_trial(state, "makkerlaesning", "/start"), "")->status);
    sign_in_as(state, READER);
    assert_int_equal(200, get(state, path_of_trial(state, "makkerlaesning", ""))->status);
}

static void prediction_touched_after_the_start_is_not_called_proven(void **state)
{
    sign_in_as(state, LEADER);
    post(state, path_of_trial(state, "makkerlaesning", "/start"), "");
    const char *sql = say(state, "UPDATE trial SET started_at = 1 WHERE id = %" PRId64,
                          id_of(state, "trial", "makkerlaesning"));
    assert_int_equal(OK, db_script(((Fixture *)*state)->db, sql));
    assert_page_has(get(state, path_of_trial(state, "makkerlaesning", "")),
                    "efter at prøvehandlingen var sat i gang");
}

static void start_button_says_what_is_missing_and_shows_the_row(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, path_of_trial(state, "morgenmad-i-5-klasse", "/start"), "");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad I forventer at se");
    assert_page_has(q, "id=\"final_on-year\"");
    assert_page_has(q, "value=\"2027\"");
    assert_string_equal("idea", state_of(state, id_of(state, "trial", "morgenmad-i-5-klasse")));
}

static void idea_that_is_evaluated_before_it_begins_is_not_prepared(void **state)
{
    Fixture *fixture = *state;
    sign_in_as(state, LEADER);
    int64_t id = id_of(state, "trial", "morgenmad-i-5-klasse");
    const char *sql = say(
        state, "UPDATE trial SET starts_on = '2027-02-01', final_on = '2027-01-15' WHERE id = %" PRId64, id);
    assert_int_equal(OK, db_script(fixture->db, sql));
    const Request *q = post(state, path_of_trial(state, "morgenmad-i-5-klasse", "/prepare"), "");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en evalueringsdato, der ligger efter starten");
    assert_string_equal("idea", state_of(state, id));
    sql = say(state, "UPDATE trial SET final_on = '2206-01-15' WHERE id = %" PRId64, id);
    assert_int_equal(OK, db_script(fixture->db, sql));
    q = post(state, path_of_trial(state, "morgenmad-i-5-klasse", "/prepare"), "");
    assert_page_has(q, "Vælg en dato højst 20 år fra i dag");
}

static void idea_is_prepared(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, path_of_trial(state, "morgenmad-i-5-klasse", "/prepare"), "")->status);
    assert_string_equal("prepared", state_of(state, id_of(state, "trial", "morgenmad-i-5-klasse")));
    assert_int_equal(409, post(state, path_of_trial(state, "morgenmad-i-5-klasse", "/prepare"), "")->status);
}

static void running_trial_ends_today(void **state)
{
    sign_in_as(state, LEADER);
    post(state, path_of_trial(state, "makkerlaesning", "/start"), "");
    assert_int_equal(303, post(state, path_of_trial(state, "makkerlaesning", "/end"), "")->status);
    int64_t trial = id_of(state, "trial", "makkerlaesning");
    assert_string_equal("ended", state_of(state, trial));
    assert_string_equal("2026-11-24",
                        text_in(state, say(state, "SELECT ends_on FROM trial WHERE id = %" PRId64, trial)));
    assert_int_equal(409, post(state, path_of_trial(state, "makkerlaesning", "/end"), "")->status);
}

static void dropping_one_takes_a_reason_that_stands_in_the_log(void **state)
{
    sign_in_as(state, LEADER);
    int64_t trial = id_of(state, "trial", "makkerlaesning");
    assert_int_equal(200, get(state, path_of_trial(state, "makkerlaesning", "/drop"))->status);
    const Request *q = post(state, path_of_trial(state, "makkerlaesning", "/drop"), "text= ");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvorfor I lader være");
    assert_int_equal(
        303,
        post(state, path_of_trial(state, "makkerlaesning", "/drop"), "text=Vi har ikke voksne nok")->status);
    assert_string_equal("dropped", state_of(state, trial));
    assert_page_has(get(state, path_of_trial(state, "makkerlaesning", "")), "Vi har ikke voksne nok");
    assert_int_equal(409, post(state, path_of_trial(state, "makkerlaesning", "/drop"), "text=Igen")->status);
    assert_int_equal(409, get(state, path_of_trial(state, "telefonopkald", "/drop"))->status);
}

static void change_of_state_without_a_token_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        403, post_with_token(state, path_of_trial(state, "makkerlaesning", "/start"), "", "")->status);
    assert_string_equal("prepared", state_of(state, id_of(state, "trial", "makkerlaesning")));
}

/* ---- the log ---- */

static void contributor_writes_what_happened(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(200, get(state, path_of_trial(state, "rolig-morgen", "/log/new"))->status);
    assert_int_equal(303, post(state, path_of_trial(state, "rolig-morgen", "/log"),
                               "date=2026-11-23&text=31 børn kom <før> otte")
                              ->status);
    const Request *q = get(state, path_of_trial(state, "rolig-morgen", ""));
    assert_page_has(q, "31 børn kom &lt;før&gt; otte");
    assert_page_has(q, "Jonas Friis");
    int64_t entry = number_in(state, "SELECT MAX(id) FROM log_entry");
    assert_int_equal(200, get(state, say(state, "/log-entries/%" PRId64 "/edit", entry))->status);
    assert_int_equal(
        303, post(state, say(state, "/log-entries/%" PRId64, entry), "date=2026-11-23&text=32 børn")->status);
    assert_page_has(get(state, path_of_trial(state, "rolig-morgen", "")), "32 børn");
    sign_in_as(state, "aisha.rahimi@egelund.example"); /* a colleague, who did not write it */
    assert_int_equal(403, get(state, say(state, "/log-entries/%" PRId64 "/edit", entry))->status);
    sign_in_as(state, READER);
    assert_int_equal(
        403, post(state, say(state, "/log-entries/%" PRId64, entry), "date=2026-11-23&text=X")->status);
}

static void log_is_not_written_ahead(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = post(state, path_of_trial(state, "rolig-morgen", "/log"), "date=2026-11-25&text=");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en dato, der ikke ligger i fremtiden");
    assert_page_has(q, "Skriv, hvad der skete");
    sign_in_as(state, READER);
    assert_int_equal(
        403, post(state, path_of_trial(state, "rolig-morgen", "/log"), "date=2026-11-23&text=X")->status);
}

static void how_many_take_part_is_on_page_in_json_and_in_the_history(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, path_of_trial(state, "rolig-morgen", "/edit/action"),
                               say(state, "title=Rolig morgen&how_many=236 <børn>&units=%" PRId64,
                                   id_of(state, "unit", "aabrinkskolen")))
                              ->status);
    assert_page_has(get(state, path_of_trial(state, "rolig-morgen", "")), "236 &lt;børn&gt;");
    assert_page_has(get_json(state, path_of_trial(state, "rolig-morgen", "")), "\"how_many\":\"236 <børn>\"");
    assert_page_has(get(state, say(state, "/history/trial/%" PRId64, id_of(state, "trial", "rolig-morgen"))),
                    "236 &lt;børn&gt;");
}

HARNESS_MAIN(TEST(how_many_take_part_is_on_page_in_json_and_in_the_history),
             TEST(list_shows_trials_by_state_and_unit), TEST(list_passes_over_a_state_that_is_none),
             TEST(list_as_json_has_rows), TEST(page_shows_what_the_trial_is_about),
             TEST(page_shows_its_signs_as_small_drawings), TEST(page_says_where_the_trial_is),
             TEST(page_tells_what_happened), TEST(page_leads_to_the_thread_of_its_goal),
             TEST(page_says_that_an_imported_prediction_proves_nothing), TEST(reader_sees_no_way_to_edit),
             TEST(json_has_the_fields_of_the_record), TEST(trial_is_private_to_its_unit_until_it_starts),
             TEST(whoever_is_signed_out_is_asked_to_sign_in), TEST(trial_that_is_not_there_is_not_found),
             TEST(page_escapes_what_people_wrote), TEST(draft_needs_a_title_alone),
             TEST(trial_starts_from_five_things), TEST(start_lists_each_of_the_five_that_is_missing),
             TEST(evaluation_must_lie_after_the_start),
             TEST(sign_that_was_not_offered_is_as_if_it_were_not_there),
             TEST(unit_must_be_one_that_the_person_leads), TEST(only_a_leader_of_the_goal_begins_one),
             TEST(form_that_builds_on_an_earlier_trial_begins_with_it), TEST(part_is_saved_alone),
             TEST(form_that_tries_to_change_a_locked_prediction_keeps_the_old),
             TEST(two_who_change_the_same_text_are_shown_both), TEST(others_may_not_edit),
             TEST(prepared_trial_is_set_in_motion),
             TEST(prediction_touched_after_the_start_is_not_called_proven),
             TEST(start_button_says_what_is_missing_and_shows_the_row), TEST(idea_is_prepared),
             TEST(idea_that_is_evaluated_before_it_begins_is_not_prepared), TEST(running_trial_ends_today),
             TEST(dropping_one_takes_a_reason_that_stands_in_the_log),
             TEST(change_of_state_without_a_token_is_refused), TEST(contributor_writes_what_happened),
             TEST(log_is_not_written_ahead))
