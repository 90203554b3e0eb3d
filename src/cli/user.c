/* user.c -- `doorstep user add|invite|disable|list`.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/second_app.h"
#include "app/token.h"
#include "base/json.h"
#include "cli/shown.h"
#include "core/str.h"
#include "domain/side.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

struct edit {
    struct cli *cli;
    struct account_new account;
    const char *email;
    char token[TOKEN_TEXT];
};

static struct err audited(struct db *db, struct edit *ch, struct arena *a,
                          const char *act, struct user_id user)
{
    char subject[64] = "person:";

    id_format(id_of(user), subject + strlen(subject));
    db_audit(db, &(struct audit){ch->cli->actor, act,
                                 arena_copy(a, subject, strlen(subject)), NULL});
    return ok();
}

static struct err add(struct db *db, struct arena *a, void *ctx)
{
    struct edit *ch = ctx;
    struct user_id user;

    TRY(account_add(db, a, &ch->account, ch->cli->now, &user));
    TRY(account_invite(db, user, ch->cli->now, ch->token));
    return audited(db, ch, a, "user.add", user);
}

/* Of somebody who still works here. */
static struct err find(struct db *db, struct arena *a, const char *email,
                       struct user_id *out)
{
    struct q_person_by_email_in in = {.email = email_key(a, email)};
    struct q_person_by_email_out row;
    struct err e = db_one(db, &q_person_by_email, &in, &row, a);

    if (e.kind == ERR_NOT_FOUND)
        return failed(ERR_NOT_FOUND, "account.unknown");
    TRY(e);
    if (str_same(row.state, "disabled"))
        return failed(ERR_CONFLICT, "account.is_disabled");
    *out = row.id;
    return ok();
}

static struct err disable(struct db *db, struct arena *a, void *ctx)
{
    struct edit *ch = ctx;
    struct user_id user;

    TRY(find(db, a, ch->email, &user));
    TRY(account_disable(db, user, ch->cli->now));
    return audited(db, ch, a, "user.disable", user);
}

static struct err invite(struct db *db, struct arena *a, void *ctx)
{
    struct edit *ch = ctx;
    struct user_id user;

    TRY(find(db, a, ch->email, &user));
    TRY(account_invite(db, user, ch->cli->now, ch->token));
    return audited(db, ch, a, "user.invite", user);
}

static struct err end_phones(struct db *db, struct arena *a, void *ctx)
{
    struct edit *ch = ctx;
    struct user_id user;

    TRY(find(db, a, ch->email, &user));
    TRY(account_end_phones(db, user, ch->cli->now));
    return audited(db, ch, a, "user.end-phones", user);
}

static struct err end_second(struct db *db, struct arena *a, void *ctx)
{
    struct edit *ch = ctx;
    struct user_id user;

    TRY(find(db, a, ch->email, &user));
    TRY(account_second_reset(db, user, ch->cli->now));
    return audited(db, ch, a, "user.second-reset", user);
}

static int run(struct cli *c, struct err (*act)(struct db *, struct arena *, void *),
               struct edit *ch)
{
    struct open_city city CLEANUP(city_close) = {0};
    int status = city_open(c, &city);

    if (status == CLI_DONE)
        status = stores_change(c, city.stores.of[STORE_REGISTRY], act, ch);
    return status;
}

void cli_print_link(struct cli *c, const char *email, const char *token)
{
    struct json_out o = {.arena = &c->arena};
    const char *url = settings_get(&c->settings, SETTING_PUBLIC_URL);
    char link[512];

    snprintf(link, sizeof link, "%s/welcome#%s", url, token);
    if (!c->json) {
        printf("Give %s this link. It works once, for seven days:\n  %s\n", email, link);
        return;
    }
    json_map(&o, NULL);
    json_put_text(&o, "email", email);
    json_put_text(&o, "link", link);
    json_end_map(&o);
    shown_json(&o);
}

static int take_roles(struct cli *c, char *words, enum role *roles, size_t *len)
{
    char *save, *word = strtok_r(words, ",;", &save);
    unsigned all = 0;

    for (*len = 0; word != NULL; word = strtok_r(NULL, ",;", &save)) {
        if (*len == ROLES || !role_parse(word, &roles[*len]) ||
            roles[*len] == ROLE_AGENCY)
            return cli_misuse("--role \"%s\" is not known; write one or more of "
                              "inspector, supervisor, intake, case-manager, care-lead, "
                              "provider, leader, evaluator, records, privacy, admin, "
                              "by commas",
                              word);
        all |= 1u << roles[*len];
        ++*len;
    }
    (void)c;
    if (side_crosses(all))
        return cli_misuse("--role: nobody who inspects, plans inspections or gives out "
                          "their record may read what households confide; make two "
                          "accounts for two people");
    return *len > 0 ? CLI_DONE : cli_misuse("--role names no role");
}

int cli_user_add(struct cli *c)
{
    const char *lang = settings_get(&c->settings, SETTING_LANG);
    const char *words = cli_option(c, "role"), *name = cli_option(c, "name");
    enum role roles[ROLES];
    struct edit ch = {.cli = c,
                      .account = {.email = c->operand[0],
                                  .name = name,
                                  .phone = cli_option(c, "phone"),
                                  .lang = lang,
                                  .roles = roles}};
    int status = take_roles(c, arena_copy(&c->arena, words, strlen(words)), roles,
                            &ch.account.roles_len);

    if (status == CLI_DONE && (*name == '\0' || strlen(name) > 80))
        return cli_misuse("--name must be 1 to 80 bytes");
    if (status == CLI_DONE)
        status = run(c, add, &ch);
    if (status == CLI_DONE)
        cli_print_link(c, c->operand[0], ch.token);
    return status;
}

int cli_user_invite(struct cli *c)
{
    struct edit ch = {.cli = c, .email = c->operand[0]};
    int status = run(c, invite, &ch);

    if (status == CLI_DONE)
        cli_print_link(c, c->operand[0], ch.token);
    return status;
}

int cli_user_disable(struct cli *c)
{
    struct edit ch = {.cli = c, .email = c->operand[0]};
    int status = run(c, disable, &ch);

    if (status == CLI_DONE)
        printf("%s is signed out everywhere and can no longer sign in.\n", c->operand[0]);
    return status;
}

int cli_user_end_phones(struct cli *c)
{
    struct edit ch = {.cli = c, .email = c->operand[0]};
    int status = run(c, end_phones, &ch);

    if (status == CLI_DONE)
        printf("No phone of %s is heard any more, and every session has ended. The next "
               "sign-in makes a phone the account's again.\n",
               c->operand[0]);
    return status;
}

int cli_user_end_second(struct cli *c)
{
    struct edit ch = {.cli = c, .email = c->operand[0]};
    int status = run(c, end_second, &ch);

    if (status == CLI_DONE)
        printf("%s has no second factor any more, and every session has ended. Tell them "
               "so yourself.\n",
               c->operand[0]);
    return status;
}

static struct err print_one(struct db *db, struct cli *c, struct json_out *o,
                            const struct q_person_list_out *p)
{
    struct q_person_roles_in in = {.person = p->id};
    struct q_person_roles_out *roles;
    const char *state = strcmp(p->state, "active") != 0 ? p->state
                        : p->has_password               ? "active"
                                                        : "invited";
    size_t len;

    TRY(db_many(db, &q_person_roles, &in, &roles, &len, &c->arena));
    if (!c->json)
        printf("%-9s %s", state, shown_text(&c->arena, p->email));
    json_map(o, NULL);
    json_put_text(o, "email", p->email);
    json_put_text(o, "name", p->name);
    json_put_text(o, "state", state);
    json_list(o, "roles");
    for (size_t i = 0; i < len; i++) {
        json_put_text(o, NULL, roles[i].role);
        if (!c->json)
            printf("%s%s", i ? "," : " ", roles[i].role);
    }
    json_end_list(o);
    json_end_map(o);
    if (!c->json)
        putchar('\n');
    return ok();
}

static struct err print_all(struct db *db, struct cli *c)
{
    struct json_out o = {.arena = &c->arena};
    struct q_person_list_out *rows;
    size_t len;

    TRY(db_many(db, &q_person_list, NULL, &rows, &len, &c->arena));
    json_list(&o, NULL);
    for (size_t i = 0; i < len; i++)
        TRY(print_one(db, c, &o, &rows[i]));
    json_end_list(&o);
    if (c->json)
        shown_json(&o);
    return ok();
}

int cli_user_list(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct db *db = NULL;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    struct err e = store_read_begin(city.stores.of[STORE_REGISTRY], city.code, &db);
    if (e.kind == OK) {
        e = print_all(db, c);
        store_read_end(&db);
    }
    return e.kind == OK ? CLI_DONE : cli_error("cannot list the accounts", e);
}
