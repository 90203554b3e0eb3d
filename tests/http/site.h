/* site.h -- a world's whole web side without a socket: people who signed in, what they
 * ask and what they are answered.  The program's clock is the test's.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_SITE_H
#define TESTS_HTTP_SITE_H

#include "store/phone.h"

#include "app/account.h"
#include "http/local.h"
#include "web/web.h"

#define SITE_URL "https://doorstep.example"
#define MINUTE INT64_C(60000)
#define DAY (24 * 60 * MINUTE)

/* Makes the PDFs of every site; begun with the first. */
extern struct helper *site_papers;

struct site {
    struct world *w;
    struct phone *phone; /* the city's people and properties, and inspector 1's phone */
    struct arena *arena; /* the world's */
    struct stores stores;
    struct web *web;
    int visitors; /* so far: each has an address of its own */
};

/* Furnished and open; it is stopped with its world. */
struct site *site_new(struct world *w);
/* What every clock of the program says from now on. */
void site_clock(struct site *t, int64_t ms);

/* Somebody who signed in with a browser. */
struct visitor {
    struct user_id id;
    const char *email, *lang;
    char token[TOKEN_TEXT];
    char csrf[64];
};
struct visitor *visitor_new(struct site *t, enum role role, const char *lang);
/* The same person in a new session. */
void visitor_sign_in(struct site *t, struct visitor *v);
/* Somebody of another city whose records stand in the same stores. */
struct visitor *visitor_elsewhere(struct site *t, enum role role);
void visitor_password(struct site *t, struct visitor *v, const char *password);
void visitor_disable(struct site *t, struct visitor *v);

/* A request as a browser sends it: cookie, Origin, CSRF token, a form's type; more
 * headers replace these, and one of value NULL leaves it out. */
struct ask {
    const struct visitor *who; /* NULL: nobody */
    const char *method, *path, *body;
    struct pair more[8];
};
const struct local_answer *site_ask(struct site *t, const struct ask *ask);
const struct local_answer *site_get(struct site *t, const struct visitor *who,
                                    const char *path);
const struct local_answer *site_post(struct site *t, const struct visitor *who,
                                     const char *path, const char *form);
/* The same, and where its answer leads to with the cookie it gave, as nobody. */
const struct local_answer *site_follow(struct site *t, const char *path,
                                       const char *form);
const struct local_answer *site_post_json(struct site *t, const struct visitor *who,
                                          const char *path, const char *json);

/* Every row of care and enforcement, and of their trails, that a reader could tell apart;
 * and the same without the traces of looking at care. */
const char *site_dump(struct site *t);
const char *site_changes(struct site *t);
/* The sentence as a page shows it: escaped. */
const char *sentence(struct site *t, const char *lang, const char *msg);

#define assert_status(a, want) check_status((a), (want), __FILE__, __LINE__)
#define assert_has(a, what) check_has((a), (what), true, __FILE__, __LINE__)
#define assert_lacks(a, what) check_has((a), (what), false, __FILE__, __LINE__)
void check_status(const struct local_answer *a, int want, const char *file, int line);
void check_has(const struct local_answer *a, const char *what, bool has, const char *file,
               int line);

#endif
