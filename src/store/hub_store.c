/* hub_store.c -- see hub_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/hub_store.h"

#include "base/json.h"
#include "store/queries_care.h"

#include <string.h>

static struct seal_place place(struct db *db, const char *column, struct id row)
{
    return seal_care(db, "hub_matter", column, row);
}

static const char *sheet_text(const struct hub_sheet *s, struct arena *a)
{
    struct json_out j = {.arena = a};

    json_map(&j, NULL);
    json_put_text(&j, "age", hub_age_name(s->age));
    json_put_text(&j, "sex", hub_sex_name(s->sex));
    json_list(&j, "risks");
    for (size_t i = 0; i < hub_risks_len; i++)
        if (s->risk[i])
            json_put_text(&j, NULL, hub_risks[i].word);
    json_end_list(&j);
    json_end_map(&j);
    return json_done(&j);
}

/* A risk that is no longer on the list is left out. */
static struct err sheet_read(const char *text, struct arena *a, struct hub_sheet *out)
{
    const struct json *risks;
    struct json j;

    *out = (struct hub_sheet){0};
    TRY(json_read(a, text, strlen(text), &j));
    const char *age = json_text(&j, "age"), *sex = json_text(&j, "sex");
    if (!age || !sex || !hub_age_parse(age, &out->age) || !hub_sex_parse(sex, &out->sex))
        return failed(ERR_BROKEN, "errors.store.code");
    risks = json_get(&j, "risks");
    for (size_t i = 0; risks != NULL && i < risks->len; i++) {
        int at = hub_risk_find(risks->items[i].text);

        if (at >= 0)
            out->risk[at] = true;
    }
    return ok();
}

struct err hub_add(struct db *db, const struct data_key *key, const struct hub_matter *m,
                   struct arena *a, bool *added)
{
    struct seal_place at = place(db, "sheet", m->id);
    struct q_hub_add_in in = {
        .id = m->id,
        .casefile = m->casefile,
        .author = m->author,
        .at = m->at,
        .state = hub_state_name(m->state),
        .sheet = seal_text(key, &at, sheet_text(&m->sheet, a), a),
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_hub_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

static struct err open_matter(struct db *db, const struct data_key *key,
                              const struct q_hub_list_out *row, struct arena *a,
                              struct hub_matter *out)
{
    struct seal_place sheet = place(db, "sheet", row->id),
                      lead = place(db, "lead", row->id);
    const char *text;

    *out = (struct hub_matter){
        .id = row->id,
        .author = row->author,
        .changed_by = row->changed_by,
        .at = row->at,
        .changed_at = row->changed_at,
        .told_stop_at = row->told_stop_at,
        .rev = row->rev,
        .outcome = row->outcome,
        .ended_day = row->ended_day,
    };
    if (!hub_state_parse(row->state, &out->state))
        return failed(ERR_BROKEN, "errors.store.code");
    TRY(open_text(key, &sheet, row->sheet, a, &text));
    TRY(sheet_read(text, a, &out->sheet));
    return open_text(key, &lead, row->lead, a, &out->lead);
}

struct err hub_list(struct db *db, const struct data_key *key, struct casefile_id id,
                    struct arena *a, struct hub_matters *out)
{
    struct q_hub_list_in in = {.casefile = id};
    struct q_hub_list_out *rows;

    TRY(db_many(db, &q_hub_list, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct hub_matter, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        TRY(open_matter(db, key, &rows[i], a, &out->of[i]));
        out->of[i].casefile = id;
    }
    return ok();
}

struct err hub_save(struct db *db, const struct data_key *key, const struct hub_matter *m,
                    struct arena *a)
{
    struct seal_place sheet = place(db, "sheet", m->id), lead = place(db, "lead", m->id);
    struct q_hub_save_in in = {
        .id = m->id,
        .state = hub_state_name(m->state),
        .sheet = seal_text(key, &sheet, sheet_text(&m->sheet, a), a),
        .lead = seal_text(key, &lead, m->lead, a),
        .outcome = m->outcome,
        .ended_day = m->ended_day,
        .told_stop_at = m->told_stop_at,
        .changed_by = m->changed_by,
        .changed_at = m->changed_at,
        .rev = m->rev,
    };

    return db_exec(db, &q_hub_save, &in);
}

struct err hub_decision_add(struct db *db, const struct hub_decision *d)
{
    struct q_hub_decision_add_in in = {
        .matter = d->matter,
        .filter = d->filter,
        .casefile = d->casefile,
        .accepted = d->accepted,
        .reason = d->reason,
        .author = d->author,
        .at = d->at,
    };

    return db_exec(db, &q_hub_decision_add, &in);
}

struct err hub_decision_list(struct db *db, struct casefile_id id, struct arena *a,
                             struct hub_decisions *out)
{
    struct q_hub_decisions_in in = {.casefile = id};
    struct q_hub_decisions_out *rows;

    TRY(db_many(db, &q_hub_decisions, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct hub_decision, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct hub_decision){
            .matter = rows[i].matter,
            .casefile = id,
            .filter = (int)rows[i].filter,
            .accepted = rows[i].accepted != 0,
            .reason = rows[i].reason,
            .author = rows[i].author,
            .at = rows[i].at,
        };
    return ok();
}

struct err hub_reveal_add(struct db *db, const struct data_key *key,
                          const struct hub_reveal *r, struct arena *a, bool *added)
{
    struct seal_place at = seal_care(db, "hub_reveal", "agency", r->id);
    struct q_hub_reveal_add_in in = {
        .id = r->id,
        .matter = r->matter,
        .casefile = r->casefile,
        .agency = seal_text(key, &at, r->agency, a),
        .police = r->police,
        .told = r->told,
        .author = r->author,
        .at = r->at,
    };
    int64_t changed;

    TRY(db_exec_count(db, &q_hub_reveal_add, &in, &changed));
    *added = changed == 1;
    return ok();
}

struct err hub_reveal_list(struct db *db, const struct data_key *key,
                           struct casefile_id id, struct arena *a,
                           struct hub_reveals *out)
{
    struct q_hub_reveals_in in = {.casefile = id};
    struct q_hub_reveals_out *rows;

    TRY(db_many(db, &q_hub_reveals, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct hub_reveal, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place at = seal_care(db, "hub_reveal", "agency", rows[i].id);

        out->of[i] = (struct hub_reveal){
            .id = rows[i].id,
            .matter = rows[i].matter,
            .casefile = id,
            .police = rows[i].police != 0,
            .told = (unsigned)rows[i].told,
            .author = rows[i].author,
            .at = rows[i].at,
        };
        TRY(open_text(key, &at, rows[i].agency, a, &out->of[i].agency));
    }
    return ok();
}

struct err hub_lead_add(struct db *db, const struct data_key *key,
                        const struct hub_lead *l, struct arena *a)
{
    struct seal_place was = seal_care(db, "hub_lead", "was", l->id);
    struct seal_place why = seal_care(db, "hub_lead", "why", l->id);
    struct q_hub_lead_add_in in = {
        .id = l->id,
        .matter = l->matter,
        .casefile = l->casefile,
        .was = seal_text(key, &was, l->was, a),
        .why = seal_text(key, &why, l->why, a),
        .author = l->author,
        .at = l->at,
    };

    return db_exec(db, &q_hub_lead_add, &in);
}

struct err hub_lead_list(struct db *db, const struct data_key *key, struct casefile_id id,
                         struct arena *a, struct hub_leads *out)
{
    struct q_hub_leads_in in = {.casefile = id};
    struct q_hub_leads_out *rows;

    TRY(db_many(db, &q_hub_leads, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct hub_lead, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        struct seal_place was = seal_care(db, "hub_lead", "was", rows[i].id);
        struct seal_place why = seal_care(db, "hub_lead", "why", rows[i].id);

        out->of[i] = (struct hub_lead){.id = rows[i].id,
                                       .matter = rows[i].matter,
                                       .casefile = id,
                                       .author = rows[i].author,
                                       .at = rows[i].at};
        TRY(open_text(key, &was, rows[i].was, a, &out->of[i].was));
        TRY(open_text(key, &why, rows[i].why, a, &out->of[i].why));
    }
    return ok();
}
