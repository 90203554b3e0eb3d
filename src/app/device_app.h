/* device_app.h -- a phone is enrolled at its person's first sign-in on it.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef APP_DEVICE_APP_H
#define APP_DEVICE_APP_H

#include "app/session.h"

struct device_new {
    struct device_id id;
    uint8_t public_key[65];
    bool bind; /* the session that enrols it, to its key (device_proof.h) */
};

/* A job on the registry.  The same person's same device again changes nothing; another
 * person's, another key or a revoked one is ERR_CONFLICT ("device.taken"). */
MUST_CHECK struct err device_enrol(struct session *s, const struct device_new *in);

#endif
