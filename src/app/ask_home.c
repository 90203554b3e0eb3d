/* ask_home.c -- see ask_home.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/ask_home.h"

#include "app/search.h"
#include "base/keys.h"
#include "core/build.h"
#include "core/str.h"
#include "domain/address.h"
#include "store/queries_enforcement.h"

#include <string.h>

struct err ask_homes(struct session *s, const char *line, const struct home **out,
                     size_t *len)
{
    struct search search = search_of(s->arena, line);
    struct q_request_search_in in = {search.low, search.like};
    struct q_request_search_out *rows;
    struct db *db;

    *len = 0;
    if (search.like[0] == '\0')
        return ok();
    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_many(db, &q_request_search, &in, &rows, len, s->arena));
    struct home *homes = arena_array(s->arena, struct home, *len + 1);
    for (size_t i = 0; i < *len; i++)
        homes[i] = (struct home){rows[i].id,   rows[i].number, rows[i].street,
                                 rows[i].unit, rows[i].place,  rows[i].postcode};
    *out = homes;
    return ok();
}

/* The line apart; false when it is no address. */
static bool read_line(struct session *s, const struct ask_typed *typed,
                      struct address_parts *parts, struct address *at)
{
    *parts = (struct address_parts){"", "", "", ""};
    if (!address_split(s->arena, typed->line, parts))
        return false;
    if (typed->unit[0] != '\0')
        parts->unit = typed->unit;
    return address_read(s->arena, parts, at) == NULL;
}

static bool is_it(struct session *s, const struct address *at, const struct home *h,
                  bool same_unit)
{
    const struct address_parts parts = {h->number, h->street, h->unit, ""};
    struct address of;

    return address_read(s->arena, &parts, &of) == NULL &&
           str_same(of.street_key, at->street_key) && address_within(at, &of) &&
           (!same_unit || str_same(of.unit_key, at->unit_key));
}

/* The only one of them, or NULL. */
static const struct home *only(struct session *s, const struct address *at,
                               const struct home *of, size_t len, bool same_unit)
{
    const struct home *found = NULL;

    for (size_t i = 0; i < len; i++) {
        if (!is_it(s, at, &of[i], same_unit))
            continue;
        if (found != NULL)
            return NULL;
        found = &of[i];
    }
    return found;
}

static struct err chosen(struct session *s, struct property_id id, struct home *out)
{
    struct q_request_place_in in = {id};
    struct q_request_place_out row;
    struct db *db;

    TRY(session_db(s, STORE_ENFORCEMENT, &db));
    TRY(db_one(db, &q_request_place, &in, &row, s->arena));
    *out = (struct home){id, row.number, row.street, row.unit, row.place, row.postcode};
    return ok();
}

struct err ask_home(struct session *s, const struct ask_typed *typed, struct home *out)
{
    struct address_parts parts;
    struct address at;
    const struct home *of, *found;
    size_t len;

    *out = (struct home){.number = "", .street = "", .unit = ""};
    if (id_is_set(id_of(typed->property))) {
        TRY(chosen(s, typed->property, out));
    } else {
        if (!read_line(s, typed, &parts, &at))
            return ok();
        TRY(ask_homes(s, typed->line, &of, &len));
        found = only(s, &at, of, len, false);
        if (found == NULL)
            found = only(s, &at, of, len, true);
        if (found == NULL)
            return ok();
        *out = *found;
        if (typed->unit[0] == '\0' && parts.unit[0] != '\0')
            out->unit = parts.unit;
    }
    if (typed->unit[0] != '\0')
        out->unit = typed->unit;
    return ok();
}

struct home ask_home_typed(struct session *s, const struct ask_typed *typed)
{
    struct address_parts parts;
    struct address at;
    struct build key = {.arena = s->arena};
    bool whole = read_line(s, typed, &parts, &at);

    build_text(&key, "home|");
    build_text(&key, whole ? at.number : typed->line);
    build_char(&key, '|');
    build_text(&key, whole ? at.street_key : "");
    struct sha256 sha =
        hmac_sha256((struct bytes){s->keys->blind, CIPHER_KEY_LEN},
                    (struct bytes){(const uint8_t *)build_done(&key), key.len});
    return (struct home){.id = id_to(property, id_from_bytes(sha.b)),
                         .number = whole ? parts.number : "",
                         .street = whole ? parts.street : typed->line,
                         .unit = whole ? parts.unit : typed->unit,
                         .city = "",
                         .postcode = ""};
}
