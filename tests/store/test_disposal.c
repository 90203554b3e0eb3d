/* Public records whose years are over are proposed by class, and destroyed when the
 * records officer says yes to what was seen; on both engines.
 *
 * SPDX-License-Identifier: Apache-2.0 */
#include "house.h"

#include "app/rounds.h"
#include "queries_dump.h"
#include "store/audit.h"
#include "store/city_store.h"
#include "store/queries_photos.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#define YEAR_MS (INT64_C(366) * 24 * 60 * 60 * 1000)

static const uint8_t picture[SHA256_LEN] = {
    0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23, 0x45,
    0x67, 0x89, 0xab, 0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab,
    0xcd, 0xef, 0x01, 0x23, 0x45, 0x67, 0x89, 0xab, 0xcd, 0xef}; /* house.c */

static size_t how_many(struct phone *p, enum retention class)
{
    return house_due(p, class)->due;
}

static struct phone *old_house(struct world *w, int years)
{
    struct phone *p = house_new(w, &house_full);

    p->now += years * YEAR_MS;
    return p;
}

static void each_class_is_due_when_its_own_years_are_over(void **state)
{
    struct phone *p = old_house(*state, 6);

    for (int i = RETENTION_PUBLIC; i < RETENTIONS; i++)
        assert_int_equal(how_many(p, (enum retention)i), 0);
    p->now += 2 * YEAR_MS;
    assert_int_equal(how_many(p, RETENTION_COMPLAINT), 1); /* not of the visit to come */
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 0);
    p->now += 3 * YEAR_MS;
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 2);
    assert_int_equal(how_many(p, RETENTION_NOTICE), 1);
}

static void nothing_goes_before_what_hangs_from_it(void **state)
{
    struct phone *p = old_house(*state, 11);

    assert_int_equal(how_many(p, RETENTION_VIOLATION), 0);
    house_yes(p, RETENTION_PHOTOGRAPH);
    assert_int_equal(how_many(p, RETENTION_VIOLATION),
                     1); /* next door: nothing was served */
    house_yes(p, RETENTION_NOTICE);
    assert_int_equal(how_many(p, RETENTION_VIOLATION), 2);
    assert_int_equal(how_many(p, RETENTION_VISIT), 1); /* the door that stayed closed */
    house_yes(p, RETENTION_VIOLATION);
    assert_int_equal(how_many(p, RETENTION_VISIT), 2);
    house_yes(p, RETENTION_COMPLAINT);
    assert_int_equal(how_many(p, RETENTION_VISIT), 3);
}

static size_t lines_of(const char *dump, const char *table)
{
    size_t n = 0;

    for (const char *at = dump; (at = strstr(at, table)) != NULL; at++)
        n += at == dump || at[-1] == '\n';
    return n;
}

static void what_was_said_yes_to_is_gone_and_the_rest_stands(void **state)
{
    static const enum retention order[] = {RETENTION_COMPLAINT, RETENTION_PHOTOGRAPH,
                                           RETENTION_NOTICE, RETENTION_VIOLATION,
                                           RETENTION_VISIT};
    struct phone *p = old_house(*state, 11);
    const char *before = dump_enforcement(p), *after;
    struct audit_check check;

    for (size_t i = 0; i < COUNT(order); i++)
        house_yes(p, order[i]);
    after = dump_enforcement(p);
    assert_int_equal(lines_of(before, "dump_finding "), 2);
    assert_int_equal(lines_of(after, "dump_finding "), 0);
    assert_int_equal(lines_of(after, "dump_addendum "), 0);
    assert_int_equal(lines_of(after, "dump_no_entry "), 0);
    assert_int_equal(lines_of(after, "dump_visit "), 2); /* those to come */
    assert_int_equal(lines_of(after, "dump_visit_rollup "),
                     lines_of(before, "dump_visit_rollup "));
    assert_null(strstr(house_csv(p, ASKER_OCCUPANT), "A Person"));
    assert_ok(audit_verify(world_store(p->w, STORE_ENFORCEMENT), WORLD_CITY, &check));
    assert_int_equal(check.broken, 0);
    assert_true(check.rows > 0);
}

static void what_was_destroyed_is_listed_with_its_permission(void **state)
{
    struct phone *p = old_house(*state, 11);

    struct disposal_due due = *house_due(p, RETENTION_PHOTOGRAPH);
    assert_true(day_is_set(due.first) && due.first.n <= due.last.n);
    assert_true(due.last.n <= due.before.n);
    house_yes(p, RETENTION_PHOTOGRAPH);
    const struct disposal_page *seen = house_schedule(p);
    assert_int_equal(seen->done[0].oldest.n, due.first.n);
    assert_int_equal(seen->done[0].before.n, due.before.n);
    assert_int_equal(seen->done_len, 1);
    assert_string_equal(seen->done[0].class, "photograph");
    assert_string_equal(seen->done[0].permission, "The Supervisor of Records, No. 14");
    assert_int_equal(seen->done[0].records, 2);
    assert_int_equal(seen->done[0].at, p->now);
    assert_true(id_is_set(id_of(seen->done[0].by_whom)));
    assert_non_null(strstr(dump_trail(p, STORE_ENFORCEMENT), "records.dispose"));
}

static void a_yes_holds_for_what_was_seen_alone(void **state)
{
    struct phone *p = old_house(*state, 11);
    struct disposal_due seen = *house_due(p, RETENTION_PHOTOGRAPH);

    seen.due = 1;
    assert_err(house_approve(p, 1, &seen), ERR_CONFLICT);
    seen = *house_due(p, RETENTION_PHOTOGRAPH);
    seen.before.n--;
    assert_err(house_approve(p, 1, &seen), ERR_CONFLICT);
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 2);
    seen = *house_due(p, RETENTION_PHOTOGRAPH);
    assert_ok(house_approve(p, 1, &seen));
    assert_ok(house_approve(p, 1, &seen)); /* the second click of two */
    assert_int_equal(house_schedule(p)->done_len, 1);
}

static void nothing_is_destroyed_without_a_permission_or_a_yes(void **state)
{
    struct phone *p = old_house(*state, 11);
    const struct disposal_due *seen = house_due(p, RETENTION_PHOTOGRAPH);
    struct disposal_in in = {.id = id_named(p, 'z', 1),
                             .class = seen->class,
                             .before = seen->before,
                             .due = (int64_t)seen->due,
                             .sure = true};
    struct doing d = {.act = disposal_approve, .in = &in};

    assert_err(as_records(p, &d), ERR_INVALID);
    assert_string_equal(d.fault, "disposal.permission_missing");
    in.permission = "No. 14"; /* of whom? */
    assert_err(as_records(p, &d), ERR_INVALID);
    assert_string_equal(d.fault, "disposal.permission_missing");
    in.permission = "Supervisor No. 14";
    in.sure = false;
    assert_err(as_records(p, &d), ERR_INVALID);
    assert_string_equal(d.fault, "erase.say_sure");
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 2);
}

static size_t trail_of_holds(struct phone *p)
{
    return times(dump_trail(p, STORE_ENFORCEMENT), "records.dispose hold:");
}

static void a_hold_keeps_the_whole_building_until_it_is_lifted(void **state)
{
    struct phone *p = old_house(*state, 11);
    const struct record_hold_in hold = {
        id_named(p, 'h', 1), id_to(property, id_named(p, 'p', 3)), "A lawsuit."};

    assert_ok(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}));
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 1); /* next door */
    assert_int_equal(house_due(p, RETENTION_PHOTOGRAPH)->kept, 1);
    assert_int_equal(house_schedule(p)->holds_len, 1);
    house_yes(p, RETENTION_PHOTOGRAPH);
    assert_int_equal(lines_of(dump_enforcement(p), "dump_photo "), 1);
    assert_ok(as_records(p, &(struct doing){.act = record_hold_end, .in = &hold}));
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 1);
    assert_int_equal(house_schedule(p)->holds_len, 0);
}

static void a_hold_is_listed_with_its_house_and_its_reason_and_is_in_the_trail(
    void **state)
{
    struct phone *p = old_house(*state, 11);
    const struct record_hold_in hold = {
        id_named(p, 'h', 1), id_to(property, id_named(p, 'p', 1)), "A lawsuit."};

    assert_ok(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}));
    const struct disposal_page *page = house_schedule(p);
    assert_int_equal(page->holds_len, 1);
    assert_true(id_same(page->holds[0].id, hold.id));
    assert_string_equal(page->holds[0].number, "12");
    assert_string_equal(page->holds[0].street, "Erie Street");
    assert_string_equal(page->holds[0].reason, "A lawsuit.");
    assert_true(id_is_set(id_of(page->holds[0].set_by)));
    assert_int_equal(page->holds[0].set_at, p->now);
    assert_int_equal(trail_of_holds(p), 1);
    assert_ok(as_records(p, &(struct doing){.act = record_hold_end, .in = &hold}));
    assert_int_equal(trail_of_holds(p), 2);
}

static void a_house_that_is_not_of_this_city_is_not_held(void **state)
{
    struct phone *p = old_house(*state, 11);
    const struct record_hold_in hold = {
        id_named(p, 'h', 1), id_to(property, id_named(p, 'p', 99)), "A lawsuit."};

    assert_err(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}),
               ERR_NOT_FOUND);
}

static void an_open_request_for_the_record_keeps_it(void **state)
{
    struct phone *p = old_house(*state, 11);
    struct release_form form = {.id = id_to(release, id_named(p, 'e', 1)),
                                .property = id_to(property, id_named(p, 'p', 2)),
                                .asker = ASKER_OWNER,
                                .reply = "owner@example.org",
                                .first = DAY_NONE,
                                .last = DAY_NONE,
                                .received = DAY_NONE};
    const struct release_end end = {.id = form.id, .rev = 1, .withdrawn = true};

    assert_ok(as_records(p, &(struct doing){.act = release_take, .in = &form}));
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 1);
    assert_ok(as_records(p, &(struct doing){.act = release_finish, .in = &end}));
    assert_int_equal(how_many(p, RETENTION_PHOTOGRAPH), 2);
    assert_int_equal(how_many(p, RETENTION_REQUEST), 0);
    p->now += 8 * YEAR_MS;
    assert_int_equal(how_many(p, RETENTION_REQUEST), 1);
    house_yes(p, RETENTION_REQUEST);
    assert_int_equal(how_many(p, RETENTION_REQUEST), 0);
}

/* ---- photographs ---- */

static struct err put_picture(struct db *db, struct arena *a, void *ctx)
{
    const struct bytes sha = {picture, sizeof picture};

    (void)a;
    TRY(db_exec(db, &q_photo_new,
                &(struct q_photo_new_in){
                    .sha256 = sha, .size = 9, .author = ((struct phone *)ctx)->user}));
    return db_exec(db, &q_photo_chunk_add, &(struct q_photo_chunk_add_in){sha, 0, sha});
}

static bool has_picture(struct phone *p)
{
    struct q_photo_get_in in = {{picture, sizeof picture}};
    struct db *db = world_read(p->w, STORE_PHOTOS);
    struct q_photo_get_out row;
    struct err e = db_one(db, &q_photo_get, &in, &row, p->arena);

    store_read_end(&db);
    return e.kind == OK;
}

static void rounds(struct phone *p)
{
    static const struct zone_change eastern = {0, -5 * 3600};
    static const struct zone zone = {&eastern, 1};
    struct stores stores;
    const struct rounds_config c = {
        .stores = &stores, .city = WORLD_CITY, .keys = p->keys, .zone = &zone};

    for (enum store_name name = 0; name < STORES; name++)
        stores.of[name] = world_store(p->w, name);
    assert_ok(round_run(&c, round_named("photo-end"), p->now));
    assert_ok(round_run(&c, round_named("photo-ended"), p->now));
    assert_ok(round_run(&c, round_named("disposal-log"), p->now));
}

static int64_t emptied_at(struct phone *p)
{
    struct db *db = world_read(p->w, STORE_REGISTRY);
    int64_t at;

    assert_ok(city_marked(db, p->arena, CITY_LOGS_EMPTIED, &at));
    store_read_end(&db);
    return at;
}

static int64_t waiting(struct phone *p)
{
    struct q_dump_photo_end_out row;
    struct db *db = world_read(p->w, STORE_ENFORCEMENT);

    assert_ok(db_one(db, &q_dump_photo_end, NULL, &row, p->arena));
    store_read_end(&db);
    return row.n;
}

static void the_bytes_of_a_photograph_go_once_no_record_names_it(void **state)
{
    struct phone *p = old_house(*state, 11);
    const struct record_hold_in hold = {
        id_named(p, 'h', 1), id_to(property, id_named(p, 'p', HOUSE_NEXT_DOOR)), "x"};

    assert_ok(world_change(p->w, STORE_PHOTOS, put_picture, p));
    assert_ok(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}));
    house_yes(p, RETENTION_PHOTOGRAPH);
    rounds(p);
    assert_true(has_picture(p)); /* the same picture, of the violation next door */
    assert_ok(as_records(p, &(struct doing){.act = record_hold_end, .in = &hold}));
    assert_ok(house_approve(p, 20, house_due(p, RETENTION_PHOTOGRAPH)));
    rounds(p);
    assert_false(has_picture(p));
    assert_int_equal(waiting(p), 0);
}

static size_t log_bytes(struct phone *p)
{
    struct stat st;
    char path[300];

    snprintf(path, sizeof path, "%s-wal",
             p->w->url[STORE_ENFORCEMENT] + strlen("sqlite:"));
    return stat(path, &st) == 0 ? (size_t)st.st_size : 0;
}

/* How often the files of a store hold these bytes; PostgreSQL's are its own. */
static size_t in_files(struct phone *p, enum store_name name, struct bytes what)
{
    static const char *const ends[] = {"", "-wal"};
    size_t n = 0;

    for (size_t i = 0; i < COUNT(ends); i++) {
        char path[300];
        snprintf(path, sizeof path, "%s%s", p->w->url[name] + strlen("sqlite:"), ends[i]);
        FILE *f = fopen(path, "rb");
        if (f == NULL)
            continue;
        assert_int_equal(fseek(f, 0, SEEK_END), 0);
        size_t len = (size_t)ftell(f);
        uint8_t *all = arena_alloc(p->arena, len + 1);
        rewind(f);
        assert_int_equal(fread(all, 1, len, f), len);
        fclose(f);
        for (size_t at = 0; at + what.len <= len; at++)
            n += memcmp(all + at, what.p, what.len) == 0;
    }
    return n;
}

static void no_byte_of_what_was_destroyed_is_left_while_the_city_is_served(void **state)
{
    static const char note[] = "=SUM(1) ask maria@example.org";
    const struct bytes words = {(const uint8_t *)note, sizeof note - 1},
                       sha = {picture, sizeof picture};
    struct phone *p = old_house(*state, 11);
    bool files = p->w->engine == DB_SQLITE;

    assert_ok(world_change(p->w, STORE_PHOTOS, put_picture, p));
    assert_true(!files || in_files(p, STORE_ENFORCEMENT, words) > 0);
    assert_true(!files || in_files(p, STORE_PHOTOS, sha) > 0);
    house_yes(p, RETENTION_COMPLAINT);
    house_yes(p, RETENTION_PHOTOGRAPH);
    house_yes(p, RETENTION_NOTICE);
    house_yes(p, RETENTION_VIOLATION);
    house_yes(p, RETENTION_VISIT);
    rounds(p);
    assert_null(strstr(dump_enforcement(p), note));
    assert_int_equal(files ? in_files(p, STORE_ENFORCEMENT, words) : 0, 0);
    assert_int_equal(files ? in_files(p, STORE_PHOTOS, sha) : 0, 0);
}

static void the_logs_are_emptied_once_after_a_yes_and_once_when_its_pictures_are_gone(
    void **state)
{
    static const struct {
        int minutes; /* after the yes */
        bool emptied;
    } looks[] = {{1, true}, {2, false}, {119, false}, {121, true}, {122, false}};
    struct phone *p = old_house(*state, 11);
    bool files = p->w->engine == DB_SQLITE;
    int64_t yes, last = 0;

    rounds(p);
    assert_int_equal(emptied_at(p), 0); /* nothing was destroyed */
    house_yes(p, RETENTION_COMPLAINT);
    yes = p->now;
    for (size_t i = 0; i < COUNT(looks); i++) {
        const struct record_hold_in hold = {
            id_named(p, 'h', (int)i), id_to(property, id_named(p, 'p', 3)), "A lawsuit."};

        assert_ok(as_records(p, &(struct doing){.act = record_hold_set, .in = &hold}));
        assert_true(!files || log_bytes(p) > 0);
        p->now = yes + looks[i].minutes * INT64_C(60000);
        rounds(p);
        last = looks[i].emptied ? p->now : last;
        assert_int_equal(emptied_at(p), last);
        assert_true(!files || (log_bytes(p) == 0) == looks[i].emptied);
    }
}

static void a_log_that_somebody_reads_is_emptied_by_a_later_round(void **state)
{
    struct phone *p = old_house(*state, 11);
    struct db *reader = world_read(p->w, STORE_ENFORCEMENT);
    struct q_dump_photo_end_out row;

    assert_ok(db_one(reader, &q_dump_photo_end, NULL, &row, p->arena));
    house_yes(p, RETENTION_COMPLAINT);
    rounds(p);
    if (p->w->engine == DB_SQLITE)
        assert_int_equal(emptied_at(p), 0);
    store_read_end(&reader);
    p->now += 60000;
    rounds(p);
    assert_true(emptied_at(p) > 0);
}

static void only_the_records_officer_sees_and_approves(void **state)
{
    struct phone *p = old_house(*state, 11);
    struct disposal_in in = {
        .class = RETENTION_VISIT, .permission = "Supervisor No. 14", .sure = true};
    struct record_hold_in hold = {id_named(p, 'h', 1),
                                  id_to(property, id_named(p, 'p', 1)), "x"};

    assert_err(DO(p, disposal_view, NULL), ERR_NOT_FOUND);
    assert_err(DO(p, disposal_approve, &in), ERR_NOT_FOUND);
    assert_err(DO(p, record_hold_set, &hold), ERR_NOT_FOUND);
    assert_err(DO(p, record_hold_end, &hold), ERR_NOT_FOUND);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_class_is_due_when_its_own_years_are_over),
        cmocka_unit_test(nothing_goes_before_what_hangs_from_it),
        cmocka_unit_test(what_was_said_yes_to_is_gone_and_the_rest_stands),
        cmocka_unit_test(what_was_destroyed_is_listed_with_its_permission),
        cmocka_unit_test(a_yes_holds_for_what_was_seen_alone),
        cmocka_unit_test(nothing_is_destroyed_without_a_permission_or_a_yes),
        cmocka_unit_test(a_hold_keeps_the_whole_building_until_it_is_lifted),
        cmocka_unit_test(
            a_hold_is_listed_with_its_house_and_its_reason_and_is_in_the_trail),
        cmocka_unit_test(a_house_that_is_not_of_this_city_is_not_held),
        cmocka_unit_test(an_open_request_for_the_record_keeps_it),
        cmocka_unit_test(the_bytes_of_a_photograph_go_once_no_record_names_it),
        cmocka_unit_test(no_byte_of_what_was_destroyed_is_left_while_the_city_is_served),
        cmocka_unit_test(
            the_logs_are_emptied_once_after_a_yes_and_once_when_its_pictures_are_gone),
        cmocka_unit_test(a_log_that_somebody_reads_is_emptied_by_a_later_round),
        cmocka_unit_test(only_the_records_officer_sees_and_approves),
    };

    return world_run_ready("disposal", tests, COUNT(tests));
}
