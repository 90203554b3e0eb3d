/* case_sheet.c -- see case_sheet.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/case_sheet.h"

#include "base/json.h"
#include "base/text.h"
#include "wire/csv.h"

#include <string.h>

static void put_cell(struct build *b, const char *s, const char *after)
{
    char *cell = arena_alloc(b->arena, 2 * strlen(s) + 4);

    build_bytes(b, cell, csv_quote(cell, s));
    build_text(b, after);
}

const char *case_sheet_csv(struct arena *a, const struct case_sheet *s)
{
    struct build b = {.arena = a};

    build_text(&b, "section,entry,field,value,words\r\n");
    for (size_t i = 0; i < s->len; i++) {
        const struct sheet_line *l = &s->lines[i];

        put_cell(&b, l->part->name, ",");
        build_int(&b, (int64_t)l->entry + 1);
        build_char(&b, ',');
        put_cell(&b, l->field, ",");
        put_cell(&b, l->value, ",");
        put_cell(&b, l->words, "\r\n");
    }
    return build_done(&b);
}

size_t sheet_entry_end(const struct case_sheet *s, size_t i)
{
    const struct sheet_line *first = &s->lines[i];

    while (i < s->len && s->lines[i].part == first->part &&
           s->lines[i].entry == first->entry)
        i++;
    return i;
}

static void put_entry(struct json_out *o, const struct case_sheet *s, size_t from,
                      size_t end)
{
    json_map(o, NULL);
    for (size_t i = from; i < end; i++)
        json_put_text(o, s->lines[i].field, s->lines[i].value);
    json_end_map(o);
}

const char *case_sheet_json(struct arena *a, const struct case_sheet *s)
{
    struct json_out o = {.arena = a};
    size_t end;

    json_map(&o, NULL);
    json_put_text(&o, "format", "doorstep-case");
    json_put_int(&o, "version", 1);
    for (size_t i = 0; i < s->len;) {
        const struct sheet_part *part = s->lines[i].part;

        json_list(&o, part->name);
        for (; i < s->len && s->lines[i].part == part; i = end) {
            end = sheet_entry_end(s, i);
            put_entry(&o, s, i, end);
        }
        json_end_list(&o);
    }
    json_end_map(&o);
    return json_done(&o);
}

const char *sheet_entry_words(struct arena *a, const struct case_sheet *s, size_t from,
                              size_t end)
{
    struct build b = {.arena = a};

    for (size_t i = from; i < end; i++) {
        if (s->lines[i].apart)
            continue;
        if (b.len > 0)
            build_text(&b, " · ");
        build_text(&b, s->lines[i].words);
    }
    return build_done(&b);
}

static void put_text_entry(struct build *b, const struct case_sheet *s, size_t from,
                           size_t end)
{
    bool list = s->lines[from].part->list;

    if (list) {
        build_text(b, "- ");
        build_text(b, sheet_entry_words(b->arena, s, from, end));
        build_char(b, '\n');
    }
    for (size_t i = from; i < end; i++) {
        const struct sheet_line *l = &s->lines[i];

        if (list && !l->apart)
            continue;
        build_text(b, list ? "  " : l->label);
        build_text(b, list ? "" : ": ");
        build_text(b, l->words);
        build_char(b, '\n');
    }
}

const char *case_sheet_text(struct arena *a, const struct case_sheet *s)
{
    struct build b = {.arena = a};
    const struct sheet_part *part = NULL;
    size_t end;

    build_text(&b, s->title);
    build_char(&b, '\n');
    for (size_t i = 0; i < s->len; i = end) {
        end = sheet_entry_end(s, i);
        if (s->lines[i].part != part) {
            part = s->lines[i].part;
            build_char(&b, '\n');
            build_text(&b, text(s->lang, part->title));
            build_char(&b, '\n');
        }
        put_text_entry(&b, s, i, end);
    }
    return build_done(&b);
}
