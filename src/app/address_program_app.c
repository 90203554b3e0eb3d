/* address_program_app.c -- see address_program_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/address_program_app.h"

#include "app/casefile_app.h"
#include "app/disclosure.h"

struct err program_view(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct program_page *p = arena_new(s->arena, struct program_page);
    struct casework w;

    TRY(casework_begin(s, ref->id, ACT_ADDRESS_SHOW, &w));
    p->c = w.c;
    TRY(address_program_load(w.db, casework_keys(s, &w), w.c.id, s->arena, &p->real));
    p->in_program = p->real.known;
    s->purpose = "address";
    session_seen(s, "casefile", id_of(w.c.id));
    *out = p;
    return ok();
}

/* What agencies were told names the substitute from now on, and no part of town. */
static struct err retell(struct session *s, const struct casework *w)
{
    struct told_agencies told;

    TRY(address_told_list(w->db, &w->key, w->c.id, s->arena, &told));
    for (size_t i = 0; i < told.len; i++) {
        struct disclosed d;

        if (told.of[i].json == NULL)
            continue;
        TRY(disclosure_read(told.of[i].json, s->arena, &d));
        d.address = d.address != NULL ? w->c.place.address : NULL;
        d.unit = NULL;
        d.neighbourhood = NULL;
        told.of[i].json = disclosure_write(&d, s->arena);
        TRY(address_told_save(w->db, &w->key, &told.of[i], s->arena));
    }
    return ok();
}

static struct err put(struct session *s, const struct casework *w,
                      const struct real_place *real)
{
    const struct program_entry e = {
        .casefile = w->c.id, .author = s->actor.user, .at = s->now, .real = *real};

    return address_program_put(w->db, casework_keys(s, w), &e, s->arena);
}

struct err program_begin(struct session *s, const void *input, void **out)
{
    const struct program_in *in = input;
    struct real_place real;
    struct casework w;
    bool found;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_ADDRESS_SHOW, &w));
    TRY(casework_same_rev(s, &w, in->rev));
    TRY(address_program_load(w.db, casework_keys(s, &w), w.c.id, s->arena, &real));
    found = real.known;
    if (!found) {
        real =
            (struct real_place){.place = w.c.place, .neighbourhood = w.c.neighbourhood};
        TRY(put(s, &w, &real));
        TRY(address_program_part_of_town(w.db, w.c.id, NULL));
    }
    w.c.place = (struct case_place){.address = in->substitute};
    w.c.neighbourhood = NULL;
    TRY(casefile_save_place(w.db, &w.key, &w.c, s->arena));
    TRY(retell(s, &w));
    casework_audit(s, &w, found ? "address.change" : "address.begin", NULL);
    return casework_save(s, &w);
}

struct err program_end(struct session *s, const void *input, void **out)
{
    const struct program_in *in = input;
    struct real_place real;
    struct casework w;
    bool found;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_ADDRESS_SHOW, &w));
    TRY(address_program_load(w.db, casework_keys(s, &w), w.c.id, s->arena, &real));
    found = real.known;
    if (!found)
        return ok(); /* the second click of two */
    TRY(casework_same_rev(s, &w, in->rev));
    w.c.place = real.place;
    TRY(casefile_save_place(w.db, &w.key, &w.c, s->arena));
    TRY(address_program_part_of_town(w.db, w.c.id, real.neighbourhood));
    TRY(address_program_drop(w.db, w.c.id));
    casework_audit(s, &w, "address.end", NULL);
    return casework_save(s, &w);
}

struct err program_move(struct session *s, struct casework *w,
                        const struct case_place *to, bool *kept)
{
    struct real_place real;

    TRY(address_program_load(w->db, casework_keys(s, w), w->c.id, s->arena, &real));
    *kept = real.known;
    if (!*kept)
        return ok();
    real = (struct real_place){.place = *to};
    TRY(put(s, w, &real));
    casework_audit(s, w, "case.move", NULL);
    return casework_save(s, w);
}
