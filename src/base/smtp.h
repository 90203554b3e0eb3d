/* smtp.h -- hands one letter to a mail server (libcurl).
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BASE_SMTP_H
#define BASE_SMTP_H

#include "core/err.h"

struct smtp {
    const char *url;  /* "smtp://host:25", "smtps://user:password@host"; "" = none set */
    const char *from; /* "Doorstep <doorstep@city.example>" or the bare address */
};

/* ERR_BUSY when the server cannot be reached or asks to come later ("mail.unreachable",
 * "mail.later"), ERR_INVALID when it refuses this letter ("mail.refused"). */
MUST_CHECK struct err smtp_send(const struct smtp *smtp, const char *to,
                                const char *letter);
/* CURLOPT_USE_SSL of a mail server: none but this machine is given a letter, whose links
 * open things, or a password in clear. */
long smtp_tls(const char *url);
/* The address of "Name <address>", or the whole of it; written into out. */
void smtp_address(const char *from, char *out, size_t cap);

#endif
