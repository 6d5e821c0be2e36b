/* SPDX-License-Identifier: MPL-2.0 */
#include "page/html.h"
#include "page/markdown.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>
#include <cmocka.h>

#include "base/banned.h"

const Translation translations[] = {
    { "Gem", "Save" },
    { "Skrevet af {1}, <1>låst {2}</1>", "<1>Sealed {2}</1>, written by {1}" },
    { "{1} prøvehandlinger", "{1} trials" },
    { "én prøvehandling", "one trial" },
};
const size_t translation_count = 4;

/* A page in memory; every test starts with an empty one. */
typedef struct Page {
    Html h;
    Buffer out;
} Page;

static int open_page(void **state)
{
    static Page page;
    buffer_init(&page.out, 1 << 20);
    page.h = (Html){ &page.out, arena_new(), DANISH, { "2026-11-24" } };
    *state = &page;
    return 0;
}

static int close_page(void **state)
{
    Page *page = *state;
    buffer_done(&page->out);
    arena_free(page->h.arena);
    return 0;
}

static Html *html_of(void **state)
{
    return &((Page *)*state)->h;
}

static void assert_written(Html *h, const char *expected)
{
    assert_string_equal(expected, text_at(buffer_text(h->out)));
    buffer_clear(h->out);
}

static void assert_text(Text text, const char *expected)
{
    assert_string_equal(expected, text_at(text));
    assert_int_equal(strlen(expected), text.length);
}

static void text_is_escaped(void **state)
{
    Html *h = html_of(state);
    html_value(h, TEXT("Start kl. <9> & \"ti\" 'nu'"));
    assert_written(h, "Start kl. &lt;9&gt; &amp; &quot;ti&quot; &#39;nu&#39;");
    html_value(h, (Text){ 0 });
    html_value(h, (const char *)NULL);
    html_attribute(h, "\"><script>");
    assert_written(h, "&quot;&gt;&lt;script&gt;");
    html_value(h, ((Markup){ TEXT("<b>x</b>") }));
    assert_written(h, "<b>x</b>");
}

static void urls_are_encoded(void **state)
{
    Html *h = html_of(state);
    html_url_part(h, TEXT("a b/å?&#<\"~"));
    html_url_part(h, 12345);
    assert_written(h, "a%20b%2F%C3%A5%3F%26%23%3C%22~12345");
    Url url = url_format(h->arena, "/trials/%d#top", 7);
    url = url_query(h->arena, url, "q", TEXT("sår & læg"));
    url = url_query(h->arena, url, "side", TEXT("2"));
    assert_text(url.text, "/trials/7?q=s%C3%A5r%20%26%20l%C3%A6g&side=2#top");
    html_url(h, url);
    assert_written(h, "/trials/7?q=s%C3%A5r%20%26%20l%C3%A6g&amp;side=2#top");
    html_url(h, url_asset("/assets/a.css"));
    assert_written(h, "/assets/a.css");
}

static void outside_addresses_are_http_alone(void **state)
{
    Arena *arena = html_of(state)->arena;
    assert_text(url_outside(arena, TEXT(" HTTPS://dkfds.dk/a?b ")).text, "HTTPS://dkfds.dk/a?b");
    assert_text(url_outside(arena, TEXT("http://x.dk")).text, "http://x.dk");
    static const char *const refused[] = { "javascript:alert(1)", "https://",       "https:///x", "//x.dk",
                                           "https://x.dk/a b",    "data:text/html", "x.dk",       "" };
    for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
        assert_text(url_outside(arena, text_of(refused[i])).text, "");
}

static void numbers_follow_the_language(void **state)
{
    Html *h = html_of(state);
    Figure figure;
    html_value(h, 1234567);
    html_string(h, " ");
    html_value(h, -999);
    html_string(h, " ");
    html_value(h, INT64_MIN);
    html_string(h, " ");
    html_attribute(h, 12345);
    assert_written(h, "1.234.567 -999 -9.223.372.036.854.775.808 12345");
    assert_true(figure_read(h->arena, TEXT("-1234,50"), &figure));
    html_value(h, figure);
    assert_written(h, "-1.234,50");
    html_attribute(h, figure);
    assert_written(h, "-1234,50");
    html_value(h, ((Figure){ 0 }));
    assert_written(h, "");
    h->language = ENGLISH;
    html_value(h, figure);
    html_string(h, " ");
    html_value(h, 12345);
    assert_written(h, "-1,234.50 12,345");
    html_value(h, figure_of_millionths(h->arena, 5));
    assert_written(h, "0.000005");
}

static void write_message(Html *h)
{
    for (Message m = message_start(h, "Skrevet af {1}, <1>låst {2}</1>"); message_next(&m);)
        switch (m.slot) {
        case MESSAGE_VALUE + 1:
            html_value(h, TEXT("Mette & Bo"));
            break;
        case MESSAGE_VALUE + 2:
            html_value(h, 3);
            break;
        case MESSAGE_OPEN + 1:
            html_raw(h, "<em>", 4);
            break;
        case MESSAGE_CLOSE + 1:
            html_raw(h, "</em>", 5);
            break;
        }
}

static void messages_are_translated_with_their_slots(void **state)
{
    Html *h = html_of(state);
    write_message(h);
    assert_written(h, "Skrevet af Mette &amp; Bo, <em>låst 3</em>");
    html_message(h, "Gem");
    assert_written(h, "Gem");
    h->language = ENGLISH;
    write_message(h);
    assert_written(h, "<em>Sealed 3</em>, written by Mette &amp; Bo");
    html_message(h, "Gem");
    html_message(h, "Ikke <oversat>");
    assert_written(h, "SaveIkke &lt;oversat&gt;");
}

static void what_looks_like_a_slot_is_text(void **state)
{
    Html *h = html_of(state);
    for (Message m = message_start(h, "a < b {x} {12 </ <1"); message_next(&m);)
        fail_msg("slot %d", m.slot);
    assert_written(h, "a &lt; b {x} {12 &lt;/ &lt;1");
}

static void counts_are_in_words_up_to_ten(void **state)
{
    Html *h = html_of(state);
    static const char *const one = "én prøvehandling", *const many = "{1} prøvehandlinger";
    assert_text(html_count(h, 0, one, many), "0 prøvehandlinger");
    assert_text(html_count(h, 1, one, many), "én prøvehandling");
    assert_text(html_count(h, 3, one, many), "tre prøvehandlinger");
    assert_text(html_count(h, 10, one, many), "ti prøvehandlinger");
    assert_text(html_count(h, 1200, one, many), "1.200 prøvehandlinger");
    h->language = ENGLISH;
    assert_text(html_count(h, 1, one, many), "one trial");
    assert_text(html_count(h, 10, one, many), "ten trials");
    assert_text(html_count(h, 1200, one, many), "1,200 trials");
}

static void days_are_written_in_both_languages(void **state)
{
    Html *h = html_of(state);
    Day day = { "2026-11-24" };
    html_value(h, day);
    assert_written(h, "<time datetime=\"2026-11-24\">24. november 2026</time>");
    html_attribute(h, day);
    assert_written(h, "2026-11-24");
    html_words(h, day);
    assert_written(h, "24. november 2026");
    html_value(h, ((Day){ 0 }));
    assert_written(h, "");
    assert_text(html_day_with_weekday(h, day), "tirsdag den 24. november 2026");
    assert_text(html_day_short(h, day), "24.11.2026");
    assert_text(html_instant_long(h, 1795525500000), "24. november 2026 kl. 14.05");
    assert_text(html_day_long(h, (Day){ 0 }), "");
    h->language = ENGLISH;
    assert_text(html_day_long(h, day), "24 November 2026");
    assert_text(html_day_with_weekday(h, day), "Tuesday 24 November 2026");
    assert_text(html_day_short(h, day), "24/11/2026");
    assert_text(html_instant_long(h, 1795525500000), "24 November 2026 at 14:05");
}

static void periods_are_written_in_both_languages(void **state)
{
    Html *h = html_of(state);
    static const char *const cases[][3] = {
        { "2026", "2026", "2026" },
        { "2026-H2", "2. halvår 2026", "2nd half of 2026" },
        { "2026-Q4", "4. kvartal 2026", "4th quarter of 2026" },
        { "2026-11", "november 2026", "November 2026" },
        { "2026-W48", "uge 48 i 2026", "week 48 of 2026" },
        { "2025/26", "skoleåret 2025/26", "school year 2025/26" },
        { "2026-11-24", "24. november 2026", "24 November 2026" },
        { "2025-01-01..2028-12-31", "2025–2028", "2025–2028" },
        { "2026-11-24..2026-12-03", "24. november – 3. december 2026", "24 November – 3 December 2026" },
        { "2026-11-24..2027-01-03", "24. november 2026 – 3. januar 2027",
          "24 November 2026 – 3 January 2027" },
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        Period period;
        assert_true(period_read(h->arena, text_of(cases[i][0]), &period));
        h->language = DANISH;
        assert_text(html_period_long(h, period), cases[i][1]);
        h->language = ENGLISH;
        assert_text(html_period_long(h, period), cases[i][2]);
    }
    assert_text(html_period_long(h, (Period){ 0 }), "");
}

static void assert_markdown(void **state, const char *text, const char *expected)
{
    assert_text(markdown(html_of(state), text_of(text)).html, expected);
}

static void markdown_renders_what_people_write(void **state)
{
    assert_markdown(state, "", "");
    assert_markdown(state, "Et *nyt*\nlinjeskift & æøå",
                    "<p>Et <em>nyt</em><br />\nlinjeskift &amp; æøå</p>\n");
    assert_markdown(state, "- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>\n");
    assert_markdown(state, "1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>\n");
    assert_markdown(state, "5. klasse og *6.*", "<p>5. klasse og <em>6.</em></p>\n");
    assert_markdown(state, "1. klasse", "<p>1. klasse</p>\n");
    assert_markdown(state, "8) a\n9) b", "<p>8) a</p>\n<p>9) b</p>\n");
    assert_markdown(state, "[x](https://x.dk/?a&b)", "<p><a href=\"https://x.dk/?a&amp;b\">x</a></p>\n");
    assert_markdown(state, "# Stor *nu*", "<p><strong>Stor <em>nu</em></strong></p>\n");
    assert_markdown(state, "![billede](https://x.dk/a.png)",
                    "<p><a href=\"https://x.dk/a.png\">billede</a></p>\n");
}

static void markdown_leaves_out_what_is_dangerous(void **state)
{
    assert_markdown(state, "a <script>alert(1)</script> b", "<p>a alert(1) b</p>\n");
    assert_markdown(state, "<div onclick=x>\nhej\n</div>", "");
    assert_markdown(state, "[x](javascript:alert(1))", "<p>x</p>\n");
    assert_markdown(state, "[x](JaVaScRiPt&#58;alert(1))", "<p>x</p>\n");
    assert_markdown(state, "[x](//evil.dk) [y](data:text/html,x)", "<p>x y</p>\n");
    assert_markdown(state, "![x](data:image/png;base64,x)", "<p>x</p>\n");
    assert_markdown(state, "<javascript:alert(1)>", "<p>javascript:alert(1)</p>\n");
    assert_markdown(state, "[a ![b](/c)](/d)", "<p><a href=\"/d\">a b</a></p>\n");
    assert_markdown(state, "5 < 6 & \"7\"", "<p>5 &lt; 6 &amp; &quot;7&quot;</p>\n");
}

#define PAGE_TEST(test) cmocka_unit_test_setup_teardown(test, open_page, close_page)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAGE_TEST(text_is_escaped),
        PAGE_TEST(urls_are_encoded),
        PAGE_TEST(outside_addresses_are_http_alone),
        PAGE_TEST(numbers_follow_the_language),
        PAGE_TEST(messages_are_translated_with_their_slots),
        PAGE_TEST(what_looks_like_a_slot_is_text),
        PAGE_TEST(counts_are_in_words_up_to_ten),
        PAGE_TEST(days_are_written_in_both_languages),
        PAGE_TEST(periods_are_written_in_both_languages),
        PAGE_TEST(markdown_renders_what_people_write),
        PAGE_TEST(markdown_leaves_out_what_is_dangerous),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
