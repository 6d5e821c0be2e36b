/* SPDX-License-Identifier: MPL-2.0 */
/* The political layer, the same whatever the size: visions, policies, budget agreements, objectives and their selection. */
#include <inttypes.h>

#include "budget/budget.h"
#include "objective/objective.h"
#include "policy/policy.h"
#include "seed/seed_make.h"
#include "selection/selection.h"
#include "vision/vision.h"

#include "base/banned.h"

enum { FIRST_PERIOD = 2015, YEARS_A_PERIOD = 4, OFFERED_A_YEAR = SELECTED_A_YEAR + 4 };

/* The numbers of rows so far. */
typedef struct Numbers {
    int64_t objectives;
    int64_t selections;
} Numbers;

static Period year_period(Seed *s, int64_t year)
{
    Period period = { 0 };
    period_read(s->arena, text_of_integer(s->arena, year), &period);
    return period;
}

static Day day_in(int64_t year, int64_t month, int64_t day)
{
    Day made = { 0 };
    day_from(year, month, day, &made);
    return made;
}

static Err add_vision(Seed *s, int64_t number, int64_t from, int64_t to, int64_t *ret_id)
{
    Vision vision = { .title = TEXT("Plads til at prøve – sammen"),
                      .text = TEXT(
                          "Vi prøver sammen, ser efter, hvad det gør for borgerne, og bruger det, vi lærer."),
                      .valid_from = year_period(s, from),
                      .valid_to = year_period(s, to),
                      .adopted_on = day_in(from - 1, 12, 15) };
    TRY(seed_put(s, &vision_record, &vision, number, vision.adopted_on, 0));
    *ret_id = vision.id;
    return OK;
}

static Err add_objective(Seed *s, Numbers *numbers, Objective *objective, Day day)
{
    objective->text = seed_objective_text(s->arena, numbers->objectives);
    return seed_put(s, &objective_record, objective, numbers->objectives++, day, 0);
}

static Err add_policy(Seed *s, Numbers *numbers, int64_t period, int64_t area, int64_t vision,
                      int64_t *replaces)
{
    int64_t from = FIRST_PERIOD + period * YEARS_A_PERIOD;
    Text name = seed_policy_area(area);
    Policy policy = {
        .title =
            text_format(s->arena, "%spolitik %" PRId64 "–%" PRId64, name.at, from, from + YEARS_A_PERIOD - 1),
        .kind = TEXT("policy"),
        .state = TEXT("in_force"),
        .area = name,
        .vision = vision,
        .valid_from = year_period(s, from),
        .valid_to = year_period(s, from + YEARS_A_PERIOD - 1),
        .adopted_on = day_in(from - 1, 12, 13),
        .future_scenario =
            TEXT("Ingen venter alene. Den, der har brug for hjælp, får den af en, der kender navnet."),
        .replaces = *replaces,
        .owner.unit = s->municipality
    };
    TRY(seed_put(s, &policy_record, &policy, period * POLICIES_A_PERIOD + area, policy.adopted_on, 0));
    *replaces = policy.id;
    for (int64_t i = 0; i < OBJECTIVES_A_POLICY; i++) {
        Objective objective = { .policy = policy.id,
                                .vision = vision,
                                .number = text_of_integer(s->arena, i + 1) };
        TRY(add_objective(s, numbers, &objective, policy.adopted_on));
        s->objective_ids[period * OBJECTIVES_A_PERIOD + area * OBJECTIVES_A_POLICY + i] = objective.id;
    }
    return seed_pause(s);
}

static Err add_selection(Seed *s, Numbers *numbers, int64_t age, int64_t i)
{
    int64_t year = SEED_YEAR - age, period = (year - FIRST_PERIOD) / YEARS_A_PERIOD,
            turn = (year - FIRST_PERIOD) % YEARS_A_PERIOD;
    /* All of a policy's objectives have their turn within its period. */
    int64_t place = (turn * (OBJECTIVES_A_PERIOD / YEARS_A_PERIOD) + i) % OBJECTIVES_A_PERIOD;
    bool is_selected = i < SELECTED_A_YEAR;
    Selection selection = { .year = year,
                            .objective = s->objective_ids[period * OBJECTIVES_A_PERIOD + place],
                            .decision = is_selected ? TEXT("selected") : TEXT("not_selected"),
                            .rank = is_selected ? i + 1 : 0,
                            .decided_on = day_in(year - 1, 11, 24) };
    TRY(seed_put(s, &selection_record, &selection, numbers->selections++, selection.decided_on, 0));
    if (is_selected)
        s->chosen[age][i] = selection.objective;
    return OK;
}

static Err add_budget(Seed *s, Numbers *numbers, int64_t age)
{
    int64_t year = SEED_YEAR - age;
    BudgetAgreement budget = { .title = text_format(s->arena, "Budgetaftale %" PRId64, year),
                               .budget_year = year,
                               .agreed_on = day_in(year - 1, 9, 15),
                               .adopted_on = day_in(year - 1, 10, 8) };
    TRY(seed_put(s, &budget_agreement_record, &budget, age, budget.agreed_on, 0));
    for (int64_t i = 0; i < OBJECTIVES_A_BUDGET; i++) {
        Objective objective = { .budget_agreement = budget.id };
        TRY(add_objective(s, numbers, &objective, budget.agreed_on));
        s->chosen[age][SELECTED_A_YEAR + i] = objective.id;
    }
    return OK;
}

static Err add_year(Seed *s, Numbers *numbers, int64_t age)
{
    for (int64_t i = 0; i < OFFERED_A_YEAR; i++)
        TRY(add_selection(s, numbers, age, i));
    TRY(add_budget(s, numbers, age));
    return seed_pause(s);
}

Err seed_council(Seed *s)
{
    Numbers numbers = { 0 };
    int64_t visions[2], latest[POLICIES_A_PERIOD] = { 0 };
    s->objective_ids = arena_array(s->lasting, int64_t, POLICY_PERIODS * OBJECTIVES_A_PERIOD);
    s->chosen = arena_get(s->lasting, sizeof *s->chosen * SEED_YEARS);
    TRY(add_vision(s, 0, 2014, 2021, &visions[0]));
    TRY(add_vision(s, 1, 2022, 2030, &visions[1]));
    for (int64_t period = 0; period < POLICY_PERIODS; period++)
        for (int64_t area = 0; area < POLICIES_A_PERIOD; area++)
            TRY(add_policy(s, &numbers, period, area, visions[period == POLICY_PERIODS - 1], &latest[area]));
    for (int64_t age = 0; age < SEED_YEARS; age++)
        TRY(add_year(s, &numbers, age));
    return OK;
}
