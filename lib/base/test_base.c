/* SPDX-License-Identifier: MPL-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/day.h"

static int new_arena(void **state)
{
    *state = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    arena_free(*state);
    return 0;
}

/* ---- arena ---- */

static void memory_of_an_arena_is_zeroed_aligned_and_kept_apart(void **state)
{
    Arena *arena = *state;
    for (size_t size = 1; size < 300000; size = size * 3 + 1) {
        unsigned char *at = arena_get(arena, size);
        assert_int_equal(0, (uintptr_t)at % 16);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(0, at[i]);
        memset(at, 0xAA, size);
    }
    arena_reset(arena);
    assert_int_equal(0, arena_used(arena));
    assert_int_equal(0, *(unsigned char *)arena_get(arena, 1));
}

/* ---- text ---- */

static void utf8_is_told_from_what_is_not(void **state)
{
    (void)state;
    static const char *const good[] = { "", "abc", "æøå", "€", "𝄞", "\xF4\x8F\xBF\xBF" };
    static const char *const bad[] = { "\x80",         "\xC0\xAF", "\xC3", "\xED\xA0\x80", "\xF4\x90\x80\x80",
                                       "\xE0\x80\x80", "a\xFF" };
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(text_is_utf8(text_of(good[i])));
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(text_is_utf8(text_of(bad[i])));
    assert_false(text_is_utf8((Text){ "a\0b", 3 }));
}

static void pieces_of_a_text_include_the_empty_ones(void **state)
{
    static const struct {
        const char *text;
        const char *pieces[4];
    } cases[] = { { "a||b", { "a", "", "b", NULL } },
                  { "a|", { "a", "", NULL } },
                  { "|", { "", "", NULL } },
                  { "", { NULL } },
                  { "a", { "a", NULL } } };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        Text rest = text_of(cases[i].text), piece;
        for (const char *const *wanted = cases[i].pieces; *wanted != NULL; wanted++) {
            assert_true(text_next_piece(*state, &rest, '|', &piece));
            assert_string_equal(*wanted, text_at(piece));
        }
        assert_false(text_next_piece(*state, &rest, '|', &piece));
    }
}

static void integers_are_read_whole_or_not_at_all(void **state)
{
    (void)state;
    int64_t value = 0;
    assert_true(text_to_integer(TEXT("-42"), &value));
    assert_int_equal(-42, value);
    assert_true(text_to_integer(TEXT("9223372036854775807"), &value));
    static const char *const bad[] = {
        "", "-", "1 ", "0x1", "1.0", "9223372036854775808", "99999999999999999999"
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(text_to_integer(text_of(bad[i]), &value));
}

static void buffer_stops_at_its_ceiling_and_says_so(void **state)
{
    (void)state;
    Buffer buffer;
    buffer_init(&buffer, 5);
    buffer_add_string(&buffer, "abc");
    buffer_format(&buffer, "%d", 123);
    assert_true(buffer.is_full);
    assert_string_equal("abc", buffer.at);
    buffer_done(&buffer);
}

/* ---- days ---- */

static void days_are_read_as_danes_and_machines_write_them(void **state)
{
    (void)state;
    static const char *const good[] = { "2026-11-24", "24.11.2026", "24-11-2026", "1.2.2026", "29.02.2024" };
    static const char *const bad[] = { "",           "24.11",      "24.11.26",   "31.4.2026", "29.2.2026",
                                       "2026-13-01", "24.11-2026", "24/11/2026", "1.1.1799" };
    Day day;
    for (size_t i = 0; i < sizeof good / sizeof *good; i++)
        assert_true(day_read(text_of(good[i]), &day));
    assert_string_equal("2024-02-29", day.at);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(day_read(text_of(bad[i]), &day));
}

/* Every day of four centuries: number and back, and the weekday goes on. */
static void day_numbers_go_there_and_back(void **state)
{
    (void)state;
    Day day = { "1800-01-01" };
    int week_day = day_of_week(day);
    assert_int_equal(3, week_day); /* a Wednesday */
    for (int64_t number = day_number(day); day_year(day) < 2199; number++, day = day_add(day, 1)) {
        assert_int_equal(number, day_number(day));
        assert_int_equal(week_day, day_of_week(day));
        week_day = week_day % 7 + 1;
    }
}

static void months_later_stays_within_the_month(void **state)
{
    (void)state;
    assert_string_equal("2025-02-28", day_add_months((Day){ "2024-02-29" }, 12).at);
    assert_string_equal("2026-02-28", day_add_months((Day){ "2025-10-31" }, 4).at);
    assert_string_equal("2025-12-31", day_add_months((Day){ "2026-01-31" }, -1).at);
}

static void weeks_follow_iso_8601(void **state)
{
    (void)state;
    int year;
    assert_int_equal(48, day_week((Day){ "2026-11-24" }, &year));
    assert_int_equal(53, day_week((Day){ "2027-01-01" }, &year));
    assert_int_equal(2026, year);
    assert_int_equal(1, day_week((Day){ "2024-12-30" }, &year));
    assert_int_equal(2025, year);
}

static void periods_have_a_first_and_a_last_day(void **state)
{
    static const struct {
        const char *written;
        const char *from;
        const char *to;
    } cases[] = { { "2026", "2026-01-01", "2026-12-31" },
                  { "2026-H2", "2026-07-01", "2026-12-31" },
                  { "2026-Q4", "2026-10-01", "2026-12-31" },
                  { "2024-02", "2024-02-01", "2024-02-29" },
                  { "2026-W53", "2026-12-28", "2027-01-03" },
                  { "2025/26", "2025-08-01", "2026-07-31" },
                  { "1999/00", "1999-08-01", "2000-07-31" },
                  { "24.11.2026", "2026-11-24", "2026-11-24" },
                  { "2026-01-05..2026-02-01", "2026-01-05", "2026-02-01" } };
    static const char *const bad[] = { "2026-H3",  "2026-Q0", "2026-13", "2025-W53",
                                       "2026-W00", "2025/27", "26",      "2026-02-01..2026-01-05" };
    Period period;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(period_read(*state, text_of(cases[i].written), &period));
        assert_string_equal(cases[i].from, period.from.at);
        assert_string_equal(cases[i].to, period.to.at);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(period_read(*state, text_of(bad[i]), &period));
}

static void periods_are_read_as_people_say_them(void **state)
{
    static const struct {
        const char *said;
        const char *written;
    } cases[] = { { "uge 45", "2026-W45" },         { "Uge 45 2026", "2026-W45" },
                  { "uge 5 i 2025", "2025-W05" },   { "uge 50", "2025-W50" },
                  { "oktober 2026", "2026-10" },    { "Oktober", "2026-10" },
                  { "december", "2025-12" },        { "okt 2025", "2025-10" },
                  { "4. kvartal 2026", "2026-Q4" }, { "1. halvår 2026", "2026-H1" },
                  { "24.11.2026", "2026-11-24" },   { "2026-W48", "2026-W48" } };
    static const char *const bad[] = {
        "uge",       "uge 54 2026",      "uge 0", "5. kvartal 2026", "oktober 26",
        "kvartal 4", "uge 45 2026 igen", "",      "hver uge",        "45"
    };
    Day today;
    Period period;
    assert_true(day_read(TEXT("2026-11-24"), &today));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(period_read_said(*state, text_of(cases[i].said), today, &period));
        assert_string_equal(cases[i].written, period.written.at);
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(period_read_said(*state, text_of(bad[i]), today, &period));
}

static void figures_are_exact_millionths(void **state)
{
    static const struct {
        const char *typed;
        int64_t millionths;
    } cases[] = { { "7,5", 7500000 },
                  { "7.5", 7500000 },
                  { "-3", -3000000 },
                  { "1.234,5", 1234500000 },
                  { "0,000001", 1 },
                  { "1.234", 1234000 },
                  { "0", 0 },
                  { "1.234.567,25", 1234567250000 },
                  { "999999999999,999999", 999999999999999999 } };
    static const char *const bad[] = {
        "", "-", ",5", "5,", "1,2,3", "1.23,4", "12a", "0,0000001", "1000000000000", "1.2.3"
    };
    Figure figure;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_true(figure_read(*state, text_of(cases[i].typed), &figure));
        assert_int_equal(cases[i].millionths, figure.millionths);
        assert_string_equal(cases[i].typed, text_at(figure.typed));
    }
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
        assert_false(figure_read(*state, text_of(bad[i]), &figure));
    assert_string_equal("-0,25", text_at(figure_of_millionths(*state, -250000).typed));
}

/* Directive 2000/84/EC: summer time from the last Sunday of March to the last Sunday of October, at 01:00 UTC. */
static void danish_days_follow_summer_time(void **state)
{
    (void)state;
    int minutes;
    const int64_t hour = 60 * 60 * 1000;
    Instant last_second_of_winter = day_number((Day){ "2026-03-29" }) * 24 * hour + hour - 1;
    assert_string_equal("2026-03-29", day_of_instant(last_second_of_winter, &minutes).at);
    assert_int_equal(119, minutes);
    day_of_instant(last_second_of_winter + 1, &minutes);
    assert_int_equal(180, minutes);
    Instant new_year_in_denmark = day_number((Day){ "2027-01-01" }) * 24 * hour - hour;
    assert_string_equal("2027-01-01", day_of_instant(new_year_in_denmark, &minutes).at);
    assert_string_equal("2026-12-31", day_of_instant(new_year_in_denmark - 1, &minutes).at);
}

static void clock_can_be_set_to_a_day(void **state)
{
    (void)state;
    Clock clock = clock_at((Day){ "2031-07-01" });
    assert_string_equal("2031-07-01", clock_today(&clock).at);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, new_arena, free_arena)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(memory_of_an_arena_is_zeroed_aligned_and_kept_apart),
        TEST(utf8_is_told_from_what_is_not),
        TEST(pieces_of_a_text_include_the_empty_ones),
        TEST(integers_are_read_whole_or_not_at_all),
        TEST(buffer_stops_at_its_ceiling_and_says_so),
        TEST(days_are_read_as_danes_and_machines_write_them),
        TEST(day_numbers_go_there_and_back),
        TEST(months_later_stays_within_the_month),
        TEST(weeks_follow_iso_8601),
        TEST(periods_have_a_first_and_a_last_day),
        TEST(periods_are_read_as_people_say_them),
        TEST(figures_are_exact_millionths),
        TEST(danish_days_follow_summer_time),
        TEST(clock_can_be_set_to_a_day),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
