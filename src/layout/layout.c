/* SPDX-License-Identifier: MPL-2.0 */
#include "layout/layout.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "assets.h"

const MenuItem main_menu[] = {
    { "/", TR("Overblik") },
    { "/landscape", TR("Politiklandskab") },
    { "/coverage", TR("Dækning") },
    { "/plans", TR("Målplaner") },
    { "/trials", TR("Prøvehandlinger") },
    { "/signs", TR("Tegn") },
    { "/register", TR("Registrér") },
    { 0 },
};

const MenuItem public_menu[] = {
    { "/terms", TR("Begreber") },
    { 0 },
};

bool menu_is_current(const Page *page, const MenuItem *item)
{
    return page->menu != NULL && strcmp(item->path, page->menu) == 0;
}

const char *mark_of(Text code)
{
    static const Word marks[] = {
        { "effect", MARK_EFFEKT },   { "clear", MARK_EFFEKT },       { "partial", MARK_DELVIS },
        { "partly", MARK_DELVIS },   { "no_effect", MARK_INGEN },    { "not_seen", MARK_INGEN },
        { "opposite", MARK_MODSAT }, { "undecidable", MARK_UKLART }, { 0 },
    };
    return word_label(marks, code);
}

Url url_of(Arena *arena, const Record *record, int64_t id)
{
    return url_format(arena, "%s/%" PRId64, record->path, id);
}

void knots_add(Knots *knots, const char *level, Text title, Url url)
{
    if (knots->count < MOST_KNOTS && !text_is_empty(title))
        knots->at[knots->count++] = (Knot){ level, title, url };
}

Text partner_names(Arena *arena, Text partners)
{
    Text names = { "", 0 }, piece, name;
    while (text_next_piece(arena, &partners, '|', &piece)) {
        text_next_piece(arena, &piece, ':', &name); /* the kind; the name is the rest */
        names = text_format(arena, "%s%s%s", text_at(names), names.length > 0 ? ", " : "", text_at(piece));
    }
    return names;
}

const Field *field_of(const Record *record, const char *name)
{
    const Field *field = record_field(record, name);
    assert(field != NULL);
    return field;
}

bool field_is_optional(const Field *field)
{
    return (field->flags & REQUIRED) == 0;
}

Text html_validity(Html *h, Period from, Period to)
{
    Text ends[2] = { html_period_long(h, from), html_period_long(h, to) };
    if (period_is_none(from) && period_is_none(to))
        return (Text){ "", 0 };
    if (period_is_none(to))
        return message_format(h, TR("fra {1}"), ends, 1);
    if (period_is_none(from))
        return message_format(h, TR("til {1}"), &ends[1], 1);
    if (text_equal(ends[0], ends[1]))
        return ends[0];
    bool are_years = from.written.length == 4 && to.written.length == 4;
    return text_format(h->arena, are_years ? "%s–%s" : "%s – %s", text_at(ends[0]), text_at(ends[1]));
}

Text capitalised(Arena *arena, Text text)
{
    Text copy = text_copy(arena, text_at(text), text.length);
    char *at = (char *)(uintptr_t)copy.at;
    bool is_danish_small = text.length > 1 && (unsigned char)at[0] == 0xC3 && (unsigned char)at[1] >= 0xA0;
    if (text.length > 0 && at[0] >= 'a' && at[0] <= 'z')
        at[0] = (char)(at[0] - 'a' + 'A');
    else if (is_danish_small) /* é, æ, ø, å */
        at[1] = (char)(at[1] - 0x20);
    return copy;
}
