/* measure.c -- see measure.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/measure.h"

#include "core/build.h"
#include "core/str.h"

#include <string.h>

/* clang-format off */
static const struct code measure_stage_list[STAGES] = {
    [STAGE_BASELINE]  = {"baseline", "measure_stage.baseline"},
    [STAGE_FOLLOW_UP] = {"follow-up", "measure_stage.follow-up"},
    [STAGE_DISCHARGE] = {"discharge", "measure_stage.discharge"},
};
const struct codes measure_stage_codes = {"measure_stage", measure_stage_list, STAGES};

static const struct code measure_change_list[CHANGES_OF_MEASURE] = {
    [CHANGE_LESS] = {"less", "measure_change.less"},
    [CHANGE_SAME] = {"same", "measure_change.same"},
    [CHANGE_MORE] = {"more", "measure_change.more"},
};
const struct codes measure_change_codes = {"measure_change", measure_change_list,
                                           CHANGES_OF_MEASURE};
/* clang-format on */

const struct instrument *instrument_named(const char *name)
{
    for (size_t i = 0; i < instruments_len; i++)
        if (str_same(instruments[i].name, name))
            return &instruments[i];
    return NULL;
}

/* "NAME.item.WORD" of these words; the last may be NULL. */
static bool is_key(const char *key, const char *const words[3])
{
    for (size_t i = 0; i < 3 && words[i] != NULL; i++) {
        size_t len = strlen(words[i]);

        if (i > 0 && *key++ != '.')
            return false;
        if (strncmp(key, words[i], len) != 0)
            return false;
        key += len;
    }
    return *key == '\0';
}

const char *measure_words(const struct instrument *i, const char *lang, const char *what,
                          const char *word)
{
    const char *words[] = {i->name, what, word};
    enum lang at;

    if (!lang_parse(lang, &at))
        at = LANG_EN;
    for (size_t n = 0; n < measure_texts_len; n++)
        if (is_key(measure_texts[n].key, words))
            return measure_texts[n].text[at];
    return NULL;
}

static int score_any(const struct instrument *i, const struct answers *a)
{
    bool all = true, any = false;

    for (size_t n = 0; n < i->items_len; n++) {
        all &= a->of[n] != NO_ANSWER;
        any |= a->of[n] != NO_ANSWER && (i->counted & 1u << a->of[n]) != 0;
    }
    if (any)
        return 1;
    return all ? 0 : NO_SCORE;
}

static int score_highest(const struct instrument *i, const struct answers *a)
{
    int most = NO_SCORE;

    for (size_t n = 0; n < i->items_len; n++)
        if (a->of[n] != NO_ANSWER && a->of[n] + 1 > most)
            most = a->of[n] + 1;
    return most;
}

int measure_score(const struct instrument *i, const struct answers *a)
{
    return i->kind == SCORE_ANY ? score_any(i, a) : score_highest(i, a);
}

const char *measure_write(const struct instrument *i, const struct answers *a,
                          struct arena *arena)
{
    struct build b = {.arena = arena};

    for (size_t n = 0; n < i->items_len; n++) {
        if (a->of[n] == NO_ANSWER)
            continue;
        build_text(&b, i->items[n]);
        build_char(&b, '=');
        build_text(&b, i->answers[a->of[n]]);
        build_char(&b, ';');
    }
    return build_done(&b);
}

static int place_of(const char *const *list, size_t len, const char *word, size_t n)
{
    for (size_t i = 0; i < len; i++)
        if (strlen(list[i]) == n && strncmp(list[i], word, n) == 0)
            return (int)i;
    return -1;
}

struct answers measure_read(const struct instrument *i, const char *text)
{
    struct answers a;

    for (size_t n = 0; n < MEASURE_ITEMS; n++)
        a.of[n] = NO_ANSWER;
    while (text != NULL && *text != '\0') {
        size_t len = strcspn(text, ";"), name = strcspn(text, "=");
        int item = name < len ? place_of(i->items, i->items_len, text, name) : -1;

        if (item >= 0)
            a.of[item] =
                place_of(i->answers, i->answers_len, text + name + 1, len - name - 1);
        text += len + (text[len] == ';');
    }
    return a;
}

struct err measure_check(enum measure_stage stage, bool has_baseline)
{
    return stage == STAGE_BASELINE || has_baseline
               ? ok()
               : failed(ERR_INVALID, "measure.baseline_first");
}

bool measure_compare(int before, int after, enum measure_change *out)
{
    if (before == NO_SCORE || after == NO_SCORE)
        return false;
    *out = after < before ? CHANGE_LESS : (after == before ? CHANGE_SAME : CHANGE_MORE);
    return true;
}
