/* The care key is rotated while the city is served, on both engines: all stays readable,
 * nothing new is sealed with the older key, and what was killed goes on where it was.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/address_program_app.h"
#include "app/erase_app.h"
#include "app/erase_settle.h"
#include "app/mandated_app.h"
#include "app/need_app.h"
#include "app/rekey_app.h"
#include "app/rounds.h"
#include "base/key_entered.h"
#include "queries_dump.h"
#include "store/agency_store.h"
#include "store/need_store.h"
#include "store/queries_care.h"
#include "store/today_store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define WORDS "They are alone at night"

/* A folder of keys, and the servers that have read it. */
struct city {
    struct phone *p;
    char dir[64];
    struct keys keys, other;
};

static void gone(struct world *w, void *ctx)
{
    struct city *c = ctx;

    (void)w;
    keys_free(&c->keys);
    keys_free(&c->other);
}

static struct city *begin(struct world *w)
{
    struct city *c = arena_new(&w->arena, struct city);

    snprintf(c->dir, sizeof c->dir, "/tmp/rekey-XXXXXX");
    require(mkdtemp(c->dir) != NULL);
    w->closing = gone;
    w->closing_ctx = c;
    assert_ok(keys_load(c->dir, true, &c->keys));
    assert_ok(keys_load(c->dir, false, &c->other));
    c->p = phone_new(w);
    c->p->keys = &c->keys;
    take_case(c->p);
    return c;
}

struct seeing {
    struct phone *p;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out; /* in the world's arena */
};

static struct err see_it(struct session *s, void *ctx)
{
    struct seeing *v = ctx;

    be(v->p, s, MANAGER);
    s->arena = v->p->arena;
    return v->act(s, v->in, &v->out);
}

static struct err see(struct phone *p, struct seeing *v)
{
    v->p = p;
    return phone_run(p, STORE_CARE, see_it, v);
}

static struct err view(struct phone *p, int n)
{
    struct case_ref ref = {.id = id_to(casefile, id_named(p, 'c', n))};
    struct seeing v = {.act = casefile_view, .in = &ref};
    struct err e = see(p, &v);

    if (e.kind == OK)
        assert_memory_equal(((const struct case_page *)v.out)->c.person.name, "Zenobia",
                            7);
    return e;
}

static struct rekey_work work_of(struct city *c)
{
    return (struct rekey_work){.care = world_store(c->p->w, STORE_CARE),
                               .city = WORLD_CITY,
                               .keys = c->p->keys,
                               .actor = "system",
                               .now = c->p->now};
}

static struct rekey_left left_of(struct city *c)
{
    struct rekey_work w = work_of(c);
    struct rekey_left left;
    int64_t since;

    assert_ok(rekey_look(&w, &left, &since));
    return left;
}

static int64_t seal_again(struct city *c)
{
    struct rekey_work w = work_of(c);
    int64_t done, unreadable;

    assert_ok(rekey_run(&w, &done, &unreadable));
    assert_int_equal(unreadable, 0);
    return done;
}

static void renew(struct city *c)
{
    assert_ok(care_key_renew(c->dir));
    assert_true(keys_again(&c->keys));
}

/* What a later start finds once the older keys are gone. */
static void only_the_newest(struct city *c)
{
    struct rekey_work w = work_of(c);
    struct kept_keys kept;

    assert_ok(rekey_retire(&w));
    assert_ok(kept_keys_list(c->dir, &kept));
    assert_ok(kept_keys_remove(c->dir, &kept));
    keys_free(&c->keys);
    assert_ok(keys_load(c->dir, false, &c->keys));
    c->p->keys = &c->keys;
}

/* ---- what no resident's key seals ---- */

static struct organization_id the_agency(struct phone *p)
{
    return id_to(organization, id_named(p, 'g', 1));
}

static struct err ask_agency(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;
    struct agency_visit v = {.inspection = id_to(inspection, id_named(p, 'v', 1)),
                             .organization = the_agency(p),
                             .asked_by = p->user,
                             .asked_at = p->now,
                             .contact = {.name = "Zenobia"}};

    return agency_visit_add(db, p->keys, &v, a);
}

static void put_house_cells(struct phone *p)
{
    struct mandated_in in = {id_named(p, 'm', 1), LANE_CHILD, "", WORDS};

    assert_applied(phone_send_one(p, op_sealed(p, 70, "help.request", "\"unit\":\"2\"")));
    p->disabled = true;
    assert_parked(phone_send_one(p, op_sealed(p, 71, "help.request", "\"unit\":\"2\"")),
                  "op.author_disabled");
    p->disabled = false;
    assert_ok(DO(p, mandated_file, &in));
    assert_ok(world_change(p->w, STORE_CARE, ask_agency, p));
}

static void check_house_cells(struct phone *p)
{
    struct db *db CLEANUP(store_read_end) = world_read(p->w, STORE_CARE);
    struct seeing d = {.act = mandated_view};
    struct agency_visits visits;
    struct today_fault *faults;
    size_t len;

    assert_ok(see(p, &d));
    assert_string_equal(((const struct mandated_page *)d.out)->of[0].words, WORDS);
    assert_ok(today_faults(db, p->keys, p->arena, &faults, &len));
    assert_int_equal(len, 1);
    assert_non_null(strstr(faults[0].content, "help.request"));
    assert_ok(agency_visit_list(db, p->keys, the_agency(p), p->arena, &visits));
    assert_string_equal(visits.of[0].contact.name, "Zenobia");
}

/* ---- what a sealed class has of its own ---- */

static void put_class_cells(struct phone *p)
{
    struct need_in need = {the_case(p), id_to(need, id_named(p, 'd', 1)), "substance-use",
                           KNOWN_BY_TOLD};

    reach(p);
    assert_ok(DO(p, need_found, &need));
    struct program_in in = {the_case(p), case_of(p)->c.rev, "P.O. Box 9"};
    assert_ok(DO(p, program_begin, &in));
}

static void check_class_cells(struct phone *p)
{
    struct case_ref ref = {.id = the_case(p)};
    struct seeing v = {.act = program_view, .in = &ref};
    const struct case_page *c = case_of(p);

    assert_int_equal(c->needs.len, 1);
    assert_string_equal(c->needs.of[0].word, "substance-use");
    assert_ok(see(p, &v));
    assert_string_equal(((const struct program_page *)v.out)->real.place.unit, "2");
}

struct cell {
    const char *table, *column;
    const struct query *list, *save;
};
struct cell_row {
    struct id id;
    struct bytes sealed;
};

static struct err open_cell(const struct keys *keys, const struct data_key *own,
                            const struct seal_place *at, struct bytes sealed,
                            struct arena *a, const char **out)
{
    struct data_key house;

    if (own != NULL)
        return open_class((struct class_keys){keys, own}, at, sealed, a, out);
    TRY(seal_house_key_of(keys, sealed, &house));
    return open_text(&house, at, sealed, a, out);
}

/* All of it, as a program without class.key sealed it: `own` or the house key alone. */
static struct err seal_as_before(struct db *db, struct phone *p, const struct cell *c,
                                 const struct data_key *own, struct arena *a)
{
    struct id first = {.b = {[15] = 1}};
    struct q_rekey_needs_in in = {first, {(const uint8_t *)"none", 4}, 100};
    struct data_key house = seal_house_key(p->keys);
    struct cell_row *rows;
    size_t len;

    TRY(db_many(db, c->list, &in, (void *)&rows, &len, a));
    require(len == 1);
    struct seal_place at = seal_care(db, c->table, c->column, rows[0].id);
    const char *words;
    TRY(open_cell(p->keys, own, &at, rows[0].sealed, a, &words));
    rows[0].sealed = seal_text(own != NULL ? own : &house, &at, words, a);
    return db_exec(db, c->save, &rows[0]);
}

static struct err as_before(struct db *db, struct arena *a, void *ctx)
{
    static const struct cell of_her[] = {
        {"case_need", "need_sealed", &q_rekey_needs, &q_rekey_need},
        {"address_program", "real", &q_rekey_addresses, &q_rekey_address},
    };
    static const struct cell report = {"mandated_report", "words", &q_rekey_mandated,
                                       &q_rekey_mandate};
    struct phone *p = ctx;
    struct casefile c;
    struct data_key own;

    TRY(casefile_load(db, p->keys, the_case(p), a, &c));
    TRY(casefile_key(db, p->keys, c.resident, a, &own));
    for (size_t i = 0; i < COUNT(of_her); i++)
        TRY(seal_as_before(db, p, &of_her[i], &own, a));
    return seal_as_before(db, p, &report, NULL, a);
}

static void lose_class_key(struct city *c)
{
    char path[80];

    snprintf(path, sizeof path, "%s/" CLASS_KEY_NAME, c->dir);
    unlink(path);
    keys_free(&c->keys);
    assert_ok(keys_load(c->dir, false, &c->keys));
}

/* ---- the sentences ---- */

static void what_an_older_key_sealed_is_sealed_again_and_the_key_may_go(void **state)
{
    struct city *c = begin(*state);

    put_house_cells(c->p);
    put_class_cells(c->p);
    renew(c);
    assert_int_equal(left_of(c).residents, 1);
    assert_int_equal(left_of(c).cells, 6);
    check_house_cells(c->p); /* readable meanwhile */
    check_class_cells(c->p);
    assert_ok(view(c->p, 1));
    assert_int_equal(seal_again(c), 7);
    assert_int_equal(left_of(c).residents + left_of(c).cells, 0);
    assert_int_equal(seal_again(c), 0);
    only_the_newest(c);
    check_house_cells(c->p);
    check_class_cells(c->p);
    assert_ok(view(c->p, 1));
}

static void a_city_from_before_classes_had_a_key_gets_one_and_is_sealed_again(
    void **state)
{
    struct city *c = begin(*state);
    struct rekey_work w = work_of(c);
    struct stores stores;
    struct rounds_config config = {
        .stores = &stores, .city = WORLD_CITY, .keys = &c->keys};
    bool behind;

    for (int i = 0; i < STORES; i++)
        stores.of[i] = world_store(c->p->w, (enum store_name)i);
    put_house_cells(c->p);
    put_class_cells(c->p);
    assert_ok(world_change(c->p->w, STORE_CARE, as_before, c->p));
    lose_class_key(c);
    assert_false(class_key_is_there(&c->keys));
    check_class_cells(c->p);
    assert_ok(class_key_make(&c->keys));
    assert_ok(rekey_first_class(&w));
    assert_int_equal(left_of(c).cells, 3);
    check_house_cells(c->p); /* readable meanwhile */
    assert_ok(round_run(&config, round_named("keys"), c->p->now));
    assert_int_equal(left_of(c).cells, 0);
    assert_ok(round_run(&config, round_named("keys"), c->p->now));
    struct arena a = {0};
    struct db *db = world_read(c->p->w, STORE_CARE);
    assert_ok(care_key_is_behind(db, &a, &behind));
    store_read_end(&db);
    arena_free(&a);
    assert_false(behind);
    check_house_cells(c->p);
    check_class_cells(c->p);
}

static void without_class_key_all_is_read_but_a_sealed_class(void **state)
{
    struct city *c = begin(*state);
    struct seeing d = {.act = mandated_view};

    put_house_cells(c->p);
    assert_ok(view(c->p, 1));
    put_class_cells(c->p);
    lose_class_key(c);
    assert_err(view(c->p, 1), ERR_BROKEN);
    assert_err(see(c->p, &d), ERR_BROKEN);
    struct db *db CLEANUP(store_read_end) = world_read(c->p->w, STORE_CARE);
    struct casefile one;
    assert_ok(casefile_load(db, c->p->keys, the_case(c->p), c->p->arena, &one));
    assert_non_null(one.person.name);
}

static void a_server_that_has_not_heard_of_it_reads_and_seals_all_the_same(void **state)
{
    struct city *c = begin(*state);

    renew(c);
    seal_again(c);
    c->p->keys = &c->other; /* read its keys before */
    assert_ok(view(c->p, 1));
    c->p->keys = &c->keys;
    renew(c);
    seal_again(c);
    c->p->keys = &c->other;
    phone_asks(c->p, 2);
    c->p->keys = &c->keys;
    assert_int_equal(left_of(c).residents, 0); /* sealed with the newest */
    only_the_newest(c);
    assert_ok(view(c->p, 2));
}

static struct err one_more(struct session *s, void *ctx)
{
    struct phone *p = ctx;

    return sync_care(s, &p->rq, &(struct sync_done){p->results, p->rq.ops_len});
}

static void a_server_whose_folder_lacks_the_new_key_seals_nothing(void **state)
{
    struct city *c = begin(*state);
    struct keys alone = c->other;

    phone_asks(c->p, 2);
    alone.ring = NULL;
    renew(c);
    seal_again(c);
    c->p->keys = &alone;
    assert_err(phone_run(c->p, STORE_CARE, one_more, c->p), ERR_BUSY);
    struct rekey_work w = work_of(c);
    int64_t done, unreadable;
    assert_err(rekey_run(&w, &done, &unreadable), ERR_BUSY); /* nor back to the old one */
    c->p->keys = &c->keys;
    assert_ok(view(c->p, 2));
}

static void an_envelope_on_the_road_is_opened_until_the_older_box_is_gone(void **state)
{
    struct city *c = begin(*state);
    struct keys phone = c->keys; /* what it was told when its person signed in */

    renew(c);
    seal_again(c);
    phone.ring = NULL;
    c->p->keys = &phone;
    const char *first = op_sealed(c->p, 31, "help.request", "\"unit\":\"2\"");
    const char *second = op_sealed(c->p, 32, "help.request", "\"unit\":\"2\"");
    c->p->keys = &c->keys;
    assert_applied(phone_send_one(c->p, first));
    only_the_newest(c);
    assert_refused(phone_send_one(c->p, second), "errors.envelope");
}

static void a_rotation_that_was_killed_goes_on_where_it_was(void **state)
{
    struct city *c = begin(*state);
    struct rekey_work w = work_of(c);
    int64_t done, unreadable;

    for (int n = 2; n <= 130; n++)
        phone_asks(c->p, n);
    renew(c);
    w.jobs_max = 1;
    assert_ok(rekey_run(&w, &done, &unreadable));
    assert_int_equal(done, 100);
    assert_int_equal(left_of(c).residents, 30);
    keys_free(&c->keys);
    assert_ok(keys_load(c->dir, false, &c->keys));
    assert_err(rekey_retire(&w), ERR_CONFLICT); /* something needs the older one yet */
    for (int n = 1; n <= 130; n++)
        assert_ok(view(c->p, n));
    assert_int_equal(seal_again(c), 30);
    only_the_newest(c);
    for (int n = 1; n <= 130; n++)
        assert_ok(view(c->p, n));
}

static void a_new_key_that_nobody_told_the_store_of_is_told_by_the_next_round(
    void **state)
{
    struct city *c = begin(*state);
    struct stores stores;
    struct rounds_config config = {
        .stores = &stores, .city = WORLD_CITY, .keys = &c->keys};

    for (int i = 0; i < STORES; i++)
        stores.of[i] = world_store(c->p->w, (enum store_name)i);
    assert_ok(care_key_renew(c->dir)); /* and killed behind it */
    assert_ok(round_run(&config, round_named("keys"), c->p->now));
    assert_int_equal(left_of(c).residents, 0);
    assert_non_null(strstr(dump_trail(c->p, STORE_CARE), "keys.rotated"));
    only_the_newest(c);
    assert_ok(view(c->p, 1));
}

static void who_was_erased_stays_erased(void **state)
{
    struct city *c = begin(*state);
    char ledger[80];
    int64_t line;

    snprintf(ledger, sizeof ledger, "%s.ledger", c->dir);
    phone_asks(c->p, 2);
    struct db *db = world_read(c->p->w, STORE_CARE);
    struct q_every_key_out *rows;
    size_t len;
    assert_ok(db_many(db, &q_every_key, NULL, (void *)&rows, &len, c->p->arena));
    store_read_end(&db);
    assert_int_equal(len, 2);
    struct erasure e = {.resident = id_to(resident, rows[0].id), .at = c->p->now};
    struct erasures one = {&e, 1};
    struct erase_work w = {.care = world_store(c->p->w, STORE_CARE),
                           .ledger = {ledger, WORLD_CITY, &c->keys},
                           .actor = "system",
                           .now = c->p->now};
    assert_ok(erase_replay(&w, &one, NULL));
    renew(c);
    assert_int_equal(seal_again(c), 1);
    assert_ok(erase_settle(&w, NULL, &line)); /* the ledger opens as before */
    db = world_read(c->p->w, STORE_CARE);
    assert_ok(db_many(db, &q_every_key, NULL, (void *)&rows, &len, c->p->arena));
    store_read_end(&db);
    assert_null(rows[0].wrapped_key.p);
    assert_non_null(rows[1].wrapped_key.p);
    unlink(ledger);
}

static void until_the_key_is_entered_a_request_stays_on_the_phone(void **state)
{
    struct city *c = begin(*state);
    char words[CARE_WORDS_TEXT];

    assert_ok(care_key_entrust(c->dir, words));
    assert_ok(care_key_forget(c->dir));
    keys_free(&c->keys);
    assert_ok(keys_load(c->dir, false, &c->keys));
    const char *op = op_sealed(c->p, 40, "help.request", "\"unit\":\"2\"");
    assert_true(phone_send_one(c->p, op)->later);
    assert_err(view(c->p, 1), ERR_BUSY);
    assert_ok(care_key_enter(&c->keys, words));
    assert_applied(phone_send_one(c->p, op));
    assert_false(c->p->results[0].later);
    assert_ok(view(c->p, 1));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_an_older_key_sealed_is_sealed_again_and_the_key_may_go),
        cmocka_unit_test(
            a_city_from_before_classes_had_a_key_gets_one_and_is_sealed_again),
        cmocka_unit_test(without_class_key_all_is_read_but_a_sealed_class),
        cmocka_unit_test(a_server_that_has_not_heard_of_it_reads_and_seals_all_the_same),
        cmocka_unit_test(a_server_whose_folder_lacks_the_new_key_seals_nothing),
        cmocka_unit_test(an_envelope_on_the_road_is_opened_until_the_older_box_is_gone),
        cmocka_unit_test(a_rotation_that_was_killed_goes_on_where_it_was),
        cmocka_unit_test(
            a_new_key_that_nobody_told_the_store_of_is_told_by_the_next_round),
        cmocka_unit_test(who_was_erased_stays_erased),
        cmocka_unit_test(until_the_key_is_entered_a_request_stays_on_the_phone),
    };

    return world_run_ready("rekey", tests, COUNT(tests));
}
