/* SPDX-License-Identifier: MPL-2.0 */
/* The bundle on both engines: a round trip, every fault with its place, all or nothing. It has a table of records of its
 * own over the real schema, so that the rules of the format are tested apart from the concepts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "budget/budget.h"
#include "bundle/bundle.h"
#include "citizen_group/citizen_group.h"
#include "coverage/coverage.h"
#include "db/history.h"
#include "db/migrate.h"
#include "evaluation/evaluation.h"
#include "glossary/glossary.h"
#include "goal/goal.h"
#include "objective/objective.h"
#include "person/person.h"
#include "plan/plan.h"
#include "policy/policy.h"
#include "selection/selection.h"
#include "sign/sign.h"
#include "task/task.h"
#include "trial/trial.h"
#include "unit/unit.h"
#include "vision/vision.h"

#include "base/banned.h"

/* ---- the records ---- */

#define CODES(name, ...) static const Word name[] = { __VA_ARGS__, { 0 } }
#define CODE(code)                                                                                           \
    {                                                                                                        \
        code, code                                                                                           \
    }

CODES(unit_kinds, CODE("municipality"), CODE("council"), CODE("committee"), CODE("advisory_board"),
      CODE("directorate"), CODE("department"), CODE("staff"), CODE("institution"), CODE("team"));
CODES(roles, CODE("reader"), CODE("contributor"), CODE("leader"), CODE("staff"), CODE("council"),
      CODE("admin"), CODE("auditor"));
CODES(policy_kinds, CODE("policy"), CODE("other"));
CODES(decisions, CODE("selected"), CODE("not_selected"));
CODES(plan_states, CODE("draft"), CODE("qualified"), CODE("adopted"), CODE("closed"));
CODES(goal_states, CODE("not_started"), CODE("on_the_way"), CODE("partly_reached"), CODE("reached"),
      CODE("given_up"));
CODES(trial_states, CODE("idea"), CODE("prepared"), CODE("running"), CODE("ended"), CODE("evaluated"),
      CODE("dropped"));
CODES(sign_kinds, CODE("quantitative"), CODE("qualitative"));
CODES(directions, CODE("up"), CODE("down"), CODE("keep"));
CODES(levels, CODE("clear"), CODE("partly"), CODE("not_seen"), CODE("opposite"));

static const Record a_unit, a_person, a_role, a_group, a_vision, a_policy, an_agreement, an_objective,
    a_selection, a_plan, a_plan_objective, a_goal, a_milestone, a_trial, a_task, a_sign, a_measurement,
    an_observation, an_evaluation, a_plan_duty, a_log_entry, a_term;

static const Field unit_fields[] = {
    FIELD(Unit, name, .flags = REQUIRED),
    FIELD(Unit, kind, .flags = REQUIRED, .words = unit_kinds),
    FIELD(Unit, parent, .refers = &a_unit),
    FIELD(Unit, external_uuid),
    FIELD(Unit, valid_from),
    FIELD(Unit, valid_to),
    FIELD(Unit, source, .flags = LONG),
    { 0 },
};
static const Record a_unit = { .name = "unit", .size = sizeof(Unit), .fields = unit_fields };

static const Field person_fields[] = {
    FIELD(Person, name, .flags = REQUIRED | PERSONAL),
    FIELD(Person, email, .flags = PERSONAL),
    FIELD(Person, language, .flags = LOCAL, .start = "da"),
    { 0 },
};
static const Record a_person = { .name = "person", .size = sizeof(Person), .fields = person_fields };

static const Field role_fields[] = {
    FIELD(Role, person, .flags = REQUIRED, .refers = &a_person),
    FIELD(Role, unit, .flags = REQUIRED, .refers = &a_unit),
    FIELD(Role, role, .flags = REQUIRED, .words = roles),
    { 0 },
};
static const char *const role_identity[] = { "person", "unit", "role", NULL };
static const Record a_role = {
    .name = "role", .size = sizeof(Role), .fields = role_fields, .identity = role_identity
};

static const Field group_fields[] = {
    FIELD(CitizenGroup, name, .flags = REQUIRED),
    FIELD(CitizenGroup, parent, .refers = &a_group),
    { 0 },
};
static const Record a_group = { .name = "citizen_group",
                                .size = sizeof(CitizenGroup),
                                .fields = group_fields };

static const Field vision_fields[] = {
    FIELD(Vision, title, .flags = REQUIRED),
    FIELD(Vision, text, .flags = LONG),
    FIELD(Vision, valid_from),
    FIELD(Vision, valid_to),
    FIELD(Vision, adopted_on),
    FIELD(Vision, source, .flags = LONG),
    { 0 },
};
static const Record a_vision = { .name = "vision", .size = sizeof(Vision), .fields = vision_fields };

static const Field policy_fields[] = {
    FIELD(Policy, title, .flags = REQUIRED),
    FIELD(Policy, kind, .words = policy_kinds, .start = "policy"),
    FIELD(Policy, state, .flags = LOCAL, .start = "in_force"),
    FIELD(Policy, area),
    FIELD(Policy, citizen_groups, .refers = &a_group),
    FIELD(Policy, vision, .refers = &a_vision),
    FIELD(Policy, valid_from),
    FIELD(Policy, valid_to),
    FIELD(Policy, adopted_on),
    FIELD(Policy, future_scenario, .flags = LONG),
    FIELD(Policy, owner),
    FIELD(Policy, replaces, .refers = &a_policy),
    FIELD(Policy, source, .flags = LONG),
    { 0 },
};
static const Record a_policy = { .name = "policy", .size = sizeof(Policy), .fields = policy_fields };

static const Field agreement_fields[] = {
    FIELD(BudgetAgreement, title, .flags = REQUIRED),
    FIELD(BudgetAgreement, budget_year, .flags = REQUIRED | BY_YEAR),
    FIELD(BudgetAgreement, agreed_on),
    FIELD(BudgetAgreement, adopted_on),
    FIELD(BudgetAgreement, parties, .flags = LONG),
    FIELD(BudgetAgreement, source, .flags = LONG),
    { 0 },
};
static const Record an_agreement = { .name = "budget_agreement",
                                     .size = sizeof(BudgetAgreement),
                                     .fields = agreement_fields };

static const Field objective_fields[] = {
    FIELD(Objective, text, .flags = REQUIRED | LONG),
    FIELD(Objective, title),
    FIELD(Objective, number),
    FIELD(Objective, policy, .refers = &a_policy),
    FIELD(Objective, budget_agreement, .refers = &an_agreement),
    FIELD(Objective, vision, .refers = &a_vision),
    FIELD(Objective, scenario_part),
    FIELD(Objective, description, .flags = LONG),
    FIELD(Objective, source, .flags = LONG),
    { 0 },
};
static const Record an_objective = { .name = "objective",
                                     .size = sizeof(Objective),
                                     .fields = objective_fields };

static const Field selection_fields[] = {
    FIELD(Selection, year, .flags = REQUIRED | BY_YEAR),
    FIELD(Selection, objective, .flags = REQUIRED, .refers = &an_objective),
    FIELD(Selection, decision, .flags = REQUIRED, .words = decisions),
    FIELD(Selection, rank, .longest = 100),
    FIELD(Selection, reason, .flags = LONG),
    FIELD(Selection, decided_on),
    FIELD(Selection, reference),
    { 0 },
};
static const char *const selection_identity[] = { "year", "objective", NULL };
static const Record a_selection = {
    .name = "selection", .size = sizeof(Selection), .fields = selection_fields, .identity = selection_identity
};

static const Field capacity_fields[] = {
    FIELD(Capacity, year, .flags = REQUIRED | BY_YEAR),
    FIELD(Capacity, most, .flags = REQUIRED, .longest = 999),
    FIELD(Capacity, reference, .longest = 500),
    { 0 },
};
static const char *const capacity_identity[] = { "year", NULL };
static const Record a_capacity = {
    .name = "capacity", .size = sizeof(Capacity), .fields = capacity_fields, .identity = capacity_identity
};

static const Field plan_fields[] = {
    FIELD(Plan, year, .flags = REQUIRED | BY_YEAR),
    FIELD(Plan, title, .flags = REQUIRED),
    FIELD(Plan, theme),
    FIELD(Plan, situation_now, .flags = LONG),
    FIELD(Plan, situation_wanted, .flags = LONG),
    FIELD(Plan, state, .words = plan_states, .start = "draft"),
    FIELD(Plan, units, .refers = &a_unit),
    FIELD(Plan, partners, .flags = PARTNERS | LONG),
    FIELD(Plan, objectives, .refers = &an_objective),
    FIELD(Plan, source, .flags = LONG),
    { 0 },
};
static const Record a_plan = { .name = "plan", .size = sizeof(Plan), .fields = plan_fields };

static const Field plan_objective_fields[] = {
    FIELD(PlanObjective, plan, .flags = REQUIRED, .refers = &a_plan),
    FIELD(PlanObjective, objective, .flags = REQUIRED, .refers = &an_objective),
    FIELD(PlanObjective, meaning, .flags = REQUIRED | LONG),
    { 0 },
};
static const char *const plan_objective_identity[] = { "plan", "objective", NULL };
static const Record a_plan_objective = { .name = "plan_objective",
                                         .size = sizeof(PlanObjective),
                                         .fields = plan_objective_fields,
                                         .identity = plan_objective_identity };

static const Field goal_fields[] = {
    FIELD(Goal, title, .flags = REQUIRED, .longest = 300),
    FIELD(Goal, text, .flags = LONG),
    FIELD(Goal, situation_now, .flags = LONG),
    FIELD(Goal, situation_wanted, .flags = LONG),
    FIELD(Goal, starts_on),
    FIELD(Goal, due_on),
    FIELD(Goal, owner),
    FIELD(Goal, plans, .refers = &a_plan),
    FIELD(Goal, objectives, .refers = &an_objective),
    FIELD(Goal, citizen_groups, .refers = &a_group),
    FIELD(Goal, partners, .flags = PARTNERS | LONG),
    FIELD(Goal, state, .words = goal_states, .start = "not_started"),
    FIELD(Goal, state_date),
    FIELD(Goal, state_reason, .flags = LONG),
    { 0 },
};
static const Record a_goal = { .name = "goal", .size = sizeof(Goal), .fields = goal_fields };

static const Field milestone_fields[] = {
    FIELD(Milestone, plan, .flags = REQUIRED, .refers = &a_plan),
    FIELD(Milestone, title, .flags = REQUIRED),
    FIELD(Milestone, due_on),
    FIELD(Milestone, done_on),
    FIELD(Milestone, owner),
    FIELD(Milestone, note, .flags = LONG),
    { 0 },
};
static const Record a_milestone = { .name = "milestone",
                                    .size = sizeof(Milestone),
                                    .fields = milestone_fields };

static const Field trial_fields[] = {
    FIELD(Trial, title, .flags = REQUIRED),
    FIELD(Trial, description, .flags = LONG),
    FIELD(Trial, target_group),
    FIELD(Trial, citizen_groups, .refers = &a_group),
    FIELD(Trial, mechanism, .flags = LONG),
    FIELD(Trial, outcome, .flags = LONG),
    FIELD(Trial, place),
    FIELD(Trial, starts_on),
    FIELD(Trial, ends_on),
    FIELD(Trial, interim_on),
    FIELD(Trial, interim_reason, .flags = LOCAL),
    FIELD(Trial, final_on),
    FIELD(Trial, prediction, .flags = LONG),
    FIELD(Trial, state, .words = trial_states, .start = "idea"),
    FIELD(Trial, started_at, .flags = READ_ONLY | INSTANT),
    FIELD(Trial, goals, .flags = REQUIRED, .refers = &a_goal),
    FIELD(Trial, units, .refers = &a_unit),
    FIELD(Trial, partners, .flags = PARTNERS | LONG),
    FIELD(Trial, continues, .refers = &a_trial),
    { 0 },
};
static const Record a_trial = { .name = "trial", .size = sizeof(Trial), .fields = trial_fields };

static const Field task_fields[] = {
    FIELD(Task, plan, .flags = REQUIRED, .refers = &a_plan),
    FIELD(Task, title, .flags = REQUIRED),
    FIELD(Task, assigned_to),
    FIELD(Task, due_on),
    FIELD(Task, done_on),
    FIELD(Task, trial, .refers = &a_trial),
    { 0 },
};
static const Record a_task = { .name = "task", .size = sizeof(Task), .fields = task_fields };

static const Field sign_fields[] = {
    FIELD(Sign, title, .flags = REQUIRED),
    FIELD(Sign, kind, .flags = REQUIRED, .words = sign_kinds),
    FIELD(Sign, definition, .flags = LONG),
    FIELD(Sign, measure),
    FIELD(Sign, direction, .words = directions),
    FIELD(Sign, baseline),
    FIELD(Sign, target),
    FIELD(Sign, frequency),
    FIELD(Sign, counted_by),
    FIELD(Sign, min_count, .longest = 1000),
    FIELD(Sign, owner),
    FIELD(Sign, part_of, .refers = &a_sign),
    FIELD(Sign, agreed_by, .flags = LOCAL),
    FIELD(Sign, agreed_on, .flags = LOCAL),
    FIELD(Sign, objectives, .refers = &an_objective),
    FIELD(Sign, goals, .refers = &a_goal),
    FIELD(Sign, trials, .refers = &a_trial),
    FIELD(Sign, source, .flags = LONG),
    { 0 },
};
static const Record a_sign = { .name = "sign", .size = sizeof(Sign), .fields = sign_fields };

static const Field measurement_fields[] = {
    FIELD(Measurement, sign, .flags = REQUIRED, .refers = &a_sign),
    FIELD(Measurement, date, .flags = REQUIRED),
    FIELD(Measurement, value),
    FIELD(Measurement, numerator),
    FIELD(Measurement, denominator),
    FIELD(Measurement, note, .flags = LONG),
    FIELD(Measurement, source, .flags = LONG),
    { 0 },
};
static const char *const measurement_identity[] = { "sign", "date", NULL };
static const Record a_measurement = { .name = "measurement",
                                      .size = sizeof(Measurement),
                                      .fields = measurement_fields,
                                      .identity = measurement_identity };

static const Field observation_fields[] = {
    FIELD(Observation, sign, .flags = REQUIRED, .refers = &a_sign),
    FIELD(Observation, date, .flags = REQUIRED),
    FIELD(Observation, level, .flags = REQUIRED, .words = levels),
    FIELD(Observation, text, .flags = LONG),
    FIELD(Observation, observer, .refers = &a_person),
    { 0 },
};
static const Record an_observation = { .name = "observation",
                                       .size = sizeof(Observation),
                                       .fields = observation_fields };

static const Field evaluation_fields[] = {
    FIELD(Evaluation, trial, .flags = REQUIRED, .refers = &a_trial),
    FIELD(Evaluation, kind, .flags = REQUIRED),
    FIELD(Evaluation, date, .flags = REQUIRED),
    FIELD(Evaluation, seen, .flags = REQUIRED | LONG),
    FIELD(Evaluation, effect, .flags = LONG),
    FIELD(Evaluation, value_for_citizens, .flags = LONG),
    FIELD(Evaluation, value_for_associations, .flags = LONG),
    FIELD(Evaluation, value_for_companies, .flags = LONG),
    FIELD(Evaluation, judgement),
    FIELD(Evaluation, decision),
    FIELD(Evaluation, learning, .flags = LONG),
    FIELD(Evaluation, reason, .flags = LONG),
    { 0 },
};
static const Record an_evaluation = { .name = "evaluation",
                                      .size = sizeof(Evaluation),
                                      .fields = evaluation_fields };

static const Field plan_duty_fields[] = {
    FIELD(PlanDuty, year, .flags = REQUIRED | BY_YEAR),
    FIELD(PlanDuty, unit, .flags = REQUIRED, .refers = &a_unit),
    { 0 },
};
static const char *const plan_duty_identity[] = { "year", "unit", NULL };
static const Record a_plan_duty = {
    .name = "plan_duty", .size = sizeof(PlanDuty), .fields = plan_duty_fields, .identity = plan_duty_identity
};

static const Field log_entry_fields[] = {
    FIELD(LogEntry, trial, .flags = REQUIRED, .refers = &a_trial),
    FIELD(LogEntry, date, .flags = REQUIRED),
    FIELD(LogEntry, text, .flags = REQUIRED | LONG),
    FIELD(LogEntry, person, .refers = &a_person),
    { 0 },
};
static const Record a_log_entry = { .name = "log_entry",
                                    .size = sizeof(LogEntry),
                                    .fields = log_entry_fields };

static const Field term_fields[] = {
    FIELD(Term, word, .flags = REQUIRED),
    { 0 },
};
static const Record a_term = {
    .name = "term", .size = sizeof(Term), .fields = term_fields, .is_hidden_from_bundle = true
};

/* Signs and trials stand before what they refer to, so that forward references are met. */
const Record *const all_records[] = {
    &a_measurement,  &a_sign,           &a_unit,       &a_person,     &a_role,      &a_group,
    &a_vision,       &a_policy,         &an_agreement, &an_objective, &a_selection, &a_capacity,
    &a_plan,         &a_plan_objective, &a_trial,      &a_goal,       &a_milestone, &a_task,
    &an_observation, &an_evaluation,    &a_plan_duty,  &a_log_entry,  &a_term,      NULL,
};

/* ---- a database for each test ---- */

enum { ADDRESS_ROOM = 512, NOW = 1000, MOST_FILES = 8 };

typedef struct Fixture {
    Engine engine;
    char cluster[ADDRESS_ROOM]; /* PostgreSQL: the address of the test's administrator */
    char directory[64];
    char address[ADDRESS_ROOM];
    Arena *arena;
    Db *db;
} Fixture;

/* The same cluster, another database: the path of the address is its name. */
static void address_of_database(const char *cluster, char *ret_address)
{
    const char *authority = strstr(cluster, "//") + 2;
    size_t length = (size_t)(authority - cluster) + strcspn(authority, "/?");
    const char *parameters = strchr(cluster, '?');
    snprintf(ret_address, ADDRESS_ROOM, "%.*s/test_bundle_%d%s", (int)length, cluster, (int)getpid(),
             parameters == NULL ? "" : parameters);
}

static void run_on_cluster(const Fixture *f, const char *verb)
{
    Db *db;
    char sql[128];
    snprintf(sql, sizeof sql, "%s test_bundle_%d", verb, (int)getpid());
    assert_int_equal(OK, db_open(f->cluster, false, &db));
    assert_int_equal(OK, db_script(db, sql));
    db_close(db);
}

static void open_database(Fixture *f)
{
    if (f->engine == POSTGRES)
        run_on_cluster(f, "CREATE DATABASE");
    assert_int_equal(OK, db_open(f->address, false, &f->db));
    db_set_arena(f->db, f->arena);
    db_set_actor(f->db, 1, NOW);
    assert_int_equal(OK, migrate(f->db, migrations, NULL));
}

static void close_database(Fixture *f)
{
    char path[96];
    db_close(f->db);
    snprintf(path, sizeof path, "%s/test.db", f->directory);
    if (f->engine == SQLITE)
        assert_int_equal(0, unlink(path));
    else
        run_on_cluster(f, "DROP DATABASE");
}

static void use_sqlite(Fixture *f)
{
    f->engine = SQLITE;
    snprintf(f->address, sizeof f->address, "sqlite:%s/test.db", f->directory);
}

static int set_up(void **state, Engine engine)
{
    Fixture *f = calloc(1, sizeof *f);
    assert_non_null(f);
    f->engine = engine;
    f->arena = arena_new();
    snprintf(f->directory, sizeof f->directory, "/tmp/test_bundle.XXXXXX");
    assert_non_null(mkdtemp(f->directory));
    if (engine == SQLITE) {
        use_sqlite(f);
    } else {
        snprintf(f->cluster, sizeof f->cluster, "%s", getenv("RETTESNOR_TEST_POSTGRES"));
        address_of_database(f->cluster, f->address);
    }
    open_database(f);
    *state = f;
    return 0;
}

static int set_up_sqlite(void **state)
{
    return set_up(state, SQLITE);
}

static int set_up_postgres(void **state)
{
    return set_up(state, POSTGRES);
}

static int tear_down(void **state)
{
    Fixture *f = *state;
    close_database(f);
    assert_int_equal(0, rmdir(f->directory));
    arena_free(f->arena);
    free(f);
    return 0;
}

static int64_t count_of(Fixture *f, const char *sql)
{
    Rows rows;
    bool is_row;
    Query *query = arena_get(f->arena, sizeof *query);
    *query = (Query){ "count", sql, sql, 0 };
    assert_int_equal(OK, rows_start(&rows, f->db, query, NULL));
    assert_int_equal(OK, rows_next(&rows, &is_row));
    int64_t count = row_integer(&rows, 0);
    rows_end(&rows);
    return count;
}

/* ---- bundles in memory ---- */

typedef struct Outcome {
    Err err;
    BundleReport report;
    const char *printed;
} Outcome;

static Outcome import_with(Fixture *f, const BundleOptions *options)
{
    Outcome outcome;
    char *printed;
    size_t length;
    assert_int_equal(OK, db_begin_write(f->db));
    outcome.err = bundle_import(f->db, options, &outcome.report);
    if (outcome.err == OK)
        assert_int_equal(OK, db_commit(f->db));
    else
        db_rollback(f->db);
    FILE *out = open_memstream(&printed, &length);
    bundle_report_print(&outcome.report, out);
    fclose(out);
    outcome.printed = text_copy(f->arena, printed, length).at;
    free(printed);
    return outcome;
}

/* Name, content, name, content, … NULL as a zip. */
static Text pack(Fixture *f, va_list arguments)
{
    ZipFiles files = { arena_array(f->arena, ZipFile, MOST_FILES), 0 };
    const char *name;
    Buffer out;
    while ((name = va_arg(arguments, const char *)) != NULL)
        files.at[files.count++] = (ZipFile){ text_of(name), text_of(va_arg(arguments, const char *)) };
    buffer_init(&out, 1 << 20);
    assert_int_equal(OK, zip_pack(&files, &out));
    Text zip = text_copy(f->arena, out.at, out.length);
    buffer_done(&out);
    return zip;
}

static Outcome import(Fixture *f, ...)
{
    va_list arguments;
    va_start(arguments, f);
    BundleOptions options = { .zip = pack(f, arguments) };
    va_end(arguments);
    return import_with(f, &options);
}

static Outcome dry_run(Fixture *f, ...)
{
    va_list arguments;
    va_start(arguments, f);
    BundleOptions options = { .zip = pack(f, arguments), .is_dry_run = true };
    va_end(arguments);
    return import_with(f, &options);
}

static Text export(Fixture *f, const char *origin)
{
    Buffer out;
    buffer_init(&out, 1 << 24);
    assert_int_equal(OK, db_begin_read(f->db));
    assert_int_equal(OK, bundle_export_zip(f->db, text_of(origin), &out));
    db_rollback(f->db);
    Text zip = text_copy(f->arena, out.at, out.length);
    buffer_done(&out);
    return zip;
}

static const char *exported(Fixture *f, const char *origin, const char *name)
{
    ZipFiles files;
    Text reason;
    assert_int_equal(OK, bundle_zip_read(f->arena, export(f, origin), &files, &reason));
    for (size_t i = 0; i < files.count; i++)
        if (text_is(files.at[i].name, name))
            return text_at(files.at[i].bytes);
    return NULL;
}

static void assert_ok(Outcome outcome)
{
    if (outcome.err != OK)
        print_message("%s", outcome.printed);
    assert_int_equal(OK, outcome.err);
}

/* All errors, and nothing else. */
static void assert_errors(Outcome outcome, const char *printed)
{
    assert_int_equal(INVALID, outcome.err);
    if (strcmp(printed, outcome.printed) != 0)
        print_message("%s", outcome.printed); /* cmocka cuts long texts short */
    assert_string_equal(printed, outcome.printed);
}

#define UNITS      "key;name;kind;parent\nby;Byen;municipality;\nskole;Skolen;institution;by\n"
#define PERSONS    "key;name;email\nanna;Anna Ærø;anna@example.org\n"
#define GROUPS     "key;name;parent\nboern;Børn;\n"
#define POLICIES   "key;title;valid_from;valid_to\np;Politik;2023;2026\n"
#define OBJECTIVES "key;text;policy\nm1;Mere;p\nm2;Mindre;p\n"
#define PLANS      "key;year;title;units;objectives\nplan;2026;Plan;skole;m1\n"
#define SIGNS      "key;title;kind;part_of\nt2;Del;quantitative;t1\nt1;Tegn;quantitative;\n"

static Outcome import_base(Fixture *f)
{
    return import(f, "unit.csv", UNITS, "person.csv", PERSONS, "policy.csv", POLICIES, "objective.csv",
                  OBJECTIVES, "plan.csv", PLANS, "sign.csv", SIGNS, NULL);
}

/* ---- what goes in comes out ---- */

static void second_import_changes_nothing(void **state)
{
    Fixture *f = *state;
    Outcome first = import_base(f);
    assert_ok(first);
    assert_non_null(strstr(first.printed, "in all: 9 created, 0 changed, 0 unchanged\n"));
    int64_t changes = count_of(f, "SELECT count(*) FROM change");
    assert_int_equal(9, changes);
    Outcome second = import_base(f);
    assert_ok(second);
    assert_non_null(strstr(second.printed, "in all: 0 created, 0 changed, 9 unchanged\n"));
    assert_int_equal(changes, count_of(f, "SELECT count(*) FROM change"));
}

static void export_is_written_as_specified(void **state)
{
    Fixture *f = *state;
    assert_ok(import_base(f));
    assert_ok(import(f, "measurement.csv",
                     "sign,date,value,numerator,denominator,note\n"
                     "t1,24.11.2026,\"7,50\",,,\n"
                     "t1,2026-Q3,,3,4,\"to; tre\"\n",
                     "plan.csv", "key;objectives;partners\nplan;m2|m1; company:B | citizens:A \n", NULL));
    assert_string_equal("sign;date;value;numerator;denominator;note;source\n"
                        "t1;2026-11-24;7,50;;;;\n"
                        "t1;2026-Q3;;3;4;\"to; tre\";\n",
                        exported(f, "", "measurement.csv"));
    assert_string_equal(
        "key;year;title;theme;situation_now;situation_wanted;state;units;partners;objectives;source\n"
        "plan;2026;Plan;;;;draft;skole;company:B|citizens:A;m1|m2;\n",
        exported(f, "local", "plan.csv"));
    assert_null(exported(f, "", "trial.csv"));
}

static void other_origins_are_written_with_their_name(void **state)
{
    Fixture *f = *state;
    BundleOptions options = { .path = NULL, .origin = TEXT("egelund") };
    assert_ok(import_base(f));
    ZipFile file = { TEXT("unit.csv"),
                     TEXT("key;name;kind;parent\nskole;Anden skole;institution;local:by\n") };
    ZipFiles files = { &file, 1 };
    Buffer zip;
    buffer_init(&zip, 10000);
    assert_int_equal(OK, zip_pack(&files, &zip));
    options.zip = buffer_text(&zip);
    assert_ok(import_with(f, &options));
    buffer_done(&zip);
    assert_string_equal("key;name;kind;parent;external_uuid;valid_from;valid_to;source\n"
                        "by;Byen;municipality;;;;;\n"
                        "egelund:skole;Anden skole;institution;by;;;;\n"
                        "skole;Skolen;institution;by;;;;\n",
                        exported(f, "", "unit.csv"));
    assert_string_equal("key;name;kind;parent;external_uuid;valid_from;valid_to;source\n"
                        "local:by;Byen;municipality;;;;;\n"
                        "local:skole;Skolen;institution;local:by;;;;\n"
                        "skole;Anden skole;institution;local:by;;;;\n",
                        exported(f, "egelund", "unit.csv"));
}

static const char *examples(void)
{
    const char *folder = getenv("RETTESNOR_EXAMPLES");
    return folder == NULL ? "examples" : folder;
}

static Outcome import_zip(Fixture *f, Text zip)
{
    const BundleOptions options = { .zip = zip };
    return import_with(f, &options);
}

static void round_trip(Fixture *f, const char *example)
{
    const BundleOptions options = { .path = text_format(f->arena, "%s/%s", examples(), example).at };
    if (access(options.path, R_OK) != 0)
        skip();
    assert_ok(import_with(f, &options));
    Outcome again = import_with(f, &options);
    assert_ok(again);
    assert_non_null(strstr(again.printed, "in all: 0 created, 0 changed,"));
    Text first = export(f, "");
    close_database(f);
    use_sqlite(f); /* from PostgreSQL it goes on to SQLite: the bytes are the same on both */
    open_database(f);
    assert_ok(import_zip(f, first));
    assert_true(text_equal(first, export(f, "")));
}

static void egelund_goes_round(void **state)
{
    round_trip(*state, "egelund");
}

static void albertslund_goes_round(void **state)
{
    round_trip(*state, "albertslund");
}

static void bundle_may_be_a_folder_or_a_zip(void **state)
{
    Fixture *f = *state;
    const char *folder = text_format(f->arena, "%s/bundle", f->directory).at;
    const char *zip = text_format(f->arena, "%s/bundle.zip", f->directory).at;
    const char *stale = text_format(f->arena, "%s/trial.csv", folder).at;
    assert_ok(import(f, "unit.csv", UNITS, NULL));
    assert_int_equal(0, mkdir(folder, 0700));
    fclose(fopen(stale, "w"));
    assert_int_equal(OK, bundle_export(f->db, folder, (Text){ 0 }));
    assert_int_equal(OK, bundle_export(f->db, zip, (Text){ 0 }));
    assert_int_not_equal(0, access(stale, F_OK));
    assert_non_null(strstr(import_with(f, &(BundleOptions){ .path = folder }).printed,
                           "in all: 0 created, 0 changed, 2"));
    assert_non_null(
        strstr(import_with(f, &(BundleOptions){ .path = zip }).printed, "in all: 0 created, 0 changed, 2"));
    assert_int_equal(0, unlink(zip));
    assert_int_equal(0, unlink(text_format(f->arena, "%s/unit.csv", folder).at));
    Outcome empty = import_with(f, &(BundleOptions){ .path = folder });
    assert_int_equal(INVALID, empty.err);
    assert_non_null(strstr(empty.printed, "bundle: holds no CSV files\n"));
    assert_int_equal(0, rmdir(folder));
    assert_non_null(
        strstr(import_with(f, &(BundleOptions){ .path = folder }).printed, "cannot open: No such file"));
    assert_int_equal(BROKEN, bundle_export(f->db, "/nowhere/at/all", (Text){ 0 }));
    assert_errors(import_with(f, &(BundleOptions){ .zip = TEXT("no zip") }),
                  "zip: is not a zip file that can be opened\n1 error; nothing is imported\n");
}

/* ---- what an import does to what is there ---- */

static void missing_column_is_left_alone_and_empty_cell_empties(void **state)
{
    Fixture *f = *state;
    assert_ok(import_base(f));
    Outcome outcome =
        import(f, "person.csv", "key;email\nanna;\n", "goal.csv", "key;title;state\nm;Mål;reached\n", NULL);
    assert_ok(outcome);
    assert_string_equal("key;name;email\nanna;Anna Ærø;\n", exported(f, "", "person.csv"));
    assert_ok(import(f, "goal.csv", "key;state\nm;\n", NULL)); /* a start value stands for nothing */
    assert_non_null(strstr(exported(f, "", "goal.csv"), "m;Mål;;;;;;;;;;;not_started;;\n"));
    assert_int_equal(1, count_of(f, "SELECT count(*) FROM person WHERE language = 'da'"));
    assert_int_equal(1,
                     count_of(f, "SELECT count(*) FROM policy WHERE kind = 'policy' AND state = 'in_force'"));
}

static void dry_run_says_what_would_happen_and_writes_nothing(void **state)
{
    Fixture *f = *state;
    assert_ok(import_base(f));
    int64_t changes = count_of(f, "SELECT count(*) FROM change");
    Outcome outcome = dry_run(
        f, "unit.csv", "key;name;kind;parent\nskole;Ny skole;institution;ny\nny;Ny;team;by\n", "plan.csv",
        "key;objectives\nplan;m2|m1\n", "measurement.csv", "sign;date;value\nt1;2026;5\n", NULL);
    assert_ok(outcome);
    assert_string_equal("measurement.csv:2: t1 2026 is created\n"
                        "unit.csv:2: skole: name: Skolen -> Ny skole\n"
                        "unit.csv:2: skole: parent: by -> ny\n"
                        "unit.csv:3: ny is created\n"
                        "plan.csv:2: plan: objectives: m1 -> m1|m2\n"
                        "measurement.csv: would be 1 created, 0 changed, 0 unchanged\n"
                        "unit.csv: would be 1 created, 1 changed, 0 unchanged\n"
                        "plan.csv: would be 0 created, 1 changed, 0 unchanged\n"
                        "in all: would be 2 created, 2 changed, 0 unchanged\n",
                        outcome.printed);
    assert_int_equal(changes, count_of(f, "SELECT count(*) FROM change"));
}

static void rows_may_refer_forward_and_are_written_once(void **state)
{
    Fixture *f = *state;
    Buffer units;
    buffer_init(&units, 1 << 20);
    buffer_add_string(&units, "key;name;kind;parent\n");
    for (int i = 0; i < 1000; i++) /* each below the next: deeper than references are followed */
        buffer_format(&units, "u%03d;Enhed %d;team;%s%03d\n", i, i, i < 999 ? "u" : "local:u",
                      i < 999 ? i + 1 : 1000);
    buffer_add_string(&units, "u1000;Øverst;council;\n");
    Outcome outcome = import(f, "unit.csv", units.at, NULL);
    assert_ok(outcome);
    assert_int_equal(1001, count_of(f, "SELECT count(*) FROM unit"));
    assert_int_equal(1, count_of(f, "SELECT count(*) FROM unit WHERE parent IS NULL"));
    assert_true(count_of(f, "SELECT count(*) FROM change") < 1010);
    assert_non_null(
        strstr(import(f, "unit.csv", units.at, NULL).printed, "unit.csv: 0 created, 0 changed, 1001"));
    buffer_done(&units);
}

static void later_figure_corrects_and_the_old_stays_in_the_history(void **state)
{
    Fixture *f = *state;
    Changes changes;
    assert_ok(import_base(f));
    assert_ok(import(f, "measurement.csv", "sign;date;value\nt1;2026-10;41\n", NULL));
    Outcome outcome = import(f, "measurement.csv", "sign;date;value;note\nt1;2026-10;42;rettet\n", NULL);
    assert_non_null(strstr(outcome.printed, "measurement.csv: 0 created, 1 changed, 0 unchanged\n"));
    int64_t id = count_of(f, "SELECT id FROM measurement");
    assert_int_equal(OK, history_of(f->db, &a_measurement, id, 0, 10, &changes));
    assert_int_equal(2, changes.count);
    assert_string_equal("41", changes.at[0].fields[0].before.at);
}

static void meaning_adds_its_pair_to_a_plan_that_is_not_given(void **state)
{
    Fixture *f = *state;
    const char *meanings = "plan;objective;meaning\nplan;m1;Ro\nplan;m2;Leg\n";
    assert_ok(import_base(f));
    Outcome outcome = import(f, "plan_objective.csv", meanings, NULL);
    assert_string_equal("plan_objective.csv: 2 created, 0 changed, 0 unchanged\n"
                        "plan.csv: 0 created, 1 changed, 0 unchanged\n"
                        "in all: 2 created, 1 changed, 0 unchanged\n",
                        outcome.printed);
    assert_non_null(strstr(exported(f, "", "plan.csv"), ";m1|m2;\n"));
    outcome = import(f, "plan_objective.csv", meanings, NULL);
    assert_non_null(strstr(outcome.printed, "in all: 0 created, 0 changed, 2 unchanged\n"));
    outcome = import(f, "plan.csv", "key;year;title\nny;2027;Ny\n", "plan_objective.csv",
                     "plan;objective;meaning\nny;m2;Mod\n", NULL);
    assert_non_null(strstr(outcome.printed, "in all: 2 created, 0 changed, 0 unchanged\n"));
    assert_non_null(strstr(exported(f, "", "plan.csv"), "ny;2027;Ny;;;;draft;;;m2;\n"));
}

static void excel_file_is_read(void **state)
{
    Fixture *f = *state;
    assert_ok(import(f, "unit.csv",
                     "key,name,kind\r\nby,R\xF8"
                     "dby,municipality\r\n,,\r\n",
                     NULL));
    assert_non_null(strstr(exported(f, "", "unit.csv"), "by;Rødby;municipality;"));
    assert_ok(import(f, "unit.csv", "\xEF\xBB\xBFkey;name\nby;Ærøby\n", NULL));
    assert_non_null(strstr(exported(f, "", "unit.csv"), "by;Ærøby;municipality;"));
}

/* ---- what is refused, and where ---- */

static void nothing_is_written_when_one_row_is_wrong(void **state)
{
    Fixture *f = *state;
    Outcome outcome = import(f, "unit.csv", UNITS, "person.csv", "key;name\nanna;\n", NULL);
    assert_errors(outcome, "person.csv:2:2: name: must be filled\n1 error; nothing is imported\n");
    assert_int_equal(0, count_of(f, "SELECT count(*) FROM unit"));
    assert_int_equal(0, count_of(f, "SELECT count(*) FROM change"));
}

static void every_error_is_listed_with_its_place(void **state)
{
    Fixture *f = *state;
    Outcome outcome = import(f, "unit.csv",
                             "key;name;kind;parent;valid_from\n"
                             "by;Byen;town;nowhere;2026-13\n"
                             "\"lang\";\"to\n"
                             "linjer\";team;;32.1.2026\n"
                             ";Uden nøgle;team;;\n"
                             "by;Igen;team;;\n",
                             NULL);
    assert_errors(
        outcome,
        "unit.csv:2:3: kind: 'town' is not one of municipality, council, committee, advisory_board, "
        "directorate, department, staff, institution, team\n"
        "unit.csv:2:4: parent: no unit has the key 'nowhere'\n"
        "unit.csv:2:5: valid_from: '2026-13' is neither a day nor a period, like 2026, 2026-H1, 2026-Q4, "
        "2026-11, 2026-W48 or 2025/26\n"
        "unit.csv:4:5: valid_from: '32.1.2026' is neither a day nor a period, like 2026, 2026-H1, 2026-Q4, "
        "2026-11, 2026-W48 or 2025/26\n"
        "unit.csv:5:1: key: must be filled\n"
        "unit.csv:6:1: key: 'by' stands in line 2 too\n"
        "6 errors; nothing is imported\n");
}

static void unknown_columns_and_files_get_the_nearest(void **state)
{
    Outcome outcome = import(*state, "unit.csv", "key;nmae;kind;parent;parent\n", "units.csv", "key\n",
                             "term.csv", "key;word\n", "notes.txt", "no table", NULL);
    assert_errors(outcome, "term.csv: there is no such file in a bundle; the nearest is 'task.csv'\n"
                           "unit.csv:1:2: there is no column 'nmae'; the nearest is 'name'\n"
                           "unit.csv:1:5: the column 'parent' is there twice\n"
                           "units.csv: there is no such file in a bundle; the nearest is 'unit.csv'\n"
                           "4 errors; nothing is imported\n");
}

static void columns_that_must_be_there_are_named(void **state)
{
    Fixture *f = *state;
    assert_errors(
        import(f, "unit.csv", "name\nByen\n", "role.csv", "person;role\nx;reader\n", "trial.csv", "", NULL),
        "role.csv:1: the column 'unit' is missing\n"
        "role.csv:2:1: person: no person has the key 'x'\n"
        "trial.csv:1: the file has no column names\n"
        "unit.csv:1: the column 'key' is missing\n"
        "unit.csv:1: the column 'kind' is missing\n"
        "5 errors; nothing is imported\n");
}

static void values_are_checked_by_their_kind(void **state)
{
    Fixture *f = *state;
    char *title = arena_get(f->arena, 202);
    memset(title, 'x', 201);
    assert_ok(import_base(f));
    const char *signs = text_format(f->arena,
                                    "key;title;kind;target;min_count;direction\n"
                                    "n;%s;quantitative;7,1234567;0;sideways\n"
                                    "o;O;quantitative;tre;1001;\n",
                                    title)
                            .at;
    Outcome outcome =
        import(f, "sign.csv", signs, "plan.csv", "key;year;title;partners\nny;26;Ny;club:Klubben|company:\n",
               "objective.csv", "key;text\ng;Uden ophav\n", "measurement.csv",
               "sign;date;value;numerator;denominator\n"
               "t1;2026;1;2;3\nt1;2025;;2;\nt1;2024;;2;0\nt1;2024;3;;\nt1;2023;;-2;-3\n",
               "goal.csv", "key;title;starts_on;due_on;owner\nm;M;01.02.2026;2026-01-31;ingen\n", NULL);
    assert_errors(
        outcome,
        "goal.csv:2:4: due_on: lies before starts_on\n"
        "goal.csv:2:5: owner: no person or unit has the key 'ingen'\n"
        "measurement.csv:2:3: a measurement has either value or both numerator and denominator\n"
        "measurement.csv:3:3: a measurement has either value or both numerator and denominator\n"
        "measurement.csv:4:5: denominator: must be above 0\n"
        "measurement.csv:5:1: the same row stands in line 4 too\n"
        "measurement.csv:6:4: numerator: a count is not below 0\n"
        "measurement.csv:6:5: denominator: must be above 0\n"
        "objective.csv:2: an objective has exactly one of policy and budget_agreement\n"
        "plan.csv:2:2: year: '26' is not a year from 1800 to 2199\n"
        "plan.csv:2:4: partners: 'club:Klubben' is not written as citizens:Name, association:Name or "
        "company:Name\n"
        "plan.csv:2:4: partners: 'company:' is not written as citizens:Name, association:Name or "
        "company:Name\n"
        "sign.csv:2:2: title: is 201 characters long; at most 200\n"
        "sign.csv:2:4: target: '7,1234567' is not a number below 10^12 with at most six decimals\n"
        "sign.csv:2:5: min_count: '0' is not a whole number from 1 to 1000\n"
        "sign.csv:2:6: direction: 'sideways' is not one of up, down, keep\n"
        "sign.csv:3:4: target: 'tre' is not a number below 10^12 with at most six decimals\n"
        "sign.csv:3:5: min_count: '1001' is not a whole number from 1 to 1000\n"
        "18 errors; nothing is imported\n");
}

static void keys_hold_no_bars_or_colons(void **state)
{
    assert_errors(import(*state, "citizen_group.csv", "key;name\na|b;A\na:b:c;B\n:d;D\n", NULL),
                  "citizen_group.csv:2:1: key: holds a | or more than one : (a key holds neither)\n"
                  "citizen_group.csv:3:1: key: holds a | or more than one : (a key holds neither)\n"
                  "citizen_group.csv:4:1: key: must be filled\n"
                  "3 errors; nothing is imported\n");
}

static void persons_and_units_never_share_a_key(void **state)
{
    Fixture *f = *state;
    assert_ok(import_base(f));
    assert_errors(import(f, "unit.csv", "key;name;kind\nanna;Annas;team\nbo;Bos;team\n", "person.csv",
                         "key;name;email\nskole;Skole;\nbo;Bo;anna@example.org\n", NULL),
                  "person.csv:2:1: key: 'skole' is the key of a unit too\n"
                  "person.csv:3:1: key: 'bo' is the key of a unit too\n"
                  "person.csv:3:3: email: another person has 'anna@example.org'\n"
                  "unit.csv:2:1: key: 'anna' is the key of a person too\n"
                  "4 errors; nothing is imported\n");
}

static void no_row_is_above_itself(void **state)
{
    Fixture *f = *state;
    assert_ok(import_base(f));
    assert_errors(import(f, "unit.csv", "key;parent\nby;skole\n", "sign.csv",
                         "key;title;kind;part_of\na;A;qualitative;b\nb;B;qualitative;c\nc;C;qualitative;a\n",
                         NULL),
                  "sign.csv:2:4: part_of: leads back to the row itself\n"
                  "unit.csv:2:2: parent: leads back to the row itself\n"
                  "2 errors; nothing is imported\n");
}

static void meaning_must_agree_with_a_plan_that_is_given(void **state)
{
    Fixture *f = *state;
    assert_ok(import_base(f));
    assert_errors(
        import(f, "plan.csv", PLANS, "plan_objective.csv",
               "plan;objective;meaning\nplan;m1;Ro\nplan;m2;Leg\nplan;m9;\n", NULL),
        "plan_objective.csv:3:2: objective: is not among the objectives that plan.csv gives the plan\n"
        "plan_objective.csv:4:2: objective: no objective has the key 'm9'\n"
        "plan_objective.csv:4:3: meaning: must be filled\n"
        "3 errors; nothing is imported\n");
}

static void faults_of_the_file_are_told_with_those_of_its_rows(void **state)
{
    assert_errors(
        import(*state, "unit.csv", "key;name;kind\na;\"A\" x;team\nb;B\nc;C;crew;d\n", NULL),
        "unit.csv:2:2: text after the closing quote\n"
        "unit.csv:3:2: the row has fewer cells than there are column names\n"
        "unit.csv:3:3: kind: must be filled\n"
        "unit.csv:4:3: kind: 'crew' is not one of municipality, council, committee, advisory_board, "
        "directorate, department, staff, institution, team\n"
        "unit.csv:4:4: the row has more cells than there are column names\n"
        "5 errors; nothing is imported\n");
}

static void origin_is_a_plain_word(void **state)
{
    Outcome outcome = import_with(*state, &(BundleOptions){ .path = examples(), .origin = TEXT("a:b") });
    assert_int_equal(INVALID, outcome.err);
    assert_non_null(strstr(outcome.printed, "an origin has at most 60 characters"));
}

/* Only for measuring: RETTESNOR_BENCH holds the number of rows. */
static void many_rows_are_imported(void **state)
{
    Fixture *f = *state;
    const char *wanted = getenv("RETTESNOR_BENCH");
    int most = wanted == NULL ? 2000 : atoi(wanted);
    Buffer csv;
    buffer_init(&csv, 1 << 28);
    buffer_add_string(&csv, "sign;date;value;note\n");
    for (int i = 0; i < most; i++)
        buffer_format(&csv, "t1;%s;%d,5;Talt af personalet kl. 8\n", day_add((Day){ "1900-01-01" }, i).at, i);
    assert_ok(import_base(f));
    Outcome outcome = import(f, "measurement.csv", csv.at, NULL);
    assert_ok(outcome);
    assert_int_equal(most, outcome.report.counts[0].created);
    outcome = import(f, "measurement.csv", csv.at, NULL);
    assert_int_equal(most, outcome.report.counts[0].unchanged);
    assert_int_equal(csv.length + strlen(";numerator;denominator;source") + 3 * (size_t)most,
                     strlen(exported(f, "", "measurement.csv")));
    buffer_done(&csv);
}

#define BUNDLE_TESTS(engine)                                                                                 \
    BUNDLE_TEST(second_import_changes_nothing, engine), BUNDLE_TEST(export_is_written_as_specified, engine), \
        BUNDLE_TEST(other_origins_are_written_with_their_name, engine),                                      \
        BUNDLE_TEST(egelund_goes_round, engine), BUNDLE_TEST(albertslund_goes_round, engine),                \
        BUNDLE_TEST(bundle_may_be_a_folder_or_a_zip, engine),                                                \
        BUNDLE_TEST(missing_column_is_left_alone_and_empty_cell_empties, engine),                            \
        BUNDLE_TEST(dry_run_says_what_would_happen_and_writes_nothing, engine),                              \
        BUNDLE_TEST(rows_may_refer_forward_and_are_written_once, engine),                                    \
        BUNDLE_TEST(later_figure_corrects_and_the_old_stays_in_the_history, engine),                         \
        BUNDLE_TEST(meaning_adds_its_pair_to_a_plan_that_is_not_given, engine),                              \
        BUNDLE_TEST(excel_file_is_read, engine),                                                             \
        BUNDLE_TEST(nothing_is_written_when_one_row_is_wrong, engine),                                       \
        BUNDLE_TEST(every_error_is_listed_with_its_place, engine),                                           \
        BUNDLE_TEST(unknown_columns_and_files_get_the_nearest, engine),                                      \
        BUNDLE_TEST(columns_that_must_be_there_are_named, engine),                                           \
        BUNDLE_TEST(values_are_checked_by_their_kind, engine),                                               \
        BUNDLE_TEST(keys_hold_no_bars_or_colons, engine),                                                    \
        BUNDLE_TEST(persons_and_units_never_share_a_key, engine),                                            \
        BUNDLE_TEST(no_row_is_above_itself, engine),                                                         \
        BUNDLE_TEST(meaning_must_agree_with_a_plan_that_is_given, engine),                                   \
        BUNDLE_TEST(faults_of_the_file_are_told_with_those_of_its_rows, engine),                             \
        BUNDLE_TEST(origin_is_a_plain_word, engine), BUNDLE_TEST(many_rows_are_imported, engine)

#define BUNDLE_TEST(name, engine)                                                                            \
    {                                                                                                        \
#name " (" #engine ")", name, set_up_##engine, tear_down, NULL                                       \
    }

int main(void)
{
    const struct CMUnitTest on_sqlite[] = { BUNDLE_TESTS(sqlite) };
    const struct CMUnitTest on_postgres[] = { BUNDLE_TESTS(postgres) };
    int failed = cmocka_run_group_tests_name("bundle on SQLite", on_sqlite, NULL, NULL);
    if (getenv("RETTESNOR_TEST_POSTGRES") != NULL)
        failed += cmocka_run_group_tests_name("bundle on PostgreSQL", on_postgres, NULL, NULL);
    return failed;
}
