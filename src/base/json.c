/* json.c -- see json.h: looking things up, and writing.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/json.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

const struct json *json_get(const struct json *map, const char *name)
{
    if (map == NULL || map->kind != JSON_MAP)
        return NULL;
    for (size_t i = 0; i < map->len; i++)
        if (strcmp(map->items[i].name, name) == 0)
            return &map->items[i];
    return NULL;
}

const char *json_text(const struct json *map, const char *name)
{
    const struct json *v = json_get(map, name);

    return v != NULL && v->kind == JSON_TEXT ? v->text : NULL;
}

int64_t json_int(const struct json *map, const char *name, int64_t missing)
{
    const struct json *v = json_get(map, name);

    return v != NULL && v->kind == JSON_INT ? v->n : missing;
}

bool json_truth(const struct json *map, const char *name)
{
    const struct json *v = json_get(map, name);

    return v != NULL && v->kind == JSON_BOOL && v->n != 0;
}

static void add(struct json_out *o, const char *s, size_t len)
{
    if (o->cap - o->len <= len) {
        size_t cap = 2 * o->cap + len + 256;
        char *buf = arena_alloc(o->arena, cap);

        if (o->len > 0)
            memcpy(buf, o->buf, o->len);
        o->buf = buf;
        o->cap = cap;
    }
    memcpy(o->buf + o->len, s, len);
    o->len += len;
}

/* How many bytes from s on need no escape. */
static size_t plain(const char *s)
{
    size_t n = 0;

    while ((unsigned char)s[n] >= 0x20 && s[n] != '"' && s[n] != '\\')
        n++;
    return n;
}

static void add_quoted(struct json_out *o, const char *s)
{
    char hex[7];

    add(o, "\"", 1);
    for (size_t n; n = plain(s), add(o, s, n), s += n, *s != '\0'; s++) {
        if (*s == '"' || *s == '\\')
            add(o, (char[]){'\\', *s}, 2);
        else
            add(o, hex, (size_t)snprintf(hex, sizeof hex, "\\u%04x", (unsigned)*s));
    }
    add(o, "\"", 1);
}

static void start(struct json_out *o, const char *name)
{
    if (o->comma)
        add(o, ",", 1);
    o->comma = true;
    if (name == NULL)
        return;
    add_quoted(o, name);
    add(o, ":", 1);
}

static void open_with(struct json_out *o, const char *name, const char *mark)
{
    start(o, name);
    add(o, mark, 1);
    o->comma = false;
    o->depth++;
}

static void close_with(struct json_out *o, const char *mark)
{
    require(o->depth > 0);
    add(o, mark, 1);
    o->comma = true;
    o->depth--;
}

void json_map(struct json_out *o, const char *name)
{
    open_with(o, name, "{");
}

void json_list(struct json_out *o, const char *name)
{
    open_with(o, name, "[");
}

void json_end_map(struct json_out *o)
{
    close_with(o, "}");
}

void json_end_list(struct json_out *o)
{
    close_with(o, "]");
}

void json_put_text(struct json_out *o, const char *name, const char *s)
{
    start(o, name);
    if (s == NULL)
        add(o, "null", 4);
    else
        add_quoted(o, s);
}

void json_put_int(struct json_out *o, const char *name, int64_t n)
{
    char digits[24];

    json_put_raw(o, name, digits, (size_t)snprintf(digits, sizeof digits, "%" PRId64, n));
}

void json_put_bool(struct json_out *o, const char *name, bool b)
{
    json_put_raw(o, name, b ? "true" : "false", b ? 4 : 5);
}

void json_put_null(struct json_out *o, const char *name)
{
    json_put_raw(o, name, "null", 4);
}

void json_put_raw(struct json_out *o, const char *name, const char *json, size_t len)
{
    start(o, name);
    add(o, json, len);
}

static void put_number(struct json_out *o, const char *name, double real)
{
    char digits[40];
    int len = snprintf(digits, sizeof digits - 2, "%.17g", real);

    /* Without a mark of a real it would be read as an integer. */
    if (strpbrk(digits, ".e") == NULL)
        len += snprintf(digits + len, 3, ".0");
    json_put_raw(o, name, digits, (size_t)len);
}

void json_put(struct json_out *o, const char *name, const struct json *v)
{
    switch (v->kind) {
    case JSON_NOTHING:
        json_put_null(o, name);
        return;
    case JSON_BOOL:
        json_put_bool(o, name, v->n != 0);
        return;
    case JSON_INT:
        json_put_int(o, name, v->n);
        return;
    case JSON_NUMBER:
        put_number(o, name, v->real);
        return;
    case JSON_TEXT:
        json_put_text(o, name, v->text);
        return;
    case JSON_LIST:
    case JSON_MAP:
        break;
    }
    open_with(o, name, v->kind == JSON_MAP ? "{" : "[");
    for (size_t i = 0; i < v->len; i++)
        json_put(o, v->kind == JSON_MAP ? v->items[i].name : NULL, &v->items[i]);
    close_with(o, v->kind == JSON_MAP ? "}" : "]");
}

const char *json_done(struct json_out *o)
{
    require(o->depth == 0);
    add(o, "", 1);
    return o->buf;
}
