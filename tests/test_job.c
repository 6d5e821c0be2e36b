/* SPDX-License-Identifier: MPL-2.0 */
#include "harness.h"

#include "job/job.h"

static const Instant MINUTE = 60 * 1000;

static Err fails(Db *db, Text payload, Instant now)
{
    (void)payload;
    TRY(db_script(db, "DELETE FROM term"));
    (void)now;
    return BROKEN;
}

static Err writes_down(Db *db, Text payload, Instant now)
{
    (void)now;
    return job_add(db, "said", payload, INT64_MAX);
}

static const JobKind kinds[] = { { "fails", fails }, { "writes", writes_down }, { 0 } };

static void add(void **state, const char *kind, const char *payload, Instant due_at)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_begin_write(fixture->db));
    assert_int_equal(OK, job_add(fixture->db, kind, text_of(payload), due_at));
    assert_int_equal(OK, db_commit(fixture->db));
}

static Err run_next(void **state, Instant now)
{
    return job_run_next(((Fixture *)*state)->db, kinds, now);
}

static void job_runs_once_when_it_is_due(void **state)
{
    add(state, "writes", "hej", 1000);
    assert_int_equal(NOT_FOUND, run_next(state, 999));
    assert_int_equal(OK, run_next(state, 1000));
    assert_int_equal(NOT_FOUND, run_next(state, 1000));
    assert_string_equal("hej", text_in(state, "SELECT payload FROM job WHERE kind = 'said'"));
    assert_int_equal(1, number_in(state, "SELECT COUNT(*) FROM job WHERE done_at = 1000"));
}

static void failed_job_leaves_nothing_and_waits_twice_as_long_each_time(void **state)
{
    int64_t terms = number_in(state, "SELECT COUNT(*) FROM term");
    add(state, "fails", "", 0);
    assert_int_equal(OK, run_next(state, 0));
    assert_int_equal(terms, number_in(state, "SELECT COUNT(*) FROM term"));
    assert_int_equal(MINUTE, number_in(state, "SELECT due_at FROM job"));
    assert_int_equal(OK, run_next(state, MINUTE));
    assert_int_equal(3 * MINUTE, number_in(state, "SELECT due_at FROM job"));
    assert_string_equal("broken", text_in(state, "SELECT fault FROM job"));
}

static void claimed_job_is_left_alone_until_its_claim_ends(void **state)
{
    Fixture *fixture = *state;
    add(state, "writes", "", 0);
    assert_int_equal(OK, db_script(fixture->db, "UPDATE job SET claimed_until = 600000"));
    assert_int_equal(NOT_FOUND, run_next(state, 599999));
    assert_int_equal(OK, run_next(state, 600000));
}

static void unknown_kind_is_tried_again_later(void **state)
{
    add(state, "nobody knows", "", 0);
    assert_int_equal(OK, run_next(state, 0));
    assert_int_equal(
        1, number_in(state, "SELECT COUNT(*) FROM job WHERE done_at IS NULL AND fault = 'invalid'"));
}

static void job_that_waits_already_is_not_added_again(void **state)
{
    Fixture *fixture = *state;
    assert_int_equal(OK, db_begin_write(fixture->db));
    assert_int_equal(OK, job_add_once(fixture->db, "writes", 5));
    assert_int_equal(OK, job_add_once(fixture->db, "writes", 6));
    assert_int_equal(OK, db_commit(fixture->db));
    assert_int_equal(5, number_in(state, "SELECT SUM(due_at) FROM job"));
}

HARNESS_MAIN(TEST(job_runs_once_when_it_is_due),
             TEST(failed_job_leaves_nothing_and_waits_twice_as_long_each_time),
             TEST(claimed_job_is_left_alone_until_its_claim_ends), TEST(unknown_kind_is_tried_again_later),
             TEST(job_that_waits_already_is_not_added_again))
