/* SPDX-License-Identifier: MPL-2.0 */
#include "layout/sign_card.h"

#include "layout/sign_value.h"

/* What was measured or seen at one time. */
typedef struct Seen {
    Period date;
    SignValue value;
    Text level;
    Day day;
} Seen;

static SignValue shown(Html *h, const SignCard *card, bool is_hidden, Figure value, Figure numerator,
                       Figure denominator)
{
    return sign_value_of_total(
        sign_value(h->arena, card->measure, card->min_count, value, numerator, denominator), is_hidden);
}

static Seen latest_of(Html *h, const SignCard *card)
{
    return (Seen){ card->date,
                   shown(h, card, card->is_hidden, card->value, card->numerator, card->denominator),
                   card->level, card->seen_on };
}

static Seen first_of(Html *h, const SignCard *card)
{
    return (Seen){ card->first_date,
                   shown(h, card, card->first_is_hidden, card->first_value, card->first_numerator,
                         card->first_denominator),
                   card->first_level, card->first_seen_on };
}

bool sign_card_is_qualitative(const SignCard *card)
{
    return text_is(card->kind, "qualitative");
}

bool sign_card_is_drawn(const SignCard *card)
{
    return card->count > 1;
}

/* "77,5 procent (31 af 40)" */
static Text value_words(Html *h, const SignCard *card, const SignValue *value)
{
    Text words = sign_value_words(h, value), share = sign_share_words(h, value);
    if (!value->is_hidden && !text_is_empty(card->measure))
        words = text_format(h->arena, "%s %s", text_at(words), card->measure.at);
    return text_is_empty(share) ? words : text_format(h->arena, "%s (%s)", text_at(words), share.at);
}

/* Adds a sentence about FIGURE, unless it is none or hidden. */
static Text with_sentence(Html *h, Text words, const char *danish, SignValue value)
{
    if (value.is_hidden || figure_is_none(value.value))
        return words;
    Text number = sign_value_words(h, &value);
    return text_format(h->arena, "%s %s", text_at(words), text_at(message_format(h, danish, &number, 1)));
}

static Text measured_words(Html *h, const SignCard *card)
{
    Seen latest = latest_of(h, card);
    Text values[2] = { value_words(h, card, &latest.value), html_period_long(h, latest.date) };
    Text words =
        message_format(h, card->count == 1 ? TR("Kun én måling: {1}, {2}.") : TR("{1}, {2}."), values, 2);
    words = with_sentence(h, words, TR("Udgangspunktet var {1}."),
                          shown(h, card, false, card->baseline, (Figure){ 0 }, (Figure){ 0 }));
    return with_sentence(h, words, TR("I vil nå {1}."), (SignValue){ .value = card->target });
}

Text sign_card_words(Html *h, const SignCard *card)
{
    if (card->count == 0)
        return (Text){ "", 0 };
    return sign_card_is_qualitative(card) ? html_day_long(h, card->seen_on) : measured_words(h, card);
}

Text sign_about(Html *h, Text kind, Text frequency, Text owner_name)
{
    Text values[3] = { html_translated(h, word_label(sign_kind_words, kind)),
                       html_translated(h, word_label(sign_frequency_words, frequency)),
                       text_is_empty(owner_name) ? html_translated(h, TR("uden ansvarlig")) : owner_name };
    if (text_is_empty(frequency)) {
        values[1] = values[2];
        return message_format(h, TR("{1} · {2}"), values, 2);
    }
    return message_format(h, TR("{1}, {2} · {3}"), values, 3);
}

static void tell_seen(Html *h, const SignCard *card, Seen seen, Text *ret_words, Text *ret_when)
{
    bool is_seen = sign_card_is_qualitative(card);
    *ret_words =
        is_seen ? html_translated(h, word_label(level_words, seen.level)) : value_words(h, card, &seen.value);
    *ret_when = is_seen ? html_day_long(h, seen.day) : html_period_long(h, seen.date);
}

Text sign_card_alternative(Html *h, const SignCard *card)
{
    Text values[6] = { card->title };
    bool is_seen = sign_card_is_qualitative(card);
    values[1] = html_count(h, card->count, is_seen ? TR("én iagttagelse") : TR("én måling"),
                           is_seen ? TR("{1} iagttagelser") : TR("{1} målinger"));
    tell_seen(h, card, first_of(h, card), &values[2], &values[3]);
    tell_seen(h, card, latest_of(h, card), &values[4], &values[5]);
    return message_format(h, TR("{1}: {2}. Den første: {3}, {4}. Den seneste: {5}, {6}."), values, 6);
}
