/* house.h -- a building's public record with something in every table of it, for tests of
 * what is given out.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_STORE_HOUSE_H
#define TESTS_STORE_HOUSE_H

#include "manager.h"

#include "app/disposal_app.h"
#include "app/release_app.h"

/* Homes 1, 2 and 3 are of one building, home 4 is next door; homes 1 and 4 were visited.
 * Visits 50 and 51, to home 1, are planned. */
enum { HOUSE_HOME = 1, HOUSE_NEXT_DOOR = 4, HOUSE_VISIT = 1, HOUSE_CLOSED = 2 };

/* What of a visit is withheld from somebody; "" and NULL: not recorded. */
struct house_told {
    const char *present; /* of the order too */
    const char *occupancy, *card, *card_why, *door_card, *door_why;
    const char *room, *sign; /* ",\"rooms\":[...]" */
    const char *came, *wrong;
};
extern const struct house_told house_full, house_bare;

struct phone *house_new(struct world *w, const struct house_told *told);
/* The visit is written down; home 1 and 4. */
void house_visit(struct phone *p, const struct house_told *told);
void house_plant(struct phone *p, const struct house_told *told);

/* What `asker` gets of the building of home n, between all days. */
struct release_text house_text(struct phone *p, int home, enum asker asker);
struct release_bundle house_bundle(struct phone *p, enum asker asker);
/* The same as one list. */
const char *house_csv(struct phone *p, enum asker asker);

/* An app function by the records officer; its output lives as long as the world. */
struct err as_records(struct phone *p, struct doing *d);

/* The schedule as the records officer sees it, and one class of it. */
const struct disposal_page *house_schedule(struct phone *p);
const struct disposal_due *house_due(struct phone *p, enum retention class);
/* A yes to what was seen, the n-th; and one to all of a class. */
struct err house_approve(struct phone *p, int n, const struct disposal_due *seen);
void house_yes(struct phone *p, enum retention class);

#endif
