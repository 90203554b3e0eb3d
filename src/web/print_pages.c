/* print_pages.c -- PDFs as answers, the page that asks how many cards, and the page that
 * a card leads to. SPDX-License-Identifier: Apache-2.0 */
#include "web/letter_pages.h"

#include "app/contact.h"
#include "app/letter_app.h"
#include "base/text.h"
#include "core/str.h"
#include "domain/library.h"
#include "web/layout.h"
#include "web/views_letter.h"

#include <stdio.h>
#include <string.h>

static READ(print_read)
{
    struct print_in *p = arena_new(rq->arena, struct print_in);

    TRY(letter_lang(rq, &p->lang));
    *in = p;
    return ok();
}

/* One, where nothing is said: the menu's. */
READ(forms_read)
{
    const char *said = req_query(rq, "count");
    int64_t count = 1;
    struct print_in *p;

    TRY(print_read(rq, in));
    p = *in;
    if (said[0] != '\0' && (!str_number(said, FORMS_MAX, &count) || count == 0))
        return failed(ERR_INVALID, "paper.bad_count");
    p->count = (int)count;
    return ok();
}

READ(cards_read)
{
    struct print_in *p;
    int64_t count;

    TRY(print_read(rq, in));
    p = *in;
    if (!str_number(req_query(rq, "count"), CARDS_MAX, &count) || count == 0)
        return failed(ERR_INVALID, "cards.bad_count");
    p->count = (int)count;
    return ok();
}

SHOW(document_show)
{
    const struct document *d = out;
    char value[160];

    (void)s, (void)in;
    snprintf(value, sizeof value, "inline; filename=\"%s\"", d->file_name);
    rq->content_type = "application/pdf";
    resp_header(rq, "Content-Disposition", arena_copy(rq->arena, value, strlen(value)));
    put_bytes(&rq->out, (const char *)d->pdf.p, d->pdf.len);
    return ok();
}

SHOW(cards_show)
{
    struct letter_option_view langs[LANGS];
    struct view_letter_cards v = {.langs = langs, .langs_len = LANGS, .count = "40"};

    (void)in, (void)out;
    for (int i = 0; i < LANGS; i++) {
        const char *lang = lang_name((enum lang)i);
        langs[i] = (struct letter_option_view){lang, text(lang, "lang.name"),
                                               str_same(lang, s->lang)};
    }
    page_begin(rq, s, text(s->lang, "cards.title"));
    view_letter_cards(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* The card's own words: its first line and its last. */
static const char *card_line(struct arena *a, const char *lang, bool first)
{
    enum lang l = LANG_EN;

    (void)lang_parse(lang, &l);
    const char *card = card_texts[l], *last = strrchr(card, '\n');
    return first || last == NULL ? arena_copy(a, card, strcspn(card, "\n")) : last + 1;
}

/* "tel:" and what of a number can be dialled. */
struct url tel_of(struct arena *a, const char *phone)
{
    char number[64];
    size_t n = 0;

    for (; *phone != '\0' && n < sizeof number - 1; phone++)
        if (str_is_digit(*phone) || (*phone == '+' && n == 0))
            number[n++] = *phone;
    number[n] = '\0';
    return url_of(a, "tel:%s", number);
}

SHOW(help_show)
{
    const struct contact *c = out;
    struct view_letter_help v = {
        .title = card_line(s->arena, s->lang, true),
        .last = card_line(s->arena, s->lang, false),
        .other = tel_of(s->arena, "211"),
        .script = asset_url(rq->arena, "js/desk/help_ask.js"),
    };

    (void)in;
    if (c->name != NULL && c->phone != NULL) {
        v.name = c->name;
        v.phone = c->phone;
        v.tel = tel_of(s->arena, c->phone);
    }
    page_begin(rq, s, v.title);
    view_letter_help(&rq->out, &v);
    page_end(rq, s);
    return ok();
}
