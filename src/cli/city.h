/* city.h -- a city made, opened and served, for the commands and for `demo`.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_CITY_H
#define CLI_CITY_H

#include "app/account.h"
#include "base/keys.h"
#include "cli/stores.h"
#include "core/zone.h"
#include "store/city_store.h"
#include "web/web.h"

/* All that a command needs of an opened city. */
struct open_city {
    struct stores stores;
    struct keys *keys; /* where no dump takes them */
    struct city city;
    struct zone zone;
    const char *code; /* in every row */
};

/* All of these return CLI_DONE, or another status with the line printed. */

/* Makes DIR, its keys, its four stores and DIR/doorstep.conf (written last: without it
 * nothing has happened), and turns c's settings to it.  Refuses a DIR that has one.
 * With `first`, an account of that address is invited as admin, by the token of a link.
 */
struct first_admin {
    const char *email;
    char token[TOKEN_TEXT];
};
/* The command has the option --inspections. */
int city_init(struct cli *c, const char *dir, const char *name, const char *timezone,
              struct first_admin *first);
/* What `doorstep city` lists and `city set` changes; NULL behind the last. */
const char *city_word_name(size_t at);
/* "own", "beside", or NULL for own. */
int city_mode(const char *word, bool *beside);
/* record.export and what belongs to it. */
struct nightly city_nightly(const struct cli *c);
/* erase.ledger; NULL when the city has no folder and none is named. */
const char *city_ledger(const struct cli *c);
/* The city that the settings name; what the ledger of erasures says is done to it first,
 * should its stores be older than that.  Close it with city_close. */
int city_open(struct cli *c, struct open_city *out);
/* The same by keys that may be a copy: the city is not told of newer ones. */
int city_look(struct cli *c, struct open_city *out);
void city_close(struct open_city *city);
/* Why the keys cannot be read, and the way out when they are not there at all. */
int city_refuse_keys(struct cli *c);
/* Notes in the registry which keys these are now. */
int city_tell_keys(struct cli *c, struct open_city *city);
/* Of a key that is not the noted one: how its file is called that a rotation put aside;
 * "" for those that are never rotated. */
const char *city_key_was(struct arena *a, const char *name, const char *prints);

/* From here on SIGTERM and SIGINT wait for city_serve.  Before the first thread starts,
 * for threads inherit this and one without it would end the process half-way. */
void city_hold_signals(void);
/* Begins the child that makes PDFs, c->papers: before the first thread, and before keys
 * and stores are open, so that it has none of them.  It ends with the command. */
int city_begin_papers(struct cli *c);
/* Gives up what a served city has no business in (base/confine.h): behind the papers'
 * child, before threads, keys and stores. */
int city_confine(struct cli *c);
/* Serves until SIGTERM or SIGINT; `ready` is called once, listening.  Port 0 takes a free
 * one, and the public address follows. */
int city_serve(struct cli *c, struct open_city *city,
               void (*ready)(void *ctx, struct web *web), void *ctx);

#endif
