/* SPDX-License-Identifier: MPL-2.0 */
/* Each year has as many slots as its capacity less what its budget agreement makes compulsory. An uncovered
 * objective wants one slot in one year of its window: jobs of length one with a release and a deadline.
 *
 * REACHABLE. Go through the years, and give each year's slots to those waiting whose windows end first. This is
 * the most there can be: let a best schedule agree with ours up to some slot, where we place A and it places B
 * or nothing. (We leave a slot empty only when nobody waits, and then it cannot place anybody either.) If it
 * never places A, put A there instead of B: as many are placed. If it places A later, let A and B change
 * places: B's window ends no earlier than A's, so B may stand where A stood. Either way it agrees with ours one
 * slot longer and is as good; at the end it is ours.
 *
 * NEEDED NOW. The sets of slots that can be filled at the same time are the independent sets of a matroid (a
 * transversal matroid: slots on one side, objectives on the other). Let L be the most that can be reached in
 * the years after YEAR. Whoever chooses K for YEAR reaches at most K + L, so at least REACHABLE - L must be
 * chosen. And that is enough: a largest fillable set of later slots, which has L, grows to a largest of all
 * slots, which has REACHABLE, by adding slots alone (exchange), and what it adds are REACHABLE - L slots of
 * YEAR. */
#include "coverage/coverage_forecast.h"

#include <stdlib.h>

static bool is_worked_on(const CoverageObjective *objective)
{
    for (size_t i = 0; i < objective->worked_on.count; i++)
        if (objective->worked_on.at[i] >= objective->first && objective->worked_on.at[i] <= objective->last)
            return true;
    return false;
}

bool year_capacity(const YearCapacity *capacities, size_t count, int64_t year, int64_t *ret_most)
{
    bool is_known = false;
    for (size_t i = 0; i < count && capacities[i].year <= year; i++) {
        *ret_most = capacities[i].most;
        is_known = true;
    }
    return is_known;
}

/* ---- the years ---- */

/* The years from the question's to the last that an uncovered objective has; index 0 is the question's. */
typedef struct Years {
    int64_t first;
    size_t count;
    int64_t *rooms;
    const CoverageObjective **waiting; /* the uncovered ones by the first year of their windows */
    size_t waiting_count;
} Years;

static int64_t room_of(int64_t capacity, int64_t compulsory)
{
    return capacity > compulsory ? capacity - compulsory : 0;
}

static void find_rooms(Arena *arena, const CoverageQuestion *question, Years *years)
{
    int64_t *compulsory = arena_array(arena, int64_t, years->count);
    for (size_t i = 0; i < question->count; i++) {
        const CoverageObjective *objective = &question->objectives[i];
        for (int64_t year = objective->first; objective->is_budget && year <= objective->last; year++)
            if (year >= years->first && year < years->first + (int64_t)years->count)
                compulsory[year - years->first]++;
    }
    years->rooms = arena_array(arena, int64_t, years->count);
    for (size_t i = 0; i < years->count; i++) {
        int64_t capacity = 0;
        year_capacity(question->capacities, question->capacity_count, years->first + (int64_t)i, &capacity);
        years->rooms[i] = room_of(capacity, compulsory[i]);
    }
}

static int compare_first(const void *left, const void *right)
{
    const CoverageObjective *a = *(const CoverageObjective *const *)left,
                            *b = *(const CoverageObjective *const *)right;
    return a->first < b->first ? -1 : a->first > b->first;
}

/* How many can be reached in the years from place START on. Of those waiting, only how many windows end in
 * each year matters, not which they are. */
static int64_t reach_from(Arena *arena, const Years *years, size_t start)
{
    int64_t *ending = arena_array(arena, int64_t, years->count);
    int64_t reached = 0;
    size_t begun = 0;
    for (size_t place = start; place < years->count; place++) {
        for (; begun < years->waiting_count && years->waiting[begun]->first <= years->first + (int64_t)place;
             begun++)
            ending[years->waiting[begun]->last - years->first]++;
        int64_t room = years->rooms[place];
        for (size_t end = place; end < years->count && room > 0; end++) {
            int64_t taken = ending[end] < room ? ending[end] : room;
            ending[end] -= taken;
            room -= taken;
            reached += taken;
        }
    }
    return reached;
}

/* ---- the answer ---- */

static void list_add(Arena *arena, Ids *list, size_t most, int64_t id)
{
    if (list->at == NULL)
        list->at = arena_array(arena, int64_t, most);
    list->at[list->count++] = id;
}

static void add_budget(Arena *arena, const CoverageQuestion *question, const CoverageObjective *objective,
                       CoverageForecast *forecast)
{
    if (objective->first <= question->year && objective->last >= question->year)
        list_add(arena, &forecast->compulsory, question->count, objective->id);
    if (objective->last < question->year && !is_worked_on(objective))
        list_add(arena, &forecast->budget_missed, question->count, objective->id);
}

static void add_policy(Arena *arena, const CoverageQuestion *question, const CoverageObjective *objective,
                       CoverageForecast *forecast, Years *years)
{
    if (is_worked_on(objective))
        return;
    if (objective->last < question->year) {
        list_add(arena, &forecast->missed, question->count, objective->id);
        return;
    }
    list_add(arena, &forecast->uncovered, question->count, objective->id);
    if (objective->last == question->year)
        list_add(arena, &forecast->last_chance, question->count, objective->id);
    years->waiting[years->waiting_count++] = objective;
    size_t distance = (size_t)(objective->last - question->year) + 1;
    years->count = distance > years->count ? distance : years->count;
}

static void count_reach(Arena *arena, const CoverageQuestion *question, Years *years,
                        CoverageForecast *forecast)
{
    find_rooms(arena, question, years);
    if (years->waiting_count > 0)
        qsort(years->waiting, years->waiting_count, sizeof *years->waiting, compare_first);
    forecast->room = years->rooms[0];
    forecast->reachable = reach_from(arena, years, 0);
    forecast->unreachable = (int64_t)forecast->uncovered.count - forecast->reachable;
    forecast->needed_now = forecast->reachable - reach_from(arena, years, 1);
}

void coverage_forecast(Arena *arena, const CoverageQuestion *question, CoverageForecast *ret_forecast)
{
    CoverageForecast forecast = { .year = question->year };
    Years years = { .first = question->year, .count = 1 };
    years.waiting = arena_array(arena, const CoverageObjective *, question->count);
    for (size_t i = 0; i < question->count; i++) {
        const CoverageObjective *objective = &question->objectives[i];
        if (objective->is_budget)
            add_budget(arena, question, objective, &forecast);
        else
            add_policy(arena, question, objective, &forecast, &years);
    }
    forecast.is_capacity_known =
        year_capacity(question->capacities, question->capacity_count, question->year, &forecast.capacity);
    if (forecast.is_capacity_known)
        count_reach(arena, question, &years, &forecast);
    *ret_forecast = forecast;
}
