/* torture.c -- preloaded into the server: makes the n-th allocation or system call from
 * now fail, once or from there on.  Orders come through a file that both sides map.
 * SPDX-License-Identifier: Apache-2.0 */
#undef _FILE_OFFSET_BITS /* or each name of a file's function would stand for two */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

struct orders {
    int64_t left;    /* calls until one fails */
    int64_t forever; /* 1: and all after it */
    int64_t failed;  /* how many did; the answer */
};

static struct orders *orders;
/* A thread's first steps are its sanitizer's, which cannot do without memory. */
static __thread bool grown;

/* Real functions are looked up before anybody can fail, since looking up may allocate. */
/* clang-format off */
#define REALS(X) \
    X(malloc) X(calloc) X(realloc) X(posix_memalign) X(open64) X(read) \
    X(pread64) X(recv) X(write) X(pwrite64) X(writev) X(send) X(sendmsg) \
    X(sendfile64) X(fdatasync) X(fsync) X(ftruncate64) X(accept4) \
    X(pthread_create) X(getrandom) X(mmap64) X(epoll_ctl) X(unlink)
/* clang-format on */
#define DECLARE(name) static __typeof__(&name) real_##name;
ssize_t getrandom(void *p, size_t len, unsigned flags);
REALS(DECLARE)

/* The child that lays papers out stands on glib, which ends where memory does not come.
 * That it may end at any moment, and costs one 503, is tested apart (test_paper). */
static void spare(void)
{
    orders = NULL;
}

__attribute__((constructor)) static void begin(void)
{
#define FIND(name) real_##name = (__typeof__(&name))dlsym(RTLD_NEXT, #name);
    REALS(FIND)
    const char *path = getenv("TORTURE");
    int fd = path != NULL ? real_open64(path, O_RDWR | O_CLOEXEC) : -1;
    if (fd < 0)
        return;
    void *p =
        real_mmap64(NULL, sizeof *orders, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (p != MAP_FAILED)
        orders = p;
    close(fd);
    grown = true;
    pthread_atfork(NULL, NULL, spare);
}

static bool fails(int error)
{
    struct orders *o = orders;

    if (o == NULL || !grown || __atomic_load_n(&o->left, __ATOMIC_RELAXED) == INT64_MAX)
        return false;
    int64_t left = __atomic_sub_fetch(&o->left, 1, __ATOMIC_RELAXED);
    if (left > 0 || (left < 0 && o->forever == 0))
        return false;
    __atomic_add_fetch(&o->failed, 1, __ATOMIC_RELAXED);
    errno = error;
    return true;
}

/* Some allocations come before the constructor. */
#define REAL(name) \
    (real_##name != NULL ? real_##name : (__typeof__(&name))dlsym(RTLD_NEXT, #name))

void *malloc(size_t n)
{
    return fails(ENOMEM) ? NULL : REAL(malloc)(n);
}
void *calloc(size_t n, size_t size)
{
    return fails(ENOMEM) ? NULL : REAL(calloc)(n, size);
}
void *realloc(void *p, size_t n)
{
    return fails(ENOMEM) ? NULL : REAL(realloc)(p, n);
}
int posix_memalign(void **p, size_t align, size_t n)
{
    return fails(ENOMEM) ? ENOMEM : REAL(posix_memalign)(p, align, n);
}

static mode_t mode_of(int flags, va_list args)
{
    return (flags & O_CREAT) != 0 ? va_arg(args, mode_t) : 0;
}
int open64(const char *path, int flags, ...)
{
    va_list args;

    va_start(args, flags);
    mode_t mode = mode_of(flags, args);
    va_end(args);
    return fails(EMFILE) ? -1 : REAL(open64)(path, flags, mode);
}
ssize_t read(int fd, void *p, size_t n)
{
    return fails(EIO) ? -1 : REAL(read)(fd, p, n);
}
ssize_t pread64(int fd, void *p, size_t n, off64_t at)
{
    return fails(EIO) ? -1 : REAL(pread64)(fd, p, n, at);
}
ssize_t recv(int fd, void *p, size_t n, int flags)
{
    return fails(ECONNRESET) ? -1 : REAL(recv)(fd, p, n, flags);
}
/* Adding to an eventfd, as one thread wakes another, needs nothing of the kernel. */
static bool wakes(int fd)
{
    struct stat st;

    return fstat(fd, &st) == 0 && (st.st_mode & S_IFMT) == 0;
}
ssize_t write(int fd, const void *p, size_t n)
{
    return !wakes(fd) && fails(EIO) ? -1 : REAL(write)(fd, p, n);
}
/* A disk that fills takes a part first. */
ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
    if (!fails(ENOSPC))
        return REAL(pwrite64)(fd, p, n, at);
    return n > 1 ? REAL(pwrite64)(fd, p, n / 2, at) : -1;
}
ssize_t writev(int fd, const struct iovec *v, int n)
{
    return fails(ECONNRESET) ? -1 : REAL(writev)(fd, v, n);
}
ssize_t send(int fd, const void *p, size_t n, int flags)
{
    return fails(ECONNRESET) ? -1 : REAL(send)(fd, p, n, flags);
}
ssize_t sendmsg(int fd, const struct msghdr *m, int flags)
{
    return fails(ECONNRESET) ? -1 : REAL(sendmsg)(fd, m, flags);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t n)
{
    return fails(EIO) ? -1 : REAL(sendfile64)(to, from, at, n);
}
int fdatasync(int fd)
{
    return fails(EIO) ? -1 : REAL(fdatasync)(fd);
}
int fsync(int fd)
{
    return fails(EIO) ? -1 : REAL(fsync)(fd);
}
int ftruncate64(int fd, off64_t to)
{
    return fails(ENOSPC) ? -1 : REAL(ftruncate64)(fd, to);
}
int accept4(int fd, struct sockaddr *a, socklen_t *len, int flags)
{
    return fails(EMFILE) ? -1 : REAL(accept4)(fd, a, len, flags);
}
struct start {
    void *(*run)(void *);
    void *arg;
};
static void *grow(void *p)
{
    struct start start = *(struct start *)p;

    free(p);
    grown = true;
    return start.run(start.arg);
}
int pthread_create(pthread_t *t, const pthread_attr_t *a, void *(*run)(void *), void *arg)
{
    struct start *start = REAL(malloc)(sizeof *start);

    if (start == NULL || fails(EAGAIN)) {
        free(start);
        return EAGAIN;
    }
    *start = (struct start){run, arg};
    int rc = REAL(pthread_create)(t, a, grow, start);
    if (rc != 0)
        free(start);
    return rc;
}
ssize_t getrandom(void *p, size_t n, unsigned flags)
{
    return fails(ENOSYS) ? -1 : REAL(getrandom)(p, n, flags);
}
void *mmap64(void *p, size_t n, int prot, int flags, int fd, off64_t at)
{
    return fails(ENOMEM) ? MAP_FAILED : REAL(mmap64)(p, n, prot, flags, fd, at);
}
int epoll_ctl(int fd, int op, int of, struct epoll_event *e)
{
    bool may_fail = op != EPOLL_CTL_DEL; /* that needs nothing of the kernel */

    return may_fail && fails(ENOMEM) ? -1 : REAL(epoll_ctl)(fd, op, of, e);
}
int unlink(const char *path)
{
    return fails(EIO) ? -1 : REAL(unlink)(path);
}

/* What programs built without large files call; on 64 bits it is the same. */
#define SAME(name) __attribute__((alias(#name)))
int open(const char *path, int flags, ...) SAME(open64);
ssize_t pread(int fd, void *p, size_t n, off_t at) SAME(pread64);
ssize_t pwrite(int fd, const void *p, size_t n, off_t at) SAME(pwrite64);
int ftruncate(int fd, off_t to) SAME(ftruncate64);
ssize_t sendfile(int to, int from, off_t *at, size_t n) SAME(sendfile64);
void *mmap(void *p, size_t n, int prot, int flags, int fd, off_t at) SAME(mmap64);
