/* twin.c -- see twin.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "twin.h"

#include "app/rounds.h"
#include "base/crypto.h"
#include "base/log.h"
#include "core/build.h"
#include "queries_dump.h"
#include "store/property_store.h"
#include "store/queries_registry.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

const char *const observer_names[OBSERVERS] = {
    "inspector of other cases", "supervisor", "records officer",
    "owner's letters",          "public",     "files",
    "inspector who asked"};

const char *said(struct twin *w, const char *format, ...)
{
    char text[4000];
    va_list args;

    va_start(args, format);
    int n = vsnprintf(text, sizeof text, format, args);
    va_end(args);
    require(n >= 0 && n < (int)sizeof text);
    return arena_copy(w->t->arena, text, (size_t)n);
}

/* ---- what is written down ---- */

void note(struct twin *w, enum observer who, const char *what,
          const struct local_answer *a)
{
    FILE *to = w->seen[who].to;

    fprintf(to, "== %s\n%d, %zu bytes\n", what, a->status, a->body_len);
    for (size_t i = 0; i < a->headers_len; i++)
        fprintf(to, "%s: %s\n", a->headers[i].name, a->headers[i].value);
    fwrite(a->body, 1, a->body_len, to);
    fprintf(to, "\n");
}

/* ---- a phone ---- */

static void keep_cursor(struct twin *w, const struct local_answer *a)
{
    const char *at = strstr(a->body, "\"cursor\":\"");

    if (at == NULL)
        return;
    at += strlen("\"cursor\":\"");
    require(strcspn(at, "\"") < sizeof w->cursor);
    snprintf(w->cursor, sizeof w->cursor, "%.*s", (int)strcspn(at, "\""), at);
}

/* Results of sealed ops and the list of own requests are the author's to know. */
static bool is_own_of_care(const char *piece)
{
    static const char *const own[] = {
        "\"kind\":\"request\"", "\"id\":\"018f0000-006f-7000-8000-00000000" SEALED_DIGIT};

    return strncmp(piece, own[0], strlen(own[0])) == 0 ||
           strncmp(piece, own[1], strlen(own[1])) == 0;
}

/* What the author hears but for that, piece by piece; the receipt and the cursor stand
 * for all of it. */
static void note_author(struct twin *w, const struct local_answer *a)
{
    const char *at = a->body, *end, *changes = strstr(at, "\"changes\":");
    FILE *to = w->seen[AUTHOR].to;

    fprintf(to, "== POST /api/v1/sync\n%d\n", a->status);
    require(changes != NULL);
    for (; *at != '\0'; at = end) {
        at += strspn(at, "[]{},");
        if (strncmp(at, "\"receipt\":", 10) == 0)
            at = changes;
        if (strncmp(at, "\"more\":", 7) == 0)
            return;
        end = at + strcspn(at, "]{}");
        if (strncmp(at, "\"kind\":\"request\"", 16) == 0)
            end = strstr(at, "}}");
        if (!is_own_of_care(at))
            fprintf(to, "%.*s\n", (int)(end - at), at);
    }
}

const struct local_answer *sync_as(struct twin *w, int who, const char *const *ops,
                                   size_t len)
{
    struct build b = {.arena = w->t->arena};

    build_text(&b, said(w, "{\"device\":\"%s\",\"now\":%lld,\"cursor\":\"%s\",\"ops\":[",
                        name_id(w->t->arena, 'd', who), (long long)w->t->phone->now,
                        who == 2 ? w->cursor : ""));
    for (size_t i = 0; i < len; i++) {
        build_text(&b, i > 0 ? "," : "");
        build_text(&b, ops[i]);
    }
    build_text(&b, "]}");
    const struct visitor *v = who == 2 ? w->inspector : w->author;
    chance_event("sync", ++w->reads);
    const struct local_answer *a =
        site_post_json(w->t, v, "/api/v1/sync", build_done(&b));
    w->applied += (int)times(a->body, "\"status\":\"applied\"");
    if (who == 1) {
        note_author(w, a);
        return a;
    }
    keep_cursor(w, a);
    note(w, INSPECTOR, "POST /api/v1/sync", a);
    return a;
}

static int cases_told; /* by the planted header; 0: it is not planted */

void __real_resp_header(struct req *rq, const char *name, const char *value);
void __wrap_resp_header(struct req *rq, const char *name, const char *value);
void __wrap_resp_header(struct req *rq, const char *name, const char *value)
{
    __real_resp_header(rq, name, value);
    if (cases_told > 0 && strcmp(name, "X-Request-Id") == 0)
        __real_resp_header(rq, "Doorstep-Cases", "some");
}

/* ---- how both worlds begin ---- */

static const char *house_number(struct arena *a, int n)
{
    char text[16];

    snprintf(text, sizeof text, "%d", n);
    return arena_copy(a, text, strlen(text));
}

static struct err put_house(struct db *db, struct arena *a, int n)
{
    struct property p = {.at = {house_number(a, n), "Pine Street", "", "02100"},
                         .place = "Harborview",
                         .region = "MA",
                         .lat_e7 = INT_NONE,
                         .lon_e7 = INT_NONE,
                         .year_built = INT_NONE};
    struct address key;
    enum property_put done;
    struct id id;

    require(id_parse(name_id(a, 'p', n), ID_TEXT - 1, &id));
    p.id = id_to(property, id);
    require(address_read(a, &p.at, &key) == NULL);
    return property_put(db, a, &p, &key, &done);
}

static struct err houses_and_visits(struct db *db, struct arena *a, void *ctx)
{
    const struct twin *w = ctx;
    struct id id[3];

    for (int n = 0; n < HOUSES; n++)
        TRY(put_house(db, a, HOUSE_FIRST + n));
    for (int i = 0; i < w->visits_len; i++) {
        const struct doing *v = &w->visits[i];

        require(id_parse(name_id(a, 'v', v->no), ID_TEXT - 1, &id[0]));
        require(id_parse(name_id(a, 'p', v->house), ID_TEXT - 1, &id[1]));
        require(id_parse(name_id(a, 'u', v->who), ID_TEXT - 1, &id[2]));
        TRY(db_exec(db, &q_plant_visit, &(struct q_plant_visit_in){id[0], id[1], id[2]}));
    }
    return ok();
}

static struct err hub_on(struct db *db, struct arena *a, void *ctx)
{
    (void)a, (void)ctx;
    return db_exec(db, &q_setting_put, &(struct q_setting_put_in){"hub", "on"});
}

/* Somebody of phone.c's city. */
static struct visitor *known(struct twin *w, int n, const char *email)
{
    struct visitor *v = arena_new(w->t->arena, struct visitor);
    struct id id;

    require(id_parse(name_id(w->t->arena, 'u', n), ID_TEXT - 1, &id));
    v->id = id_to(user, id);
    v->email = email;
    v->lang = "en";
    visitor_sign_in(w->t, v);
    return v;
}

static void enrol(struct twin *w, const struct visitor *who, int n)
{
    const char *point = base64url(
        w->t->arena, (struct bytes){w->t->phone->keys->care_box.point, POINT_LEN});

    assert_status(site_post_json(w->t, who, "/api/v1/devices",
                                 said(w, "{\"id\":\"%s\",\"public_key\":\"%s\"}",
                                      name_id(w->t->arena, 'd', n), point)),
                  200);
}

static void take_seats(struct twin *w)
{
    w->author = known(w, 1, "i1@x");
    w->inspector = known(w, 2, "i2@x");
    enrol(w, w->author, 1);
    enrol(w, w->inspector, 2);
    w->supervisor = visitor_new(w->t, ROLE_SUPERVISOR, "en");
    w->records = visitor_new(w->t, ROLE_RECORDS, "en");
    w->intake = visitor_new(w->t, ROLE_INTAKE, "en");
    w->admin = visitor_new(w->t, ROLE_ADMIN, "en");
    w->manager = visitor_new(w->t, ROLE_CASE_MANAGER, "en");
    w->lead = visitor_new(w->t, ROLE_CARE_LEAD, "en");
    w->provider = visitor_new(w->t, ROLE_PROVIDER, "en");
}

static void begin(struct twin *w, struct world *world)
{
    for (int i = 0; i < OBSERVERS; i++) {
        w->seen[i].to = open_memstream(&w->seen[i].text, &w->seen[i].len);
        require(w->seen[i].to != NULL);
    }
    cases_told = 0;
    chance_begin(w->seed, w->leak == LEAK_SEQUENCE);
    chance_log(w->seen[FILES].to);
    w->day = dice_new(w->seed, "day");
    w->social = dice_new(w->seed, "care");
    w->t = site_new(world);
    w->visits_len = 4 + dice_roll(&w->day, 6);
    for (int i = 0; i < w->visits_len; i++)
        w->visits[i] = (struct doing){.no = 100 + i,
                                      .house = HOUSE_FIRST + dice_roll(&w->day, HOUSES),
                                      .who = 1 + dice_roll(&w->day, 2)};
    assert_ok(world_change(world, STORE_ENFORCEMENT, houses_and_visits, w));
    story_begin(w->t);
    assert_ok(world_change(world, STORE_REGISTRY, hub_on, NULL));
    take_seats(w);
    if (w->care)
        care_begin(w);
}

/* ---- what the server does by itself ---- */

static void rounds(struct twin *w)
{
    static const struct zone_change eastern = {0, -5 * 3600};
    static const struct zone zone = {&eastern, 1};
    const struct rounds_config config = {
        .stores = &w->t->stores,
        .city = WORLD_CITY,
        .city_name = "Testville",
        .public_url = SITE_URL,
        .zone = &zone,
        .keys = w->t->phone->keys,
    };

    for (size_t i = 0; i < round_kinds_len; i++)
        assert_ok(round_run(&config, &round_kinds[i], w->t->phone->now));
}

/* ---- faults ---- */

static void plant(struct twin *w)
{
    static const char *const enforcement[LEAKS] = {
        [LEAK_COUNT] = "update inspection_rollup set cards = cards + 1",
        [LEAK_ORDER] = "insert or replace into property select * from property "
                       "where id = (select min(id) from property)",
        [LEAK_CALENDAR] = "update inspection set planned_time = '23:59' where id = "
                          "(select max(id) from inspection where state = 'planned')",
        [LEAK_SIZE] = "update op set problem = ' '",
    };

    if (enforcement[w->leak] != NULL)
        raw_run(w->t->w, STORE_ENFORCEMENT, enforcement[w->leak]);
    if (w->leak == LEAK_SEEN)
        raw_run(w->t->w, STORE_REGISTRY, "update device set seen_at = seen_at + 1");
    if (w->leak == LEAK_HEADER)
        cases_told++;
    if (w->leak == LEAK_LOG)
        log_info("help.received", LOG_NOTHING);
}

/* ---- the day ---- */

/* Who has looked away too long signs in anew. */
static void all_sign_in(struct twin *w)
{
    struct visitor *const seats[] = {w->author,  w->inspector, w->supervisor,
                                     w->records, w->intake,    w->admin,
                                     w->manager, w->lead,      w->provider};

    chance_event("sign in", w->events);
    for (size_t i = 0; i < COUNT(seats); i++)
        visitor_sign_in(w->t, seats[i]);
}

static void care_now(struct twin *w)
{
    struct site *t = w->t;

    if (!w->care)
        return;
    chance_event("care", ++w->cares);
    care_event(w);
    plant(w);
    site_clock(t, t->phone->now);
}

/* Its own arena, for pages are large. */
static void one_event(struct twin *w, int n, int64_t began)
{
    struct arena own = {0}, *kept = w->t->arena;

    w->t->arena = &own;
    if (dice_roll(&w->social, 3) > 0)
        care_now(w);
    site_clock(w->t, began + n * 17 * MINUTE);
    all_sign_in(w);
    chance_event("day", ++w->events);
    day_event(w);
    if (n % 8 == 7) {
        chance_event("rounds", n);
        rounds(w);
    }
    w->t->arena = kept;
    arena_free(&own);
}

static void keep_files(struct twin *w)
{
    FILE *to = w->seen[FILES].to;

    chance_log(NULL);
    raw_rows(w->t->w, STORE_ENFORCEMENT, "", to);
    raw_rows(w->t->w, STORE_PHOTOS, "", to);
    /* When care's people were last seen at their desks is theirs. */
    raw_rows(w->t->w, STORE_REGISTRY, "session", to);
}

void twin_live(struct twin *w, struct world *world)
{
    begin(w, world);
    int64_t began = w->t->phone->now;
    int last = 14 + dice_roll(&w->day, 12), half = last / 2;

    for (int n = 1; n <= last; n++) {
        one_event(w, n, began);
        if (n == half)
            observe(w, "at noon");
    }
    if (w->care)
        care_now(w);
    observe(w, "in the evening");
    keep_files(w);
    for (int i = 0; i < OBSERVERS; i++)
        fflush(w->seen[i].to);
}

void twin_end(struct twin *w)
{
    chance_log(NULL);
    for (int i = 0; i < OBSERVERS; i++) {
        fclose(w->seen[i].to);
        free(w->seen[i].text);
    }
}
