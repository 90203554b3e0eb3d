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
    struct care_keys care, classes;
    struct p256 box[BOXES_EVER];
    size_t boxes, order[CARE_KEYS], order_len;
    bool entrusted;
    char print[KEY_PRINT_TEXT]; /* of the key that is to be entered */
};

/* ---- reading them ---- */

static bool knows(const struct care_keys *all, const uint8_t key[CIPHER_KEY_LEN])
{
    for (size_t i = 0; i < all->len; i++)
        if (secret_same(all->of[i], key, CIPHER_KEY_LEN))
            return true;
    return false;
}

static struct err read_secret(int dir, const char *name, struct care_keys *into)
{
    uint8_t key[CIPHER_KEY_LEN];

    TRY(key_secret(dir, name, false, key));
    if (!knows(into, key) && into->len == CARE_KEYS)
        return key_unusable();
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
        return key_unusable();
    r->box[r->boxes++] = *box;
    *box = (struct p256){0};
    return ok();
}

static struct err read_box(int dir, const char *name, struct key_ring *r,
                           struct key_ring *now)
{
    struct p256 box CLEANUP(p256_free) = {0};
    size_t at;

    TRY(key_pair(dir, name, false, &box));
    TRY(place_box(r, &box, &at));
    for (size_t i = 0; i < now->order_len; i++)
        if (now->order[i] == at)
            return ok();
    if (now->order_len == CARE_KEYS)
        return key_unusable();
    now->order[now->order_len++] = at;
    return ok();
}

/* One that is retired between listing and reading is not wanted. */
static struct err read_kept(struct key_ring *r, int dir, const char *name,
                            struct key_ring *now)
{
    enum ring_kind kind = kept_kind(name);
    struct err e =
        kind == RING_BOX
            ? read_box(dir, name, r, now)
            : read_secret(dir, name, kind == RING_CLASS ? &now->classes : &now->care);

    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

/* A city from before it has none. */
static struct err read_class(int dir, struct care_keys *into)
{
    struct err e = read_secret(dir, CLASS_KEY_NAME, into);

    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static struct err read_all(struct key_ring *r, int dir, struct key_ring *now)
{
    struct kept_keys kept;

    *now = (struct key_ring){0};
    TRY(kept_keys_list(r->dir, &kept));
    TRY(read_secret(dir, CARE_KEY_NAME, &now->care));
    TRY(read_class(dir, &now->classes));
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
        return key_unusable();
    *out = st.st_mtim;
    return ok();
}

static void take(struct key_ring *r, const struct key_ring *now, struct timespec changed)
{
    r->changed = changed;
    r->read_at = time(NULL);
    r->care = now->care;
    r->classes = now->classes;
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
    return key_unusable();
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
    TRY(key_dir_open(r->dir, false, &fd));
    if (r->entrusted) /* no older ones lie beside: key_entered.h */
        return read_class(fd, &r->classes);
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
    struct key_ring *r = secret_alloc(sizeof *r);
    bool changed;

    keys->ring = r;
    if (strlen(dir) >= sizeof r->dir || pthread_mutex_init(&r->lock, NULL) != 0)
        return key_unusable();
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
    secret_free(r);
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
    struct p256 box CLEANUP(p256_free) = {0};
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

void class_keys_now(const struct keys *keys, struct care_keys *out)
{
    if (keys->ring == NULL) {
        *out = (struct care_keys){.len = 1};
        memcpy(out->of[0], keys->classes, CIPHER_KEY_LEN);
        return;
    }
    pthread_mutex_lock(&keys->ring->lock);
    *out = keys->ring->classes;
    pthread_mutex_unlock(&keys->ring->lock);
}

bool class_key_is_there(const struct keys *keys)
{
    struct care_keys now CLEANUP(care_keys_wipe);

    class_keys_now(keys, &now);
    return now.len > 0;
}

struct err class_key_make(const struct keys *keys)
{
    int fd CLEANUP(key_fd_close) = -1;
    uint8_t key[CIPHER_KEY_LEN];

    TRY(key_dir_open(keys->ring->dir, false, &fd));
    TRY(key_secret(fd, CLASS_KEY_NAME, true, key));
    secret_wipe(key, sizeof key);
    keys_again(keys);
    return class_key_is_there(keys) ? ok() : key_unusable();
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

void class_key_print(const struct keys *keys, char out[KEY_PRINT_TEXT])
{
    struct care_keys now CLEANUP(care_keys_wipe);

    class_keys_now(keys, &now);
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

static bool has_secret(const struct care_keys *all, const char *print)
{
    char one[KEY_PRINT_TEXT];

    for (size_t i = 0; i < all->len; i++) {
        key_print((struct bytes){all->of[i], CIPHER_KEY_LEN}, one);
        if (strcmp(one, print) == 0)
            return true;
    }
    return false;
}

static bool has_box(const struct keys *keys, const char *print)
{
    const struct p256 *boxes[CARE_KEYS];
    size_t len = boxes_now(keys, boxes);
    char one[KEY_PRINT_TEXT];

    for (size_t i = 0; i < len; i++) {
        key_print((struct bytes){boxes[i]->point, POINT_LEN}, one);
        if (strcmp(one, print) == 0)
            return true;
    }
    return false;
}

bool key_ring_has(const struct keys *keys, enum ring_kind kind, const char *print)
{
    struct care_keys now CLEANUP(care_keys_wipe) = {0};

    if (kind == RING_BOX)
        return has_box(keys, print);
    if (kind == RING_CARE && care_is_entrusted(keys))
        return strcmp(keys->ring->print, print) == 0;
    if (kind == RING_CARE)
        care_keys_now(keys, &now);
    else
        class_keys_now(keys, &now);
    return has_secret(&now, print);
}

void ring_print(const struct keys *keys, char out[RING_PRINT_TEXT])
{
    care_key_print(keys, out);
    if (!class_key_is_there(keys))
        return;
    out[KEY_PRINT_TEXT - 1] = '-';
    class_key_print(keys, out + KEY_PRINT_TEXT);
}

bool ring_has(const struct keys *keys, const char *print, char file[KEPT_NAME])
{
    char care[KEY_PRINT_TEXT] = "";
    const char *classes = strchr(print, '-');

    memcpy(care, print, strnlen(print, KEY_PRINT_TEXT - 1));
    if (!key_ring_has(keys, RING_CARE, care)) {
        kept_name(RING_CARE, care, file);
        return false;
    }
    if (classes == NULL || key_ring_has(keys, RING_CLASS, classes + 1))
        return true;
    kept_name(RING_CLASS, classes + 1, file);
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
