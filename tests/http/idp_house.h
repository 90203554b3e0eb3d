/* idp_house.h -- a site whose two organisations have an identity provider each, and the
 * way of a browser there and back.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_IDP_HOUSE_H
#define TESTS_HTTP_IDP_HOUSE_H

#include "site.h"

#include "domain/side.h"
#include "provider.h"

struct house {
    struct site *t;
    struct provider city, care;
    char secrets[32];
};

/* There and not yet back. */
struct trip {
    const char *state, *cookie, *nonce, *challenge;
};

struct setting_up {
    enum side side;
    const struct provider *p;
    bool near, trusted;
    const char *acr;
};

/* With both set up. */
struct house *house_open(struct world *w);
void house_close(struct house *h);
void house_set(struct house *h, const struct setting_up *as);
/* A group of the side's gives a role, whatever may be given. */
void house_map(struct house *h, enum side side, const char *group, enum role role);

/* Its people sign in there alone, but for the keeper. */
void house_passwords_off(struct house *h, enum side side, struct user_id keeper);

const char *house_path(struct house *h, const char *way, enum side side,
                       const char *query);
struct trip house_go(struct house *h, enum side side);
struct trip house_go_to(struct house *h, enum side side, const char *next);
/* Its person signed in there. */
const char *house_code(struct house *h, struct provider *p, const struct trip *trip);
const struct local_answer *house_back(struct house *h, enum side side,
                                      const struct trip *trip, const char *code);
/* The whole way of whom the provider says this of. */
const struct local_answer *house_come(struct house *h, enum side side,
                                      const struct token *says);

/* The cookie of a session that was opened; NULL: none was. */
const char *session_of(struct house *h, const struct local_answer *a);
void assert_in(struct house *h, const struct local_answer *a);
void assert_out(struct house *h, const struct local_answer *a, const char *msg);

unsigned roles_of(struct house *h, const char *email);
bool is_known(struct house *h, const char *email);

#endif
