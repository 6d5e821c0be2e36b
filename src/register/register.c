/* SPDX-License-Identifier: MPL-2.0 */
#include "register/register.h"

#include <inttypes.h>

#include "layout/words.h"
#include "register.html.h"
#include "register/register_view.h"
#include "thread/thread.h"

enum { MINUTE_LENGTH = 60000 };

static const char *const number_fields[] = { "value", "note", NULL };
static const char *const counted_fields[] = { "numerator", "denominator", "note", NULL };
static const char *const seen_fields[] = { "level", "text", NULL };

/* ---- the page ---- */

static Text with_measure(Arena *arena, const SignValue *value, Text words, Text measure)
{
    if (value->is_hidden || text_is_empty(measure))
        return words;
    return text_format(arena, "%s %s", text_at(words), measure.at);
}

static Text latest_of(Html *h, const RegisterSign *sign, const SignValue *value)
{
    if (!text_is_empty(sign->level)) {
        Text seen[] = { html_translated(h, word_label(level_words, sign->level)),
                        html_day_long(h, sign->seen_on) };
        return message_format(h, TR("Senest: {1}, {2}"), seen, 2);
    }
    if (period_is_none(sign->date))
        return html_translated(h, TR("Ikke set endnu"));
    Text words = with_measure(h->arena, value, sign_value_words(h, value), sign->measure);
    Text values[] = { words, html_period_long(h, sign->date) };
    return message_format(h, TR("Senest: {1}, {2}"), values, 2);
}

static RegisterEntry entry_of(Request *q, const RegisterSign *sign, int64_t wrong)
{
    SignValue value =
        sign_value(q->arena, sign->measure, sign->min_count, sign->value, sign->numerator, sign->denominator);
    value = sign_value_of_total(value, sign->is_hidden);
    RegisterEntry entry = { .id = sign->id, .title = sign->title, .measure = sign->measure };
    entry.is_qualitative = text_is(sign->kind, "qualitative");
    entry.is_counted = !figure_is_none(sign->denominator);
    entry.is_wrong = sign->id == wrong;
    entry.latest = latest_of(&q->html, sign, &value);
    entry.period = sign_period(q->arena, sign->frequency, q->today);
    entry.denominator = value.denominator.typed;
    entry.suffix = entry.is_wrong ? (Text){ "", 0 } : text_format(q->arena, "-%" PRId64, sign->id);
    return entry;
}

/* One is open: the one to correct, or the first. */
static Err read_entries(Request *q, RegisterPage *v, int64_t wrong)
{
    RegisterSigns signs;
    TRY(signs_to_register(q->db, q->who, MOST_REGISTER_SIGNS, &signs));
    RegisterEntry *entries = arena_array(q->arena, RegisterEntry, signs.count);
    for (size_t i = 0; i < signs.count; i++) {
        entries[i] = entry_of(q, &signs.at[i], wrong);
        entries[i].is_open = wrong != 0 ? entries[i].is_wrong : i == 0;
    }
    v->entries = entries;
    v->entry_count = signs.count;
    return OK;
}

static RegisterLine line_of(Html *h, const RegisterSent *sent)
{
    bool is_number = sent->measurement != 0;
    Url edit = is_number ? url_format(h->arena, "/measurements/%" PRId64 "/edit", sent->measurement)
                         : url_format(h->arena, "/observations/%" PRId64 "/edit", sent->observation);
    RegisterLine line = { .sign = sent->sign,
                          .edit = edit,
                          .title = sent->title,
                          .level = sent->level,
                          .line = sent->line,
                          .is_new = sent->is_new };
    SignValue value =
        sign_value(h->arena, sent->measure, sent->min_count, sent->value, sent->numerator, sent->denominator);
    if (!period_is_none(sent->date))
        line.words =
            text_format(h->arena, "%s, %s",
                        text_at(with_measure(h->arena, &value, sign_value_words(h, &value), sent->measure)),
                        html_period_long(h, sent->date).at);
    return line;
}

static Err read_sent(Request *q, RegisterPage *v)
{
    RegisterSents sent;
    int minutes;
    day_of_instant(q->now, &minutes);
    Instant midnight = q->now - q->now % MINUTE_LENGTH - (Instant)minutes * MINUTE_LENGTH;
    TRY(sent_since(q->db, q->who.person, midnight, MOST_SENT, &sent));
    RegisterLine *lines = arena_array(q->arena, RegisterLine, sent.count);
    for (size_t i = 0; i < sent.count; i++)
        lines[i] = line_of(&q->html, &sent.at[i]);
    v->sent = lines;
    v->sent_count = sent.count;
    return OK;
}

static Err fill_page(Request *q, RegisterPage *v, int64_t wrong)
{
    Html *h = &q->html;
    Text day = html_day_with_weekday(h, q->today);
    v->q = q;
    TRY(read_entries(q, v, wrong));
    TRY(read_sent(q, v));
    TRY(tasks_of_person(q->db, q->who.person, MOST_TASKS, &v->tasks));
    v->page =
        (Page){ .q = q,
                .menu = "/register",
                .kind = TR("Registrér"),
                .term = "tegn",
                .title = html_translated(h, TR("Dine tegn i dag")),
                .lead = message_format(h, TR("I dag er det {1}. Tryk på et tegn, vælg og send."), &day, 1) };
    return thread_of_day(q, &v->page.thread);
}

/* What the JSON of the page says of a sign. */
static const Field entry_fields[] = {
    FIELD(RegisterEntry, id),
    FIELD(RegisterEntry, title),
    FIELD(RegisterEntry, is_qualitative),
    FIELD(RegisterEntry, measure),
    FIELD(RegisterEntry, period),
    FIELD(RegisterEntry, latest),
    { 0 },
};

static Err register_page(Request *q)
{
    RegisterPage v = { 0 };
    TRY(fill_page(q, &v, 0));
    if (q->wants_json)
        return reply_json_rows(q, "sign", entry_fields, v.entries, sizeof *v.entries, v.entry_count);
    register_page_html(&q->html, &v);
    return reply_html(q);
}

/* ---- sending ---- */

static Err refuse(Request *q, int64_t sign)
{
    RegisterPage v = { 0 };
    TRY(fill_page(q, &v, sign));
    return REPLY_INVALID(q, register_page_html, &v);
}

/* To the top of the page, where the receipt stands: on a phone it would be out of sight further down. */
static Err sent(Request *q)
{
    return redirect_saying(q, TR("Sendt. Tak!"), "/register");
}

static Text shown_words(Request *q, const Sign *sign, const Measurement *m)
{
    SignValue value =
        sign_value(q->arena, sign->measure, sign->min_count, m->value, m->numerator, m->denominator);
    return sign_value_words(&q->html, &value);
}

/* A second number for the same time replaces the first, and the receipt says so. */
static Err corrected(Request *q, const Sign *sign, const Measurement *before, const Measurement *after)
{
    Text values[3] = { html_period_long(&q->html, after->date), shown_words(q, sign, before),
                       shown_words(q, sign, after) };
    if (text_equal(values[1], values[2]))
        return sent(q);
    Text receipt =
        message_format(&q->html, TR("Sendt. Tak! Tallet for {1} er rettet fra {2} til {3}."), values, 3);
    return redirect_saying(q, receipt.at, "/register");
}

static Err send_observation(Request *q, const Sign *sign)
{
    Observation observation = { .sign = sign->id, .date = q->today, .observer = q->who.person };
    TRY(read_form(q, &observation_record, seen_fields, &observation));
    if (has_errors(q))
        return refuse(q, sign->id);
    TRY(db_insert(q->db, &observation_record, &observation));
    return sent(q);
}

/* The measurement of the current period, or a new one. */
static Err current_measurement(Request *q, const Sign *sign, Measurement *ret_measurement)
{
    int64_t id;
    Period period = sign_period(q->arena, sign->frequency, q->today);
    Err err = register_measurement_at(q->db, sign->id, period.written, &id);
    *ret_measurement = (Measurement){ .sign = sign->id, .date = period };
    if (err == NOT_FOUND)
        return OK;
    TRY(err);
    return record_load(q->db, &measurement_record, id, ret_measurement);
}

/* A correction may replace a single number by a count and the reverse; a line that was left empty says
 * nothing against the old one. */
static void prepare_correction(Measurement *measurement, bool is_counted)
{
    if (is_counted)
        measurement->value = (Figure){ 0 };
    else
        measurement->numerator = measurement->denominator = (Figure){ 0 };
}

static Err send_number(Request *q, const Sign *sign)
{
    Measurement measurement;
    bool is_counted = form_has(q, "numerator");
    TRY(current_measurement(q, sign, &measurement));
    const Measurement before = measurement;
    prepare_correction(&measurement, is_counted);
    TRY(read_form(q, &measurement_record, is_counted ? counted_fields : number_fields, &measurement));
    if (text_is_empty(measurement.note))
        measurement.note = before.note;
    TRY(check_is_not_summed(q, sign));
    if (!has_errors(q))
        TRY(check_measurement(q, sign, &measurement));
    if (has_errors(q))
        return refuse(q, sign->id);
    if (before.id != 0) {
        TRY(db_update(q->db, &measurement_record, &before, &measurement));
        return corrected(q, sign, &before, &measurement);
    }
    TRY(db_insert(q->db, &measurement_record, &measurement));
    return sent(q);
}

static Err register_send(Request *q)
{
    Sign sign;
    TRY(record_load(q->db, &sign_record, q->id, &sign));
    return text_is(sign.kind, "qualitative") ? send_observation(q, &sign) : send_number(q, &sign);
}

const Route register_routes[] = {
    { GET, "/register", register_page, .need = SEE },
    { POST, "/register/{id}", register_send, .need = CONTRIBUTE, .of = &sign_record },
    { 0 },
};
