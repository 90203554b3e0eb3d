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

#define ALL(what) {FATE_##what, FATE_##what, FATE_##what}
#define HIDDEN_BUT(anybody, owner, occupant) \
    {FATE_##anybody, FATE_##owner, FATE_##occupant}

/* clang-format off */
const struct redaction redactions[] = {
    {"addendum.at",                     ALL(DAY),   0, NULL},
    {"addendum.author",                 ALL(INNER), 0, NULL},
    {"addendum.city",                   ALL(INNER), 0, NULL},
    {"addendum.id",                     ALL(INNER), 0, NULL},
    {"addendum.inspection",             ALL(REF),   0, "visit"},
    {"addendum.text",                   ALL(MASK),  0, NULL},
    {"delivery.city",                   ALL(INNER), 0, NULL},
    {"delivery.corrects",               ALL(INNER), 0, NULL},
    {"delivery.day",                    ALL(KEEP),  0, NULL},
    {"delivery.how",                    ALL(KEEP),  0, NULL},
    {"delivery.id",                     ALL(INNER), 0, NULL},
    {"delivery.inspection",             ALL(REF),   0, "visit"},
    {"delivery.recipient",              ALL(KEEP),  0, NULL},
    {"delivery.recorded_at",            ALL(INNER), 0, NULL},
    {"delivery.recorded_by",            ALL(INNER), 0, NULL},
    {"extension.approver",              ALL(INNER), 0, NULL},
    {"extension.at",                    ALL(DAY),   0, NULL},
    {"extension.city",                  ALL(INNER), 0, NULL},
    {"extension.finding",               ALL(REF),   0, "finding"},
    {"extension.id",                    ALL(INNER), 0, NULL},
    {"extension.reason",                ALL(KEEP),  0, NULL},
    {"extension.until",                 ALL(KEEP),  0, NULL},
    {"extension.was",                   ALL(KEEP),  0, NULL},
    {"finding.city",                    ALL(INNER), 0, NULL},
    {"finding.code",                    ALL(KEEP),  0, NULL},
    {"finding.correct_by",              ALL(KEEP),  0, NULL},
    {"finding.endangering",             ALL(KEEP),  0, NULL},
    {"finding.external_id",             ALL(KEEP),  0, NULL},
    {"finding.id",                      ALL(REF),   0, "finding"},
    {"finding.inspection",              ALL(REF),   0, "visit"},
    {"finding.library",                 ALL(KEEP),  0, NULL},
    {"finding.note",                    ALL(MASK),  0, NULL},
    {"finding.nspire",                  ALL(KEEP),  0, NULL},
    {"finding.observed_at",             ALL(DAY),   0, NULL},
    {"finding.place",                   ALL(KEEP),  0, NULL},
    {"finding.property",                ALL(REF),   0, "property"},
    {"finding.responsible",             ALL(KEEP),  0, NULL},
    {"finding.rev",                     ALL(INNER), 0, NULL},
    {"finding.room",                    HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL},
    {"finding.severity",                ALL(KEEP),  0, NULL},
    {"finding.state",                   ALL(KEEP),  0, NULL},
    {"finding.state_day",               ALL(KEEP),  0, NULL},
    {"finding.unit",                    ALL(KEEP),  0, NULL},
    {"finding.variance",                ALL(KEEP),  0, NULL},
    {"finding_photo.city",              ALL(INNER), 0, NULL},
    {"finding_photo.finding",           ALL(REF),   0, "finding"},
    {"finding_photo.sha256",            ALL(HIDE), 'c', NULL},
    {"finding_photo.size",              ALL(INNER), 0, NULL},
    {"finding_photo.taken_at",          ALL(DAY),   0, NULL},
    {"finding_seen.at",                 ALL(INNER), 0, NULL},
    {"finding_seen.author",             ALL(INNER), 0, NULL},
    {"finding_seen.city",               ALL(INNER), 0, NULL},
    {"finding_seen.day",                ALL(KEEP),  0, NULL},
    {"finding_seen.finding",            ALL(REF),   0, "finding"},
    {"finding_seen.id",                 ALL(INNER), 0, NULL},
    {"finding_seen.inspection",         ALL(REF),   0, "visit"},
    {"finding_seen.state",              ALL(KEEP),  0, NULL},
    {"inspection.card_at",              ALL(INNER), 0, NULL},
    {"inspection.card_left",            ALL(HIDE), 'c', NULL},
    {"inspection.card_reason",          ALL(HIDE), 'c', NULL},
    {"inspection.city",                 ALL(INNER), 0, NULL},
    {"inspection.clock_doubt",          ALL(INNER), 0, NULL},
    {"inspection.clock_offset_ms",      ALL(INNER), 0, NULL},
    {"inspection.entry_by",             HIDDEN_BUT(HIDE, HIDE, KEEP), 'c', NULL},
    {"inspection.external_id",          ALL(KEEP),  0, NULL},
    {"inspection.follows",              ALL(REF),   0, "visit"},
    {"inspection.id",                   ALL(REF),   0, "visit"},
    {"inspection.inspected_at",         ALL(DAY),   0, NULL},
    {"inspection.inspector",            ALL(INNER), 0, NULL},
    {"inspection.kind",                 ALL(KEEP),  0, NULL},
    {"inspection.lead",                 HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL},
    {"inspection.moved_at",             ALL(INNER), 0, NULL},
    {"inspection.occupancy",            HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL},
    {"inspection.order_sha",            ALL(INNER), 0, NULL},
    {"inspection.order_text",           ALL(ORDER), 0, NULL},
    {"inspection.planned_day",          ALL(KEEP),  0, NULL},
    {"inspection.planned_time",         ALL(INNER), 0, NULL},
    {"inspection.present",              HIDDEN_BUT(HIDE, HIDE, KEEP), 'c', NULL},
    {"inspection.property",             ALL(REF),   0, "property"},
    {"inspection.received_at",          ALL(INNER), 0, NULL},
    {"inspection.received_day",         ALL(INNER), 0, NULL},
    {"inspection.record_url",           ALL(INNER), 0, NULL},
    {"inspection.result",               ALL(KEEP),  0, NULL},
    {"inspection.rev",                  ALL(INNER), 0, NULL},
    {"inspection.rooms",                HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL},
    {"inspection.scope",                ALL(KEEP),  0, NULL},
    {"inspection.signed_at",            ALL(DAY),   0, NULL},
    {"inspection.signed_name",          ALL(KEEP),  0, NULL},
    {"inspection.specialist",           ALL(KEEP),  0, NULL},
    {"inspection.specialist_why",       ALL(MASK),  0, NULL},
    {"inspection.started_at",           ALL(DAY),   0, NULL},
    {"inspection.state",                ALL(KEEP),  0, NULL},
    {"inspection.told_at",              ALL(INNER), 0, NULL},
    {"inspection.told_right",           ALL(KEEP),  0, NULL},
    {"inspection.unit",                 ALL(KEEP),  0, NULL},
    {"inspection.unsafe",               ALL(HIDE), 'n', NULL},
    {"inspection.withdrawn_at",         ALL(INNER), 0, NULL},
    {"inspection.year_built",           ALL(KEEP),  0, NULL},
    {"inspection_request.alleged",      ALL(KEEP),  0, NULL},
    {"inspection_request.came",         ALL(HIDE), 'f', NULL},
    {"inspection_request.city",         ALL(INNER), 0, NULL},
    {"inspection_request.due_day",      ALL(KEEP),  0, NULL},
    {"inspection_request.id",           ALL(INNER), 0, NULL},
    {"inspection_request.inspection",   ALL(REF),   0, "visit"},
    {"inspection_request.property",     ALL(REF),   0, "property"},
    {"inspection_request.received_day", ALL(KEEP),  0, NULL},
    {"inspection_request.taken_at",     ALL(INNER), 0, NULL},
    {"inspection_request.taken_by",     ALL(INNER), 0, NULL},
    {"inspection_request.unit",         ALL(KEEP),  0, NULL},
    {"inspection_request.wrong",        ALL(HIDE), 'f', NULL},
    {"more_time.asked_at",              ALL(DAY),   0, NULL},
    {"more_time.asked_by",              ALL(KEEP),  0, NULL},
    {"more_time.city",                  ALL(INNER), 0, NULL},
    {"more_time.decided_at",            ALL(DAY),   0, NULL},
    {"more_time.decided_by",            ALL(INNER), 0, NULL},
    {"more_time.finding",               ALL(REF),   0, "finding"},
    {"more_time.id",                    ALL(INNER), 0, NULL},
    {"more_time.reason",                HIDDEN_BUT(HIDE, KEEP, KEEP), 'c', NULL},
    {"more_time.refusal",               ALL(KEEP),  0, NULL},
    {"more_time.rev",                   ALL(INNER), 0, NULL},
    {"more_time.state",                 ALL(KEEP),  0, NULL},
    {"more_time.taken_by",              ALL(INNER), 0, NULL},
    {"more_time.until",                 ALL(KEEP),  0, NULL},
    {"no_entry.again",                  ALL(INNER), 0, NULL},
    {"no_entry.at",                     ALL(INNER), 0, NULL},
    {"no_entry.author",                 ALL(INNER), 0, NULL},
    {"no_entry.card_left",              ALL(HIDE), 'c', NULL},
    {"no_entry.city",                   ALL(INNER), 0, NULL},
    {"no_entry.day",                    ALL(KEEP),  0, NULL},
    {"no_entry.id",                     ALL(INNER), 0, NULL},
    {"no_entry.inspection",             ALL(REF),   0, "visit"},
    {"no_entry.property",               ALL(REF),   0, "property"},
    {"no_entry.reason",                 ALL(KEEP),  0, NULL},
    {"property.address_key",            ALL(INNER), 0, NULL},
    {"property.city",                   ALL(INNER), 0, NULL},
    {"property.external_id",            ALL(KEEP),  0, NULL},
    {"property.id",                     ALL(REF),   0, "property"},
    {"property.lat_e7",                 ALL(INNER), 0, NULL},
    {"property.lon_e7",                 ALL(INNER), 0, NULL},
    {"property.neighbourhood",          ALL(KEEP),  0, NULL},
    {"property.number",                 ALL(KEEP),  0, NULL},
    {"property.number_high",            ALL(INNER), 0, NULL},
    {"property.number_low",             ALL(INNER), 0, NULL},
    {"property.place",                  ALL(KEEP),  0, NULL},
    {"property.postcode",               ALL(KEEP),  0, NULL},
    {"property.region",                 ALL(KEEP),  0, NULL},
    {"property.rev",                    ALL(INNER), 0, NULL},
    {"property.street",                 ALL(KEEP),  0, NULL},
    {"property.street_key",             ALL(INNER), 0, NULL},
    {"property.unit",                   ALL(KEEP),  0, NULL},
    {"property.year_built",             ALL(KEEP),  0, NULL},
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

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* One pattern at s, 'd' a digit and all else itself: its length, or 0. */
static size_t match(const char *s, const char *pattern)
{
    size_t n = 0;

    for (; pattern[n] != '\0'; n++)
        if (pattern[n] == 'd' ? !is_digit(s[n]) : s[n] != pattern[n])
            return 0;
    return is_word(s[n]) ? 0 : n;
}

/* Telephone numbers as people write them, and social security numbers.  A section,
 * "410.160", is none of them, nor is a day. */
static size_t number_at(const char *s)
{
    static const char *const patterns[] = {
        "(ddd) ddd-dddd", "(ddd) ddd dddd", "(ddd)ddd-dddd", "ddd-ddd-dddd",
        "ddd ddd dddd",   "ddd.ddd.dddd",   "ddd ddd-dddd",  "dddddddddd",
        "ddd-dddd",       "ddd-dd-dddd",    "ddd dd dddd",   "ddddddddd",
    };
    size_t lead = s[0] == '+' && is_digit(s[1]) ? 2 : s[0] == '1' ? 1 : 0;

    lead += lead > 0 && (s[lead] == ' ' || s[lead] == '-' || s[lead] == '.');
    for (size_t i = 0; i < 2 * COUNT(patterns); i++) {
        size_t from = i < COUNT(patterns) ? lead : 0;
        size_t n = match(s + from, patterns[i % COUNT(patterns)]);

        if (n > 0)
            return from + n;
    }
    return 0;
}

static bool is_mail(char c)
{
    return is_word(c) || strchr("._%+-", c) != NULL;
}

static size_t mail_at(const char *s)
{
    size_t name = 0, host = 0;

    while (s[name] != '\0' && is_mail(s[name]))
        name++;
    if (name == 0 || s[name] != '@')
        return 0;
    while (s[name + 1 + host] != '\0' && is_mail(s[name + 1 + host]))
        host++;
    while (host > 0 && s[name + host] == '.')
        host--; /* the end of a sentence */
    return host > 0 ? name + 1 + host : 0;
}

const char *redaction_mask(struct arena *a, const char *text, int *found)
{
    struct build b = {.arena = a};
    char before = ' ';

    *found = 0;
    for (const char *s = text; *s != '\0';) {
        size_t n = is_word(before) ? 0 : number_at(s);

        if (n == 0 && !is_mail(before))
            n = mail_at(s);
        if (n > 0) {
            build_text(&b, REDACTION_MASKED);
            (*found)++;
        } else {
            build_char(&b, *s);
            n = 1;
        }
        before = s[n - 1];
        s += n;
    }
    return build_done(&b);
}

/* Which column stands in which line of an order. */
static const struct redaction *line_rule(const char *line, const char **label)
{
    const char *const words[][2] = {
        {data_order_words.present, "present"},
        {data_order_words.occupancy, "occupancy"},
        {data_order_words.rooms, "rooms"},
        {data_order_words.lead, "lead"},
    };

    for (size_t i = 0; i < COUNT(words); i++) {
        *label = words[i][0];
        if (str_starts(line, *label) && line[strlen(*label)] == ' ')
            return redaction_find("inspection", words[i][1]);
    }
    return NULL;
}

static void put_order_line(struct build *b, const char *line, enum asker asker,
                           struct redaction_counts *counts)
{
    const char *label;
    const struct redaction *r = line_rule(line, &label);
    int found = 0;

    if (r != NULL && r->fate[asker] == FATE_HIDE) {
        counts->withheld[r->letter - 'a']++;
        build_text(b, label);
        build_text(b, " [withheld (");
        build_char(b, r->letter);
        build_text(b, ")]");
    } else if (str_starts(line, data_order_words.contact)) {
        build_text(b, line);
    } else {
        build_text(b, redaction_mask(b->arena, line, &found));
        counts->masked += found;
    }
}

const char *redaction_order(struct arena *a, const char *text, enum asker asker,
                            struct redaction_counts *counts)
{
    struct build b = {.arena = a};

    for (const char *at = text; *at != '\0';) {
        size_t len = strcspn(at, "\n");

        put_order_line(&b, arena_copy(a, at, len), asker, counts);
        at += len;
        if (*at == '\n') {
            build_char(&b, '\n');
            at++;
        }
    }
    return build_done(&b);
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
