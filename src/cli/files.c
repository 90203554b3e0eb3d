/* files.c -- see files.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/files.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

const char *file_in(struct arena *a, const char *dir, const char *name)
{
    size_t len = strlen(dir) + strlen(name) + 2;
    char *path = arena_alloc(a, len);

    snprintf(path, len, "%s/%s", dir, name);
    return path;
}

void close_stream(FILE **f)
{
    if (*f != NULL)
        fclose(*f);
}

bool file_settle(FILE *f)
{
    return fflush(f) == 0 && fsync(fileno(f)) == 0;
}

bool folder_settle(const char *path)
{
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool settled = fd >= 0 && fsync(fd) == 0;

    if (fd >= 0)
        close(fd);
    return settled;
}

const char *file_write(const char *path, struct bytes content)
{
    FILE *f CLEANUP(close_stream) = fopen(path, "wxe");

    if (f == NULL ||
        (content.len > 0 && fwrite(content.p, 1, content.len, f) != content.len) ||
        !file_settle(f))
        return strerror(errno);
    return NULL;
}

const char *file_read(struct arena *a, const char *path, size_t max, struct bytes *out)
{
    FILE *f CLEANUP(close_stream) = fopen(path, "re");
    uint8_t *p = arena_alloc(a, max + 2);

    if (f == NULL)
        return strerror(errno);
    out->p = p;
    out->len = fread(p, 1, max + 1, f);
    if (ferror(f))
        return strerror(errno);
    p[out->len] = '\0';
    return out->len <= max ? NULL : "it is longer than it can be";
}

static bool is_empty(const char *path)
{
    DIR *dir = opendir(path);
    bool empty = dir != NULL;

    for (struct dirent *e; empty && (e = readdir(dir)) != NULL;)
        empty = strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0;
    if (dir != NULL)
        closedir(dir);
    return empty;
}

const char *folder_make(const char *path)
{
    if (mkdir(path, 0700) != 0 && errno != EEXIST)
        return strerror(errno);
    return is_empty(path) ? NULL : "it is there already and not empty";
}

void folder_drop(struct arena *a, const char *path)
{
    DIR *dir = opendir(path);

    for (struct dirent *e; dir != NULL && (e = readdir(dir)) != NULL;)
        if (strcmp(e->d_name, ".") != 0 && strcmp(e->d_name, "..") != 0)
            unlink(file_in(a, path, e->d_name));
    if (dir != NULL)
        closedir(dir);
    rmdir(path);
}
