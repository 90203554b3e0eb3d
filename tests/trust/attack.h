/* attack.h -- a furnished site whose forms are filled in with the corpus, one field at a
 * time.  Which fields a form has is what the program itself asks for while it reads one
 * (the linker puts an ear before req_form and its like), so that a new one is in without
 * a line here. SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TRUST_ATTACK_H
#define TESTS_TRUST_ATTACK_H

#include "corpus.h"

#include "http/addresses.h"

#define FIELDS_MAX 300

struct attack {
    struct site *t;
    struct visitor *seats[ROLES];
    struct visitor *author; /* of what phones send */
    const struct route *route;
    struct way way;
    const struct corpus *corpus;
    const struct story *story; /* of the last try */
    const char *field;         /* of it */
    struct bytes string;
    bool sealed; /* no string in what phones send in the open */
    size_t next; /* of the corpus */
    int tries, taken, stories, faults;
};

struct attack *attack_new(struct world *w, const struct corpus *corpus);
/* All sign in anew: one of the forms was for signing out. */
void attack_seats(struct attack *k);
/* Begins with a route: its whole form is sent once, to hear what it asks for. */
void attack_route(struct attack *k, const struct route *r);
/* Fields that the route's form was heard to have. */
size_t attack_fields(const char *const **names);
/* The next string of the corpus in that field of an otherwise whole form. */
void attack_field(struct attack *k, const char *field);
/* Every page of the case of the last try; or every page there is, to every role. */
void attack_read_case(struct attack *k);
void attack_read_all(struct attack *k);
/* The same in every :parameter and in what is asked for behind the `?`. */
void attack_address(struct attack *k, const struct route *r);
/* So many strings in every text of every op of a phone. */
void attack_phone(struct attack *k, int strings);
/* The same in what is sealed alone. */
void attack_phone_sealed(struct attack *k, int strings);
/* Counts it as a fault, and says with what it came, unless the answer is harmless. */
void attack_judge(struct attack *k, const char *path, const struct local_answer *a);

/* What the program logged since it was last asked; it goes nowhere else. */
const char *attack_log(struct arena *a);

#endif
