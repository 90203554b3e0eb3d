/* folder.c -- see folder.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/folder.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static int open_folder(const char *dir)
{
    if (mkdir(dir, 0700) != 0 && errno != EEXIST)
        return -1;
    return open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
}

static bool write_all(int fd, struct bytes content)
{
    size_t done = 0;

    while (done < content.len) {
        ssize_t n = write(fd, content.p + done, content.len - done);

        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        done += (size_t)n;
    }
    return fsync(fd) == 0;
}

bool folder_put(const char *dir, const char *name, struct bytes content)
{
    char draft[160];
    int at CLEANUP(close_fd) = open_folder(dir);

    if (at < 0 || snprintf(draft, sizeof draft, ".%s.part", name) >= (int)sizeof draft)
        return false;
    unlinkat(at, draft, 0); /* of a run that was killed */
    int fd CLEANUP(close_fd) =
        openat(at, draft, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
    if (fd < 0)
        return false;
    if (write_all(fd, content) && renameat(at, draft, at, name) == 0)
        return fsync(at) == 0;
    unlinkat(at, draft, 0);
    return false;
}

static void close_folder(DIR **d)
{
    if (*d != NULL)
        closedir(*d);
}

void folder_sweep(const char *dir, const char *prefix, const char *before)
{
    DIR *d CLEANUP(close_folder) = opendir(dir);
    const struct dirent *f;

    while (d != NULL && (f = readdir(d)) != NULL)
        if (strncmp(f->d_name, prefix, strlen(prefix)) == 0 &&
            strlen(f->d_name) == strlen(before) && strcmp(f->d_name, before) < 0)
            unlinkat(dirfd(d), f->d_name, 0);
}
