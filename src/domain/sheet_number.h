/* sheet_number.h -- the number printed on a paper form, by which it is entered once: ten
 * digits, the last of which tells a slip of the finger.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef DOMAIN_SHEET_NUMBER_H
#define DOMAIN_SHEET_NUMBER_H

#include "core/base.h"

enum { SHEET_NUMBER_LEN = 10, SHEET_NUMBER_TEXT = SHEET_NUMBER_LEN + 1 };
#define SHEET_NUMBER_SHOWN (SHEET_NUMBER_TEXT + 1)

/* Of random bits; nobody remembers it until a sheet comes back. */
void sheet_number_make(uint64_t random, char out[SHEET_NUMBER_TEXT]);
/* As it was typed, with spaces or hyphens; false when it is none. */
bool sheet_number_read(const char *typed, char out[SHEET_NUMBER_TEXT]);
/* "48392 01175" */
void sheet_number_show(const char *number, char out[SHEET_NUMBER_SHOWN]);

#endif
