/* recorder.c -- preloaded into a writer: logs, in order, every write, truncation and
 * sync of database files, and every acknowledgement (what it writes to fd 1).
 *
 * A record: type, length of the name, two bytes unused, length of the data, offset (all
 * little endian, as the machine's), the name, the data.
 * SPDX-License-Identifier: Apache-2.0 */
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

struct head {
    char type; /* W write, T truncate, S sync, D directory sync, U unlink, A
                  acknowledgement */
    uint8_t name_len;
    uint16_t unused;
    uint32_t len;
    int64_t at;
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static int log_fd(void)
{
    static int fd = -1;
    const char *path = getenv("RECORD_TO");

    if (fd < 0 && path != NULL)
        fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    return fd;
}

/* The name of a database file or its log; NULL for all else. */
static const char *name_of(int fd, char name[256])
{
    char link[64];

    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t len = readlink(link, name, 255);
    name[len > 0 ? len : 0] = '\0';
    const char *base = strrchr(name, '/');
    if (base == NULL || strstr(base, ".db") == NULL || strstr(base, "-shm") != NULL)
        return NULL;
    return base + 1;
}

static void record(char type, const char *name, int64_t at, const void *p, size_t len)
{
    struct head h = {
        .type = type, .name_len = (uint8_t)strlen(name), .len = (uint32_t)len, .at = at};
    struct iovec parts[] = {{&h, sizeof h}, {(void *)name, h.name_len}, {(void *)p, len}};
    int fd = log_fd();

    if (fd >= 0 && writev(fd, parts, 3) < 0)
        abort();
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

ssize_t pwrite64(int fd, const void *p, size_t len, off64_t at)
{
    char name[256];
    const char *base = name_of(fd, name);

    pthread_mutex_lock(&lock);
    ssize_t n = REAL(pwrite64)(fd, p, len, at);
    if (n > 0 && base != NULL)
        record('W', base, at, p, (size_t)n);
    pthread_mutex_unlock(&lock);
    return n;
}

static int truncated(int rc, int fd, off64_t to)
{
    char name[256];
    const char *base = name_of(fd, name);

    if (rc == 0 && base != NULL)
        record('T', base, to, NULL, 0);
    return rc;
}

int ftruncate64(int fd, off64_t to)
{
    return truncated(REAL(ftruncate64)(fd, to), fd, to);
}

static bool is_folder(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

static int synced(int rc, int fd)
{
    char name[256];
    const char *base = name_of(fd, name);

    if (rc == 0 && base != NULL)
        record('S', base, 0, NULL, 0);
    else if (rc == 0 && is_folder(fd))
        record('D', "", 0, NULL, 0);
    return rc;
}

int fdatasync(int fd)
{
    return synced(REAL(fdatasync)(fd), fd);
}

int fsync(int fd)
{
    return synced(REAL(fsync)(fd), fd);
}

int unlink(const char *path)
{
    int rc = REAL(unlink)(path);
    const char *base = strrchr(path, '/');

    if (rc == 0 && base != NULL && strstr(base, ".db") != NULL)
        record('U', base + 1, 0, NULL, 0);
    return rc;
}

ssize_t write(int fd, const void *p, size_t len)
{
    if (fd == 1) { /* before it is said: what is heard was recorded */
        pthread_mutex_lock(&lock);
        record('A', "", 0, p, len);
        pthread_mutex_unlock(&lock);
    }
    return REAL(write)(fd, p, len);
}

#if _FILE_OFFSET_BITS != 64
ssize_t pwrite(int fd, const void *p, size_t len, off_t at)
{
    return pwrite64(fd, p, len, at);
}
int ftruncate(int fd, off_t to)
{
    return ftruncate64(fd, to);
}
#endif
