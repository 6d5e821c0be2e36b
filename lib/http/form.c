/* SPDX-License-Identifier: MPL-2.0 */
#include "http/form.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "db/history.h"

#include "base/banned.h"

enum { USUAL_TEXT = 200, USUAL_LONG_TEXT = 20000 };

typedef struct Head {
    RECORD_HEAD;
} Head;

bool has_errors(const Request *q)
{
    return q->error_count > 0 || q->is_restored;
}

const FormError *form_error_of(const Request *q, const char *field)
{
    for (size_t i = 0; i < q->error_count; i++)
        if (strcmp(q->errors[i].field, field) == 0)
            return &q->errors[i];
    return NULL;
}

static void add_error(Request *q, const char *field, Text message, Text theirs)
{
    if (q->error_count < MOST_FORM_ERRORS && form_error_of(q, field) == NULL)
        q->errors[q->error_count++] = (FormError){ field, message, theirs };
}

void form_error(Request *q, const char *field, const char *danish)
{
    add_error(q, field, text_of(translate(q->html.language, danish)), (Text){ 0 });
}

static void form_error_with(Request *q, const char *field, const char *danish, Text value)
{
    add_error(q, field, message_format(&q->html, danish, &value, 1), (Text){ 0 });
}

/* ---- what was typed ---- */

static Text part_value(const Request *q, const char *name, const char *part)
{
    char whole[80];
    snprintf(whole, sizeof whole, "%s-%s", name, part);
    return form_value(q, whole);
}

/* CRLF to LF, white space at the ends away, nothing else touched. */
static Text tidy(Arena *arena, Text text)
{
    Text trimmed = text_trimmed(arena, text);
    if (text_is_empty(trimmed) || memchr(trimmed.at, '\r', trimmed.length) == NULL)
        return trimmed;
    char *at = arena_get_raw(arena, trimmed.length + 1);
    size_t length = 0;
    for (size_t i = 0; i < trimmed.length; i++)
        if (trimmed.at[i] != '\r')
            at[length++] = trimmed.at[i];
    at[length] = '\0';
    return (Text){ at, length };
}

static bool is_typed(const Request *q)
{
    return q->method == POST || q->is_restored;
}

static Text typed(const Request *q, const char *name)
{
    return tidy(q->arena, form_value(q, name));
}

/* ---- one reader a kind: each returns what is wrong as a message, or NULL ---- */

static const char *read_text(Request *q, const Field *field, Text *ret_text)
{
    Text text = typed(q, field->name);
    size_t longest = field->longest != 0   ? field->longest
                     : field->flags & LONG ? USUAL_LONG_TEXT
                                           : USUAL_TEXT;
    if (text_characters(text) > longest) {
        form_error_with(q, field->name, TR("Skriv det kortere: højst {1} tegn"),
                        text_format(q->arena, "%zu", longest));
        return NULL;
    }
    if (!text_is_empty(text) && field->words != NULL && !word_is_known(field->words, text))
        return TR("Vælg en af mulighederne");
    *ret_text = text;
    return NULL;
}

static const char *read_integer(Request *q, const Field *field, int64_t *ret_integer)
{
    Text text = typed(q, field->name);
    int64_t integer = 0;
    bool is_number = text_is_empty(text) || text_to_integer(text, &integer);
    if (field->flags & BY_YEAR && (!is_number || (integer != 0 && !year_is_known(integer))))
        return TR("Skriv et årstal med fire cifre, for eksempel 2027");
    if (!is_number || integer < 0 || (field->longest != 0 && integer > (int64_t)field->longest))
        return TR("Skriv et helt tal");
    *ret_integer = integer;
    return NULL;
}

/* A day in three inputs, or in one as a browser's own date input sends it. */
static const char *read_day(Request *q, const Field *field, Day *ret_day)
{
    Text whole = typed(q, field->name);
    Text day = tidy(q->arena, part_value(q, field->name, "day"));
    Text month = tidy(q->arena, part_value(q, field->name, "month"));
    Text year = tidy(q->arena, part_value(q, field->name, "year"));
    int64_t d, m, y;
    if (!text_is_empty(whole))
        return day_read(whole, ret_day) ? NULL : TR("Skriv en dato, for eksempel 24.11.2026");
    if (text_is_empty(day) && text_is_empty(month) && text_is_empty(year)) {
        *ret_day = (Day){ 0 };
        return NULL;
    }
    if (!text_to_integer(day, &d) || !text_to_integer(month, &m) || !text_to_integer(year, &y) ||
        !day_from(y, m, d, ret_day))
        return TR("Skriv en dato, der findes, med dag, måned og år, for eksempel 24 11 2026");
    return NULL;
}

static const char *read_period(Request *q, const Field *field, Period *ret_period)
{
    Text text = typed(q, field->name);
    *ret_period = (Period){ 0 };
    if (text_is_empty(text) || period_read_said(q->arena, text, q->today, ret_period))
        return NULL;
    return TR(
        "Skriv en dato eller en periode, for eksempel 24.11.2026, uge 48, november 2026, 4. kvartal 2026 "
        "eller 2026");
}

static const char *read_figure(Request *q, const Field *field, Figure *ret_figure)
{
    Text text = typed(q, field->name);
    *ret_figure = (Figure){ 0 };
    if (text_is_empty(text) || figure_read(q->arena, text, ret_figure))
        return NULL;
    return TR("Skriv et tal med højst seks decimaler, for eksempel 7,5");
}

static const char *read_party(Request *q, const Field *field, Party *ret_party)
{
    Text text = typed(q, field->name);
    Party party = { 0 };
    if (text_starts_with(text, "person:") &&
        text_to_integer((Text){ text.at + 7, text.length - 7 }, &party.person)) {
        *ret_party = party;
        return NULL;
    }
    if (text_starts_with(text, "unit:") &&
        text_to_integer((Text){ text.at + 5, text.length - 5 }, &party.unit)) {
        *ret_party = party;
        return NULL;
    }
    *ret_party = party;
    return text_is_empty(text) ? NULL : TR("Vælg en person eller en enhed fra listen");
}

static const char *read_ids(Request *q, const Field *field, Ids *ret_ids)
{
    Ids ids = { arena_array(q->arena, int64_t, q->form.count + 1), 0 };
    for (size_t i = 0; i < q->form.count; i++) {
        if (!text_is(q->form.at[i].name, field->name) || text_is_empty(q->form.at[i].value))
            continue;
        if (!text_to_integer(q->form.at[i].value, &ids.at[ids.count++]))
            return TR("Vælg fra listen");
    }
    *ret_ids = ids;
    return NULL;
}

/* Other parties come as three inputs, a name a line. */
static const char *read_partners(Request *q, const Field *field, Text *ret_text)
{
    static const char *const kinds[] = { "citizens", "association", "company" };
    Text all = { "", 0 }, name;
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        Text lines = tidy(q->arena, part_value(q, field->name, kinds[i]));
        while (text_next_piece(q->arena, &lines, '\n', &name)) {
            name = text_trimmed(q->arena, name);
            if (!text_is_empty(name) && memchr(name.at, '|', name.length) != NULL)
                return TR("Skriv et navn på hver linje, uden tegnet |");
            if (!text_is_empty(name))
                all = text_format(q->arena, "%s%s%s:%s", text_at(all), all.length > 0 ? "|" : "", kinds[i],
                                  name.at);
        }
    }
    *ret_text = all;
    return NULL;
}

static const char *read_kind(Request *q, const Field *field, void *at)
{
    switch (field->kind) {
    case KIND_TEXT:
        return field->flags & PARTNERS ? read_partners(q, field, at) : read_text(q, field, at);
    case KIND_INTEGER:
        return read_integer(q, field, at);
    case KIND_YES:
        *(bool *)at = form_has(q, field->name);
        return NULL;
    case KIND_DAY:
        return read_day(q, field, at);
    case KIND_PERIOD:
        return read_period(q, field, at);
    case KIND_FIGURE:
        return read_figure(q, field, at);
    case KIND_PARTY:
        return read_party(q, field, at);
    case KIND_IDS:
        return read_ids(q, field, at);
    }
    return NULL;
}

/* ---- references ---- */

static Err may_refer(Request *q, const Record *target, Need need, int64_t id)
{
    int64_t yes = 1;
    if (target->seen != NULL)
        TRY(target->seen(q->db, id, q->who, &yes));
    else
        TRY(record_load(q->db, target, id, arena_get(q->arena, target->size)));
    if (yes && need > SEE && target->reached != NULL)
        TRY(target->reached(q->db, id, q->who, text_of(need_name(need)), &yes));
    return yes ? OK : NOT_FOUND;
}

static Err may_refer_to_party(Request *q, Party party)
{
    if (party.person != 0)
        return may_refer(q, record_by_name(TEXT("person")), SEE, party.person);
    return party.unit != 0 ? may_refer(q, record_by_name(TEXT("unit")), SEE, party.unit) : OK;
}

static bool ids_hold(const Ids *ids, int64_t id)
{
    for (size_t i = 0; i < ids->count; i++)
        if (ids->at[i] == id)
            return true;
    return false;
}

static Err check_references(Request *q, const Field *field, const void *row)
{
    const void *at = field_at(field, row);
    if (field->kind == KIND_PARTY)
        return may_refer_to_party(q, *(const Party *)at);
    if (field->refers == NULL)
        return OK;
    if (field->kind == KIND_INTEGER)
        return *(const int64_t *)at == 0 ? OK
                                         : may_refer(q, field->refers, field->need, *(const int64_t *)at);
    return OK;
}

/* Ids that were there before need no right again. */
static Err check_new_ids(Request *q, const Field *field, const Ids *before, const Ids *ids)
{
    for (size_t i = 0; i < ids->count; i++)
        if (!ids_hold(before, ids->at[i]))
            TRY(may_refer(q, field->refers, field->need, ids->at[i]));
    return OK;
}

/* What the person may not refer to was not offered either: it stays as it is instead of being taken away unseen. */
static Err keep_out_of_reach(Request *q, const Field *field, const Ids *before, Ids *ids)
{
    Ids kept = { arena_array(q->arena, int64_t, before->count + ids->count), ids->count };
    for (size_t i = 0; i < ids->count; i++)
        kept.at[i] = ids->at[i];
    for (size_t i = 0; i < before->count; i++) {
        if (ids_hold(ids, before->at[i]))
            continue;
        Err err = may_refer(q, field->refers, field->need, before->at[i]);
        if (err == NOT_FOUND)
            kept.at[kept.count++] = before->at[i];
        else if (err != OK)
            return err;
    }
    ids_sort(&kept);
    *ids = kept;
    return OK;
}

/* ---- merging with what others have saved since ---- */

/* ROW is the row as it is, MINE as typed, REVISION what the form was made from. Afterwards MINE is what shall be. */
static Err merge(Request *q, const Record *record, const Field *field, const void *row, void *mine,
                 int64_t revision)
{
    Text base;
    TRY(history_field_at(q->db, record, row, field, revision, &base));
    Text theirs = field_text(q->arena, field, row), typed_text = field_text(q->arena, field, mine);
    if (text_equal(theirs, base) || text_equal(theirs, typed_text))
        return OK;
    if (text_equal(typed_text, base)) {
        memcpy(mine, row, record->size);
        assert(q->merged_count < MOST_FORM_ERRORS); /* no form has so many fields */
        q->merged[q->merged_count++] = field->name;
        return OK;
    }
    q->is_conflict = true;
    add_error(
        q, field->name,
        text_of(translate(q->html.language,
                          TR("En anden har ændret feltet imens. Skriv de to tekster sammen, og gem igen"))),
        theirs);
    return OK;
}

/* The revision that the form carries: the row's own when it says none; NOT_FOUND for one that cannot be. */
static Err form_revision(const Request *q, const Head *row, int64_t *ret_revision)
{
    Text text = form_value(q, "revision");
    *ret_revision = row->revision;
    if (row->id == 0 || text_is_empty(text))
        return OK;
    bool is_good =
        text_to_integer(text, ret_revision) && *ret_revision >= 1 && *ret_revision <= row->revision;
    return is_good ? OK : NOT_FOUND;
}

static void check_required(Request *q, const Field *field, const void *row)
{
    if (!(field->flags & REQUIRED) || !field_is_none(field, row))
        return;
    if (field->missing != NULL)
        form_error(q, field->name, field->missing);
    else
        form_error_with(q, field->name, TR("Udfyld feltet »{1}«"),
                        text_of(translate(q->html.language, field->label)));
}

static Err read_field(Request *q, const Record *record, const Field *field, void *row, int64_t revision)
{
    void *mine = arena_get_raw(q->arena, record->size);
    memcpy(mine, row, record->size);
    size_t errors = q->error_count;
    const char *wrong = read_kind(q, field, field_at(field, mine));
    if (wrong != NULL)
        form_error(q, field->name, wrong);
    if (q->error_count > errors)
        return OK;
    if (field->kind == KIND_IDS) {
        TRY(check_new_ids(q, field, field_at(field, row), field_at(field, mine)));
        TRY(keep_out_of_reach(q, field, field_at(field, row), field_at(field, mine)));
    } else if (!field_equal(field, row, mine)) {
        TRY(check_references(q, field, mine));
    }
    if (revision != ((const Head *)row)->revision)
        TRY(merge(q, record, field, row, mine, revision));
    check_required(q, field, mine);
    memcpy(row, mine, record->size);
    return OK;
}

Err read_form(Request *q, const Record *record, const char *const *fields, void *row)
{
    int64_t revision;
    TRY(form_revision(q, row, &revision));
    for (; *fields != NULL; fields++)
        TRY(read_field(q, record, record_field(record, *fields), row, revision));
    return OK;
}

/* ---- showing a form ---- */

static Text day_part(Arena *arena, Day day, const char *part)
{
    if (day_is_none(day))
        return (Text){ "", 0 };
    int number = *part == 'd' ? day_of_month(day) : *part == 'm' ? day_month(day) : day_year(day);
    return text_format(arena, "%d", number);
}

/* The names of one kind of partner, a line each. */
static Text partner_lines(Arena *arena, Text partners, const char *kind)
{
    Text lines = { "", 0 }, piece;
    size_t length = strlen(kind);
    while (text_next_piece(arena, &partners, '|', &piece))
        if (text_starts_with(piece, kind) && piece.at[length] == ':')
            lines = text_format(arena, "%s%s%s", text_at(lines), lines.length > 0 ? "\n" : "",
                                piece.at + length + 1);
    return lines;
}

/* A form that comes back shows what was typed, but where only others have changed a field what they wrote: it is sent again from
 * the newest revision, which would take it back. */
static bool shows_typed(const Request *q, const Field *field)
{
    for (size_t i = 0; i < q->merged_count; i++)
        if (strcmp(q->merged[i], field->name) == 0)
            return false;
    return is_typed(q);
}

Text field_input(const Request *q, const Field *field, const void *row, const char *part)
{
    if (shows_typed(q, field) && part != NULL)
        return part_value(q, field->name, part);
    if (shows_typed(q, field) && (form_has(q, field->name) || field->kind == KIND_DAY))
        return form_value(q, field->name);
    if (part != NULL && field->kind == KIND_DAY)
        return day_part(q->arena, *(const Day *)field_at(field, row), part);
    if (part != NULL)
        return partner_lines(q->arena, *(const Text *)field_at(field, row), part);
    return field_text(q->arena, field, row);
}

bool field_is_chosen(const Request *q, const Field *field, const void *row, Text value)
{
    if (shows_typed(q, field))
        return form_has_value(q, field->name, value);
    if (field->kind != KIND_IDS)
        return text_equal(field_text(q->arena, field, row), value);
    const Ids *ids = field_at(field, row);
    for (size_t i = 0; i < ids->count; i++)
        if (text_equal(text_of_integer(q->arena, ids->at[i]), value))
            return true;
    return false;
}
