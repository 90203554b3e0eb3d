/* worker.h -- what the one child does that makes papers: from marked texts
 * (domain/paper.h) to a tagged PDF with its fonts in it, US letter.  The same texts give
 * the same bytes.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKER_WORKER_H
#define WORKER_WORKER_H

#include "core/base.h"

/* For base/helper.h: false for what is no paper.  *out is for free(). */
bool worker_paper(struct bytes in, struct bytes *out);

struct helper_kind;
extern const struct helper_kind worker_papers;

#endif
