/* SPDX-License-Identifier: MPL-2.0 */
/* The forecast against solvers that share nothing with it: a maximum matching by augmenting paths, and all ways there
 * are where there are few. The landscapes are random, the seed is fixed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "coverage/coverage_forecast.h"

enum { FIRST = 2020, MOST = 40, MOST_SLOTS = 400, SPAN = 16 };

/* ---- random landscapes ---- */

static uint64_t seed = 20261124;

/* From 0 to BELOW - 1 (xorshift*). */
static int64_t any(int64_t below)
{
    seed ^= seed >> 12;
    seed ^= seed << 25;
    seed ^= seed >> 27;
    return (int64_t)((seed * 0x2545F4914F6CDD1Du >> 33) % (uint64_t)below);
}

typedef struct Landscape {
    CoverageQuestion question;
    CoverageObjective objectives[MOST];
    YearCapacity capacities[4];
    int64_t worked[MOST][3];
} Landscape;

/* Windows of one to LONGEST years, some over, some to come; capacities from 0; a fifth are of budget agreements. */
static void make_landscape(Landscape *l, size_t count, int64_t longest, int64_t most_capacity)
{
    *l = (Landscape){ .question = { .year = FIRST + 3 + any(3), .count = count, .capacity_count = 1 } };
    l->question.objectives = l->objectives;
    l->question.capacities = l->capacities;
    l->capacities[0] = (YearCapacity){ FIRST, any(most_capacity + 1) };
    for (int64_t year = FIRST + 1; l->question.capacity_count < 4; year += 1 + any(4))
        l->capacities[l->question.capacity_count++] = (YearCapacity){ year, any(most_capacity + 1) };
    for (size_t i = 0; i < count; i++) {
        CoverageObjective *o = &l->objectives[i];
        *o = (CoverageObjective){ .id = (int64_t)i + 100, .is_budget = any(5) == 0 };
        o->first = FIRST + any(9);
        o->last = o->is_budget ? o->first : o->first + any(longest);
        o->worked_on = (Ids){ l->worked[i], any(3) == 0 ? (size_t)any(4) : 0 };
        for (size_t j = 0; j < o->worked_on.count; j++)
            o->worked_on.at[j] = o->first - 2 + any(longest + 3);
    }
}

/* ---- the definitions, written out ---- */

static bool has_work(const CoverageObjective *o)
{
    for (size_t i = 0; i < o->worked_on.count; i++)
        if (o->first <= o->worked_on.at[i] && o->worked_on.at[i] <= o->last)
            return true;
    return false;
}

static bool is_left(const CoverageQuestion *question, const CoverageObjective *o)
{
    return !o->is_budget && o->last >= question->year && !has_work(o);
}

static int64_t room_in(const CoverageQuestion *question, int64_t year)
{
    int64_t capacity = 0, compulsory = 0;
    for (size_t i = 0; i < question->capacity_count; i++)
        if (question->capacities[i].year <= year)
            capacity = question->capacities[i].most;
    for (size_t i = 0; i < question->count; i++)
        compulsory += question->objectives[i].is_budget && question->objectives[i].first <= year &&
                      question->objectives[i].last >= year;
    return capacity < compulsory ? 0 : capacity - compulsory;
}

/* ---- solver one: augmenting paths from objectives to slots ---- */

typedef struct Matching {
    const CoverageQuestion *question;
    int64_t year_of_slot[MOST_SLOTS];
    const CoverageObjective *holder[MOST_SLOTS];
    bool is_seen[MOST_SLOTS];
    size_t slot_count;
} Matching;

static bool place(Matching *m, const CoverageObjective *o)
{
    for (size_t s = 0; s < m->slot_count; s++) {
        if (m->is_seen[s] || m->year_of_slot[s] < o->first || m->year_of_slot[s] > o->last)
            continue;
        m->is_seen[s] = true;
        if (m->holder[s] == NULL || place(m, m->holder[s])) {
            m->holder[s] = o;
            return true;
        }
    }
    return false;
}

/* The most of those left that fit, when the question's year has only MOST_NOW slots. */
static int64_t exact_reach(const CoverageQuestion *question, int64_t most_now)
{
    static Matching m;
    int64_t matched = 0;
    m = (Matching){ .question = question };
    for (int64_t year = question->year; year < FIRST + 2 * SPAN; year++) {
        int64_t room = room_in(question, year);
        if (year == question->year && room > most_now)
            room = most_now;
        for (int64_t k = 0; k < room && k < MOST; k++)
            m.year_of_slot[m.slot_count++] = year;
    }
    assert_true(m.slot_count < MOST_SLOTS);
    for (size_t i = 0; i < question->count; i++) {
        memset(m.is_seen, 0, sizeof m.is_seen);
        if (is_left(question, &question->objectives[i]))
            matched += place(&m, &question->objectives[i]);
    }
    return matched;
}

static int64_t exact_needed(const CoverageQuestion *question)
{
    int64_t most = exact_reach(question, INT64_MAX), now = 0;
    while (exact_reach(question, now) < most)
        now++;
    return now;
}

/* ---- solver two: every way to give each of those left a year or none ---- */

typedef struct Ways {
    const CoverageQuestion *question;
    int64_t room[2 * SPAN];
    int64_t best;
    int64_t fewest_now; /* among the ways that reach BEST */
} Ways;

static void try_all(Ways *ways, size_t i, int64_t reached, int64_t now)
{
    const CoverageQuestion *question = ways->question;
    while (i < question->count && !is_left(question, &question->objectives[i]))
        i++;
    if (i == question->count) {
        if (reached > ways->best || (reached == ways->best && now < ways->fewest_now)) {
            ways->best = reached;
            ways->fewest_now = now;
        }
        return;
    }
    const CoverageObjective *o = &question->objectives[i];
    try_all(ways, i + 1, reached, now);
    for (int64_t year = o->first > question->year ? o->first : question->year; year <= o->last; year++) {
        if (ways->room[year - FIRST] == 0)
            continue;
        ways->room[year - FIRST]--;
        try_all(ways, i + 1, reached + 1, now + (year == question->year));
        ways->room[year - FIRST]++;
    }
}

/* ---- comparing ---- */

static void assert_lists(const CoverageQuestion *question, const CoverageForecast *f)
{
    size_t missed = 0, budget_missed = 0, left = 0, compulsory = 0, last = 0;
    for (size_t i = 0; i < question->count; i++) {
        const CoverageObjective *o = &question->objectives[i];
        bool is_now = o->first <= question->year && o->last >= question->year;
        if (o->is_budget && is_now)
            assert_int_equal(o->id, f->compulsory.at[compulsory++]);
        if (o->last < question->year && !has_work(o) && o->is_budget)
            assert_int_equal(o->id, f->budget_missed.at[budget_missed++]);
        if (o->last < question->year && !has_work(o) && !o->is_budget)
            assert_int_equal(o->id, f->missed.at[missed++]);
        if (is_left(question, o))
            assert_int_equal(o->id, f->uncovered.at[left++]);
        if (is_left(question, o) && o->last == question->year)
            assert_int_equal(o->id, f->last_chance.at[last++]);
    }
    assert_int_equal(missed, f->missed.count);
    assert_int_equal(budget_missed, f->budget_missed.count);
    assert_int_equal(left, f->uncovered.count);
    assert_int_equal(compulsory, f->compulsory.count);
    assert_int_equal(last, f->last_chance.count);
    assert_int_equal(room_in(question, question->year), f->room);
    assert_int_equal((int64_t)left, f->reachable + f->unreachable);
}

static void forecast_is_what_augmenting_paths_find(void **state)
{
    Arena *arena = arena_new();
    Landscape l;
    int64_t unreachable = 0, needed = 0;
    (void)state;
    for (int i = 0; i < 12000; i++) {
        CoverageForecast f;
        make_landscape(&l, (size_t)any(MOST + 1), 1 + any(6), 1 + any(6));
        coverage_forecast(arena, &l.question, &f);
        assert_lists(&l.question, &f);
        assert_int_equal(exact_reach(&l.question, INT64_MAX), f.reachable);
        assert_int_equal(exact_needed(&l.question), f.needed_now);
        unreachable += f.unreachable > 0;
        needed += f.needed_now > 0;
        arena_reset(arena);
    }
    assert_true(unreachable > 1000 && needed > 1000 && unreachable < 11000 && needed < 11000);
    arena_free(arena);
}

static void forecast_is_the_best_of_all_ways(void **state)
{
    Arena *arena = arena_new();
    Landscape l;
    (void)state;
    for (int i = 0; i < 12000; i++) {
        CoverageForecast f;
        make_landscape(&l, (size_t)any(9), 1 + any(4), 1 + any(3));
        Ways ways = { .question = &l.question, .fewest_now = INT64_MAX };
        for (int64_t year = 0; year < 2 * SPAN; year++)
            ways.room[year] = room_in(&l.question, FIRST + year);
        try_all(&ways, 0, 0, 0);
        coverage_forecast(arena, &l.question, &f);
        assert_int_equal(ways.best, f.reachable);
        assert_int_equal(ways.fewest_now, f.needed_now);
        arena_reset(arena);
    }
    arena_free(arena);
}

/* ---- years go by ---- */

/* Works in the question's year on COUNT of those that may be chosen: those whose windows end first, or any. */
static void work(Landscape *l, int64_t count, bool is_by_deadline)
{
    for (; count > 0; count--) {
        CoverageObjective *chosen = NULL;
        int64_t candidates = 0;
        for (size_t i = 0; i < l->question.count; i++) {
            CoverageObjective *o = &l->objectives[i];
            if (!is_left(&l->question, o) || o->first > l->question.year)
                continue;
            candidates++;
            if (chosen == NULL || (is_by_deadline ? o->last < chosen->last : any(candidates) == 0))
                chosen = o;
        }
        if (chosen == NULL)
            return;
        chosen->worked_on = (Ids){ l->worked[chosen->id - 100], 1 };
        chosen->worked_on.at[0] = l->question.year;
    }
}

/* Councils, careful and careless. A full schedule exists as long as all policy objectives without work, those whose
 * windows have ended too, fit into the years that are left; the first year without one is the year of the first warning. */
static void first_warning_comes_when_a_full_schedule_stops_being_possible(void **state)
{
    Arena *arena = arena_new();
    Landscape l;
    int warned = 0, never = 0;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        int64_t warns = 0, impossible = 0;
        bool is_careful = any(2) == 0;
        make_landscape(&l, 5 + (size_t)any(15), 2 + any(5), 3 + any(6));
        l.question.year = FIRST;
        for (size_t j = 0; j < l.question.count; j++)
            l.objectives[j].worked_on.count = 0;
        for (; l.question.year < FIRST + SPAN && warns == 0; l.question.year++) {
            CoverageForecast f;
            int64_t left = 0;
            coverage_forecast(arena, &l.question, &f);
            for (size_t j = 0; j < l.question.count; j++)
                left += !l.objectives[j].is_budget && !has_work(&l.objectives[j]);
            warns = f.unreachable > 0 || f.missed.count > 0 ? l.question.year : 0;
            impossible = exact_reach(&l.question, INT64_MAX) < left ? l.question.year : 0;
            assert_int_equal(impossible, warns);
            int64_t chosen = any(f.room + 1);
            work(&l, is_careful && chosen < f.needed_now ? f.needed_now : chosen, is_careful || any(2) == 0);
            arena_reset(arena);
        }
        warned += warns != 0;
        never += warns == 0;
    }
    assert_true(warned > 300 && never > 300);
    arena_free(arena);
}

/* Whoever works each year on just those that are needed then, those that end first, loses nobody that could be
 * reached at the start; whoever works on one less loses one. */
static void as_many_as_are_needed_now_are_enough_and_one_less_is_not(void **state)
{
    Arena *arena = arena_new();
    Landscape l;
    int tried = 0;
    (void)state;
    for (int i = 0; i < 3000; i++) {
        CoverageForecast first, f, next;
        int64_t done = 0;
        make_landscape(&l, 5 + (size_t)any(25), 1 + any(5), 1 + any(6));
        coverage_forecast(arena, &l.question, &first);
        if (first.needed_now > 0) {
            Landscape careless = l;
            careless.question.objectives = careless.objectives;
            careless.question.capacities = careless.capacities;
            for (size_t j = 0; j < l.question.count; j++)
                careless.objectives[j].worked_on.at = careless.worked[j];
            work(&careless, first.needed_now - 1, any(2) == 0);
            careless.question.year++;
            coverage_forecast(arena, &careless.question, &next);
            assert_true(first.needed_now - 1 + next.reachable < first.reachable);
            tried++;
        }
        for (; l.question.year < FIRST + SPAN; l.question.year++) {
            coverage_forecast(arena, &l.question, &f);
            assert_int_equal(first.reachable, done + f.reachable);
            work(&l, f.needed_now, true);
            done += f.needed_now;
        }
        assert_int_equal(first.reachable, done);
        arena_reset(arena);
    }
    assert_true(tried > 500);
    arena_free(arena);
}

/* ---- single cases ---- */

static CoverageForecast forecast_of(Arena *arena, int64_t year, YearCapacity capacity,
                                    const CoverageObjective *objectives, size_t count)
{
    CoverageForecast f;
    CoverageQuestion question = { year, &capacity, 1, objectives, count };
    coverage_forecast(arena, &question, &f);
    return f;
}

static void work_outside_the_window_covers_nothing(void **state)
{
    Arena *arena = arena_new();
    int64_t before[] = { 2022, 2030 }, inside[] = { 2025, 2022, 2025 };
    (void)state;
    const CoverageObjective objectives[] = {
        { 1, 2023, 2026, false, { before, 2 } }, { 2, 2023, 2026, false, { inside, 3 } },
        { 3, 2020, 2021, false, { before, 2 } }, { 4, 2020, 2022, false, { before, 2 } },
        { 5, 2025, 2025, true, { before, 2 } },  { 6, 2025, 2025, true, { inside, 3 } },
    };
    CoverageForecast f = forecast_of(arena, 2026, (YearCapacity){ 2026, 6 }, objectives, 6);
    assert_int_equal(1, f.uncovered.count);
    assert_int_equal(1, f.uncovered.at[0]);
    assert_int_equal(1, f.missed.count);
    assert_int_equal(3, f.missed.at[0]);
    assert_int_equal(1, f.budget_missed.count);
    assert_int_equal(5, f.budget_missed.at[0]);
    assert_int_equal(1, f.last_chance.count);
    assert_int_equal(1, f.needed_now);
    arena_free(arena);
}

static void agreement_of_a_later_year_takes_its_room_there(void **state)
{
    Arena *arena = arena_new();
    (void)state;
    const CoverageObjective objectives[] = {
        { 1, 2026, 2027, false, { 0 } },
        { 2, 2027, 2027, false, { 0 } },
        { 3, 2027, 2027, true, { 0 } },
    };
    CoverageForecast f = forecast_of(arena, 2026, (YearCapacity){ 2026, 2 }, objectives, 3);
    assert_int_equal(0, f.compulsory.count);
    assert_int_equal(2, f.room);
    assert_int_equal(2, f.reachable);
    assert_int_equal(1, f.needed_now); /* 2027 has one slot, and the second can go nowhere else */
    arena_free(arena);
}

static void no_room_is_none_and_never_less(void **state)
{
    Arena *arena = arena_new();
    (void)state;
    const CoverageObjective objectives[] = {
        { 1, 2026, 2026, true, { 0 } },
        { 2, 2026, 2026, true, { 0 } },
        { 3, 2026, 2027, false, { 0 } },
    };
    CoverageForecast f = forecast_of(arena, 2026, (YearCapacity){ 2026, 1 }, objectives, 3);
    assert_int_equal(0, f.room);
    assert_int_equal(1, f.reachable);
    assert_int_equal(0, f.needed_now);
    f = forecast_of(arena, 2026, (YearCapacity){ 2026, 0 }, objectives, 3);
    assert_int_equal(0, f.reachable);
    assert_int_equal(1, f.unreachable);
    assert_int_equal(0, f.needed_now);
    f = forecast_of(arena, 2026, (YearCapacity){ 2026, INT64_MAX }, objectives, 3);
    assert_int_equal(INT64_MAX - 2, f.room);
    assert_int_equal(1, f.reachable);
    arena_free(arena);
}

static void without_a_capacity_the_lists_are_known_and_nothing_else(void **state)
{
    Arena *arena = arena_new();
    (void)state;
    const CoverageObjective objectives[] = { { 1, 2026, 2026, false, { 0 } },
                                             { 2, 2020, 2021, false, { 0 } } };
    CoverageForecast f = forecast_of(arena, 2026, (YearCapacity){ 2027, 5 }, objectives, 2);
    assert_false(f.is_capacity_known);
    assert_int_equal(1, f.uncovered.count);
    assert_int_equal(1, f.missed.count);
    assert_int_equal(1, f.last_chance.count);
    f = forecast_of(arena, 2026, (YearCapacity){ 2020, 5 }, NULL, 0);
    assert_true(f.is_capacity_known);
    assert_int_equal(5, f.room);
    assert_int_equal(0, f.uncovered.count);
    arena_free(arena);
}

static void five_thousand_objectives_take_less_than_fifty_milliseconds(void **state)
{
    enum { MANY = 5000 };
    Arena *arena = arena_new();
    CoverageObjective *objectives = arena_array(arena, CoverageObjective, MANY);
    (void)state;
    for (size_t i = 0; i < MANY; i++) {
        int64_t first = 2000 + any(60);
        objectives[i] = (CoverageObjective){ (int64_t)i, first, first + any(140), any(5) == 0, { 0 } };
    }
    clock_t started = clock();
    CoverageForecast f = forecast_of(arena, 2026, (YearCapacity){ 2026, 20 }, objectives, MANY);
    double took = (double)(clock() - started) / CLOCKS_PER_SEC;
    assert_true(f.reachable > 0);
    assert_true(took < 0.05);
    print_message("5,000 objectives: %.2f ms\n", took * 1000);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forecast_is_what_augmenting_paths_find),
        cmocka_unit_test(forecast_is_the_best_of_all_ways),
        cmocka_unit_test(first_warning_comes_when_a_full_schedule_stops_being_possible),
        cmocka_unit_test(as_many_as_are_needed_now_are_enough_and_one_less_is_not),
        cmocka_unit_test(work_outside_the_window_covers_nothing),
        cmocka_unit_test(agreement_of_a_later_year_takes_its_room_there),
        cmocka_unit_test(no_room_is_none_and_never_less),
        cmocka_unit_test(without_a_capacity_the_lists_are_known_and_nothing_else),
        cmocka_unit_test(five_thousand_objectives_take_less_than_fifty_milliseconds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
