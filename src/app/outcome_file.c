/* outcome_file.c -- a file of outcomes into lines; see outcome_file.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/outcome_file.h"

#include "core/str.h"
#include "domain/casefile.h"
#include "domain/limits.h"
#include "wire/csv.h"

#include <string.h>
#include <strings.h>

enum { NUMBER, OUTCOME, DATE, NOTE, COLUMNS };
static const char *const columns[COLUMNS] = {"number", "outcome", "date", "note"};

struct reading {
    struct session *s;
    struct outcomes_page *page;
    int at[COLUMNS]; /* -1: not in this file */
    bool begun;
    const char *fault;
};

static const char *trimmed(struct arena *a, const char *s)
{
    size_t len;

    while (str_is_space(*s))
        s++;
    for (len = strlen(s); len > 0 && str_is_space(s[len - 1]);)
        len--;
    return arena_copy(a, s, len);
}

static void read_header(struct reading *r, const struct csv_row *row)
{
    r->begun = true;
    for (int c = 0; c < COLUMNS; c++) {
        r->at[c] = -1;
        for (size_t i = 0; row->wrong == NULL && i < row->len; i++)
            if (strcasecmp(trimmed(r->s->arena, row->field[i]), columns[c]) == 0)
                r->at[c] = (int)i;
    }
    if (r->at[NUMBER] < 0 || r->at[OUTCOME] < 0 || r->at[DATE] < 0)
        r->fault = "outcome.no_columns";
}

static const char *cell(const struct reading *r, const struct csv_row *row, int column)
{
    int at = r->at[column];

    return at < 0 || (size_t)at >= row->len ? "" : trimmed(r->s->arena, row->field[at]);
}

static void refuse(struct outcome_line *l, const char *why)
{
    if (l->found == LINE_REFUSED)
        return;
    l->found = LINE_REFUSED;
    l->why = why;
}

static bool is_outcome(const char *word)
{
    return codes_find(&outcome_codes, word) >= 0 ||
           codes_find(&close_reason_codes, word) >= 0 ||
           str_same(word, coarse_name(COARSE_CONNECTED));
}

static void read_line(struct reading *r, const struct csv_row *row)
{
    struct outcome_line *l = &r->page->lines[r->page->len++];

    *l = (struct outcome_line){.no = row->line, .number = "", .outcome = "", .date = ""};
    l->day = DAY_NONE;
    if (row->wrong != NULL) {
        refuse(l, "outcome.bad_line");
        return;
    }
    l->number = cell(r, row, NUMBER);
    l->outcome = cell(r, row, OUTCOME);
    l->date = cell(r, row, DATE);
    l->note = cell(r, row, NOTE);
    if (!is_outcome(l->outcome))
        refuse(l, "outcome.no_outcome");
    if (!day_parse(l->date, strlen(l->date), &l->day))
        refuse(l, "outcome.no_day");
    else if (l->day.n > session_today(r->s).n)
        refuse(l, "outcome.future");
    if (strlen(l->note) > LIMIT_NOTE / 2)
        refuse(l, "outcome.long_note");
}

static void take_row(void *ctx, const struct csv_row *row)
{
    struct reading *r = ctx;

    if (!r->begun)
        read_header(r, row);
    else if (r->page->len == OUTCOMES_MAX)
        r->fault = "outcome.too_many";
    else if (r->fault == NULL)
        read_line(r, row);
}

struct err outcome_file(struct session *s, const struct outcomes_in *in,
                        struct outcomes_page *p)
{
    struct csv *csv = arena_new(s->arena, struct csv);
    struct reading r = {.s = s, .page = p};

    p->csv = arena_copy(s->arena, in->csv, in->len);
    p->lines = arena_array(s->arena, struct outcome_line, OUTCOMES_MAX);
    csv_begin(csv, take_row, &r);
    csv_feed(csv, in->csv, in->len);
    csv_end(csv);
    if (r.fault == NULL && p->len == 0)
        r.fault = "outcome.empty";
    if (r.fault == NULL)
        return ok();
    return session_refuse(s, "file", r.fault);
}
