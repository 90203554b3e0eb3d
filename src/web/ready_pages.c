/* ready_pages.c -- the Ready page: what is in place, and the legal texts by language.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/ready_pages.h"

#include "app/ready_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "web/case_form.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/status_words.h"
#include "web/views_ready.h"

#include <string.h>

/* clang-format off */
static const struct {
    const char *title, *lede;
} texts[LEGAL_TEXTS] = {
    [LEGAL_AGREEMENT]  = {"ready.agreement",  "ready.agreement_lede"},
    [LEGAL_PERMISSION] = {"ready.permission", "ready.permission_lede"},
    [LEGAL_CONSENT]    = {"ready.consent",    "ready.consent_lede"},
    [LEGAL_CARD]       = {"ready.card",       "ready.card_lede"},
};
static const struct {
    const char *state, *shape;
} states[LEGAL_STATES] = {
    [LEGAL_MISSING] = {"ready.state_missing", "attention"},
    [LEGAL_CHANGED] = {"ready.state_changed", "here"},
    [LEGAL_NAMED]   = {"ready.state_named",   "done"},
};
/* clang-format on */

/* The languages of a text that are in a state, "English, Español". */
static const char *langs_in(struct session *s, const struct ready_page *p,
                            enum legal_text t, enum legal_state state)
{
    struct build b = {.arena = s->arena};

    for (size_t i = 0; i < p->legal_len; i++)
        if (p->legal[i].text == t && p->legal[i].state == state) {
            build_text(&b, b.len > 0 ? ", " : "");
            build_text(&b, text(p->legal[i].lang, "lang.name"));
        }
    return build_done(&b);
}

static bool same_approval(const struct legal_line *a, const struct legal_line *b)
{
    return str_same(a->name, b->name) && a->day.n == b->day.n;
}

/* "R. Vance, November 24, 2026", or that there is no name. */
static void put_approval(struct session *s, struct build *b, const struct legal_line *l)
{
    build_text(b, ": ");
    build_text(b, l->name[0] != '\0' ? l->name : text(s->lang, "ready.state_missing"));
    if (l->name[0] == '\0')
        return;
    build_text(b, ", ");
    build_text(b, when_day(s->arena, s->lang, l->day, WHEN_LONG));
}

/* "English, Español: R. Vance, November 24, 2026 · Português: No name yet". */
static const char *names_of(struct session *s, const struct ready_page *p,
                            enum legal_text t)
{
    struct build b = {.arena = s->arena};
    const struct legal_line *last = NULL;

    for (size_t i = 0; i < p->legal_len; i++) {
        const struct legal_line *l = &p->legal[i];

        if (l->text != t)
            continue;
        if (last != NULL && !same_approval(last, l)) {
            put_approval(s, &b, last);
            build_text(&b, " · ");
        } else if (last != NULL)
            build_text(&b, ", ");
        build_text(&b, text(l->lang, "lang.name"));
        last = l;
    }
    if (last != NULL)
        put_approval(s, &b, last);
    return build_done(&b);
}

/* Of its languages the one that is furthest from approved says how a text stands. */
static struct legal_row_view row_of(struct session *s, const struct ready_page *p,
                                    enum legal_text t)
{
    enum legal_state state = LEGAL_MISSING;

    while (state < LEGAL_NAMED && *langs_in(s, p, t, state) == '\0')
        state++;
    return (struct legal_row_view){
        .url = url_of(s->arena, "/ready/%s", legal_text_name(t)),
        .title = text(s->lang, texts[t].title),
        .state = text(s->lang, states[state].state),
        .shape = states[state].shape,
        .detail = names_of(s, p, t),
    };
}

static const char *lede(struct session *s, const struct ready_page *p)
{
    if (!s->practice)
        return text(s->lang, "ready.lede_real");
    if (p->missing == 0)
        return text(s->lang, "ready.lede_open");
    return text_fill(s->arena, s->lang, "ready.lede_missing", "n",
                     build_number(s->arena, (int64_t)p->missing), "of",
                     build_number(s->arena, LEGAL_LINES), NULL);
}

SHOW(ready_show)
{
    const struct ready_page *p = out;
    struct status_line_view lines[STATUS_LINES];
    struct legal_row_view legal[LEGAL_TEXTS];
    struct view_ready_show v = {
        .lede = lede(s, p),
        .begun = !s->practice,
        .open = p->missing == 0,
        .begin = text(s->lang, "ready.begin"),
        .lines = lines,
        .lines_len = p->len,
        .legal = legal,
        .legal_len = LEGAL_TEXTS,
    };

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        lines[i] = status_line_view(s, &p->of[i]);
    for (enum legal_text t = 0; t < LEGAL_TEXTS; t++)
        legal[t] = row_of(s, p, t);
    page_begin_wide(rq, s, text(s->lang, "ready.title"));
    view_ready_show(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- one text ---- */

static const char *of_lang(struct arena *a, const char *name, const char *lang)
{
    struct build b = {.arena = a};

    build_text(&b, name);
    build_char(&b, '.');
    build_text(&b, lang);
    return build_done(&b);
}

READ(legal_read)
{
    struct legal_form *f = arena_new(rq->arena, struct legal_form);

    f->word = rq->param[0];
    *in = f;
    return ok();
}

READ(legal_form_read)
{
    struct legal_form *f = arena_new(rq->arena, struct legal_form);
    const char *lang = text_lang(req_form(rq, "lang"));

    f->word = rq->param[0];
    f->lang = lang != NULL ? lang : "en";
    f->name = req_form(rq, of_lang(rq->arena, "name", f->lang));
    f->day = form_day(rq, of_lang(rq->arena, "day", f->lang));
    *in = f;
    return form_check(rq);
}

static const struct legal_paragraph_view *paragraphs(struct arena *a, const char *words,
                                                     size_t *len)
{
    struct legal_paragraph_view *to =
        arena_array(a, struct legal_paragraph_view, strlen(words) / 2 + 1);

    *len = 0;
    while (*words != '\0') {
        const char *end = strstr(words, "\n\n");
        size_t n = end != NULL ? (size_t)(end - words) : strlen(words);

        to[(*len)++].text = arena_copy(a, words, n);
        words += n;
        words += strspn(words, "\n");
    }
    return to;
}

static struct legal_lang_view lang_view(struct req *rq, struct session *s,
                                        const struct legal_line *l)
{
    const char *name = of_lang(s->arena, "name", l->lang);
    const char *day = of_lang(s->arena, "day", l->lang);
    struct legal_lang_view v = {
        .lang = l->lang,
        .label = text(l->lang, "lang.name"),
        .state = text(s->lang, states[l->state].state),
        .shape = states[l->state].shape,
        .name_field = name,
        .day_field = day,
        .name = shown(rq, name, l->name),
        .day = shown(rq, day, desk_day_value(s, l->day)),
        .name_fault = fault_text(rq, s, name),
        .day_fault = fault_text(rq, s, day),
    };

    v.paragraphs =
        paragraphs(s->arena, legal_words(s->arena, l->text, l->lang), &v.paragraphs_len);
    return v;
}

SHOW(legal_show)
{
    const struct legal_page *p = out;
    struct legal_lang_view langs[TEXT_LANGS];
    struct view_ready_text v = {
        .csrf = csrf_input(s),
        .title = text(s->lang, texts[p->text].title),
        .lede = text(s->lang, texts[p->text].lede),
        .today = desk_day_value(s, p->today),
        .action = url_of(s->arena, "/ready/%s", legal_text_name(p->text)),
        .langs = langs,
        .langs_len = p->len,
    };

    (void)in;
    for (size_t i = 0; i < p->len; i++)
        langs[i] = lang_view(rq, s, &p->lines[i]);
    page_begin(rq, s, v.title);
    view_ready_text(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

SHOW(to_ready)
{
    const struct legal_form *f = in;

    (void)s, (void)out;
    resp_see_other(rq, "/ready/%s", f->word);
    return ok();
}
