/* report_store.c -- see report_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/report_store.h"

#include "core/str.h"
#include "store/queries_care.h"
#include "store/queries_enforcement.h"

#include <string.h>

enum { WORD_MAX = 40 };

static unsigned bit_of_need(const char *word)
{
    return need_bit(word);
}

static unsigned bit_of_cause(const char *word)
{
    enum cause cause;

    return cause_parse(word, &cause) ? 1u << cause : 0;
}

static unsigned bit_of_barrier(const char *word)
{
    enum barrier barrier;

    return barrier_parse(word, &barrier) ? 1u << barrier : 0;
}

/* A list of codes by ';', as bits; a word that nobody knows has none. */
static unsigned bits_of(const char *list, unsigned (*bit)(const char *word))
{
    unsigned bits = 0;

    while (list != NULL && *list != '\0') {
        char word[WORD_MAX];
        size_t len = strcspn(list, ";");

        if (len < sizeof word) {
            memcpy(word, list, len);
            word[len] = '\0';
            bits |= bit(word);
        }
        list += len + (list[len] == ';');
    }
    return bits;
}

/* An imported case that is over may have no day of closing: then not even that it was
 * closed is known, unless its reason is. */
static enum eval_end end_of(const struct q_report_cases_out *row, bool reason_known,
                            int64_t as_of)
{
    enum case_state state;

    if (!case_state_parse(row->state, &state) || state != CASE_CLOSED)
        return EVAL_OPEN;
    if (row->closed_at > as_of)
        return EVAL_OPEN; /* not yet, then */
    return row->closed_at != 0 || reason_known ? EVAL_CLOSED : EVAL_END_UNKNOWN;
}

static struct day until(struct day day, struct day known)
{
    return day_is_set(day) && day.n > known.n ? DAY_NONE : day;
}

static struct eval_case case_of(const struct q_report_cases_out *row, int64_t as_of,
                                struct day known)
{
    struct eval_case c = {
        .imported = str_same(row->kind, case_kind_name(CASE_KIND_IMPORTED)),
        .alert = str_same(row->kind, case_kind_name(CASE_KIND_ALERT)),
        .reasons = bits_of(row->reasons, bit_of_need),
        .services = bits_of(row->services, bit_of_need),
        .unmet = bits_of(row->unmet, bit_of_need),
        .needs_found = row->found != NULL,
        .causes = bits_of(row->causes, bit_of_cause),
        .barriers = bits_of(row->barriers, bit_of_barrier),
        .received = row->received_day,
        .acknowledged = until(row->acknowledged_day, known),
        .contacted = until(row->contacted_day, known),
    };

    c.source_known = source_parse(row->source, &c.source);
    c.urgency_known = urgency_parse(row->urgency, &c.urgency);
    if (!prior_parse(row->prior_services, &c.prior))
        c.prior = PRIOR_UNKNOWN;
    c.reason_known =
        row->close_reason != NULL && close_reason_parse(row->close_reason, &c.reason);
    c.end = end_of(row, c.reason_known, as_of);
    return c;
}

struct taking {
    struct evaluation *e;
    int64_t as_of;
    struct day known;
};

static struct err take_case(void *ctx, const void *out)
{
    const struct taking *t = ctx;
    struct eval_case c = case_of(out, t->as_of, t->known);

    evaluation_add(t->e, &c);
    return ok();
}

struct err report_cases(struct db *care, const struct report_period *p,
                        struct evaluation *e)
{
    struct taking t = {e, p->as_of, zone_day(p->zone, p->as_of)};
    struct q_report_cases_in in = {
        .first = p->first, .last = p->last, .as_of = p->as_of, .known = t.known};

    return db_each(care, &q_report_cases, &in, take_case, &t);
}

struct err report_visits(struct db *enforcement, struct arena *a,
                         const struct report_period *p, struct eval_visits *out)
{
    struct q_report_visits_in in = {
        .first = p->first,
        .last = p->last,
        .from_ms = zone_start_ms(p->zone, p->first),
        .to_ms = zone_start_ms(p->zone, (struct day){p->last.n + 1})};
    struct q_report_visits_out row;

    TRY(db_one(enforcement, &q_report_visits, &in, &row, a));
    *out = (struct eval_visits){.inspections = row.inspections,
                                .occupant_met = row.occupant_met,
                                .cards_known = row.cards_known,
                                .cards_left = row.cards_left};
    return ok();
}
