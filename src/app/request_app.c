/* request_app.c -- what an envelope from the door, or a form, brings to care: a case, an
 * alert, a "no".  What does not fit in an envelope becomes a list for the case manager,
 * never a refusal; a form comes back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/sync_batch.h"

#include "app/calendar.h"
#include "app/help_take.h"
#include "app/link.h"
#include "app/staff_mail.h"
#include "base/key_ring.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/taker.h"
#include "store/care_key_store.h"
#include "store/same_store.h"
#include "store/queries_care.h"
#include "store/seal.h"

#include <stdio.h>
#include <string.h>

/* One envelope, opened. */
struct opened {
    const struct taken *t;
    struct sync_op op; /* the envelope's op with what was in it */
    const char *text;  /* as it was sealed */
    enum op_kind kind;
    enum source source;    /* of an envelope: an inspector */
    struct bytes code_sha; /* of the code that withdraws; unset: that of the card */
};

static struct err open_envelope(struct batch *b, const struct taken *t,
                                struct opened *out)
{
    char id[ID_TEXT], info[120];
    struct bytes plain;

    id_format(id_of(t->op->id), id);
    snprintf(info, sizeof info, "doorstep envelope 1|%s", b->s->city);
    const struct hpke with = {HPKE_AES256,
                              {(const uint8_t *)info, strlen(info)},
                              {(const uint8_t *)id, ID_TEXT - 1}};
    TRY(care_box_open(b->s->keys, &with, t->op->envelope, b->s->arena, &plain));
    *out = (struct opened){.t = t, .op = *t->op, .text = (const char *)plain.p};
    if (sync_read_opened(b->s->arena, plain, &out->op).kind != OK)
        fault_add(&out->op.faults, "kind", "errors.json.bad");
    out->t = t;
    return ok();
}

static struct bytes seal_op(struct batch *b, const struct opened *o, const char *table)
{
    struct data_key house = seal_house_key(b->s->keys);
    const struct seal_place at = {"care", b->s->city, table, "content", id_of(o->op.id)};

    return seal_text(&house, &at, o->text, b->s->arena);
}

/* Field and message ids, "phone:errors.reach;": no word of the content. */
static const char *faults_text(struct arena *a, const struct faults *faults)
{
    struct json_out o = {.arena = a};

    json_list(&o, NULL);
    for (size_t i = 0; i < faults->len; i++) {
        json_map(&o, NULL);
        json_put_text(&o, "field", faults->of[i].field);
        json_put_text(&o, "msg", faults->of[i].msg);
        json_end_map(&o);
    }
    json_end_list(&o);
    return json_done(&o);
}

/* Every case manager is told once, without content. */
static struct err tell_managers(struct batch *b, struct id about, enum urgency urgency)
{
    struct staff_mail m = {.event = subject_of(b->s->arena, "request", about),
                           .template = urgency == URGENCY_CRISIS ? "request-urgent"
                                                                 : "request-arrived"};

    return staff_mail_role(b->s, b->db, ROLE_CASE_MANAGER, &m, NULL);
}

static struct err keep_faults(struct batch *b, const struct opened *o)
{
    TRY(db_exec(
        b->db, &q_birth_fault,
        &(struct q_birth_fault_in){.id = o->op.id,
                                   .at = b->s->now,
                                   .faults = faults_text(b->s->arena, &o->op.faults),
                                   .content = seal_op(b, o, "op_fault")}));
    audit_op(b->db, b->s->arena, o->t, "help.fault",
             subject_of(b->s->arena, "op", id_of(o->op.id)));
    return tell_managers(b, id_of(o->op.id), URGENCY_ROUTINE);
}

static void put_fields(struct json_out *o, const struct fields *data,
                       const char *const *names, size_t len)
{
    json_map(o, NULL);
    for (size_t i = 0; i < len; i++) {
        const char *value = fields_get(data, names[i]);

        if (value[0] != '\0')
            json_put_text(o, names[i], value);
    }
    json_end_map(o);
}

/* A JSON map of the named fields, sealed into its cell of the casefile. */
static struct bytes seal_fields(struct batch *b, const struct opened *o,
                                const struct data_key *key, const char *column)
{
    static const char *const person[] = {"call_name",  "phone",      "knock",
                                         "message_ok", "heat_payer", "card_code",
                                         "called_at"};
    static const char *const place[] = {"property", "inspection", "address", "unit",
                                        "card_left"};
    const struct seal_place at = {"care", b->s->city, "casefile", column,
                                  op_id_field(&o->op, "casefile")};
    struct json_out out = {.arena = b->s->arena};

    if (str_same(column, "person"))
        put_fields(&out, &o->op.data, person, COUNT(person));
    else
        put_fields(&out, &o->op.data, place, COUNT(place));
    return seal_text(key, &at, json_done(&out), b->s->arena);
}

/* Plain, for reports: which part of the city.  An unknown property has none. */
static struct err neighbourhood_of(struct batch *b, const struct opened *o,
                                   const char **out)
{
    struct q_visit_neighbourhood_in in = {
        id_to(property, op_id_field(&o->op, "property"))};
    struct q_visit_neighbourhood_out row = {0};
    struct db *db;

    TRY(session_db(b->s, STORE_ENFORCEMENT, &db));
    struct err e = db_one(db, &q_visit_neighbourhood, &in, &row, b->s->arena);
    *out = row.neighbourhood;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static struct err birth_casefile(struct batch *b, const struct opened *o,
                                 struct resident_id resident, const struct data_key *key)
{
    struct session *s = b->s;
    bool request = o->kind == OP_HELP_REQUEST;
    enum urgency urgency = URGENCY_ROUTINE;
    struct calendar cal;

    urgency_parse(fields_get(&o->op.data, "urgency"), &urgency);
    TRY(calendar_load(s, &cal));
    struct promise p = promise_make(&cal, &care_policy_default, urgency, taken_at(o->t));
    struct q_birth_casefile_in in = {
        .id = id_to(casefile, op_id_field(&o->op, "casefile")),
        .resident = resident,
        .kind = request ? "request" : "alert",
        .source = source_name(o->source),
        .urgency = urgency_name(urgency),
        .requester = o->t->author,
        .lang = request ? fields_get(&o->op.data, "lang") : NULL,
        .requested_at = taken_at(o->t),
        .received_at = s->now,
        .received_day = zone_day(s->zone, s->now),
        .acknowledge_by = p.acknowledge_by_ms,
        .contact_by = p.contact_by_ms,
        .clock_doubt = taken_doubt(o->t),
        .person = request ? seal_fields(b, o, key, "person") : (struct bytes){0},
        .place = seal_fields(b, o, key, "place"),
    };
    TRY(neighbourhood_of(b, o, &in.neighbourhood));
    return db_exec(b->db, &q_birth_casefile, &in);
}

static struct err birth_choices(struct batch *b, const struct opened *o)
{
    struct casefile_id casefile = id_to(casefile, op_id_field(&o->op, "casefile"));
    const char *word;

    for (size_t i = 0; (word = fields_nth(&o->op.data, "choices", i)) != NULL; i++) {
        enum choice choice;
        enum known_by by;

        require(choice_split(word, &choice, &by));
        TRY(db_exec(b->db, &q_birth_choice,
                    &(struct q_birth_choice_in){casefile, choice_name(choice),
                                                known_by_name(by)}));
        TRY(db_exec(
            b->db, &q_birth_reason,
            &(struct q_birth_reason_in){casefile, need_name(choice_need(choice))}));
    }
    return ok();
}

/* How long the permission stood on the screen; INT_NONE where no screen was shown. */
static int64_t asked_seconds(const struct fields *data)
{
    int64_t n;

    return str_number(fields_get(data, "asked_seconds"), TAKER_SECONDS_MAX, &n)
               ? n
               : INT_NONE;
}

/* The permission to be contacted, as it was given at the door.  The help card's code is
 * kept so that whoever holds the card can withdraw it, not so that we could read it. */
static struct err birth_consent(struct batch *b, const struct opened *o)
{
    const struct fields *data = &o->op.data;
    const char *code = fields_get(data, "card_code");
    struct q_birth_consent_in in = {
        .id = id_to(consent, op_id_field(&o->op, "consent")),
        .casefile = id_to(casefile, op_id_field(&o->op, "casefile")),
        .text_version = fields_get(data, "text_version"),
        .lang = fields_get(data, "lang"),
        .method = fields_get(data, "method"),
        .at = taken_at(o->t),
        .asked_seconds = asked_seconds(data),
    };

    if (o->code_sha.len > 0)
        in.code_sha = o->code_sha;
    else if (!card_code_sha(b->s->keys, code, b->s->arena, &in.code_sha))
        in.code_sha = (struct bytes){0};
    return db_exec(b->db, &q_birth_consent, &in);
}

static struct err birth_count(struct batch *b, const struct opened *o)
{
    const char *urgency = fields_get(&o->op.data, "urgency");
    char month[DAY_TEXT];

    day_format(zone_day(b->s->zone, b->s->now), month);
    month[7] = '\0';
    return db_exec(b->db, &q_birth_count,
                   &(struct q_birth_count_in){month, urgency[0] ? urgency : "routine"});
}

/* By what another case of the same household may be found. */
static struct err birth_marks(struct batch *b, const struct opened *o)
{
    const struct same_known h = {
        .casefile = id_to(casefile, op_id_field(&o->op, "casefile")),
        .property = id_to(property, op_id_field(&o->op, "property")),
        .unit = fields_get(&o->op.data, "unit"),
        .phone = fields_get(&o->op.data, "phone"),
        .name = fields_get(&o->op.data, "call_name"),
    };

    return same_index(b->db, b->s->keys, &h, b->s->arena);
}

/* A resident of its own for every case, so that one erasure is one key. */
static struct err birth(struct batch *b, const struct opened *o)
{
    struct session *s = b->s;
    struct resident_id resident = id_to(resident, id_mint(s->now));
    struct id casefile = op_id_field(&o->op, "casefile");
    struct data_key key = data_key_make();
    enum urgency urgency = URGENCY_ROUTINE;

    TRY(care_key_agree(b->db, s->keys, s->arena));
    TRY(db_exec(
        b->db, &q_birth_resident,
        &(struct q_birth_resident_in){
            .id = resident,
            .wrapped_key = seal_wrap(s->keys, s->city, id_of(resident), &key, s->arena),
            .created_at = s->now}));
    TRY(birth_casefile(b, o, resident, &key));
    secret_wipe(&key, sizeof key);
    if (o->kind == OP_HELP_REQUEST) {
        TRY(birth_choices(b, o));
        TRY(birth_consent(b, o));
    }
    TRY(birth_count(b, o));
    TRY(birth_marks(b, o));
    idlist_add(s->arena, &b->satisfied, casefile);
    audit_op(b->db, s->arena, o->t, op_kind_name(o->kind),
             subject_of(s->arena, "casefile", casefile));
    urgency_parse(fields_get(&o->op.data, "urgency"), &urgency);
    return tell_managers(b, casefile, urgency);
}

/* A door by HMAC: nothing in the store says which one. */
static struct sha256 door_of(struct batch *b, const struct opened *o)
{
    char text[ID_TEXT + 1 + 4 * LIMIT_UNIT + 1];
    size_t len = ID_TEXT;

    id_format(op_id_field(&o->op, "property"), text);
    text[ID_TEXT - 1] = '|';
    len +=
        same_unit_plain(fields_get(&o->op.data, "unit"), text + len, sizeof text - len);
    return hmac_sha256((struct bytes){b->s->keys->blind, CIPHER_KEY_LEN},
                       (struct bytes){(const uint8_t *)text, len});
}

static struct err take_no(struct batch *b, const struct opened *o)
{
    struct sha256 door = door_of(b, o);

    audit_op(b->db, b->s->arena, o->t, "help.no",
             subject_of(b->s->arena, "op", id_of(o->op.id)));
    return db_exec(
        b->db, &q_door_no_add,
        &(struct q_door_no_add_in){.id = op_id_field(&o->op, "no"),
                                   .door = {door.b, SHA256_LEN},
                                   .day = zone_day(b->s->zone, taken_at(o->t))});
}

/* After a "no" an alert makes no case, and its sender cannot tell. */
static struct err take_alert(struct batch *b, const struct opened *o)
{
    struct sha256 door = door_of(b, o);
    struct day day = zone_day(b->s->zone, taken_at(o->t));
    struct q_door_closed_in in = {.door = {door.b, SHA256_LEN},
                                  .since = {day.n - LIMIT_NO_DAYS}};
    struct q_door_closed_out said;

    TRY(db_one(b->db, &q_door_closed, &in, &said, b->s->arena));
    if (said.times == 0)
        return birth(b, o);
    audit_op(b->db, b->s->arena, o->t, "help.alert",
             subject_of(b->s->arena, "op", id_of(o->op.id)));
    return ok();
}

static struct err is_born(struct batch *b, struct id casefile, bool *out)
{
    struct q_birth_casefile_by_ids_in in = {{casefile.b, sizeof casefile.b}};
    struct q_birth_casefile_by_ids_out *rows;
    size_t len;

    TRY(db_many(b->db, &q_birth_casefile_by_ids, &in, &rows, &len, b->s->arena));
    *out = len > 0;
    return ok();
}

struct err help_take(struct session *s, struct db *db, const struct help_given *given)
{
    struct batch b = {.s = s, .db = db};
    const struct sync_op op = {.id = id_to(op, id_mint(s->now)),
                               .at = s->now,
                               .kind = op_kind_name(given->kind),
                               .data = given->data};
    const struct taken t = {.op = &op, .author = s->actor.user, .received_at = s->now};
    const struct opened o = {.t = &t,
                             .op = op,
                             .kind = given->kind,
                             .source = given->source,
                             .code_sha = given->code_sha};
    bool born;

    op_check(op.kind, &op.data, &s->faults);
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    if (given->kind == OP_HELP_NO)
        return take_no(&b, &o);
    TRY(is_born(&b, op_id_field(&op, "casefile"), &born));
    if (born)
        return ok(); /* the second click of two */
    return given->kind == OP_HELP_ALERT ? take_alert(&b, &o) : birth(&b, &o);
}

static struct err take_opened(struct batch *b, struct opened *o)
{
    bool born = false;

    if (o->op.faults.len == 0) {
        require(op_kind_parse(o->op.kind, &o->kind));
        if (o->kind == OP_HELP_NO)
            return take_no(b, o);
        TRY(is_born(b, op_id_field(&o->op, "casefile"), &born));
    }
    if (born)
        fault_add(&o->op.faults, "casefile", "op.case_exists");
    if (o->op.faults.len > 0)
        return keep_faults(b, o);
    return o->kind == OP_HELP_ALERT ? take_alert(b, o) : birth(b, o);
}

static struct err park_opened(struct batch *b, const struct opened *o, const char *reason)
{
    audit_op(b->db, b->s->arena, o->t, "op.park",
             subject_of(b->s->arena, "op", id_of(o->op.id)));
    return db_exec(b->db, &q_birth_park,
                   &(struct q_birth_park_in){.id = o->op.id,
                                             .author = o->t->author,
                                             .device = o->t->device,
                                             .received_at = b->s->now,
                                             .reason = reason,
                                             .content = seal_op(b, o, "op_parked")});
}

static struct err take(struct batch *b, const struct taken *t, struct sync_result *out)
{
    const struct known *k = batch_known(b, t->op->id);
    struct verdict v = APPLIED;
    struct opened o;

    if (k != NULL) {
        *out = repeated(k, t->op);
        return ok();
    }
    if (t->op->faults.len > 0 || open_envelope(b, t, &o).kind != OK) {
        *out = (struct sync_result){.id = t->op->id,
                                    .msg = t->op->faults.len > 0 ? "errors.form"
                                                                 : "errors.envelope",
                                    .faults = &t->op->faults};
        return ok();
    }
    if (b->s->disabled)
        v = PARKED("op.author_disabled", (struct id){{0}});
    TRY(b->s->disabled ? park_opened(b, &o, v.msg) : take_opened(b, &o));
    TRY(ledger_add(b->db, t, &v));
    batch_know(b, t->op, &v);
    *out = (struct sync_result){.id = t->op->id, .status = v.status, .msg = v.msg};
    return ok();
}

/* They stay on the phone until the provider's key is entered; what else came with them
 * is taken and told of. */
static void leave_sealed(const struct sync_request *rq, struct sync_done *out)
{
    for (size_t i = 0; i < rq->ops_len; i++)
        if (rq->ops[i].envelope.p != NULL)
            out->results[i] = (struct sync_result){.id = rq->ops[i].id, .later = true};
}

struct err sync_care(struct session *s, const struct sync_request *rq,
                     struct sync_done *out)
{
    struct batch b = {.s = s};
    struct idlist ids = {0};

    for (size_t i = 0; i < rq->ops_len; i++)
        if (rq->ops[i].envelope.p != NULL)
            idlist_add(s->arena, &ids, id_of(rq->ops[i].id));
    if (ids.len == 0)
        return ok();
    if (care_is_closed(s->keys)) {
        leave_sealed(rq, out);
        return ok();
    }
    TRY(session_db(s, STORE_CARE, &b.db));
    TRY(care_key_agree(b.db, s->keys, s->arena));
    TRY(batch_load_known(&b, &ids));
    for (size_t i = 0; i < rq->ops_len; i++) {
        struct taken t = {.op = &rq->ops[i],
                          .author = s->actor.user,
                          .device = rq->device,
                          .received_at = s->now,
                          .offset_ms = s->now - rq->now};

        if (rq->ops[i].envelope.p != NULL)
            TRY(take(&b, &t, &out->results[i]));
    }
    return ok();
}

struct err help_typed(struct session *s, const struct taken *t)
{
    struct batch b = {.s = s};
    struct opened o = {.t = t, .op = *t->op};

    require(t->op->faults.len == 0 && op_kind_parse(t->op->kind, &o.kind));
    TRY(session_db(s, STORE_CARE, &b.db));
    return o.kind == OP_HELP_NO      ? take_no(&b, &o)
           : o.kind == OP_HELP_ALERT ? take_alert(&b, &o)
                                     : birth(&b, &o);
}
