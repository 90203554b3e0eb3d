/* device_app.c -- see device_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/device_app.h"

#include "app/ledger.h"
#include "base/key_ring.h"
#include "store/queries_registry.h"

#include <string.h>

static bool is_same(const struct session *s, const struct device_new *in,
                    const struct q_device_by_id_out *row)
{
    return id_same(id_of(row->person), id_of(s->actor.user)) && row->revoked_at == 0 &&
           row->public_key.len == sizeof in->public_key &&
           memcmp(row->public_key.p, in->public_key, sizeof in->public_key) == 0;
}

/* A second factor was there when the phone became its person's, or came again. */
static struct err vouch(struct session *s, struct db *db, struct device_id id)
{
    const struct q_device_vouched_in in = {
        .id = id, .person = s->actor.user, .at = s->now};

    return s->second ? db_exec(db, &q_device_vouched, &in) : ok();
}

static struct err bind(struct session *s, struct db *db, struct device_id id)
{
    struct bytes csrf;

    if (!base64url_read(s->arena, s->csrf, strlen(s->csrf), &csrf))
        return failed(ERR_SIGN_IN, "error.sign_in");
    return db_exec(db, &q_session_bind,
                   &(struct q_session_bind_in){csrf, s->actor.user, id});
}

/* Each sign-in on a phone asks for its city's public keys anew. */
static struct err told(struct session *s, struct db *db, const struct device_new *phone)
{
    char print[KEY_PRINT_TEXT];
    const struct q_device_told_in in = {.id = phone->id, .print = print};

    care_box_print(s->keys, print);
    TRY(db_exec(db, &q_device_told, &in));
    if (phone->bind)
        TRY(bind(s, db, phone->id));
    return vouch(s, db, phone->id);
}

struct err device_enrol(struct session *s, const struct device_new *in)
{
    struct q_device_by_id_in key = {in->id};
    struct q_device_by_id_out row;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    struct err e = db_one(db, &q_device_by_id, &key, &row, s->arena);
    if (e.kind == OK)
        return is_same(s, in, &row) ? told(s, db, in)
                                    : failed(ERR_CONFLICT, "device.taken");
    if (e.kind != ERR_NOT_FOUND)
        return e;
    db_audit(db,
             &(struct audit){.actor = session_actor(s),
                             .act = "device.enrol",
                             .subject = subject_of(s->arena, "device", id_of(in->id))});
    TRY(db_exec(
        db, &q_device_enrol,
        &(struct q_device_enrol_in){.id = in->id,
                                    .person = s->actor.user,
                                    .public_key = {in->public_key, sizeof in->public_key},
                                    .label = "phone",
                                    .at = s->now}));
    return told(s, db, in);
}
