/* order_read.c -- see order_read.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/order_read.h"

#include <string.h>

#include "core/str.h"
#include "domain/data.h"

#define W data_order_words

enum { UNDER_INDENT = 3, HEAD_LINES = 2 };

/* `line` is one of the lines of `text`. */
static bool among(const char *text, const char *line)
{
    size_t len = strlen(line);

    for (const char *at = text; len > 0 && (at = strstr(at, line)) != NULL; at++)
        if ((at == text || at[-1] == '\n') && (at[len] == '\n' || at[len] == '\0'))
            return true;
    return false;
}

/* The label that a line begins with, or NULL. */
static const char *label_of(const char *line, bool under)
{
    const char *top[] = {W.edition,   W.property,  W.unit,    W.inspected,
                         W.inspector, W.occupancy, W.present, W.sign,
                         W.at,        W.contact,   W.scope,   W.units,
                         W.habitable, W.rooms,     W.lead,    W.specialist};
    const char *below[] = {W.first_seen, W.where,  W.what,    W.by,
                           W.photos,     W.nspire, W.variance};

    for (size_t i = 0; !under && i < COUNT(top); i++)
        if (str_starts(line, top[i]) && line[strlen(top[i])] == ' ')
            return top[i];
    for (size_t i = 0; under && i < COUNT(below); i++)
        if (str_starts(line, below[i]) && line[strlen(below[i])] == ' ')
            return below[i];
    return NULL;
}

/* "12. 410.180 ..." */
static const char *numbered(const char *line)
{
    const char *at = line;

    while (str_is_digit(*at))
        at++;
    return at > line && at[0] == '.' && at[1] == ' ' ? at + 2 : NULL;
}

/* A line below a violation's first; further in stands what goes on. */
static void part_under(const char *bare, size_t indent, struct order_line *out)
{
    const char *label = indent == UNDER_INDENT ? label_of(bare, true) : NULL;

    out->part = ORDER_UNDER;
    out->text = bare;
    if (label == NULL)
        return;
    out->part = ORDER_UNDER_PAIR;
    out->label = label;
    out->text = bare + strlen(label) + 1;
}

static enum order_part part_alone(const struct order_reader *r, const char *line)
{
    if (str_same(line, W.title))
        return ORDER_TITLE;
    if (among(W.translate, line))
        return ORDER_TRANSLATE;
    if (str_same(line, W.found) || str_same(line, W.earlier))
        return ORDER_SECTION;
    if (r->line <= HEAD_LINES)
        return ORDER_HEAD;
    return label_of(line, false) != NULL ? ORDER_PAIR : ORDER_TEXT;
}

static void part_of(struct order_reader *r, const char *line, struct order_line *out)
{
    const char *bare = line + strspn(line, " ");

    *out = (struct order_line){.part = ORDER_BLANK, .label = "", .text = line};
    if (*bare != '\0' && r->under && bare > line) {
        part_under(bare, (size_t)(bare - line), out);
        return;
    }
    r->under = numbered(line) != NULL;
    if (*bare == '\0')
        return;
    out->part = r->under ? ORDER_FINDING : part_alone(r, line);
    if (out->part == ORDER_PAIR) {
        out->label = label_of(line, false);
        out->text = line + strlen(out->label) + 1;
    }
}

bool order_next(struct order_reader *r, struct arena *a, struct order_line *out)
{
    if (*r->at == '\0')
        return false;
    size_t len = strcspn(r->at, "\n");
    const char *line = arena_copy(a, r->at, len);
    r->at += len + (r->at[len] == '\n');
    r->line++;
    part_of(r, line, out);
    return true;
}

/* "Tuesday, November 24, 2026", and perhaps more behind it. */
static struct day read_day(const char *text)
{
    const char *at = strchr(text, ' ');
    int64_t dom, year;
    char number[5] = "";

    if (at == NULL)
        return DAY_NONE;
    at++;
    for (int m = 0; m < 12; m++) {
        size_t len = strlen(W.months[m]), n;

        if (!str_starts(at, W.months[m]) || at[len] != ' ')
            continue;
        at += len + 1;
        n = strcspn(at, ",");
        if (n == 0 || n > 2 || strlen(at) < n + 6)
            return DAY_NONE;
        memcpy(number, at, n);
        if (!str_number(number, 31, &dom))
            return DAY_NONE;
        memcpy(number, at + n + 2, 4);
        number[4] = '\0';
        if (!str_number(number, 2199, &year) || year < 1900 || dom < 1)
            return DAY_NONE;
        char iso[DAY_TEXT] = {(char)('0' + year / 1000),
                              (char)('0' + year / 100 % 10),
                              (char)('0' + year / 10 % 10),
                              (char)('0' + year % 10),
                              '-',
                              (char)('0' + (m + 1) / 10),
                              (char)('0' + (m + 1) % 10),
                              '-',
                              (char)('0' + dom / 10),
                              (char)('0' + dom % 10),
                              '\0'};
        struct day d;
        return day_parse(iso, strlen(iso), &d) ? d : DAY_NONE;
    }
    return DAY_NONE;
}

/* "bedroom 2": the longest word for a place that it begins with, and which of several. */
static void read_place(struct order_item *item, const char *text)
{
    size_t longest = 0;

    item->place = text;
    item->room = "";
    for (size_t i = 0; i < PLACES; i++) {
        size_t len = strlen(W.places[i]);
        if (len <= longest || !str_starts(text, W.places[i]) ||
            (text[len] != ' ' && text[len] != '\0'))
            continue;
        longest = len;
        item->place = place_codes.list[i].word;
        item->place_known = true;
        item->room = text + len + (text[len] == ' ');
    }
}

static void read_under(struct order_item *item, const struct order_line *line)
{
    if (str_same(line->label, W.where))
        read_place(item, line->text);
    if (str_same(line->label, W.first_seen))
        item->first_seen = read_day(line->text);
    if (str_same(line->label, W.by)) {
        item->correct_by = read_day(line->text);
        item->occupant = strstr(line->text, W.occupant) != NULL;
    }
    if (str_same(line->text, W.endangering))
        item->endangering = true;
}

size_t order_items(const char *order, struct arena *a, struct order_item *out)
{
    struct order_reader r = {.at = order};
    struct order_line line;
    size_t n = 0;

    while (order_next(&r, a, &line)) {
        if (line.part == ORDER_FINDING && n < ORDER_ITEMS)
            out[n++] = (struct order_item){.section = numbered(line.text),
                                           .place = "",
                                           .room = "",
                                           .correct_by = DAY_NONE,
                                           .first_seen = DAY_NONE};
        else if (n > 0 && (line.part == ORDER_UNDER || line.part == ORDER_UNDER_PAIR))
            read_under(&out[n - 1], &line);
    }
    return n;
}
