/* differ_pages.c -- what phones said differently of a visit, on its desk page.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/letter_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/visit_codes.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/letter_pages.h"
#include "web/views_letter.h"

#include <stdio.h>
#include <string.h>

READ(said_read)
{
    struct said_choice *c = arena_new(rq->arena, struct said_choice);
    struct id id;

    TRY(param_id(rq, 0, &id));
    c->inspection = id_to(inspection, id);
    c->choice = form_id(rq, "id");
    c->chosen = form_id(rq, "op");
    c->field = req_form(rq, "field");
    *in = c;
    return ok();
}

SHOW(to_said)
{
    const struct said_choice *c = in;

    (void)out;
    resp_see_other(rq, "/inspections/%s#visit", page_id(s, id_of(c->inspection)));
    return ok();
}

static const char *value_words(struct session *s, const struct phone_said *a)
{
    char left[8] = "";

    if (str_same(a->field, "occupancy"))
        return word_code(s, &occupancy_codes, a->value);
    if (str_same(a->field, "present"))
        return letter_present(s, a->value);
    if (str_same(a->field, "unit"))
        return *a->value != '\0' ? a->value : text(s->lang, "letter.differ.no_unit");
    snprintf(left, sizeof left, "%.*s", (int)strcspn(a->value, " "), a->value);
    return text(s->lang, str_same(left, "yes") ? "letter.differ.card_left"
                                               : "letter.differ.card_not");
}

static const char *who_words(struct session *s, const struct inspection_desk *d,
                             const struct phone_said *a)
{
    const char *name = d->file.inspector_name;
    char no[12];

    snprintf(no, sizeof no, "%d", a->phone);
    return text_fill(s->arena, s->lang, "letter.differ.who", "name",
                     name != NULL ? name : "", "no", no, "when",
                     when_instant(s->arena, s->lang, s->zone, a->at, WHEN_LONG), NULL);
}

static const char *question(struct session *s, const char *field)
{
    return word_code(s, &said_field_codes, field);
}

void letter_answers(struct session *s, const struct inspection_desk *d,
                    struct view_letter_inspection *v)
{
    const char *id = page_id(s, id_of(d->file.id));
    struct letter_answer_view *to =
        arena_array(s->arena, struct letter_answer_view, d->answers.len + 1);

    for (size_t i = 0; i < d->answers.len; i++) {
        const struct phone_said *a = &d->answers.list[i];

        to[i] = (struct letter_answer_view){
            .csrf = csrf_input(s),
            .url = url_of(s->arena, "/inspections/%s/choose", id),
            .question = question(s, a->field),
            .value = value_words(s, a),
            .who = who_words(s, d, a),
            .field = a->field,
            .op = page_id(s, a->op),
            .choice = minted(s),
            .first = a->first,
            .may_choose = d->may_choose,
        };
    }
    v->answers = to;
    v->answers_len = d->answers.len;
    v->may_choose = d->may_choose;
}
