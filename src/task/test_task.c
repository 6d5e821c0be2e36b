/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static const char *task_path(void **state, const char *rest)
{
    return say(state, "/tasks/%" PRId64 "%s", id_of(state, "task", "aabrink-aabner-klasser"), rest);
}

static const char *plan_path(void **state, const char *rest)
{
    return say(state, "/plans/%" PRId64 "%s", id_of(state, "plan", "aabrinkskolen-2027"), rest);
}

/* A task of the plan that nobody has. */
static int64_t open_task(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(
        303, post(state, plan_path(state, "/tasks"), "title=Spørge elevrådet&due_on=2027-02-05")->status);
    return number_in(state, "SELECT id FROM task WHERE title = 'Spørge elevrådet'");
}

static void new_task_stands_in_the_plan(void **state)
{
    open_task(state);
    const Request *q = get(state, plan_path(state, ""));
    assert_page_has(q, "Spørge elevrådet");
    assert_page_has(q, "05.02.2027");
}

static void task_without_words_is_refused(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(200, get(state, plan_path(state, "/tasks/new"))->status);
    const Request *q = post(state, plan_path(state, "/tasks"), "title=&assigned_to=nogen");
    assert_int_equal(422, q->status);
    assert_page_has(q, "Skriv, hvad der skal gøres");
    assert_page_has(q, "Vælg en person eller en enhed fra listen");
}

static void contributor_may_not_write_a_task(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, get(state, plan_path(state, "/tasks/new"))->status);
    assert_int_equal(403, post(state, plan_path(state, "/tasks"), "title=x")->status);
    assert_int_equal(403, get(state, task_path(state, "/edit"))->status);
    assert_int_equal(403, post(state, task_path(state, ""), "title=x")->status);
}

static void task_is_rewritten_by_its_leader(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(200, get(state, task_path(state, "/edit"))->status);
    assert_int_equal(
        303, post(state, task_path(state, ""), "revision=1&title=Aftale <nyt>&due_on=2026-12-12")->status);
    assert_page_has(get(state, plan_path(state, "")), "Aftale &lt;nyt&gt;");
}

static void forged_assignee_or_trial_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, post(state, task_path(state, ""), "title=x&assigned_to=person:999999")->status);
    assert_int_equal(404, post(state, task_path(state, ""), "title=x&trial=999999")->status);
}

static void contributor_ticks_a_task_and_takes_the_tick_back(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(303, post(state, task_path(state, "/done"), "")->status);
    assert_string_equal("2026-11-24",
                        text_in(state, "SELECT done_on FROM task WHERE key = 'aabrink-aabner-klasser'"));
    assert_page_has(get(state, plan_path(state, "")), "Gjort");
    assert_int_equal(303, post(state, task_path(state, "/undone"), "")->status);
    assert_int_equal(
        1, number_in(state,
                     "SELECT COUNT(*) FROM task WHERE key = 'aabrink-aabner-klasser' AND done_on IS NULL"));
}

static void reader_may_not_tick_a_task(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(403, post(state, task_path(state, "/done"), "")->status);
    assert_int_equal(403, post(state, task_path(state, "/undone"), "")->status);
    assert_int_equal(403, post(state, task_path(state, "/take"), "")->status);
}

static void whoever_has_the_task_may_tick_it_wherever_they_work(void **state)
{
    int64_t id = open_task(state);
    int64_t reader = number_in(state, "SELECT id FROM person WHERE email = 'jens.ravn@egelund.example'");
    assert_int_equal(303, post(state, say(state, "/tasks/%" PRId64, id),
                               say(state, "title=Spørge&assigned_to=person:%" PRId64, reader))
                              ->status);
    sign_in_as(state, READER);
    assert_page_has(get(state, "/tasks"), "Spørge");
    const Request *q = post(state, say(state, "/tasks/%" PRId64 "/done", id), "from=mine");
    assert_int_equal(303, q->status);
    assert_string_equal("/tasks", text_at(q->location));
}

static void task_that_nobody_has_is_taken_once(void **state)
{
    int64_t id = open_task(state);
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, plan_path(state, "")), "Tag den");
    assert_int_equal(303, post(state, say(state, "/tasks/%" PRId64 "/take", id), "")->status);
    assert_page_has(get(state, "/tasks"), "Spørge elevrådet");
    sign_in_as(state, LEADER);
    assert_int_equal(409, post(state, say(state, "/tasks/%" PRId64 "/take", id), "")->status);
}

static void task_is_read_on_its_plan(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, task_path(state, ""));
    assert_int_equal(303, q->status);
    assert_page_has(get_json(state, task_path(state, "")), "\"record\":\"task\"");
    assert_page_has(get_json(state, "/tasks"), "\"record\":\"task_line\"");
}

static void task_is_deleted_by_leaders_alone(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, post(state, task_path(state, "/delete"), "")->status);
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, task_path(state, "/delete"), "")->status);
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM task WHERE key = 'aabrink-aabner-klasser'"));
}

static void task_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/tasks/999999/edit")->status);
    assert_int_equal(404, post(state, "/tasks/999999/done", "")->status);
    assert_int_equal(403, post_with_token(state, task_path(state, "/done"), "", "")->status);
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
        { "/tasks", "", "" },
        { "/tasks/{id}", "task", "aabrink-aabner-klasser" },
        { "/plans/{id}/tasks/new", "plan", "aabrinkskolen-2027" },
        { "/tasks/{id}/edit", "task", "aabrink-aabner-klasser" },
    };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_int_equal(401, get(state, told_path(state, &pages[i]))->status);
}

static void every_form_without_a_token_is_refused(void **state)
{
    static const Told forms[] = {
        { "/plans/{id}/tasks", "plan", "aabrinkskolen-2027" },
        { "/tasks/{id}", "task", "aabrink-aabner-klasser" },
        { "/tasks/{id}/delete", "task", "aabrink-aabner-klasser" },
        { "/tasks/{id}/take", "task", "aabrink-aabner-klasser" },
        { "/tasks/{id}/done", "task", "aabrink-aabner-klasser" },
        { "/tasks/{id}/undone", "task", "aabrink-aabner-klasser" },
    };
    sign_in_as(state, LEADER);
    int64_t changes = number_in(state, "SELECT COUNT(*) FROM change");
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++)
        assert_int_equal(403, post_with_token(state, told_path(state, &forms[i]), "title=x", "")->status);
    assert_int_equal(changes, number_in(state, "SELECT COUNT(*) FROM change"));
}

HARNESS_MAIN(TEST(every_page_asks_whoever_is_signed_out_to_sign_in),
             TEST(every_form_without_a_token_is_refused), TEST(new_task_stands_in_the_plan),
             TEST(task_without_words_is_refused), TEST(contributor_may_not_write_a_task),
             TEST(task_is_rewritten_by_its_leader), TEST(forged_assignee_or_trial_is_not_found),
             TEST(contributor_ticks_a_task_and_takes_the_tick_back), TEST(reader_may_not_tick_a_task),
             TEST(whoever_has_the_task_may_tick_it_wherever_they_work),
             TEST(task_that_nobody_has_is_taken_once), TEST(task_is_read_on_its_plan),
             TEST(task_is_deleted_by_leaders_alone), TEST(task_that_is_not_there_is_not_found))
