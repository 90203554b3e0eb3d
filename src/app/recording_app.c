/* recording_app.c -- see recording_app.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/recording_app.h"

#include "app/casework.h"
#include "app/contact.h"
#include "core/str.h"
#include "domain/library.h"
#include "store/queries_registry.h"

#include <string.h>

static bool begins(struct bytes file, size_t at, const char *with)
{
    size_t len = strlen(with);

    return file.len >= at + len && memcmp(file.p + at, with, len) == 0;
}

/* A frame of MPEG audio, layer III, begins with eleven bits set. */
static bool is_frame(struct bytes file)
{
    return file.len > 2 && file.p[0] == 0xFF && (file.p[1] & 0xE6) == 0xE2;
}

const char *recording_type(struct bytes file)
{
    if (begins(file, 0, "ID3") || is_frame(file))
        return "audio/mpeg";
    return begins(file, 4, "ftyp") ? "audio/mp4" : NULL;
}

static struct bytes text_bytes(const char *s)
{
    return (struct bytes){(const uint8_t *)s, strlen(s) + 1};
}

struct err recording_spoken(struct session *s, enum lang lang, struct sha256 *out)
{
    struct contact who;

    TRY(contact_case_manager(s, &who));
    if (who.name == NULL)
        return failed(ERR_NOT_FOUND, "error.not_found");
    struct bytes said[] = {text_bytes(permission_texts[lang]), text_bytes(who.name)};
    *out = sha256_of_all(said, COUNT(said));
    return ok();
}

static struct err is_said_now(struct session *s, const struct q_recording_list_out *row,
                              enum lang lang, bool *out)
{
    struct sha256 now;
    struct err e = recording_spoken(s, lang, &now);

    if (e.kind != ERR_NOT_FOUND)
        TRY(e);
    *out = e.kind == OK && str_same(row->kind, RECORDING_PERMISSION) &&
           str_same(row->version, permission_version) && row->spoken.len == SHA256_LEN &&
           memcmp(row->spoken.p, now.b, SHA256_LEN) == 0;
    return ok();
}

struct err recordings_list(struct session *s, struct recording **out, size_t *len)
{
    struct q_recording_list_out *rows;
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_many(db, &q_recording_list, NULL, &rows, len, s->arena));
    *out = arena_array(s->arena, struct recording, *len + 1);
    for (size_t i = 0; i < *len; i++) {
        struct recording *r = &(*out)[i];

        *r = (struct recording){.kind = rows[i].kind,
                                .version = rows[i].version,
                                .type = rows[i].type,
                                .size = rows[i].size,
                                .added_at = rows[i].added_at};
        if (!lang_parse(rows[i].lang, &r->lang) || rows[i].sha256.len != SHA256_LEN)
            continue; /* of a language this release has not: not played */
        memcpy(r->sha256.b, rows[i].sha256.p, SHA256_LEN);
        TRY(is_said_now(s, &rows[i], r->lang, &r->played));
    }
    return ok();
}

struct err recording_file(struct session *s, const void *in, void **out)
{
    const struct recording_in *asked = in;
    struct q_recording_get_in key = {{asked->sha256, sizeof asked->sha256}};
    struct recording_file *f = arena_new(s->arena, struct recording_file);
    struct q_recording_get_out row;
    struct db *db;

    TRY(hide(policy_check(&s->actor, ACT_FIELD_USE, NULL)));
    TRY(session_db(s, STORE_REGISTRY, &db));
    TRY(db_one(db, &q_recording_get, &key, &row, s->arena));
    *f = (struct recording_file){row.type, row.bytes};
    *out = f;
    return ok();
}
