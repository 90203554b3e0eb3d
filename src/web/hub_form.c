/* hub_form.c -- the forms of the Hub, read and filled in again.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/hub_parts.h"

#include "app/hub_lead.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"

static enum lang lang_of(const struct session *s)
{
    enum lang l = LANG_EN;

    (void)lang_parse(s->lang, &l);
    return l;
}

struct hub_risk_view *hub_risk_views(struct session *s, const struct hub_sheet *sheet,
                                     bool own, size_t *len)
{
    struct hub_risk_view *rows =
        arena_array(s->arena, struct hub_risk_view, hub_risks_len + 1);

    *len = 0;
    for (size_t i = 0; i < hub_risks_len; i++) {
        bool on = sheet != NULL && sheet->risk[i];

        if (on || !own)
            rows[(*len)++] =
                (struct hub_risk_view){.value = hub_risks[i].word,
                                       .label = hub_risks[i].label[lang_of(s)],
                                       .on = on,
                                       .sealed = hub_risks[i].of != HUB_OPEN};
    }
    return rows;
}

const struct fact_view *hub_facts(struct session *s, const struct hub_sheet *sheet,
                                  bool risks, size_t *len)
{
    struct fact_view *facts = arena_array(s->arena, struct fact_view, 3);
    const char *words[HUB_RISKS_MAX];
    size_t n = 0, on;

    facts[n++] = (struct fact_view){text(s->lang, "hub.age"),
                                    text(s->lang, hub_age_msgid(sheet->age))};
    if (sheet->sex != HUB_SEX_UNSAID)
        facts[n++] = (struct fact_view){text(s->lang, "hub.sex"),
                                        text(s->lang, hub_sex_msgid(sheet->sex))};
    if (risks) {
        const struct hub_risk_view *rows = hub_risk_views(s, sheet, true, &on);

        for (size_t i = 0; i < on; i++)
            words[i] = rows[i].label;
        facts[n++] =
            (struct fact_view){text(s->lang, "hub.risks"), word_join(s, words, on, ", ")};
    }
    *len = n;
    return facts;
}

void hub_form(struct req *rq, struct session *s, const struct hub_page *p,
              struct view_hub_show *v)
{
    const struct hub_sheet *sheet = v->may_change ? &p->m->sheet : NULL;
    struct options_view ages = options_of(
        s, &hub_age_codes, shown(rq, "age", sheet ? hub_age_name(sheet->age) : NULL));
    struct options_view sexes =
        options_of(s, &hub_sex_codes,
                   shown(rq, "sex", hub_sex_name(sheet ? sheet->sex : HUB_SEX_UNSAID)));
    struct hub_risk_view *risks = hub_risk_views(s, sheet, false, &v->risks_len);
    bool back = is_back(rq) && req_form(rq, "sex")[0] != '\0'; /* it was this form */

    for (size_t i = 0; back && i < v->risks_len; i++)
        risks[i].on = ticked(rq, "risk", risks[i].value);
    v->ages = ages.of;
    v->ages_len = ages.len;
    v->sexes = sexes.of;
    v->sexes_len = sexes.len;
    v->risks = risks;
    v->id = back ? req_form(rq, "id") : minted(s);
    v->has_sheet = v->may_change;
    v->age_fault = fault_text(rq, s, "age");
    v->risk_fault = fault_text(rq, s, "risk");
    v->sheet_open = back;
}

/* ---- what is read ---- */

static struct err read_ref(struct req *rq, bool matter, struct hub_ref *ref)
{
    struct id id;

    TRY(param_id(rq, 0, &id));
    ref->casefile = id_to(casefile, id);
    ref->rev = form_int(rq, "rev");
    return matter ? param_id(rq, 1, &ref->matter) : ok();
}

READ(hub_case_read)
{
    struct hub_ref *ref = arena_new(rq->arena, struct hub_ref);

    *in = ref;
    return read_ref(rq, false, ref);
}

READ(hub_matter_read)
{
    struct hub_ref *ref = arena_new(rq->arena, struct hub_ref);

    *in = ref;
    return read_ref(rq, true, ref);
}

static struct err read_sheet(struct req *rq, struct hub_sheet_in *f)
{
    const char *risks[HUB_RISKS_MAX];
    size_t len = req_form_all(rq, "risk", risks, HUB_RISKS_MAX);

    f->sheet.age = (enum hub_age)form_code(rq, "age", &hub_age_codes, "hub.age_missing");
    f->sheet.sex = (enum hub_sex)form_code(rq, "sex", &hub_sex_codes, "errors.form");
    for (size_t i = 0; i < len; i++) {
        int at = hub_risk_find(risks[i]);

        if (at >= 0)
            f->sheet.risk[at] = true;
        else
            req_fault(rq, "risk", "errors.form");
    }
    if (hub_risk_count(&f->sheet) == 0)
        req_fault(rq, "risk", "hub.risks_missing");
    return form_check(rq);
}

READ(hub_begin_read)
{
    struct hub_sheet_in *f = arena_new(rq->arena, struct hub_sheet_in);

    TRY(read_ref(rq, false, &f->of));
    f->of.matter = form_id(rq, "id");
    *in = f;
    return read_sheet(rq, f);
}

READ(hub_change_read)
{
    struct hub_sheet_in *f = arena_new(rq->arena, struct hub_sheet_in);

    TRY(read_ref(rq, true, &f->of));
    *in = f;
    return read_sheet(rq, f);
}

READ(hub_decide_read)
{
    struct hub_decide_in *d = arena_new(rq->arena, struct hub_decide_in);
    int64_t filter = form_int(rq, "filter");

    TRY(read_ref(rq, true, &d->of));
    if (filter < 1 || filter > 4)
        req_fault(rq, "", "errors.form");
    d->filter = (int)filter;
    d->accepted = str_same(req_form(rq, "accept"), "yes");
    d->lead = form_text(rq, "lead", LIMIT_NAME);
    if (!d->accepted)
        d->reason =
            hub_reason_codes
                .list[form_code(rq, "reason", &hub_reason_codes, "hub.reason_missing")]
                .word;
    *in = d;
    return form_check(rq);
}

READ(hub_lead_read)
{
    struct hub_lead_in *l = arena_new(rq->arena, struct hub_lead_in);

    TRY(read_ref(rq, true, &l->of));
    l->id = form_id(rq, "id");
    l->lead = form_text(rq, "new_lead", LIMIT_NAME);
    l->why = form_text(rq, "lead_why", LIMIT_REASON);
    if (l->lead == NULL)
        req_fault(rq, "new_lead", "hub.lead_missing");
    if (l->why == NULL)
        req_fault(rq, "lead_why", "hub.lead_why_missing");
    *in = l;
    return form_check(rq);
}

READ(hub_reveal_read)
{
    struct hub_reveal_in *r = arena_new(rq->arena, struct hub_reveal_in);

    TRY(read_ref(rq, true, &r->of));
    r->id = form_id(rq, "id");
    r->agency = form_text(rq, "agency", LIMIT_NAME);
    if (r->agency == NULL)
        req_fault(rq, "agency", "hub.reveal_missing");
    r->police = ticked(rq, "police", "yes");
    for (enum hub_told t = 0; t < HUB_TOLDS; t++)
        if (ticked(rq, "told", hub_told_name(t)))
            r->told |= 1u << t;
    if (r->told == 0)
        req_fault(rq, "told", "hub.reveal_what_missing");
    *in = r;
    return form_check(rq);
}

READ(hub_close_read)
{
    struct hub_close_in *c = arena_new(rq->arena, struct hub_close_in);

    TRY(read_ref(rq, true, &c->of));
    c->outcome =
        hub_outcome_codes
            .list[form_code(rq, "outcome", &hub_outcome_codes, "hub.outcome_missing")]
            .word;
    *in = c;
    return form_check(rq);
}
