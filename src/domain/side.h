/* side.h -- the two sides of the wall and the roles that belong to each, read off the
 * table of rights (policy.c): what an organisation's own identity provider may open.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SIDE_H
#define DOMAIN_SIDE_H

#include "domain/policy.h"

enum side {
    SIDE_CITY,     /* inspects; keeps the public record */
    SIDE_PROVIDER, /* of care */
    SIDES
};

const char *side_name(enum side side); /* "city", "provider" */
bool side_parse(const char *word, enum side *out);

/* 1 << enum role of each.  A role that reaches over the wall, or that counts people in
 * and has anything of care, belongs to none. */
unsigned side_roles(enum side side);
/* Of those, what a group of the organisation may give.  Never one that gives roles, nor
 * one that decides whether the city begins: those an administrator gives by name. */
unsigned side_grants(enum side side);

/* Would one person decide about homes and read what households confided?  Nobody does
 * both, whatever gave the roles. */
bool side_crosses(unsigned roles);

#endif
