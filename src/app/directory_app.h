/* directory_app.h -- the directory, searched and read.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DIRECTORY_APP_H
#define APP_DIRECTORY_APP_H

#include "app/session.h"
#include "store/connect_store.h"
#include "store/directory_store.h"
#include "store/staff_store.h"

struct directory_in {
    const char *words;    /* "" for none */
    const char *need;     /* a need code, or NULL */
    struct service_id id; /* of one service */
};
struct directory_page {
    struct services found;
    struct service one;
    bool may_count; /* write down what an agency that only counts gives back */
    struct agency_count *counts;
    size_t counts_len;
    bool may_team; /* say who with an account belongs to the agency */
    struct staff team, free;
};
/* in directory_in, out directory_page */
struct err directory_list(struct session *s, const void *in, void **out);
struct err directory_show(struct session *s, const void *in, void **out);

#endif
