/* text.h -- every sentence a person reads, by message id and language (po/).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TEXT_H
#define BASE_TEXT_H

#include "core/arena.h"

#define TEXT_LANGS 4
/* "en" first: what every other language falls back to. */
extern const char *const text_langs[TEXT_LANGS];

/* The sentence, never NULL: English where the language is unknown, and the id itself
 * where the id is (tools/messages.py keeps that from happening). */
const char *text(const char *lang, const char *id);
/* False where po/ has no such id: for ids that come from data, not from our code. */
bool text_has(const char *id);
/* The sentence with each {name} replaced by the value that follows its name:
 *     text_fill(a, lang, "case.opened", "day", day, "by", name, NULL)
 * Values are plain text; whoever shows the result escapes it. */
char *text_fill(struct arena *a, const char *lang, const char *id, ...)
    __attribute__((sentinel));

/* One of text_langs for a language tag ("pt-BR", "HT"), or NULL. */
const char *text_lang(const char *tag);
/* The best of text_langs for an Accept-Language header; "en" when none fits. */
const char *text_negotiate(const char *accept_language);

#endif
