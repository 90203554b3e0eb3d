/* need_app.c -- see need_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/need_app.h"

#include "core/str.h"

#include <string.h>

static bool is_sealed_class(const char *word)
{
    enum need n;

    return need_parse(word, &n) ? need_is_sealed(n)
                                : codes_find(&sealed_class_codes, word) >= 0;
}

/* An open need of the same kind is there, under another id. */
static struct err need_is_there(struct session *s, const struct casework *w,
                                const struct need_in *in, bool *there)
{
    struct case_needs all;

    *there = false;
    TRY(need_list(w->db, casework_keys(s, w), w->c.id, s->arena, &all));
    for (size_t i = 0; i < all.len; i++)
        *there = *there || (all.of[i].state == NEED_STATE_OPEN &&
                            str_same(all.of[i].word, in->word) &&
                            !id_same(id_of(all.of[i].id), id_of(in->id)));
    return ok();
}

struct err need_found(struct session *s, const void *input, void **out)
{
    const struct need_in *in = input;
    struct casework w;
    bool added, there;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    if (!casefile_can(w.c.state, CASE_ON_ASSESS)) {
        session_fault(s, "need", "case.need_after_contact");
        return failed(ERR_INVALID, "case.need_after_contact");
    }
    TRY(need_is_there(s, &w, in, &there));
    if (there)
        return session_refuse(s, "need", "connect.need_there");
    struct case_need n = {
        .id = in->id,
        .casefile = in->casefile,
        .word = in->word,
        .sealed = is_sealed_class(in->word),
        .known_by = known_by_name(in->known_by),
        .found_day = w.today,
        .added_by = s->actor.user,
        .added_at = s->now,
    };
    TRY(need_add(w.db, casework_keys(s, &w), &n, s->arena, &added));
    if (!added)
        return ok(); /* the second click of two */
    TRY(casework_event(s, &w, CASE_ON_ASSESS));
    casework_audit(s, &w, "case.need", NULL);
    return casework_save(s, &w);
}

struct err need_of_case(struct session *s, const struct casework *w, struct need_id id,
                        struct case_need *out)
{
    TRY(need_load(w->db, casework_keys(s, w), id, s->arena, out));
    return id_same(id_of(out->casefile), id_of(w->c.id))
               ? ok()
               : failed(ERR_NOT_FOUND, "error.not_found");
}

struct err need_meet(struct session *s, struct casework *w, struct case_need *need)
{
    struct case_fact service = {.word = need->sealed ? "sealed" : need->word,
                                .day = w->today};

    if (need->state != NEED_STATE_MET) {
        need->state = NEED_STATE_MET;
        need->unmet_reason = NULL;
        need->rev++;
        TRY(need_save(w->db, need));
    }
    TRY(casefile_fact_add(w->db, FACT_SERVICE, w->c.id, &service));
    if (casefile_can(w->c.state, CASE_ON_CONNECT))
        TRY(casework_event(s, w, CASE_ON_CONNECT));
    return ok();
}

struct err need_started(struct session *s, const void *input, void **out)
{
    const struct need_started_in *in = input;
    struct casework w;
    struct case_need need;

    (void)out;
    TRY(casework_begin(s, in->casefile, ACT_CASE_WORK, &w));
    TRY(need_of_case(s, &w, in->need, &need));
    if (need.state == NEED_STATE_MET)
        return ok(); /* the second click of two */
    TRY(need_meet(s, &w, &need));
    casework_audit(s, &w, "case.service", NULL);
    return casework_save(s, &w);
}
