/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include <stdio.h>

#include "access/access.h"

#define PASSWORD "kastanje cykel regnvejr"

static const char *token(void **state, int64_t session)
{
    Fixture *fixture = *state;
    return text_at(csrf_token(&fixture->site, fixture->arena, session, clock_now(&fixture->site.clock)));
}

static void give_password(void **state, const char *email)
{
    Fixture *fixture = *state;
    int64_t person = number_in(state, say(state, "SELECT id FROM person WHERE email = '%s'", email));
    assert_int_equal(OK, db_begin_write(fixture->db));
    assert_int_equal(OK, access_set_password(fixture->db, person, TEXT(PASSWORD), 1));
    assert_int_equal(OK, db_commit(fixture->db));
}

/* Takes the cookie of the answer along, as a browser does. */
static void keep_cookie(void **state)
{
    Fixture *fixture = *state;
    const char *cookie = text_at(fixture->q.set_cookie);
    snprintf(fixture->cookie, sizeof fixture->cookie, "%.*s", (int)strcspn(cookie, ";"), cookie);
    fixture->session = number_in(state, "SELECT MAX(id) FROM session");
}

static void right_password_opens_a_session(void **state)
{
    give_password(state, LEADER);
    const Request *q = post(state, "/sign-in", "email=" LEADER "&password=" PASSWORD);
    assert_int_equal(303, q->status);
    assert_string_equal("/", text_at(q->location));
    assert_non_null(strstr(text_at(q->set_cookie), "HttpOnly; SameSite=Lax"));
    keep_cookie(state);
    assert_int_equal(200, get(state, "/profile")->status);
}

static void session_key_is_stored_hashed(void **state)
{
    Fixture *fixture = *state;
    sign_in_as(state, LEADER);
    assert_int_equal(0, number_in(state, say(state, "SELECT COUNT(*) FROM session WHERE key_hash = '%s'",
                                             fixture->cookie + 8)));
}

static void wrong_password_keeps_the_email_and_counts(void **state)
{
    give_password(state, LEADER);
    const Request *q = post(state, "/sign-in", "email=" LEADER "&password=forkert");
    assert_int_equal(422, q->status);
    assert_page_has(q, "E-mail eller adgangskode passer ikke");
    assert_page_has(q, "value=\"" LEADER "\"");
    assert_int_equal(2, number_in(state, "SELECT COUNT(*) FROM throttle"));
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM session"));
}

static void sixth_wrong_try_must_wait_even_with_the_right_password(void **state)
{
    give_password(state, LEADER);
    for (int i = 0; i < 6; i++)
        post(state, "/sign-in", "email=" LEADER "&password=forkert");
    const Request *q = post(state, "/sign-in", "email=" LEADER "&password=" PASSWORD);
    assert_int_equal(422, q->status);
    assert_page_has(q, "Vent et minut");
}

static void sign_in_leads_back_only_to_our_own_pages(void **state)
{
    give_password(state, LEADER);
    assert_string_equal(
        "/goals",
        text_at(
            post(state, "/sign-in", "email=" LEADER "&password=" PASSWORD "&return_to=/goals")->location));
    assert_string_equal(
        "/", text_at(post(state, "/sign-in", "email=" LEADER "&password=" PASSWORD "&return_to=//ond.example")
                         ->location));
}

static void sign_in_without_token_is_refused(void **state)
{
    give_password(state, LEADER);
    assert_int_equal(403,
                     post_with_token(state, "/sign-in", "email=" LEADER "&password=" PASSWORD, "")->status);
    assert_int_equal(200, get(state, "/sign-in")->status);
}

static void signing_out_ends_the_session(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(303, post(state, "/sign-out", "")->status);
    assert_int_equal(401, get(state, "/profile")->status);
}

static void idle_session_ends(void **state)
{
    Fixture *fixture = *state;
    sign_in_as(state, LEADER);
    fixture->site.clock.offset += (int64_t)8 * 60 * 60 * 1000 + 1;
    assert_int_equal(401, get(state, "/profile")->status);
}

static const char *goal_path(void **state)
{
    return say(state, "/goals/%lld", (long long)id_of(state, "goal", "i-gang-kl-815"));
}

/* The sealed form of a sign-in page. */
static const char *kept_form(void **state, const Request *q)
{
    static const char mark[] = "name=\"kept\" value=\"";
    const char *at = strstr(q->out.at, mark);
    assert_non_null(at);
    at += sizeof mark - 1;
    return say(state, "%.*s", (int)strcspn(at, "\""), at);
}

static void form_is_kept_over_a_new_sign_in_and_not_carried_out(void **state)
{
    Fixture *fixture = *state;
    give_password(state, LEADER);
    sign_in_as(state, LEADER);
    fixture->site.clock.offset += (int64_t)9 * 60 * 60 * 1000;
    const Request *q =
        post_with_token(state, goal_path(state), "title=Skrevet i god tid", token(state, fixture->session));
    assert_int_equal(401, q->status);
    const char *kept = kept_form(state, q);
    sign_in_as(state, NULL);
    q = post(state, "/sign-in", say(state, "email=" LEADER "&password=" PASSWORD "&kept=%s", kept));
    assert_int_equal(303, q->status);
    assert_true(text_starts_with(q->location, "/kept-forms/"));
    const char *location = say(state, "%s", q->location.at);
    keep_cookie(state);
    q = get(state, location);
    assert_int_equal(200, q->status);
    assert_page_has(q, "Skrevet i god tid");
    assert_page_has(q, "Det er ikke gemt endnu");
    assert_int_equal(0, number_in(state, "SELECT COUNT(*) FROM goal WHERE title = 'Skrevet i god tid'"));
}

static void kept_form_is_not_for_somebody_else(void **state)
{
    Fixture *fixture = *state;
    give_password(state, OTHER_LEADER);
    sign_in_as(state, LEADER);
    fixture->site.clock.offset += (int64_t)9 * 60 * 60 * 1000;
    const Request *q = post_with_token(state, goal_path(state), "title=Min", token(state, fixture->session));
    const char *kept = kept_form(state, q);
    sign_in_as(state, NULL);
    q = post(state, "/sign-in", say(state, "email=" OTHER_LEADER "&password=" PASSWORD "&kept=%s", kept));
    assert_string_equal("/", text_at(q->location));
}

static void token_of_another_session_is_refused(void **state)
{
    Fixture *fixture = *state;
    sign_in_as(state, OTHER_LEADER);
    const char *theirs = token(state, fixture->session);
    sign_in_as(state, LEADER);
    assert_int_equal(403, post_with_token(state, goal_path(state), "title=x", theirs)->status);
}

static void new_password_needs_the_current_one(void **state)
{
    give_password(state, LEADER);
    sign_in_as(state, LEADER);
    assert_int_equal(422,
                     post(state, "/profile/password", "current=forkert&new=en helt ny adgangskode")->status);
    assert_int_equal(422, post(state, "/profile/password", "current=" PASSWORD "&new=kort")->status);
    assert_int_equal(
        303, post(state, "/profile/password", "current=" PASSWORD "&new=en helt ny adgangskode")->status);
}

static void unknown_page_is_not_found_and_wrong_method_says_so(void **state)
{
    sign_in_as(state, LEADER);
    assert_int_equal(404, get(state, "/findes-ikke")->status);
    const Request *q = get(state, "/sign-out");
    assert_int_equal(405, q->status);
    assert_string_equal("POST", text_at(q->allow));
}

HARNESS_MAIN(TEST(right_password_opens_a_session), TEST(session_key_is_stored_hashed),
             TEST(wrong_password_keeps_the_email_and_counts),
             TEST(sixth_wrong_try_must_wait_even_with_the_right_password),
             TEST(sign_in_leads_back_only_to_our_own_pages), TEST(sign_in_without_token_is_refused),
             TEST(signing_out_ends_the_session), TEST(idle_session_ends),
             TEST(form_is_kept_over_a_new_sign_in_and_not_carried_out),
             TEST(kept_form_is_not_for_somebody_else), TEST(token_of_another_session_is_refused),
             TEST(new_password_needs_the_current_one),
             TEST(unknown_page_is_not_found_and_wrong_method_says_so))
