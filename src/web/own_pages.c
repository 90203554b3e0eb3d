/* own_pages.c -- see own_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/own_pages.h"

#include "app/own_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/account_pages.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/guard.h"
#include "web/layout.h"
#include "web/passkey_pages.h"
#include "web/turn.h"
#include "web/views_account.h"

#include <string.h>

static const char *at(struct session *s, const char *msg, int64_t ms)
{
    return text_fill(s->arena, s->lang, msg, "when", word_when(s, ms), NULL);
}

static const char *what_of(struct session *s, const struct own_session *p)
{
    const char *kind = text(s->lang, p->phone ? "account.own.phone" : "account.own.desk");

    if (p->label == NULL)
        return kind;
    return text_fill(s->arena, s->lang, "account.own.what", "kind", kind, "label",
                     p->label, NULL);
}

static struct place_view session_view(struct session *s, const struct own_session *p)
{
    return (struct place_view){
        .csrf = csrf_input(s),
        .what = what_of(s, p),
        .begun = at(s, "account.own.begun", p->begun_at),
        .seen = at(s, "account.own.seen", p->seen_at),
        .end_url = url_of(s->arena, "/account/sessions/%s/end", page_id(s, p->id)),
        .here = p->here,
    };
}

static struct place_view phone_view(struct session *s, const struct own_phone *p)
{
    return (struct place_view){
        .csrf = csrf_input(s),
        .what = text(s->lang, "account.own.one_phone"),
        .begun = at(s, "account.own.since", p->begun_at),
        .seen = at(s, "account.own.seen", p->seen_at),
        .end_url = url_of(s->arena, "/account/phones/%s/end", page_id(s, id_of(p->id))),
    };
}

static struct place_view key_view(struct session *s, const struct own_passkey *p)
{
    return (struct place_view){
        .what = p->name,
        .begun = at(s, "account.own.since", p->added_at),
        .seen = p->used_at != 0 ? at(s, "account.own.seen", p->used_at)
                                : text(s->lang, "account.passkey.unused"),
        .doubt = p->doubted ? text(s->lang, "account.passkey.doubted") : NULL,
        .end_url = url_of(s->arena, "/account/passkeys/%s", page_id(s, p->id)),
    };
}

SHOW(own_show)
{
    const struct own_page *p = out;
    struct place_view *sessions =
        arena_array(s->arena, struct place_view, p->sessions_len + 1);
    struct place_view *phones =
        arena_array(s->arena, struct place_view, p->phones_len + 1);
    struct place_view *keys =
        arena_array(s->arena, struct place_view, p->passkeys_len + 1);
    const struct view_account_own v = {
        .csrf = csrf_input(s),
        .changed = str_same(req_query(rq, "done"), "password"),
        .email = p->email,
        .second =
            text(s->lang, p->second ? "account.own.second_on" : "account.own.second_off"),
        .sessions = sessions,
        .sessions_len = p->sessions_len,
        .others = p->sessions_len > 1,
        .phones = phones,
        .phones_len = p->phones_len,
        .keys = keys,
        .keys_len = p->passkeys_len,
    };

    (void)in;
    for (size_t i = 0; i < p->sessions_len; i++)
        sessions[i] = session_view(s, &p->sessions[i]);
    for (size_t i = 0; i < p->phones_len; i++)
        phones[i] = phone_view(s, &p->phones[i]);
    for (size_t i = 0; i < p->passkeys_len; i++)
        keys[i] = key_view(s, &p->passkeys[i]);
    page_begin(rq, s, text(s->lang, "layout.menu.account"));
    view_account_own(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(own_end_read)
{
    struct id *id = arena_new(rq->arena, struct id);

    *in = id;
    return param_id(rq, 0, id);
}

SHOW(to_own)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/account");
    return ok();
}

SHOW(own_password_show)
{
    struct view_account_own_password v = {.fault_password =
                                              page_fault(rq, s, "password")};

    (void)in;
    FILL_PROVE(v, rq, s, (const struct own_page *)out);
    page_begin(rq, s, text(s->lang, "account.own.password"));
    view_account_own_password(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(own_password_read)
{
    struct own_password *w = arena_new(rq->arena, struct own_password);

    reauth_read(rq, &w->proof);
    w->password = req_form(rq, "password");
    w->label = agent_label(rq);
    if (w->password[0] == '\0')
        req_fault(rq, "password", "account.own.password_missing");
    *in = w;
    return form_check(rq);
}

SHOW(own_password_done)
{
    const struct own_password_done *done = out;

    (void)in;
    TRY(reauth_judged(rq, done->proof));
    guard_set_cookie(turn_of(rq)->web, rq, done->to.token);
    s->csrf = done->to.csrf;
    resp_see_other(rq, "/account?done=password");
    return ok();
}
