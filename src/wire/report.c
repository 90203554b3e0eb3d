/* report.c -- see report.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/report.h"

#include "base/json.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"

#include <stdio.h>
#include <string.h>

const char *const edition_names[] = {
    [EDITION_INTERNAL] = "internal",
    [EDITION_PUBLIC] = "public",
};

const char *report_label(struct arena *a, const char *lang, const struct report_line *l)
{
    if (l->title != NULL)
        return text_fill(a, lang, l->label, "title", l->title, "word",
                         text(lang, l->word), NULL);
    if (l->word == NULL)
        return text(lang, l->label);
    return text_fill(a, lang, l->label, "word", text(lang, l->word), NULL);
}

static const char *number(struct arena *a, int64_t n, bool half)
{
    char s[32];

    snprintf(s, sizeof s, "%lld%s", (long long)n, half ? ".5" : "");
    return arena_copy(a, s, strlen(s));
}

const char *report_value(struct arena *a, const struct report_line *l)
{
    if (l->suppressed)
        return "";
    return l->none ? "–" : number(a, l->numerator, l->half);
}

static const char *day_text(struct arena *a, struct day d)
{
    char s[DAY_TEXT];

    day_format(d, s);
    return arena_copy(a, s, strlen(s));
}

static void put_line(struct json_out *o, const char *lang, const struct report_line *l)
{
    const char *value =
        l->suppressed || l->none ? "null" : number(o->arena, l->numerator, l->half);

    json_map(o, NULL);
    json_put_text(o, "id", l->id);
    json_put_raw(o, "numerator", value, strlen(value));
    if (l->plain)
        json_put_null(o, "denominator");
    else
        json_put_int(o, "denominator", l->denominator);
    json_put_int(o, "unknown", l->unknown);
    if (l->suppressed)
        json_put_bool(o, "suppressed", true);
    json_put_text(o, "label", report_label(o->arena, lang, l));
    json_put_text(o, "definition", text(lang, l->definition));
    json_end_map(o);
}

const char *report_json(struct arena *a, const struct report_sheet *r)
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "edition", edition_names[r->edition]);
    json_put_text(&o, "from", day_text(a, r->from));
    json_put_text(&o, "to", day_text(a, r->to));
    json_put_text(&o, "as_of", when_utc(a, r->as_of));
    json_list(&o, "lines");
    for (size_t i = 0; i < r->len; i++)
        put_line(&o, r->lang, &r->lines[i]);
    json_end_list(&o);
    json_end_map(&o);
    return json_done(&o);
}

/* RFC 4180: quoted, and quotes doubled. */
static void put_cell(struct build *b, const char *s, char after)
{
    build_char(b, '"');
    for (; *s != '\0'; s++) {
        if (*s == '"')
            build_char(b, '"');
        build_char(b, *s);
    }
    build_char(b, '"');
    build_char(b, after);
}

static void put_row(struct build *b, const struct report_sheet *r,
                    const struct report_line *l)
{
    put_cell(b, l->id, ',');
    if (!l->suppressed && !l->none)
        build_text(b, number(b->arena, l->numerator, l->half));
    build_char(b, ',');
    if (!l->plain)
        build_int(b, l->denominator);
    build_char(b, ',');
    build_int(b, l->unknown);
    build_text(b, l->suppressed ? ",yes," : ",,");
    put_cell(b, report_label(b->arena, r->lang, l), ',');
    put_cell(b, text(r->lang, l->definition), '\r');
    build_char(b, '\n');
}

const char *report_csv(struct arena *a, const struct report_sheet *r)
{
    struct build b = {.arena = a};

    build_text(&b, "id,numerator,denominator,unknown,suppressed,label,definition\r\n");
    for (size_t i = 0; i < r->len; i++)
        put_row(&b, r, &r->lines[i]);
    return build_done(&b);
}
