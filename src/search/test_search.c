/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include "search/stem.h"

static void words_are_cut_to_their_danish_stem(void **state)
{
    Arena *arena = ((Fixture *)*state)->arena;
    Stems a = stems_of(arena, TEXT("Bibliotekerne og idéerne")),
          b = stems_of(arena, TEXT("IDEER, bibliotek!"));
    assert_string_equal(stems_joined(arena, a).at, stems_joined(arena, b).at);
    assert_int_equal(2, a.count);
}

static void common_words_and_signs_are_no_words(void **state)
{
    Arena *arena = ((Fixture *)*state)->arena;
    assert_int_equal(0, stems_of(arena, TEXT("og, det – »i« … ×")).count);
    assert_int_equal(0, stems_of(arena, (Text){ 0 }).count);
    assert_int_equal(3, stems_of(arena, TEXT("kl. 8.15")).count);
}

static void joined_words_have_spaces_around_them(void **state)
{
    Arena *arena = ((Fixture *)*state)->arena;
    assert_string_equal(
        " bibliotek skol ",
        stems_joined(arena, stems_of(arena, TEXT("skolens biblioteker, skoler og BIBLIOTEK"))).at);
    assert_string_equal("", stems_joined(arena, stems_of(arena, TEXT("og"))).at);
}

static void other_forms_and_longer_words_are_found(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/search?kind=trial&q=klasserne");
    assert_int_equal(200, q->status);
    assert_page_has(q, "Rolig morgen: klassen er åben fra kl. 7.45");
    assert_page_has(get(state, "/search?kind=trial&q=trivsel"), "Fælles trivselsdag for alle skoler");
    assert_page_has(get(state, "/search?kind=unit&q=skole"), "Åbrinkskolen</a>");
    assert_page_has_not(get(state, "/search?kind=trial&q=triv"), "Droppet");
}

static void all_words_must_be_there(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/search?q=rolig+morgen"), "Rolig morgen: klassen");
    assert_page_has_not(get(state, "/search?q=rolig+jobkonsulent"), "Rolig morgen: klassen");
}

static void hits_are_grouped_by_kind(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/search?q=skole");
    assert_page_has(q, "<h2 id=\"objective\">Målsætninger</h2>");
    assert_page_has(q, "<h2 id=\"unit\">Enheder</h2>");
    assert_page_has(q, "<h2 id=\"policy\">Politikker</h2>");
    assert_page_has(q, "/search?kind=trial&amp;q=skole");
}

static void one_kind_alone_is_shown_whole(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/search?kind=unit&q=skole");
    assert_page_has(q, "<h2 id=\"unit\">Enheder</h2>");
    assert_page_has_not(q, "<h2 id=\"trial\">");
    assert_page_has(get(state, "/search?kind=password&q=skole"), "Vi fandt ikke noget");
}

static void words_of_the_concept_are_found(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/search?q=prøvehandlinger"), "href=\"/terms#proevehandling\"");
    assert_page_has(get(state, "/search?kind=term&q=prøvehandlinger"), "href=\"/terms#proevehandling\"");
}

static void trial_that_has_not_begun_is_found_in_its_unit_alone(void **state)
{
    sign_in_as(state, LEADER);
    assert_page_has(get(state, "/search?q=morgenmad"), "Morgenmad i 5. klasse to gange om ugen");
    sign_in_as(state, OTHER_LEADER);
    const Request *q = get(state, "/search?q=morgenmad");
    assert_page_has(q, "Morgenmad");
    assert_page_has_not(q, "Morgenmad i 5. klasse to gange om ugen");
    assert_page_has_not(get_json(state, "/search?q=morgenmad"), "Morgenmad i 5. klasse to gange om ugen");
}

static void what_is_written_is_found_at_once_and_what_is_gone_is_not(void **state)
{
    const char *path = say(state, "/goals/%lld", (long long)id_of(state, "goal", "i-gang-kl-815"));
    sign_in_as(state, LEADER);
    assert_page_has(get(state, "/search?q=mellemtrinnet&kind=goal"), path);
    const char *form = say(
        state, "title=Elefanter i klassen&situation_now=&situation_wanted=&text=&state_reason=&plans=%lld",
        (long long)id_of(state, "plan", "aabrinkskolen-2027"));
    assert_int_equal(303, post(state, path, form)->status);
    assert_page_has(get(state, "/search?q=elefant"), "Elefanter i klassen");
    assert_page_has_not(get(state, "/search?q=mellemtrinnet&kind=goal"), say(state, "href=\"%s\"", path));
}

static void sign_is_found(void **state)
{
    sign_in_as(state, READER);
    assert_page_has(get(state, "/search?q=fravær&kind=sign"), "<h2 id=\"sign\">Tegn</h2>");
}

static void names_of_people_are_not_searched(void **state)
{
    sign_in_as(state, READER);
    assert_int_equal(0,
                     number_in(state, "SELECT COUNT(*) FROM search_text WHERE record IN ('person', 'role')"));
    assert_page_has_not(get(state, "/search?q=egelund.example"), "@egelund.example\">");
}

static void question_is_escaped_and_may_be_anything(void **state)
{
    sign_in_as(state, READER);
    const Request *q = get(state, "/search?q=%3Cb%3E%22+'+%25+og");
    assert_int_equal(200, q->status);
    assert_page_has_not(q, "<b>");
    assert_int_equal(200, get(state, "/search")->status);
    assert_int_equal(200, get(state, "/search?q=&before=x&kind=")->status);
    assert_page_has(get(state, "/search?q=zzzz"), "Vi fandt ikke noget");
}

static void only_who_is_inside_may_search(void **state)
{
    assert_int_equal(401, get(state, "/search?q=skole")->status);
}

HARNESS_MAIN(TEST(words_are_cut_to_their_danish_stem), TEST(common_words_and_signs_are_no_words),
             TEST(joined_words_have_spaces_around_them), TEST(other_forms_and_longer_words_are_found),
             TEST(all_words_must_be_there), TEST(hits_are_grouped_by_kind),
             TEST(one_kind_alone_is_shown_whole), TEST(words_of_the_concept_are_found),
             TEST(trial_that_has_not_begun_is_found_in_its_unit_alone),
             TEST(what_is_written_is_found_at_once_and_what_is_gone_is_not), TEST(sign_is_found),
             TEST(names_of_people_are_not_searched), TEST(question_is_escaped_and_may_be_anything),
             TEST(only_who_is_inside_may_search))
