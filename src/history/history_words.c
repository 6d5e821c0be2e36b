/* SPDX-License-Identifier: MPL-2.0 */
#include "history/history_words.h"

static Err may_see(Request *q, const Record *record, int64_t id, int64_t *ret_yes)
{
    *ret_yes = q->who.is_inside;
    return record->seen != NULL ? record->seen(q->db, id, q->who, ret_yes) : OK;
}

Err history_title(Request *q, const Record *record, int64_t id, Text *ret_title)
{
    void *row = arena_get(q->arena, record->size);
    int64_t yes;
    Err err = may_see(q, record, id, &yes);
    if (err == OK && yes)
        err = record_load(q->db, record, id, row);
    if (err != OK && err != NOT_FOUND)
        return err;
    if (err == NOT_FOUND)
        *ret_title = html_translated(&q->html, TR("noget, der er slettet"));
    else if (!yes)
        *ret_title = html_translated(&q->html, TR("noget, du ikke kan se"));
    else
        *ret_title = record->title_field != NULL
                         ? field_text(q->arena, record_field(record, record->title_field), row)
                         : html_translated(&q->html, record->label);
    return OK;
}

static Err title_of_text(Request *q, const Record *record, Text number, Text *ret_title)
{
    int64_t id;
    if (!text_to_integer(number, &id))
        return OK;
    return history_title(q, record, id, ret_title);
}

static Err titles_of_ids(Request *q, const Record *record, Text ids, Text *ret_titles)
{
    Text all = { "", 0 }, piece, title;
    for (int i = 0; text_next_piece(q->arena, &ids, '|', &piece); i++) {
        if (i == MOST_TITLES) {
            all = text_format(q->arena, "%s; …", all.at);
            break;
        }
        title = piece;
        TRY(title_of_text(q, record, piece, &title));
        all = text_format(q->arena, "%s%s%s", all.at, i == 0 ? "" : "; ", text_at(title));
    }
    *ret_titles = all;
    return OK;
}

static Err title_of_party(Request *q, Text party, Text *ret_title)
{
    Text name, rest = party;
    if (!text_next_piece(q->arena, &rest, ':', &name))
        return OK;
    const Record *record = record_by_name(name);
    return record != NULL ? title_of_text(q, record, rest, ret_title) : OK;
}

static Text instant_words(Request *q, Text value)
{
    int64_t instant;
    return text_to_integer(value, &instant) ? html_instant_long(&q->html, instant) : value;
}

Err history_words(Request *q, const Field *field, Text value, Text *ret_words)
{
    Day day;
    Period period;
    *ret_words = value;
    if (text_is_empty(value))
        return OK;
    switch (field->kind) {
    case KIND_TEXT:
        if (field->words != NULL)
            *ret_words = html_translated(&q->html, word_label(field->words, value));
        else if (field->flags & PARTNERS)
            *ret_words = partner_names(q->arena, value);
        return OK;
    case KIND_INTEGER:
        if (field->flags & INSTANT)
            *ret_words = instant_words(q, value);
        return field->refers != NULL ? title_of_text(q, field->refers, value, ret_words) : OK;
    case KIND_YES:
        *ret_words = html_translated(&q->html, TR("Ja"));
        return OK;
    case KIND_DAY:
        if (day_read(value, &day))
            *ret_words = html_day_long(&q->html, day);
        return OK;
    case KIND_PERIOD:
        if (period_read(q->arena, value, &period))
            *ret_words = html_period_long(&q->html, period);
        return OK;
    case KIND_FIGURE:
        return OK;
    case KIND_PARTY:
        return title_of_party(q, value, ret_words);
    case KIND_IDS:
        return titles_of_ids(q, field->refers, value, ret_words);
    }
    return OK;
}
