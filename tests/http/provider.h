/* provider.h -- an identity provider of one test, on loopback: it says what it is told to
 * say, and signs it as it is told to.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_PROVIDER_H
#define TESTS_HTTP_PROVIDER_H

#include "core/arena.h"

#include <openssl/evp.h>
#include <pthread.h>

enum provider_key { KEY_RSA, KEY_EC, KEY_ED, KEY_NEXT, KEYS_OF };

/* What it says of somebody; NULL: as it should be. */
struct token {
    const char *alg, *kid, *head; /* head: more members of the header, ",\"crit\":[]" */
    const char *iss, *aud, *nonce, *sub, *email, *more; /* aud: JSON */
    int64_t exp, iat;                                   /* seconds from now; 0: usual */
    enum provider_key key;                              /* that signs */
    bool unverified;
};

struct provider {
    int fd, port;
    char issuer[64], client[32], secret[32];
    EVP_PKEY *keys[KEYS_OF];
    pthread_t thread;
    pthread_mutex_t lock; /* of all below */
    struct token token;
    char nonce[64], challenge[64], code[32]; /* of the authorization that is open */
    bool rotated;                            /* the set of keys has KEY_NEXT, too */
    const char *another;                     /* what it calls itself; NULL: issuer */
    int64_t now;                             /* seconds */
    int asked, tokens, sets;                 /* times: in all, for tokens, for keys */
    int status;                              /* of the last answer to a code */
};

/* On a thread until provider_end. */
void provider_begin(struct provider *p, const char *client, const char *secret);
void provider_end(struct provider *p);
/* What the next code stands for. */
void provider_says(struct provider *p, const struct token *token);
/* As though its person had signed in there: a code for this nonce and challenge. */
const char *provider_code(struct provider *p, const char *nonce, const char *challenge,
                          int64_t now);
int provider_times(struct provider *p, const int *counter);

#endif
