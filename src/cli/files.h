/* files.h -- small files of a command: whole or not at all, for us alone.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_FILES_H
#define CLI_FILES_H

#include "core/arena.h"

#include <stdio.h>

/* "DIR/NAME" */
const char *file_in(struct arena *a, const char *dir, const char *name);
/* NULL, or what went wrong, for people; what is written is on the disk then. */
const char *file_write(const char *path, struct bytes content);
/* NULL, or what went wrong; at most `max` bytes, and a NUL behind them. */
const char *file_read(struct arena *a, const char *path, size_t max, struct bytes *out);
/* Flushed and synced; false when the disk did not take it. */
bool file_settle(FILE *f);
bool folder_settle(const char *path);
/* A new folder (0700), or one that is empty; NULL, or why not. */
const char *folder_make(const char *path);
/* Its files, and itself; what is not there is no matter. */
void folder_drop(struct arena *a, const char *path);
void close_stream(FILE **f); /* for CLEANUP() */

#endif
