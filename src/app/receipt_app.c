/* receipt_app.c -- see receipt_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/receipt_app.h"

#include "app/contact.h"
#include "app/link.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "core/zone.h"
#include "store/need_store.h"

#include <string.h>

enum { NUMBER_TEXT = 8 };

/* A receipt under way, and what it speaks of. */
struct writing {
    struct session *s;
    const struct casework *w;
    const struct consent *c;
    struct case_needs needs;
    struct contact contact;
    struct receipt r;
};

const char *receipt_number(struct arena *a, struct consent_id id)
{
    char text[ID_TEXT];

    id_format(id_of(id), text);
    return arena_copy(a, text + ID_TEXT - 1 - NUMBER_TEXT, NUMBER_TEXT);
}

static const char *say(const struct writing *t, const char *msg)
{
    return text(t->r.lang, msg);
}

static void put(struct writing *t, const char *label, const char *value)
{
    if (t->r.len < RECEIPT_LINES_MAX && value != NULL)
        t->r.lines[t->r.len++] =
            (struct receipt_line){label != NULL ? say(t, label) : NULL, value};
}

static const char *day_words(const struct writing *t, struct day d)
{
    return when_day(t->s->arena, t->r.lang, d, WHEN_LONG);
}

/* A sealed need has no name on paper. */
static const char *need_words(const struct writing *t, struct need_id id)
{
    for (size_t i = 0; i < t->needs.len; i++) {
        const struct case_need *n = &t->needs.of[i];
        enum need word;

        if (id_same(id_of(n->id), id_of(id)) && !n->sealed && need_parse(n->word, &word))
            return say(t, need_msgid(word));
    }
    return say(t, "receipt.private_need");
}

static bool same_agency(const struct consent *c, size_t i, size_t j)
{
    return id_same(id_of(c->scopes[i].recipient), id_of(c->scopes[j].recipient));
}

/* "Food, Rent", of one agency from scope i on; *next is the first of another. */
static const char *needs_at(const struct writing *t, size_t i, size_t *next)
{
    struct build b = {.arena = t->s->arena};
    const struct consent *c = t->c;
    bool owner = false;
    size_t j = i;

    for (; j < c->scopes_len && same_agency(c, i, j); j++) {
        if (j > i)
            build_text(&b, ", ");
        build_text(&b, need_words(t, c->scopes[j].need));
        owner |= c->scopes[j].contacts_owner;
    }
    if (owner) {
        build_text(&b, ". ");
        build_text(&b, say(t, "receipt.owner"));
    }
    *next = j;
    return build_done(&b);
}

/* With whom, and of a yes for what: one line an agency. */
static void put_agencies(struct writing *t, bool for_what)
{
    const struct consent *c = t->c;

    if (c->kind == CONSENT_HUB)
        put(t, "receipt.with", say(t, "receipt.hub"));
    for (size_t i = 0, next; i < c->scopes_len; i = next) {
        const char *needs = needs_at(t, i, &next);

        t->r.agencies++;
        put(t, "receipt.with", c->scopes[i].organization);
        if (for_what)
            put(t, "receipt.for", needs);
    }
}

static void put_stop(struct writing *t)
{
    struct session *s = t->s;
    const struct contact *who = &t->contact;
    struct build b = {.arena = s->arena};

    if (who->name != NULL && who->phone != NULL)
        build_text(&b, text_fill(s->arena, t->r.lang, "receipt.stop_call", "name",
                                 who->name, "phone", who->phone, NULL));
    build_text(&b, text_fill(s->arena, t->r.lang, "receipt.stop_code", "url",
                             s->public_url ? s->public_url : "", NULL));
    put(t, "receipt.stop", build_done(&b));
}

/* For a telephone that somebody else may read: what it is about stands nowhere. */
static const char *message(const struct writing *t)
{
    const char *phone = t->contact.phone;
    const char *number = receipt_number(t->s->arena, t->r.consent);

    if (phone == NULL)
        return text_fill(t->s->arena, t->r.lang, "receipt.message_short", "number",
                         number, NULL);
    return text_fill(t->s->arena, t->r.lang, "receipt.message", "number", number, "phone",
                     phone, NULL);
}

static void write_yes(struct writing *t)
{
    const struct consent *c = t->c;
    bool hub = c->kind == CONSENT_HUB;

    put(t, NULL, say(t, hub ? "hub.text_1" : "case.consent_text_1"));
    put(t, NULL, say(t, hub ? "hub.text_3" : "case.consent_text_2"));
    put(t, NULL, say(t, hub ? "hub.text_4" : "case.consent_text_4"));
    put_agencies(t, true);
    put(t, "receipt.how",
        say(t, str_same(c->method, consent_method_name(METHOD_SIGNED))
                   ? "receipt.how_signed"
                   : "receipt.how_said"));
    put(t, "receipt.on", day_words(t, zone_day(t->s->zone, c->at)));
    put(t, "receipt.ends", day_words(t, c->expires));
    put_stop(t);
}

static void write_stop(struct writing *t, enum stop_way way)
{
    static const char *const how[STOP_WAYS] = {
        [STOP_BY_CODE] = "receipt.how_code",
        [STOP_BY_PHONE] = "receipt.how_phone",
        [STOP_IN_PERSON] = "receipt.how_person",
        [STOP_BY_ERASURE] = "receipt.how_erasure",
    };

    put(t, NULL, say(t, "receipt.stopped_1"));
    put(t, NULL, say(t, "receipt.stopped_2"));
    put_agencies(t, false);
    put(t, "receipt.how", say(t, how[way]));
    put(t, "receipt.on", day_words(t, zone_day(t->s->zone, t->s->now)));
}

static const struct consent *find(const struct consents *all, struct consent_id id)
{
    for (size_t i = 0; i < all->len; i++)
        if (id_same(id_of(all->of[i].id), id_of(id)))
            return &all->of[i];
    return NULL;
}

static bool shares_scope(const struct consent *a, const struct consent *b)
{
    for (size_t i = 0; i < a->scopes_len; i++)
        for (size_t j = 0; j < b->scopes_len; j++)
            if (id_same(id_of(a->scopes[i].need), id_of(b->scopes[j].need)) &&
                id_same(id_of(a->scopes[i].recipient), id_of(b->scopes[j].recipient)))
                return true;
    return a->kind == CONSENT_HUB;
}

/* Given again: something of it was allowed before, and never taken back. */
static enum receipt_event event_of(const struct consents *all, const struct consent *c)
{
    for (size_t i = 0; i < all->len; i++) {
        const struct consent *was = &all->of[i];

        if (was != c && was->kind == c->kind && was->withdrawn_at == 0 &&
            was->at <= c->at && shares_scope(c, was))
            return RECEIPT_RENEWED;
    }
    return RECEIPT_GIVEN;
}

static struct err begin(struct session *s, struct casework *w, struct consent_id id,
                        struct consents *all, struct writing *t)
{
    const char *lang;

    *t = (struct writing){.s = s, .w = w};
    TRY(consent_list(w->db, &w->key, w->c.id, s->arena, all));
    t->c = find(all, id);
    if (t->c == NULL)
        return ok(); /* older than the list is long */
    TRY(need_list(w->db, casework_keys(s, w), w->c.id, s->arena, &t->needs));
    TRY(contact_case_manager(s, &t->contact));
    lang = text_lang(t->c->lang);
    t->r = (struct receipt){
        .consent = id,
        .casefile = w->c.id,
        .at = s->now,
        .ends = DAY_NONE,
        .text_version = RECEIPT_TEXT_VERSION,
        .lang = lang != NULL ? lang : "en",
        .lines = arena_array(s->arena, struct receipt_line, RECEIPT_LINES_MAX),
    };
    put(t, "receipt.number", receipt_number(s->arena, id));
    return ok();
}

static struct err keep(struct writing *t)
{
    t->r.title = say(t, receipt_event_msgid(t->r.event));
    t->r.message = message(t);
    return receipt_add(t->w->db, &t->w->key, &t->r, t->s->arena);
}

struct err receipt_of_yes(struct session *s, struct casework *w, struct consent_id id)
{
    struct consents all;
    struct writing t;

    TRY(begin(s, w, id, &all, &t));
    if (t.c == NULL)
        return ok();
    t.r.event = event_of(&all, t.c);
    t.r.ends = t.c->expires;
    write_yes(&t);
    return keep(&t);
}

struct err receipt_of_stop(struct session *s, struct casework *w, struct consent_id id,
                           enum stop_way way)
{
    struct consents all;
    struct writing t;

    TRY(begin(s, w, id, &all, &t));
    if (t.c == NULL)
        return ok();
    t.r.event = RECEIPT_WITHDRAWN;
    write_stop(&t, way);
    return keep(&t);
}

struct err receipt_view(struct session *s, const void *input, void **out)
{
    const struct receipt_in *in = input;
    struct receipt_page *p = arena_new(s->arena, struct receipt_page);
    struct casework w;
    struct receipts all;
    size_t at = 0;

    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(receipt_of(w.db, &w.key,
                   &(struct receipt){.consent = in->consent, .casefile = w.c.id},
                   s->arena, &all));
    if (all.len == 0)
        return failed(ERR_NOT_FOUND, "error.not_found");
    p->ended = all.of[0].event == RECEIPT_WITHDRAWN;
    if (in->first && all.len > 1)
        at = all.len - 1;
    p->c = w.c;
    p->r = all.of[at];
    if (!p->ended)
        p->code = withdraw_code(s->keys, in->consent, s->arena);
    p->print_only =
        receipt_text_refusal(&w.c.person.rules, w.c.person.message_ok, w.c.person.phone,
                             zone_minute_of_day(s->zone, s->now));
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}
