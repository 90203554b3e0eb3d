/* hub_sheet.h -- all that the Hub is told without a name: an age band, the sex if the
 * resident wants it said, and risks of a list.  There is no room for a word of one's own.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_HUB_SHEET_H
#define DOMAIN_HUB_SHEET_H

#include "domain/codes.h"

enum hub_class { HUB_OPEN, HUB_SUBSTANCE, HUB_VIOLENCE, HUB_MINORS };
enum { HUB_RISKS_MAX = 48 };

/* data/hub/risks.csv */
struct hub_risk {
    const char *word;
    enum hub_class of;
    const char *label[LANGS];
};
extern const struct hub_risk hub_risks[];
extern const size_t hub_risks_len;

enum hub_age {
    HUB_AGE_0_11,
    HUB_AGE_12_17,
    HUB_AGE_18_24,
    HUB_AGE_25_39,
    HUB_AGE_40_59,
    HUB_AGE_60,
    HUB_AGES
};
DECLARE_CODES(hub_age);
enum hub_sex { HUB_SEX_UNSAID, HUB_FEMALE, HUB_MALE, HUB_ANOTHER_SEX, HUB_SEXES };
DECLARE_CODES(hub_sex);

struct hub_sheet {
    enum hub_age age;
    enum hub_sex sex;
    bool risk[HUB_RISKS_MAX]; /* by its place in hub_risks */
};

/* -1 for a word that is no risk. */
int hub_risk_find(const char *word);
size_t hub_risk_count(const struct hub_sheet *s);
/* Of a sealed class, or about somebody under 18: told after a second yes alone. */
bool hub_sheet_is_sealed(const struct hub_sheet *s);
/* Its redisclosure notice goes with it (42 CFR Part 2). */
bool hub_sheet_has(const struct hub_sheet *s, enum hub_class of);

#endif
