/* edition_store.c -- see edition_store.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "store/edition_store.h"

#include "core/str.h"
#include "store/queries_care.h"

static struct err add(struct db *care, const struct edition *e)
{
    struct q_edition_add_in in = {.year = e->year, .at = e->at, .small = e->small};

    TRY(db_exec(care, &q_edition_add, &in));
    for (size_t i = 0; i < e->len; i++) {
        const struct report_line *l = &e->lines[i];
        struct q_edition_line_add_in line = {.year = e->year,
                                             .line = l->id,
                                             .numerator =
                                                 l->suppressed ? 0 : l->numerator,
                                             .denominator = l->denominator,
                                             .unknown = l->unknown,
                                             .half = l->half,
                                             .none = l->none,
                                             .hidden = l->suppressed};

        TRY(db_exec(care, &q_edition_line_add, &line));
    }
    return ok();
}

static void become(struct report_line *l, const struct q_edition_lines_out *kept,
                   size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (str_same(kept[i].line, l->id)) {
            l->numerator = kept[i].numerator;
            l->denominator = kept[i].denominator;
            l->unknown = kept[i].unknown;
            l->half = kept[i].half != 0;
            l->none = kept[i].none != 0;
            l->suppressed = kept[i].hidden != 0;
            return;
        }
    l->numerator = 0;
    l->suppressed = true;
}

struct err edition_keep(struct db *care, struct arena *a, struct edition *e)
{
    struct q_edition_of_in in = {.year = e->year};
    struct q_edition_lines_in of = {.year = e->year};
    struct q_edition_of_out kept;
    struct q_edition_lines_out *lines;
    size_t len;
    struct err found = db_one(care, &q_edition_of, &in, &kept, a);

    if (found.kind == ERR_NOT_FOUND)
        return add(care, e);
    TRY(found);
    TRY(db_many(care, &q_edition_lines, &of, (void *)&lines, &len, a));
    for (size_t i = 0; i < e->len; i++)
        become(&e->lines[i], lines, len);
    e->at = kept.at;
    return ok();
}
