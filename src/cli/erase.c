/* erase.c -- `doorstep erase CASE --as EMAIL`: what the page of the privacy officer does,
 * without waiting for the server's next minute.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/as.h"

#include "app/erase_app.h"
#include "app/erase_settle.h"
#include "base/text.h"
#include "core/str.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct work {
    struct cli *c;
    struct open_city city;
    struct actor actor;
    struct erase_in in;
    const struct erase_page *page;
    bool held;
};

/* The look is written down like any other. */
static struct err look(struct db *db, struct arena *a, void *ctx)
{
    struct work *w = ctx;
    struct session s = cli_session(w->c, &w->city, &w->actor, &w->c->arena);
    void *out = NULL;

    (void)a;
    s.writes = w->city.stores.of[STORE_CARE];
    s.db[STORE_CARE] = db;
    struct err e = erase_view(&s, &(struct case_ref){.id = w->in.casefile}, &out);
    w->page = out;
    db_audit(db,
             &(struct audit){session_actor(&s), "resident.erase.look",
                             subject_text(&s, "casefile", id_of(w->in.casefile)), NULL});
    session_close(&s);
    return e;
}

static struct err decide(struct db *db, struct arena *a, void *ctx)
{
    struct work *w = ctx;
    struct session s = cli_session(w->c, &w->city, &w->actor, a);
    void *out;

    s.writes = w->city.stores.of[STORE_CARE];
    s.db[STORE_CARE] = db;
    struct err e = erase_do(&s, &w->in, &out);
    w->held = e.kind == OK && ((const struct erase_done *)out)->held;
    session_close(&s);
    return e;
}

static int run(struct work *w,
               struct err (*act)(struct db *db, struct arena *a, void *ctx))
{
    struct job job = {.city = w->city.code, .act = act, .ctx = w};
    struct err e = store_run(w->city.stores.of[STORE_CARE], &job);

    arena_free(&job.arena);
    if (e.kind == ERR_NOT_FOUND && !str_same(e.msg, "errors.erased"))
        return cli_refuse("no case here has the number %s, or it is closed to %s",
                          w->c->operand[0], cli_option(w->c, "as"));
    return e.kind == OK ? CLI_DONE : cli_refuse("%s", text("en", e.msg));
}

/* "1 note", "2 notes" */
static const char *many(const struct work *w, int64_t n, const char *of)
{
    return cli_words(&w->c->arena, "%" PRId64 " %s%s", n, of, n == 1 ? "" : "s");
}

static void tell(const struct work *w)
{
    const struct erase_page *p = w->page;

    printf("%zu %s: %s and %s are lost for ever; %s went to agencies, which are told to "
           "stop.\n",
           p->cases, p->cases == 1 ? "case" : "cases looked after together",
           many(w, p->counts.notes, "note"), many(w, p->counts.files, "file"),
           many(w, p->counts.sent, "thing"));
}

static int settle(struct work *w)
{
    const struct erase_work e = {
        .care = w->city.stores.of[STORE_CARE],
        .ledger = {city_ledger(w->c), w->city.code, w->city.keys},
        .actor = w->c->actor,
        .now = w->c->now};
    int64_t line;
    struct err done = erase_settle(&e, NULL, &line);

    if (done.kind != OK)
        return cli_refuse(
            "nobody can read it any more, but its key is still there, since "
            "%s cannot be written: mend that, and it goes by itself",
            e.ledger.path);
    printf("Erased. %s says so, whatever backup is brought back.\n", e.ledger.path);
    return CLI_DONE;
}

static int refuse_held(void)
{
    return cli_refuse("%s", text("en", "erase.held"));
}

/* What --yes would say, said before it is asked for. */
static int only_tell(const struct work *w)
{
    if (w->page->demanded)
        return cli_refuse("%s", text("en", "erase.demanded"));
    if (w->page->held)
        return refuse_held();
    tell(w);
    puts("Nothing was done yet: say --yes. Nobody can undo it.");
    return CLI_DONE;
}

static int go(struct work *w)
{
    int status = cli_as(w->c, &w->city, ACT_RESIDENT_ERASE, &w->actor);

    if (status == CLI_DONE)
        status = run(w, look);
    if (status == CLI_DONE && cli_option(w->c, "yes") == NULL)
        return only_tell(w);
    w->in.sure = true;
    if (status == CLI_DONE)
        status = run(w, decide);
    if (status != CLI_DONE)
        return status;
    if (w->held)
        return refuse_held();
    tell(w);
    return settle(w);
}

int cli_erase(struct cli *c)
{
    struct work w = {.c = c};
    const char *word = c->operand[0];
    struct id id;

    if (!id_parse(word, strlen(word), &id))
        return cli_misuse("%s is no case: give the last part of its address, /cases/...",
                          word);
    if (!erase_why_parse(cli_option(c, "reason"), &w.in.why) ||
        w.in.why == ERASE_SCHEDULE)
        return cli_misuse("--reason must be asked or mistake");
    w.in.casefile = id_to(casefile, id);
    int status = city_open(c, &w.city);
    if (status != CLI_DONE)
        return status;
    status = go(&w);
    city_close(&w.city);
    return status;
}
