/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

#include "policy/policy.h"

/* /policies/{id}, /policies/{id}/edit/{section}, /policies/{id}/put-in-force */
static const char *path_of(void **state, const char *key, const char *rest)
{
    return say(state, "/policies/%" PRId64 "%s", id_of(state, "policy", key), rest);
}

static void run_sql(void **state, const char *sql)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, sql));
}

/* A draft that replaces the policy for the elderly, made by staff through the form. */
static const char *new_draft(void **state, const char *rest)
{
    sign_in_as(state, STAFF_MEMBER);
    if (number_in(state, "SELECT COUNT(*) FROM policy WHERE state = 'draft'") == 0) {
        const char *form = say(state, "title=Ældrepolitik 2027–2030&kind=policy&replaces=%" PRId64,
                               id_of(state, "policy", "aeldrepolitik-2023"));
        assert_int_equal(303, post(state, "/policies", form)->status);
    }
    return say(state, "/policies/%" PRId64 "%s",
               number_in(state, "SELECT id FROM policy WHERE state = 'draft'"), rest);
}

static void fill_draft(void **state)
{
    const char *about =
        say(state, "title=Ældrepolitik 2027–2030&kind=policy&area=Ældre&citizen_groups=%" PRId64,
            id_of(state, "citizen_group", "aeldre"));
    const char *scenario = say(state, "vision=%" PRId64 "&future_scenario=Måltidet: Der dufter.",
                               id_of(state, "vision", "vision-2022"));
    const char *decision = say(state, "valid_from=2027&valid_to=2030&adopted_on=24.11.2026&replaces=%" PRId64,
                               id_of(state, "policy", "aeldrepolitik-2023"));
    assert_int_equal(303, post(state, new_draft(state, "/edit/about"), about)->status);
    assert_int_equal(303, post(state, new_draft(state, "/edit/scenario"), scenario)->status);
    assert_int_equal(303, post(state, new_draft(state, "/edit/decision"), decision)->status);
    run_sql(state, "UPDATE objective SET policy = (SELECT id FROM policy WHERE state = 'draft') WHERE key = "
                   "'efter-9-klasse'");
}

/* ---- the parts of a scenario ---- */

static void scenario_is_parted_at_blank_lines(void **state)
{
    Arena *arena = ((Fixture *)*state)->arena;
    ScenarioParts parts = scenario_parts(
        arena,
        TEXT("\nMad: Der dufter.\nOgså lørdag.\n \n\n\nVejen efter 9. klasse er prøvet. Det er den.\n"));
    assert_int_equal(2, parts.count);
    assert_true(text_is(parts.at[0].name, "Mad"));
    assert_true(text_is(parts.at[0].text, "Mad: Der dufter.\nOgså lørdag."));
    assert_true(text_is(parts.at[1].name, "Vejen efter 9. klasse er prøvet"));
    assert_int_equal(0, scenario_parts(arena, (Text){ 0 }).count);
}

static void name_of_a_part_is_cut_between_words(void **state)
{
    Arena *arena = ((Fixture *)*state)->arena;
    ScenarioParts parts = scenario_parts(arena, TEXT("Ærlig talt er det her en meget lang sætning, som "
                                                     "bliver ved og ved, indtil den går over firs tegn"));
    assert_int_equal(1, parts.count);
    assert_true(text_is(parts.at[0].name,
                        "Ærlig talt er det her en meget lang sætning, som bliver ved og ved, indtil den"));
    assert_ptr_equal(&parts.at[0], scenario_part_served(parts, parts.at[0].name));
}

static void objective_serves_the_part_that_begins_with_its_words(void **state)
{
    Arena *arena = ((Fixture *)*state)->arena;
    ScenarioParts parts = scenario_parts(arena, TEXT("Mad og ro.\n\nMad: igen."));
    assert_ptr_equal(&parts.at[0], scenario_part_served(parts, TEXT("Mad")));
    assert_ptr_equal(&parts.at[1], scenario_part_served(parts, TEXT("Mad:")));
    assert_null(scenario_part_served(parts, TEXT("Ro")));
    assert_null(scenario_part_served(parts, (Text){ 0 }));
}

/* ---- pages ---- */

static void page_shows_each_part_with_its_objectives(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "skolepolitik-2025", ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Alle hører til.");
    assert_page_has(q, "2. Alle børn skal opleve at høre til i et fællesskab i skolen");
    assert_page_has(q, "Skolepolitik 2021–2024");
    assert_page_has_not(q, "uden en del af fremtidsscenariet");
    assert_page_has_not(q, "/edit/");
}

static void part_that_no_objective_serves_says_so(void **state)
{
    run_sql(state, "UPDATE objective SET scenario_part = 'Noget andet' WHERE key = 'efter-9-klasse'");
    sign_in_as(state, STAFF_MEMBER);
    const Request *q = get(state, path_of(state, "skolepolitik-2025", ""));
    assert_page_has(q, "Ingen målsætning fører derhen endnu");
    assert_page_has(q, "scenario_part=Vejen%20efter%209.%20klasse");
    assert_page_has(q, "uden en del af fremtidsscenariet");
}

static void page_says_what_is_not_known(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "skolepolitik-2021", ""));
    assert_page_has(q, "Vi ved ikke, hvilken vision den knytter an til.");
    assert_page_has(q, "Vi kender ingen af dens målsætninger.");
    assert_page_has_not(q, "hvornår kommunalbestyrelsen vedtog den.");
    assert_page_has(q, "Afløst");
}

static void page_escapes_what_people_wrote(void **state)
{
    run_sql(state, "UPDATE policy SET title = 'Start <b>nu</b>' WHERE key = 'skolepolitik-2025'");
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "skolepolitik-2025", ""));
    assert_page_has(q, "<h1>Start &lt;b&gt;nu&lt;/b&gt;</h1>");
    assert_page_has_not(q, "<b>nu");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, path_of(state, "skolepolitik-2025", ""));
    assert_page_has(q, "{\"record\":\"policy\",\"id\":");
    assert_page_has(q, "\"valid_to\":\"2028\"");
    assert_page_has(get_json(state, "/policies"), "\"standing\":\"replaced\"");
}

static void list_has_all_of_them_in_danish_order(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/policies");
    assert_int_equal(200, q->status);
    const char *skole = strstr(q->out.at, "Skolepolitik 2025"), *aeldre = strstr(q->out.at, "Ældrepolitik");
    assert_true(skole != NULL && aeldre > skole);
    assert_page_has(q, "Løber ved siden af politikkerne");
    assert_page_has_not(q, "/policies/new");
    q = get(state, say(state, "/policies?after=%" PRId64, id_of(state, "policy", "skolepolitik-2025")));
    assert_page_has(q, "Ældrepolitik");
    assert_page_has_not(q, "Skolepolitik 2025");
}

static void what_runs_beside_is_not_a_policy(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "maaltidsstrategi-2024", ""));
    assert_page_has(q, "aldrig talt med i dækningen");
    assert_page_has_not(q, "Vi kender ingen af dens målsætninger");
}

/* ---- refusals ---- */

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    assert_int_equal(401, get(state, "/policies")->status);
    assert_int_equal(401, get(state, "/landscape")->status);
    assert_int_equal(401, get(state, path_of(state, "skolepolitik-2025", ""))->status);
}

static void only_staff_may_write_policies(void **state)
{
    const char *const others[] = { LEADER, CONTRIBUTOR, COUNCIL_MEMBER, READER };
    const char *put = new_draft(state, "/put-in-force");
    for (size_t i = 0; i < 4; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, "/policies/new")->status);
        assert_int_equal(403, post(state, "/policies", "title=Ny&kind=policy")->status);
        assert_int_equal(403, get(state, path_of(state, "skolepolitik-2025", "/edit/about"))->status);
        assert_int_equal(
            403, post(state, path_of(state, "skolepolitik-2025", "/edit/about"), "title=Andet")->status);
        assert_int_equal(403, post(state, put, "")->status);
    }
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM policy WHERE state = 'draft'"));
}

static void policy_or_section_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/policies/999999")->status);
    assert_int_equal(404, post(state, "/policies/999999/put-in-force", "")->status);
    assert_int_equal(404, get(state, path_of(state, "skolepolitik-2025", "/edit/state"))->status);
    assert_int_equal(404,
                     post(state, path_of(state, "skolepolitik-2025", "/edit/state"), "state=draft")->status);
    assert_int_equal(404, get(state, "/policies/new?replaces=999999")->status);
}

static void reference_to_what_is_not_there_is_not_found(void **state)
{
    assert_int_equal(404, post(state, new_draft(state, "/edit/scenario"), "vision=999999")->status);
    assert_int_equal(
        404,
        post(state, new_draft(state, "/edit/about"), "title=X&kind=policy&citizen_groups=999999")->status);
}

static void form_without_a_name_comes_back_as_typed(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/policies/new"), "Begynd en ny politik");
    const Request *q = post(state, "/policies", "title=&kind=policy&area=Sundhed og %3Cgl%C3%A6de%3E");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#title\"");
    assert_page_has(q, "Sundhed og &lt;glæde&gt;");
}

static void period_and_decision_must_fit_together(void **state)
{
    const Request *q = post(state, new_draft(state, "/edit/decision"),
                            "valid_from=2027&valid_to=2026&adopted_on=25.11.2026");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#valid_to\"");
    assert_page_has(q, "href=\"#adopted_on\"");
    assert_int_equal(422, post(state, new_draft(state, "/edit/decision"), "valid_from=snart")->status);
}

static void policy_does_not_replace_what_replaces_it(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    int64_t self = id_of(state, "policy", "skolepolitik-2021"),
            later = id_of(state, "policy", "skolepolitik-2025");
    const char *path = path_of(state, "skolepolitik-2021", "/edit/decision");
    const char *rest = "valid_from=2021&valid_to=2024&adopted_on=15.12.2020&replaces=";
    assert_int_equal(422, post(state, path, say(state, "%s%" PRId64, rest, self))->status);
    assert_int_equal(422, post(state, path, say(state, "%s%" PRId64, rest, later))->status);
    assert_int_equal(303, post(state, path, say(state, "%s", rest))->status);
}

static void two_who_change_the_same_field_meet(void **state)
{
    const char *path = new_draft(state, "/edit/about");
    assert_int_equal(303, post(state, path, "revision=1&title=Den ene&kind=policy")->status);
    const Request *q = post(state, path, "revision=1&title=Den anden&kind=policy");
    assert_int_equal(409, q->status);
    assert_page_has(q, "Den ene");
    assert_page_has(q, "Den anden");
    assert_int_equal(
        303, post(state, path, "revision=1&title=Ældrepolitik 2027–2030&kind=policy&area=Ældre")->status);
}

/* ---- putting in force ---- */

static void draft_lacks_everything_that_is_listed(void **state)
{
    const Request *q = post(state, new_draft(state, "/put-in-force"), "");
    static const char *const links[] = { "#area",   "#citizen_groups", "#future_scenario",
                                         "#vision", "#objectives",     "#adopted_on" };
    assert_int_equal(422, q->status);
    for (size_t i = 0; i < sizeof links / sizeof *links; i++) {
        assert_page_has(q, say(state, "href=\"%s\"", links[i]));
        assert_page_has(q, say(state, "id=\"%s\"", links[i] + 1));
    }
    assert_string_equal("draft",
                        text_in(state, "SELECT state FROM policy WHERE title = 'Ældrepolitik 2027–2030'"));
}

static void draft_does_not_need_its_period(void **state)
{
    fill_draft(state);
    assert_int_equal(303, post(state, new_draft(state, "/edit/decision"), "adopted_on=24.11.2026")->status);
    assert_int_equal(303, post(state, new_draft(state, "/put-in-force"), "")->status);
}

static void one_missing_thing_is_enough_to_refuse(void **state)
{
    fill_draft(state);
    run_sql(state, "UPDATE objective SET policy = (SELECT id FROM policy WHERE key = 'skolepolitik-2025') "
                   "WHERE key = 'efter-9-klasse'");
    const Request *q = post(state, new_draft(state, "/put-in-force"), "");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#objectives\"");
    assert_page_has_not(q, "href=\"#area\"");
}

static void complete_draft_is_put_in_force_with_history(void **state)
{
    fill_draft(state);
    assert_int_equal(303, post(state, new_draft(state, "/put-in-force"), "")->status);
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM policy WHERE state = 'draft'"));
    assert_int_equal(
        4, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'policy' AND what = 'update'"));
    const char *path = say(state, "/policies/%" PRId64 "/put-in-force",
                           number_in(state, "SELECT id FROM policy WHERE title = 'Ældrepolitik 2027–2030'"));
    assert_int_equal(303, post(state, path, "")->status);
    assert_int_equal(
        4, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'policy' AND what = 'update'"));
}

static void policy_in_force_keeps_what_it_must_hold(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const Request *q =
        post(state, path_of(state, "skolepolitik-2025", "/edit/scenario"), "vision=&future_scenario=");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#vision\"");
    assert_page_has(q, "href=\"#future_scenario\"");
}

static void kind_of_a_policy_in_force_stays(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *about = say(state, "title=Mad&kind=policy&area=Mad&citizen_groups=%" PRId64,
                            id_of(state, "citizen_group", "aeldre"));
    assert_int_equal(303, post(state, path_of(state, "maaltidsstrategi-2024", "/edit/about"), about)->status);
    assert_string_equal("other",
                        text_in(state, "SELECT kind FROM policy WHERE key = 'maaltidsstrategi-2024'"));
}

static void new_policy_begins_where_the_old_one_ends(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    int64_t old = id_of(state, "policy", "aeldrepolitik-2023");
    const Request *q = get(state, say(state, "/policies/new?replaces=%" PRId64, old));
    assert_page_has(q, say(state, "<option value=\"%" PRId64 "\" selected>Ældrepolitik", old));
    assert_page_has(q, "value=\"Ældre\"");
}

static void sections_show_their_fields(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, path_of(state, "skolepolitik-2025", "/edit/about")),
                    "name=\"citizen_groups\"");
    assert_page_has(get(state, path_of(state, "skolepolitik-2025", "/edit/scenario")),
                    "name=\"future_scenario\"");
    assert_page_has(get(state, path_of(state, "skolepolitik-2025", "/edit/decision")),
                    "name=\"adopted_on-day\"");
    assert_page_has_not(get(state, path_of(state, "skolepolitik-2025", "/edit/about")), "name=\"kind\"");
}

/* ---- the landscape ---- */

static void landscape_shows_today(void **state)
{
    sign_in_as(state, COUNCIL_MEMBER);
    const Request *q = get(state, "/landscape");
    assert_int_equal(200, q->status);
    assert_page_has(q, "<h1>Tre politikker gælder den 24. november 2026</h1>");
    assert_page_has(q, "31. december 2026: to politikker med fem målsætninger");
    assert_page_has(q, "Plads til at vokse – sammen");
    assert_page_has(q, "Strategi for mad og måltider 2024–2027");
    assert_page_has(q, "Budgetaftale 2027");
    assert_page_has_not(q, "Skolepolitik 2021");
}

static void replaced_policy_is_in_force_on_its_own_days(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/landscape?on=31.12.2024");
    assert_page_has(q, "Skolepolitik 2021–2024");
    assert_page_has(q, "er vedtaget og gælder fra den <time datetime=\"2025-01-01\">");
    q = get(state, "/landscape?on=1.1.2025");
    assert_page_has_not(q, "Skolepolitik 2021–2024");
    assert_page_has(q, "Skolepolitik 2025–2028");
}

static void expired_policy_stays_until_it_is_replaced(void **state)
{
    fill_draft(state);
    const Request *q = get(state, "/landscape?on=2028-01-01");
    assert_page_has(q, "Ældrepolitik 2023–2026");
    assert_page_has(q, "Over perioden");
    assert_page_has(q, "er en kladde");
    assert_int_equal(303, post(state, new_draft(state, "/put-in-force"), "")->status);
    assert_page_has(get(state, "/landscape"), "er vedtaget og gælder fra");
    q = get(state, "/landscape?on=2028-01-01");
    assert_page_has(q, "Ældrepolitik 2027–2030");
    assert_page_has_not(q, "Ældrepolitik 2023–2026");
}

static void policy_replaced_twice_does_not_come_back(void **state)
{
    run_sql(state, "UPDATE policy SET replaces = (SELECT id FROM policy WHERE key = 'skolepolitik-2025') "
                   "WHERE key = 'beskaeftigelsespolitik-2023'");
    sign_in_as(state, READER);
    const Request *q = get_json(state, "/landscape?on=2026-11-24");
    assert_page_has_not(q, "Skolepolitik 2025");
    assert_page_has_not(q, "Skolepolitik 2021");
}

static void page_of_an_expired_policy_says_that_it_applies(void **state)
{
    run_sql(state, "UPDATE policy SET valid_to = '2025', valid_to_from = '2025-01-01', valid_to_to = "
                   "'2025-12-31' WHERE key = 'aeldrepolitik-2023'");
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "aeldrepolitik-2023", ""));
    assert_page_has(q, "<span class=\"badge\">Over perioden</span>");
    assert_page_has(q, "Den gælder stadig");
}

static void what_ran_beside_ends_with_its_period(void **state)
{
    sign_in_as(state, READER);
    assert_page_has_not(get(state, "/landscape?on=2028-01-01"), "Strategi for mad og måltider");
}

static void date_that_is_none_is_refused_and_kept(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/landscape?on=31.2.2027");
    assert_int_equal(422, q->status);
    assert_page_has(q, "value=\"31.2.2027\"");
    assert_page_has(q, "id=\"on-error\"");
    assert_int_equal(422, get(state, "/landscape?on=1.2.3.4")->status);
    assert_int_equal(422, get_json(state, "/landscape?on=snart")->status);
}

static void landscape_is_json_too(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, "/landscape?on=2026-11-24");
    assert_int_equal(200, q->status);
    assert_page_has(q, "\"title\":\"Skolepolitik 2025–2028\"");
    assert_page_has(q, "\"kind\":\"other\"");
    assert_page_has(q, "\"objective_count\":4");
}

HARNESS_MAIN(TEST(scenario_is_parted_at_blank_lines), TEST(name_of_a_part_is_cut_between_words),
             TEST(objective_serves_the_part_that_begins_with_its_words),
             TEST(page_shows_each_part_with_its_objectives), TEST(part_that_no_objective_serves_says_so),
             TEST(page_says_what_is_not_known), TEST(page_escapes_what_people_wrote),
             TEST(json_has_the_fields_of_the_record), TEST(list_has_all_of_them_in_danish_order),
             TEST(what_runs_beside_is_not_a_policy), TEST(whoever_is_signed_out_is_asked_to_sign_in),
             TEST(only_staff_may_write_policies), TEST(policy_or_section_that_is_not_there_is_not_found),
             TEST(reference_to_what_is_not_there_is_not_found), TEST(form_without_a_name_comes_back_as_typed),
             TEST(period_and_decision_must_fit_together), TEST(policy_does_not_replace_what_replaces_it),
             TEST(two_who_change_the_same_field_meet), TEST(draft_lacks_everything_that_is_listed),
             TEST(draft_does_not_need_its_period), TEST(one_missing_thing_is_enough_to_refuse),
             TEST(complete_draft_is_put_in_force_with_history), TEST(policy_in_force_keeps_what_it_must_hold),
             TEST(kind_of_a_policy_in_force_stays), TEST(new_policy_begins_where_the_old_one_ends),
             TEST(sections_show_their_fields), TEST(landscape_shows_today),
             TEST(replaced_policy_is_in_force_on_its_own_days),
             TEST(expired_policy_stays_until_it_is_replaced), TEST(policy_replaced_twice_does_not_come_back),
             TEST(page_of_an_expired_policy_says_that_it_applies), TEST(what_ran_beside_ends_with_its_period),
             TEST(date_that_is_none_is_refused_and_kept), TEST(landscape_is_json_too))
