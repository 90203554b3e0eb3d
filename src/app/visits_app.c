/* visits_app.c -- the visits a phone is sent, with the history of their houses.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/changes.h"

#include "app/differ_app.h"
#include "base/crypto.h"
#include "core/str.h"
#include "domain/digest.h"
#include "domain/library.h"
#include "domain/limits.h"
#include "store/queries_common.h"
#include "store/queries_enforcement.h"

#include <stdio.h>
#include <string.h>

#define DAYS_AHEAD 60   /* a re-inspection is planned so far ahead */
#define DAYS_CHANGED 30 /* findings that are no longer open are still told */
#define HISTORY_MAX 5
#define BATCH_MAX 200 /* change rows in one answer */

/* What the signed ones of these visits are made of (domain/digest.h). */
struct signed_parts {
    struct q_signed_orders_out *orders;
    struct q_signed_findings_out *findings;
    struct q_signed_addenda_out *addenda;
    size_t orders_len, findings_len, addenda_len;
};

/* What one answer is about. */
struct about {
    struct changes *c;
    struct db *db;
    struct q_mine_all_out *visits;
    size_t visits_len;
    struct idlist properties;
    struct q_house_history_out *history;
    size_t history_len;
    struct q_house_photos_out *photos; /* newest first */
    size_t photos_len;
    struct signed_parts signed_parts;
    struct differ_rows differ;
};

static void put_day(struct json_out *o, const char *name, struct day d)
{
    char text[DAY_TEXT];

    day_format(d, text);
    json_put_text(o, name, text[0] != '\0' ? text : NULL);
}

static const char *joined(struct arena *a, const char *x, const char *y)
{
    size_t len = strlen(x) + strlen(y) + 2;
    char *s = arena_alloc(a, len);

    snprintf(s, len, "%s %s", x, y);
    return s;
}

static void put_property(struct json_out *o, struct arena *a,
                         const struct q_mine_all_out *v)
{
    json_map(o, "property");
    json_put_text(o, "id", id_text(a, id_of(v->property)));
    json_put_text(o, "address", joined(a, v->number, v->street));
    json_put_text(o, "place", v->place);
    json_put_text(o, "postcode", v->postcode);
    if (v->property_unit[0] != '\0')
        json_put_text(o, "unit", v->property_unit);
    json_put_text(o, "neighbourhood", v->neighbourhood);
    if (v->year_built != INT_NONE)
        json_put_int(o, "year_built", v->year_built);
    if (v->lat_e7 != INT_NONE && v->lon_e7 != INT_NONE) {
        json_put_int(o, "lat_e7", v->lat_e7);
        json_put_int(o, "lon_e7", v->lon_e7);
    }
    json_end_map(o);
}

static void put_count(struct json_out *o, const char *name, int64_t n)
{
    if (n != INT_NONE)
        json_put_int(o, name, n);
}

static void put_history(struct json_out *o, const struct about *about,
                        struct property_id property)
{
    int told = 0;

    json_list(o, "history");
    for (size_t i = 0; i < about->history_len && told < HISTORY_MAX; i++) {
        const struct q_house_history_out *h = &about->history[i];

        if (!id_same(id_of(h->property), id_of(property)))
            continue;
        told++;
        json_map(o, NULL);
        put_day(o, "day", h->day);
        json_put_text(o, "kind", h->kind);
        json_put_int(o, "findings", h->findings);
        json_put_int(o, "open", h->open);
        json_put_text(o, "no_entry", h->no_entry);
        json_put_text(o, "unit", h->unit);
        json_put_text(o, "occupancy", h->occupancy);
        put_count(o, "units", h->units);
        put_count(o, "habitable", h->habitable);
        if (h->unsafe == 1)
            json_put_int(o, "unsafe", 1);
        json_end_map(o);
    }
    json_end_list(o);
}

static void add_part(struct fields *f, struct arena *a, const char *name,
                     const char *value)
{
    struct field *list = arena_array(a, struct field, f->len + 1);

    if (f->len > 0)
        memcpy(list, f->list, f->len * sizeof *list);
    list[f->len] = (struct field){name, value};
    *f = (struct fields){list, f->len + 1};
}

static void add_finding_parts(struct fields *f, struct arena *a,
                              const struct q_signed_findings_out *row)
{
    add_part(f, a, "finding", joined(a, id_text(a, id_of(row->id)), row->code));
    if (row->sha256.len > 0)
        add_part(f, a, "photo", hex(a, row->sha256));
}

/* NULL of a visit that is not signed. */
static const char *digest_of(const struct about *about, struct inspection_id id)
{
    const struct signed_parts *all = &about->signed_parts;
    struct arena *a = about->c->s->arena;
    struct fields parts = {0};

    for (size_t i = 0; i < all->orders_len; i++)
        if (id_same(id_of(all->orders[i].id), id_of(id)))
            add_part(&parts, a, "order", hex(a, all->orders[i].order_sha));
    if (parts.len == 0)
        return NULL;
    for (size_t i = 0; i < all->findings_len; i++)
        if (id_same(id_of(all->findings[i].inspection), id_of(id)))
            add_finding_parts(&parts, a, &all->findings[i]);
    for (size_t i = 0; i < all->addenda_len; i++)
        if (id_same(id_of(all->addenda[i].inspection), id_of(id)))
            add_part(&parts, a, "addendum", id_text(a, id_of(all->addenda[i].id)));
    const char *text = visit_digest_text(&parts, a);
    struct sha256 sha = sha256_of(text, strlen(text));
    return hex(a, (struct bytes){sha.b, SHA256_LEN});
}

static struct err load_signed(struct about *about)
{
    struct arena *a = about->c->s->arena;
    struct idlist visits = {0};

    for (size_t i = 0; i < about->visits_len; i++)
        idlist_add(a, &visits, id_of(about->visits[i].id));
    TRY(differ_load(about->db, a, &visits, &about->differ));
    struct bytes ids = idlist_bytes(&visits);
    struct signed_parts *all = &about->signed_parts;
    TRY(db_many(about->db, &q_signed_orders, &(struct q_signed_orders_in){ids},
                &all->orders, &all->orders_len, a));
    if (all->orders_len == 0)
        return ok();
    TRY(db_many(about->db, &q_signed_findings, &(struct q_signed_findings_in){ids},
                &all->findings, &all->findings_len, a));
    return db_many(about->db, &q_signed_addenda, &(struct q_signed_addenda_in){ids},
                   &all->addenda, &all->addenda_len, a);
}

static void put_values(struct json_out *o, struct arena *a, const struct differ *d)
{
    json_list(o, "values");
    for (size_t i = 0; i < d->said_len; i++) {
        if (!differ_stands(d, i))
            continue;
        json_map(o, NULL);
        json_put_text(o, "op", id_text(a, d->said[i].op));
        json_put_text(o, "device", id_text(a, d->said[i].device));
        json_put_int(o, "at", d->said[i].at);
        json_put_text(o, "value", d->said[i].value);
        json_end_map(o);
    }
    json_end_list(o);
}

static void put_field(struct json_out *o, struct arena *a, enum said_field field,
                      const struct differ *d)
{
    json_map(o, NULL);
    json_put_text(o, "field", said_field_name(field));
    put_values(o, a, d);
    json_end_map(o);
}

/* Which fields were chosen of; those of which phones said different things, with all that
 * stands; and every field, so that whoever says something else can name what she had
 * seen. */
static void put_differ(struct json_out *o, const struct about *about,
                       const struct q_mine_all_out *v)
{
    struct arena *a = about->c->s->arena;
    struct differ of[SAID_FIELDS];

    for (int f = 0; f < SAID_FIELDS; f++)
        of[f] = differ_of(a, &about->differ, id_of(v->id), (enum said_field)f);
    json_list(o, "chosen");
    for (int f = 0; f < SAID_FIELDS; f++)
        if (of[f].settled_len > 0)
            json_put_text(o, NULL, said_field_name((enum said_field)f));
    json_end_list(o);
    json_list(o, "differ");
    for (int f = 0; f < SAID_FIELDS; f++)
        if (differ_open(&of[f]))
            put_field(o, a, (enum said_field)f, &of[f]);
    json_end_list(o);
    json_list(o, "stands");
    for (int f = 0; f < SAID_FIELDS; f++)
        if (of[f].said_len > 0)
            put_field(o, a, (enum said_field)f, &of[f]);
    json_end_list(o);
}

/* What somebody asked the city to look at, and by when: the owner can read it too. */
static void put_request(struct json_out *o, const struct q_mine_all_out *v)
{
    if (v->asked == NULL)
        return;
    json_map(o, "request");
    json_put_text(o, "text", v->asked);
    put_day(o, "due_day", v->due_day);
    json_put_bool(o, "alleged", v->alleged == 1);
    json_end_map(o);
}

static void add_visit(const struct about *about, const struct q_mine_all_out *v)
{
    struct arena *a = about->c->s->arena;
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "id", id_text(a, id_of(v->id)));
    put_property(&o, a, v);
    json_put_text(&o, "unit", v->unit);
    json_put_text(&o, "kind", v->kind);
    json_put_text(&o, "state", v->state);
    put_day(&o, "planned_day", v->planned_day);
    json_put_text(&o, "planned_time", v->planned_time);
    json_put_text(&o, "occupancy", v->occupancy);
    json_put_text(&o, "present", v->present);
    json_put_text(&o, "card_left", v->card_left);
    json_put_text(&o, "card_reason", v->card_reason);
    json_put_text(&o, "external_id", v->external_id);
    if (v->inspected_at != INT_NONE)
        json_put_int(&o, "inspected_at", v->inspected_at);
    json_put_text(&o, "result", v->result);
    json_put_text(&o, "record_url", v->record_url);
    put_request(&o, v);
    if (str_same(v->state, "started"))
        put_differ(&o, about, v);
    put_history(&o, about, v->property);
    const char *digest = digest_of(about, v->id);
    if (digest != NULL)
        json_put_text(&o, "digest", digest);
    json_end_map(&o);
    changes_add(about->c, "inspection", id_text(a, id_of(v->id)), json_done(&o));
}

/* Which pictures there are; the phone asks for each of them (before_app.h). */
static void put_photos(struct json_out *o, const struct about *about,
                       struct finding_id finding)
{
    int told = 0;

    json_list(o, "photos");
    for (size_t i = 0; i < about->photos_len && told < LIMIT_BEFORE_PHOTOS; i++) {
        const struct q_house_photos_out *p = &about->photos[i];

        if (!id_same(id_of(p->finding), id_of(finding)))
            continue;
        told++;
        json_map(o, NULL);
        json_put_text(o, "sha256", hex(o->arena, p->sha256));
        put_day(o, "day", zone_day(about->c->s->zone, p->taken_at));
        json_end_map(o);
    }
    json_end_list(o);
}

/* Of a section that is in force no longer, and in no phone's library. */
static void put_titles(struct json_out *o, const struct section *sec)
{
    json_map(o, "titles");
    for (int i = LANG_EN + 1; i < LANGS; i++)
        json_put_text(o, lang_name((enum lang)i), sec->titles[i]);
    json_end_map(o);
}

static void add_finding(const struct about *about, const struct q_house_findings_out *f)
{
    struct session *s = about->c->s;
    const struct edition *e = edition_named(f->library);
    const struct section *sec = e != NULL ? section_find(e, f->code) : NULL;
    struct json_out o = {.arena = s->arena};

    json_map(&o, NULL);
    json_put_text(&o, "id", id_text(s->arena, id_of(f->id)));
    json_put_text(&o, "inspection", id_text(s->arena, id_of(f->inspection)));
    json_put_text(&o, "property", id_text(s->arena, id_of(f->property)));
    json_put_text(&o, "unit", f->unit);
    json_put_text(&o, "code", f->code);
    json_put_text(&o, "library", f->library);
    json_put_text(&o, "title", sec != NULL ? sec->titles[LANG_EN] : f->code);
    if (sec != NULL && e != edition_on(zone_day(s->zone, s->now)))
        put_titles(&o, sec);
    json_put_text(&o, "place", f->place);
    json_put_text(&o, "note", f->note);
    json_put_int(&o, "endangering", f->endangering);
    json_put_text(&o, "responsible", f->responsible);
    put_day(&o, "correct_by", f->correct_by);
    put_day(&o, "observed_day", zone_day(s->zone, f->observed_at));
    json_put_text(&o, "state", f->state);
    json_put_text(&o, "room", f->room);
    json_put_text(&o, "severity", f->severity);
    put_photos(&o, about, f->id);
    json_end_map(&o);
    changes_add(about->c, "finding", id_text(s->arena, id_of(f->id)), json_done(&o));
}

static void add_gone(const struct about *about, const char *kind, struct id id)
{
    struct json_out o = {.arena = about->c->s->arena};

    json_map(&o, NULL);
    json_put_text(&o, "kind", kind);
    json_end_map(&o);
    changes_add(about->c, "removed", id_text(about->c->s->arena, id), json_done(&o));
}

static struct err add_withdrawn(const struct about *about, struct bytes houses,
                                struct day since)
{
    struct q_house_withdrawn_in in = {houses, since};
    struct q_house_withdrawn_out *rows;
    size_t len;

    TRY(db_many(about->db, &q_house_withdrawn, &in, &rows, &len, about->c->s->arena));
    for (size_t i = 0; i < len; i++)
        add_gone(about, "finding", id_of(rows[i].id));
    return ok();
}

static void note_property(struct about *about, struct id property)
{
    if (!idlist_has(&about->properties, property))
        idlist_add(about->c->s->arena, &about->properties, property);
}

/* Visits first, then what is open in their houses. */
static struct err add_all(struct about *about, struct day since)
{
    struct arena *a = about->c->s->arena;
    struct q_house_history_in of_houses;
    struct q_house_findings_out *findings;
    size_t len;

    for (size_t i = 0; i < about->visits_len; i++)
        note_property(about, id_of(about->visits[i].property));
    if (about->properties.len == 0)
        return ok();
    of_houses.ids = idlist_bytes(&about->properties);
    TRY(db_many(about->db, &q_house_history, &of_houses, &about->history,
                &about->history_len, a));
    TRY(load_signed(about));
    for (size_t i = 0; i < about->visits_len; i++)
        add_visit(about, &about->visits[i]);
    struct q_house_photos_in pictured = {of_houses.ids};
    TRY(db_many(about->db, &q_house_photos, &pictured, &about->photos, &about->photos_len,
                a));
    struct q_house_findings_in open = {of_houses.ids, since};
    TRY(db_many(about->db, &q_house_findings, &open, &findings, &len, a));
    for (size_t i = 0; i < len; i++)
        add_finding(about, &findings[i]);
    return add_withdrawn(about, of_houses.ids, since);
}

static struct day day_off(const struct session *s, int days)
{
    return (struct day){zone_day(s->zone, s->now).n + days};
}

static struct err add_whole(struct about *about)
{
    struct session *s = about->c->s;
    struct q_mine_all_in in = {s->actor.user, day_off(s, -VISIT_DAYS_BACK),
                               day_off(s, DAYS_AHEAD)};

    TRY(db_many(about->db, &q_mine_all, &in, &about->visits, &about->visits_len,
                s->arena));
    return add_all(about, day_off(s, 1)); /* open ones alone */
}

/* Houses where something changed matter where this inspector has a visit. */
static struct err keep_mine(struct about *about, const struct idlist *changed)
{
    struct session *s = about->c->s;
    struct q_mine_at_in in = {s->actor.user, day_off(s, -VISIT_DAYS_BACK),
                              idlist_bytes(changed)};
    struct q_mine_at_out *rows;
    size_t len;

    if (changed->len == 0)
        return ok();
    TRY(db_many(about->db, &q_mine_at, &in, &rows, &len, s->arena));
    for (size_t i = 0; i < len; i++)
        note_property(about, id_of(rows[i].property));
    return ok();
}

/* A visit that was this inspector's and is another's now. */
static void add_removed(const struct about *about, const struct idlist *asked)
{
    for (size_t i = 0; i < asked->len; i++) {
        bool found = false;

        for (size_t k = 0; k < about->visits_len && !found; k++)
            found = id_same(id_of(about->visits[k].id), asked->of[i]);
        if (!found)
            add_gone(about, "inspection", asked->of[i]);
    }
}

static struct err add_changed(struct about *about, const struct q_changes_since_out *rows,
                              size_t len)
{
    struct session *s = about->c->s;
    struct idlist visits = {0}, houses = {0};

    for (size_t i = 0; i < len; i++) {
        struct idlist *l = strcmp(rows[i].kind, "property") == 0 ? &houses : &visits;

        if (!idlist_has(l, rows[i].id))
            idlist_add(s->arena, l, rows[i].id);
    }
    if (visits.len > 0) {
        struct q_mine_by_ids_in in = {s->actor.user, idlist_bytes(&visits)};
        struct q_mine_by_ids_out *found;

        TRY(db_many(about->db, &q_mine_by_ids, &in, &found, &about->visits_len,
                    s->arena));
        _Static_assert(sizeof *found == sizeof *about->visits, "the same columns");
        about->visits = (struct q_mine_all_out *)(void *)found;
        add_removed(about, &visits);
    }
    TRY(keep_mine(about, &houses));
    return add_all(about, day_off(s, -DAYS_CHANGED));
}

struct err visits_add(struct changes *c, bool whole, int64_t *no)
{
    struct about about = {.c = c};
    struct q_changes_since_in in = {*no, c->s->actor.user};
    struct q_changes_since_out *rows;
    size_t len;

    TRY(session_db(c->s, STORE_ENFORCEMENT, &about.db));
    if (whole)
        return add_whole(&about);
    TRY(db_many(about.db, &q_changes_since, &in, &rows, &len, c->s->arena));
    if (len > BATCH_MAX) {
        c->more = true;
        len = BATCH_MAX;
    }
    if (len == 0)
        return ok();
    if (c->more)
        *no = rows[len - 1].no;
    return add_changed(&about, rows, len);
}
