/* today_store.c -- see today_store.h; the SQL is in sql/care/today.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/today_store.h"

#include "domain/consent.h"
#include "store/case_open.h"
#include "store/queries_care.h"

enum { LIST_MAX = 100 };

/* The lists of cases have rows of one shape. */
_Static_assert(sizeof(struct q_today_by_state_out) == sizeof(struct q_today_due_out) &&
                   sizeof(struct q_today_due_out) == sizeof(struct q_today_owned_out) &&
                   sizeof(struct q_today_due_out) == sizeof(struct q_today_stopped_out) &&
                   sizeof(struct q_today_due_out) == sizeof(struct q_ages_contact_out) &&
                   sizeof(struct q_today_due_out) == sizeof(struct q_ages_step_out),
               "lines of Today differ");

static struct err open_line(struct db *db, const struct keys *keys,
                            const struct q_today_due_out *row, struct arena *a,
                            struct case_line *out)
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

static struct err line_of(struct db *db, const struct keys *keys,
                          const struct q_today_due_out *row, struct arena *a,
                          struct case_line *out)
{
    *out = (struct case_line){
        .id = row->id,
        .owner = row->owner,
        .source = row->source,
        .lang = row->lang,
        .neighbourhood = row->neighbourhood,
        .received_at = row->received_at,
        .acknowledge_by = row->acknowledge_by,
        .contact_by = row->contact_by,
        .attempts = row->attempts,
        .rev = row->rev,
        .next_day = row->next_day,
    };
    if (!case_kind_parse(row->kind, &out->kind) ||
        !urgency_parse(row->urgency, &out->urgency) ||
        !case_state_parse(row->state, &out->state))
        return failed(ERR_BROKEN, "errors.store.code");
    return open_line(db, keys, row, a, out);
}

static struct err lines_of(struct db *db, const struct keys *keys,
                           const struct q_today_due_out *rows, struct arena *a,
                           struct case_lines *out)
{
    out->of = arena_array(a, struct case_line, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        TRY(line_of(db, keys, &rows[i], a, &out->of[i]));
    return ok();
}

struct err today_by_state(struct db *db, const struct keys *keys,
                          const struct today_query *q, struct arena *a,
                          struct case_lines *out)
{
    struct q_today_by_state_in in = {.state = case_state_name(q->state),
                                     .urgency = urgency_name(q->urgency),
                                     .viewer = q->to.person,
                                     .today = q->to.day,
                                     .latest = consent_latest(q->to.day),
                                     .most = q->most};
    struct q_today_due_out *rows;

    TRY(db_many(db, &q_today_by_state, &in, (void *)&rows, &out->len, a));
    return lines_of(db, keys, rows, a, out);
}

struct err today_due(struct db *db, const struct keys *keys, const struct today_for *to,
                     struct arena *a, struct case_lines *out)
{
    struct q_today_due_in in = {to->day, consent_latest(to->day), to->person, LIST_MAX};
    struct q_today_due_out *rows;

    TRY(db_many(db, &q_today_due, &in, (void *)&rows, &out->len, a));
    return lines_of(db, keys, rows, a, out);
}

struct err today_owned(struct db *db, const struct keys *keys, const struct today_for *to,
                       struct arena *a, struct case_lines *out)
{
    struct q_today_owned_in in = {to->person, to->day, consent_latest(to->day), LIST_MAX};
    struct q_today_due_out *rows;

    TRY(db_many(db, &q_today_owned, &in, (void *)&rows, &out->len, a));
    return lines_of(db, keys, rows, a, out);
}

struct err today_stopped(struct db *db, const struct keys *keys,
                         const struct today_for *to, struct arena *a,
                         struct case_lines *out)
{
    struct q_today_stopped_in in = {to->person, to->day, consent_latest(to->day),
                                    LIST_MAX};
    struct q_today_due_out *rows;

    TRY(db_many(db, &q_today_stopped, &in, (void *)&rows, &out->len, a));
    return lines_of(db, keys, rows, a, out);
}

struct err today_ages(struct db *db, const struct keys *keys, const struct ages_query *q,
                      struct arena *a, struct case_lines *out)
{
    struct day latest = consent_latest(q->today);
    struct q_ages_contact_in contact = {q->viewer, q->everybody, q->today,
                                        latest,    q->skip,      q->most};
    struct q_ages_step_in step = {q->viewer, q->everybody, q->today,
                                  latest,    q->skip,      q->most};
    struct q_today_due_out *rows;

    TRY(q->step ? db_many(db, &q_ages_step, &step, (void *)&rows, &out->len, a)
                : db_many(db, &q_ages_contact, &contact, (void *)&rows, &out->len, a));
    return lines_of(db, keys, rows, a, out);
}

struct err today_open_count(struct db *db, struct user_id owner, int64_t *out)
{
    struct q_today_open_count_in in = {.owner = owner};
    struct q_today_open_count_out row;
    struct arena a = {0};
    struct err e = db_one(db, &q_today_open_count, &in, &row, &a);

    arena_free(&a);
    TRY(e);
    *out = row.open;
    return ok();
}

struct err case_open_who(struct db *db, const struct keys *keys,
                         const struct case_who *who, struct arena *a,
                         struct case_opened *out)
{
    struct case_person person;
    struct err e = casefile_key(db, keys, who->resident, a, &out->key);

    out->known = e.kind == OK;
    out->name = NULL;
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    struct case_cell cell =
        case_cell(db, &out->key, "person", id_of(who->casefile), who->person);
    TRY(case_open_person(&cell, a, &person));
    out->name = person.name;
    return ok();
}

struct err case_open_name(struct db *db, const struct keys *keys,
                          const struct case_who *who, struct arena *a, const char **out)
{
    struct case_opened opened;

    TRY(case_open_who(db, keys, who, a, &opened));
    *out = opened.name;
    return ok();
}

struct err today_answers(struct db *db, const struct keys *keys,
                         const struct today_for *to, struct arena *a,
                         struct today_referrals *out)
{
    struct q_today_answers_in in = {to->person, to->day, consent_latest(to->day),
                                    LIST_MAX};
    struct q_today_answers_out *rows;

    TRY(db_many(db, &q_today_answers, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct today_referral, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct case_who who = {rows[i].casefile, rows[i].resident, rows[i].person};

        out->of[i] = (struct today_referral){
            .id = rows[i].id,
            .casefile = rows[i].casefile,
            .owner = rows[i].owner,
            .organization = rows[i].organization,
            .service = rows[i].service,
            .need = rows[i].need,
            .state = rows[i].state,
            .reason = rows[i].reason,
            .answered_at = rows[i].answered_at,
            .rev = rows[i].rev,
        };
        TRY(case_open_name(db, keys, &who, a, &out->of[i].name));
    }
    return ok();
}

struct err today_silent(struct db *db, const struct keys *keys,
                        const struct today_for *to, struct arena *a,
                        struct today_referrals *out)
{
    struct q_today_silent_in in = {to->day, consent_latest(to->day), to->person,
                                   LIST_MAX};
    struct q_today_silent_out *rows;

    TRY(db_many(db, &q_today_silent, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct today_referral, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct case_who who = {rows[i].casefile, rows[i].resident, rows[i].person};

        out->of[i] = (struct today_referral){
            .id = rows[i].id,
            .casefile = rows[i].casefile,
            .owner = rows[i].owner,
            .organization = rows[i].organization,
            .service = rows[i].service,
            .need = rows[i].need,
            .reply_by = rows[i].reply_by,
            .rev = rows[i].rev,
        };
        TRY(case_open_name(db, keys, &who, a, &out->of[i].name));
    }
    return ok();
}

struct err today_faults(struct db *db, const struct keys *keys, struct arena *a,
                        struct today_fault **out, size_t *len)
{
    struct q_today_faults_in in = {.most = LIST_MAX};
    struct q_today_faults_out *rows;

    TRY(db_many(db, &q_today_faults, &in, (void *)&rows, len, a));
    *out = arena_array(a, struct today_fault, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        struct seal_place at = seal_care(db, "op_fault", "content", id_of(rows[i].id));
        struct data_key key = seal_house_key_of(keys, rows[i].content);

        (*out)[i] = (struct today_fault){
            .id = rows[i].id, .at = rows[i].at, .faults = rows[i].faults};
        TRY(open_text(&key, &at, rows[i].content, a, &(*out)[i].content));
    }
    return ok();
}

struct err today_fault_resolve(struct db *db, struct op_id id, int64_t at)
{
    struct q_fault_resolve_in in = {.id = id, .at = at};

    return db_exec(db, &q_fault_resolve, &in);
}
