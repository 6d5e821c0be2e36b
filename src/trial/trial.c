/* SPDX-License-Identifier: MPL-2.0 */
#include "trial/trial.h"

#include <string.h>

#include "citizen_group/citizen_group.h"
#include "goal/goal.h"
#include "layout/words.h"
#include "person/person.h"
#include "search/search.h"
#include "unit/unit.h"
#include "trial.sql.h"

static const Field trial_fields[] = {
    FIELD(Trial, title, .flags = REQUIRED, .label = TR("Titel")),
    FIELD(Trial, description, .flags = LONG, .hint = TR("Skriv, så en kollega kan gøre det samme: hvem, hvor, hvor tit."), .label = TR("Hvad gør I?")),
    FIELD(Trial, target_group, .longest = 500, .label = TR("Hvem er det for?")),
    FIELD(Trial, citizen_groups, .refers = &citizen_group_record, .label = TR("Borgergrupper")),
    FIELD(Trial, mechanism, .flags = LONG, .label = TR("Hvorfor tror I, det virker?")),
    FIELD(Trial, outcome, .flags = LONG, .label = TR("Hvad skal komme ud af det?")),
    FIELD(Trial, place, .label = TR("Hvor?")),
    FIELD(Trial, starts_on, .label = TR("Begynder")),
    FIELD(Trial, ends_on, .label = TR("Slutter")),
    FIELD(Trial, interim_on, .label = TR("Evalueres undervejs")),
    FIELD(Trial, interim_reason, .longest = 500, .label = TR("Hvorfor ikke undervejs?")),
    FIELD(Trial, final_on, .label = TR("Evalueres til sidst")),
    FIELD(Trial, prediction, .flags = LONG, .hint = TR("Hvad, hvor meget og hvornår? Forventningen bliver låst, når I begynder."), .label = TR("Vi forventer at se")),
    FIELD(Trial, state, .flags = REQUIRED, .words = trial_state_words, .start = "idea", .label = TR("Status")),
    FIELD(Trial, goals, .refers = &goal_record, .label = TR("Mål")),
    FIELD(Trial, units, .refers = &unit_record, .label = TR("Enheder")),
    FIELD(Trial, partners, .flags = PARTNERS, .longest = 2000, .label = TR("Sammen med")),
    FIELD(Trial, continues, .refers = &trial_record, .label = TR("Bygger videre på")),
    FIELD(Trial, started_at, .flags = INSTANT | READ_ONLY | LOCAL, .label = TR("Sat i gang")),
    { 0 },
};

/* The prediction is locked when the trial begins: what is seen can be compared honestly (concept, "Prøvehandling"). */
static bool is_locked(const void *row, const Field *field)
{
    return !text_is(((const Trial *)row)->state, "idea") && !text_is(((const Trial *)row)->state, "prepared") && strcmp(field->name, "prediction") == 0;
}

const Record trial_record = {
    .name = "trial",
    .path = "/trials",
    .label = TR("Prøvehandling"),
    .title_field = "title",
    .size = sizeof(Trial),
    .fields = trial_fields,
    .seen = trial_is_seen,
    .locked = is_locked,
    .changed = search_changed,
    .reached = trial_is_reached,
};

static const Field log_entry_fields[] = {
    FIELD(LogEntry, trial, .flags = REQUIRED, .refers = &trial_record, .label = TR("Prøvehandling")),
    FIELD(LogEntry, date, .flags = REQUIRED, .label = TR("Dag")),
    FIELD(LogEntry, text, .flags = REQUIRED | LONG, .label = TR("Hvad skete der?")),
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

const Route trial_routes[] = {
    { 0 },
};
