/* report_pages.c -- the evaluation, every line with what it is made of.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/report_pages.h"

#include "app/report_app.h"
#include "base/text.h"
#include "base/when.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/suppress.h"
#include "web/layout.h"
#include "web/report_words.h"
#include "web/views_report.h"

#include <stdio.h>
#include <string.h>

static struct err read_day(struct req *rq, const char *name, struct day *out)
{
    const char *s = req_query(rq, name);

    *out = DAY_NONE;
    if (*s == '\0' || day_parse(s, strlen(s), out))
        return ok();
    req_fault(rq, name, "report.bad_day");
    return failed(ERR_INVALID, "report.bad_day");
}

static struct err read_as(struct req *rq, const char *format, void **in)
{
    struct report_in *r = arena_new(rq->arena, struct report_in);
    struct period *p = &r->period;

    TRY(read_day(rq, "from", &p->first));
    TRY(read_day(rq, "to", &p->last));
    if (day_is_set(p->first) != day_is_set(p->last) || p->first.n > p->last.n)
        return failed(ERR_INVALID, "report.period");
    r->format = format;
    *in = r;
    return ok();
}

struct err report_read(struct req *rq, void **in)
{
    return read_as(rq, NULL, in);
}

struct err report_json_read(struct req *rq, void **in)
{
    return read_as(rq, "json", in);
}

struct err report_csv_read(struct req *rq, void **in)
{
    return read_as(rq, "csv", in);
}

static const char *int_text(struct arena *a, int64_t n)
{
    char s[24];

    snprintf(s, sizeof s, "%lld", (long long)n);
    return arena_copy(a, s, strlen(s));
}

/* "45 %", where there are enough cases to say so. */
static const char *percent(struct arena *a, const struct report_line *l)
{
    char s[32];

    if (l->plain || l->suppressed || l->none || l->half ||
        strncmp(l->id, "days-", 5) == 0 || !percent_allowed(l->denominator))
        return NULL;
    snprintf(s, sizeof s, "%lld %%",
             (long long)((200 * l->numerator / l->denominator + 1) / 2));
    return arena_copy(a, s, strlen(s));
}

static const struct line_view *line_views(struct arena *a, const struct report_sheet *r)
{
    struct line_view *v = arena_array(a, struct line_view, r->len + 1);

    for (size_t i = 0; i < r->len; i++) {
        const struct report_line *l = &r->lines[i];

        v[i] = (struct line_view){
            .label = report_label(a, r->lang, l),
            .id = l->id,
            .definition = text(r->lang, l->definition),
            .numerator = report_value(a, l),
            .denominator = l->plain ? NULL : int_text(a, l->denominator),
            .percent = percent(a, l),
            .unknown = l->unknown,
            .suppressed = l->suppressed,
        };
    }
    return v;
}

static struct report_sheet sheet_of(struct session *s, const struct report *r)
{
    struct report_line *lines = arena_array(s->arena, struct report_line, REPORT_LINES);

    return (struct report_sheet){
        .edition = EDITION_INTERNAL,
        .from = r->period.first,
        .to = r->period.last,
        .as_of = r->period.as_of,
        .lines = lines,
        .len = evaluation_lines(&r->e, EDITION_INTERNAL, LIMIT_SMALL, lines),
        .lang = s->lang,
    };
}

static struct url download(struct session *s, const struct report_sheet *r,
                           const char *ending)
{
    char from[DAY_TEXT], to[DAY_TEXT];

    day_format(r->from, from);
    day_format(r->to, to);
    return url_of(s->arena, "/reports/evaluation.%s?from=%s&to=%s", ending, from, to);
}

static struct err page_show(struct req *rq, struct session *s,
                            const struct report_sheet *r)
{
    char from[DAY_TEXT], to[DAY_TEXT];
    struct view_report_evaluation v = {
        .city = s->city_name,
        .period = report_period_words(s->arena, s->lang, r->from, r->to),
        .from = from,
        .to = to,
        .as_of = report_as_of(s->arena, s->lang, s->zone, r->as_of),
        .edition = text(s->lang, "report.internal"),
        .json = download(s, r, "json"),
        .csv = download(s, r, "csv"),
        .lines = line_views(s->arena, r),
        .lines_len = r->len,
    };

    day_format(r->from, from);
    day_format(r->to, to);
    page_begin_wide(rq, s, text(s->lang, "report.title"));
    view_report_evaluation(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

struct err evaluation_show(struct req *rq, struct session *s, const void *in,
                           const void *out)
{
    const struct report_in *asked = in;
    struct report_sheet r = sheet_of(s, out);

    if (asked->format == NULL)
        return page_show(rq, s, &r);
    if (str_same(asked->format, "json")) {
        rq->content_type = "application/json";
        put_markup(&rq->out, report_json(s->arena, &r));
        return ok();
    }
    rq->content_type = "text/csv; charset=utf-8";
    resp_header(rq, "Content-Disposition", "attachment; filename=\"evaluation.csv\"");
    put_markup(&rq->out, report_csv(s->arena, &r));
    return ok();
}

void report_paper_put(struct out *o, struct arena *a, const struct report_paper *p)
{
    const struct report_sheet *r = p->sheet;
    struct view_report_paper v = {
        .lang = r->lang,
        .city = p->city,
        .period = report_period_words(a, r->lang, r->from, r->to),
        .as_of = report_as_of(a, r->lang, p->zone, r->as_of),
        .edition = text(r->lang, r->edition == EDITION_PUBLIC ? "report.public"
                                                              : "report.internal"),
        .lines = line_views(a, r),
        .lines_len = r->len,
    };

    o->lang = r->lang;
    view_report_paper(o, &v);
}
