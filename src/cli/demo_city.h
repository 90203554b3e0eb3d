/* demo_city.h -- from an empty city to a furnished one.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_DEMO_CITY_H
#define CLI_DEMO_CITY_H

#include "cli/demo_world.h"

/* d->c, city, public_url, arena and now are set; fills in the rest.  CLI_DONE, or the
 * line is printed. */
int demo_furnish(struct demo *d);

#endif
