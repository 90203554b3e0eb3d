/* address.c -- see address.h.  Abbreviations are those of USPS Publication 28, cut to
 * what city registers really hold.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/address.h"

#include <string.h>

#define PART_MAX 120

/* clang-format off */
static const struct word {
    const char *from, *to;
} street_words[] = {
    {"alley", "aly"}, {"avenue", "ave"}, {"av", "ave"}, {"boulevard", "blvd"},
    {"bl", "blvd"}, {"bridge", "brg"}, {"circle", "cir"}, {"ci", "cir"},
    {"court", "ct"}, {"cove", "cv"}, {"crescent", "cres"}, {"drive", "dr"},
    {"east", "e"}, {"expressway", "expy"}, {"extension", "ext"}, {"fort", "ft"},
    {"garden", "gdn"}, {"gardens", "gdns"}, {"green", "grn"}, {"heights", "hts"},
    {"highway", "hwy"}, {"hw", "hwy"}, {"hill", "hl"}, {"lane", "ln"},
    {"landing", "lndg"}, {"mount", "mt"}, {"mountain", "mtn"}, {"north", "n"},
    {"northeast", "ne"}, {"northwest", "nw"}, {"park", "pk"}, {"parkway", "pkwy"},
    {"pw", "pkwy"}, {"path", "path"}, {"place", "pl"}, {"plaza", "plz"},
    {"pz", "plz"}, {"point", "pt"}, {"road", "rd"}, {"route", "rte"}, {"row", "row"},
    {"ro", "row"}, {"saint", "st"}, {"south", "s"}, {"southeast", "se"},
    {"southwest", "sw"}, {"square", "sq"}, {"street", "st"}, {"str", "st"},
    {"terrace", "ter"}, {"te", "ter"}, {"terr", "ter"}, {"trail", "trl"},
    {"turnpike", "tpke"}, {"way", "way"}, {"wy", "way"}, {"west", "w"},
    {"wharf", "whf"}, {"wh", "whf"},
};

/* Said before a unit's name, and nothing of it. */
static const char *const unit_words[] = {
    "apartment", "apt", "unit", "suite", "ste", "no", "number", "num", "#",
};
/* clang-format on */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (unsigned char)c >= 0x80;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static char lower(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static char upper(char c)
{
    return c >= 'a' && c <= 'z' ? (char)(c - 'a' + 'A') : c;
}

/* The next word of letters and digits, lower case, dots and apostrophes dropped. */
static size_t next_word(const char **s, char out[PART_MAX + 1])
{
    size_t n = 0;

    while (**s != '\0' && !is_letter(lower(**s)) && !is_digit(**s))
        ++*s;
    for (; **s != '\0'; ++*s) {
        char c = lower(**s);
        if (is_letter(c) || is_digit(c))
            out[n++] = c;
        else if (c != '.' && c != '\'')
            break;
    }
    out[n] = '\0';
    return n;
}

static const char *street_word(const char *word)
{
    for (size_t i = 0; i < COUNT(street_words); i++)
        if (strcmp(street_words[i].from, word) == 0)
            return street_words[i].to;
    return word;
}

static const char *read_street(struct arena *a, const char *street)
{
    char word[PART_MAX + 1], key[2 * PART_MAX];
    size_t n = 0;

    while (next_word(&street, word) > 0) {
        const char *to = street_word(word);
        size_t len = strlen(to);
        if (n > 0)
            key[n++] = ' ';
        memcpy(key + n, to, len);
        n += len;
    }
    return arena_copy(a, key, n);
}

static bool is_unit_word(const char *word)
{
    for (size_t i = 0; i < COUNT(unit_words); i++)
        if (strcmp(unit_words[i], word) == 0)
            return true;
    return false;
}

static const char *read_unit(struct arena *a, const char *unit)
{
    char word[PART_MAX + 1], key[PART_MAX + 1];
    size_t n = 0;

    while (next_word(&unit, word) > 0) {
        size_t len = strlen(word);
        if (is_unit_word(word))
            continue;
        memcpy(key + n, word, len);
        n += len;
    }
    return arena_copy(a, key, n);
}

/* Digits at *s, at most nine of them; -1 when there are none or too many. */
static int64_t take_digits(const char **s)
{
    int64_t n = 0;
    int digits = 0;

    for (; is_digit(**s); ++*s, digits++)
        if (digits < 9)
            n = n * 10 + (**s - '0');
    return digits > 0 && digits <= 9 ? n : -1;
}

/* "108-10" is said for 108 to 110. */
static int64_t complete(int64_t low, int64_t high)
{
    for (int64_t unit = 10; high < low && unit <= low; unit *= 10)
        if (high < unit)
            high += low / unit * unit;
    return high < low ? low : high;
}

/* One byte more; no space first, after a space or around a dash. */
static size_t squeeze(char *out, size_t n, char c)
{
    bool gap = n == 0 || out[n - 1] == ' ' || out[n - 1] == '-';

    if (c == ' ' && gap)
        return n;
    if (c == '-' && n > 0 && out[n - 1] == ' ')
        n--;
    out[n] = c;
    return n + 1;
}

enum { UNIT_BYTES = 40 };

/* Upper case, single spaces, U+00BD as 1/2. */
static const char *spell_number(struct arena *a, const char *s)
{
    char out[4 * PART_MAX];
    size_t n = 0;

    for (; *s != '\0'; s++) {
        bool half = strncmp(s, "\xc2\xbd", 2) == 0;
        for (const char *h = " 1/2"; half && *h != '\0'; h++)
            n = squeeze(out, n, *h);
        if (half)
            s++;
        else
            n = squeeze(out, n, *s == '\t' ? ' ' : upper(*s));
    }
    if (n > 0 && out[n - 1] == ' ')
        n--;
    return arena_copy(a, out, n);
}

static const char *read_number(struct arena *a, const char *written, struct address *out)
{
    out->number = spell_number(a, written);
    const char *s = out->number;
    out->low = take_digits(&s);
    if (out->low < 0)
        return *written == '\0' ? "the house number is missing"
                                : "the house number does not begin with 1 to 9 digits";
    const char *dash = strchr(s, '-');
    out->high = out->low;
    if (dash != NULL && is_digit(dash[1])) {
        s = dash + 1;
        int64_t high = take_digits(&s);
        out->high = high < 0 ? out->low : complete(out->low, high);
    }
    return NULL;
}

static const char *join_key(struct arena *a, const struct address *at, const char *post)
{
    const char *parts[] = {at->number, at->street_key, at->unit_key, post};
    char key[8 * PART_MAX];
    size_t n = 0;

    for (size_t i = 0; i < COUNT(parts); i++) {
        size_t len = strlen(parts[i]);
        if (i > 0)
            key[n++] = '|';
        memcpy(key + n, parts[i], len);
        n += len;
    }
    return arena_copy(a, key, n);
}

const char *address_read(struct arena *a, const struct address_parts *parts,
                         struct address *out)
{
    char post[PART_MAX + 1];
    const char *p = parts->postcode;

    if (strlen(parts->number) > 40)
        return "the house number is longer than 40 bytes";
    if (strlen(parts->street) > PART_MAX || strlen(parts->unit) > UNIT_BYTES ||
        strlen(p) > 20)
        return "street, unit or postcode is longer than 120, 40 or 20 bytes";
    const char *wrong = read_number(a, parts->number, out);
    if (wrong != NULL)
        return wrong;
    out->street_key = read_street(a, parts->street);
    if (*out->street_key == '\0')
        return "the street is missing";
    out->unit_key = read_unit(a, parts->unit);
    if (next_word(&p, post) == 0) /* of a ZIP+4, the five digits */
        post[0] = '\0';
    out->key = join_key(a, out, post);
    return NULL;
}

const char *address_unit(struct arena *a, const char *written)
{
    return strlen(written) > UNIT_BYTES ? "" : read_unit(a, written);
}

bool address_within(const struct address *one, const struct address *many)
{
    if (one->low < many->low || one->low > many->high)
        return false;
    return many->low % 2 != many->high % 2 || one->low % 2 == many->low % 2;
}

/* Where the number ends: digits, and what belongs to them: "-11", "A", " 1/2". */
static const char *number_end(const char *s)
{
    while (is_digit(*s) || *s == '-' || (is_letter(lower(*s)) && s[1] != '\0'))
        s++;
    if (strncmp(s, " 1/2 ", 5) == 0)
        s += 4;
    return s;
}

/* Where a unit begins behind the street: a comma, "#", " Apt ", " Unit ". */
static const char *unit_start(const char *street, const char **after)
{
    static const char *const marks[] = {",", "#", " apt", " unit", " apartment"};

    for (const char *s = street; *s != '\0'; s++) {
        for (size_t i = 0; i < COUNT(marks); i++) {
            size_t n = 0;
            while (marks[i][n] != '\0' && lower(s[n]) == marks[i][n])
                n++;
            bool word = marks[i][0] == ' ' && is_letter(lower(s[n]));
            if (marks[i][n] != '\0' || word)
                continue;
            *after = s + n;
            return s;
        }
    }
    return *after = street + strlen(street);
}

bool address_split(struct arena *a, const char *line, struct address_parts *out)
{
    const char *end, *unit, *after;

    while (*line == ' ')
        line++;
    end = number_end(line);
    if (!is_digit(*line) || *end != ' ')
        return false;
    unit = unit_start(end, &after);
    *out = (struct address_parts){
        .number = arena_copy(a, line, (size_t)(end - line)),
        .street = arena_copy(a, end + 1, (size_t)(unit > end ? unit - end - 1 : 0)),
        .unit = arena_copy(a, after, strlen(after)),
        .postcode = "",
    };
    return true;
}
