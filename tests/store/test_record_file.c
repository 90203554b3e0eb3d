/* test_record_file.c -- the provider's own system of record by file: the nightly one of
 * its cases, and the one of outcomes that comes back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/block_app.h"
#include "app/outcome_app.h"
#include "app/record_app.h"
#include "app/record_night.h"
#include "base/text.h"
#include "core/str.h"
#include "store/record_store.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct phone *with_number(struct world *w, const char *number)
{
    struct phone *p = with_case(w);
    struct number_in in = {the_case(p), 0, number};

    assert_ok(DO(p, number_set, &in));
    return p;
}

static const char *date_of(struct phone *p, int days_ago)
{
    char *s = arena_alloc(p->arena, DAY_TEXT);

    day_format((struct day){today_of(p).n - days_ago}, s);
    return s;
}

/* ---- the nightly file ---- */

struct night {
    struct phone *p;
    struct nightly record;
    bool due;
    struct record_exports done;
};

static struct err write_night(struct session *s, void *ctx)
{
    struct night *n = ctx;
    struct db *db;
    void *out;

    s->site.record = n->record;
    TRY(record_night_due(s, NULL, &out));
    n->due = *(bool *)out;
    if (n->due)
        TRY(record_night(s, NULL, &out));
    TRY(session_db(s, STORE_CARE, &db));
    return record_exports(db, n->p->arena, &n->done);
}

static void run_night(struct night *n)
{
    assert_ok(phone_run(n->p, STORE_CARE, write_night, n));
}

static struct night night_of(struct phone *p)
{
    char *dir = arena_copy(p->arena, "/tmp/doorstep-record-XXXXXX", 27);

    assert_non_null(mkdtemp(dir));
    return (struct night){.p = p, .record = {.folder = dir, .keep_days = 3}};
}

static const char *path_of(const struct night *n, const char *date)
{
    char *s = arena_alloc(n->p->arena, 200);

    snprintf(s, 200, "%s/cases-%s.csv", n->record.folder, date);
    return s;
}

static const char *read_file(struct phone *p, const char *path)
{
    char *s = arena_alloc(p->arena, 20000);
    int fd = open(path, O_RDONLY);
    ssize_t n = fd < 0 ? -1 : read(fd, s, 19999);

    assert_true(n >= 0);
    close(fd);
    s[n] = '\0';
    return s;
}

/* Nothing is left in it but what the test names. */
static void end_night(const struct night *n, const char *last)
{
    unlink(last);
    assert_int_equal(rmdir(n->record.folder), 0);
}

static void the_nightly_file_tells_where_a_case_stands_and_not_whose_it_is(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    struct night n = night_of(p);
    const char *path = path_of(&n, date_of(p, 0)), *old = path_of(&n, date_of(p, 3));
    const char *kept = path_of(&n, date_of(p, 2));
    struct stat st;

    close(open(old, O_CREAT | O_WRONLY, 0600));
    close(open(kept, O_CREAT | O_WRONLY, 0600));
    run_night(&n);
    assert_true(n.due);
    assert_int_equal(n.done.good.cases, 1);
    const char *csv = read_file(p, path);
    assert_non_null(strstr(csv, "number,case,state,urgency"));
    assert_non_null(strstr(csv, "\r\n24-1187,"));
    assert_non_null(strstr(csv, ",acknowledged,"));
    assert_null(strstr(csv, "Erie"));
    assert_null(strstr(csv, "617"));
    assert_null(strstr(csv, "food"));
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
    assert_int_not_equal(access(old, F_OK), 0);
    assert_int_equal(unlink(kept), 0);
    run_night(&n);
    assert_false(n.due); /* once a day */
    end_night(&n, path);
}

static void a_case_that_is_closed_to_a_colleague_is_not_in_the_file(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    struct night n = night_of(p);
    struct block_in block = {the_case(p), id_named(p, 'b', 1),
                             id_to(user, id_named(p, 'u', COLLEAGUE)), NULL};

    assert_ok(DO(p, block_set, &block));
    run_night(&n);
    assert_int_equal(n.done.good.cases, 0);
    assert_null(strstr(read_file(p, path_of(&n, date_of(p, 0))), "24-1187"));
    end_night(&n, path_of(&n, date_of(p, 0)));
}

static void a_file_that_cannot_be_written_is_known_and_tried_again(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    struct night n = {.p = p, .record = {.folder = "/proc/none/record", .keep_days = 3}};

    run_night(&n);
    assert_true(n.due);
    assert_string_equal(n.done.last.fault, "not-written");
    assert_int_equal(n.done.good.at, 0);
    run_night(&n);
    assert_false(n.due); /* not at every minute */
    p->now += INT64_C(16) * 60 * 1000;
    run_night(&n);
    assert_true(n.due);
}

static void no_file_is_written_before_its_time_or_where_none_is_wanted(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    struct night n = {.p = p, .record = {.folder = "/proc/none", .minute = 1440}};

    run_night(&n);
    assert_false(n.due);
    n.record = (struct nightly){0};
    run_night(&n);
    assert_false(n.due);
}

/* ---- outcomes ---- */

struct import {
    struct phone *p;
    int user;
    struct outcomes_in in;
    bool take;
    const struct outcomes_page *page;
};

static struct err import_file(struct session *s, void *ctx)
{
    struct import *i = ctx;
    void *out;

    be(i->p, s, i->user);
    s->arena = i->p->arena;
    TRY(i->take ? outcomes_take(s, &i->in, &out) : outcomes_look(s, &i->in, &out));
    i->page = out;
    return ok();
}

static const struct outcomes_page *run_file(struct phone *p, int user, const char *csv,
                                            const char *seen)
{
    struct import i = {p, user, {csv, strlen(csv), seen}, seen != NULL, NULL};

    assert_ok(phone_run(p, STORE_CARE, import_file, &i));
    return i.page;
}

/* "number,outcome,date,note", one line. */
static const char *one(struct phone *p, const char *number, const char *outcome,
                       const char *date, const char *note)
{
    char *s = arena_alloc(p->arena, 400);

    snprintf(s, 400, "Number,outcome,date,note\n%s,%s,%s,%s\n", number, outcome, date,
             note);
    return s;
}

static void assert_line_refused(struct phone *p, const char *csv, const char *why)
{
    const struct outcomes_page *page = run_file(p, MANAGER, csv, NULL);

    assert_int_equal(page->lines[0].found, LINE_REFUSED);
    assert_string_equal(page->lines[0].why, why);
    assert_string_not_equal(text("en", why), why); /* a sentence */
}

static void looking_writes_nothing_and_taking_is_work_on_the_case(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    const char *csv = one(p, "24 - 1187", "reached", date_of(p, 0), "Spoke with her.");
    const struct outcomes_page *looked = run_file(p, MANAGER, csv, NULL);

    assert_int_equal(looked->count[LINE_NEW], 1);
    assert_int_equal(case_of(p)->c.state, CASE_ACKNOWLEDGED);
    assert_int_equal(run_file(p, MANAGER, csv, looked->seen)->count[LINE_NEW], 1);
    const struct case_page *c = case_of(p);
    assert_int_equal(c->c.state, CASE_CONTACTED);
    assert_int_equal(c->c.contacted_day.n, today_of(p).n);
    assert_int_equal(c->attempts.len, 1);
    assert_string_equal(c->attempts.of[0].note, "From your own system: Spoke with her.");
}

static void the_same_file_a_second_time_changes_nothing(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    const char *csv = one(p, "24-1187", "no-answer", date_of(p, 0), "");
    const struct outcomes_page *looked = run_file(p, MANAGER, csv, NULL);

    run_file(p, MANAGER, csv, looked->seen);
    int64_t rev = case_of(p)->c.rev;
    const struct outcomes_page *again = run_file(p, MANAGER, csv, NULL);
    assert_int_equal(again->count[LINE_KNOWN], 1);
    assert_int_equal(run_file(p, MANAGER, csv, looked->seen)->count[LINE_KNOWN], 1);
    assert_int_equal(case_of(p)->c.rev, rev);
    assert_int_equal(case_of(p)->c.attempts, 1);
}

static void each_line_that_cannot_be_says_why(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    const char *now = date_of(p, 0);

    assert_line_refused(p, one(p, "24-9999", "reached", now, ""), "record.none_such");
    assert_line_refused(p, one(p, "call me!", "reached", now, ""), "record.no_number");
    assert_line_refused(p, one(p, "24-1187", "cured", now, ""), "outcome.no_outcome");
    assert_line_refused(p, one(p, "24-1187", "reached", "11/24/26", ""),
                        "outcome.no_day");
    assert_line_refused(p, one(p, "24-1187", "reached", date_of(p, -1), ""),
                        "outcome.future");
    assert_line_refused(p, one(p, "24-1187", "reached", date_of(p, 400), ""),
                        "outcome.too_early");
    assert_line_refused(p, one(p, "24-1187", "connected", now, ""), "outcome.not_now");
    assert_line_refused(p, one(p, "24-1187", "unable-to-reach", now, ""),
                        "case.close_try_more");
    assert_int_equal(case_of(p)->c.state, CASE_ACKNOWLEDGED);
}

static void whose_case_it_is_not_hears_that_there_is_no_such_number(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    const char *csv = one(p, "24-1187", "reached", date_of(p, 0), "");
    const struct outcomes_page *page = run_file(p, COLLEAGUE, csv, NULL);

    assert_string_equal(page->lines[0].why, "record.none_such");
    page = run_file(p, COLLEAGUE, csv, page->seen);
    assert_string_equal(page->lines[0].why, "record.none_such");
    assert_int_equal(case_of(p)->c.state, CASE_ACKNOWLEDGED);
}

static void a_case_that_changed_since_the_look_is_left_alone(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    const char *csv = one(p, "24-1187", "declined", date_of(p, 0), "");
    const struct outcomes_page *looked = run_file(p, MANAGER, csv, NULL);

    reach(p);
    const struct outcomes_page *took = run_file(p, MANAGER, csv, looked->seen);
    assert_int_equal(took->lines[0].found, LINE_REFUSED);
    assert_string_equal(took->lines[0].why, "outcome.changed");
    assert_int_equal(case_of(p)->attempts.len, 1);
}

static void lines_of_one_case_follow_each_other(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    char csv[300];

    snprintf(
        csv, sizeof csv,
        "number,outcome,date\n24-1187,reached,%s\n24-1187,declined-after-contact,%s\n"
        "24-1187,reached,%s\n",
        date_of(p, 0), date_of(p, 0), date_of(p, 0));
    const struct outcomes_page *looked = run_file(p, MANAGER, csv, NULL);
    assert_int_equal(looked->count[LINE_NEW], 2);
    assert_int_equal(looked->lines[2].found, LINE_KNOWN);
    assert_int_equal(run_file(p, MANAGER, csv, looked->seen)->count[LINE_NEW], 2);
    assert_int_equal(case_of(p)->c.state, CASE_CLOSED);
    assert_string_equal(case_of(p)->c.close_reason, "declined-after-contact");
    assert_int_equal(case_of(p)->notes.len, 1);
    assert_line_refused(p, one(p, "24-1187", "no-answer", date_of(p, 0), "x"),
                        "outcome.is_closed");
}

static void a_file_of_something_else_is_refused_whole(void **state)
{
    struct phone *p = with_number(*state, "24-1187");
    struct import i = {p, MANAGER, {"name,day\nAna,1\n", 15, NULL}, false, NULL};

    assert_err(phone_run(p, STORE_CARE, import_file, &i), ERR_INVALID);
    i.in = (struct outcomes_in){"number,outcome,date\n", 20, NULL};
    assert_err(phone_run(p, STORE_CARE, import_file, &i), ERR_INVALID);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_nightly_file_tells_where_a_case_stands_and_not_whose_it_is),
        cmocka_unit_test(a_case_that_is_closed_to_a_colleague_is_not_in_the_file),
        cmocka_unit_test(a_file_that_cannot_be_written_is_known_and_tried_again),
        cmocka_unit_test(no_file_is_written_before_its_time_or_where_none_is_wanted),
        cmocka_unit_test(looking_writes_nothing_and_taking_is_work_on_the_case),
        cmocka_unit_test(the_same_file_a_second_time_changes_nothing),
        cmocka_unit_test(each_line_that_cannot_be_says_why),
        cmocka_unit_test(whose_case_it_is_not_hears_that_there_is_no_such_number),
        cmocka_unit_test(a_case_that_changed_since_the_look_is_left_alone),
        cmocka_unit_test(lines_of_one_case_follow_each_other),
        cmocka_unit_test(a_file_of_something_else_is_refused_whole),
    };

    return world_run_ready("record_file", tests, COUNT(tests));
}
