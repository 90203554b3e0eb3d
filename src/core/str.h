/* str.h -- small questions about text: UTF-8, lengths, numbers, letters.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CORE_STR_H
#define CORE_STR_H

#include "core/base.h"

/* Well-formed UTF-8 without a NUL (RFC 3629: no surrogates, no overlong forms). */
bool utf8_valid(const char *s, size_t len);
/* Code points of a valid text. */
size_t utf8_len(const char *s);
/* One code point from s, and how many bytes it took; of a valid text only. */
uint32_t utf8_next(const char *s, size_t *bytes);

bool str_same(const char *a, const char *b); /* two NULLs are not the same */
bool str_starts(const char *s, const char *with);
bool str_is_digit(char c);
bool str_is_letter(char c); /* ASCII */
bool str_is_space(char c);  /* ASCII */
char str_lower(char c);     /* ASCII; others as they are */
/* No letters but of `set`. */
bool str_only(const char *s, const char *set);
/* A decimal number 0 to max with no sign, space or leading zero; false else. */
bool str_number(const char *s, int64_t max, int64_t *out);

#endif
