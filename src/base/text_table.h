/* text_table.h -- what tools/pogen.py makes of po/; read by text.c alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_TEXT_TABLE_H
#define BASE_TEXT_TABLE_H

#include "base/text.h"

struct text_row {
    const char *id;
    const char *in[TEXT_LANGS];
};

extern const struct text_row text_rows[];
/* Open addressing by FNV-1a of the id: 0, or 1 + the row's index. */
extern const unsigned text_slots_len;
extern const unsigned short text_slots[];

#endif
