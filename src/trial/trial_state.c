/* SPDX-License-Identifier: MPL-2.0 */
/* From idea to evaluated: the rules of a trial and its changes of state. */
#include <inttypes.h>

#include "thread/thread.h"
#include "trial.html.h"
#include "trial/trial_view.h"

enum { MOST_YEARS = 20 };

/* ---- rules ---- */

/* A year that far away is a slip of the finger. */
static void check_year(Request *q, const char *field, Day day)
{
    int away = day_year(day) - day_year(q->today);
    if (!day_is_none(day) && (away > MOST_YEARS || away < -MOST_YEARS))
        form_error(q, field, TR("Vælg en dato højst 20 år fra i dag. Se, om året er skrevet rigtigt"));
}

void check_trial_dates(Request *q, const Trial *trial)
{
    Day start = trial->starts_on;
    check_year(q, "starts_on", start);
    check_year(q, "ends_on", trial->ends_on);
    check_year(q, "interim_on", trial->interim_on);
    check_year(q, "final_on", trial->final_on);
    if (!day_is_none(start) && !day_is_none(trial->ends_on) && day_compare(trial->ends_on, start) < 0)
        form_error(q, "ends_on", TR("Vælg en slutdato, der ligger efter starten"));
    if (!day_is_none(start) && !day_is_none(trial->final_on) && day_compare(trial->final_on, start) <= 0)
        form_error(q, "final_on", TR("Vælg en evalueringsdato, der ligger efter starten"));
    if (day_is_none(trial->interim_on))
        return;
    bool is_early = !day_is_none(start) && day_compare(trial->interim_on, start) <= 0;
    bool is_late = !day_is_none(trial->final_on) && day_compare(trial->interim_on, trial->final_on) >= 0;
    if (is_early || is_late)
        form_error(q, "interim_on", TR("Vælg en dato mellem starten og den sidste evaluering"));
}

/* Of the five things, all but the sign, which is linked to the trial from below. */
const char *const trial_start_fields[] = { "title", "target_group", "prediction", "final_on", NULL };
static const char *const before_sign[] = { "title", "target_group", "prediction", NULL };

void check_trial_start(Request *q, const Trial *trial, size_t sign_count)
{
    Trial started = *trial;
    if (day_is_none(started.starts_on))
        started.starts_on = q->today;
    require_fields(q, &trial_record, before_sign, trial);
    if (sign_count == 0)
        form_error(q, "signs", TR("Vælg mindst ét tegn, eller tilføj et nyt"));
    require_fields(q, &trial_record, trial_start_fields, trial);
    check_trial_dates(q, &started);
}

Err trial_set_in_motion(Request *q, Trial *trial)
{
    const Trial before = *trial;
    trial->state = TEXT("running");
    trial->started_at = q->now;
    if (day_is_none(trial->starts_on))
        trial->starts_on = q->today;
    return db_update(q->db, &trial_record, &before, trial);
}

Err trial_evaluate(Db *db, int64_t id, Day ended)
{
    Trial trial;
    TRY(record_load(db, &trial_record, id, &trial));
    const Trial before = trial;
    trial.state = TEXT("evaluated");
    if (day_is_none(trial.ends_on))
        trial.ends_on = ended;
    return db_update(db, &trial_record, &before, &trial);
}

/* It stops today, unless it has stopped already. */
static void stop_today(const Request *q, Trial *trial)
{
    if (day_is_none(trial->ends_on) || day_compare(trial->ends_on, q->today) > 0)
        trial->ends_on = q->today;
}

/* ---- what more than one form needs ---- */

const Record *record_requiring(Arena *arena, const Record *record, const char *const *fields)
{
    size_t count = 0;
    while (record->fields[count].name != NULL)
        count++;
    Field *copies = arena_array(arena, Field, count + 1);
    for (size_t i = 0; i < count; i++)
        copies[i] = record->fields[i];
    Record *copy = arena_get(arena, sizeof *copy);
    *copy = *record;
    copy->fields = copies;
    for (; *fields != NULL; fields++)
        copies[record_field(record, *fields) - record->fields].flags |= REQUIRED;
    return copy;
}

void require_fields(Request *q, const Record *record, const char *const *fields, const void *row)
{
    for (; *fields != NULL; fields++) {
        const Field *field = record_field(record, *fields);
        if (field_is_none(field, row))
            form_error(q, field->name, field->missing);
    }
}

/* ---- changes of state: one button each ---- */

/* Loads the trial when it is in one of the two states; CONFLICT when it has moved on meanwhile. */
static Err load_in_state(Request *q, const char *one, const char *other, Trial *ret_trial)
{
    TRY(record_load(q->db, &trial_record, q->id, ret_trial));
    return text_is(ret_trial->state, one) || text_is(ret_trial->state, other) ? OK : CONFLICT;
}

/* A button that was kept over a sign-in is not carried out; its page offers it again. */
static Err back_to_page(Request *q)
{
    return redirect(q, "/trials/%" PRId64, q->id);
}

/* What is missing is said on the form, which shows the row: the button brought nothing that was typed. */
static Err show_missing(Request *q, TrialForm *v)
{
    TRY(trial_fill_form(q, v, NULL));
    Method method = q->method;
    q->method = GET;
    trial_form_html(&q->html, v);
    q->method = method;
    return reply_invalid(q);
}

Err trial_prepare(Request *q)
{
    TrialForm v = { 0 };
    TRY(load_in_state(q, "idea", "idea", &v.trial));
    if (has_errors(q))
        return back_to_page(q);
    check_trial_dates(q, &v.trial);
    if (has_errors(q))
        return show_missing(q, &v);
    const Trial before = v.trial;
    v.trial.state = TEXT("prepared");
    TRY(db_update(q->db, &trial_record, &before, &v.trial));
    return redirect_saying(q, TR("Prøvehandlingen er planlagt"), "/trials/%" PRId64, q->id);
}

Err trial_start(Request *q)
{
    TrialForm v = { 0 };
    int64_t signs;
    TRY(load_in_state(q, "idea", "prepared", &v.trial));
    if (has_errors(q))
        return back_to_page(q);
    TRY(trial_sign_count(q->db, q->id, &signs));
    check_trial_start(q, &v.trial, (size_t)signs);
    if (has_errors(q))
        return show_missing(q, &v);
    TRY(trial_set_in_motion(q, &v.trial));
    return redirect_saying(q, TR("Prøvehandlingen er sat i gang, og forventningen er låst"),
                           "/trials/%" PRId64, q->id);
}

Err trial_end(Request *q)
{
    Trial trial;
    TRY(load_in_state(q, "running", "running", &trial));
    if (has_errors(q))
        return back_to_page(q);
    const Trial before = trial;
    trial.state = TEXT("ended");
    stop_today(q, &trial);
    TRY(db_update(q->db, &trial_record, &before, &trial));
    return redirect_saying(q, TR("Prøvehandlingen er slut og venter på evaluering"), "/trials/%" PRId64,
                           q->id);
}

/* ---- dropping it, with the reason in the log ---- */

static const char *const reason_fields[] = { "text", NULL };

static Err load_for_drop(Request *q, LogForm *v, Trial *ret_trial)
{
    TRY(record_load(q->db, &trial_record, q->id, ret_trial));
    v->entry = (LogEntry){ .trial = q->id, .person = q->who.person, .date = q->today };
    return text_is(ret_trial->state, "evaluated") || text_is(ret_trial->state, "dropped") ? CONFLICT : OK;
}

static Err fill_drop(Request *q, LogForm *v, const Trial *trial)
{
    v->q = q;
    v->is_drop = true;
    v->action = url_format(q->arena, "/trials/%" PRId64 "/drop", q->id);
    v->back = url_of(q->arena, &trial_record, q->id);
    v->page = (Page){ .q = q,
                      .menu = "/trials",
                      .kind = TR("Drop prøvehandlingen"),
                      .term = "proevehandling",
                      .title = trial->title };
    v->page.lead =
        html_translated(&q->html, TR("Det er i orden at lade være. Skriv hvorfor, så andre kan lære af det. "
                                     "Alle i kommunen kan læse en prøvehandling, der er droppet."));
    return thread_above(q, &trial_record, q->id, &v->page.thread);
}

Err trial_drop_edit(Request *q)
{
    LogForm v = { 0 };
    Trial trial;
    TRY(load_for_drop(q, &v, &trial));
    TRY(fill_drop(q, &v, &trial));
    log_form_html(&q->html, &v);
    return reply_html(q);
}

Err trial_drop(Request *q)
{
    LogForm v = { 0 };
    Trial trial;
    TRY(load_for_drop(q, &v, &trial));
    const Trial before = trial;
    if (text_is_empty(text_trimmed(q->arena, form_value(q, "text"))))
        form_error(q, "text", TR("Skriv, hvorfor I lader være"));
    TRY(read_form(q, &log_entry_record, reason_fields, &v.entry));
    if (has_errors(q)) {
        TRY(fill_drop(q, &v, &trial));
        return REPLY_INVALID(q, log_form_html, &v);
    }
    if (trial_is_started(&trial))
        stop_today(q, &trial);
    trial.state = TEXT("dropped");
    TRY(db_insert(q->db, &log_entry_record, &v.entry));
    TRY(db_update(q->db, &trial_record, &before, &trial));
    return redirect_saying(q, TR("Prøvehandlingen er droppet"), "/trials/%" PRId64, q->id);
}
