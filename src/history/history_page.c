/* SPDX-License-Identifier: MPL-2.0 */
#include "history/history_page.h"

#include <inttypes.h>
#include <string.h>

#include "history.html.h"
#include "history.sql.h"
#include "history/history_view.h"
#include "history/history_words.h"

#include "base/banned.h"

static const Word what_words[] = {
    { "insert", TR("oprettede") },
    { "update", TR("ændrede") },
    { "delete", TR("slettede") },
    { 0 },
};

const char *history_what(Text what)
{
    return word_label(what_words, what);
}

const char *history_label(Text record)
{
    const Record *known = record_by_name(record);
    return known != NULL ? known->label : text_at(record);
}

/* What every record's struct begins with. */
typedef struct Head {
    RECORD_HEAD;
} Head;

/* ---- who may do what with a row ---- */

static Err is_seen(Request *q, const Record *record, int64_t id, bool *ret_yes)
{
    int64_t yes = q->who.is_inside;
    Err err = record->seen != NULL ? record->seen(q->db, id, q->who, &yes) : OK;
    *ret_yes = err == OK && yes;
    return err == NOT_FOUND ? OK : err;
}

/* The record and the row of the path, with q->id. The auditor sees the history of everything, of what is deleted too. */
static Err find_row(Request *q, const Record **ret_record, void **ret_row)
{
    const Record *record = record_by_name(path_part(q, "record"));
    bool yes;
    if (record == NULL)
        return NOT_FOUND;
    void *row = arena_get(q->arena, record->size);
    TRY(is_seen(q, record, q->id, &yes));
    if (!yes && !has_need(q, AUDIT))
        return NOT_FOUND;
    Err err = record_load(q->db, record, q->id, row);
    if (err != OK && err != NOT_FOUND)
        return err;
    if (err == NOT_FOUND && !has_need(q, AUDIT))
        return NOT_FOUND;
    *ret_record = record;
    *ret_row = err == OK ? row : NULL;
    return OK;
}

/* The route with which a record's page is saved: `POST /goals/{id}`, or `POST /policies/{id}/edit/{section}`. */
static bool is_edit_route(const Route *route, const Record *record)
{
    const char *rest = route->of == record && route->method == POST ? strstr(route->path, "/{id}") : NULL;
    return rest != NULL && (strcmp(rest, "/{id}") == 0 || strncmp(rest, "/{id}/edit/", 11) == 0);
}

static const Route *edit_route(const Site *site, const Record *record)
{
    for (const Route *const *module = site->modules; *module != NULL; module++)
        for (const Route *route = *module; route->path != NULL; route++)
            if (is_edit_route(route, record))
                return route;
    return NULL;
}

/* Whoever may edit the row may bring its texts back: what the edit route asks is asked here. */
static Err may_edit(Request *q, const Record *record, int64_t id, bool *ret_yes)
{
    const Route *route = edit_route(q->site, record);
    int64_t yes = 0;
    *ret_yes = false;
    if (route == NULL)
        return OK;
    TRY(is_seen(q, record, id, ret_yes));
    if (!*ret_yes)
        return OK;
    if (record->reached != NULL)
        TRY(record->reached(q->db, id, q->who, text_of(need_name(route->need)), &yes));
    *ret_yes = record->reached != NULL ? yes : has_need(q, route->need);
    return OK;
}

static bool is_free_text(const Record *record, const void *row, const Field *field)
{
    return field->kind == KIND_TEXT && field->words == NULL &&
           !(field->flags & (READ_ONLY | SECRET | PERSONAL | PARTNERS | LOCAL)) &&
           (record->locked == NULL || !record->locked(row, field));
}

/* ---- the history of a row ---- */

static Err person_name(Request *q, int64_t person, Text *ret_name)
{
    *ret_name = (Text){ 0 };
    Err err = person != 0 ? history_person_name(q->db, person, ret_name) : OK;
    return err == NOT_FOUND ? OK : err;
}

static Err fill_field(Request *q, const FieldChange *change, HistoryField *ret_field)
{
    bool is_personal = change->field->flags & PERSONAL;
    *ret_field = (HistoryField){ .field = change->field, .is_erased = change->is_erased };
    ret_field->is_withheld = is_personal && !has_need(q, ADMIN) && !has_need(q, AUDIT);
    ret_field->is_guarded = change->field->flags & GUARDED;
    if (ret_field->is_withheld || ret_field->is_erased || ret_field->is_guarded)
        return OK;
    TRY(history_words(q, change->field, change->before, &ret_field->before));
    return history_words(q, change->field, change->after, &ret_field->after);
}

static Err fill_entry(Request *q, const Change *change, HistoryEntry *ret_entry)
{
    *ret_entry = (HistoryEntry){
        .id = change->id,
        .when = html_instant_long(&q->html, change->at),
        .what = history_what(change->what),
        .is_insert = text_is(change->what, "insert"),
        .fields = arena_array(q->arena, HistoryField, change->field_count),
        .field_count = change->field_count,
    };
    for (size_t i = 0; i < change->field_count; i++)
        TRY(fill_field(q, &change->fields[i], &ret_entry->fields[i]));
    return person_name(q, change->person, &ret_entry->who);
}

static void mark_restorable(HistoryPage *v, const void *row, const Changes *changes)
{
    for (size_t i = 0; i < v->entry_count; i++) {
        for (size_t j = 0; j < v->entries[i].field_count; j++) {
            const FieldChange *change = &changes->at[i].fields[j];
            v->entries[i].fields[j].is_restorable =
                !text_is_empty(change->before) && is_free_text(v->record, row, change->field) &&
                !text_equal(change->before, *(const Text *)field_at(change->field, row));
        }
    }
}

/* Whether the row's own page is open to whoever reads its history: the auditor reads that of persons, whose pages are the
 * administrator's alone. */
static bool may_open(Request *q, const Record *record)
{
    return record->path != NULL && (strcmp(record->name, "person") != 0 || has_need(q, ADMIN));
}

static Err fill_title(Request *q, HistoryPage *v, const void *row)
{
    const Record *record = v->record;
    Text title = html_translated(&q->html, record->label);
    if (row != NULL && record->title_field != NULL)
        title = field_text(q->arena, record_field(record, record->title_field), row);
    v->page = (Page){
        .q = q, .kind = TR("Ændringer"), .title = title, .status = row == NULL ? TR("Slettet") : NULL
    };
    if (row == NULL || !may_open(q, record))
        return OK;
    v->row = url_of(q->arena, record, q->id);
    knots_add(&v->page.thread, record->label, title, v->row);
    return OK;
}

static Err fill_history(Request *q, HistoryPage *v, const void *row)
{
    Changes changes = { 0 };
    int64_t before = 0;
    bool yes;
    v->q = q;
    text_to_integer(query_value(q, "before"), &before);
    TRY(history_of(q->db, v->record, q->id, before, CHANGES_A_PAGE, &changes));
    if (row == NULL && changes.count == 0)
        return NOT_FOUND;
    v->entries = arena_array(q->arena, HistoryEntry, changes.count);
    for (; v->entry_count < changes.count; v->entry_count++)
        TRY(fill_entry(q, &changes.at[v->entry_count], &v->entries[v->entry_count]));
    if (changes.count == CHANGES_A_PAGE)
        v->next = url_format(q->arena, "/history/%s/%" PRId64 "?before=%" PRId64, v->record->name, q->id,
                             changes.at[changes.count - 1].id);
    TRY(may_edit(q, v->record, q->id, &yes));
    if (yes && row != NULL)
        mark_restorable(v, row, &changes);
    v->revision = row != NULL ? ((const Head *)row)->revision : 0;
    return fill_title(q, v, row);
}

/* The JSON face: a line for each changed field. */
typedef struct HistoryRow {
    int64_t change;
    Text when;
    Text who;
    Text what;
    Text field;
    Text before;
    Text after;
} HistoryRow;

static const Field history_row_fields[] = {
    FIELD(HistoryRow, change), FIELD(HistoryRow, when),   FIELD(HistoryRow, who),   FIELD(HistoryRow, what),
    FIELD(HistoryRow, field),  FIELD(HistoryRow, before), FIELD(HistoryRow, after), { 0 },
};

static Err reply_history_json(Request *q, const HistoryPage *v)
{
    size_t count = 0;
    for (size_t i = 0; i < v->entry_count; i++)
        count += v->entries[i].field_count;
    HistoryRow *rows = arena_array(q->arena, HistoryRow, count), *row = rows;
    for (size_t i = 0; i < v->entry_count; i++) {
        const HistoryEntry *entry = &v->entries[i];
        for (size_t j = 0; j < entry->field_count; j++)
            *row++ = (HistoryRow){ entry->id,
                                   entry->when,
                                   entry->who,
                                   text_of(entry->what),
                                   text_of(entry->fields[j].field->name),
                                   entry->fields[j].before,
                                   entry->fields[j].after };
    }
    return reply_json_rows(q, "history", history_row_fields, rows, sizeof *rows, count);
}

static Err history_page(Request *q)
{
    HistoryPage v = { 0 };
    void *row;
    TRY(find_row(q, &v.record, &row));
    TRY(fill_history(q, &v, row));
    if (q->wants_json)
        return reply_history_json(q, &v);
    history_page_html(&q->html, &v);
    return reply_html(q);
}

/* ---- bringing a text back ---- */

/* The text that FIELD had before CHANGE. NOT_FOUND when there is no such change, or the text may not be brought back. */
static Err text_before(Request *q, const Record *record, int64_t change, const Field *field, Text *ret_text)
{
    Changes changes = { 0 };
    TRY(history_of(q->db, record, q->id, change + 1, 1, &changes));
    if (changes.count == 0 || changes.at[0].id != change)
        return NOT_FOUND;
    for (size_t i = 0; i < changes.at[0].field_count; i++) {
        const FieldChange *one = &changes.at[0].fields[i];
        if (one->field != field || one->is_erased || text_is_empty(one->before))
            continue;
        *ret_text = one->before;
        return OK;
    }
    return NOT_FOUND;
}

/* Whether somebody has changed FIELD since the page was made. */
static Err is_changed_since(Request *q, const Record *record, const void *row, const Field *field,
                            bool *ret_yes)
{
    int64_t revision = 0;
    Text then;
    text_to_integer(form_value(q, "revision"), &revision);
    TRY(history_field_at(q->db, record, row, field, revision, &then));
    *ret_yes = revision <= 0 || !text_equal(then, *(const Text *)field_at(field, row));
    return OK;
}

static Err restore(Request *q)
{
    HistoryPage v = { 0 };
    void *before;
    int64_t change = 0;
    bool yes;
    Text text;
    TRY(find_row(q, &v.record, &before));
    const Field *field = record_field(v.record, text_at(form_value(q, "field")));
    if (q->is_restored)
        return redirect(q, "/history/%s/%" PRId64, v.record->name, q->id);
    TRY(may_edit(q, v.record, q->id, &yes));
    if (!yes)
        return DENIED;
    text_to_integer(form_value(q, "change"), &change);
    if (before == NULL || field == NULL || change <= 0 || !is_free_text(v.record, before, field))
        return NOT_FOUND;
    TRY(text_before(q, v.record, change, field, &text));
    TRY(is_changed_since(q, v.record, before, field, &yes));
    if (yes) {
        form_error(q, "change",
                   TR("Teksten er rettet, siden du åbnede siden. Se, hvad der står nu, og prøv igen"));
        q->is_conflict = true;
        TRY(fill_history(q, &v, before));
        return REPLY_INVALID(q, history_page_html, &v);
    }
    void *after = arena_get(q->arena, v.record->size);
    memcpy(after, before, v.record->size);
    *(Text *)field_at(field, after) = text;
    TRY(db_update(q->db, v.record, before, after));
    return redirect_saying(q, TR("Teksten er hentet tilbage"), "/history/%s/%" PRId64, v.record->name, q->id);
}

/* ---- the newest changes over all ---- */

static Err audit_page(Request *q)
{
    AuditPage v = { .q = q };
    int64_t before = INT64_MAX, person = 0;
    text_to_integer(query_value(q, "before"), &before);
    text_to_integer(query_value(q, "person"), &person);
    TRY(history_lines(q->db, before, person, LINES_A_PAGE, &v.lines));
    v.is_one_person = person != 0;
    if (v.lines.count == LINES_A_PAGE)
        v.next = url_format(q->arena,
                            person != 0 ? "/history?before=%" PRId64 "&person=%" PRId64
                                        : "/history?before=%" PRId64,
                            v.lines.at[v.lines.count - 1].id, person);
    const char *title = v.is_one_person ? TR("En persons ændringer") : TR("Alle ændringer");
    v.page =
        (Page){ .q = q,
                .kind = TR("Ændringer"),
                .title = html_translated(&q->html, title),
                .lead = html_translated(
                    &q->html, TR("De nyeste står øverst. Vælg en for at se, hvad der stod før og nu.")) };
    return REPLY_ROWS(q, audit_page_html, &v, history_line, v.lines);
}

const Route history_routes[] = {
    { GET, "/history", audit_page, .need = AUDIT },
    { GET, "/history/{record}/{id}", history_page, .need = SEE },
    { POST, "/history/{record}/{id}/restore", restore, .need = SEE },
    { 0 },
};
