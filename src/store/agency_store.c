/* agency_store.c -- see agency_store.h; the SQL is in sql/care/agency.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/agency_store.h"

#include "base/json.h"
#include "domain/consent.h"
#include "store/care_key_store.h"
#include "store/queries_care.h"

#include <string.h>

enum { LIST_MAX = 200, VISITS_MAX = 50 };

struct err agency_of(struct db *db, struct user_id person, struct arena *a,
                     struct own_agency *out)
{
    struct q_agency_of_in in = {.person = person};
    struct q_agency_of_out *rows;
    size_t len;

    *out = (struct own_agency){0};
    TRY(db_many(db, &q_agency_of, &in, (void *)&rows, &len, a));
    if (len > 0)
        *out = (struct own_agency){rows[0].organization, rows[0].name,
                                   rows[0].aggregate_only != 0};
    return ok();
}

struct err agency_people(struct db *db, struct arena *a, struct agency_people *out)
{
    struct q_agency_people_out *rows;

    TRY(db_many(db, &q_agency_people, NULL, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct agency_person, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct agency_person){rows[i].person, rows[i].organization};
    return ok();
}

struct err agency_person_add(struct db *db, const struct agency_person *p,
                             struct user_id author, int64_t at)
{
    struct q_agency_person_add_in in = {
        .person = p->person, .organization = p->organization, .author = author, .at = at};

    return db_exec(db, &q_agency_person_add, &in);
}

struct err agency_person_remove(struct db *db, const struct agency_person *p)
{
    struct q_agency_person_remove_in in = {.person = p->person,
                                           .organization = p->organization};

    return db_exec(db, &q_agency_person_remove, &in);
}

static struct err open_told(struct db *db, const struct keys *keys,
                            const struct q_agency_referrals_out *row, struct arena *a,
                            const char **out)
{
    struct seal_place at = seal_care(db, "referral", "disclosed", id_of(row->id));
    struct data_key key;

    struct err e = casefile_key(db, keys, row->resident, a, &key);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    return open_text(&key, &at, row->disclosed, a, out);
}

struct err agency_referrals(struct db *db, const struct keys *keys,
                            const struct agency_reader *who, struct arena *a,
                            struct referrals *out)
{
    struct q_agency_referrals_in in = {
        .organization = who->organization,
        .viewer = who->viewer,
        .day = who->today,
        .latest = consent_latest(who->today),
        .most = LIST_MAX,
    };
    struct q_agency_referrals_out *rows;

    TRY(db_many(db, &q_agency_referrals, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct referral, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct referral *r = &out->of[i];

        *r = (struct referral){
            .id = rows[i].id,
            .service_name = rows[i].service,
            .reason = rows[i].reason,
            .until = rows[i].until_day,
            .ended_how = rows[i].ended_how,
            .reply_by = rows[i].reply_by,
            .sent_day = rows[i].sent_day,
        };
        if (!referral_state_parse(rows[i].state, &r->state) ||
            !way_parse(rows[i].way, &r->way))
            return failed(ERR_BROKEN, "errors.store.code");
        TRY(open_told(db, keys, &rows[i], a, &r->disclosed));
    }
    return ok();
}

struct err agency_stops(struct db *db, struct organization_id id, struct arena *a,
                        struct stop_notices *out)
{
    struct q_agency_stops_in in = {.organization = id, .most = LIST_MAX};
    struct q_agency_stops_out *rows;

    TRY(db_many(db, &q_agency_stops, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct stop_notice, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct stop_notice){.referral = rows[i].referral,
                                          .casefile = rows[i].casefile,
                                          .at = rows[i].at,
                                          .due = rows[i].due_day};
    return ok();
}

static struct seal_place contact_place(struct db *db, struct inspection_id id)
{
    return seal_care(db, "agency_inspection", "contact", id_of(id));
}

static void put_told(struct json_out *j, const char *name, const char *value)
{
    if (value != NULL)
        json_put_text(j, name, value);
}

/* NULL when nothing was told. */
static const char *contact_text(const struct visit_contact *c, struct arena *a)
{
    struct json_out j = {.arena = a};

    if (c->name == NULL && c->phone == NULL && c->safe == NULL)
        return NULL;
    json_map(&j, NULL);
    put_told(&j, "name", c->name);
    put_told(&j, "phone", c->phone);
    put_told(&j, "safe", c->safe);
    put_told(&j, "message_no", c->message_no ? "yes" : NULL);
    json_end_map(&j);
    return json_done(&j);
}

static struct err open_contact(struct db *db, const struct keys *keys,
                               const struct q_agency_visit_list_out *row, struct arena *a,
                               struct visit_contact *out)
{
    const struct data_key key = seal_house_key_of(keys, row->contact);
    struct seal_place at = contact_place(db, row->inspection);
    const char *text;
    struct json j;

    TRY(open_text(&key, &at, row->contact, a, &text));
    if (text == NULL)
        return ok();
    TRY(json_read(a, text, strlen(text), &j));
    *out = (struct visit_contact){.name = json_text(&j, "name"),
                                  .phone = json_text(&j, "phone"),
                                  .safe = json_text(&j, "safe"),
                                  .message_no = json_text(&j, "message_no") != NULL};
    return ok();
}

struct err agency_visit_add(struct db *db, const struct keys *keys,
                            const struct agency_visit *v, struct arena *a)
{
    TRY(care_key_agree(db, keys, a));
    const struct data_key key = seal_house_key(keys);
    struct seal_place at = contact_place(db, v->inspection);
    struct q_agency_visit_add_in in = {
        .inspection = v->inspection,
        .organization = v->organization,
        .asked_by = v->asked_by,
        .asked_at = v->asked_at,
        .contact = seal_text(&key, &at, contact_text(&v->contact, a), a),
    };

    return db_exec(db, &q_agency_visit_add, &in);
}

struct err agency_visit_list(struct db *db, const struct keys *keys,
                             struct organization_id id, struct arena *a,
                             struct agency_visits *out)
{
    struct q_agency_visit_list_in in = {id, VISITS_MAX};
    struct q_agency_visit_list_out *rows;

    TRY(db_many(db, &q_agency_visit_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct agency_visit, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct agency_visit){.inspection = rows[i].inspection,
                                           .organization = id,
                                           .asked_at = rows[i].asked_at};
        TRY(open_contact(db, keys, &rows[i], a, &out->of[i].contact));
    }
    return ok();
}

struct err agency_visit_forget(struct db *db, int64_t before)
{
    return db_exec(db, &q_agency_visit_forget,
                   &(struct q_agency_visit_forget_in){before});
}
