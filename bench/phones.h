/* phones.h -- made-up inspectors who send made-up visits over keep-alive connections.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef BENCH_PHONES_H
#define BENCH_PHONES_H

#include "app/session.h"
#include "base/keys.h"

enum { PHONES_MAX = 256, VISIT_OPS = 7, PROPERTIES = 8000 };

struct plan {
    int phones, visits; /* visits of each phone, one request a visit */
    int envelope_every; /* an envelope joins every so many visits; 0: never */
    uint16_t port;
    const char *city;
    const struct keys *keys;
    char token[PHONES_MAX][64];
};

struct outcome {
    double seconds;
    int64_t ops, requests, refused;
    double cpu_us, phones_cpu_us;  /* of the process, and of it the phones' share */
    double p50_ms, p99_ms, max_ms; /* of a request */
};

double cpu_us(int whose); /* RUSAGE_...: time on a processor so far */
struct id bench_id(uint8_t kind, int64_t n);
/* Makes all requests first, then sends them, each phone waiting for its answers. */
void phones_run(const struct plan *plan, struct outcome *out);

#endif
