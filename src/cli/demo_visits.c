/* demo_visits.c -- the inspections of data/demo, sent as a phone would send them.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/demo_world.h"

#include "app/plan_app.h"
#include "base/crypto.h"
#include "base/json.h"
#include "domain/deadline.h"
#include "domain/library.h"
#include "domain/order.h"
#include "store/scheduled_store.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define MINUTE INT64_C(60000)
#define FIELDS_MAX 400

/* What a visit left open at a home, for the next one. */
struct open_finding {
    struct open_finding *next;
    struct id id;
    const struct demo_row *kind; /* of findings.csv */
    int64_t at;
    const char *by; /* a day */
};

struct demo_home {
    struct demo_home *next;
    const char *address, *unit;
    struct open_finding *open;
};

static struct demo_home *home_of(struct demo *d, const char *address, const char *unit)
{
    struct demo_home *h = d->homes;

    while (h != NULL && (strcmp(h->address, address) != 0 || strcmp(h->unit, unit) != 0))
        h = h->next;
    if (h == NULL) {
        h = arena_new(d->arena, struct demo_home);
        *h = (struct demo_home){d->homes, address, unit, NULL};
        d->homes = h;
    }
    return h;
}

/* The table of findings, kept for the time of the furnishing. */
struct kinds {
    struct demo_row of[40];
    size_t len;
};

static struct err keep_kind(void *ctx, const struct demo_row *row)
{
    struct kinds *k = ctx;

    require(k->len < COUNT(k->of));
    k->of[k->len++] = *row;
    return ok();
}

/* One visit under way: its ops, and the order that grows with them. */
struct visit {
    struct demo *d;
    const struct kinds *kinds;
    const struct demo_row *row;
    const struct demo_person *who;
    struct demo_home *home;
    struct json_out ops;
    struct field order[FIELDS_MAX];
    size_t order_len;
    char id[ID_TEXT], property[ID_TEXT];
    int64_t start, at;
    int seq;
};

static void say(struct visit *v, const char *name, const char *value)
{
    require(v->order_len < FIELDS_MAX);
    v->order[v->order_len++] =
        (struct field){name, arena_copy(v->d->arena, value, strlen(value))};
}

static void say_day(struct visit *v, const char *name, const char *minute_name,
                    int64_t at)
{
    char text[DAY_TEXT];

    day_format(zone_day(&v->d->city->zone, at), text);
    say(v, name, text);
    if (minute_name == NULL)
        return;
    snprintf(text, sizeof text, "%d", zone_minute_of_day(&v->d->city->zone, at));
    say(v, minute_name, text);
}

static const char *new_id(struct visit *v, char out[ID_TEXT])
{
    id_format(id_mint(v->at), out);
    return out;
}

/* An op's head; the caller writes its data and calls op_end. */
static void op_begin(struct visit *v, const char *kind)
{
    char id[ID_TEXT];

    json_map(&v->ops, NULL);
    json_put_text(&v->ops, "id", new_id(v, id));
    json_put_int(&v->ops, "seq", ++v->seq);
    json_put_text(&v->ops, "kind", kind);
    json_put_int(&v->ops, "at", v->at);
    json_map(&v->ops, "data");
    json_put_text(&v->ops, "inspection", v->id);
}

static void op_end(struct visit *v, int minutes)
{
    json_end_map(&v->ops);
    json_end_map(&v->ops);
    v->at += minutes * MINUTE;
}

static const char *get(const struct visit *v, const char *column)
{
    return demo_get(v->row, column);
}

static void start(struct visit *v)
{
    const char *rest = get(v, "present"), *who;

    op_begin(v, "inspection.start");
    json_put_text(&v->ops, "property", v->property);
    json_put_text(&v->ops, "unit", get(v, "unit"));
    json_put_text(&v->ops, "kind", get(v, "kind"));
    json_put_text(&v->ops, "occupancy", get(v, "occupancy"));
    json_list(&v->ops, "present");
    while ((who = demo_word(v->d->arena, &rest, ';')) != NULL) {
        json_put_text(&v->ops, NULL, who);
        say(v, "present", who);
    }
    json_end_list(&v->ops);
    op_end(v, 6);
}

static void say_finding(struct visit *v, const struct open_finding *f, bool earlier)
{
    static const char *const same[] = {"code", "place", "note", "endangering",
                                       "responsible"};
    char id[ID_TEXT];
    const struct edition *e = edition_on(zone_day(&v->d->city->zone, f->at));

    id_format(f->id, id);
    say(v, "finding", id);
    say(v, "title", section_find(e, demo_get(f->kind, "code"))->titles[LANG_EN]);
    for (size_t i = 0; i < COUNT(same); i++)
        say(v, same[i], demo_get(f->kind, same[i]));
    say(v, "correct_by", f->by);
    if (earlier)
        say_day(v, "first_seen", NULL, f->at);
}

/* A second visit finds what was open corrected, but for what the occupant must do. */
static void look_again(struct visit *v)
{
    bool again = strcmp(get(v, "kind"), "reinspection") == 0;
    struct open_finding **at = &v->home->open;

    while (*at != NULL) {
        bool done = again && strcmp(demo_get((*at)->kind, "responsible"), "owner") == 0;
        char id[ID_TEXT];

        id_format((*at)->id, id);
        op_begin(v, "finding.state");
        json_put_text(&v->ops, "finding", id);
        json_put_text(&v->ops, "state", done ? "corrected" : "open");
        op_end(v, 2);
        if (done) {
            *at = (*at)->next;
        } else {
            say_finding(v, *at, true);
            at = &(*at)->next;
        }
    }
}

static const struct demo_row *kind_of(const struct visit *v, const char *word)
{
    for (size_t i = 0; i < v->kinds->len; i++)
        if (strcmp(demo_get(&v->kinds->of[i], "finding"), word) == 0)
            return &v->kinds->of[i];
    die("a finding that findings.csv lacks");
    return NULL;
}

static struct open_finding *find(struct visit *v, const char *word)
{
    struct open_finding *f = arena_new(v->d->arena, struct open_finding);
    const char *text_of[] = {"code", "place", "note", "endangering", "responsible"};
    char id[ID_TEXT], day[DAY_TEXT];

    *f = (struct open_finding){NULL, id_mint(v->at), kind_of(v, word), v->at, NULL};
    id_format(f->id, id);
    day_format(correct_by(&v->d->city->zone, &v->d->holidays, v->at,
                          demo_int(f->kind, "endangering") == 1),
               day);
    f->by = arena_copy(v->d->arena, day, strlen(day));
    op_begin(v, "finding.add");
    json_put_text(&v->ops, "finding", id);
    json_put_text(&v->ops, "library", edition_on(zone_day(&v->d->city->zone, v->at))->id);
    for (size_t i = 0; i < COUNT(text_of); i++)
        json_put_text(&v->ops, text_of[i], demo_get(f->kind, text_of[i]));
    json_put_text(&v->ops, "correct_by", f->by);
    op_end(v, 4);
    say_finding(v, f, false);
    return f;
}

static void find_all(struct visit *v)
{
    const char *rest = get(v, "findings"), *word;
    struct open_finding *found = NULL;

    while ((word = demo_word(v->d->arena, &rest, ';')) != NULL) {
        struct open_finding *f = find(v, word);
        f->next = found;
        found = f;
    }
    while (found != NULL) {
        struct open_finding *next = found->next;
        found->next = v->home->open;
        v->home->open = found;
        found = next;
    }
}

static void card(struct visit *v)
{
    op_begin(v, "card.set");
    json_put_text(&v->ops, "left", get(v, "card_left"));
    if (*get(v, "card_reason") != '\0')
        json_put_text(&v->ops, "reason", get(v, "card_reason"));
    op_end(v, 1);
}

static const char *units_of(const struct visit *v)
{
    return strlen(get(v, "address")) % 2 == 0 ? "3" : "2";
}

static const char *rooms_of(const struct visit *v)
{
    return strlen(get(v, "unit")) % 2 == 0 ? "4" : "5";
}

static void sign(struct visit *v)
{
    struct fields all = {v->order, v->order_len};
    const char *order = order_compose(&all, v->d->arena);
    struct sha256 sha = sha256_of(order, strlen(order));
    const char *hash = hex(v->d->arena, (struct bytes){sha.b, SHA256_LEN});

    op_begin(v, "inspection.sign");
    json_put_text(&v->ops, "name", v->who->name);
    json_put_text(&v->ops, "order", order);
    json_put_text(&v->ops, "order_sha256", hash);
    json_put_text(&v->ops, "lang", "en");
    json_put_text(&v->ops, "units", units_of(v));
    json_put_text(&v->ops, "habitable", rooms_of(v));
    op_end(v, 1);
}

static void head_of_order(struct visit *v)
{
    const struct edition *e = edition_on(zone_day(&v->d->city->zone, v->start));

    say(v, "city", v->d->city->city.name);
    say(v, "department", "Inspectional Services");
    say(v, "phone", "617-555-0100");
    say(v, "address", get(v, "address"));
    say(v, "unit", get(v, "unit"));
    say(v, "inspector", v->who->name);
    say_day(v, "day", "minute", v->start);
    say(v, "occupancy", get(v, "occupancy"));
    say(v, "units", units_of(v));
    say(v, "habitable", rooms_of(v));
    say(v, "library", e->id);
    /* "Signed" is told before it is known to the minute: a visit takes forty. */
    say_day(v, "signed_day", "signed_minute", v->start + 40 * MINUTE);
}

static struct err send(struct visit *v)
{
    return demo_upload(v->d, &(struct demo_upload){STORE_ENFORCEMENT, v->who, v->at,
                                                   json_done(&v->ops)});
}

static struct err visit(void *ctx, const struct demo_row *row)
{
    struct visit *v = ctx;
    struct property_id property;
    char device[ID_TEXT];

    *v = (struct visit){.d = v->d, .kinds = v->kinds, .row = row};
    v->ops = (struct json_out){.arena = v->d->arena};
    v->who = demo_person(v->d, get(v, "inspector"));
    v->start = v->at = demo_at(v->d, demo_int(row, "days_ago"), get(v, "time"));
    v->home = home_of(v->d, get(v, "address"), get(v, "unit"));
    TRY(demo_property(v->d, get(v, "address"), get(v, "unit"), &property));
    id_format(id_of(property), v->property);
    new_id(v, v->id);
    json_map(&v->ops, NULL);
    json_put_text(&v->ops, "device", new_id(v, device));
    json_put_int(&v->ops, "now", v->at + 60 * MINUTE);
    json_put_text(&v->ops, "cursor", "");
    json_list(&v->ops, "ops");
    head_of_order(v);
    start(v);
    look_again(v);
    find_all(v);
    card(v);
    sign(v);
    json_end_list(&v->ops);
    json_end_map(&v->ops);
    v->at = v->start + 60 * MINUTE;
    return send(v);
}

/* The day of a permit system that a city keeps beside this program. */
struct listed {
    struct scheduled visit;
    int n;
    struct demo *d;
};

static struct err list_one(struct db *db, struct arena *a, void *ctx)
{
    struct listed *l = ctx;
    enum scheduled_put put;

    TRY(scheduled_put(db, a, &l->visit, &put));
    require(put == SCHEDULED_ADDED);
    return ok();
}

static struct err list(void *ctx, const struct demo_row *row)
{
    struct listed *l = ctx;
    struct demo *d = l->d;
    struct address_parts parts;

    require(address_split(d->arena, demo_get(row, "address"), &parts));
    parts.unit = demo_get(row, "unit");
    l->visit = (struct scheduled){
        .external_id = cli_words(d->arena, "HV-%04d", ++l->n),
        .new_id = id_to(inspection, id_mint(d->now)),
        .inspector = demo_person(d, demo_get(row, "inspector"))->id,
        .unit = demo_get(row, "unit"),
        .kind = demo_get(row, "kind"),
        .planned_time = demo_get(row, "time"),
        .planned_day = d->today,
        .inspected_at = INT_NONE,
        .record_url = cli_words(
            d->arena, "https://permits.harborview.example/inspections/HV-%04d", l->n),
    };
    require(address_read(d->arena, &parts, &l->visit.at) == NULL);
    return stores_change(d->c, d->city->stores.of[STORE_ENFORCEMENT], list_one, l) ==
                   CLI_DONE
               ? ok()
               : failed(ERR_BROKEN, "db.no_row");
}

static struct err plan(void *ctx, const struct demo_row *row)
{
    struct demo *d = ctx;
    struct plan_in in = {
        .inspection = id_to(inspection, id_mint(d->now)),
        .inspector = demo_person(d, demo_get(row, "inspector"))->id,
        .unit = demo_get(row, "unit"),
        .kind = demo_get(row, "kind"),
        .day = d->today,
        .time = demo_get(row, "time"),
    };

    TRY(demo_property(d, demo_get(row, "address"), demo_get(row, "unit"), &in.property));
    return demo_do(d, &(struct demo_act){STORE_ENFORCEMENT,
                                         demo_person(d, demo_get(row, "inspector")),
                                         d->now, inspection_plan, &in});
}

struct err demo_visits(struct demo *d)
{
    struct kinds kinds = {0};
    struct visit v = {.d = d, .kinds = &kinds};

    TRY(demo_each(d->arena, "findings.csv", &kinds, keep_kind));
    TRY(demo_each(d->arena, "inspections.csv", &v, visit));
    struct listed l = {.d = d};
    return d->beside ? demo_each(d->arena, "today.csv", &l, list)
                     : demo_each(d->arena, "today.csv", d, plan);
}
