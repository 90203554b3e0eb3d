/* receipt_pages.c -- see receipt_pages.h.  The receipt speaks the resident's language, in
 * the words of its day; the page around it the reader's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/receipt_pages.h"

#include "app/receipt_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/resident_pages.h"
#include "web/views_receipt.h"

#include <string.h>

enum { MESSAGE_MAX = 250 };

READ(receipt_read)
{
    struct receipt_in *r = arena_new(rq->arena, struct receipt_in);
    struct id id, consent;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &consent));
    r->casefile = id_to(casefile, id);
    r->consent = id_to(consent, consent);
    r->first = str_same(req_query(rq, "of"), "yes");
    *in = r;
    return ok();
}

static void fill_lines(struct session *s, const struct receipt *r,
                       struct view_receipt_show *v)
{
    struct receipt_line_view *facts =
        arena_array(s->arena, struct receipt_line_view, r->len + 1);
    struct receipt_line_view *sentences =
        arena_array(s->arena, struct receipt_line_view, r->len + 1);

    v->facts = facts;
    v->sentences = sentences;
    for (size_t i = 0; i < r->len; i++) {
        const struct receipt_line l = r->lines[i];

        if (l.label == NULL)
            sentences[v->sentences_len++] = (struct receipt_line_view){NULL, l.value};
        else
            facts[v->facts_len++] = (struct receipt_line_view){l.label, l.value};
    }
}

/* The desk's own telephone sends it: neither the number nor the words stay here. */
static struct url sms_url(struct session *s, const char *phone, const char *message)
{
    const char *number = strchr(phone_url(s->arena, phone).s, ':') + 1;

    return url_of(s->arena, "sms:%s?&body=%s", number, url_escape(s->arena, message));
}

static void fill_handing(struct session *s, const struct receipt_page *p,
                         struct view_receipt_show *v)
{
    v->handing = p->r.message != NULL && strlen(p->r.message) <= MESSAGE_MAX;
    if (!v->handing)
        return; /* erased since; or no address is that long */
    if (p->print_only != NULL) {
        v->print_only = text(s->lang, p->print_only);
        return;
    }
    v->message = p->r.message;
    v->sms_url = sms_url(s, p->c.person.phone, p->r.message);
}

SHOW(receipt_show)
{
    const struct receipt_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    const char *consent = page_id(s, id_of(p->r.consent));
    bool stop = p->r.event == RECEIPT_WITHDRAWN;
    struct view_receipt_show v = {
        .url = url_of(s->arena, "/cases/%s", id),
        .other_url = url_of(s->arena, "/cases/%s/consent/%s/receipt%s", id, consent,
                            stop ? "?of=yes" : ""),
        .other = p->ended ? text(s->lang, stop ? "withdraw.receipt_first"
                                               : "withdraw.receipt_last")
                          : NULL,
        .print_script = asset_url(rq->arena, "js/desk/print_page.js"),
        .name = word_name(s, &p->c.person, p->c.kind),
        .lang = p->r.lang,
        .title = p->r.title,
        .city = s->city_name,
        .code = p->code,
        .code_label = text(p->r.lang, "receipt.code"),
    };

    (void)in;
    fill_lines(s, &p->r, &v);
    fill_handing(s, p, &v);
    page_begin(rq, s, text(s->lang, "withdraw.receipt"));
    view_receipt_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
