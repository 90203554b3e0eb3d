/* key_ring.c -- see key_ring.h.  Boxes are never moved nor freed before the ring is, for
 * another thread may be opening an envelope with one.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/key_ring.h"

#include "base/key_entered.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { BOXES_EVER = 64, DIR_MAX = 1024, STEADY_TRIES = 16 };

struct key_ring {
    pthread_mutex_t lock;
    char dir[DIR_MAX];
    struct timespec changed; /* DIR, when it was read */
    time_t read_at;
    struct care_keys care;
    struct p256 box[BOXES_EVER];
    size_t boxes, order[CARE_KEYS], order_len;
    bool entrusted;
    char print[KEY_PRINT_TEXT]; /* of the key that is to be entered */
};

static struct err unusable(void)
{
    return failed(ERR_BROKEN, "errors.keys");
}

/* ---- files ---- */

#define CARE_MARK "care-"
#define BOX_MARK "care-box-"

static bool is_print(const char *s, const char *behind)
{
    return strspn(s, "0123456789abcdef") == KEY_PRINT_TEXT - 1 &&
           strcmp(s + KEY_PRINT_TEXT - 1, behind) == 0;
}

static bool is_box(const char *name)
{
    return strncmp(name, BOX_MARK, sizeof BOX_MARK - 1) == 0 &&
           is_print(name + sizeof BOX_MARK - 1, ".pem");
}

static bool is_kept(const char *name)
{
    return is_box(name) || (strncmp(name, CARE_MARK, sizeof CARE_MARK - 1) == 0 &&
                            is_print(name + sizeof CARE_MARK - 1, ".key"));
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
        return unusable();
    for (const struct dirent *e = readdir(d); e != NULL; e = readdir(d)) {
        if (!is_kept(e->d_name))
            continue;
        if (out->len == 2 * CARE_KEYS)
            return unusable();
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
            return unusable();
    return fsync(fd) == 0 ? ok() : unusable();
}

/* A second name for a key: it is never without one. */
static struct err keep(int dir, const char *name, const char *mark, struct bytes key)
{
    char print[KEY_PRINT_TEXT], beside[64];

    key_print(key, print);
    snprintf(beside, sizeof beside, "%s%s%s", mark, print, strrchr(name, '.'));
    return (linkat(dir, name, dir, beside, 0) == 0 || errno == EEXIST) && fsync(dir) == 0
               ? ok()
               : unusable();
}

static void free_pair(struct p256 *key)
{
    p256_free(key);
}

struct err care_key_renew(const char *dir)
{
    int fd CLEANUP(key_fd_close) = -1;
    struct p256 box CLEANUP(free_pair) = {0};
    uint8_t key[CIPHER_KEY_LEN];

    TRY(key_dir_open(dir, false, &fd));
    TRY(key_secret(fd, CARE_KEY_NAME, false, key));
    TRY(key_pair(fd, CARE_BOX_NAME, false, &box));
    TRY(keep(fd, CARE_BOX_NAME, BOX_MARK, (struct bytes){box.point, sizeof box.point}));
    TRY(keep(fd, CARE_KEY_NAME, CARE_MARK, (struct bytes){key, sizeof key}));
    TRY(key_pair_renew(fd, CARE_BOX_NAME));
    crypto_random(key, sizeof key);
    struct err e = key_secret_renew(fd, CARE_KEY_NAME, key);
    secret_wipe(key, sizeof key);
    return e;
}

/* ---- reading them ---- */

static bool knows(const struct care_keys *all, const uint8_t key[CIPHER_KEY_LEN])
{
    for (size_t i = 0; i < all->len; i++)
        if (secret_same(all->of[i], key, CIPHER_KEY_LEN))
            return true;
    return false;
}

static struct err read_care(int dir, const char *name, struct care_keys *into)
{
    uint8_t key[CIPHER_KEY_LEN];

    TRY(key_secret(dir, name, false, key));
    if (!knows(into, key) && into->len == CARE_KEYS)
        return unusable();
    if (!knows(into, key))
        memcpy(into->of[into->len++], key, sizeof key);
    secret_wipe(key, sizeof key);
    return ok();
}

/* Where it lies in the ring, which it joins when it is new there. */
static struct err place_box(struct key_ring *r, struct p256 *box, size_t *out)
{
    for (*out = 0; *out < r->boxes; ++*out)
        if (memcmp(r->box[*out].point, box->point, POINT_LEN) == 0)
            return ok();
    if (r->boxes == BOXES_EVER)
        return unusable();
    r->box[r->boxes++] = *box;
    *box = (struct p256){0};
    return ok();
}

static struct err read_box(int dir, const char *name, struct key_ring *r,
                           struct key_ring *now)
{
    struct p256 box CLEANUP(free_pair) = {0};
    size_t at;

    TRY(key_pair(dir, name, false, &box));
    TRY(place_box(r, &box, &at));
    for (size_t i = 0; i < now->order_len; i++)
        if (now->order[i] == at)
            return ok();
    if (now->order_len == CARE_KEYS)
        return unusable();
    now->order[now->order_len++] = at;
    return ok();
}

/* One that is retired between listing and reading is not wanted. */
static struct err read_kept(struct key_ring *r, int dir, const char *name,
                            struct key_ring *now)
{
    struct err e =
        is_box(name) ? read_box(dir, name, r, now) : read_care(dir, name, &now->care);

    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static struct err read_all(struct key_ring *r, int dir, struct key_ring *now)
{
    struct kept_keys kept;

    *now = (struct key_ring){0};
    TRY(kept_keys_list(r->dir, &kept));
    TRY(read_care(dir, CARE_KEY_NAME, &now->care));
    TRY(read_box(dir, CARE_BOX_NAME, r, now));
    for (size_t i = 0; i < kept.len; i++)
        TRY(read_kept(r, dir, kept.name[i], now));
    return ok();
}

static bool is_same_time(struct timespec a, struct timespec b)
{
    return a.tv_sec == b.tv_sec && a.tv_nsec == b.tv_nsec;
}

static struct err changed_at(int dir, struct timespec *out)
{
    struct stat st;

    if (fstat(dir, &st) != 0)
        return unusable();
    *out = st.st_mtim;
    return ok();
}

static void take(struct key_ring *r, const struct key_ring *now, struct timespec changed)
{
    r->changed = changed;
    r->read_at = time(NULL);
    r->care = now->care;
    memcpy(r->order, now->order, sizeof r->order);
    r->order_len = now->order_len;
}

/* What was read before stays as it was unless all can be read; read once more when the
 * folder changed meanwhile, for a rotation's names would be of two moments. */
static struct err read_ring(struct key_ring *r, int dir, struct key_ring *now)
{
    for (int tries = 0; tries < STEADY_TRIES; tries++) {
        struct timespec began, ended;

        TRY(changed_at(dir, &began));
        struct err e = read_all(r, dir, now);
        TRY(changed_at(dir, &ended));
        if (!is_same_time(began, ended))
            continue;
        if (e.kind == OK)
            take(r, now, began);
        return e;
    }
    return unusable();
}

/* A file system's clock is coarse: what was read in the second of a change is read again.
 */
static bool is_as_it_was(const struct key_ring *r, struct timespec changed)
{
    return is_same_time(changed, r->changed) && r->read_at > r->changed.tv_sec + 1;
}

static struct err reread(struct key_ring *r, bool always, bool *changed)
{
    struct key_ring now = {0};
    int fd CLEANUP(key_fd_close) = -1;
    struct timespec at;

    *changed = false;
    if (r->entrusted)
        return ok();
    TRY(key_dir_open(r->dir, false, &fd));
    TRY(changed_at(fd, &at));
    if (!always && is_as_it_was(r, at))
        return ok();
    struct err e = read_ring(r, fd, &now);
    secret_wipe(&now, sizeof now);
    *changed = e.kind == OK;
    return e;
}

/* Until it is entered there is no key, and a box that nobody opens. */
static struct err wait_for_key(struct key_ring *r)
{
    int fd CLEANUP(key_fd_close) = -1;
    uint8_t key[CIPHER_KEY_LEN];
    struct entrusted entrusted;

    TRY(key_dir_open(r->dir, false, &fd));
    if (key_secret(fd, CARE_KEY_NAME, false, key).kind != ERR_NOT_FOUND ||
        entrusted_read(fd, &entrusted).kind != OK)
        return ok();
    r->entrusted = true;
    memcpy(r->print, entrusted.print, sizeof r->print);
    memcpy(r->box[0].point, entrusted.point, POINT_LEN);
    r->boxes = r->order_len = 1;
    return ok();
}

struct err key_ring_make(const char *dir, struct keys *keys)
{
    struct key_ring *r = calloc(1, sizeof *r);
    bool changed;

    require(r != NULL);
    keys->ring = r;
    if (strlen(dir) >= sizeof r->dir || pthread_mutex_init(&r->lock, NULL) != 0)
        return unusable();
    memcpy(r->dir, dir, strlen(dir) + 1);
    TRY(wait_for_key(r));
    return reread(r, true, &changed);
}

void key_ring_free(struct key_ring *r)
{
    if (r == NULL)
        return;
    for (size_t i = 0; i < r->boxes; i++)
        p256_free(&r->box[i]);
    pthread_mutex_destroy(&r->lock);
    secret_wipe(r, sizeof *r);
    free(r);
}

bool keys_again(const struct keys *keys)
{
    bool changed = false;

    if (keys->ring == NULL)
        return false;
    pthread_mutex_lock(&keys->ring->lock);
    struct err e = reread(keys->ring, false, &changed);
    pthread_mutex_unlock(&keys->ring->lock);
    return e.kind == OK && changed;
}

static void open_care(struct key_ring *r, const uint8_t key[CIPHER_KEY_LEN],
                      struct p256 *box)
{
    pthread_mutex_lock(&r->lock);
    if (r->care.len == 0) {
        r->order[0] = r->boxes;
        r->box[r->boxes++] = *box;
        *box = (struct p256){0};
        memcpy(r->care.of[0], key, CIPHER_KEY_LEN);
        r->care.len = 1;
    }
    pthread_mutex_unlock(&r->lock);
}

struct err care_key_enter(const struct keys *keys, const char *words)
{
    int fd CLEANUP(key_fd_close) = -1;
    struct p256 box CLEANUP(free_pair) = {0};
    uint8_t key[CIPHER_KEY_LEN];

    TRY(key_dir_open(keys->ring->dir, false, &fd));
    TRY(entrusted_open(fd, words, key, &box));
    open_care(keys->ring, key, &box);
    secret_wipe(key, sizeof key);
    return ok();
}

/* ---- what they are now ---- */

bool care_is_entrusted(const struct keys *keys)
{
    return keys->ring != NULL && keys->ring->entrusted;
}

bool care_is_closed(const struct keys *keys)
{
    struct care_keys now CLEANUP(care_keys_wipe);

    care_keys_now(keys, &now);
    return now.len == 0;
}

void care_keys_now(const struct keys *keys, struct care_keys *out)
{
    if (keys->ring == NULL) {
        *out = (struct care_keys){.len = 1};
        memcpy(out->of[0], keys->care, CIPHER_KEY_LEN);
        return;
    }
    pthread_mutex_lock(&keys->ring->lock);
    *out = keys->ring->care;
    pthread_mutex_unlock(&keys->ring->lock);
}

void care_keys_wipe(struct care_keys *keys)
{
    secret_wipe(keys, sizeof *keys);
}

/* Borrowed as long as the keys are. */
static size_t boxes_now(const struct keys *keys, const struct p256 *out[CARE_KEYS])
{
    struct key_ring *r = keys->ring;
    size_t len = 1;

    out[0] = &keys->care_box;
    if (r == NULL)
        return len;
    pthread_mutex_lock(&r->lock);
    len = r->order_len;
    for (size_t i = 0; i < len; i++)
        out[i] = &r->box[r->order[i]];
    pthread_mutex_unlock(&r->lock);
    return len;
}

void care_key_print(const struct keys *keys, char out[KEY_PRINT_TEXT])
{
    struct care_keys now CLEANUP(care_keys_wipe) = {0};

    if (care_is_entrusted(keys)) {
        memcpy(out, keys->ring->print, KEY_PRINT_TEXT);
        return;
    }
    care_keys_now(keys, &now);
    key_print((struct bytes){now.of[0], CIPHER_KEY_LEN}, out);
}

void care_box_point(const struct keys *keys, uint8_t out[POINT_LEN])
{
    const struct p256 *now[CARE_KEYS];

    boxes_now(keys, now);
    memcpy(out, now[0]->point, POINT_LEN);
}

void care_box_print(const struct keys *keys, char out[KEY_PRINT_TEXT])
{
    uint8_t point[POINT_LEN];

    care_box_point(keys, point);
    key_print((struct bytes){point, sizeof point}, out);
}

bool key_ring_has(const struct keys *keys, bool box, const char *print)
{
    struct care_keys care CLEANUP(care_keys_wipe);
    const struct p256 *boxes[CARE_KEYS];
    size_t boxes_len = boxes_now(keys, boxes);
    char one[KEY_PRINT_TEXT];

    care_keys_now(keys, &care);
    if (!box && care_is_entrusted(keys))
        return strcmp(keys->ring->print, print) == 0;
    for (size_t i = 0; i < (box ? boxes_len : care.len); i++) {
        key_print(box ? (struct bytes){boxes[i]->point, POINT_LEN}
                      : (struct bytes){care.of[i], CIPHER_KEY_LEN},
                  one);
        if (strcmp(one, print) == 0)
            return true;
    }
    return false;
}

static struct err try_boxes(const struct keys *keys, const struct hpke *with,
                            struct bytes sealed, struct arena *a, struct bytes *out)
{
    const struct p256 *now[CARE_KEYS];
    size_t len = boxes_now(keys, now);
    struct err e = {0};

    if (care_is_closed(keys))
        return failed(ERR_BUSY, "errors.care_closed");
    for (size_t i = 0; i < len; i++) {
        e = hpke_open(now[i], with, sealed, a, out);
        if (e.kind == OK)
            break;
    }
    return e;
}

struct err care_box_open(const struct keys *keys, const struct hpke *with,
                         struct bytes sealed, struct arena *a, struct bytes *out)
{
    struct err e = try_boxes(keys, with, sealed, a, out);

    return e.kind != OK && keys_again(keys) ? try_boxes(keys, with, sealed, a, out) : e;
}
