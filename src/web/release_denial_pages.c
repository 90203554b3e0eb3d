/* release_denial_pages.c -- a request for public records that is denied, the letter that
 * says so, and an end that is taken back.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/release_pages.h"

#include "app/calendar.h"
#include "app/release_app.h"
#include "app/release_span.h"
#include "base/text.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_release.h"

const char *release_exempt_words(struct session *s, const char *letters)
{
    const char *words[EXEMPTIONS_MAX];
    size_t n = 0;

    for (const char *at = letters; *at != '\0' && n < EXEMPTIONS_MAX; at++) {
        const struct exemption *e = exemption_find(*at);

        if (e != NULL)
            words[n++] = text(s->lang, e->msgid);
    }
    return n > 0 ? word_join(s, words, n, "; ") : NULL;
}

static const char *exempt_read(struct req *rq)
{
    struct build b = {.arena = rq->arena};

    build_text(&b, "");
    for (size_t i = 0; i < exemptions_len; i++) {
        const char letter[] = {exemptions[i].letter, '\0'};

        if (ticked(rq, "exempt", letter))
            build_text(&b, letter);
    }
    return build_done(&b);
}

static struct err reason_read(struct req *rq, const char *field, const char *exempt,
                              void **in)
{
    struct release_reason *f = arena_new(rq->arena, struct release_reason);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(release, id);
    f->rev = form_int(rq, "rev");
    f->exempt = exempt;
    f->why = form_text(rq, field, RELEASE_WHY_MAX);
    if (f->why == NULL && req_fault_of(rq, field) == NULL)
        req_fault(rq, field, "release.why_missing");
    *in = f;
    return form_check(rq);
}

READ(release_deny_read)
{
    return reason_read(rq, "deny", exempt_read(rq), in);
}

READ(release_reopen_read)
{
    return reason_read(rq, "again", "", in);
}

/* Of a form that the page does not have any more: who was first, and what was typed. */
void release_fill_lost(struct req *rq, struct session *s, const struct release_page *p,
                       struct view_release_request *v)
{
    const char *gone[] = {v->is_open ? "" : v->deny, v->is_open ? "" : v->why,
                          v->is_open ? v->again : ""};

    v->deny_open = v->deny_fault != NULL || v->deny[0] != '\0';
    v->again_open = v->again_fault != NULL || v->again[0] != '\0';
    if (!is_back(rq) || p->steps_len == 0)
        return;
    for (size_t i = 0; i < COUNT(gone) && v->lost == NULL; i++)
        if (gone[i][0] != '\0')
            v->lost = gone[i];
    const struct release_step *t = p->steps;
    const char *who = staff_name(&p->staff, t->by);
    v->lost_id = "lost";
    v->lost_why =
        text_fill(s->arena, s->lang, "release.before", "who",
                  who ? who : text(s->lang, "case.somebody"), "what",
                  release_step_words(s, t->kind), "when", word_when(s, t->at), NULL);
}

SHOW(release_denial_show)
{
    const struct release_page *p = out;
    const struct release_step *t = p->steps;
    struct fact_view *span = arena_array(s->arena, struct fact_view, RELEASE_SPAN);

    (void)in;
    if (!str_same(p->r.state, "denied") || p->steps_len == 0)
        return failed(ERR_NOT_FOUND, "error.not_found");
    struct view_release_denial v = {
        .back = url_of(s->arena, "/records/%s", page_id(s, id_of(p->r.id))),
        .print_script = asset_url(rq->arena, "js/desk/print_page.js"),
        .city = s->city_name,
        .to = p->r.reply,
        .name = p->r.name[0] != '\0' ? p->r.name : NULL,
        .address = desk_address(s, p->r.number, p->r.street, ""),
        .received = session_long_day(s, p->r.received),
        .day = session_long_day(s, zone_day(s->zone, t->at)),
        .exempt = release_exempt_words(s, t->exempt),
        .words = t->words,
        .who = staff_name(&p->staff, t->by),
        .span = span,
    };

    release_fill_span(s, &p->r, span, &v.span_len);
    page_begin(rq, s, text(s->lang, "release.letter"));
    view_release_denial(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
