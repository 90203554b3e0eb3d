/* household_pages.c -- who lives there, how they may be reached, where they moved, and
 * whom they closed the case to.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/household_pages.h"

#include "app/household_app.h"
#include "base/crypto.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_household.h"

#include <stdio.h>
#include <string.h>

/* ---- reading ---- */

READ(contact_read)
{
    struct contact_in *c = arena_new(rq->arena, struct contact_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    *c = (struct contact_in){
        .casefile = id_to(casefile, id),
        .rev = form_int(rq, "rev"),
        .name = form_text(rq, "call_name", LIMIT_CALL_NAME),
        .phone = form_phone(rq, "phone"),
        .knock = form_text(rq, "knock", LIMIT_KNOCK),
        .message_ok = ticked(rq, "message_ok", "yes"),
        .rules = {.ask_for = form_text(rq, "ask_for", LIMIT_ASK_FOR),
                  .from = form_text(rq, "from", 5),
                  .to = form_text(rq, "to", 5),
                  .note = form_text(rq, "contact_note", LIMIT_CONTACT_NOTE),
                  .no_text = ticked(rq, "closed", "text"),
                  .no_email = ticked(rq, "closed", "email"),
                  .no_letter = ticked(rq, "closed", "letter")},
    };
    *in = c;
    return form_check(rq);
}

READ(household_person_read)
{
    struct person_in *p = arena_new(rq->arena, struct person_in);
    int lang = codes_find(&lang_codes, req_form(rq, "lang"));
    const char *year = req_form(rq, "birth_year");
    struct id id;

    TRY(param_id(rq, 0, &id));
    *p = (struct person_in){
        .casefile = id_to(casefile, id),
        .id = form_id(rq, "id"),
        .rev = form_int(rq, "rev"),
        .name = form_text(rq, "name", LIMIT_NAME),
        .relation = req_form(rq, "relation"),
        .lang = lang < 0 ? NULL : lang_codes.list[lang].word,
        .gone = str_same(req_form(rq, "gone"), "yes"),
    };
    if (*year != '\0' && !str_number(year, 9999, &p->birth_year))
        req_fault(rq, "birth_year", "household.no_such_year");
    *in = p;
    return form_check(rq);
}

READ(move_read)
{
    struct move_in *m = arena_new(rq->arena, struct move_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    *m = (struct move_in){
        .casefile = id_to(casefile, id),
        .id = form_id(rq, "id"),
        .before = form_id(rq, "before"),
        .rev = form_int(rq, "rev"),
        .address = form_text(rq, "address", LIMIT_ADDRESS),
        .unit = form_text(rq, "unit", LIMIT_UNIT),
        .day = form_day(rq, "day"),
    };
    *in = m;
    return form_check(rq);
}

SHOW(to_household)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/household", rq->param[0]);
    return ok();
}

/* ---- which form came back ---- */

enum form { FORM_NONE, FORM_CONTACT, FORM_PERSON, FORM_MOVE, FORM_BLOCK };

static enum form form_back(const struct req *rq)
{
    static const struct {
        const char *end;
        enum form form;
    } ends[] = {{"/contact", FORM_CONTACT},
                {"/people", FORM_PERSON},
                {"/move", FORM_MOVE},
                {"/blocks", FORM_BLOCK}};
    size_t len = strlen(rq->path);

    for (size_t i = 0; is_back(rq) && i < COUNT(ends); i++) {
        size_t n = strlen(ends[i].end);

        if (len > n && str_same(rq->path + len - n, ends[i].end))
            return ends[i].form;
    }
    return FORM_NONE;
}

/* What was typed into that form, or what is kept. */
static const char *typed(struct req *rq, enum form form, const char *name,
                         const char *kept)
{
    if (form_back(rq) == form)
        return req_form(rq, name);
    return kept != NULL ? kept : "";
}

static bool on(struct req *rq, enum form form, const char *const pair[2], bool kept)
{
    return form_back(rq) == form ? ticked(rq, pair[0], pair[1]) : kept;
}

/* ---- showing ---- */

static void fill_contact(struct req *rq, struct session *s,
                         const struct household_page *p, struct view_household_show *v)
{
    static const char *const boxes[][2] = {{"message_ok", "yes"},
                                           {"closed", "text"},
                                           {"closed", "email"},
                                           {"closed", "letter"}};
    const struct case_person *c = &p->c.person;
    const enum form f = FORM_CONTACT;

    FILL_SAFE(v, s, &p->c);
    v->contact_open = form_back(rq) == f;
    v->call_name_typed = typed(rq, f, "call_name", c->name);
    v->phone_typed = typed(rq, f, "phone", c->phone);
    v->knock_typed = typed(rq, f, "knock", c->knock);
    v->ask_for_typed = typed(rq, f, "ask_for", c->rules.ask_for);
    v->from_typed = typed(rq, f, "from", c->rules.from);
    v->to_typed = typed(rq, f, "to", c->rules.to);
    v->note_typed = typed(rq, f, "contact_note", c->rules.note);
    v->message_typed = on(rq, f, boxes[0], str_same(c->message_ok, "yes"));
    v->no_text_typed = on(rq, f, boxes[1], c->rules.no_text);
    v->no_email_typed = on(rq, f, boxes[2], c->rules.no_email);
    v->no_letter_typed = on(rq, f, boxes[3], c->rules.no_letter);
    v->phone_fault = fault_text(rq, s, "phone");
    v->from_fault = fault_text(rq, s, "from");
    v->to_fault = fault_text(rq, s, "to");
}

static const char *year_text(struct session *s, int64_t year)
{
    char *out = arena_alloc(s->arena, 24);

    snprintf(out, 24, "%lld", (long long)year);
    return year != 0 ? out : "";
}

static const char *person_line(struct session *s, const struct household_person *p)
{
    const char *parts[3];
    size_t n = 0;

    parts[n++] = word_code(s, &relation_codes, p->relation);
    if (p->birth_year != 0)
        parts[n++] = text_fill(s->arena, s->lang, "household.born", "year",
                               year_text(s, p->birth_year), NULL);
    if (p->lang != NULL)
        parts[n++] = word_code(s, &lang_codes, p->lang);
    return word_join(s, parts, n, " · ");
}

static struct household_person_view person_view(struct req *rq, struct session *s,
                                                const struct household_person *p)
{
    const char *id = page_id(s, p->id);
    bool back = form_back(rq) == FORM_PERSON && str_same(req_form(rq, "id"), id);
    struct options_view relations =
        options_of(s, &relation_codes, back ? req_form(rq, "relation") : p->relation);
    struct options_view langs =
        options_of(s, &lang_codes, back ? req_form(rq, "lang") : p->lang);
    const char *suffix[] = {"-", id};

    return (struct household_person_view){
        .id = id,
        .suffix = back ? "" : word_join(s, suffix, 2, ""),
        .name = p->name,
        .line = person_line(s, p),
        .gone = day_is_set(p->gone_day)
                    ? text_fill(s->arena, s->lang, "household.gone_line", "day",
                                word_day(s, p->gone_day), NULL)
                    : NULL,
        .rev = p->rev,
        .may_change = !day_is_set(p->gone_day),
        .open = back,
        .name_typed = back ? req_form(rq, "name") : (p->name != NULL ? p->name : ""),
        .year_typed = back ? req_form(rq, "birth_year") : year_text(s, p->birth_year),
        .name_fault = back ? fault_text(rq, s, "name") : NULL,
        .relation_fault = back ? fault_text(rq, s, "relation") : NULL,
        .year_fault = back ? fault_text(rq, s, "birth_year") : NULL,
        .relations = relations.of,
        .relations_len = relations.len,
        .langs = langs.of,
        .langs_len = langs.len,
    };
}

/* The empty form, or the one of somebody new that came back. */
static struct household_person_view new_person(struct req *rq, struct session *s)
{
    struct household_person empty = {.id = id_mint(s->now), .gone_day = DAY_NONE};
    bool back = form_back(rq) == FORM_PERSON && form_int(rq, "rev") == 0;
    const char *id = req_form(rq, "id");

    if (back)
        (void)id_parse(id, strlen(id), &empty.id);
    return person_view(rq, s, &empty);
}

static void fill_people(struct req *rq, struct session *s, const struct household_page *p,
                        struct view_household_show *v)
{
    struct household_person_view *rows =
        arena_array(s->arena, struct household_person_view, p->people.len + 2);

    for (size_t i = 0; i < p->people.len; i++)
        rows[i] = person_view(rq, s, &p->people.of[i]);
    rows[p->people.len] = new_person(rq, s);
    v->people = rows;
    v->people_len = p->people.len;
    v->add = &rows[p->people.len];
    v->add_len = 1;
    v->add_open = rows[p->people.len].open;
}

static struct household_home_view home_view(struct session *s,
                                            const struct household_home *h)
{
    const char *from = when_day(s->arena, s->lang, h->from, WHEN_LONG);
    const char *to = when_day(s->arena, s->lang, h->to, WHEN_LONG);
    const char *msg = !day_is_set(h->to)    ? "household.home_since"
                      : day_is_set(h->from) ? "household.home_from_to"
                                            : "household.home_until";

    return (struct household_home_view){
        .where = word_place(s, &h->place, NULL),
        .when = !day_is_set(h->from) && !day_is_set(h->to)
                    ? text(s->lang, "household.home_now")
                    : text_fill(s->arena, s->lang, msg, "from", from, "to", to, NULL),
    };
}

static void fill_homes(struct req *rq, struct session *s, const struct household_page *p,
                       struct view_household_show *v)
{
    struct household_home now = {.place = p->c.place, .from = DAY_NONE, .to = DAY_NONE};
    struct household_home_view *rows =
        arena_array(s->arena, struct household_home_view, p->homes.len + 1);
    char *today = arena_alloc(s->arena, DAY_TEXT);

    day_format(p->today, today);
    for (size_t i = 0; i < p->homes.len; i++)
        rows[i] = home_view(s, &p->homes.of[p->homes.len - 1 - i]);
    if (p->homes.len == 0)
        rows[0] = home_view(s, &now);
    v->homes = rows;
    v->homes_len = p->homes.len > 0 ? p->homes.len : 1;
    v->today = today;
    v->move_open = form_back(rq) == FORM_MOVE;
    v->move_id = typed(rq, FORM_MOVE, "id", minted(s));
    v->before_id = typed(rq, FORM_MOVE, "before", minted(s));
    v->address_typed = typed(rq, FORM_MOVE, "address", NULL);
    v->unit_typed = typed(rq, FORM_MOVE, "unit", NULL);
    v->day_typed = typed(rq, FORM_MOVE, "day", today);
    v->address_fault = fault_text(rq, s, "address");
    v->day_fault = fault_text(rq, s, "day");
}

static struct block_view block_line(struct session *s, const struct household_page *p,
                                    const struct block *b)
{
    bool over = b->lifted_at != 0;
    const char *name = staff_name(&p->staff, b->person);
    const char *who = staff_name(&p->staff, over ? b->lifted_by : b->author);

    return (struct block_view){
        .end_url = url_of(s->arena, "/cases/%s/blocks/%s/end", page_id(s, id_of(p->c.id)),
                          page_id(s, b->id)),
        .name = name != NULL ? name : text(s->lang, "case.somebody"),
        .line = text_fill(s->arena, s->lang,
                          over ? "household.block_over" : "household.block_line", "who",
                          who != NULL ? who : text(s->lang, "case.somebody"), "when",
                          word_when(s, over ? b->lifted_at : b->at), NULL),
        .reason = p->may_reason ? b->reason : NULL,
        .may_end = p->may_block && !over,
    };
}

static void fill_blocks(struct req *rq, struct session *s, const struct household_page *p,
                        struct view_household_show *v)
{
    struct block_view *rows = arena_array(s->arena, struct block_view, p->blocks.len + 1);
    struct option_view *whom =
        arena_array(s->arena, struct option_view, p->colleagues.len + 1);

    for (size_t i = 0; i < p->blocks.len; i++)
        rows[i] = block_line(s, p, &p->blocks.of[i]);
    for (size_t i = 0; i < p->colleagues.len; i++) {
        const struct staff_person *of = &p->colleagues.of[i];
        const char *id = page_id(s, id_of(of->id));

        if (!id_same(id_of(of->id), id_of(s->actor.user)))
            whom[v->colleagues_len++] = (struct option_view){
                .value = id,
                .label = of->name,
                .on = str_same(typed(rq, FORM_BLOCK, "person", NULL), id)};
    }
    v->blocks = rows;
    v->blocks_len = p->blocks.len;
    v->colleagues = whom;
    v->may_block = p->may_block;
    v->block_open = form_back(rq) == FORM_BLOCK;
    v->block_id = typed(rq, FORM_BLOCK, "id", minted(s));
    v->reason_typed = typed(rq, FORM_BLOCK, "reason", NULL);
    v->person_fault = fault_text(rq, s, "person");
}

SHOW(household_show)
{
    const struct household_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct view_household_show v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .contact_url = url_of(s->arena, "/cases/%s/household/contact", id),
        .people_url = url_of(s->arena, "/cases/%s/household/people", id),
        .move_url = url_of(s->arena, "/cases/%s/household/move", id),
        .block_url = url_of(s->arena, "/cases/%s/blocks", id),
        .program_url = url_of(s->arena, "/cases/%s/address", id),
        .may_program = p->may_program,
        .name = word_name(s, &p->c.person, p->c.kind),
        .where = word_place(s, &p->c.place, p->c.neighbourhood),
        .rev = p->c.rev,
    };

    (void)in;
    if (fault_text(rq, s, "rev"))
        v.conflict =
            form_back(rq) == FORM_PERSON
                ? text(s->lang, "household.changed_meanwhile")
                : word_conflict(s, &p->c, staff_name(&p->staff, p->c.changed_by));
    fill_contact(rq, s, p, &v);
    fill_people(rq, s, p, &v);
    fill_homes(rq, s, p, &v);
    fill_blocks(rq, s, p, &v);
    page_begin(rq, s, text(s->lang, "household.title"));
    view_household_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
