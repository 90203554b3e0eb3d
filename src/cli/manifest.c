/* manifest.c -- see manifest.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/manifest.h"

#include "base/json.h"
#include "cli/cli.h"
#include "cli/files.h"

#include <stdio.h>
#include <string.h>

#define FORMAT "doorstep backup 1"
enum { MANIFEST_MAX = 64 * 1024 };

const char *const manifest_files[MANIFEST_FILES] = {
    [STORE_REGISTRY] = "registry.sealed",
    [STORE_ENFORCEMENT] = "enforcement.sealed",
    [STORE_CARE] = "care.sealed",
    [STORE_PHOTOS] = "photos.sealed",
    [MANIFEST_SETTINGS] = "settings.sealed",
};

static struct bytes bytes_of(const char *s)
{
    return (struct bytes){(const uint8_t *)s, strlen(s)};
}

static const char *sha_text(struct arena *a, const struct sha256 *sha)
{
    return hex(a, (struct bytes){sha->b, sizeof sha->b});
}

static void put_file(struct json_out *o, const struct manifest_file *f)
{
    json_map(o, NULL);
    json_put_text(o, "file", f->name);
    json_put_int(o, "bytes", f->sealed.bytes);
    json_put_text(o, "sha256", sha_text(o->arena, &f->sealed.sha));
    json_put_text(o, "content_sha256", sha_text(o->arena, &f->plain.sha));
    json_put_int(o, "audit_rows", f->audit_rows);
    json_map(o, "counts");
    for (size_t i = 0; i < f->counts_len; i++)
        json_put_int(o, f->counts[i].name, f->counts[i].n);
    json_end_map(o);
    json_end_map(o);
}

const char *manifest_text(const struct manifest *m, struct arena *a)
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "format", FORMAT);
    json_put_text(&o, "city", m->city);
    json_put_int(&o, "made_at", m->made_at);
    json_list(&o, "files");
    for (int i = 0; i < MANIFEST_FILES; i++)
        put_file(&o, &m->files[i]);
    json_end_list(&o);
    json_end_map(&o);
    return json_done(&o);
}

const char *manifest_write(const char *dir, const struct manifest *m,
                           const struct keys *keys, struct arena *a)
{
    const char *text = manifest_text(m, a);
    uint8_t signature[SIGNATURE_LEN];

    if (p256_sign(&keys->receipt, bytes_of(text), signature).kind != OK)
        return "it could not be signed";
    const char *why = file_write(file_in(a, dir, "manifest.json"), bytes_of(text));
    if (why == NULL)
        why = file_write(file_in(a, dir, "manifest.sig"),
                         (struct bytes){signature, sizeof signature});
    return why;
}

static bool read_sha(const struct json *j, const char *name, struct sha256 *out)
{
    const char *s = json_text(j, name);

    return s != NULL && hex_read(s, out->b, sizeof out->b);
}

static bool read_counts(const struct json *counts, struct manifest_file *f)
{
    if (counts == NULL || counts->kind != JSON_MAP || counts->len > STORE_COUNTS)
        return false;
    for (size_t i = 0; i < counts->len; i++) {
        const struct json *count = &counts->items[i];

        if (count->kind != JSON_INT || count->n < 0)
            return false;
        f->counts[f->counts_len++] = (struct store_count){count->name, count->n};
    }
    return true;
}

static bool read_file(const struct json *j, const char *name, struct manifest_file *f)
{
    const char *said = json_text(j, "file");

    f->name = name;
    f->sealed.bytes = json_int(j, "bytes", -1);
    f->audit_rows = json_int(j, "audit_rows", -1);
    if (said == NULL || strcmp(said, name) != 0 || f->sealed.bytes < 0 ||
        f->audit_rows < 0)
        return false;
    return read_counts(json_get(j, "counts"), f) &&
           read_sha(j, "sha256", &f->sealed.sha) &&
           read_sha(j, "content_sha256", &f->plain.sha);
}

static bool read_manifest(const struct json *j, struct manifest *out)
{
    const struct json *files = json_get(j, "files");
    const char *format = json_text(j, "format");

    out->city = json_text(j, "city");
    out->made_at = json_int(j, "made_at", -1);
    if (format == NULL || strcmp(format, FORMAT) != 0 || out->city == NULL ||
        out->made_at < 0 || files == NULL || files->kind != JSON_LIST ||
        files->len != MANIFEST_FILES)
        return false;
    for (int i = 0; i < MANIFEST_FILES; i++)
        if (!read_file(&files->items[i], manifest_files[i], &out->files[i]))
            return false;
    return true;
}

bool manifest_parse(struct bytes text, struct arena *a, struct manifest *out)
{
    struct manifest m = {0};
    struct json j;

    if (json_read(a, (const char *)text.p, text.len, &j).kind != OK ||
        !read_manifest(&j, &m))
        return false;
    *out = m;
    return true;
}

struct part {
    const char *name;
    size_t max;
};

static const char *read_part(struct arena *a, const char *dir, const struct part *p,
                             struct bytes *out)
{
    const char *why = file_read(a, file_in(a, dir, p->name), p->max, out);

    return why == NULL ? NULL : cli_words(a, "%s: %s", p->name, why);
}

const char *manifest_read(const char *dir, const struct keys *keys, struct arena *a,
                          struct manifest *out)
{
    static const struct part said = {"manifest.json", MANIFEST_MAX},
                             signed_by = {"manifest.sig", SIGNATURE_LEN};
    struct bytes text, signature;
    const char *why = read_part(a, dir, &said, &text);

    if (why == NULL)
        why = read_part(a, dir, &signed_by, &signature);
    if (why != NULL)
        return why;
    if (signature.len != SIGNATURE_LEN ||
        !p256_verify(keys->receipt.point, text, signature.p))
        return "its manifest was altered, or it was made with other keys than these";
    return manifest_parse(text, a, out)
               ? NULL
               : "its manifest is of another format: use the program that made it";
}
