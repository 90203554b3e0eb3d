/* steps.c -- see steps.h.  SQLite is asked to call ours; libpq finds our send and recv
 * before the C library's.
 * SPDX-License-Identifier: Apache-2.0 */
#include "steps.h"

#include <fcntl.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static int left;

static void step(void)
{
    if (left > 0 && --left == 0)
        raise(SIGKILL);
}

ssize_t send(int fd, const void *p, size_t len, int flags)
{
    step();
    return sendto(fd, p, len, flags, NULL, 0);
}

ssize_t recv(int fd, void *p, size_t len, int flags)
{
    step();
    return recvfrom(fd, p, len, flags, NULL, NULL);
}

static ssize_t step_pwrite(int fd, const void *p, size_t len, off_t at)
{
    step();
    return pwrite(fd, p, len, at);
}

static ssize_t step_write(int fd, const void *p, size_t len)
{
    step();
    return write(fd, p, len);
}

static int step_truncate(int fd, off_t len)
{
    step();
    return ftruncate(fd, len);
}

static int step_unlink(const char *path)
{
    step();
    return unlink(path);
}

void steps_kill_at(int n)
{
    sqlite3_vfs *v = sqlite3_vfs_find(NULL);
    const struct {
        const char *name;
        sqlite3_syscall_ptr ours;
    } calls[] = {
        {"pwrite", (sqlite3_syscall_ptr)step_pwrite},
        {"pwrite64", (sqlite3_syscall_ptr)step_pwrite},
        {"write", (sqlite3_syscall_ptr)step_write},
        {"ftruncate", (sqlite3_syscall_ptr)step_truncate},
        {"unlink", (sqlite3_syscall_ptr)step_unlink},
    };

    for (size_t i = 0; i < COUNT(calls); i++)
        require(v->xSetSystemCall(v, calls[i].name, calls[i].ours) == SQLITE_OK ||
                i == 1); /* pwrite64 is not of every build */
    left = n;
}

bool steps_killed(int n, bool (*act)(const void *ctx), const void *ctx)
{
    int status;
    pid_t pid = fork();

    require(pid >= 0);
    if (pid == 0) {
        steps_kill_at(n);
        _exit(act(ctx) ? 0 : 1);
    }
    require(waitpid(pid, &status, 0) == pid);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        return true;
    require(WIFEXITED(status) && WEXITSTATUS(status) == 0);
    return false;
}
