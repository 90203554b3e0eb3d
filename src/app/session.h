/* session.h -- one request's who, when and where, as an app function sees it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_SESSION_H
#define APP_SESSION_H

#include "core/fault.h"
#include "core/zone.h"
#include "domain/policy.h"
#include "store/store.h"
#include "store/stores.h"

struct helper;
struct idp_memory;
struct keys;
struct probe_board;

/* What a request of care showed: one row of `seen` each, see session_seen(). */
struct sight {
    const char *noun; /* "casefile" */
    struct id id;
};

#define SIGHTS_MAX 512

/* The nightly file for the provider's own system (record_night.h). */
struct nightly {
    const char *folder; /* NULL: none is written */
    int minute;         /* of the day, on the city's clocks */
    int keep_days;
};

/* Where this city lives on its machine: what the Status page looks at. */
struct premises {
    const char *data, *keys;   /* directories; NULL: not known */
    bool mail;                 /* a mail server is set */
    const char *lang;          /* of what goes to no account; NULL: English */
    struct probe_board *board; /* what was tried last; NULL: nothing was */
    struct nightly record;
    const char *anchor;      /* the file of signed heads (anchor.h); NULL: none */
    const char *ledger;      /* of who was erased (erase_ledger.h); NULL: none */
    const char *idp_secrets; /* the folder of client secrets (idp.h); NULL: none */
    struct idp_memory *idp;  /* idp_app.h */
};

struct session {
    struct actor actor; /* who: person, roles, provider or city side */
    const char *city, *city_name;
    bool practice;           /* a practice city: nothing here is real */
    const char *lang;        /* "en" "es" "pt" "ht" */
    bool dated;              /* read on later days: no "today" in it */
    int64_t now;             /* ms UTC, read once per request, so that rows agree */
    const struct zone *zone; /* the city's */
    struct arena *arena;
    const struct keys *keys;
    struct premises site;
    struct helper *papers;  /* makes PDFs (base/helper.h); NULL: nobody does */
    const char *public_url; /* "https://doorstep.example.gov", no slash behind */
    const char *csrf;       /* what forms of this session must carry; "" without one */
    const char
        *words_kept; /* what a form that is shown again says of its words, or NULL */
    struct device_id device; /* the phone that speaks, when it said which */
    struct device_id bound;  /* the token asked for this phone's key (device_proof.h) */
    bool second;             /* a second factor opened this session */
    bool second_first;       /* the city wants one of this role: nothing else yet */
    bool by_device;          /* by its signature alone: uploads, no downloads */
    bool disabled;           /* the author may no longer work here; ops are parked */

    /* Readers, each opened at first use by session_db(); the store that the job
     * writes is its transaction instead. */
    struct db *db[STORES];
    struct store *writes; /* of the job that runs now, or NULL */
    struct stores *stores;

    struct faults faults; /* what act found wrong with the input */
    struct sight *sights;
    size_t sights_len;
    struct id opened;    /* the one case that a read opens (reads_app.h); unset: a list */
    struct id denied;    /* the case that a read asked for and may not see, or is none */
    const char *purpose; /* why it was opened, as a code, for its audit row; or NULL */
};

/* The store to read or, inside a job on it, to write.  ERR_BUSY when it is away. */
MUST_CHECK struct err session_db(struct session *s, enum store_name name,
                                 struct db **out);
/* Ends the readers.  Whoever opened a session calls it before its thread waits. */
void session_close(struct session *s);

/* A fault of one field, found by act: `return failed(ERR_INVALID, "errors.form")` next.
 */
void session_fault(struct session *s, const char *field, const char *msg);
/* Both at once, where nothing else is to be looked at. */
MUST_CHECK struct err session_refuse(struct session *s, const char *field,
                                     const char *msg);
/* An AUDITED route's act names what the answer will show. */
void session_seen(struct session *s, const char *noun, struct id id);
/* "user:UUID", "link:UUID", "device:UUID" or "nobody", for audit rows; in the arena. */
const char *session_actor(const struct session *s);

#endif
