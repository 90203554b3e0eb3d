/* intake_pages.c -- requests for inspection: the list with its clocks, an address looked
 * for, the form.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_pages.h"

#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/desk_codes.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_desk.h"

#include <stdio.h>
#include <string.h>

/* ---- the list ---- */

static struct desk_row_view done_row(struct session *s, const struct request_line *r)
{
    struct desk_row_view v = {
        .title = desk_address(s, r->at.number, r->at.street, r->at.unit),
        .more = text_fill(s->arena, s->lang, "request.was_due", "day",
                          when_day(s->arena, s->lang, r->due, WHEN_SHORT), NULL),
        .who = r->inspector,
        .shape = r->clock == PLAN_LATE ? "late" : "done",
    };

    v.state =
        text_fill(s->arena, s->lang,
                  r->clock == PLAN_LATE ? "request.visited_late" : "request.visited",
                  "day", when_day(s->arena, s->lang, r->planned, WHEN_SHORT), NULL);
    return v;
}

static const char *sums(struct session *s, const struct request_page *p)
{
    char open[24], late[24], today[24];

    snprintf(open, sizeof open, "%zu", p->open_len);
    snprintf(late, sizeof late, "%zu", p->late);
    snprintf(today, sizeof today, "%zu", p->today);
    return text_fill(s->arena, s->lang, "request.sums", "open", open, "late", late,
                     "today", today, NULL);
}

SHOW(requests_show)
{
    const struct request_page *p = out;
    struct desk_row_view *open =
        arena_array(s->arena, struct desk_row_view, p->open_len + 1);
    struct desk_row_view *done =
        arena_array(s->arena, struct desk_row_view, p->done_len + 1);
    struct view_desk_requests v = {sums(s, p), open, done, p->open_len, p->done_len};

    (void)in;
    for (size_t i = 0; i < p->open_len; i++)
        open[i] = desk_request_row(s, &p->open[i]);
    for (size_t i = 0; i < p->done_len; i++)
        done[i] = done_row(s, &p->done[i]);
    page_begin(rq, s, text(s->lang, "desk.requests"));
    view_desk_requests(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- the address, then the form ---- */

READ(intake_read)
{
    struct intake_in *f = arena_new(rq->arena, struct intake_in);
    const char *property = desk_asked(rq, "property");
    struct id id = {{0}};

    if (property[0] != '\0' && !id_parse(property, strlen(property), &id))
        return failed(ERR_NOT_FOUND, "error.not_found");
    f->property = id_to(property, id);
    f->words = req_query(rq, "q");
    f->line = desk_asked(rq, "line");
    if (utf8_len(f->words) > LIMIT_ADDRESS)
        f->words = "";
    if (utf8_len(f->line) > LIMIT_ADDRESS)
        f->line = "";
    *in = f;
    return ok();
}

static const char *after_comma(struct session *s, const struct home *h)
{
    const char *parts[] = {h->city, h->postcode};

    return h->city[0] != '\0' ? word_join(s, parts, 2, " ") : h->postcode;
}

static void show_find(struct req *rq, struct session *s, const struct intake_in *asked,
                      const struct intake_page *p)
{
    struct desk_row_view *rows =
        arena_array(s->arena, struct desk_row_view, p->found_len + 1);
    struct view_desk_find v = {.search = {"/requests/new"},
                               .label = text(s->lang, "request.address"),
                               .hint = text(s->lang, "request.address_hint"),
                               .words = asked->words,
                               .found = rows,
                               .found_len = p->found_len,
                               .none = asked->words[0] != '\0' && p->found_len == 0};

    for (size_t i = 0; i < p->found_len; i++) {
        const struct home *h = &p->found[i];

        rows[i] = (struct desk_row_view){
            .url =
                url_of(s->arena, "/requests/new?property=%s", page_id(s, id_of(h->id))),
            .title = desk_address(s, h->number, h->street, h->unit),
            .detail = after_comma(s, h)};
    }
    if (asked->words[0] != '\0')
        v.other =
            url_of(s->arena, "/requests/new?line=%s", url_escape(s->arena, asked->words));
    page_begin(rq, s, text(s->lang, "request.take"));
    view_desk_find(&rq->out, &v);
    page_end(rq, s);
}

static void show_form(struct req *rq, struct session *s, const struct intake_in *asked,
                      const struct intake_page *p)
{
    const struct home *h = &p->chosen;
    bool typed = !id_is_set(id_of(h->id));
    struct view_desk_request v = {
        .csrf = csrf_input(s),
        .id = shown(rq, "id", minted(s)),
        .inspection = shown(rq, "inspection", minted(s)),
        .property = typed ? "" : page_id(s, id_of(h->id)),
        .line = asked->line,
        .address = typed ? text(s->lang, "request.take")
                         : desk_address(s, h->number, h->street, h->unit),
        .today = desk_day_value(s, p->today),
        .postcode = shown(rq, "postcode", ""),
        .unit = shown(rq, "unit", h->unit),
        .wrong = shown(rq, "wrong", ""),
        .received = shown(rq, "received", desk_day_value(s, p->today)),
        .came_fault = fault_text(rq, s, "came"),
        .alleged_fault = fault_text(rq, s, "alleged"),
        .wrong_fault = fault_text(rq, s, "wrong"),
        .unit_fault = fault_text(rq, s, "unit"),
        .received_fault = fault_text(rq, s, "received"),
        .line_fault = fault_text(rq, s, "line"),
        .postcode_fault = fault_text(rq, s, "postcode"),
        .social_fault = fault_text(rq, s, "social_ok"),
        .typed = typed,
        .fresh = !is_back(rq),
        .alleged_yes = is_back(rq) && ticked(rq, "alleged", "yes"),
        .alleged_no = is_back(rq) && ticked(rq, "alleged", "no"),
    };

    SET_OPTIONS(v, came, options_of(s, &came_codes, shown(rq, "came", NULL)));
    page_begin(rq, s, v.address);
    view_desk_request(&rq->out, &v);
    page_end(rq, s);
}

SHOW(intake_show)
{
    const struct intake_page *p = out;

    if (p->is_chosen || is_back(rq))
        show_form(rq, s, in, p);
    else
        show_find(rq, s, in, p);
    return ok();
}

READ(request_read)
{
    struct intake_form *f = arena_new(rq->arena, struct intake_form);
    const char *property = req_form(rq, "property");
    struct id id = {{0}};

    if (property[0] != '\0' && !id_parse(property, strlen(property), &id))
        req_fault(rq, "", "errors.form");
    f->property = id_to(property, id);
    f->id = form_id(rq, "id");
    f->inspection = id_to(inspection, form_id(rq, "inspection"));
    f->line = req_form(rq, "line");
    f->postcode = req_form(rq, "postcode");
    f->unit = req_form(rq, "unit");
    f->wrong = req_form(rq, "wrong");
    f->came =
        came_codes.list[form_code(rq, "came", &came_codes, "request.came_missing")].word;
    f->alleged = ticked(rq, "alleged", "yes");
    if (!f->alleged && !ticked(rq, "alleged", "no"))
        req_fault(rq, "alleged", "request.alleged_missing");
    f->social_ok = ticked(rq, "social_ok", "yes");
    f->received = form_day(rq, "received");
    if (f->wrong[0] == '\0') /* all faults at once */
        req_fault(rq, "wrong", "request.wrong_missing");
    *in = f;
    return form_check(rq);
}

SHOW(to_requests)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/requests");
    return ok();
}
