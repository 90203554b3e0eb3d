/* same.c -- see same.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/same.h"

#include "core/str.h"

#include <string.h>

enum { PHONE_DIGITS = 10, PHONE_LEAST = 7, WORD_MAX = 48, UNIT_MAX = 80 };

const char *same_why(unsigned by)
{
    static const struct {
        unsigned all;
        const char *msg;
    } whys[] = {
        {SAME_PHONE | SAME_DOOR | SAME_NAME, "same.phone_door_name"},
        {SAME_PHONE | SAME_NAME, "same.phone_name"},
        {SAME_PHONE | SAME_DOOR, "same.phone_door"},
        {SAME_PHONE, "same.phone"},
        {SAME_DOOR | SAME_NAME, "same.door_name"},
        {SAME_NAME, "same.house_name"},
        {SAME_DOOR, "same.door"},
    };

    for (size_t i = 0; i < COUNT(whys); i++)
        if ((by & whys[i].all) == whys[i].all)
            return whys[i].msg;
    return NULL;
}

const char *same_phone(struct arena *a, const char *typed)
{
    char digits[64];
    size_t n = 0;

    for (; *typed != '\0' && *typed != 'x' && *typed != 'X' && *typed != '#'; typed++)
        if (str_is_digit(*typed) && n < sizeof digits)
            digits[n++] = *typed;
    if (n < PHONE_LEAST)
        return NULL;
    return n > PHONE_DIGITS ? arena_copy(a, digits + n - PHONE_DIGITS, PHONE_DIGITS)
                            : arena_copy(a, digits, n);
}

size_t same_unit_plain(const char *typed, char *out, size_t room)
{
    size_t n = 0;

    for (; *typed != '\0' && n < room; typed++)
        if (!str_is_space(*typed) && strchr(".#-_/,", *typed) == NULL)
            out[n++] = str_lower(*typed);
    return n;
}

const char *same_unit(struct arena *a, const char *typed)
{
    static const char *const words[] = {"apartment", "apto", "apt", "unit"};
    char out[UNIT_MAX];

    out[same_unit_plain(typed, out, sizeof out - 1)] = '\0';
    for (size_t i = 0; i < COUNT(words); i++) {
        size_t len = strlen(words[i]);

        if (str_starts(out, words[i]) && out[len] != '\0')
            return arena_copy(a, out + len, strlen(out + len));
    }
    return arena_copy(a, out, strlen(out));
}

/* ---- names ---- */

/* U+00C0 to U+017F without their marks. */
static const char latin[] =
    "aaaaaaeceeeeiiiidnooooo ouuuuytsaaaaaaeceeeeiiiidnooooo ouuuuyty"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
    "lllnnnnnnnnnooooooeerrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
_Static_assert(sizeof latin == 0x180 - 0xc0 + 1, "a letter for each");

/* U+0430 to U+044F, and the letters of Ukraine after them by name. */
static const char *const cyrillic[] = {
    "a", "b", "v", "g", "d", "e", "z", "z",  "i", "i", "k", "l", "m", "n", "o", "p",
    "r", "s", "t", "u", "f", "h", "c", "ch", "s", "s", "",  "i", "",  "e", "u", "a"};

static uint32_t small(uint32_t c)
{
    if ((c >= 'A' && c <= 'Z') || (c >= 0x410 && c <= 0x42f))
        return c + 0x20;
    if (c >= 0x400 && c <= 0x40f)
        return c + 0x50;
    if (c >= 0xff21 && c <= 0xff3a) /* full width */
        return c - 0xff21 + 'a';
    return c;
}

static bool is_mark(uint32_t c)
{
    return (c >= 0x300 && c <= 0x36f) || (c >= 0x64b && c <= 0x65f) || c == 0x640 ||
           c == 0x200d || c == 0x2bc || c == 0x2019 || c == '\'' || c == '`';
}

static uint32_t arabic(uint32_t c)
{
    if (c == 0x622 || c == 0x623 || c == 0x625 || c == 0x671)
        return 0x627; /* every alef */
    if (c == 0x629)
        return 0x647;
    return c == 0x649 || c == 0x6cc ? 0x64a : c;
}

/* A word of a name while it is read. */
struct word {
    char text[WORD_MAX];
    size_t len;
};

static void add(struct word *w, const char *bytes, size_t n)
{
    if (w->len + n >= sizeof w->text)
        return;
    memcpy(w->text + w->len, bytes, n);
    w->len += n;
}

static void add_point(struct word *w, uint32_t c)
{
    char b[4] = {(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 63)),
                 (char)(0x80 | (c & 63)), 0};

    if (c < 0x800) {
        b[0] = (char)(0xc0 | c >> 6);
        b[1] = (char)(0x80 | (c & 63));
        add(w, b, 2);
    } else if (c < 0x10000) {
        add(w, b, 3);
    }
}

/* The letters without an alphabet's order, and Ukrainian ones. */
static const struct {
    uint32_t c;
    const char *is;
} odd[] = {{0x451, "e"}, {0x454, "e"}, {0x456, "i"}, {0x457, "i"},
           {0x218, "s"}, {0x219, "s"}, {0x21a, "t"}, {0x21b, "t"}};

/* In plain Latin letters; NULL for what has none. */
static const char *spelled(uint32_t c)
{
    if (c >= 0x430 && c <= 0x44f)
        return cyrillic[c - 0x430];
    for (size_t i = 0; i < COUNT(odd); i++)
        if (odd[i].c == c)
            return odd[i].is;
    return NULL;
}

/* Blanks, hyphens and what else is no letter. */
static bool is_between(uint32_t c)
{
    return c < 0x370 || (c >= 0x2000 && c < 0x2e80) || (c >= 0x3000 && c < 0x3040);
}

/* Adds the letter as it is compared; false where a word ends. */
static bool fold(struct word *w, uint32_t c)
{
    c = arabic(small(c));
    if (is_mark(c))
        return true;
    const char *letters = spelled(c);
    char letter = c >= 0xc0 && c < 0x180 ? latin[c - 0xc0] : (char)(c < 0x80 ? c : ' ');
    if (letters != NULL)
        add(w, letters, strlen(letters));
    else if (letter >= 'a' && letter <= 'z')
        add(w, &letter, 1);
    else if (is_between(c))
        return false;
    else
        add_point(w, c);
    return true;
}

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL;
}

/* What sounds alike in the languages spoken here is one letter; '\0': not heard. */
static char sound(const struct word *w, size_t i)
{
    char c = w->text[i], next = i + 1 < w->len ? w->text[i + 1] : ' ';

    switch (c) {
    case 'c':
        return next == 'e' || next == 'i' || next == 'h' ? 's' : 'k';
    case 'q':
        return 'k';
    case 'p':
        return next == 'h' ? 'f' : 'p';
    case 'x':
    case 'z':
        return 's';
    case 'v':
    case 'w':
        return 'b';
    case 'y':
    case 'j':
        return 'i';
    case 'h':
        return '\0';
    default:
        return c;
    }
}

/* The first sound and the consonants; of what has too few of them, all its sounds. */
static const char *skeleton(struct arena *a, const struct word *w)
{
    char whole[WORD_MAX], thin[WORD_MAX];
    size_t n = 0, t = 0;

    for (size_t i = 0; i < w->len; i++) {
        char c = (w->text[i] & 0x80) != 0 ? w->text[i] : sound(w, i);

        if (c == '\0' || (n > 0 && whole[n - 1] == c && (c & 0x80) == 0))
            continue;
        whole[n++] = c;
        if (t == 0 || !is_vowel(c))
            thin[t++] = c;
    }
    return t < 2 ? arena_copy(a, whole, n) : arena_copy(a, thin, t);
}

static bool is_title(const struct word *w)
{
    static const char *const titles[] = {
        "de", "da",  "do",   "dos", "das",  "del", "la",  "las", "los",
        "el", "al",  "e",    "y",   "van",  "mr",  "mrs", "ms",  "dr",
        "sr", "sra", "dona", "don", "miss", "mme", "msye"};

    for (size_t i = 0; i < COUNT(titles); i++)
        if (strlen(titles[i]) == w->len && memcmp(titles[i], w->text, w->len) == 0)
            return true;
    return false;
}

static void keep(struct arena *a, struct same_names *to, const struct word *w)
{
    if (w->len == 0 || to->len == SAME_NAMES || is_title(w))
        return;
    const char *s = skeleton(a, w);
    for (size_t i = 0; i < to->len; i++)
        if (str_same(to->of[i], s))
            return;
    if (s[0] != '\0')
        to->of[to->len++] = s;
}

struct same_names same_names(struct arena *a, const char *typed)
{
    struct same_names names = {.len = 0};
    struct word w = {.len = 0};

    if (!utf8_valid(typed, strlen(typed)))
        return names;
    for (size_t n; *typed != '\0'; typed += n) {
        if (fold(&w, utf8_next(typed, &n)))
            continue;
        keep(a, &names, &w);
        w.len = 0;
    }
    keep(a, &names, &w);
    return names;
}

/* Reads the next word, as it is compared; an empty one at the end. */
static const char *next_word(const char *typed, struct word *w)
{
    w->len = 0;
    for (size_t n; *typed != '\0'; typed += n)
        if (!fold(w, utf8_next(typed, &n)) && w->len > 0)
            return typed;
    return typed;
}

bool same_word(const char **text, struct same_word *out)
{
    struct word w = {.len = 0};
    const char *typed = *text;

    out->at = typed;
    for (size_t n; *typed != '\0'; typed += n) {
        size_t before = w.len;

        if (!fold(&w, utf8_next(typed, &n)) && w.len > 0)
            break;
        if (before == 0 && w.len > 0)
            out->at = typed;
    }
    out->len = (size_t)(typed - out->at);
    memcpy(out->text, w.text, w.len);
    out->text[w.len] = '\0';
    *text = typed;
    return w.len > 0;
}

bool same_is_title(const struct same_word *of)
{
    struct word w = {.len = strlen(of->text)};

    memcpy(w.text, of->text, w.len);
    return is_title(&w);
}

bool same_name(const char *a, const char *b)
{
    struct word x, y;

    do {
        a = next_word(a, &x);
        b = next_word(b, &y);
        if (x.len != y.len || memcmp(x.text, y.text, x.len) != 0)
            return false;
    } while (x.len > 0);
    return true;
}
