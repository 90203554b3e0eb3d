/* imported_case_store.c -- see imported_case_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/imported_case_store.h"

#include "store/care_key_store.h"
#include "store/erase_store.h"
#include "store/queries_care.h"
#include "store/seal.h"

#include <string.h>

static struct err add_lists(struct db *db, struct casefile_id id,
                            const struct imported_case *c)
{
    for (size_t i = 0; i < c->reasons_len; i++) {
        struct q_imported_reason_add_in in = {.casefile = id, .reason = c->reasons[i]};
        TRY(db_exec(db, &q_imported_reason_add, &in));
    }
    for (size_t i = 0; i < c->services_len; i++) {
        struct q_imported_service_add_in in = {.casefile = id, .service = c->services[i]};
        TRY(db_exec(db, &q_imported_service_add, &in));
    }
    return ok();
}

static struct bytes sha_bytes(const struct imported_case *c)
{
    return (struct bytes){c->sha.b, sizeof c->sha.b};
}

static struct err add_case(struct db *db, struct arena *a, const struct keys *keys,
                           const struct imported_case *c)
{
    struct data_key key = data_key_make();
    struct seal_place at = {"care", db_city(db), "casefile", "place", c->new_case};
    struct seal_place said = {"care", db_city(db), "casefile", "words", c->new_case};
    struct q_imported_resident_add_in resident = {
        .id = id_to(resident, c->new_resident),
        .created_at = c->recorded_at,
    };
    struct q_imported_case_add_in in = {
        .id = id_to(casefile, c->new_case),
        .resident = resident.id,
        .source = c->source,
        .urgency = c->urgency,
        .state = c->state,
        .lang = c->lang,
        .neighbourhood = c->neighbourhood,
        .prior_services = c->prior,
        .received_at = c->received_at,
        .received_day = c->received,
        .recorded_at = c->recorded_at,
        .contacted_day = c->contacted,
        .closed_at = c->closed_at,
        .closed_day = c->closed,
        .close_reason = c->close_reason,
        .external_id = c->external_id,
        .place = seal_text(&key, &at, c->place, a),
        .words = seal_text(&key, &said, c->words, a),
        .import_sha = sha_bytes(c),
    };

    TRY(care_key_agree(db, keys, a));
    resident.wrapped_key = seal_wrap(keys, db_city(db), c->new_resident, &key, a);
    TRY(db_exec(db, &q_imported_resident_add, &resident));
    TRY(db_exec(db, &q_imported_case_add, &in));
    return add_lists(db, in.id, c);
}

/* Permission was given to another system: our own row says no more than that. */
static struct err add_papers(struct db *db, const struct imported_case *c)
{
    struct casefile_id id = id_to(casefile, c->new_case);
    struct q_imported_consent_add_in consent = {
        .id = id_to(consent, c->new_consent),
        .casefile = id,
        .lang = c->lang ? c->lang : "en",
        .at = c->received_at,
    };
    struct q_imported_address_queue_in queue = {.casefile = id,
                                                .created_at = c->recorded_at};

    TRY(db_exec(db, &q_imported_consent_add, &consent));
    return c->address_unknown ? db_exec(db, &q_imported_address_queue, &queue) : ok();
}

static struct err change_case(struct db *db, struct casefile_id id,
                              const struct imported_case *c)
{
    struct q_imported_case_set_in in = {
        .id = id,
        .source = c->source,
        .urgency = c->urgency,
        .state = c->state,
        .lang = c->lang,
        .prior_services = c->prior,
        .received_at = c->received_at,
        .received_day = c->received,
        .contacted_day = c->contacted,
        .closed_at = c->closed_at,
        .closed_day = c->closed,
        .close_reason = c->close_reason,
        .import_sha = sha_bytes(c),
    };
    struct q_imported_reasons_drop_in reasons = {.casefile = id};
    struct q_imported_services_drop_in services = {.casefile = id};

    TRY(db_exec(db, &q_imported_case_set, &in));
    TRY(db_exec(db, &q_imported_reasons_drop, &reasons));
    TRY(db_exec(db, &q_imported_services_drop, &services));
    return add_lists(db, id, c);
}

struct err imported_case_put(struct db *db, struct arena *a, const struct keys *keys,
                             const struct imported_case *c, enum imported_case_put *out)
{
    struct q_imported_case_by_external_in by = {.external_id = c->external_id};
    struct q_imported_case_by_external_out old;
    struct err e = db_one(db, &q_imported_case_by_external, &by, &old, a);

    if (e.kind == ERR_NOT_FOUND) { /* or it was erased since, and stays so */
        by.external_id = erased_external(keys, c->external_id, a);
        e = db_one(db, &q_imported_case_by_external, &by, &old, a);
    }
    if (e.kind == ERR_NOT_FOUND) {
        *out = CASE_ADDED;
        TRY(add_case(db, a, keys, c));
        return add_papers(db, c);
    }
    if (e.kind != OK)
        return e;
    if (old.import_sha.len == sizeof c->sha.b &&
        memcmp(old.import_sha.p, c->sha.b, sizeof c->sha.b) == 0) {
        *out = CASE_SAME;
        return ok();
    }
    *out = old.rev == old.import_rev ? CASE_CHANGED : CASE_WORKED_ON;
    return *out == CASE_CHANGED ? change_case(db, old.id, c) : ok();
}
