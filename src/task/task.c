/* SPDX-License-Identifier: MPL-2.0 */
#include "task/task.h"

#include <inttypes.h>

#include "plan/plan.h"
#include "task.html.h"
#include "task/task_view.h"
#include "thread/thread.h"
#include "trial/trial.h"
#include "unit/unit.h"

static const Field task_fields[] = {
    FIELD(Task, plan, .flags = REQUIRED, .refers = &plan_record, .label = TR("Målplan")),
    FIELD(Task, title, .flags = REQUIRED, .label = TR("Hvad skal gøres?"),
          .missing = TR("Skriv, hvad der skal gøres")),
    FIELD(Task, assigned_to, .label = TR("Hvem gør det?"),
          .hint = TR("Lad det stå åbent, så kan en kollega tage den.")),
    FIELD(Task, due_on, .label = TR("Frist")),
    FIELD(Task, done_on, .label = TR("Gjort")),
    FIELD(Task, trial, .refers = &trial_record, .label = TR("Hører den til en prøvehandling?")),
    { 0 },
};

const Record task_record = {
    .name = "task",
    .path = "/tasks",
    .label = TR("Opgave"),
    .title_field = "title",
    .size = sizeof(Task),
    .fields = task_fields,
    .seen = task_is_seen,
    .reached = task_is_reached,
};

enum { MOST_YEARS = 20 };

static const char *const edit_fields[] = { "title", "assigned_to", "due_on", "trial", NULL };

/* ---- my tasks ---- */

static Err tasks_page(Request *q)
{
    TasksPage v = { .q = q };
    int64_t after = 0;
    text_to_integer(query_value(q, "after"), &after);
    TRY(tasks_for(q->db, q->who, after, TASKS_A_PAGE, &v.tasks));
    if (v.tasks.count == TASKS_A_PAGE)
        v.next = url_format(q->arena, "/tasks?after=%" PRId64, v.tasks.at[v.tasks.count - 1].id);
    v.page = (Page){ .q = q,
                     .menu = "/plans",
                     .kind = TR("Opgaver"),
                     .term = "opgave",
                     .title = html_translated(&q->html, TR("Dine åbne opgaver")) };
    return REPLY_ROWS(q, tasks_page_html, &v, task_line, v.tasks);
}

/* A task is read on its plan's page; alone it has only its JSON. */
static Err task_page(Request *q)
{
    Task task;
    TRY(record_load(q->db, &task_record, q->id, &task));
    if (q->wants_json)
        return reply_json(q, &task_record, &task);
    return redirect(q, "/plans/%" PRId64 "#task-%" PRId64, task.plan, q->id);
}

/* ---- forms ---- */

/* A year that far away is a slip of the finger. */
static void check_due(Request *q, const Task *task)
{
    int away = day_year(task->due_on) - day_year(q->today);
    if (!day_is_none(task->due_on) && (away > MOST_YEARS || away < -MOST_YEARS))
        form_error(q, "due_on", TR("Vælg en dato højst 20 år fra i dag. Se, om året er skrevet rigtigt"));
}

/* The trials under the plan's goals, and the one the task has already. */
static Err fill_trials(Request *q, TaskForm *v)
{
    TaskTrials found;
    Text title;
    bool is_there = v->task.trial == 0;
    TRY(trials_for_task(q->db, v->task.plan, q->who, MOST_TASK_TRIALS, &found));
    v->trials = (Choices){ arena_array(q->arena, Choice, found.count + 1), found.count };
    for (size_t i = 0; i < found.count; i++) {
        v->trials.at[i] = (Choice){ text_of_integer(q->arena, found.at[i].id), found.at[i].title };
        is_there = is_there || found.at[i].id == v->task.trial;
    }
    if (!is_there && task_trial_title(q->db, v->task.trial, q->who, &title) == OK)
        v->trials.at[v->trials.count++] = (Choice){ text_of_integer(q->arena, v->task.trial), title };
    return OK;
}

static Err fill_form(Request *q, TaskForm *v, const char *kind)
{
    v->q = q;
    v->back = url_format(q->arena, "/plans/%" PRId64 "#tasks", v->task.plan);
    v->page = (Page){ .q = q, .menu = "/plans", .kind = kind, .term = "opgave", .title = v->task.title };
    if (text_is_empty(v->page.title))
        v->page.title = html_translated(&q->html, TR("Hvem gør hvad?"));
    TRY(thread_to(q, &plan_record, v->task.plan, &v->page.thread));
    TRY(fill_trials(q, v));
    TRY(party_choices(q, &v->owners));
    return choices_keep_party(q, v->task.assigned_to, &v->owners);
}

static Err task_new(Request *q)
{
    TaskForm v = { .task.plan = q->id, .action = url_format(q->arena, "/plans/%" PRId64 "/tasks", q->id) };
    TRY(plan_may_be_written(q->db, q->id));
    TRY(fill_form(q, &v, TR("Ny opgave")));
    task_form_html(&q->html, &v);
    return reply_html(q);
}

static Err task_create(Request *q)
{
    TaskForm v = { .task.plan = q->id, .action = url_format(q->arena, "/plans/%" PRId64 "/tasks", q->id) };
    TRY(plan_may_be_written(q->db, q->id));
    TRY(read_form(q, &task_record, edit_fields, &v.task));
    check_due(q, &v.task);
    if (has_errors(q)) {
        TRY(fill_form(q, &v, TR("Ny opgave")));
        return REPLY_INVALID(q, task_form_html, &v);
    }
    TRY(db_insert(q->db, &task_record, &v.task));
    return redirect_saying(q, TR("Opgaven er gemt"), "/plans/%" PRId64 "#tasks", q->id);
}

static Err task_edit(Request *q)
{
    TaskForm v = { .action = url_of(q->arena, &task_record, q->id) };
    TRY(record_load(q->db, &task_record, q->id, &v.task));
    TRY(plan_may_be_written(q->db, v.task.plan));
    TRY(fill_form(q, &v, TR("Redigér opgave")));
    task_form_html(&q->html, &v);
    return reply_html(q);
}

/* A trial that the person may not see is not offered, and stays where it is when nothing else is chosen. */
static Err keep_hidden_trial(Request *q, const Task *before, Task *after)
{
    Text title;
    if (before->trial == 0 || after->trial != 0)
        return OK;
    Err err = task_trial_title(q->db, before->trial, q->who, &title);
    if (err == NOT_FOUND)
        after->trial = before->trial;
    return err == NOT_FOUND ? OK : err;
}

static Err task_save(Request *q)
{
    TaskForm v = { .action = url_of(q->arena, &task_record, q->id) };
    TRY(record_load(q->db, &task_record, q->id, &v.task));
    TRY(plan_may_be_written(q->db, v.task.plan));
    const Task before = v.task;
    TRY(read_form(q, &task_record, edit_fields, &v.task));
    check_due(q, &v.task);
    TRY(keep_hidden_trial(q, &before, &v.task));
    if (has_errors(q)) {
        TRY(fill_form(q, &v, TR("Redigér opgave")));
        return REPLY_INVALID(q, task_form_html, &v);
    }
    TRY(db_update(q->db, &task_record, &before, &v.task));
    return redirect_saying(q, TR("Opgaven er gemt"), "/plans/%" PRId64 "#tasks", v.task.plan);
}

static Err task_delete(Request *q)
{
    Task task;
    TRY(record_load(q->db, &task_record, q->id, &task));
    TRY(plan_may_be_written(q->db, task.plan));
    TRY(db_delete(q->db, &task_record, &task));
    return redirect_saying(q, TR("Opgaven er slettet"), "/plans/%" PRId64 "#tasks", task.plan);
}

/* ---- taken, done, not done after all ---- */

/* Whoever contributes in one of the plan's units may tick a task, and so may the one who has it, wherever
 * that person works. */
static Err may_tick(Request *q, const Task *task)
{
    int64_t yes;
    if (task->assigned_to.person != 0 && task->assigned_to.person == q->who.person)
        return OK;
    TRY(task_is_reached(q->db, task->id, q->who, TEXT("contribute"), &yes));
    return yes ? OK : DENIED;
}

/* Writes the change and goes back to where the tick was made: one's own list or the plan. */
static Err save_tick(Request *q, const Task *before, Task *after, const char *said)
{
    TRY(db_update(q->db, &task_record, before, after));
    if (text_is(form_value(q, "from"), "mine"))
        return redirect_saying(q, said, "/tasks");
    return redirect_saying(q, said, "/plans/%" PRId64 "#task-%" PRId64, after->plan, after->id);
}

static Err task_done(Request *q)
{
    Task task;
    TRY(record_load(q->db, &task_record, q->id, &task));
    TRY(may_tick(q, &task));
    const Task before = task;
    if (day_is_none(task.done_on))
        task.done_on = q->today;
    return save_tick(q, &before, &task, TR("Opgaven er gjort"));
}

static Err task_undone(Request *q)
{
    Task task;
    TRY(record_load(q->db, &task_record, q->id, &task));
    TRY(may_tick(q, &task));
    const Task before = task;
    task.done_on = (Day){ 0 };
    return save_tick(q, &before, &task, TR("Opgaven er åben igen"));
}

/* CONFLICT when a colleague was quicker. */
static Err task_take(Request *q)
{
    Task task;
    TRY(record_load(q->db, &task_record, q->id, &task));
    const Task before = task;
    bool is_mine = task.assigned_to.person == q->who.person;
    if (!is_mine && (task.assigned_to.person != 0 || task.assigned_to.unit != 0))
        return CONFLICT;
    task.assigned_to = (Party){ .person = q->who.person };
    return save_tick(q, &before, &task, TR("Opgaven er din"));
}

const Route task_routes[] = {
    { GET, "/tasks", tasks_page, .need = SEE },
    { GET, "/tasks/{id}", task_page, .need = SEE, .of = &task_record },
    { GET, "/plans/{id}/tasks/new", task_new, .need = LEAD, .of = &plan_record },
    { POST, "/plans/{id}/tasks", task_create, .need = LEAD, .of = &plan_record },
    { GET, "/tasks/{id}/edit", task_edit, .need = LEAD, .of = &task_record },
    { POST, "/tasks/{id}", task_save, .need = LEAD, .of = &task_record },
    { POST, "/tasks/{id}/delete", task_delete, .need = LEAD, .of = &task_record },
    { POST, "/tasks/{id}/take", task_take, .need = CONTRIBUTE, .of = &task_record },
    { POST, "/tasks/{id}/done", task_done, .need = SEE, .of = &task_record },
    { POST, "/tasks/{id}/undone", task_undone, .need = SEE, .of = &task_record },
    { 0 },
};
