/* import_outcomes.c -- `doorstep import outcomes`: what the provider's own system knows
 * of its cases, as the person named by --as would enter it (docs/record.md).
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/as.h"

#include "app/outcome_app.h"
#include "base/text.h"
#include "cli/files.h"

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
    return cli_session(w->cli, w->city, &w->actor, a);
}

static struct err done(struct session *s, struct work *w, struct err e, void *out)
{
    w->page = out;
    w->fault = s->faults.len > 0 ? s->faults.of[0].msg : NULL;
    session_close(s);
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
    struct bytes file;
    const char *why = file_read(&w->arena, path, OUTCOMES_BYTES, &file);

    if (why != NULL)
        return cli_refuse("%s: %s", path, why);
    int status = cli_as(w->cli, w->city, ACT_CASE_LIST, &w->actor);
    if (status != CLI_DONE)
        return status;
    w->in = (struct outcomes_in){.csv = (const char *)file.p, .len = file.len};
    struct err e = look(w);
    if (e.kind == OK && !dry) {
        w->in.seen = w->page->seen;
        e = store_run(w->city->stores.of[STORE_CARE], &job);
        arena_free(&job.arena);
    }
    if (e.kind == ERR_INVALID && w->fault != NULL)
        return cli_refuse("%s: %s", path, text("en", w->fault));
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
