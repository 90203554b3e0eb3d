/* same_app.c -- see same_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/same_app.h"

#include "core/str.h"

#include <string.h>

enum { SHOWN_MAX = 20 };

/* The other case, or ERR_NOT_FOUND where this person may not work on it. */
static struct err load_line(struct session *s, struct casefile_id id,
                            struct same_line *out)
{
    struct casework w;

    TRY(casework_begin(s, id, ACT_CASE_WORK, &w));
    out->c = w.c;
    return casefile_facts(w.db, FACT_CHOICE, id, s->arena, &out->choices);
}

static struct err add_line(struct session *s, struct casefile_id id,
                           struct same_line *lines, size_t *len)
{
    struct err e = load_line(s, id, &lines[*len]);

    if (e.kind == ERR_NOT_FOUND)
        return ok(); /* a colleague's: not even that it is there */
    TRY(e);
    session_seen(s, "casefile", id_of(id));
    (*len)++;
    return ok();
}

static struct err load_joined(struct session *s, struct db *db, struct same_page *p)
{
    struct case_joins joins;
    struct case_join main;
    size_t n = 0;

    TRY(same_joined(db, p->c.id, s->actor.user, s->arena, &joins));
    p->joined = arena_array(s->arena, struct same_line, joins.len + 1);
    for (size_t i = 0; i < joins.len; i++) {
        p->joined[p->joined_len].joiner = joins.of[i].by;
        p->joined[p->joined_len].joined_at = joins.of[i].at;
        TRY(add_line(s, joins.of[i].casefile, p->joined, &p->joined_len));
    }
    TRY(same_main(db, p->c.id, s->arena, &main));
    if (!id_is_set(id_of(main.main)))
        return ok();
    p->main.joiner = main.by;
    p->main.joined_at = main.at;
    TRY(add_line(s, main.main, &p->main, &n));
    p->is_joined = n > 0;
    return ok();
}

static bool is_listed(const struct same_page *p, struct casefile_id id)
{
    for (size_t i = 0; i < p->joined_len; i++)
        if (id_same(id_of(p->joined[i].c.id), id_of(id)))
            return true;
    return false;
}

/* Of those that share a mark: neither joined here, nor elsewhere. */
static struct err is_free(struct session *s, struct db *db, struct casefile_id id,
                          bool *out)
{
    struct case_join main;

    TRY(same_main(db, id, s->arena, &main));
    *out = !id_is_set(id_of(main.main));
    return ok();
}

static struct err load_found(struct session *s, struct db *db, struct same_page *p)
{
    struct same_cases same;
    bool looks_on;

    TRY(is_free(s, db, p->c.id, &looks_on));
    if (!looks_on)
        return ok();
    TRY(same_found(db, p->c.id, s->actor.user, s->arena, &same));
    p->found = arena_array(s->arena, struct same_line, same.len + 1);
    for (size_t i = 0; i < same.len && p->found_len < SHOWN_MAX; i++) {
        bool free;

        TRY(is_free(s, db, same.of[i].id, &free));
        if (!free || is_listed(p, same.of[i].id) || same_why(same.of[i].by) == NULL)
            continue;
        p->found[p->found_len].by = same.of[i].by;
        TRY(add_line(s, same.of[i].id, p->found, &p->found_len));
    }
    return ok();
}

struct err same_look(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct same_page *p = arena_new(s->arena, struct same_page);
    struct casework w;
    struct db *registry;

    TRY(casework_begin(s, ref->id, ACT_CASE_WORK, &w));
    p->c = w.c;
    TRY(load_joined(s, w.db, p));
    TRY(load_found(s, w.db, p));
    TRY(session_db(s, STORE_REGISTRY, &registry));
    TRY(staff_all(registry, s->arena, &p->staff));
    session_seen(s, "casefile", id_of(ref->id));
    *out = p;
    return ok();
}

/* Only those that this person may work on are counted, as on the page itself. */
static bool may_work(const struct session *s, struct user_id owner, bool blocked)
{
    const struct subject on = {.assigned = owner, .blocked = blocked};

    return policy_check(&s->actor, ACT_CASE_WORK, &on).kind == OK;
}

/* A case that is joined to one which is not there for the reader says nothing of it. */
static struct err opens(struct session *s, struct casefile_id id, bool *out)
{
    struct casework w;
    struct err e = casework_begin(s, id, ACT_CASE_WORK, &w);

    *out = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static bool is_shy(const struct case_person *p)
{
    return !str_same(p->message_ok, "yes") || p->rules.no_text || p->rules.no_email ||
           p->rules.no_letter || p->rules.from != NULL || p->rules.note != NULL;
}

/* What is joined keeps its own rules: whoever calls by this page has to know of them.
 * Of a case that is not there for the reader, nothing: neither itself nor its rules. */
static struct err count_joined(struct session *s, struct db *db, struct casefile_id id,
                               struct same_count *out)
{
    struct case_joins joins;

    TRY(same_joined(db, id, s->actor.user, s->arena, &joins));
    for (size_t i = 0; i < joins.len; i++) {
        struct casefile c;

        if (!may_work(s, joins.of[i].owner, joins.of[i].blocked))
            continue;
        out->joined++;
        if (out->has_rules)
            continue; /* one is enough, and no other is opened */
        TRY(casefile_load(db, s->keys, joins.of[i].casefile, s->arena, &c));
        out->has_rules = is_shy(&c.person);
    }
    return ok();
}

struct err same_count(struct session *s, struct db *db, struct casefile_id id,
                      struct same_count *out)
{
    struct same_cases same;
    struct case_join main;

    *out = (struct same_count){0};
    TRY(same_main(db, id, s->arena, &main));
    TRY(count_joined(s, db, id, out));
    if (id_is_set(id_of(main.main)))
        return opens(s, main.main, &out->is_joined);
    TRY(same_found(db, id, s->actor.user, s->arena, &same));
    for (size_t i = 0; i < same.len && i < SHOWN_MAX; i++) {
        bool free;

        if (same_why(same.of[i].by) == NULL ||
            !may_work(s, same.of[i].owner, same.of[i].blocked))
            continue;
        TRY(is_free(s, db, same.of[i].id, &free));
        out->found += free;
    }
    return ok();
}

/* The one that is worked on goes on; of two alike the earlier one. */
static bool goes_on(const struct casefile *a, const struct casefile *b)
{
    if ((a->state == CASE_SUBMITTED) != (b->state == CASE_SUBMITTED))
        return a->state != CASE_SUBMITTED;
    if (a->received_at != b->received_at)
        return a->received_at < b->received_at;
    return memcmp(a->id.b, b->id.b, sizeof a->id.b) < 0;
}

/* Neither is joined to another, and nothing is joined to the one that moves. */
static struct err check_join(struct session *s, struct db *db,
                             const struct casefile *later, const struct casefile *first)
{
    struct case_joins joins;
    struct case_join main;
    bool free;

    TRY(is_free(s, db, first->id, &free));
    TRY(same_main(db, later->id, s->arena, &main));
    TRY(same_joined(db, later->id, s->actor.user, s->arena, &joins));
    bool same = id_same(id_of(main.main), id_of(first->id)); /* the second click */
    if (!free || joins.len > 0 || (id_is_set(id_of(main.main)) && !same))
        return failed(ERR_CONFLICT, "same.joined_elsewhere");
    return ok();
}

struct err same_join_cases(struct session *s, const void *in, void **out)
{
    const struct join_in *form = in;
    struct casefile_id *main = arena_new(s->arena, struct casefile_id);
    struct casework one, other;

    TRY(casework_begin(s, form->id, ACT_CASE_WORK, &one));
    TRY(casework_begin(s, form->other, ACT_CASE_WORK, &other));
    if (id_same(id_of(form->id), id_of(form->other)))
        return failed(ERR_NOT_FOUND, "error.not_found");
    const struct casework *first = goes_on(&one.c, &other.c) ? &one : &other;
    const struct casework *later = first == &one ? &other : &one;
    TRY(check_join(s, one.db, &later->c, &first->c));
    const struct case_join j = {
        .casefile = later->c.id, .main = first->c.id, .by = s->actor.user, .at = s->now};
    TRY(same_join(one.db, &j));
    casework_audit(s, first, "case.join", NULL);
    casework_audit(s, later, "case.join", NULL);
    *main = first->c.id;
    *out = main;
    return ok();
}

struct err same_undo(struct session *s, const void *in, void **out)
{
    const struct case_ref *ref = in;
    struct casework w, main;
    struct case_join join;

    (void)out;
    TRY(casework_begin(s, ref->id, ACT_CASE_WORK, &w));
    TRY(same_main(w.db, ref->id, s->arena, &join));
    if (!id_is_set(id_of(join.main)))
        return ok();
    TRY(casework_begin(s, join.main, ACT_CASE_WORK, &main));
    TRY(same_part(w.db, ref->id, s->actor.user, s->now));
    casework_audit(s, &main, "case.part", NULL);
    casework_audit(s, &w, "case.part", NULL);
    return ok();
}
