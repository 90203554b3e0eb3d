/* household_app.h -- who lives there, how they may be reached, and where they moved.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_HOUSEHOLD_APP_H
#define APP_HOUSEHOLD_APP_H

#include "app/block_app.h"
#include "store/household_store.h"

struct household_page {
    struct casefile c;
    struct household_people people;
    struct household_homes homes;
    struct blocks blocks;
    struct staff staff, colleagues; /* colleagues: whom it could be closed to */
    bool may_block, may_reason;
    bool may_program; /* see the real address of a household in the address program */
    struct day today;
};
/* in case_ref (app/casefile_app.h), out household_page; an AUDITED read */
struct err household_view(struct session *s, const void *in, void **out);

struct contact_in {
    struct casefile_id casefile;
    int64_t rev;                      /* of the case */
    const char *name, *phone, *knock; /* NULL: none */
    bool message_ok;
    struct contact_rules rules;
};
struct err contact_save(struct session *s, const void *in, void **out);

struct person_in {
    struct casefile_id casefile;
    struct id id;
    int64_t rev; /* 0: a new one */
    const char *name, *relation, *lang;
    int64_t birth_year; /* 0: not said */
    bool gone;          /* no longer of the household, from today on */
};
struct err household_person(struct session *s, const void *in, void **out);

struct move_in {
    struct casefile_id casefile;
    struct id id, before; /* of the new home, and of the one before when it has no row */
    int64_t rev;          /* of the case */
    const char *address, *unit;
    struct day day;
};
/* The household goes, the property stays: its home ends with that day and another one
 * begins. */
struct err household_move(struct session *s, const void *in, void **out);

#endif
