/* paper_pdf.c -- see worker.h: running text, page by page.  A paper is drawn twice, since
 * its first page says how many there are.
 * SPDX-License-Identifier: Apache-2.0 */
#include "worker/worker.h"

#include "base/helper.h"
#include "core/build.h"
#include "core/day.h"
#include "core/str.h"
#include "domain/paper.h"
#include "worker/pdf_catalog.h"
#include "worker/sheet.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OUT_MAX = 16 * 1024 * 1024 };

/* clang-format off */
static const struct style styles[PAPER_MARKS] = {
    [PAPER_HEAD]    = {10.5, 0,  0,   0,  true,  0,    "P"},
    [PAPER_H1]      = {16,   14, 3,   0,  true,  0,    "H1"},
    [PAPER_H2]      = {11,   15, 3,   0,  true,  0,    "H2"},
    [PAPER_H3]      = {10.5, 9,  2,   0,  true,  0,    "H3"},
    [PAPER_P]       = {10,   3,  3,   0,  false, 0,    "P"},
    [PAPER_FINE]    = {8,    2,  2,   0,  false, 0.35, "P"},
    [PAPER_NOTE]    = {9.5,  10, 10,  12, false, 0,    "P"},
    [PAPER_ITEM]    = {10,   2,  2,   14, false, 0,    "LI"},
    [PAPER_PAIR]    = {10,   1.5, 1.5, 0, false, 0,    "P"},
    [PAPER_IN]      = {10,   1.5, 1.5, 18, false, 0,   "P"},
    [PAPER_PAIR_IN] = {10,   1.5, 1.5, 18, false, 0,   "P"},
};
/* clang-format on */
static const struct style bullet = {.size = 10};

#define LABEL_WIDTH 134.0
#define LABEL_IN_WIDTH (LABEL_WIDTH - 18)
#define H_KEEP 34.0 /* a heading takes two lines of what it heads with it */

static void put_running(struct sheet *s, enum paper_mark mark, const char *text)
{
    const struct style *st = &styles[mark];
    bool heads = mark == PAPER_H1 || mark == PAPER_H2 || mark == PAPER_H3;
    PangoLayout *l = sheet_layout(s, st, text, sheet_width(s) - st->indent);

    sheet_need(s, 0);
    if (s->y > s->top)
        s->y += st->before;
    sheet_flow(s, l, s->left + st->indent, st, heads ? H_KEEP : 0);
    s->y += st->after;
    g_object_unref(l);
}

/* A box that is never parted: what stands in it is short. */
static void put_note(struct sheet *s, const char *text)
{
    const struct style *st = &styles[PAPER_NOTE];
    PangoLayout *l = sheet_layout(s, st, text, sheet_width(s) - 2 * st->indent);
    double height = layout_height(l) + 14;

    sheet_need(s, height + st->before);
    s->y += s->y > s->top ? st->before : 0;
    cairo_set_source_rgb(s->cr, 0.3, 0.3, 0.3);
    cairo_set_line_width(s->cr, 0.8);
    cairo_rectangle(s->cr, s->left + 0.4, s->y, sheet_width(s) - 0.8, height);
    cairo_stroke(s->cr);
    sheet_at(s, l, st, s->left + st->indent, s->y + 7);
    s->y += height + st->after;
    g_object_unref(l);
}

static void put_item(struct sheet *s, const char *text)
{
    const struct style *st = &styles[PAPER_ITEM];
    PangoLayout *l = sheet_layout(s, st, text, sheet_width(s) - st->indent);
    PangoLayout *dot = sheet_layout(s, &bullet, "•", 10);

    sheet_need(s, layout_height(l) < 40 ? layout_height(l) + st->before : 40);
    s->y += st->before;
    sheet_at(s, dot, &bullet, s->left + 3, s->y);
    sheet_flow(s, l, s->left + st->indent, st, 0);
    s->y += st->after;
    g_object_unref(dot);
    g_object_unref(l);
}

static void put_pair(struct sheet *s, enum paper_mark mark, const char *text)
{
    const struct style *st = &styles[mark];
    struct style bold = *st;
    double label_width = mark == PAPER_PAIR ? LABEL_WIDTH : LABEL_IN_WIDTH;
    double x = s->left + st->indent;
    const char *cell[CELLS_MAX];
    char *copy;
    size_t n = cells_of(text, &copy, cell);

    bold.grey = 0.3;
    bold.tag = "P";
    PangoLayout *label = sheet_layout(s, &bold, cell[0], label_width - 8);
    PangoLayout *value = sheet_layout(s, st, n > 1 ? cell[1] : "",
                                      sheet_width(s) - st->indent - label_width);
    double high = layout_height(label), value_high = layout_height(value);
    double need = value_high > 2 * high ? 2 * high : value_high;

    sheet_need(s, (need > high ? need : high) + st->before);
    s->y += s->y > s->top ? st->before : 0;
    double floor = s->y + high;
    int page = s->page;
    sheet_at(s, label, &bold, x, s->y);
    sheet_flow(s, value, x + label_width, st, 0);
    if (s->page == page && s->y < floor)
        s->y = floor;
    s->y += st->after;
    g_object_unref(label);
    g_object_unref(value);
    free(copy);
}

/* What stands around the text; false for what is text. */
static bool put_around(struct sheet *s, enum paper_mark mark, const char *text)
{
    if (mark == PAPER_LANG)
        s->lang = text;
    else if (mark == PAPER_FOOT)
        s->foot = text;
    else if (mark == PAPER_PAGES)
        s->pages_text = text;
    else if (mark == PAPER_STAMP)
        s->stamp = text;
    else if (mark == PAPER_SMALL) {
        s->small = true;
        s->left = 40;
        s->right = SHEET_WIDTH - 40;
        s->top = 30;
        s->bottom = SHEET_HEIGHT - 30;
    }
    return mark < PAPER_HEAD;
}

static void put_gap(struct sheet *s, const char *text)
{
    (void)text;
    s->y += 6;
}

static void put_break(struct sheet *s, const char *text)
{
    (void)text;
    sheet_turn(s);
}

/* What is no running text. */
static void (*const drawn[PAPER_MARKS])(struct sheet *s, const char *text) = {
    [PAPER_NOTE] = put_note,   [PAPER_ITEM] = put_item,    [PAPER_GAP] = put_gap,
    [PAPER_BREAK] = put_break, [PAPER_WRITE] = form_write, [PAPER_TICK] = form_tick,
    [PAPER_GRID] = form_grid,  [PAPER_CUT] = form_cut,     [PAPER_CARD] = card_put,
};

static void put(struct sheet *s, enum paper_mark mark, const char *text)
{
    if (put_around(s, mark, text))
        return;
    if (drawn[mark] != NULL)
        drawn[mark](s, text);
    else if (mark == PAPER_PAIR || mark == PAPER_PAIR_IN)
        put_pair(s, mark, text);
    else
        put_running(s, mark, text);
}

/* ---- the file ---- */

struct file {
    char *p;
    size_t len, cap;
    bool full;
};

static cairo_status_t take(void *closure, const unsigned char *data, unsigned len)
{
    struct file *f = closure;

    if (f->len + len > OUT_MAX)
        return CAIRO_STATUS_WRITE_ERROR;
    if (f->len + len > f->cap) {
        f->cap = 2 * (f->len + len);
        f->p = memory_grow(f->p, f->cap);
    }
    memcpy(f->p + f->len, data, len);
    f->len += len;
    return CAIRO_STATUS_SUCCESS;
}

static cairo_status_t drop(void *closure, const unsigned char *data, unsigned len)
{
    (void)closure, (void)data, (void)len;
    return CAIRO_STATUS_SUCCESS;
}

/* What the paper says of itself; the day it tells is the day of the file, never ours. */
static void set_metadata(cairo_surface_t *to, enum paper_mark mark, const char *text)
{
    char day[32];
    struct day d;

    if (mark == PAPER_TITLE)
        cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_TITLE, text);
    if (mark == PAPER_AUTHOR)
        cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_AUTHOR, text);
    if (mark != PAPER_DAY || !day_parse(text, strlen(text), &d))
        return;
    snprintf(day, sizeof day, "%sT00:00:00Z", text);
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_CREATE_DATE, day);
    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_MOD_DATE, day);
}

/* Draws all of it; returns the number of pages, or 0 when it is no paper. */
static int draw(struct bytes in, cairo_write_func_t write, struct file *file, int pages)
{
    cairo_surface_t *to =
        cairo_pdf_surface_create_for_stream(write, file, SHEET_WIDTH, SHEET_HEIGHT);
    struct sheet s = {.cr = cairo_create(to),
                      .lang = "en",
                      .left = 64,
                      .right = SHEET_WIDTH - 64,
                      .top = 54,
                      .bottom = SHEET_HEIGHT - 62,
                      .pages = pages};
    struct paper_reader r = {(const char *)in.p, (const char *)in.p + in.len, false};
    enum paper_mark mark;
    const char *text;

    cairo_pdf_surface_set_metadata(to, CAIRO_PDF_METADATA_CREATOR, "Doorstep");
    cairo_tag_begin(s.cr, "Document", NULL);
    while (paper_next(&r, &mark, &text) && !r.bad) {
        r.bad = !utf8_valid(text, strlen(text));
        set_metadata(to, mark, r.bad ? "" : text);
        put(&s, mark, r.bad ? "" : text);
    }
    bool whole = !r.bad && s.page > 0;
    cairo_tag_end(s.cr, "Document");
    sheet_end(&s);
    cairo_destroy(s.cr);
    cairo_surface_finish(to);
    whole = whole && cairo_surface_status(to) == CAIRO_STATUS_SUCCESS;
    cairo_surface_destroy(to);
    return whole ? s.page : 0;
}

/* The first language that is named is the document's. */
static const char *lang_of(struct bytes in)
{
    struct paper_reader r = {(const char *)in.p, (const char *)in.p + in.len, false};
    enum paper_mark mark;
    const char *text;

    while (paper_next(&r, &mark, &text))
        if (mark == PAPER_LANG)
            return text;
    return "en";
}

bool worker_paper(struct bytes in, struct bytes *out)
{
    struct file f = {0};
    int pages = draw(in, drop, NULL, 0);

    if (pages == 0 || draw(in, take, &f, pages) != pages) {
        free(f.p);
        return false;
    }
    *out = pdf_with_lang((struct bytes){(uint8_t *)f.p, f.len}, lang_of(in));
    return out->p != NULL;
}

/* The fonts are found and read before somebody waits for them. */
static void warm(void)
{
    struct arena a = {0};
    struct build b = {.arena = &a};
    struct bytes pdf;

    paper_put(&b, PAPER_H1, "A");
    paper_put(&b, PAPER_P, "a");
    if (worker_paper((struct bytes){(const uint8_t *)build_done(&b), b.len}, &pdf))
        free((void *)(uintptr_t)pdf.p);
    arena_free(&a);
}

/* No marked text begins as a JPEG does: 0xFF is not UTF-8. */
static bool work(struct bytes in, struct bytes *out)
{
    return in.len > 0 && in.p[0] == 0xFF ? worker_picture(in, out)
                                         : worker_paper(in, out);
}

const struct helper_kind worker_papers = {
    .warm = warm, .work = work, .patience_ms = 20000};
