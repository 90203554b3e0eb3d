/* resident_pages.c -- a resident's own page, by her code alone: nothing is kept in the
 * browser, the code travels in the form of each button and never in an address.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/resident_pages.h"

#include "app/contact.h"
#include "app/receipt_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/link_page.h"
#include "web/views_resident.h"

enum { WORDS_MAX = 500 };

struct url phone_url(struct arena *a, const char *phone)
{
    char number[64];
    size_t n = 0;

    for (; *phone != '\0' && n < sizeof number - 1; phone++)
        if (str_is_digit(*phone) || (*phone == '+' && n == 0))
            number[n++] = *phone;
    number[n] = '\0';
    return url_of(a, "tel:%s", number);
}

struct err resident_call(struct session *s, struct resident_call *out)
{
    struct contact who = {0};

    TRY(contact_case_manager(s, &who));
    if (who.name == NULL || who.phone == NULL)
        return ok();
    *out = (struct resident_call){
        .call = text_fill(s->arena, s->lang, "resident.or_call", "name", who.name, NULL),
        .phone = who.phone,
        .tel = phone_url(s->arena, who.phone),
    };
    return ok();
}

/* What was said just now, told where it says nothing of whose request it is: by its place
 * here alone, for an address stays in a browser that others may use. */
static const char *const thanks[] = {
    "resident.thanks_nobody", "resident.thanks_correct", "resident.thanks_complaint",
    "resident.thanks_stop",   "resident.thanks_late",    "resident.said_before",
};
enum { THANKS_LATE = 4, THANKS_BEFORE = 5 };

static const char *thanks_said(struct req *rq)
{
    int64_t n;

    return rq->method == GET && str_number(req_query(rq, "said"), COUNT(thanks) - 1, &n)
               ? thanks[n]
               : NULL;
}

static struct err landing(struct req *rq, struct session *s, const char *fault)
{
    struct resident_call to = {0};
    struct view_resident_landing v = {
        .csrf = csrf_input(s),
        .script = asset_url(rq->arena, "js/desk/open_link.js"),
        .exit = {EXIT_URL},
        .exit_script = asset_url(rq->arena, "js/desk/quick_exit.js"),
        .fault = fault ? text(s->lang, fault) : NULL,
        .thanks = thanks_said(rq) ? text(s->lang, thanks_said(rq)) : NULL,
    };

    TRY(resident_call(s, &to));
    v.call = to.call;
    v.phone = to.phone;
    v.tel = to.tel;
    page_begin(rq, s, text(s->lang, "resident.title"));
    view_resident_landing(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(my_landing_show)
{
    (void)in, (void)out;
    if (thanks_said(rq) != NULL)
        link_speak(rq, s, NULL);
    return landing(rq, s, rq->faults.len ? rq->faults.of[0].msg : NULL);
}

READ(my_read)
{
    struct resident_in *r = arena_new(rq->arena, struct resident_in);

    r->code = link_secret(rq);
    *in = r;
    return ok();
}

READ(my_say_read)
{
    struct resident_in *r = arena_new(rq->arena, struct resident_in);
    int lang = codes_find(&lang_codes, req_form(rq, "speaks"));

    r->code = link_secret(rq);
    r->id = form_id(rq, "id");
    r->words = (struct told_words){
        .phone = req_form(rq, "phone")[0] ? req_form(rq, "phone") : NULL, /* act says */
        .name = form_text(rq, "name", LIMIT_NAME),
        .lang = lang < 0 ? NULL : lang_codes.list[lang].word,
        .text = form_text(rq, "text", WORDS_MAX),
        .reach = form_text(rq, "reach", LIMIT_NAME),
    };
    *in = r;
    return form_check(rq);
}

static const char *filled(struct session *s, const char *msg, const char *name,
                          const char *value)
{
    return text_fill(s->arena, s->lang, msg, name, value, NULL);
}

static void fill_promise(struct session *s, const struct resident_page *p,
                         struct view_resident_show *v)
{
    const char *who = p->who     ? p->who
                      : p->usual ? p->usual
                                 : text(s->lang, "resident.team");
    bool closed = p->state == COARSE_CLOSED;

    v->who =
        closed ? text(s->lang, "resident.who_closed")
               : filled(s, p->who ? "resident.who" : "resident.who_nobody", "name", who);
    v->carded = p->carded && !closed; /* nobody calls any more */
    if (closed)
        v->by = filled(s, "resident.closed", "day",
                       when_day(s->arena, s->lang, p->closed_day, WHEN_FULL));
    else if (p->left_alone)
        v->by = text(s->lang, "resident.left_alone");
    else if (day_is_set(p->by))
        v->by = text_fill(s->arena, s->lang, "resident.by", "name", who, "day",
                          when_day(s->arena, s->lang, p->by, WHEN_FULL), NULL);
    else
        v->by = text(s->lang, "resident.by_none");
    v->late = p->late && !p->left_alone ? text(s->lang, "resident.late") : NULL;
    if (p->phone != NULL && p->phone[0] != '\0') {
        v->number = text(s->lang, "resident.number");
        v->phone = p->phone;
        v->tel = phone_url(s->arena, p->phone);
    }
}

static void fill_saw(struct session *s, const struct resident_page *p,
                     struct view_resident_show *v)
{
    struct saw_view *rows = arena_array(s->arena, struct saw_view, p->saw_len + 1);

    for (size_t i = 0; i < p->saw_len; i++) {
        const char *role = text(s->lang, p->saw[i].role);
        const char *parts[] = {role, p->saw[i].name};

        rows[i].who = p->saw[i].name ? word_join(s, parts, 2, ", ") : role;
        rows[i].day = when_day(s->arena, s->lang, p->saw[i].day, WHEN_LONG);
    }
    v->saw = rows;
    v->saw_len = p->saw_len;
}

/* A yes, or its end: how many agencies, and never which. */
static const char *receipt_line(struct session *s, const struct receipt *r)
{
    static const char *const said[RECEIPT_EVENTS] = {
        [RECEIPT_GIVEN] = "receipt.my_given",
        [RECEIPT_RENEWED] = "receipt.my_renewed",
        [RECEIPT_WITHDRAWN] = "receipt.my_withdrawn",
    };
    const char *parts[3] = {
        filled(s, said[r->event], "day",
               when_day(s->arena, s->lang, zone_day(s->zone, r->at), WHEN_LONG))};
    size_t n = 1;

    if (r->agencies > 0)
        parts[n++] = desk_count(s, "receipt.my_agencies", r->agencies);
    if (day_is_set(r->ends))
        parts[n++] = filled(s, "receipt.my_ends", "day",
                            when_day(s->arena, s->lang, r->ends, WHEN_LONG));
    return word_join(s, parts, n, " ");
}

static const char *number_line(struct session *s, struct consent_id id)
{
    return filled(s, "receipt.my_number", "number", receipt_number(s->arena, id));
}

static struct my_receipt_view asked_line(struct session *s, const struct resident_page *p)
{
    const char *day =
        when_day(s->arena, s->lang, zone_day(s->zone, p->asked_at), WHEN_LONG);

    return (struct my_receipt_view){filled(s, "receipt.my_asked", "day", day),
                                    number_line(s, p->asked)};
}

/* The newest first; the request itself is the oldest. */
static void fill_receipts(struct session *s, const struct resident_page *p,
                          struct view_resident_show *v)
{
    struct my_receipt_view *rows =
        arena_array(s->arena, struct my_receipt_view, p->receipts.len + 1);

    for (size_t i = 0; i < p->receipts.len; i++) {
        const struct receipt *r = &p->receipts.of[i];

        rows[i] =
            (struct my_receipt_view){receipt_line(s, r), number_line(s, r->consent)};
    }
    v->receipts = rows;
    v->receipts_len = p->receipts.len;
    if (p->asked_at != 0)
        rows[v->receipts_len++] = asked_line(s, p);
}

static void fill_said(struct session *s, const struct resident_page *p,
                      struct view_resident_show *v)
{
    v->may_call_out = p->may_say[TOLD_NOBODY_CALLED] && p->state != COARSE_CLOSED;
    if (p->called_out != 0)
        v->called_out =
            filled(s, "resident.called_out", "when", word_when(s, p->called_out));
    v->call_id = minted(s);
    v->correct_id = minted(s);
    v->complain_id = minted(s);
    v->stop_id = minted(s);
}

/* What she typed, and what is wrong with it. */
static void fill_correct(struct req *rq, struct session *s, const struct resident_page *p,
                         struct view_resident_show *v)
{
    bool back = p->done == RESIDENT_REFUSED && p->what == TOLD_CORRECT;
    struct options_view speaks =
        options_of(s, &lang_codes, back ? req_form(rq, "speaks") : NULL);

    v->speaks = speaks.of;
    v->speaks_len = speaks.len;
    v->correct_open = back;
    v->phone_fault = back ? fault_text(rq, s, "phone") : NULL;
    v->phone_typed = back ? req_form(rq, "phone") : "";
    v->name_typed = back ? req_form(rq, "name") : "";
    v->text_typed = back ? req_form(rq, "text") : "";
}

SHOW(my_show)
{
    const struct resident_page *p = out;

    (void)in;
    link_speak(rq, s, p->found ? p->lang : NULL);
    if (!p->found) {
        rq->status = p->brake ? 429 : 422;
        return landing(rq, s, p->brake ? "resident.brake" : "resident.no_code");
    }
    struct options_view langs = link_langs(s);
    struct view_resident_show v = {
        .csrf = csrf_input(s),
        .exit = {EXIT_URL},
        .exit_script = asset_url(rq->arena, "js/desk/quick_exit.js"),
        .code = link_secret(rq),
        .lang = s->lang,
        .stopped = p->stopped,
        .langs = langs.of,
        .langs_len = langs.len,
    };

    if (p->done == RESIDENT_REFUSED)
        rq->status = 422;

    fill_promise(s, p, &v);
    fill_saw(s, p, &v);
    fill_said(s, p, &v);
    fill_correct(rq, s, p, &v);
    fill_receipts(s, p, &v);
    page_begin(rq, s, text(s->lang, "resident.title"));
    view_resident_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* A reload, or the way back, says nothing a second time.  To read her request again she
 * opens it again: the code is in no address and no cookie. */
SHOW(my_said)
{
    const struct resident_page *p = out;
    int n = (int)p->what;

    if (!p->found || p->done == RESIDENT_REFUSED)
        return my_show(rq, s, in, out);
    if (p->done == RESIDENT_SAID_BEFORE)
        n = THANKS_BEFORE;
    else if (p->what == TOLD_NOBODY_CALLED && p->late)
        n = THANKS_LATE;
    link_speak(rq, s, p->lang);
    resp_see_other(rq, "/my?%s&said=%d", link_lang(s), n);
    return ok();
}
