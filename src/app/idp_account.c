/* idp_account.c -- whose account it is whom an identity provider sends (idp_app.h).  An
 * account is known by issuer and subject; its address links it once, when an
 * administrator had made it; a provider opens none of the other side, and gives no role
 * of it. SPDX-License-Identifier: Apache-2.0 */
#include "app/idp_app.h"

#include "app/token.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <string.h>

enum { NAME_MAX_BYTES = 80 };

struct match {
    struct session *s;
    struct db *db;
    const struct idp *idp;
    const struct id_claims *who;
    unsigned granted; /* by the groups */
    bool mapped;      /* there is a table of groups at all */
};

static void note(const struct match *m, struct user_id user, const char *act,
                 const char *detail)
{
    char subject[64] = "person:";

    id_format(id_of(user), subject + strlen(subject));
    db_audit(m->db,
             &(struct audit){.actor = "system",
                             .act = act,
                             .subject = arena_copy(m->s->arena, subject, strlen(subject)),
                             .detail = detail});
}

static bool in_group(const struct id_claims *who, const char *name)
{
    for (size_t i = 0; i < who->groups_len; i++)
        if (str_same(who->groups[i], name))
            return true;
    return false;
}

/* What stands in the table and may not be given any more gives nothing. */
static struct err read_groups(struct match *m)
{
    const struct q_idp_group_list_in in = {.side = side_name(m->idp->side)};
    struct q_idp_group_list_out *rows;
    enum role role;
    size_t len;

    TRY(db_many(m->db, &q_idp_group_list, &in, &rows, &len, m->s->arena));
    m->mapped = len > 0;
    for (size_t i = 0; i < len; i++)
        if (role_parse(rows[i].role, &role) && in_group(m->who, rows[i].name))
            m->granted |= 1u << role;
    m->granted &= side_grants(m->idp->side);
    return ok();
}

static bool has_address(const struct match *m)
{
    return m->who->email != NULL &&
           (m->who->verified || (m->idp->trusted && !m->who->unverified));
}

static struct err link_account(struct match *m, struct user_id user)
{
    const struct q_idp_person_add_in in = {
        .issuer = m->idp->issuer, .sub = m->who->sub, .person = user, .at = m->s->now};

    note(m, user, "account.idp-link", side_name(m->idp->side));
    return db_exec(m->db, &q_idp_person_add, &in);
}

/* An account of this address, that no other subject of the provider has.  Whether it is
 * this side's is asked of every account, see below. */
static struct err by_address(struct match *m, struct user_id *out, bool *found,
                             const char **refused)
{
    const struct q_person_by_email_in in = {.email =
                                                email_key(m->s->arena, m->who->email)};
    struct q_person_by_email_out row;
    struct q_idp_person_sub_in linked = {.issuer = m->idp->issuer};
    struct q_idp_person_sub_out other;
    struct err e = db_one(m->db, &q_person_by_email, &in, &row, m->s->arena);

    *found = e.kind == OK;
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    *out = linked.person = row.id;
    e = db_one(m->db, &q_idp_person_sub, &linked, &other, m->s->arena);
    if (e.kind == OK)
        *refused = "account.idp.nobody";
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

/* Nobody gets an account for having a colleague's employer: a group must give a role. */
static struct err make(struct match *m, struct user_id *out, const char **refused)
{
    const char *name = m->who->name, *fault;
    enum role roles[ROLES];
    size_t len = 0;

    *refused = "account.idp.nobody";
    if (m->granted == 0)
        return ok();
    TRY(account_email_fault(m->db, m->s->arena, m->who->email, &fault));
    if (fault != NULL)
        return ok();
    for (int r = 0; r < ROLES; r++)
        if (m->granted & 1u << r)
            roles[len++] = (enum role)r;
    if (name == NULL || name[0] == '\0' || strlen(name) > NAME_MAX_BYTES)
        name = m->who->email;
    TRY(account_add(m->db, m->s->arena,
                    &(struct account_new){.email = m->who->email,
                                          .name = name,
                                          .lang = m->s->lang,
                                          .roles = roles,
                                          .roles_len = len},
                    m->s->now, out));
    *refused = NULL;
    note(m, *out, "account.idp-add", side_name(m->idp->side));
    return link_account(m, *out);
}

/* Roles of the groups in place of what groups may give; what an administrator gave by
 * name stays. */
static struct err set_roles(struct match *m, struct user_id user, unsigned have)
{
    unsigned keep = have & ~side_grants(m->idp->side);
    unsigned want = keep | m->granted;

    for (int r = 0; r < ROLES; r++) {
        const struct q_person_role_add_in gain = {.person = user,
                                                  .role = role_name((enum role)r)};
        const struct q_person_role_drop_in loss = {.person = user, .role = gain.role};

        if ((want & ~have) & 1u << r)
            TRY(db_exec(m->db, &q_person_role_add, &gain));
        if ((have & ~want) & 1u << r)
            TRY(db_exec(m->db, &q_person_role_drop, &loss));
    }
    if (want != have)
        note(m, user, "account.idp-roles", side_name(m->idp->side));
    return ok();
}

/* Every time, not at the first alone: roles may have been given since. */
static struct err check_side(struct match *m, struct user_id user, bool fresh,
                             const char **refused)
{
    unsigned have;

    TRY(account_roles(m->db, user, m->s->arena, &have));
    if ((have & ~side_roles(m->idp->side)) != 0) {
        *refused = "account.idp.side";
        return ok();
    }
    if (fresh)
        TRY(link_account(m, user));
    if (m->mapped)
        TRY(set_roles(m, user, have));
    TRY(account_roles(m->db, user, m->s->arena, &have));
    if (have == 0)
        *refused = "account.idp.no_role";
    return ok();
}

struct err idp_account(struct session *s, struct db *registry, const struct idp *idp,
                       const struct id_claims *who, struct idp_found *out)
{
    struct match m = {.s = s, .db = registry, .idp = idp, .who = who};
    const struct q_idp_person_by_sub_in in = {.issuer = idp->issuer, .sub = who->sub};
    struct q_idp_person_by_sub_out row;
    bool known = false;

    *out = (struct idp_found){.refused = NULL};
    TRY(read_groups(&m));
    struct err e = db_one(registry, &q_idp_person_by_sub, &in, &row, s->arena);
    if (e.kind == OK) {
        out->user = row.person;
        return check_side(&m, out->user, false, &out->refused);
    }
    if (e.kind != ERR_NOT_FOUND)
        return e;
    out->refused = "account.idp.nobody";
    if (!has_address(&m))
        return ok();
    out->refused = NULL;
    TRY(by_address(&m, &out->user, &known, &out->refused));
    if (out->refused != NULL)
        return ok();
    return known ? check_side(&m, out->user, true, &out->refused)
                 : make(&m, &out->user, &out->refused);
}
