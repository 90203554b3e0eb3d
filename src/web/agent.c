/* agent.c -- what a request comes from, for the list of one's own sessions.
 * SPDX-License-Identifier: Apache-2.0 */
#include "web/account_pages.h"

#include <stdio.h>
#include <string.h>

/* The first that is found: each later one is named in the headers of earlier ones, too.
 */
static const struct word {
    const char *in, *name;
} browsers[] = {{"Edg", "Edge"},         {"SamsungBrowser/", "Samsung Internet"},
                {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"},
                {"CriOS/", "Chrome"},    {"Chrome/", "Chrome"},
                {"Safari/", "Safari"},   {"", NULL}},
  systems[] = {{"Android", "Android"}, {"iPhone", "iPhone"},
               {"iPad", "iPad"},       {"Windows", "Windows"},
               {"Mac OS X", "macOS"},  {"CrOS", "ChromeOS"},
               {"Linux", "Linux"},     {"", NULL}};

static const char *first_in(const char *agent, const struct word *words)
{
    while (strstr(agent, words->in) == NULL)
        words++;
    return words->name;
}

const char *agent_label(struct req *rq)
{
    const char *agent = req_header(rq, "user-agent");
    const char *browser = first_in(agent, browsers), *system = first_in(agent, systems);
    char label[64];

    if (browser == NULL || system == NULL)
        return browser != NULL ? browser : system;
    int len = snprintf(label, sizeof label, "%s, %s", browser, system);
    return arena_copy(rq->arena, label, (size_t)len);
}
