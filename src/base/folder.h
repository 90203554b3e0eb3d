/* folder.h -- files that are put into a folder whole, for us alone, and swept out again.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_FOLDER_H
#define BASE_FOLDER_H

#include "core/base.h"

/* Made (0700) when only its last part lacks.  The file is written under another name,
 * 0600, synced and renamed: a reader meets the old one, the new one or none, and false
 * leaves nothing behind. */
bool folder_put(const char *dir, const char *name, struct bytes content);
/* Drops what begins with `prefix`, is as long as `before`, and sorts before it. */
void folder_sweep(const char *dir, const char *prefix, const char *before);

#endif
