/* ask.c -- questions to the rules as the phone puts them (domain/ask.h).  In the input a
 * line end stands for the NUL behind every name and value, and "\n" in two letters for a
 * line end.  "city" is left out: that is our own server's word.
 * SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include "core/str.h"
#include "domain/ask.h"

#include <stdlib.h>
#include <string.h>

static size_t question_of(const uint8_t *data, size_t size, char *out)
{
    size_t n = 0;

    for (size_t i = 0; i < size; i++) {
        bool folded = i + 1 < size && data[i] == '\\' && data[i + 1] == 'n';

        out[n++] = folded ? '\n' : data[i] == '\n' ? '\0' : (char)data[i];
        i += folded;
    }
    return n;
}

/* The value behind the name, or NULL; what is answered is pairs, each of two texts. */
static const char *answered(const struct build *b, const char *name)
{
    const char *found = NULL, *at = b->text, *end = at + b->len;

    while (at < end) {
        const char *value = at + strlen(at) + 1;

        require(value < end);
        if (found == NULL && strcmp(at, name) == 0)
            found = value;
        at = value + strlen(value) + 1;
    }
    require(at == end);
    return found;
}

static int64_t instant(const struct build *b, const char *name)
{
    const char *text = answered(b, name);
    int64_t ms;

    require(text != NULL && str_number(text, INT64_MAX, &ms));
    return ms;
}

/* A promise is kept in open hours, not before it was made. */
static void look_at_promise(const struct ask_city *city, const struct build *b)
{
    int64_t opens = instant(b, "opens_at"), contact = instant(b, "contact_by");

    require(calendar_is_open(&city->calendar, opens));
    require(instant(b, "acknowledge_by") >= opens);
    require(contact >= instant(b, "acknowledge_by"));
    require(calendar_is_open(&city->calendar, contact - 1));
}

static void look_at_day(const struct build *b)
{
    const char *text = answered(b, "day");
    struct day d;

    if (text != NULL && text[0] != '\0')
        require(!day_parse(text, strlen(text), &d) || day_weekday(d) < 7);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct ask_city city;
    struct arena a CLEANUP(free_arena) = {0};
    struct build first = {.arena = &a}, again = {.arena = &a};
    char *question = arena_alloc(&a, size);
    size_t len = question_of(data, size, question);
    const char *whole = arena_copy(&a, question, len);

    if (len > 9 && memcmp(question, "ask\0city", 9) == 0)
        return 0;
    if (!city.set)
        ask_city_default(&city);
    ask_rules(&city, question, len, &first);
    ask_rules(&city, whole, len, &again);
    require(first.len == again.len);
    if (first.len == 0)
        return 0;
    require(memcmp(first.text, again.text, first.len) == 0);
    look_at_day(&first);
    if (answered(&first, "opens_at") != NULL)
        look_at_promise(&city, &first);
    return 0;
}
