/* address_index.c -- see address_index.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "wire/address_index.h"

#include <string.h>

static void put_word(struct build *b, const char *word)
{
    for (; word != NULL && *word != '\0'; word++)
        build_char(b, (unsigned char)*word < ' ' ? ' ' : *word);
}

static const char *word_of(struct arena *a, const char *word)
{
    struct build b = {.arena = a};

    put_word(&b, word);
    return build_done(&b);
}

static const char *street_of(struct arena *a, const struct address_line *l)
{
    const char *const words[] = {l->street, l->place, l->postcode, l->neighbourhood};
    struct build b = {.arena = a};

    for (size_t i = 0; i < COUNT(words); i++) {
        build_char(&b, i == 0 ? '@' : '\t');
        put_word(&b, words[i]);
    }
    build_char(&b, '\n');
    return build_done(&b);
}

void address_index_add(struct address_index *x, const struct address_line *l)
{
    struct arena *a = x->text.arena;
    const char *street = street_of(a, l), *number = word_of(a, l->number);

    if (x->street == NULL || strcmp(x->street, street) != 0) {
        build_text(&x->text, street);
        x->street = street;
        x->number = NULL;
    }
    if (x->number == NULL || strcmp(x->number, number) != 0 || l->unit[0] == '\0')
        build_text(&x->text, number);
    x->number = number;
    if (l->unit[0] != '\0') {
        build_char(&x->text, '\t');
        put_word(&x->text, l->unit);
    }
    build_char(&x->text, '\n');
    build_bytes(&x->ids, (const char *)l->id.b, sizeof l->id.b);
    x->len++;
}

static void put_columns(struct build *b, const struct address_index *x)
{
    for (size_t column = 0; column < sizeof(struct id); column++)
        for (size_t i = 0; i < x->len; i++)
            build_char(b, x->ids.text[i * sizeof(struct id) + column]);
}

struct bytes address_index_done(struct address_index *x)
{
    struct build all = {.arena = x->text.arena};

    build_text(&all, "addresses 1 ");
    build_int(&all, (int64_t)x->len);
    build_char(&all, ' ');
    build_int(&all, (int64_t)x->text.len);
    build_char(&all, '\n');
    build_bytes(&all, build_done(&x->text), x->text.len);
    put_columns(&all, x);
    return (struct bytes){(const uint8_t *)all.text, all.len};
}
