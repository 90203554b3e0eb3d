/* text.c -- see text.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/text_table.h"

#include <stdarg.h>
#include <string.h>
#include <strings.h>

const char *const text_langs[TEXT_LANGS] = {"en", "es", "pt", "ht"};

static uint32_t hash(const char *s)
{
    uint32_t h = 2166136261u;

    for (; *s != '\0'; s++)
        h = (h ^ (unsigned char)*s) * 16777619u;
    return h;
}

static const struct text_row *row_of(const char *id)
{
    unsigned mask = text_slots_len - 1;

    for (unsigned at = hash(id) & mask; text_slots[at] != 0; at = (at + 1) & mask) {
        const struct text_row *row = &text_rows[text_slots[at] - 1];

        if (strcmp(row->id, id) == 0)
            return row;
    }
    return NULL;
}

static size_t lang_index(const char *lang)
{
    for (size_t i = 0; i < TEXT_LANGS; i++)
        if (strcmp(text_langs[i], lang) == 0)
            return i;
    return 0;
}

const char *text(const char *lang, const char *id)
{
    const struct text_row *row = row_of(id);

    return row != NULL ? row->in[lang_index(lang)] : id;
}

bool text_has(const char *id)
{
    return row_of(id) != NULL;
}

#define FILL_MAX 16

struct fill {
    const char *name[FILL_MAX], *value[FILL_MAX];
    size_t len;
};

/* The value for the placeholder that begins at s ("{name}..."), and its length in *len;
 * NULL when nobody gave one, and then the brace stands as it is. */
static const char *value_at(const struct fill *f, const char *s, size_t *len)
{
    for (size_t i = 0; i < f->len; i++) {
        size_t n = strlen(f->name[i]);

        if (strncmp(s + 1, f->name[i], n) == 0 && s[1 + n] == '}') {
            *len = n + 2;
            return f->value[i];
        }
    }
    return NULL;
}

/* Writes the filled sentence to out, or only measures it when out is NULL. */
static size_t fill_in(const struct fill *f, const char *s, char *out)
{
    size_t total = 0, skip = 0;

    while (*s != '\0') {
        const char *value = *s == '{' ? value_at(f, s, &skip) : NULL;
        size_t n = value != NULL ? strlen(value) : 1;

        if (out != NULL)
            memcpy(out + total, value != NULL ? value : s, n);
        total += n;
        s += value != NULL ? skip : 1;
    }
    return total;
}

char *text_fill(struct arena *a, const char *lang, const char *id, ...)
{
    const char *sentence = text(lang, id);
    struct fill f = {0};
    va_list ap;

    va_start(ap, id);
    for (const char *name; (name = va_arg(ap, const char *)) != NULL; f.len++) {
        require(f.len < FILL_MAX);
        f.name[f.len] = name;
        f.value[f.len] = va_arg(ap, const char *);
        require(f.value[f.len] != NULL);
    }
    va_end(ap);

    char *out = arena_alloc(a, fill_in(&f, sentence, NULL) + 1);
    fill_in(&f, sentence, out);
    return out;
}

static const char *lang_of(const char *tag, size_t len)
{
    size_t primary = 0;

    while (primary < len && tag[primary] != '-' && tag[primary] != '_')
        primary++;
    for (size_t i = 0; i < TEXT_LANGS; i++)
        if (primary == 2 && strncasecmp(text_langs[i], tag, 2) == 0)
            return text_langs[i];
    return NULL;
}

const char *text_lang(const char *tag)
{
    return lang_of(tag, strlen(tag));
}

/* The weight behind ";q=" in thousandths; 1000 when there is none. */
static int weight(const char *s, size_t len)
{
    const char *q = memmem(s, len, "q=", 2);
    int w = 0, place = 1000;

    if (q == NULL)
        return 1000;
    for (q += 2; q < s + len && place > 0; q++) {
        if (*q == '.')
            continue;
        if (*q < '0' || *q > '9')
            break;
        w += (*q - '0') * place;
        place /= 10;
    }
    return w;
}

const char *text_negotiate(const char *accept_language)
{
    const char *best = text_langs[0];
    int best_weight = 0;

    for (const char *s = accept_language; s != NULL && *s != '\0';) {
        s += strspn(s, " \t,");
        size_t len = strcspn(s, ","), tag = strcspn(s, ",; \t");
        const char *lang = lang_of(s, tag);
        int w = weight(s + tag, len - tag);

        if (lang != NULL && w > best_weight) {
            best = lang;
            best_weight = w;
        }
        s += len;
    }
    return best;
}
