/* key_entered.c -- see key_entered.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/key_entered.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

enum {
    PRINT_LEN = KEY_PRINT_TEXT - 1,
    HEAD_LEN = PRINT_LEN + POINT_LEN,
    SEALED_MAX = HEAD_LEN + CIPHER_NONCE_LEN + KEY_PEM_MAX + CIPHER_TAG_LEN,
};

static const struct bytes about = {(const uint8_t *)"doorstep care box 1", 19};

static void as_words(const uint8_t key[CIPHER_KEY_LEN], char words[CARE_WORDS_TEXT])
{
    static const char digits[] = "0123456789abcdef";
    size_t n = 0;

    for (size_t i = 0; i < CIPHER_KEY_LEN; i++) {
        if (i > 0 && i % 2 == 0)
            words[n++] = '-';
        words[n++] = digits[key[i] >> 4];
        words[n++] = digits[key[i] & 15];
    }
    words[n] = '\0';
    require(n < CARE_WORDS_TEXT);
}

static int digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool from_words(const char *words, uint8_t key[CIPHER_KEY_LEN])
{
    size_t n = 0;

    memset(key, 0, CIPHER_KEY_LEN);
    for (; *words != '\0'; words++) {
        int d = digit(*words);

        if (strchr(" -\t\r\n", *words) != NULL)
            continue;
        if (d < 0 || n == 2 * CIPHER_KEY_LEN)
            return false;
        key[n / 2] = (uint8_t)(key[n / 2] << 4 | d);
        n++;
    }
    return n == 2 * CIPHER_KEY_LEN;
}

/* ---- the file ---- */

static struct err read_sealed(int dir, uint8_t text[SEALED_MAX], size_t *len)
{
    *len = SEALED_MAX;
    TRY(key_file_read(dir, CARE_SEALED_NAME, text, len));
    return *len > HEAD_LEN + CIPHER_NONCE_LEN + CIPHER_TAG_LEN ? ok() : key_unusable();
}

struct err entrusted_read(int dir, struct entrusted *out)
{
    uint8_t text[SEALED_MAX];
    size_t len;

    TRY(read_sealed(dir, text, &len));
    memcpy(out->print, text, PRINT_LEN);
    out->print[PRINT_LEN] = '\0';
    memcpy(out->point, text + PRINT_LEN, POINT_LEN);
    return ok();
}

static struct err open_box(const uint8_t key[CIPHER_KEY_LEN], struct bytes sealed,
                           struct p256 *out)
{
    struct arena a = {0};
    struct bytes pem = {0};
    struct err e = cipher_open(key, about, sealed, &a, &pem);

    if (e.kind == OK) {
        e = key_pem_read(pem, out);
        secret_wipe((uint8_t *)(uintptr_t)pem.p, pem.len);
    }
    arena_free(&a);
    return e;
}

struct err entrusted_open(int dir, const char *words, uint8_t key[CIPHER_KEY_LEN],
                          struct p256 *box)
{
    uint8_t text[SEALED_MAX];
    char print[KEY_PRINT_TEXT];
    size_t len;

    TRY(read_sealed(dir, text, &len));
    if (!from_words(words, key))
        return failed(ERR_INVALID, "errors.key_wrong");
    key_print((struct bytes){key, CIPHER_KEY_LEN}, print);
    if (memcmp(print, text, PRINT_LEN) != 0)
        return failed(ERR_INVALID, "errors.key_wrong");
    return open_box(key, (struct bytes){text + HEAD_LEN, len - HEAD_LEN}, box);
}

/* ---- out of the files, and into them ---- */

static struct err seal_box(int dir, const uint8_t key[CIPHER_KEY_LEN])
{
    uint8_t pem[KEY_PEM_MAX], text[SEALED_MAX];
    size_t len = sizeof pem;
    struct p256 box CLEANUP(p256_free) = {0};
    char print[KEY_PRINT_TEXT];

    TRY(key_file_read(dir, CARE_BOX_NAME, pem, &len));
    TRY(key_pem_read((struct bytes){pem, len}, &box));
    key_print((struct bytes){key, CIPHER_KEY_LEN}, print);
    memcpy(text, print, PRINT_LEN);
    memcpy(text + PRINT_LEN, box.point, POINT_LEN);
    cipher_seal(key, about, (struct bytes){pem, len}, text + HEAD_LEN);
    secret_wipe(pem, sizeof pem);
    return key_file_renew(
        dir, CARE_SEALED_NAME,
        (struct bytes){text, HEAD_LEN + CIPHER_NONCE_LEN + len + CIPHER_TAG_LEN});
}

static struct err drop(int dir, const char *name)
{
    return unlinkat(dir, name, 0) == 0 || errno == ENOENT ? ok() : key_unusable();
}

struct err care_key_entrust(const char *dir, char words[CARE_WORDS_TEXT])
{
    int fd CLEANUP(key_fd_close) = -1;
    uint8_t key[CIPHER_KEY_LEN];
    struct kept_keys kept;

    TRY(kept_keys_list(dir, &kept));
    if (kept.len > 0)
        return failed(ERR_CONFLICT, "errors.keys_used");
    TRY(key_dir_open(dir, false, &fd));
    TRY(key_secret(fd, CARE_KEY_NAME, false, key));
    TRY(seal_box(fd, key));
    as_words(key, words);
    secret_wipe(key, sizeof key);
    return ok();
}

struct err care_key_forget(const char *dir)
{
    int fd CLEANUP(key_fd_close) = -1;

    TRY(key_dir_open(dir, false, &fd));
    TRY(drop(fd, CARE_BOX_NAME));
    TRY(drop(fd, CARE_KEY_NAME));
    return fsync(fd) == 0 ? ok() : key_unusable();
}

struct err care_key_keep(const char *dir)
{
    int fd CLEANUP(key_fd_close) = -1;

    TRY(key_dir_open(dir, false, &fd));
    return drop(fd, CARE_SEALED_NAME);
}

static struct err write_box(int dir, const uint8_t key[CIPHER_KEY_LEN])
{
    uint8_t text[SEALED_MAX];
    struct arena a = {0};
    struct bytes pem;
    size_t len;

    TRY(read_sealed(dir, text, &len));
    struct err e = cipher_open(key, about,
                               (struct bytes){text + HEAD_LEN, len - HEAD_LEN}, &a, &pem);
    if (e.kind == OK) {
        e = key_file_renew(dir, CARE_BOX_NAME, pem);
        secret_wipe((uint8_t *)(uintptr_t)pem.p, pem.len);
    }
    arena_free(&a);
    return e;
}

struct err care_key_bring_back(const char *dir, const char *words)
{
    int fd CLEANUP(key_fd_close) = -1;
    struct p256 box CLEANUP(p256_free) = {0};
    uint8_t key[CIPHER_KEY_LEN];

    TRY(key_dir_open(dir, false, &fd));
    TRY(entrusted_open(fd, words, key, &box));
    TRY(write_box(fd, key));
    struct err e = key_secret_renew(fd, CARE_KEY_NAME, key);
    secret_wipe(key, sizeof key);
    TRY(e);
    TRY(drop(fd, CARE_SEALED_NAME));
    return fsync(fd) == 0 ? ok() : key_unusable();
}
