/* SPDX-License-Identifier: MPL-2.0 */
#include "page/svg.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/banned.h"

static Html h;
static Buffer unused;

static int set_up(void **state)
{
    (void)state;
    buffer_init(&unused, 1024);
    h = (Html){ &unused, arena_new(), DANISH, { "2026-11-24" } };
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    buffer_done(&unused);
    arena_free(h.arena);
    return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

static const ChartPoint three[] = { { 0, 7400000, CHART_DOT, { 0 } },
                                    { 10, 0, CHART_CROSS, { "mangler", 7 } },
                                    { 20, 6400000, CHART_DOT, { 0 } } };

static Chart chart_of(const ChartPoint *points, size_t count)
{
    return (Chart){ .id = "x",
                    .title = TEXT("Fravær"),
                    .description = TEXT("Seneste er 6,4"),
                    .points = points,
                    .point_count = count };
}

static const char *drawn(const Chart *chart)
{
    return text_at(chart_drawing(&h, chart).html);
}

static size_t count_of(const char *at, const char *what)
{
    size_t count = 0;
    while ((at = strstr(at, what)) != NULL)
        count++, at += strlen(what);
    return count;
}

static void is_drawn_for_wide_and_for_narrow(void **state)
{
    (void)state;
    Chart chart = chart_of(three, 3);
    const char *svg = drawn(&chart);
    assert_int_equal(1, count_of(svg, "class=\"chart only-wide\" viewBox=\"0 0 1168 "));
    assert_int_equal(1, count_of(svg, "class=\"chart only-narrow\" viewBox=\"0 0 343 "));
    assert_int_equal(2, count_of(svg, "role=\"img\""));
}

static void title_and_description_are_escaped(void **state)
{
    (void)state;
    Chart chart = chart_of(three, 3);
    chart.title = TEXT("5 < 6 & \"7\"");
    chart.description = TEXT("<script>");
    const char *svg = drawn(&chart);
    assert_non_null(strstr(svg, "<title id=\"x-w-t\">5 &lt; 6 &amp; &quot;7&quot;</title>"));
    assert_null(strstr(svg, "<script"));
    assert_null(strstr(svg, "style="));
}

static void ids_differ_between_the_two_drawings(void **state)
{
    (void)state;
    Chart chart = chart_of(three, 3);
    const char *svg = drawn(&chart);
    assert_int_equal(1, count_of(svg, " id=\"x-w-t\""));
    assert_int_equal(1, count_of(svg, " id=\"x-n-t\""));
    assert_int_equal(1, count_of(svg, "aria-labelledby=\"x-n-t x-n-d\""));
}

static void coordinates_have_at_most_one_decimal(void **state)
{
    (void)state;
    Chart chart = chart_of(three, 3);
    const char *svg = drawn(&chart);
    for (const char *at = strchr(svg, '.'); at != NULL; at = strchr(at + 1, '.')) {
        assert_true(at[1] >= '1' && at[1] <= '9');
        assert_false(at[2] >= '0' && at[2] <= '9');
    }
}

static void line_breaks_at_a_gap_that_keeps_its_place(void **state)
{
    (void)state;
    static const ChartPoint five[] = { { 0, 1000000, CHART_DOT, { 0 } },
                                       { 10, 2000000, CHART_DOT, { 0 } },
                                       { 20, 0, CHART_CROSS, { "mangler", 7 } },
                                       { 30, 3000000, CHART_DOT, { 0 } },
                                       { 40, 1000000, CHART_DOT, { 0 } } };
    Chart chart = chart_of(five, 5);
    chart.has_line = true;
    const char *line = strstr(drawn(&chart), "<path class=\"l\" d=\"");
    char path[200] = { 0 };
    assert_non_null(line);
    memcpy(path, line + 19, strcspn(line + 19, "\""));
    assert_int_equal(2, count_of(path, "M"));
    assert_int_equal(2, count_of(path, "L"));
}

static void dots_are_not_joined_without_a_line(void **state)
{
    (void)state;
    Chart chart = chart_of(three, 3);
    const char *svg = drawn(&chart);
    assert_null(strstr(svg, "<path class=\"l\" d=\"M44"));
    assert_int_equal(4, count_of(svg, "class=\"pt\""));
    assert_int_equal(2, count_of(svg, ">mangler</text>"));
}

static void ring_stands_on_the_floor_whatever_its_value_is(void **state)
{
    (void)state;
    ChartPoint points[] = { { 0, 7400000, CHART_DOT, { 0 } }, { 10, 3000000, CHART_RING, { "under 5", 7 } } };
    Chart chart = chart_of(points, 2);
    const char *one = drawn(&chart);
    points[1].value = 1000000;
    assert_string_equal(one, drawn(&chart));
    assert_non_null(strstr(one, "class=\"l wh\""));
    assert_non_null(strstr(one, ">under 5</text>"));
}

static void goal_is_dashed_and_within_the_drawing(void **state)
{
    (void)state;
    const ChartLine goal = { 20000000, TEXT("Mål: 20"), true };
    Chart chart = chart_of(three, 3);
    chart.lines = &goal;
    chart.line_count = 1;
    const char *svg = drawn(&chart);
    assert_int_equal(2, count_of(svg, "class=\"go\""));
    assert_int_equal(2, count_of(svg, ">Mål: 20</text>"));
    assert_null(strstr(svg, "\"-"));
}

static void start_is_a_vertical_line_with_a_bob(void **state)
{
    (void)state;
    const ChartStart start = { 5, TEXT("Start 11. august 2025") };
    Chart chart = chart_of(three, 3);
    chart.starts = &start;
    chart.start_count = 1;
    const char *svg = drawn(&chart);
    assert_int_equal(2, count_of(svg, "class=\"fl\""));
    assert_int_equal(2, count_of(svg, "h10l-5 12z"));
    assert_int_equal(2, count_of(svg, ">Start 11. august 2025</text>"));
}

static void levels_are_words_from_the_top(void **state)
{
    (void)state;
    static const Text levels[] = { { "Ses tydeligt", 12 }, { "Ses ikke", 8 } };
    static const ChartPoint points[] = { { 0, 0, CHART_DOT, { 0 } }, { 9, 1, CHART_DOT, { 0 } } };
    Chart chart = chart_of(points, 2);
    chart.levels = levels;
    chart.level_count = 2;
    const char *svg = drawn(&chart), *first = strstr(svg, "class=\"pt\"");
    assert_int_equal(2, count_of(svg, ">Ses tydeligt</text>"));
    assert_non_null(first);
    const char *second = strstr(strchr(first, ' '), "class=\"pt\"");
    assert_non_null(second);
    assert_true(atof(strstr(first, "cy=\"") + 4) < atof(strstr(second, "cy=\"") + 4));
}

static void names_that_find_no_room_are_left_out_but_years_stay(void **state)
{
    (void)state;
    enum { MANY = 60 };
    ChartPoint points[MANY];
    ChartTick ticks[MANY];
    for (size_t i = 0; i < MANY; i++) {
        points[i] = (ChartPoint){ (int64_t)i, (int64_t)i * 1000000, CHART_DOT, { 0 } };
        ticks[i] = (ChartTick){ (int64_t)i, TEXT("aug"), i % 20 == 0 ? TEXT("2024") : (Text){ 0 } };
    }
    Chart chart = chart_of(points, MANY);
    chart.ticks = ticks;
    chart.tick_count = MANY;
    const char *svg = drawn(&chart), *narrow = strstr(svg, "only-narrow");
    assert_true(count_of(narrow, ">aug</text>") < 15);
    assert_int_equal(3, count_of(narrow, ">2024</text>"));
}

static void values_that_are_all_the_same_are_drawn(void **state)
{
    (void)state;
    static const ChartPoint points[] = { { 7, 0, CHART_DOT, { 0 } } };
    Chart chart = chart_of(points, 1);
    assert_int_equal(2, count_of(drawn(&chart), "class=\"pt\""));
}

static void negative_values_and_large_ones_have_round_steps(void **state)
{
    (void)state;
    static const ChartPoint points[] = { { 0, -25000000, CHART_DOT, { 0 } },
                                         { 1, 1264035000000, CHART_DOT, { 0 } } };
    Chart chart = chart_of(points, 2);
    const char *svg = drawn(&chart);
    assert_non_null(strstr(svg, ">-500.000</text>"));
    assert_non_null(strstr(svg, ">1.500.000</text>"));
}

static void numbers_are_rounded_and_written_in_the_language(void **state)
{
    (void)state;
    assert_string_equal("1.264,5", text_at(chart_number(&h, 1264450000, 1)));
    assert_string_equal("6,0", text_at(chart_number(&h, 6000000, 1)));
    assert_string_equal("-0,3", text_at(chart_number(&h, -250000, 1)));
    assert_string_equal("0", text_at(chart_number(&h, -250000, 0)));
    h.language = ENGLISH;
    assert_string_equal("6.4", text_at(chart_number(&h, 6400000, 1)));
}

static void small_drawing_stands_alone(void **state)
{
    (void)state;
    static const ChartTick ends[] = { { 0, { "aug 2024", 8 }, { 0 } }, { 20, { "okt 2026", 8 }, { 0 } } };
    static const ChartLine goal[] = { { 6000000, { "Ønsket: 6", 10 }, true } };
    Chart chart = chart_of(three, 3);
    chart.title = TEXT("Fravær <nu>");
    chart.ticks = ends;
    chart.tick_count = 2;
    chart.lines = goal;
    chart.line_count = 1;
    const char *svg = text_at(chart_small(&h, &chart));
    assert_ptr_equal(svg,
                     strstr(svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"150\""));
    assert_non_null(strstr(svg, "<title>Fravær &lt;nu&gt;</title>"));
    assert_non_null(strstr(svg, "stroke-dasharray=\"7 5\""));
    assert_non_null(strstr(svg, " text-anchor=\"end\" x=\"312\" y=\"144\">okt 2026</text>"));
    assert_null(strstr(svg, "class="));
    assert_null(strstr(svg, "style"));
    assert_null(strstr(svg, "mangler"));
    assert_null(strstr(svg, "Ønsket"));
}

static void small_drawing_of_hidden_values_has_no_numbers(void **state)
{
    (void)state;
    static const ChartPoint two[] = { { 0, 3000000, CHART_RING, { 0 } }, { 10, 1000000, CHART_RING, { 0 } } };
    Chart chart = chart_of(two, 2);
    const char *svg = text_at(chart_small(&h, &chart));
    assert_int_equal(2, count_of(svg, "<circle fill=\"#fff\" stroke=\"#1a1a1a\""));
    assert_null(strstr(svg, "<text"));
}

static void small_drawing_of_levels_is_lower(void **state)
{
    (void)state;
    static const ChartPoint two[] = { { 0, 1, CHART_DOT, { 0 } }, { 10, 0, CHART_DOT, { 0 } } };
    static const Text levels[] = { { "Ses", 3 }, { "Ses ikke", 8 } };
    Chart chart = chart_of(two, 2);
    chart.levels = levels;
    chart.level_count = 2;
    const char *svg = text_at(chart_small(&h, &chart));
    assert_non_null(strstr(svg, "width=\"320\" height=\"118\""));
    assert_non_null(strstr(svg, ">Ses ikke</text>"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(is_drawn_for_wide_and_for_narrow),
        TEST(title_and_description_are_escaped),
        TEST(ids_differ_between_the_two_drawings),
        TEST(coordinates_have_at_most_one_decimal),
        TEST(line_breaks_at_a_gap_that_keeps_its_place),
        TEST(dots_are_not_joined_without_a_line),
        TEST(ring_stands_on_the_floor_whatever_its_value_is),
        TEST(goal_is_dashed_and_within_the_drawing),
        TEST(start_is_a_vertical_line_with_a_bob),
        TEST(levels_are_words_from_the_top),
        TEST(names_that_find_no_room_are_left_out_but_years_stay),
        TEST(values_that_are_all_the_same_are_drawn),
        TEST(negative_values_and_large_ones_have_round_steps),
        TEST(numbers_are_rounded_and_written_in_the_language),
        TEST(small_drawing_stands_alone),
        TEST(small_drawing_of_hidden_values_has_no_numbers),
        TEST(small_drawing_of_levels_is_lower),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
