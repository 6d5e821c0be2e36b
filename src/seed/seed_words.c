/* SPDX-License-Identifier: MPL-2.0 */
/* Names and texts: few words put together in many ways, the same each time. */
#include <inttypes.h>

#include "seed/seed_make.h"

#include "base/banned.h"

#define COUNT(list) ((int64_t)(sizeof(list) / sizeof *(list)))

/* Salts, so that two choices for the same number do not go together. */
enum { WHO = 1, WHAT, WHERE, FIRST_NAME, LAST_NAME, PLACE };

/* SplitMix64 (Steele, Lea and Flood 2014). */
int64_t seed_pick(int64_t salt, int64_t number, int64_t ceiling)
{
    uint64_t z =
        (uint64_t)number * UINT64_C(0x9E3779B97F4A7C15) + (uint64_t)salt * UINT64_C(0xD1B54A32D192ED03);
    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return (int64_t)((z ^ z >> 31) % (uint64_t)ceiling);
}

static const char *one_of(const char *const *list, int64_t count, int64_t salt, int64_t number)
{
    return list[seed_pick(salt, number, count)];
}

#define ONE_OF(list, salt, number) one_of(list, COUNT(list), salt, number)

/* ---- names ---- */

static const char *const kinds_of_unit[] = { "Skolen",  "Børnehuset",  "Plejehjemmet",
                                             "Klubben", "Biblioteket", "Værestedet" };
static const char *const places[] = { "Bakken",     "Engen",        "Lunden",     "Havnen",
                                      "Torvet",     "Kløverparken", "Mosen",      "Åbrinken",
                                      "Skovbrynet", "Nordmarken",   "Vestervang", "Sønderparken" };
static const char *const first_names[] = { "Anne",  "Bo",     "Camilla", "Dorthe", "Erik",   "Fatima",
                                           "Gitte", "Hans",   "Ida",     "Jens",   "Karen",  "Lars",
                                           "Mette", "Niels",  "Ole",     "Pia",    "Rasmus", "Søren",
                                           "Tove",  "Yasmin", "Øjvind",  "Åse" };
static const char *const last_names[] = { "Andersen", "Bach", "Christensen", "Dahl",     "Eriksen",
                                          "Friis",    "Gram", "Holm",        "Iversen",  "Juul",
                                          "Kjær",     "Lund", "Møller",      "Nørgaard", "Olsen",
                                          "Poulsen",  "Ravn", "Skov",        "Toft",     "Aagaard" };
static const char *const areas[] = { "Skole",         "Dagtilbud", "Ældre",   "Sundhed",
                                     "Beskæftigelse", "Kultur",    "Fritid",  "Klima",
                                     "Handicap",      "Unge",      "Boliger", "Frivillige" };
static const char *const groups[] = { "Skoleelever", "Små børn",        "Unge",          "Ældre",
                                      "Pårørende",   "Voksne uden job", "Nye i Danmark", "Virksomheder" };

Text seed_unit_name(Arena *arena, int64_t number)
{
    return text_format(arena, "%s ved %s nr. %" PRId64, kinds_of_unit[number % COUNT(kinds_of_unit)],
                       ONE_OF(places, PLACE, number), number + 1);
}

Text seed_person_name(Arena *arena, int64_t number)
{
    return text_format(arena, "%s %s", ONE_OF(first_names, FIRST_NAME, number),
                       ONE_OF(last_names, LAST_NAME, number));
}

Text seed_policy_area(int64_t number)
{
    return text_of(areas[number % COUNT(areas)]);
}

Text seed_group_name(int64_t number)
{
    return text_of(groups[number % COUNT(groups)]);
}

/* ---- what is wanted and tried ---- */

static const char *const people[] = { "Børnene i 4. klasse",
                                      "Beboerne på stuen",
                                      "Forældre til nye børn",
                                      "Unge uden for skolen",
                                      "Pårørende",
                                      "De yngste børn",
                                      "Naboerne",
                                      "Ældre, der bor alene",
                                      "Elever i udskolingen",
                                      "Nye medarbejdere" };
static const char *const wishes[] = { "kommer roligt ind i dagen",      "spiser sammen med andre",
                                      "ved, hvem de kan ringe til",     "har en fast voksen at gå til",
                                      "bevæger sig hver dag",           "læser for lysten",
                                      "bliver hørt, før der besluttes", "er med i en forening",
                                      "får hjælp inden for to uger",    "kender mindst to naboer" };
static const char *const attempts[] = { "En voksen tager imod ved døren", "Fælles bord om torsdagen",
                                        "Opkald i stedet for brev",       "Makkerlæsning",
                                        "En time ude hver dag",           "Åbent køkken",
                                        "Spørg først, beslut bagefter",   "Fast makker" };
static const char *const seen[] = { "Flere deltog end ventet, og tonen var rolig.",
                                    "Det gik bedst på de dage, hvor den samme voksne var der.",
                                    "Der kom færre, end vi havde håbet.",
                                    "Ingen forskel endnu, men alle kender aftalen nu.",
                                    "De begyndte selv, før vi sagde noget." };

Text seed_objective_text(Arena *arena, int64_t number)
{
    return text_format(arena, "Målsætning %" PRId64 ": Flere af dem, det gælder, skal opleve, at %s %s",
                       number + 1, ONE_OF(people, WHO, -number), ONE_OF(wishes, WHAT, -number));
}

Text seed_goal_title(Arena *arena, int64_t number)
{
    return text_format(arena, "Mål nummer %" PRId64 ": %s %s", number + 1, ONE_OF(people, WHO, number),
                       ONE_OF(wishes, WHAT, number));
}

Text seed_goal_text(Arena *arena, int64_t number)
{
    return text_format(arena,
                       "Det, vi vil have nået, hvordan vi kan se det, og hvad vi prøver først. Teksten står "
                       "for uddybningen af mål %" PRId64
                       ", som nogen ville have skrevet den i to eller tre sætninger.",
                       number + 1);
}

Text seed_trial_title(Arena *arena, int64_t number)
{
    return text_format(arena, "%s, forsøg %" PRId64, ONE_OF(attempts, WHAT, number), number + 1);
}

Text seed_sign_title(Arena *arena, int64_t number, bool is_number)
{
    return text_format(arena,
                       is_number ? "Hvor mange der %s (tegn %" PRId64 ")"
                                 : "Man kan se, at nogen %s (tegn %" PRId64 ")",
                       ONE_OF(wishes, WHERE, number), number + 1);
}

Text seed_seen(int64_t number)
{
    return text_of(ONE_OF(seen, WHAT, number));
}
