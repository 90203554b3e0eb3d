/* keys.c -- see keys.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "base/keys.h"

#include "base/key_entered.h"
#include "core/build.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* In the order of keys_prints(); older cities and backups know no class.key. */
enum { CARE, BLIND, LINK, BACKUP, CARE_BOX, RECEIPT, CLASS, FILES };
static const char *const names[FILES] = {
    [CARE] = "care.key",      [BLIND] = "blind.key",       [LINK] = "link.key",
    [BACKUP] = "backup.key",  [CARE_BOX] = "care-box.pem", [RECEIPT] = "receipt.pem",
    [CLASS] = CLASS_KEY_NAME,
};

/* One that is entered at the start lies in no file; its box is known by its point. */
static struct err load_care(int dir, bool create, struct keys *out)
{
    struct entrusted entrusted;

    if (key_secret(dir, names[CARE], false, out->care).kind == ERR_NOT_FOUND &&
        entrusted_read(dir, &entrusted).kind == OK) {
        memcpy(out->care_box.point, entrusted.point, POINT_LEN);
        return ok();
    }
    TRY(key_secret(dir, names[CARE], create, out->care));
    return key_pair(dir, names[CARE_BOX], create, &out->care_box);
}

/* A city from before sealed classes had a key gets one when it is opened (cli/city.c). */
static struct err load_class(int dir, bool create, struct keys *out)
{
    struct err e = key_secret(dir, names[CLASS], create, out->classes);

    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

static struct err load_all(int dir, bool create, struct keys *out)
{
    TRY(load_care(dir, create, out));
    TRY(load_class(dir, create, out));
    TRY(key_secret(dir, names[BLIND], create, out->blind));
    TRY(key_secret(dir, names[LINK], create, out->link));
    TRY(key_secret(dir, names[BACKUP], create, out->backup));
    return key_pair(dir, names[RECEIPT], create, &out->receipt);
}

struct err keys_load(const char *dir, bool create, struct keys *out)
{
    int fd CLEANUP(key_fd_close) = -1;
    struct keys keys = {0};

    TRY(key_dir_open(dir, create, &fd));
    struct err e = load_all(fd, create, &keys);
    if (e.kind == OK)
        e = key_ring_make(dir, &keys);
    if (e.kind != OK) {
        keys_free(&keys);
        return key_unusable();
    }
    *out = keys;
    secret_wipe(&keys, sizeof keys); /* no second copy on the stack */
    return ok();
}

void keys_free(struct keys *keys)
{
    key_ring_free(keys->ring);
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

static bool is_absent(const char *dir, const char *name, struct arena *a)
{
    struct stat st;

    return lstat(words(a, words(a, dir, "/"), name), &st) != 0 && errno == ENOENT;
}

const char *keys_why(const char *dir, struct arena *a)
{
    const char *why = why_not(dir, a);

    for (int i = 0; i < FILES && why == NULL; i++)
        if (!key_is_lent(names[i]) && !(i == CLASS && is_absent(dir, names[i], a)))
            why = why_not(words(a, words(a, dir, "/"), names[i]), a);
    struct kept_keys kept = {0};
    if (why == NULL && kept_keys_list(dir, &kept).kind != OK)
        why = words(a, dir,
                    " holds more care keys than are ever of use: take out those "
                    "that were retired");
    for (size_t i = 0; i < kept.len && why == NULL; i++)
        why = why_not(words(a, words(a, dir, "/"), kept.name[i]), a);
    return why != NULL ? why : words(a, dir, " holds a file that is no key");
}

static void print_of(const struct keys *k, int file, char out[KEY_PRINT_TEXT])
{
    switch (file) {
    case CARE:
        care_key_print(k, out);
        break;
    case BLIND:
        key_print((struct bytes){k->blind, sizeof k->blind}, out);
        break;
    case LINK:
        key_print((struct bytes){k->link, sizeof k->link}, out);
        break;
    case BACKUP:
        key_print((struct bytes){k->backup, sizeof k->backup}, out);
        break;
    case CARE_BOX:
        care_box_print(k, out);
        break;
    case CLASS:
        class_key_print(k, out);
        break;
    default: /* of the public half, where there is one */
        key_print((struct bytes){k->receipt.point, sizeof k->receipt.point}, out);
    }
}

const char *keys_prints(const struct keys *k, struct arena *a)
{
    struct build b = {.arena = a};
    char print[KEY_PRINT_TEXT];

    for (int i = 0; i < FILES; i++) {
        if (i == CLASS && !class_key_is_there(k))
            continue;
        print_of(k, i, print);
        build_text(&b, i > 0 ? " " : "");
        build_text(&b, names[i]);
        build_text(&b, " ");
        build_text(&b, print);
    }
    return build_done(&b);
}

static bool is_ours(const struct keys *k, int file, const char *print)
{
    char ours[KEY_PRINT_TEXT];

    switch (file) {
    case CARE:
        return key_ring_has(k, RING_CARE, print);
    case CARE_BOX:
        return key_ring_has(k, RING_BOX, print);
    case CLASS:
        return key_ring_has(k, RING_CLASS, print);
    default:
        print_of(k, file, ours);
        return strcmp(ours, print) == 0;
    }
}

const char *keys_other(const struct keys *keys, const char *prints, struct arena *a)
{
    /* Always the same names in the same order; without the last one, when it is older. */
    for (int i = 0; i < FILES; i++) {
        size_t name = strlen(names[i]);
        char print[KEY_PRINT_TEXT] = "";

        if (i == CLASS && *prints == '\0')
            return NULL;
        if (strncmp(prints, names[i], name) != 0 || prints[name] != ' ')
            return names[i];
        prints += name + 1;
        memcpy(print, prints, strnlen(prints, sizeof print - 1));
        if (!is_ours(keys, i, print))
            return arena_copy(a, names[i], name);
        prints += strlen(print);
        prints += *prints == ' ';
    }
    return NULL;
}
