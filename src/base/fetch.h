/* fetch.h -- asks another machine over HTTP: by https alone, without following it
 * elsewhere, and never an address within the house that nobody allowed.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_FETCH_H
#define BASE_FETCH_H

#include "core/arena.h"
#include "core/err.h"

struct sockaddr;

#define FETCH_MAX (256u * 1024) /* of an answer */

struct fetch {
    const char *url;
    const char *form;          /* NULL: a GET */
    const char *user, *secret; /* HTTP Basic; NULL: none */
    bool inside;               /* an administrator named it: an inner address will do, and
                                  "http://127.0.0.1", which never leaves the machine */
};
struct fetched {
    int64_t status;
    const char *body; /* NUL-terminated */
    size_t len;
};

/* ERR_INVALID "errors.fetch.address" for what may not be asked, ERR_BUSY
 * "errors.fetch.unreached" when nobody answers within seconds, ERR_TOO_LARGE.  Never on
 * an HTTP thread. */
MUST_CHECK struct err fetch(const struct fetch *what, struct arena *a,
                            struct fetched *out);

enum address_kind {
    ADDRESS_PUBLIC,
    ADDRESS_INSIDE, /* this machine, or a network that is nobody's in the world */
    ADDRESS_NEVER,  /* link-local, as a cloud's store of credentials; to many at once */
};
/* Of an IPv4 or IPv6 address, also of one that stands within the other. */
enum address_kind address_kind(const struct sockaddr *at);

#endif
