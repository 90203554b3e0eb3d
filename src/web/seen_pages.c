/* seen_pages.c -- /who-saw: which case, and then who saw it, to be read to the household
 * or printed for it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/rights_pages.h"

#include "app/casework.h"
#include "app/seen_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_rights.h"

#include <stdio.h>

enum { WHICH_MAX = 200, UPTO_MAX = 1000000 };

READ(who_saw_find_read)
{
    struct seen_find_in *f = arena_new(rq->arena, struct seen_find_in);

    f->which = form_text(rq, "which", WHICH_MAX);
    if (f->which == NULL)
        req_fault(rq, "which", "rights.glass_which_missing");
    *in = f;
    return form_check(rq);
}

SHOW(who_saw_find_show)
{
    struct view_rights_who_saw_find v = {.csrf = csrf_input(s),
                                         .which_fault = fault_text(rq, s, "which"),
                                         .which_typed = shown(rq, "which", "")};

    (void)in, (void)out;
    page_begin(rq, s, text(s->lang, "seen.title"));
    view_rights_who_saw_find(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_who_saw)
{
    (void)in;
    resp_see_other(rq, "/who-saw/%s",
                   page_id(s, id_of(*(const struct casefile_id *)out)));
    return ok();
}

READ(who_saw_read)
{
    struct seen_in *f = arena_new(rq->arena, struct seen_in);
    const char *upto = req_query(rq, "upto");
    struct id id;

    TRY(param_id(rq, 0, &id));
    if (upto[0] != '\0' && !str_number(upto, UPTO_MAX, &f->upto))
        return failed(ERR_INVALID, "errors.form");
    f->id = id_to(casefile, id);
    *in = f;
    return ok();
}

/* Of several the ones that somebody has today. */
static const char *roles_of(struct session *s, unsigned roles)
{
    const char *words[ROLES];
    size_t n = 0;

    for (enum role r = 0; r < ROLE_AGENCY; r++) {
        char id[64];

        snprintf(id, sizeof id, "role.%s", role_name(r));
        if (roles & 1u << r)
            words[n++] = text(s->lang, id);
    }
    return n > 0 ? word_join(s, words, n, ", ") : text(s->lang, "seen.no_role");
}

/* Whose page it was: by what they do here, or whose agency they are of. */
static const char *who_of(struct session *s, const struct seen_row *r)
{
    static const char *const nobody[] = {
        [SEEN_BY_LINK] = "seen.by_link", [SEEN_BY_SERVER] = "seen.by_server"};
    static const char *const of[] = {
        [SEEN_BY_PERSON] = "seen.of_agency", [SEEN_BY_LINK] = "seen.of_agency_link"};

    if (r->agency != NULL && r->by != SEEN_BY_SERVER)
        return text_fill(s->arena, s->lang, of[r->by], "agency", r->agency, NULL);
    return r->by == SEEN_BY_PERSON ? roles_of(s, r->roles) : text(s->lang, nobody[r->by]);
}

static const char *when_of(struct session *s, const struct seen_row *r)
{
    return r->at != 0 ? when_instant(s->arena, s->lang, s->zone, r->at, WHEN_LONG)
                      : when_day(s->arena, s->lang, r->day, WHEN_LONG);
}

static struct seen_row_view row_view(struct session *s, const struct seen_row *r)
{
    bool glass = str_same(r->act, "glass.read");

    return (struct seen_row_view){
        .when = when_of(s, r),
        .day = when_day(s->arena, s->lang, r->day, WHEN_LONG),
        .name = r->name,
        .role = who_of(s, r),
        .what = text(s->lang, r->what),
        .why = r->why != NULL ? text(s->lang, r->why) : NULL,
        .state = r->refused ? text(s->lang, "seen.refused")
                 : glass    ? text(s->lang, "seen.emergency")
                            : NULL,
        .shape = r->refused ? "late" : "attention",
        .kept_back = r->kept_back ? text(s->lang, "seen.kept_back") : NULL,
    };
}

static const char *of_all(struct session *s, const struct seen_page *p)
{
    return text_fill(s->arena, s->lang, "seen.of_all", "first",
                     build_number(s->arena, (int64_t)(p->total - p->upto + 1)), "last",
                     build_number(s->arena, (int64_t)(p->total - p->upto + p->len)), "n",
                     build_number(s->arena, (int64_t)p->total), NULL);
}

static struct url page_url(struct session *s, const struct seen_page *p, size_t upto)
{
    return url_of(s->arena, "/who-saw/%s?upto=%zu", page_id(s, id_of(p->id)), upto);
}

SHOW(who_saw_show)
{
    const struct seen_page *p = out;
    struct seen_row_view *rows = arena_array(s->arena, struct seen_row_view, p->len + 1);
    struct view_rights_who_saw v = {
        .number = page_id(s, id_of(p->id)),
        .city = s->city_name,
        .made = when_day(s->arena, s->lang, session_today(s), WHEN_LONG),
        .print_script = asset_url(rq->arena, "js/desk/print_page.js"),
        .newer_url = page_url(s, p, p->upto + SEEN_ROWS),
        .older_url = page_url(s, p, p->upto - p->len),
        .newer = p->upto<p->total, .older = p->upto> p->len,
        .some_of = p->len<p->total, .of_all = p->total> 0 ? of_all(s, p) : NULL,
        .cut = p->cut ? text(s->lang, "seen.cut") : NULL,
        .names_said = p->names,
        .kept_back = p->kept_back,
        .rows = rows,
        .rows_len = p->len,
    };

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        rows[i] = row_view(s, &p->of[i]);
    page_begin(rq, s, text(s->lang, "seen.title"));
    view_rights_who_saw(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
