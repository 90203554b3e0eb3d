/* corpus.h -- the strings of injections.txt, and how they travel.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef TESTS_TRUST_CORPUS_H
#define TESTS_TRUST_CORPUS_H

#include "core/build.h"

#define CORPUS_MAX 700

struct corpus {
    struct bytes of[CORPUS_MAX];
    size_t len;
};

/* The file's, into `a`; stops the test when there are fewer than 500. */
void corpus_read(struct corpus *c, const char *path, struct arena *a);
/* As the value of a form's field, and as a JSON text without its quotes. */
void corpus_percent(struct build *b, struct bytes s);
void corpus_json(struct build *b, struct bytes s);

#endif
