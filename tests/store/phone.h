/* phone.h -- an inspector's phone for tests of sync: it makes ops, seals envelopes, sends
 * them to the app functions of a world, and writes down what the stores then hold.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_PHONE_H
#define TESTS_STORE_PHONE_H

#include "world.h"

#include "app/sync_app.h"
#include "base/keys.h"

#define PHONE_OPS 64

/* "018f...-0000000000NN" of a letter for its kind and a number. */
const char *name_id(struct arena *a, char kind, int n);

struct phone {
    struct world *w;
    struct arena *arena; /* the world's */
    struct keys *keys;
    struct user_id user;
    int device;        /* which of the person's phones; 0: the first */
    int64_t now;       /* the server's clock */
    int64_t clock_off; /* the phone's clock is ahead by so much */
    bool disabled, by_device;
    struct sync_request rq; /* the last one, as it was read */
    struct sync_result results[PHONE_OPS];
    struct err failure;
};

/* A city with the properties 1 and 2, the inspectors 1 and 2 and two case managers; the
 * phone is inspector 1's. */
struct phone *phone_new(struct world *w);

/* {"id","kind","at","data":{...}} with more members, such as "\"after\":[...]", or "". */
const char *op_make(struct phone *p, int n, const char *kind, const char *data,
                    const char *more);
/* The same, sealed for care. */
const char *op_sealed(struct phone *p, int n, const char *kind, const char *data);
const char *op_sealed_as(struct phone *p, int n, const char *plain,
                         const char *info_city);

/* Sends ops in this order; the results are in p->results, and the first's is returned. */
struct sync_result *phone_send(struct phone *p, const char *const *ops, size_t len);
struct sync_result *phone_send_one(struct phone *p, const char *op);
/* Case n: somebody at 12 Erie Street, called Zenobia n, asks for food. */
void phone_asks(struct phone *p, int n);

#define assert_applied(r) assert_int_equal((r)->status, SYNC_APPLIED)
#define assert_refused(r, why) check_result((r), SYNC_REFUSED, (why))
#define assert_parked(r, why) check_result((r), SYNC_PARKED, (why))
void check_result(const struct sync_result *r, enum sync_status status, const char *why);

/* What it hears: the answer's JSON, with the changes since the cursor ("" at first). */
const char *phone_answer(struct phone *p, const char *cursor, struct sync_answer *out);
/* Runs any job of an app function as this phone's person. */
struct err phone_run(struct phone *p, enum store_name store,
                     struct err (*act)(struct session *s, void *ctx), void *ctx);

/* The rows of a store that a reader could tell apart, as text. */
const char *dump_enforcement(struct phone *p);
const char *dump_trail(struct phone *p, enum store_name store); /* audit and changes */
const char *dump_care(struct phone *p);
const char *dump_survey(struct phone *p);

#endif
