/* id_token.c -- see id_token.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/id_token.h"

#include "base/json.h"
#include "core/str.h"

#include <string.h>

enum { SKEW_S = 60, AGE_S = 600, SUB_MAX = 255 };

static struct err wrong(void)
{
    return failed(ERR_INVALID, "account.idp.token");
}

/* Seconds since 1970; false for what is none. */
static bool seconds(const struct json *t, const char *name, int64_t *out)
{
    const struct json *at = json_get(t, name);

    if (at == NULL || (at->kind != JSON_INT && at->kind != JSON_NUMBER))
        return false;
    *out = at->kind == JSON_INT              ? at->n
           : at->real > 0 && at->real < 1e15 ? (int64_t)at->real
                                             : 0;
    return *out > 0 && *out < INT64_C(1000000000000);
}

static struct err check_time(const struct json *t, int64_t now_ms)
{
    int64_t now = now_ms / 1000, until, issued, from;

    if (!seconds(t, "exp", &until) || !seconds(t, "iat", &issued))
        return wrong();
    if (until + SKEW_S <= now)
        return wrong();
    if (issued > now + SKEW_S || issued + AGE_S < now)
        return wrong();
    if (json_get(t, "nbf") != NULL && (!seconds(t, "nbf", &from) || from > now + SKEW_S))
        return wrong();
    return ok();
}

/* Ours alone; or ours among others, and then made out to us. */
static struct err check_audience(const struct json *t, const char *client)
{
    const struct json *aud = json_get(t, "aud");
    const char *azp = json_text(t, "azp");
    bool ours = false, alone = true;

    if (aud == NULL || (json_get(t, "azp") != NULL && !str_same(azp, client)))
        return wrong();
    if (aud->kind == JSON_TEXT)
        ours = str_same(aud->text, client);
    if (aud->kind == JSON_LIST) {
        alone = aud->len == 1;
        for (size_t i = 0; i < aud->len; i++)
            ours |=
                aud->items[i].kind == JSON_TEXT && str_same(aud->items[i].text, client);
    }
    return ours && (alone || azp != NULL) ? ok() : wrong();
}

static bool says(const struct json *list, const char *word)
{
    for (size_t i = 0; list != NULL && list->kind == JSON_LIST && i < list->len; i++)
        if (list->items[i].kind == JSON_TEXT && str_same(list->items[i].text, word))
            return true;
    return false;
}

/* RFC 8176: in so many words, or a password and something that is had. */
static bool two_factors(const struct json *t, const char *acr)
{
    static const char *const had[] = {"otp", "hwk", "swk", "sc", "fpt", "face"};
    const struct json *amr = json_get(t, "amr");

    if (says(amr, "mfa") || (acr != NULL && str_same(json_text(t, "acr"), acr)))
        return true;
    for (size_t i = 0; i < COUNT(had); i++)
        if (says(amr, "pwd") && says(amr, had[i]))
            return true;
    return false;
}

static void take_groups(const struct json *t, const char *name, struct id_claims *to)
{
    const struct json *list = json_get(t, name);

    for (size_t i = 0; list != NULL && list->kind == JSON_LIST && i < list->len; i++)
        if (list->items[i].kind == JSON_TEXT && to->groups_len < ID_GROUPS_MAX)
            to->groups[to->groups_len++] = list->items[i].text;
}

struct err id_token_read(struct arena *a, struct bytes payload,
                         const struct id_token_want *want, struct id_claims *out)
{
    const struct json *verified;
    struct json t;

    if (json_read(a, (const char *)payload.p, payload.len, &t).kind != OK)
        return wrong();
    if (!str_same(json_text(&t, "iss"), want->issuer))
        return wrong();
    TRY(check_audience(&t, want->client));
    TRY(check_time(&t, want->now));
    if (!str_same(json_text(&t, "nonce"), want->nonce))
        return wrong();
    *out = (struct id_claims){
        .sub = json_text(&t, "sub"),
        .email = json_text(&t, "email"),
        .name = json_text(&t, "name"),
        .second = two_factors(&t, want->acr),
        .groups = arena_array(a, const char *, ID_GROUPS_MAX),
    };
    if (out->sub == NULL || out->sub[0] == '\0' || strlen(out->sub) > SUB_MAX)
        return wrong();
    verified = json_get(&t, "email_verified");
    out->verified = verified != NULL && verified->kind == JSON_BOOL && verified->n != 0;
    out->unverified = verified != NULL && !out->verified;
    take_groups(&t, "groups", out);
    take_groups(&t, "roles", out);
    return ok();
}
