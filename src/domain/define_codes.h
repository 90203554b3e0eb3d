/* define_codes.h -- what DECLARE_CODES promised, from a list of the same name.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DEFINE_CODES_H
#define DOMAIN_DEFINE_CODES_H

#include "domain/codes.h"

#define DEFINE_CODES(noun)                                                      \
    const struct codes noun##_codes = {#noun, noun##_list, COUNT(noun##_list)}; \
    const char *noun##_name(enum noun n)                                        \
    {                                                                           \
        require((size_t)n < noun##_codes.len);                                  \
        return noun##_list[n].word;                                             \
    }                                                                           \
    const char *noun##_msgid(enum noun n)                                       \
    {                                                                           \
        require((size_t)n < noun##_codes.len);                                  \
        return noun##_list[n].msgid;                                            \
    }                                                                           \
    bool noun##_parse(const char *word, enum noun *out)                         \
    {                                                                           \
        int at = codes_find(&noun##_codes, word);                               \
                                                                                \
        if (at < 0)                                                             \
            return false;                                                       \
        *out = (enum noun)at;                                                   \
        return true;                                                            \
    }

#endif
