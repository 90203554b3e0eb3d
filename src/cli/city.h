/* city.h -- a city made, opened and served, for the commands and for `demo`.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_CITY_H
#define CLI_CITY_H

#include "base/keys.h"
#include "cli/stores.h"
#include "core/zone.h"
#include "store/city_store.h"

/* All that a command needs of an opened city. */
struct open_city {
    struct stores stores;
    struct keys keys;
    struct city city;
    struct zone zone;
    const char *code; /* in every row */
};

/* All of these return CLI_DONE, or another status with the line printed. */

/* Makes DIR, its keys, its four stores and DIR/doorstep.conf (written last: without it
 * nothing has happened), and turns c's settings to it.  Refuses a DIR that has one. */
int city_init(struct cli *c, const char *dir, const char *name, const char *timezone);
/* The city that the settings name; close it with city_close. */
int city_open(struct cli *c, struct open_city *out);
void city_close(struct open_city *city);

#endif
