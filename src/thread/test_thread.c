/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static const char *page_of(void **state, const char *path, const char *record, const char *key)
{
    const Request *q = get(state, say(state, "%s/%" PRId64, path, id_of(state, record, key)));
    assert_int_equal(200, q->status);
    return say(state, "%s", q->out.at);
}

/* The texts stand on the page in this order. */
static void assert_in_order(const char *page, const char *const *texts)
{
    for (; *texts != NULL; texts++) {
        page = strstr(page, *texts);
        if (page == NULL)
            fail_msg("not in its place: %s", *texts);
    }
}

static void thread_of_a_goal_leads_up_to_the_vision(void **state)
{
    static const char *const knots[] = { "Vision</span>",
                                         "Plads til at vokse",
                                         "Politik</span>",
                                         "Skolepolitik",
                                         "Målsætning</span>",
                                         "<h1>",
                                         NULL };
    sign_in_as(state, LEADER);
    assert_in_order(page_of(state, "/goals", "goal", "i-gang-kl-815"), knots);
}

static void thread_of_a_new_goal_ends_with_its_plan(void **state)
{
    static const char *const knots[] = { "Vision</span>",  "Målsætning</span>",
                                         "Målplan</span>", "målplan",
                                         "<h1>",           NULL };
    sign_in_as(state, LEADER);
    const Request *q =
        get(state, say(state, "/plans/%" PRId64 "/goals/new", id_of(state, "plan", "aabrinkskolen-2027")));
    assert_int_equal(200, q->status);
    assert_in_order(q->out.at, knots);
}

static void thread_of_a_unit_leads_up_to_the_municipality(void **state)
{
    static const char *const knots[] = { "Egelund Kommune</a>", "Skole og Dagtilbud</a>", "<h1>", NULL };
    sign_in_as(state, LEADER);
    assert_in_order(page_of(state, "/units", "unit", "aabrinkskolen"), knots);
}

static const char *tree_of(void **state, const char *record, const char *key)
{
    return say(state, "/thread/%s/%" PRId64, record, id_of(state, record, key));
}

static void tree_goes_from_the_vision_down_to_judgements(void **state)
{
    static const char *const nodes[] = { "<svg class=\"chart only-wide\"",
                                         "Plads til at vokse",
                                         "Skolepolitik",
                                         "Rolig morgen",
                                         "Ingen effekt",
                                         NULL };
    sign_in_as(state, COUNCIL_MEMBER);
    const char *vision = text_in(state, "SELECT key FROM vision LIMIT 1");
    const Request *q = get(state, tree_of(state, "vision", vision));
    assert_int_equal(200, q->status);
    assert_in_order(q->out.at, nodes);
    assert_page_has(q, "class=\"plain no-max-width tree tree-list\"");
}

static void tree_hides_trials_that_have_not_begun_from_others(void **state)
{
    const char *title = text_in(
        state, "SELECT t.title FROM trial t JOIN trial_goals g ON g.trial = t.id "
               "JOIN trial_units u ON u.trial = t.id JOIN unit n ON n.id = u.unit "
               "WHERE t.state IN ('idea', 'prepared') AND n.key = 'aabrinkskolen' ORDER BY t.id LIMIT 1");
    const char *path = say(
        state, "/thread/goal/%s",
        text_in(state, "SELECT MIN(g.goal) FROM trial t JOIN trial_goals g ON g.trial = t.id "
                       "JOIN trial_units u ON u.trial = t.id JOIN unit n ON n.id = u.unit "
                       "WHERE t.state IN ('idea', 'prepared') AND n.key = 'aabrinkskolen' "
                       "AND t.id = (SELECT MIN(t2.id) FROM trial t2 JOIN trial_units u2 ON u2.trial = t2.id "
                       "JOIN unit n2 ON n2.id = u2.unit WHERE t2.state IN ('idea', 'prepared') AND n2.key = "
                       "'aabrinkskolen')"));
    sign_in_as(state, LEADER);
    assert_non_null(strstr(get_json(state, path)->out.at, title));
    sign_in_as(state, READER);
    assert_null(strstr(get_json(state, path)->out.at, title));
}

static void tree_of_something_else_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/thread/person/1")->status);
    assert_int_equal(404, get(state, "/thread/goal/999999")->status);
}

HARNESS_MAIN(TEST(tree_goes_from_the_vision_down_to_judgements),
             TEST(tree_hides_trials_that_have_not_begun_from_others),
             TEST(tree_of_something_else_is_not_found), TEST(thread_of_a_goal_leads_up_to_the_vision),
             TEST(thread_of_a_new_goal_ends_with_its_plan),
             TEST(thread_of_a_unit_leads_up_to_the_municipality))
