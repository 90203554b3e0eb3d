/* clock.c -- see clock.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/clock.h"

static int64_t read_us(clockid_t which)
{
    struct timespec t;

    require(clock_gettime(which, &t) == 0);
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_ms(void)
{
    return read_us(CLOCK_REALTIME) / 1000;
}

int64_t clock_steady_us(void)
{
    return read_us(CLOCK_MONOTONIC);
}

void clock_cond_init(pthread_cond_t *cond)
{
    pthread_condattr_t steady;

    pthread_condattr_init(&steady);
    require(pthread_condattr_setclock(&steady, CLOCK_MONOTONIC) == 0);
    pthread_cond_init(cond, &steady);
    pthread_condattr_destroy(&steady);
}

struct timespec clock_steady_after(int64_t us)
{
    int64_t at = clock_steady_us() + us;

    return (struct timespec){at / 1000000, (long)(at % 1000000) * 1000};
}
