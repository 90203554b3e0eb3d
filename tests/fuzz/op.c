/* op.c -- an op's data against its rules.  The input is its kind and then lines of
 * name=value; "\n" inside a value is written as two letters.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "base/text.h"
#include "core/str.h"
#include "domain/limits.h"
#include "domain/op.h"
#include "domain/shape.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

enum { FIELDS_MAX = 120 };

/* The line at *at without its end; *at moves behind it. */
static char *next_line(char **at)
{
    char *line = *at, *end = strchr(line, '\n');

    *at = end == NULL ? line + strlen(line) : end + 1;
    if (end != NULL)
        *end = '\0';
    return line;
}

static void unfold(char *value)
{
    for (char *at = value; (at = strstr(at, "\\n")) != NULL;) {
        *at = '\n';
        memmove(at + 1, at + 2, strlen(at + 2) + 1);
    }
}

static size_t read_fields(char *at, struct field *out)
{
    size_t n = 0;

    while (*at != '\0' && n < FIELDS_MAX) {
        char *name = next_line(&at), *is = strchr(name, '=');

        if (is == NULL)
            continue;
        *is = '\0';
        unfold(is + 1);
        out[n++] = (struct field){name, is + 1};
    }
    return n;
}

static void same_faults(const struct faults *a, const struct faults *b)
{
    require(a->len == b->len);
    for (size_t i = 0; i < a->len; i++)
        require(str_same(a->of[i].field, b->of[i].field) &&
                str_same(a->of[i].msg, b->of[i].msg));
}

static void look_at_faults(const struct faults *f)
{
    require(f->len <= FAULTS_MAX);
    for (size_t i = 0; i < f->len; i++) {
        require(text_has(f->of[i].msg));
        require(fault_of(f, f->of[i].field) == f->of[i].msg); /* one a field */
    }
}

static void look_at_photo(const char *value)
{
    struct photo_name name, again;
    char text[160];

    if (!photo_name_split(value, &name))
        return;
    require(name.size > 0 && name.size <= LIMIT_PHOTO_BYTES && name.taken_ms >= 0);
    require(strlen(name.sha256) == 64);
    snprintf(text, sizeof text, "%s:%" PRId64 ":%" PRId64, name.sha256, name.size,
             name.taken_ms);
    require(strncasecmp(text, value, sizeof text) == 0);
    require(photo_name_split(text, &again) && again.taken_ms == name.taken_ms);
}

static void look_at_card(const char *value)
{
    char clean[9], again[9];

    if (!card_code_clean(value, clean))
        return;
    require(strlen(clean) == LIMIT_CARD_CODE);
    require(card_code_clean(clean, again) && strcmp(clean, again) == 0);
}

/* In an accepted op, a value that could be anything is one that may as well be missing.
 */
static void look_at_accepted(const char *kind, struct field *list, size_t len)
{
    struct fields fields = {list, len};

    for (size_t i = 0; i < len; i++) {
        struct faults broken = {0}, missing = {0};
        struct field was = list[i];

        list[i].value = "\xff";
        op_check(kind, &fields, &broken);
        list[i].name = "no such field";
        op_check(kind, &fields, &missing);
        list[i] = was;
        require(broken.len > 0 || missing.len == 0);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct arena a CLEANUP(free_arena) = {0};
    struct field *list = arena_array(&a, struct field, FIELDS_MAX + 1);
    char *at = arena_copy(&a, (const char *)data, size), *kind = next_line(&at);
    struct fields fields = {list, read_fields(at, list)};
    struct faults faults = {0}, more = {0};

    op_check(kind, &fields, &faults);
    look_at_faults(&faults);
    for (size_t i = 0; i < fields.len; i++) {
        look_at_photo(list[i].value);
        look_at_card(list[i].value);
    }
    if (faults.len == 0)
        look_at_accepted(kind, list, fields.len);
    /* A field that nobody knows changes nothing, whatever is in it. */
    list[fields.len++] = (struct field){"no such field", "\xff"};
    op_check(kind, &fields, &more);
    same_faults(&faults, &more);
    return 0;
}
