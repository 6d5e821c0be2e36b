/* SPDX-License-Identifier: MPL-2.0 */
/* The parts of a future scenario. */
#include "policy/policy.h"

#include <string.h>

#include "base/banned.h"

enum { LONGEST_NAME = 80 };

static bool is_white(char c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

/* Whether a word that begins here goes on with a sentence: "9. klasse", "f.eks. æbler", "kl. 8". */
static bool goes_on(const char *at)
{
    bool is_danish_small = (unsigned char)at[0] == 0xC3 && (unsigned char)at[1] >= 0xA0;
    return (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || is_danish_small;
}

static bool ends_name(const char *at)
{
    if (*at == '\n')
        return true;
    if ((*at != ':' && *at != '.') || (at[1] != '\0' && !is_white(at[1])))
        return false;
    return *at == ':' || at[1] == '\0' || !goes_on(at + 2);
}

/* The length of at most LONGEST_NAME characters from the beginning, without a word that is cut. */
static size_t whole_words(Text text)
{
    size_t length = 0, last_space = 0;
    for (size_t characters = 0; length < text.length && characters < LONGEST_NAME; characters++) {
        if (text.at[length] == ' ')
            last_space = length;
        do
            length++;
        while (length < text.length && ((unsigned char)text.at[length] & 0xC0) == 0x80);
    }
    bool is_cut = length < text.length && text.at[length] != ' ';
    return is_cut && last_space > 0 ? last_space : length;
}

static Text part_name(Arena *arena, Text paragraph)
{
    size_t length = 0;
    while (length < paragraph.length && !ends_name(paragraph.at + length))
        length++;
    Text beginning = text_copy(arena, paragraph.at, length);
    return text_trimmed(arena, text_copy(arena, beginning.at, whole_words(beginning)));
}

static bool is_blank(Text line)
{
    for (size_t i = 0; i < line.length; i++)
        if (!is_white(line.at[i]))
            return false;
    return true;
}

static void add_part(Arena *arena, ScenarioParts *parts, const char *from, const char *to)
{
    Text text = text_trimmed(arena, text_copy(arena, from, (size_t)(to - from)));
    if (!text_is_empty(text))
        parts->at[parts->count++] = (ScenarioPart){ part_name(arena, text), text };
}

ScenarioParts scenario_parts(Arena *arena, Text future_scenario)
{
    const char *end = text_at(future_scenario) + future_scenario.length, *from = text_at(future_scenario);
    size_t lines = 1;
    for (const char *at = from; at < end; at++)
        lines += *at == '\n';
    ScenarioParts parts = { arena_array(arena, ScenarioPart, lines), 0 };
    for (const char *line = from; line < end;) {
        const char *newline = memchr(line, '\n', (size_t)(end - line));
        const char *line_end = newline != NULL ? newline : end;
        if (is_blank((Text){ line, (size_t)(line_end - line) })) {
            add_part(arena, &parts, from, line);
            from = line;
        }
        line = newline != NULL ? newline + 1 : end;
    }
    add_part(arena, &parts, from, end);
    return parts;
}

const ScenarioPart *scenario_part_served(ScenarioParts parts, Text scenario_part)
{
    for (size_t i = 0; i < parts.count && !text_is_empty(scenario_part); i++)
        if (text_starts_with(parts.at[i].text, text_at(scenario_part)))
            return &parts.at[i];
    return NULL;
}
