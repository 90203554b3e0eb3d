/* casefile_store.c -- see casefile_store.h; the SQL is in sql/care/casefile.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/casefile_store.h"

#include "base/json.h"
#include "base/key_ring.h"
#include "store/case_open.h"
#include "store/queries_care.h"

#include <string.h>

struct err casefile_key(struct db *db, const struct keys *keys,
                        struct resident_id resident, struct arena *a,
                        struct data_key *out)
{
    struct q_resident_key_in in = {.id = resident};
    struct q_resident_key_out row;

    if (!id_is_set(id_of(resident))) {
        if (care_is_closed(keys))
            return failed(ERR_BUSY, "errors.care_closed");
        *out = seal_house_key(keys);
        return ok();
    }
    TRY(db_one(db, &q_resident_key, &in, &row, a));
    return seal_unwrap(keys, db_city(db), id_of(resident), row.wrapped_key, out);
}

static const char *cell_text(const struct json *map, const char *name)
{
    const char *s = json_text(map, name);

    return s && s[0] ? s : NULL;
}

static struct err open_json(const struct case_cell *cell, struct arena *a,
                            struct json *out)
{
    const char *s;

    *out = (struct json){.kind = JSON_NOTHING};
    TRY(open_text(cell->key, &cell->at, cell->sealed, a, &s));
    return s ? json_read(a, s, strlen(s), out) : ok();
}

static struct contact_rules rules_of(const struct json *j)
{
    return (struct contact_rules){
        .ask_for = cell_text(j, "ask_for"),
        .from = cell_text(j, "from"),
        .to = cell_text(j, "to"),
        .note = cell_text(j, "contact_note"),
        .no_text = cell_text(j, "no_text") != NULL,
        .no_email = cell_text(j, "no_email") != NULL,
        .no_letter = cell_text(j, "no_letter") != NULL,
    };
}

/* Only what was said. */
static void put_rules(struct json_out *j, const struct contact_rules *r)
{
    const char *words[][2] = {{"ask_for", r->ask_for},
                              {"from", r->from},
                              {"to", r->to},
                              {"contact_note", r->note},
                              {"no_text", r->no_text ? "yes" : NULL},
                              {"no_email", r->no_email ? "yes" : NULL},
                              {"no_letter", r->no_letter ? "yes" : NULL}};

    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i][1] != NULL)
            json_put_text(j, words[i][0], words[i][1]);
}

struct err case_open_person(const struct case_cell *cell, struct arena *a,
                            struct case_person *out)
{
    struct json j;

    TRY(open_json(cell, a, &j));
    *out = (struct case_person){
        .name = cell_text(&j, "call_name"),
        .phone = cell_text(&j, "phone"),
        .knock = cell_text(&j, "knock"),
        .message_ok = cell_text(&j, "message_ok"),
        .heat_payer = cell_text(&j, "heat_payer"),
        .card_code = cell_text(&j, "card_code"),
        .called_at = cell_text(&j, "called_at"),
        .rules = rules_of(&j),
    };
    return ok();
}

struct err case_open_place(const struct case_cell *cell, struct arena *a,
                           struct case_place *out)
{
    struct json j;
    struct id property = {0};

    TRY(open_json(cell, a, &j));
    const char *s = cell_text(&j, "property");
    if (s && !id_parse(s, strlen(s), &property))
        property = (struct id){0};
    *out = (struct case_place){
        .property = id_to(property, property),
        .address = cell_text(&j, "address"),
        .unit = cell_text(&j, "unit"),
    };
    return ok();
}

const char *case_place_text(const struct case_place *p, struct arena *a)
{
    struct json_out j = {.arena = a};
    char property[ID_TEXT] = "";

    if (id_is_set(id_of(p->property)))
        id_format(id_of(p->property), property);
    json_map(&j, NULL);
    json_put_text(&j, "property", property);
    json_put_text(&j, "address", p->address ? p->address : "");
    json_put_text(&j, "unit", p->unit ? p->unit : "");
    json_end_map(&j);
    return json_done(&j);
}

struct case_cell case_cell(struct db *db, const struct data_key *key, const char *column,
                           struct id row, struct bytes sealed)
{
    return (struct case_cell){
        .key = key,
        .at = seal_care(db, "casefile", column, row),
        .sealed = sealed,
    };
}

/* An erased resident's case stays, as coded facts without a person. */
static struct err open_cells(struct db *db, const struct keys *keys,
                             const struct q_casefile_by_id_out *row, struct arena *a,
                             struct casefile *out)
{
    struct data_key key;
    struct err e = casefile_key(db, keys, row->resident, a, &key);

    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    struct case_cell person = case_cell(db, &key, "person", id_of(row->id), row->person);
    struct case_cell place = case_cell(db, &key, "place", id_of(row->id), row->place);
    TRY(case_open_person(&person, a, &out->person));
    return case_open_place(&place, a, &out->place);
}

/* A word that this build does not know is a newer build's: better to stop than guess. */
static struct err parse_codes(const struct q_casefile_by_id_out *row,
                              struct casefile *out)
{
    if (!case_kind_parse(row->kind, &out->kind) ||
        !urgency_parse(row->urgency, &out->urgency) ||
        !case_state_parse(row->state, &out->state) ||
        !prior_parse(row->prior_services, &out->prior))
        return failed(ERR_BROKEN, "errors.store.code");
    return ok();
}

struct err casefile_load(struct db *db, const struct keys *keys, struct casefile_id id,
                         struct arena *a, struct casefile *out)
{
    struct q_casefile_by_id_in in = {.id = id};
    struct q_casefile_by_id_out row;

    TRY(db_one(db, &q_casefile_by_id, &in, &row, a));
    struct casefile c = {
        .id = row.id,
        .resident = row.resident,
        .source = row.source,
        .lang = row.lang,
        .neighbourhood = row.neighbourhood,
        .close_reason = row.close_reason,
        .requester = row.requester,
        .owner = row.owner,
        .changed_by = row.changed_by,
        .requested_at = row.requested_at,
        .received_at = row.received_at,
        .acknowledge_by = row.acknowledge_by,
        .contact_by = row.contact_by,
        .acknowledged_at = row.acknowledged_at,
        .closed_at = row.closed_at,
        .changed_at = row.changed_at,
        .received_day = row.received_day,
        .acknowledged_day = row.acknowledged_day,
        .contacted_day = row.contacted_day,
        .connected_day = row.connected_day,
        .next_day = row.next_day,
        .closed_day = row.closed_day,
        .attempts = row.attempts,
        .rev = row.rev,
        .clock_doubt = row.clock_doubt != 0,
    };
    TRY(parse_codes(&row, &c));
    TRY(open_cells(db, keys, &row, a, &c));
    *out = c;
    return ok();
}

struct err casefile_save(struct db *db, const struct casefile *c)
{
    struct q_casefile_save_in in = {
        .id = c->id,
        .kind = case_kind_name(c->kind),
        .state = case_state_name(c->state),
        .owner = c->owner,
        .lang = c->lang,
        .prior_services = prior_name(c->prior),
        .acknowledged_at = c->acknowledged_at,
        .acknowledged_day = c->acknowledged_day,
        .contacted_day = c->contacted_day,
        .connected_day = c->connected_day,
        .attempts = c->attempts,
        .next_day = c->next_day,
        .closed_at = c->closed_at,
        .closed_day = c->closed_day,
        .close_reason = c->close_reason,
        .changed_by = c->changed_by,
        .changed_at = c->changed_at,
        .rev = c->rev,
    };

    return db_exec(db, &q_casefile_save, &in);
}

struct err casefile_save_person(struct db *db, const struct data_key *key,
                                const struct casefile *c, struct arena *a)
{
    const struct case_person *p = &c->person;
    struct case_cell cell = case_cell(db, key, "person", id_of(c->id), (struct bytes){0});
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    json_put_text(&j, "call_name", p->name ? p->name : "");
    json_put_text(&j, "phone", p->phone ? p->phone : "");
    json_put_text(&j, "knock", p->knock ? p->knock : "");
    json_put_text(&j, "message_ok", p->message_ok ? p->message_ok : "no");
    json_put_text(&j, "heat_payer", p->heat_payer ? p->heat_payer : "unknown");
    json_put_text(&j, "card_code", p->card_code ? p->card_code : "");
    json_put_text(&j, "called_at", p->called_at ? p->called_at : "");
    put_rules(&j, &p->rules);
    json_end_map(&j);
    struct q_casefile_set_person_in in = {
        .id = c->id, .person = seal_text(key, &cell.at, json_done(&j), a)};
    return db_exec(db, &q_casefile_set_person, &in);
}

struct err casefile_save_place(struct db *db, const struct data_key *key,
                               const struct casefile *c, struct arena *a)
{
    struct case_cell cell = case_cell(db, key, "place", id_of(c->id), (struct bytes){0});
    struct q_casefile_set_place_in in = {
        .id = c->id, .place = seal_text(key, &cell.at, case_place_text(&c->place, a), a)};

    return db_exec(db, &q_casefile_set_place, &in);
}

/* The coded lists of a case have one shape each; `known_by` and `day` where it has them.
 */
static struct err facts_of_words(struct db *db, const struct query *q,
                                 struct casefile_id id, struct arena *a,
                                 struct case_facts_list *out)
{
    struct q_casefile_reasons_in in = {.casefile = id};
    struct q_casefile_reasons_out *rows;

    TRY(db_many(db, q, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct case_fact, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct case_fact){.word = rows[i].reason, .day = DAY_NONE};
    return ok();
}

static struct err facts_of_choices(struct db *db, struct casefile_id id, struct arena *a,
                                   struct case_facts_list *out)
{
    struct q_casefile_choices_in in = {.casefile = id};
    struct q_casefile_choices_out *rows;

    TRY(db_many(db, &q_casefile_choices, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct case_fact, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct case_fact){
            .word = rows[i].choice, .known_by = rows[i].known_by, .day = DAY_NONE};
    return ok();
}

static struct err facts_of_services(struct db *db, struct casefile_id id, struct arena *a,
                                    struct case_facts_list *out)
{
    struct q_casefile_services_in in = {.casefile = id};
    struct q_casefile_services_out *rows;

    TRY(db_many(db, &q_casefile_services, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct case_fact, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] =
            (struct case_fact){.word = rows[i].service, .day = rows[i].first_day};
    return ok();
}

struct err casefile_facts(struct db *db, enum case_facts which, struct casefile_id id,
                          struct arena *a, struct case_facts_list *out)
{
    switch (which) {
    case FACT_REASON:
        return facts_of_words(db, &q_casefile_reasons, id, a, out);
    case FACT_CHOICE:
        return facts_of_choices(db, id, a, out);
    case FACT_SERVICE:
        return facts_of_services(db, id, a, out);
    case FACT_CAUSE:
        return facts_of_words(db, &q_casefile_causes, id, a, out);
    case FACT_BARRIER:
        return facts_of_words(db, &q_casefile_barriers, id, a, out);
    }
    die("casefile_facts: no such list");
}

struct err casefile_fact_add(struct db *db, enum case_facts which, struct casefile_id id,
                             const struct case_fact *fact)
{
    struct q_casefile_service_add_in service = {
        .casefile = id, .service = fact->word, .first_day = fact->day};
    struct q_casefile_cause_add_in word = {.casefile = id, .cause = fact->word};

    switch (which) {
    case FACT_REASON:
        return db_exec(db, &q_casefile_reason_add, &word);
    case FACT_SERVICE:
        return db_exec(db, &q_casefile_service_add, &service);
    case FACT_CAUSE:
        return db_exec(db, &q_casefile_cause_add, &word);
    case FACT_BARRIER:
        return db_exec(db, &q_casefile_barrier_add, &word);
    case FACT_CHOICE:
        break;
    }
    die("casefile_fact_add: choices are the door's");
}

/* `in` but for the month and the urgency. */
static struct err bump(struct db *db, const struct casefile *c,
                       struct q_casefile_rollup_bump_in in)
{
    char month[DAY_TEXT];

    day_format(c->received_day, month);
    month[7] = '\0'; /* YYYY-MM */
    in.month = month;
    in.urgency = urgency_name(c->urgency);
    return db_exec(db, &q_casefile_rollup_bump, &in);
}

struct err casefile_count(struct db *db, const struct casefile *c, enum coarse step)
{
    return bump(db, c,
                (struct q_casefile_rollup_bump_in){
                    .contacted = step == COARSE_CONTACTED,
                    .connected = step == COARSE_CONNECTED,
                    .closed = step == COARSE_CLOSED,
                });
}

struct err casefile_uncount(struct db *db, const struct casefile *c)
{
    return bump(db, c,
                (struct q_casefile_rollup_bump_in){
                    .contacted = -(int64_t)day_is_set(c->contacted_day),
                    .connected = -(int64_t)day_is_set(c->connected_day),
                    .closed = -1,
                });
}
