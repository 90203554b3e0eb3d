/* redaction.c -- see redaction.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/redaction.h"

#include "core/build.h"
#include "core/str.h"
#include "domain/data.h"
#include "domain/define_codes.h"

#include <string.h>

static const struct code asker_list[ASKERS] = {
    [ASKER_ANYBODY] = {"anybody", "asker.anybody"},
    [ASKER_OWNER] = {"owner", "asker.owner"},
    [ASKER_OCCUPANT] = {"occupant", "asker.occupant"},
};
DEFINE_CODES(asker)

#define ALL(what)                             \
    {                                         \
        FATE_##what, FATE_##what, FATE_##what \
    }
#define HIDDEN_BUT(anybody, owner, occupant)          \
    {                                                 \
        FATE_##anybody, FATE_##owner, FATE_##occupant \
    }

/* clang-format off */
const struct redaction redactions[] = {
    {"addendum.at",                     ALL(DAY),   0, NULL, "Written on"},
    {"addendum.author",                 ALL(INNER), 0, NULL},
    {"addendum.city",                   ALL(INNER), 0, NULL},
    {"addendum.id",                     ALL(INNER), 0, NULL},
    {"addendum.inspection",             ALL(REF),   0, "visit", "Visit"},
    {"addendum.text",                   ALL(MASK),  0, NULL, "Addendum"},
    {"delivery.city",                   ALL(INNER), 0, NULL},
    {"delivery.corrects",               ALL(INNER), 0, NULL},
    {"delivery.day",                    ALL(KEEP),  0, NULL, "Served on"},
    {"delivery.how",                    ALL(KEEP),  0, NULL, "How it was served"},
    {"delivery.id",                     ALL(INNER), 0, NULL},
    {"delivery.inspection",             ALL(REF),   0, "visit", "Visit"},
    {"delivery.recipient",              ALL(KEEP),  0, NULL, "Served on whom"},
    {"delivery.recorded_at",            ALL(INNER), 0, NULL},
    {"delivery.recorded_by",            ALL(INNER), 0, NULL},
    {"extension.approver",              ALL(INNER), 0, NULL},
    {"extension.at",                    ALL(DAY),   0, NULL, "Decided on"},
    {"extension.city",                  ALL(INNER), 0, NULL},
    {"extension.finding",               ALL(REF),   0, "finding", "Violation"},
    {"extension.id",                    ALL(INNER), 0, NULL},
    {"extension.reason",                ALL(KEEP),  0, NULL, "Reason"},
    {"extension.until",                 ALL(KEEP),  0, NULL, "To be corrected by"},
    {"extension.was",                   ALL(KEEP),  0, NULL, "It was to be corrected by"},
    {"finding.city",                    ALL(INNER), 0, NULL},
    {"finding.code",                    ALL(KEEP),  0, NULL, "Section of the code"},
    {"finding.correct_by",              ALL(KEEP),  0, NULL, "To be corrected by"},
    {"finding.endangering",             ALL(KEEP),  0, NULL, "May endanger health or safety"},
    {"finding.external_id",             ALL(KEEP),  0, NULL, "Number elsewhere"},
    {"finding.id",                      ALL(REF),   0, "finding", "Violation"},
    {"finding.inspection",              ALL(REF),   0, "visit", "Visit"},
    {"finding.library",                 ALL(KEEP),  0, NULL, "Edition of the code"},
    {"finding.note",                    ALL(MASK),  0, NULL, "Note"},
    {"finding.nspire",                  ALL(KEEP),  0, NULL, "NSPIRE standard"},
    {"finding.observed_at",             ALL(DAY),   0, NULL, "Seen on"},
    {"finding.place",                   ALL(KEEP),  0, NULL, "Where in the building"},
    {"finding.property",                ALL(REF),   0, "property", "Home"},
    {"finding.responsible",             ALL(KEEP),  0, NULL, "Who is to correct it"},
    {"finding.rev",                     ALL(INNER), 0, NULL},
    {"finding.room",                    HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL, "Room"},
    {"finding.severity",                ALL(KEEP),  0, NULL, "Severity"},
    {"finding.state",                   ALL(KEEP),  0, NULL, "State"},
    {"finding.state_day",               ALL(KEEP),  0, NULL, "State since"},
    {"finding.unit",                    ALL(KEEP),  0, NULL, "Unit"},
    {"finding.variance",                ALL(MASK),  0, NULL, "Variance"},
    {"finding_photo.city",              ALL(INNER), 0, NULL},
    {"finding_photo.finding",           ALL(REF),   0, "finding", "Violation"},
    {"finding_photo.sha256",            ALL(HIDE), 'c', NULL, "Photograph"},
    {"finding_photo.size",              ALL(INNER), 0, NULL},
    {"finding_photo.taken_at",          ALL(DAY),   0, NULL, "Taken on"},
    {"finding_seen.at",                 ALL(INNER), 0, NULL},
    {"finding_seen.author",             ALL(INNER), 0, NULL},
    {"finding_seen.city",               ALL(INNER), 0, NULL},
    {"finding_seen.day",                ALL(KEEP),  0, NULL, "Seen on"},
    {"finding_seen.finding",            ALL(REF),   0, "finding", "Violation"},
    {"finding_seen.id",                 ALL(INNER), 0, NULL},
    {"finding_seen.inspection",         ALL(REF),   0, "visit", "Visit"},
    {"finding_seen.state",              ALL(KEEP),  0, NULL, "State then"},
    {"inspection.card_at",              ALL(INNER), 0, NULL},
    {"inspection.card_left",            ALL(HIDE), 'c', NULL, "Help card left"},
    {"inspection.card_reason",          ALL(HIDE), 'c', NULL, "Why no help card"},
    {"inspection.city",                 ALL(INNER), 0, NULL},
    {"inspection.clock_doubt",          ALL(INNER), 0, NULL},
    {"inspection.clock_offset_ms",      ALL(INNER), 0, NULL},
    {"inspection.entry_by",             HIDDEN_BUT(HIDE, HIDE, KEEP), 'c', NULL, "Let in by"},
    {"inspection.external_id",          ALL(KEEP),  0, NULL, "Number elsewhere"},
    {"inspection.follows",              ALL(REF),   0, "visit", "Follows the visit"},
    {"inspection.habitable",            HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL, "Habitable rooms"},
    {"inspection.id",                   ALL(REF),   0, "visit", "Visit"},
    {"inspection.inspected_at",         ALL(DAY),   0, NULL, "Inspected on"},
    {"inspection.inspector",            ALL(INNER), 0, NULL},
    {"inspection.kind",                 ALL(KEEP),  0, NULL, "Kind of visit"},
    {"inspection.lead",                 HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL, "Lead paint"},
    {"inspection.moved_at",             ALL(INNER), 0, NULL},
    {"inspection.occupancy",            HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL, "The unit was"},
    {"inspection.order_sha",            ALL(INNER), 0, NULL},
    {"inspection.order_text",           ALL(ORDER), 0, NULL, "Report and order"},
    {"inspection.planned_day",          ALL(KEEP),  0, NULL, "Planned for"},
    {"inspection.planned_time",         ALL(INNER), 0, NULL},
    {"inspection.present",              HIDDEN_BUT(HIDE, HIDE, KEEP), 'c', NULL, "Who was present"},
    {"inspection.property",             ALL(REF),   0, "property", "Home"},
    {"inspection.received_at",          ALL(INNER), 0, NULL},
    {"inspection.received_day",         ALL(INNER), 0, NULL},
    {"inspection.record_url",           ALL(INNER), 0, NULL},
    {"inspection.result",               ALL(KEEP),  0, NULL, "Result"},
    {"inspection.rev",                  ALL(INNER), 0, NULL},
    {"inspection.rooms",                HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL, "Rooms seen"},
    {"inspection.scope",                ALL(KEEP),  0, NULL, "What was inspected"},
    {"inspection.signed_at",            ALL(DAY),   0, NULL, "Signed on"},
    {"inspection.signed_name",          ALL(KEEP),  0, NULL, "Signed by"},
    {"inspection.specialist",           ALL(KEEP),  0, NULL, "Specialist asked for"},
    {"inspection.specialist_why",       ALL(MASK),  0, NULL, "Why a specialist"},
    {"inspection.started_at",           ALL(DAY),   0, NULL, "Begun on"},
    {"inspection.state",                ALL(KEEP),  0, NULL, "State"},
    {"inspection.told_at",              ALL(INNER), 0, NULL},
    {"inspection.told_right",           ALL(KEEP),  0, NULL, "Occupant told of the right to be present"},
    {"inspection.unit",                 ALL(KEEP),  0, NULL, "Unit"},
    {"inspection.units",                ALL(KEEP),  0, NULL, "Homes in the building"},
    {"inspection.unsafe",               ALL(HIDE), 'n', NULL, "Unsafe to inspect"},
    {"inspection.withdrawn_at",         ALL(INNER), 0, NULL},
    {"inspection.year_built",           ALL(KEEP),  0, NULL, "Year built"},
    {"inspection_request.alleged",      ALL(KEEP),  0, NULL, "What was said to be wrong"},
    {"inspection_request.came",         ALL(HIDE), 'f', NULL, "How the request came"},
    {"inspection_request.city",         ALL(INNER), 0, NULL},
    {"inspection_request.due_day",      ALL(KEEP),  0, NULL, "Visit due by"},
    {"inspection_request.id",           ALL(INNER), 0, NULL},
    {"inspection_request.inspection",   ALL(REF),   0, "visit", "Visit"},
    {"inspection_request.property",     ALL(REF),   0, "property", "Home"},
    {"inspection_request.received_day", ALL(KEEP),  0, NULL, "Received on"},
    {"inspection_request.taken_at",     ALL(INNER), 0, NULL},
    {"inspection_request.taken_by",     ALL(INNER), 0, NULL},
    {"inspection_request.unit",         ALL(KEEP),  0, NULL, "Unit"},
    {"inspection_request.wrong",        ALL(HIDE), 'f', NULL, "In the words of whoever asked"},
    {"more_time.asked_at",              ALL(DAY),   0, NULL, "Asked on"},
    {"more_time.asked_by",              ALL(KEEP),  0, NULL, "Asked by"},
    {"more_time.city",                  ALL(INNER), 0, NULL},
    {"more_time.decided_at",            ALL(DAY),   0, NULL, "Decided on"},
    {"more_time.decided_by",            ALL(INNER), 0, NULL},
    {"more_time.finding",               ALL(REF),   0, "finding", "Violation"},
    {"more_time.id",                    ALL(INNER), 0, NULL},
    {"more_time.reason",                HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL, "Reason"},
    {"more_time.refusal",               ALL(KEEP),  0, NULL, "Why it was refused"},
    {"more_time.rev",                   ALL(INNER), 0, NULL},
    {"more_time.state",                 ALL(KEEP),  0, NULL, "State"},
    {"more_time.taken_by",              ALL(INNER), 0, NULL},
    {"more_time.until",                 ALL(KEEP),  0, NULL, "Asked until"},
    {"no_entry.again",                  ALL(INNER), 0, NULL},
    {"no_entry.at",                     ALL(INNER), 0, NULL},
    {"no_entry.author",                 ALL(INNER), 0, NULL},
    {"no_entry.card_left",              ALL(HIDE), 'c', NULL, "Help card left"},
    {"no_entry.city",                   ALL(INNER), 0, NULL},
    {"no_entry.day",                    ALL(KEEP),  0, NULL, "Day"},
    {"no_entry.id",                     ALL(INNER), 0, NULL},
    {"no_entry.inspection",             ALL(REF),   0, "visit", "Visit"},
    {"no_entry.property",               ALL(REF),   0, "property", "Home"},
    {"no_entry.reason",                 ALL(HIDE), 'n', NULL, "Why nobody came in"}, /* one of them: unsafe */
    {"property.address_key",            ALL(INNER), 0, NULL},
    {"property.city",                   ALL(INNER), 0, NULL},
    {"property.external_id",            ALL(KEEP),  0, NULL, "Number elsewhere"},
    {"property.id",                     ALL(REF),   0, "property", "Home"},
    {"property.lat_e7",                 ALL(INNER), 0, NULL},
    {"property.lon_e7",                 ALL(INNER), 0, NULL},
    {"property.neighbourhood",          ALL(KEEP),  0, NULL, "Neighborhood"},
    {"property.number",                 ALL(KEEP),  0, NULL, "Street number"},
    {"property.number_high",            ALL(INNER), 0, NULL},
    {"property.number_low",             ALL(INNER), 0, NULL},
    {"property.place",                  ALL(KEEP),  0, NULL, "City or town"},
    {"property.postcode",               ALL(KEEP),  0, NULL, "ZIP code"},
    {"property.region",                 ALL(KEEP),  0, NULL, "State"},
    {"property.rev",                    ALL(INNER), 0, NULL},
    {"property.street",                 ALL(KEEP),  0, NULL, "Street"},
    {"property.street_key",             ALL(INNER), 0, NULL},
    {"property.unit",                   ALL(KEEP),  0, NULL, "Unit"},
    {"property.year_built",             ALL(KEEP),  0, NULL, "Year built"},
};
const size_t redactions_len = COUNT(redactions);

const struct exemption exemptions[] = {
    {'c', "exemption.c"},
    {'f', "exemption.f"},
    {'n', "exemption.n"},
};
const size_t exemptions_len = COUNT(exemptions);
/* clang-format on */

const struct redaction *redaction_find(const char *table, const char *column)
{
    size_t len = strlen(table);

    for (size_t i = 0; i < redactions_len; i++) {
        const char *s = redactions[i].column;

        if (strncmp(s, table, len) == 0 && s[len] == '.' && str_same(s + len + 1, column))
            return &redactions[i];
    }
    return NULL;
}

const struct exemption *exemption_find(char letter)
{
    for (size_t i = 0; i < exemptions_len; i++)
        if (exemptions[i].letter == letter)
            return &exemptions[i];
    return NULL;
}

/* How many bytes from s part the groups of a number: none to three of these. */
static size_t part_len(const char *s)
{
    static const char *const parts[] = {" ",      "-",      ".",      "/",      "\u00a0",
                                        "\u2010", "\u2011", "\u2012", "\u2013", "\u2014"};
    size_t n = 0;

    for (int times = 0; times < 3; times++)
        for (size_t i = 0; i < COUNT(parts); i++)
            if (str_starts(s + n, parts[i])) {
                n += strlen(parts[i]);
                break;
            }
    return n;
}

/* One pattern at s: 'd' is a digit, '~' what parts groups, all else itself.  Its length,
 * or 0. */
static size_t match(const char *s, const char *pattern)
{
    const char *at = s;

    for (; *pattern != '\0'; pattern++) {
        if (*pattern == '~') {
            at += part_len(at);
            continue;
        }
        if (*pattern == 'd' ? !str_is_digit(*at) : *at != *pattern)
            return 0;
        at++;
    }
    return str_is_digit(*at) ? 0 : (size_t)(at - s);
}

/* "+44 20 7946 0000": of any country, 8 to 15 digits. */
static size_t abroad(const char *s)
{
    size_t n = 1, end = 0;
    int digits = 0;

    if (s[0] != '+')
        return 0;
    for (size_t part = 1; part > 0 && digits < 15; n += part) {
        part = str_is_digit(s[n]) || s[n] == '(' || s[n] == ')' ? 1 : part_len(s + n);
        if (str_is_digit(s[n])) {
            digits++;
            end = n + 1;
        }
    }
    return digits >= 8 ? end : 0;
}

/* A section and a year behind it, "410.500 2026", are no number of ten digits. */
static bool is_section(const char *s)
{
    return match(s, "ddd.ddd dddd") > 0 && (s[8] == '1' || s[8] == '2');
}

/* Telephone numbers as people write them, and social security numbers; a section,
 * "410.160", is none of them, nor is a day. */
static size_t number_at(const char *s, char before)
{
    /* at last Haiti's and Brazil's, as people here have them */
    static const char *const patterns[] = {
        "+1~(ddd)~ddd~dddd", "+1~ddd~ddd~dddd", "(ddd)~ddd~dddd",  "1~(ddd)~ddd~dddd",
        "1~ddd~ddd~dddd",    "ddd~ddd~dddd",    "ddd-dd-dddd",     "ddd dd dddd",
        "ddddddddd",         "509~dddd~dddd",   "(dd)~ddddd~dddd", "dd ddddd-dddd",
    };
    size_t n = 0;

    if (str_is_digit(before) || is_section(s))
        return 0;
    for (size_t i = 0; n == 0 && i < COUNT(patterns); i++)
        n = match(s, patterns[i]);
    if (n == 0)
        n = abroad(s);
    return n > 0 || str_is_letter(before) ? n : match(s, "ddd-dddd");
}

static bool is_mail(char c)
{
    return str_is_digit(c) || str_is_letter(c) || (unsigned char)c >= 0x80 ||
           (c != '\0' && strchr("._%+-", c) != NULL);
}

static size_t mail_at(const char *s, char before)
{
    size_t name = 0, host = 0;

    if (is_mail(before))
        return 0;
    while (is_mail(s[name]))
        name++;
    if (name == 0 || s[name] != '@')
        return 0;
    while (is_mail(s[name + 1 + host]))
        host++;
    while (host > 0 && s[name + host] == '.')
        host--; /* the end of a sentence */
    return host > 0 ? name + 1 + host : 0;
}

/* An address first: "617-555-0100@example.org" is one, and whole. */
const char *redaction_mask(struct arena *a, const char *text, int *found)
{
    struct build b = {.arena = a};
    char before = ' ';

    *found = 0;
    for (const char *s = text; *s != '\0';) {
        size_t n = mail_at(s, before);

        if (n == 0)
            n = number_at(s, before);
        if (n > 0) {
            build_text(&b, REDACTION_MASKED);
            (*found)++;
            before = ' ';
            s += n;
        } else {
            build_char(&b, *s);
            before = *s++;
        }
    }
    return build_done(&b);
}

struct order_cut {
    struct build to;
    enum asker asker;
    struct redaction_counts *counts;
    bool told; /* the hidden lines stand there */
};

/* The lines of an order's head that are a column; one that was not recorded has none. */
struct head_line {
    const char *label, *column;
};
enum { HEAD_LINES = 5 };
static void head_lines(struct head_line out[HEAD_LINES])
{
    out[0] = (struct head_line){data_order_words.occupancy, "occupancy"};
    out[1] = (struct head_line){data_order_words.present, "present"};
    out[2] = (struct head_line){data_order_words.habitable, "habitable"};
    out[3] = (struct head_line){data_order_words.rooms, "rooms"};
    out[4] = (struct head_line){data_order_words.lead, "lead"};
}

static bool is_line(const char *line, const char *label)
{
    return str_starts(line, label) && line[strlen(label)] == ' ';
}

/* "[withheld (c)]", counted. */
static void put_hidden(struct order_cut *c, const struct redaction *r)
{
    c->counts->withheld[r->letter - 'a']++;
    build_text(&c->to, " [withheld (");
    build_char(&c->to, r->letter);
    build_text(&c->to, ")]");
}

/* All that are hidden, whether or not the order had them. */
static void put_hidden_head(struct order_cut *c)
{
    struct head_line lines[HEAD_LINES];

    head_lines(lines);
    for (size_t i = 0; i < HEAD_LINES && !c->told; i++) {
        const struct redaction *r = redaction_find("inspection", lines[i].column);

        if (r->fate[c->asker] != FATE_HIDE)
            continue;
        build_text(&c->to, lines[i].label);
        put_hidden(c, r);
        build_char(&c->to, '\n');
    }
    c->told = true;
}

/* This line is one of them. */
static bool is_hidden_head(const struct order_cut *c, const char *line)
{
    struct head_line lines[HEAD_LINES];

    head_lines(lines);
    for (size_t i = 0; i < HEAD_LINES; i++)
        if (is_line(line, lines[i].label) &&
            redaction_find("inspection", lines[i].column)->fate[c->asker] == FATE_HIDE)
            return true;
    return false;
}

/* "Tuesday, November 24, 2026, 2:05 pm" without the hour. */
static void put_day(struct order_cut *c, const char *line)
{
    const char *hour = strrchr(line, ',');

    build_bytes(&c->to, line,
                hour != NULL && strchr(hour, ':') != NULL ? (size_t)(hour - line)
                                                          : strlen(line));
    build_text(&c->to, ", " REDACTION_MASKED);
    c->counts->masked++;
}

/* "   Where: bedroom 2" without the number. */
static void put_place(struct order_cut *c, const char *line, const struct redaction *r)
{
    size_t label = 3 + strlen(data_order_words.where) + 1, place = 0;

    for (size_t i = 0; i < PLACES; i++)
        if (str_starts(line + label, data_order_words.places[i]) &&
            strlen(data_order_words.places[i]) > place)
            place = strlen(data_order_words.places[i]);
    build_bytes(&c->to, line, place > 0 ? label + place : label - 1);
    put_hidden(c, r);
}

static void put_order_line(struct order_cut *c, const char *line)
{
    const struct redaction *room = redaction_find("finding", "room");
    int found = 0;

    if (is_line(line, data_order_words.inspected) || is_line(line, data_order_words.at))
        put_day(c, line);
    else if (room->fate[c->asker] == FATE_HIDE && str_starts(line, "   ") &&
             is_line(line + 3, data_order_words.where))
        put_place(c, line, room);
    else if (is_line(line, data_order_words.contact))
        build_text(&c->to, line);
    else {
        build_text(&c->to, redaction_mask(c->to.arena, line, &found));
        c->counts->masked += found;
    }
    build_char(&c->to, '\n');
}

const char *redaction_order(struct arena *a, const char *text, enum asker asker,
                            struct redaction_counts *counts)
{
    struct order_cut c = {{.arena = a}, asker, counts, false};

    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, "\n");
        const char *line = arena_copy(a, at, len);

        bool hidden = is_hidden_head(&c, line);

        at += len + (at[len] == '\n');
        if (!hidden)
            put_order_line(&c, line);
        if (hidden || is_line(line, data_order_words.inspector))
            put_hidden_head(&c);
    }
    return build_done(&c.to);
}

enum { DUE_DAYS = 10, LATEST_DAYS = 25 };

struct day release_due(struct day received, const struct holidays *h)
{
    return day_add_business(received, DUE_DAYS, h);
}

struct day release_latest(struct day received, const struct holidays *h)
{
    return day_add_business(received, LATEST_DAYS, h);
}
