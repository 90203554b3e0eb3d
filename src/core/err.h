/* err.h -- how anything in this program says that it did not work.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_ERR_H
#define CORE_ERR_H

#include "core/base.h"

enum err_kind {
    OK,
    ERR_INVALID,   /* the input breaks a rule the sender can fix */
    ERR_SIGN_IN,   /* nobody is signed in, or no longer */
    ERR_FORBIDDEN, /* known person, not theirs to do or to see */
    ERR_NOT_FOUND, /* no such thing, or none this person may know of */
    ERR_CONFLICT,  /* it changed under the caller: read again, then retry */
    ERR_TOO_LARGE, /* beyond the limit the door states */
    ERR_TOO_MANY,  /* tries; wait */
    ERR_BUSY,      /* would have worked a moment later */
    ERR_FULL,      /* the disk is full: 503, the sender keeps what it has */
    ERR_BROKEN,    /* our fault, or the machine's */
    ERR_KINDS
};

struct err {
    enum err_kind kind;
    const char *msg;   /* a message id for people ("referral.closed"), never prose */
    const char *where; /* where it was born, for the log alone */
};

#define ok() ((struct err){OK, NULL, NULL})
#define failed(kind, msg) ((struct err){(kind), (msg), __FILE__ ":" STR(__LINE__)})

/* The only macro that returns for you.  Safe because nothing is freed by hand:
 * memory belongs to an arena, everything else carries CLEANUP(). */
#define TRY(expr)                 \
    do {                          \
        struct err try_ = (expr); \
        if (try_.kind != OK)      \
            return try_;          \
    } while (0)

#endif
