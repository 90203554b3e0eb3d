/* evaluation_lines.c -- the evaluation as printed: which line stands for which count, in
 * which order, and what the public edition leaves out.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/evaluation.h"

#include <string.h>

#include "domain/suppress.h"

struct sheet {
    struct report_line *out;
    size_t len;
    bool public, whole;
    int64_t small;
};

/* How a line's number may be published. */
enum openness {
    TOTAL, /* a total of the programme: always */
    PART,  /* a part of a printed whole: neither it nor the rest may be small */
    CELL,  /* one of many that may overlap: not when it is small */
};

struct count {
    int64_t numerator, denominator, unknown;
};

static struct report_line *add(struct sheet *s, const char *id, const char *label,
                               const char *definition)
{
    struct report_line *l = &s->out[s->len++];

    require(s->len <= REPORT_LINES && strlen(id) < sizeof l->id);
    *l = (struct report_line){.label = label, .definition = definition};
    memcpy(l->id, id, strlen(id) + 1);
    return l;
}

/* The id of a line of a family: "referrals.need." and "food". */
static void append_word(struct report_line *l, const char *word)
{
    size_t len = strlen(l->id);

    require(len + strlen(word) < sizeof l->id);
    memcpy(l->id + len, word, strlen(word) + 1);
}

static void plain(struct sheet *s, const char *id, const char *label,
                  const char *definition, int64_t n)
{
    struct report_line *l = add(s, id, label, definition);

    l->plain = true;
    l->numerator = n;
}

static void proportion(struct sheet *s, struct report_line *l, struct count c,
                       enum openness open)
{
    l->numerator = c.numerator;
    l->denominator = c.denominator;
    l->unknown = c.unknown;
    if (!s->public || open == TOTAL)
        return;
    l->suppressed = !s->whole;
    if (s->whole)
        l->suppressed = open == CELL
                            ? is_small(c.numerator, s->small)
                            : is_small_part(c.numerator, c.denominator, s->small);
}

/* A family of lines: one a code. */
struct family {
    const char *id, *label, *definition;
    const struct codes *codes;
    bool sums_up; /* to a number that is printed too */
};

static bool is_sealed_need(const struct family *f, size_t i)
{
    return f->codes == &need_codes && i < NEEDS && need_is_sealed((enum need)i);
}

/* Which of a family's lines a printed number counts together; `most`: as suppress.h. */
struct together {
    bool (*has)(size_t line, int which);
    int which;
    int64_t most;
};

/* They hide enough of themselves; what is hidden already stays so. */
static void suppress_lines(struct sheet *s, size_t start, const struct together *of)
{
    struct cell cells[REPORT_LINES];
    struct report_line *lines[REPORT_LINES];
    size_t len = 0;

    if (!s->public || !s->whole)
        return;
    for (size_t i = start; i < s->len; i++)
        if (of->has == NULL || of->has(i - start, of->which)) {
            lines[len] = &s->out[i];
            cells[len++] = (struct cell){s->out[i].numerator, false};
        }
    suppress_parts(cells, len, s->small, of->most);
    for (size_t i = 0; i < len; i++)
        lines[i]->suppressed |= cells[i].hidden;
}

static void put_family(struct sheet *s, const struct family *f, const int64_t *counts,
                       int64_t known, int64_t unknown)
{
    size_t start = s->len, len = f->codes->len;

    for (size_t i = 0; i < len + (f->codes == &need_codes); i++) {
        struct report_line *l = add(s, f->id, f->label, f->definition);
        append_word(l, i < len ? f->codes->list[i].word : "sealed");
        l->word = i < len ? f->codes->list[i].msgid : "need.sealed";
        proportion(s, l, (struct count){counts[i], known, unknown}, CELL);
        if (is_sealed_need(f, i)) /* counted under `sealed`, in every edition */
            l->suppressed = true;
    }
    if (f->sums_up)
        suppress_lines(s, start, &(struct together){0});
}

/* The line of a need, or of all that are sealed; a sealed need's own line counts nothing.
 */
static bool is_counted(size_t line, int which)
{
    (void)which;
    return line == NEEDS || !need_is_sealed((enum need)line);
}

/* How many asked for something of a group is printed (the City Manager's page). */
static bool is_of_group(size_t line, int which)
{
    int group = line == NEEDS ? GROUP_OTHER : (int)need_group_of((enum need)line);

    return is_counted(line, 0) && group == which;
}

/* So is how many ended in one of the broad ways. */
static bool is_of_broad(size_t line, int which)
{
    return (int)close_broad((enum close_reason)line) == which;
}

static void put_days(struct sheet *s, const char *const ids[3],
                     const char *const labels[3], const char *definition,
                     const struct spread *spread)
{
    for (int i = 0; i < (s->public ? 1 : 3); i++) {
        struct report_line *l = add(s, ids[i], labels[i], definition);
        l->denominator = spread->n;
        l->unknown = spread->unknown;
        l->none = spread->n == 0;
        if (l->none)
            continue;
        int64_t twice = i == 0 ? spread_median2(spread)
                               : 2 * (i == 1 ? spread_min(spread) : spread_max(spread));
        l->numerator = twice / 2;
        l->half = twice % 2 != 0;
    }
}

static void put_referrals(struct sheet *s, const struct evaluation *e)
{
    static const struct family source = {
        "referrals.source.", "report.line.referrals_source",
        "report.def.referrals_source", &source_codes, true};
    static const struct family urgency = {
        "referrals.urgency.", "report.line.referrals_urgency",
        "report.def.referrals_urgency", &urgency_codes, true};
    static const struct family need = {"referrals.need.", "report.line.referrals_need",
                                       "report.def.referrals_need", &need_codes, false};

    size_t start;

    plain(s, "referrals", "report.line.referrals", "report.def.referrals", e->referrals);
    put_family(s, &source, e->source, e->source_known, e->referrals - e->source_known);
    put_family(s, &urgency, e->urgency, e->urgency_known,
               e->referrals - e->urgency_known);
    start = s->len;
    put_family(s, &need, e->reason, e->reasons_known, e->referrals - e->reasons_known);
    for (int g = 0; g < GROUPS; g++)
        suppress_lines(s, start, &(struct together){is_of_group, g, e->group[g]});
}

static void put_close_reasons(struct sheet *s, const struct evaluation *e,
                              int64_t unknown)
{
    static const struct family close = {"closed.", "report.line.closed",
                                        "report.def.closed", &close_reason_codes, false};
    size_t start = s->len;

    put_family(s, &close, e->close, e->close_known, unknown);
    for (int b = 0; b < BROADS; b++)
        suppress_lines(s, start, &(struct together){is_of_broad, b, 0});
}

static void put_outcomes(struct sheet *s, const struct evaluation *e)
{
    int64_t connected = e->close[CLOSE_CONNECTED_ALL] + e->close[CLOSE_CONNECTED_SOME];
    int64_t end_unknown = e->referrals - e->end_known;
    int64_t close_unknown = e->closed - e->close_known + end_unknown;

    proportion(s,
               add(s, "cases.with-service", "report.line.with_service",
                   "report.def.with_service"),
               (struct count){e->with_service, e->services_known,
                              e->referrals - e->services_known},
               TOTAL);
    proportion(s,
               add(s, "closed.connected", "report.line.closed_connected",
                   "report.def.closed_connected"),
               (struct count){connected, e->close_known, close_unknown}, TOTAL);
    put_close_reasons(s, e, close_unknown);
    proportion(s, add(s, "open", "report.line.open", "report.def.open"),
               (struct count){e->open, e->end_known, end_unknown}, TOTAL);
}

/* The last line counts some of another's cases: how many it leaves must not be small. */
static void within(struct sheet *s, int64_t left)
{
    if (s->public && is_small(left, s->small))
        s->out[s->len - 1].suppressed = true;
}

static void put_reach(struct sheet *s, const struct evaluation *e)
{
    int64_t prior_unknown = e->referrals - e->prior_known;

    proportion(
        s,
        add(s, "prior-services.none", "report.line.prior_none", "report.def.prior_none"),
        (struct count){e->prior_none, e->prior_known, prior_unknown}, PART);
    proportion(
        s,
        add(s, "first-time-connected", "report.line.first_time", "report.def.first_time"),
        (struct count){e->first, e->prior_known, prior_unknown}, PART);
    within(s, e->prior_none - e->first);
    proportion(s,
               add(s, "first-time-connected.closed", "report.line.first_time_closed",
                   "report.def.first_time_closed"),
               (struct count){e->closed_first, e->closed_prior_known,
                              e->closed - e->closed_prior_known},
               PART);
    within(s, e->first - e->closed_first);
    proportion(
        s,
        add(s, "additional-services", "report.line.additional", "report.def.additional"),
        (struct count){e->additional, e->additional_known,
                       e->referrals - e->additional_known},
        PART);
}

static void put_services(struct sheet *s, const struct evaluation *e)
{
    static const struct family service = {"services.", "report.line.services",
                                          "report.def.services", &need_codes, false};
    size_t start;

    plain(s, "services.total", "report.line.services_total", "report.def.services_total",
          e->services_total);
    start = s->len;
    put_family(s, &service, e->service, e->services_known,
               e->referrals - e->services_known);
    suppress_lines(s, start, &(struct together){is_counted, 0, e->with_service});
}

static void put_times(struct sheet *s, const struct evaluation *e)
{
    static const char *const acknowledge[3] = {"days-to-acknowledge.median",
                                               "days-to-acknowledge.min",
                                               "days-to-acknowledge.max"};
    static const char *const contact[3] = {"days-to-contact.median",
                                           "days-to-contact.min", "days-to-contact.max"};
    static const char *const acknowledge_labels[3] = {"report.line.acknowledge_median",
                                                      "report.line.acknowledge_min",
                                                      "report.line.acknowledge_max"};
    static const char *const contact_labels[3] = {"report.line.contact_median",
                                                  "report.line.contact_min",
                                                  "report.line.contact_max"};

    put_days(s, acknowledge, acknowledge_labels, "report.def.acknowledge",
             &e->acknowledge);
    put_days(s, contact, contact_labels, "report.def.contact", &e->contact);
}

/* What an imported history cannot know is unknown, never 0 of something. */
static void put_uptake(struct sheet *s, const struct evaluation *e)
{
    const struct eval_visits *v = &e->visits;
    bool known = v->inspections > 0;
    int64_t from = known ? e->from_visits : 0;
    int64_t unknown = known ? e->imported : e->referrals;

    proportion(s,
               add(s, "uptake.per-100-inspections", "report.line.uptake_inspections",
                   "report.def.uptake_inspections"),
               (struct count){from, v->inspections, unknown}, TOTAL);
    proportion(s,
               add(s, "uptake.per-100-occupant-met", "report.line.uptake_met",
                   "report.def.uptake_met"),
               (struct count){v->occupant_met > 0 ? from : 0, v->occupant_met,
                              v->occupant_met > 0 ? unknown : e->referrals},
               TOTAL);
    proportion(
        s, add(s, "cards.coverage", "report.line.cards", "report.def.cards"),
        (struct count){v->cards_left, v->cards_known, v->inspections - v->cards_known},
        TOTAL);
}

static void put_why(struct sheet *s, const struct evaluation *e)
{
    static const struct family cause = {"cause.", "report.line.cause", "report.def.cause",
                                        &cause_codes, false};
    static const struct family barrier = {"barrier.", "report.line.barrier",
                                          "report.def.barrier", &barrier_codes, false};
    static const struct family unmet = {"unmet-need.", "report.line.unmet",
                                        "report.def.unmet", &need_codes, false};

    size_t start;

    put_family(s, &cause, e->cause, e->closed_here, e->closed - e->closed_here);
    put_family(s, &barrier, e->barrier, e->closed_here, e->closed - e->closed_here);
    start = s->len;
    put_family(s, &unmet, e->unmet, e->unmet_known, e->referrals - e->unmet_known);
    suppress_lines(s, start, &(struct together){is_counted, 0, e->unmet_any});
}

/* How a score changed since the start, one line a way; together they are all that were
 * measured again. */
static void put_measures(struct sheet *s, const struct evaluation *e)
{
    for (size_t i = 0; i < instruments_len; i++) {
        int64_t known = e->measure[i].known, started = e->measure[i].started;
        size_t start = s->len;

        for (size_t c = 0; c < CHANGES_OF_MEASURE; c++) {
            struct report_line *l =
                add(s, "measure.", "report.line.measure", "report.def.measure");
            append_word(l, instruments[i].name);
            append_word(l, ".");
            append_word(l, measure_change_codes.list[c].word);
            l->word = measure_change_codes.list[c].msgid;
            l->title = instruments[i].title;
            proportion(s, l,
                       (struct count){e->measure[i].change[c], known, started - known},
                       CELL);
        }
        suppress_lines(s, start, &(struct together){0});
    }
}

/* A month after help began. */
static void put_feelings(struct sheet *s, const struct evaluation *e)
{
    static const struct family feeling = {"better.", "report.line.better",
                                          "report.def.better", &feeling_codes, true};

    put_family(s, &feeling, e->feeling, e->feeling_known,
               e->connected_here - e->feeling_known);
}

size_t evaluation_lines(const struct evaluation *e, enum edition_kind kind, int64_t small,
                        struct report_line *out)
{
    struct sheet s = {
        .out = out, .public = kind == EDITION_PUBLIC, .whole = e->whole, .small = small};

    put_referrals(&s, e);
    put_outcomes(&s, e);
    put_reach(&s, e);
    put_services(&s, e);
    put_times(&s, e);
    put_uptake(&s, e);
    put_why(&s, e);
    put_measures(&s, e);
    put_feelings(&s, e);
    return s.len;
}
