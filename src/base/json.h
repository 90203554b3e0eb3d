/* json.h -- JSON read strictly into an arena, and written piece by piece.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "core/arena.h"
#include "core/err.h"

enum json_kind {
    JSON_NOTHING, /* null */
    JSON_BOOL,
    JSON_INT,
    JSON_NUMBER, /* with a fraction or an exponent */
    JSON_TEXT,
    JSON_LIST,
    JSON_MAP
};

/* A value, and its name when it is a member of a map.  Text is UTF-8 without NUL. */
struct json {
    enum json_kind kind;
    const char *name;
    int64_t n;          /* JSON_INT, and 0 or 1 for JSON_BOOL */
    double real;        /* JSON_NUMBER */
    const char *text;   /* JSON_TEXT, NUL-terminated */
    struct json *items; /* JSON_LIST, JSON_MAP */
    size_t len;         /* bytes of the text, number of the items */
};

#define JSON_DEPTH_MAX 16

/* Reads one whole text.  Refuses as ERR_INVALID ("errors.json.bad"): duplicate names,
 * text that is not UTF-8, NUL, trailing bytes, numbers that do not fit, more depth than
 * JSON_DEPTH_MAX.  Everything lives in `a`. */
MUST_CHECK struct err json_read(struct arena *a, const char *s, size_t len,
                                struct json *out);

/* The member, or NULL: also when `map` is NULL or no map, so that lookups chain. */
const struct json *json_get(const struct json *map, const char *name);
/* The member's text, or NULL when it is absent or no text. */
const char *json_text(const struct json *map, const char *name);
/* The member's integer, or `missing`. */
int64_t json_int(const struct json *map, const char *name, int64_t missing);
/* The member is `true`. */
bool json_truth(const struct json *map, const char *name);

/* A text under construction, in an arena.  Opening and closing must pair (require). */
struct json_out {
    struct arena *arena;
    char *buf; /* NUL-terminated after json_done */
    size_t len, cap;
    int depth;
    bool comma;
};

/* name is NULL inside a list and for the outermost value. */
void json_map(struct json_out *o, const char *name);
void json_list(struct json_out *o, const char *name);
void json_end_map(struct json_out *o);
void json_end_list(struct json_out *o);
void json_put_text(struct json_out *o, const char *name, const char *s); /* NULL: null */
void json_put_int(struct json_out *o, const char *name, int64_t n);
void json_put_bool(struct json_out *o, const char *name, bool b);
void json_put_null(struct json_out *o, const char *name);
/* A value that is JSON already, from this writer or from data/. */
void json_put_raw(struct json_out *o, const char *name, const char *json, size_t len);
/* A value as it was read; reals keep 17 digits. */
void json_put(struct json_out *o, const char *name, const struct json *v);
/* The text, NUL-terminated. */
const char *json_done(struct json_out *o);

#endif
