/* import_phone.c -- `doorstep import phone`: what waited on a phone that cannot reach the
 * city any more, from the file that the phone saved.  Its requests are what it would have
 * sent, signed by its own key, and are taken as if they had come: once, in any order.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/photo_app.h"
#include "app/sync_app.h"
#include "base/json.h"
#include "base/key_ring.h"
#include "base/log.h"
#include "cli/city.h"
#include "cli/files.h"
#include "domain/limits.h"
#include "wire/sync.h"

#include <stdio.h>
#include <string.h>

#define FILE_MAX ((size_t)512 * 1024 * 1024) /* 500 photographs, and base64 twice */
#define NAME_MAX ((size_t)64)

struct phone_file {
    struct cli *cli;
    struct open_city *city;
    const char *device;
    int recorded, known, parked, refused, photos, aside;
    int told; /* reasons that were printed */
};

/* One request or photograph as a job, with the session of the phone that signed it. */
struct work {
    struct phone_file *file;
    enum store_name store;
    struct device_claim claim;
    struct sync_request rq;
    struct sync_done done;
    struct photo_chunk chunk;
    struct photo_state photo;
    struct err (*act)(struct session *s, struct work *w);
};

static struct err act_in_job(struct db *db, struct arena *a, void *ctx)
{
    struct work *w = ctx;
    struct open_city *city = w->file->city;
    struct session s = {.city = city->code,
                        .city_name = city->city.name,
                        .practice = city->city.practice,
                        .lang = "en",
                        .now = w->file->cli->now,
                        .zone = &city->zone,
                        .arena = a,
                        .keys = city->keys,
                        .writes = city->stores.of[w->store],
                        .stores = &city->stores};

    s.db[w->store] = db;
    struct err e = device_load(&s, &w->claim);
    if (e.kind == OK)
        e = w->act(&s, w);
    session_close(&s);
    return e;
}

static struct err run(struct work *w, enum store_name store,
                      struct err (*act)(struct session *s, struct work *w))
{
    struct job job = {.city = w->file->city->code, .act = act_in_job, .ctx = w};

    w->store = store;
    w->act = act;
    struct err e = store_run(w->file->city->stores.of[store], &job);
    arena_free(&job.arena);
    return e;
}

static struct err enforcement(struct session *s, struct work *w)
{
    return sync_enforcement(s, &w->rq, &w->done);
}

static struct err care(struct session *s, struct work *w)
{
    return sync_care(s, &w->rq, &w->done);
}

static void count(struct phone_file *f, const struct sync_done *done)
{
    for (size_t i = 0; i < done->len; i++) {
        const struct sync_result *r = &done->results[i];

        if (r->status == SYNC_REFUSED)
            f->refused++;
        else if (r->replayed)
            f->known++;
        else if (r->status == SYNC_PARKED)
            f->parked++;
        else
            f->recorded++;
    }
}

/* A signature that does not hold, or a phone that was ended: nothing of it is taken. */
static struct err take_request(struct phone_file *f, const struct json *from)
{
    struct arena *a = &f->cli->arena;
    struct work w = {.file = f};
    struct faults faults = {0};
    const char *body = json_text(from, "body");

    w.claim = (struct device_claim){.device = f->device,
                                    .time = json_text(from, "time"),
                                    .signature = json_text(from, "signature"),
                                    .method = "POST",
                                    .path = "/api/v1/sync"};
    if (body == NULL || w.claim.time == NULL || w.claim.signature == NULL ||
        !base64url_read(a, body, strlen(body), &w.claim.body))
        return failed(ERR_INVALID, "errors.json.bad");
    TRY(sync_read(a, (const char *)w.claim.body.p, w.claim.body.len, &faults, &w.rq));
    w.done.results = arena_array(a, struct sync_result, w.rq.ops_len);
    w.done.len = w.rq.ops_len;
    TRY(run(&w, STORE_ENFORCEMENT, enforcement));
    TRY(run(&w, STORE_CARE, care));
    count(f, &w.done);
    return ok();
}

static struct err photo(struct session *s, struct work *w)
{
    return photo_take(s, &w->chunk, &w->photo);
}

/* The claim of a request that held stands for the photographs beside it. */
static struct err take_photo(struct phone_file *f, const struct json *from,
                             const struct device_claim *claim)
{
    const char *sha = json_text(from, "sha256"), *text = json_text(from, "bytes");
    struct work w = {.file = f, .claim = *claim};
    struct bytes all;

    if (sha == NULL || text == NULL || !hex_read(sha, w.chunk.sha256, SHA256_LEN) ||
        !base64url_read(&f->cli->arena, text, strlen(text), &all))
        return failed(ERR_INVALID, "errors.json.bad");
    w.chunk.size = (int64_t)all.len;
    while (!w.photo.complete) {
        size_t left = all.len - (size_t)w.photo.have;

        w.chunk.start = w.photo.have;
        w.chunk.bytes = (struct bytes){
            all.p + w.photo.have, left < LIMIT_CHUNK_BYTES ? left : LIMIT_CHUNK_BYTES};
        TRY(run(&w, STORE_PHOTOS, photo));
        if (w.photo.have <= w.chunk.start && !w.photo.complete)
            return failed(ERR_INVALID, "errors.hash");
    }
    f->photos++;
    return ok();
}

/* What the phone's person set aside is taken when the office says so; else it is counted.
 */
static struct err take_aside(struct phone_file *f, const struct json *requests)
{
    bool wanted = cli_option(f->cli, "set-aside") != NULL;
    struct faults faults = {0};
    struct sync_request rq;
    struct bytes body;

    for (size_t i = 0; requests != NULL && i < requests->len; i++) {
        const char *text = json_text(&requests->items[i], "body");

        if (wanted) {
            TRY(take_request(f, &requests->items[i]));
            continue;
        }
        if (text == NULL || !base64url_read(&f->cli->arena, text, strlen(text), &body))
            return failed(ERR_INVALID, "errors.json.bad");
        TRY(sync_read(&f->cli->arena, (const char *)body.p, body.len, &faults, &rq));
        f->aside += (int)rq.ops_len;
    }
    return ok();
}

static struct err take_all(struct phone_file *f, const struct json *plain)
{
    const struct json *requests = json_get(plain, "requests");
    const struct json *photos = json_get(plain, "photos");
    struct device_claim claim = {
        .device = f->device, .method = "POST", .path = "/api/v1/sync"};

    for (size_t i = 0; requests != NULL && i < requests->len; i++)
        TRY(take_request(f, &requests->items[i]));
    TRY(take_aside(f, json_get(plain, "aside")));
    if (requests == NULL || requests->len == 0 || photos == NULL)
        return ok();
    const struct json *first = &requests->items[0];
    const char *body = json_text(first, "body");
    claim.time = json_text(first, "time");
    claim.signature = json_text(first, "signature");
    if (!base64url_read(&f->cli->arena, body, strlen(body), &claim.body))
        return failed(ERR_INVALID, "errors.json.bad");
    for (size_t i = 0; i < photos->len; i++)
        TRY(take_photo(f, &photos->items[i], &claim));
    return ok();
}

/* NULL, or why it cannot be opened. */
static const char *open_file(struct phone_file *f, const char *path, struct json *plain)
{
    struct arena *a = &f->cli->arena;
    struct bytes content, sealed;
    struct json outer;

    const char *why = file_read(a, path, FILE_MAX, &content);
    if (why != NULL)
        return why;
    if (json_read(a, (const char *)content.p, content.len, &outer).kind != OK ||
        json_text(&outer, "doorstep") == NULL || json_text(&outer, "sealed") == NULL ||
        json_text(&outer, "city") == NULL || json_text(&outer, "device") == NULL)
        return "it is not a file that a phone saved, or it is not whole";
    if (strcmp(json_text(&outer, "city"), f->city->code) != 0)
        return "it is of another city";
    f->device = json_text(&outer, "device");
    const char *text = json_text(&outer, "sealed");
    const char *info = cli_words(a, "doorstep export 1|%s", f->city->code);
    struct hpke with = {HPKE_AES256,
                        {(const uint8_t *)info, strlen(info)},
                        {(const uint8_t *)f->device, strlen(f->device)}};
    if (!base64url_read(a, text, strlen(text), &sealed) ||
        care_box_open(f->city->keys, &with, sealed, a, &content).kind != OK)
        return "it was not sealed to this city's key, or it was altered";
    if (json_read(a, (const char *)content.p, content.len, plain).kind != OK)
        return "what is in it cannot be read";
    return NULL;
}

/* Names of problems as the office gave them; the file is a phone's word all the same. */
static bool is_name(const char *text)
{
    return text != NULL && text[0] != '\0' && strlen(text) < NAME_MAX &&
           strspn(text, "abcdefghijklmnopqrstuvwxyz_.0123456789-") == strlen(text);
}

/* Why an op was not taken, the first reason first. */
static void print_reasons(struct phone_file *f, const struct json *of)
{
    const struct json *said = json_get(of, "reasons");
    const char *sep = "";

    if (!is_name(json_text(of, "op")) || said == NULL)
        return;
    printf(f->cli->json ? "%s{\"op\":\"%s\",\"reasons\":[" : "%s%s: ",
           f->cli->json && f->told++ > 0 ? "," : "", json_text(of, "op"));
    for (size_t i = 0; i < said->len; i++) {
        const struct json *one = &said->items[i];

        if (one->kind != JSON_TEXT || !is_name(one->text))
            continue;
        printf(f->cli->json ? "%s\"%s\"" : "%s%s", sep, one->text);
        sep = f->cli->json ? "," : ", then ";
    }
    printf(f->cli->json ? "]}" : "\n");
}

static int report(struct phone_file *f, const struct json *plain)
{
    const struct json *reasons = json_get(plain, "reasons");

    if (f->cli->json)
        printf("{\"recorded\":%d,\"known\":%d,\"parked\":%d,\"refused\":%d,"
               "\"photos\":%d,\"aside\":%d,\"reasons\":[",
               f->recorded, f->known, f->parked, f->refused, f->photos, f->aside);
    else
        printf("%d recorded, %d were there already, %d wait to be mended, %d refused; "
               "%d photographs; %d set aside and not taken\n",
               f->recorded, f->known, f->parked, f->refused, f->photos, f->aside);
    for (size_t i = 0; reasons != NULL && i < reasons->len; i++)
        print_reasons(f, &reasons->items[i]);
    if (f->cli->json)
        printf("]}\n");
    return f->refused == 0 ? CLI_DONE : CLI_REFUSED;
}

int cli_import_phone(struct cli *c)
{
    struct open_city city;
    struct phone_file f = {.cli = c, .city = &city};
    struct json plain;
    int status = city_open(c, &city);

    if (status != CLI_DONE)
        return status;
    const char *why = open_file(&f, c->operand[0], &plain);
    struct err e = why == NULL ? take_all(&f, &plain) : ok();
    if (why != NULL)
        status = cli_refuse("%s: %s", c->operand[0], why);
    else if (e.kind == ERR_SIGN_IN)
        status =
            cli_refuse("%s: no phone of this city signed it, or that phone was ended",
                       c->operand[0]);
    else if (e.kind != OK)
        status = cli_error("taking what is in it", e);
    else
        status = report(&f, &plain);
    city_close(&city);
    return status;
}
