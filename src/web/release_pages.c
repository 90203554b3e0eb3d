/* release_pages.c -- requests for public records, for the records officer.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/release_pages.h"

#include "app/calendar.h"
#include "app/release_app.h"
#include "app/release_span.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/limits.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/desk_words.h"
#include "web/layout.h"
#include "web/views_release.h"

#include <string.h>

/* What ended it, or took that back. */
const char *release_step_words(const struct session *s, const char *kind)
{
    static const struct {
        const char *kind, *msg;
    } words[] = {
        {"answered", "release.state_answered"},
        {"denied", "release.state_denied"},
        {"reopened", "release.state_reopened"},
        {"withdrawn", "release.state_withdrawn"},
    };

    for (size_t i = 0; i < COUNT(words); i++)
        if (str_same(words[i].kind, kind))
            return text(s->lang, words[i].msg);
    return kind;
}

/* "Nov 24", of another year "Nov 24, 2025". */
static const char *day_words(struct session *s, struct day d, struct day today)
{
    int year[2], month, n;

    day_split(d, &year[0], &month, &n);
    day_split(today, &year[1], &month, &n);
    return when_day(s->arena, s->lang, d, year[0] == year[1] ? WHEN_SHORT : WHEN_DATED);
}

static const char *clock_words(struct session *s, const struct release_request *r,
                               struct day today, const char **shape)
{
    static const char *const shapes[] = {"ahead", "attention", "late", "done"};
    enum release_clock clock = release_clock_of(r, today);
    struct day due = day_is_set(r->later) ? r->later : r->due;

    *shape = shapes[clock];
    if (clock == RELEASE_ENDED)
        return release_step_words(s, r->state);
    return text_fill(s->arena, s->lang,
                     clock == RELEASE_LATE ? "release.clock_late" : "release.clock_due",
                     "day", day_words(s, due, today), NULL);
}

/* "3 days left", of those that are in time. */
static const char *left_words(struct session *s, const struct release_request *r,
                              struct day today)
{
    int32_t left = (day_is_set(r->later) ? r->later.n : r->due.n) - today.n;
    enum release_clock clock = release_clock_of(r, today);

    if (clock == RELEASE_ENDED || clock == RELEASE_LATE)
        return NULL;
    return text_fill(s->arena, s->lang, "release.days_left", "n",
                     build_number(s->arena, left), NULL);
}

static const struct desk_row_view *rows_of(struct session *s,
                                           const struct release_requests *of,
                                           struct day today)
{
    struct desk_row_view *to = arena_array(s->arena, struct desk_row_view, of->len + 1);

    for (size_t i = 0; i < of->len; i++) {
        const struct release_request *r = &of->of[i];

        to[i] = (struct desk_row_view){
            .url = url_of(s->arena, "/records/%s", page_id(s, id_of(r->id))),
            .title = desk_address(s, r->number, r->street, ""),
            .detail = *r->name != '\0' ? r->name : text(s->lang, asker_msgid(r->asker)),
            .who = day_words(s, r->received, today),
        };
        to[i].state = clock_words(s, r, today, &to[i].shape);
        to[i].more = left_words(s, r, today);
    }
    return to;
}

SHOW(releases_show)
{
    const struct releases_page *p = out;
    struct view_release_list v = {
        .open = rows_of(s, &p->open, p->today),
        .done = rows_of(s, &p->done, p->today),
        .open_len = p->open.len,
        .done_len = p->done.len,
    };

    (void)in;
    page_begin(rq, s, text(s->lang, "release.title"));
    view_release_list(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

/* ---- a new one ---- */

READ(release_find_read)
{
    struct intake_in *f = arena_new(rq->arena, struct intake_in);
    const char *property = desk_asked(rq, "property");
    struct id id = {{0}};

    if (property[0] != '\0' && !id_parse(property, strlen(property), &id))
        return failed(ERR_NOT_FOUND, "error.not_found");
    f->property = id_to(property, id);
    f->line = "";
    f->words = req_query(rq, "q");
    if (utf8_len(f->words) > LIMIT_ADDRESS)
        f->words = "";
    *in = f;
    return ok();
}

static void show_find(struct req *rq, struct session *s, const struct intake_in *asked,
                      const struct intake_page *p)
{
    struct desk_row_view *rows =
        arena_array(s->arena, struct desk_row_view, p->found_len + 1);
    struct view_release_find v = {.search = {"/records/new"},
                                  .label = text(s->lang, "request.address"),
                                  .hint = text(s->lang, "request.address_hint"),
                                  .words = asked->words,
                                  .found = rows,
                                  .found_len = p->found_len,
                                  .none = asked->words[0] != '\0' && p->found_len == 0};

    for (size_t i = 0; i < p->found_len; i++) {
        const struct home *h = &p->found[i];

        rows[i] = (struct desk_row_view){
            .url = url_of(s->arena, "/records/new?property=%s", page_id(s, id_of(h->id))),
            .title = desk_address(s, h->number, h->street, h->unit),
            .detail = h->postcode};
    }
    page_begin(rq, s, text(s->lang, "release.take"));
    view_release_find(&rq->out, &v);
    page_end(rq, s);
}

static void show_new(struct req *rq, struct session *s, const struct intake_page *p)
{
    const struct home *h = &p->chosen;
    struct view_release_new v = {
        .csrf = csrf_input(s),
        .id = shown(rq, "id", minted(s)),
        .property = page_id(s, id_of(h->id)),
        .address = desk_address(s, h->number, h->street, ""),
        .name = shown(rq, "name", ""),
        .reply = shown(rq, "reply", ""),
        .first = shown(rq, "first", ""),
        .last = shown(rq, "last", ""),
        .received = shown(rq, "received", desk_day_value(s, p->today)),
        .today = desk_day_value(s, p->today),
        .asker_fault = fault_text(rq, s, "asker"),
        .name_fault = fault_text(rq, s, "name"),
        .reply_fault = fault_text(rq, s, "reply"),
        .first_fault = fault_text(rq, s, "first"),
        .last_fault = fault_text(rq, s, "last"),
        .received_fault = fault_text(rq, s, "received"),
        .hold = minted(s),
        .reason = shown(rq, "reason", ""),
        .reason_fault = fault_text(rq, s, "reason"),
    };

    SET_OPTIONS(v, askers, options_of(s, &asker_codes, shown(rq, "asker", NULL)));
    page_begin(rq, s, v.address);
    view_release_new(&rq->out, &v);
    page_end(rq, s);
}

SHOW(release_new_show)
{
    const struct intake_page *p = out;

    if (p->is_chosen)
        show_new(rq, s, p);
    else
        show_find(rq, s, in, p);
    return ok();
}

READ(release_read)
{
    struct release_form *f = arena_new(rq->arena, struct release_form);

    f->id = id_to(release, form_id(rq, "id"));
    f->property = id_to(property, form_id(rq, "property"));
    f->asker = (enum asker)form_code(rq, "asker", &asker_codes, "release.asker_missing");
    f->name = form_text(rq, "name", RELEASE_NAME_MAX);
    f->reply = form_text(rq, "reply", RELEASE_REPLY_MAX);
    f->first = form_day(rq, "first");
    f->last = form_day(rq, "last");
    f->received = form_day(rq, "received");
    if (f->reply == NULL && req_fault_of(rq, "reply") == NULL)
        req_fault(rq, "reply", "release.reply_missing");
    *in = f;
    return form_check(rq);
}

SHOW(to_release)
{
    struct id id;

    (void)in;
    if (out != NULL)
        id = id_of(*(const struct release_id *)out);
    else
        TRY(param_id(rq, 0, &id));
    resp_see_other(rq, "/records/%s", page_id(s, id));
    return ok();
}

/* ---- one ---- */

READ(release_one_read)
{
    struct release_ref *f = arena_new(rq->arena, struct release_ref);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(release, id);
    *in = f;
    return ok();
}

static const char *number_words(struct session *s, int64_t n)
{
    struct build b = {.arena = s->arena};

    build_int(&b, n);
    return build_done(&b);
}

void release_fill_span(struct session *s, const struct release_request *r,
                       struct fact_view *to, size_t *len)
{
    struct release_span span[RELEASE_SPAN];
    size_t n = release_span_of(s, r, span);

    for (size_t i = 0; i < n; i++)
        to[(*len)++] = (struct fact_view){span[i].label, span[i].value};
}

static void fill_facts(struct session *s, const struct release_page *p,
                       struct view_release_request *v)
{
    struct fact_view *to = arena_array(s->arena, struct fact_view, 9);
    const struct release_request *r = &p->r;

    v->facts = to;
    to[v->facts_len++] = (struct fact_view){text(s->lang, "release.asker"),
                                            text(s->lang, asker_msgid(r->asker))};
    if (*r->name != '\0')
        to[v->facts_len++] = (struct fact_view){text(s->lang, "release.name"), r->name};
    to[v->facts_len++] = (struct fact_view){text(s->lang, "release.reply"), r->reply};
    to[v->facts_len++] = (struct fact_view){text(s->lang, "release.received"),
                                            session_long_day(s, r->received)};
    release_fill_span(s, r, to, &v->facts_len);
    to[v->facts_len++] = (struct fact_view){
        text(s->lang, "release.taken"),
        text_fill(s->arena, s->lang, "release.by", "day", word_when(s, r->taken_at),
                  "who", p->taken_name ? p->taken_name : text(s->lang, "case.somebody"),
                  NULL)};
    if (r->ended_at != 0 && p->steps_len == 0) /* before it was said by whom */
        to[v->facts_len++] = (struct fact_view){
            release_step_words(s, r->state),
            when_instant(s->arena, s->lang, s->zone, r->ended_at, WHEN_LONG)};
    if (day_is_set(r->later))
        to[v->facts_len++] = (struct fact_view){
            text(s->lang, "release.later"),
            text_fill(s->arena, s->lang, "release.later_told", "day",
                      session_long_day(s, r->later), "why", r->later_why, NULL)};
}

static const char *sheet_words(const struct session *s, const char *name)
{
    for (size_t i = 0; i < release_sheets_len; i++)
        if (str_same(release_sheets[i].name, name))
            return text(s->lang, release_sheets[i].msgid);
    return name;
}

static void fill_sheets(struct session *s, const struct release_page *p,
                        struct view_release_request *v)
{
    struct fact_view *to = arena_array(s->arena, struct fact_view, release_sheets_len);

    v->sheets = to;
    for (size_t i = 0; i < release_sheets_len; i++) {
        int64_t n = 0;

        for (size_t l = 0; l < p->text.len; l++)
            n += str_same(p->text.lines[l].sheet, release_sheets[i].name);
        if (n > 0)
            to[v->sheets_len++] = (struct fact_view){
                sheet_words(s, release_sheets[i].name), number_words(s, n)};
    }
}

static void fill_withheld(struct session *s, const struct release_counts *n,
                          struct view_release_request *v)
{
    struct fact_view *to = arena_array(s->arena, struct fact_view, exemptions_len + 2);

    v->withheld = to;
    for (size_t i = 0; i < exemptions_len; i++) {
        int64_t held = n->cut.withheld[exemptions[i].letter - 'a'];

        if (held > 0)
            to[v->withheld_len++] = (struct fact_view){text(s->lang, exemptions[i].msgid),
                                                       number_words(s, held)};
    }
    to[v->withheld_len++] = (struct fact_view){text(s->lang, "release.masked"),
                                               number_words(s, n->cut.masked)};
    to[v->withheld_len++] =
        (struct fact_view){text(s->lang, "release.ahead"), number_words(s, n->ahead)};
}

/* "Violations · P1-V2": by the last name of its line in the file, so that it can be found
 * there. */
static const char *line_words(struct session *s, const struct release_page *p,
                              const struct release_line *l)
{
    const char *parts[2] = {sheet_words(s, l->sheet), NULL};

    for (size_t n = 0; n < l->len; n++) {
        const struct redaction *r = redaction_find(l->sheet, l->columns[n]);

        if (r != NULL && r->fate[p->r.asker] == FATE_REF && *l->cells[n] != '\0')
            parts[1] = l->cells[n];
    }
    return parts[1] != NULL ? word_join(s, parts, 2, " · ") : parts[0];
}

/* The texts that people wrote freely: only eyes find a name. */
static void fill_texts(struct session *s, const struct release_page *p,
                       struct view_release_request *v)
{
    struct release_words_view *to =
        arena_array(s->arena, struct release_words_view, 4 * p->text.len + 1);

    v->texts = to;
    for (size_t i = 0; i < p->text.len; i++) {
        const struct release_line *l = &p->text.lines[i];

        for (size_t n = 0; n < l->len; n++) {
            const struct redaction *r = redaction_find(l->sheet, l->columns[n]);

            if (r == NULL || r->fate[p->r.asker] != FATE_MASK || *l->cells[n] == '\0')
                continue;
            to[v->texts_len++] =
                (struct release_words_view){line_words(s, p, l), l->cells[n]};
        }
    }
}

/* "user:ID", or a command's. */
static const char *maker(struct session *s, const struct release_page *p,
                         const char *actor)
{
    struct id id;
    const char *name = NULL;

    if (strncmp(actor, "user:", 5) == 0 && id_parse(actor + 5, strlen(actor + 5), &id))
        name = staff_name(&p->staff, id_to(user, id));
    return name != NULL ? name : text(s->lang, "case.somebody");
}

static void fill_files(struct session *s, const struct release_page *p,
                       struct view_release_request *v)
{
    const char *id = page_id(s, id_of(p->r.id));
    struct release_file_view *to =
        arena_array(s->arena, struct release_file_view, p->made_len + 1);

    v->files = to;
    v->files_len = p->made_len;
    for (size_t i = 0; i < p->made_len; i++) {
        const struct release_made *m = &p->made[i];
        int64_t held = 0;

        for (int l = 0; l < EXEMPTIONS_MAX; l++)
            held += m->counts.cut.withheld[l];
        to[i] = (struct release_file_view){
            .pdf = url_of(s->arena, "/records/%s/files/%s/record.pdf", id,
                          page_id(s, m->id)),
            .csv = url_of(s->arena, "/records/%s/files/%s/record.csv", id,
                          page_id(s, m->id)),
            .when = text_fill(s->arena, s->lang, "release.by", "day", word_when(s, m->at),
                              "who", maker(s, p, m->by), NULL),
            .what =
                text_fill(s->arena, s->lang, "release.file_what", "lines",
                          number_words(s, m->counts.lines), "n", number_words(s, held),
                          "masked", number_words(s, m->counts.cut.masked), NULL),
            .gone = !str_starts(m->by, "user:") ? text(s->lang, "release.file_command")
                    : p->gone[i]                ? text(s->lang, "release.file_gone")
                                                : NULL,
        };
    }
}

/* "Denied: November 24, 3:05 pm, by Ana · (c) Personal privacy", and why. */
static void fill_steps(struct session *s, const struct release_page *p,
                       struct view_release_request *v)
{
    struct release_step_view *to =
        arena_array(s->arena, struct release_step_view, p->steps_len + 1);

    v->steps = to;
    v->steps_len = p->steps_len;
    for (size_t i = 0; i < p->steps_len; i++) {
        const struct release_step *t = &p->steps[i];
        const char *who = staff_name(&p->staff, t->by);

        to[i] = (struct release_step_view){
            .what = release_step_words(s, t->kind),
            .when = text_fill(s->arena, s->lang, "release.by", "day",
                              when_instant(s->arena, s->lang, s->zone, t->at, WHEN_LONG),
                              "who", who ? who : text(s->lang, "case.somebody"), NULL),
            .exempt = release_exempt_words(s, t->exempt),
            .words = t->words[0] != '\0' ? t->words : NULL};
    }
}

static void fill_denial(struct req *rq, struct session *s, const struct release_page *p,
                        struct view_release_request *v)
{
    struct option_view *to = arena_array(s->arena, struct option_view, exemptions_len);
    const char *id = page_id(s, id_of(p->r.id));

    for (size_t i = 0; i < exemptions_len; i++) {
        char letter[] = {exemptions[i].letter, '\0'};

        to[i] = (struct option_view){.value = arena_copy(s->arena, letter, 1),
                                     .label = text(s->lang, exemptions[i].msgid),
                                     .on = ticked(rq, "exempt", letter)};
    }
    v->exempts = to;
    v->exempts_len = exemptions_len;
    v->deny_url = url_of(s->arena, "/records/%s/deny", id);
    v->deny = shown(rq, "deny", "");
    v->deny_fault = fault_text(rq, s, "deny");
    v->letter_url = url_of(s->arena, "/records/%s/denial", id);
    v->is_denied = str_same(p->r.state, "denied");
    v->again_url = url_of(s->arena, "/records/%s/reopen", id);
    v->again = shown(rq, "again", "");
    v->again_fault = fault_text(rq, s, "again");
}

SHOW(release_show)
{
    const struct release_page *p = out;
    const char *id = page_id(s, id_of(p->r.id));
    struct view_release_request v = {
        .csrf = csrf_input(s),
        .address = desk_address(s, p->r.number, p->r.street, ""),
        .file = minted(s),
        .until = shown(rq, "until", ""),
        .why = shown(rq, "why", ""),
        .until_fault = fault_text(rq, s, "until"),
        .why_fault = fault_text(rq, s, "why"),
        .make_url = url_of(s->arena, "/records/%s/make", id),
        .later_url = url_of(s->arena, "/records/%s/later", id),
        .end_url = url_of(s->arena, "/records/%s/end", id),
        .rev = p->r.rev,
        .is_open = str_same(p->r.state, "open"),
        .may_answer = p->made_len > 0,
        .late_open = shown(rq, "why", "")[0] != '\0' ||
                     shown(rq, "until", "")[0] != '\0' || fault_text(rq, s, "until") ||
                     fault_text(rq, s, "why"),
    };

    (void)in;
    v.state = clock_words(s, &p->r, p->today, &v.shape);
    v.latest = text_fill(s->arena, s->lang, "release.later_hint", "due",
                         session_long_day(s, p->r.due), "latest",
                         session_long_day(s, p->latest), NULL);
    v.lines = text_fill(s->arena, s->lang, "release.lines", "lines",
                        number_words(s, p->text.counts.lines), "n",
                        number_words(s, p->text.counts.properties), NULL);
    fill_facts(s, p, &v);
    fill_sheets(s, p, &v);
    fill_withheld(s, &p->text.counts, &v);
    fill_texts(s, p, &v);
    fill_files(s, p, &v);
    fill_steps(s, p, &v);
    fill_denial(rq, s, p, &v);
    release_fill_lost(rq, s, p, &v);
    page_begin(rq, s, v.address);
    view_release_request(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(release_later_read)
{
    struct release_later *f = arena_new(rq->arena, struct release_later);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(release, id);
    f->rev = form_int(rq, "rev");
    f->until = form_day(rq, "until");
    f->why = form_text(rq, "why", RELEASE_WHY_MAX);
    if (!day_is_set(f->until) && req_fault_of(rq, "until") == NULL)
        req_fault(rq, "until", "release.until_odd");
    if (f->why == NULL && req_fault_of(rq, "why") == NULL)
        req_fault(rq, "why", "release.why_missing");
    *in = f;
    return form_check(rq);
}

READ(release_end_read)
{
    struct release_end *f = arena_new(rq->arena, struct release_end);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(release, id);
    f->rev = form_int(rq, "rev");
    f->withdrawn = str_same(req_form(rq, "end"), "withdrawn");
    if (!f->withdrawn && !str_same(req_form(rq, "end"), "answered"))
        req_fault(rq, "", "errors.form");
    *in = f;
    return form_check(rq);
}

READ(release_make_read)
{
    struct release_file_in *f = arena_new(rq->arena, struct release_file_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(release, id);
    f->file = form_id(rq, "file");
    *in = f;
    return form_check(rq);
}

READ(release_file_read)
{
    struct release_file_in *f = arena_new(rq->arena, struct release_file_in);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->id = id_to(release, id);
    TRY(param_id(rq, 1, &f->file));
    *in = f;
    return ok();
}

SHOW(release_csv_show)
{
    (void)s, (void)in;
    rq->content_type = "text/csv; charset=utf-8";
    resp_header(rq, "Content-Disposition", "attachment; filename=\"public-record.csv\"");
    put_markup(&rq->out, out);
    return ok();
}
