/* watch.h -- a folder that another system puts its day into (import.inspections).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_WATCH_H
#define CLI_WATCH_H

#include "base/ticker.h"
#include "cli/import.h"

#include <sys/types.h>

#define WATCH_FILES 64 /* in one look; what is over waits for the next */
#define WATCH_NAME 200

/* A file as it stood at the last look: one that still grows is left alone. */
struct watch_file {
    char name[WATCH_NAME];
    off_t size;
    int64_t changed_ns;
};

struct watch {
    struct cli cli; /* its own: another arena, another actor */
    struct open_city *city;
    const char *dir;
    struct import_map map;
    bool mapped;
    struct watch_file seen[WATCH_FILES];
    size_t seen_len;
    struct ticker ticker;
};

/* A thread of its own where the setting names a folder; CLI_DONE, or the line is printed.
 */
int watch_start(struct watch *w, struct cli *c, struct open_city *city);
/* Waits for the file that is being read.  Nothing when it never started. */
void watch_stop(struct watch *w);

#endif
