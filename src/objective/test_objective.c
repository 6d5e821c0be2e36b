/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

#include "objective/objective.h"

static const char *path_of(void **state, const char *key, const char *rest)
{
    return say(state, "/objectives/%" PRId64 "%s", id_of(state, "objective", key), rest);
}

static const char *below(void **state, const char *record, const char *path, const char *key,
                         const char *rest)
{
    return say(state, "/%s/%" PRId64 "/objectives%s", path, id_of(state, record, key), rest);
}

static void run_sql(void **state, const char *sql)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_script(fixture->db, sql));
}

static int64_t revision_of(void **state, const char *key)
{
    return number_in(state, say(state, "SELECT revision FROM objective WHERE key = '%s'", key));
}

static const char *text_of_objective(void **state, const char *column, const char *key)
{
    return text_in(state, say(state, "SELECT %s FROM objective WHERE key = '%s'", column, key));
}

/* ---- the list ---- */

static void list_has_what_is_in_force_by_policy_and_number(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/objectives");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Skolepolitik 2025–2028");
    assert_page_has(q, "Budgetaftale 2027");
    assert_page_has_not(q, "Skolepolitik 2021–2024</a>");
    const char *first = strstr(q->out.at, "Flere børn og unge skal have lyst"),
               *second = strstr(q->out.at, "Alle børn skal opleve");
    assert_true(first != NULL && second > first);
    assert_page_has_not(q, "Skriv en ny i sin politik");
}

static void list_can_show_one_policy_alone(void **state)
{
    sign_in_as(state, READER);
    const Request *q =
        get(state, say(state, "/objectives?policy=%" PRId64, id_of(state, "policy", "aeldrepolitik-2023")));
    assert_page_has(q, "Måltidet skal være dagens bedste stund");
    assert_page_has_not(q, "Flere børn og unge skal have lyst");
    assert_page_has(get(state, "/objectives?policy=999999"), "Der er ingen målsætninger her endnu.");
    assert_int_equal(200, get(state, "/objectives?policy=x&after=y")->status);
}

static void list_goes_on_after_a_key(void **state)
{
    sign_in_as(state, READER);
    const Request *q =
        get(state, say(state, "/objectives?after=%" PRId64, id_of(state, "objective", "sidste-tid")));
    assert_page_has(q, "Flere børn skal kunne svømme");
    assert_page_has_not(q, "Måltidet skal være dagens bedste stund");
}

static void list_has_a_next_page_when_there_are_many(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "INSERT INTO objective (revision, origin, key, text, policy) "
                   "SELECT 1, 'test', 'extra-' || s.id, 'Ekstra', (SELECT id FROM policy WHERE key = "
                   "'skolepolitik-2025') "
                   "FROM measurement s ORDER BY s.id LIMIT 60");
    assert_page_has(get(state, "/objectives"), "rel=\"next\"");
    assert_page_has_not(get(state, say(state, "/objectives?after=%" PRId64,
                                       number_in(state, "SELECT MAX(id) FROM objective"))),
                        "rel=\"next\"");
}

static void list_is_json_too(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get_json(state, "/objectives"), "\"standing\":\"in_force\"");
}

/* ---- the page ---- */

static void page_follows_the_thread_to_the_trials(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "lyst-til-skole", ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Plads til at vokse – sammen");
    assert_page_has(q, "<span class=\"who\">");
    assert_page_has(q, "Birgitte Lund");
    assert_page_has(q, "Fire mål i fire enheder trækker på målsætningen.");
    const char *goal = strstr(q->out.at, "er i gang kl. 8.15"),
               *sign = strstr(q->out.at, "Fravær i 4.–6. klasse");
    assert_true(goal != NULL && sign > goal && strstr(sign, "Rolig morgen") != NULL);
    assert_page_has(q, "Intet tegn aftalt endnu");
    assert_page_has(q, "Åbrinkskolens målplan");
    assert_page_has_not(q, "/edit");
}

static void page_shows_what_became_of_each_year(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "lyst-til-skole", ""));
    assert_page_has(q,
                    "<span class=\"bar a\"></span><b>2025</b><span class=\"small\">udvalgt og arbejdet med");
    assert_page_has(
        q, "<span class=\"bar u\"></span><b>2027</b><span class=\"small\">udvalgt, begynder 1. januar");
    assert_page_has(q, "<span class=\"bar i\"></span><b>2028</b><span class=\"small\">ikke endnu");
    assert_page_has(q, "Den er arbejdet med i to af fire år.");
    assert_page_has(q, "Kommunalbestyrelsen udvalgte igen målsætningen til 2027 den 27. oktober 2026.");
}

static void page_counts_the_five_judgements_alike(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "lyst-til-skole", ""));
    assert_page_has(q, "Syv prøvehandlinger er vurderet.");
    assert_page_has(q, "Modsat effekt</span></h3><p>Ingen prøvehandlinger</p>");
    assert_page_has(q, "Fire prøvehandlinger er ikke vurderet endnu: to er i gang, én venter på evaluering, "
                       "og én er droppet.");
}

static void trial_that_is_private_is_hidden_from_others(void **state)
{
    run_sql(state, "UPDATE trial SET state = 'idea', title = 'Hemmelig idé' WHERE key = 'rolig-morgen'");
    sign_in_as(state, OTHER_LEADER);
    const Request *q = get(state, path_of(state, "lyst-til-skole", ""));
    assert_page_has_not(q, "Hemmelig idé");
    assert_page_has(q, "Tre prøvehandlinger er ikke vurderet endnu: to er i gang, og én er droppet.");
    sign_in_as(state, LEADER);
    q = get(state, path_of(state, "lyst-til-skole", ""));
    assert_page_has(q, "Hemmelig idé");
    assert_page_has(q, "idéer");
}

static void many_goals_fold_and_go_on(void **state)
{
    sign_in_as(state, READER);
    run_sql(state, "INSERT INTO goal (revision, origin, key, title, state) "
                   "SELECT 1, 'test', 'extra-' || m.id, 'Ekstra', 'not_started' FROM measurement m ORDER BY "
                   "m.id LIMIT 60;"
                   "INSERT INTO goal_objectives (goal, objective) SELECT g.id, (SELECT id FROM objective "
                   "WHERE key = 'sidste-tid') "
                   "FROM goal g WHERE g.origin = 'test'");
    const Request *q = get(state, path_of(state, "sidste-tid", ""));
    assert_page_has(q, "Vis 36 mål til");
    assert_page_has(q, "#tree\" rel=\"next\"");
    int64_t last = number_in(state, "SELECT MAX(id) FROM goal");
    q = get(state, say(state, "%s?after=%" PRId64, path_of(state, "sidste-tid", ""), last));
    assert_page_has(q, "Der er ikke flere mål.");
}

static void objective_without_anything_below_says_so(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "efter-9-klasse", ""));
    assert_page_has(q, "Ingen mål trækker på målsætningen endnu.");
    assert_page_has(q, "Der er ingen prøvehandlinger under målsætningen endnu.");
    assert_page_has(q, "Ingen har hentet den ind i en målplan endnu.");
    assert_page_has(q, "Kommunalbestyrelsen har ikke udvalgt målsætningen.");
}

static void objective_over_the_period_hides_nothing_below(void **state)
{
    run_sql(state,
            "UPDATE policy SET valid_to = '2025', valid_to_from = '2025-01-01', valid_to_to = '2025-12-31' "
            "WHERE key = 'aeldrepolitik-2023'");
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "ingen-alene", ""));
    assert_page_has(q, "<span class=\"badge\">Over perioden</span>");
    assert_page_has(q, "udvalgt og arbejdet med, over perioden");
    assert_page_has(q, "Ingen ældre i eget hjem spiser alle dagens måltider alene mod deres vilje");
    assert_page_has(get(state, "/objectives"), "Ingen skal være ufrivilligt alene");
}

static void objective_of_a_budget_agreement_has_its_year(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of(state, "den-almene-skole", ""));
    assert_page_has(q, "<b>2026</b><span class=\"small\">skal med fra budgetaftalen og arbejdet med");
    assert_page_has_not(q, "<b>2025</b>");
}

static void objective_beside_the_policies_is_never_selected(void **state)
{
    run_sql(state, "UPDATE objective SET policy = (SELECT id FROM policy WHERE key = "
                   "'maaltidsstrategi-2024') WHERE key = 'maaltidet'");
    sign_in_as(state, READER);
    assert_page_has(get(state, path_of(state, "maaltidet", "")), "Den løber ved siden af politikkerne");
    assert_page_has(get(state, "/objectives"), "løber ved siden af politikkerne");
}

static void missing_owner_of_the_policy_is_told(void **state)
{
    run_sql(state, "UPDATE policy SET owner_person = NULL WHERE key = 'skolepolitik-2025'");
    sign_in_as(state, READER);
    assert_page_has(get(state, path_of(state, "lyst-til-skole", "")),
                    "<dt>Ansvarlig</dt><dd>Ingen endnu</dd>");
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, path_of(state, "lyst-til-skole", "")), "Find en");
}

static void page_is_json_too(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get_json(state, path_of(state, "lyst-til-skole", "")), "\"record\":\"objective\"");
}

static void objective_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/objectives/999999")->status);
    assert_int_equal(404, get(state, "/objectives/999999/edit")->status);
    assert_int_equal(404, post(state, "/objectives/999999", "text=Ny")->status);
    assert_int_equal(404, get(state, "/policies/999999/objectives/new")->status);
    assert_int_equal(404, post(state, "/policies/999999/objectives", "text=Ny")->status);
    assert_int_equal(404, get(state, "/budget-agreements/999999/objectives/new")->status);
    assert_int_equal(404, post(state, "/budget-agreements/999999/objectives", "text=Ny")->status);
}

/* ---- forms ---- */

static void only_staff_may_write_objectives(void **state)
{
    const char *const others[] = { LEADER, COUNCIL_MEMBER, READER };
    const char *fresh = below(state, "policy", "policies", "skolepolitik-2025", "");
    const char *agreed = below(state, "budget_agreement", "budget-agreements", "budgetaftale-2027", "");
    int64_t count = number_in(state, "SELECT COUNT(*) FROM objective");
    assert_int_equal(401, get(state, "/objectives")->status);
    for (size_t i = 0; i < 3; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, path_of(state, "lyst-til-skole", "/edit"))->status);
        assert_int_equal(403, post(state, path_of(state, "lyst-til-skole", ""), "text=Ny")->status);
        assert_int_equal(403, get(state, say(state, "%s/new", fresh))->status);
        assert_int_equal(403, post(state, fresh, "text=Ny")->status);
        assert_int_equal(403, get(state, say(state, "%s/new", agreed))->status);
        assert_int_equal(403, post(state, agreed, "text=Ny")->status);
    }
    assert_int_equal(count, number_in(state, "SELECT COUNT(*) FROM objective"));
}

static void new_objective_serves_a_part_of_the_scenario(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const Request *q = get(
        state, below(state, "policy", "policies", "skolepolitik-2025", "/new?scenario_part=Alle hører til"));
    assert_int_equal(200, q->status);
    assert_page_has(q, "<option value=\"Alle hører til\" selected>");
    q = post(state, below(state, "policy", "policies", "skolepolitik-2025", ""),
             "text=Flere skal cykle&number=5&scenario_part=Alle hører til");
    assert_int_equal(303, q->status);
    assert_int_equal(
        1,
        number_in(state,
                  "SELECT COUNT(*) FROM objective o JOIN policy p ON p.id = o.policy AND o.vision = p.vision "
                  "WHERE o.text = 'Flere skal cykle' AND p.key = 'skolepolitik-2025' "
                  "AND o.scenario_part = 'Alle hører til'"));
}

static void part_that_the_scenario_does_not_have_is_refused(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has_not(
        get(state, below(state, "policy", "policies", "skolepolitik-2025", "/new?scenario_part=Noget andet")),
        "Noget andet");
    const Request *q = post(state, below(state, "policy", "policies", "skolepolitik-2025", ""),
                            "text=Flere skal cykle&scenario_part=Noget andet");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vælg en af delene fra listen");
    assert_page_has(q, "value=\"Flere skal cykle\"");
}

static void part_whose_words_changed_is_kept_by_an_edit(void **state)
{
    run_sql(state, "UPDATE objective SET scenario_part = 'Det stod der før' WHERE key = 'lyst-til-skole'");
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, path_of(state, "lyst-til-skole", "/edit")),
                    "<option value=\"Det stod der før\" selected>");
    assert_int_equal(
        303, post(state, path_of(state, "lyst-til-skole", ""), "text=Lyst&scenario_part=Det stod der før")
                 ->status);
    assert_string_equal("Det stod der før", text_of_objective(state, "scenario_part", "lyst-til-skole"));
}

static void objective_needs_its_words(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const Request *q =
        post(state, below(state, "policy", "policies", "skolepolitik-2025", ""), "text=+&title=Kort");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv målsætningen, som kommunalbestyrelsen har vedtaget den");
    assert_page_has(q, "value=\"Kort\"");
    q = post(state, path_of(state, "lyst-til-skole", ""), "text=");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Flere børn og unge skal have lyst til at komme i skole – hver dag</h1>");
}

static void objective_of_an_agreement_ties_on_to_a_vision(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    int64_t vision = id_of(state, "vision", "vision-2022");
    assert_page_has(
        get(state, below(state, "budget_agreement", "budget-agreements", "budgetaftale-2027", "/new")),
        say(state, "<option value=\"%" PRId64 "\" selected>", vision));
    const char *path = below(state, "budget_agreement", "budget-agreements", "budgetaftale-2027", "");
    assert_int_equal(303, post(state, path, say(state, "text=Flere træer&vision=%" PRId64, vision))->status);
    assert_int_equal(
        1, number_in(state,
                     "SELECT COUNT(*) FROM objective o JOIN budget_agreement b ON b.id = o.budget_agreement "
                     "WHERE o.text = 'Flere træer' AND b.budget_year = 2027 AND o.policy IS NULL"));
    assert_int_equal(404, post(state, path, "text=Flere buske&vision=999999")->status);
}

static void form_cannot_move_an_objective(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *form = say(state, "text=Lyst&policy=%" PRId64 "&budget_agreement=%" PRId64,
                           id_of(state, "policy", "aeldrepolitik-2023"),
                           id_of(state, "budget_agreement", "budgetaftale-2027"));
    assert_int_equal(303, post(state, path_of(state, "lyst-til-skole", ""), form)->status);
    assert_int_equal(id_of(state, "policy", "skolepolitik-2025"),
                     number_in(state, "SELECT policy FROM objective WHERE key = 'lyst-til-skole'"));
}

static void changes_of_different_fields_merge_and_of_the_same_conflict(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    const char *path = path_of(state, "efter-9-klasse", "");
    int64_t revision = revision_of(state, "efter-9-klasse");
    const char *same = "number=4&scenario_part=Vejen efter 9. klasse";
    const char *text = text_of_objective(state, "text", "efter-9-klasse");
    assert_int_equal(
        303, post(state, path,
                  say(state, "revision=%" PRId64 "&text=Den ene&title=Efter 9. klasse&%s", revision, same))
                 ->status);
    assert_int_equal(
        303,
        post(state, path, say(state, "revision=%" PRId64 "&text=%s&title=Ny titel&%s", revision, text, same))
            ->status);
    assert_string_equal("Den ene", text_of_objective(state, "text", "efter-9-klasse"));
    const Request *q = post(
        state, path, say(state, "revision=%" PRId64 "&text=Den anden&title=Ny titel&%s", revision, same));
    assert_int_equal(409, q->status);
    assert_page_has(q, "Den ene");
    assert_page_has(q, "Den anden");
    assert_int_equal(404, post(state, path, "revision=99&text=Den tredje")->status);
}

static void page_escapes_what_people_wrote(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(303, post(state, path_of(state, "lyst-til-skole", ""),
                               "text=<b>Lyst</b>&description=<script>x</script>")
                              ->status);
    const Request *q = get(state, path_of(state, "lyst-til-skole", ""));
    assert_page_has(q, "<h1>&lt;b&gt;Lyst&lt;/b&gt;</h1>");
    assert_page_has_not(q, "<script>x");
    assert_page_has_not(get(state, "/objectives"), "<b>Lyst");
}

HARNESS_MAIN(TEST(list_has_what_is_in_force_by_policy_and_number), TEST(list_can_show_one_policy_alone),
             TEST(list_goes_on_after_a_key), TEST(list_has_a_next_page_when_there_are_many),
             TEST(list_is_json_too), TEST(page_follows_the_thread_to_the_trials),
             TEST(page_shows_what_became_of_each_year), TEST(page_counts_the_five_judgements_alike),
             TEST(trial_that_is_private_is_hidden_from_others), TEST(many_goals_fold_and_go_on),
             TEST(objective_without_anything_below_says_so),
             TEST(objective_over_the_period_hides_nothing_below),
             TEST(objective_of_a_budget_agreement_has_its_year),
             TEST(objective_beside_the_policies_is_never_selected), TEST(missing_owner_of_the_policy_is_told),
             TEST(page_is_json_too), TEST(objective_that_is_not_there_is_not_found),
             TEST(only_staff_may_write_objectives), TEST(new_objective_serves_a_part_of_the_scenario),
             TEST(part_that_the_scenario_does_not_have_is_refused),
             TEST(part_whose_words_changed_is_kept_by_an_edit), TEST(objective_needs_its_words),
             TEST(objective_of_an_agreement_ties_on_to_a_vision), TEST(form_cannot_move_an_objective),
             TEST(changes_of_different_fields_merge_and_of_the_same_conflict),
             TEST(page_escapes_what_people_wrote))
