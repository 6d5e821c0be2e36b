/* SPDX-License-Identifier: MPL-2.0 */
/* What a goal must be, and what its title may be mistaken for. */
#include <string.h>

#include "goal/goal_view.h"

#include "base/banned.h"

void check_goal(Request *q, const Goal *goal)
{
    if (day_is_none(goal->starts_on) || day_is_none(goal->due_on))
        return;
    if (day_compare(goal->due_on, goal->starts_on) < 0)
        form_error(q, "due_on", TR("Vælg en dato, der ligger efter, at målet begynder"));
    else if (day_compare(goal->due_on, day_add_months(goal->starts_on, 48)) > 0)
        form_error(q, "due_on", TR("Vælg en dato, der ligger højst fire år efter, at målet begynder"));
}

void check_goal_state(Request *q, const Goal *goal)
{
    if (text_is(goal->state, "not_started"))
        return;
    if (day_is_none(goal->state_date))
        form_error(q, "state_date", TR("Skriv, hvornår I har vurderet det"));
    else if (day_compare(goal->state_date, q->today) > 0)
        form_error(q, "state_date", TR("Vælg en dato, der ikke ligger i fremtiden"));
    if (text_is_empty(goal->state_reason))
        form_error(q, "state_reason", TR("Skriv, hvad I har set, der viser det"));
}

/* Words that begin what one does, and what one counts. Municipal plans are full of both. */
static const char *const activity_words[] = {
    "aktivitet",   "afhold",           "afvikl",      "arrangere",      "at ",
    "deltage",     "etabler",          "forløb",      "gennemfør",      "holde ",
    "igangsæt",    "implementer",      "indfør",      "informer",       "iværksæt",
    "kampagne",    "kompetenceudvikl", "kursus",      "lave ",          "møde ",
    "opret",       "opstart",          "planlæg",     "projekt",        "prøvehandling",
    "pulje",       "sætte ",           "starte ",     "tiltag",         "udarbejd",
    "udvikle ",    "udvikling af",     "vi afholder", "vi gennemfører", "vi holder",
    "vi indfører", "vi laver",         "vi starter",  "vi vil",         "workshop",
    NULL,
};
static const char *const sign_words[] = { "andel ",     "andelen", "antal ",  "antallet", "fraværsprocent",
                                          "gennemsnit", "procent", "tal for", NULL };

/* Our words are lower case; the title begins with a capital letter, Danish or not. */
static bool begins_with_one_of(Text title, const char *const *words)
{
    char first[64];
    size_t length = title.length < sizeof first - 1 ? title.length : sizeof first - 1;
    memcpy(first, text_at(title), length);
    first[length] = '\0';
    if (first[0] >= 'A' && first[0] <= 'Z')
        first[0] = (char)(first[0] + 32);
    for (; *words != NULL; words++)
        if (strncmp(first, *words, strlen(*words)) == 0)
            return true;
    return false;
}

const char *goal_title_advice(Text title)
{
    if (begins_with_one_of(title, activity_words))
        return TR("Titlen ligner noget, I gør, altså en prøvehandling eller en opgave. Et mål er det, I vil "
                  "se, når det er lykkedes.");
    if (begins_with_one_of(title, sign_words))
        return TR("Titlen ligner et tegn, altså noget, I kigger efter eller tæller. Et mål er den situation, "
                  "tegnet skal vise.");
    return NULL;
}
