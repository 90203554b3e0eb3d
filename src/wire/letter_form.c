/* letter_form.c -- see letter.h: the paper form, in the order of the phone's screens, and
 * the help card.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/letter.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/card_word.h"
#include "domain/data.h"
#include "domain/letter.h"
#include "domain/library.h"
#include "domain/paper.h"
#include "domain/visit_codes.h"

#include <string.h>

#define FINDING_ROWS "6"

struct form {
    const struct letter *l;
    const char *lang;
    char number[SHEET_NUMBER_SHOWN]; /* of the sheet that is written */
    struct build b;
};

static struct err words(const struct form *f, const char *key, const char **out)
{
    const struct field list[] = {{"version", letter_version}, {"number", f->number}};

    return letter_fill(f->l->lang, key, &(struct fields){list, COUNT(list)}, f->l->arena,
                       out);
}

static struct err say(struct form *f, enum paper_mark mark, const char *key)
{
    const char *text;

    TRY(words(f, key, &text));
    paper_put(&f->b, mark, text);
    return ok();
}

/* "3:form.address" is a label three parts wide. */
static struct err labels(struct form *f, enum paper_mark mark, const char *first,
                         const char *const keys[])
{
    struct build b = {.arena = f->l->arena};

    build_text(&b, first);
    for (size_t i = 0; keys[i] != NULL; i++) {
        const char *colon = strchr(keys[i], ':'), *label;

        require(colon != NULL);
        TRY(words(f, colon + 1, &label));
        if (b.len > 0)
            build_char(&b, '\t');
        build_bytes(&b, keys[i], (size_t)(colon - keys[i]) + 1);
        build_text(&b, label);
    }
    paper_put(&f->b, mark, build_done(&b));
    return ok();
}

/* Every word of a list with a box before it, but for `without`. */
static void ticks(struct form *f, const char *label, const struct codes *list,
                  const char *without)
{
    struct build b = {.arena = f->l->arena};

    build_text(&b, label);
    for (size_t i = 0; i < list->len; i++)
        if (!str_same(list->list[i].word, without)) {
            build_char(&b, '\t');
            build_text(&b, text(f->lang, list->list[i].msgid));
        }
    paper_put(&f->b, PAPER_TICK, build_done(&b));
}

static void yes_no(struct form *f, const char *label)
{
    paper_cells(&f->b, PAPER_TICK, label, text(f->lang, "common.yes"),
                text(f->lang, "common.no"), NULL);
}

static struct err begin(struct form *f, const struct letter *l, struct day today)
{
    char day[DAY_TEXT];

    *f = (struct form){.l = l, .lang = lang_name(l->lang), .b = {.arena = l->arena}};
    day_format(today, day);
    paper_put(&f->b, PAPER_LANG, f->lang);
    paper_put(&f->b, PAPER_AUTHOR, l->city);
    paper_put(&f->b, PAPER_DAY, day);
    if (l->practice)
        TRY(say(f, PAPER_STAMP, "practice"));
    return ok();
}

static struct err arrival(struct form *f)
{
    static const char *const who[] = {"5:form.address", "2:form.unit",      "2:form.day",
                                      "2:form.time",    "3:form.inspector", NULL};

    return labels(f, PAPER_WRITE, "", who);
}

/* "Yes", or why not. */
static struct err inside(struct form *f)
{
    struct build b = {.arena = f->l->arena};
    const char *label;

    TRY(words(f, "form.inside", &label));
    build_text(&b, label);
    build_char(&b, '\t');
    build_text(&b, text(f->lang, "common.yes"));
    ticks(f, build_done(&b), &no_entry_codes, "");
    return ok();
}

static struct err inspection_part(struct form *f)
{
    static const char *const home[] = {"5:form.address",   "2:form.unit", "2:form.units",
                                       "2:form.rooms",     "2:form.day",  "2:form.time",
                                       "3:form.inspector", NULL};
    static const char *const finding[] = {
        "2:form.section",     "3:form.place", "8:form.note", "2:form.danger",
        "3:form.responsible", "2:form.by",    NULL};
    static const char *const sign[] = {"4:form.name", "4:form.signature", "2:form.day",
                                       "2:form.time", "3:form.next_day",  "2:form.time",
                                       NULL};
    const char *label;

    TRY(labels(f, PAPER_WRITE, "", home));
    TRY(words(f, "form.kind", &label));
    ticks(f, label, &inspection_kind_codes, "imported");
    TRY(inside(f));
    TRY(words(f, "form.occupancy", &label));
    ticks(f, label, &occupancy_codes, "unknown");
    TRY(words(f, "form.present", &label));
    ticks(f, label, &present_codes, "");
    TRY(labels(f, PAPER_GRID, FINDING_ROWS, finding));
    yes_no(f, text(f->lang, "field.card.question"));
    ticks(f, text(f->lang, "field.card.reason"), &card_reason_codes, "");
    paper_put(&f->b, PAPER_P, data_order_words.perjury);
    return labels(f, PAPER_WRITE, "", sign);
}

static struct err help_part(struct form *f, const char *case_manager)
{
    const char *label;

    TRY(say(f, PAPER_H3, "form.help"));
    TRY(say(f, PAPER_FINE, "form.owner_there"));
    TRY(arrival(f));
    ticks(f, text(f->lang, "field.ask.what"), &choice_codes, "");
    ticks(f, text(f->lang, "field.ask.heat"), &heat_payer_codes, "");
    ticks(f, text(f->lang, "field.ask.soon"), &urgency_codes, "");
    paper_cells(&f->b, PAPER_WRITE, text(f->lang, "field.ask.phone"),
                text(f->lang, "field.ask.knock"), text(f->lang, "field.ask.call_name"),
                NULL);
    yes_no(f, text(f->lang, "field.ask.message"));
    ticks(f, text(f->lang, "field.ask.known"), &known_by_codes, "inferred");
    paper_put(&f->b, PAPER_NOTE, permission_for(f->l->arena, f->l->lang, case_manager));
    TRY(words(f, "form.answer", &label));
    yes_no(f, label);
    TRY(words(f, "form.code", &label));
    paper_cells(&f->b, PAPER_WRITE, label, "", "", NULL);
    return ok();
}

static struct err sheet(struct form *f, const char *number, const char *case_manager)
{
    sheet_number_show(number, f->number);
    TRY(say(f, PAPER_H3, "form.numbered"));
    TRY(say(f, PAPER_FINE, "form.how"));
    TRY(inspection_part(f));
    TRY(say(f, PAPER_CUT, "form.cut"));
    return help_part(f, case_manager);
}

struct err letter_form(const struct letter *l, const struct paper_form *p,
                       struct bytes *out)
{
    struct form f;

    TRY(begin(&f, l, p->today));
    TRY(say(&f, PAPER_TITLE, "form.title"));
    paper_put(&f.b, PAPER_SMALL, "1");
    TRY(say(&f, PAPER_FOOT, "form.draft"));
    for (size_t i = 0; i < p->len; i++) {
        if (i > 0)
            paper_put(&f.b, PAPER_BREAK, "");
        TRY(sheet(&f, p->numbers[i], p->case_manager));
    }
    *out = (struct bytes){(const uint8_t *)build_done(&f.b), f.b.len};
    return ok();
}

/* ---- cards ---- */

/* Line n of the card's four, with its slots filled; {code} is left out. */
static const char *card_line(const struct letter *l, const struct card_batch *c, int n)
{
    struct build b = {.arena = l->arena};
    const char *at = card_texts[l->lang];

    for (; n > 0 && at != NULL; n--)
        at = strchr(at, '\n') + 1;
    while (at != NULL && *at != '\0' && *at != '\n') {
        if (str_starts(at, "{name}")) {
            build_text(&b, c->name);
            at += 6;
        } else if (str_starts(at, "{phone}")) {
            build_text(&b, c->phone);
            at += 7;
        } else if (str_starts(at, "{code}")) {
            at += 6;
        } else {
            build_char(&b, *at++);
        }
    }
    return build_done(&b);
}

/* "7K3M 9QXA": read out in two breaths. */
static const char *spaced(struct arena *a, const char code[9])
{
    struct build b = {.arena = a};

    build_bytes(&b, code, 4);
    build_char(&b, ' ');
    build_text(&b, code + 4);
    return build_done(&b);
}

static const char *address_of(struct arena *a, const char *url, const char *code)
{
    struct build b = {.arena = a};

    build_text(&b, url);
    build_char(&b, '#');
    build_text(&b, code);
    return build_done(&b);
}

/* How the holder knows that it is us who calls. */
static const char *word_line(const struct letter *l, const char *code)
{
    char word[CARD_WORD_TEXT];

    require(card_word(code, word));
    return text_fill(l->arena, lang_name(l->lang), "letter.card_word", "word", word,
                     NULL);
}

struct bytes letter_cards(const struct letter *l, const struct card_batch *c)
{
    struct build b = {.arena = l->arena};
    const char *line[4];
    char day[DAY_TEXT];

    day_format(c->today, day);
    for (int i = 0; i < 4; i++)
        line[i] = card_line(l, c, i);
    paper_put(&b, PAPER_LANG, lang_name(l->lang));
    paper_put(&b, PAPER_TITLE, line[0]);
    paper_put(&b, PAPER_AUTHOR, l->city);
    paper_put(&b, PAPER_DAY, day);
    for (size_t i = 0; i < c->len; i++)
        paper_cells(&b, PAPER_CARD, line[0], line[1], line[2],
                    spaced(l->arena, c->codes[i]), line[3],
                    address_of(l->arena, c->url, c->codes[i]), word_line(l, c->codes[i]),
                    NULL);
    return (struct bytes){(const uint8_t *)build_done(&b), b.len};
}
