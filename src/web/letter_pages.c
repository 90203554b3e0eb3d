/* letter_pages.c -- an inspection at the desk, and the PDFs made from it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/letter_pages.h"

#include "app/calendar.h"
#include "app/contact.h"
#include "app/letter_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/delivery.h"
#include "domain/library.h"
#include "domain/visit_codes.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/views_letter.h"

#include <stdio.h>
#include <string.h>

struct err letter_lang(struct req *rq, enum lang *out)
{
    const char *asked = req_query(rq, "lang");

    *out = LANGS;
    return *asked == '\0' || lang_parse(asked, out)
               ? ok()
               : failed(ERR_INVALID, "errors.bad_lang");
}

READ(inspection_read)
{
    struct inspection_in *i = arena_new(rq->arena, struct inspection_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    i->id = id_to(inspection, id);
    TRY(letter_lang(rq, &i->lang));
    *in = i;
    return ok();
}

READ(delivery_read)
{
    struct delivery_in *d = arena_new(rq->arena, struct delivery_in);
    const char *corrects = req_form(rq, "corrects");
    struct id id;

    TRY(param_id(rq, 0, &id));
    d->inspection = id_to(inspection, id);
    d->id = id_to(delivery, form_id(rq, "id"));
    d->day = form_day(rq, "day");
    d->recipient = req_form(rq, "recipient");
    d->how = req_form(rq, "how");
    if (*corrects != '\0')
        d->corrects = id_to(delivery, form_id(rq, "corrects"));
    *in = d;
    return ok();
}

SHOW(to_inspection)
{
    const struct delivery_in *d = in;

    (void)out;
    resp_see_other(rq, "/inspections/%s#deliveries", page_id(s, id_of(d->inspection)));
    return ok();
}

/* ---- the page ---- */

static const char *state_shape(const char *state)
{
    return str_same(state, "planned")   ? "draft"
           : str_same(state, "started") ? "sending"
           : str_same(state, "signed")  ? "done"
                                        : "closed";
}

static const char *instant_words(struct session *s, int64_t ms)
{
    return when_instant(s->arena, s->lang, s->zone, ms, WHEN_LONG);
}

static const char *title_of(struct session *s, const struct file_finding *f)
{
    const struct edition *e = edition_named(f->library);
    const struct section *sec = e != NULL ? section_find(e, f->code) : NULL;
    const char *words[] = {f->code, sec != NULL ? title_in(sec->titles, s->lang) : ""};

    return word_join(s, words, sec != NULL ? 2 : 1, " ");
}

/* What a violation has besides: which room, its NSPIRE item, a variance. */
static const char *more_of(struct session *s, const struct file_finding *f)
{
    const char *words[3];
    size_t n = 0;

    if (f->room != NULL)
        words[n++] = text_fill(s->arena, s->lang, "letter.room", "room", f->room, NULL);
    if (f->nspire != NULL)
        words[n++] = text_fill(s->arena, s->lang, "letter.nspire", "item",
                               nspire_in(f->nspire, s->lang), "severity",
                               word_code(s, &severity_codes, f->severity), NULL);
    if (f->variance != NULL)
        words[n++] =
            text_fill(s->arena, s->lang, "letter.variance", "number", f->variance, NULL);
    return n > 0 ? word_join(s, words, n, " · ") : NULL;
}

static void put_findings(struct session *s, const struct inspection_file *f,
                         struct view_letter_inspection *v)
{
    struct letter_finding_view *to =
        arena_array(s->arena, struct letter_finding_view, f->findings_len + 1);

    for (size_t i = 0; i < f->findings_len; i++) {
        const struct file_finding *from = &f->findings[i];
        const char *line[] = {word_code(s, &place_codes, from->place),
                              word_code(s, &responsible_codes, from->responsible)};

        to[i] = (struct letter_finding_view){
            .title = title_of(s, from),
            .line = word_join(s, line, 2, " · "),
            .note = from->note,
            .more = more_of(s, from),
            .by = day_is_set(from->correct_by)
                      ? text_fill(s->arena, s->lang, "letter.by", "day",
                                  session_long_day(s, from->correct_by), NULL)
                      : "",
            .state = word_code(s, &finding_state_codes, from->state),
            .shape = str_same(from->state, "open") ? "attention" : "done",
            .danger = from->endangering,
        };
    }
    v->findings = to;
    v->findings_len = f->findings_len;
    v->findings_count = (int64_t)f->findings_len;
}

const char *letter_present(struct session *s, const char *present)
{
    const char *words[PRESENTS];
    size_t n = 0;

    while (present != NULL && *present != '\0' && n < PRESENTS) {
        size_t len = strcspn(present, ";");
        words[n++] = word_code(s, &present_codes, arena_copy(s->arena, present, len));
        present += len + (present[len] == ';');
    }
    return word_join(s, words, n, ", ");
}

static void put_fact(struct session *s, struct view_letter_inspection *v, const char *msg,
                     const char *value)
{
    struct letter_fact_view *facts = (struct letter_fact_view *)(uintptr_t)v->facts;

    if (value != NULL && *value != '\0')
        facts[v->facts_len++] = (struct letter_fact_view){text(s->lang, msg), value};
}

static const char *typed_words(struct session *s, const struct inspection_file *f)
{
    return text_fill(s->arena, s->lang, "paper.typed_by", "who",
                     f->typed_name != NULL ? f->typed_name : "", "when",
                     instant_words(s, f->typed_at), NULL);
}

/* NULL of what nobody counted. */
static const char *count_words(struct session *s, int64_t n)
{
    char words[24];

    if (n == INT64_MIN)
        return NULL;
    snprintf(words, sizeof words, "%lld", (long long)n);
    return arena_copy(s->arena, words, strlen(words));
}

static const char *minutes_words(struct session *s, int64_t minutes)
{
    char n[24];

    snprintf(n, sizeof n, "%lld", (long long)minutes);
    return text_fill(s->arena, s->lang, "letter.minutes", "n", n, NULL);
}

static void put_facts(struct session *s, const struct inspection_desk *d,
                      struct view_letter_inspection *v)
{
    const struct inspection_file *f = &d->file;
    const char *where[] = {f->postcode, f->place};
    const char *plan[] = {session_long_day(s, f->planned_day),
                          f->planned_time != NULL ? f->planned_time : ""};

    v->facts = arena_array(s->arena, struct letter_fact_view, 14);
    put_fact(s, v, "letter.fact_where", word_join(s, where, 2, " "));
    put_fact(s, v, "letter.fact_inspector", f->inspector_name);
    if (f->started_at != 0)
        put_fact(s, v, "letter.fact_started", instant_words(s, f->started_at));
    else
        put_fact(s, v, "letter.fact_planned", word_join(s, plan, 2, " "));
    put_fact(s, v, "letter.fact_occupancy", word_code(s, &occupancy_codes, f->occupancy));
    put_fact(s, v, "letter.fact_present", letter_present(s, f->present));
    put_fact(s, v, "field.facts.units", count_words(s, f->units));
    put_fact(s, v, "field.facts.habitable", count_words(s, f->habitable));
    if (f->signed_at != 0)
        put_fact(s, v, "letter.fact_signed", instant_words(s, f->signed_at));
    if (d->minutes >= 0)
        put_fact(s, v, "letter.fact_on_site", minutes_words(s, d->minutes));
    if (f->typed_at != 0)
        put_fact(s, v, "letter.fact_typed", typed_words(s, f));
    put_fact(s, v, "letter.fact_proof", f->order_sha);
}

static const char *delivery_words(struct session *s, const struct file_delivery *d)
{
    const char *words[] = {session_long_day(s, d->day),
                           word_code(s, &recipient_codes, d->recipient),
                           word_code(s, &delivery_codes, d->how)};

    return word_join(s, words, 3, " · ");
}

static const struct file_delivery *delivery_named(const struct inspection_file *f,
                                                  struct delivery_id id)
{
    for (size_t i = 0; i < f->deliveries_len; i++)
        if (id_same(id_of(f->deliveries[i].id), id_of(id)))
            return &f->deliveries[i];
    return NULL;
}

static void put_log(struct session *s, const struct inspection_file *f,
                    struct view_letter_inspection *v)
{
    struct letter_log_view *to =
        arena_array(s->arena, struct letter_log_view, f->deliveries_len + 1);

    for (size_t i = 0; i < f->deliveries_len; i++) {
        const struct file_delivery *d = &f->deliveries[i];
        const struct file_delivery *was =
            id_is_set(id_of(d->corrects)) ? delivery_named(f, d->corrects) : NULL;

        to[i] = (struct letter_log_view){
            .what = delivery_words(s, d),
            .who = text_fill(s->arena, s->lang, "delivery.recorded", "name",
                             d->recorded_name != NULL ? d->recorded_name : "", "when",
                             instant_words(s, d->recorded_at), NULL),
            .corrected = d->corrected,
        };
        if (was != NULL)
            to[i].corrects = text_fill(s->arena, s->lang, "delivery.in_place", "entry",
                                       delivery_words(s, was), NULL);
    }
    v->log = to;
    v->log_len = f->deliveries_len;
}

static const struct letter_option_view *options(struct req *rq, struct session *s,
                                                const struct codes *list,
                                                const char *name)
{
    struct letter_option_view *to =
        arena_array(s->arena, struct letter_option_view, list->len);

    for (size_t i = 0; i < list->len; i++)
        to[i] = (struct letter_option_view){
            .value = list->list[i].word,
            .label = text(s->lang, list->list[i].msgid),
            .on = str_same(shown(rq, name, ""), list->list[i].word)};
    return to;
}

static void put_earlier(struct req *rq, struct session *s,
                        const struct inspection_file *f, struct view_letter_inspection *v)
{
    struct letter_option_view *to =
        arena_array(s->arena, struct letter_option_view, f->deliveries_len + 1);

    for (size_t i = 0; i < f->deliveries_len; i++) {
        const char *id = page_id(s, id_of(f->deliveries[i].id));

        if (!f->deliveries[i].corrected)
            to[v->earlier_len++] =
                (struct letter_option_view){id, delivery_words(s, &f->deliveries[i]),
                                            str_same(shown(rq, "corrects", ""), id)};
    }
    v->earlier = to;
}

static void put_form(struct req *rq, struct session *s, const struct inspection_file *f,
                     struct view_letter_inspection *v)
{
    char *today = arena_alloc(s->arena, DAY_TEXT);

    day_format(zone_day(s->zone, s->now), today);
    v->csrf = csrf_input(s);
    v->back = is_back(rq);
    v->delivery = shown(rq, "id", minted(s));
    v->day_typed = shown(rq, "day", today);
    v->recipients = options(rq, s, &recipient_codes, "recipient");
    v->recipients_len = recipient_codes.len;
    v->hows = options(rq, s, &delivery_codes, "how");
    v->hows_len = delivery_codes.len;
    v->day_fault = fault_text(rq, s, "day");
    v->recipient_fault = fault_text(rq, s, "recipient");
    v->how_fault = fault_text(rq, s, "how");
    v->corrects_fault = fault_text(rq, s, "corrects");
    put_earlier(rq, s, f, v);
}

static void put_letters(struct session *s, const struct inspection_file *f,
                        struct view_letter_inspection *v)
{
    const char *id = page_id(s, id_of(f->id));
    struct letter_copy_view *copies =
        arena_array(s->arena, struct letter_copy_view, LANGS);
    struct letter_addendum_view *addenda =
        arena_array(s->arena, struct letter_addendum_view, f->addenda_len + 1);

    for (int i = 0; i < LANGS; i++) {
        const char *lang = lang_name((enum lang)i);
        copies[i] = (struct letter_copy_view){
            url_of(s->arena, "/inspections/%s/occupant.pdf?lang=%s", id, lang), lang,
            text(lang, "lang.name")};
    }
    for (size_t i = 0; i < f->addenda_len; i++) {
        const char *by[] = {instant_words(s, f->addenda[i].at),
                            f->addenda[i].author_name ? f->addenda[i].author_name : ""};
        addenda[i] =
            (struct letter_addendum_view){word_join(s, by, 2, ", "), f->addenda[i].text};
    }
    v->copies = copies;
    v->copies_len = LANGS;
    v->addenda = addenda;
    v->addenda_len = f->addenda_len;
    v->order_url = url_of(s->arena, "/inspections/%s/order.pdf", id);
    v->delivery_url = url_of(s->arena, "/inspections/%s/deliveries", id);
}

/* The week that the visit stands in. */
static struct url calendar_of(struct session *s, const struct inspection_file *f)
{
    char day[DAY_TEXT];

    day_format(f->planned_day, day);
    return url_of(s->arena, "/inspections?week=%s", day);
}

SHOW(inspection_show)
{
    const struct inspection_desk *d = out;
    const struct inspection_file *f = &d->file;
    const char *where[] = {f->address, f->unit};
    struct view_letter_inspection v = {
        .address = word_join(s, where, f->unit[0] != '\0' ? 2 : 1, ", "),
        .kind = word_code(s, &inspection_kind_codes, f->kind),
        .day = session_long_day(s, f->started_at != 0 ? zone_day(s->zone, f->started_at)
                                                      : f->planned_day),
        .state = word_code(s, &inspection_state_codes, f->state),
        .shape = state_shape(f->state),
        .is_signed = f->order_text != NULL,
        .order_text = f->order_text,
        .may_record = d->may_record,
    };

    (void)in;
    put_facts(s, d, &v);
    letter_answers(s, d, &v);
    if (d->may_plan)
        v.calendar_url = calendar_of(s, f);
    put_findings(s, f, &v);
    put_letters(s, f, &v);
    put_log(s, f, &v);
    put_form(rq, s, f, &v);
    page_begin_wide(rq, s, v.address);
    view_letter_inspection(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
