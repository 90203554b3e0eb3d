/* import_outcomes.c -- `doorstep import outcomes`: what the provider's own system knows
 * of its cases, as the person named by --as would enter it (docs/record.md).
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/outcome_app.h"
#include "app/token.h"
#include "base/text.h"
#include "cli/files.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <stdio.h>

struct work {
    struct cli *cli;
    struct open_city *city;
    struct actor actor;
    struct outcomes_in in;
    struct arena arena; /* of what is told */
    struct outcomes_page *page;
    const char *fault;
};

static struct session session_of(const struct work *w, struct arena *a)
{
    return (struct session){.actor = w->actor,
                            .city = w->city->code,
                            .city_name = w->city->city.name,
                            .practice = w->city->city.practice,
                            .lang = settings_get(&w->cli->settings, SETTING_LANG),
                            .now = w->cli->now,
                            .zone = &w->city->zone,
                            .arena = a,
                            .keys = &w->city->keys,
                            .stores = &w->city->stores};
}

static struct err done(struct session *s, struct work *w, struct err e, void *out)
{
    w->page = out;
    w->fault = s->faults.len > 0 ? s->faults.of[0].msg : NULL;
    session_close(s);
    return e;
}

/* Somebody who still works here, with the roles of today. */
static struct err find_actor(struct work *w, const char *email)
{
    struct session s = session_of(w, &w->arena);
    struct q_person_by_email_in in = {.email = email_key(&w->arena, email)};
    struct q_person_by_email_out row;
    struct db *registry;
    struct err e = session_db(&s, STORE_REGISTRY, &registry);

    if (e.kind == OK)
        e = db_one(registry, &q_person_by_email, &in, &row, &w->arena);
    if (e.kind == OK && str_same(row.state, "disabled"))
        e = failed(ERR_NOT_FOUND, "account.is_disabled");
    if (e.kind == OK) {
        w->actor.user = row.id;
        e = account_roles(registry, row.id, &w->arena, &w->actor.roles);
    }
    session_close(&s);
    return e;
}

static struct err look(struct work *w)
{
    struct session s = session_of(w, &w->arena);
    void *out = NULL;

    struct err e = outcomes_look(&s, &w->in, &out);

    return done(&s, w, e, out);
}

static struct err take(struct db *db, struct arena *a, void *ctx)
{
    struct work *w = ctx;
    struct session s = session_of(w, &w->arena);
    void *out = NULL;

    (void)a;
    s.writes = w->city->stores.of[STORE_CARE];
    s.db[STORE_CARE] = db;
    struct err e = outcomes_take(&s, &w->in, &out);
    return done(&s, w, e, out);
}

static int tell(const struct work *w, bool dry)
{
    const struct outcomes_page *p = w->page;

    for (size_t i = 0; i < p->len; i++)
        if (p->lines[i].found == LINE_REFUSED)
            fprintf(stderr, "doorstep: line %lld: %s\n", (long long)p->lines[i].no,
                    text("en", p->lines[i].why));
    printf("%zu %s, %zu were there already, %zu refused\n", p->count[LINE_NEW],
           dry ? "would be taken" : "taken", p->count[LINE_KNOWN],
           p->count[LINE_REFUSED]);
    return p->count[LINE_REFUSED] == 0 ? CLI_DONE : CLI_REFUSED;
}

static int run(struct work *w, const char *path)
{
    bool dry = cli_option(w->cli, "dry-run") != NULL;
    struct job job = {.city = w->city->code, .act = take, .ctx = w};
    const char *email = cli_option(w->cli, "as");
    struct bytes file;
    const char *why = file_read(&w->arena, path, OUTCOMES_BYTES, &file);

    if (why != NULL)
        return cli_refuse("%s: %s", path, why);
    if (find_actor(w, email).kind != OK)
        return cli_refuse("nobody who works here has the address %s", email);
    w->in = (struct outcomes_in){.csv = (const char *)file.p, .len = file.len};
    struct err e = look(w);
    if (e.kind == OK && !dry) {
        w->in.seen = w->page->seen;
        e = store_run(w->city->stores.of[STORE_CARE], &job);
        arena_free(&job.arena);
    }
    if (e.kind == ERR_INVALID && w->fault != NULL)
        return cli_refuse("%s: %s", path, text("en", w->fault));
    if (e.kind == ERR_NOT_FOUND)
        return cli_refuse("%s may not work on cases", email);
    return e.kind == OK ? tell(w, dry) : cli_error("taking the outcomes", e);
}

int cli_import_outcomes(struct cli *c)
{
    struct open_city city;
    struct work w = {.cli = c, .city = &city};
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    status = run(&w, c->operand[0]);
    arena_free(&w.arena);
    city_close(&city);
    return status;
}
