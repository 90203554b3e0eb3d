/* paper_card.c -- help cards, eight on a page, with marks where to cut.
 * SPDX-License-Identifier: Apache-2.0 */
#include "worker/sheet.h"

#include <qrencode.h>
#include <stdlib.h>
#include <string.h>

enum { ACROSS = 2, DOWN = 4 };
#define WIDTH 270.0 /* 3.75 by 2.5 inches */
#define HEIGHT 180.0
#define EDGE_X ((SHEET_WIDTH - ACROSS * WIDTH) / 2)
#define EDGE_Y ((SHEET_HEIGHT - DOWN * HEIGHT) / 2)
#define PAD 16.0
#define QR 76.0

static const struct style title = {.size = 13.5, .bold = true, .tag = "P"};
static const struct style call = {.size = 11, .bold = false, .tag = "P"};
static const struct style label = {.size = 8, .grey = 0.25, .tag = "P"};
static const struct style code = {.size = 16, .bold = true, .tag = "P"};
static const struct style last = {.size = 8.5, .grey = 0.15, .tag = "P"};

/* Short strokes in the margin alone: nothing is printed on a card. */
static void cut_marks(const struct sheet *s)
{
    cairo_set_source_rgb(s->cr, 0.4, 0.4, 0.4);
    cairo_set_line_width(s->cr, 0.5);
    for (int i = 0; i <= ACROSS; i++)
        for (int end = 0; end < 2; end++) {
            double x = EDGE_X + i * WIDTH, y = end ? SHEET_HEIGHT - EDGE_Y + 4 : 16;
            cairo_move_to(s->cr, x, y);
            cairo_line_to(s->cr, x, y + EDGE_Y - 20);
        }
    for (int i = 0; i <= DOWN; i++)
        for (int end = 0; end < 2; end++) {
            double y = EDGE_Y + i * HEIGHT, x = end ? SHEET_WIDTH - EDGE_X + 4 : 16;
            cairo_move_to(s->cr, x, y);
            cairo_line_to(s->cr, x + EDGE_X - 20, y);
        }
    cairo_stroke(s->cr);
    /* where four cards meet */
    for (int i = 0; i <= ACROSS; i++)
        for (int k = 0; k <= DOWN; k++) {
            double x = EDGE_X + i * WIDTH, y = EDGE_Y + k * HEIGHT;
            cairo_move_to(s->cr, x - 4, y);
            cairo_line_to(s->cr, x + 4, y);
            cairo_move_to(s->cr, x, y - 4);
            cairo_line_to(s->cr, x, y + 4);
        }
    cairo_stroke(s->cr);
}

/* Squares, so that every printer draws them sharply. */
static void put_qr(const struct sheet *s, const char *text, double x, double y)
{
    QRcode *q = QRcode_encodeString8bit(text, 0, QR_ECLEVEL_M);

    if (q == NULL)
        return;
    double step = QR / q->width;
    cairo_tag_begin(s->cr, "Figure", NULL);
    cairo_set_source_rgb(s->cr, 0, 0, 0);
    for (int row = 0; row < q->width; row++)
        for (int col = 0; col < q->width; col++)
            if (q->data[row * q->width + col] & 1)
                cairo_rectangle(s->cr, x + col * step, y + row * step, step, step);
    cairo_fill(s->cr);
    cairo_tag_end(s->cr, "Figure");
    QRcode_free(q);
}

static double put(const struct sheet *s, const struct style *st, const char *text,
                  double at[3])
{
    PangoLayout *l = sheet_layout(s, st, text, at[2]);
    double height = layout_height(l);

    sheet_at(s, l, st, at[0], at[1]);
    g_object_unref(l);
    return height;
}

static void put_texts(const struct sheet *s, const char *cell[], size_t n,
                      const double corner[2])
{
    const double x = corner[0], y = corner[1];
    double at[3] = {x + PAD, y + PAD, WIDTH - 2 * PAD};
    double beside = WIDTH - 2 * PAD - QR - 12;

    at[1] += put(s, &title, cell[0], at) + 4;
    at[2] = beside;
    at[1] += put(s, &call, cell[1], at) + 7;
    at[1] += put(s, &label, cell[2], at) + 1;
    at[1] += put(s, &code, cell[3], at) + 2;
    if (n >= 7)
        put(s, &label, cell[6], at);
    PangoLayout *l = sheet_layout(s, &last, cell[4], WIDTH - 2 * PAD);
    sheet_at(s, l, &last, x + PAD, y + HEIGHT - 11 - layout_height(l));
    g_object_unref(l);
}

void card_put(struct sheet *s, const char *text)
{
    const char *cell[CELLS_MAX];
    char *copy;
    size_t n = cells_of(text, &copy, cell);

    s->bare = true;
    if (s->page == 0 || s->cards == ACROSS * DOWN) {
        sheet_turn(s);
        cut_marks(s);
    }
    double x = EDGE_X + s->cards % ACROSS * WIDTH;
    double y = EDGE_Y + s->cards / ACROSS % DOWN * HEIGHT;
    if (n >= 6) {
        put_texts(s, cell, n, (const double[]){x, y});
        put_qr(s, cell[5], x + WIDTH - PAD - QR, y + HEIGHT - PAD - QR - 22);
    }
    s->cards++;
    free(copy);
}
