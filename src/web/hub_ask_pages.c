/* hub_ask_pages.c -- the resident is asked about the Hub: the police are named, and no is
 * what stands unless yes is chosen.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/hub_parts.h"

#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/consent_form.h"
#include "web/layout.h"

/* What is read aloud, in the resident's language. */
static const char *const paragraphs[] = {"hub.text_1", "hub.text_2", "hub.text_3",
                                         "hub.text_4", "hub.text_5"};

READ(hub_ask_read)
{
    struct hub_consent_in *f = arena_new(rq->arena, struct hub_consent_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    f->id = consent_form_id(rq);
    *in = f;
    return ok();
}

SHOW(hub_ask_show)
{
    const struct hub_consent_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_hub_ask v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s/hub", id),
        .action = url_of(s->arena, "/cases/%s/hub/ask", id),
        .id = page_id(s, id_of(p->blank.id)),
        .says_yes = is_back(rq) && str_same(req_form(rq, "answer"), "yes"),
    };
    const struct consent_text read = {"hub.text_title", paragraphs, COUNT(paragraphs),
                                      p->c.lang};

    (void)in;
    if (consent_form_moves(rq, &p->blank)) {
        resp_see_other(rq, "/cases/%s/hub/ask?id=%s", id, v.id);
        return ok();
    }
    consent_form_fill(rq, s, &read, &p->blank, &v.how);
    page_begin(rq, s, text(s->lang, "hub.ask_title"));
    view_hub_ask(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* Whatever is not yes is no. */
READ(hub_answer_read)
{
    struct hub_consent_in *c = arena_new(rq->arena, struct hub_consent_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->casefile = id_to(casefile, id);
    c->id = id_to(consent, form_id(rq, "id"));
    c->yes = str_same(req_form(rq, "answer"), "yes");
    if (c->yes) {
        consent_form_lang(rq, &c->how);
        consent_form_method(rq, &c->how);
        consent_form_expires(rq, &c->how);
    }
    *in = c;
    return form_check(rq);
}
