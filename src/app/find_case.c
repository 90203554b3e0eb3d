/* find_case.c -- see find_case.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/find_case.h"

#include "domain/record.h"
#include "store/record_store.h"

#include <string.h>

static struct err named(struct session *s, const char *which, struct casefile_id *out)
{
    size_t len = strlen(which);
    const char *number;
    struct db *db;
    struct id id;
    const char *page = strstr(which, "/cases/");
    const char *at = page != NULL         ? page + strlen("/cases/")
                     : len >= ID_TEXT - 1 ? which + len - (ID_TEXT - 1)
                                          : "";

    if (strlen(at) >= ID_TEXT - 1 && id_parse(at, ID_TEXT - 1, &id)) {
        *out = id_to(casefile, id);
        return ok();
    }
    number = record_number(s->arena, which);
    if (number == NULL)
        return ok();
    TRY(session_db(s, STORE_CARE, &db));
    return own_number_find(db, s->keys, record_number_same(s->arena, number), s->arena,
                           out);
}

struct err find_case_id(struct session *s, const char *which, struct casefile_id *out)
{
    *out = (struct casefile_id){0};
    TRY(named(s, which, out));
    if (!id_is_set(id_of(*out)))
        *out = casework_none(s);
    return ok();
}

struct err find_case_begin(struct session *s, const char *which, enum act act,
                           struct casework *w)
{
    struct casefile_id id;

    TRY(find_case_id(s, which, &id));
    return casework_begin(s, id, act, w);
}
