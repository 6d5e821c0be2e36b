/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static void run_sql(void **state, const char *sql)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, sql));
}

static const char *of_policy(void **state, const char *key)
{
    return say(state, "/coverage?policy=%" PRId64, id_of(state, "policy", key));
}

/* "objective":7,…,"year":2026 of the JSON face, from there on. */
static const char *cell(void **state, const char *key, int year)
{
    const char *objective = say(state, "\"objective\":{\"id\":%" PRId64, id_of(state, "objective", key));
    const char *plain = say(state, "\"objective\":%" PRId64 ",", id_of(state, "objective", key));
    const char *when = say(state, "\"year\":%d,", year);
    const char *all = get_json(state, "/coverage")->out.at;
    const char *at = strstr(all, objective) != NULL ? strstr(all, objective) : strstr(all, plain);
    assert_non_null(at);
    at = strstr(at, when);
    assert_non_null(at);
    return say(state, "%.*s", (int)strcspn(at, "}"), at);
}

static void number_is_said_in_words(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/coverage");
    assert_int_equal(200, q->status);
    assert_page_has(q, "<h1>Syv af ti målsætninger er der arbejdet med</h1>");
    assert_page_has(q, "To er aldrig arbejdet med, og deres periode slutter i år eller er gået.");
    assert_page_has(q, "Beskæftigelsespolitik 2023–2026 · tre år er gået uden arbejde");
    assert_page_has(q, "3 af 4 udvalgte");
    assert_page_has(q, "<span class=\"mk a\"></span>arbejdet med");
    assert_page_has(q, "<span class=\"mk u\"></span>udvalgt");
}

static void work_is_a_trial_that_ran_in_the_year(void **state)
{
    sign_in_as(state, READER);
    assert_non_null(strstr(cell(state, "lyst-til-skole", 2026), "\"is_worked_on\":true"));
    assert_non_null(strstr(cell(state, "lyst-til-skole", 2027), "\"is_worked_on\":false"));
    assert_non_null(strstr(cell(state, "maaltidet", 2025), "\"is_selected\":true"));
    assert_non_null(strstr(cell(state, "maaltidet", 2025), "\"is_worked_on\":false"));
    assert_non_null(strstr(cell(state, "den-almene-skole", 2026), "\"is_compulsory\":true"));
}

static void trial_that_has_not_begun_or_was_dropped_is_no_work(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE trial SET state = 'prepared' WHERE state = 'running';"
                   "UPDATE trial SET state = 'dropped' WHERE state IN ('ended', 'evaluated')");
    assert_page_has(get(state, "/coverage"), "Ingen af ti målsætninger er der arbejdet med endnu");
}

static void running_trial_is_work_until_today_alone(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "DELETE FROM evaluation; UPDATE trial SET state = 'running', starts_on = '2024-08-01', "
                   "ends_on = '2030-06-30'");
    assert_non_null(strstr(cell(state, "ingen-alene", 2023), "\"is_worked_on\":false"));
    assert_non_null(strstr(cell(state, "ingen-alene", 2024), "\"is_worked_on\":true"));
    assert_non_null(strstr(cell(state, "ingen-alene", 2026), "\"is_worked_on\":true"));
    assert_non_null(strstr(cell(state, "lyst-til-skole", 2027), "\"is_worked_on\":false"));
}

static void what_runs_beside_the_policies_is_never_counted(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE objective SET policy = (SELECT id FROM policy WHERE key = "
                   "'maaltidsstrategi-2024') WHERE key = 'maaltidet'");
    assert_page_has_not(get(state, "/coverage"), "Måltidet skal være dagens bedste stund");
    const Request *q = get(state, of_policy(state, "maaltidsstrategi-2024"));
    assert_page_has_not(q, "Måltidet skal være dagens bedste stund");
    assert_page_has(q, "Der er ingen målsætninger at vise her.");
}

static void one_policy_can_be_shown_alone(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, of_policy(state, "skolepolitik-2025"));
    assert_page_has(q, "Tre af fire målsætninger er der arbejdet med");
    assert_page_has(q, "<th scope=\"col\">2028</th>");
    assert_page_has_not(q, "<th scope=\"col\">2024</th>");
    assert_page_has_not(q, "Måltidet skal være dagens bedste stund");
    assert_int_equal(200, get(state, "/coverage?policy=x")->status);
}

static void those_that_are_missing_can_be_shown_alone(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/coverage?missing=1");
    assert_page_has(q, "Den sidste tid skal være værdig");
    assert_page_has_not(q, "Måltidet skal være dagens bedste stund");
    assert_page_has(q, "<span class=\"badge\">Mangler</span>");
    assert_page_has(q, "<span class=\"badge\">Ikke endnu</span>");
    assert_page_has_not(get_json(state, "/coverage?missing=1"), "Måltidet");
}

static void objective_whose_agreement_went_by_without_work_stays(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE budget_agreement SET budget_year = 2025 WHERE key = 'budgetaftale-2026';"
                   "DELETE FROM goal_objectives WHERE objective = (SELECT id FROM objective WHERE key = "
                   "'den-almene-skole')");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Færre elever skal have brug for et tilbud");
    assert_page_has(q, "Skal med i 2025");
    assert_page_has(q, "<span class=\"mk u\"></span>skal med");
}

static void policy_over_its_period_stays_until_it_is_replaced(void **state)
{
    sign_in_as(state, READER);
    run_sql(state,
            "UPDATE policy SET valid_to = '2025', valid_to_from = '2025-01-01', valid_to_to = '2025-12-31' "
            "WHERE key = 'aeldrepolitik-2023'");
    assert_page_has(get(state, "/coverage"),
                    "Ældrepolitik 2023–2026</a> <span class=\"sub\">Over perioden</span>");
    assert_page_has_not(get(state, "/coverage"), "Skolepolitik 2021–2024</a>");
}

static void only_staff_is_shown_the_way_to_the_selection(void **state)
{
    assert_int_equal(401, get(state, "/coverage")->status);
    sign_in_as(state, COUNCIL_MEMBER);
    assert_page_has_not(get(state, "/coverage"), "/selections/2027/edit");
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/coverage"), "/selections/2027/edit");
}

static void coverage_without_objectives_shows_the_way(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE policy SET state = 'draft'; UPDATE budget_agreement SET budget_year = 2010");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Er alle målsætninger arbejdet med?");
    assert_page_has(q, "Der er ingen målsætninger at vise her.");
    assert_page_has(get_json(state, "/coverage"), "\"rows\":[]");
}

static void page_escapes_what_people_wrote(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE objective SET text = '<b>x</b>' WHERE key = 'maaltidet'");
    assert_page_has(get(state, "/coverage"), "&lt;b&gt;x&lt;/b&gt;");
}

HARNESS_MAIN(TEST(number_is_said_in_words), TEST(work_is_a_trial_that_ran_in_the_year),
             TEST(trial_that_has_not_begun_or_was_dropped_is_no_work),
             TEST(running_trial_is_work_until_today_alone),
             TEST(what_runs_beside_the_policies_is_never_counted), TEST(one_policy_can_be_shown_alone),
             TEST(those_that_are_missing_can_be_shown_alone),
             TEST(objective_whose_agreement_went_by_without_work_stays),
             TEST(policy_over_its_period_stays_until_it_is_replaced),
             TEST(only_staff_is_shown_the_way_to_the_selection),
             TEST(coverage_without_objectives_shows_the_way), TEST(page_escapes_what_people_wrote))
