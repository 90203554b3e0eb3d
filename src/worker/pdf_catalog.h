/* pdf_catalog.h -- what a PDF's catalog says to readers, which this cairo cannot write:
 * the language, that the text is tagged, and that the title is to be shown.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef WORKER_PDF_CATALOG_H
#define WORKER_PDF_CATALOG_H

#include "core/base.h"

/* Takes `pdf` (for free()) and gives it back longer, as an update of the file (ISO 32000
 * 7.5.6); {NULL, 0} where it is no PDF of the shape that cairo makes. */
struct bytes pdf_with_lang(struct bytes pdf, const char *lang);

#endif
