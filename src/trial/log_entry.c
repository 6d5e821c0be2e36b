/* SPDX-License-Identifier: MPL-2.0 */
/* The log of a trial: what happened, line by line. */
#include <inttypes.h>

#include "person/person.h"
#include "thread/thread.h"
#include "trial.html.h"
#include "trial/trial_view.h"

static const Field log_entry_fields[] = {
    FIELD(LogEntry, trial, .flags = REQUIRED, .refers = &trial_record, .label = TR("Prøvehandling")),
    FIELD(LogEntry, date, .flags = REQUIRED, .label = TR("Hvornår?"),
          .missing = TR("Skriv, hvornår det skete")),
    FIELD(LogEntry, text, .flags = REQUIRED | LONG, .label = TR("Hvad skete der?"),
          .hint = TR("En linje er nok. Ingen navne på borgere."), .missing = TR("Skriv, hvad der skete")),
    FIELD(LogEntry, person, .refers = &person_record, .label = TR("Skrevet af")),
    { 0 },
};

const Record log_entry_record = {
    .name = "log_entry",
    .label = TR("Hvad skete der?"),
    .size = sizeof(LogEntry),
    .fields = log_entry_fields,
    .seen = log_entry_is_seen,
    .reached = log_entry_is_reached,
};

static const char *const entry_fields[] = { "date", "text", NULL };

static Err read_entry(Request *q, LogEntry *entry)
{
    TRY(read_form(q, &log_entry_record, entry_fields, entry));
    if (day_compare(entry->date, q->today) > 0)
        form_error(q, "date", TR("Vælg en dato, der ikke ligger i fremtiden"));
    return OK;
}

static Err fill_log_form(Request *q, LogForm *v)
{
    Trial trial;
    TRY(record_load(q->db, &trial_record, v->entry.trial, &trial));
    v->q = q;
    v->back = url_format(q->arena, "/trials/%" PRId64 "#log", trial.id);
    v->page = (Page){ .q = q, .menu = "/trials", .kind = TR("Hvad skete der?"), .title = trial.title };
    return thread_to(q, &trial_record, trial.id, &v->page.thread);
}

/* ---- handlers ---- */

static LogForm new_entry(Request *q)
{
    return (LogForm){ .entry = { .trial = q->id, .person = q->who.person, .date = q->today },
                      .action = url_format(q->arena, "/trials/%" PRId64 "/log", q->id) };
}

Err log_entry_new(Request *q)
{
    LogForm v = new_entry(q);
    TRY(fill_log_form(q, &v));
    log_form_html(&q->html, &v);
    return reply_html(q);
}

Err log_entry_create(Request *q)
{
    LogForm v = new_entry(q);
    TRY(read_entry(q, &v.entry));
    if (has_errors(q)) {
        TRY(fill_log_form(q, &v));
        return REPLY_INVALID(q, log_form_html, &v);
    }
    TRY(db_insert(q->db, &log_entry_record, &v.entry));
    return redirect_saying(q, TR("Det er skrevet i loggen"), "/trials/%" PRId64 "#log", q->id);
}

/* A line is corrected by whoever wrote it, or by a leader. */
static Err load_entry(Request *q, LogForm *v)
{
    int64_t may_lead;
    v->action = url_format(q->arena, "/log-entries/%" PRId64, q->id);
    TRY(record_load(q->db, &log_entry_record, q->id, &v->entry));
    TRY(log_entry_is_reached(q->db, q->id, q->who, TEXT("lead"), &may_lead));
    return may_lead || v->entry.person == q->who.person ? OK : DENIED;
}

Err log_entry_edit(Request *q)
{
    LogForm v = { 0 };
    TRY(load_entry(q, &v));
    TRY(fill_log_form(q, &v));
    log_form_html(&q->html, &v);
    return reply_html(q);
}

Err log_entry_save(Request *q)
{
    LogForm v = { 0 };
    TRY(load_entry(q, &v));
    const LogEntry before = v.entry;
    TRY(read_entry(q, &v.entry));
    if (has_errors(q)) {
        TRY(fill_log_form(q, &v));
        return REPLY_INVALID(q, log_form_html, &v);
    }
    TRY(db_update(q->db, &log_entry_record, &before, &v.entry));
    return redirect_saying(q, TR("Linjen er rettet"), "/trials/%" PRId64 "#log", v.entry.trial);
}
