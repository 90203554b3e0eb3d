/* release_store.c -- see release_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/release_store.h"

#include "core/build.h"
#include "core/str.h"
#include "store/cell.h"
#include "store/queries_enforcement.h"

#include <stdio.h>
#include <string.h>

enum { COLUMNS_MAX = 32, CELL_TEXT_MAX = 40 };

const struct release_sheet release_sheets[] = {
    {"property", "release.sheet.property", &q_release_property},
    {"inspection", "release.sheet.inspection", &q_release_inspection},
    {"inspection_request", "release.sheet.inspection_request",
     &q_release_inspection_request},
    {"no_entry", "release.sheet.no_entry", &q_release_no_entry},
    {"finding", "release.sheet.finding", &q_release_finding},
    {"finding_seen", "release.sheet.finding_seen", &q_release_finding_seen},
    {"finding_photo", "release.sheet.finding_photo", &q_release_finding_photo},
    {"addendum", "release.sheet.addendum", &q_release_addendum},
    {"delivery", "release.sheet.delivery", &q_release_delivery},
    {"extension", "release.sheet.extension", &q_release_extension},
    {"more_time", "release.sheet.more_time", &q_release_more_time},
};
const size_t release_sheets_len = COUNT(release_sheets);

/* What an identifier is called within the file. */
struct ref {
    struct ref *next;
    struct id id;
    const char *kind;
    int64_t n;
};

struct walk {
    struct db *db;
    const struct release_scope *scope;
    struct err (*line)(void *ctx, const struct release_line *l);
    void *ctx;
    struct release_counts *counts;
    struct arena *arena; /* of one property: emptied behind it */
    struct ref *refs;
    const struct release_sheet *sheet;
};

static enum fate fate_of(const struct redaction *r, enum asker asker)
{
    return r == NULL ? FATE_HIDE : r->fate[asker];
}

static char letter_of(const struct redaction *r)
{
    return r != NULL && r->letter != 0 ? r->letter : 'c';
}

static const char *plain(struct walk *w, const struct column *c, const struct cell *v)
{
    char s[CELL_TEXT_MAX];

    if (v->kind == CELL_NULL)
        return "";
    if (v->kind == CELL_INT) {
        snprintf(s, sizeof s, "%lld", (long long)v->n);
        return arena_copy(w->arena, s, strlen(s));
    }
    require(c->kind == COL_TEXT || c->kind == COL_DAY);
    return arena_copy(w->arena, v->p, v->len);
}

static const char *day_of(struct walk *w, const struct cell *v)
{
    char s[DAY_TEXT];

    if (v->kind == CELL_NULL)
        return "";
    day_format(zone_day(w->scope->zone, v->n), s);
    return arena_copy(w->arena, s, strlen(s));
}

static const char *masked(struct walk *w, const struct column *c, const struct cell *v)
{
    int found;
    const char *s = redaction_mask(w->arena, plain(w, c, v), &found);

    w->counts->cut.masked += found;
    return s;
}

/* "P3-V2": of the third property the second visit. */
static const char *ref_of(struct walk *w, const char *kind, const struct cell *v)
{
    struct id id;
    int64_t n = 1;
    char s[CELL_TEXT_MAX];
    const struct ref *found = NULL;

    if (v->kind == CELL_NULL)
        return "";
    require(v->len == sizeof id.b);
    memcpy(id.b, v->p, sizeof id.b);
    for (const struct ref *r = w->refs; r != NULL; r = r->next) {
        if (id_same(r->id, id))
            found = r;
        n += str_same(r->kind, kind);
    }
    if (found == NULL) {
        struct ref *r = arena_new(w->arena, struct ref);

        *r = (struct ref){w->refs, id, kind, n};
        w->refs = r;
        found = r;
    }
    snprintf(s, sizeof s, "P%lld", (long long)w->counts->properties);
    if (!str_same(kind, "property"))
        snprintf(s, sizeof s, "P%lld-%c%lld", (long long)w->counts->properties,
                 kind[0] - 'a' + 'A', (long long)found->n);
    return arena_copy(w->arena, s, strlen(s));
}

static const char *hidden(struct walk *w, char letter)
{
    char s[CELL_TEXT_MAX];

    w->counts->cut.withheld[letter - 'a']++;
    snprintf(s, sizeof s, "[withheld (%c)]", letter);
    return arena_copy(w->arena, s, strlen(s));
}

static const char *shown(struct walk *w, const struct redaction *r,
                         const struct column *c, const void *row)
{
    enum fate fate = fate_of(r, w->scope->asker);
    struct cell v;

    if (fate == FATE_HIDE)
        return hidden(w, letter_of(r));
    cell_load(c, row, &v);
    if (fate == FATE_DAY)
        return day_of(w, &v);
    if (fate == FATE_MASK)
        return masked(w, c, &v);
    if (fate == FATE_ORDER)
        return redaction_order(w->arena, plain(w, c, &v), w->scope->asker,
                               &w->counts->cut);
    return fate == FATE_REF ? ref_of(w, r->ref, &v) : plain(w, c, &v);
}

static struct err one_row(void *ctx, const void *out)
{
    struct walk *w = ctx;
    const struct query *q = w->sheet->q;
    const char *columns[COLUMNS_MAX], *cells[COLUMNS_MAX];
    struct release_line l = {w->sheet->name, columns, cells, 0};

    require(q->out_len <= COLUMNS_MAX);
    for (size_t i = 0; i < q->out_len; i++) {
        const struct redaction *r = redaction_find(l.sheet, q->out[i].name);

        if (fate_of(r, w->scope->asker) == FATE_INNER)
            continue;
        columns[l.len] = q->out[i].name;
        cells[l.len++] = shown(w, r, &q->out[i], out);
    }
    w->counts->lines++;
    return w->line(w->ctx, &l);
}

size_t release_columns(const struct release_sheet *sheet, struct arena *a,
                       const char *const **out)
{
    const char **columns = arena_array(a, const char *, sheet->q->out_len);
    size_t len = 0;

    for (size_t i = 0; i < sheet->q->out_len; i++) {
        const char *name = sheet->q->out[i].name;

        if (fate_of(redaction_find(sheet->name, name), ASKER_ANYBODY) != FATE_INNER)
            columns[len++] = name;
    }
    *out = columns;
    return len;
}

/* Every sheet takes the beginning of it: the property alone, its days, or today too. */
struct span {
    struct property_id property;
    struct day first, last, today;
};

static struct err one_property(struct walk *w, struct property_id property)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct span in = {property, w->scope->first, w->scope->last, w->scope->today};
    struct q_release_ahead_out ahead;

    w->arena = &arena;
    w->refs = NULL;
    w->counts->properties++;
    TRY(db_one(w->db, &q_release_ahead,
               &(struct q_release_ahead_in){property, w->scope->today}, &ahead, &arena));
    w->counts->ahead += ahead.n;
    for (size_t i = 0; i < release_sheets_len; i++) {
        w->sheet = &release_sheets[i];
        TRY(db_each(w->db, w->sheet->q, &in, one_row, w));
    }
    return ok();
}

/* All of the city's properties, found before the first is walked. */
struct found {
    struct arena *arena;
    struct property_id *of;
    size_t len, cap;
};

static struct err keep(void *ctx, const void *out)
{
    struct found *f = ctx;
    const struct q_release_all_out *row = out;

    if (f->len == f->cap) {
        size_t cap = f->cap ? 2 * f->cap : 256;
        struct property_id *more = arena_array(f->arena, struct property_id, cap);

        if (f->len > 0)
            memcpy(more, f->of, f->len * sizeof *more);
        f->of = more;
        f->cap = cap;
    }
    f->of[f->len++] = row->id;
    return ok();
}

static struct err find(struct db *db, const struct release_scope *s, struct found *f)
{
    struct q_release_all_in all = {s->first, s->last};
    struct q_release_places_in in = {s->property};
    struct q_release_places_out *rows;
    size_t len;

    if (!id_is_set(id_of(s->property)))
        return db_each(db, &q_release_all, &all, keep, f);
    TRY(db_many(db, &q_release_places, &in, &rows, &len, f->arena));
    for (size_t i = 0; i < len; i++)
        TRY(keep(f, &(struct q_release_all_out){rows[i].id}));
    return ok();
}

struct err release_walk(struct db *db, const struct release_scope *scope,
                        struct err (*line)(void *ctx, const struct release_line *l),
                        void *ctx, struct release_counts *counts)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct found found = {.arena = &arena};
    struct walk w = {
        .db = db, .scope = scope, .line = line, .ctx = ctx, .counts = counts};

    require(day_is_set(scope->today));
    *counts = (struct release_counts){0};
    TRY(find(db, scope, &found));
    for (size_t i = 0; i < found.len; i++)
        TRY(one_property(&w, found.of[i]));
    return ok();
}

struct err release_request_add(struct db *db, const struct release_request *r)
{
    return db_exec(db, &q_release_request_add,
                   &(struct q_release_request_add_in){
                       .id = r->id,
                       .property = r->property,
                       .asker = asker_name(r->asker),
                       .name = r->name,
                       .reply = r->reply,
                       .from_day = r->first,
                       .to_day = r->last,
                       .received_day = r->received,
                       .due_day = r->due,
                       .taken_by = r->taken_by,
                       .taken_at = r->taken_at,
                   });
}

static struct err asker_of(const char *word, enum asker *out)
{
    return asker_parse(word, out) ? ok() : failed(ERR_BROKEN, "errors.store.code");
}

struct err release_request_load(struct db *db, struct release_id id, struct arena *a,
                                struct release_request *out)
{
    struct q_release_request_one_out row;

    TRY(db_one(db, &q_release_request_one, &(struct q_release_request_one_in){id}, &row,
               a));
    *out = (struct release_request){
        .id = id,
        .property = row.property,
        .number = row.number,
        .street = row.street,
        .place = row.place,
        .postcode = row.postcode,
        .name = row.name,
        .reply = row.reply,
        .first = row.from_day,
        .last = row.to_day,
        .received = row.received_day,
        .due = row.due_day,
        .later = row.later_day,
        .later_why = row.later_why,
        .state = row.state,
        .taken_by = row.taken_by,
        .taken_at = row.taken_at,
        .ended_at = row.ended_at,
        .rev = row.rev,
    };
    return asker_of(row.asker, &out->asker);
}

struct err release_requests_load(struct db *db, bool open, struct arena *a,
                                 struct release_requests *out)
{
    struct q_release_request_list_out *rows;

    TRY(db_many(db, &q_release_request_list,
                &(struct q_release_request_list_in){open ? 1 : 0}, &rows, &out->len, a));
    out->of = arena_array(a, struct release_request, out->len + 1);
    for (size_t i = 0; i < out->len; i++) {
        out->of[i] = (struct release_request){
            .id = rows[i].id,
            .property = rows[i].property,
            .number = rows[i].number,
            .street = rows[i].street,
            .postcode = rows[i].postcode,
            .name = rows[i].name,
            .received = rows[i].received_day,
            .due = rows[i].due_day,
            .later = rows[i].later_day,
            .state = rows[i].state,
            .ended_at = rows[i].ended_at,
        };
        TRY(asker_of(rows[i].asker, &out->of[i].asker));
    }
    return ok();
}

struct err release_request_save(struct db *db, const struct release_request *r)
{
    return db_exec(db, &q_release_request_save,
                   &(struct q_release_request_save_in){
                       .id = r->id,
                       .later_day = r->later,
                       .later_why = r->later_why,
                       .state = r->state,
                       .ended_at = r->ended_at,
                       .rev = r->rev,
                   });
}

/* "c:12 f:3", by letter. */
static const char *withheld_text(struct arena *a, const struct release_counts *c)
{
    struct build b = {.arena = a};

    for (int i = 0; i < EXEMPTIONS_MAX; i++) {
        if (c->cut.withheld[i] == 0)
            continue;
        if (b.len > 0)
            build_char(&b, ' ');
        build_char(&b, (char)('a' + i));
        build_char(&b, ':');
        build_int(&b, c->cut.withheld[i]);
    }
    return build_done(&b);
}

static struct err withheld_read(const char *s, struct release_counts *out)
{
    char letter;
    long long n;
    int used;

    for (; sscanf(s, " %c:%lld%n", &letter, &n, &used) == 2; s += used) {
        if (letter < 'a' || letter > 'z')
            return failed(ERR_BROKEN, "errors.store.code");
        out->cut.withheld[letter - 'a'] = n;
    }
    return *s == '\0' ? ok() : failed(ERR_BROKEN, "errors.store.code");
}

struct err release_made_add(struct db *db, const struct release_made *m, struct arena *a)
{
    return db_exec(db, &q_release_file_add,
                   &(struct q_release_file_add_in){
                       .id = m->id,
                       .request = m->request,
                       .asker = asker_name(m->asker),
                       .made_by = m->by,
                       .made_at = m->at,
                       .lines = m->counts.lines,
                       .masked = m->counts.cut.masked,
                       .withheld = withheld_text(a, &m->counts),
                       .sha = m->sha,
                   });
}

struct err release_made_load(struct db *db, struct release_id request, struct arena *a,
                             struct release_made **out, size_t *len)
{
    struct q_release_file_list_out *rows;

    TRY(db_many(db, &q_release_file_list, &(struct q_release_file_list_in){request},
                &rows, len, a));
    *out = arena_array(a, struct release_made, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        (*out)[i] = (struct release_made){
            .id = rows[i].id,
            .request = request,
            .by = rows[i].made_by,
            .at = rows[i].made_at,
            .counts = {.lines = rows[i].lines, .cut.masked = rows[i].masked},
            .sha = rows[i].sha,
        };
        TRY(withheld_read(rows[i].withheld, &(*out)[i].counts));
    }
    return ok();
}

struct err office_save(struct db *db, const struct office *o)
{
    return db_exec(db, &q_office_set, &(struct q_office_set_in){o->name, o->timezone});
}

struct err office_load(struct db *db, struct arena *a, struct office *out)
{
    struct q_office_get_out row;

    TRY(db_one(db, &q_office_get, NULL, &row, a));
    *out = (struct office){row.name, row.timezone};
    return ok();
}
