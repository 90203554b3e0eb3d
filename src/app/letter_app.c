/* letter_app.c -- see letter_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/letter_app.h"

#include "app/contact.h"
#include "base/crypto.h"
#include "base/helper.h"
#include "core/str.h"
#include "domain/deadline.h"
#include "domain/delivery.h"
#include "store/inspection_store.h"
#include "store/staff_store.h"
#include "wire/letter.h"

#include <stdio.h>
#include <string.h>

/* Forbidden to see is as good as not there. */
static struct err as_missing(struct err e)
{
    return e.kind == ERR_FORBIDDEN || e.kind == ERR_NOT_FOUND
               ? (struct err){ERR_NOT_FOUND, "error.not_found", e.where}
               : e;
}

static struct subject subject_of(const struct inspection_file *f)
{
    return (struct subject){.author = f->inspector, .assigned = f->inspector};
}

static struct err name_people(struct session *s, struct inspection_file *f)
{
    struct staff staff;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(staff_all(db, s->arena, &staff));
    f->inspector_name = staff_name(&staff, f->inspector);
    f->typed_name = staff_name(&staff, f->typed_by);
    for (size_t i = 0; i < f->addenda_len; i++)
        f->addenda[i].author_name = staff_name(&staff, f->addenda[i].author);
    for (size_t i = 0; i < f->deliveries_len; i++)
        f->deliveries[i].recorded_name = staff_name(&staff, f->deliveries[i].recorded_by);
    return ok();
}

static struct err load(struct session *s, struct inspection_id id, enum act act,
                       struct inspection_file *f)
{
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(as_missing(inspection_file_load(db, id, s->arena, f)));
    struct subject on = subject_of(f);
    return as_missing(policy_check(&s->actor, act, &on));
}

/* No field of the file, so that no letter can come to have it. */
static int64_t minutes_on_site(struct session *s, const struct inspection_file *f,
                               const struct subject *on)
{
    if (f->started_at == 0 || f->signed_at < f->started_at ||
        policy_check(&s->actor, ACT_INSPECTION_TIME, on).kind != OK)
        return -1;
    return (f->signed_at - f->started_at) / 60000;
}

struct err inspection_desk(struct session *s, const void *in, void **out)
{
    const struct inspection_in *i = in;
    struct inspection_desk *d = arena_new(s->arena, struct inspection_desk);
    struct db *db;

    TRY(load(s, i->id, ACT_INSPECTION_VIEW, &d->file));
    TRY(name_people(s, &d->file));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(answers_load(s, db, i->id, &d->answers));
    struct subject on = subject_of(&d->file);
    d->may_choose = str_same(d->file.state, "started") &&
                    policy_check(&s->actor, ACT_VISIT_CHOOSE, &on).kind == OK;
    d->may_record = d->file.order_text != NULL &&
                    policy_check(&s->actor, ACT_DELIVERY_RECORD, &on).kind == OK;
    d->may_plan = policy_check(&s->actor, ACT_PLAN_MANAGE, NULL).kind == OK;
    d->minutes = minutes_on_site(s, &d->file, &on);
    *out = d;
    return ok();
}

/* ---- letters ---- */

static struct err letter_begin(struct session *s, enum lang lang, struct letter *l)
{
    struct contact office;

    if (lang == LANGS && !lang_parse(s->lang, &lang))
        lang = LANG_EN;
    TRY(contact_office(s, &office));
    *l = (struct letter){
        .city = s->city_name,
        .department = office.name,
        .office_phone = office.phone,
        .appeal_days = order_limit_on(zone_day(s->zone, s->now))->hearing_days,
        .zone = s->zone,
        .lang = lang,
        .practice = s->practice,
        .arena = s->arena,
    };
    return ok();
}

static const char *file_name(struct session *s, const char *what, struct id id)
{
    char text[ID_TEXT], name[80];

    id_format(id, text);
    snprintf(name, sizeof name, "%s-%s.pdf", what, text);
    return arena_copy(s->arena, name, strlen(name));
}

typedef struct err letter_maker(const struct letter *l, struct bytes *out);

static struct err letter(struct session *s, const struct inspection_in *in,
                         const char *what, letter_maker *make, void **out)
{
    struct document *d = arena_new(s->arena, struct document);
    struct inspection_file *f = arena_new(s->arena, struct inspection_file);
    struct letter l;

    TRY(load(s, in->id, ACT_INSPECTION_VIEW, f));
    if (f->order_text == NULL || f->order_sha == NULL)
        return failed(ERR_CONFLICT, "letter.not_signed");
    TRY(name_people(s, f));
    TRY(letter_begin(s, in->lang, &l));
    /* The law of the day on which it was signed. */
    l.appeal_days = order_limit_on(zone_day(s->zone, f->signed_at))->hearing_days;
    l.file = f;
    TRY(make(&l, &d->paper));
    d->file_name = file_name(s, what, id_of(in->id));
    *out = d;
    return ok();
}

struct err letter_of_order(struct session *s, const void *in, void **out)
{
    struct inspection_in i = *(const struct inspection_in *)in;

    i.lang = LANG_EN; /* the official one */
    return letter(s, &i, "order", letter_order, out);
}

struct err letter_of_occupant(struct session *s, const void *in, void **out)
{
    return letter(s, in, "occupant-copy", letter_occupant, out);
}

/* ---- deliveries ---- */

static bool stands(const struct inspection_file *f, struct delivery_id id)
{
    for (size_t i = 0; i < f->deliveries_len; i++)
        if (id_same(id_of(f->deliveries[i].id), id_of(id)))
            return !f->deliveries[i].corrected;
    return false;
}

static struct err check(struct session *s, const struct delivery_in *d,
                        const struct inspection_file *f)
{
    if (!day_is_set(d->day))
        session_fault(s, "day", "delivery.day_missing");
    else if (d->day.n > zone_day(s->zone, s->now).n)
        session_fault(s, "day", "delivery.day_to_come");
    else if (d->day.n < zone_day(s->zone, f->signed_at).n)
        session_fault(s, "day", "delivery.day_before");
    if (codes_find(&recipient_codes, d->recipient) < 0)
        session_fault(s, "recipient", "delivery.recipient_missing");
    if (codes_find(&delivery_codes, d->how) < 0)
        session_fault(s, "how", "delivery.how_missing");
    if (id_is_set(id_of(d->corrects)) && !stands(f, d->corrects))
        session_fault(s, "corrects", "delivery.corrects_gone");
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

/* The same form sent again. */
static bool is_there(const struct inspection_file *f, struct delivery_id id)
{
    for (size_t i = 0; i < f->deliveries_len; i++)
        if (id_same(id_of(f->deliveries[i].id), id_of(id)))
            return true;
    return false;
}

struct err delivery_record(struct session *s, const void *in, void **out)
{
    const struct delivery_in *d = in;
    struct inspection_file f;
    struct db *db;
    char subject[ID_TEXT + 16] = "inspection:";

    (void)out;
    TRY(load(s, d->inspection, ACT_DELIVERY_RECORD, &f));
    if (is_there(&f, d->id))
        return ok();
    if (f.order_text == NULL)
        return failed(ERR_CONFLICT, "letter.not_signed");
    TRY(check(s, d, &f));
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(delivery_add(db, d->inspection,
                     &(struct file_delivery){.id = d->id,
                                             .day = d->day,
                                             .recipient = d->recipient,
                                             .how = d->how,
                                             .recorded_by = s->actor.user,
                                             .recorded_at = s->now,
                                             .corrects = d->corrects}));
    id_format(id_of(d->inspection), subject + strlen(subject));
    db_audit(db, &(struct audit){session_actor(s), "delivery.record",
                                 arena_copy(s->arena, subject, strlen(subject)),
                                 d->recipient});
    return ok();
}

/* ---- without an inspection ---- */

struct err letter_of_form(struct session *s, const void *in, void **out)
{
    const struct print_in *p = in;
    struct document *d = arena_new(s->arena, struct document);
    char(*numbers)[SHEET_NUMBER_TEXT] =
        arena_alloc(s->arena, (size_t)p->count * sizeof *numbers);
    struct contact who;
    struct letter l;
    uint64_t random;

    TRY(policy_check(&s->actor, ACT_FORM_PRINT, NULL));
    TRY(contact_case_manager(s, &who));
    TRY(letter_begin(s, p->lang, &l));
    for (int i = 0; i < p->count; i++) {
        crypto_random(&random, sizeof random);
        sheet_number_make(random, numbers[i]);
    }
    TRY(letter_form(&l,
                    &(struct paper_form){who.name, zone_day(s->zone, s->now),
                                         (const char(*)[SHEET_NUMBER_TEXT])numbers,
                                         (size_t)p->count},
                    &d->paper));
    d->file_name = "paper-form.pdf";
    *out = d;
    return ok();
}

/* 40 random bits; nothing remembers them until a resident says yes. */
static void mint_code(char out[9])
{
    static const char letters[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    uint8_t b[8];

    crypto_random(b, sizeof b);
    for (size_t i = 0; i < sizeof b; i++)
        out[i] = letters[b[i] % 32];
    out[8] = '\0';
}

struct err cards_compose(struct session *s, const struct print_in *in,
                         struct document *out)
{
    char(*codes)[9] = arena_alloc(s->arena, (size_t)in->count * sizeof *codes);
    char url[300];
    struct contact who;
    struct letter l;

    TRY(contact_case_manager(s, &who));
    if (who.name == NULL || who.phone == NULL)
        return failed(ERR_CONFLICT, "cards.nobody");
    TRY(letter_begin(s, in->lang, &l));
    for (int i = 0; i < in->count; i++)
        mint_code(codes[i]);
    snprintf(url, sizeof url, "%s" HELP_PATH, s->public_url);
    out->paper = letter_cards(&l, &(struct card_batch){
                                      .name = who.name,
                                      .phone = who.phone,
                                      .url = url,
                                      .codes = (const char(*)[9])codes,
                                      .len = (size_t)in->count,
                                      .today = zone_day(s->zone, s->now),
                                  });
    out->file_name = "cards.pdf";
    return ok();
}

struct err letter_of_cards(struct session *s, const void *in, void **out)
{
    const struct print_in *p = in;
    struct document *d = arena_new(s->arena, struct document);

    TRY(policy_check(&s->actor, ACT_CARD_PRINT, NULL));
    TRY(cards_compose(s, p, d));
    *out = d;
    return ok();
}

struct err document_print(struct session *s, void *out)
{
    struct document *d = out;

    if (s->papers == NULL)
        return failed(ERR_BUSY, "errors.helper");
    return helper_ask(s->papers, d->paper, s->arena, &d->pdf);
}

struct err help_contact(struct session *s, const void *in, void **out)
{
    struct contact *c = arena_new(s->arena, struct contact);

    (void)in;
    TRY(contact_case_manager(s, c));
    *out = c;
    return ok();
}
