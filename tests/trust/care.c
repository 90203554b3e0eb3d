/* care.c -- what happens in care, in one of the two worlds: asked for at doors, on paper,
 * from a desk and by residents themselves; worked on, sent, answered, closed to somebody,
 * joined, at the Hub, withdrawn.  Beside the scenes below every form of the route table
 * that writes the care store is sent, so that a new one is here too.
 * SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#include "app/link.h"
#include "http/addresses.h"

#include <string.h>

static int roll(struct twin *w, int sides)
{
    return dice_roll(&w->social, sides);
}

static struct story *some_story(struct twin *w)
{
    return w->stories[roll(w, w->stories_len)];
}

static const struct local_answer *post(struct twin *w, const struct visitor *who,
                                       const char *path, const char *form)
{
    const struct local_answer *a = site_post(w->t, who, path, form);

    w->answered += a->status == 200 || a->status == 303;
    return a;
}

static const struct local_answer *on_case(struct twin *w, const struct story *st,
                                          const char *path, const char *form)
{
    return post(w, w->lead, story_fill(w->t, st, path), story_fill(w->t, st, form));
}

/* ---- how it is asked for ---- */

/* A yes, a no, or nobody at home; what is in it stays in the envelope. */
const char *care_sealed(struct twin *w, const struct doing *at)
{
    int n = SEALED_FIRST + ++w->sealed;
    struct arena *a = w->t->arena;
    const char *door =
        said(w, "\"property\":\"%s\",\"unit\":\"2\"", name_id(a, 'p', at->house));
    const char *inside = said(w, "\"inspection\":\"%s\",%s,\"address\":\"4 Pine Street\"",
                              name_id(a, 'v', at->no), door);
    int how = roll(w, 4);

    if (how == 0)
        return op_sealed(w->t->phone, n, "help.no",
                         said(w, "\"no\":\"%s\",%s", name_id(a, 'z', n), door));
    if (how == 1)
        return op_sealed(w->t->phone, n, "help.alert",
                         said(w, "\"casefile\":\"%s\",%s,\"card_left\":\"yes\"",
                              name_id(a, 'c', n), inside));
    return op_sealed(
        w->t->phone, n, "help.request",
        said(w,
             "\"casefile\":\"%s\",\"consent\":\"%s\",%s,\"choices\":[\"%s:told\"],"
             "\"urgency\":\"today\",\"phone\":\"" STORY_PHONE "\",\"message_ok\":\"%s\","
             "\"call_name\":\"" STORY_NAME "%d\",\"text_version\":\"door-1\","
             "\"lang\":\"es\",\"method\":\"shown\",\"card_code\":\"\"",
             name_id(a, 'c', n), name_id(a, 'n', n), inside, roll(w, 2) ? "talk" : "food",
             roll(w, 2) ? "yes" : "no", n));
}

const char *care_on_paper(struct twin *w)
{
    return roll(w, 3) == 0 ? "&help=no"
                           : "&help=yes&choices=food&choices=repairs&urgency=today"
                             "&phone=978+555+0199&message_ok=no&known=told&help_lang=es"
                             "&method=read";
}

static void a_story_begins(struct twin *w)
{
    struct arena *own = w->t->arena;

    if (w->stories_len == STORIES_MAX)
        return;
    w->t->arena = w->t->phone->arena; /* it lives as long as the world */
    struct story *st = story_new(w->t, ++w->stories_len);
    w->stories[w->stories_len - 1] = st;
    if (roll(w, 3) > 0)
        story_own(w->t, st, roll(w, 2) ? w->manager : w->lead);
    w->answered++;
    w->t->arena = own;
}

static void a_resident_asks_herself(struct twin *w)
{
    const char *form = site_get(w->t, NULL, "/help/ask?lang=en")->body;
    const char *ticket = strstr(form, "name=\"ticket\" value=\"");

    if (ticket == NULL)
        return;
    ticket += strlen("name=\"ticket\" value=\"");
    post(w, NULL, "/help/ask",
         said(w,
              "ticket=%.*s&lang=en&agree=yes&line=4+Pine+Street&unit=2&choices=food"
              "&urgency=today&phone=617+555+0100&message_ok=no&call_name=" STORY_NAME,
              (int)strcspn(ticket, "\""), ticket));
}

/* ---- scenes ---- */

static void at_the_hub(struct twin *w)
{
    const struct story *st = some_story(w);
    const char *matter = name_id(w->t->arena, 'h', w->cares);
    const char *on_it = said(w, "/cases/{case}/hub/%s", matter);

    on_case(w, st, "/cases/{case}/hub",
            said(w, "id=%s&age=25-39&sex=unsaid&risk=losing-home&risk=alone", matter));
    on_case(w, st, "/cases/{case}/hub/ask",
            "id={new}&lang=es&answer=yes&method=signed&expires=2027-02-24");
    on_case(w, st, said(w, "%s/decide", on_it), "rev=1&filter=1&accept=yes");
    on_case(w, st, said(w, "%s/decide", on_it), "rev=2&filter=2&accept=yes");
    site_get(w->t, w->lead, story_fill(w->t, st, said(w, "%s/sheet.pdf", on_it)));
}

static void two_cases_are_joined(struct twin *w)
{
    const struct story *st = some_story(w), *other = some_story(w);

    post(w, w->lead,
         said(w, "%s/same/%s", story_fill(w->t, st, "/cases/{case}"),
              story_fill(w->t, other, "{case}")),
         "");
    if (roll(w, 2))
        on_case(w, st, "/cases/{case}/part", "");
}

/* "Not this person": somebody of care, and those who observe as far as that may be said.
 */
static void somebody_is_kept_away(struct twin *w)
{
    const struct visitor *whom[] = {w->manager, w->inspector, w->supervisor, w->author};
    const struct story *st = some_story(w);
    char person[ID_TEXT];

    id_format(id_of(whom[roll(w, COUNT(whom))]->id), person);
    on_case(w, st, "/cases/{case}/blocks", said(w, "id={new}&person=%s", person));
}

static void the_agency_answers(struct twin *w)
{
    static const char *const answers[] = {"accept", "provided", "decline&reason=full"};
    const struct story *st = some_story(w);

    post(w, NULL, "/r/open", story_fill(w->t, st, "token={token}"));
    post(w, NULL, "/r/answer",
         said(w, "token=%s&answer=%s", story_fill(w->t, st, "{token}"),
              answers[roll(w, COUNT(answers))]));
}

static void a_resident_says_something(struct twin *w)
{
    static const char *const paths[] = {"/my/open",    "/my/nobody-called",
                                        "/my/correct", "/my/complain",
                                        "/my/stop",    "/stop"};
    const struct story *st = some_story(w);
    const char *code = withdraw_code(w->t->phone->keys, st->consent, w->t->arena);

    post(w, NULL, paths[roll(w, COUNT(paths))],
         said(w, "token=%s&code=%s&lang=en&id=%s&words=Please+call.", code, code,
              story_fill(w->t, st, "{new}")));
}

/* ---- every form there is ---- */

static bool writes_care(const struct route *r)
{
    return (r->guard & CHANGES) && r->store == STORE_CARE;
}

static void send_form(struct twin *w, const struct route *r)
{
    const struct story *st = some_story(w);
    struct way way = way_to(w->t, r);
    const char *body = way.body != NULL ? way.body : "";
    const char *form = strncmp(body, "\r\n--cut", 7) == 0
                           ? "multipart/form-data; boundary=cut"
                           : "application/x-www-form-urlencoded";
    const struct visitor *who = (r->guard & SIGNED_IN) ? w->lead : NULL;

    if (r->act_name == ACT_REFERRAL_ANSWER && who != NULL)
        who = w->provider;
    const struct local_answer *a =
        site_ask(w->t, &(struct ask){.who = who,
                                     .method = method_names[r->method],
                                     .path = story_fill(w->t, st, way.path),
                                     .body = story_fill(w->t, st, body),
                                     .more = {{"Content-Type", form}}});
    w->answered += a->status == 200 || a->status == 303 || a->status == 204;
}

static void some_forms_are_sent(struct twin *w)
{
    for (size_t i = 0; i < routes_len; i++)
        if (writes_care(&routes[i]) && roll(w, 6) == 0)
            send_form(w, &routes[i]);
}

static void the_desk_is_read(struct twin *w)
{
    const struct story *st = some_story(w);

    for (size_t i = 0; i < routes_len; i++) {
        const struct route *r = &routes[i];

        if (r->method == GET && r->store == STORE_CARE && (r->guard & AUDITED) &&
            roll(w, 3) == 0)
            site_get(w->t, w->lead, story_fill(w->t, st, way_to(w->t, r).path));
    }
}

void care_begin(struct twin *w)
{
    chance_event("care", 0);
    a_story_begins(w);
}

void care_event(struct twin *w)
{
    static void (*const doings[])(struct twin *) = {
        a_story_begins,       a_resident_asks_herself,   at_the_hub,
        two_cases_are_joined, somebody_is_kept_away,     the_agency_answers,
        some_forms_are_sent,  a_resident_says_something, the_desk_is_read,
        some_forms_are_sent,
    };

    doings[roll(w, COUNT(doings))](w);
}
