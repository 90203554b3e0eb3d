/* A resident is erased, on both engines: nobody reads her from the moment that it is
 * decided, her key goes behind the ledger's line, and rows from before bring nobody back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/erase_app.h"
#include "app/erase_settle.h"
#include "app/file_app.h"
#include "app/legal_app.h"
#include "app/note_app.h"
#include "app/withdraw_app.h"
#include "queries_dump.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { PRIVACY = 5 };

static const char *ledger_of(struct phone *p)
{
    char name[48];

    snprintf(name, sizeof name, "erased-%s", p->w->database);
    return world_file(p->arena, name);
}

struct erasing {
    struct phone *p;
    struct err (*act)(struct session *s, const void *in, void **out);
    const void *in;
    void *out;
    const char *fault;
};

static struct err by_privacy(struct session *s, void *ctx)
{
    struct erasing *e = ctx;

    s->actor = (struct actor){.user = id_to(user, id_named(e->p, 'u', PRIVACY)),
                              .roles = 1u << ROLE_PRIVACY};
    s->arena = e->p->arena;
    s->site.ledger = ledger_of(e->p);
    struct err did = e->act(s, e->in, &e->out);
    e->fault = s->faults.len ? s->faults.of[0].msg : NULL;
    return did;
}

static struct err privacy(struct phone *p, struct erasing *e)
{
    e->p = p;
    return phone_run(p, STORE_CARE, by_privacy, e);
}

static struct erase_work work_of(struct phone *p)
{
    return (struct erase_work){.care = world_store(p->w, STORE_CARE),
                               .ledger = {ledger_of(p), WORLD_CITY, p->keys},
                               .actor = "system",
                               .now = p->now};
}

static size_t settle(struct phone *p)
{
    struct erase_work w = work_of(p);
    size_t destroyed;
    int64_t line;

    assert_ok(erase_settle(&w, &destroyed, &line));
    return destroyed;
}

static struct err decide(struct phone *p, struct casefile_id id)
{
    struct erase_in in = {id, ERASE_ASKED, true};

    return privacy(p, &(struct erasing){.act = erase_do, .in = &in});
}

static struct phone *begin(struct world *w)
{
    struct phone *p = with_case(w);

    unlink(ledger_of(p));
    return p;
}

static struct err open_case(struct phone *p)
{
    return DO(p, casefile_view, &(struct case_ref){.id = the_case(p)});
}

/* ---- what the store holds ---- */

struct keys_held {
    struct phone *p;
    struct id of[1200];
    struct bytes key[1200];
    size_t len;
};

static struct err read_keys(struct db *db, struct keys_held *h)
{
    struct q_every_key_out *rows;
    size_t len;

    TRY(db_many(db, &q_every_key, NULL, (void *)&rows, &len, h->p->arena));
    require(len <= COUNT(h->of));
    h->len = len;
    for (size_t i = 0; i < len; i++) {
        h->of[i] = rows[i].id;
        h->key[i] = rows[i].wrapped_key;
    }
    return ok();
}

static struct keys_held *keys_of(struct phone *p)
{
    struct keys_held *h = arena_new(p->arena, struct keys_held);
    struct db *db CLEANUP(store_read_end) = world_read(p->w, STORE_CARE);

    h->p = p;
    assert_ok(read_keys(db, h));
    return h;
}

static size_t held(const struct keys_held *h)
{
    size_t n = 0;

    for (size_t i = 0; i < h->len; i++)
        n += h->key[i].p != NULL;
    return n;
}

/* A backup from before is brought back: its keys stand there again, and it knows of no
 * erasure. */
static struct err put_back(struct db *db, struct arena *a, void *ctx)
{
    const struct keys_held *h = ctx;

    (void)a;
    TRY(db_exec(db, &q_forget_erasures, NULL));
    for (size_t i = 0; i < h->len; i++) {
        struct q_put_key_back_in in = {h->of[i], h->key[i]};

        TRY(db_exec(db, &q_put_key_back, &in));
    }
    return ok();
}

/* ---- the sentences ---- */

static void nobody_reads_her_from_the_moment_that_it_is_decided(void **state)
{
    struct phone *p = begin(*state);

    assert_ok(open_case(p));
    assert_ok(decide(p, the_case(p)));
    assert_err(open_case(p), ERR_NOT_FOUND);
    assert_int_equal(held(keys_of(p)), 1); /* the key is still to go */
    assert_ok(decide(p, the_case(p)));     /* the second click of two */
    assert_int_equal(settle(p), 1);
    assert_int_equal(held(keys_of(p)), 0);
    assert_int_equal(settle(p), 0);
}

/* One of before its words were kept apart. */
static struct err forget_kept(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_forget_kept, NULL);
}

static void a_demand_of_before_keeps_who_demanded_when_she_is_erased(void **state)
{
    struct phone *p = begin(*state);
    char number[ID_TEXT];
    struct legal_in in = {.id = id_named(p, 'z', 7),
                          .which = number,
                          .d = {.kind = INSTRUMENT_REQUEST,
                                .classes = 1u << LEGAL_CARE,
                                .issuer = "A landlord",
                                .came = {(int32_t)(p->now / (24 * 3600 * 1000))}}};
    struct legal_ref ref = {.id = in.id};
    struct erasing look = {.act = demand_look, .in = &ref};

    id_format(id_of(the_case(p)), number);
    assert_ok(privacy(p, &(struct erasing){.act = demand_ask, .in = &in}));
    assert_ok(world_change(p->w, STORE_CARE, forget_kept, NULL));
    assert_ok(decide(p, the_case(p)));
    assert_ok(privacy(p, &look)); /* also before the key is gone */
    assert_int_equal(settle(p), 1);
    assert_ok(privacy(p, &look));
    const struct legal_one *one = look.out;
    assert_true(one->erased);
    assert_string_equal(one->d.issuer, "A landlord");
    assert_null(one->c.person.name);
}

static void only_the_privacy_officer_erases(void **state)
{
    struct phone *p = begin(*state);
    struct erase_in in = {the_case(p), ERASE_ASKED, true};

    assert_err(DO(p, erase_do, &in), ERR_NOT_FOUND);
    assert_err(DO(p, erase_view, &(struct case_ref){.id = the_case(p)}), ERR_NOT_FOUND);
    assert_ok(open_case(p));
}

static void nothing_happens_before_she_says_that_she_is_sure(void **state)
{
    struct phone *p = begin(*state);
    struct erase_in in = {the_case(p), ERASE_ASKED, false};
    struct erasing e = {.act = erase_do, .in = &in};

    assert_err(privacy(p, &e), ERR_INVALID);
    assert_string_equal(e.fault, "erase.say_sure");
    assert_ok(open_case(p));
}

static void the_page_tells_what_will_be_lost(void **state)
{
    struct phone *p = begin(*state);
    struct note_in note = {.casefile = the_case(p),
                           .id = id_named(p, 'z', 1),
                           .note = "Her sister has a key."};
    struct case_ref ref = {.id = the_case(p)};
    struct erasing e = {.act = erase_view, .in = &ref};

    assert_ok(DO(p, casefile_note, &note));
    assert_ok(privacy(p, &e));
    const struct erase_page *page = e.out;
    assert_string_equal(page->c.person.name, "Zenobia");
    assert_int_equal(page->counts.notes, 1);
    assert_int_equal(page->cases, 1);
    assert_true(page->open);
}

static void a_case_is_found_by_the_address_of_its_page(void **state)
{
    struct phone *p = begin(*state);
    char typed[120], id[ID_TEXT];
    struct erase_look_in in = {typed};
    struct erasing e = {.act = erase_look, .in = &in};

    id_format(id_of(the_case(p)), id);
    snprintf(typed, sizeof typed, "https://x.example/cases/%s/notes?a=1", id);
    assert_ok(privacy(p, &e));
    assert_true(id_same(id_of(*(struct casefile_id *)e.out), id_of(the_case(p))));
    in.typed = "12 Erie Street";
    assert_err(privacy(p, &e), ERR_INVALID);
    assert_string_equal(e.fault, "erase.no_number");
}

static void a_key_does_not_go_before_the_ledger_has_its_line(void **state)
{
    struct phone *p = begin(*state);
    struct erase_work w = work_of(p);
    int64_t line;

    w.ledger.path = "/nowhere/at/all/erased.ledger";
    assert_ok(decide(p, the_case(p)));
    assert_err(erase_settle(&w, NULL, &line), ERR_BROKEN);
    assert_int_equal(held(keys_of(p)), 1);
    assert_err(open_case(p), ERR_NOT_FOUND); /* unreadable all the same */
    assert_int_equal(settle(p), 1);
}

static void what_was_cut_off_behind_the_ledger_is_finished_at_the_next_start(void **state)
{
    struct phone *p = begin(*state);
    struct keys_held *before = keys_of(p);

    assert_ok(decide(p, the_case(p)));
    settle(p);
    /* The line is on the disk, and the store is as if nothing had come behind it. */
    assert_ok(world_change(p->w, STORE_CARE, put_back, before));
    assert_ok(open_case(p));
    assert_int_equal(settle(p), 1);
    assert_err(open_case(p), ERR_NOT_FOUND);
}

static void a_lost_ledger_is_written_anew_from_the_store(void **state)
{
    struct phone *p = begin(*state);

    assert_ok(decide(p, the_case(p)));
    settle(p);
    assert_int_equal(unlink(ledger_of(p)), 0);
    settle(p);
    assert_int_equal(erased_lines(ledger_of(p)), 1);
}

static void a_line_that_this_city_did_not_write_is_refused_and_named(void **state)
{
    struct phone *p = begin(*state);
    struct erase_work w = work_of(p);
    int64_t line;

    assert_ok(decide(p, the_case(p)));
    settle(p);
    int fd = open(ledger_of(p), O_RDWR);
    assert_int_equal(pwrite(fd, "AAAA", 4, 40), 4);
    assert_int_equal(pwrite(fd, "half a line", 11, LEDGER_LINE_BYTES), 11);
    close(fd);
    struct erasures all;
    assert_err(erased_read(&w.ledger, p->arena, &all, &line), ERR_BROKEN);
    assert_int_equal(line, 1);
}

static void half_a_line_was_never_promised_and_the_next_one_takes_its_place(void **state)
{
    struct phone *p = begin(*state);
    struct erase_work w = work_of(p);
    struct erasures all;
    int64_t line;

    int fd = open(ledger_of(p), O_WRONLY | O_CREAT, 0600);
    assert_int_equal(write(fd, "doorstep-erased 1 AAA", 21), 21);
    close(fd);
    assert_ok(decide(p, the_case(p)));
    assert_int_equal(settle(p), 1);
    assert_ok(erased_read(&w.ledger, p->arena, &all, &line));
    assert_int_equal(all.len, 1);
}

static void nothing_of_her_is_in_the_ledger_or_left_in_the_store(void **state)
{
    struct phone *p = begin(*state);
    char text[4096] = "";
    char id[ID_TEXT];

    assert_ok(decide(p, the_case(p)));
    settle(p);
    int fd = open(ledger_of(p), O_RDONLY);
    ssize_t n = read(fd, text, sizeof text - 1);
    close(fd);
    assert_int_equal(n, LEDGER_LINE_BYTES);
    id_format(id_of(the_case(p)), id);
    assert_null(strstr(text, id));

    struct db *db CLEANUP(store_read_end) = world_read(p->w, STORE_CARE);
    struct q_left_of_case_in in = {the_case(p)};
    struct q_left_of_case_out left;
    assert_ok(db_one(db, &q_left_of_case, &in, &left, p->arena));
    assert_int_equal(left.cells, 0);
    assert_int_equal(left.keys, 0);
    assert_int_equal(left.reasons, 1); /* coded facts stay */
}

/* ---- holds ---- */

static struct err hold(struct phone *p, int n,
                       struct err (*act)(struct session *s, const void *in, void **out))
{
    struct hold_in in = {the_case(p), id_named(p, 'h', n), "A letter from counsel."};

    return privacy(p, &(struct erasing){.act = act, .in = &in});
}

static bool refused_as_held(struct phone *p)
{
    struct erase_in in = {the_case(p), ERASE_ASKED, true};
    struct erasing e = {.act = erase_do, .in = &in};

    assert_ok(privacy(p, &e));
    return ((const struct erase_done *)e.out)->held;
}

static void a_hold_beats_erasing_and_that_it_was_tried_is_written_down(void **state)
{
    struct phone *p = begin(*state);

    assert_ok(hold(p, 1, hold_set));
    assert_ok(hold(p, 1, hold_set)); /* the second click of two */
    assert_ok(hold(p, 2, hold_set));
    assert_true(refused_as_held(p));
    assert_int_equal(settle(p), 0);
    assert_ok(open_case(p));
    assert_non_null(strstr(dump_trail(p, STORE_CARE), "resident.erase.held"));
    assert_ok(hold(p, 1, hold_end));
    assert_true(refused_as_held(p)); /* the other one stands */
    assert_ok(hold(p, 2, hold_end));
    assert_false(refused_as_held(p));
    assert_int_equal(settle(p), 1);
}

static void only_the_privacy_officer_sets_and_lifts_a_hold(void **state)
{
    struct phone *p = begin(*state);
    struct hold_in in = {the_case(p), id_named(p, 'h', 1), "Mine."};

    assert_err(DO(p, hold_set, &in), ERR_NOT_FOUND);
    assert_ok(hold(p, 1, hold_set));
    assert_err(DO(p, hold_end, &in), ERR_NOT_FOUND);
    assert_true(refused_as_held(p));
}

static void no_file_of_a_case_under_hold_is_taken_out(void **state)
{
    struct phone *p = begin(*state);
    struct file_ref ref = {the_case(p), id_named(p, 'f', 1)};

    assert_ok(hold(p, 1, hold_set));
    assert_err(DO(p, file_take_out, &ref), ERR_CONFLICT);
    assert_ok(hold(p, 1, hold_end));
    assert_ok(DO(p, file_take_out, &ref));
}

/* ---- a thousand ---- */

static struct casefile_id case_no(struct phone *p, int n)
{
    return id_to(casefile, id_named(p, 'c', n));
}

static void many_who_were_erased_stay_so_when_the_store_comes_back_from_before(
    void **state)
{
    struct phone *p = begin(*state);
    int n = getenv("DOORSTEP_LONG") != NULL ? 1000 : 60;

    for (int i = 2; i <= n; i++)
        phone_asks(p, i);
    struct keys_held *before = keys_of(p);
    assert_int_equal(held(before), n);
    for (int i = 1; i <= n; i++)
        assert_ok(decide(p, case_no(p, i)));
    assert_int_equal(settle(p), n);

    phone_asks(p, n + 1); /* who was not erased stays readable */
    assert_ok(world_change(p->w, STORE_CARE, put_back, before));
    assert_int_equal(held(keys_of(p)), n + 1);
    assert_int_equal(settle(p), n);
    assert_int_equal(held(keys_of(p)), 1);
    for (int i = 1; i <= n; i++)
        assert_err(DO(p, casefile_view, &(struct case_ref){.id = case_no(p, i)}),
                   ERR_NOT_FOUND);
    assert_ok(DO(p, casefile_view, &(struct case_ref){.id = case_no(p, n + 1)}));
    unlink(ledger_of(p));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(nobody_reads_her_from_the_moment_that_it_is_decided),
        cmocka_unit_test(a_demand_of_before_keeps_who_demanded_when_she_is_erased),
        cmocka_unit_test(only_the_privacy_officer_erases),
        cmocka_unit_test(nothing_happens_before_she_says_that_she_is_sure),
        cmocka_unit_test(the_page_tells_what_will_be_lost),
        cmocka_unit_test(a_case_is_found_by_the_address_of_its_page),
        cmocka_unit_test(a_key_does_not_go_before_the_ledger_has_its_line),
        cmocka_unit_test(
            what_was_cut_off_behind_the_ledger_is_finished_at_the_next_start),
        cmocka_unit_test(a_lost_ledger_is_written_anew_from_the_store),
        cmocka_unit_test(a_line_that_this_city_did_not_write_is_refused_and_named),
        cmocka_unit_test(half_a_line_was_never_promised_and_the_next_one_takes_its_place),
        cmocka_unit_test(nothing_of_her_is_in_the_ledger_or_left_in_the_store),
        cmocka_unit_test(a_hold_beats_erasing_and_that_it_was_tried_is_written_down),
        cmocka_unit_test(only_the_privacy_officer_sets_and_lifts_a_hold),
        cmocka_unit_test(no_file_of_a_case_under_hold_is_taken_out),
        cmocka_unit_test(
            many_who_were_erased_stay_so_when_the_store_comes_back_from_before),
    };

    return world_run_ready("erase", tests, COUNT(tests));
}
