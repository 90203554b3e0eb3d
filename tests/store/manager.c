/* manager.c -- see manager.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "manager.h"

#include "app/attempt_app.h"

#include <stdio.h>

struct id id_named(struct phone *p, char kind, int n)
{
    struct id id;

    require(id_parse(name_id(p->arena, kind, n), ID_TEXT - 1, &id));
    return id;
}

struct casefile_id the_case(struct phone *p)
{
    return id_to(casefile, id_named(p, 'c', 1));
}

void be(struct phone *p, struct session *s, int user)
{
    s->actor = (struct actor){.user = id_to(user, id_named(p, 'u', user)),
                              .roles = 1u << ROLE_CASE_MANAGER};
}

static struct err do_it(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    d->out = NULL;
    struct err e = d->act(s, d->in, &d->out);
    d->fault = s->faults.len ? s->faults.of[0].msg : NULL;
    return e;
}

struct err as(struct phone *p, int user, struct doing *d)
{
    d->p = p;
    d->user = user;
    return phone_run(p, STORE_CARE, do_it, d);
}
void take_case(struct phone *p)
{
    char data[600];

    snprintf(data, sizeof data,
             "\"casefile\":\"%s\",\"consent\":\"%s\",\"property\":\"%s\",\"unit\":\"2\","
             "\"address\":\"12 Erie Street\",\"choices\":[\"food:told\"],"
             "\"urgency\":\"today\",\"phone\":\"617 555 0142\",\"knock\":\"\","
             "\"message_ok\":\"no\",\"call_name\":\"Zenobia\","
             "\"text_version\":\"door-1\",\"lang\":\"es\",\"method\":\"shown\","
             "\"card_code\":\"\"",
             name_id(p->arena, 'c', 1), name_id(p->arena, 'n', 1),
             name_id(p->arena, 'p', 1));
    assert_applied(phone_send_one(p, op_sealed(p, 1, "help.request", data)));
    assert_ok(DO(p, casefile_acknowledge, &(struct case_ref){.id = the_case(p)}));
}

struct phone *with_case(struct world *w)
{
    struct phone *p = phone_new(w);

    take_case(p);
    return p;
}

struct day today_of(struct phone *p)
{
    return (struct day){(int32_t)(p->now / (24 * 60 * 60 * 1000))};
}

struct looking {
    struct phone *p;
    int user;
    struct tasks_due due;
};

static struct err look_at_today(struct session *s, void *ctx)
{
    struct looking *l = ctx;
    struct db *care;

    be(l->p, s, l->user);
    s->arena = l->p->arena;
    TRY(session_db(s, STORE_CARE, &care));
    return tasks_of_today(s, care, &l->due);
}

struct tasks_due due_of(struct phone *p, int user)
{
    struct looking l = {.p = p, .user = user};

    assert_ok(phone_run(p, STORE_CARE, look_at_today, &l));
    return l.due;
}

static struct err look_at_case(struct session *s, void *ctx)
{
    struct doing *d = ctx;

    be(d->p, s, d->user);
    s->arena = d->p->arena;
    return casefile_view(s, &(struct case_ref){.id = the_case(d->p)}, &d->out);
}

const struct case_page *case_of(struct phone *p)
{
    struct doing d = {.p = p, .user = MANAGER};

    assert_ok(phone_run(p, STORE_CARE, look_at_case, &d));
    return d.out;
}

void reach(struct phone *p)
{
    struct attempt_in in = {
        .casefile = the_case(p),
        .id = id_to(attempt, id_named(p, 'a', 1)),
        .channel = CHANNEL_PHONE,
        .outcome = OUTCOME_REACHED,
        .next_day = DAY_NONE,
    };

    assert_ok(DO(p, attempt_log, &in));
}
