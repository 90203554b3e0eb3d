/* keys.c -- `doorstep keys`: which there are, a new care key while the city is served,
 * and the end of the one before (docs/keys.md). SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include "app/rekey_app.h"
#include "base/key_ring.h"
#include "cli/shown.h"
#include "core/day.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

struct work {
    struct cli *c;
    struct open_city city;
    const char *dir;
    struct kept_keys kept;
    struct rekey_left left;
    int64_t since;
};

static struct rekey_work rekey_of(struct work *w)
{
    return (struct rekey_work){.care = w->city.stores.of[STORE_CARE],
                               .city = w->city.code,
                               .keys = w->city.keys,
                               .actor = w->c->actor,
                               .now = w->c->now};
}

static int look(struct work *w)
{
    const struct rekey_work r = rekey_of(w);
    struct err e = kept_keys_list(w->dir, &w->kept);

    if (e.kind == OK)
        e = rekey_look(&r, &w->left, &w->since);
    return e.kind == OK ? CLI_DONE : cli_error("cannot look at what is sealed", e);
}

static int begin(struct work *w)
{
    w->dir = settings_get(&w->c->settings, SETTING_KEYS);
    int status = city_open(w->c, &w->city);
    return status == CLI_DONE && !care_is_closed(w->city.keys) ? look(w) : status;
}

/* It makes files, and takes them away: of a key that is none it can do neither. */
static int begin_with_files(struct work *w)
{
    int status = begin(w);

    if (status == CLI_DONE && care_is_entrusted(w->city.keys))
        return cli_refuse(
            "the care key is in no file here: `doorstep keys bring-back`, "
            "rotate and retire it, and `doorstep keys entrust` the new one");
    if (status == CLI_DONE && (key_is_lent(CARE_KEY_NAME) || key_is_lent(CARE_BOX_NAME) ||
                               key_is_lent(CLASS_KEY_NAME)))
        return cli_refuse(
            "systemd lends the care key: put care.key, care-box.pem and "
            "class.key into %s, take them out of the unit, rotate, and lend "
            "the new ones",
            w->dir);
    return status;
}

static void close_work(struct work *w)
{
    city_close(&w->city);
}

static int64_t left_of(const struct work *w)
{
    return w->left.residents + w->left.cells;
}

/* ---- which there are ---- */

static void tell_kept(const struct work *w)
{
    for (size_t i = 0; i < w->kept.len; i++)
        printf("%s lies beside them.\n", w->kept.name[i]);
    if (w->kept.len == 0)
        return;
    if (left_of(w) > 0)
        printf("Sealed with an older one yet: households: %" PRId64
               ", other things: %" PRId64
               "; `doorstep serve` goes on with it every minute.\n",
               w->left.residents, w->left.cells);
    else
        puts("Nothing in the store needs the older ones: `doorstep keys retire`.");
}

/* "NAME PRINT NAME PRINT": one of them into `out`, and where the next begins. */
static const char *next_word(const char *at, struct arena *a, const char **out)
{
    size_t len = strcspn(at, " ");

    *out = arena_copy(a, at, len);
    return at + len + strspn(at + len, " ");
}

static void show_json(struct work *w, const char *prints)
{
    struct json_out o = {.arena = &w->c->arena};
    const char *name, *print;

    json_map(&o, NULL);
    json_map(&o, "keys");
    while (*prints != '\0') {
        prints = next_word(prints, o.arena, &name);
        prints = next_word(prints, o.arena, &print);
        json_put_text(&o, name, print);
    }
    json_end_map(&o);
    json_put_bool(&o, "entered", care_is_entrusted(w->city.keys));
    json_list(&o, "older");
    for (size_t i = 0; i < w->kept.len; i++)
        json_put_text(&o, NULL, w->kept.name[i]);
    json_end_list(&o);
    if (!care_is_closed(w->city.keys)) { /* else nobody looked */
        json_put_int(&o, "households_left", w->left.residents);
        json_put_int(&o, "others_left", w->left.cells);
    }
    json_end_map(&o);
    shown_json(&o);
}

int cli_keys(struct cli *c)
{
    struct work w CLEANUP(close_work) = {.c = c};
    int status = begin(&w);

    if (status != CLI_DONE)
        return status;
    const char *prints = keys_prints(w.city.keys, &c->arena);
    if (c->json) {
        show_json(&w, prints);
        return CLI_DONE;
    }
    for (bool name = true; *prints != '\0'; prints++) {
        putchar(*prints != ' ' ? *prints : name ? '\t' : '\n');
        name = *prints == ' ' ? !name : name;
    }
    putchar('\n');
    if (care_is_entrusted(w.city.keys))
        puts("care.key is in no file here: it is entered at each start.");
    tell_kept(&w);
    return CLI_DONE;
}

/* ---- a new one ---- */

static int make(struct work *w)
{
    struct err e = care_key_renew(w->dir);

    if (e.kind != OK)
        return cli_refuse("cannot make a new key in %s: is the disk full, or is %s not "
                          "there to be written?",
                          w->dir, CARE_KEY_NAME);
    keys_again(w->city.keys);
    int status = city_tell_keys(w->c, &w->city);
    if (status == CLI_DONE)
        printf("A new care key is made. Copy %s now to where you keep the keys, and to "
               "every other machine that serves this city.\n",
               w->dir);
    fflush(stdout);
    return status;
}

static int seal_again(struct work *w)
{
    const struct rekey_work r = rekey_of(w);
    int64_t done, unreadable;
    struct err e = rekey_run(&r, &done, &unreadable);

    if (e.kind != OK)
        return cli_error("not all was sealed again; say it once more, and it goes on", e);
    printf("Sealed again: %" PRId64 ".\n", done);
    if (unreadable > 0)
        return cli_refuse("opened by no key of %s, and left as it is: %" PRId64
                          "; bring an older key back, or a backup",
                          w->dir, unreadable);
    puts("Nothing in the store needs the older key. Once the phones have been signed in "
         "on: `doorstep keys retire`.");
    return CLI_DONE;
}

/* A rotation that is over, said once more: by a script, or by somebody who did not see
 * that it was done. */
static bool is_young(const struct work *w)
{
    return w->kept.len > 0 && w->since > w->c->now - DAY_MS &&
           cli_option(w->c, "again") == NULL;
}

int cli_keys_rotate(struct cli *c)
{
    struct work w CLEANUP(close_work) = {.c = c};
    int status = begin_with_files(&w);

    if (status != CLI_DONE)
        return status;
    if (left_of(&w) > 0)
        puts("A rotation is under way: it goes on.");
    else if (is_young(&w))
        return cli_refuse("the care key of now is not a day old, and nothing needs the "
                          "older one: `doorstep keys retire`; or, for one more new "
                          "key, say --again");
    else if (w.kept.len >= ROTATION_FILES * ROTATIONS_KEPT)
        return cli_refuse("older keys lie in %s: `doorstep keys retire` first", w.dir);
    else
        status = make(&w);
    return status == CLI_DONE ? seal_again(&w) : status;
}

/* ---- the end of the older ones ---- */

static int check_phones(struct work *w)
{
    const struct rekey_work r = rekey_of(w);
    int64_t n;
    struct err e = rekey_phones(w->city.stores.of[STORE_REGISTRY], &r, &n);

    if (e.kind != OK)
        return cli_error("cannot ask for the phones", e);
    if (n > 0 && cli_option(w->c, "phones") == NULL)
        return cli_refuse("phones that were not signed in on since: %" PRId64
                          ". What they hold is sealed to the old key: let their people "
                          "sign in, or end those that are lost; or say --phones, and it "
                          "is lost",
                          n);
    return CLI_DONE;
}

static void tell_backups(const struct work *w)
{
    char day[DAY_TEXT];

    day_format(zone_day(&w->city.zone, w->since), day);
    printf("Backups from before this day want these files of your own copy of the keys: "
           "keep them there as long as you keep those (the rotation was on %s).\n",
           day);
}

static int retire(struct work *w)
{
    const struct rekey_work r = rekey_of(w);
    struct err e = rekey_retire(&r);

    if (e.kind == OK)
        e = kept_keys_remove(w->dir, &w->kept);
    if (e.kind != OK)
        return cli_error("the older keys stay", e);
    for (size_t i = 0; i < w->kept.len; i++)
        printf("%s is removed.\n", w->kept.name[i]);
    tell_backups(w);
    return CLI_DONE;
}

int cli_keys_retire(struct cli *c)
{
    struct work w CLEANUP(close_work) = {.c = c};
    int status = begin_with_files(&w);

    if (status != CLI_DONE)
        return status;
    if (w.kept.len == 0) {
        puts("No older key is kept.");
        return CLI_DONE;
    }
    if (left_of(&w) > 0)
        return cli_refuse("sealed with an older key yet: households: %" PRId64
                          ", other things: %" PRId64
                          "; `doorstep keys rotate` goes on with it",
                          w.left.residents, w.left.cells);
    status = check_phones(&w);
    return status == CLI_DONE ? retire(&w) : status;
}
