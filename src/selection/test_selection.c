/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static int64_t objective(void **state, const char *key)
{
    return id_of(state, "objective", key);
}

static int64_t number_of(void **state, const char *column, int64_t year, const char *key)
{
    return number_in(state,
                     say(state, "SELECT %s FROM selection WHERE year = %" PRId64 " AND objective = %" PRId64,
                         column, year, objective(state, key)));
}

static const char *text_of_selection(void **state, const char *column, int64_t year, const char *key)
{
    return text_in(state,
                   say(state, "SELECT %s FROM selection WHERE year = %" PRId64 " AND objective = %" PRId64,
                       column, year, objective(state, key)));
}

/* NAME-ID=VALUE, to be joined into a form. */
static const char *input(void **state, const char *name, const char *key, const char *value)
{
    return say(state, "%s-%" PRId64 "=%s", name, objective(state, key), value);
}

static void run_sql(void **state, const char *sql)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, sql));
}

static void forget_2027(void **state)
{
    run_sql(state, "DELETE FROM selection WHERE year = 2027");
}

/* ---- pages ---- */

static void years_are_listed_with_the_newest_first(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/selections");
    assert_int_equal(200, q->status);
    const char *newer = strstr(q->out.at, "/selections/2027"), *older = strstr(q->out.at, "/selections/2025");
    assert_true(newer != NULL && older > newer);
    assert_page_has(q, "Tre er udvalgt, seks er det ikke · to skal med fra budgetaftalen");
    assert_page_has_not(get(state, "/selections?after=2026"), "/selections/2026\"");
    assert_page_has(get_json(state, "/selections"), "\"compulsory_count\":2");
}

static void year_shows_what_is_decided_and_why(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/selections/2027");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Tre målsætninger er udvalgt for 2027");
    assert_page_has(q, "Målet om fravær er tæt på");
    assert_page_has(q, "Kommunalbestyrelsen 27. oktober 2026, punkt 14");
    const char *first = strstr(q->out.at, "1. <a"), *second = strstr(q->out.at, "2. <a");
    assert_true(first != NULL && second > first);
    assert_page_has(q, "Ikke i 2027");
    assert_page_has(q, "Kom ikke med i oktober. Lægges frem igen 15. december som tillæg.");
    assert_page_has(q, "Hentet af Åbrinkskolen");
    assert_page_has(q, "/history/selection/");
    assert_page_has_not(q, "/edit");
}

static void objectives_of_the_budget_agreement_are_in_by_rule(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(0, number_of(state, "COUNT(*)", 2027, "svoemme"));
    const Request *q = get(state, "/selections/2027");
    assert_page_has(q, "Skal med fra Budgetaftale 2027");
    assert_page_has(q, "Flere børn skal kunne svømme");
    assert_page_has_not(q, "Færre elever skal have brug for et tilbud");
    assert_page_has(get_json(state, "/selections/2027"), "\"is_compulsory\":true");
}

static void year_without_decisions_shows_what_can_be_selected(void **state)
{
    forget_2027(state);
    sign_in_as(state, READER);
    const Request *q = get(state, "/selections/2027");
    assert_page_has(q, "Udvælgelsen til 2027");
    assert_page_has(q, "Uden beslutning");
    assert_page_has(q, "Aldrig arbejdet med, og perioden slutter med 2026");
    assert_page_has(q, "Aldrig arbejdet med. Kan nås til og med 2028");
    assert_page_has(q, "Senest arbejdet med i 2026");
}

static void policy_that_was_in_force_then_is_the_years(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "INSERT INTO objective (revision, origin, key, text, policy) SELECT 1, 'test', 'gammel', "
                   "'Den gamle', id FROM policy "
                   "WHERE key = 'skolepolitik-2021'");
    assert_page_has(get(state, "/selections/2024"), "Den gamle");
    assert_page_has_not(get(state, "/selections/2027"), "Den gamle");
}

static void year_that_cannot_be_selected_for_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/selections/2028")->status);
    assert_int_equal(404, get(state, "/selections/2028/edit")->status);
    assert_int_equal(404, get(state, "/selections/næste")->status);
    assert_int_equal(404, post(state, "/selections/2028", "decided_on=2026-10-27")->status);
    assert_int_equal(200, get(state, "/selections/1999")->status);
}

/* ---- the form ---- */

static void only_staff_may_record_a_selection(void **state)
{
    const char *const others[] = { LEADER, COUNCIL_MEMBER, READER };
    const char *form = input(state, "decision", "sidste-tid", "selected");
    assert_int_equal(401, get(state, "/selections/2027")->status);
    for (size_t i = 0; i < 3; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, "/selections/2027/edit")->status);
        assert_int_equal(403, post(state, "/selections/2027", form)->status);
    }
    assert_string_equal("not_selected", text_of_selection(state, "decision", 2027, "sidste-tid"));
}

static void staff_records_what_the_council_decided(void **state)
{
    forget_2027(state);
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(
        state, "%s&%s&%s&%s&%s&decided_on-day=27&decided_on-month=10&decided_on-year=2026&reference=Punkt 14",
        input(state, "decision", "lyst-til-skole", "selected"), input(state, "rank", "lyst-til-skole", "1"),
        input(state, "reason", "lyst-til-skole", "Det virker"),
        input(state, "decision", "maaltidet", "not_selected"), input(state, "reason", "sidste-tid", ""));
    assert_int_equal(303, post(state, "/selections/2027", form)->status);
    assert_int_equal(2, number_in(state, "SELECT COUNT(*) FROM selection WHERE year = 2027"));
    assert_int_equal(1, number_of(state, "rank", 2027, "lyst-til-skole"));
    assert_string_equal("Det virker", text_of_selection(state, "reason", 2027, "lyst-til-skole"));
    assert_string_equal("2026-10-27", text_of_selection(state, "decided_on", 2027, "maaltidet"));
    assert_string_equal("Punkt 14", text_of_selection(state, "reference", 2027, "maaltidet"));
    assert_int_equal(2, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'selection' AND what = "
                                         "'insert' AND person IS NOT NULL"));
}

static void supplement_leaves_the_first_decision_as_it_was(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(
        state, "%s&%s&%s&%s&decided_on=2026-11-23&reference=Tillæg, punkt 3",
        input(state, "decision", "sidste-tid", "selected"), input(state, "reason", "sidste-tid", "Nu"),
        input(state, "decision", "lyst-til-skole", "selected"), input(state, "rank", "lyst-til-skole", "1"));
    assert_int_equal(303, post(state, "/selections/2027", form)->status);
    assert_string_equal("2026-11-23", text_of_selection(state, "decided_on", 2027, "sidste-tid"));
    assert_string_equal("Tillæg, punkt 3", text_of_selection(state, "reference", 2027, "sidste-tid"));
    assert_string_equal("2026-10-27", text_of_selection(state, "decided_on", 2027, "lyst-til-skole"));
    assert_page_has(get(state, "/selections/2027"), "Besluttet <time datetime=\"2026-10-27\">");
}

static void reference_is_corrected_where_nothing_is_decided_anew(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(state, "%s&%s&%s&%s&decided_on=2026-10-27&reference=Punkt 15",
                           input(state, "decision", "lyst-til-skole", "selected"),
                           input(state, "rank", "lyst-til-skole", "1"),
                           input(state, "decision", "maaltidet", "not_selected"),
                           input(state, "reason", "maaltidet", "Bliver til en del af en ny målsætning"));
    assert_int_equal(303, post(state, "/selections/2027", form)->status);
    assert_string_equal("Punkt 15", text_of_selection(state, "reference", 2027, "lyst-til-skole"));
    assert_string_equal("Punkt 15", text_of_selection(state, "reference", 2027, "maaltidet"));
}

static void objective_of_the_budget_agreement_cannot_be_left_out(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(state, "%s&%s", input(state, "decision", "svoemme", "not_selected"),
                           input(state, "decision", "sidste-tid", "selected"));
    const Request *q = post(state, "/selections/2027", form);
    assert_int_equal(422, q->status);
    assert_page_has(q, "Den skal med og kan ikke vælges fra");
    assert_page_has(q, say(state, "href=\"#decision-%" PRId64 "\"", objective(state, "svoemme")));
    assert_page_has(q, say(state, "<li id=\"decision-%" PRId64 "\">", objective(state, "svoemme")));
    assert_int_equal(0, number_of(state, "COUNT(*)", 2027, "svoemme"));
    assert_string_equal("not_selected", text_of_selection(state, "decision", 2027, "sidste-tid"));
    assert_int_equal(
        303, post(state, "/selections/2027", input(state, "decision", "svoemme", "selected"))->status);
    assert_int_equal(0, number_of(state, "COUNT(*)", 2027, "svoemme"));
}

static void objective_that_is_not_the_years_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, post(state, "/selections/2027", "decision-999999=selected")->status);
    assert_int_equal(404, post(state, "/selections/2027", "decision-x=selected")->status);
    assert_int_equal(
        404,
        post(state, "/selections/2027", input(state, "decision", "den-almene-skole", "selected"))->status);
    assert_int_equal(0, number_of(state, "COUNT(*)", 2027, "den-almene-skole"));
}

static void reason_without_a_choice_is_shown_again(void **state)
{
    forget_2027(state);
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(state, "%s&%s", input(state, "reason", "sidste-tid", "Fordi"),
                           input(state, "rank", "lyst-til-skole", "første"));
    const Request *q = post(state, "/selections/2027", form);
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg, om målsætningen er udvalgt");
    assert_page_has(q, "Skriv et helt tal");
    assert_page_has(q, "Fordi</textarea>");
    assert_page_has(q, "value=\"første\"");
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM selection WHERE year = 2027"));
}

static void unknown_choice_is_refused(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const Request *q = post(state, "/selections/2027", input(state, "decision", "sidste-tid", "maybe"));
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en af mulighederne");
}

static void date_must_be_a_day_that_has_been(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *choice = input(state, "decision", "sidste-tid", "selected");
    const Request *q = post(state, "/selections/2027", say(state, "%s&decided_on=2026-12-15", choice));
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv en dato, der ikke ligger i fremtiden");
    q = post(state, "/selections/2027",
             say(state, "%s&decided_on-day=31&decided_on-month=2&decided_on-year=2026", choice));
    assert_int_equal(422, q->status);
    assert_page_has(q, "value=\"31\"");
    assert_string_equal("not_selected", text_of_selection(state, "decision", 2027, "sidste-tid"));
}

static void date_without_a_decision_is_refused(void **state)
{
    forget_2027(state);
    sign_in_as(state, STAFF_MEMBER);
    const Request *q = post(state, "/selections/2027", "decided_on=2026-10-27");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg først, hvilke målsætninger der er besluttet");
}

static void two_who_write_at_once_merge_or_conflict(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *revision = input(state, "revision", "sidste-tid",
                                 say(state, "%" PRId64, number_of(state, "revision", 2027, "sidste-tid")));
    const char *left = input(state, "decision", "sidste-tid", "not_selected");
    const char *old =
        input(state, "reason", "sidste-tid", text_of_selection(state, "reason", 2027, "sidste-tid"));
    const char *first =
        say(state, "%s&%s&%s", revision, left, input(state, "reason", "sidste-tid", "Den ene grund"));
    assert_int_equal(303, post(state, "/selections/2027", first)->status);
    const char *disjoint = say(state, "%s&%s&%s&%s&decided_on=2026-10-27", revision, left, old,
                               input(state, "rank", "sidste-tid", "4"));
    assert_int_equal(303, post(state, "/selections/2027", disjoint)->status);
    assert_string_equal("Den ene grund", text_of_selection(state, "reason", 2027, "sidste-tid"));
    assert_int_equal(4, number_of(state, "rank", 2027, "sidste-tid"));
    const char *same =
        say(state, "%s&%s&%s", revision, left, input(state, "reason", "sidste-tid", "Den anden grund"));
    const Request *q = post(state, "/selections/2027", same);
    assert_int_equal(409, q->status);
    assert_page_has(q, "Den ene grund");
    assert_page_has(q, "Den anden grund");
    assert_int_equal(404, post(state, "/selections/2027",
                               say(state, "%s&%s", left, input(state, "revision", "sidste-tid", "99")))
                              ->status);
}

static void form_shows_what_is_decided_and_names_each_objective(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const Request *q = get(state, "/selections/2027/edit");
    assert_int_equal(200, q->status);
    assert_page_has(q, say(state, "name=\"decision-%" PRId64 "\" value=\"selected\" checked",
                           objective(state, "lyst-til-skole")));
    assert_page_has(
        q, "Beslutning<span class=\"sr-only\">: Den sidste tid skal være værdig, også om natten</span>");
    assert_page_has(q, "value=\"Kommunalbestyrelsen 27. oktober 2026, punkt 14\"");
    assert_page_has(q, "Sidste chance");
    assert_page_has_not(q, say(state, "name=\"decision-%" PRId64 "\"", objective(state, "svoemme")));
}

/* The period ends before the year that is selected for begins, and no new policy has replaced it. */
static void objective_over_its_period_is_marked_and_can_be_selected(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    run_sql(state, "DELETE FROM selection WHERE year = 2027");
    assert_page_has_not(get(state, "/selections/2026"), "over perioden");
    assert_page_has(get(state, "/selections/2027"), "Ældrepolitik 2023–2026</a> · over perioden");
    assert_page_has(get(state, "/selections/2027/edit"), "Ældrepolitik 2023–2026</a> · over perioden");
    assert_page_has_not(get(state, "/selections/2027"), "Skolepolitik 2025–2028</a> · over perioden");
    assert_page_has(get_json(state, "/selections/2027"), "\"is_over_period\":true");
    const char *form = say(state, "decision-%" PRId64 "=selected", objective(state, "sidste-tid"));
    assert_int_equal(303, post(state, "/selections/2027", form)->status);
    assert_string_equal("selected", text_of_selection(state, "decision", 2027, "sidste-tid"));
}

static void year_without_objectives_shows_the_way(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/selections/1999"), "Ingen politik med målsætninger er i kraft i 1999.");
    assert_page_has(get(state, "/selections/1999/edit"), "så der er intet at vælge imellem");
}

static void page_escapes_what_people_wrote(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(state, "%s&%s", input(state, "decision", "sidste-tid", "selected"),
                           input(state, "reason", "sidste-tid", "<b>Nu</b>"));
    assert_int_equal(303, post(state, "/selections/2027", form)->status);
    assert_page_has(get(state, "/selections/2027"), "&lt;b&gt;Nu&lt;/b&gt;");
    assert_page_has_not(get(state, "/selections/2027/edit"), "<b>Nu");
}

HARNESS_MAIN(TEST(years_are_listed_with_the_newest_first), TEST(year_shows_what_is_decided_and_why),
             TEST(objectives_of_the_budget_agreement_are_in_by_rule),
             TEST(year_without_decisions_shows_what_can_be_selected),
             TEST(policy_that_was_in_force_then_is_the_years),
             TEST(year_that_cannot_be_selected_for_is_not_found), TEST(only_staff_may_record_a_selection),
             TEST(staff_records_what_the_council_decided),
             TEST(supplement_leaves_the_first_decision_as_it_was),
             TEST(reference_is_corrected_where_nothing_is_decided_anew),
             TEST(objective_of_the_budget_agreement_cannot_be_left_out),
             TEST(objective_that_is_not_the_years_is_not_found), TEST(reason_without_a_choice_is_shown_again),
             TEST(unknown_choice_is_refused), TEST(date_must_be_a_day_that_has_been),
             TEST(date_without_a_decision_is_refused), TEST(two_who_write_at_once_merge_or_conflict),
             TEST(form_shows_what_is_decided_and_names_each_objective),
             TEST(objective_over_its_period_is_marked_and_can_be_selected),
             TEST(year_without_objectives_shows_the_way), TEST(page_escapes_what_people_wrote))
