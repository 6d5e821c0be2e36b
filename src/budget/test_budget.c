/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

/* /budget-agreements/{id}, /budget-agreements/{id}/edit */
static const char *path_of_budget(void **state, const char *rest)
{
    return say(state, "/budget-agreements/%" PRId64 "%s",
               id_of(state, "budget_agreement", "budgetaftale-2027"), rest);
}

static void page_shows_its_objectives(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, path_of_budget(state, ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "Ingen skal vente mere end to uger på den første samtale om hjælp");
    assert_page_has(q, "Alle målsætninger i aftalen skal der arbejdes med i 2027.");
    assert_page_has_not(q, "/edit");
    assert_page_has_not(q, "/objectives/new");
}

static void list_has_the_newest_first(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/budget-agreements");
    const char *newer = strstr(q->out.at, "Budgetaftale 2027"),
               *older = strstr(q->out.at, "Budgetaftale 2026");
    assert_true(newer != NULL && older > newer);
    q = get(state, say(state, "/budget-agreements?after=%" PRId64,
                       id_of(state, "budget_agreement", "budgetaftale-2027")));
    assert_page_has(q, "Budgetaftale 2026");
    assert_page_has_not(q, "Budgetaftale 2027");
    assert_page_has(get_json(state, "/budget-agreements"), "\"budget_year\":2027");
}

static void json_has_the_fields_of_the_record(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get_json(state, path_of_budget(state, "")), "{\"record\":\"budget_agreement\",\"id\":");
}

static void only_staff_may_write_budget_agreements(void **state)
{
    const char *const others[] = { LEADER, COUNCIL_MEMBER, READER };
    assert_int_equal(401, get(state, "/budget-agreements")->status);
    for (size_t i = 0; i < 3; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403, get(state, "/budget-agreements/new")->status);
        assert_int_equal(403, post(state, "/budget-agreements", "title=Ny&budget_year=2028")->status);
        assert_int_equal(403, get(state, path_of_budget(state, "/edit"))->status);
        assert_int_equal(403, post(state, path_of_budget(state, ""), "title=Ny&budget_year=2028")->status);
    }
    assert_int_equal(2, number_in(state, "SELECT COUNT(*) FROM budget_agreement"));
}

static void agreement_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(404, get(state, "/budget-agreements/999999")->status);
    assert_int_equal(404, post(state, "/budget-agreements/999999", "title=Ny")->status);
}

static void form_says_what_to_mend(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, "/budget-agreements/new"), "name=\"budget_year\"");
    const Request *q =
        post(state, "/budget-agreements", "title=&budget_year=27&agreed_on=1.12.2026&parties=A, B");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#title\"");
    assert_page_has(q, "href=\"#budget_year\"");
    assert_page_has(q, "value=\"A, B\"");
    q = post(state, path_of_budget(state, ""),
             "title=B&budget_year=2027&agreed_on=06.10.2026&adopted_on=05.10.2026");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#adopted_on\"");
    q = post(state, path_of_budget(state, ""), "title=B&budget_year=2027&agreed_on=25.11.2026");
    assert_int_equal(422, q->status);
    assert_page_has(q, "href=\"#agreed_on\"");
}

static void new_agreement_has_a_page_and_a_history(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_int_equal(303,
                     post(state, "/budget-agreements", "title=Budget %3C2028%3E&budget_year=2028")->status);
    int64_t id = number_in(state, "SELECT id FROM budget_agreement WHERE budget_year = 2028");
    const Request *q = get(state, say(state, "/budget-agreements/%" PRId64, id));
    assert_page_has(q, "<h1>Budget &lt;2028&gt;</h1>");
    assert_page_has(q, "Vi kender ingen målsætninger i aftalen.");
    assert_page_has(q, "/objectives/new");
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM change WHERE record = 'budget_agreement' AND "
                                         "what = 'insert' AND person IS NOT NULL"));
}

static void saved_parties_are_kept_and_conflicts_told(void **state)
{
    sign_in_as(state, STAFF_MEMBER);
    assert_page_has(get(state, path_of_budget(state, "/edit")), "name=\"parties\"");
    assert_int_equal(303, post(state, path_of_budget(state, ""),
                               "revision=1&title=Budgetaftale 2027&budget_year=2027&parties=Alle")
                              ->status);
    assert_page_has(get(state, path_of_budget(state, "")), "Alle</dd>");
    assert_int_equal(409, post(state, path_of_budget(state, ""),
                               "revision=1&title=Budgetaftale 2027&budget_year=2027&parties=Ingen")
                              ->status);
}

HARNESS_MAIN(TEST(page_shows_its_objectives), TEST(list_has_the_newest_first),
             TEST(json_has_the_fields_of_the_record), TEST(only_staff_may_write_budget_agreements),
             TEST(agreement_that_is_not_there_is_not_found), TEST(form_says_what_to_mend),
             TEST(new_agreement_has_a_page_and_a_history), TEST(saved_parties_are_kept_and_conflicts_told))
