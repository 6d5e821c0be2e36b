/* SPDX-License-Identifier: MPL-2.0 */
/* `rettesnor coverage`: the forecast of a landscape that stands in a file. Whatever the file says that is not understood is
 * refused with its place: a forecast of half a landscape would be believed. */
#include <errno.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "command.h"
#include "coverage/coverage.h"

#include "base/banned.h"

/* The file that is read, and where in it the reader is. */
typedef struct Reader {
    Arena *arena;
    const char *file;
    size_t objective; /* its place; SIZE_MAX: outside them */
    Text *keys;       /* of the objectives */
} Reader;

static bool fault(const Reader *reader, const char *member, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

static bool fault(const Reader *reader, const char *member, const char *format, ...)
{
    va_list arguments;
    fprintf(stderr, "rettesnor: %s: ", reader->file);
    if (reader->objective != SIZE_MAX)
        fprintf(stderr, "objectives[%zu]%s", reader->objective, *member == '\0' ? "" : ".");
    fprintf(stderr, "%s%s", member, *member == '\0' && reader->objective == SIZE_MAX ? "" : ": ");
    va_start(arguments, format);
    vfprintf(stderr, format, arguments);
    va_end(arguments);
    fputc('\n', stderr);
    return false;
}

/* ---- values ---- */

static bool read_year(const Reader *reader, const char *member, const json_t *value, int64_t *ret_year)
{
    if (!json_is_integer(value))
        return fault(reader, member, "must be a year as a whole number, such as 2026");
    int64_t year = json_integer_value(value);
    if (!year_is_known(year))
        return fault(reader, member, "%" PRId64 " is not a year from %d to %d", year, FIRST_YEAR, LAST_YEAR);
    *ret_year = year;
    return true;
}

static bool read_most(const Reader *reader, const char *member, const json_t *value, int64_t *ret_most)
{
    if (!json_is_integer(value))
        return fault(reader, member, "must be a whole number");
    if (json_integer_value(value) < 0)
        return fault(reader, member, "%" JSON_INTEGER_FORMAT " is negative", json_integer_value(value));
    *ret_most = json_integer_value(value);
    return true;
}

/* An object with exactly these members; the list ends with NULL. */
static bool check_members(const Reader *reader, json_t *object, const char *const *names)
{
    const char *member;
    json_t *value;
    json_object_foreach(object, member, value)
    {
        const char *const *name = names;
        while (*name != NULL && strcmp(*name, member) != 0)
            name++;
        if (*name == NULL)
            return fault(reader, "", "unknown key \"%s\"", member);
    }
    for (const char *const *name = names; *name != NULL; name++)
        if (json_object_get(object, *name) == NULL)
            return fault(reader, "", "\"%s\" is missing", *name);
    return true;
}

/* ---- capacity: one number, or an object of years ---- */

static int compare_capacities(const void *left, const void *right)
{
    const YearCapacity *a = left, *b = right;
    return a->year < b->year ? -1 : a->year > b->year;
}

static bool read_capacity_years(const Reader *reader, json_t *object, CoverageQuestion *question)
{
    YearCapacity *years = arena_array(reader->arena, YearCapacity, json_object_size(object));
    const char *member;
    json_t *value;
    size_t count = 0;
    json_object_foreach(object, member, value)
    {
        YearCapacity *one = &years[count++];
        Text place = text_format(reader->arena, "capacity.%s", member);
        if (strlen(member) != 4 || !text_to_integer(text_of(member), &one->year) || !year_is_known(one->year))
            return fault(reader, "capacity", "unknown key \"%s\": the keys are years from %d to %d", member,
                         FIRST_YEAR, LAST_YEAR);
        if (!read_most(reader, place.at, value, &one->most))
            return false;
    }
    if (count > 0)
        qsort(years, count, sizeof *years, compare_capacities);
    if (count == 0 || years[0].year > question->year)
        return fault(reader, "capacity", "says nothing of %" PRId64 " or an earlier year", question->year);
    question->capacities = years;
    question->capacity_count = count;
    return true;
}

static bool read_capacity(const Reader *reader, json_t *value, CoverageQuestion *question)
{
    if (json_is_object(value))
        return read_capacity_years(reader, value, question);
    if (!json_is_integer(value))
        return fault(reader, "capacity", "must be a whole number, or an object with one for each year");
    YearCapacity *always = arena_array(reader->arena, YearCapacity, 1);
    always->year = question->year;
    question->capacities = always;
    question->capacity_count = 1;
    return read_most(reader, "capacity", value, &always->most);
}

/* ---- objectives ---- */

static bool read_worked_on(const Reader *reader, json_t *list, Ids *ret_years)
{
    size_t i;
    json_t *value;
    if (!json_is_array(list))
        return fault(reader, "worked_on", "must be a list of years");
    Ids years = { arena_array(reader->arena, int64_t, json_array_size(list)), json_array_size(list) };
    json_array_foreach(list, i, value)
    {
        char place[40];
        snprintf(place, sizeof place, "worked_on[%zu]", i);
        if (!read_year(reader, place, value, &years.at[i]))
            return false;
    }
    *ret_years = years;
    return true;
}

static bool read_source(const Reader *reader, const json_t *value, bool *ret_is_budget)
{
    const char *source = json_is_string(value) ? json_string_value(value) : "";
    *ret_is_budget = strcmp(source, "budget") == 0;
    return *ret_is_budget || strcmp(source, "policy") == 0 ||
           fault(reader, "source", "must be \"policy\" or \"budget\"");
}

static bool read_objective(const Reader *reader, json_t *value, CoverageObjective *objective)
{
    static const char *const names[] = { "key", "from", "to", "source", "worked_on", NULL };
    if (!json_is_object(value))
        return fault(reader, "", "must be an object");
    if (!check_members(reader, value, names))
        return false;
    const json_t *key = json_object_get(value, "key");
    if (!json_is_string(key) || json_string_length(key) == 0)
        return fault(reader, "key", "must be a text, and not an empty one");
    reader->keys[reader->objective] = (Text){ json_string_value(key), json_string_length(key) };
    objective->id = (int64_t)reader->objective;
    if (!read_year(reader, "from", json_object_get(value, "from"), &objective->first) ||
        !read_year(reader, "to", json_object_get(value, "to"), &objective->last))
        return false;
    if (objective->first > objective->last)
        return fault(reader, "from", "%" PRId64 " comes after \"to\", which is %" PRId64, objective->first,
                     objective->last);
    return read_source(reader, json_object_get(value, "source"), &objective->is_budget) &&
           read_worked_on(reader, json_object_get(value, "worked_on"), &objective->worked_on);
}

static int compare_keys(const void *left, const void *right)
{
    const Text *a = *(const Text *const *)left, *b = *(const Text *const *)right;
    int order = text_compare(*a, *b);
    return order != 0 ? order : a < b ? -1 : a > b;
}

static bool check_keys(Reader *reader, size_t count)
{
    const Text **sorted = arena_array(reader->arena, const Text *, count);
    for (size_t i = 0; i < count; i++)
        sorted[i] = &reader->keys[i];
    if (count > 0)
        qsort(sorted, count, sizeof *sorted, compare_keys);
    for (size_t i = 1; i < count; i++) {
        if (!text_equal(*sorted[i - 1], *sorted[i]))
            continue;
        reader->objective = (size_t)(sorted[i] - reader->keys);
        return fault(reader, "key", "\"%s\" is already the key of objectives[%zu]", sorted[i]->at,
                     (size_t)(sorted[i - 1] - reader->keys));
    }
    return true;
}

static bool read_objectives(Reader *reader, json_t *list, CoverageQuestion *question)
{
    size_t i;
    json_t *value;
    if (!json_is_array(list))
        return fault(reader, "objectives", "must be a list");
    size_t count = json_array_size(list);
    CoverageObjective *objectives = arena_array(reader->arena, CoverageObjective, count);
    reader->keys = arena_array(reader->arena, Text, count);
    json_array_foreach(list, i, value)
    {
        reader->objective = i;
        if (!read_objective(reader, value, &objectives[i]))
            return false;
    }
    question->objectives = objectives;
    question->count = count;
    return check_keys(reader, count);
}

static bool read_question(Reader *reader, json_t *root, CoverageQuestion *ret_question)
{
    static const char *const names[] = { "year", "capacity", "objectives", NULL };
    CoverageQuestion question = { 0 };
    if (!json_is_object(root))
        return fault(reader, "", "must be an object");
    if (!check_members(reader, root, names) ||
        !read_year(reader, "year", json_object_get(root, "year"), &question.year) ||
        !read_capacity(reader, json_object_get(root, "capacity"), &question) ||
        !read_objectives(reader, json_object_get(root, "objectives"), &question))
        return false;
    *ret_question = question;
    return true;
}

/* ---- the answer ---- */

static json_t *json_of_list(const Reader *reader, const Ids *list)
{
    json_t *keys = json_array();
    for (size_t i = 0; i < list->count; i++)
        json_array_append_new(keys,
                              json_stringn(reader->keys[list->at[i]].at, reader->keys[list->at[i]].length));
    return keys;
}

static bool print_json(const Reader *reader, const CoverageForecast *forecast)
{
    json_t *json = json_pack(
        "{s:o,s:o,s:o,s:I,s:I,s:I,s:I,s:o}", "missed", json_of_list(reader, &forecast->missed), "uncovered",
        json_of_list(reader, &forecast->uncovered), "compulsory", json_of_list(reader, &forecast->compulsory),
        "room", (json_int_t)forecast->room, "reachable", (json_int_t)forecast->reachable, "unreachable",
        (json_int_t)forecast->unreachable, "needed_now", (json_int_t)forecast->needed_now, "last_chance",
        json_of_list(reader, &forecast->last_chance));
    bool is_written = json_dumpf(json, stdout, 0) == 0 && fputc('\n', stdout) != EOF;
    json_decref(json);
    return is_written;
}

static void print_list(const Reader *reader, const char *words, const Ids *list)
{
    if (list->count == 0)
        return;
    fputs(words, stdout);
    for (size_t i = 0; i < list->count; i++)
        printf("%s %s", i == 0 ? "" : ",", reader->keys[list->at[i]].at);
    fputc('\n', stdout);
}

static bool print_sentences(const Reader *reader, const CoverageForecast *forecast)
{
    Html h = { .arena = reader->arena, .language = DANISH };
    Text needed = coverage_needed_words(&h, forecast);
    puts(coverage_room_words(&h, forecast).at);
    puts(coverage_reach_words(&h, forecast).at);
    if (!text_is_empty(needed))
        puts(needed.at);
    print_list(reader, "Mangler:", &forecast->uncovered);
    print_list(reader, "Sidste chance:", &forecast->last_chance);
    print_list(reader, "Skal med fra budgetaftalen:", &forecast->compulsory);
    print_list(reader, "Blev aldrig arbejdet med, før perioden var gået:", &forecast->missed);
    return fflush(stdout) == 0;
}

/* ---- the verb ---- */

static json_t *load(const char *file)
{
    json_error_t error;
    bool is_input = strcmp(file, "-") == 0;
    FILE *in = is_input ? stdin : fopen(file, "rb");
    if (in == NULL) {
        fprintf(stderr, "rettesnor: cannot open '%s': %s\n", file, strerror(errno));
        return NULL;
    }
    json_t *root = json_loadf(in, JSON_REJECT_DUPLICATES, &error);
    if (root == NULL)
        fprintf(stderr, "rettesnor: %s:%d:%d: %s\n", file, error.line, error.column, error.text);
    if (!is_input)
        fclose(in);
    return root;
}

int coverage_command(const Arguments *arguments)
{
    CoverageQuestion question;
    CoverageForecast forecast;
    if (arguments->operand == NULL) {
        fprintf(stderr,
                "rettesnor: coverage wants a file, or - for standard input; see rettesnor help coverage\n");
        return 2;
    }
    json_t *root = load(arguments->operand);
    if (root == NULL)
        return 1;
    Reader reader = { .arena = arena_new(), .file = arguments->operand, .objective = SIZE_MAX };
    bool is_done = read_question(&reader, root, &question);
    if (is_done) {
        coverage_forecast(reader.arena, &question, &forecast);
        is_done = arguments->is_json ? print_json(&reader, &forecast) : print_sentences(&reader, &forecast);
    }
    arena_free(reader.arena);
    json_decref(root);
    return is_done ? 0 : 1;
}
