/* case_pages.c -- one case, whole, and its next step.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/case_pages.h"

#include "app/casefile_app.h"
#include "app/need_app.h"
#include "base/crypto.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/ask_pages.h"
#include "web/case_form.h"
#include "web/case_parts.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_parts.h"
#include "web/views_case.h"
#include "web/withdraw_pages.h"

#include <stdio.h>
#include <string.h>

struct err case_read(struct req *rq, void **in)
{
    struct case_ref *ref = arena_new(rq->arena, struct case_ref);
    struct id id;

    TRY(param_id(rq, 0, &id));
    ref->id = id_to(casefile, id);
    ref->rev = form_int(rq, "rev");
    *in = ref;
    return ok();
}

SHOW(to_case)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s", rq->param[0]);
    return ok();
}

READ(note_read)
{
    struct note_in *n = arena_new(rq->arena, struct note_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    n->casefile = id_to(casefile, id);
    n->id = form_id(rq, "id");
    n->note = form_text(rq, "note", LIMIT_NOTE);
    if (!n->note)
        req_fault(rq, "note", "case.note_missing");
    *in = n;
    return form_check(rq);
}

READ(prior_read)
{
    struct prior_in *p = arena_new(rq->arena, struct prior_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    p->ref.id = id_to(casefile, id);
    p->ref.rev = form_int(rq, "rev");
    p->prior = (enum prior)form_code(rq, "prior", &prior_codes, "case.prior_missing");
    *in = p;
    return form_check(rq);
}

READ(need_read)
{
    struct need_in *n = arena_new(rq->arena, struct need_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    n->casefile = id_to(casefile, id);
    n->id = id_to(need, form_id(rq, "id"));
    n->word = req_form(rq, "need");
    if (codes_find(&need_codes, n->word) < 0 &&
        codes_find(&sealed_class_codes, n->word) < 0)
        req_fault(rq, "need", "case.need_missing");
    n->known_by =
        (enum known_by)form_code(rq, "known_by", &known_by_codes, "case.known_missing");
    *in = n;
    return form_check(rq);
}

READ(started_read)
{
    struct need_started_in *n = arena_new(rq->arena, struct need_started_in);
    struct id id, need;

    TRY(param_id(rq, 0, &id));
    TRY(param_id(rq, 1, &need));
    n->casefile = id_to(casefile, id);
    n->need = id_to(need, need);
    *in = n;
    return ok();
}

static struct case_line as_line(const struct casefile *c)
{
    return (struct case_line){
        .state = c->state,
        .acknowledge_by = c->acknowledge_by,
        .contact_by = c->contact_by,
        .next_day = c->next_day,
    };
}

static const char *closed_words(struct session *s, const struct case_page *p)
{
    if (p->c.state != CASE_CLOSED)
        return NULL;
    return text_fill(s->arena, s->lang, "case.closed_line", "day",
                     word_day(s, p->c.closed_day), "reason",
                     word_code(s, &close_reason_codes, p->c.close_reason), NULL);
}

static const char *asked_words(struct session *s, const struct case_page *p)
{
    const char **words = arena_array(s->arena, const char *, p->choices.len + 1);

    for (size_t i = 0; i < p->choices.len; i++) {
        const char *parts[] = {
            word_code(s, &choice_codes, p->choices.of[i].word),
            word_code(s, &known_by_codes, p->choices.of[i].known_by),
        };
        words[i] = text_fill(s->arena, s->lang, "case.asked", "what", parts[0], "known",
                             parts[1], NULL);
    }
    return p->choices.len ? word_join(s, words, p->choices.len, ", ") : NULL;
}

static const char *owner_words(struct session *s, const struct case_page *p)
{
    const char *name = staff_name(&p->staff, p->c.owner);

    return name ? text_fill(s->arena, s->lang, "case.owner", "name", name, NULL) : NULL;
}

static void fill_urls(struct session *s, const char *id, struct view_case_show *v)
{
    v->acknowledge_url = url_of(s->arena, "/cases/%s/acknowledge", id);
    v->call_url = url_of(s->arena, "/cases/%s/attempts", id);
    v->close_url = url_of(s->arena, "/cases/%s/close", id);
    v->needs_url = url_of(s->arena, "/cases/%s/needs", id);
    v->notes_url = url_of(s->arena, "/cases/%s/notes", id);
    v->prior_url = url_of(s->arena, "/cases/%s/prior", id);
    v->consent_url = url_of(s->arena, "/cases/%s/consent", id);
    v->inspection_url = url_of(s->arena, "/cases/%s/inspection", id);
    v->same_url = url_of(s->arena, "/cases/%s/same", id);
    v->address_url = url_of(s->arena, "/cases/%s/address", id);
    v->visits_url = url_of(s->arena, "/cases/%s/visits", id);
    v->household_url = url_of(s->arena, "/cases/%s/household", id);
    v->told_url = url_of(s->arena, "/cases/%s/words", id);
    v->number_url = url_of(s->arena, "/cases/%s/number", id);
    v->export_url = url_of(s->arena, "/cases/%s/export", id);
    v->sharing_url = url_of(s->arena, "/cases/%s/sharing", id);
}

static const char *since_words(struct session *s, const struct casefile *c)
{
    const char *parts[] = {text_fill(s->arena, s->lang, "case.asked_on", "when",
                                     word_when(s, c->requested_at), NULL),
                           word_code(s, &source_codes, c->source)};

    return word_join(s, parts, 2, " · ");
}

static void fill_head(struct session *s, const struct case_page *p,
                      struct view_case_show *v)
{
    const struct casefile *c = &p->c;
    struct case_line line = as_line(c);

    FILL_SAFE(v, s, c);
    v->name = word_name(s, &c->person, c->kind);
    v->where = word_place(s, &c->place, c->neighbourhood);
    v->urgency =
        c->urgency == URGENCY_ROUTINE ? NULL : text(s->lang, urgency_msgid(c->urgency));
    v->since = since_words(s, c);
    v->owner = owner_words(s, p);
    v->state = text(s->lang, case_state_msgid(c->state));
    v->shape = shape_case(c->state);
    v->closed = closed_words(s, p);
    v->same = same_words(s, &p->same);
    v->same_rules = p->same.has_rules;
    v->clock_doubt = c->clock_doubt;
    v->open = c->state != CASE_CLOSED;
    v->alert = c->kind == CASE_KIND_ALERT && v->open;
    v->may_acknowledge = c->state == CASE_SUBMITTED;
    v->may_find = casefile_can(c->state, CASE_ON_ASSESS);
    v->next = v->open ? word_promise(s, &line, &v->next_shape) : NULL;
    if (!v->next)
        v->next = text(s->lang, v->open ? "case.next_none" : "case.next_closed");
    v->own_number = p->own.number;
    v->may_export = p->may_export;
    v->may_show_address = p->may_show_address;
    v->may_inspect = !p->in_program;
    v->rev = c->rev;
}

/* The lists of a form: needs of both kinds in one, the sealed ones last. */
static struct options_view need_options(struct session *s, const char *chosen)
{
    struct options_view needs = options_of(s, &need_codes, chosen);
    struct options_view o = {arena_array(s->arena, struct option_view, needs.len + 1), 0};

    for (size_t i = 0; i < needs.len; i++)
        o.of[o.len++] = needs.of[i];
    o.of[o.len++] =
        (struct option_view){.value = sealed_class_name(SEALED_MINORS),
                             .label = text(s->lang, sealed_class_msgid(SEALED_MINORS)),
                             .on = str_same(chosen, sealed_class_name(SEALED_MINORS))};
    return o;
}

static void fill_forms(struct req *rq, struct session *s, const struct case_page *p,
                       struct view_case_show *v)
{
    struct options_view needs = need_options(s, shown(rq, "need", NULL));
    struct options_view known =
        options_of(s, &known_by_codes, shown(rq, "known_by", "told"));
    struct options_view prior =
        options_of(s, &prior_codes,
                   is_back(rq) && req_form(rq, "prior")[0] ? req_form(rq, "prior")
                                                           : prior_name(p->c.prior));

    v->need_options = needs.of;
    v->need_options_len = needs.len;
    v->known_options = known.of;
    v->known_options_len = known.len;
    v->prior_options = prior.of;
    v->prior_options_len = prior.len;
    v->new_need = minted(s);
    v->new_note = p->draft.note ? page_id(s, p->draft.id) : minted(s);
    v->draft_url = url_of(s->arena, "/cases/%s/draft", page_id(s, id_of(p->c.id)));
    v->draft_script = asset_url(s->arena, "js/desk/keep_note.js");
    if (p->draft.note && !is_back(rq))
        v->draft = text_fill(s->arena, s->lang, "note.kept_since", "when",
                             word_when(s, p->draft.at), NULL);
    v->need_fault = fault_text(rq, s, "need");
    v->note_fault = fault_text(rq, s, "note");
    v->note_typed = shown(rq, "note", p->draft.note ? p->draft.note : "");
    if (fault_text(rq, s, "rev"))
        v->conflict = word_conflict(s, &p->c, staff_name(&p->staff, p->c.changed_by));
}

SHOW(case_show)
{
    const struct case_page *p = out;
    struct view_case_show v = {.csrf = csrf_input(s)};

    (void)in;
    fill_head(s, p, &v);
    fill_urls(s, page_id(s, id_of(p->c.id)), &v);
    v.no_contact = v.open && consents_stopped(&p->consents, p->today);
    v.asked = asked_words(s, p);
    v.stops = stop_facts(s, &p->stops);
    v.stops_len = p->stops.len;
    if (p->hub.on)
        v.hub_url = url_of(s->arena, "/cases/%s/hub", page_id(s, id_of(p->c.id)));
    v.hub_tell = p->hub.must_tell;
    v.told = p->told_unread ? text(s->lang, "resident.told_unread") : NULL;
    case_part_needs(s, p, &v);
    case_part_consents(s, p, &v);
    case_part_property(s, p, &v);
    case_part_log(s, p, &v);
    plan_part_case(s, p, &v);
    better_part_case(rq, s, p, &v);
    fill_forms(rq, s, p, &v);
    page_begin_wide(rq, s, v.name);
    view_case_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
