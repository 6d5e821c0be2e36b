/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

static void leader_is_greeted_with_what_waits(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, "/");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Goddag, Mette");
    assert_page_has(q, "Tirsdag den 24. november 2026, uge 48.");
    assert_page_has(q, "Rolig morgen: klassen er åben fra kl. 7.45");
    assert_page_has(q, "Skriv evalueringen");
    assert_page_has(q, "Fortsæt målplanen");
}

static void employee_sees_own_tasks_and_the_way_to_the_phone_page(void **state)
{
    sign_in_as(state, "aisha.rahimi@egelund.example");
    const Request *q = get(state, "/");
    assert_page_has(q, "Aftale med SFO’en, hvem der åbner hvilke klasser");
    assert_page_has(q, "href=\"/register\"");
    assert_page_has_not(q, "Skriv evalueringen");
}

static void goal_without_a_trial_waits_for_its_owner(void **state)
{
    sign_in_as(state, LEADER);
    const char *form = say(state, "title=Ingen er alene i frikvarteret&owner=person:%lld",
                           (long long)id_of(state, "person", "mette-holm"));
    assert_int_equal(
        303,
        post(state, say(state, "/plans/%lld/goals", (long long)id_of(state, "plan", "aabrinkskolen-2027")),
             form)
            ->status);
    const Request *q = get(state, "/");
    assert_page_has(q, "Ingen er alene i frikvarteret");
    assert_page_has(q, "Foreslå en prøvehandling");
}

static void leader_sees_the_thread_of_the_own_units(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, "/");
    assert_page_has(q, "Tre målsætninger gælder jer i 2026");
    assert_page_has(q, "Lyst til at komme i skole");
    assert_page_has_not(q, "Ingen ufrivilligt alene");
}

static void council_member_sees_the_whole_thread(void **state)
{
    sign_in_as(state, COUNCIL_MEMBER);
    const Request *q = get(state, "/");
    assert_page_has(q, "Ingen ufrivilligt alene");
    assert_page_has(q, "Der venter ikke noget på dig lige nu");
    assert_page_has(q, "href=\"/coverage\"");
}

/* Fills an objective up to COUNT goals. */
static void give_goals(void **state, int64_t count)
{
    Fixture *fixture = *state;
    int64_t objective = id_of(state, "objective", "lyst-til-skole");
    const char *held =
        say(state, "SELECT COUNT(*) FROM goal_objectives WHERE objective = %lld", (long long)objective);
    for (int64_t i = number_in(state, held); i < count; i++)
        assert_int_equal(OK, db_script(fixture->db, say(state,
                                                        "INSERT INTO goal (revision, origin, key, title, "
                                                        "state) VALUES (1, 'local', 'new-%lld', 'Nyt', "
                                                        "'not_started'); INSERT INTO goal_objectives (goal, "
                                                        "objective) SELECT MAX(id), %lld FROM goal",
                                                        (long long)i, (long long)objective)));
}

static void whole_thread_says_when_it_counted_below_the_newest_goals_alone(void **state)
{
    sign_in_as(state, COUNCIL_MEMBER);
    give_goals(state, 12);
    assert_page_has(get(state, "/"), ">12 mål</a>");
    assert_page_has_not(get(state, "/"), "Vi tæller kun");
    give_goals(state, 13);
    assert_page_has(get(state, "/"), ">13 mål</a>");
    assert_page_has(get(state, "/"), "Vi tæller kun prøvehandlinger under de 12 nyeste mål.");
    sign_in_as(state, LEADER); /* counts all of the own units */
    assert_page_has_not(get(state, "/"), "Vi tæller kun");
}

static void trial_that_has_not_begun_is_not_counted_for_others(void **state)
{
    sign_in_as(state, COUNCIL_MEMBER);
    assert_page_has_not(get(state, "/"), "planlagt");
}

static void whoever_has_no_role_is_told_how_to_get_one(void **state)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, "DELETE FROM reach; DELETE FROM standing"));
    sign_in_as(state, LEADER);
    const Request *q = get(state, "/");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Du har ingen rolle i kommunen endnu");
    assert_page_has_not(q, "Rolig morgen");
}

static void json_lists_what_waits(void **state)
{
    sign_in_as(state, LEADER);
    assert_page_has(get_json(state, "/"), "\"kind\":\"evaluation\"");
}

static void signed_out_is_asked_to_sign_in(void **state)
{
    const Request *q = get(state, "/");
    assert_int_equal(401, q->status);
    assert_page_has(q, "name=\"password\"");
}

static void statements_are_open_to_everybody(void **state)
{
    assert_int_equal(200, get(state, "/accessibility")->status);
    const Request *q = get(state, "/privacy");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Egelund Kommune er dataansvarlig");
}

HARNESS_MAIN(TEST(leader_is_greeted_with_what_waits),
             TEST(employee_sees_own_tasks_and_the_way_to_the_phone_page),
             TEST(goal_without_a_trial_waits_for_its_owner), TEST(leader_sees_the_thread_of_the_own_units),
             TEST(council_member_sees_the_whole_thread),
             TEST(whole_thread_says_when_it_counted_below_the_newest_goals_alone),
             TEST(trial_that_has_not_begun_is_not_counted_for_others),
             TEST(whoever_has_no_role_is_told_how_to_get_one), TEST(json_lists_what_waits),
             TEST(signed_out_is_asked_to_sign_in), TEST(statements_are_open_to_everybody))
