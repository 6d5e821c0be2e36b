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
    assert_page_has(q, "To er ikke arbejdet med inden for deres periode, som slutter i år eller er gået.");
    assert_page_has(q, "Beskæftigelsespolitik 2023–2026 · to år er gået, uden at der er arbejdet med den · "
                       "periodens sidste år");
    assert_page_has(q, "<td data-title=\"2025\">5 arbejdet med</td><td data-title=\"2026\">7 arbejdet "
                       "med</td><td data-title=\"2027\">3 udvalgt</td>");
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
    assert_page_has(q, "Skulle med i 2025");
    assert_page_has(q, "<span class=\"mk u\"></span>skulle med");
    assert_page_has(q, "<span class=\"badge\">Mangler</span>");
    int64_t objective = id_of(state, "objective", "den-almene-skole");
    assert_page_has(get_json(state, "/coverage"),
                    say(state, "\"budget_missed\":[{\"id\":%" PRId64, objective));
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

/* ---- the forecast ---- */

/* What stands behind "NAME": in the forecast of the JSON face, up to the next member. */
static const char *forecast(void **state, const char *name)
{
    const char *at = strstr(get_json(state, "/coverage")->out.at, "\"forecast\":{");
    assert_non_null(at);
    at = strstr(at, say(state, "\"%s\":", name));
    assert_non_null(at);
    at += strlen(name) + 3;
    return say(state, "%.*s", (int)(*at == '[' ? strcspn(at, "]") + 1 : strcspn(at, ",}")), at);
}

static void page_tells_the_forecast_in_plain_words(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Kan alle nås? Udvælgelsen til 2027");
    assert_page_has(
        q, "Organisationen kan arbejde med fire målsætninger i 2027. To skal med fra budgetaftalen, så "
           "der er plads til to fra politikkerne.");
    assert_page_has(q, "Direktionen 31. august 2026, punkt 2");
    assert_page_has(q, "To mangler fra perioder, der slutter, før 2027 begynder.");
    assert_page_has(
        q, "Én mangler fra perioder, der løber i 2027 eller senere, og den kan nås. Den behøver ikke");
    assert_page_has(q,
                    "Til nu er tre udvalgt til 2027, og ingen af dem er blandt dem, der mangler. Det er én "
                    "mere, end der er plads til.");
    assert_page_has_not(q, "Sidste chance");
    assert_page_has_not(get(state, of_policy(state, "skolepolitik-2025")), "Kan alle nås?");
}

static void forecast_is_part_of_the_json(void **state)
{
    sign_in_as(state, READER);
    assert_string_equal("4", forecast(state, "capacity"));
    assert_string_equal("2", forecast(state, "room"));
    assert_string_equal("1", forecast(state, "reachable"));
    assert_string_equal("0", forecast(state, "unreachable"));
    assert_string_equal("0", forecast(state, "needed_now"));
    assert_string_equal("[]", forecast(state, "last_chance"));
    assert_string_equal(say(state, "[{\"id\":%" PRId64 ",\"path\":\"/objectives/%" PRId64 "\"}]",
                            id_of(state, "objective", "efter-9-klasse"),
                            id_of(state, "objective", "efter-9-klasse")),
                        forecast(state, "uncovered"));
    assert_non_null(strstr(forecast(state, "missed"),
                           say(state, "/objectives/%" PRId64, id_of(state, "objective", "sidste-tid"))));
    assert_non_null(strstr(forecast(state, "compulsory"),
                           say(state, "/objectives/%" PRId64, id_of(state, "objective", "svoemme"))));
}

static void last_chance_and_what_must_be_chosen_now_are_named(void **state)
{
    sign_in_as(state, READER);
    run_sql(state,
            "UPDATE policy SET valid_to = '2027', valid_to_from = '2027-01-01', valid_to_to = '2027-12-31' "
            "WHERE key IN ('skolepolitik-2025', 'aeldrepolitik-2023', 'beskaeftigelsespolitik-2023')");
    const Request *q = get(state, "/coverage");
    assert_page_has(
        q, "Tre mangler fra perioder, der løber i 2027 eller senere. To af dem kan nås, og én kan ikke.");
    assert_page_has(q, "Mindst to skal udvælges til 2027, hvis så mange som muligt skal nås.");
    assert_page_has(q, "Sidste chance i 2027</h3>");
    assert_page_has(q, "ét år tilbage");
    run_sql(state, "UPDATE capacity SET most = 1 WHERE year = 2027");
    q = get(state, "/coverage");
    assert_page_has(q, "To skal med fra budgetaftalen. Det er én mere, end der er plads til.");
    assert_page_has(q, "Ingen af dem kan nås: der er ikke plads i de år, de gælder.");
}

static void windows_that_begin_later_are_reckoned_with(void **state)
{
    sign_in_as(state, READER);
    run_sql(
        state,
        "UPDATE policy SET valid_from = '2028', valid_from_from = '2028-01-01', valid_from_to = '2028-12-31' "
        "WHERE key = 'skolepolitik-2025'; DELETE FROM goal_objectives; UPDATE capacity SET most = 3 "
        "WHERE year = 2028");
    const Request *q = get(state, "/coverage");
    assert_page_has(
        q, "Fire mangler fra perioder, der løber i 2027 eller senere. Tre af dem kan nås, og én kan ikke.");
    assert_page_has(q, "Ingen af dem behøver at blive udvalgt til 2027: de kan nås i årene efter.");
    assert_page_has_not(q, "Skolepolitik 2025–2028</a>");
}

static void year_without_a_number_takes_that_of_the_year_before(void **state)
{
    sign_in_as(state, READER);
    assert_page_has_not(get(state, "/coverage"), "Hvor den mangler, regner vi med tallet fra året før.");
    run_sql(state, "DELETE FROM capacity WHERE year >= 2027");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Organisationen kan arbejde med fem målsætninger i 2027.");
    assert_page_has(q, "Hvor den mangler, regner vi med tallet fra året før.");
    assert_page_has_not(q, "Tallet er besluttet her");
    assert_string_equal("5", forecast(state, "capacity"));
}

static void work_over_the_period_is_told_and_covers_nothing(void **state)
{
    sign_in_as(state, READER);
    run_sql(state,
            "UPDATE policy SET valid_to = '2024', valid_to_from = '2024-01-01', valid_to_to = '2024-12-31' "
            "WHERE key = 'aeldrepolitik-2023'");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "over perioden · ét år er gået, uden at der er arbejdet med den · arbejdet med i "
                       "2025, da perioden var gået");
    assert_page_has(q, "<h1>Fem af ti målsætninger er der arbejdet med</h1>");
}

/* ---- what is not known ---- */

static void unknown_capacity_is_said_and_reckoned_with_by_nobody(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "DELETE FROM capacity");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Vi ved ikke, hvor mange målsætninger organisationen kan arbejde med i 2027.");
    assert_page_has(q, "Én mangler fra perioder, der løber i 2027 eller senere.");
    assert_page_has_not(q, "og den kan nås");
    assert_page_has_not(q, "/coverage/capacity/new");
    assert_page_has(get_json(state, "/coverage"), "\"last_chance\":[]}}");
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/coverage"), "/coverage/capacity/new?year=2027");
    assert_page_has(get(state, "/coverage/capacity/new?year=2027"), "value=\"2027\"");
}

static void years_before_the_first_trial_are_not_known(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "<td class=\"none\">ved ikke</td>");
    assert_page_has(q, "Der er ikke skrevet prøvehandlinger ind fra før 2024");
    assert_page_has(q, "Ingen udvælgelse er skrevet ind for årene før 2025.");
    assert_non_null(strstr(cell(state, "sidste-tid", 2023), "\"is_known\":false"));
    assert_non_null(strstr(cell(state, "sidste-tid", 2024), "\"is_known\":true"));
}

static void without_trials_nothing_is_called_missing(void **state)
{
    sign_in_as(state, READER);
    run_sql(
        state,
        "DELETE FROM evaluation; DELETE FROM log_entry; DELETE FROM sign_trials; DELETE FROM trial_goals; "
        "DELETE FROM trial_units; DELETE FROM trial_citizen_groups; UPDATE task SET trial = NULL; "
        "UPDATE trial SET continues = NULL; DELETE FROM trial; DELETE FROM selection");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "<h1>Er alle målsætninger arbejdet med?</h1>");
    assert_page_has(q, "Det ved vi ikke. Ingen har skrevet prøvehandlinger ind");
    assert_page_has(q,
                    "Ingen udvælgelse er skrevet ind, så vi ved ikke, hvad kommunalbestyrelsen har valgt.");
    assert_page_has(q, "og regner, som om ingen af dem er");
    assert_page_has_not(q, "Mangler</span>");
    assert_page_has_not(q, "Dem, der mangler");
    assert_page_has_not(q, "Aldrig udvalgt");
}

static void what_has_no_objectives_is_listed(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE objective SET policy = (SELECT id FROM policy WHERE key = 'skolepolitik-2025') "
                   "WHERE policy = "
                   "(SELECT id FROM policy WHERE key = 'aeldrepolitik-2023');"
                   "UPDATE objective SET budget_agreement = (SELECT id FROM budget_agreement WHERE key = "
                   "'budgetaftale-2027') WHERE budget_agreement IS NOT NULL");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Politikker, hvis målsætninger ikke er skrevet ind");
    assert_page_has(q, "Ældrepolitik 2023–2026</a>");
    assert_page_has(q, "Budgetaftaler, hvis målsætninger ikke er skrevet ind");
    run_sql(state,
            "UPDATE objective SET policy = (SELECT id FROM policy WHERE key = 'maaltidsstrategi-2024') "
            "WHERE policy IS NOT NULL; UPDATE budget_agreement SET budget_year = 2010");
    q = get(state, "/coverage");
    assert_page_has(
        q, "Det ved vi ikke. Tre politikker er i kraft, men ingen har skrevet deres målsætninger ind.");
    assert_page_has(q, "Ni målsætninger står i strategier og planer ved siden af politikkerne.");
    assert_page_has_not(get_json(state, "/coverage"), "forecast");
}

static void period_without_an_end_is_in_no_forecast(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE policy SET valid_to = NULL, valid_to_from = NULL, valid_to_to = NULL "
                   "WHERE key = 'aeldrepolitik-2023'");
    const Request *q = get(state, "/coverage");
    assert_page_has(q, "Én målsætning mangler, og dens politik siger ikke, hvornår den slutter.");
    assert_page_has(q, "Én er ikke arbejdet med inden for sin periode");
    assert_null(strstr(forecast(state, "missed"),
                       say(state, "/objectives/%" PRId64 "\"", id_of(state, "objective", "sidste-tid"))));
    assert_null(strstr(forecast(state, "uncovered"),
                       say(state, "/objectives/%" PRId64 "\"", id_of(state, "objective", "sidste-tid"))));
}

static void period_without_a_beginning_begins_with_the_first_that_is_known(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "UPDATE policy SET valid_from = NULL, valid_from_from = NULL, valid_from_to = NULL "
                   "WHERE key = 'aeldrepolitik-2023'");
    assert_non_null(strstr(cell(state, "ingen-alene", 2025), "\"is_worked_on\":true"));
    assert_non_null(strstr(cell(state, "ingen-alene", 2025), "\"is_within\":true"));
    assert_page_has(get(state, "/coverage"), "<h1>Syv af ti målsætninger er der arbejdet med</h1>");
}

static void plan_of_the_year_that_leads_to_no_objective_is_counted(void **state)
{
    sign_in_as(state, READER);
    assert_page_has_not(get(state, "/coverage"), "siger ikke, hvilke målsætninger");
    run_sql(state, "DELETE FROM plan_objectives; DELETE FROM goal_objectives");
    assert_page_has(get(state, "/coverage"), "siger ikke, hvilke målsætninger de hører til.");
}

/* ---- capacity ---- */

static const char *path_of_year(void **state, int year, const char *rest)
{
    return say(state, "/coverage/capacity/%" PRId64 "%s",
               number_in(state, say(state, "SELECT id FROM capacity WHERE year = %d", year)), rest);
}

static void capacity_is_listed_year_by_year(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/coverage/capacity");
    assert_page_has(q, "<th scope=\"row\">2026</th><td data-title=\"Plads til\">fem målsætninger</td>");
    assert_page_has(q, "/history/capacity/");
    assert_page_has_not(q, "/edit");
    assert_page_has(get_json(state, "/coverage/capacity"),
                    "\"year\":2026,\"most\":5,\"reference\":\"Direktionen");
    run_sql(state, "DELETE FROM capacity");
    assert_page_has(get(state, "/coverage/capacity"), "Ingen har skrevet, hvor meget der er plads til.");
}

static void only_staff_may_write_capacity(void **state)
{
    assert_int_equal(401, get(state, "/coverage/capacity")->status);
    sign_in_as(state, LEADER);
    assert_int_equal(403, get(state, "/coverage/capacity/new")->status);
    assert_int_equal(403, post(state, "/coverage/capacity", "year=2029&most=4")->status);
    assert_int_equal(403, get(state, path_of_year(state, 2027, "/edit"))->status);
    assert_int_equal(403, post(state, path_of_year(state, 2027, ""), "year=2027&most=9")->status);
    assert_int_equal(403, post(state, path_of_year(state, 2027, "/delete"), "")->status);
    assert_int_equal(4, number_in(state, "SELECT most FROM capacity WHERE year = 2027"));
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/coverage/capacity/999999/edit")->status);
}

static void capacity_is_written_changed_and_deleted_with_its_history(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(303,
                     post(state, "/coverage/capacity", "year=2029&most=7&reference=Direktionen")->status);
    assert_page_has(get(state, path_of_year(state, 2029, "/edit")), "Hvor meget er der plads til i 2029?");
    assert_int_equal(
        303, post(state, path_of_year(state, 2029, ""), "revision=1&year=2029&most=3&reference=")->status);
    assert_int_equal(3, number_in(state, "SELECT most FROM capacity WHERE year = 2029"));
    assert_int_equal(
        409, post(state, path_of_year(state, 2029, ""), "revision=1&year=2029&most=8&reference=")->status);
    int64_t id = number_in(state, "SELECT id FROM capacity WHERE year = 2029");
    assert_int_equal(200, get(state, say(state, "/history/capacity/%" PRId64, id))->status);
    assert_int_equal(303, post(state, path_of_year(state, 2029, "/delete"), "")->status);
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM capacity WHERE year = 2029"));
    assert_int_equal(3, number_in(state, say(state,
                                             "SELECT COUNT(*) FROM change WHERE record = 'capacity' AND "
                                             "row_id = %" PRId64,
                                             id)));
}

static void capacity_that_is_no_number_of_a_year_is_refused(void **state)
{
    static const char *const forms[] = { "year=2029&most=0",   "year=2029&most=-1",  "year=2029&most=fem",
                                         "year=2029&most=",    "year=&most=4",       "year=20&most=4",
                                         "year=2029&most=4,5", "year=2029&most=1000" };
    sign_in_as(state, STAFF_MEMBER);
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_int_equal(422, post(state, "/coverage/capacity", forms[i])->status);
    const Request *q = post(state, "/coverage/capacity", "year=2027&most=9");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Der står allerede et tal for det år.");
    assert_int_equal(422, post(state, path_of_year(state, 2028, ""), "revision=1&year=2027&most=9")->status);
    assert_int_equal(5, number_in(state, "SELECT COUNT(*) FROM capacity"));
}

HARNESS_MAIN(TEST(number_is_said_in_words), TEST(work_is_a_trial_that_ran_in_the_year),
             TEST(trial_that_has_not_begun_or_was_dropped_is_no_work),
             TEST(running_trial_is_work_until_today_alone),
             TEST(what_runs_beside_the_policies_is_never_counted), TEST(one_policy_can_be_shown_alone),
             TEST(those_that_are_missing_can_be_shown_alone),
             TEST(objective_whose_agreement_went_by_without_work_stays),
             TEST(policy_over_its_period_stays_until_it_is_replaced),
             TEST(only_staff_is_shown_the_way_to_the_selection),
             TEST(coverage_without_objectives_shows_the_way), TEST(page_escapes_what_people_wrote),
             TEST(page_tells_the_forecast_in_plain_words), TEST(forecast_is_part_of_the_json),
             TEST(last_chance_and_what_must_be_chosen_now_are_named),
             TEST(windows_that_begin_later_are_reckoned_with),
             TEST(year_without_a_number_takes_that_of_the_year_before),
             TEST(work_over_the_period_is_told_and_covers_nothing),
             TEST(unknown_capacity_is_said_and_reckoned_with_by_nobody),
             TEST(years_before_the_first_trial_are_not_known), TEST(without_trials_nothing_is_called_missing),
             TEST(what_has_no_objectives_is_listed), TEST(period_without_an_end_is_in_no_forecast),
             TEST(period_without_a_beginning_begins_with_the_first_that_is_known),
             TEST(plan_of_the_year_that_leads_to_no_objective_is_counted),
             TEST(capacity_is_listed_year_by_year), TEST(only_staff_may_write_capacity),
             TEST(capacity_is_written_changed_and_deleted_with_its_history),
             TEST(capacity_that_is_no_number_of_a_year_is_refused))
