/* clock.c -- preloaded into a server: its wall clock is off by what the first eight bytes
 * of the file CLOCK_OFF say, in nanoseconds, and a test may change while it runs.  The
 * steady clocks stay as they are, as when somebody sets a machine's time.
 * SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#define SECOND_NS INT64_C(1000000000)

static const _Atomic int64_t *off;

__attribute__((constructor)) static void take_file(void)
{
    const char *path = getenv("CLOCK_OFF");
    int fd = path != NULL ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    void *p =
        fd >= 0 ? mmap(NULL, sizeof *off, PROT_READ, MAP_SHARED, fd, 0) : MAP_FAILED;

    if (fd >= 0)
        close(fd);
    off = p != MAP_FAILED ? p : NULL;
}

static int64_t wall_ns(void)
{
    struct timespec t;

    syscall(SYS_clock_gettime, CLOCK_REALTIME, &t);
    return (int64_t)t.tv_sec * SECOND_NS + t.tv_nsec +
           (off != NULL ? atomic_load(off) : 0);
}

int clock_gettime(clockid_t which, struct timespec *out)
{
    if (which != CLOCK_REALTIME && which != CLOCK_REALTIME_COARSE)
        return (int)syscall(SYS_clock_gettime, which, out);
    int64_t ns = wall_ns();
    *out = (struct timespec){ns / SECOND_NS, (long)(ns % SECOND_NS)};
    return 0;
}

int gettimeofday(struct timeval *restrict out, void *restrict zone)
{
    int64_t ns = wall_ns();

    (void)zone;
    *out = (struct timeval){ns / SECOND_NS, (long)(ns % SECOND_NS / 1000)};
    return 0;
}

time_t time(time_t *out)
{
    time_t now = (time_t)(wall_ns() / SECOND_NS);

    if (out != NULL)
        *out = now;
    return now;
}
