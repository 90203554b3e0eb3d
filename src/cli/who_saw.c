/* who_saw.c -- `doorstep audit who-saw CASE`: every person who saw a case, by
 * day, and every agency that looked at what it was sent of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "base/json.h"
#include "cli/shown.h"
#include "store/seen_store.h"
#include "store/staff_store.h"

#include <stdio.h>
#include <string.h>

static const struct staff_person *find(const struct staff *staff, struct user_id id)
{
    for (size_t i = 0; i < staff->len; i++)
        if (id_same(id_of(staff->of[i].id), id_of(id)))
            return &staff->of[i];
    return NULL;
}

static void tell_one(struct cli *c, struct json_out *o, const struct sighting *seen,
                     const struct staff_person *p)
{
    const char *agency = seen->agency != NULL ? seen->agency : "an agency";
    const char *name = p != NULL ? p->name : agency;
    const char *way = p != NULL ? p->email : "by its link";
    char day[DAY_TEXT];

    day_format(seen->day, day);
    if (!c->json && p != NULL && seen->agency != NULL)
        printf("%s  %s, %s, %s\n", day, shown_text(&c->arena, name),
               shown_text(&c->arena, way), shown_text(&c->arena, agency));
    else if (!c->json)
        printf("%s  %s, %s\n", day, shown_text(&c->arena, name),
               shown_text(&c->arena, way));
    json_map(o, NULL);
    json_put_text(o, "day", day);
    json_put_text(o, "name", name);
    json_put_text(o, "email", p != NULL ? p->email : NULL);
    json_put_text(o, "agency", seen->agency);
    json_end_map(o);
}

struct look {
    struct cli *c;
    struct casefile_id id;
    struct sightings seen, sent; /* the case; what of it agencies were sent */
};

static void tell(struct cli *c, const struct staff *staff, const struct look *l)
{
    struct json_out o = {.arena = &c->arena};

    json_list(&o, NULL);
    for (size_t i = 0; i < l->seen.len; i++)
        tell_one(c, &o, &l->seen.of[i], find(staff, l->seen.of[i].person));
    for (size_t i = 0; i < l->sent.len; i++)
        tell_one(c, &o, &l->sent.of[i], find(staff, l->sent.of[i].person));
    json_end_list(&o);
    if (c->json)
        shown_json(&o);
    else if (l->seen.len + l->sent.len == 0)
        puts(
            "Nobody has seen a case of this number, or there is none: compare it with the "
            "address of the case.");
}

static struct err read_staff(struct cli *c, struct open_city *city, struct staff *out)
{
    struct db *db CLEANUP(store_read_end) = NULL;

    TRY(store_read_begin(city->stores.of[STORE_REGISTRY], city->code, &db));
    return staff_all(db, &c->arena, out);
}

/* The look is written down in the same transaction. */
static struct err read_seen(struct db *db, struct arena *a, void *ctx)
{
    struct look *l = ctx;
    char subject[64] = "casefile:";

    id_format(id_of(l->id), subject + strlen(subject));
    db_audit(db, &(struct audit){l->c->actor, "audit.who-saw",
                                 arena_copy(a, subject, strlen(subject)), NULL});
    TRY(seen_list(db, l->id, &l->c->arena, &l->seen));
    return seen_list_sent(db, l->id, &l->c->arena, &l->sent);
}

int cli_who_saw(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct look l = {.c = c};
    struct staff staff = {0};
    const char *word = c->operand[0];
    struct id id;

    if (!id_parse(word, strlen(word), &id))
        return cli_misuse("%s is no case: give the last part of its address, /cases/...",
                          word);
    l.id = id_to(casefile, id);
    int status = city_open(c, &city);
    if (status != CLI_DONE)
        return status;
    struct err e = read_staff(c, &city, &staff);
    if (e.kind != OK)
        return cli_error("cannot read who works here", e);
    status = stores_change(c, city.stores.of[STORE_CARE], read_seen, &l);
    if (status == CLI_DONE)
        tell(c, &staff, &l);
    return status;
}
