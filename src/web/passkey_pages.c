/* passkey_pages.c -- see passkey_pages.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/passkey_pages.h"

#include "app/passkey_app.h"
#include "base/crypto.h"
#include "base/json.h"
#include "base/text.h"
#include "web/account_pages.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/layout.h"
#include "web/second_pages.h"
#include "web/views_account.h"

#include <string.h>

/* What is no base64url is nothing, and opens nothing. */
static struct bytes form_bytes(struct req *rq, const char *name)
{
    const char *text = req_form(rq, name);
    struct bytes out = {0};

    return base64url_read(rq->arena, text, strlen(text), &out) ? out : (struct bytes){0};
}

static struct passkey_claim claim_read(struct req *rq)
{
    return (struct passkey_claim){
        .credential = form_bytes(rq, "key_id"),
        .said = {.client = form_bytes(rq, "key_client"),
                 .data = form_bytes(rq, "key_data"),
                 .signature = form_bytes(rq, "key_signature")},
    };
}

void reauth_read(struct req *rq, struct reauth *p)
{
    p->present = req_form(rq, "present");
    p->code = req_form(rq, "code");
    p->claim = claim_read(rq);
    if (p->claim.credential.len > 0)
        return;
    if (p->present[0] == '\0' || strlen(p->present) > 1024)
        req_fault(rq, "present", "account.own.present_missing");
    if (strlen(p->code) > 40)
        req_fault(rq, "code", "account.code.missing");
}

struct err reauth_judged(struct req *rq, enum reauth_result result)
{
    static const struct {
        const char *field, *msg;
    } faults[] = {
        [REAUTH_WRONG] = {"present", "account.own.present_wrong"},
        [REAUTH_CODE_MISSING] = {"code", "account.code.missing"},
        [REAUTH_CODE_WRONG] = {"code", "account.code.wrong"},
        [REAUTH_KEY_WRONG] = {"present", "account.passkey.wrong"},
    };

    if (result == REAUTH_HOLDS)
        return ok();
    req_fault(rq, faults[result].field, faults[result].msg);
    return form_check(rq);
}

static void put_list(struct json_out *j, const struct passkey_ask *ask)
{
    static const enum passkey_kind kinds[] = {PASSKEY_ES256, PASSKEY_EDDSA,
                                              PASSKEY_RS256};

    json_list(j, "known");
    for (size_t i = 0; i < ask->known_len; i++)
        json_put_text(j, NULL, ask->known[i]);
    json_end_list(j);
    json_list(j, "kinds");
    for (size_t i = 0; i < COUNT(kinds); i++)
        json_put_int(j, NULL, kinds[i]);
    json_end_list(j);
}

SHOW(challenge_show)
{
    const struct passkey_ask *ask = out;
    struct json_out j = {.arena = rq->arena};

    (void)in;
    json_map(&j, NULL);
    json_put_text(&j, "rp", ask->rp);
    json_put_text(&j, "prove", ask->enter != NULL ? ask->enter : ask->prove);
    if (ask->create != NULL) {
        json_put_text(&j, "create", ask->create);
        json_put_text(&j, "site", text(s->lang, "app.name"));
        json_put_text(&j, "user", ask->user);
        json_put_text(&j, "email", ask->email);
        json_put_text(&j, "name", ask->name);
        put_list(&j, ask);
    }
    json_end_map(&j);
    put_markup(&rq->out, json_done(&j));
    rq->content_type = "application/json";
    return ok();
}

READ(passkey_enter_read)
{
    struct passkey_enter *w = arena_new(rq->arena, struct passkey_enter);

    w->claim = claim_read(rq);
    w->how = (struct sign_in){.kind = "cookie",
                              .label = agent_label(rq),
                              .next = local_path(req_form(rq, "next"))};
    *in = w;
    return ok();
}

SHOW(passkey_enter_show)
{
    const struct passkey_enter *w = in;

    if (out == NULL)
        return failed(ERR_INVALID, "account.passkey.opens_nothing");
    return signed_in_go(rq, s, out, w->how.next);
}

SHOW(passkey_add_show)
{
    struct view_account_passkey_add v = {.name = shown(rq, "name", ""),
                                         .fault_name = page_fault(rq, s, "name")};

    (void)in;
    FILL_PROVE(v, rq, s, (const struct own_page *)out);
    page_begin(rq, s, text(s->lang, "account.passkey.add"));
    view_account_passkey_add(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(passkey_add_read)
{
    struct passkey_form *f = arena_new(rq->arena, struct passkey_form);

    f->name = form_text(rq, "name", PASSKEY_NAME_BYTES);
    f->made = (struct passkey_said){.client = form_bytes(rq, "new_client"),
                                    .data = form_bytes(rq, "new_data")};
    if (f->name == NULL)
        req_fault(rq, "name", "account.passkey.name_missing");
    reauth_read(rq, &f->proof);
    *in = f;
    return form_check(rq);
}

SHOW(passkey_added)
{
    const struct passkey_done *done = out;

    (void)in;
    TRY(reauth_judged(rq, done->proof));
    if (done->recovery[0] != NULL)
        return recovery_page(rq, s, done->recovery);
    resp_see_other(rq, "/account");
    return ok();
}

SHOW(passkey_end_show)
{
    const struct own_page *p = out;
    struct view_account_passkey_end v = {0};
    struct id id;

    (void)in;
    TRY(param_id(rq, 0, &id));
    for (size_t i = 0; i < p->passkeys_len; i++)
        if (id_same(p->passkeys[i].id, id))
            v.name = p->passkeys[i].name;
    if (v.name == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    v.address = url_of(s->arena, "/account/passkeys/%s/end", page_id(s, id));
    FILL_PROVE(v, rq, s, p);
    page_begin(rq, s, text(s->lang, "account.passkey.remove"));
    view_account_passkey_end(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(passkey_end_read)
{
    struct passkey_form *f = arena_new(rq->arena, struct passkey_form);

    TRY(param_id(rq, 0, &f->id));
    reauth_read(rq, &f->proof);
    *in = f;
    return form_check(rq);
}

SHOW(passkey_ended)
{
    const struct passkey_done *done = out;

    (void)s, (void)in;
    TRY(reauth_judged(rq, done->proof));
    resp_see_other(rq, "/account");
    return ok();
}
