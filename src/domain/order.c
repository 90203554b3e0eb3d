/* order.c -- see order.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/order.h"

#include <string.h>

#include "core/build.h"
#include "core/day.h"
#include "core/str.h"
#include "domain/data.h"

#define W data_order_words

static void line(struct build *b, const char *text)
{
    build_text(b, text);
    build_char(b, '\n');
}

/* "Property: 12 Main St"; nothing when there is no value. */
static void labelled(struct build *b, const char *label, const char *value)
{
    if (value[0] == '\0')
        return;
    build_text(b, label);
    build_char(b, ' ');
    line(b, value);
}

/* Later lines of a note stand under its first. */
static void indented(struct build *b, const char *text)
{
    for (; *text != '\0'; text++) {
        build_char(b, *text);
        if (*text == '\n')
            build_text(b, "      ");
    }
    build_char(b, '\n');
}

/* "Tuesday, November 24, 2026"; nothing of what is no day. */
static bool put_day(struct build *b, const char *text)
{
    struct day d;
    int year, month, dom;

    if (!day_parse(text, strlen(text), &d))
        return false;
    day_split(d, &year, &month, &dom);
    build_text(b, W.weekdays[day_weekday(d)]);
    build_text(b, ", ");
    build_text(b, W.months[month - 1]);
    build_char(b, ' ');
    build_int(b, dom);
    build_text(b, ", ");
    build_int(b, year);
    return true;
}

/* ", 2:05 pm" */
static void put_minute(struct build *b, const char *text)
{
    int64_t minute;

    if (!str_number(text, 1439, &minute))
        return;
    build_text(b, ", ");
    build_int(b, minute / 60 % 12 == 0 ? 12 : minute / 60 % 12);
    build_char(b, ':');
    build_char(b, (char)('0' + minute % 60 / 10));
    build_char(b, (char)('0' + minute % 10));
    build_text(b, minute < 720 ? " am" : " pm");
}

static void put_when(struct build *b, const char *label, const char *day,
                     const char *minute)
{
    if (day[0] == '\0')
        return;
    build_text(b, label);
    build_char(b, ' ');
    if (put_day(b, day))
        put_minute(b, minute);
    build_char(b, '\n');
}

static const char *word_of(const struct codes *codes, const char *const *words,
                           const char *code)
{
    int at = codes_find(codes, code);

    return at < 0 ? code : words[at];
}

static void put_present(struct build *b, const struct fields *f)
{
    const char *who = fields_nth(f, "present", 0);

    if (who == NULL)
        return;
    build_text(b, W.present);
    for (size_t i = 0; (who = fields_nth(f, "present", i)) != NULL; i++) {
        build_text(b, i == 0 ? " " : ", ");
        build_text(b, word_of(&present_codes, W.presents, who));
    }
    build_char(b, '\n');
}

/* "Rooms seen: kitchen, bedroom 2" */
static void put_rooms(struct build *b, const struct fields *f)
{
    const char *word, *label;
    enum place place;

    for (size_t i = 0; (word = fields_nth(f, "rooms", i)) != NULL; i++) {
        if (!room_split(word, &place, &label))
            continue;
        build_text(b, i == 0 ? W.rooms : ",");
        build_char(b, ' ');
        build_text(b, W.places[place]);
        if (label[0] != '\0') {
            build_char(b, ' ');
            build_text(b, label);
        }
    }
    if (fields_nth(f, "rooms", 0) != NULL)
        build_char(b, '\n');
}

/* What kind of inspection it was, what of it was seen, who else is needed. */
static void put_facts(struct build *b, const struct fields *f)
{
    const char *scope = fields_get(f, "scope"), *lead = fields_get(f, "lead");
    const char *specialist = fields_get(f, "specialist");

    if (scope[0] != '\0')
        labelled(b, W.scope, word_of(&scope_codes, W.scopes, scope));
    if (str_same(fields_get(f, "told_right"), "yes"))
        line(b, W.told);
    labelled(b, W.units, fields_get(f, "units"));
    labelled(b, W.habitable, fields_get(f, "habitable"));
    put_rooms(b, f);
    if (lead[0] != '\0' && !str_same(lead, "not-needed"))
        labelled(b, W.lead, word_of(&lead_codes, W.leads, lead));
    if (specialist[0] == '\0' || str_same(specialist, "none"))
        return;
    build_text(b, W.specialist);
    build_char(b, ' ');
    build_text(b, word_of(&specialist_codes, W.specialists, specialist));
    build_text(b, ". ");
    line(b, fields_get(f, "why"));
}

static void put_head(struct build *b, const struct fields *f)
{
    const char *unit = fields_get(f, "unit");

    line(b, fields_get(f, "city"));
    line(b, fields_get(f, "department"));
    build_char(b, '\n');
    line(b, W.title);
    line(b, W.code);
    labelled(b, W.edition, fields_get(f, "library"));
    build_char(b, '\n');
    line(b, W.translate);
    build_char(b, '\n');
    labelled(b, W.property, fields_get(f, "address"));
    labelled(b, W.unit, unit);
    put_when(b, W.inspected, fields_get(f, "day"), fields_get(f, "minute"));
    labelled(b, W.inspector, fields_get(f, "inspector"));
    if (fields_get(f, "occupancy")[0] != '\0')
        labelled(b, W.occupancy,
                 word_of(&occupancy_codes, W.occupancies, fields_get(f, "occupancy")));
    put_present(b, f);
    put_facts(b, f);
}

/* "Where: bedroom 2" */
static void put_place(struct build *b, const struct fields *f)
{
    build_text(b, "   ");
    build_text(b, W.where);
    build_char(b, ' ');
    build_text(b, word_of(&place_codes, W.places, fields_get(f, "place")));
    if (fields_get(f, "room")[0] != '\0') {
        build_char(b, ' ');
        build_text(b, fields_get(f, "room"));
    }
    build_char(b, '\n');
}

/* The other code that the same condition is a deficiency of. */
static void put_nspire(struct build *b, const struct fields *f)
{
    const char *severity = fields_get(f, "severity");

    if (severity[0] == '\0')
        return;
    build_text(b, "   ");
    build_text(b, W.nspire);
    build_char(b, ' ');
    build_text(b, fields_get(f, "nspire"));
    build_text(b, ", ");
    line(b, word_of(&severity_codes, W.severities, severity));
}

static void put_responsible(struct build *b, const struct fields *f)
{
    const char *who = fields_get(f, "responsible");

    if (str_same(who, "owner"))
        build_text(b, W.owner);
    if (str_same(who, "occupant"))
        build_text(b, W.occupant);
}

static void under(struct build *b, const char *text)
{
    build_text(b, "   ");
    line(b, text);
}

/* A day that was over when the order was signed is said to be. */
static void put_passed(struct build *b, const struct fields *f, const char *signed_day)
{
    bool unseen = str_same(fields_get(f, "unseen"), "1");

    if (unseen)
        under(b, W.unseen);
    else if (fields_get(f, "correct_by")[0] != '\0' &&
             strcmp(fields_get(f, "correct_by"), signed_day) < 0)
        under(b, W.passed);
}

static void put_deadline(struct build *b, const struct fields *f, const char *signed_day)
{
    build_text(b, "   ");
    build_text(b, W.by);
    build_char(b, ' ');
    put_day(b, fields_get(f, "correct_by"));
    build_text(b, ". ");
    put_responsible(b, f);
    build_char(b, '\n');
    put_passed(b, f, signed_day);
    if (str_same(fields_get(f, "endangering"), "1")) {
        under(b, W.endangering);
        under(b, W.effort);
    }
}

static void put_finding(struct build *b, const struct fields *f, int number,
                        const char *signed_day)
{
    const char *seen = fields_get(f, "first_seen");
    struct day d;

    build_int(b, number);
    build_text(b, ". ");
    build_text(b, fields_get(f, "code"));
    build_char(b, ' ');
    line(b, fields_get(f, "title"));
    if (day_parse(seen, strlen(seen), &d)) {
        build_text(b, "   ");
        put_when(b, W.first_seen, seen, "");
    }
    put_place(b, f);
    put_nspire(b, f);
    if (fields_get(f, "note")[0] != '\0') {
        build_text(b, "   ");
        build_text(b, W.what);
        build_char(b, ' ');
        indented(b, fields_get(f, "note"));
    }
    put_deadline(b, f, signed_day);
    if (fields_get(f, "variance")[0] != '\0') {
        build_text(b, "   ");
        labelled(b, W.variance, fields_get(f, "variance"));
    }
    if (fields_get(f, "photos")[0] != '\0' && !str_same(fields_get(f, "photos"), "0")) {
        build_text(b, "   ");
        labelled(b, W.photos, fields_get(f, "photos"));
    }
    build_char(b, '\n');
}

/* The fields of the violation that begins at or after *at; false when none is left. */
static bool next_finding(const struct fields *all, size_t *at, struct fields *out)
{
    size_t from = *at;

    while (from < all->len && !str_same(all->list[from].name, "finding"))
        from++;
    if (from == all->len)
        return false;
    *at = from + 1;
    while (*at < all->len && !str_same(all->list[*at].name, "finding"))
        ++*at;
    *out = (struct fields){all->list + from, *at - from};
    return true;
}

/* Those of this visit, or those that stood open before; returns the last number. */
static int put_findings(struct build *b, const struct fields *all, bool earlier,
                        int number)
{
    const char *signed_day = fields_get(all, "signed_day");
    struct fields f;
    int first = number;

    for (size_t at = 0; next_finding(all, &at, &f);) {
        if ((fields_get(&f, "first_seen")[0] != '\0') != earlier)
            continue;
        if (number == first) {
            line(b, earlier ? W.earlier : W.found);
            build_char(b, '\n');
        }
        put_finding(b, &f, ++number, signed_day);
    }
    return number;
}

static struct fields head_of(const struct fields *all)
{
    size_t len = 0;

    while (len < all->len && !str_same(all->list[len].name, "finding"))
        len++;
    return (struct fields){all->list, len};
}

const char *order_compose(const struct fields *data, struct arena *a)
{
    struct build b = {.arena = a};
    struct fields head = head_of(data);

    put_head(&b, &head);
    build_char(&b, '\n');
    int number = put_findings(&b, data, false, 0);
    if (number == 0) {
        line(&b, W.none);
        build_char(&b, '\n');
    }
    if (put_findings(&b, data, true, number) > 0) {
        line(&b, W.must);
        build_char(&b, '\n');
        line(&b, W.hearing);
        build_char(&b, '\n');
    }
    line(&b, W.rights);
    build_char(&b, '\n');
    labelled(&b, W.contact, fields_get(&head, "phone"));
    build_char(&b, '\n');
    line(&b, W.perjury);
    build_char(&b, '\n');
    labelled(&b, W.sign, fields_get(&head, "inspector"));
    put_when(&b, W.at, fields_get(&head, "signed_day"),
             fields_get(&head, "signed_minute"));
    return build_done(&b);
}
