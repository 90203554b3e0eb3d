/* record_export_app.c -- see record_export_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/record_export_app.h"

#include "base/text.h"
#include "domain/paper.h"

struct err record_export(struct session *s, const void *input, void **out)
{
    const struct export_in *in = input;
    struct export_page *p = arena_new(s->arena, struct export_page);
    struct record_case r = {.notes = in->notes};
    struct case_ref ref = {.id = in->casefile};
    struct casework w;
    void *page;

    TRY(casework_begin(s, in->casefile, ACT_CASE_EXPORT, &w));
    TRY(casefile_view(s, &ref, &page));
    r.page = page;
    TRY(home_visits(w.db, &w.key, w.c.id, s->arena, &r.visits));
    TRY(goal_list(w.db, &w.key, w.c.id, s->arena, &r.goals));
    p->c = &r.page->c;
    p->notes = in->notes;
    p->sheet = record_sheet(s, &r);
    *out = p;
    return ok();
}

static void begin(struct build *b, const struct session *s,
                  const struct case_sheet *sheet)
{
    char day[DAY_TEXT];

    day_format(session_today(s), day);
    paper_put(b, PAPER_LANG, s->lang);
    paper_put(b, PAPER_TITLE, sheet->title);
    paper_put(b, PAPER_AUTHOR, s->city_name);
    paper_put(b, PAPER_DAY, day);
    if (s->practice)
        paper_put(b, PAPER_STAMP, text(s->lang, "connect.paper_practice"));
    paper_put(b, PAPER_FOOT, text(s->lang, "record.paper_foot"));
    paper_put(b, PAPER_PAGES, text(s->lang, "connect.paper_pages"));
    paper_put(b, PAPER_HEAD, s->city_name);
    paper_put(b, PAPER_H1, sheet->title);
}

static void put_entry(struct build *b, const struct case_sheet *sheet, size_t from,
                      size_t end)
{
    bool list = sheet->lines[from].part->list;

    if (list)
        paper_put(b, PAPER_ITEM, sheet_entry_words(b->arena, sheet, from, end));
    for (size_t i = from; i < end; i++) {
        const struct sheet_line *l = &sheet->lines[i];

        if (!list)
            paper_cells(b, PAPER_PAIR, l->label, l->words, NULL);
        else if (l->apart)
            paper_put(b, PAPER_NOTE, l->words);
    }
}

struct err record_export_paper(struct session *s, const void *in, void **out)
{
    struct document *d = arena_new(s->arena, struct document);
    struct build b = {.arena = s->arena};
    const struct sheet_part *part = NULL;
    const struct case_sheet *sheet;
    void *page;
    size_t end;

    TRY(record_export(s, in, &page));
    sheet = &((const struct export_page *)page)->sheet;
    begin(&b, s, sheet);
    for (size_t i = 0; i < sheet->len; i = end) {
        end = sheet_entry_end(sheet, i);
        if (sheet->lines[i].part != part) {
            part = sheet->lines[i].part;
            paper_put(&b, PAPER_H2, text(s->lang, part->title));
        }
        put_entry(&b, sheet, i, end);
    }
    const char *paper = build_done(&b);
    d->paper = (struct bytes){(const uint8_t *)paper, b.len};
    d->file_name = "case.pdf";
    *out = d;
    return ok();
}
