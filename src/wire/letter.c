/* letter.c -- see letter.h: the order to correct and the occupant's copy of it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/letter.h"

#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/letter.h"
#include "domain/library.h"
#include "domain/order_read.h"
#include "domain/paper.h"

#include <stdio.h>
#include <string.h>

enum { VALUES = 12 };

/* What fills the slots, and the paper so far. */
struct draft {
    const struct letter *l;
    struct build b;
    struct field list[VALUES];
    struct fields values;
};

static const char *lang_of(const struct letter *l)
{
    return lang_name(l->lang);
}

static const char *day_of(const struct letter *l, int64_t ms)
{
    return ms == 0 ? ""
                   : when_day(l->arena, lang_of(l), zone_day(l->zone, ms), WHEN_LONG);
}

/* "12 Main St, 3B" */
static const char *address_of(const struct letter *l)
{
    struct build b = {.arena = l->arena};

    build_text(&b, l->file->address);
    if (l->file->unit[0] != '\0') {
        build_text(&b, ", ");
        build_text(&b, l->file->unit);
    }
    return build_done(&b);
}

static void value(struct draft *d, const char *name, const char *text)
{
    require(d->values.len < VALUES);
    d->list[d->values.len++] = (struct field){name, text != NULL ? text : ""};
}

static const char *int_text(struct arena *a, int n)
{
    struct build b = {.arena = a};

    build_int(&b, n);
    return build_done(&b);
}

static void begin(struct draft *d, const struct letter *l)
{
    *d = (struct draft){.l = l, .b = {.arena = l->arena}, .values = {d->list, 0}};
    value(d, "address", address_of(l));
    value(d, "department", l->department);
    value(d, "office_phone", l->office_phone);
    value(d, "day",
          day_of(l, l->file->started_at != 0 ? l->file->started_at : l->file->signed_at));
    value(d, "signed_day", day_of(l, l->file->signed_at));
    value(d, "appeal_days", int_text(l->arena, l->appeal_days));
    value(d, "version", letter_version);
    value(d, "page", "{page}");
    value(d, "pages", "{pages}");
}

static struct err say(struct draft *d, enum paper_mark mark, const char *key)
{
    const char *text;

    TRY(letter_fill(d->l->lang, key, &d->values, d->l->arena, &text));
    paper_put(&d->b, mark, text);
    return ok();
}

static struct err head(struct draft *d, const char *title, const char *foot)
{
    char day[DAY_TEXT];

    day_format(zone_day(d->l->zone, d->l->file->signed_at), day);
    paper_put(&d->b, PAPER_LANG, lang_of(d->l));
    TRY(say(d, PAPER_TITLE, title));
    paper_put(&d->b, PAPER_AUTHOR, d->l->city);
    paper_put(&d->b, PAPER_DAY, day);
    if (d->l->practice)
        TRY(say(d, PAPER_STAMP, "practice"));
    TRY(say(d, PAPER_FOOT, foot));
    return say(d, PAPER_PAGES, "page");
}

/* ---- the signed text ---- */

/* Lines that belong together are one text. */
struct gather {
    enum order_part part;
    struct build b;
};

static const enum paper_mark marks[] = {
    [ORDER_HEAD] = PAPER_HEAD,      [ORDER_TITLE] = PAPER_H1,
    [ORDER_TRANSLATE] = PAPER_NOTE, [ORDER_SECTION] = PAPER_H2,
    [ORDER_FINDING] = PAPER_H3,     [ORDER_PAIR] = PAPER_PAIR,
    [ORDER_UNDER] = PAPER_IN,       [ORDER_UNDER_PAIR] = PAPER_PAIR_IN,
    [ORDER_TEXT] = PAPER_P,
};

static void put_translate(struct draft *d, struct gather *g)
{
    if (g->b.len > 0)
        paper_put(&d->b, PAPER_NOTE, build_done(&g->b));
    g->b = (struct build){.arena = d->l->arena};
}

static void put_line(struct draft *d, struct gather *g, const struct order_line *line)
{
    if (line->part == ORDER_TRANSLATE) {
        if (g->b.len > 0)
            build_char(&g->b, '\n');
        build_text(&g->b, line->text);
        return;
    }
    put_translate(d, g);
    if (line->part == ORDER_BLANK)
        paper_put(&d->b, PAPER_GAP, "");
    else if (line->label[0] != '\0')
        paper_cells(&d->b, marks[line->part], line->label, line->text, NULL);
    else
        paper_put(&d->b, marks[line->part], line->text);
}

static void put_order(struct draft *d)
{
    struct order_reader r = {.at = d->l->file->order_text};
    struct gather g = {.b = {.arena = d->l->arena}};
    struct order_line line;

    paper_put(&d->b, PAPER_LANG, "en");
    while (order_next(&r, d->l->arena, &line))
        put_line(d, &g, &line);
    put_translate(d, &g);
    paper_put(&d->b, PAPER_LANG, lang_of(d->l));
}

static struct err put_addenda(struct draft *d)
{
    const struct inspection_file *f = d->l->file;

    for (size_t i = 0; i < f->addenda_len; i++) {
        const struct file_addendum *add = &f->addenda[i];
        struct field list[] = {
            {"signed_day",
             when_instant(d->l->arena, lang_of(d->l), d->l->zone, add->at, WHEN_LONG)},
            {"inspector", add->author_name != NULL ? add->author_name : ""}};
        const char *by;

        TRY(letter_fill(d->l->lang, "order.addendum_by",
                        &(struct fields){list, COUNT(list)}, d->l->arena, &by));
        TRY(say(d, PAPER_H2, "order.addendum"));
        paper_put(&d->b, PAPER_FINE, by);
        paper_put(&d->b, PAPER_P, add->text);
    }
    return ok();
}

static struct err put_proof(struct draft *d)
{
    const char *label;

    TRY(letter_fill(d->l->lang, "order.proof", &d->values, d->l->arena, &label));
    paper_put(&d->b, PAPER_GAP, "");
    TRY(say(d, PAPER_FINE, "order.exact"));
    paper_put(&d->b, PAPER_FINE, label);
    paper_put(&d->b, PAPER_FINE, d->l->file->order_sha);
    return ok();
}

static struct bytes done(const struct draft *d)
{
    return (struct bytes){(const uint8_t *)build_done(&d->b), d->b.len};
}

struct err letter_order(const struct letter *l, struct bytes *out)
{
    struct draft d;

    require(l->file->order_text != NULL && l->file->order_sha != NULL);
    begin(&d, l);
    TRY(head(&d, "order.title", "order.foot"));
    put_order(&d);
    TRY(put_proof(&d));
    TRY(put_addenda(&d));
    *out = done(&d);
    return ok();
}

/* ---- the occupant's page ---- */

static struct err pair(struct draft *d, const char *key, const char *text)
{
    const char *label;

    TRY(letter_fill(d->l->lang, key, &d->values, d->l->arena, &label));
    paper_cells(&d->b, PAPER_PAIR_IN, label, text, NULL);
    return ok();
}

static struct err words(struct draft *d, const char *key, const char **out)
{
    return letter_fill(d->l->lang, key, &d->values, d->l->arena, out);
}

static const char *place_of(const struct letter *l, const struct order_item *item)
{
    int at = item->place_known ? codes_find(&place_codes, item->place) : -1;

    struct build b = {.arena = l->arena};

    if (at < 0)
        return item->place;
    build_text(&b, text(lang_of(l), place_codes.list[at].msgid));
    build_text(&b, item->room[0] != '\0' ? " " : "");
    build_text(&b, item->room);
    return build_done(&b);
}

/* "December 24, 2026. The owner must correct it." */
static const char *by_whom(const struct letter *l, struct day by, const char *who)
{
    struct build b = {.arena = l->arena};

    build_text(&b, when_day(l->arena, lang_of(l), by, WHEN_LONG));
    build_text(&b, ". ");
    build_text(&b, who);
    return build_done(&b);
}

static struct err put_item(struct draft *d, const struct order_item *item)
{
    const struct letter *l = d->l;
    const char *who;

    paper_put(&d->b, PAPER_H3, section_line_in(l->arena, item->section, lang_of(l)));
    if (item->place[0] != '\0')
        TRY(pair(d, "occupant.where", place_of(l, item)));
    if (day_is_set(item->first_seen))
        TRY(pair(d, "occupant.first_seen",
                 when_day(l->arena, lang_of(l), item->first_seen, WHEN_LONG)));
    TRY(words(d, item->occupant ? "occupant.occupant" : "occupant.owner", &who));
    if (day_is_set(item->correct_by))
        TRY(pair(d, "occupant.by", by_whom(l, item->correct_by, who)));
    if (item->endangering)
        TRY(say(d, PAPER_IN, "occupant.soon"));
    return ok();
}

/* The days on which we look again, each once, in the order of the calendar; what was due
 * before this visit was looked at in it. */
static const char *days_of(const struct letter *l, const struct order_item *items,
                           size_t len)
{
    struct build b = {.arena = l->arena};

    for (struct day last = zone_day(l->zone, l->file->signed_at);;) {
        struct day next = DAY_NONE;

        for (size_t i = 0; i < len; i++)
            if (items[i].correct_by.n > last.n &&
                (!day_is_set(next) || items[i].correct_by.n < next.n))
                next = items[i].correct_by;
        if (!day_is_set(next))
            return build_done(&b);
        build_text(&b, b.len > 0 ? "; " : "");
        build_text(&b, when_day(l->arena, lang_of(l), next, WHEN_LONG));
        last = next;
    }
}

static struct err put_next(struct draft *d, const struct order_item *items, size_t len)
{
    const char *days = days_of(d->l, items, len);

    TRY(say(d, PAPER_H2, "occupant.next"));
    value(d, "days", days);
    if (days[0] != '\0')
        TRY(say(d, PAPER_ITEM, "occupant.again"));
    TRY(say(d, PAPER_ITEM, "occupant.appeal"));
    TRY(say(d, PAPER_ITEM,
            d->l->office_phone != NULL ? "occupant.call" : "occupant.write"));
    TRY(say(d, PAPER_FINE, "occupant.counsel"));
    return say(d, PAPER_FINE, "occupant.draft");
}

static struct err put_cover(struct draft *d)
{
    struct order_item *items = arena_array(d->l->arena, struct order_item, ORDER_ITEMS);
    size_t len = order_items(d->l->file->order_text, d->l->arena, items);

    paper_put(&d->b, PAPER_HEAD, d->l->city);
    if (!str_same(d->l->department, d->l->city))
        paper_put(&d->b, PAPER_HEAD, d->l->department);
    TRY(say(d, PAPER_H1, "occupant.h1"));
    TRY(say(d, PAPER_P, "occupant.lead"));
    TRY(say(d, PAPER_NOTE, "occupant.official"));
    TRY(say(d, PAPER_H2, "occupant.found"));
    if (len == 0)
        TRY(say(d, PAPER_P, "occupant.none"));
    for (size_t i = 0; i < len; i++)
        TRY(put_item(d, &items[i]));
    return put_next(d, items, len);
}

struct err letter_occupant(const struct letter *l, struct bytes *out)
{
    struct draft d;

    require(l->file->order_text != NULL && l->file->order_sha != NULL);
    begin(&d, l);
    TRY(head(&d, "occupant.title", "occupant.foot"));
    TRY(put_cover(&d));
    paper_put(&d.b, PAPER_BREAK, "");
    put_order(&d);
    TRY(put_proof(&d));
    TRY(put_addenda(&d));
    *out = done(&d);
    return ok();
}
