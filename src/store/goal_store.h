/* goal_store.h -- goals and tasks of a case, their words opened; the SQL is in
 * sql/care/goal.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef STORE_GOAL_STORE_H
#define STORE_GOAL_STORE_H

#include "domain/goal.h"
#include "store/casefile_store.h"
#include "store/today_store.h"

struct goal {
    struct id id;
    struct casefile_id casefile;
    struct user_id author, changed_by;
    int64_t at, rev;
    const char *words;
    enum goal_state state;
    struct day ended_day;
};
struct goals {
    struct goal *of;
    size_t len;
};

/* A form sent twice adds once: *added tells. */
MUST_CHECK struct err goal_add(struct db *db, const struct data_key *key,
                               const struct goal *g, struct arena *a, bool *added);
MUST_CHECK struct err goal_list(struct db *db, const struct data_key *key,
                                struct casefile_id id, struct arena *a,
                                struct goals *out);
/* g->rev is one more than what was read, or ERR_CONFLICT. */
MUST_CHECK struct err goal_save(struct db *db, const struct goal *g);

enum task_kind { TASK_PLAIN, TASK_BETTER }; /* better: "is it better?" */
struct task {
    struct id id;
    struct casefile_id casefile;
    enum task_kind kind;
    struct user_id owner, author, done_by; /* owner unset: whoever has the case */
    int64_t at, done_at, rev;
    const char *words; /* NULL: its kind says what */
    struct day due_day;
};
struct tasks {
    struct task *of;
    size_t len;
};
MUST_CHECK struct err task_add(struct db *db, const struct data_key *key,
                               const struct task *t, struct arena *a, bool *added);
MUST_CHECK struct err task_list(struct db *db, const struct data_key *key,
                                struct casefile_id id, struct arena *a,
                                struct tasks *out);
MUST_CHECK struct err task_save(struct db *db, const struct task *t);

/* A line of Today. */
struct task_due {
    struct id id;
    struct casefile_id casefile;
    struct user_id case_owner;
    enum task_kind kind;
    enum case_kind case_kind;
    const char *name, *words; /* of the person, NULL when not known; of the task */
    struct day due_day;
    int64_t rev;
};
struct tasks_due {
    struct task_due *of;
    size_t len;
};
/* What is this person's to do by `until`, the longest due first. */
struct tasks_query {
    struct user_id owner;
    struct day today, until;
};
MUST_CHECK struct err tasks_due(struct db *db, const struct keys *keys,
                                const struct tasks_query *q, struct arena *a,
                                struct tasks_due *out);

#endif
