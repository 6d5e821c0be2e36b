/* SPDX-License-Identifier: MPL-2.0 */
/* Windows: what became of objectives, year by year. */
#include <inttypes.h>

#include "objective.sql.h"
#include "objective/objective.h"

enum { MOST_YEAR_LINES = MOST_WINDOWS * MOST_WINDOW_YEARS };

/* Of a very long period, the years around today, or its last ones. */
static void shorten(ObjectiveWindow *window, int64_t this_year)
{
    int64_t latest_first = window->last - MOST_WINDOW_YEARS + 1;
    int64_t first =
        this_year - MOST_WINDOW_YEARS / 2 < latest_first ? this_year - MOST_WINDOW_YEARS / 2 : latest_first;
    if (window->first < first)
        window->first = first;
    if (window->last >= window->first + MOST_WINDOW_YEARS)
        window->last = window->first + MOST_WINDOW_YEARS - 1;
}

static ObjectiveWindow window_of(const ObjectiveWindowLine *line, int64_t this_year)
{
    ObjectiveWindow window = {
        .id = line->id,
        .number = line->number,
        .text = line->text,
        .policy = line->policy,
        .budget_agreement = line->budget_agreement,
        .above = line->above,
        .standing = line->standing,
        .first = line->agreed_year,
        .last = line->agreed_year,
    };
    if (line->policy == 0)
        return window;
    window.is_first_unknown = day_is_none(line->first_day);
    window.is_last_unknown = day_is_none(line->last_day);
    int64_t first = window.is_first_unknown ? this_year : day_year(line->first_day);
    window.last = !window.is_last_unknown ? day_year(line->last_day) : first > this_year ? first : this_year;
    window.first = first < window.last ? first : window.last;
    if (window.is_first_unknown) /* as far back as is looked; begin_window() cuts off what is empty */
        window.first = window.last - MOST_WINDOW_YEARS + 1;
    shorten(&window, this_year);
    return window;
}

/* Where the first day is not known, the window begins with the first of LINES, or with this year. */
static void begin_window(ObjectiveWindow *window, const ObjectiveYearLine *lines, size_t count,
                         int64_t this_year)
{
    int64_t first = this_year < window->last ? this_year : window->last;
    if (!window->is_first_unknown)
        return;
    size_t i = 0;
    while (i < count && lines[i].year < window->first)
        i++;
    window->first = i < count && lines[i].year < first ? lines[i].year : first;
}

/* Puts into the window its years, and of the later ones those of LINES, which are the objective's own. */
static void fill_years(Arena *arena, ObjectiveWindow *window, const ObjectiveYearLine *lines, size_t count)
{
    size_t within = (size_t)(window->last - window->first + 1);
    window->years = arena_array(arena, ObjectiveYear, within + count);
    for (size_t i = 0; i < within; i++)
        window->years[window->year_count++] =
            (ObjectiveYear){ .year = window->first + (int64_t)i, .is_within = true };
    for (size_t i = 0; i < count; i++) {
        if (lines[i].year < window->first)
            continue;
        bool is_within = lines[i].year <= window->last;
        ObjectiveYear *year =
            is_within ? &window->years[lines[i].year - window->first] : &window->years[window->year_count++];
        *year = (ObjectiveYear){ lines[i].year, is_within, lines[i].is_selected, lines[i].is_compulsory,
                                 lines[i].is_worked_on };
    }
}

static void fill_window(Arena *arena, ObjectiveWindow *window, const ObjectiveYearLines *lines,
                        int64_t this_year)
{
    size_t first = 0, count = 0;
    while (first < lines->count && lines->at[first].objective < window->id)
        first++;
    while (first + count < lines->count && lines->at[first + count].objective == window->id)
        count++;
    begin_window(window, lines->at + first, count, this_year);
    fill_years(arena, window, lines->at + first, count);
}

/* The years to ask for: from the first window's first to the last one's last, and next year's. */
static void span_of(const ObjectiveWindows *windows, int64_t this_year, int64_t *ret_first, int64_t *ret_last)
{
    *ret_first = this_year;
    *ret_last = this_year + 1;
    for (size_t i = 0; i < windows->count; i++) {
        if (windows->at[i].first < *ret_first)
            *ret_first = windows->at[i].first;
        if (windows->at[i].last > *ret_last)
            *ret_last = windows->at[i].last;
    }
}

Err objective_windows(Request *q, ObjectivesWanted wanted, ObjectiveWindows *ret_windows)
{
    int64_t this_year = day_year(q->today), first, last;
    ObjectiveWindowLines lines;
    ObjectiveYearLines years;
    TRY(objective_window_lines(q->db, wanted.objective, wanted.policy, wanted.first_day, wanted.last_day,
                               wanted.first_agreed, q->today, q->who, MOST_WINDOWS, &lines));
    ObjectiveWindows windows = { arena_array(q->arena, ObjectiveWindow, lines.count), lines.count };
    for (size_t i = 0; i < lines.count; i++)
        windows.at[i] = window_of(&lines.at[i], this_year);
    span_of(&windows, this_year, &first, &last);
    TRY(objective_year_lines(q->db, wanted.objective, wanted.policy, wanted.first_day, wanted.last_day,
                             wanted.first_agreed, first, last, q->today, MOST_YEAR_LINES, &years));
    for (size_t i = 0; i < windows.count; i++)
        fill_window(q->arena, &windows.at[i], &years, this_year);
    *ret_windows = windows;
    return OK;
}

const ObjectiveYear *window_year(const ObjectiveWindow *window, int64_t year)
{
    for (size_t i = 0; i < window->year_count; i++)
        if (window->years[i].year == year)
            return &window->years[i];
    return NULL;
}

int64_t window_worked_count(const ObjectiveWindow *window)
{
    int64_t count = 0;
    for (size_t i = 0; i < window->year_count; i++)
        count += window->years[i].is_worked_on;
    return count;
}

int64_t window_worked_within(const ObjectiveWindow *window)
{
    int64_t count = 0;
    for (size_t i = 0; i < window->year_count; i++)
        count += window->years[i].is_within && window->years[i].is_worked_on;
    return count;
}

bool window_is_over(const ObjectiveWindow *window, int64_t year)
{
    return window->policy != 0 && !window->is_last_unknown && window->last < year;
}

int64_t window_last_selected(const ObjectiveWindow *window)
{
    int64_t year = 0;
    for (size_t i = 0; i < window->year_count; i++)
        if (window->years[i].is_selected || window->years[i].is_compulsory)
            year = window->years[i].year;
    return year;
}

static const char *worked_words(const ObjectiveYear *year)
{
    if (year->is_compulsory)
        return TR("skal med fra budgetaftalen og arbejdet med");
    if (year->is_selected)
        return TR("udvalgt og arbejdet med");
    return TR("arbejdet med, ikke udvalgt");
}

static const char *chosen_words(const ObjectiveYear *year, int64_t this_year)
{
    if (year->year < this_year)
        return year->is_compulsory ? TR("skulle med fra budgetaftalen, ikke arbejdet med")
                                   : TR("udvalgt, ikke arbejdet med");
    if (year->year > this_year)
        return year->is_compulsory ? TR("skal med fra budgetaftalen, begynder 1. januar")
                                   : TR("udvalgt, begynder 1. januar");
    return year->is_compulsory ? TR("skal med fra budgetaftalen, ikke begyndt endnu")
                               : TR("udvalgt, ikke begyndt endnu");
}

const char *objective_year_words(const ObjectiveYear *year, int64_t this_year)
{
    if (year->is_worked_on)
        return worked_words(year);
    if (year->is_selected || year->is_compulsory)
        return chosen_words(year, this_year);
    if (year->year < this_year)
        return TR("ikke udvalgt");
    return year->year == this_year ? TR("ikke udvalgt i år") : TR("ikke endnu");
}

Text window_years_text(Arena *arena, const ObjectiveWindow *window)
{
    if (window->first == window->last)
        return text_of_integer(arena, window->first);
    return text_format(arena, "%" PRId64 "–%" PRId64, window->first, window->last);
}
