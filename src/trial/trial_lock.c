/* SPDX-License-Identifier: MPL-2.0 */
/* The prediction of a trial: who wrote it, and whether the history shows that it was there before the start.
 */
#include "db/history.h"
#include "trial/trial_view.h"

enum { MOST_AUTHORS = 4, MOST_CHANGES_READ = 200 };

/* What the history says of the prediction. */
typedef struct Origin {
    Instant changed_at; /* the last time; 0: not known */
    int64_t authors[MOST_AUTHORS];
    size_t author_count;
} Origin;

static void add_author(Origin *origin, int64_t person)
{
    for (size_t i = 0; i < origin->author_count; i++)
        if (origin->authors[i] == person)
            return;
    if (person != 0 && origin->author_count < MOST_AUTHORS)
        origin->authors[origin->author_count++] = person;
}

static bool writes_prediction(const Change *change)
{
    const Field *prediction = record_field(&trial_record, "prediction");
    for (size_t i = 0; i < change->field_count; i++)
        if (change->fields[i].field == prediction &&
            !text_equal(change->fields[i].before, change->fields[i].after))
            return true;
    return false;
}

static Err read_origin(Request *q, int64_t trial, Origin *ret_origin)
{
    Changes changes;
    TRY(history_of(q->db, &trial_record, trial, 0, MOST_CHANGES_READ, &changes));
    for (size_t i = 0; i < changes.count; i++) { /* the newest first */
        const Change *change = &changes.at[i];
        if (!writes_prediction(change))
            continue;
        if (ret_origin->changed_at == 0)
            ret_origin->changed_at = change->at;
        add_author(ret_origin, change->person);
    }
    return OK;
}

/* "Mette Holm og Sofie Dam", the first author first. */
static Err author_names(Request *q, const Origin *origin, Text *ret_names)
{
    *ret_names = (Text){ 0 };
    for (size_t i = origin->author_count; i > 0; i--) {
        Text name;
        TRY(trial_person_name(q->db, origin->authors[i - 1], &name));
        const char *between = i == origin->author_count ? ""
                              : i > 1                   ? ", "
                                                        : translate(q->html.language, TR(" og "));
        *ret_names = text_format(q->arena, "%s%s%s", text_at(*ret_names), between, text_at(name));
    }
    return OK;
}

static Text day_words(Request *q, Instant instant)
{
    int minutes;
    return html_day_long(&q->html, day_of_instant(instant, &minutes));
}

static Err proven_words(Request *q, const Trial *trial, const Origin *origin, Text *ret_words)
{
    int minutes;
    Text values[2] = { { 0 }, day_words(q, trial->started_at) };
    TRY(author_names(q, origin, &values[0]));
    *ret_words =
        origin->author_count > 0
            ? message_format(&q->html,
                             TR("Skrevet af {1}. Låst, da prøvehandlingen blev sat i gang den {2}, så vi kan "
                                "sammenligne ærligt."),
                             values, 2)
            : message_format(
                  &q->html,
                  TR("Låst, da prøvehandlingen blev sat i gang den {1}, så vi kan sammenligne ærligt."),
                  &values[1], 1);
    if (day_is_none(trial->starts_on) ||
        day_compare(trial->starts_on, day_of_instant(trial->started_at, &minutes)) >= 0)
        return OK;
    Text since = html_day_long(&q->html, trial->starts_on);
    *ret_words = text_format(
        q->arena, "%s %s", text_at(*ret_words),
        text_at(message_format(&q->html, TR("Da havde I været i gang siden den {1}."), &since, 1)));
    return OK;
}

/* Said plainly where nothing proves that the prediction came first. */
static Text unproven_words(Request *q, const Trial *trial, const Origin *origin)
{
    Text when = day_words(q, origin->changed_at);
    if (trial->started_at != 0)
        return message_format(
            &q->html,
            TR("Ændret den {1}, efter at prøvehandlingen var sat i gang. Derfor er det ikke "
               "bevist, at den er skrevet før start."),
            &when, 1);
    if (text_is(trial->state, "dropped"))
        return html_translated(
            &q->html,
            TR("Prøvehandlingen blev droppet. Det er ikke bevist, at forventningen er skrevet før start."));
    return html_translated(&q->html, TR("Prøvehandlingen er importeret. Det er "
                                        "ikke bevist, at forventningen er skrevet før start."));
}

Err trial_lock(Request *q, const Trial *trial, TrialLock *ret_lock)
{
    Origin origin = { 0 };
    *ret_lock = (TrialLock){ .is_locked = trial_is_started(trial) };
    if (!ret_lock->is_locked) {
        ret_lock->words =
            html_translated(&q->html, TR("Forventningen bliver låst, når I sætter prøvehandlingen i gang."));
        return OK;
    }
    TRY(read_origin(q, trial->id, &origin));
    ret_lock->is_proven =
        trial->started_at != 0 && origin.changed_at != 0 && origin.changed_at <= trial->started_at;
    if (ret_lock->is_proven)
        return proven_words(q, trial, &origin, &ret_lock->words);
    ret_lock->words = unproven_words(q, trial, &origin);
    return OK;
}
