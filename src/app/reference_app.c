/* reference_app.c -- what every phone of the city must know: contacts, hours, zone,
 * holidays, the code library and the permission texts.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/changes.h"

#include "app/calendar.h"
#include "app/contact.h"
#include "app/recording_app.h"
#include "app/training_app.h"
#include "app/weekly_app.h"
#include "domain/library.h"

#include <string.h>

#define ZONE_BEFORE_MS (400 * DAY_MS)
#define ZONE_AFTER_MS (1100 * DAY_MS)

static struct err put_setting(struct session *s, struct json_out *o, const char *name,
                              const char *missing)
{
    const char *value;

    TRY(setting_get(s, name, missing, &value));
    json_put_text(o, name, value);
    return ok();
}

static struct err put_case_manager(struct session *s, struct json_out *o)
{
    struct contact who;

    TRY(contact_case_manager(s, &who));
    json_map(o, "case_manager");
    json_put_text(o, "name", who.name);
    json_put_text(o, "phone", who.phone);
    json_end_map(o);
    return ok();
}

/* Whether this person is to be reminded of practice, or asked the survey's questions. */
static struct err put_own(struct session *s, struct json_out *o)
{
    struct training own;
    char day[DAY_TEXT];

    TRY(training_own(s, &own));
    day_format(own.done, day);
    json_put_text(o, "practice_done", day);
    day_format(own.due, day);
    json_put_text(o, "practice_due", day);
    json_put_text(o, "survey_answered", own.answered);
    return ok();
}

static struct err config_json(struct session *s, const char **out)
{
    struct json_out o = {.arena = s->arena};

    json_map(&o, NULL);
    json_put_text(&o, "city_name", s->city_name);
    json_put_bool(&o, "practice", s->practice);
    TRY(put_setting(s, &o, "department", NULL));
    TRY(put_setting(s, &o, "office_phone", NULL));
    TRY(put_setting(s, &o, "provider_hours", HOURS_DEFAULT));
    TRY(put_setting(s, &o, "wait_days", NULL));
    TRY(put_setting(s, &o, "inspections", "own"));
    TRY(put_case_manager(s, &o));
    json_map(&o, "numbers");
    json_put_text(&o, "emergency", "911");
    json_put_text(&o, "crisis", "988");
    json_put_text(&o, "help", "211");
    json_end_map(&o);
    json_put_text(&o, "name", s->actor.name);
    TRY(put_own(s, &o));
    TRY(weekly_team_put(s, zone_day(s->zone, s->now), &o));
    json_end_map(&o);
    *out = json_done(&o);
    return ok();
}

/* The offsets of the years a phone may be away; the first one rules what is before. */
static const char *zone_json(const struct session *s)
{
    struct json_out o = {.arena = s->arena};
    const struct zone *z = s->zone;

    json_map(&o, NULL);
    json_list(&o, "changes");
    for (size_t i = 0; i < z->len; i++) {
        if ((i + 1 < z->len && z->changes[i + 1].from_ms < s->now - ZONE_BEFORE_MS) ||
            z->changes[i].from_ms > s->now + ZONE_AFTER_MS)
            continue;
        json_list(&o, NULL);
        json_put_int(&o, NULL, z->changes[i].from_ms);
        json_put_int(&o, NULL, z->changes[i].offset_s);
        json_end_list(&o);
    }
    json_end_list(&o);
    json_end_map(&o);
    return json_done(&o);
}

static struct err holidays_json(struct session *s, const char **out)
{
    struct json_out o = {.arena = s->arena};
    struct calendar cal;
    char day[DAY_TEXT];

    TRY(calendar_load(s, &cal));
    json_map(&o, NULL);
    json_list(&o, "days");
    for (size_t i = 0; i < cal.holidays.len; i++) {
        day_format(cal.holidays.days[i], day);
        json_put_text(&o, NULL, day);
    }
    json_end_list(&o);
    json_end_map(&o);
    *out = json_done(&o);
    return ok();
}

static void put_words(struct json_out *o, const char *name, const char *const *words)
{
    json_list(o, name);
    for (; words != NULL && *words != NULL; words++)
        json_put_text(o, NULL, *words);
    json_end_list(o);
}

/* The other languages' titles; an English one is the official one. */
static void put_titles(struct json_out *o, const char *const titles[LANGS])
{
    json_map(o, "titles");
    for (int i = LANG_EN + 1; i < LANGS; i++)
        json_put_text(o, lang_name((enum lang)i), titles[i]);
    json_end_map(o);
}

static void put_section(struct json_out *o, const struct section *sec)
{
    json_map(o, NULL);
    json_put_text(o, "code", sec->code);
    json_put_text(o, "title", sec->titles[LANG_EN]);
    put_titles(o, sec->titles);
    json_put_int(o, "endangering", sec->endangering);
    json_put_text(o, "responsible", responsible_name(sec->responsible));
    put_words(o, "phrases", sec->phrases);
    put_words(o, "words", sec->words);
    put_words(o, "places", sec->places);
    json_end_map(o);
}

static void put_nspire(struct json_out *o)
{
    json_list(o, "nspire");
    for (size_t i = 0; i < nspire_items_len; i++) {
        json_map(o, NULL);
        json_put_text(o, "item", nspire_items[i].titles[LANG_EN]);
        put_titles(o, nspire_items[i].titles);
        json_put_text(o, "areas", nspire_items[i].areas);
        json_end_map(o);
    }
    json_end_list(o);
}

static const char *library_json(struct arena *a, const struct edition *e)
{
    struct json_out o = {.arena = a};

    json_map(&o, NULL);
    json_put_text(&o, "edition", e->id);
    json_list(&o, "sections");
    for (size_t i = 0; i < e->len; i++)
        put_section(&o, &e->sections[i]);
    json_end_list(&o);
    put_nspire(&o);
    json_end_map(&o);
    return json_done(&o);
}

/* Only of the words as they stand: what else was recorded is not said any more. */
static struct err put_audio(struct session *s, struct json_out *o)
{
    struct recording *list;
    size_t len;

    TRY(recordings_list(s, &list, &len));
    json_map(o, "audio");
    for (size_t i = 0; i < len; i++) {
        if (!list[i].played)
            continue;
        json_map(o, lang_name(list[i].lang));
        json_put_text(o, "sha256",
                      hex(s->arena, (struct bytes){list[i].sha256.b, SHA256_LEN}));
        json_put_text(o, "type", list[i].type);
        json_end_map(o);
    }
    json_end_map(o);
    return ok();
}

static struct err permission_json(struct session *s, const char **out)
{
    struct json_out o = {.arena = s->arena};

    json_map(&o, NULL);
    json_put_text(&o, "version", permission_version);
    json_map(&o, "texts");
    for (int i = 0; i < LANGS; i++)
        json_put_text(&o, lang_name((enum lang)i), permission_texts[i]);
    json_end_map(&o);
    json_map(&o, "cards");
    for (int i = 0; i < LANGS; i++)
        json_put_text(&o, lang_name((enum lang)i), card_texts[i]);
    json_end_map(&o);
    TRY(put_audio(s, &o));
    json_end_map(&o);
    *out = json_done(&o);
    return ok();
}

/* What the library is, without writing all of them out: asked for at
 * every look, sent hardly ever. */
static const char *shipped(struct arena *a, const struct edition *e)
{
    struct json_out o = {.arena = a};

    json_list(&o, NULL);
    json_put_text(&o, NULL, e != NULL ? e->id : NULL);
    put_nspire(&o);
    for (size_t i = 0; e != NULL && i < e->len; i++) {
        json_put_text(&o, NULL, e->sections[i].code);
        for (int lang = 0; lang < LANGS; lang++)
            json_put_text(&o, NULL, e->sections[i].titles[lang]);
    }
    json_end_list(&o);
    return json_done(&o);
}

struct err reference_add(struct changes *c, const struct sha256 *has, struct sha256 *out)
{
    struct session *s = c->s;
    const struct edition *e = edition_on(zone_day(s->zone, s->now));
    const char *config, *holidays, *permission, *zone = zone_json(s);

    TRY(config_json(s, &config));
    TRY(holidays_json(s, &holidays));
    TRY(permission_json(s, &permission));
    const char *texts[] = {config, zone, holidays, permission, shipped(s->arena, e)};
    struct bytes pieces[COUNT(texts)];
    for (size_t i = 0; i < COUNT(texts); i++)
        pieces[i] = (struct bytes){(const uint8_t *)texts[i], strlen(texts[i])};
    *out = sha256_of_all(pieces, COUNT(pieces));
    if (has != NULL && memcmp(has->b, out->b, SHA256_LEN) == 0)
        return ok();
    changes_add(c, "reference", "config", config);
    changes_add(c, "reference", "zone", zone);
    changes_add(c, "reference", "holidays", holidays);
    if (e != NULL)
        changes_add(c, "reference", "library", library_json(s->arena, e));
    changes_add(c, "reference", "permission", permission);
    return ok();
}
