/* SPDX-License-Identifier: MPL-2.0 */
#include "thread/thread.h"

#include <string.h>

#include "thread.sql.h"
#include "thread/thread_tree.h"

/* What leads up from a row; 0 where nothing does. */
typedef struct Chain {
    int64_t objective;
    int64_t goal;
    int64_t plan;
    int64_t trial;
} Chain;

static Err climb_from_goal(Request *q, int64_t goal, Chain *chain)
{
    chain->goal = goal;
    return thread_objective_of_goal(q->db, goal, &chain->objective);
}

static Err climb_from_trial(Request *q, int64_t trial, Chain *chain)
{
    int64_t goal;
    TRY(thread_goal_of_trial(q->db, trial, &goal));
    chain->trial = trial;
    if (goal == 0)
        return OK;
    TRY(thread_plan_of_goal(q->db, goal, &chain->plan));
    return climb_from_goal(q, goal, chain);
}

static Err climb_from_sign(Request *q, int64_t sign, Chain *chain)
{
    int64_t trial, goal;
    TRY(thread_trial_of_sign(q->db, sign, q->who, &trial));
    if (trial != 0)
        return climb_from_trial(q, trial, chain);
    TRY(thread_goal_of_sign(q->db, sign, &goal));
    return goal != 0 ? climb_from_goal(q, goal, chain)
                     : thread_objective_of_sign(q->db, sign, &chain->objective);
}

/* The chain that ends with the row itself. */
static Err climb(Request *q, const char *record, int64_t id, Chain *chain)
{
    int64_t trial;
    if (strcmp(record, "goal") == 0)
        return climb_from_goal(q, id, chain);
    if (strcmp(record, "trial") == 0)
        return climb_from_trial(q, id, chain);
    if (strcmp(record, "sign") == 0)
        return climb_from_sign(q, id, chain);
    if (strcmp(record, "objective") == 0) {
        chain->objective = id;
        return OK;
    }
    if (strcmp(record, "plan") == 0) {
        chain->plan = id;
        return thread_objective_of_plan(q->db, id, &chain->objective);
    }
    if (strcmp(record, "evaluation") == 0) {
        TRY(thread_trial_of_evaluation(q->db, id, &trial));
        return climb_from_trial(q, trial, chain);
    }
    return OK;
}

static const char *level_of(Text record)
{
    static const Word levels[] = {
        { "vision", TR("Vision") },
        { "policy", TR("Politik") },
        { "budget_agreement", TR("Budgetaftale") },
        { "objective", TR("Målsætning") },
        { "goal", TR("Mål") },
        { "plan", TR("Målplan") },
        { "trial", TR("Prøvehandling") },
        { "unit", TR("Organisation") },
        { 0 },
    };
    return word_label(levels, record);
}

static void add_rows(Request *q, const ThreadRows *rows, Knots *knots)
{
    for (size_t i = 0; i < rows->count; i++) {
        const ThreadRow *row = &rows->at[i];
        knots_add(knots, level_of(row->record), row->title,
                  url_of(q->arena, record_by_name(row->record), row->id));
    }
}

static Err add_vision_of_day(Request *q, Knots *knots)
{
    ThreadRows rows;
    TRY(thread_vision_of_day(q->db, q->today, 1, &rows));
    add_rows(q, &rows, knots);
    return OK;
}

static Err knots_of_chain(Request *q, const Chain *chain, Knots *knots)
{
    ThreadRows rows;
    TRY(thread_rows(q->db, chain->objective, chain->goal, chain->plan, chain->trial, MOST_KNOTS, &rows));
    if (rows.count == 0 || rows.at[0].place != 1)
        TRY(add_vision_of_day(q, knots));
    add_rows(q, &rows, knots);
    return OK;
}

/* The rows above policies and units are few and need no chain; a budget agreement hangs from the vision of the day. */
static Err knots_above_others(Request *q, const char *record, int64_t id, Knots *knots)
{
    ThreadRows rows = { 0 };
    if (strcmp(record, "policy") == 0)
        TRY(thread_rows_above_policy(q->db, id, 1, &rows));
    else if (strcmp(record, "unit") == 0)
        TRY(thread_rows_above_unit(q->db, id, MOST_KNOTS, &rows));
    else if (strcmp(record, "budget_agreement") == 0)
        return add_vision_of_day(q, knots);
    add_rows(q, &rows, knots);
    return OK;
}

static bool has_chain(const char *record)
{
    static const char *const names[] = { "objective", "goal", "plan", "trial", "sign", "evaluation" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i], record) == 0)
            return true;
    return false;
}

/* Takes the row itself out of the chain that ends with it. */
static void leave_out(const char *record, Chain *chain)
{
    if (strcmp(record, "goal") == 0)
        chain->goal = 0;
    else if (strcmp(record, "plan") == 0)
        chain->plan = 0;
    else if (strcmp(record, "trial") == 0)
        chain->trial = 0;
}

Err thread_above(Request *q, const Record *record, int64_t id, Knots *ret_knots)
{
    Chain chain = { 0 };
    *ret_knots = (Knots){ 0 };
    if (!has_chain(record->name))
        return knots_above_others(q, record->name, id, ret_knots);
    TRY(climb(q, record->name, id, &chain));
    leave_out(record->name, &chain);
    TRY(knots_of_chain(q, &chain, ret_knots));
    if (strcmp(record->name, "objective") == 0) /* the last knot is the objective itself */
        ret_knots->count -= ret_knots->count > 0;
    return OK;
}

static Err title_of(Request *q, const char *record, int64_t id, Text *ret_title)
{
    if (strcmp(record, "policy") == 0)
        return thread_title_of_policy(q->db, id, ret_title);
    if (strcmp(record, "budget_agreement") == 0)
        return thread_title_of_budget_agreement(q->db, id, ret_title);
    if (strcmp(record, "unit") == 0)
        return thread_title_of_unit(q->db, id, ret_title);
    return thread_title_of_vision(q->db, id, ret_title);
}

Err thread_to(Request *q, const Record *record, int64_t id, Knots *ret_knots)
{
    Chain chain = { 0 };
    Text title;
    *ret_knots = (Knots){ 0 };
    if (has_chain(record->name)) {
        TRY(climb(q, record->name, id, &chain));
        return knots_of_chain(q, &chain, ret_knots);
    }
    TRY(knots_above_others(q, record->name, id, ret_knots));
    TRY(title_of(q, record->name, id, &title));
    knots_add(ret_knots, level_of(text_of(record->name)), title, url_of(q->arena, record, id));
    return OK;
}

Err thread_of_day(Request *q, Knots *ret_knots)
{
    *ret_knots = (Knots){ 0 };
    return add_vision_of_day(q, ret_knots);
}

const Route thread_routes[] = {
    { GET, "/thread/{record}/{id}", thread_page, .need = SEE },
    { 0 },
};
