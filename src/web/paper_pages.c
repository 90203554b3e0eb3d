/* paper_pages.c -- a paper form typed in: the address, then the sheet in its own order.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/desk_pages.h"

#include "app/entry_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/entry.h"
#include "domain/library.h"
#include "domain/sheet_number.h"
#include "domain/visit_codes.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_desk.h"

#include <stdio.h>
#include <string.h>

#define CONTROLS_MAX 160

/* ---- the address ---- */

static const char *who_and_when(struct session *s, const char *msg, const char *who,
                                int64_t at)
{
    return text_fill(s->arena, s->lang, msg, "who", who != NULL ? who : "", "when",
                     when_instant(s->arena, s->lang, s->zone, at, WHEN_LONG), NULL);
}

static const char *number_words(struct session *s, const char *number)
{
    char shown[SHEET_NUMBER_SHOWN];

    sheet_number_show(number, shown);
    return text_fill(s->arena, s->lang, "paper.number_of", "number", shown, NULL);
}

/* Leads to the visit whoever may see all of them. */
static struct desk_row_view line_row(struct session *s, const struct paper_line *l)
{
    const char *what[] = {who_and_when(s, "paper.visit_of", l->inspector, l->began),
                          l->reason != NULL ? word_code(s, &no_entry_codes, l->reason)
                                            : ""};
    const char *how[] = {who_and_when(s, "paper.typed_by", l->typed_by, l->typed_at),
                         l->sheet != NULL ? number_words(s, l->sheet) : ""};
    struct desk_row_view v = {
        .title = desk_address(s, l->at.number, l->at.street, l->at.unit),
        .detail = word_join(s, what, l->reason != NULL ? 2 : 1, " · "),
        .more = word_join(s, how, l->sheet != NULL ? 2 : 1, " · "),
    };

    if (policy_check(&s->actor, ACT_INSPECTION_VIEW, NULL).kind == OK)
        v.url = url_of(s->arena, "/inspections/%s", page_id(s, id_of(l->inspection)));
    return v;
}

static const struct desk_row_view *line_rows(struct session *s,
                                             const struct paper_lines *lines)
{
    struct desk_row_view *rows =
        arena_array(s->arena, struct desk_row_view, lines->len + 1);

    for (size_t i = 0; i < lines->len; i++)
        rows[i] = line_row(s, &lines->of[i]);
    return rows;
}

static void show_find(struct req *rq, struct session *s, const struct paper_asked *form,
                      const struct paper_page *p)
{
    const struct intake_in *asked = &form->place;
    const struct intake_page *at = p->place;
    struct desk_row_view *rows =
        arena_array(s->arena, struct desk_row_view, at->found_len + 1);
    struct view_desk_paper_find v = {
        .search = {"/from-paper"},
        .label = text(s->lang, "paper.search"),
        .hint = text(s->lang, "paper.search_hint"),
        .words = form->number[0] != '\0' ? form->number : asked->words,
        .found = rows,
        .recent = line_rows(s, &p->recent),
        .same = line_rows(s, &p->entered),
        .same_len = p->entered.len,
        .unknown = form->number[0] != '\0' && p->entered.len == 0,
        .found_len = at->found_len,
        .recent_len = p->recent.len,
        .none = asked->words[0] != '\0' && at->found_len == 0,
        .entered = str_same(req_query(rq, "entered"), "yes"),
        .again = str_same(req_query(rq, "entered"), "before"),
    };

    for (size_t i = 0; i < at->found_len; i++) {
        const struct home *h = &at->found[i];

        rows[i] = (struct desk_row_view){
            .url = url_of(s->arena, "/from-paper?property=%s", page_id(s, id_of(h->id))),
            .title = desk_address(s, h->number, h->street, h->unit),
            .detail = h->city[0] != '\0' ? h->city : h->postcode};
    }
    if (asked->words[0] != '\0')
        v.other =
            url_of(s->arena, "/from-paper?line=%s", url_escape(s->arena, asked->words));
    page_begin(rq, s, text(s->lang, "paper.title"));
    view_desk_paper_find(&rq->out, &v);
    page_end(rq, s);
}

/* ---- the sheet ---- */

static const char *named(struct session *s, const char *name, int row)
{
    char out[32];

    snprintf(out, sizeof out, row > 0 ? "%s%d" : "%s", name, row);
    return arena_copy(s->arena, out, strlen(out));
}

static struct paper_text_view line(struct req *rq, struct session *s, const char *name,
                                   const char *msg, const char *kind)
{
    return (struct paper_text_view){.name = name,
                                    .label = text(s->lang, msg),
                                    .kind = kind,
                                    .value = shown(rq, name, ""),
                                    .fault = fault_text(rq, s, name)};
}

static struct paper_text_view list(struct req *rq, struct session *s, const char *name,
                                   const char *msg, const struct codes *codes)
{
    struct paper_text_view v = line(rq, s, name, msg, "");
    struct options_view all = options_of(s, codes, v.value);
    struct option_view *to = arena_array(s->arena, struct option_view, all.len + 1);

    to[0] = (struct option_view){.value = "", .label = ""};
    memcpy(to + 1, all.of, all.len * sizeof *to);
    v.options = to;
    v.options_len = all.len + 1;
    return v;
}

/* Boxes as the paper has them: every word of the list but `without`. */
struct box {
    const char *name, *msg;
    const struct codes *codes;
    const char *without, *kind;
};

static struct paper_choice_view boxes(struct req *rq, struct session *s, struct box b)
{
    struct options_view all = options_of(s, b.codes, NULL);
    struct paper_choice_view v = {
        b.name, text(s->lang, b.msg), b.kind, fault_text(rq, s, b.name), all.of, 0};

    for (size_t i = 0; i < all.len; i++) {
        if (str_same(all.of[i].value, b.without))
            continue;
        all.of[i].on = is_back(rq) && ticked(rq, b.name, all.of[i].value);
        all.of[v.options_len++] = all.of[i];
    }
    return v;
}

/* Words that are of no list: pairs of value and message. */
static struct paper_choice_view words(struct req *rq, struct session *s, const char *name,
                                      const char *msg, const char *const pairs[])
{
    size_t n = 0;

    while (pairs[2 * n] != NULL)
        n++;
    struct option_view *of = arena_array(s->arena, struct option_view, n);
    for (size_t i = 0; i < n; i++)
        of[i] = (struct option_view){.value = pairs[2 * i],
                                     .label = text(s->lang, pairs[2 * i + 1]),
                                     .on = is_back(rq) && ticked(rq, name, pairs[2 * i])};
    return (struct paper_choice_view){
        name, text(s->lang, msg), "radio", fault_text(rq, s, name), of, n};
}

static const char *const yes_no[] = {"yes", "common.yes", "no", "common.no", NULL};

static void put_arrival(struct req *rq, struct session *s, const struct intake_in *asked,
                        const struct paper_page *p, struct view_desk_paper *v)
{
    struct paper_text_view *to = arena_array(s->arena, struct paper_text_view, 7);
    size_t n = 0;

    if (!id_is_set(id_of(p->place->chosen.id))) {
        to[n] = line(rq, s, "line", "request.address", "text");
        to[n].value = shown(rq, "line", asked->line);
        n++;
        to[n++] = line(rq, s, "postcode", "request.postcode", "text");
    }
    to[n] = line(rq, s, "unit", "request.unit", "text");
    to[n].value = shown(rq, "unit", p->place->chosen.unit);
    n++;
    to[n++] = line(rq, s, "day", "paper.day", "date");
    to[n++] = line(rq, s, "time", "paper.time", "time");
    to[n] = line(rq, s, "inspector", "letter.fact_inspector", "");
    const struct options_view people =
        desk_people(s, &p->inspectors, to[n].value, text(s->lang, "paper.choose"));
    to[n].options = people.of;
    to[n].options_len = people.len;
    v->arrival = to;
    v->arrival_len = n + 1;
}

/* The planned visits of this home, and one that nobody planned. */
static struct paper_choice_view which_visit(struct req *rq, struct session *s,
                                            const struct paper_page *p)
{
    struct option_view *of =
        arena_array(s->arena, struct option_view, p->planned_len + 1);
    const char *chosen = shown(rq, "visit", p->planned_len == 0 ? "new" : "");

    for (size_t i = 0; i < p->planned_len; i++) {
        const struct paper_visit *r = &p->planned[i];
        const char *why[] = {
            r->inspector != NULL ? r->inspector : text(s->lang, "plan.nobody"), r->unit};

        of[i] = (struct option_view){.value = page_id(s, id_of(r->id)),
                                     .label = desk_slot(s, r->day, r->time),
                                     .why = word_join(s, why, r->unit[0] ? 2 : 1, " · ")};
        of[i].on = str_same(of[i].value, chosen);
    }
    of[p->planned_len] = (struct option_view){.value = "new",
                                              .label = text(s->lang, "paper.not_planned"),
                                              .on = str_same("new", chosen)};
    return (struct paper_choice_view){"visit", text(s->lang, "paper.which"),
                                      "radio", fault_text(rq, s, "visit"),
                                      of,      p->planned_len + 1};
}

/* "Yes", or why nobody was let in. */
static struct paper_choice_view came_in(struct req *rq, struct session *s)
{
    struct paper_choice_view v = boxes(
        rq, s, (struct box){"inside", "paper.inside", &no_entry_codes, "", "radio"});
    struct option_view *of = arena_array(s->arena, struct option_view, v.options_len + 1);

    of[0] = (struct option_view){.value = "yes",
                                 .label = text(s->lang, "common.yes"),
                                 .on = is_back(rq) && ticked(rq, "inside", "yes")};
    memcpy(of + 1, v.options, v.options_len * sizeof *of);
    v.options = of;
    v.options_len++;
    return v;
}

static void put_visit(struct req *rq, struct session *s, const struct paper_page *p,
                      struct view_desk_paper *v)
{
    struct paper_choice_view *to = arena_array(s->arena, struct paper_choice_view, 6);
    struct paper_text_view *home = arena_array(s->arena, struct paper_text_view, 2);

    to[0] = which_visit(rq, s, p);
    to[1] = boxes(rq, s,
                  (struct box){"kind", "field.unit.kind", &inspection_kind_codes,
                               "imported", "radio"});
    to[2] = came_in(rq, s);
    to[3] = boxes(rq, s,
                  (struct box){"occupancy", "field.visit.occupancy", &occupancy_codes,
                               "unknown", "radio"});
    to[4] = boxes(
        rq, s,
        (struct box){"present", "field.visit.present", &present_codes, "", "checkbox"});
    to[5] = boxes(rq, s, (struct box){"entry", "paper.entry", &entry_codes, "", "radio"});
    v->visit = to;
    v->visit_len = 6;
    home[0] = line(rq, s, "units", "field.facts.units", "text");
    home[1] = line(rq, s, "habitable", "field.facts.habitable", "text");
    v->home = home;
    v->home_len = 2;
}

static struct paper_row_view row_of(struct req *rq, struct session *s, int row)
{
    struct paper_text_view *to = arena_array(s->arena, struct paper_text_view, 5);
    char number[12];

    snprintf(number, sizeof number, "%d", row);
    to[0] = line(rq, s, named(s, "code", row), "violation.code", "text");
    to[0].list = "sections";
    to[1] = list(rq, s, named(s, "place", row), "violation.place", &place_codes);
    to[2] = line(rq, s, named(s, "note", row), "paper.note", "");
    to[2].words = true;
    to[3] =
        list(rq, s, named(s, "responsible", row), "violation.party", &responsible_codes);
    to[4] = line(rq, s, named(s, "by", row), "violation.correct_by", "date");
    return (struct paper_row_view){
        .title = text_fill(s->arena, s->lang, "paper.row", "n", number, NULL),
        .danger = named(s, "endangering", row),
        .texts = to,
        .texts_len = 5,
        .is_danger = is_back(rq) && ticked(rq, named(s, "endangering", row), "1")};
}

static void put_rows(struct req *rq, struct session *s, struct view_desk_paper *v)
{
    struct paper_row_view *to = arena_array(s->arena, struct paper_row_view, ENTRY_ROWS);
    const struct edition *e = edition_on(zone_day(s->zone, s->now));
    struct option_view *sections = arena_array(s->arena, struct option_view, e->len);

    for (int row = 1; row <= ENTRY_ROWS; row++)
        to[row - 1] = row_of(rq, s, row);
    for (size_t i = 0; i < e->len; i++)
        sections[i] =
            (struct option_view){.value = e->sections[i].code,
                                 .label = title_in(e->sections[i].titles, s->lang)};
    v->rows = to;
    v->rows_len = ENTRY_ROWS;
    v->sections = sections;
    v->sections_len = e->len;
}

static void put_signature(struct req *rq, struct session *s, struct view_desk_paper *v)
{
    struct paper_choice_view *card = arena_array(s->arena, struct paper_choice_view, 2);
    struct paper_text_view *to = arena_array(s->arena, struct paper_text_view, 3);

    card[0] = words(rq, s, "card_left", "field.card.question", yes_no);
    card[1] = boxes(rq, s,
                    (struct box){"card_reason", "field.card.reason", &card_reason_codes,
                                 "", "radio"});
    to[0] = line(rq, s, "signed_name", "paper.name", "text");
    to[1] = line(rq, s, "signed_day", "paper.day", "date");
    to[2] = line(rq, s, "signed_time", "paper.time", "time");
    v->card = card;
    v->card_len = 2;
    v->sign = to;
    v->sign_len = 3;
    v->on_paper = is_back(rq) && ticked(rq, "on_paper", "yes");
    v->on_paper_fault = fault_text(rq, s, "on_paper");
    v->social = fault_text(rq, s, "social_ok") != NULL;
}

static void put_number(struct req *rq, struct session *s, const struct paper_page *p,
                       struct view_desk_paper *v)
{
    struct paper_text_view *number = arena_array(s->arena, struct paper_text_view, 1);
    struct paper_text_view *next = arena_array(s->arena, struct paper_text_view, 2);

    number[0] = line(rq, s, "number", "paper.number", "text");
    next[0] = line(rq, s, "next_day", "paper.day", "date");
    next[1] = line(rq, s, "next_time", "paper.next_time", "time");
    v->number = number;
    v->number_len = 1;
    v->next = next;
    v->next_len = 2;
    v->same = line_rows(s, &p->entered);
    v->same_len = p->entered.len;
    v->is_copy = is_back(rq) && ticked(rq, "number_copy", "yes");
}

static void put_lower(struct req *rq, struct session *s, struct view_desk_paper *v)
{
    static const char *const said[] = {
        "none",   "paper.lower_empty",  "yes", "paper.lower_yes", "no", "paper.lower_no",
        "nobody", "paper.lower_nobody", NULL};
    static const char *const how[] = {"shown", "consent_method.shown", "read",
                                      "consent_method.read", NULL};
    struct paper_choice_view *to = arena_array(s->arena, struct paper_choice_view, 8);
    struct paper_text_view *reach = arena_array(s->arena, struct paper_text_view, 4);

    to[0] = words(rq, s, "help", "paper.lower_said", said);
    to[1] = boxes(
        rq, s, (struct box){"choices", "field.ask.what", &choice_codes, "", "checkbox"});
    to[2] = boxes(
        rq, s,
        (struct box){"heat_payer", "field.ask.heat", &heat_payer_codes, "", "radio"});
    to[3] = boxes(rq, s,
                  (struct box){"urgency", "field.ask.soon", &urgency_codes, "", "radio"});
    to[4] = words(rq, s, "message_ok", "field.ask.message", yes_no);
    to[5] = boxes(
        rq, s,
        (struct box){"known", "field.ask.known", &known_by_codes, "inferred", "radio"});
    to[6] = boxes(rq, s,
                  (struct box){"help_lang", "paper.help_lang", &lang_codes, "", "radio"});
    to[7] = words(rq, s, "method", "paper.method", how);
    reach[0] = line(rq, s, "phone", "paper.phone", "tel");
    reach[1] = line(rq, s, "knock", "field.ask.knock", "text");
    reach[2] = line(rq, s, "call_name", "field.ask.call_name", "text");
    reach[3] = line(rq, s, "card_code", "paper.card_code", "text");
    v->said = to;
    v->said_len = 1;
    v->wanted = to + 1;
    v->wanted_len = 3;
    v->permission = to + 4;
    v->permission_len = 4;
    v->reach = reach;
    v->reach_len = 4;
}

static void show_sheet(struct req *rq, struct session *s, const struct paper_asked *asked,
                       const struct paper_page *p)
{
    const struct home *h = &p->place->chosen;
    bool typed = !id_is_set(id_of(h->id));
    struct view_desk_paper v = {
        .csrf = csrf_input(s),
        .address = typed ? text(s->lang, "paper.title")
                         : desk_address(s, h->number, h->street, h->unit),
        .id = shown(rq, "id", minted(s)),
        .new_visit = shown(rq, "new_visit", minted(s)),
        .property = typed ? "" : page_id(s, id_of(h->id)),
    };

    put_number(rq, s, p, &v);
    put_arrival(rq, s, &asked->place, p, &v);
    put_visit(rq, s, p, &v);
    put_rows(rq, s, &v);
    put_signature(rq, s, &v);
    put_lower(rq, s, &v);
    page_begin(rq, s, v.address);
    view_desk_paper(&rq->out, &v);
    page_end(rq, s);
}

SHOW(paper_show)
{
    const struct paper_page *p = out;

    if (p->place->is_chosen || is_back(rq))
        show_sheet(rq, s, in, p);
    else
        show_find(rq, s, in, p);
    return ok();
}

/* ---- typed ---- */

static const char *number_asked(struct req *rq, const char *words)
{
    char number[SHEET_NUMBER_TEXT];

    return sheet_number_read(words, number) ? arena_copy(rq->arena, number, sizeof number)
                                            : NULL;
}

/* Words that are a number are of the form, not of a street. */
READ(paper_find_read)
{
    struct paper_asked *p = arena_new(rq->arena, struct paper_asked);
    const char *number;
    void *place;

    TRY(intake_read(rq, &place));
    p->place = *(struct intake_in *)place;
    number = number_asked(rq, is_back(rq) ? req_form(rq, "number") : p->place.words);
    if (number != NULL && !is_back(rq))
        p->place.words = "";
    p->number = number != NULL ? number : "";
    *in = p;
    return ok();
}

READ(paper_read)
{
    struct paper_in *p = arena_new(rq->arena, struct paper_in);
    struct field *all = arena_array(rq->arena, struct field, CONTROLS_MAX);
    const char *property = req_form(rq, "property"), *visit = req_form(rq, "visit");
    struct id id = {{0}};

    if (property[0] != '\0' && !id_parse(property, strlen(property), &id))
        req_fault(rq, "", "errors.form");
    p->property = id_to(property, id);
    p->id = form_id(rq, "id");
    p->new_visit = id_to(inspection, form_id(rq, "new_visit"));
    p->inspector = desk_person(rq, "inspector");
    p->number = number_asked(rq, req_form(rq, "number"));
    id = (struct id){{0}};
    if (!str_same(visit, "new") && !id_parse(visit, strlen(visit), &id))
        req_fault(rq, "visit", "paper.which_missing");
    p->visit = id_to(inspection, id);
    p->form.list = all;
    while (p->form.len < CONTROLS_MAX &&
           req_form_at(rq, p->form.len, &all[p->form.len].name, &all[p->form.len].value))
        p->form.len++;
    *in = p;
    return ok();
}

SHOW(to_paper)
{
    const struct paper_done *done = out;

    const struct paper_in *p = in;

    (void)s;
    if (done->was_there && p->number != NULL)
        resp_see_other(rq, "/from-paper?entered=before&q=%s", p->number);
    else
        resp_see_other(rq, "/from-paper?entered=%s", done->was_there ? "before" : "yes");
    return ok();
}
