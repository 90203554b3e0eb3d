/* resident_find.c -- see resident_find.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/resident_find.h"

#include "app/ask_home.h"
#include "app/casework.h"
#include "app/link.h"
#include "domain/same.h"

/* What cannot be anybody's is a slip, and no guess: it is said, and nothing is looked up
 * or counted. */
static void check_written(struct session *s, const struct resident_find_in *in)
{
    struct bytes sha;

    if (in->phone != NULL && same_phone(s->arena, in->phone) == NULL)
        session_fault(s, "phone", "errors.bad_phone");
    if (in->card != NULL && !withdraw_code_sha(in->card, s->arena, &sha) &&
        !card_code_sha(s->keys, in->card, s->arena, &sha))
        session_fault(s, "card", "erase.find_no_code");
}

static struct err check(struct session *s, const struct resident_find_in *in)
{
    if (in->phone == NULL && in->name == NULL && in->card == NULL)
        session_fault(s, "phone", "erase.find_nothing");
    if ((in->phone != NULL) + (in->name != NULL) + (in->card != NULL) > 1)
        session_fault(s, "phone", "erase.find_one"); /* they may be of several people */
    if (in->name != NULL && in->line == NULL)
        session_fault(s, "line", "erase.find_house");
    if (s->faults.len == 0)
        check_written(s, in);
    return s->faults.len > 0 ? failed(ERR_INVALID, "errors.form") : ok();
}

static struct err by_name(struct session *s, struct db *db,
                          const struct resident_find_in *in, struct resident_found *out)
{
    struct home typed =
        ask_home_typed(s, &(struct ask_typed){.line = in->line, .unit = ""});
    struct same_known known = {.property = typed.id, .name = in->name};
    const struct home *homes;
    size_t len;

    TRY(ask_homes(s, in->line, &homes, &len));
    out->no_house = len == 0;
    TRY(same_by_name(db, s->keys, &known, s->arena, &out->of));
    for (size_t i = 0; i < len; i++) {
        known.property = homes[i].id;
        TRY(same_by_name(db, s->keys, &known, s->arena, &out->of));
    }
    return ok();
}

/* Guessing is opening, too: what leads to none or to several counts as a case of its
 * own, so that nobody tries the numbers of a whole town. */
static void count(struct session *s, const struct resident_found *found)
{
    for (size_t i = 0; i < found->of.len; i++)
        session_seen(s, "casefile", id_of(found->of.of[i].id));
    s->opened = found->of.len == 1 ? id_of(found->of.of[0].id) : id_mint(s->now);
}

struct err resident_find(struct session *s, const void *input, void **out)
{
    const struct resident_find_in *in = input;
    struct resident_found *found = arena_new(s->arena, struct resident_found);
    struct db *db;

    TRY(hide(policy_check(&s->actor, ACT_RESIDENT_FIND, &(struct subject){0})));
    TRY(check(s, in));
    TRY(session_db(s, STORE_CARE, &db));
    found->why = in->why;
    found->of.viewer = s->actor.user;
    if (in->phone != NULL)
        TRY(same_by_phone(db, s->keys, in->phone, s->arena, &found->of));
    if (in->name != NULL)
        TRY(by_name(s, db, in, found));
    if (in->card != NULL)
        TRY(same_by_code(db, resident_code_sha(s->keys, in->card, s->arena), s->arena,
                         &found->of));
    s->purpose = find_why_name(in->why);
    count(s, found);
    *out = found;
    return ok();
}
