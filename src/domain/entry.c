/* entry.c -- see entry.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/entry.h"

#include "core/build.h"
#include "core/day.h"
#include "core/str.h"
#include "domain/library.h"
#include "domain/limits.h"
#include "domain/sheet_number.h"
#include "domain/social.h"

#include <string.h>

#define ANY_ID "01900000-0000-7000-8000-000000000001"

struct pair {
    const char *control, *field;
};

/* clang-format off */
static const struct pair
    start_pairs[] = {{"unit", "unit"}, {"kind", "kind"}, {"occupancy", "occupancy"},
                     {"present", "present"}, {0}},
    closed_pairs[] = {{"unit", "unit"}, {"kind", "kind"}, {"inside", "reason"},
                      {"card_left", "card_left"}, {"next_day", "again_day"},
                      {"next_time", "again_time"}, {0}},
    finding_pairs[] = {{"code", "code"}, {"place", "place"}, {"note", "note"},
                       {"endangering", "endangering"}, {"responsible", "responsible"},
                       {"by", "correct_by"}, {0}},
    card_pairs[] = {{"card_left", "left"}, {"card_reason", "reason"}, {0}},
    sign_pairs[] = {{"signed_name", "name"}, {"entry", "entry"}, {"units", "units"},
                    {"habitable", "habitable"}, {0}},
    help_pairs[] = {{"unit", "unit"}, {"heat_payer", "heat_payer"}, {"urgency", "urgency"},
                    {"phone", "phone"}, {"knock", "knock"}, {"call_name", "call_name"},
                    {"message_ok", "message_ok"}, {"help_lang", "lang"},
                    {"method", "method"}, {"card_code", "card_code"},
                    {"choices", "choices"}, {0}};
/* clang-format on */

void entry_add(struct fields *f, struct arena *a, const char *name, const char *value)
{
    struct field *list = arena_array(a, struct field, f->len + 1);

    if (f->len > 0)
        memcpy(list, f->list, f->len * sizeof *list);
    list[f->len] = (struct field){name, value};
    *f = (struct fields){list, f->len + 1};
}

/* A fault's field lives as long as the program. */
static const char *control(const char *name, int row)
{
    /* clang-format off */
    static const char *const of_rows[][ENTRY_ROWS + 1] = {
        {"code", "code1", "code2", "code3", "code4", "code5", "code6"},
        {"place", "place1", "place2", "place3", "place4", "place5", "place6"},
        {"note", "note1", "note2", "note3", "note4", "note5", "note6"},
        {"endangering", "endangering1", "endangering2", "endangering3", "endangering4",
         "endangering5", "endangering6"},
        {"responsible", "responsible1", "responsible2", "responsible3", "responsible4",
         "responsible5", "responsible6"},
        {"by", "by1", "by2", "by3", "by4", "by5", "by6"},
    };
    /* clang-format on */

    for (size_t i = 0; row > 0 && i < COUNT(of_rows); i++)
        if (str_same(of_rows[i][0], name))
            return of_rows[i][row];
    return name;
}

static const char *get(const struct fields *form, const char *name, int row)
{
    return fields_get(form, control(name, row));
}

static struct entry_part part(enum op_kind kind, int row)
{
    return (struct entry_part){.kind = kind, .row = row};
}

static void take(const struct fields *form, const struct pair *pairs, struct arena *a,
                 struct entry_part *to)
{
    for (; pairs->control != NULL; pairs++) {
        const char *name = control(pairs->control, to->row), *value;

        for (size_t i = 0; (value = fields_nth(form, name, i)) != NULL; i++)
            if (value[0] != '\0')
                entry_add(&to->data, a, pairs->field, value);
    }
}

bool entry_row_used(const struct fields *form, int row)
{
    return get(form, "code", row)[0] != '\0' || get(form, "note", row)[0] != '\0' ||
           get(form, "place", row)[0] != '\0' || get(form, "by", row)[0] != '\0' ||
           get(form, "endangering", row)[0] != '\0';
}

bool entry_is_closed(const struct fields *form)
{
    const char *inside = fields_get(form, "inside");

    return inside[0] != '\0' && !str_same(inside, "yes");
}

/* ---- the instants ---- */

static bool instant(const char *day, const char *time, const struct zone *z, int64_t *out)
{
    struct day d;
    struct day whole;
    char text[24];
    int second;

    if (!day_parse(day, strlen(day), &d) || strlen(time) != 5)
        return false;
    memcpy(text, day, DAY_TEXT - 1); /* as long as that, or it were none */
    text[DAY_TEXT - 1] = ' ';
    memcpy(text + DAY_TEXT, time, 6);
    if (!day_time_parse(text, &whole, &second) || second < 0)
        return false;
    *out = zone_at_ms(z, d, second / 60);
    return true;
}

bool entry_began(const struct fields *form, const struct zone *z, int64_t *out)
{
    return instant(fields_get(form, "day"), fields_get(form, "time"), z, out);
}

bool entry_signed(const struct fields *form, const struct zone *z, int64_t *out)
{
    return instant(fields_get(form, "signed_day"), fields_get(form, "signed_time"), z,
                   out);
}

bool entry_next(const struct fields *form, struct day *out)
{
    const char *day = fields_get(form, "next_day");

    return day[0] != '\0' && day_parse(day, strlen(day), out);
}

static const struct edition *edition_of(const struct fields *form)
{
    const char *day = fields_get(form, "day");
    struct day d;

    return day_parse(day, strlen(day), &d) ? edition_on(d) : NULL;
}

/* ---- the ops ---- */

static struct entry_part finding(const struct fields *form, int row, struct arena *a)
{
    struct entry_part p = part(OP_FINDING_ADD, row);
    const struct edition *e = edition_of(form);
    const struct section *s;

    take(form, finding_pairs, a, &p);
    if (!entry_row_used(form, row) || e == NULL)
        return p;
    s = section_find(e, get(form, "code", row));
    for (size_t i = 0; s != NULL && i < p.data.len; i++)
        if (str_same(p.data.list[i].name, "code"))
            ((struct field *)(uintptr_t)p.data.list)[i].value = s->code;
    if (get(form, "endangering", row)[0] == '\0')
        entry_add(&p.data, a, "endangering", "0");
    entry_add(&p.data, a, "library", e->id);
    return p;
}

size_t entry_parts(const struct fields *form, struct arena *a,
                   struct entry_part out[ENTRY_PARTS])
{
    size_t n = 0;

    if (entry_is_closed(form)) {
        out[0] = part(OP_NO_ENTRY, 0);
        take(form, closed_pairs, a, &out[0]);
        return 1;
    }
    out[n] = part(OP_INSPECTION_START, 0);
    take(form, start_pairs, a, &out[n++]);
    for (int row = 1; row <= ENTRY_ROWS; row++)
        if (entry_row_used(form, row))
            out[n++] = finding(form, row, a);
    out[n] = part(OP_CARD_SET, 0);
    take(form, card_pairs, a, &out[n++]);
    out[n] = part(OP_INSPECTION_SIGN, 0);
    take(form, sign_pairs, a, &out[n++]);
    return n;
}

enum op_kind entry_help_kind(const struct fields *form)
{
    const char *said = fields_get(form, "help");

    return str_same(said, "yes")      ? OP_HELP_REQUEST
           : str_same(said, "nobody") ? OP_HELP_ALERT
           : str_same(said, "no")     ? OP_HELP_NO
                                      : OP_KINDS;
}

/* The form says of all choices at once how they are known. */
static const char *choice(const char *word, const char *known, struct arena *a)
{
    struct build b = {.arena = a};

    build_text(&b, word);
    build_char(&b, ':');
    build_text(&b, known);
    return build_done(&b);
}

struct entry_part entry_help(const struct fields *form, struct arena *a)
{
    struct entry_part p = part(entry_help_kind(form), 0);
    const char *left = fields_get(form, "card_left");
    const char *known = fields_get(form, "known"); /* entry_check asks for it */

    if (p.kind != OP_HELP_REQUEST) {
        entry_add(&p.data, a, "unit", fields_get(form, "unit"));
        if (p.kind == OP_HELP_ALERT)
            entry_add(&p.data, a, "card_left", left);
        return p;
    }
    take(form, help_pairs, a, &p);
    for (size_t i = 0; i < p.data.len; i++) {
        struct field *f = &((struct field *)(uintptr_t)p.data.list)[i];

        if (str_same(f->name, "choices"))
            f->value = choice(f->value, known[0] != '\0' ? known : "told", a);
    }
    entry_add(&p.data, a, "text_version", permission_version);
    return p;
}

/* ---- what is wrong with it ---- */

/* The control that a fault of an op's field belongs to. */
static const char *control_of(const struct pair *pairs, const char *field, int row)
{
    for (; pairs->control != NULL; pairs++)
        if (str_same(pairs->field, field))
            return control(pairs->control, row);
    return NULL;
}

static const struct pair *pairs_of(enum op_kind kind)
{
    switch (kind) {
    case OP_INSPECTION_START:
        return start_pairs;
    case OP_NO_ENTRY:
        return closed_pairs;
    case OP_FINDING_ADD:
        return finding_pairs;
    case OP_CARD_SET:
        return card_pairs;
    case OP_INSPECTION_SIGN:
        return sign_pairs;
    default:
        return help_pairs;
    }
}

/* Faults of what the office fills in itself are of no control, and cannot be. */
static void check_part(const struct entry_part *p, struct arena *a, struct faults *out)
{
    static const char *const ids[] = {"inspection", "property", "finding",
                                      "casefile",   "consent",  "no"};
    struct fields data = p->data;
    struct faults faults = {0};

    for (size_t i = 0; i < COUNT(ids); i++)
        entry_add(&data, a, ids[i], ANY_ID);
    if (fields_get(&data, "again_day")[0] != '\0')
        entry_add(&data, a, "again", ANY_ID);
    op_check(op_kind_name(p->kind), &data, &faults);
    for (size_t i = 0; i < faults.len; i++) {
        const char *name = control_of(pairs_of(p->kind), faults.of[i].field, p->row);

        if (name != NULL)
            fault_add(out, name, faults.of[i].msg);
    }
}

static void check_row(const struct fields *form, int row, struct faults *out)
{
    const struct edition *e = edition_of(form);
    const char *code = get(form, "code", row);

    if (e != NULL && code[0] != '\0' && section_find(e, code) == NULL)
        fault_add(out, control("code", row), "paper.section_unknown");
    if (get(form, "note", row)[0] == '\0')
        fault_add(out, control("note", row), "errors.required");
    if (fields_get(form, "social_ok")[0] == '\0' &&
        social_word(get(form, "note", row)) != NULL) {
        fault_add(out, control("note", row), "request.social");
        fault_add(out, "social_ok", "request.social");
    }
}

#define OLD_MS (60 * DAY_MS) /* a form lies about no longer */

static void check_signed(const struct fields *form, const struct zone *z, int64_t now,
                         struct faults *out)
{
    int64_t began = 0, ended = 0;
    bool has_began = entry_began(form, z, &began);

    if (!entry_signed(form, z, &ended))
        fault_add(
            out, fields_get(form, "signed_day")[0] == '\0' ? "signed_day" : "signed_time",
            "paper.time_missing");
    else if (has_began && (ended < began || ended > now))
        fault_add(out, "signed_time", "paper.signed_odd");
    if (fields_get(form, "on_paper")[0] == '\0')
        fault_add(out, "on_paper", "paper.not_signed");
}

/* A day that is over by the visit, or a year off, is a slip. */
static void check_next(const struct fields *form, const struct zone *z,
                       struct faults *out)
{
    const char *time = fields_get(form, "next_time"), *day = fields_get(form, "day");
    struct day next, visit;
    int64_t at;

    if (fields_get(form, "next_day")[0] == '\0') {
        if (time[0] != '\0')
            fault_add(out, "next_day", "errors.required");
        return;
    }
    if (!entry_next(form, &next) ||
        (day_parse(day, strlen(day), &visit) &&
         (next.n <= visit.n || next.n > visit.n + 1 + LIMIT_NO_DAYS)))
        fault_add(out, "next_day", "paper.next_odd");
    else if (time[0] != '\0' && !instant(fields_get(form, "next_day"), time, z, &at))
        fault_add(out, "next_time", "paper.next_odd");
}

static void check_began(const struct fields *form, const struct zone *z, int64_t now,
                        struct faults *out)
{
    int64_t began = 0;
    bool has_began = entry_began(form, z, &began);

    if (!has_began)
        fault_add(out, fields_get(form, "day")[0] == '\0' ? "day" : "time",
                  "paper.time_missing");
    else if (began > now || began < now - OLD_MS)
        fault_add(out, "day", "paper.time_odd");
}

/* A closed door has a card or none, and nothing that was seen behind it. */
static void check_inside(const struct fields *form, struct faults *out)
{
    if (fields_get(form, "inside")[0] == '\0')
        fault_add(out, "inside", "errors.required");
    if (!entry_is_closed(form))
        return;
    if (fields_get(form, "card_left")[0] == '\0')
        fault_add(out, "card_left", "errors.required");
    for (int row = 1; row <= ENTRY_ROWS; row++)
        if (entry_row_used(form, row)) {
            fault_add(out, "inside", "paper.inside_rows");
            return;
        }
}

static void check_number(const struct fields *form, struct faults *out)
{
    const char *typed = fields_get(form, "number");
    char number[SHEET_NUMBER_TEXT];

    if (typed[0] != '\0' && !sheet_number_read(typed, number))
        fault_add(out, "number", "paper.number_odd");
}

static void check_help(const struct fields *form, struct arena *a, struct faults *out)
{
    struct entry_part help = entry_help(form, a);

    if (help.kind == OP_KINDS) {
        if (!str_same(fields_get(form, "help"), "none"))
            fault_add(out, "help", "errors.required");
        return;
    }
    if (help.kind == OP_HELP_REQUEST && fields_get(form, "choices")[0] != '\0' &&
        fields_get(form, "known")[0] == '\0')
        fault_add(out, "known", "errors.required");
    entry_add(&help.data, a, "address", "-");
    if (help.kind == OP_HELP_REQUEST && fields_get(form, "choices")[0] == '\0')
        fault_add(out, "choices", "errors.required");
    check_part(&help, a, out);
}

void entry_check(const struct fields *form, const struct zone *z, int64_t now,
                 struct arena *a, struct faults *out)
{
    struct entry_part parts[ENTRY_PARTS];
    size_t len = entry_parts(form, a, parts);

    check_number(form, out);
    check_began(form, z, now, out);
    check_inside(form, out);
    for (size_t i = 0; i < len; i++) {
        if (parts[i].kind == OP_FINDING_ADD)
            check_row(form, parts[i].row, out);
        check_part(&parts[i], a, out);
    }
    if (!entry_is_closed(form))
        check_signed(form, z, now, out);
    check_next(form, z, out);
    check_help(form, a, out);
}
