/* router.c -- see router.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "http/router.h"

#include "http/impl.h"

#include <string.h>

bool path_fits(struct req *rq, const char *pattern)
{
    const char *path = rq->path, *from[PATH_PARAMS];
    size_t len[PATH_PARAMS], n = 0;

    while (*pattern != '\0') {
        if (*pattern == ':') {
            require(n < PATH_PARAMS);
            from[n] = path;
            len[n] = strcspn(path, "/");
            if (len[n] == 0)
                return false;
            path += len[n++];
            pattern += strcspn(pattern, "/");
        } else if (*pattern++ != *path++) {
            return false;
        }
    }
    if (*path != '\0')
        return false;
    for (size_t i = 0; i < PATH_PARAMS; i++)
        rq->param[i] = i < n ? percent_decode(rq->arena, from[i], len[i], false) : "";
    return true;
}
