/* retention.c -- `doorstep retention [CLASS] --as EMAIL`: what the page of the records
 * officer shows and does, for many records at once.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/as.h"

#include "app/disposal_app.h"
#include "base/crypto.h"
#include "base/text.h"

#include <stdio.h>
#include <string.h>

struct work {
    struct cli *c;
    struct open_city city;
    struct actor actor;
    struct disposal_in in;
    const struct disposal_page *page;
};

static struct session begin(struct work *w, struct db *db, struct arena *a)
{
    struct session s = cli_session(w->c, &w->city, &w->actor, a);

    s.writes = w->city.stores.of[STORE_ENFORCEMENT];
    s.db[STORE_ENFORCEMENT] = db;
    return s;
}

static struct err look(struct db *db, struct arena *a, void *ctx)
{
    struct work *w = ctx;
    struct session s = begin(w, db, &w->c->arena);
    void *out = NULL;

    (void)a;
    struct err e = disposal_view(&s, NULL, &out);
    w->page = out;
    session_close(&s);
    return e;
}

static struct err approve(struct db *db, struct arena *a, void *ctx)
{
    struct work *w = ctx;
    struct session s = begin(w, db, a);
    void *out;
    struct err e = disposal_approve(&s, &w->in, &out);

    session_close(&s);
    return e;
}

static int run(struct work *w,
               struct err (*act)(struct db *db, struct arena *a, void *ctx))
{
    struct job job = {.city = w->city.code, .act = act, .ctx = w};
    struct err e = store_run(w->city.stores.of[STORE_ENFORCEMENT], &job);

    arena_free(&job.arena);
    return e.kind == OK ? CLI_DONE : cli_refuse("%s", text("en", e.msg));
}

static void tell(const struct disposal_due *d)
{
    const struct retention_class *class = &retention_classes[d->class];
    char before[DAY_TEXT];

    day_format(d->before, before);
    printf("%-10s  %2d years  due %5zu  kept %5zu  begun on or before %s  %s\n",
           class->word, class->years, d->due, d->kept, before, class->citation);
}

/* So long as a full round comes back, there is more. */
static int destroy(struct work *w, int64_t *n)
{
    size_t due = DISPOSAL_AT_ONCE;

    for (*n = 0; due == DISPOSAL_AT_ONCE; *n += (int64_t)due) {
        int status = run(w, look);

        if (status != CLI_DONE)
            return status;
        const struct disposal_due *d = &w->page->of[w->in.class - RETENTION_PUBLIC];
        due = d->due;
        if (due == 0)
            break;
        w->in.id = id_mint(w->c->now);
        w->in.before = d->before;
        w->in.due = (int64_t)due;
        status = run(w, approve);
        if (status != CLI_DONE)
            return status;
    }
    return CLI_DONE;
}

static int go(struct work *w, bool chosen)
{
    int64_t n;
    int status = cli_as(w->c, &w->city, ACT_RECORDS_DISPOSE, &w->actor);

    if (status == CLI_DONE)
        status = run(w, look);
    if (status != CLI_DONE)
        return status;
    for (int i = 0; i < DISPOSAL_CLASSES; i++)
        if (!chosen || w->page->of[i].class == w->in.class)
            tell(&w->page->of[i]);
    if (!chosen || cli_option(w->c, "yes") == NULL) {
        puts("Nothing was destroyed: name a class, --permission and --yes. Nobody can "
             "undo it.");
        return CLI_DONE;
    }
    w->in.sure = true;
    status = destroy(w, &n);
    if (status == CLI_DONE)
        printf("Destroyed: %lld. /records/schedule says so, with the permission.\n",
               (long long)n);
    return status;
}

int cli_retention(struct cli *c)
{
    struct work w = {.c = c};
    bool chosen = c->operands > 0;

    if (chosen && !retention_parse(c->operand[0], &w.in.class))
        return cli_misuse("%s is no class of the public record: `doorstep retention` "
                          "lists them",
                          c->operand[0]);
    w.in.permission = cli_option(c, "permission");
    if (chosen && cli_option(c, "yes") != NULL &&
        (w.in.permission == NULL || strlen(w.in.permission) < DISPOSAL_PERMISSION_MIN))
        return cli_misuse("--permission: who gave it, and its number or day");
    int status = city_open(c, &w.city);
    if (status != CLI_DONE)
        return status;
    status = go(&w, chosen);
    city_close(&w.city);
    return status;
}
