/* as.c -- see as.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/as.h"

#include "app/token.h"
#include "core/str.h"
#include "domain/policy.h"
#include "store/queries_registry.h"

#include <stdio.h>
#include <string.h>

struct session cli_session(const struct cli *c, struct open_city *city,
                           const struct actor *who, struct arena *a)
{
    return (struct session){.actor = *who,
                            .city = city->code,
                            .city_name = city->city.name,
                            .practice = city->city.practice,
                            .lang = settings_get(&c->settings, SETTING_LANG),
                            .now = c->now,
                            .zone = &city->zone,
                            .arena = a,
                            .keys = city->keys,
                            .site = {.ledger = city_ledger(c)},
                            .stores = &city->stores};
}

static struct err find(struct cli *c, struct open_city *city, const char *email,
                       struct actor *out)
{
    struct session s = cli_session(c, city, out, &c->arena);
    struct q_person_by_email_in in = {.email = email_key(&c->arena, email)};
    struct q_person_by_email_out row;
    struct db *registry;
    struct err e = session_db(&s, STORE_REGISTRY, &registry);

    if (e.kind == OK)
        e = db_one(registry, &q_person_by_email, &in, &row, &c->arena);
    if (e.kind == OK && str_same(row.state, "disabled"))
        e = failed(ERR_NOT_FOUND, "account.is_disabled");
    if (e.kind == OK) {
        out->user = row.id;
        e = account_roles(registry, row.id, &c->arena, &out->roles);
    }
    session_close(&s);
    return e;
}

/* Whoever types here has the stores in hand, so that roles are no secret. */
static int check_role(const struct actor *who, enum act act, const char *email)
{
    char names[200] = "";

    for (enum role r = 0; r < ROLES; r++) {
        if (policy_needs(r, act) == NULL)
            continue;
        if (who->roles & (1u << r))
            return CLI_DONE;
        size_t len = strlen(names);
        snprintf(names + len, sizeof names - len, "%s%s", len > 0 ? " or " : "",
                 role_name(r));
    }
    return cli_refuse("the role of %s does not do that: %s does", email, names);
}

int cli_as(struct cli *c, struct open_city *city, enum act act, struct actor *out)
{
    const char *email = cli_option(c, "as");

    *out = (struct actor){0};
    struct err e = find(c, city, email, out);
    if (e.kind == ERR_NOT_FOUND)
        return cli_refuse("nobody who works here has the address %s", email);
    return e.kind == OK ? check_role(out, act, email)
                        : cli_error("cannot look who that is", e);
}
