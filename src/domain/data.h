/* data.h -- what data/ says, as tables made by tools/datagen.py at build time.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_DATA_H
#define DOMAIN_DATA_H

#include "domain/deadline.h"
#include "domain/order.h"

extern const struct order_limit data_order_limits[]; /* by their first day */
extern const size_t data_order_limits_len;
extern const struct order_words data_order_words;

/* Beginnings of words, in four languages, that an owner need not read about a home. */
extern const char *const data_social_words[];
extern const size_t data_social_words_len;
/* And that tell whether somebody may live here, which no help here needs. */
extern const char *const data_status_words[];
extern const size_t data_status_words_len;

#endif
