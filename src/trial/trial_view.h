/* SPDX-License-Identifier: MPL-2.0 */
/* What the pages of trials show, and the handlers that stand in the other files of the folder. */
#ifndef RETTESNOR_TRIAL_VIEW_H
#define RETTESNOR_TRIAL_VIEW_H

#include "layout/sign_card.h"
#include "trial.sql.h"
#include "trial/trial.h"

enum { TRIALS_A_PAGE = 50, MOST_OF_TRIAL = 100, MOST_EVENTS = 200, MOST_TRIAL_CHOICES = 200 };

typedef struct TrialsPage {
    Page page;
    const Request *q;
    TrialLines trials;
    Choices units;
    Text state;   /* chosen; empty: all */
    int64_t unit; /* chosen, with those below it; 0: all */
    Url next;
} TrialsPage;

typedef struct TrialPage {
    Page page;
    const Request *q;
    Trial trial;
    TrialLock lock;
    Text owner_names;
    TrialLinks goals;
    TrialLinks units;
    TrialLinks citizen_groups;
    TrialNeighbours before;
    TrialNeighbours after;
    SignCards signs;
    TrialTasks tasks;
    TrialEvents events;
    TrialEvaluations evaluations;
    bool may_lead;
    bool may_contribute;
    bool may_lead_something;
} TrialPage;

/* A part of the form of a trial, which is also a form of its own behind "Redigér". */
typedef struct TrialPart {
    const char *name;  /* in the address */
    const char *title; /* TR */
    const char *const *fields;
} TrialPart;
extern const TrialPart trial_parts[]; /* ends with { 0 } */
const TrialPart *trial_part(Text name);

typedef struct TrialForm {
    Page page;
    const Request *q;
    const Record *record; /* trial_record with the five things of a start marked as required */
    Trial trial;
    TrialLock lock;
    Url action;
    Url back;
    const TrialPart *part; /* the one shown; NULL: all of them */
    TrialSignChoices signs;
    Choices citizen_groups;
    Choices goals;
    Choices units;
    Choices earlier;
} TrialForm;

/* What FIELD, an id or Ids, can be chosen from. */
const Choices *trial_choices(const TrialForm *v, const char *field);
bool trial_sign_is_chosen(const TrialForm *v, const TrialSignChoice *sign);

/* Where a new trial that builds on an earlier one can stand. */
typedef struct TrialNextPage {
    Page page;
    const Request *q;
    int64_t trial;
    TrialLinks goals;
} TrialNextPage;

typedef struct LogForm {
    Page page;
    const Request *q;
    LogEntry entry;
    Url action;
    Url back;
    bool is_drop; /* the text is the reason why the trial is dropped */
} LogForm;

/* ---- rules ---- */

/* What must hold between the dates of a trial; leaves form errors. */
void check_trial_dates(Request *q, const Trial *trial);

/* A trial starts from five things: what, for whom, the prediction, at least one sign, and when we look.
 * Leaves form errors. */
extern const char *const trial_start_fields[];
void check_trial_start(Request *q, const Trial *trial, size_t sign_count);

/* Sets it in motion: the prediction is locked from now on. */
Err trial_set_in_motion(Request *q, Trial *trial);

/* ---- handlers ---- */

/* The whole form of a trial that is there, filled for PART (NULL: all). */
Err trial_fill_form(Request *q, TrialForm *v, const TrialPart *part);

Err trial_new(Request *q);
Err trial_create(Request *q);
Err trial_next(Request *q);
Err trial_edit(Request *q);
Err trial_save(Request *q);
Err trial_part_edit(Request *q);
Err trial_part_save(Request *q);
Err trial_prepare(Request *q);
Err trial_start(Request *q);
Err trial_end(Request *q);
Err trial_drop_edit(Request *q);
Err trial_drop(Request *q);
Err log_entry_new(Request *q);
Err log_entry_create(Request *q);
Err log_entry_edit(Request *q);
Err log_entry_save(Request *q);

#endif
