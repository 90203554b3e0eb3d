/* sheet.h -- a page under the pen: where it stands, what fits, what stands around it.
 * worker/ only.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKER_SHEET_H
#define WORKER_SHEET_H

#include "core/base.h"

#include <pango/pangocairo.h>

#define SHEET_WIDTH 612.0 /* US letter, in points */
#define SHEET_HEIGHT 792.0
#define CELLS_MAX 16

struct sheet {
    cairo_t *cr;
    const char *lang, *foot, *pages_text, *stamp;
    double left, right, top, bottom; /* of what may be written on */
    double y;
    int page;  /* from 1; 0: none has begun */
    int pages; /* 0 while they are counted */
    bool small;
    bool bare; /* cards: nothing stands around them */
    int cards; /* on this page */
};

struct style {
    double size, before, after, indent;
    bool bold;
    double grey;     /* 0 black */
    const char *tag; /* of the PDF's structure */
};

/* Ends this page, when there is one. */
void sheet_end(struct sheet *s);
void sheet_turn(struct sheet *s);
/* Begins a page where there is none, or where less than `height` is left of it. */
void sheet_need(struct sheet *s, double height);
double sheet_width(const struct sheet *s);

/* A text laid out for `width`; give it to g_object_unref. */
PangoLayout *sheet_layout(const struct sheet *s, const struct style *style,
                          const char *text, double width);
double layout_height(PangoLayout *l);
/* All of it, over as many pages as it takes; `keep` points must be left behind it. */
void sheet_flow(struct sheet *s, PangoLayout *l, double x, const struct style *style,
                double keep);
/* All of it at one place, whatever is there. */
void sheet_at(const struct sheet *s, PangoLayout *l, const struct style *style, double x,
              double y);

/* "a\tb" as its cells, which live in *copy (for free()). */
size_t cells_of(const char *text, char **copy, const char *of[CELLS_MAX]);

/* What paper_form.c and paper_card.c draw; see domain/paper.h. */
void form_write(struct sheet *s, const char *text);
void form_tick(struct sheet *s, const char *text);
void form_grid(struct sheet *s, const char *text);
void form_cut(struct sheet *s, const char *text);
void card_put(struct sheet *s, const char *text);

#endif
