/* household.h -- who lives there, and by which ways they may be reached.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_HOUSEHOLD_H
#define DOMAIN_HOUSEHOLD_H

#include "core/day.h"
#include "domain/codes.h"

/* To the person whom the case manager calls. */
extern const struct codes relation_codes;

enum { BIRTH_YEAR_MIN = 1900, LIMIT_ASK_FOR = 60, LIMIT_CONTACT_NOTE = 200 };

/* Whose the number is that was called. */
extern const struct codes number_codes;

/* What the resident said about being reached; all zero: nothing but the door's words. */
struct contact_rules {
    const char *ask_for;   /* whom to ask for, or the name to say; NULL: none */
    const char *from, *to; /* "09:00" "17:00": only between; NULL: any time */
    const char *note;      /* in the resident's words; NULL: none */
    bool no_text, no_email, no_letter;
};

/* Minutes of "HH:MM" into the day, or -1: also for NULL. */
int clock_minute(const char *hhmm);
/* Is this time of the day within the hours?  Hours that end before they begin go over
 * midnight; half of a pair is no rule. */
bool contact_hours_hold(const struct contact_rules *r, int minute);
/* NULL, or the message that says why this way is closed now.  Whoever contacts a resident
 * -- a person's button or the program itself -- asks here first. */
const char *contact_refusal(const struct contact_rules *r, enum channel channel,
                            int minute);

#endif
