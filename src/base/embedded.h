/* embedded.h -- files that the program carries (tools/embed.py).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_EMBEDDED_H
#define BASE_EMBEDDED_H

#include "core/base.h"

struct embedded {
    const char *name; /* below the folder it came from, "directory/services.csv" */
    const unsigned char *bytes; /* with a NUL behind them */
    size_t len;
};

/* Each ends with an empty one. */
extern const struct embedded demo_files[];     /* data/demo */
extern const struct embedded password_files[]; /* data/password/common.txt */

#endif
