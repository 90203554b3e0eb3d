/* release_paper.c -- what is given out of the public record, as a paper: what was
 * withheld and why, then the record sheet by sheet, in the words it was written in.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/release_app.h"

#include "app/calendar.h"
#include "app/release_span.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/paper.h"

#include <string.h>

static const char *count(struct session *s, int64_t n)
{
    struct build b = {.arena = s->arena};

    build_int(&b, n);
    return build_done(&b);
}

static void begin(struct build *b, struct session *s, const struct release_request *r,
                  struct day made)
{
    struct build place = {.arena = s->arena};
    struct release_span span[RELEASE_SPAN];
    char day[DAY_TEXT];

    build_text(&place, r->number);
    build_char(&place, ' ');
    build_text(&place, r->street);
    day_format(made, day);
    paper_put(b, PAPER_LANG, s->lang);
    paper_put(b, PAPER_TITLE, text(s->lang, "release.title"));
    paper_put(b, PAPER_AUTHOR, s->city_name);
    paper_put(b, PAPER_DAY, day);
    if (s->practice)
        paper_put(b, PAPER_STAMP, text(s->lang, "connect.paper_practice"));
    paper_put(b, PAPER_FOOT, text(s->lang, "release.paper_foot"));
    paper_put(b, PAPER_PAGES, text(s->lang, "connect.paper_pages"));
    paper_put(b, PAPER_HEAD, s->city_name);
    paper_put(b, PAPER_H1, text(s->lang, "release.title"));
    paper_cells(b, PAPER_PAIR, text(s->lang, "release.building"), build_done(&place),
                NULL);
    paper_cells(b, PAPER_PAIR, text(s->lang, "release.asker"),
                text(s->lang, asker_msgid(r->asker)), NULL);
    paper_cells(b, PAPER_PAIR, text(s->lang, "release.received"),
                session_long_day(s, r->received), NULL);
    for (size_t i = 0, n = release_span_of(s, r, span); i < n; i++)
        paper_cells(b, PAPER_PAIR, span[i].label, span[i].value, NULL);
    paper_cells(b, PAPER_PAIR, text(s->lang, "release.made"), session_long_day(s, made),
                NULL);
}

static void put_withheld(struct build *b, struct session *s,
                         const struct release_counts *n)
{
    paper_put(b, PAPER_H2, text(s->lang, "release.withheld"));
    paper_put(b, PAPER_P, text(s->lang, "release.withheld_lede"));
    for (size_t i = 0; i < exemptions_len; i++)
        if (n->cut.withheld[exemptions[i].letter - 'a'] > 0)
            paper_cells(b, PAPER_PAIR, text(s->lang, exemptions[i].msgid),
                        count(s, n->cut.withheld[exemptions[i].letter - 'a']), NULL);
    paper_cells(b, PAPER_PAIR, text(s->lang, "release.masked"), count(s, n->cut.masked),
                NULL);
    paper_cells(b, PAPER_PAIR, text(s->lang, "release.ahead"), count(s, n->ahead), NULL);
    paper_put(b, PAPER_FINE, text(s->lang, "release.appeal"));
}

/* A day as people write it; else as it was written. */
static const char *value(struct session *s, const char *cell)
{
    struct day day;

    if (day_parse(cell, strlen(cell), &day))
        return when_day(s->arena, "en", day, WHEN_LONG);
    return cell;
}

/* What it is called in the file: its own number, or that of what it belongs to. */
static size_t head_of(const struct release_line *l)
{
    for (size_t i = 0; i < l->len; i++)
        if (str_same(l->columns[i], "id"))
            return i;
    return 0;
}

/* A long text goes on over the pages. */
static void put_lines(struct build *b, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, "\n");

        if (len == 0)
            paper_put(b, PAPER_GAP, "");
        else
            paper_put(b, PAPER_IN, arena_copy(b->arena, at, len));
        at += len + (at[len] == '\n');
    }
}

static void put_line(struct build *b, struct session *s, const struct release_line *l)
{
    size_t head = head_of(l);

    paper_put(b, PAPER_H3, l->cells[head]);
    for (size_t i = 0; i < l->len; i++) {
        if (*l->cells[i] == '\0' || i == head)
            continue;
        if (strchr(l->cells[i], '\n') != NULL)
            put_lines(b, l->cells[i]);
        else
            paper_cells(b, PAPER_PAIR_IN, release_heading(l, i), value(s, l->cells[i]),
                        NULL);
    }
}

struct bytes release_paper(struct session *s, const struct release_request *r,
                           const struct release_text *t, struct day made)
{
    struct build b = {.arena = s->arena};
    const char *paper;

    begin(&b, s, r, made);
    put_withheld(&b, s, &t->counts);
    paper_put(&b, PAPER_BREAK, "");
    paper_put(&b, PAPER_LANG, "en"); /* as it was written */
    for (size_t sheet = 0; sheet < release_sheets_len; sheet++) {
        bool any = false;

        for (size_t i = 0; i < t->len; i++) {
            if (!str_same(t->lines[i].sheet, release_sheets[sheet].name))
                continue;
            if (!any)
                paper_put(&b, PAPER_H2, text("en", release_sheets[sheet].msgid));
            any = true;
            put_line(&b, s, &t->lines[i]);
        }
    }
    paper = build_done(&b);
    return (struct bytes){(const uint8_t *)paper, b.len};
}
