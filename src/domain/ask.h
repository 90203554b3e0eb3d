/* ask.h -- the rules as questions and answers in bytes: the phone's way to them.
 * Question and answer are flat lists of name and value, each ended by a NUL byte.  The
 * first pair of a question is "ask" and its name; src/domain/wasm.c says how the bytes
 * travel, static/js/rules.js speaks it, and a test compares phone and server.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_ASK_H
#define DOMAIN_ASK_H

#include "core/build.h"
#include "domain/clock.h"

#define ASK_CHANGES 512
#define ASK_HOLIDAYS 1024

/* What a phone knows of its city, set by the question "city". */
struct ask_city {
    struct calendar calendar; /* points into the lists below */
    struct care_policy policy;
    struct zone_change changes[ASK_CHANGES];
    struct day holidays[ASK_HOLIDAYS];
    bool set;
};

/* UTC, Monday to Friday 09:00-17:00, the holidays of Massachusetts 2020 to 2060. */
void ask_city_default(struct ask_city *city);

/* clang-format off */
/* Writes the answer; a question that is not understood is answered by the one pair
 * "error" and a word.  Values are not checked beyond what each rule checks itself.
 *
 *   ask          with                                    answer
 *   tables                                               list NAME, then word W, msgid M of
 *                                                        each; limit NAME, value N
 *   city         zone "MS:SECONDS" .., holiday DAY ..,   field F, msg M of each fault
 *                hours TEXT, NUMBER of care_policy
 *   op_check     op KIND, then the op's data             field F, msg M of each fault
 *   correct_by   at MS, endangering 0|1, severity        day
 *   visit        what visit.h says                       field F, msg M of each fault
 *   digest       what digest.h says                      text
 *   walk         "MINUTE,LAT,LON" door .., each may be     n of each door, as walked
 *                empty
 *   lead         child, year_built                       needed 0|1
 *   day          at MS                                   day, minute, heat_season 0|1
 *   add          day, days N or back N                   day
 *   business     day, days N                             day
 *   is_business  day                                     yes 0|1
 *   promise      urgency, at MS                          open 0|1, opens_at MS, day,
 *                                                        acknowledge_by MS, contact_by MS
 *   order        what order.h says                       text
 *   social       note                                    word, or nothing
 *   status       note                                    word, or nothing
 *   coarse       state                                   coarse
 *   card         code                                    code, or nothing
 *   unit         unit, as it was typed                   key
 */
/* clang-format on */
void ask_rules(struct ask_city *city, const char *question, size_t len,
               struct build *out);

#endif
