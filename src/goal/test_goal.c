/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static const char *goal_path(void **state, const char *rest)
{
    return say(state, "/goals/%" PRId64 "%s", id_of(state, "goal", "i-gang-kl-815"), rest);
}

/* FORM with the plan in which the goal stands, as the page sends it. */
static const char *in_its_plan(void **state, const char *form)
{
    return say(state, "%s&plans=%" PRId64, form,
               number_in(state, "SELECT MIN(gp.plan) FROM goal_plans gp JOIN goal g ON g.id = gp.goal WHERE "
                                "g.key = 'i-gang-kl-815'"));
}

static const char *plan_path(void **state, const char *rest)
{
    return say(state, "/plans/%" PRId64 "%s", id_of(state, "plan", "aabrinkskolen-2027"), rest);
}

static void page_shows_what_hangs_below_the_goal(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, goal_path(state, ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Rolig morgen");
    assert_page_has(q, say(state,
                           "src=\"/signs/%" PRId64 "/small.svg\" alt=\"Fravær i 4.–6. klasse: 24 målinger.",
                           id_of(state, "sign", "fravaer-4-6-klasse")));
    assert_page_has(q, "Lægges sammen af delene.");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, goal_path(state, ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "{\"record\":\"goal\",\"id\":");
    assert_page_has(q, "\"situation_wanted\":");
}

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    const Request *q = get(state, goal_path(state, ""));
    assert_int_equal(401, q->status);
    assert_page_has(q, "name=\"password\"");
}

static void goal_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/goals/999999")->status);
}

static void reader_may_not_edit(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(403, get(state, goal_path(state, "/edit"))->status);
    assert_int_equal(403, post(state, goal_path(state, ""), "title=Andet")->status);
}

static void saved_title_is_in_the_history(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, post(state, goal_path(state, ""), in_its_plan(state, "revision=1&title=Alle er i gang kl. 8.15"))
                 ->status);
    assert_page_has(get(state, goal_path(state, "")), "Alle er i gang kl. 8.15");
    assert_int_equal(
        1, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'goal' AND what = 'update'"));
}

static void empty_title_comes_back_with_what_was_typed(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, goal_path(state, ""), "revision=1&title=&situation_now=Der er <uro>");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv målet i én sætning");
    assert_page_has(q, "Der er &lt;uro&gt;");
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM change WHERE what = 'update'"));
}

static void goal_due_before_it_starts_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q =
        post(state, goal_path(state, ""), "revision=1&title=x&starts_on=2027-02-01&due_on=2027-01-01");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en dato, der ligger efter, at målet begynder");
}

static void goal_may_last_four_years_and_not_a_day_more(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        422, post(state, goal_path(state, ""), "title=x&starts_on=2026-01-01&due_on=2030-01-02")->status);
    assert_int_equal(303, post(state, goal_path(state, ""),
                               in_its_plan(state, "title=x&starts_on=2026-01-01&due_on=2030-01-01"))
                              ->status);
}

/* The form says every field, as a browser does; each person changes one. */
static const char *form_with(void **state, const char *title, const char *now)
{
    return say(state, "revision=1&title=%s&situation_now=%s&plans=%" PRId64, title, now,
               number_in(state, "SELECT gp.plan FROM goal_plans gp JOIN goal g ON g.id = gp.goal WHERE g.key "
                                "= 'i-gang-kl-815' LIMIT 1"));
}

static void changes_of_different_fields_merge(void **state)
{
    sign_in_as(state, LEADER);
    const char *title = text_in(state, "SELECT title FROM goal WHERE key = 'i-gang-kl-815'");
    const char *now = text_in(state, "SELECT situation_now FROM goal WHERE key = 'i-gang-kl-815'");
    assert_int_equal(303, post(state, goal_path(state, ""), form_with(state, "Min titel", now))->status);
    assert_int_equal(303, post(state, goal_path(state, ""), form_with(state, title, "Mit nu"))->status);
    assert_string_equal("Min titel", text_in(state, "SELECT title FROM goal WHERE key = 'i-gang-kl-815'"));
    assert_string_equal("Mit nu",
                        text_in(state, "SELECT situation_now FROM goal WHERE key = 'i-gang-kl-815'"));
}

static void changes_of_the_same_field_are_shown_side_by_side(void **state)
{
    sign_in_as(state, LEADER);
    const char *now = text_in(state, "SELECT situation_now FROM goal WHERE key = 'i-gang-kl-815'");
    assert_int_equal(303, post(state, goal_path(state, ""), form_with(state, "Min titel", now))->status);
    const Request *q = post(state, goal_path(state, ""), form_with(state, "Din titel", now));
    assert_int_equal(409, q->status);
    assert_page_has(q, "Min titel");
    assert_page_has(q, "value=\"Din titel\"");
    assert_page_has(q, "name=\"revision\" value=\"2\"");
    assert_string_equal("Min titel", text_in(state, "SELECT title FROM goal WHERE key = 'i-gang-kl-815'"));
}

static void forged_revision_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, post(state, goal_path(state, ""), "revision=7&title=x")->status);
    assert_int_equal(404, post(state, goal_path(state, ""), "revision=-1&title=x")->status);
}

static void goal_cannot_be_put_into_a_plan_of_others(void **state)
{
    sign_in_as(state, LEADER);
    int64_t plan = number_in(
        state,
        "SELECT p.plan FROM plan_units p JOIN unit u ON u.id = p.unit WHERE u.key = 'biblioteket' LIMIT 1");
    assert_int_equal(404,
                     post(state, goal_path(state, ""), say(state, "title=x&plans=%" PRId64, plan))->status);
}

static void new_goal_hangs_below_its_plan(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, plan_path(state, "/goals"), "title=Børnene læser hver dag");
    assert_int_equal(303, q->status);
    assert_page_has(get(state, text_at(q->location)), "Børnene læser hver dag");
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM goal_plans gp JOIN goal g ON g.id = gp.goal "
                                         "WHERE g.title = 'Børnene læser hver dag'"));
}

static void new_goal_in_a_plan_of_others_is_denied(void **state)
{
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(403, post(state, plan_path(state, "/goals"), "title=x")->status);
}

static void reached_goal_needs_date_and_reason(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, goal_path(state, "/state"), "state=reached");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvornår I har vurderet det");
    assert_page_has(q, "Skriv, hvad I har set, der viser det");
    assert_int_equal(303, post(state, goal_path(state, "/state"),
                               "state=reached&state_date=2026-11-20&state_reason=Alle er i gang")
                              ->status);
}

static void post_without_token_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(403, post_with_token(state, goal_path(state, ""), "title=x", "")->status);
}

static void title_that_looks_like_an_activity_is_saved_with_advice(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, plan_path(state, "/goals"), "title=Aktiviteter koblet til morgenen");
    assert_int_equal(303, q->status);
    const char *path = say(state, "%s", text_at(q->location));
    assert_page_has(get(state, path), "Titlen ligner noget, I gør");
    assert_page_has(get(state, say(state, "%s/edit", path)), "I kan gemme det alligevel");
    sign_in_as(state, READER);
    assert_page_has_not(get(state, path), "Titlen ligner noget, I gør");
}

static void title_that_is_a_situation_gets_no_advice(void **state)
{
    sign_in_as(state, LEADER);
    assert_page_has_not(get(state, goal_path(state, "")), "Titlen ligner");
}

static void goal_without_a_trial_says_so(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, plan_path(state, "/goals"), "title=Ingen er alene");
    assert_page_has(get(state, text_at(q->location)), "Der er ingen prøvehandling under målet endnu");
    assert_page_has(get(state, "/goals"), "Ingen prøvehandling endnu");
}

static void every_step_is_told_with_its_reason(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, goal_path(state, "/state"),
                               "state=partly_reached&state_date=2026-11-20&state_reason=To klasser")
                              ->status);
    assert_int_equal(303, post(state, goal_path(state, "/state"),
                               "state=reached&state_date=2026-11-24&state_reason=Alle klasser")
                              ->status);
    const Request *q = get(state, goal_path(state, ""));
    assert_page_has(q, "To klasser");
    assert_page_has(q, "Alle klasser");
    assert_page_has(q, "Delvist indfriet");
}

static void goal_stays_in_the_plans_that_are_not_mine(void **state)
{
    Fixture *fixture = *state;
    int64_t goal = id_of(state, "goal", "i-gang-kl-815"), other = id_of(state, "plan", "jobcenter-2027");
    const char *sql =
        say(state, "INSERT INTO goal_plans (goal, plan) VALUES (%" PRId64 ", %" PRId64 ")", goal, other);
    assert_int_equal(OK, db_script(fixture->db, sql));
    sign_in_as(state, LEADER);
    assert_int_equal(303,
                     post(state, goal_path(state, ""),
                          say(state, "title=x&plans=%" PRId64, id_of(state, "plan", "aabrinkskolen-2027")))
                         ->status);
    assert_int_equal(
        2, number_in(state, say(state, "SELECT COUNT(*) FROM goal_plans WHERE goal = %" PRId64, goal)));
}

static const char *old_plan_path(void **state, const char *rest)
{
    return say(state, "/plans/%" PRId64 "%s", id_of(state, "plan", "aabrinkskolen-2026"), rest);
}

/* A goal of 2026 that is not reached and does not stand in 2027's plan. */
static int64_t unreached_goal(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303,
                     post(state, old_plan_path(state, "/goals"), "title=Ingen venter i garderoben")->status);
    return number_in(state, "SELECT id FROM goal WHERE title = 'Ingen venter i garderoben'");
}

static void unreached_goal_is_carried_over(void **state)
{
    int64_t goal = unreached_goal(state);
    assert_page_has(get(state, old_plan_path(state, "/carry-over")), "Ingen venter i garderoben");
    assert_int_equal(
        303, post(state, old_plan_path(state, "/carry-over"), say(state, "goal=%" PRId64, goal))->status);
    assert_page_has(get(state, plan_path(state, "")), "Ingen venter i garderoben");
    assert_page_has(get(state, old_plan_path(state, "")), "Ingen venter i garderoben");
}

static void carrying_over_needs_a_goal(void **state)
{
    unreached_goal(state);
    const Request *q = post(state, old_plan_path(state, "/carry-over"), "");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg mindst ét mål");
}

static void goal_of_another_plan_is_not_carried_over(void **state)
{
    unreached_goal(state);
    int64_t other = number_in(state, "SELECT gp.goal FROM goal_plans gp JOIN plan p ON p.id = gp.plan WHERE "
                                     "p.key = 'jobcenter-2027' LIMIT 1");
    int64_t goal = number_in(state, "SELECT id FROM goal WHERE title = 'Ingen venter i garderoben'");
    assert_int_equal(
        404, post(state, old_plan_path(state, "/carry-over"), say(state, "goal=%" PRId64, other))->status);
    assert_int_equal(
        404, post(state, old_plan_path(state, "/carry-over"),
                  say(state, "goal=%" PRId64 "&next=%" PRId64, goal, id_of(state, "plan", "jobcenter-2027")))
                 ->status);
}

static void carrying_over_is_for_leaders(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, get(state, old_plan_path(state, "/carry-over"))->status);
    assert_int_equal(403, post(state, old_plan_path(state, "/carry-over"), "goal=1")->status);
}

/* A route of this concept, and the row of the example that it is about. */
typedef struct Told {
    const char *path;
    const char *record;
    const char *key;
} Told;

/* The path with its {id} filled in. */
static const char *told_path(void **state, const Told *told)
{
    const char *hole = strstr(told->path, "{id}");
    if (hole == NULL)
        return told->path;
    return say(state, "%.*s%" PRId64 "%s", (int)(hole - told->path), told->path,
               id_of(state, told->record, told->key), hole + 4);
}

static void every_page_asks_whoever_is_signed_out_to_sign_in(void **state)
{
    static const Told pages[] = {
        { "/goals", "", "" },
        { "/goals/{id}", "goal", "i-gang-kl-815" },
        { "/goals/{id}/edit", "goal", "i-gang-kl-815" },
        { "/goals/{id}/state", "goal", "i-gang-kl-815" },
        { "/plans/{id}/goals/new", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/carry-over", "plan", "aabrinkskolen-2027" },
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_int_equal(401, get(state, told_path(state, &pages[i]))->status);
}

static void every_form_without_a_token_is_refused(void **state)
{
    static const Told forms[] = {
        { "/goals/{id}", "goal", "i-gang-kl-815" },
        { "/goals/{id}/state", "goal", "i-gang-kl-815" },
        { "/plans/{id}/goals", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/carry-over", "plan", "aabrinkskolen-2027" },
    };
    sign_in_as(state, LEADER);
    int64_t changes = number_in(state, "SELECT COUNT(*) FROM change");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_int_equal(403, post_with_token(state, told_path(state, &forms[i]), "title=x", "")->status);
    assert_int_equal(changes, number_in(state, "SELECT COUNT(*) FROM change"));
}

static void goal_is_not_taken_out_of_its_last_plan(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        OK,
        db_script(
            ((Fixture *)*state)->db,
            "DELETE FROM goal_plans WHERE plan <> (SELECT id FROM plan WHERE key = 'aabrinkskolen-2027')"));
    const Request *q = post(state, goal_path(state, ""), "title=Ny titel");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Lad målet stå i mindst én målplan");
    assert_int_equal(200, get(state, goal_path(state, "/edit"))->status);
}

HARNESS_MAIN(TEST(goal_is_not_taken_out_of_its_last_plan),
             TEST(every_page_asks_whoever_is_signed_out_to_sign_in),
             TEST(every_form_without_a_token_is_refused), TEST(page_shows_what_hangs_below_the_goal),
             TEST(json_has_the_fields_of_the_record), TEST(whoever_is_signed_out_is_asked_to_sign_in),
             TEST(goal_that_is_not_there_is_not_found), TEST(reader_may_not_edit),
             TEST(saved_title_is_in_the_history), TEST(empty_title_comes_back_with_what_was_typed),
             TEST(goal_due_before_it_starts_is_refused), TEST(goal_may_last_four_years_and_not_a_day_more),
             TEST(changes_of_different_fields_merge), TEST(changes_of_the_same_field_are_shown_side_by_side),
             TEST(forged_revision_is_not_found), TEST(goal_cannot_be_put_into_a_plan_of_others),
             TEST(new_goal_hangs_below_its_plan), TEST(new_goal_in_a_plan_of_others_is_denied),
             TEST(reached_goal_needs_date_and_reason), TEST(post_without_token_is_refused),
             TEST(title_that_looks_like_an_activity_is_saved_with_advice),
             TEST(title_that_is_a_situation_gets_no_advice), TEST(goal_without_a_trial_says_so),
             TEST(every_step_is_told_with_its_reason), TEST(goal_stays_in_the_plans_that_are_not_mine),
             TEST(unreached_goal_is_carried_over), TEST(carrying_over_needs_a_goal),
             TEST(goal_of_another_plan_is_not_carried_over), TEST(carrying_over_is_for_leaders))
