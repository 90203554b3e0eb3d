/* phone.c -- see phone.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "phone.h"

#include "base/hpke.h"
#include "core/build.h"
#include "queries_dump.h"

#include <stdio.h>
#include <string.h>

const char *name_id(struct arena *a, char kind, int n)
{
    char text[ID_TEXT + 8];

    snprintf(text, sizeof text, "018f0000-00%02x-7000-8000-%012d", (unsigned)kind, n);
    return arena_copy(a, text, ID_TEXT - 1);
}

static struct id id_named(struct arena *a, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(a, kind, n), ID_TEXT - 1, &id));
    return id;
}

static struct err plant_city(struct db *db, struct arena *a, void *ctx)
{
    (void)ctx;
    for (int n = 1; n <= 2; n++) {
        struct q_plant_property_in in = {id_named(a, 'p', n), name_id(a, 'p', n)};

        TRY(db_exec(db, &q_plant_property, &in));
    }
    TRY(db_exec(db, &q_plant_visit,
                &(struct q_plant_visit_in){id_named(a, 'v', 50), id_named(a, 'p', 1),
                                           id_named(a, 'u', 1)}));
    return db_exec(db, &q_plant_visit,
                   &(struct q_plant_visit_in){id_named(a, 'v', 51), id_named(a, 'p', 1),
                                              id_named(a, 'u', 2)});
}

static struct err plant_people(struct db *db, struct arena *a, void *ctx)
{
    static const char *const emails[] = {"i1@x", "i2@x", "c1@x", "c2@x"};

    (void)ctx;
    for (int n = 1; n <= 4; n++) {
        TRY(db_exec(db, &q_plant_person,
                    &(struct q_plant_person_in){id_named(a, 'u', n), emails[n - 1],
                                                n == 4 ? "es" : "en"}));
        TRY(db_exec(db, &q_plant_role,
                    &(struct q_plant_role_in){id_named(a, 'u', n),
                                              n <= 2 ? "inspector" : "case-manager"}));
    }
    return ok();
}

/* One pair of keys a process: they are slow to make. */
static struct keys *some_keys(void)
{
    static struct keys keys;

    if (keys.care_box.pair == NULL) {
        memset(keys.care, 3, sizeof keys.care);
        memset(keys.classes, 4, sizeof keys.classes);
        memset(keys.blind, 5, sizeof keys.blind);
        require(p256_make(&keys.care_box).kind == OK);
        require(p256_make(&keys.receipt).kind == OK);
    }
    return &keys;
}

struct phone *phone_new(struct world *w)
{
    struct phone *p = arena_new(&w->arena, struct phone);

    *p = (struct phone){.w = w,
                        .arena = &w->arena,
                        .keys = some_keys(),
                        .user = id_to(user, id_named(&w->arena, 'u', 1)),
                        .now = 1795500000000}; /* 2026-11-24 */
    assert_ok(world_change(w, STORE_ENFORCEMENT, plant_city, NULL));
    assert_ok(world_change(w, STORE_REGISTRY, plant_people, NULL));
    for (int i = 0; i < STORES; i++)
        world_store(w, (enum store_name)i);
    return p;
}

static const char *op_with(struct phone *p, int n, const char *content, const char *more)
{
    struct build b = {.arena = p->arena};

    build_text(&b, "{\"id\":\"");
    build_text(&b, name_id(p->arena, 'o', n));
    build_text(&b, "\",\"at\":");
    build_int(&b, p->now + p->clock_off - 60000 + 1000 * n);
    build_text(&b, ",");
    build_text(&b, content);
    if (more[0] != '\0')
        build_text(&b, ",");
    build_text(&b, more);
    build_text(&b, "}");
    return build_done(&b);
}

static const char *content_of(struct phone *p, const char *kind, const char *data)
{
    struct build b = {.arena = p->arena};

    build_text(&b, "\"kind\":\"");
    build_text(&b, kind);
    build_text(&b, "\",\"data\":{");
    build_text(&b, data);
    build_text(&b, "}");
    return build_done(&b);
}

const char *op_make(struct phone *p, int n, const char *kind, const char *data,
                    const char *more)
{
    return op_with(p, n, content_of(p, kind, data), more);
}

const char *op_sealed_as(struct phone *p, int n, const char *plain, const char *city)
{
    const char *id = name_id(p->arena, 'o', n);
    struct build info = {.arena = p->arena}, b = {.arena = p->arena};
    struct bytes sealed;

    build_text(&info, "doorstep envelope 1|");
    build_text(&info, city);
    const char *context = build_done(&info);
    struct hpke with = {HPKE_AES256,
                        {(const uint8_t *)context, strlen(context)},
                        {(const uint8_t *)id, strlen(id)}};
    require(hpke_seal(p->keys->care_box.point, &with,
                      (struct bytes){(const uint8_t *)plain, strlen(plain)}, p->arena,
                      &sealed)
                .kind == OK);
    build_text(&b, "\"kind\":\"envelope\",\"envelope\":\"");
    build_text(&b, base64url(p->arena, sealed));
    build_text(&b, "\"");
    return op_with(p, n, build_done(&b), "");
}

const char *op_sealed(struct phone *p, int n, const char *kind, const char *data)
{
    struct build b = {.arena = p->arena};

    build_text(&b, "{");
    build_text(&b, content_of(p, kind, data));
    build_text(&b, "}");
    return op_sealed_as(p, n, build_done(&b), WORLD_CITY);
}

static struct session session_of(struct phone *p, struct arena *a, struct stores *stores)
{
    static const struct zone_change eastern = {0, -5 * 3600};
    static const struct zone zone = {&eastern, 1};

    for (int i = 0; i < STORES; i++)
        stores->of[i] = world_store(p->w, (enum store_name)i);
    return (struct session){
        .actor = {.user = p->user, .roles = 1 << ROLE_INSPECTOR, .name = "A Person"},
        .city = WORLD_CITY,
        .city_name = "Testville",
        .lang = "en",
        .now = p->now,
        .zone = &zone,
        .arena = a,
        .keys = p->keys,
        .device = p->rq.device,
        .disabled = p->disabled,
        .by_device = p->by_device,
        .stores = stores,
    };
}

struct run {
    struct phone *p;
    enum store_name store;
    struct err (*act)(struct session *s, void *ctx);
    void *ctx;
};

static struct err run_act(struct db *db, struct arena *a, void *ctx)
{
    struct run *r = ctx;
    struct stores stores;
    struct session s = session_of(r->p, a, &stores);

    s.db[r->store] = db;
    s.writes = stores.of[r->store];
    struct err e = r->act(&s, r->ctx);
    session_close(&s);
    return e;
}

struct err phone_run(struct phone *p, enum store_name store,
                     struct err (*act)(struct session *s, void *ctx), void *ctx)
{
    struct run r = {p, store, act, ctx};

    return world_change(p->w, store, run_act, &r);
}

/* The job's arena is gone after it. */
static struct err keep_words(struct phone *p, struct err e)
{
    for (size_t i = 0; i < p->rq.ops_len; i++)
        if (p->results[i].msg != NULL)
            p->results[i].msg =
                arena_copy(p->arena, p->results[i].msg, strlen(p->results[i].msg));
    return e;
}

static struct err run_enforcement(struct session *s, void *ctx)
{
    struct phone *p = ctx;

    return keep_words(
        p, sync_enforcement(s, &p->rq, &(struct sync_done){p->results, p->rq.ops_len}));
}

static struct err run_care(struct session *s, void *ctx)
{
    struct phone *p = ctx;

    return keep_words(
        p, sync_care(s, &p->rq, &(struct sync_done){p->results, p->rq.ops_len}));
}

const char *phone_answer(struct phone *p, const char *cursor, struct sync_answer *out)
{
    struct sync_done done = {p->results, p->rq.ops_len};
    struct stores stores;
    struct session s = session_of(p, p->arena, &stores);

    p->rq.cursor = cursor;
    assert_ok(sync_answer(&s, &p->rq, &done, out));
    session_close(&s);
    return sync_write(p->arena, "en", out);
}

struct sync_result *phone_send(struct phone *p, const char *const *ops, size_t len)
{
    struct build b = {.arena = p->arena};
    struct faults faults = {0};

    require(len <= PHONE_OPS);
    memset(p->results, 0, sizeof p->results);
    build_text(&b, "{\"device\":\"");
    build_text(&b, name_id(p->arena, 'd', p->device + 1));
    build_text(&b, "\",\"now\":");
    build_int(&b, p->now + p->clock_off);
    build_text(&b, ",\"ops\":[");
    for (size_t i = 0; i < len; i++) {
        build_text(&b, i > 0 ? "," : "");
        build_text(&b, ops[i]);
    }
    build_text(&b, "]}");
    const char *body = build_done(&b);
    assert_ok(sync_read(p->arena, body, strlen(body), &faults, &p->rq));
    assert_ok(phone_run(p, STORE_ENFORCEMENT, run_enforcement, p));
    assert_ok(phone_run(p, STORE_CARE, run_care, p));
    return p->results;
}

struct sync_result *phone_send_one(struct phone *p, const char *op)
{
    return phone_send(p, &op, 1);
}

void check_result(const struct sync_result *r, enum sync_status status, const char *why)
{
    assert_int_equal(r->status, status);
    assert_non_null(r->msg);
    assert_string_equal(r->msg, why);
}

/* Rows as text by their columns: one function for every dump. */
struct dump {
    struct build b;
    const struct query *q;
};

static void put_cell(struct build *b, const struct column *c, const void *row)
{
    const char *at = (const char *)row + c->offset;
    char text[ID_TEXT];

    build_char(b, ' ');
    switch (c->kind) {
    case COL_INT:
    case COL_INSTANT:
        build_int(b, *(const int64_t *)(const void *)at == INT_NONE
                         ? -1
                         : *(const int64_t *)(const void *)at);
        return;
    case COL_TEXT:
        build_text(b, *(const char *const *)(const void *)at != NULL
                          ? *(const char *const *)(const void *)at
                          : "-");
        return;
    case COL_DAY:
        day_format(*(const struct day *)(const void *)at, text);
        build_text(b, text);
        return;
    case COL_ID:
        id_format(*(const struct id *)(const void *)at, text);
        build_text(b, text);
        return;
    case COL_BYTES: /* sealed: never the same twice */
        build_text(b,
                   ((const struct bytes *)(const void *)at)->p != NULL ? "sealed" : "-");
        return;
    }
}

static struct err put_row(void *ctx, const void *row)
{
    struct dump *d = ctx;

    build_text(&d->b, d->q->name);
    for (size_t i = 0; i < d->q->out_len; i++)
        put_cell(&d->b, &d->q->out[i], row);
    build_char(&d->b, '\n');
    return ok();
}

static const char *dump(struct phone *p, enum store_name store,
                        const struct query *const *queries, size_t len)
{
    struct dump d = {.b = {.arena = p->arena}};
    struct db *db = world_read(p->w, store);

    for (size_t i = 0; i < len; i++) {
        d.q = queries[i];
        assert_ok(db_each(db, d.q, NULL, put_row, &d));
    }
    store_read_end(&db);
    return build_done(&d.b);
}

const char *dump_enforcement(struct phone *p)
{
    static const struct query *const all[] = {
        &q_dump_visit,      &q_dump_finding,      &q_dump_photo,   &q_dump_seen,
        &q_dump_addendum,   &q_dump_visit_rollup, &q_dump_waiting, &q_dump_withdrawn,
        &q_dump_seen_photo, &q_dump_no_entry,     &q_dump_facts,   &q_dump_said,
        &q_dump_settled,
    };

    return dump(p, STORE_ENFORCEMENT, all, COUNT(all));
}

const char *dump_trail(struct phone *p, enum store_name store)
{
    static const struct query *const all[] = {&q_dump_audit, &q_dump_change, &q_dump_op};

    return dump(p, store, all, COUNT(all));
}

const char *dump_care(struct phone *p)
{
    static const struct query *const all[] = {
        &q_dump_casefile, &q_dump_fault,  &q_dump_choice, &q_dump_reason,
        &q_dump_consent,  &q_dump_parked, &q_dump_door,   &q_dump_mail,
    };

    return dump(p, STORE_CARE, all, COUNT(all));
}

const char *dump_survey(struct phone *p)
{
    static const struct query *const all[] = {&q_dump_survey_count};

    return dump(p, STORE_CARE, all, COUNT(all));
}

void phone_asks(struct phone *p, int n)
{
    char data[600];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"%d\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"
             "\"urgency\":\"today\",\"phone\":\"617 555 0142\",\"knock\":\"\","
             "\"message_ok\":\"no\",\"call_name\":\"Zenobia %d\","
             "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","
             "\"card_code\":\"\"",
             name_id(p->arena, 'c', n), name_id(p->arena, 'n', n),
             name_id(p->arena, 'p', 1), n, n);
    assert_applied(phone_send_one(p, op_sealed(p, n, "help.request", data)));
}
