/* idp.c -- `doorstep city idp ...`: the identity providers of the city and of the
 * provider of care (docs/deploy.md).  The client's secret is in a file; it passes through
 * here no more than to be looked at. SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"
#include "cli/idp_cmd.h"

#include "app/idp_app.h"
#include "app/idp_place.h"
#include "app/token.h"
#include "base/json.h"
#include "cli/shown.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

enum { NAME_BYTES = 60, CLIENT_BYTES = 200, GROUP_BYTES = 200 };

struct idp_work {
    struct cli *cli;
    struct idp idp;
    const char *group, *role; /* role NULL: the group gives nothing */
    const char *email;        /* of whom is linked no more, or the keeper; NULL: nobody */
};

static struct err audited(struct db *db, const struct idp_work *w, struct arena *a,
                          const char *act)
{
    db_audit(db, &(struct audit){w->cli->actor, act,
                                 cli_words(a, "idp:%s", side_name(w->idp.side)), NULL});
    return ok();
}

static int take_side(const struct cli *c, enum side *out)
{
    return side_parse(c->operand[0], out)
               ? CLI_DONE
               : cli_misuse("whose identity provider is \"%.40s\"? city or provider",
                            c->operand[0]);
}

static int run(struct cli *c, struct err (*act)(struct db *, struct arena *, void *),
               struct idp_work *w)
{
    struct open_city city CLEANUP(city_close) = {0};
    int status = city_open(c, &city);

    w->cli = c;
    return status == CLI_DONE ? stores_change(c, city.stores.of[STORE_REGISTRY], act, w)
                              : status;
}

/* The side's, or ERR_NOT_FOUND. */
static struct err load(struct db *db, struct arena *a, enum side side, struct idp *out)
{
    struct idps all;

    TRY(idp_all(db, a, &all));
    for (size_t i = 0; i < all.len; i++)
        if (all.of[i].side == side) {
            *out = all.of[i];
            return ok();
        }
    return failed(ERR_NOT_FOUND, "account.idp.none");
}

static struct err set(struct db *db, struct arena *a, void *ctx)
{
    struct idp_work *w = ctx;
    const struct q_idp_put_in in = {.side = side_name(w->idp.side),
                                    .name = w->idp.name,
                                    .issuer = w->idp.issuer,
                                    .client = w->idp.client,
                                    .acr = w->idp.acr,
                                    .near = w->idp.near,
                                    .trusted = w->idp.trusted,
                                    .at = w->cli->now};
    struct idps all;

    TRY(idp_all(db, a, &all));
    for (size_t i = 0; i < all.len; i++)
        if (all.of[i].side != w->idp.side && str_same(all.of[i].issuer, in.issuer))
            return failed(ERR_CONFLICT, "account.idp.issuer_taken");
    TRY(db_exec(db, &q_idp_put, &in));
    return audited(db, w, a, "idp.set");
}

static int check(struct cli *c, const struct idp *idp)
{
    const char *why = idp_issuer_fault(idp->issuer, idp->near);

    if (why != NULL)
        return cli_refuse("--issuer %s%s", why,
                          str_starts(idp->issuer, "http:")
                              ? "; plain http only on this machine, with --near"
                              : "");
    if (idp->name[0] == '\0' || strlen(idp->name) > NAME_BYTES ||
        !utf8_valid(idp->name, strlen(idp->name)))
        return cli_refuse("--name is the organisation's, 1 to 60 bytes");
    if (idp->client[0] == '\0' || strlen(idp->client) > CLIENT_BYTES)
        return cli_refuse("--client is what the provider calls us, 1 to 200 bytes");
    return idp_secret(settings_get(&c->settings, SETTING_IDP_SECRETS), idp->side,
                      &c->arena, &why) != NULL
               ? CLI_DONE
               : cli_refuse("%s", why);
}

static void memory_done(struct idp_memory **m)
{
    idp_memory_free(m);
}

/* It may be down for a moment, so that is no reason to refuse. */
static void try_it(struct cli *c, const struct idp *idp)
{
    struct idp_memory *memory CLEANUP(memory_done) = idp_memory_new();
    struct session s = {.arena = &c->arena, .now = c->now, .site = {.idp = memory}};
    struct idp_place at;

    if (idp_place(&s, idp, &at).kind != OK)
        fprintf(stderr,
                "doorstep: set, but %s does not answer from here as an identity provider "
                "of that name; one within the house needs --near\n",
                idp->issuer);
}

int cli_idp_set(struct cli *c)
{
    struct idp_work w = {.idp = {.name = cli_option(c, "name"),
                                 .issuer = cli_option(c, "issuer"),
                                 .client = cli_option(c, "client"),
                                 .acr = cli_option(c, "acr"),
                                 .near = cli_option(c, "near") != NULL,
                                 .trusted = cli_option(c, "trust-email") != NULL}};
    int status = take_side(c, &w.idp.side);

    if (status == CLI_DONE)
        status = check(c, &w.idp);
    if (status == CLI_DONE)
        status = run(c, set, &w);
    if (status != CLI_DONE)
        return status;
    printf("Register this address there, letter by letter:\n  %s/sign-in/back/%s\n",
           settings_get(&c->settings, SETTING_PUBLIC_URL), side_name(w.idp.side));
    try_it(c, &w.idp);
    return CLI_DONE;
}

static struct err group(struct db *db, struct arena *a, void *ctx)
{
    struct idp_work *w = ctx;
    const struct q_idp_group_put_in in = {side_name(w->idp.side), w->group, w->role};

    TRY(load(db, a, w->idp.side, &w->idp));
    if (w->role == NULL)
        TRY(db_exec(db, &q_idp_group_drop,
                    &(struct q_idp_group_drop_in){in.side, in.name}));
    else
        TRY(db_exec(db, &q_idp_group_put, &in));
    return audited(db, w, a, "idp.group");
}

static void list_grants(enum side side, char *out, size_t size)
{
    size_t n = 0;

    out[0] = '\0';
    for (int r = 0; r < ROLES && n < size; r++)
        if (side_grants(side) & 1u << r)
            n += (size_t)snprintf(out + n, size - n, "%s%s", n > 0 ? ", " : "",
                                  role_name((enum role)r));
}

int cli_idp_group(struct cli *c)
{
    struct idp_work w = {.group = c->operand[1], .role = c->operand[2]};
    char may[300];
    enum role role;
    int status = take_side(c, &w.idp.side);

    if (status != CLI_DONE)
        return status;
    if (w.group[0] == '\0' || strlen(w.group) > GROUP_BYTES)
        return cli_refuse("a group's name has 1 to 200 bytes");
    if (str_same(w.role, "none"))
        w.role = NULL;
    else if (!role_parse(w.role, &role) || !(side_grants(w.idp.side) & 1u << role)) {
        list_grants(w.idp.side, may, sizeof may);
        return cli_refuse("a group of the %s's cannot give the role \"%.40s\"; it may "
                          "give %s, or none",
                          side_name(w.idp.side), w.role, may);
    }
    return run(c, group, &w);
}

static struct err find(struct db *db, struct arena *a, const char *email,
                       struct user_id *out)
{
    const struct q_person_by_email_in in = {.email = email_key(a, email)};
    struct q_person_by_email_out row;
    struct err e = db_one(db, &q_person_by_email, &in, &row, a);

    *out = row.id;
    return e.kind == ERR_NOT_FOUND ? failed(ERR_NOT_FOUND, "account.unknown") : e;
}

/* Whoever is to let the others in again must be able to: active, by a password, as an
 * administrator. */
static struct err check_keeper(struct db *db, struct arena *a, const char *email,
                               struct user_id *out)
{
    const struct q_person_by_email_in in = {.email = email_key(a, email)};
    struct q_person_by_email_out row;
    unsigned roles;

    TRY(find(db, a, email, out));
    TRY(db_one(db, &q_person_by_email, &in, &row, a));
    TRY(account_roles(db, *out, a, &roles));
    return str_same(row.state, "active") && row.password != NULL &&
                   (roles & 1u << ROLE_ADMIN)
               ? ok()
               : failed(ERR_INVALID, "account.idp.keeper");
}

static struct err passwords(struct db *db, struct arena *a, void *ctx)
{
    struct idp_work *w = ctx;
    struct q_idp_passwords_in in = {
        .side = side_name(w->idp.side), .passwords = w->idp.passwords, .at = w->cli->now};
    struct idp now;

    TRY(load(db, a, w->idp.side, &now));
    if (w->email != NULL)
        TRY(check_keeper(db, a, w->email, &in.keeper));
    TRY(db_exec(db, &q_idp_passwords, &in));
    return audited(db, w, a, "idp.passwords");
}

int cli_idp_passwords(struct cli *c)
{
    struct idp_work w = {.email = cli_option(c, "keeper"),
                         .idp = {.passwords = str_same(c->operand[1], "on")}};
    int status = take_side(c, &w.idp.side);

    if (status != CLI_DONE)
        return status;
    if (!w.idp.passwords && !str_same(c->operand[1], "off"))
        return cli_misuse("passwords are on or off, not \"%.40s\"", c->operand[1]);
    if (!w.idp.passwords && w.email == NULL)
        return cli_refuse("passwords off needs --keeper EMAIL: an administrator who gets "
                          "in by a password on the day the identity provider is down");
    return run(c, passwords, &w);
}

static struct err unlink_person(struct db *db, struct arena *a, void *ctx)
{
    struct idp_work *w = ctx;
    struct q_idp_person_drop_in in;

    TRY(load(db, a, w->idp.side, &w->idp));
    in.issuer = w->idp.issuer;
    TRY(find(db, a, w->email, &in.person));
    struct err e = db_exec(db, &q_idp_person_drop, &in);
    if (e.kind == ERR_CONFLICT)
        return failed(ERR_NOT_FOUND, "account.idp.not_linked");
    TRY(e);
    return audited(db, w, a, "idp.unlink");
}

int cli_idp_unlink(struct cli *c)
{
    struct idp_work w = {.email = c->operand[1]};
    int status = take_side(c, &w.idp.side);

    return status == CLI_DONE ? run(c, unlink_person, &w) : status;
}

static struct err drop(struct db *db, struct arena *a, void *ctx)
{
    struct idp_work *w = ctx;
    const struct q_idp_drop_in in = {side_name(w->idp.side)};

    TRY(load(db, a, w->idp.side, &w->idp));
    TRY(db_exec(db, &q_idp_group_drop_all, &(struct q_idp_group_drop_all_in){in.side}));
    TRY(db_exec(db, &q_idp_drop, &in));
    return audited(db, w, a, "idp.drop");
}

int cli_idp_drop(struct cli *c)
{
    struct idp_work w = {0};
    int status = take_side(c, &w.idp.side);

    return status == CLI_DONE ? run(c, drop, &w) : status;
}

static struct err print_groups(struct db *db, struct cli *c, struct json_out *o,
                               const struct idp *idp)
{
    const struct q_idp_group_list_in in = {side_name(idp->side)};
    struct q_idp_group_list_out *rows;
    size_t len;

    TRY(db_many(db, &q_idp_group_list, &in, &rows, &len, &c->arena));
    json_list(o, "groups");
    for (size_t i = 0; i < len; i++) {
        json_map(o, NULL);
        json_put_text(o, "group", rows[i].name);
        json_put_text(o, "role", rows[i].role);
        json_end_map(o);
        if (!c->json)
            printf("    %-30s gives %s\n", shown_text(&c->arena, rows[i].name),
                   rows[i].role);
    }
    json_end_list(o);
    return ok();
}

static struct err print_all(struct db *db, struct cli *c)
{
    struct json_out o = {.arena = &c->arena};
    struct idps all;

    TRY(idp_all(db, &c->arena, &all));
    json_list(&o, NULL);
    for (size_t i = 0; i < all.len; i++) {
        const struct idp *idp = &all.of[i];

        if (!c->json)
            printf("%s: %s\n    %s as %s%s\n    passwords %s\n", side_name(idp->side),
                   shown_text(&c->arena, idp->name), shown_text(&c->arena, idp->issuer),
                   shown_text(&c->arena, idp->client), idp->near ? ", near" : "",
                   idp->passwords ? "on" : "off, but the keeper's");
        json_map(&o, NULL);
        json_put_text(&o, "side", side_name(idp->side));
        json_put_text(&o, "name", idp->name);
        json_put_text(&o, "issuer", idp->issuer);
        json_put_text(&o, "client", idp->client);
        json_put_text(&o, "acr", idp->acr);
        json_put_bool(&o, "near", idp->near);
        json_put_bool(&o, "passwords", idp->passwords);
        TRY(print_groups(db, c, &o, idp));
        json_end_map(&o);
    }
    json_end_list(&o);
    if (c->json)
        shown_json(&o);
    else if (all.len == 0)
        puts("No identity provider is set: everybody signs in by a password.");
    return ok();
}

int cli_idp(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    struct err e = store_read_begin(city.stores.of[STORE_REGISTRY], city.code, &db);
    if (e.kind == OK)
        e = print_all(db, c);
    store_read_end(&db);
    db = NULL;
    return e.kind == OK ? CLI_DONE : cli_error("cannot read the city", e);
}
