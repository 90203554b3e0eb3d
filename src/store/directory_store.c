/* directory_store.c -- see directory_store.h; the SQL is in sql/care/directory.sql.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/directory_store.h"

#include "store/queries_care.h"

#include <string.h>

enum { USUAL_MAX = 12, SEARCH_MAX = 40, WORDS = 3, WORD_MAX = 40 };

static enum capacity capacity_of(const char *word)
{
    enum capacity c;

    return capacity_parse(word, &c) ? c : CAPACITY_UNKNOWN;
}

struct err directory_usual(struct db *db, const char *need, struct arena *a,
                           struct services *out)
{
    struct q_directory_usual_in in = {.need = need, .most = USUAL_MAX};
    struct q_directory_usual_out *rows;

    TRY(db_many(db, &q_directory_usual, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct service, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct service){
            .id = rows[i].id,
            .organization = rows[i].organization,
            .name = rows[i].name,
            .organization_name = rows[i].organization_name,
            .phone = rows[i].phone,
            .hours = rows[i].hours,
            .eligibility = rows[i].eligibility,
            .application = rows[i].application,
            .languages = rows[i].languages,
            .email = rows[i].email,
            .capacity = capacity_of(rows[i].capacity),
            .contacts_owner = rows[i].contacts_owner != 0,
            .aggregate_only = rows[i].aggregate_only != 0,
            .own = rows[i].own != 0,
            .active = true,
        };
    return ok();
}

/* Lower case, letters and digits alone, between the signs for "anything". */
static const char *pattern(const char **words, char out[WORD_MAX + 3])
{
    size_t n = 0;

    out[n++] = '%';
    while (**words == ' ')
        ++*words;
    for (; **words && **words != ' '; ++*words) {
        unsigned char c = (unsigned char)**words;

        if (c >= 'A' && c <= 'Z')
            c = (unsigned char)(c + ('a' - 'A'));
        if (((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c >= 0x80) &&
            n < WORD_MAX)
            out[n++] = (char)c;
    }
    if (n > 1)
        out[n++] = '%';
    out[n] = '\0';
    return out;
}

struct err directory_search(struct db *db, const char *words, struct arena *a,
                            struct services *out)
{
    char word[WORDS][WORD_MAX + 3];
    struct q_directory_search_in in = {
        .first = pattern(&words, word[0]),
        .second = pattern(&words, word[1]),
        .third = pattern(&words, word[2]),
        .most = SEARCH_MAX,
    };
    struct q_directory_search_out *rows;

    TRY(db_many(db, &q_directory_search, &in, (void *)&rows, &out->len, a));
    out->of = arena_array(a, struct service, out->len + 1);
    for (size_t i = 0; i < out->len; i++)
        out->of[i] = (struct service){
            .id = rows[i].id,
            .organization = rows[i].organization,
            .name = rows[i].name,
            .organization_name = rows[i].organization_name,
            .phone = rows[i].phone,
            .hours = rows[i].hours,
            .eligibility = rows[i].eligibility,
            .application = rows[i].application,
            .languages = rows[i].languages,
            .email = rows[i].email,
            .capacity = capacity_of(rows[i].capacity),
            .contacts_owner = rows[i].contacts_owner != 0,
            .active = true,
        };
    return ok();
}

struct err directory_load(struct db *db, struct service_id id, struct arena *a,
                          struct service *out)
{
    struct q_service_by_id_in in = {.id = id};
    struct q_service_by_id_out row;

    TRY(db_one(db, &q_service_by_id, &in, &row, a));
    *out = (struct service){
        .id = row.id,
        .organization = row.organization,
        .name = row.name,
        .organization_name = row.organization_name,
        .description = row.description,
        .url = row.url,
        .phone = row.phone,
        .application = row.application,
        .fees = row.fees,
        .eligibility = row.eligibility,
        .address = row.address,
        .hours = row.hours,
        .languages = row.languages,
        .email = row.email,
        .lang = row.lang,
        .capacity = capacity_of(row.capacity),
        .contacts_owner = row.contacts_owner != 0,
        .aggregate_only = row.aggregate_only != 0,
        .own = row.own != 0,
        .sms = row.sms,
        .season_from = row.season_from,
        .season_to = row.season_to,
        .proofs = row.proofs,
        .active = strcmp(row.state, "active") == 0,
    };
    return ok();
}

struct err directory_serves(struct db *db, struct service_id id, const char *need,
                            struct arena *a, bool *out)
{
    struct q_service_needs_in in = {.service = id};
    struct q_service_needs_out *rows;
    size_t len;

    TRY(db_many(db, &q_service_needs, &in, (void *)&rows, &len, a));
    *out = false;
    for (size_t i = 0; i < len; i++)
        *out |= strcmp(rows[i].need, need) == 0;
    return ok();
}
