/* observe.c -- each observer reads everything that the route table lets them: every GET,
 * with the day's own inspections and violations in it, and what a phone is sent.
 *
 * Left out, because they count the programme: /city and /updates (totals, made public),
 * /metrics (answers of the whole server, on loopback), /status (not these people's).
 * SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#include "domain/policy.h"
#include "http/addresses.h"

#include <string.h>

static bool is_left_out(const struct route *r)
{
    static const char *const paths[] = {"/city", "/updates", "/updates/page.pdf",
                                        "/metrics", "/status"};

    for (size_t i = 0; i < COUNT(paths); i++)
        if (strcmp(r->path, paths[i]) == 0)
            return true;
    return false;
}

/* {id}s of cases are those of the other world: there or not, they look the same. */
static const char *filled(struct twin *w, const char *path)
{
    return story_fill(w->t, story_unborn(w->t, 1), path);
}

static void read_one(struct twin *w, enum observer eye, const struct visitor *who,
                     const char *path)
{
    struct arena own = {0}, *kept = w->t->arena;

    w->t->arena = &own;
    chance_event("read", ++w->reads);
    const struct local_answer *a = site_get(w->t, who, filled(w, path));
    note(w, eye, path, a);
    w->t->arena = kept;
    arena_free(&own);
}

static const char *with(struct twin *w, const struct route *r, const char *id)
{
    size_t len = strcspn(r->path, ":");
    const char *rest = r->path + len + strcspn(r->path + len, "/");

    return said(w, "%.*s%s%s", (int)len, r->path, id, rest);
}

static bool under(const struct route *r, const char *path)
{
    return strncmp(r->path, path, strlen(path)) == 0;
}

/* An address for each of the day's visits or findings; false for one without. */
static bool read_each(struct twin *w, enum observer eye, const struct visitor *who,
                      const struct route *r)
{
    bool pdf = strstr(r->path, ".pdf") != NULL;
    int most = pdf ? 2 : 6;

    if (under(r, "/inspections/:id")) {
        for (int i = 0; i < w->visits_len && i < most; i++)
            read_one(w, eye, who, with(w, r, name_id(w->t->arena, 'v', w->visits[i].no)));
        return true;
    }
    if (under(r, "/violations/:id")) {
        for (int i = 0; i < w->findings_len && i < most; i++)
            read_one(w, eye, who,
                     with(w, r, name_id(w->t->arena, 'f', w->findings[i].no)));
        return true;
    }
    return false;
}

static void read_all(struct twin *w, enum observer eye, const struct visitor *who)
{
    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];

        if (r->method != GET || is_left_out(r))
            continue;
        if (who == NULL && (r->guard & SIGNED_IN) && !under(r, "/cases/:id"))
            continue; /* all alike: test_rights.c */
        if (!read_each(w, eye, who, r))
            read_one(w, eye, who, way_to(w->t, r).path);
    }
}

static void read_these(struct twin *w, enum observer eye, const struct visitor *who,
                       const char *const *paths, size_t len)
{
    for (size_t i = 0; i < len; i++)
        read_one(w, eye, who, paths[i]);
}

static void the_owner_reads(struct twin *w)
{
    int letters = 0;

    for (int i = 0; i < w->visits_len && letters < 2; i++) {
        const struct doing *v = &w->visits[i];

        if (!v->signed_)
            continue;
        letters++;
        read_one(w, OWNER, w->records,
                 said(w, "/inspections/%s/order.pdf", name_id(w->t->arena, 'v', v->no)));
    }
}

static void phones_read(struct twin *w)
{
    char kept[sizeof w->cursor];

    sync_as(w, 2, NULL, 0);
    memcpy(kept, w->cursor, sizeof kept);
    w->cursor[0] = '\0'; /* as a new phone */
    sync_as(w, 2, NULL, 0);
    memcpy(w->cursor, kept, sizeof kept);
}

void observe(struct twin *w, const char *when)
{
    static const char *const desk[] = {"/violations?state=open",
                                       "/inspections?day=2026-11-25",
                                       "/requests?came=phone",
                                       "/rebalance?day=2026-11-24",
                                       "/cards.pdf?pages=1",
                                       "/desk?lang=es",
                                       "/nowhere"};
    static const char *const open[] = {"/nowhere", "/cases/x", "/hsds/v3/services",
                                       "/a/0/none.js", "/%2e%2e/etc"};

    fprintf(w->seen[PUBLIC_EYE].to, "== %s\n", when);
    phones_read(w);
    sync_as(w, 1, NULL, 0);
    read_all(w, INSPECTOR, w->inspector);
    read_all(w, AUTHOR, w->author);
    read_all(w, SUPERVISOR, w->supervisor);
    read_these(w, SUPERVISOR, w->supervisor, desk, COUNT(desk));
    read_all(w, RECORDS, w->records);
    the_owner_reads(w);
    read_all(w, PUBLIC_EYE, NULL);
    read_these(w, PUBLIC_EYE, NULL, open, COUNT(open));
}
