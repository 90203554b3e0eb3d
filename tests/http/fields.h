/* fields.h -- what an answer shows, by name: which facts, columns, sections and controls,
 * whatever stands in them.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_HTTP_FIELDS_H
#define TESTS_HTTP_FIELDS_H

#include "site.h"

/* Sorted, each once, ", " between them: of a page its headings, the labels of its lists
 * and tables and the names of its controls ("name=..."); of JSON its keys; of CSV its
 * head; of anything else its type. */
const char *fields_of(struct arena *a, const struct local_answer *answer);
/* What a page says itself, without markup and the menu; the whole body of anything else.
 */
size_t words_of(const struct local_answer *answer);

#endif
