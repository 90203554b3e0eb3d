/* ready_app.h -- may this city begin?  What is in place, and who approved which text:
 * a city stays a practice city until each legal line carries a name and a day.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_READY_APP_H
#define APP_READY_APP_H

#include "app/status_app.h"
#include "base/text.h"
#include "core/day.h"

/* The texts that counsel and both sides stand for. */
enum legal_text {
    LEGAL_AGREEMENT,  /* between city and provider: in English alone */
    LEGAL_PERMISSION, /* asked at the door */
    LEGAL_CONSENT,    /* the full one */
    LEGAL_CARD,       /* left at every home */
    LEGAL_TEXTS
};
const char *legal_text_name(enum legal_text t);
bool legal_text_parse(const char *word, enum legal_text *out);
/* The whole text, paragraphs apart by a blank line; NULL: not in this language. */
const char *legal_words(struct arena *a, enum legal_text t, const char *lang);

enum legal_state {
    LEGAL_MISSING,
    LEGAL_CHANGED, /* approved, and the text is another since */
    LEGAL_NAMED,
    LEGAL_STATES
};
struct legal_line {
    enum legal_text text;
    const char *lang;
    enum legal_state state;
    const char *name; /* who approved it, "" */
    struct day day;
};
/* An agreement in one language, three texts in four. */
#define LEGAL_LINES 13

struct ready_page {
    struct status_line of[STATUS_LINES]; /* in the order in which a city is set up */
    size_t len;
    struct legal_line legal[LEGAL_LINES];
    size_t legal_len, missing;
};
MUST_CHECK struct err ready_view(struct session *s, const void *in, void **out);
/* The lines alone; no rights are asked (`doorstep city begin`). */
MUST_CHECK struct err legal_lines(struct db *registry, struct arena *a,
                                  struct ready_page *to);

struct legal_form {
    const char *word; /* of the address */
    const char *lang, *name;
    struct day day;
};
struct legal_page {
    enum legal_text text;
    struct legal_line lines[TEXT_LANGS];
    size_t len;
    struct day today;
};
MUST_CHECK struct err legal_view(struct session *s, const void *in, void **out);
/* ERR_INVALID with faults on "name.LANG" and "day.LANG"; without both, what stood there
 * is taken back. */
MUST_CHECK struct err legal_approve(struct session *s, const void *in, void **out);

/* All that residents read at once, for a demonstration: without an agreement it cannot
 * begin. */
MUST_CHECK struct err legal_approve_texts(struct db *registry, struct arena *a,
                                          const struct legal_form *as, int64_t now);

#endif
