/* near.c -- see near.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/near.h"

#include <string.h>

bool url_is_near(const char *url)
{
    static const char *const near[] = {"127.0.0.1", "localhost", "[::1]"};
    const char *host = strstr(url, "://");

    if (host == NULL)
        return false;
    host += 3;
    const char *end = host + strcspn(host, "/?#\\");
    for (const char *at = host; at < end; at++)
        if (*at == '@')
            host = at + 1;
    size_t len = (size_t)(end - host);
    for (size_t i = 0; i < COUNT(near); i++) {
        size_t name = strlen(near[i]);

        if (len >= name && strncmp(host, near[i], name) == 0 &&
            (len == name || host[name] == ':'))
            return true;
    }
    return false;
}
