/* reads_app.c -- see reads_app.h; the SQL is in sql/care/reads.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/reads_app.h"

#include "app/calendar.h"
#include "app/casework.h"
#include "app/staff_mail.h"
#include "core/str.h"
#include "domain/reads.h"
#include "store/queries_care.h"

/* The largest of those that their roles give. */
static struct err budget_of(struct session *s, int64_t *out)
{
    int64_t most = -1, n;

    for (size_t i = 0; i < read_budgets_len; i++) {
        const struct read_budget *b = &read_budgets[i];
        const char *words;

        if ((s->actor.roles & 1u << b->role) == 0)
            continue;
        TRY(setting_get(s, b->setting, b->usual, &words));
        require(str_number(words, READS_MAX, &n));
        most = n > most ? n : most;
    }
    *out = most < 0 ? READS_OTHERS : most;
    return ok();
}

/* Once a day; whoever it is about does not get the letter. */
static struct err tell(struct session *s, struct db *db, int64_t budget)
{
    struct id id = id_mint(s->now);
    struct staff_mail m = {.event = subject_text(s, "reads", id),
                           .template = "reads-many",
                           .path = "/reads",
                           .but = s->actor.user};
    struct q_read_alert_add_in row = {.id = id,
                                      .person = s->actor.user,
                                      .day = session_today(s),
                                      .at = s->now,
                                      .budget = budget};

    TRY(db_exec(db, &q_read_alert_add, &row));
    db_audit(db,
             &(struct audit){.actor = session_actor(s),
                             .act = "reads.over",
                             .subject = subject_text(s, "user", id_of(s->actor.user))});
    TRY(staff_mail_role(s, db, ROLE_PRIVACY, &m, NULL));
    return staff_mail_role(s, db, ROLE_CARE_LEAD, &m, NULL);
}

struct err reads_count(struct session *s, struct db *db, bool *over)
{
    struct day today = session_today(s);
    struct q_opened_count_in ask = {s->actor.user, today, s->opened};
    struct q_read_alert_of_in told = {s->actor.user, today};
    struct q_opened_count_out have;
    struct q_read_alert_of_out alert = {0};
    int64_t budget;

    *over = false;
    if (!id_is_set(s->opened) || !id_is_set(id_of(s->actor.user)))
        return ok(); /* a list; or an agency by the link of one request */
    TRY(db_one(db, &q_opened_count, &ask, &have, s->arena));
    if (have.mine > 0)
        return ok();
    TRY(budget_of(s, &budget));
    struct err e =
        have.n < budget ? ok() : db_one(db, &q_read_alert_of, &told, &alert, s->arena);
    *over = have.n >= budget + alert.more;
    if (e.kind == ERR_NOT_FOUND)
        return tell(s, db, budget);
    TRY(e);
    return *over ? ok()
                 : db_exec(db, &q_opened_add,
                           &(struct q_opened_add_in){s->actor.user, today, s->opened});
}

static struct err may_let(struct session *s, struct user_id person)
{
    return policy_check(&s->actor, ACT_READS_LET, &(struct subject){.author = person});
}

struct err reads_view(struct session *s, const void *in, void **out)
{
    struct reads_page *p = arena_new(s->arena, struct reads_page);
    struct q_read_alert_list_out *rows;
    struct db *db, *registry;

    (void)in;
    TRY(hide(policy_check(&s->actor, ACT_READS_VIEW, NULL)));
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_many(db, &q_read_alert_list, NULL, &rows, &p->len, s->arena));
    p->of = arena_array(s->arena, struct read_alert, p->len + 1);
    for (size_t i = 0; i < p->len; i++)
        p->of[i] = (struct read_alert){
            .id = rows[i].id,
            .person = rows[i].person,
            .day = rows[i].day,
            .at = rows[i].at,
            .budget = rows[i].budget,
            .more = rows[i].more,
            .opened = rows[i].opened,
            .let_by = rows[i].let_by,
            .let_at = rows[i].let_at,
            .may_let = rows[i].day.n == session_today(s).n &&
                       may_let(s, rows[i].person).kind == OK,
        };
    p->may_ask = policy_check(&s->actor, ACT_SEEN_VIEW, &(struct subject){0}).kind == OK;
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    *out = p;
    return ok();
}

struct err reads_let(struct session *s, const void *in, void **out)
{
    const struct reads_ref *ref = in;
    struct q_read_alert_by_id_out alert;
    struct db *db;

    (void)out;
    TRY(session_db(s, STORE_CARE, &db));
    TRY(db_one(db, &q_read_alert_by_id, &(struct q_read_alert_by_id_in){ref->id}, &alert,
               s->arena));
    TRY(hide(may_let(s, alert.person)));
    if (alert.day.n != session_today(s).n)
        return failed(ERR_CONFLICT, "rights.reads_past");
    db_audit(db, &(struct audit){
                     .actor = session_actor(s),
                     .act = "reads.let",
                     .subject = subject_text(s, "user", id_of(alert.person)),
                 });
    return db_exec(
        db, &q_read_alert_let,
        &(struct q_read_alert_let_in){ref->id, READS_MORE, s->actor.user, s->now});
}
