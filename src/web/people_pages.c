/* people_pages.c -- who may work here: the list, a new account, its link, its end.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/people_pages.h"

#include "app/people_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_people.h"

#include <stdio.h>

/* An agency has no account: it comes by a link. */
#define STAFF_ROLES ROLE_AGENCY

static const char *role_words(const struct session *s, enum role role, const char *list)
{
    char id[64];

    snprintf(id, sizeof id, "%s%s", list, role_name(role));
    return text(s->lang, id);
}

static const char *roles_words(struct session *s, unsigned roles)
{
    const char *words[ROLES];
    size_t n = 0;

    for (enum role r = 0; r < STAFF_ROLES; r++)
        if (roles & (1u << r))
            words[n++] = role_words(s, r, "role.");
    return n > 0 ? word_join(s, words, n, ", ") : text(s->lang, "people.no_role");
}

static const char *account_shape(enum account_state state)
{
    switch (state) {
    case ACCOUNT_INVITED:
        return "sending";
    case ACCOUNT_ACTIVE:
        return "done";
    case ACCOUNT_LOCKED:
        return "attention";
    case ACCOUNT_DISABLED:
        return "closed";
    }
    return "";
}

static const char *signed_in_words(struct session *s, const struct account *p)
{
    if (p->signed_in_at == 0)
        return text(s->lang, "people.never");
    return text_fill(
        s->arena, s->lang, "people.signed_in", "day",
        when_day(s->arena, s->lang, zone_day(s->zone, p->signed_in_at), WHEN_LONG), NULL);
}

static struct url person_url(struct session *s, struct user_id id, const char *step)
{
    return url_of(s->arena, "/people/%s%s", page_id(s, id_of(id)), step);
}

static struct person_row_view row_of(struct session *s, const struct account *p)
{
    return (struct person_row_view){
        .url = person_url(s, p->id, ""),
        .name = p->name,
        .email = p->email,
        .roles = roles_words(s, p->roles),
        .state = text(s->lang, account_state_msgid(p->state)),
        .shape = account_shape(p->state),
        .signed_in = signed_in_words(s, p),
    };
}

SHOW(people_show)
{
    const struct people_page *p = out;
    struct person_row_view *here, *gone;
    struct view_people_list v = {0};

    (void)in;
    v.here = here = arena_array(s->arena, struct person_row_view, p->len + 1);
    v.gone = gone = arena_array(s->arena, struct person_row_view, p->len + 1);
    for (size_t i = 0; i < p->len; i++)
        if (p->of[i].state == ACCOUNT_DISABLED)
            gone[v.gone_len++] = row_of(s, &p->of[i]);
        else
            here[v.here_len++] = row_of(s, &p->of[i]);
    v.here_count = (int64_t)v.here_len;
    v.gone_count = (int64_t)v.gone_len;
    page_begin(rq, s, text(s->lang, "people.title"));
    view_people_list(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static const struct role_view *role_views(struct req *rq, struct session *s)
{
    struct role_view *v = arena_array(s->arena, struct role_view, STAFF_ROLES);

    for (enum role r = 0; r < STAFF_ROLES; r++)
        v[r] = (struct role_view){
            .value = role_name(r),
            .label = role_words(s, r, "role."),
            .hint = role_words(s, r, "role_hint."),
            .on = is_back(rq) && ticked(rq, "role", role_name(r)),
        };
    return v;
}

/* A form that comes back keeps its ids, unless they are spent on somebody else. */
SHOW(person_form_show)
{
    bool spent = str_same(req_fault_of(rq, ""), "people.form_used");
    const char *fresh[] = {minted(s), minted(s)};
    struct view_people_form v = {
        .csrf = csrf_input(s),
        .id = spent ? fresh[0] : shown(rq, "id", fresh[0]),
        .invitation = spent ? fresh[1] : shown(rq, "invitation", fresh[1]),
        .name = shown(rq, "name", ""),
        .email = shown(rq, "email", ""),
        .phone = shown(rq, "phone", ""),
        .name_fault = fault_text(rq, s, "name"),
        .email_fault = fault_text(rq, s, "email"),
        .phone_fault = fault_text(rq, s, "phone"),
        .role_fault = fault_text(rq, s, "role"),
        .roles = role_views(rq, s),
        .roles_len = STAFF_ROLES,
    };

    (void)in, (void)out;
    page_begin(rq, s, text(s->lang, "people.add"));
    view_people_form(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(person_add_read)
{
    struct person_form *f = arena_new(rq->arena, struct person_form);
    const char **roles = arena_array(rq->arena, const char *, ROLES + 1);

    f->id = id_to(user, form_id(rq, "id"));
    f->invitation = form_id(rq, "invitation");
    f->name = req_form(rq, "name");
    f->email = req_form(rq, "email");
    f->phone = req_form(rq, "phone");
    f->roles = roles;
    f->roles_len = req_form_all(rq, "role", roles, ROLES + 1);
    *in = f;
    return ok();
}

SHOW(person_link_show)
{
    const struct invited *to = out;
    struct view_people_link v = {
        .title =
            text_fill(s->arena, s->lang, "people.link_title", "name", to->name, NULL),
        .link = to->link,
        .until = text_fill(
            s->arena, s->lang, "people.link_until", "day",
            when_day(s->arena, s->lang, zone_day(s->zone, to->until), WHEN_LONG), NULL),
        .script = asset_url(rq->arena, "js/desk/copy_link.js"),
    };

    (void)in;
    if (to->mailed)
        v.mailed =
            text_fill(s->arena, s->lang, "people.link_mailed", "email", to->email, NULL);
    page_begin(rq, s, v.title);
    view_people_link(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(person_read)
{
    struct person_form *f = arena_new(rq->arena, struct person_form);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(user, id);
    *in = f;
    return ok();
}

READ(person_link_read)
{
    struct person_form *f;

    TRY(person_read(rq, in));
    f = *in;
    f->invitation = form_id(rq, "invitation");
    return ok();
}

static void put_fact(struct session *s, struct view_people_person *v, const char *msg,
                     const char *value)
{
    struct person_fact_view *facts = (struct person_fact_view *)(uintptr_t)v->facts;

    if (value != NULL)
        facts[v->facts_len++] = (struct person_fact_view){text(s->lang, msg), value};
}

/* What an open link means to somebody who has not come yet. */
static const char *link_words(struct session *s, const struct account *p)
{
    if (p->link_until == 0)
        return p->state == ACCOUNT_INVITED ? text(s->lang, "people.link_ended") : NULL;
    return text_fill(
        s->arena, s->lang, "people.link_open", "day",
        when_day(s->arena, s->lang, zone_day(s->zone, p->link_until), WHEN_LONG), NULL);
}

SHOW(person_show)
{
    const struct account *p = out;
    struct view_people_person v = {
        .csrf = csrf_input(s),
        .name = p->name,
        .state = text(s->lang, account_state_msgid(p->state)),
        .shape = account_shape(p->state),
        .leaves = text_fill(s->arena, s->lang, "people.leaves", "name", p->name, NULL),
        .disable = text_fill(s->arena, s->lang, "people.disable", "name", p->name, NULL),
        .invitation = minted(s),
        .facts = arena_array(s->arena, struct person_fact_view, 8),
        .link_url = person_url(s, p->id, "/link"),
        .disable_url = person_url(s, p->id, "/disable"),
        .second_url = person_url(s, p->id, "/second-step"),
        .sign_out_url = person_url(s, p->id, "/sign-out"),
        .second = p->second,
        .disabled = p->state == ACCOUNT_DISABLED,
        .self = id_same(id_of(p->id), id_of(s->actor.user)),
    };

    (void)in;
    put_fact(s, &v, "people.roles_short", roles_words(s, p->roles));
    put_fact(s, &v, "account.email", p->email);
    put_fact(s, &v, "people.phone_short", p->phone);
    put_fact(s, &v, "people.last", signed_in_words(s, p));
    if (!v.disabled)
        put_fact(s, &v, "people.link", link_words(s, p));
    put_fact(s, &v, "people.second",
             text(s->lang, p->second ? "people.second_on" : "people.second_off"));
    page_begin(rq, s, p->name);
    view_people_person(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_person)
{
    const struct person_form *f = in;

    (void)out;
    resp_see_other(rq, "/people/%s", page_id(s, id_of(f->id)));
    return ok();
}
