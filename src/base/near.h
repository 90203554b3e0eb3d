/* near.h -- addresses of this machine, which is spoken to in clear.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_NEAR_H
#define BASE_NEAR_H

#include "core/base.h"

/* Whether the host of a URL, told by its whole name, is this machine: 127.0.0.1,
 * localhost or [::1]. */
bool url_is_near(const char *url);

#endif
