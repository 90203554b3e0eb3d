/* agency_visit_pages.c -- an inspection that an agency asks for, and its own so far.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/agency_visit_app.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/ask_form.h"
#include "web/case_pages.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/resident_pages.h"
#include "web/views_agency.h"

#include <string.h>

static struct agency_visit_view line_view(struct session *s,
                                          const struct agency_visits_line *l)
{
    const struct visit_contact *c = &l->contact;

    return (struct agency_visit_view){
        .title = desk_address(s, l->number, l->street, l->unit),
        .asked = text_fill(s->arena, s->lang, "inspect.asked_on", "when",
                           word_when(s, l->asked_at), NULL),
        .state = text(s->lang, l->came ? "agency.visit_came" : "agency.visit_waiting"),
        .shape = l->came ? "done" : "here",
        .contact = c->name,
        .safe = c->safe,
        .tel_words = c->phone,
        .tel = c->phone ? phone_url(s->arena, c->phone) : (struct url){0},
        .message_no = c->phone != NULL && c->message_no,
    };
}

SHOW(agency_visits_show)
{
    const struct agency_visits_page *list = out;
    struct agency_visit_view *visits =
        arena_array(s->arena, struct agency_visit_view, list->len + 1);
    struct view_agency_visits v = {
        .organization = list->agency.name,
        .visits = visits,
        .visits_len = list->len,
        .may_ask = list->may_ask,
        .counts_only = list->agency.aggregate_only,
        .nothing = list->may_ask && list->len == 0,
    };

    (void)in;
    for (size_t i = 0; i < list->len; i++)
        visits[i] = line_view(s, &list->of[i]);
    page_begin(rq, s, text(s->lang, "agency.visits"));
    view_agency_visits(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- the form ---- */

READ(visit_look_read)
{
    struct agency_visit_look *l = arena_new(rq->arena, struct agency_visit_look);

    l->line = is_back(rq) ? req_form(rq, "line") : "";
    if (utf8_len(l->line) > LIMIT_ADDRESS)
        l->line = "";
    *in = l;
    return ok();
}

SHOW(agency_visit_show)
{
    const struct agency_visit_page *p = out;
    struct view_agency_visit v = {
        .csrf = csrf_input(s),
        .request = shown(rq, "request", minted(s)),
        .inspection = shown(rq, "inspection", minted(s)),
        .line = shown(rq, "line", ""),
        .postcode = shown(rq, "postcode", ""),
        .unit = shown(rq, "unit", ""),
        .wrong = shown(rq, "wrong", ""),
        .line_fault = fault_text(rq, s, "line"),
        .property_fault = fault_text(rq, s, "property"),
        .postcode_fault = fault_text(rq, s, "postcode"),
        .unit_fault = fault_text(rq, s, "unit"),
        .wrong_fault = fault_text(rq, s, "wrong"),
        .social_fault = fault_text(rq, s, "social_ok"),
        .alleged_fault = fault_text(rq, s, "alleged"),
        .name = shown(rq, "call_name", ""),
        .phone = shown(rq, "phone", ""),
        .safe = shown(rq, "safe", ""),
        .name_fault = fault_text(rq, s, "call_name"),
        .phone_fault = fault_text(rq, s, "phone"),
        .safe_fault = fault_text(rq, s, "safe"),
        .message_fault = fault_text(rq, s, "message_ok"),
        .fresh = !is_back(rq),
        .alleged_yes = is_back(rq) && ticked(rq, "alleged", "yes"),
        .alleged_no = is_back(rq) && ticked(rq, "alleged", "no"),
    };

    (void)in;
    /* once the line alone did not do; what was chosen then stays chosen */
    v.none = str_same(shown(rq, "property", ""), "none");
    v.typed = v.property_fault != NULL || shown(rq, "property", "")[0] != '\0';
    SET_OPTIONS(v, homes, ask_home_options(rq, s, p->homes, p->homes_len));
    SET_OPTIONS(v, messages, options_of(s, &answer_codes, shown(rq, "message_ok", NULL)));
    page_begin(rq, s, text(s->lang, "agency.visit_ask"));
    view_agency_visit(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

static struct visit_contact read_contact(struct req *rq)
{
    struct visit_contact c = {.name = form_text(rq, "call_name", LIMIT_CALL_NAME),
                              .phone = form_phone(rq, "phone"),
                              .safe = form_text(rq, "safe", LIMIT_KNOCK),
                              .message_no = ticked(rq, "message_ok", "no")};

    if (c.phone != NULL && !c.message_no && !ticked(rq, "message_ok", "yes"))
        req_fault(rq, "message_ok", "agency.visit_message_missing");
    return c;
}

READ(visit_ask_read)
{
    struct agency_visit_form *f = arena_new(rq->arena, struct agency_visit_form);
    const char *property = req_form(rq, "property");
    struct id id = {{0}};

    f->as_typed = str_same(property, "none");
    if (property[0] != '\0' && !f->as_typed && !id_parse(property, strlen(property), &id))
        req_fault(rq, "", "errors.form");
    f->at = (struct ask_typed){.line = req_form(rq, "line"),
                               .unit = req_form(rq, "unit"),
                               .property = id_to(property, id)};
    f->visit = (struct intake_form){
        .id = form_id(rq, "request"),
        .inspection = id_to(inspection, form_id(rq, "inspection")),
        .postcode = req_form(rq, "postcode"),
        .wrong = req_form(rq, "wrong"),
        .alleged = ticked(rq, "alleged", "yes"),
        .social_ok = ticked(rq, "social_ok", "yes"),
    };
    f->contact = read_contact(rq);
    if (f->at.line[0] == '\0') /* all faults at once */
        req_fault(rq, "line", "ask.address_missing");
    if (utf8_len(f->at.line) > LIMIT_ADDRESS)
        req_fault(rq, "line", "errors.too_long");
    if (f->visit.wrong[0] == '\0')
        req_fault(rq, "wrong", "request.wrong_missing");
    if (!f->visit.alleged && !ticked(rq, "alleged", "no"))
        req_fault(rq, "alleged", "request.alleged_missing");
    *in = f;
    return form_check(rq);
}

SHOW(to_visits)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/agency/inspections");
    return ok();
}
