/* directory_pages.c -- who offers help: searched by words or by need.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/directory_app.h"
#include "base/text.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/service_parts.h"
#include "web/views_case.h"

enum { WORDS_MAX = 80 };

READ(directory_read)
{
    struct directory_in *d = arena_new(rq->arena, struct directory_in);
    int need = codes_find(&need_codes, req_query(rq, "need"));

    d->words = req_query(rq, "q");
    if (utf8_len(d->words) > WORDS_MAX)
        d->words = "";
    d->need = need < 0 || d->words[0] ? NULL : need_codes.list[need].word;
    *in = d;
    return ok();
}

SHOW(directory_show_page)
{
    const struct directory_in *asked = in;
    const struct directory_page *p = out;
    struct reading_view *needs =
        arena_array(s->arena, struct reading_view, need_codes.len);
    struct view_case_directory v = {
        .words = asked->words,
        .needs = needs,
        .needs_len = need_codes.len,
        .services = service_views(s, &p->found, "/directory"),
        .services_len = p->found.len,
    };

    for (size_t i = 0; i < need_codes.len; i++)
        needs[i] = (struct reading_view){
            .url = url_of(s->arena, "/directory?need=%s", need_codes.list[i].word),
            .label = text(s->lang, need_codes.list[i].msgid),
            .on = str_same(need_codes.list[i].word, asked->need),
        };
    page_begin(rq, s, text(s->lang, "case.directory"));
    view_case_directory(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(offer_read)
{
    struct directory_in *d = arena_new(rq->arena, struct directory_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    d->id = id_to(service, id);
    *in = d;
    return ok();
}

SHOW(offer_show)
{
    const struct directory_page *p = out;
    struct view_case_offer v = {
        .name = p->one.name,
        .organization = p->one.organization_name,
        .capacity = text(s->lang, capacity_msgid(p->one.capacity)),
        .shape = shape_capacity(p->one.capacity),
        .description = p->one.description,
        .contacts_owner = p->one.contacts_owner,
    };

    (void)in;
    v.facts = service_facts(s, &p->one, &v.facts_len);
    page_begin(rq, s, p->one.name);
    view_case_offer(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
