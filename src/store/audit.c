/* audit.c -- see audit.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/audit.h"

#include "base/clock.h"
#include "base/crypto.h"
#include "store/driver.h"
#include "store/queries_common.h"

#include <string.h>

/* A number, or the length of a text, as eight bytes. */
struct word {
    uint8_t b[8];
};

static struct word word_of(int64_t n)
{
    struct word w;

    for (int i = 0; i < 8; i++)
        w.b[i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
    return w;
}

static struct bytes text_bytes(const char *s)
{
    return (struct bytes){(const uint8_t *)(s ? s : ""), s ? strlen(s) : 0};
}

/* Length first, so that no two rows have the same bytes; absent is no empty text. */
static struct sha256 link_of(const struct sha256 *before, const char *city,
                             const struct q_audit_all_out *row)
{
    const char *texts[] = {city, row->actor, row->act, row->subject, row->detail};
    struct word no = word_of(row->no), at = word_of(row->at), lens[COUNT(texts)];
    struct bytes pieces[3 + 2 * COUNT(texts)] = {
        {before->b, sizeof before->b}, {no.b, sizeof no.b}, {at.b, sizeof at.b}};
    size_t n = 3;

    for (size_t i = 0; i < COUNT(texts); i++) {
        lens[i] = word_of(texts[i] ? (int64_t)strlen(texts[i]) : -1);
        pieces[n++] = (struct bytes){lens[i].b, sizeof lens[i].b};
        pieces[n++] = text_bytes(texts[i]);
    }
    return sha256_of_all(pieces, n);
}

struct head {
    int64_t change_no, audit_no;
    struct sha256 sha;
};

static struct err head_load(struct db *db, struct head *out)
{
    struct q_head_get_out row;
    struct err e = db_one(db, &q_head_get, NULL, &row, db->arena);

    *out = (struct head){0};
    if (e.kind == ERR_NOT_FOUND) {
        struct q_head_add_in in = {.audit_sha = {out->sha.b, sizeof out->sha.b}};

        in.epoch = id_mint(clock_ms());
        return db_exec(db, &q_head_add, &in);
    }
    TRY(e);
    if (row.audit_sha.len != sizeof out->sha.b)
        return failed(ERR_BROKEN, "audit.head");
    out->change_no = row.change_no;
    out->audit_no = row.audit_no;
    memcpy(out->sha.b, row.audit_sha.p, sizeof out->sha.b);
    return ok();
}

static struct err add_audit(struct db *db, struct head *head, const struct audit *a,
                            int64_t at)
{
    struct q_audit_all_out row = {.no = head->audit_no + 1,
                                  .at = at,
                                  .actor = a->actor,
                                  .act = a->act,
                                  .subject = a->subject,
                                  .detail = a->detail};
    struct sha256 sha = link_of(&head->sha, db->city, &row);
    struct q_audit_add_in in = {.no = row.no,
                                .at = at,
                                .actor = a->actor,
                                .act = a->act,
                                .subject = a->subject,
                                .detail = a->detail,
                                .sha = {sha.b, sizeof sha.b}};

    TRY(db_exec(db, &q_audit_add, &in));
    head->audit_no = row.no;
    head->sha = sha;
    return ok();
}

static struct err add_trail(struct db *db, struct head *head, const struct trail *t,
                            int64_t at)
{
    for (const struct audit_entry *e = t->audits; e != NULL; e = e->next)
        TRY(add_audit(db, head, &e->audit, at));
    for (const struct change_entry *e = t->changes; e != NULL; e = e->next) {
        struct q_change_add_in in = {.no = head->change_no + 1,
                                     .kind = e->change.kind,
                                     .id = e->change.id,
                                     .person = e->change.person};

        TRY(db_exec(db, &q_change_add, &in));
        head->change_no++;
    }
    return ok();
}

static bool left_trail(const struct job *job)
{
    return job->trail.audits != NULL || job->trail.changes != NULL;
}

/* All jobs of the first job's city, which are then done with. */
static struct err number_city(struct db *db, struct job **jobs, size_t len)
{
    struct head head;
    int64_t at = clock_ms();

    TRY(head_load(db, &head));
    for (size_t i = 0; i < len; i++) {
        if (jobs[i] == NULL || strcmp(jobs[i]->city, db->city) != 0)
            continue;
        TRY(add_trail(db, &head, &jobs[i]->trail, at));
        jobs[i] = NULL;
    }

    struct q_head_set_in set = {.change_no = head.change_no,
                                .audit_no = head.audit_no,
                                .audit_sha = {head.sha.b, sizeof head.sha.b}};
    return db_exec(db, &q_head_set, &set);
}

struct err audit_number(const struct driver *driver, struct conn *conn,
                        struct job *const *kept, size_t len)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct job **left = arena_array(&arena, struct job *, len + 1);
    struct trail none = {0};

    for (size_t i = 0; i < len; i++)
        left[i] = left_trail(kept[i]) ? kept[i] : NULL;
    for (size_t i = 0; i < len; i++) {
        if (left[i] == NULL)
            continue;
        struct db db = {.driver = driver,
                        .conn = conn,
                        .city = left[i]->city,
                        .trail = &none,
                        .arena = &arena};
        TRY(number_city(&db, left + i, len - i));
    }
    return driver->settle(conn);
}

struct walk {
    const char *city;
    const struct audit_anchor *anchors, *anchors_end;
    struct head at;
    struct audit_check *out;
};

/* Several may be of one row. */
static bool meets_anchors(struct walk *w, int64_t no, const struct sha256 *sha)
{
    bool meets = true;

    for (; w->anchors < w->anchors_end && w->anchors->no == no; w->anchors++)
        meets = meets && memcmp(w->anchors->sha.b, sha->b, sizeof sha->b) == 0;
    return meets;
}

static struct err check_row(void *ctx, const void *out)
{
    struct walk *w = ctx;
    const struct q_audit_all_out *row = out;
    struct sha256 sha = link_of(&w->at.sha, w->city, row);

    if (row->no != w->at.audit_no + 1)
        w->out->what = "missing";
    else if (row->sha.len != sizeof sha.b || memcmp(row->sha.p, sha.b, sizeof sha.b) != 0)
        w->out->what = "altered";
    else if (!meets_anchors(w, row->no, &sha))
        w->out->what = "anchor";
    if (w->out->what != NULL) {
        w->out->broken = w->at.audit_no + 1;
        return failed(ERR_CONFLICT, "audit.broken"); /* no need to look further */
    }
    w->at.audit_no = row->no;
    w->at.sha = sha;
    w->out->rows++;
    return ok();
}

static struct err verify(struct db *db, struct walk *w)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct q_head_get_out head;
    struct err e = db_each(db, &q_audit_all, NULL, check_row, w);

    if (w->out->broken != 0)
        return ok();
    TRY(e);
    if (w->anchors < w->anchors_end) {
        w->out->broken = w->at.audit_no + 1;
        w->out->what = "cut";
        return ok();
    }
    e = db_one(db, &q_head_get, NULL, &head, &arena);
    if (e.kind == ERR_NOT_FOUND && w->out->rows == 0)
        return ok();
    TRY(e);
    /* Rows cut off at the end leave a chain that is sound and too short. */
    if (head.audit_no != w->at.audit_no || head.audit_sha.len != sizeof w->at.sha.b ||
        memcmp(head.audit_sha.p, w->at.sha.b, sizeof w->at.sha.b) != 0) {
        w->out->broken = w->at.audit_no + 1;
        w->out->what = "head";
    }
    return ok();
}

struct err audit_head(struct store *store, const char *city, struct audit_anchor *out)
{
    struct arena arena CLEANUP(arena_free) = {0};
    struct db *db CLEANUP(store_read_end) = NULL;
    struct q_head_get_out head;

    *out = (struct audit_anchor){0};
    TRY(store_read_begin(store, city, &db));
    struct err e = db_one(db, &q_head_get, NULL, &head, &arena);
    if (e.kind == ERR_NOT_FOUND)
        return ok();
    TRY(e);
    if (head.audit_sha.len != sizeof out->sha.b)
        return failed(ERR_BROKEN, "audit.head");
    out->no = head.audit_no;
    memcpy(out->sha.b, head.audit_sha.p, sizeof out->sha.b);
    return ok();
}

struct err audit_verify_anchored(struct store *store, const char *city,
                                 const struct audit_anchor *anchors, size_t len,
                                 struct audit_check *out)
{
    struct walk w = {
        .city = city, .out = out, .anchors = anchors, .anchors_end = anchors + len};
    struct db *db CLEANUP(store_read_end) = NULL;

    *out = (struct audit_check){0};
    TRY(store_read_begin(store, city, &db));
    return verify(db, &w);
}

struct err audit_verify(struct store *store, const char *city, struct audit_check *out)
{
    static const struct audit_anchor none[1];

    return audit_verify_anchored(store, city, none, 0, out);
}
