/* record_sheet.c -- see record_sheet.h.  The help card's words and codes of consents are
 * no part of it: they open doors.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/record_sheet.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/consent.h"

#include <string.h>

static const struct sheet_part part_case = {"case", "record.part_case", false},
                               part_contact = {"contact", "case.safe_title", false},
                               part_attempts = {"attempts", "record.part_attempts", true},
                               part_visits = {"visits", "home_visit.title", true},
                               part_needs = {"needs", "case.needs", true},
                               part_plan = {"plan", "plan.title", true},
                               part_referrals = {"referrals", "record.part_referrals",
                                                 true},
                               part_outcomes = {"outcomes", "record.part_outcomes", true},
                               part_notes = {"notes", "record.part_notes", true};

/* Lines under construction. */
struct filling {
    struct session *s;
    const struct case_page *page;
    bool notes;
    const struct sheet_part *part;
    size_t entry, len, cap;
    struct sheet_line *lines;
};

static void begin(struct filling *f, const struct sheet_part *part)
{
    f->part = part;
    f->entry = 0;
}

/* Nothing for what is not known. */
static void add(struct filling *f, const char *field, const char *value,
                const char *words)
{
    if (value == NULL || *value == '\0')
        return;
    if (f->len == f->cap) {
        size_t cap = f->cap ? 2 * f->cap : 64;
        struct sheet_line *more = arena_array(f->s->arena, struct sheet_line, cap);

        if (f->len > 0)
            memcpy(more, f->lines, f->len * sizeof *more);
        f->lines = more;
        f->cap = cap;
    }
    f->lines[f->len++] = (struct sheet_line){.part = f->part,
                                             .entry = f->entry,
                                             .field = field,
                                             .value = value,
                                             .words = words ? words : value};
}

static void add_apart(struct filling *f, const char *field, const char *value)
{
    size_t before = f->len;

    add(f, field, value, NULL);
    if (f->len > before)
        f->lines[before].apart = true;
}

/* A field of a part that is no list. */
static void add_as(struct filling *f, const char *field, const char *label,
                   const char *value, const char *words)
{
    size_t before = f->len;

    add(f, field, value, words);
    if (f->len > before)
        f->lines[before].label = text(f->s->lang, label);
}

static const char *word_of(const struct filling *f, const struct codes *list,
                           const char *code)
{
    int at = codes_find(list, code);

    return at < 0 ? code : text(f->s->lang, list->list[at].msgid);
}

static const char *need_word(const struct filling *f, const char *need)
{
    return word_of(
        f, codes_find(&need_codes, need) >= 0 ? &need_codes : &sealed_class_codes, need);
}

static void add_code(struct filling *f, const char *field, const struct codes *list,
                     const char *code)
{
    add(f, field, code, word_of(f, list, code));
}

static const char *iso(const struct filling *f, struct day d)
{
    char s[DAY_TEXT];

    day_format(d, s);
    return arena_copy(f->s->arena, s, strlen(s));
}

static const char *day_words(const struct filling *f, struct day d)
{
    return when_day(f->s->arena, f->s->lang, d, WHEN_LONG);
}

/* "By November 24, 2026", in the words of a message about a day. */
static void add_day(struct filling *f, const char *field, const char *msg, struct day d)
{
    add(f, field, iso(f, d),
        text_fill(f->s->arena, f->s->lang, msg, "day", day_words(f, d), NULL));
}

static void add_at(struct filling *f, int64_t at)
{
    add(f, "at", when_utc(f->s->arena, at),
        when_instant(f->s->arena, f->s->lang, f->s->zone, at, WHEN_LONG));
}

static void add_by(struct filling *f, struct user_id who)
{
    add(f, "by", staff_name(&f->page->staff, who), NULL);
}

static const char *id_words(const struct filling *f, struct id id)
{
    char s[ID_TEXT];

    id_format(id, s);
    return arena_copy(f->s->arena, s, ID_TEXT - 1);
}

static void add_code_as(struct filling *f, const char *field, const char *label,
                        const struct codes *list, const char *code)
{
    add_as(f, field, label, code, word_of(f, list, code));
}

static void put_case(struct filling *f)
{
    const struct case_page *p = f->page;
    const struct casefile *c = &p->c;
    const char *id = id_words(f, id_of(c->id));

    begin(f, &part_case);
    add_as(f, "number", "record.number", p->own.number, NULL);
    add_as(f, "case", "record.f_case", id, NULL);
    add_code_as(f, "kind", "record.f_kind", &case_kind_codes, case_kind_name(c->kind));
    add_code_as(f, "state", "record.f_state", &case_state_codes,
                case_state_name(c->state));
    add_code_as(f, "urgency", "record.f_urgency", &urgency_codes,
                urgency_name(c->urgency));
    add_code_as(f, "source", "record.f_source", &source_codes, c->source);
    add_as(f, "asked", "record.f_asked", when_utc(f->s->arena, c->requested_at),
           when_instant(f->s->arena, f->s->lang, f->s->zone, c->requested_at, WHEN_LONG));
    add_as(f, "worker", "record.f_worker", staff_name(&p->staff, c->owner), NULL);
    add_as(f, "address", "record.f_address", c->place.address, NULL);
    add_as(f, "unit", "record.f_unit", c->place.unit, NULL);
    add_code_as(f, "prior", "record.f_prior", &prior_codes, prior_name(c->prior));
}

static void put_contact(struct filling *f)
{
    const struct casefile *c = &f->page->c;
    const struct case_person *p = &c->person;
    const struct contact_rules *r = &p->rules;
    const char *lang = f->s->lang;

    begin(f, &part_contact);
    add_as(f, "name", "household.name", p->name, NULL);
    add_code_as(f, "language", "agency.speaks", &lang_codes, c->lang);
    add_as(f, "phone", "agency.phone", p->phone, NULL);
    if (p->phone)
        add_as(f, "message_ok", "record.f_message", p->message_ok ? p->message_ok : "no",
               text(lang, str_same(p->message_ok, "yes") ? "case.message_yes"
                                                         : "case.message_no"));
    add_as(f, "knock", "agency.knock", p->knock, NULL);
    add_as(f, "ask_for", "household.ask_for", r->ask_for, NULL);
    if (clock_minute(r->from) >= 0 && clock_minute(r->to) >= 0)
        add_as(f, "hours", "household.hours_label",
               text_fill(f->s->arena, lang, "record.hours", "from", r->from, "to", r->to,
                         NULL),
               NULL);
    if (r->no_text)
        add_as(f, "no_text", "record.f_rule", "yes", text(lang, "household.no_text"));
    if (r->no_email)
        add_as(f, "no_email", "record.f_rule", "yes", text(lang, "household.no_email"));
    if (r->no_letter)
        add_as(f, "no_letter", "record.f_rule", "yes", text(lang, "household.no_letter"));
    add_as(f, "contact_note", "household.contact_note", r->note, NULL);
}

static void put_attempts(struct filling *f)
{
    const struct attempts *all = &f->page->attempts;

    begin(f, &part_attempts);
    for (size_t i = 0; i < all->len; i++, f->entry++) {
        const struct attempt *t = &all->of[i];

        add_at(f, t->at);
        add_by(f, t->author);
        add_code(f, "channel", &channel_codes, t->channel);
        add_code(f, "outcome", &outcome_codes, t->outcome);
        add_code(f, "whose_number", &number_codes, t->number);
        if (day_is_set(t->next_day))
            add_day(f, "next_day", "record.next_day", t->next_day);
        if (f->notes)
            add_apart(f, "note", t->note);
    }
}

static void put_visits(struct filling *f, const struct home_visits *all)
{
    begin(f, &part_visits);
    for (size_t i = 0; i < all->len; i++, f->entry++) {
        const struct home_visit *v = &all->of[i];
        const char *state = home_visit_state_codes.list[v->state].word;

        add(f, "day", iso(f, v->day), day_words(f, v->day));
        add(f, "time", v->time, NULL);
        add_by(f, v->visitor);
        add_code(f, "state", &home_visit_state_codes, state);
    }
}

static void put_scope(struct filling *f, struct build *b, const struct consent *c,
                      const struct consent_scope *scope, const char *need)
{
    if (b->len > 0)
        build_char(b, ' ');
    build_text(b, text_fill(f->s->arena, f->s->lang, "connect.paper_scope", "need",
                            need_word(f, need), "organization", scope->organization,
                            "day", day_words(f, c->expires), NULL));
}

/* Every consent that holds for this need and this agency; of none: for all of them. */
static const char *scopes_of(struct filling *f, struct need_id need, const char *word,
                             struct organization_id agency)
{
    const struct consents *all = &f->page->consents;
    struct build b = {.arena = f->s->arena};

    for (size_t i = 0; i < all->len; i++) {
        const struct consent *c = &all->of[i];

        if (c->kind != CONSENT_FULL ||
            !consent_holds(c->expires, c->withdrawn_at, f->page->today))
            continue;
        for (size_t k = 0; k < c->scopes_len; k++)
            if (id_same(id_of(c->scopes[k].need), id_of(need)) &&
                (!id_is_set(id_of(agency)) ||
                 id_same(id_of(c->scopes[k].recipient), id_of(agency))))
                put_scope(f, &b, c, &c->scopes[k], word);
    }
    return b.len > 0 ? build_done(&b) : text(f->s->lang, "record.no_scope");
}

/* What 42 CFR part 2 wants beside a record of this kind: the notice and the scope. */
static void add_notice(struct filling *f, const struct case_need *n,
                       struct organization_id agency)
{
    if (!str_same(n->word, need_name(NEED_SUBSTANCE_USE)))
        return;
    add_apart(f, "notice", text(f->s->lang, "connect.part2"));
    add_apart(f, "consent_scope", scopes_of(f, n->id, n->word, agency));
}

static void put_needs(struct filling *f)
{
    const struct case_needs *all = &f->page->needs;

    begin(f, &part_needs);
    for (size_t i = 0; i < all->len; i++, f->entry++) {
        const struct case_need *n = &all->of[i];

        add(f, "need", n->word, need_word(f, n->word));
        add_code(f, "state", &need_state_codes, need_state_name(n->state));
        add_code(f, "known_by", &known_by_codes, n->known_by);
        add(f, "found", iso(f, n->found_day), day_words(f, n->found_day));
        add_code(f, "unmet_reason", &barrier_codes, n->unmet_reason);
        add_notice(f, n, (struct organization_id){0});
    }
}

static void put_plan(struct filling *f, const struct goals *goals)
{
    const struct tasks *tasks = &f->page->tasks;

    begin(f, &part_plan);
    for (size_t i = 0; i < goals->len; i++, f->entry++) {
        const struct goal *g = &goals->of[i];

        add(f, "goal", g->words, NULL);
        add_code(f, "state", &goal_state_codes, goal_state_codes.list[g->state].word);
        add(f, "ended", iso(f, g->ended_day), day_words(f, g->ended_day));
    }
    for (size_t i = 0; i < tasks->len; i++, f->entry++) {
        const struct task *t = &tasks->of[i];

        add(f, "task", t->words ? t->words : text(f->s->lang, "plan.better"), NULL);
        if (day_is_set(t->due_day))
            add_day(f, "due", "plan.due", t->due_day);
        if (t->done_at)
            add_day(f, "done", "plan.done_on", zone_day(f->s->zone, t->done_at));
    }
}

static const struct case_need *need_of(const struct case_page *p, struct need_id id)
{
    for (size_t i = 0; i < p->needs.len; i++)
        if (id_same(id_of(p->needs.of[i].id), id_of(id)))
            return &p->needs.of[i];
    return NULL;
}

static void put_referrals(struct filling *f)
{
    const struct referrals *all = &f->page->referrals;

    begin(f, &part_referrals);
    for (size_t i = 0; i < all->len; i++, f->entry++) {
        const struct referral *r = &all->of[i];
        const struct case_need *n = need_of(f->page, r->need);

        add(f, "agency", r->organization_name, NULL);
        add(f, "service", r->service_name, NULL);
        if (n != NULL)
            add(f, "need", n->word, need_word(f, n->word));
        add_code(f, "state", &referral_state_codes, referral_state_name(r->state));
        add_code(f, "reason", &refusal_codes, r->reason);
        add_code(f, "ended_how", &ending_codes, r->ended_how);
        if (day_is_set(r->until))
            add_day(f, "until", "record.until", r->until);
        add_day(f, "sent", "record.sent", r->sent_day);
        if (r->answered_at)
            add_day(f, "answered", "record.answered",
                    zone_day(f->s->zone, r->answered_at));
        if (f->notes)
            add_apart(f, "note", r->update_note);
        if (n != NULL)
            add_notice(f, n, r->organization);
    }
}

static void add_step(struct filling *f, const char *step, const char *msg, struct day d)
{
    if (!day_is_set(d))
        return;
    add(f, "step", step, text(f->s->lang, msg));
    add(f, "day", iso(f, d), day_words(f, d));
    f->entry++;
}

static void add_list(struct filling *f, const char *field, const struct codes *words,
                     const struct case_facts_list *list)
{
    for (size_t i = 0; i < list->len; i++, f->entry++)
        add_code(f, field, words, list->of[i].word);
}

static void put_outcomes(struct filling *f)
{
    const struct case_page *p = f->page;

    begin(f, &part_outcomes);
    add_step(f, "contacted", "coarse.contacted", p->c.contacted_day);
    add_step(f, "connected", "coarse.connected", p->c.connected_day);
    for (size_t i = 0; i < p->services.len; i++, f->entry++) {
        add(f, "service", p->services.of[i].word, need_word(f, p->services.of[i].word));
        if (day_is_set(p->services.of[i].day))
            add_day(f, "day", "record.began", p->services.of[i].day);
    }
    for (size_t i = 0; i < p->feelings.len; i++, f->entry++) {
        const char *feeling = text(f->s->lang, feeling_msgid(p->feelings.of[i].feeling));

        add(f, "feeling", feeling_name(p->feelings.of[i].feeling),
            text_fill(f->s->arena, f->s->lang, "better.said", "feeling", feeling, NULL));
        add(f, "day", iso(f, p->feelings.of[i].day), day_words(f, p->feelings.of[i].day));
    }
    if (p->c.state != CASE_CLOSED)
        return;
    add_code(f, "closed_because", &close_reason_codes, p->c.close_reason);
    add_step(f, "closed", "coarse.closed", p->c.closed_day);
    add_list(f, "cause", &cause_codes, &p->causes);
    add_list(f, "barrier", &barrier_codes, &p->barriers);
}

static void put_notes(struct filling *f)
{
    const struct case_notes *all = &f->page->notes;

    begin(f, &part_notes);
    for (size_t i = 0; f->notes && i < all->len; i++, f->entry++) {
        add_at(f, all->of[i].at);
        add_by(f, all->of[i].author);
        if (id_is_set(all->of[i].corrects))
            add(f, "correction", "yes", text(f->s->lang, "record.correction"));
        add_apart(f, "note", all->of[i].note);
    }
}

struct case_sheet record_sheet(struct session *s, const struct record_case *r)
{
    struct filling f = {.s = s, .page = r->page, .notes = r->notes};

    put_case(&f);
    put_contact(&f);
    put_attempts(&f);
    put_visits(&f, &r->visits);
    put_needs(&f);
    put_plan(&f, &r->goals);
    put_referrals(&f);
    put_outcomes(&f);
    put_notes(&f);
    return (struct case_sheet){.lang = s->lang,
                               .title = text(s->lang, "record.sheet_title"),
                               .lines = f.lines,
                               .len = f.len};
}
