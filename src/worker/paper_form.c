/* paper_form.c -- what is filled in by hand: lines, boxes and empty tables.
 * SPDX-License-Identifier: Apache-2.0 */
#include "worker/sheet.h"

#include <stdlib.h>
#include <string.h>

static const struct style label_style = {.size = 7.5, .grey = 0.25, .tag = "P"};
static const struct style head_style = {.size = 8, .bold = true, .tag = "P"};
static const struct style box_style = {.size = 8.5, .tag = "P"};

#define WRITE_HEIGHT 15.0 /* of a line for a hand */
#define ROW_HEIGHT 21.0
#define BOX 8.0

static void pen(const struct sheet *s, double width, double grey)
{
    cairo_set_line_width(s->cr, width);
    cairo_set_source_rgb(s->cr, grey, grey, grey);
}

static void line(const struct sheet *s, double x, double y, double to)
{
    cairo_move_to(s->cr, x, y);
    cairo_line_to(s->cr, to, y);
    cairo_stroke(s->cr);
}

/* "3:Address" is a label three parts wide. */
static double parts(const char **label)
{
    char *end;
    long n = strtol(*label, &end, 10);

    if (end == *label || *end != ':' || n < 1)
        return 1;
    *label = end + 1;
    return (double)n;
}

static double widths(const char *cell[], size_t n, double to[CELLS_MAX])
{
    double all = 0;

    for (size_t i = 0; i < n; i++)
        all += to[i] = parts(&cell[i]);
    return all;
}

static void put_line(struct sheet *s, const char *label, double x, double width)
{
    PangoLayout *l = sheet_layout(s, &label_style, label, width);

    sheet_at(s, l, &label_style, x, s->y);
    pen(s, 0.6, 0);
    line(s, x, s->y + WRITE_HEIGHT + 10, x + width);
    g_object_unref(l);
}

void form_write(struct sheet *s, const char *text)
{
    const char *cell[CELLS_MAX];
    double width[CELLS_MAX], x = s->left;
    char *copy;
    size_t n = cells_of(text, &copy, cell);
    double all = widths(cell, n, width), gap = 10;

    sheet_need(s, WRITE_HEIGHT + 12);
    for (size_t i = 0; i < n; i++) {
        double w = (sheet_width(s) + gap) * width[i] / all - gap;
        if (cell[i][0] != '\0') /* else a place kept free */
            put_line(s, cell[i], x, w);
        x += w + gap;
    }
    s->y += WRITE_HEIGHT + 14;
    free(copy);
}

static double text_width(PangoLayout *l)
{
    int width;

    pango_layout_get_size(l, &width, NULL);
    return (double)width / PANGO_SCALE;
}

/* A box and its words, on the next line when they do not fit. */
static void put_tick(struct sheet *s, const char *words, double *x)
{
    PangoLayout *l = sheet_layout(s, &box_style, words, -1);
    double w = BOX + 4 + text_width(l);

    if (*x + w > s->right) {
        *x = s->left + 12;
        s->y += 14;
    }
    pen(s, 0.8, 0);
    cairo_rectangle(s->cr, *x + 0.5, s->y + 2.5, BOX, BOX);
    cairo_stroke(s->cr);
    sheet_at(s, l, &box_style, *x + BOX + 4, s->y);
    *x += w + 12;
    g_object_unref(l);
}

void form_tick(struct sheet *s, const char *text)
{
    const char *cell[CELLS_MAX];
    char *copy;
    size_t n = cells_of(text, &copy, cell);
    double x = s->left;

    sheet_need(s, 30);
    s->y += 2;
    if (cell[0][0] != '\0') {
        PangoLayout *l = sheet_layout(s, &head_style, cell[0], -1);
        sheet_at(s, l, &head_style, x, s->y);
        x += text_width(l) + 12;
        g_object_unref(l);
    }
    for (size_t i = 1; i < n; i++)
        put_tick(s, cell[i], &x);
    s->y += 15;
    free(copy);
}

struct grid {
    double width[CELLS_MAX], all, head; /* head: the height of the labels */
    size_t n;
    int rows;
};

static void grid_lines(struct sheet *s, const struct grid *g)
{
    double height = g->head + g->rows * ROW_HEIGHT, x = s->left;

    pen(s, 0.6, 0.2);
    for (int row = 0; row <= g->rows; row++)
        line(s, s->left, s->y + g->head + row * ROW_HEIGHT, s->right);
    line(s, s->left, s->y, s->right);
    for (size_t i = 0; i <= g->n; i++) {
        cairo_move_to(s->cr, x, s->y);
        cairo_line_to(s->cr, x, s->y + height);
        cairo_stroke(s->cr);
        x += i < g->n ? sheet_width(s) * g->width[i] / g->all : 0;
    }
    s->y += height + 6;
}

void form_grid(struct sheet *s, const char *text)
{
    const char *cell[CELLS_MAX];
    struct grid g = {.head = 13};
    PangoLayout *head[CELLS_MAX];
    char *copy;
    double x = s->left;

    g.n = cells_of(text, &copy, cell) - 1;
    g.rows = atoi(cell[0]);
    g.rows = g.rows < 1 ? 1 : g.rows > 20 ? 20 : g.rows;
    g.all = widths(cell + 1, g.n, g.width);
    for (size_t i = 0; i < g.n; i++) {
        head[i] = sheet_layout(s, &label_style, cell[i + 1],
                               sheet_width(s) * g.width[i] / g.all - 5);
        g.head =
            layout_height(head[i]) + 3 > g.head ? layout_height(head[i]) + 3 : g.head;
    }
    sheet_need(s, g.head + g.rows * ROW_HEIGHT);
    s->y += 2;
    for (size_t i = 0; i < g.n; i++) {
        sheet_at(s, head[i], &label_style, x + 3, s->y + 1);
        x += sheet_width(s) * g.width[i] / g.all;
        g_object_unref(head[i]);
    }
    if (g.n > 0)
        grid_lines(s, &g);
    free(copy);
}

void form_cut(struct sheet *s, const char *text)
{
    static const double dashes[] = {4, 3};
    PangoLayout *l = sheet_layout(s, &label_style, text, -1);
    double x = (SHEET_WIDTH - text_width(l)) / 2, y = s->y + 9;

    pen(s, 0.8, 0.3);
    cairo_set_dash(s->cr, dashes, 2, 0);
    line(s, 12, y, x - 6);
    line(s, x + text_width(l) + 6, y, SHEET_WIDTH - 12);
    cairo_set_dash(s->cr, NULL, 0, 0);
    sheet_at(s, l, &label_style, x, y - layout_height(l) / 2);
    s->y += 20;
    g_object_unref(l);
}
