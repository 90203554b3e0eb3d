/* sheet.c -- see sheet.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "worker/sheet.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct style foot_style = {.size = 7.5, .grey = 0.35, .tag = NULL};
static const struct style stamp_style = {.size = 8, .bold = true, .grey = 0.35};

double sheet_width(const struct sheet *s)
{
    return s->right - s->left;
}

/* "Page {page} of {pages}" */
static void page_words(const struct sheet *s, char *to, size_t size)
{
    size_t n = 0;

    for (const char *at = s->pages_text; *at != '\0' && n + 12 < size;) {
        int len = 0;
        if (strncmp(at, "{page}", 6) == 0 && (at += 6))
            len = snprintf(to + n, size - n, "%d", s->page);
        else if (strncmp(at, "{pages}", 7) == 0 && (at += 7))
            len = snprintf(to + n, size - n, "%d", s->pages);
        else
            to[n++] = *at++;
        n += (size_t)len;
    }
    to[n] = '\0';
}

static void put_left(const struct sheet *s, const char *text, double y)
{
    PangoLayout *l = sheet_layout(s, &foot_style, text, sheet_width(s) - 90);

    sheet_at(s, l, &foot_style, s->left, y);
    g_object_unref(l);
}

static void put_right(const struct sheet *s, const struct style *style, const char *text,
                      double y)
{
    PangoLayout *l = sheet_layout(s, style, text, -1);
    int width;

    pango_layout_get_size(l, &width, NULL);
    sheet_at(s, l, style, s->right - (double)width / PANGO_SCALE, y);
    g_object_unref(l);
}

void sheet_end(struct sheet *s)
{
    char words[80];
    double y = SHEET_HEIGHT - (s->small ? 26 : 40);

    if (s->page == 0)
        return;
    if (!s->bare && s->foot != NULL)
        put_left(s, s->foot, y);
    if (!s->bare && s->pages_text != NULL) {
        page_words(s, words, sizeof words);
        put_right(s, &foot_style, words, y);
    }
    if (!s->bare && s->stamp != NULL)
        put_right(s, &stamp_style, s->stamp, s->small ? 16 : 28);
    cairo_show_page(s->cr);
}

void sheet_turn(struct sheet *s)
{
    sheet_end(s);
    s->page++;
    s->y = s->top;
    s->cards = 0;
}

void sheet_need(struct sheet *s, double height)
{
    if (s->page == 0 || (s->y > s->top && s->y + height > s->bottom))
        sheet_turn(s);
}

static PangoAttrList *plain_letters(void)
{
    PangoAttrList *list = pango_attr_list_new();

    /* What is copied out of the PDF is what was written. */
    pango_attr_list_insert(list, pango_attr_font_features_new("liga=0"));
    return list;
}

PangoLayout *sheet_layout(const struct sheet *s, const struct style *style,
                          const char *text, double width)
{
    PangoLayout *l = pango_cairo_create_layout(s->cr);
    PangoFontDescription *font = pango_font_description_new();
    PangoAttrList *attrs = plain_letters();
    cairo_font_options_t *options = cairo_font_options_create();

    /* Letters stand where the type's maker put them, not on some screen's dots. */
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(pango_layout_get_context(l), options);
    cairo_font_options_destroy(options);

    pango_context_set_round_glyph_positions(pango_layout_get_context(l), FALSE);
    pango_context_set_language(pango_layout_get_context(l),
                               pango_language_from_string(s->lang));
    pango_font_description_set_family_static(font, "Noto Sans");
    pango_font_description_set_absolute_size(font, style->size * PANGO_SCALE);
    if (style->bold)
        pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(l, font);
    pango_font_description_free(font);
    pango_layout_set_attributes(l, attrs);
    pango_attr_list_unref(attrs);
    pango_layout_set_auto_dir(l, TRUE);
    pango_layout_set_wrap(l, PANGO_WRAP_WORD_CHAR);
    if (width > 0)
        pango_layout_set_width(l, (int)(width * PANGO_SCALE));
    pango_layout_set_text(l, text, -1);
    return l;
}

double layout_height(PangoLayout *l)
{
    int height;

    pango_layout_get_size(l, NULL, &height);
    return (double)height / PANGO_SCALE;
}

static void tag_begin(const struct sheet *s, const char *tag)
{
    if (tag != NULL)
        cairo_tag_begin(s->cr, tag, NULL);
}

static void tag_end(const struct sheet *s, const char *tag)
{
    if (tag != NULL)
        cairo_tag_end(s->cr, tag);
}

/* One line of a layout, whose text stands on several pages. */
struct line {
    PangoLayoutLine *line;
    double top, bottom, baseline, x;
};

static struct line line_at(PangoLayoutIter *i)
{
    PangoRectangle r;
    int top, bottom;
    struct line l = {.line = pango_layout_iter_get_line_readonly(i)};

    pango_layout_iter_get_line_yrange(i, &top, &bottom);
    pango_layout_iter_get_line_extents(i, NULL, &r);
    l.top = (double)top / PANGO_SCALE;
    l.bottom = (double)bottom / PANGO_SCALE;
    l.baseline = (double)pango_layout_iter_get_baseline(i) / PANGO_SCALE;
    l.x = (double)r.x / PANGO_SCALE;
    return l;
}

/* No line stands alone at the end of a page: the first one takes the second with it. */
static bool turns(const struct sheet *s, const struct line *l, double from, double total,
                  double keep)
{
    double height = l->bottom - l->top;
    bool first = l->top <= 0;
    double need = first && total > 1.5 * height ? 2 * height : height;

    if (l->bottom >= total - 0.01)
        need += keep;
    return s->y > s->top && from + l->top + need > s->bottom;
}

void sheet_flow(struct sheet *s, PangoLayout *l, double x, const struct style *style,
                double keep)
{
    PangoLayoutIter *i = pango_layout_get_iter(l);
    double total = layout_height(l), from = s->y;

    tag_begin(s, style->tag);
    do {
        struct line at = line_at(i);
        if (turns(s, &at, from, total, keep)) {
            tag_end(s, style->tag);
            sheet_turn(s);
            from = s->y - at.top;
            tag_begin(s, style->tag);
        }
        cairo_set_source_rgb(s->cr, style->grey, style->grey, style->grey);
        cairo_move_to(s->cr, x + at.x, from + at.baseline);
        pango_cairo_show_layout_line(s->cr, at.line);
        s->y = from + at.bottom;
    } while (pango_layout_iter_next_line(i));
    tag_end(s, style->tag);
    pango_layout_iter_free(i);
}

void sheet_at(const struct sheet *s, PangoLayout *l, const struct style *style, double x,
              double y)
{
    tag_begin(s, style->tag);
    cairo_set_source_rgb(s->cr, style->grey, style->grey, style->grey);
    cairo_move_to(s->cr, x, y);
    pango_cairo_show_layout(s->cr, l);
    tag_end(s, style->tag);
}

size_t cells_of(const char *text, char **copy, const char *of[CELLS_MAX])
{
    size_t n = 0;
    char *rest = *copy = strdup(text);

    require(rest != NULL);
    while (rest != NULL && n < CELLS_MAX)
        of[n++] = strsep(&rest, "\t");
    return n;
}
