/* key_kept.c -- see key_kept.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/key_kept.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static bool is_print(const char *s, const char *behind)
{
    return strspn(s, "0123456789abcdef") == KEY_PRINT_TEXT - 1 &&
           strcmp(s + KEY_PRINT_TEXT - 1, behind) == 0;
}

static const struct {
    const char *mark, *behind;
} kinds[] = {
    [RING_CARE] = {"care-", ".key"},
    [RING_BOX] = {"care-box-", ".pem"},
    [RING_CLASS] = {"class-", ".key"},
};

void kept_name(enum ring_kind kind, const char *print, char out[KEPT_NAME])
{
    snprintf(out, KEPT_NAME, "%s%.*s%s", kinds[kind].mark, KEY_PRINT_TEXT - 1, print,
             kinds[kind].behind);
}

static bool is_of(const char *name, size_t kind)
{
    size_t len = strlen(kinds[kind].mark);

    return strncmp(name, kinds[kind].mark, len) == 0 &&
           is_print(name + len, kinds[kind].behind);
}

static bool is_kept(const char *name)
{
    for (size_t i = 0; i < COUNT(kinds); i++)
        if (is_of(name, i))
            return true;
    return false;
}

enum ring_kind kept_kind(const char *name)
{
    return is_of(name, RING_BOX)     ? RING_BOX
           : is_of(name, RING_CLASS) ? RING_CLASS
                                     : RING_CARE;
}

static void close_dir(DIR **d)
{
    if (*d != NULL)
        closedir(*d);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(a, b);
}

struct err kept_keys_list(const char *dir, struct kept_keys *out)
{
    DIR *d CLEANUP(close_dir) = opendir(dir);

    *out = (struct kept_keys){0};
    if (d == NULL)
        return key_unusable();
    for (const struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        if (!is_kept(e->d_name))
            continue;
        if (out->len == COUNT(out->name))
            return key_unusable();
        snprintf(out->name[out->len++], sizeof out->name[0], "%.39s", e->d_name);
    }
    qsort(out->name, out->len, sizeof out->name[0], by_name);
    return ok();
}

struct err kept_keys_remove(const char *dir, const struct kept_keys *these)
{
    int fd CLEANUP(key_fd_close) = -1;

    TRY(key_dir_open(dir, false, &fd));
    for (size_t i = 0; i < these->len; i++)
        if (unlinkat(fd, these->name[i], 0) != 0 && errno != ENOENT)
            return key_unusable();
    return fsync(fd) == 0 ? ok() : key_unusable();
}

/* A second name for a key: it is never without one. */
static struct err keep(int dir, const char *name, enum ring_kind kind, struct bytes key)
{
    char print[KEY_PRINT_TEXT], beside[KEPT_NAME];

    key_print(key, print);
    kept_name(kind, print, beside);
    return (linkat(dir, name, dir, beside, 0) == 0 || errno == EEXIST) && fsync(dir) == 0
               ? ok()
               : key_unusable();
}

static struct err renew_secret(int dir, const char *name, uint8_t key[CIPHER_KEY_LEN])
{
    crypto_random(key, CIPHER_KEY_LEN);
    struct err e = key_secret_renew(dir, name, key);
    secret_wipe(key, CIPHER_KEY_LEN);
    return e;
}

struct err care_key_renew(const char *dir)
{
    int fd CLEANUP(key_fd_close) = -1;
    struct p256 box CLEANUP(p256_free) = {0};
    uint8_t key[CIPHER_KEY_LEN], classes[CIPHER_KEY_LEN];

    TRY(key_dir_open(dir, false, &fd));
    TRY(key_secret(fd, CARE_KEY_NAME, false, key));
    TRY(key_pair(fd, CARE_BOX_NAME, false, &box));
    TRY(keep(fd, CARE_BOX_NAME, RING_BOX, (struct bytes){box.point, sizeof box.point}));
    TRY(key_secret(fd, CLASS_KEY_NAME, false, classes));
    TRY(keep(fd, CLASS_KEY_NAME, RING_CLASS, (struct bytes){classes, sizeof classes}));
    TRY(keep(fd, CARE_KEY_NAME, RING_CARE, (struct bytes){key, sizeof key}));
    TRY(key_pair_renew(fd, CARE_BOX_NAME));
    TRY(renew_secret(fd, CLASS_KEY_NAME, classes));
    return renew_secret(fd, CARE_KEY_NAME, key);
}
