/* SPDX-License-Identifier: MPL-2.0 */
/* One plan with its goals and what was tried and seen for each. Plan 0 is of the newest year, plan 1 of the year before, … */
#include <inttypes.h>

#include "evaluation/evaluation.h"
#include "goal/goal.h"
#include "plan/plan.h"
#include "seed/seed_make.h"
#include "sign/sign.h"
#include "task/task.h"
#include "trial/trial.h"

#include "base/banned.h"

enum {
    OBJECTIVES_A_PLAN = 3,
    MILESTONES_A_PLAN = 2,
    TASKS_A_PLAN = 3,
    GOALS_A_TRIAL = 2, /* every second goal has a trial and a sign */
    MEASUREMENTS_A_SIGN = 6,
    OBSERVATIONS_A_SIGN = 3,
    PLANS_OF_MEASURER =
        10, /* in these a goal and a task are the measurer's own, so that home has something to show */
};

/* What the rows of one plan share. */
typedef struct Around {
    int64_t plan_number;
    int64_t plan;
    int64_t year;
    bool is_past;
    int64_t unit;
    int64_t leader;
    int64_t colleague;
    const int64_t *chosen; /* the objectives of the year */
    int64_t first_chosen;  /* of the plan's own among them */
} Around;

static Day day_of(const Around *a, int64_t month, int64_t day)
{
    Day made = { 0 };
    day_from(a->year, month, day, &made);
    return made;
}

static Day day_or_none(const Around *a, bool is_there, int64_t month, int64_t day)
{
    Day none = { 0 };
    return is_there ? day_of(a, month, day) : none;
}

static int64_t chosen_of(const Around *a, int64_t i)
{
    return a->chosen[(a->first_chosen + i) % OBJECTIVES_A_YEAR];
}

static Around around(const Seed *s, int64_t number)
{
    int64_t age = number % SEED_YEARS, unit = number / SEED_YEARS;
    const int64_t *persons = &s->person_ids[unit * PERSONS_A_UNIT];
    return (Around){ .plan_number = number,
                     .year = SEED_YEAR - age,
                     .is_past = age > 0,
                     .unit = s->unit_ids[unit],
                     .leader = persons[0],
                     .colleague = persons[1 + number % (PERSONS_A_UNIT - 1)],
                     .chosen = s->chosen[age],
                     .first_chosen = unit % OBJECTIVES_A_YEAR };
}

static Err add_plan(Seed *s, Around *a)
{
    int64_t objectives[OBJECTIVES_A_PLAN];
    for (int64_t i = 0; i < OBJECTIVES_A_PLAN; i++)
        objectives[i] = chosen_of(a, i);
    Plan plan = { .year = a->year,
                  .title = text_format(s->arena, "Målplan nummer %" PRId64, a->plan_number + 1),
                  .situation_now = TEXT("Mange møder ind på en gang, og ikke alle ved, hvem de kan gå til."),
                  .situation_wanted =
                      TEXT("Alle ved, hvem der tager imod, og ingen begynder dagen med at vente."),
                  .state = a->is_past ? TEXT("closed") : TEXT("adopted"),
                  .units = { &a->unit, 1 },
                  .objectives = { objectives, OBJECTIVES_A_PLAN } };
    TRY(seed_put(s, &plan_record, &plan, a->plan_number, day_of(a, 1, 12), a->leader));
    a->plan = plan.id;
    return OK;
}

static Err add_milestones(Seed *s, const Around *a)
{
    for (int64_t i = 0; i < MILESTONES_A_PLAN; i++) {
        Milestone milestone = { .plan = a->plan,
                                .title = text_format(s->arena, "Alle er spurgt, %" PRId64 ". gang", i + 1),
                                .due_on = day_of(a, 3 + i * 6, 14),
                                .done_on = day_or_none(a, a->is_past, 3 + i * 6, 12),
                                .owner.person = a->leader };
        TRY(seed_put(s, &milestone_record, &milestone, a->plan_number * MILESTONES_A_PLAN + i,
                     day_of(a, 1, 13), a->leader));
    }
    return OK;
}

static Err add_tasks(Seed *s, const Around *a)
{
    for (int64_t i = 0; i < TASKS_A_PLAN; i++) {
        int64_t number = a->plan_number * TASKS_A_PLAN + i;
        bool is_measurers = i == 0 && !a->is_past && a->plan_number < PLANS_OF_MEASURER * SEED_YEARS;
        Task task = { .plan = a->plan,
                      .title =
                          text_format(s->arena, "Aftal, hvem der gør hvad (opgave %" PRId64 ")", number + 1),
                      .assigned_to.person = is_measurers ? s->measurer : a->colleague,
                      .due_on = day_of(a, 12, 1 + i * 5),
                      .done_on = day_or_none(a, a->is_past || i == 1, 11, 20) };
        TRY(seed_put(s, &task_record, &task, number, day_of(a, 1, 14), a->leader));
    }
    return OK;
}

/* ---- what is tried for a goal, and seen ---- */

static Text trial_state(const Around *a, int64_t number)
{
    return a->is_past ? TEXT("evaluated") : number % 4 == 3 ? TEXT("prepared") : TEXT("running");
}

static Err add_trial(Seed *s, Around *a, int64_t number, int64_t goal, int64_t *ret_id)
{
    Trial trial = { .title = seed_trial_title(s->arena, number),
                    .description = TEXT(
                        "Den samme voksne møder et kvarter før og siger godmorgen til hver enkelt ved navn."),
                    .target_group = TEXT("Dem, der har sværest ved at komme i gang"),
                    .mechanism = TEXT("Vi tror, at den, der bliver set, falder til ro."),
                    .starts_on = day_of(a, 2, 2),
                    .ends_on = day_of(a, 11, 27),
                    .final_on = day_of(a, 12, 11),
                    .prediction = TEXT("I november går mindst fire ud af fem selv ind."),
                    .state = trial_state(a, number),
                    .goals = { &goal, 1 },
                    .units = { &a->unit, 1 } };
    TRY(seed_put(s, &trial_record, &trial, number, day_of(a, 2, 1), a->leader));
    *ret_id = trial.id;
    LogEntry entry = {
        .trial = trial.id, .date = day_of(a, 5, 4), .text = seed_seen(number + 1), .person = a->colleague
    };
    TRY(seed_put(s, &log_entry_record, &entry, number, entry.date, a->colleague));
    Evaluation evaluation = { .trial = trial.id,
                              .kind = TEXT("final"),
                              .date = day_of(a, 12, 11),
                              .seen = seed_seen(number),
                              .judgement = number % 3 == 0   ? TEXT("effect")
                                           : number % 3 == 1 ? TEXT("partial")
                                                             : TEXT("no_effect"),
                              .decision = number % 2 == 0 ? TEXT("continue") : TEXT("adjust"),
                              .learning = TEXT("Det virker, når det er den samme voksne hver dag.") };
    return a->is_past ? seed_put(s, &evaluation_record, &evaluation, number, evaluation.date, a->leader) : OK;
}

static Err add_measurements(Seed *s, const Around *a, int64_t sign_number, int64_t sign)
{
    for (int64_t i = 0; i < MEASUREMENTS_A_SIGN; i++) {
        int64_t number = sign_number * MEASUREMENTS_A_SIGN + i;
        Measurement measurement = { .sign = sign };
        period_read(s->arena, text_format(s->arena, "%" PRId64 "-%02" PRId64, a->year, i + 2),
                    &measurement.date);
        figure_read(
            s->arena,
            text_format(s->arena, "%" PRId64 ",%" PRId64, 40 + i * 4 + seed_pick(9, number, 6), number % 10),
            &measurement.value);
        TRY(seed_put(s, &measurement_record, &measurement, number, measurement.date.to, a->colleague));
    }
    return OK;
}

static Err add_observations(Seed *s, const Around *a, int64_t sign_number, int64_t sign)
{
    static const char *const levels[] = { "clear", "partly", "not_seen" };
    for (int64_t i = 0; i < OBSERVATIONS_A_SIGN; i++) {
        int64_t number = sign_number * OBSERVATIONS_A_SIGN + i;
        Observation observation = { .sign = sign,
                                    .date = day_of(a, 3 + i * 2, 16),
                                    .level = text_of(levels[seed_pick(8, number, 3)]),
                                    .text = seed_seen(number),
                                    .observer = a->colleague };
        TRY(seed_put(s, &observation_record, &observation, number, observation.date, a->colleague));
    }
    return OK;
}

static Err add_sign(Seed *s, const Around *a, int64_t number, int64_t goal, int64_t trial)
{
    bool is_number = number % 2 == 0;
    Sign sign = { .title = seed_sign_title(s->arena, number, is_number),
                  .kind = is_number ? TEXT("quantitative") : TEXT("qualitative"),
                  .measure = is_number ? TEXT("procent") : (Text){ 0 },
                  .direction = TEXT("up"),
                  .frequency = TEXT("month"),
                  .owner.person = a->colleague,
                  .agreed_on = day_of(a, 1, 20),
                  .goals = { &goal, 1 },
                  .trials = { &trial, 1 } };
    if (is_number)
        figure_read(s->arena, TEXT("80"), &sign.target);
    TRY(seed_put(s, &sign_record, &sign, number, sign.agreed_on, a->leader));
    return is_number ? add_measurements(s, a, number, sign.id) : add_observations(s, a, number, sign.id);
}

/* ---- the goals ---- */

/* How far it is now, said by its owner: the second line of its history. */
static Err judge_goal(Seed *s, const Around *a, const Goal *before, int64_t number)
{
    static const char *const states[] = { "on_the_way", "partly_reached", "reached" };
    Goal after = *before;
    after.state = text_of(states[a->is_past ? 1 + seed_pick(7, number, 2) : 0]);
    after.state_date = day_of(a, 6, 12);
    after.state_reason = seed_seen(number);
    db_set_actor(s->db, a->leader, db_now(s->db) + (Instant)148 * 24 * 60 * 60 * 1000);
    return db_update(s->db, &goal_record, before, &after);
}

static Err add_goal(Seed *s, Around *a, int64_t number)
{
    int64_t objectives[] = { chosen_of(a, number % OBJECTIVES_A_PLAN) },
            group = s->group_ids[seed_pick(6, number, CITIZEN_GROUPS)];
    bool is_measurers =
        number % GOALS_A_PLAN == 1 && !a->is_past && a->plan_number < PLANS_OF_MEASURER * SEED_YEARS;
    Goal goal = { .title = seed_goal_title(s->arena, number),
                  .text = seed_goal_text(s->arena, number),
                  .situation_now = TEXT("Det gælder omkring halvdelen."),
                  .situation_wanted = TEXT("Det gælder mindst fire ud af fem."),
                  .starts_on = day_of(a, 1, 4),
                  .due_on = day_of(a, 12, 18),
                  .owner.person = is_measurers ? s->measurer : a->leader,
                  .state = TEXT("not_started"),
                  .plans = { &a->plan, 1 },
                  .objectives = { objectives, 1 },
                  .citizen_groups = { &group, 1 } };
    int64_t trial;
    TRY(seed_put(s, &goal_record, &goal, number, day_of(a, 1, 15), a->leader));
    TRY(judge_goal(s, a, &goal, number));
    if (number % GOALS_A_TRIAL != 0)
        return OK;
    TRY(add_trial(s, a, number / GOALS_A_TRIAL, goal.id, &trial));
    return add_sign(s, a, number / GOALS_A_TRIAL, goal.id, trial);
}

Err seed_plan(Seed *s, int64_t number)
{
    Around a = around(s, number);
    TRY(add_plan(s, &a));
    TRY(add_milestones(s, &a));
    TRY(add_tasks(s, &a));
    for (int64_t i = 0; i < GOALS_A_PLAN && number * GOALS_A_PLAN + i < s->goals; i++)
        TRY(add_goal(s, &a, number * GOALS_A_PLAN + i));
    return seed_pause(s);
}
