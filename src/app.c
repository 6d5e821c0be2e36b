/* SPDX-License-Identifier: MPL-2.0 */
#include "app.h"

#include "access.sql.h"
#include "access/access.h"
#include "budget.sql.h"
#include "budget/budget.h"
#include "citizen_group.sql.h"
#include "citizen_group/citizen_group.h"
#include "coverage.sql.h"
#include "coverage/coverage.h"
#include "evaluation.sql.h"
#include "evaluation/evaluation.h"
#include "glossary.sql.h"
#include "glossary/glossary.h"
#include "goal.sql.h"
#include "goal/goal.h"
#include "history.sql.h"
#include "history/history_page.h"
#include "home.sql.h"
#include "home/home.h"
#include "objective.sql.h"
#include "objective/objective.h"
#include "person.sql.h"
#include "person/person.h"
#include "plan.sql.h"
#include "plan/plan.h"
#include "policy.sql.h"
#include "policy/policy.h"
#include "register.sql.h"
#include "register/register.h"
#include "search.sql.h"
#include "search/search.h"
#include "seed.sql.h"
#include "selection.sql.h"
#include "selection/selection.h"
#include "sign.sql.h"
#include "sign/sign.h"
#include "task.sql.h"
#include "task/task.h"
#include "thread.sql.h"
#include "thread/thread.h"
#include "trial.sql.h"
#include "trial/trial.h"
#include "unit.sql.h"
#include "unit/unit.h"
#include "vision.sql.h"
#include "vision/vision.h"
#include "job.sql.h"
#include "layout.sql.h"
#include "layout/tell.h"

/* In the order in which a bundle is read: what a row refers to stands above it. */
const Record *const all_records[] = {
    &unit_record,
    &person_record,
    &role_record,
    &citizen_group_record,
    &vision_record,
    &policy_record,
    &budget_agreement_record,
    &objective_record,
    &selection_record,
    &capacity_record,
    &plan_record,
    &plan_objective_record,
    &plan_duty_record,
    &goal_record,
    &milestone_record,
    &trial_record,
    &task_record,
    &log_entry_record,
    &sign_record,
    &measurement_record,
    &observation_record,
    &evaluation_record,
    &term_record,
    NULL,
};

const Route *const app_modules[] = {
    access_routes,     unit_routes,     person_routes, citizen_group_routes,
    vision_routes,     policy_routes,   budget_routes, objective_routes,
    selection_routes,  coverage_routes, plan_routes,   goal_routes,
    trial_routes,      task_routes,     sign_routes,   register_routes,
    evaluation_routes, glossary_routes, thread_routes, history_routes,
    search_routes,     home_routes,     NULL,
};

const Query *const *const app_queries[] = {
    access_queries,     job_queries,
    layout_queries,     unit_queries,
    person_queries,     citizen_group_queries,
    vision_queries,     policy_queries,
    budget_queries,     objective_queries,
    selection_queries,  coverage_queries,
    plan_queries,       goal_queries,
    trial_queries,      task_queries,
    sign_queries,       register_queries,
    evaluation_queries, glossary_queries,
    thread_queries,     history_queries,
    search_queries,     home_queries,
    seed_queries,       NULL,
};

const JobKind app_jobs[] = {
    { "housekeeping", access_housekeeping },
    { 0 },
};

Err app_plan_jobs(Db *db, Instant now)
{
    TRY(db_begin_write(db));
    Err err = job_add_once(db, "housekeeping", now);
    if (err == OK)
        return db_commit(db);
    db_rollback(db);
    return err;
}

Err app_site(Db *db, Clock clock, bool is_behind_tls, unsigned char *ret_secret, Site *ret_site)
{
    TRY(db_begin_write(db));
    Err err = access_secret(db, ret_secret);
    if (err == OK)
        err = db_commit(db);
    else
        db_rollback(db);
    TRY(err);
    *ret_site = (Site){
        .modules = app_modules,
        .identify = access_identify,
        .ask_to_sign_in = access_ask_to_sign_in,
        .tell = tell_page,
        .touch = access_touch,
        .secret = ret_secret,
        .clock = clock,
        .is_behind_tls = is_behind_tls,
    };
    return OK;
}
