/* people_app.c -- see people_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/people_app.h"

#include "app/account.h"
#include "app/casework.h"
#include "app/link.h"
#include "app/mail_app.h"
#include "app/second.h"
#include "app/staff_mail.h"
#include "app/token.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/shape.h"
#include "domain/side.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

enum { NAME_MAX_BYTES = 80 };

const char *account_state_msgid(enum account_state state)
{
    switch (state) {
    case ACCOUNT_INVITED:
        return "people.state_invited";
    case ACCOUNT_ACTIVE:
        return "people.state_active";
    case ACCOUNT_LOCKED:
        return "people.state_locked";
    case ACCOUNT_DISABLED:
        return "people.state_disabled";
    }
    return "";
}

static enum account_state state_of(const struct session *s, const char *state,
                                   bool has_password, int64_t locked_until)
{
    if (!str_same(state, "active"))
        return ACCOUNT_DISABLED;
    if (account_locked(locked_until, s->now))
        return ACCOUNT_LOCKED;
    return has_password ? ACCOUNT_ACTIVE : ACCOUNT_INVITED;
}

static struct err begin(struct session *s, struct db **db)
{
    TRY(hide(policy_check(&s->actor, ACT_USER_MANAGE, NULL)));
    return session_db(s, STORE_REGISTRY, db);
}

static void give_role(struct people_page *p, const struct q_person_roles_all_out *row)
{
    enum role role;

    for (size_t i = 0; i < p->len && role_parse(row->role, &role); i++)
        if (id_same(id_of(p->of[i].id), id_of(row->person)))
            p->of[i].roles |= 1u << role;
}

struct err people_list(struct session *s, const void *in, void **out)
{
    struct people_page *p = arena_new(s->arena, struct people_page);
    struct q_person_list_out *rows;
    struct q_person_roles_all_out *roles;
    size_t roles_len;
    struct db *db;

    (void)in;
    TRY(begin(s, &db));
    TRY(db_many(db, &q_person_list, NULL, &rows, &p->len, s->arena));
    p->of = arena_array(s->arena, struct account, p->len + 1);
    for (size_t i = 0; i < p->len; i++)
        p->of[i] = (struct account){
            .id = rows[i].id,
            .email = rows[i].email,
            .name = rows[i].name,
            .state =
                state_of(s, rows[i].state, rows[i].has_password, rows[i].locked_until),
            .signed_in_at = rows[i].signed_in_at,
        };
    TRY(db_many(db, &q_person_roles_all, NULL, &roles, &roles_len, s->arena));
    for (size_t i = 0; i < roles_len; i++)
        give_role(p, &roles[i]);
    *out = p;
    return ok();
}

static struct err load(struct session *s, struct db *db, struct user_id id,
                       struct account *to)
{
    struct q_person_account_in in = {.id = id};
    struct q_person_account_out row;

    TRY(db_one(db, &q_person_account, &in, &row, s->arena));
    *to = (struct account){
        .id = id,
        .email = row.email,
        .name = row.name,
        .phone = row.phone,
        .lang = row.lang,
        .state = state_of(s, row.state, row.has_password, row.locked_until),
        .signed_in_at = row.signed_in_at,
    };
    return account_roles(db, id, s->arena, &to->roles);
}

static struct err add_link(struct session *s, struct db *db, struct account *to)
{
    struct q_invitation_newest_in in = {.person = to->id};
    struct q_invitation_newest_out row;
    struct err e = db_one(db, &q_invitation_newest, &in, &row, s->arena);

    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    to->link_until = row.expires_at > s->now ? row.expires_at : 0;
    return ok();
}

struct err people_one(struct session *s, const void *in, void **out)
{
    const struct person_form *f = in;
    struct account *to = arena_new(s->arena, struct account);
    struct second have;
    struct db *db;

    TRY(begin(s, &db));
    TRY(load(s, db, f->id, to));
    TRY(add_link(s, db, to));
    TRY(second_load(s, db, f->id, &have));
    to->second = second_on(&have);
    *out = to;
    return ok();
}

static void audit_person(struct session *s, struct db *db, const char *act,
                         struct user_id user)
{
    db_audit(db, &(struct audit){.actor = session_actor(s),
                                 .act = act,
                                 .subject = subject_text(s, "person", id_of(user))});
}

/* The letter holds the invitation's id; the worker makes the link of it again. */
static struct err mail_link(struct session *s, struct db *db, const struct account *to,
                            struct id invitation)
{
    char id[ID_TEXT], args[ID_TEXT + 32], event[ID_TEXT + 16];

    id_format(invitation, id);
    snprintf(args, sizeof args, "{\"invitation\":\"%s\"}", id);
    snprintf(event, sizeof event, "invitation:%s", id);
    return mail_put(s, db,
                    &(struct mail){
                        .event = arena_copy(s->arena, event, strlen(event)),
                        .recipient = to->email,
                        .template = "account-invited",
                        .lang = to->lang,
                        .args = arena_copy(s->arena, args, strlen(args)),
                    });
}

static const char *link_of(struct session *s, const char *token)
{
    size_t len = strlen(s->public_url) + strlen(token) + 16;
    char *link = arena_alloc(s->arena, len);

    snprintf(link, len, "%s/welcome#%s", s->public_url, token);
    return link;
}

static struct err is_open(struct session *s, struct db *db, const char *token, bool *out)
{
    struct q_invitation_by_token_in in = {.token_sha = token_sha(s->arena, token),
                                          .now = s->now,
                                          .latest = invitation_latest(s->now)};
    struct q_invitation_by_token_out row;
    struct err e = db_one(db, &q_invitation_by_token, &in, &row, s->arena);

    *out = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

/* The same form sent again is shown the same link, while that opens anything. */
/* Whoever has the link is that colleague from then on, the administrator who made it
 * too: those who answer for what households confide hear of it at once. */
static struct err tell_of_link(struct session *s, struct db *db, const struct account *to,
                               struct id invitation)
{
    struct staff_mail m = {.event = subject_text(s, "link", invitation),
                           .template = "access-given",
                           .but = to->id};

    if ((to->roles & side_roles(SIDE_PROVIDER)) == 0)
        return ok();
    TRY(staff_mail_role(s, db, ROLE_PRIVACY, &m, NULL));
    return staff_mail_role(s, db, ROLE_CARE_LEAD, &m, NULL);
}

static struct err give_link(struct session *s, struct db *db, const struct account *to,
                            struct id invitation, void **out)
{
    const char *token = invite_token(s->keys, invitation, s->arena);
    struct invited *given = arena_new(s->arena, struct invited);
    struct account again = {.id = to->id};
    bool open;

    TRY(is_open(s, db, token, &open));
    if (!open) {
        TRY(account_invite_by(db, to->id, s->now, token));
        audit_person(s, db, "user.invite", to->id);
        if (s->site.mail)
            TRY(mail_link(s, db, to, invitation));
        TRY(tell_of_link(s, db, to, invitation));
        TRY(is_open(s, db, token, &open));
    }
    if (!open)
        return failed(ERR_CONFLICT, "account.link.gone");
    TRY(add_link(s, db, &again));
    *given = (struct invited){.name = to->name,
                              .email = to->email,
                              .link = link_of(s, token),
                              .until = again.link_until,
                              .mailed = s->site.mail};
    *out = given;
    return ok();
}

struct err people_link(struct session *s, const void *in, void **out)
{
    const struct person_form *f = in;
    struct account to;
    struct db *db;

    TRY(begin(s, &db));
    TRY(load(s, db, f->id, &to));
    if (to.state == ACCOUNT_DISABLED)
        return failed(ERR_CONFLICT, "people.is_disabled");
    return give_link(s, db, &to, f->invitation, out);
}

struct err people_disable(struct session *s, const void *in, void **out)
{
    const struct person_form *f = in;
    struct account to;
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    TRY(load(s, db, f->id, &to));
    if (to.state == ACCOUNT_DISABLED)
        return ok(); /* a second click */
    audit_person(s, db, "user.disable", f->id);
    return account_disable(db, f->id, s->now);
}

struct err people_sign_out(struct session *s, const void *in, void **out)
{
    const struct person_form *f = in;
    const struct q_session_end_all_in end = {.person = f->id, .at = s->now};
    struct account to;
    struct db *db;

    (void)out;
    TRY(begin(s, &db));
    TRY(load(s, db, f->id, &to));
    audit_person(s, db, "user.sign-out", f->id);
    return db_exec(db, &q_session_end_all, &end);
}

static bool has_control(const char *text)
{
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x20 || *text == 0x7f)
            return true;
    return false;
}

static void check_name(struct session *s, const char *name)
{
    if (name[0] == '\0')
        session_fault(s, "name", "people.name_missing");
    else if (strlen(name) > NAME_MAX_BYTES || has_control(name))
        session_fault(s, "name", "people.name_bad");
}

static void check_phone(struct session *s, const char *phone)
{
    if (phone[0] == '\0')
        return;
    const char *fault = shape_fault(SHAPE_PHONE, LIMIT_PHONE, NULL, phone);
    if (fault != NULL)
        session_fault(s, "phone", fault);
}

static struct err check_email(struct session *s, struct db *db, const char *email)
{
    const char *fault = "people.email_missing";

    if (email[0] != '\0')
        TRY(account_email_fault(db, s->arena, email, &fault));
    if (fault != NULL)
        session_fault(s, "email", fault);
    return ok();
}

/* An agency comes by a link and has no account. */
static size_t check_roles(struct session *s, const struct person_form *f,
                          enum role roles[ROLES])
{
    unsigned all = 0;
    size_t n = 0;

    for (size_t i = 0; i < f->roles_len; i++)
        if (n == ROLES || !role_parse(f->roles[i], &roles[n]) ||
            roles[n++] == ROLE_AGENCY) {
            session_fault(s, "role", "people.role_bad");
            return 0;
        }
    if (n == 0)
        session_fault(s, "role", "people.role_missing");
    for (size_t i = 0; i < n; i++)
        all |= 1u << roles[i];
    if (side_crosses(all))
        session_fault(s, "role", "people.role_crosses");
    return n;
}

static struct err add(struct session *s, struct db *db, const struct person_form *f,
                      struct account *to)
{
    enum role roles[ROLES];
    struct account_new n = {.id = f->id,
                            .email = f->email,
                            .name = f->name,
                            .phone = f->phone[0] != '\0' ? f->phone : NULL,
                            .lang = s->lang,
                            .roles = roles};

    check_name(s, f->name);
    TRY(check_email(s, db, f->email));
    check_phone(s, f->phone);
    n.roles_len = check_roles(s, f, roles);
    if (s->faults.len > 0)
        return failed(ERR_INVALID, "errors.form");
    TRY(account_add(db, s->arena, &n, s->now, &to->id));
    audit_person(s, db, "user.add", to->id);
    return load(s, db, to->id, to);
}

struct err people_add(struct session *s, const void *in, void **out)
{
    const struct person_form *f = in;
    struct account to;
    struct db *db;

    TRY(begin(s, &db));
    struct err e = load(s, db, f->id, &to);
    if (e.kind == ERR_NOT_FOUND)
        e = add(s, db, f, &to);
    else if (e.kind == OK && !str_same(to.email, email_key(s->arena, f->email)))
        e = failed(ERR_CONFLICT, "people.form_used");
    TRY(e);
    return give_link(s, db, &to, f->invitation, out);
}
