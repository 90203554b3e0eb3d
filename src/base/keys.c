/* keys.c -- see keys.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/keys.h"

#include "core/build.h"

#include <errno.h>
#include <fcntl.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PEM_MAX 4096

enum { CARE, BLIND, LINK, BACKUP, CARE_BOX, RECEIPT, FILES };
static const char *const names[FILES] = {
    [CARE] = "care.key",     [BLIND] = "blind.key",       [LINK] = "link.key",
    [BACKUP] = "backup.key", [CARE_BOX] = "care-box.pem", [RECEIPT] = "receipt.pem",
};

static struct err unusable(void)
{
    return failed(ERR_BROKEN, "errors.keys");
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

/* Written under another name and linked into place, so that a key is whole or absent
 * and a second process that makes keys at the same moment keeps the first one's. */
static struct err write_once(int dir, const char *name, struct bytes content)
{
    char draft[64];
    uint8_t random[4];

    crypto_random(random, sizeof random);
    snprintf(draft, sizeof draft, ".%s.%02x%02x%02x%02x", name, random[0], random[1],
             random[2], random[3]);
    int fd CLEANUP(close_fd) =
        openat(dir, draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        return unusable();
    bool kept = write(fd, content.p, content.len) == (ssize_t)content.len &&
                fsync(fd) == 0 &&
                (linkat(dir, draft, dir, name, 0) == 0 || errno == EEXIST);
    unlinkat(dir, draft, 0);
    return kept && fsync(dir) == 0 ? ok() : unusable();
}

static struct err read_private(int dir, const char *name, uint8_t *out, size_t *len)
{
    int fd CLEANUP(close_fd) = openat(dir, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    struct stat st;

    if (fd < 0)
        return failed(errno == ENOENT ? ERR_NOT_FOUND : ERR_BROKEN, "errors.keys");
    if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode) || (st.st_mode & 077) != 0 ||
        st.st_uid != geteuid())
        return unusable();
    ssize_t n = read(fd, out, *len);
    if (n <= 0 || n == (ssize_t)*len)
        return unusable();
    *len = (size_t)n;
    return ok();
}

static struct err load_secret(int dir, const char *name, bool create,
                              uint8_t out[CIPHER_KEY_LEN])
{
    uint8_t buf[CIPHER_KEY_LEN + 1];
    size_t len = sizeof buf;
    struct err e = read_private(dir, name, buf, &len);

    if (e.kind == ERR_NOT_FOUND && create) {
        crypto_random(buf, CIPHER_KEY_LEN);
        TRY(write_once(dir, name, (struct bytes){buf, CIPHER_KEY_LEN}));
        len = sizeof buf;
        e = read_private(dir, name, buf, &len);
    }
    if (e.kind != OK || len != CIPHER_KEY_LEN)
        return unusable();
    memcpy(out, buf, CIPHER_KEY_LEN);
    secret_wipe(buf, sizeof buf);
    return ok();
}

static void free_bio(BIO **bio)
{
    BIO_free(*bio);
}

static void free_key(struct p256 *key)
{
    p256_free(key);
}

static struct err write_pem(int dir, const char *name)
{
    struct p256 key CLEANUP(free_key) = {0};
    BIO *bio CLEANUP(free_bio) = BIO_new(BIO_s_mem());
    char *pem;

    TRY(p256_make(&key));
    if (bio == NULL ||
        PEM_write_bio_PrivateKey(bio, key.pair, NULL, NULL, 0, NULL, NULL) != 1)
        return unusable();
    long len = BIO_get_mem_data(bio, &pem);
    return write_once(dir, name, (struct bytes){(uint8_t *)pem, (size_t)len});
}

static struct err read_pem(struct bytes pem, struct p256 *out)
{
    BIO *bio CLEANUP(free_bio) = BIO_new_mem_buf(pem.p, (int)pem.len);
    struct p256 key CLEANUP(free_key) = {0};
    size_t len = 0;

    if (bio == NULL)
        return unusable();
    key.pair = PEM_read_bio_PrivateKey(bio, NULL, NULL, NULL);
    if (key.pair == NULL || EVP_PKEY_is_a(key.pair, "EC") != 1 ||
        EVP_PKEY_get_octet_string_param(key.pair, "pub", key.point, POINT_LEN, &len) !=
            1 ||
        len != POINT_LEN)
        return unusable();
    *out = key;
    key = (struct p256){0};
    return ok();
}

static struct err load_pair(int dir, const char *name, bool create, struct p256 *out)
{
    uint8_t buf[PEM_MAX];
    size_t len = sizeof buf;
    struct err e = read_private(dir, name, buf, &len);

    if (e.kind == ERR_NOT_FOUND && create) {
        TRY(write_pem(dir, name));
        len = sizeof buf;
        e = read_private(dir, name, buf, &len);
    }
    TRY(e);
    e = read_pem((struct bytes){buf, len}, out);
    secret_wipe(buf, sizeof buf);
    return e;
}

static struct err load_all(int dir, bool create, struct keys *out)
{
    TRY(load_secret(dir, names[CARE], create, out->care));
    TRY(load_secret(dir, names[BLIND], create, out->blind));
    TRY(load_secret(dir, names[LINK], create, out->link));
    TRY(load_secret(dir, names[BACKUP], create, out->backup));
    TRY(load_pair(dir, names[CARE_BOX], create, &out->care_box));
    return load_pair(dir, names[RECEIPT], create, &out->receipt);
}

static struct err open_dir(const char *path, bool create, int *out)
{
    struct stat st;

    if (create && mkdir(path, 0700) != 0 && errno != EEXIST)
        return unusable();
    int fd = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return unusable();
    if (fstat(fd, &st) != 0 || (st.st_mode & 077) != 0 || st.st_uid != geteuid()) {
        close(fd);
        return unusable();
    }
    *out = fd;
    return ok();
}

struct err keys_load(const char *dir, bool create, struct keys *out)
{
    int fd CLEANUP(close_fd) = -1;
    struct keys keys = {0};

    TRY(open_dir(dir, create, &fd));
    struct err e = load_all(fd, create, &keys);
    if (e.kind != OK) {
        keys_free(&keys);
        return failed(ERR_BROKEN, "errors.keys");
    }
    *out = keys;
    return ok();
}

void keys_free(struct keys *keys)
{
    p256_free(&keys->care_box);
    p256_free(&keys->receipt);
    secret_wipe(keys, sizeof *keys);
}

static const char *words(struct arena *a, const char *path, const char *what)
{
    struct build b = {.arena = a};

    build_text(&b, path);
    build_text(&b, what);
    return build_done(&b);
}

static const char *why_not(const char *path, struct arena *a)
{
    struct stat st;

    if (lstat(path, &st) != 0)
        return words(a, path, errno == ENOENT ? " is missing" : " cannot be read");
    if (st.st_uid != geteuid())
        return words(a, path,
                     " belongs to another user: run as the user whose city it is, or "
                     "give it back (chown)");
    if ((st.st_mode & 077) != 0)
        return words(a, path, " is open to others: chmod go= it");
    return NULL;
}

const char *keys_why(const char *dir, struct arena *a)
{
    const char *why = why_not(dir, a);

    for (size_t i = 0; i < FILES && why == NULL; i++)
        why = why_not(words(a, words(a, dir, "/"), names[i]), a);
    return why != NULL ? why : words(a, dir, " holds a file that is no key");
}

enum { PRINT_BYTES = 8 };

/* Of the public half where there is one. */
static const char *print_of(struct arena *a, struct bytes key)
{
    static const char about[] = "doorstep key print 1";
    struct sha256 sha =
        hmac_sha256(key, (struct bytes){(const uint8_t *)about, sizeof about - 1});

    return hex(a, (struct bytes){sha.b, PRINT_BYTES});
}

const char *keys_prints(const struct keys *k, struct arena *a)
{
    const struct bytes key[FILES] = {
        [CARE] = {k->care, sizeof k->care},
        [BLIND] = {k->blind, sizeof k->blind},
        [LINK] = {k->link, sizeof k->link},
        [BACKUP] = {k->backup, sizeof k->backup},
        [CARE_BOX] = {k->care_box.point, sizeof k->care_box.point},
        [RECEIPT] = {k->receipt.point, sizeof k->receipt.point},
    };
    struct build b = {.arena = a};

    for (size_t i = 0; i < FILES; i++) {
        build_text(&b, i > 0 ? " " : "");
        build_text(&b, names[i]);
        build_text(&b, " ");
        build_text(&b, print_of(a, key[i]));
    }
    return build_done(&b);
}

const char *keys_other(const struct keys *keys, const char *prints, struct arena *a)
{
    const char *ours = keys_prints(keys, a);

    /* Both are the same names in the same order, so the words stand at the same place. */
    for (size_t at = 0; ours[at] != '\0';) {
        size_t name = strcspn(ours + at, " "), whole = name + 1 + 2 * PRINT_BYTES;

        if (strncmp(ours + at, prints + at, whole) != 0)
            return arena_copy(a, ours + at, name);
        at += whole + (ours[at + whole] == ' ');
    }
    return NULL;
}
