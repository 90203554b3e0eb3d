/* hub_paper_app.c -- the sheet that goes to the Hub, on paper: no name, no address, no
 * number of a case, and no day, neither in it nor in what the file says of itself.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/hub_app.h"

#include "base/text.h"
#include "domain/paper.h"

#include <string.h>

struct page {
    struct session *s;
    enum lang lang;
    struct build b;
};

static void put(struct page *p, enum paper_mark mark, const char *msg)
{
    paper_put(&p->b, mark, text(lang_name(p->lang), msg));
}

static void pair(struct page *p, const char *label, const char *value)
{
    const char *lang = lang_name(p->lang);

    paper_cells(&p->b, PAPER_PAIR, text(lang, label), text(lang, value), NULL);
}

/* The first of this month: what a file must say of when it was made. */
static void put_month(struct page *p)
{
    char day[DAY_TEXT];

    day_format(session_today(p->s), day);
    memcpy(day + DAY_TEXT - 3, "01", 2);
    paper_put(&p->b, PAPER_DAY, day);
}

static void begin(struct page *p)
{
    paper_put(&p->b, PAPER_LANG, lang_name(p->lang));
    put(p, PAPER_TITLE, "hub.sheet");
    paper_put(&p->b, PAPER_AUTHOR, p->s->city_name);
    put_month(p);
    if (p->s->practice)
        put(p, PAPER_STAMP, "connect.paper_practice");
    put(p, PAPER_FOOT, "hub.paper_foot");
    put(p, PAPER_PAGES, "connect.paper_pages");
    paper_put(&p->b, PAPER_HEAD, p->s->city_name);
    put(p, PAPER_H1, "hub.sheet");
    put(p, PAPER_P, "hub.sheet_lede");
}

static void put_sheet(struct page *p, const struct hub_sheet *sheet)
{
    pair(p, "hub.age", hub_age_msgid(sheet->age));
    if (sheet->sex != HUB_SEX_UNSAID)
        pair(p, "hub.sex", hub_sex_msgid(sheet->sex));
    put(p, PAPER_H2, "hub.risks");
    for (size_t i = 0; i < hub_risks_len; i++)
        if (sheet->risk[i])
            paper_put(&p->b, PAPER_ITEM, hub_risks[i].label[p->lang]);
    if (hub_sheet_has(sheet, HUB_SUBSTANCE))
        put(p, PAPER_NOTE, "connect.part2");
}

static void put_table(struct page *p)
{
    const char *lang = lang_name(p->lang);

    put(p, PAPER_H2, "hub.paper_table");
    paper_cells(&p->b, PAPER_TICK, text(lang, "hub.paper_filter_2"),
                text(lang, "hub.paper_yes"), text(lang, "hub.paper_no"), NULL);
    paper_cells(&p->b, PAPER_TICK, text(lang, "hub.paper_filter_3"),
                text(lang, "hub.paper_yes"), text(lang, "hub.paper_no"), NULL);
    put(p, PAPER_WRITE, "hub.lead");
    put(p, PAPER_FINE, "hub.paper_consent");
}

struct err hub_sheet_paper(struct session *s, const void *input, void **out)
{
    struct document *d = arena_new(s->arena, struct document);
    struct page p = {.s = s, .b = {.arena = s->arena}};
    void *view;

    TRY(hub_sheet_view(s, input, &view));
    if (!lang_parse(s->lang, &p.lang))
        p.lang = LANG_EN;
    begin(&p);
    put_sheet(&p, &((const struct hub_page *)view)->m->sheet);
    put_table(&p);
    const char *paper = build_done(&p.b);
    d->paper = (struct bytes){(const uint8_t *)paper, p.b.len};
    d->file_name = "sheet.pdf";
    *out = d;
    return ok();
}
