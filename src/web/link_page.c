/* link_page.c -- see link_page.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/link_page.h"

#include "base/text.h"
#include "core/str.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_agency.h"

#include <string.h>

const char *link_secret(struct req *rq)
{
    const char *typed = req_form(rq, "token");
    const char *hash = strrchr(typed, '#');

    return hash ? hash + 1 : typed;
}

void link_speak(struct req *rq, struct session *s, const char *usual)
{
    const char *chosen =
        text_lang(rq->method == GET ? req_query(rq, "lang") : req_form(rq, "lang"));
    const char *lang = chosen ? chosen : (usual ? text_lang(usual) : NULL);

    if (lang)
        s->lang = lang;
    rq->out.lang = s->lang;
}

struct options_view link_langs(struct session *s)
{
    struct options_view o = {arena_array(s->arena, struct option_view, TEXT_LANGS),
                             TEXT_LANGS};

    for (size_t i = 0; i < TEXT_LANGS; i++)
        o.of[i] = (struct option_view){.value = text_langs[i],
                                       .label = text(text_langs[i], "lang.name"),
                                       .on = str_same(text_langs[i], s->lang)};
    return o;
}

struct err link_landing(struct req *rq, struct session *s, const struct link_landing *l)
{
    struct view_agency_landing v = {
        .csrf = csrf_input(s),
        .action = l->action,
        .title = l->title,
        .thanks = l->thanks,
        .script = asset_url(rq->arena, "js/desk/open_link.js"),
    };

    page_begin(rq, s, l->title);
    view_agency_landing(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

const char *link_lang(struct session *s)
{
    const char *parts[] = {"lang", s->lang};

    return word_join(s, parts, 2, "=");
}

bool link_said(struct req *rq)
{
    return str_same(req_query(rq, "said"), "yes");
}
