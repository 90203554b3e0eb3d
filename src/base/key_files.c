/* key_files.c -- see key_files.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/key_files.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

void key_fd_close(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static int draft_open(int dir, const char *name, char draft[64])
{
    uint8_t random[4];

    crypto_random(random, sizeof random);
    snprintf(draft, 64, ".%s.%02x%02x%02x%02x", name, random[0], random[1], random[2],
             random[3]);
    return openat(dir, draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
}

static bool put(int fd, struct bytes content)
{
    return fd >= 0 && write(fd, content.p, content.len) == (ssize_t)content.len &&
           fsync(fd) == 0;
}

/* Written under another name and linked into place, so that a key is whole or absent
 * and a second process that makes keys at the same moment keeps the first one's. */
static struct err write_once(int dir, const char *name, struct bytes content)
{
    char draft[64];
    int fd CLEANUP(key_fd_close) = draft_open(dir, name, draft);
    bool kept =
        put(fd, content) && (linkat(dir, draft, dir, name, 0) == 0 || errno == EEXIST);

    unlinkat(dir, draft, 0);
    return kept && fsync(dir) == 0 ? ok() : key_unusable();
}

struct err key_file_renew(int dir, const char *name, struct bytes content)
{
    char draft[64];
    int fd CLEANUP(key_fd_close) = draft_open(dir, name, draft);
    bool kept = put(fd, content) && renameat(dir, draft, dir, name) == 0;

    if (!kept)
        unlinkat(dir, draft, 0);
    return kept && fsync(dir) == 0 ? ok() : key_unusable();
}

const char *key_lender(void)
{
    const char *dir = getenv("CREDENTIALS_DIRECTORY");

    return dir != NULL && *dir == '/' ? dir : NULL;
}

static int open_lent(const char *name)
{
    const char *lender = key_lender();
    int dir CLEANUP(key_fd_close) =
        lender != NULL ? open(lender, O_RDONLY | O_DIRECTORY | O_CLOEXEC) : -1;

    return dir < 0 ? -1 : openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
}

bool key_is_lent(const char *name)
{
    int fd CLEANUP(key_fd_close) = open_lent(name);

    return fd >= 0;
}

/* systemd lends a file of ours, or one of root's with leave for us, which shows as its
 * group's. */
static bool is_private(const struct stat *st, bool lent)
{
    if (!S_ISREG(st->st_mode))
        return false;
    return lent ? (st->st_mode & 037) == 0 && (st->st_uid == geteuid() || st->st_uid == 0)
                : (st->st_mode & 077) == 0 && st->st_uid == geteuid();
}

struct err key_file_read(int dir, const char *name, uint8_t *out, size_t *len)
{
    int fd CLEANUP(key_fd_close) = open_lent(name);
    bool lent = fd >= 0;
    struct stat st;

    if (!lent)
        fd = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0)
        return failed(errno == ENOENT ? ERR_NOT_FOUND : ERR_BROKEN, "errors.keys");
    if (fstat(fd, &st) != 0 || !is_private(&st, lent))
        return key_unusable();
    ssize_t n = read(fd, out, *len);
    if (n <= 0 || n == (ssize_t)*len)
        return key_unusable();
    *len = (size_t)n;
    return ok();
}

struct err key_secret(int dir, const char *name, bool create, uint8_t out[CIPHER_KEY_LEN])
{
    uint8_t buf[CIPHER_KEY_LEN + 1];
    size_t len = sizeof buf;
    struct err e = key_file_read(dir, name, buf, &len);

    if (e.kind == ERR_NOT_FOUND && create) {
        crypto_random(buf, CIPHER_KEY_LEN);
        TRY(write_once(dir, name, (struct bytes){buf, CIPHER_KEY_LEN}));
        len = sizeof buf;
        e = key_file_read(dir, name, buf, &len);
    }
    TRY(e);
    if (len != CIPHER_KEY_LEN)
        return key_unusable();
    memcpy(out, buf, CIPHER_KEY_LEN);
    secret_wipe(buf, sizeof buf);
    return ok();
}

struct err key_secret_renew(int dir, const char *name, const uint8_t key[CIPHER_KEY_LEN])
{
    return key_file_renew(dir, name, (struct bytes){key, CIPHER_KEY_LEN});
}

static void free_bio(BIO **bio)
{
    BIO_free(*bio);
}

static struct err new_pem(int dir, const char *name,
                          struct err (*write)(int dir, const char *name,
                                              struct bytes content))
{
    struct p256 key CLEANUP(p256_free) = {0};
    BIO *bio CLEANUP(free_bio) = BIO_new(BIO_s_mem());
    char *pem;

    TRY(p256_make(&key));
    if (bio == NULL ||
        PEM_write_bio_PrivateKey(bio, key.pair, NULL, NULL, 0, NULL, NULL) != 1)
        return key_unusable();
    long len = BIO_get_mem_data(bio, &pem);
    return write(dir, name, (struct bytes){(uint8_t *)pem, (size_t)len});
}

struct err key_pair_renew(int dir, const char *name)
{
    return new_pem(dir, name, key_file_renew);
}

struct err key_pem_read(struct bytes pem, struct p256 *out)
{
    BIO *bio CLEANUP(free_bio) = BIO_new_mem_buf(pem.p, (int)pem.len);
    struct p256 key CLEANUP(p256_free) = {0};
    size_t len = 0;

    if (bio == NULL)
        return key_unusable();
    key.pair = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
    if (key.pair == NULL || EVP_PKEY_is_a(key.pair, "EC") != 1 ||
        EVP_PKEY_get_octet_string_param(key.pair, "pub", key.point, POINT_LEN, &len) !=
            1 ||
        len != POINT_LEN)
        return key_unusable();
    *out = key;
    key = (struct p256){0};
    return ok();
}

struct err key_pair(int dir, const char *name, bool create, struct p256 *out)
{
    uint8_t buf[KEY_PEM_MAX];
    size_t len = sizeof buf;
    struct err e = key_file_read(dir, name, buf, &len);

    if (e.kind == ERR_NOT_FOUND && create) {
        TRY(new_pem(dir, name, write_once));
        len = sizeof buf;
        e = key_file_read(dir, name, buf, &len);
    }
    TRY(e);
    e = key_pem_read((struct bytes){buf, len}, out);
    secret_wipe(buf, sizeof buf);
    return e;
}

struct err key_dir_open(const char *path, bool create, int *out)
{
    struct stat st;

    if (create && mkdir(path, 0700) != 0 && errno != EEXIST)
        return key_unusable();
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return key_unusable();
    if (fstat(fd, &st) != 0 || (st.st_mode & 077) != 0 || st.st_uid != geteuid()) {
        close(fd);
        return key_unusable();
    }
    *out = fd;
    return ok();
}

void key_print(struct bytes key, char out[KEY_PRINT_TEXT])
{
    static const char about[] = "doorstep key print 1";
    struct sha256 sha =
        hmac_sha256(key, (struct bytes){(const uint8_t *)about, sizeof about - 1});

    for (size_t i = 0; i < KEY_PRINT_BYTES; i++)
        snprintf(out + 2 * i, 3, "%02x", sha.b[i]);
}
