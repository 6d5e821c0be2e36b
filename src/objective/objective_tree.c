/* SPDX-License-Identifier: MPL-2.0 */
/* From an objective to its trials: goals, their signs, and the trials that look for the signs. */
#include <inttypes.h>

#include "objective/objective_view.h"

/* What was read for one page of the tree. */
typedef struct TreeRows {
    ObjectiveGoals goals;
    ObjectiveGoalUnits units;
    ObjectiveGoalSigns signs;
    ObjectiveGoalTrials trials;
} TreeRows;

/* ---- words ---- */

/* "juni 2027" */
static Text month_of(Html *h, Day day)
{
    Period month;
    return period_read(h->arena, text_copy(h->arena, day.at, 7), &month) ? html_period_long(h, month)
                                                                         : (Text){ "", 0 };
}

static Text years_of(Arena *arena, Day from, Day to)
{
    if (day_is_none(to) || day_year(from) == day_year(to))
        return text_format(arena, "%d", day_year(from));
    return text_format(arena, "%d–%d", day_year(from), day_year(to));
}

static Text trial_when(Html *h, Text state, Day starts_on, Day ends_on)
{
    if (day_is_none(starts_on))
        return (Text){ "", 0 };
    Text month = month_of(h, starts_on);
    if (text_is(state, "running"))
        return message_format(h, TR("siden {1}"), &month, 1);
    if (text_is(state, "idea") || text_is(state, "prepared"))
        return message_format(h, TR("fra {1}"), &month, 1);
    return years_of(h->arena, starts_on, ends_on);
}

Text trial_where_and_when(Html *h, Text unit_name, Text state, Day starts_on, Day ends_on)
{
    Text when = trial_when(h, state, starts_on, ends_on);
    if (text_is_empty(unit_name) || text_is_empty(when))
        return text_is_empty(unit_name) ? capitalised(h->arena, when) : unit_name;
    return text_format(h->arena, "%s, %s", unit_name.at, when.at);
}

/* "Nordmarkskolen og Ungdomsskolen Kvarteret" */
static Text unit_names(Html *h, const ObjectiveGoalUnits *units, int64_t goal)
{
    Text names = { "", 0 }, last = { "", 0 };
    for (size_t i = 0; i < units->count; i++) {
        if (units->at[i].goal != goal)
            continue;
        if (!text_is_empty(last))
            names = text_is_empty(names) ? last : text_format(h->arena, "%s, %s", names.at, last.at);
        last = units->at[i].name;
    }
    if (text_is_empty(names))
        return last;
    return message_format(h, TR("{1} og {2}"), (Text[]){ names, last }, 2);
}

static Text goal_where_and_when(Html *h, const TreeRows *rows, const ObjectiveGoal *goal)
{
    Text names = unit_names(h, &rows->units, goal->id);
    if (day_is_none(goal->due_on))
        return names;
    Text month = month_of(h, goal->due_on), when = message_format(h, TR("skal være nået i {1}"), &month, 1);
    return text_is_empty(names) ? capitalised(h->arena, when)
                                : text_format(h->arena, "%s · %s", names.at, when.at);
}

static int64_t unit_count(const ObjectiveGoalUnits *units)
{
    int64_t count = 0;
    for (size_t i = 0; i < units->count; i++) {
        size_t earlier = 0;
        while (units->at[earlier].unit != units->at[i].unit)
            earlier++;
        count += earlier == i;
    }
    return count;
}

static Text tree_lead(Html *h, const TreeRows *rows)
{
    int64_t units = unit_count(&rows->units);
    Text goals =
        capitalised(h->arena, html_count(h, (int64_t)rows->goals.count, TR("ét mål"), TR("{1} mål")));
    if (units == 0)
        return message_format(h, TR("{1} trækker på målsætningen."), &goals, 1);
    Text places = html_count(h, units, TR("én enhed"), TR("{1} enheder"));
    return message_format(h, TR("{1} i {2} trækker på målsætningen."), (Text[]){ goals, places }, 2);
}

/* ---- from rows to tree ---- */

/* Hangs the goal's trials that look for SIGN (0: for none) below it, as many as there is room for. */
static void hang_trials(Arena *arena, const TreeRows *rows, TreeGoal *goal, TreeSign *place, int64_t sign)
{
    place->trials = arena_array(arena, const ObjectiveGoalTrial *, TRIALS_A_GOAL);
    for (size_t i = 0; i < rows->trials.count; i++) {
        const ObjectiveGoalTrial *trial = &rows->trials.at[i];
        if (trial->goal != goal->goal->id || trial->sign != sign)
            continue;
        if (goal->trial_count++ < TRIALS_A_GOAL)
            place->trials[place->trial_count++] = trial;
        else
            goal->hidden_count++;
    }
}

static void grow_goal(Html *h, const TreeRows *rows, TreeGoal *goal)
{
    goal->where_and_when = goal_where_and_when(h, rows, goal->goal);
    size_t most = 1;
    for (size_t i = 0; i < rows->signs.count; i++)
        most += rows->signs.at[i].goal == goal->goal->id;
    goal->signs = arena_array(h->arena, TreeSign, most);
    for (size_t i = 0; i < rows->signs.count; i++) {
        if (rows->signs.at[i].goal != goal->goal->id)
            continue;
        TreeSign *place = &goal->signs[goal->sign_count++];
        place->sign = &rows->signs.at[i];
        hang_trials(h->arena, rows, goal, place, place->sign->id);
    }
    TreeSign *no_sign = &goal->signs[goal->sign_count];
    hang_trials(h->arena, rows, goal, no_sign, 0);
    goal->sign_count += no_sign->trial_count > 0;
}

static Err read_rows(Request *q, int64_t after, TreeRows *rows)
{
    TRY(goals_below_objective(q->db, q->id, after, GOALS_IN_TREE, &rows->goals));
    if (rows->goals.count == 0)
        return OK;
    int64_t last = rows->goals.at[rows->goals.count - 1].id;
    TRY(units_below_objective(q->db, q->id, after, last, MOST_IN_TREE, &rows->units));
    TRY(signs_below_objective(q->db, q->id, after, last, q->who, MOST_IN_TREE, &rows->signs));
    return trials_below_objective(q->db, q->id, after, last, q->who, MOST_IN_TREE, &rows->trials);
}

Err objective_tree(Request *q, int64_t after, ObjectiveTree *ret_tree)
{
    TreeRows *rows = arena_get(q->arena, sizeof *rows);
    TRY(read_rows(q, after, rows));
    *ret_tree = (ObjectiveTree){ .goals = arena_array(q->arena, TreeGoal, rows->goals.count),
                                 .goal_count = rows->goals.count,
                                 .is_first = after == 0 };
    for (size_t i = 0; i < rows->goals.count; i++) {
        ret_tree->goals[i].goal = &rows->goals.at[i];
        grow_goal(&q->html, rows, &ret_tree->goals[i]);
    }
    if (rows->goals.count == GOALS_IN_TREE)
        ret_tree->next = url_format(q->arena, "/objectives/%" PRId64 "?after=%" PRId64 "#tree", q->id,
                                    rows->goals.at[rows->goals.count - 1].id);
    else if (after == 0 && rows->goals.count > 0)
        ret_tree->lead = tree_lead(&q->html, rows);
    return OK;
}
