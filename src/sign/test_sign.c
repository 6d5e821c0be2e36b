/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <inttypes.h>

static const char *sign_path(void **state, const char *key, const char *rest)
{
    return say(state, "/signs/%" PRId64 "%s", id_of(state, "sign", key), rest);
}

static int64_t measurement_of(void **state, const char *key, const char *date)
{
    return number_in(state, say(state,
                                "SELECT m.id FROM measurement m JOIN sign s ON s.id = m.sign WHERE s.key = "
                                "'%s' AND m.date = '%s'",
                                key, date));
}

static const char *measurement_path(void **state, const char *key, const char *date, const char *rest)
{
    return say(state, "/measurements/%" PRId64 "%s", measurement_of(state, key, date), rest);
}

static void assert_refused(void **state, const char *path, const char *form, const char *message)
{
    const Request *q = post(state, path, form);
    assert_int_equal(422, q->status);
    assert_page_has(q, message);
}

/* ---- the page ---- */

static void page_shows_the_series_drawn_and_in_words(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "fravaer-4-6-klasse", ""));
    assert_int_equal(200, q->status);
    assert_page_has(q, "<svg class=\"chart only-wide\"");
    assert_page_has(q, "<title id=\"sign-w-t\">Fravær i 4.–6. klasse, august 2024 til oktober 2026</title>");
    assert_page_has(q, "I alt 24 målinger mellem 6,2 og 8,6 procent. Den første er 7,4 (august 2024), den "
                       "seneste 6,4 (oktober 2026).");
    assert_page_has(q, "Start 11. august 2025");
    assert_page_has(q, "class=\"go\"");
    assert_page_has_not(q, "For få målinger");
}

static void missing_month_keeps_its_place_and_is_no_zero(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "fravaer-4-6-klasse", ""));
    assert_page_has(q, "Mangler: august 2026.");
    assert_page_has(q, "<th scope=\"row\">august 2026</th><td class=\"r\">mangler</td>");
}

static void month_that_is_never_counted_is_no_gap(void **state)
{
    sign_in_as(state, READER);
    assert_page_has_not(get(state, sign_path(state, "fravaer-4-6-klasse", "")), "juli 2025");
}

static void few_yearly_values_are_shown_as_values_without_a_line(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "glad-for-skolen", ""));
    assert_page_has(q, "<dt>Første, 2023</dt><dd>81 procent</dd>");
    assert_page_has(q, "<dt>Seneste, 2026</dt><dd>84 procent</dd>");
    assert_page_has(q, "<dt>Forskel</dt><dd>3 procentpoint mere</dd>");
    assert_page_has(q, "Der er for få målinger (4) til at skelne udvikling fra tilfældighed");
    assert_page_has_not(q, "<path class=\"l\"");
}

static void observations_are_dots_on_four_levels(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "gaar-selv-i-gang", ""));
    assert_page_has(q, "I alt syv iagttagelser. Ses tydeligt: 3, Ses delvist: 3, Ses ikke: 1. Senest den 12. "
                       "november 2026: Ses tydeligt.");
    assert_page_has(q, ">Modsat</text>");
    assert_page_has(q, "Aisha Rahimi");
}

static void sign_without_values_says_so_and_offers_the_way_on(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, sign_path(state, "samme-voksne-to-gange", ""));
    assert_page_has(q, "Ingen har skrevet et tal endnu.");
    assert_page_has(q, "measurements/new\">Skriv det første</a>");
    assert_page_has_not(q, "<svg class=\"chart");
}

static void trial_that_is_private_is_not_named_on_the_sign(void **state)
{
    sign_in_as(state, READER);
    assert_page_has_not(get(state, sign_path(state, "fravaer-4-6-klasse", "")), "Makkerlæsning");
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, sign_path(state, "fravaer-4-6-klasse", "")), "Makkerlæsning");
}

static void reader_is_not_offered_what_they_may_not_do(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "fravaer-4-6-klasse", ""));
    assert_page_has_not(q, "/measurements/new");
    assert_page_has_not(q, "/edit");
}

static void whoever_is_signed_out_is_asked_to_sign_in(void **state)
{
    assert_int_equal(401, get(state, "/signs")->status);
    assert_int_equal(401, get(state, sign_path(state, "fravaer-4-6-klasse", ""))->status);
}

static void sign_that_is_not_there_is_not_found(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/signs/999999")->status);
    assert_int_equal(404, get(state, "/measurements/999999/edit")->status);
    assert_int_equal(404, get(state, "/observations/999999/edit")->status);
}

/* ---- the list ---- */

static void list_shows_the_latest_of_each_sign(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/signs");
    assert_page_has(q, "6,4 procent <span class=\"sub\">oktober 2026</span>");
    assert_page_has(q, "7,4 procent <span class=\"sub\">uge 46 i 2026</span>");
    assert_page_has(q, "Ikke set endnu");
}

static void list_shows_one_unit_or_key_figures_alone(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, say(state, "/signs?unit=%" PRId64, id_of(state, "unit", "biblioteket")));
    assert_page_has(q, "Besøgende, der sidder ved et bord med andre");
    assert_page_has_not(q, "Fravær i 4.–6. klasse");
    q = get(state, "/signs?alone=1");
    assert_page_has(q, "Fremmøde på Åbrinkskolen");
    assert_page_has_not(q, "Fravær i 4.–6. klasse");
}

static void list_is_json_too(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get_json(state, "/signs");
    assert_page_has(q, "{\"record\":\"sign\",\"rows\":[");
    assert_page_has(q, "\"latest\":\"6,4 procent\"");
}

/* ---- small counts ---- */

static void small_count_is_hidden_on_the_page_and_in_its_words(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, sign_path(state, "hjaelp-inden-to-uger", ""));
    assert_page_has(q, "<th scope=\"row\">3. kvartal 2025</th><td class=\"r\">under 5</td>");
    assert_page_has(q, "Målingerne er under 5 (3. kvartal 2025)");
    assert_page_has(q, "Tal under 5 vises ikke");
    assert_page_has_not(q, "33,3");
    assert_page_has_not(q, "3 af 9");
}

static void small_count_is_hidden_in_json_and_csv(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get_json(state, sign_path(state, "hjaelp-inden-to-uger", "/measurements"));
    assert_page_has(
        q, "{\"date\":\"2025-Q3\",\"value\":null,\"numerator\":null,\"denominator\":null,\"is_hidden\":true");
    assert_page_has(q, "\"words\":\"under 5\"");
    q = get(state, sign_path(state, "hjaelp-inden-to-uger", "/measurements.csv"));
    assert_page_has(q, "2025-Q3;under 5;");
    assert_page_has_not(q, "3 af 9");
}

static void small_value_is_hidden_in_the_list(void **state)
{
    sign_in_as(state, LEADER);
    int64_t trial = id_of(state, "trial", "rolig-morgen");
    assert_int_equal(
        303, post(state, say(state, "/trials/%" PRId64 "/signs", trial),
                  "title=Elever uden makker&kind=quantitative&measure=elever&min_count=5&frequency=month")
                 ->status);
    int64_t sign = number_in(state, "SELECT id FROM sign WHERE title = 'Elever uden makker'");
    assert_int_equal(
        303,
        post(state, say(state, "/signs/%" PRId64 "/measurements", sign), "date=2026-11&value=3")->status);
    assert_page_has(get(state, "/signs"), "under 5 <span class=\"sub\">november 2026</span>");
    assert_page_has(get_json(state, "/signs"), "\"latest\":\"under 5\"");
    assert_page_has_not(get(state, "/signs"), "3 elever");
    assert_page_has(get(state, say(state, "/signs/%" PRId64, sign)), "Alle tal er skjult");
}

static void form_of_a_hidden_value_shows_nothing_and_keeps_it(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, measurement_path(state, "hjaelp-inden-to-uger", "2025-Q3", "/edit"));
    assert_page_has(q, "<strong>under 5</strong>");
    assert_page_has(q, "name=\"numerator\" value=\"\"");
    assert_page_has(q, "name=\"denominator\" value=\"\"");
    assert_int_equal(303, post(state, measurement_path(state, "hjaelp-inden-to-uger", "2025-Q3", ""),
                               "revision=1&value=&numerator=&denominator=&note=Kun ét kvartal")
                              ->status);
    assert_int_equal(3000000,
                     number_in(state, say(state, "SELECT numerator FROM measurement WHERE id = %" PRId64,
                                          measurement_of(state, "hjaelp-inden-to-uger", "2025-Q3"))));
}

static void correction_of_a_hidden_value_does_not_give_it_away(void **state)
{
    sign_in_as(state, LEADER);
    post(state, measurement_path(state, "hjaelp-inden-to-uger", "2025-Q3", ""),
         "revision=1&value=&numerator=6&denominator=9");
    const Request *q = get(state, sign_path(state, "hjaelp-inden-to-uger", ""));
    assert_page_has(q, "Rettet fra under 5 til 66,7 den 24. november 2026 af Mette Holm.");
    assert_page_has_not(q, "33,3");
}

static void baseline_below_the_smallest_count_is_hidden(void **state)
{
    sign_in_as(state, DIRECTOR);
    int64_t unit = id_of(state, "unit", "aabrinkskolen");
    assert_int_equal(303, post(state, say(state, "/units/%" PRId64 "/signs", unit),
                               "title=Skader&kind=quantitative&min_count=5&baseline=4&target=0")
                              ->status);
    int64_t sign = number_in(state, "SELECT id FROM sign WHERE title = 'Skader'");
    assert_page_has(get(state, say(state, "/signs/%" PRId64, sign)), "<dt>Udgangspunkt</dt><dd>under 5</dd>");
    assert_page_has(get_json(state, say(state, "/signs/%" PRId64, sign)), "\"baseline\":null");
}

static void value_below_zero_is_no_small_count(void **state)
{
    sign_in_as(state, LEADER);
    int64_t unit = id_of(state, "unit", "aabrinkskolen");
    post(state, say(state, "/units/%" PRId64 "/signs", unit), "title=Ændring&kind=quantitative&measure=%25");
    const char *path =
        say(state, "/signs/%" PRId64, number_in(state, "SELECT id FROM sign WHERE title = 'Ændring'"));
    assert_int_equal(303, post(state, say(state, "%s/measurements", path), "date=2025&value=-2,5")->status);
    assert_page_has(get(state, path), "Kun én måling: -2,5 % (2025).");
    assert_page_has_not(get(state, path), "under 0");
}

/* ---- the small drawing on the pages of others ---- */

static size_t count_of(const Request *q, const char *what)
{
    size_t count = 0;
    for (const char *at = strstr(text_at(buffer_text(&q->out)), what); at != NULL; at = strstr(at + 1, what))
        count++;
    return count;
}

static void small_drawing_is_a_picture_of_its_own(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "fravaer-4-6-klasse", "/small.svg"));
    assert_int_equal(200, q->status);
    assert_string_equal("image/svg+xml; charset=utf-8", q->out_type);
    assert_page_has(q, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"320\" height=\"150\"");
    assert_page_has(q, ">aug 2024</text>");
    assert_page_has(q, ">okt 2026</text>");
    assert_page_has_not(q, "class=");
    q = get(state, sign_path(state, "gaar-selv-i-gang", "/small.svg"));
    assert_page_has(q, "height=\"118\"");
    assert_page_has(q, ">Ses delvist</text>");
}

static void small_drawing_shows_the_start_of_the_trial_it_stands_by(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(2,
                     count_of(get(state, sign_path(state, "fravaer-4-6-klasse", "/small.svg")), ">start<"));
    const char *of_trial = say(state, "/small.svg?trial=%" PRId64, id_of(state, "trial", "rolig-morgen"));
    assert_int_equal(1, count_of(get(state, sign_path(state, "fravaer-4-6-klasse", of_trial)), ">start<"));
    of_trial = say(state, "/small.svg?trial=%" PRId64, id_of(state, "trial", "makkerlaesning"));
    assert_int_equal(0, count_of(get(state, sign_path(state, "fravaer-4-6-klasse", of_trial)), ">start<"));
}

static void small_drawing_of_small_counts_has_rings(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "hjaelp-inden-to-uger", "/small.svg"));
    assert_int_equal(200, q->status);
    assert_page_has(q, "<circle fill=\"#fff\" stroke=\"#1a1a1a\"");
    assert_page_has_not(q, "33,3");
}

static void small_drawing_is_for_whoever_may_see_the_sign(void **state)
{
    Fixture *fixture = *state;
    const char *path = sign_path(state, "fravaer-4-6-klasse", "/small.svg");
    assert_int_equal(401, get(state, path)->status);
    sign_in_as(state, READER);
    assert_int_equal(404, get(state, "/signs/999999/small.svg")->status);
    assert_int_equal(404, get(state, sign_path(state, "samme-voksne-to-gange", "/small.svg"))->status);
    assert_int_equal(OK, db_script(fixture->db, "DELETE FROM standing"));
    assert_int_equal(404, get(state, path)->status);
}

/* ---- parts ---- */

static void total_lists_its_parts_and_adds_them_up(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, sign_path(state, "fravaer-5-klasse", ""));
    assert_page_has(q, "uge 46 i 2026");
    assert_page_has(q, ">10 af 120<");
    assert_page_has(q, ">7,5 af 115<");
    assert_page_has(q, "<strong>17,5 af 235</strong>");
    assert_page_has(q, "Tallene er lagt sammen af delene nedenfor.");
}

static void sum_is_hidden_when_it_would_give_a_single_small_part_away(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    post(state, measurement_path(state, "fravaer-5-a", "2026-W46", ""),
         "revision=1&value=&numerator=4&denominator=120");
    const Request *q = get(state, sign_path(state, "fravaer-5-klasse", ""));
    assert_page_has(q, "<strong>skjult</strong>");
    assert_page_has_not(q, "11,5 af 235");
    q = get_json(state, sign_path(state, "fravaer-5-klasse", "/measurements"));
    assert_page_has(
        q,
        "{\"date\":\"2026-W46\",\"value\":null,\"numerator\":null,\"denominator\":null,\"is_hidden\":true");
}

/* As an import may bring it: a total that has a number of its own besides its parts. */
static void measure_total(void **state)
{
    Fixture *fixture = *state;
    const char *sql =
        say(state,
            "INSERT INTO measurement (id, revision, origin, key, sign, date, date_from, date_to, numerator, "
            "numerator_typed, denominator, denominator_typed) VALUES (900001, 1, 'local', 'total', %" PRId64
            ", '2026-W46', '2026-11-09', '2026-11-15', 11500000, '11,5', 235000000, '235')",
            id_of(state, "sign", "fravaer-5-klasse"));
    assert_int_equal(OK, db_script(fixture->db, sql));
}

static void total_takes_no_numbers_of_its_own(void **state)
{
    sign_in_as(state, LEADER);
    const Request *q = get(state, sign_path(state, "fravaer-5-klasse", ""));
    assert_page_has(q, "Skriv tallene ved delene");
    assert_page_has_not(q, "/measurements/new");
    assert_refused(state, sign_path(state, "fravaer-5-klasse", "/measurements"), "date=2026-W48&value=5",
                   "Skriv tallet ved delene");
    assert_refused(state, say(state, "/register/%" PRId64, id_of(state, "sign", "fravaer-5-klasse")),
                   "value=5", "Skriv tallet ved delene");
    assert_int_equal(303, get(state, sign_path(state, "fravaer-5-klasse", "/measurements/new"))->status);
    assert_page_has(get(state, "/signs"), "7,4 procent <span class=\"sub\">");
}

static void total_that_would_give_a_small_part_away_is_hidden_on_every_page(void **state)
{
    sign_in_as(state, LEADER);
    post(state, measurement_path(state, "fravaer-5-a", "2026-W46", ""),
         "revision=1&value=&numerator=4&denominator=120");
    measure_total(state);
    const char *goal = say(state, "/goals/%" PRId64, id_of(state, "goal", "i-gang-kl-815"));
    assert_page_has(get(state, goal), "Kun én måling: skjult, uge 46 i 2026.");
    assert_page_has(get(state, "/signs"), "skjult <span class=\"sub\">uge 46 i 2026</span>");
    const char *const pages[] = { goal, "/signs", "/register", sign_path(state, "fravaer-5-klasse", "") };
    for (size_t i = 0; i < sizeof pages / sizeof *pages; i++)
        assert_page_has_not(get(state, pages[i]), "11,5 af 235");
    assert_page_has(get_json(state, "/signs"), "\"latest\":\"skjult\"");
}

static void sign_cannot_be_part_of_itself(void **state)
{
    sign_in_as(state, LEADER);
    int64_t part = id_of(state, "sign", "fravaer-5-a"), total = id_of(state, "sign", "fravaer-5-klasse");
    assert_refused(state, say(state, "/signs/%" PRId64, total),
                   say(state, "revision=1&title=Fravær&kind=quantitative&part_of=%" PRId64, part),
                   "et tegn kan ikke være en del af sig selv");
}

/* ---- measurements ---- */

static void number_is_saved_for_its_period(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, sign_path(state, "fravaer-4-6-klasse", "/measurements/new")),
                    "value=\"2026-11\"");
    assert_page_has(get(state, sign_path(state, "fravaer-4-6-klasse", "/measurements/new?date=2026-08")),
                    "value=\"2026-08\"");
    assert_int_equal(
        303, post(state, sign_path(state, "fravaer-4-6-klasse", "/measurements"), "date=2026-08&value=6,5")
                 ->status);
    assert_int_equal(6500000, number_in(state, say(state, "SELECT value FROM measurement WHERE id = %" PRId64,
                                                   measurement_of(state, "fravaer-4-6-klasse", "2026-08"))));
    assert_page_has_not(get(state, sign_path(state, "fravaer-4-6-klasse", "")), "Mangler: august 2026");
}

static void time_is_written_as_people_say_it(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const Request *q = get(state, sign_path(state, "fravaer-4-6-klasse", "/measurements/new"));
    assert_page_has(q, "uge 48, november 2026");
    assert_page_has(q, "for=\"value\">Tal</label>");
    assert_int_equal(303, post(state, sign_path(state, "fravaer-4-6-klasse", "/measurements"),
                               "date=august 2026&value=6,5")
                              ->status);
    measurement_of(state, "fravaer-4-6-klasse", "2026-08");
}

static void impossible_numbers_are_refused(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const char *path = sign_path(state, "fravaer-4-6-klasse", "/measurements");
    assert_refused(state, path, "date=2026-08", "Skriv et tal, for eksempel 7,5");
    assert_refused(state, path, "date=2026-08&value=syv", "Skriv et tal med højst seks decimaler");
    assert_refused(state, path, "date=2026-08&value=7&numerator=7&denominator=9", "Skriv enten ét tal");
    assert_refused(state, path, "date=2026-08&numerator=7", "hvor mange det var ud af");
    assert_refused(state, path, "date=2026-08&denominator=7", "Skriv, hvor mange det var");
    assert_refused(state, path, "date=2026-08&numerator=7&denominator=0", "Skriv et tal over nul");
    assert_refused(state, path, "date=2026-08&numerator=-1&denominator=9", "ikke er under nul");
    assert_refused(state, path, "date=2026-08&numerator=9&denominator=7", "ikke er større");
    assert_refused(state, path, "date=2026-08&value=-5", "Skriv et tal, der ikke er under nul");
    assert_refused(state, path, "date=2026-08&numerator=-5&denominator=7",
                   "Skriv et tal, der ikke er under nul");
    assert_refused(state, path, "date=1926-08&value=5", "inden for de sidste 20 år");
    assert_refused(state, path, "value=7", "Skriv, hvornår tallet gælder");
    assert_refused(state, path, "date=engang&value=7", "Skriv en dato eller en periode");
    assert_refused(state, path, "date=2027-01&value=7", "Vælg et tidspunkt, der er begyndt");
    assert_refused(state, path, "date=2026-10&value=7", "Der er allerede et tal for den tid");
}

static void corrected_number_keeps_the_old_one(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_page_has(get(state, measurement_path(state, "fravaer-4-6-klasse", "2026-10", "/edit")),
                    "value=\"6,4\"");
    assert_int_equal(
        303, post(state, measurement_path(state, "fravaer-4-6-klasse", "2026-10", ""), "revision=1&value=6,6")
                 ->status);
    const Request *q = get(state, sign_path(state, "fravaer-4-6-klasse", ""));
    assert_page_has(q, "Rettet fra 6,4 til 6,6 den 24. november 2026 af Jonas Friis.");
    assert_page_has(q, "Seneste: 6,6");
}

static void number_of_the_wrong_week_is_moved(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const char *path = measurement_path(state, "fravaer-4-6-klasse", "2026-10", "");
    assert_refused(state, path, "revision=1&date=2026-09&value=6,4", "Der er allerede et tal for den tid");
    assert_page_has(post(state, path, "revision=1&date=2026-09&value=6,4"),
                    say(state, "/measurements/%" PRId64 "/edit\">Ret det tal, der står i forvejen",
                        measurement_of(state, "fravaer-4-6-klasse", "2026-09")));
    assert_int_equal(303, post(state, path, "revision=1&date=2026-08&value=6,4")->status);
    assert_page_has_not(get(state, sign_path(state, "fravaer-4-6-klasse", "")), "Mangler: august 2026");
}

static void number_is_withdrawn_with_a_reason_and_the_history_keeps_it(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    int64_t id = measurement_of(state, "fravaer-4-6-klasse", "2026-10");
    const char *path = say(state, "/measurements/%" PRId64 "/delete", id);
    assert_page_has(get(state, measurement_path(state, "fravaer-4-6-klasse", "2026-10", "/edit")),
                    "Træk målingen tilbage");
    assert_refused(state, path, "reason= ", "Skriv, hvorfor målingen trækkes tilbage");
    sign_in_as(state, OTHER_LEADER);
    assert_int_equal(403, post(state, path, "reason=Forkert uge")->status);
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(303, post(state, path, "reason=Forkert uge")->status);
    assert_int_equal(
        0, number_in(state, say(state, "SELECT COUNT(*) FROM measurement WHERE id = %" PRId64, id)));
    assert_int_equal(2, number_in(state, say(state,
                                             "SELECT COUNT(*) FROM change WHERE record = 'measurement' AND "
                                             "row_id = %" PRId64 " AND what <> 'insert'",
                                             id)));
}

static void correction_that_is_impossible_is_refused(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_refused(state, measurement_path(state, "fravaer-4-6-klasse", "2026-10", ""),
                   "revision=1&value=", "Skriv et tal, for eksempel 7,5");
}

static void two_corrections_at_once_meet_in_a_conflict(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const char *path = measurement_path(state, "fravaer-4-6-klasse", "2026-10", "");
    post(state, path, "revision=1&value=6,6");
    const Request *q = post(state, path, "revision=1&value=6,8");
    assert_int_equal(409, q->status);
    assert_page_has(q, "6,6");
    assert_page_has(q, "value=\"6,8\"");
}

static void number_of_an_observation_does_not_exist(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(404, get(state, sign_path(state, "gaar-selv-i-gang", "/measurements/new"))->status);
    assert_int_equal(
        404, post(state, sign_path(state, "gaar-selv-i-gang", "/measurements"), "date=2026&value=7")->status);
    assert_int_equal(404, get(state, sign_path(state, "fravaer-4-6-klasse", "/observations/new"))->status);
}

static void whoever_may_not_contribute_may_not_write_numbers(void **state)
{
    const char *const others[] = { READER, OTHER_LEADER, COUNCIL_MEMBER };
    for (size_t i = 0; i < 3; i++) {
        sign_in_as(state, others[i]);
        assert_int_equal(403,
                         get(state, sign_path(state, "fravaer-4-6-klasse", "/measurements/new"))->status);
        assert_int_equal(
            403, post(state, sign_path(state, "fravaer-4-6-klasse", "/measurements"), "date=2026-08&value=7")
                     ->status);
        assert_int_equal(
            403,
            post(state, measurement_path(state, "fravaer-4-6-klasse", "2026-10", ""), "value=7")->status);
        assert_int_equal(
            403, get(state, measurement_path(state, "fravaer-4-6-klasse", "2026-10", "/edit"))->status);
    }
}

static void page_of_numbers_leads_to_the_sign(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(303, get(state, sign_path(state, "fravaer-4-6-klasse", "/measurements"))->status);
    assert_int_equal(303, get(state, sign_path(state, "gaar-selv-i-gang", "/observations"))->status);
    assert_page_has(get_json(state, sign_path(state, "gaar-selv-i-gang", "/observations")),
                    "\"level\":\"clear\"");
}

/* ---- observations ---- */

static void observation_is_saved_with_its_observer_and_escaped(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(200, get(state, sign_path(state, "gaar-selv-i-gang", "/observations/new"))->status);
    assert_int_equal(303, post(state, sign_path(state, "gaar-selv-i-gang", "/observations"),
                               "level=opposite&text=<b>Stille</b>&date-day=23&date-month=11&date-year=2026")
                              ->status);
    const Request *q = get(state, sign_path(state, "gaar-selv-i-gang", ""));
    assert_page_has(q, "&lt;b&gt;Stille&lt;/b&gt;");
    assert_page_has(q, "23.11.2026");
    assert_string_equal("Jonas Friis",
                        text_in(state, "SELECT p.name FROM observation o JOIN person p ON p.id = o.observer "
                                       "WHERE o.date = '2026-11-23'"));
}

static void observation_needs_a_level_and_a_day_that_has_been(void **state)
{
    sign_in_as(state, CONTRIBUTOR);
    const char *path = sign_path(state, "gaar-selv-i-gang", "/observations");
    assert_refused(state, path, "text=Noget&date-day=23&date-month=11&date-year=2026", "Vælg, hvad du så");
    assert_refused(state, path, "level=nej&date-day=23&date-month=11&date-year=2026",
                   "Vælg en af mulighederne");
    assert_refused(state, path, "level=clear&date-day=25&date-month=11&date-year=2026",
                   "ikke ligger i fremtiden");
    assert_refused(state, path, "level=clear&date-day=31&date-month=11&date-year=2026",
                   "Skriv en dato, der findes");
}

static void observation_can_be_corrected_by_contributors_alone(void **state)
{
    int64_t id = id_of(state, "observation", "gaar-selv-i-gang-07");
    const char *path = say(state, "/observations/%" PRId64, id);
    sign_in_as(state, READER);
    assert_int_equal(403, post(state, path, "level=partly")->status);
    assert_int_equal(403, get(state, say(state, "%s/edit", path))->status);
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(200, get(state, say(state, "%s/edit", path))->status);
    assert_int_equal(
        303, post(state, path, "revision=1&level=partly&text=Rettet&date-day=12&date-month=11&date-year=2026")
                 ->status);
    assert_string_equal("partly",
                        text_in(state, say(state, "SELECT level FROM observation WHERE id = %" PRId64, id)));
    assert_refused(state, path, "revision=2&level=partly&date-day=12&date-month=11&date-year=2027",
                   "ikke ligger i fremtiden");
}

/* ---- signs themselves ---- */

static void new_sign_hangs_below_its_goal_trial_or_unit(void **state)
{
    static const char *const kinds[] = { "goal", "trial", "unit" }, *const keys[] = { "i-gang-kl-815",
                                                                                      "rolig-morgen",
                                                                                      "aabrinkskolen" };
    sign_in_as(state, LEADER);
    for (size_t i = 0; i < 3; i++) {
        const char *path = say(state, "/%ss/%" PRId64 "/signs", kinds[i], id_of(state, kinds[i], keys[i]));
        assert_int_equal(200, get(state, say(state, "%s/new", path))->status);
        assert_int_equal(303,
                         post(state, path, say(state, "title=Nyt %s&kind=qualitative", kinds[i]))->status);
    }
    assert_int_equal(
        1,
        number_in(
            state,
            "SELECT COUNT(*) FROM sign_goals sg JOIN sign s ON s.id = sg.sign WHERE s.title = 'Nyt goal'"));
    assert_int_equal(
        1,
        number_in(
            state,
            "SELECT COUNT(*) FROM sign_trials st JOIN sign s ON s.id = st.sign WHERE s.title = 'Nyt trial'"));
    assert_int_equal(id_of(state, "unit", "aabrinkskolen"),
                     number_in(state, "SELECT owner_unit FROM sign WHERE title = 'Nyt unit'"));
}

static void new_sign_needs_its_words_and_its_kind(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = say(state, "/goals/%" PRId64 "/signs", id_of(state, "goal", "i-gang-kl-815"));
    assert_refused(state, path, "title=&kind=", "Skriv, hvad I vil kigge efter");
    assert_refused(state, path, "title=Noget", "Vælg, om I vil skrive tal eller iagttagelser");
    assert_refused(state, path, "title=Noget&kind=quantitative&target=mange", "Skriv et tal");
    assert_refused(state, path,
                   "title=Noget&kind=quantitative&agreed_on-day=1&agreed_on-month=1&agreed_on-year=2027",
                   "ikke ligger i fremtiden");
}

static void whoever_does_not_lead_may_not_make_signs(void **state)
{
    static const char *const kinds[] = { "goal", "trial", "unit" }, *const keys[] = { "i-gang-kl-815",
                                                                                      "rolig-morgen",
                                                                                      "aabrinkskolen" };
    const char *const others[] = { CONTRIBUTOR, OTHER_LEADER };
    for (size_t who = 0; who < 2; who++)
        for (size_t i = 0; i < 3; i++) {
            sign_in_as(state, others[who]);
            const char *path =
                say(state, "/%ss/%" PRId64 "/signs", kinds[i], id_of(state, kinds[i], keys[i]));
            assert_int_equal(403, get(state, say(state, "%s/new", path))->status);
            assert_int_equal(403, post(state, path, "title=Nyt&kind=qualitative")->status);
        }
}

static void sign_that_is_there_can_serve_one_more_trial(void **state)
{
    sign_in_as(state, LEADER);
    int64_t trial = id_of(state, "trial", "rolig-morgen"), sign = id_of(state, "sign", "glad-for-skolen");
    const char *path = say(state, "/trials/%" PRId64 "/signs/attach", trial);
    assert_page_has(get(state, say(state, "/trials/%" PRId64 "/signs/new", trial)),
                    "Brug et tegn, I har i forvejen");
    assert_int_equal(303, post(state, path, say(state, "sign=%" PRId64, sign))->status);
    assert_int_equal(303, post(state, path, say(state, "sign=%" PRId64, sign))->status);
    assert_int_equal(1, number_in(state, say(state,
                                             "SELECT COUNT(*) FROM sign_trials WHERE sign = %" PRId64
                                             " AND trial = %" PRId64,
                                             sign, trial)));
    assert_int_equal(404, post(state, path, "sign=999999")->status);
    assert_refused(state, path, "sign=", "Vælg et tegn");
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, post(state, path, say(state, "sign=%" PRId64, sign))->status);
}

static void sign_is_edited_by_leaders_alone(void **state)
{
    const char *path = sign_path(state, "gaar-selv-i-gang", "");
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, get(state, sign_path(state, "gaar-selv-i-gang", "/edit"))->status);
    assert_int_equal(403, post(state, path, "title=Andet")->status);
    sign_in_as(state, LEADER);
    assert_page_has(get(state, sign_path(state, "gaar-selv-i-gang", "/edit")),
                    "Børnene går selv i gang om morgenen");
    assert_refused(state, path, "revision=1&title=Andet&kind=qualitative",
                   "Vælg en ansvarlig, når tegnet ikke hører til");
    assert_int_equal(
        303,
        post(state, path,
             say(state, "revision=1&title=Børnene går <i>i gang</i>&kind=qualitative&owner=person:%" PRId64,
                 id_of(state, "person", "jonas-friis")))
            ->status);
    assert_page_has(get(state, path), "<h1>Børnene går &lt;i&gt;i gang&lt;/i&gt;</h1>");
}

static void sign_that_has_values_keeps_its_kind(void **state)
{
    sign_in_as(state, LEADER);
    assert_refused(state, sign_path(state, "gaar-selv-i-gang", ""),
                   "revision=1&title=Noget&kind=quantitative", "Der er allerede skrevet noget om tegnet");
}

static void two_who_edit_the_same_field_meet_in_a_conflict(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = sign_path(state, "gaar-selv-i-gang", "");
    int64_t owner = id_of(state, "person", "jonas-friis");
    post(state, path, say(state, "revision=1&title=Den ene&kind=qualitative&owner=person:%" PRId64, owner));
    const Request *q = post(
        state, path, say(state, "revision=1&title=Den anden&kind=qualitative&owner=person:%" PRId64, owner));
    assert_int_equal(409, q->status);
    assert_page_has(q, "Den ene");
}

static void agreement_is_shown_with_who_and_when(void **state)
{
    sign_in_as(state, LEADER);
    const char *path = sign_path(state, "gaar-selv-i-gang", "/agreement");
    assert_page_has(get(state, sign_path(state, "gaar-selv-i-gang", "")), "Skriv aftalen");
    assert_int_equal(200, get(state, path)->status);
    assert_refused(state, path, "agreed_by=Teamet&agreed_on-day=1&agreed_on-month=1&agreed_on-year=2027",
                   "ikke ligger i fremtiden");
    assert_int_equal(
        303,
        post(state, path, "revision=1&agreed_by=Teamet&agreed_on-day=1&agreed_on-month=9&agreed_on-year=2025")
            ->status);
    assert_page_has(get(state, sign_path(state, "gaar-selv-i-gang", "")),
                    "Aftalt af Teamet den <time datetime=\"2025-09-01\">");
    sign_in_as(state, CONTRIBUTOR);
    assert_int_equal(403, get(state, path)->status);
    assert_int_equal(403, post(state, path, "agreed_by=Mig")->status);
}

HARNESS_MAIN(
    TEST(page_shows_the_series_drawn_and_in_words), TEST(missing_month_keeps_its_place_and_is_no_zero),
    TEST(month_that_is_never_counted_is_no_gap), TEST(few_yearly_values_are_shown_as_values_without_a_line),
    TEST(observations_are_dots_on_four_levels), TEST(sign_without_values_says_so_and_offers_the_way_on),
    TEST(trial_that_is_private_is_not_named_on_the_sign), TEST(reader_is_not_offered_what_they_may_not_do),
    TEST(whoever_is_signed_out_is_asked_to_sign_in), TEST(sign_that_is_not_there_is_not_found),
    TEST(list_shows_the_latest_of_each_sign), TEST(list_shows_one_unit_or_key_figures_alone),
    TEST(list_is_json_too), TEST(small_count_is_hidden_on_the_page_and_in_its_words),
    TEST(small_count_is_hidden_in_json_and_csv), TEST(small_value_is_hidden_in_the_list),
    TEST(form_of_a_hidden_value_shows_nothing_and_keeps_it),
    TEST(correction_of_a_hidden_value_does_not_give_it_away),
    TEST(baseline_below_the_smallest_count_is_hidden), TEST(value_below_zero_is_no_small_count),
    TEST(small_drawing_is_a_picture_of_its_own),
    TEST(small_drawing_shows_the_start_of_the_trial_it_stands_by),
    TEST(small_drawing_of_small_counts_has_rings), TEST(small_drawing_is_for_whoever_may_see_the_sign),
    TEST(total_that_would_give_a_small_part_away_is_hidden_on_every_page),
    TEST(total_takes_no_numbers_of_its_own), TEST(total_lists_its_parts_and_adds_them_up),
    TEST(sum_is_hidden_when_it_would_give_a_single_small_part_away), TEST(sign_cannot_be_part_of_itself),
    TEST(number_is_saved_for_its_period), TEST(time_is_written_as_people_say_it),
    TEST(impossible_numbers_are_refused), TEST(number_of_the_wrong_week_is_moved),
    TEST(number_is_withdrawn_with_a_reason_and_the_history_keeps_it),
    TEST(corrected_number_keeps_the_old_one), TEST(correction_that_is_impossible_is_refused),
    TEST(two_corrections_at_once_meet_in_a_conflict), TEST(number_of_an_observation_does_not_exist),
    TEST(whoever_may_not_contribute_may_not_write_numbers), TEST(page_of_numbers_leads_to_the_sign),
    TEST(observation_is_saved_with_its_observer_and_escaped),
    TEST(observation_needs_a_level_and_a_day_that_has_been),
    TEST(observation_can_be_corrected_by_contributors_alone),
    TEST(new_sign_hangs_below_its_goal_trial_or_unit), TEST(new_sign_needs_its_words_and_its_kind),
    TEST(whoever_does_not_lead_may_not_make_signs), TEST(sign_that_is_there_can_serve_one_more_trial),
    TEST(sign_is_edited_by_leaders_alone), TEST(sign_that_has_values_keeps_its_kind),
    TEST(two_who_edit_the_same_field_meet_in_a_conflict), TEST(agreement_is_shown_with_who_and_when))
