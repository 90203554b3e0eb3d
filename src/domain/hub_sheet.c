/* hub_sheet.c -- see hub_sheet.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/hub_sheet.h"

#include "core/str.h"
#include "domain/define_codes.h"

/* clang-format off */
static const struct code hub_age_list[HUB_AGES] = {
    [HUB_AGE_0_11]  = {"0-11", "hub_age.0-11"},
    [HUB_AGE_12_17] = {"12-17", "hub_age.12-17"},
    [HUB_AGE_18_24] = {"18-24", "hub_age.18-24"},
    [HUB_AGE_25_39] = {"25-39", "hub_age.25-39"},
    [HUB_AGE_40_59] = {"40-59", "hub_age.40-59"},
    [HUB_AGE_60]    = {"60-up", "hub_age.60-up"},
};
static const struct code hub_sex_list[HUB_SEXES] = {
    [HUB_SEX_UNSAID]  = {"unsaid", "hub_sex.unsaid"},
    [HUB_FEMALE]      = {"female", "hub_sex.female"},
    [HUB_MALE]        = {"male", "hub_sex.male"},
    [HUB_ANOTHER_SEX] = {"another", "hub_sex.another"},
};
/* clang-format on */
DEFINE_CODES(hub_age)
DEFINE_CODES(hub_sex)

int hub_risk_find(const char *word)
{
    for (size_t i = 0; i < hub_risks_len; i++)
        if (str_same(hub_risks[i].word, word))
            return (int)i;
    return -1;
}

size_t hub_risk_count(const struct hub_sheet *s)
{
    size_t n = 0;

    for (size_t i = 0; i < hub_risks_len; i++)
        n += s->risk[i];
    return n;
}

bool hub_sheet_has(const struct hub_sheet *s, enum hub_class of)
{
    for (size_t i = 0; i < hub_risks_len; i++)
        if (s->risk[i] && hub_risks[i].of == of)
            return true;
    return false;
}

bool hub_sheet_is_sealed(const struct hub_sheet *s)
{
    return s->age <= HUB_AGE_12_17 || hub_sheet_has(s, HUB_SUBSTANCE) ||
           hub_sheet_has(s, HUB_VIOLENCE) || hub_sheet_has(s, HUB_MINORS);
}
