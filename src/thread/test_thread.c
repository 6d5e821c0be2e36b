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
    static const char *const knots[] = { "Vision</span>", "Plads til at vokse", "Politik</span>", "Skolepolitik", "Målsætning</span>", "<h1>", NULL };
    sign_in_as(state, LEADER);
    assert_in_order(page_of(state, "/goals", "goal", "i-gang-kl-815"), knots);
}

static void thread_of_a_new_goal_ends_with_its_plan(void **state)
{
    static const char *const knots[] = { "Vision</span>", "Målsætning</span>", "Målplan</span>", "målplan", "<h1>", NULL };
    sign_in_as(state, LEADER);
    const Request *q = get(state, say(state, "/plans/%" PRId64 "/goals/new", id_of(state, "plan", "aabrinkskolen-2027")));
    assert_int_equal(200, q->status);
    assert_in_order(q->out.at, knots);
}

static void thread_of_a_unit_leads_up_to_the_municipality(void **state)
{
    static const char *const knots[] = { "Egelund Kommune</a>", "Skole og Dagtilbud</a>", "<h1>", NULL };
    sign_in_as(state, LEADER);
    assert_in_order(page_of(state, "/units", "unit", "aabrinkskolen"), knots);
}

HARNESS_MAIN(TEST(thread_of_a_goal_leads_up_to_the_vision), TEST(thread_of_a_new_goal_ends_with_its_plan),
             TEST(thread_of_a_unit_leads_up_to_the_municipality))
