/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

#include "plan/plan.h"

/* Leads the department above Åbrinkskolen. */
#define DEPARTMENT_HEAD "birgitte.lund@egelund.example"

static const char *plan_path(void **state, const char *rest)
{
    return say(state, "/plans/%" PRId64 "%s", id_of(state, "plan", "aabrinkskolen-2027"), rest);
}

/* The plan of 2026, adopted. */
static const char *old_plan_path(void **state, const char *rest)
{
    return say(state, "/plans/%" PRId64 "%s", id_of(state, "plan", "aabrinkskolen-2026"), rest);
}

static int64_t unit(void **state, const char *key)
{
    return id_of(state, "unit", key);
}

/* ---- the list ---- */

static void list_shows_the_plans_of_the_year_asked_for(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/plans?year=2027");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Åbrinkskolens målplan 2027");
    assert_page_has(q, "Mette Holm");
    assert_page_has_not(q, "Åbrinkskolens målplan 2026");
}

static void list_is_of_this_year_when_none_is_asked_for(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/plans?year=x"), "Målplaner for 2026");
}

static void list_has_json(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, "/plans?year=2027");
    assert_int_equal(200, q->status);
    assert_page_has(q, "\"record\":\"plan_line\"");
    assert_page_has(q, "\"year\":2027");
}

static void list_is_not_for_those_outside(void **state)
{
    assert_int_equal(401, get(state, "/plans")->status);
}

/* ---- the page ---- */

static void page_is_the_whole_plan(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, plan_path(state, ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Åbrinkskolens målplan 2027");
    assert_page_has(q, "Morgenen er blevet roligere");
    assert_page_has(q, "Hvert barn skal kunne pege på en voksen");
    assert_page_has(q, "Alle elever har mindst én fast voksen");
    assert_page_has(q, "Aftale med SFO’en, hvem der åbner hvilke klasser");
    assert_page_has(q, "Elevrådet på Åbrinkskolen");
    assert_page_has(q, "Intet mål endnu.");
    assert_page_has(q, "/history/plan/");
}

static void goal_without_trial_says_so_in_the_plan(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303,
                     post(state, plan_path(state, "/goals"), "title=Ingen er alene i frikvarteret")->status);
    assert_page_has(get(state, plan_path(state, "")), "Ingen prøvehandling endnu.");
}

static void page_has_json(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, plan_path(state, ""));
    assert_page_has(q, "{\"record\":\"plan\"");
    assert_page_has(q, "\"situation_now\":");
}

static void page_escapes_what_people_wrote(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, plan_path(state, ""), "revision=1&title=Plan <b>&year=2027")->status);
    const Request *q = get(state, plan_path(state, ""));
    assert_page_has(q, "Plan &lt;b&gt;");
    assert_page_has_not(q, "Plan <b>");
}

static void reader_sees_no_way_to_edit(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, plan_path(state, ""));
    assert_int_equal(200, q->status);
    assert_page_has_not(q, "Redigér");
    assert_page_has_not(q, "/qualify");
    assert_page_has_not(q, "/goals/new");
}

static void plan_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/plans/999999")->status);
    assert_int_equal(404, post(state, "/plans/999999", "title=x&year=2027")->status);
}

static void adoption_that_came_by_import_is_by_nobody_known(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, old_plan_path(state, "")), "før den kom ind i Rettesnor");
}

/* ---- a new plan ---- */

static void new_plan_belongs_to_its_unit(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = say(state, "/units/%" PRId64 "/plans", unit(state, "aabrinkskolen"));
    assert_page_has(get(state, say(state, "%s/new", path)), "value=\"Åbrinkskolens målplan\"");
    const Request *q = post(state, path, "title=Endnu en&year=2028");
    assert_int_equal(303, q->status);
    assert_page_has(get(state, text_at(q->location)), "Endnu en 2028");
    assert_int_equal(
        1,
        number_in(
            state,
            "SELECT COUNT(*) FROM plan p JOIN plan_units pu ON pu.plan = p.id JOIN unit u ON u.id = pu.unit "
            "WHERE p.title = 'Endnu en' AND p.state = 'draft' AND u.key = 'aabrinkskolen'"));
}

static void new_plan_needs_name_and_year(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q =
        post(state, say(state, "/units/%" PRId64 "/plans", unit(state, "aabrinkskolen")), "title=&year=27");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Giv målplanen et navn");
    assert_page_has(q, "årstal med fire cifre");
    assert_page_has(q, "value=\"27\"");
}

static void new_plan_is_for_those_who_lead_the_unit(void **state)
{
    const char *path = say(state, "/units/%" PRId64 "/plans", unit(state, "aabrinkskolen"));
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(403, get(state, say(state, "%s/new", path))->status);
    assert_int_equal(403, post(state, path, "title=x&year=2027")->status);
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, post(state, path, "title=x&year=2027")->status);
    sign_in_as(state, DEPARTMENT_HEAD);
    assert_int_equal(303, post(state, path, "title=x&year=2027")->status);
}

static void leader_of_one_unit_goes_straight_to_its_form(void **state)
{
    sign_in_as(state, OTHER_LEADER);
    const Request *q = get(state, "/plans/new");
    assert_int_equal(303, q->status);
    assert_string_equal(say(state, "/units/%" PRId64 "/plans/new", unit(state, "biblioteket")),
                        text_at(q->location));
}

/* ---- sections ---- */

static void each_section_has_its_own_page(void **state)
{
    static const char *const sections[] = { "/edit", "/situation", "/objectives", "/units",
                                            "/milestones/new" };
    for (size_t i = 0; i < 5; i++) {
        sign_in_as(state, LEADER);
        assert_int_equal(200, get(state, plan_path(state, sections[i]))->status);
        sign_in_as(state, CONTRIBUTOR);
        assert_int_equal(403, get(state, plan_path(state, sections[i]))->status);
    }
}

static void situation_is_saved_alone(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, post(state, plan_path(state, "/situation"), "revision=1&situation_now=Nu&situation_wanted=Så")
                 ->status);
    assert_page_has(get(state, plan_path(state, "")), "<p>Nu</p>");
    assert_string_equal("Åbrinkskolens målplan",
                        text_in(state, "SELECT title FROM plan WHERE key = 'aabrinkskolen-2027'"));
}

static void two_who_write_the_same_section_see_both_texts(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, post(state, plan_path(state, "/situation"), "revision=1&situation_now=Min&situation_wanted=")
                 ->status);
    const Request *q =
        post(state, plan_path(state, "/situation"), "revision=1&situation_now=Din&situation_wanted=");
    assert_int_equal(409, q->status);
    assert_page_has(q, "Min");
    assert_page_has(q, "Din");
}

static void objective_that_is_let_go_takes_its_meaning_with_it(void **state)
{
    sign_in_as(state, LEADER);
    int64_t kept = id_of(state, "objective", "svoemme");
    assert_int_equal(
        303, post(state, plan_path(state, "/objectives"), say(state, "objectives=%" PRId64, kept))->status);
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM plan_objectives po JOIN plan p ON p.id = "
                                         "po.plan WHERE p.key = 'aabrinkskolen-2027'"));
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM plan_objective m JOIN plan p ON p.id = m.plan "
                                         "JOIN objective o ON o.id = m.objective WHERE p.key = "
                                         "'aabrinkskolen-2027' AND o.key <> 'svoemme'"));
}

static void forged_objective_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, post(state, plan_path(state, "/objectives"), "objectives=999999")->status);
}

static void objective_form_offers_what_is_selected_first(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, plan_path(state, "/objectives"));
    assert_page_has(q, "Udvalgt til året");
    assert_page_has(q, "Andre, der gælder i året");
}

static void meaning_of_an_objective_is_written_and_rewritten(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = say(state, "/plans/%" PRId64 "/objectives/%" PRId64,
                           id_of(state, "plan", "aabrinkskolen-2027"), id_of(state, "objective", "svoemme"));
    assert_int_equal(200, get(state, path)->status);
    assert_int_equal(303, post(state, path, "meaning=De yngste først")->status);
    assert_int_equal(303, post(state, path, "meaning=De ældste først")->status);
    assert_page_has(get(state, plan_path(state, "")), "De ældste først");
    const Request *q = post(state, path, "meaning=");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad målsætningen betyder hos jer");
}

static void meaning_of_an_objective_that_the_plan_does_not_work_on_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    const char *path =
        say(state, "/plans/%" PRId64 "/objectives/%" PRId64, id_of(state, "plan", "aabrinkskolen-2027"),
            id_of(state, "objective", "maaltidet"));
    assert_int_equal(404, get(state, path)->status);
    assert_int_equal(404, post(state, path, "meaning=x")->status);
}

/* ---- units ---- */

static void leader_may_ask_another_unit_in(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, plan_path(state, "/units"),
                               say(state, "units=%" PRId64 "&units=%" PRId64 "&partners-citizens=Elevrådet",
                                   unit(state, "aabrinkskolen"), unit(state, "biblioteket")))
                              ->status);
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(200, get(state, plan_path(state, "/situation"))->status);
}

static void nobody_may_put_another_unit_out(void **state)
{
    const char *path = say(state, "/plans/%" PRId64 "/units", id_of(state, "plan", "faelles-om-barnet-2026"));
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, post(state,
                  say(state, "/plans/%" PRId64 "/reopen", id_of(state, "plan", "faelles-om-barnet-2026")), "")
                 ->status);
    const Request *q = post(state, path, say(state, "units=%" PRId64, unit(state, "aabrinkskolen")));
    assert_int_equal(422, q->status);
    assert_page_has(q, "Kun deres egen leder kan tage dem af målplanen");
}

static void plan_is_never_without_a_unit(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = post(state, plan_path(state, "/units"), "partners-citizens=Elevrådet");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg mindst én enhed");
}

/* ---- states ---- */

static void plan_goes_from_draft_to_closed_one_step_at_a_time(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(409, post(state, plan_path(state, "/adopt"), "")->status);
    assert_int_equal(303, post(state, plan_path(state, "/qualify"), "")->status);
    assert_int_equal(409, post(state, plan_path(state, "/close"), "")->status);
    assert_int_equal(303, post(state, plan_path(state, "/adopt"), "")->status);
    assert_int_equal(303, post(state, plan_path(state, "/adopt"), "")->status);
    const Request *q = get(state, plan_path(state, ""));
    assert_page_has(q, "af Mette Holm den <time datetime=\"2026-11-24\">");
    assert_int_equal(303, post(state, plan_path(state, "/close"), "")->status);
    assert_string_equal("closed", text_in(state, "SELECT state FROM plan WHERE key = 'aabrinkskolen-2027'"));
}

static void closed_plan_waits_until_it_is_opened_again(void **state)
{
    int64_t plan = id_of(state, "plan", "faelles-om-barnet-2026");
    sign_in_as(state, LEADER);
    assert_page_has_not(get(state, say(state, "/plans/%" PRId64, plan)), "Redigér");
    assert_int_equal(403, get(state, say(state, "/plans/%" PRId64 "/situation", plan))->status);
    assert_int_equal(
        403, post(state, say(state, "/plans/%" PRId64 "/situation", plan), "situation_now=x")->status);
    assert_int_equal(403, post(state, say(state, "/plans/%" PRId64 "/goals", plan), "title=x")->status);
    assert_int_equal(403, post(state, say(state, "/plans/%" PRId64 "/milestones", plan), "title=x")->status);
    assert_int_equal(303, post(state, say(state, "/plans/%" PRId64 "/reopen", plan), "")->status);
    assert_int_equal(200, get(state, say(state, "/plans/%" PRId64 "/situation", plan))->status);
}

static void states_are_for_leaders(void **state)
{
    static const char *const steps[] = { "/qualify", "/adopt", "/close", "/reopen" };
    sign_in_as(state, CONTRIBUTOR);
    for (size_t i = 0; i < 4; i++)
        assert_int_equal(403, post(state, plan_path(state, steps[i]), "")->status);
}

static void state_is_never_a_field_of_a_form(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, plan_path(state, ""), "title=x&year=2027&state=adopted")->status);
    assert_string_equal("draft", text_in(state, "SELECT state FROM plan WHERE key = 'aabrinkskolen-2027'"));
}

/* ---- milestones ---- */

static void milestone_is_set_reached_and_noted(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, post(state, plan_path(state, "/milestones"), "title=Alle er spurgt&due_on=2027-02-01")->status);
    int64_t id = number_in(state, "SELECT id FROM milestone WHERE title = 'Alle er spurgt'");
    assert_int_equal(200, get(state, say(state, "/milestones/%" PRId64 "/edit", id))->status);
    assert_int_equal(303, post(state, say(state, "/milestones/%" PRId64, id),
                               "revision=1&title=Alle er hørt&due_on=2027-02-02")
                              ->status);
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, say(state, "/milestones/%" PRId64 "/done", id)), "value=\"2026\"");
    assert_int_equal(
        303, post(state, say(state, "/milestones/%" PRId64 "/done", id), "done_on=2026-11-23&note=71 svar")
                 ->status);
    const Request *q = get(state, plan_path(state, ""));
    assert_page_has(q, "Alle er hørt");
    assert_page_has(q, "71 svar");
    assert_page_has(q, "class=\"chart only-wide tl\"");
}

static void milestone_without_words_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q =
        post(state, plan_path(state, "/milestones"), "title=&due_on-day=31&due_on-month=2&due_on-year=2027");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad der skal være sket");
    assert_page_has(q, "Skriv en dato, der findes");
}

static void milestone_is_not_reached_tomorrow(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = post(
        state, say(state, "/milestones/%" PRId64 "/done", id_of(state, "milestone", "aabrink-26-evaluering")),
        "done_on=2026-11-25");
    assert_int_equal(422, q->status);
    assert_page_has(q, "ikke ligger i fremtiden");
}

static void milestone_is_read_on_its_plan(void **state)
{
    sign_in_as(state, READER);
    int64_t id = id_of(state, "milestone", "aabrink-26-evaluering");
    const Request *q = get(state, say(state, "/milestones/%" PRId64, id));
    assert_int_equal(303, q->status);
    assert_string_equal(old_plan_path(state, say(state, "#milestone-%" PRId64, id)), text_at(q->location));
    assert_page_has(get_json(state, say(state, "/milestones/%" PRId64, id)), "\"record\":\"milestone\"");
}

static void milestone_is_deleted_by_leaders_alone(void **state)
{
    const char *path =
        say(state, "/milestones/%" PRId64 "/delete", id_of(state, "milestone", "aabrink-26-evaluering"));
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, post(state, path, "")->status);
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, path, "")->status);
    assert_int_equal(0,
                     number_in(state, "SELECT COUNT(*) FROM milestone WHERE key = 'aabrink-26-evaluering'"));
    assert_int_equal(
        1, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'milestone' AND what = 'delete'"));
    assert_int_equal(404, post(state, path, "")->status);
}

/* ---- who owes a plan ---- */

static void list_tells_who_owes_a_plan(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/plans?year=2027");
    assert_page_has(q, "Mangler en målplan");
    assert_page_has(q, "Egelund Skole</a>");
    assert_page_has(q, "Nordmarkskolen</a>");
    assert_page_has(get(state, "/plans?year=2026"), "Hjemmeplejen Nord</a>");
}

static void staff_marks_who_owes_a_plan_and_the_list_tells_who_has_none(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/plan-duties/2028"), "Hvem skal have en målplan for 2028?");
    assert_int_equal(303, post(state, "/plan-duties/2028",
                               say(state, "unit=%" PRId64 "&unit=%" PRId64, unit(state, "aabrinkskolen"),
                                   unit(state, "nordmarkskolen")))
                              ->status);
    const Request *q = get(state, "/plans?year=2028");
    assert_page_has(q, "Nordmarkskolen</a>");
    assert_page_has(q, "Ingen målplan endnu.");
    assert_int_equal(2, number_in(state, "SELECT COUNT(*) FROM plan_duty WHERE year = 2028"));
    assert_int_equal(303, post(state, "/plan-duties/2028",
                               say(state, "unit=%" PRId64 "&was-%" PRId64 "=1&was-%" PRId64 "=1",
                                   unit(state, "aabrinkskolen"), unit(state, "aabrinkskolen"),
                                   unit(state, "nordmarkskolen")))
                              ->status);
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM plan_duty WHERE year = 2028"));
}

static void duty_that_somebody_else_marked_meanwhile_stays(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(
        303,
        post(state, "/plan-duties/2028", say(state, "unit=%" PRId64, unit(state, "aabrinkskolen")))->status);
    assert_int_equal(
        303,
        post(state, "/plan-duties/2028", say(state, "unit=%" PRId64, unit(state, "nordmarkskolen")))->status);
    assert_int_equal(2, number_in(state, "SELECT COUNT(*) FROM plan_duty WHERE year = 2028"));
}

static void duties_are_for_staff(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(403, get(state, "/plan-duties/2028")->status);
    assert_int_equal(403, post(state, "/plan-duties/2028", "unit=1")->status);
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/plan-duties/nu")->status);
    assert_int_equal(404, post(state, "/plan-duties/27", "")->status);
}

/* ---- words ---- */

static void title_says_the_year_once(void **state)
{
    const Fixture *fixture = *state;
    assert_string_equal("Målplan 2027", text_at(plan_full_title(fixture->arena, TEXT("Målplan"), 2027)));
    assert_string_equal("Målplan for 2027",
                        text_at(plan_full_title(fixture->arena, TEXT("Målplan for 2027"), 2027)));
}

static void partners_are_taken_apart(void **state)
{
    const Fixture *fixture = *state;
    Partners partners = partners_of(fixture->arena, TEXT("citizens:Elevrådet|company:Byg: og Bo"));
    assert_int_equal(2, partners.count);
    assert_string_equal("Borgere", partners.at[0].kind);
    assert_string_equal("Byg: og Bo", text_at(partners.at[1].name));
}

static void post_without_token_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(403, post_with_token(state, plan_path(state, "/qualify"), "", "")->status);
    assert_string_equal("draft", text_in(state, "SELECT state FROM plan WHERE key = 'aabrinkskolen-2027'"));
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
        { "/plans", "", "" },
        { "/plans/new", "", "" },
        { "/plans/{id}", "plan", "aabrinkskolen-2027" },
        { "/units/{id}/plans/new", "unit", "aabrinkskolen" },
        { "/plans/{id}/edit", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/situation", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/objectives", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/objectives/1", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/units", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/milestones/new", "plan", "aabrinkskolen-2027" },
        { "/milestones/{id}", "milestone", "aabrink-26-evaluering" },
        { "/milestones/{id}/edit", "milestone", "aabrink-26-evaluering" },
        { "/milestones/{id}/done", "milestone", "aabrink-26-evaluering" },
        { "/plan-duties/2028", "", "" },
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_int_equal(401, get(state, told_path(state, &pages[i]))->status);
}

static void every_form_without_a_token_is_refused(void **state)
{
    static const Told forms[] = {
        { "/units/{id}/plans", "unit", "aabrinkskolen" },
        { "/plans/{id}", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/situation", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/objectives", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/objectives/1", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/units", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/qualify", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/adopt", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/close", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/reopen", "plan", "aabrinkskolen-2027" },
        { "/plans/{id}/milestones", "plan", "aabrinkskolen-2027" },
        { "/milestones/{id}", "milestone", "aabrink-26-evaluering" },
        { "/milestones/{id}/done", "milestone", "aabrink-26-evaluering" },
        { "/milestones/{id}/delete", "milestone", "aabrink-26-evaluering" },
        { "/plan-duties/2028", "", "" },
    };
    sign_in_as(state, LEADER);
    int64_t changes = number_in(state, "SELECT COUNT(*) FROM change");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_int_equal(403, post_with_token(state, told_path(state, &forms[i]), "title=x", "")->status);
    assert_int_equal(changes, number_in(state, "SELECT COUNT(*) FROM change"));
}

HARNESS_MAIN(
    TEST(every_page_asks_whoever_is_signed_out_to_sign_in), TEST(every_form_without_a_token_is_refused),
    TEST(list_shows_the_plans_of_the_year_asked_for), TEST(list_is_of_this_year_when_none_is_asked_for),
    TEST(list_has_json), TEST(list_is_not_for_those_outside), TEST(page_is_the_whole_plan),
    TEST(goal_without_trial_says_so_in_the_plan), TEST(page_has_json), TEST(page_escapes_what_people_wrote),
    TEST(reader_sees_no_way_to_edit), TEST(plan_that_is_not_there_is_not_found),
    TEST(adoption_that_came_by_import_is_by_nobody_known), TEST(new_plan_belongs_to_its_unit),
    TEST(new_plan_needs_name_and_year), TEST(new_plan_is_for_those_who_lead_the_unit),
    TEST(leader_of_one_unit_goes_straight_to_its_form), TEST(each_section_has_its_own_page),
    TEST(situation_is_saved_alone), TEST(two_who_write_the_same_section_see_both_texts),
    TEST(objective_that_is_let_go_takes_its_meaning_with_it), TEST(forged_objective_is_not_found),
    TEST(objective_form_offers_what_is_selected_first),
    TEST(meaning_of_an_objective_is_written_and_rewritten),
    TEST(meaning_of_an_objective_that_the_plan_does_not_work_on_is_not_found),
    TEST(leader_may_ask_another_unit_in), TEST(nobody_may_put_another_unit_out),
    TEST(plan_is_never_without_a_unit), TEST(plan_goes_from_draft_to_closed_one_step_at_a_time),
    TEST(closed_plan_waits_until_it_is_opened_again), TEST(states_are_for_leaders),
    TEST(state_is_never_a_field_of_a_form), TEST(milestone_is_set_reached_and_noted),
    TEST(milestone_without_words_is_refused), TEST(milestone_is_not_reached_tomorrow),
    TEST(milestone_is_read_on_its_plan), TEST(milestone_is_deleted_by_leaders_alone),
    TEST(list_tells_who_owes_a_plan), TEST(staff_marks_who_owes_a_plan_and_the_list_tells_who_has_none),
    TEST(duty_that_somebody_else_marked_meanwhile_stays), TEST(duties_are_for_staff),
    TEST(title_says_the_year_once), TEST(partners_are_taken_apart), TEST(post_without_token_is_refused))
