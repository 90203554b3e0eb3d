/* house.c -- see house.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "house.h"

#include "base/crypto.h"
#include "queries_dump.h"

#include <stdio.h>
#include <string.h>

#define SHA "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

const struct house_told house_full = {
    .present = "occupant",
    .occupancy = "occupied",
    .card = "yes",
    .card_why = "",
    .door_card = "yes",
    .door_why = "refused",
    .room = "2, front",
    .sign =
        ",\"scope\":\"comprehensive\",\"told_right\":\"yes\",\"entry\":\"occupant\","
        "\"lead\":\"ordered\",\"unsafe\":\"1\",\"habitable\":\"3\",\"rooms\":[\"kitchen\"]",
    .came = "phone",
    .wrong = "The radiator is cold.",
};
const struct house_told house_bare = {
    .present = "nobody",
    .occupancy = "unknown",
    .card = "no",
    .card_why = "refused",
    .door_card = "no",
    .door_why = "unsafe",
    .room = "",
    .sign = ",\"scope\":\"comprehensive\",\"told_right\":\"yes\"",
    .came = "written",
    .wrong = "x",
};

static const char *signing(struct phone *p, int visit, const struct house_told *t)
{
    char order[300], escaped[400], data[1200];
    struct sha256 sha;
    size_t n = 0;

    snprintf(order, sizeof order,
             "Inspected: Tuesday, November 24, 2026%s\nInspector: A Person\n%s%s%s"
             "   Where: bedroom %s\n   What: Call 617 555 0100.\n",
             t->room[0] ? ", 2:05 pm" : "", t->room[0] ? "Present: " : "",
             t->room[0] ? t->present : "", t->room[0] ? "\n" : "", t->room);
    sha = sha256_of(order, strlen(order));
    for (const char *c = order; *c != '\0'; c++) {
        if (*c == '\n')
            escaped[n++] = '\\';
        escaped[n++] = *c == '\n' ? 'n' : *c;
    }
    escaped[n] = '\0';
    snprintf(data, sizeof data,
             "\"inspection\":\"%s\",\"name\":\"A Person\",\"order\":\"%s\","
             "\"order_sha256\":\"%s\",\"lang\":\"en\"%s",
             name_id(p->arena, 'v', visit), escaped,
             hex(p->arena, (struct bytes){sha.b, SHA256_LEN}), t->sign);
    return op_make(p, 10 * visit + 5, "inspection.sign", data, "");
}

static const char *starting(struct phone *p, int visit, int home,
                            const struct house_told *t)
{
    char data[400];

    snprintf(data, sizeof data,
             "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"2B\","
             "\"kind\":\"complaint\",\"occupancy\":\"%s\",\"present\":[\"%s\"]",
             name_id(p->arena, 'v', visit), name_id(p->arena, 'p', home), t->occupancy,
             t->present);
    return op_make(p, 10 * visit + 1, "inspection.start", data, "");
}

static const char *finding(struct phone *p, int visit, const struct house_told *t)
{
    char data[700];

    snprintf(data, sizeof data,
             "\"finding\":\"%s\",\"inspection\":\"%s\",\"code\":\"410.180\","
             "\"library\":\"105-cmr-410:2023-05-12\",\"place\":\"bedroom\",\"note\":"
             "\"=SUM(1) ask maria@example.org, 410.180.\",\"endangering\":\"1\","
             "\"responsible\":\"owner\",\"correct_by\":\"2026-11-25\",\"room\":\"%s\","
             "\"photos\":[\"" SHA ":9:1\"]",
             name_id(p->arena, 'f', visit), name_id(p->arena, 'v', visit), t->room);
    return op_make(p, 10 * visit + 2, "finding.add", data, "");
}

static const char *with_ids(struct phone *p, const char *format, int visit)
{
    char data[400];

    snprintf(data, sizeof data, format, name_id(p->arena, 'v', visit),
             name_id(p->arena, 'f', visit));
    return arena_copy(p->arena, data, strlen(data));
}

static void send(struct phone *p, const char *const *ops, size_t len)
{
    phone_send(p, ops, len);
    for (size_t i = 0; i < len; i++)
        assert_applied(&p->results[i]);
}

static void visit(struct phone *p, int n, int home, const struct house_told *t)
{
    char card[200];

    snprintf(card, sizeof card, "\"inspection\":\"%%s\",\"left\":\"%s\"%s%s%s", t->card,
             t->card_why[0] ? ",\"reason\":\"" : "", t->card_why,
             t->card_why[0] ? "\"" : "");
    const char *const ops[] = {
        starting(p, n, home, t),
        finding(p, n, t),
        op_make(p, 10 * n + 3, "finding.state",
                with_ids(p,
                         "\"inspection\":\"%s\",\"finding\":\"%s\",\"state\":"
                         "\"corrected\"",
                         n),
                ""),
        op_make(p, 10 * n + 4, "card.set", with_ids(p, card, n), ""),
        signing(p, n, t),
        op_make(p, 10 * n + 6, "inspection.addendum",
                with_ids(p,
                         "\"inspection\":\"%s\",\"addendum\":\"%s\",\"text\":"
                         "\"Ring 617-555-0143.\"",
                         n),
                ""),
    };

    send(p, ops, COUNT(ops));
}

static const char *closed_door(struct phone *p, const struct house_told *t)
{
    char data[400];

    snprintf(data, sizeof data,
             "\"inspection\":\"%s\",\"property\":\"%s\",\"unit\":\"2B\",\"kind\":"
             "\"complaint\",\"reason\":\"%s\",\"card_left\":\"%s\"",
             name_id(p->arena, 'v', HOUSE_CLOSED), name_id(p->arena, 'p', HOUSE_HOME),
             t->door_why, t->door_card);
    return op_make(p, 9, "inspection.no-entry", data, "");
}

void house_visit(struct phone *p, const struct house_told *t)
{
    const char *closed = closed_door(p, t);

    visit(p, HOUSE_VISIT, HOUSE_HOME, t);
    visit(p, 4, HOUSE_NEXT_DOOR, t);
    send(p, &closed, 1);
}

struct planting {
    struct phone *p;
    const struct house_told *told;
};

static struct err plant_homes(struct db *db, struct arena *a, void *ctx)
{
    struct phone *p = ctx;

    (void)a;
    TRY(db_exec(db, &q_plant_home,
                &(struct q_plant_home_in){id_named(p, 'p', 3), "three", 12, "12", "3"}));
    return db_exec(db, &q_plant_home,
                   &(struct q_plant_home_in){id_named(p, 'p', HOUSE_NEXT_DOOR), "four",
                                             14, "14", ""});
}

static struct err plant(struct db *db, struct arena *a, void *ctx)
{
    struct planting *x = ctx;
    struct phone *p = x->p;
    struct id visit = id_named(p, 'v', HOUSE_VISIT), finding = id_named(p, 'f', 1);
    struct id home = id_named(p, 'p', HOUSE_HOME), first = id_named(p, 'd', 1);
    struct q_plant_request_in asked = {id_named(p, 'r', 1), visit, home, x->told->came,
                                       x->told->wrong};

    (void)a;
    TRY(db_exec(db, &q_plant_request, &asked));
    asked.id = id_named(p, 'r', 2);
    asked.inspection = id_named(p, 'v', 50); /* of a visit that nobody made */
    TRY(db_exec(db, &q_plant_request, &asked));
    TRY(db_exec(db, &q_plant_delivery,
                &(struct q_plant_delivery_in){first, visit, "email", {{0}}}));
    TRY(db_exec(
        db, &q_plant_delivery,
        &(struct q_plant_delivery_in){id_named(p, 'd', 2), visit, "certified", first}));
    TRY(db_exec(db, &q_plant_extension,
                &(struct q_plant_extension_in){id_named(p, 'x', 1), finding}));
    return db_exec(db, &q_plant_more_time,
                   &(struct q_plant_more_time_in){id_named(p, 'm', 1), finding});
}

void house_plant(struct phone *p, const struct house_told *told)
{
    assert_ok(world_change(p->w, STORE_ENFORCEMENT, plant, &(struct planting){p, told}));
}

struct phone *house_new(struct world *w, const struct house_told *told)
{
    struct phone *p = phone_new(w);

    assert_ok(world_change(w, STORE_ENFORCEMENT, plant_homes, p));
    if (told != NULL) {
        house_visit(p, told);
        house_plant(p, told);
    }
    return p;
}

static const struct zone_change eastern = {0, -5 * 3600};
static const struct zone zone = {&eastern, 1};

static struct release_scope scope_of(struct phone *p, int home, enum asker asker)
{
    return (struct release_scope){
        .property = id_to(property, id_named(p, 'p', home)),
        .first = day_make(1900, 1, 1),
        .last = day_make(2199, 12, 31),
        .today = zone_day(&zone, p->now),
        .asker = asker,
        .zone = &zone,
    };
}

struct release_text house_text(struct phone *p, int home, enum asker asker)
{
    struct release_scope scope = scope_of(p, home, asker);
    struct db *db = world_read(p->w, STORE_ENFORCEMENT);
    struct release_text t;

    assert_ok(release_text_make(db, &scope, p->arena, &t));
    store_read_end(&db);
    return t;
}

struct release_bundle house_bundle(struct phone *p, enum asker asker)
{
    struct release_scope scope = scope_of(p, HOUSE_HOME, asker);
    struct db *db = world_read(p->w, STORE_ENFORCEMENT);
    struct release_bundle b;

    assert_ok(release_bundle_make(db, &scope, "en", p->arena, &b));
    store_read_end(&db);
    return b;
}

const char *house_csv(struct phone *p, enum asker asker)
{
    struct release_text t = house_text(p, HOUSE_HOME, asker);

    return release_text_csv(&t);
}

static struct err do_it(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    s->actor.roles = 1u << ROLE_RECORDS;
    s->arena = d->p->arena;
    d->out = NULL;
    struct err e = d->act(s, d->in, &d->out);
    d->fault = s->faults.len ? s->faults.of[0].msg : NULL;
    return e;
}

struct err as_records(struct phone *p, struct doing *d)
{
    d->p = p;
    return phone_run(p, STORE_ENFORCEMENT, do_it, d);
}

const struct disposal_page *house_schedule(struct phone *p)
{
    struct doing d = {.act = disposal_view};

    assert_ok(as_records(p, &d));
    return d.out;
}

const struct disposal_due *house_due(struct phone *p, enum retention class)
{
    return &house_schedule(p)->of[class - RETENTION_PUBLIC];
}

struct err house_approve(struct phone *p, int n, const struct disposal_due *seen)
{
    const struct disposal_in in = {.id = id_named(p, 'z', n),
                                   .class = seen->class,
                                   .before = seen->before,
                                   .due = (int64_t)seen->due,
                                   .permission = "The Supervisor of Records, No. 14",
                                   .sure = true};

    return as_records(p, &(struct doing){.act = disposal_approve, .in = &in});
}

void house_yes(struct phone *p, enum retention class)
{
    assert_ok(house_approve(p, 1 + (int)class, house_due(p, class)));
}
