/* named.c -- see named.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/named.h"

#include "core/build.h"
#include "core/str.h"
#include "domain/address.h"
#include "domain/same.h"

#include <string.h>

enum { STREET_WORDS = 7, UNIT_WORDS = 2, LINE_MAX = 200 };

/* Names that are words of everyday too, as they are compared. */
static const char *const everyday[] = {
    "angel",  "april",   "art",    "august", "baker",    "ball",   "banks", "bell",
    "best",   "bill",    "black",  "bond",   "brown",    "burns",  "bush",  "carter",
    "case",   "charity", "church", "clay",   "cook",     "cross",  "dawn",  "day",
    "dean",   "drew",    "early",  "faith",  "field",    "fields", "fish",  "fisher",
    "flores", "forest",  "fox",    "frank",  "free",     "gay",    "glass", "good",
    "grace",  "grant",   "gray",   "green",  "guy",      "hall",   "hand",  "hill",
    "hills",  "home",    "hope",   "house",  "hunt",     "ivy",    "jack",  "joy",
    "judge",  "june",    "king",   "knight", "lake",     "lane",   "law",   "lily",
    "little", "long",    "love",   "luz",    "major",    "marina", "mark",  "mason",
    "may",    "miles",   "mill",   "mills",  "miller",   "moon",   "new",   "noble",
    "north",  "page",    "park",   "parks",  "patience", "paz",    "pearl", "pierre",
    "pool",   "poor",    "pope",   "power",  "price",    "prince", "reed",  "reis",
    "rich",   "rios",    "rivers", "rob",    "rock",     "root",   "rose",  "rush",
    "santos", "sharp",   "short",  "singer", "sky",      "small",  "smart", "sol",
    "south",  "star",    "stone",  "street", "strong",   "summer", "sunny", "swift",
    "taylor", "waters",  "weeks",  "wells",  "west",     "white",  "will",  "winter",
    "wise",   "wolf",    "wood",   "woods",  "young"};

static bool is_everyday(const char *folded)
{
    for (size_t i = 0; i < COUNT(everyday); i++)
        if (str_same(everyday[i], folded))
            return true;
    return strlen(folded) < 3;
}

void named_add(struct named_list *to, const char *word, bool common)
{
    for (size_t i = 0; i < to->len; i++)
        if (str_same(to->of[i].word, word)) {
            to->of[i].common = to->of[i].common && common;
            return;
        }
    if (to->len < NAMED_MAX)
        to->of[to->len++] = (struct named){word, common};
}

/* Of a script that writes its words without blanks: Thai to Khmer, and all from Han on.
 */
static bool is_run_together(const char *word, size_t len)
{
    const char *end = word + len;

    for (size_t n; word < end; word += n) {
        uint32_t c = utf8_next(word, &n);

        if ((c >= 0xe00 && c < 0x1100) || (c >= 0x1780 && c < 0x1800) ||
            (c >= 0x2e80 && c < 0xac00) || c >= 0xd7b0)
            return true;
    }
    return false;
}

static bool has_word(const char *text, const struct same_word *word)
{
    struct same_word w;

    if (is_run_together(word->at, word->len))
        return memmem(text, strlen(text), word->at, word->len) != NULL;
    while (same_word(&text, &w))
        if (str_same(w.text, word->text))
            return true;
    return false;
}

void named_name(struct arena *a, const char *text, const char *name,
                struct named_list *to)
{
    struct same_word w;

    while (name != NULL && same_word(&name, &w))
        if (strlen(w.text) > 1 && !same_is_title(&w) && has_word(text, &w))
            named_add(to, arena_copy(a, w.at, w.len), is_everyday(w.text));
}

/* The digits of a text; letters between them stay, so that no two numbers meet. */
static const char *digits_of(struct arena *a, const char *text)
{
    struct build b = {.arena = a};

    for (; *text != '\0'; text++)
        if (str_is_digit(*text) || str_is_letter(*text))
            build_char(&b, *text);
    return build_done(&b);
}

void named_phone(struct arena *a, const char *text, const char *phone,
                 struct named_list *to)
{
    const char *digits = phone != NULL ? same_phone(a, phone) : NULL;

    if (digits != NULL && strstr(digits_of(a, text), digits) != NULL)
        named_add(to, phone, false);
}

/* ---- homes ---- */

static const char *next_blank(const char *s)
{
    while (*s == ' ' || *s == '\n')
        s++;
    return s + strcspn(s, " \n");
}

/* What stands between, without the marks behind it. */
static const char *piece(struct arena *a, const char *from, const char *to)
{
    while (from < to && strchr(" \n(", *from) != NULL)
        from++;
    while (to > from && strchr(".,;:!?)", to[-1]) != NULL)
        to--;
    return arena_copy(a, from, (size_t)(to - from));
}

/* "2B" and "Apt 2-B", within two words. */
static bool has_unit(struct arena *a, const char *behind, const char *unit_key)
{
    const char *end = behind;

    for (int i = 0; i < UNIT_WORDS; i++) {
        end = next_blank(end);
        if (str_same(address_unit(a, piece(a, behind, end)), unit_key))
            return true;
    }
    return false;
}

static bool is_number_of(const char *text, const char *number)
{
    size_t len = strlen(number);

    return strncmp(text, number, len) == 0 && (text[len] == ' ' || text[len] == '\n');
}

/* Where the street ends that begins here; NULL: it is another. */
static const char *behind_street(struct arena *a, const char *text,
                                 const struct address *home)
{
    const char *end = text;

    for (int i = 0; i < STREET_WORDS && *end != '\0'; i++) {
        struct address at;

        end = next_blank(end);
        const struct address_parts parts = {home->number, piece(a, text, end), "", ""};
        if (parts.street[0] != '\0' && address_read(a, &parts, &at) == NULL &&
            str_same(at.street_key, home->street_key))
            return end;
    }
    return NULL;
}

/* At the beginning of a word, and no number before it: that would be a house. */
static bool stands_bare(const char *text, const char *s)
{
    if (s == text)
        return true;
    return (s[-1] == ' ' || s[-1] == '\n') && (s - text < 2 || !str_is_digit(s[-2]));
}

/* The street without its number: with the unit it tells the home, alone perhaps not. */
static void named_street(struct arena *a, const char *text,
                         const struct address_parts *parts, const struct address *home,
                         struct named_list *to)
{
    const char *first = piece(a, parts->street, next_blank(parts->street));

    for (const char *s = text; (s = strcasestr(s, first)) != NULL; s++) {
        const char *behind = NULL;

        if (stands_bare(text, s))
            behind = behind_street(a, s, home);
        if (behind != NULL)
            named_add(to, parts->street,
                      home->unit_key[0] == '\0' || !has_unit(a, behind, home->unit_key));
    }
}

void named_home(struct arena *a, const char *text, const char *address, const char *unit,
                struct named_list *to)
{
    struct address_parts parts = {"", "", "", ""};
    struct address home;
    const char *behind;

    if (address == NULL || strlen(address) > LINE_MAX ||
        !address_split(a, address, &parts))
        return;
    if (unit != NULL)
        parts.unit = unit;
    if (address_read(a, &parts, &home) != NULL)
        return;
    for (const char *s = text; *s != '\0'; s++) {
        if ((s > text && (str_is_digit(s[-1]) || s[-1] == '-')) ||
            !is_number_of(s, home.number))
            continue;
        behind = behind_street(a, s + strlen(home.number), &home);
        if (behind != NULL)
            named_add(to, address,
                      home.unit_key[0] != '\0' && !has_unit(a, behind, home.unit_key));
    }
    named_street(a, text, &parts, &home, to);
}

bool named_beyond_doubt(const struct named_list *of)
{
    for (size_t i = 0; i < of->len; i++)
        if (!of->of[i].common)
            return true;
    return false;
}

const char *named_words(struct arena *a, const struct named_list *of)
{
    struct build b = {.arena = a};
    bool sure = named_beyond_doubt(of);

    for (size_t i = 0; i < of->len; i++) {
        if (sure && of->of[i].common)
            continue;
        build_text(&b, b.len > 0 ? ", " : "");
        build_text(&b, of->of[i].word);
    }
    return build_done(&b);
}
