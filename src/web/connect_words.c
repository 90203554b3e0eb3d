/* connect_words.c -- see connect_words.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/connect_words.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/connect_views.h"

#include <string.h>

static const char *state_msgid(const struct referral *r)
{
    static const char *const applied[REFERRAL_STATES] = {
        [REFERRAL_ACCEPTED] = "connect.approved",
        [REFERRAL_REFUSED] = "connect.denied",
        [REFERRAL_STARTED] = "connect.paid",
    };

    return r->way == WAY_APPLY && applied[r->state] ? applied[r->state]
                                                    : referral_state_msgid(r->state);
}

const char *word_referral(struct session *s, const struct referral *r)
{
    const char *parts[2] = {text(s->lang, state_msgid(r)), NULL};

    if (r->state == REFERRAL_STARTED && str_same(r->started_by, "resident"))
        return text(s->lang, "case.started_by_resident");
    if (r->state == REFERRAL_WAITLISTED && day_is_set(r->until))
        return text_fill(s->arena, s->lang, "connect.waitlisted_until", "day",
                         word_day(s, r->until), NULL);
    if (r->state == REFERRAL_REFUSED && r->reason)
        parts[1] = word_code(s, &refusal_codes, r->reason);
    if (r->state == REFERRAL_ENDED && r->ended_how)
        parts[1] = word_code(s, &ending_codes, r->ended_how);
    return word_join(s, parts, parts[1] ? 2 : 1, ": ");
}

const struct fact_view *word_told(struct session *s, const struct disclosed *d,
                                  size_t *len)
{
    struct case_place place = {.address = d->address, .unit = d->unit};
    const struct fact_view all[] = {
        {"agency.need", d->need ? word_need(s, d->need) : NULL},
        {"agency.speaks", d->lang ? word_code(s, &lang_codes, d->lang) : NULL},
        {"agency.area", d->neighbourhood},
        {"agency.name", d->name},
        {"agency.phone", d->phone},
        {"agency.address", d->address ? word_place(s, &place, NULL) : NULL},
        {"agency.knock", d->knock},
    };
    struct fact_view *facts = arena_array(s->arena, struct fact_view, COUNT(all));

    *len = 0;
    for (size_t i = 0; i < COUNT(all); i++)
        if (all[i].value && all[i].value[0])
            facts[(*len)++] =
                (struct fact_view){text(s->lang, all[i].label), all[i].value};
    return facts;
}

/* "11-01" of a year. */
static bool day_of_year(const char *mm_dd, int year, struct day *out)
{
    char text[DAY_TEXT + 8];

    if (mm_dd == NULL || strlen(mm_dd) != 5)
        return false;
    struct day first = day_make(year, 1, 1);
    day_format(first, text);
    memcpy(text + 5, mm_dd, 5);
    return day_parse(text, DAY_TEXT - 1, out);
}

const char *word_season(struct session *s, const struct service *of)
{
    struct day today = session_today(s), from, to;
    int year, month, dom;

    day_split(today, &year, &month, &dom);
    if (!day_of_year(of->season_from, year, &from) ||
        !day_of_year(of->season_to, year, &to))
        return NULL;
    bool open = from.n <= to.n ? today.n >= from.n && today.n <= to.n
                               : today.n >= from.n || today.n <= to.n;
    return text_fill(s->arena, s->lang, open ? "connect.season" : "connect.season_closed",
                     "from", when_day(s->arena, s->lang, from, WHEN_SHORT), "to",
                     when_day(s->arena, s->lang, to, WHEN_SHORT), NULL);
}

/* Is the word one of a list by ';'? */
static bool lists(const char *list, const char *word)
{
    size_t len = strlen(word);

    for (const char *at = list; at && *at;
         at = strchr(at, ';') ? strchr(at, ';') + 1 : "")
        if (strncmp(at, word, len) == 0 && (at[len] == ';' || at[len] == '\0'))
            return true;
    return false;
}

struct options_view word_proofs(struct session *s, const struct service *of,
                                const bool *have)
{
    struct options_view o = {arena_array(s->arena, struct option_view, PROOFS), 0};

    for (int proof = 0; proof < PROOFS; proof++)
        if (lists(of->proofs, proof_name((enum proof)proof)))
            o.of[o.len++] = (struct option_view){
                .value = proof_name((enum proof)proof),
                .label = text(s->lang, proof_msgid((enum proof)proof)),
                .on = have && have[proof],
            };
    return o;
}

const char *word_step_who(struct session *s, const struct staff *staff,
                          const struct referral_step *step, const char *organization)
{
    const char *parts[2];
    size_t n = 0;

    if (str_same(step->said_by, "agency"))
        parts[n++] = organization;
    else if (str_same(step->said_by, "resident"))
        parts[n++] = text(s->lang, "connect.said_resident");
    else if (step->told_by)
        parts[n++] =
            text_fill(s->arena, s->lang, "connect.by_phone", "who", step->told_by, NULL);
    const char *author = staff_name(staff, step->author);
    if (author)
        parts[n++] = author;
    return n ? word_join(s, parts, n, " · ") : NULL;
}

const char *word_step(struct session *s, const struct referral_step *step, enum way way)
{
    struct referral was = {.way = way};
    const char *parts[2];
    size_t n = 0;

    if (str_same(step->event, "update"))
        parts[n++] = text(s->lang, "connect.say_update");
    else if (referral_state_parse(step->state, &was.state))
        parts[n++] = text(s->lang, state_msgid(&was));
    if (step->reason)
        parts[n++] =
            word_code(s, str_same(step->event, "end") ? &ending_codes : &refusal_codes,
                      step->reason);
    return word_join(s, parts, n, ": ");
}

const struct connect_step_view *word_steps(struct session *s,
                                           const struct connect_page *p, size_t *len)
{
    struct connect_step_view *v =
        arena_array(s->arena, struct connect_step_view, p->steps.len + 1);

    for (size_t i = 0; i < p->steps.len; i++) {
        const struct referral_step *step = &p->steps.of[i];

        v[i] = (struct connect_step_view){
            .when = word_when(s, step->at),
            .who = word_step_who(s, &p->staff, step, p->service.organization_name),
            .what = word_step(s, step, p->referral.way),
            .note = step->note};
    }
    *len = p->steps.len;
    return v;
}

bool scope_is_due(const char *need)
{
    return str_same(need, need_name(NEED_SUBSTANCE_USE));
}

const char *word_scope(struct session *s, const struct told_scope *of)
{
    if (!scope_is_due(of->need) || !day_is_set(of->ends))
        return NULL;
    return text_fill(s->arena, s->lang, "connect.paper_scope", "need",
                     word_need(s, of->need), "organization", of->organization, "day",
                     when_day(s->arena, s->lang, of->ends, WHEN_FULL), NULL);
}
