/* test_release.c -- what is given out of the public record, on both engines: nothing
 * whose column was not decided about, nothing of other homes, hidden alike whether or not
 * it is there; and the requests for it. SPDX-License-Identifier: Apache-2.0 */
#include "house.h"

#include "core/build.h"
#include "core/str.h"
#include "store/queries_enforcement.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Linked with --wrap: one row of the table may be lost. */
static const char *lost;
const struct redaction *__real_redaction_find(const char *table, const char *column);
const struct redaction *__wrap_redaction_find(const char *table, const char *column);
const struct redaction *__wrap_redaction_find(const char *table, const char *column)
{
    const struct redaction *r = __real_redaction_find(table, column);

    return r != NULL && lost != NULL && str_same(r->column, lost) ? NULL : r;
}

/* ---- the table ---- */

static const struct release_sheet *sheet_of(const char *table)
{
    for (size_t i = 0; i < release_sheets_len; i++)
        if (str_same(release_sheets[i].name, table))
            return &release_sheets[i];
    return NULL;
}

static bool gives(const struct release_sheet *sheet, const char *column)
{
    for (size_t i = 0; i < sheet->q->out_len; i++)
        if (str_same(sheet->q->out[i].name, column))
            return true;
    return false;
}

static void every_column_that_is_read_has_a_row_and_every_row_that_is_given_is_read(
    void **state)
{
    (void)state;
    for (size_t i = 0; i < release_sheets_len; i++)
        for (size_t n = 0; n < release_sheets[i].q->out_len; n++)
            if (redaction_find(release_sheets[i].name,
                               release_sheets[i].q->out[n].name) == NULL)
                fail_msg("redaction.c has no row of %s.%s", release_sheets[i].name,
                         release_sheets[i].q->out[n].name);
    for (size_t i = 0; i < redactions_len; i++) {
        const char *dot = strchr(redactions[i].column, '.');
        char table[40];

        snprintf(table, sizeof table, "%.*s", (int)(dot - redactions[i].column),
                 redactions[i].column);
        assert_non_null(sheet_of(table));
        bool inner = redactions[i].fate[ASKER_ANYBODY] == FATE_INNER;
        if (gives(sheet_of(table), dot + 1) == inner)
            fail_msg("%s is %s release.sql", redactions[i].column,
                     inner ? "bookkeeping, but in" : "not in");
    }
}

/* A new column is decided about, or this says so. */
static void every_column_of_a_table_that_is_given_out_is_decided_about(void **state)
{
    char line[200], table[80], column[80];
    FILE *f = fopen(GOLDEN, "r");
    bool here = false;
    size_t found = 0;

    (void)state;
    assert_non_null(f);
    while (fgets(line, sizeof line, f) != NULL) {
        if (str_starts(line, "-- "))
            here = str_starts(line, "-- enforcement");
        if (!here || sscanf(line, "%79[^. ].%79[^ ] ", table, column) != 2 ||
            sheet_of(table) == NULL)
            continue;
        if (redaction_find(table, column) == NULL)
            fail_msg("what becomes of %s.%s? A row in redaction.c decides", table,
                     column);
        found++;
    }
    fclose(f);
    assert_int_equal(found, redactions_len); /* none is of a column that is gone */
}

static void a_column_that_nobody_decided_about_is_hidden(void **state)
{
    struct phone *p = house_new(*state, &house_full);

    assert_non_null(strstr(house_csv(p, ASKER_OCCUPANT), "Signed by,A Person"));
    lost = "inspection.signed_name";
    const char *csv = house_csv(p, ASKER_OCCUPANT);
    lost = NULL;
    assert_null(strstr(csv, ",A Person"));
    assert_non_null(strstr(csv, "signed_name,[withheld (c)]"));
}

/* ---- what is given ---- */

static const char *cell(const struct release_text *t, const char *sheet, int n,
                        const char *column)
{
    for (size_t i = 0; i < t->len; i++) {
        if (!str_same(t->lines[i].sheet, sheet) || n-- > 0)
            continue;
        for (size_t c = 0; c < t->lines[i].len; c++)
            if (str_same(t->lines[i].columns[c], column))
                return t->lines[i].cells[c];
    }
    return NULL;
}

static void an_owner_gets_the_file_and_not_what_is_withheld(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_text t = house_text(p, HOUSE_HOME, ASKER_OWNER);
    static const char *const rows[][3] = {
        {"inspection", "id", "P1-V1"},
        {"inspection", "property", "P1"},
        {"inspection", "kind", "complaint"},
        {"inspection", "started_at", "2026-11-24"},
        {"inspection", "lead", "ordered"},
        {"inspection", "habitable", "3"},
        {"inspection", "present", "[withheld (c)]"},
        {"inspection", "entry_by", "[withheld (c)]"},
        {"inspection", "unsafe", "[withheld (n)]"},
        {"inspection", "card_left", "[withheld (c)]"},
        {"inspection_request", "wrong", "[withheld (f)]"},
        {"inspection_request", "came", "[withheld (f)]"},
        {"inspection_request", "inspection", "P1-V1"},
        {"no_entry", "day", "2026-11-24"},
        {"no_entry", "reason", "[withheld (n)]"},
        {"finding", "id", "P1-F1"},
        {"finding", "room", "2, front"},
        {"finding", "note", "=SUM(1) ask [withheld (c)], 410.180."},
        {"finding_seen", "state", "corrected"},
        {"finding_photo", "sha256", "[withheld (c)]"},
        {"finding_photo", "finding", "P1-F1"},
        {"addendum", "text", "Ring [withheld (c)]."},
        {"delivery", "how", "certified"},
        {"extension", "until", "2026-11-30"},
        {"more_time", "reason", "money"},
    };

    for (size_t i = 0; i < COUNT(rows); i++) {
        const char *have = cell(&t, rows[i][0], 0, rows[i][1]);

        if (have == NULL)
            fail_msg("%s.%s is not there", rows[i][0], rows[i][1]);
        assert_string_equal(have, rows[i][2]);
    }
    assert_null(cell(&t, "delivery", 1, "how")); /* what was corrected */
    assert_non_null(
        strstr(cell(&t, "inspection", 0, "order_text"), "Present: [withheld (c)]\n"));
}

static void a_visit_that_is_planned_is_counted_and_not_given(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_text t = house_text(p, HOUSE_HOME, ASKER_OCCUPANT);

    assert_int_equal(t.counts.ahead, 2);
    assert_non_null(cell(&t, "inspection", 1, "state")); /* the closed door */
    assert_null(cell(&t, "inspection", 2, "state"));
    assert_null(cell(&t, "inspection_request", 1, "unit"));
    assert_null(strstr(release_text_csv(&t), "planned\r\n"));
}

static void a_visit_that_nobody_made_is_given_once_its_day_is_over(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_text t = house_text(p, HOUSE_HOME, ASKER_OWNER);

    assert_int_equal(t.counts.ahead, 2); /* today is the day of both */
    p->now += 24 * 60 * 60 * 1000;
    t = house_text(p, HOUSE_HOME, ASKER_OWNER);
    assert_int_equal(t.counts.ahead, 0);
    assert_string_equal(cell(&t, "inspection", 2, "state"), "planned");
    assert_string_equal(cell(&t, "inspection", 2, "planned_day"), "2026-11-24");
    assert_string_equal(cell(&t, "inspection", 2, "kind"), "routine");
    assert_string_equal(cell(&t, "inspection", 2, "present"), "[withheld (c)]");
    assert_string_equal(cell(&t, "inspection", 3, "state"), "planned");
    assert_null(cell(&t, "inspection", 4, "state"));
    assert_string_equal(cell(&t, "inspection_request", 1, "inspection"), "P1-V3");
}

static struct err call_off(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;

    (void)a;
    return db_exec(
        db, &q_again_withdraw,
        &(struct q_again_withdraw_in){id_to(inspection, id_named(p, 'v', 51)), p->now});
}

static void a_visit_that_was_called_off_is_not_given(void **state)
{
    struct phone *p = house_new(*state, &house_full);

    assert_ok(world_change(p->w, STORE_ENFORCEMENT, call_off, p));
    p->now += 24 * 60 * 60 * 1000;
    struct release_text t = house_text(p, HOUSE_HOME, ASKER_OWNER);
    assert_int_equal(t.counts.ahead, 0);
    assert_string_equal(cell(&t, "inspection", 2, "state"), "planned");
    assert_null(cell(&t, "inspection", 3, "state"));
}

static void all_homes_of_the_building_go_out_and_no_other_building(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_text from_1 = house_text(p, 1, ASKER_OWNER);
    struct release_text from_3 = house_text(p, 3, ASKER_OWNER);
    struct release_text next = house_text(p, HOUSE_NEXT_DOOR, ASKER_OWNER);

    assert_int_equal(from_1.counts.properties, 3);
    assert_string_equal(release_text_csv(&from_1), release_text_csv(&from_3));
    assert_int_equal(next.counts.properties, 1);
    assert_string_equal(cell(&next, "property", 0, "number"), "14");
    for (int i = 0; i < 3; i++)
        assert_string_equal(cell(&from_1, "property", i, "number"), "12");
    assert_null(cell(&next, "inspection", 1, "id"));
}

/* ---- what is not ---- */

static void hidden_cells_are_alike_whether_or_not_anything_is_there(void **state)
{
    struct world *first = *state, second;
    struct phone *full = house_new(first, &house_full), *bare;

    world_open(&second, first->engine);
    bare = house_new(&second, &house_bare);
    struct release_bundle a = house_bundle(full, ASKER_ANYBODY);
    struct release_bundle b = house_bundle(bare, ASKER_ANYBODY);
    for (size_t i = 0; i < a.len; i++)
        assert_string_equal((const char *)a.part[i].bytes.p,
                            (const char *)b.part[i].bytes.p);
    /* and the occupant, who may read more of it, does */
    assert_string_not_equal(house_csv(full, ASKER_OCCUPANT),
                            house_csv(bare, ASKER_OCCUPANT));
    world_close(&second);
}

static bool is_hex(char c)
{
    return str_is_digit(c) || (c >= 'a' && c <= 'f');
}

/* "018f0000-0070-7000-8000-000000000001", or the same without its strokes. */
static void assert_no_id(const char *s)
{
    size_t digits = 0;

    for (const char *at = s; *at != '\0'; at++) {
        digits = is_hex(*at) ? digits + 1 : *at == '-' ? digits : 0;
        if (digits >= 20)
            fail_msg("an identifier: %s", s);
    }
}

static void no_identifier_of_the_store_leaves(void **state)
{
    struct phone *p = house_new(*state, &house_full);

    for (int asker = 0; asker < ASKERS; asker++) {
        struct release_text t = house_text(p, HOUSE_HOME, (enum asker)asker);

        assert_true(t.len > 10);
        for (size_t i = 0; i < t.len; i++)
            for (size_t n = 0; n < t.lines[i].len; n++)
                assert_no_id(t.lines[i].cells[n]);
    }
}

static void the_sums_are_of_the_parts(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_bundle b = house_bundle(p, ASKER_OWNER);
    const char *sums = (const char *)b.part[b.len - 1].bytes.p;

    assert_string_equal(b.part[b.len - 1].name, "SHA256SUMS");
    assert_int_equal(b.len, release_sheets_len + 2);
    for (size_t i = 0; i + 1 < b.len; i++) {
        struct sha256 sha = sha256_of(b.part[i].bytes.p, b.part[i].bytes.len);
        char line[200];

        snprintf(line, sizeof line, "%s  %s\n",
                 hex(p->arena, (struct bytes){sha.b, sizeof sha.b}), b.part[i].name);
        assert_non_null(strstr(sums, line));
    }
}

/* ---- the requests ---- */

static struct release_form form_of(struct phone *p, int n)
{
    return (struct release_form){
        .id = id_to(release, id_named(p, 'q', n)),
        .property = id_to(property, id_named(p, 'p', HOUSE_HOME)),
        .asker = ASKER_OWNER,
        .reply = "owner@example.org",
        .first = DAY_NONE,
        .last = DAY_NONE,
        .received = DAY_NONE,
    };
}

static struct err take(struct phone *p, const struct release_form *f)
{
    return as_records(p, &(struct doing){.act = release_take, .in = f});
}

static const struct releases_page *list(struct phone *p)
{
    struct doing d = {.act = release_list};

    assert_ok(as_records(p, &d));
    return d.out;
}

static const struct release_page *view(struct phone *p)
{
    struct release_ref ref = {id_to(release, id_named(p, 'q', 1))};
    struct doing d = {.act = release_view, .in = &ref};

    assert_ok(as_records(p, &d));
    return d.out;
}

static struct err make(struct phone *p, int file)
{
    struct release_file_in f = {id_to(release, id_named(p, 'q', 1)),
                                id_named(p, 'g', file)};

    return as_records(p, &(struct doing){.act = release_file_make, .in = &f});
}

static struct err finish(struct phone *p, int64_t rev, bool withdrawn)
{
    struct release_end f = {id_to(release, id_named(p, 'q', 1)), rev, withdrawn};

    return as_records(p, &(struct doing){.act = release_finish, .in = &f});
}

static struct err put_off(struct phone *p, int64_t rev, struct day until)
{
    struct release_later f = {id_to(release, id_named(p, 'q', 1)), rev, until,
                              "Old files."};

    return as_records(p, &(struct doing){.act = release_put_off, .in = &f});
}

static void a_form_that_is_sent_twice_is_one_request(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    assert_ok(take(p, &f));
    assert_int_equal(list(p)->open.len, 1);
    f = form_of(p, 2);
    assert_ok(take(p, &f));
    assert_int_equal(list(p)->open.len, 2);
}

static void a_request_for_no_home_of_the_register_is_not_found(void **state)
{
    struct phone *p = house_new(*state, NULL);
    struct release_form f = form_of(p, 1);

    f.property = id_to(property, id_named(p, 'p', 77));
    assert_err(take(p, &f), ERR_NOT_FOUND);
    assert_int_equal(list(p)->open.len, 0);
}

static void a_request_ends_only_once_a_file_was_made(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    assert_err(finish(p, 1, false), ERR_CONFLICT);
    assert_ok(make(p, 1));
    assert_ok(make(p, 1)); /* a second click */
    assert_int_equal(view(p)->made_len, 1);
    assert_ok(finish(p, 1, false));
    assert_string_equal(view(p)->r.state, "answered");
    assert_err(finish(p, 2, true), ERR_CONFLICT);
    assert_int_equal(list(p)->open.len, 0);
    assert_int_equal(list(p)->done.len, 1);
}

static void a_request_is_taken_back_without_a_file(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    assert_ok(finish(p, 1, true));
    assert_string_equal(view(p)->r.state, "withdrawn");
}

static void more_time_ends_after_twenty_five_business_days(void **state)
{
    struct phone *p = house_new(*state, NULL);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    struct day due = view(p)->r.due, latest = view(p)->latest;
    assert_true(latest.n > due.n + 14);
    assert_err(put_off(p, 1, due), ERR_INVALID);
    assert_err(put_off(p, 1, (struct day){latest.n + 1}), ERR_INVALID);
    assert_ok(put_off(p, 1, latest));
    assert_int_equal(view(p)->r.later.n, latest.n);
    assert_string_equal(view(p)->r.later_why, "Old files.");
}

static void a_stale_screen_is_told_so(void **state)
{
    struct phone *p = house_new(*state, NULL);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    assert_ok(put_off(p, 1, view(p)->latest));
    assert_err(put_off(p, 1, view(p)->latest), ERR_CONFLICT);
    assert_err(finish(p, 1, true), ERR_CONFLICT);
    assert_ok(finish(p, 2, true));
}

static void a_file_is_had_again_while_the_record_is_the_same(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_form f = form_of(p, 1);
    struct release_file_in file = {f.id, id_named(p, 'g', 1)};
    struct doing again = {.act = release_file_list, .in = &file};

    assert_ok(take(p, &f));
    assert_err(as_records(p, &again), ERR_NOT_FOUND);
    assert_ok(make(p, 1));
    assert_ok(as_records(p, &again));
    assert_non_null(strstr(again.out, "410.180"));
    phone_send_one(p, op_make(p, 70, "inspection.addendum",
                              "\"inspection\":\"018f0000-0076-7000-8000-000000000001\","
                              "\"addendum\":\"018f0000-0061-7000-8000-000000000009\","
                              "\"text\":\"More.\"",
                              ""));
    assert_err(as_records(p, &again), ERR_CONFLICT);
    again.act = release_file_paper;
    assert_err(as_records(p, &again), ERR_CONFLICT);
}

static const char *paper(struct phone *p)
{
    struct release_file_in file = {id_to(release, id_named(p, 'q', 1)),
                                   id_named(p, 'g', 1)};
    struct doing d = {.act = release_file_paper, .in = &file};

    assert_ok(make(p, 1));
    assert_ok(as_records(p, &d));
    const struct document *of = d.out;
    char *words = arena_copy(p->arena, (const char *)of->paper.p, of->paper.len);
    for (size_t i = 0; i < of->paper.len; i++)
        if (words[i] == '\0')
            words[i] = '\n';
    return words;
}

static void a_paper_without_days_is_of_all_visits(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    const char *words = paper(p);
    assert_non_null(strstr(words, "All visits"));
    assert_null(strstr(words, "1900"));
}

static void the_log_says_what_was_withheld(void **state)
{
    struct phone *p = house_new(*state, &house_full);
    struct release_form f = form_of(p, 1);

    assert_ok(take(p, &f));
    assert_ok(make(p, 1));
    const struct release_page *page = view(p);
    assert_string_equal(page->made[0].by, "user:018f0000-0075-7000-8000-000000000001");
    assert_memory_equal(page->made[0].counts.cut.withheld, page->text.counts.cut.withheld,
                        sizeof page->text.counts.cut.withheld);
    assert_int_equal(page->made[0].counts.cut.withheld['f' - 'a'], 2);
    assert_int_equal(page->made[0].counts.cut.masked, page->text.counts.cut.masked);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_column_that_is_read_has_a_row_and_every_row_that_is_given_is_read),
        cmocka_unit_test(every_column_of_a_table_that_is_given_out_is_decided_about),
        cmocka_unit_test(a_column_that_nobody_decided_about_is_hidden),
        cmocka_unit_test(an_owner_gets_the_file_and_not_what_is_withheld),
        cmocka_unit_test(a_visit_that_is_planned_is_counted_and_not_given),
        cmocka_unit_test(a_visit_that_nobody_made_is_given_once_its_day_is_over),
        cmocka_unit_test(a_visit_that_was_called_off_is_not_given),
        cmocka_unit_test(all_homes_of_the_building_go_out_and_no_other_building),
        cmocka_unit_test(hidden_cells_are_alike_whether_or_not_anything_is_there),
        cmocka_unit_test(no_identifier_of_the_store_leaves),
        cmocka_unit_test(the_sums_are_of_the_parts),
        cmocka_unit_test(a_form_that_is_sent_twice_is_one_request),
        cmocka_unit_test(a_request_for_no_home_of_the_register_is_not_found),
        cmocka_unit_test(a_request_ends_only_once_a_file_was_made),
        cmocka_unit_test(a_request_is_taken_back_without_a_file),
        cmocka_unit_test(more_time_ends_after_twenty_five_business_days),
        cmocka_unit_test(a_stale_screen_is_told_so),
        cmocka_unit_test(a_file_is_had_again_while_the_record_is_the_same),
        cmocka_unit_test(a_paper_without_days_is_of_all_visits),
        cmocka_unit_test(the_log_says_what_was_withheld),
    };

    return world_run_ready("release", tests, COUNT(tests));
}
