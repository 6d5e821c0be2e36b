/* SPDX-License-Identifier: MPL-2.0 */
/* From the text of a cell to the value of a field, or to an error that says what is wrong. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "bundle/bundle_import.h"

#include "base/banned.h"

enum { LONGEST_TEXT = 200, LONGEST_LONG_TEXT = 20000 };

static Text shown(Import *import, Text text)
{
    return text_shown(import->scratch, text);
}

/* ---- texts ---- */

static Text codes_text(Arena *arena, const Word *words)
{
    Text text = { "", 0 };
    for (size_t i = 0; words[i].code != NULL; i++)
        text = text_format(arena, "%s%s%s", text_at(text), i == 0 ? "" : ", ", words[i].code);
    return text;
}

static size_t longest_of(const Field *field)
{
    if (field->longest != 0)
        return field->longest;
    return field->flags & LONG ? LONGEST_LONG_TEXT : LONGEST_TEXT;
}

/* The text with line breaks as spaces, for a field of one line. */
static Text in_one_line(Arena *arena, Text text)
{
    if (text.at == NULL || memchr(text.at, '\n', text.length) == NULL)
        return text;
    Text copy = text_copy(arena, text.at, text.length);
    for (char *at = (char *)(uintptr_t)copy.at; *at != '\0'; at++)
        if (*at == '\n')
            *at = ' ';
    return copy;
}

static bool is_partner(Text piece)
{
    static const char *const kinds[] = { "citizens:", "association:", "company:" };
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (text_starts_with(piece, kinds[i]))
            return piece.length > strlen(kinds[i]) && piece.at[strlen(kinds[i])] != ' ';
    return false;
}

/* Partners are kept without spaces around them, in the order in which they were written. */
static bool read_partners(Import *import, const ImportRow *row, const Field *field, Text cell, Text *ret_text)
{
    Text rest = cell, piece, joined = { "", 0 };
    bool is_good = true;
    while (text_next_piece(import->scratch, &rest, '|', &piece)) {
        piece = text_trimmed(import->scratch, piece);
        if (!is_partner(piece)) {
            field_error(import, row, field,
                        "'%s' is not written as citizens:Name, association:Name or company:Name",
                        text_at(shown(import, piece)));
            is_good = false;
        }
        joined = text_format(import->scratch, "%s%s%s", text_at(joined), joined.length == 0 ? "" : "|",
                             text_at(piece));
    }
    *ret_text = joined;
    return is_good;
}

static bool read_text(Import *import, const ImportRow *row, const Field *field, Text cell, Text *ret_text)
{
    Text text = field->flags & LONG ? cell : in_one_line(import->scratch, cell);
    if (field->flags & PARTNERS && !read_partners(import, row, field, text, &text))
        return false;
    if (field->words != NULL && !text_is_empty(text) && !word_is_known(field->words, text)) {
        field_error(import, row, field, "'%s' is not one of %s", text_at(shown(import, text)),
                    text_at(codes_text(import->scratch, field->words)));
        return false;
    }
    if (text_characters(text) > longest_of(field)) {
        field_error(import, row, field, "is %zu characters long; at most %zu", text_characters(text),
                    longest_of(field));
        return false;
    }
    *ret_text = text;
    return true;
}

/* ---- numbers and days ---- */

static bool read_integer(Import *import, const ImportRow *row, const Field *field, Text cell,
                         int64_t *ret_integer)
{
    int64_t least = field->flags & BY_YEAR ? FIRST_YEAR : 1, integer = 0;
    int64_t most = field->flags & BY_YEAR ? LAST_YEAR
                   : field->longest != 0  ? (int64_t)field->longest
                                          : INT64_MAX;
    if (!text_is_empty(cell) && (!text_to_integer(cell, &integer) || integer < least || integer > most)) {
        const char *kind = field->flags & BY_YEAR ? "year" : "whole number";
        if (most == INT64_MAX)
            field_error(import, row, field, "'%s' is not a %s from %" PRId64 " on",
                        text_at(shown(import, cell)), kind, least);
        else
            field_error(import, row, field, "'%s' is not a %s from %" PRId64 " to %" PRId64,
                        text_at(shown(import, cell)), kind, least, most);
        return false;
    }
    *ret_integer = integer;
    return true;
}

static bool read_yes(Import *import, const ImportRow *row, const Field *field, Text cell, bool *ret_yes)
{
    if (!text_is_empty(cell) && !text_is(cell, "0") && !text_is(cell, "1")) {
        field_error(import, row, field, "'%s' is neither 1 nor 0", text_at(shown(import, cell)));
        return false;
    }
    *ret_yes = text_is(cell, "1");
    return true;
}

static bool read_day(Import *import, const ImportRow *row, const Field *field, Text cell, Day *ret_day)
{
    Day day = { 0 };
    if (!text_is_empty(cell) && !day_read(cell, &day)) {
        field_error(import, row, field, "'%s' is not a day, like 2026-11-24", text_at(shown(import, cell)));
        return false;
    }
    *ret_day = day;
    return true;
}

static bool read_period(Import *import, const ImportRow *row, const Field *field, Text cell,
                        Period *ret_period)
{
    Period period = { 0 };
    if (!text_is_empty(cell) && !period_read(import->scratch, cell, &period)) {
        field_error(
            import, row, field,
            "'%s' is neither a day nor a period, like 2026, 2026-H1, 2026-Q4, 2026-11, 2026-W48 or 2025/26",
            text_at(shown(import, cell)));
        return false;
    }
    *ret_period = period;
    return true;
}

static bool read_figure(Import *import, const ImportRow *row, const Field *field, Text cell,
                        Figure *ret_figure)
{
    Figure figure = { 0 };
    if (!text_is_empty(cell) && !figure_read(import->scratch, cell, &figure)) {
        field_error(import, row, field, "'%s' is not a number below 10^12 with at most six decimals",
                    text_at(shown(import, cell)));
        return false;
    }
    *ret_figure = figure;
    return true;
}

/* ---- references ---- */

bool key_read(Import *import, Text cell, Text *ret_origin, Text *ret_key, const char **ret_reason)
{
    Text origin = import->origin, key = cell;
    const char *colon = cell.length == 0 ? NULL : memchr(cell.at, ':', cell.length);
    if (colon != NULL) {
        origin = text_copy(import->scratch, cell.at, (size_t)(colon - cell.at));
        key = text_copy(import->scratch, colon + 1, cell.length - origin.length - 1);
    }
    *ret_reason = NULL;
    if (text_is_empty(key) || text_is_empty(origin))
        *ret_reason = "must be filled";
    else if (memchr(key.at, ':', key.length) != NULL || memchr(cell.at, '|', cell.length) != NULL)
        *ret_reason = "holds a | or more than one : (a key holds neither)";
    else if (memchr(cell.at, '\n', cell.length) != NULL)
        *ret_reason = "holds a line break";
    else if (key.length > BUNDLE_LONGEST_KEY || origin.length > BUNDLE_LONGEST_ORIGIN)
        *ret_reason = "is longer than 200 bytes";
    *ret_origin = origin;
    *ret_key = key;
    return *ret_reason == NULL;
}

static const Name *find_key(Import *import, const char *record, Text cell)
{
    Text origin, key;
    const char *reason;
    const RecordNames *names = names_of_record(&import->names, record);
    if (names == NULL || !key_read(import, cell, &origin, &key, &reason))
        return NULL;
    return name_by_text(names, text_format(import->scratch, "%s:%s", text_at(origin), text_at(key)));
}

static bool read_reference(Import *import, const ImportRow *row, const Field *field, Text cell,
                           int64_t *ret_id)
{
    const Name *name = text_is_empty(cell) ? NULL : find_key(import, field->refers->name, cell);
    if (name == NULL && !text_is_empty(cell)) {
        field_error(import, row, field, "no %s has the key '%s'", field->refers->name,
                    text_at(shown(import, cell)));
        return false;
    }
    *ret_id = name == NULL ? 0 : name->id;
    return true;
}

static bool read_party(Import *import, const ImportRow *row, const Field *field, Text cell, Party *ret_party)
{
    const Name *person = text_is_empty(cell) ? NULL : find_key(import, "person", cell);
    const Name *unit = text_is_empty(cell) || person != NULL ? NULL : find_key(import, "unit", cell);
    if (person == NULL && unit == NULL && !text_is_empty(cell)) {
        field_error(import, row, field, "no person or unit has the key '%s'", text_at(shown(import, cell)));
        return false;
    }
    *ret_party = (Party){ person == NULL ? 0 : person->id, unit == NULL ? 0 : unit->id };
    return true;
}

static int compare_ids(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return x < y ? -1 : x > y;
}

/* Sorted and single, as the database keeps them, so that the same list is no change. */
static void sort_ids(Ids *ids)
{
    size_t kept = 0;
    if (ids->count > 0)
        qsort(ids->at, ids->count, sizeof *ids->at, compare_ids);
    for (size_t i = 0; i < ids->count; i++)
        if (i == 0 || ids->at[i] != ids->at[kept - 1])
            ids->at[kept++] = ids->at[i];
    ids->count = kept;
}

static bool read_ids(Import *import, const ImportRow *row, const Field *field, Text cell, Ids *ret_ids)
{
    Text rest = cell, piece;
    Ids ids = { arena_array(import->scratch, int64_t, BUNDLE_MOST_REFERENCES), 0 };
    bool is_good = true;
    while (text_next_piece(import->scratch, &rest, '|', &piece)) {
        int64_t id = 0;
        piece = text_trimmed(import->scratch, piece);
        if (ids.count == BUNDLE_MOST_REFERENCES) {
            field_error(import, row, field, "holds more than %d keys", BUNDLE_MOST_REFERENCES);
            return false;
        }
        is_good &= read_reference(import, row, field, piece, &id);
        if (id != 0)
            ids.at[ids.count++] = id;
    }
    sort_ids(&ids);
    if (is_good)
        *ret_ids = ids;
    return is_good;
}

/* ---- whole rows ---- */

bool cell_read(Import *import, const ImportRow *row, const Field *field, Text cell, void *after)
{
    void *at = field_at(field, after);
    cell = text_trimmed(import->scratch, cell);
    if (text_is_empty(cell) && field->flags & REQUIRED && field->start == NULL) {
        field_error(import, row, field, "must be filled");
        return false;
    }
    switch (field->kind) {
    case KIND_TEXT:
        return read_text(import, row, field, cell, at);
    case KIND_INTEGER:
        return field->refers != NULL ? read_reference(import, row, field, cell, at)
                                     : read_integer(import, row, field, cell, at);
    case KIND_YES:
        return read_yes(import, row, field, cell, at);
    case KIND_DAY:
        return read_day(import, row, field, cell, at);
    case KIND_PERIOD:
        return read_period(import, row, field, cell, at);
    case KIND_FIGURE:
        return read_figure(import, row, field, cell, at);
    case KIND_PARTY:
        return read_party(import, row, field, cell, at);
    case KIND_IDS:
        return read_ids(import, row, field, cell, at);
    }
    return false;
}

static void give_start_values(const Record *record, void *row)
{
    for (const Field *field = record->fields; field->name != NULL; field++)
        if (field->start != NULL && field->kind == KIND_TEXT && field_is_none(field, row))
            *(Text *)field_at(field, row) = text_of(field->start);
}

static void add_objectives(Import *import, const ImportRow *row, void *after)
{
    Ids *ids = field_at(record_field(row->file->record, "objectives"), after);
    int64_t *wider = arena_array(import->scratch, int64_t, ids->count + row->added.count);
    if (ids->count > 0)
        memcpy(wider, ids->at, ids->count * sizeof *wider);
    memcpy(wider + ids->count, row->added.at, row->added.count * sizeof *wider);
    *ids = (Ids){ wider, ids->count + row->added.count };
    sort_ids(ids);
}

void row_read(Import *import, const ImportRow *row, void *after)
{
    const ImportFile *file = row->file;
    for (size_t i = 0; row->line != NULL && i < file->table.columns; i++)
        if (file->fields[i] != NULL)
            cell_read(import, row, file->fields[i], row->line->cells[i].text, after);
    if (row->added.count > 0)
        add_objectives(import, row, after);
    give_start_values(file->record, after);
}
