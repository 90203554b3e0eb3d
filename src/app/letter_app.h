/* letter_app.h -- an inspection at the desk: its record, its letters, and the log of whom
 * they went to; and what is printed without one: the paper form and help cards.
 * Made from the enforcement store and the city's settings alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_LETTER_APP_H
#define APP_LETTER_APP_H

#include "app/differ_desk.h"
#include "app/session.h"
#include "domain/codes.h"
#include "domain/inspection_file.h"

#define CARDS_MAX 400 /* of a batch: fifty pages */
#define FORMS_MAX 50
#define HELP_PATH "/help"

struct inspection_in {
    struct inspection_id id;
    enum lang lang; /* of a letter; LANGS: the reader's */
};

struct inspection_desk {
    struct inspection_file file;
    bool may_record;             /* a delivery */
    struct said_answers answers; /* of phones that said different things */
    bool may_choose;             /* between them */
    bool may_plan;               /* sees the calendar */
    int64_t minutes;             /* on site; -1: not known, or not for this reader */
};

/* A paper and, once document_print has run, its PDF. */
struct document {
    const char *file_name; /* "order-0190….pdf" */
    struct bytes paper, pdf;
};

/* In: struct inspection_in.  Whom it is not for hears that there is none. */
MUST_CHECK struct err inspection_desk(struct session *s, const void *in, void **out);
/* In: struct inspection_in; out: struct document.  ERR_CONFLICT "letter.not_signed". */
MUST_CHECK struct err letter_of_order(struct session *s, const void *in, void **out);
MUST_CHECK struct err letter_of_occupant(struct session *s, const void *in, void **out);

struct delivery_in {
    struct inspection_id inspection;
    struct delivery_id id; /* minted by the form */
    struct day day;
    const char *recipient, *how;
    struct delivery_id corrects; /* unset: none */
};
/* Adds to the log; what stands in it is never changed. */
MUST_CHECK struct err delivery_record(struct session *s, const void *in, void **out);

struct print_in {
    enum lang lang; /* LANGS: the reader's */
    int count;      /* of cards, or of forms */
};
/* In: struct print_in; out: struct document. */
MUST_CHECK struct err letter_of_form(struct session *s, const void *in, void **out);
MUST_CHECK struct err letter_of_cards(struct session *s, const void *in, void **out);
/* The same for the command line, which asks nobody. */
MUST_CHECK struct err cards_compose(struct session *s, const struct print_in *in,
                                    struct document *out);

/* A route's `make`: has the PDF made by the helper.  ERR_BUSY when that is lost. */
MUST_CHECK struct err document_print(struct session *s, void *out);

/* Out: struct contact, of the case manager; for residents without an account. */
MUST_CHECK struct err help_contact(struct session *s, const void *in, void **out);

#endif
