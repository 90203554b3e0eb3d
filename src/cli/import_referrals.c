/* import_referrals.c -- `doorstep import referrals`: a programme's history, so that the
 * evaluation does not begin at nought.  Addresses the register lacks are taken and queued
 * for the case manager; permission is kept as `imported`; days have no time.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/import.h"

#include "base/json.h"
#include "store/imported_case_store.h"
#include "store/property_store.h"

#include <string.h>

enum {
    EXTERNAL_ID,
    RECEIVED_AT,
    CLOSED_AT,
    SOURCE,
    ADDRESS,
    UNIT,
    URGENCY,
    REFERRED_FOR,
    SERVICES,
    PRIOR,
    OUTCOME,
    LANGUAGE,
    CONTACTED_AT,
    COLUMNS
};

static const struct import_column columns[COLUMNS] = {
    [EXTERNAL_ID] = {"external_id", true},
    [RECEIVED_AT] = {"received_at", true},
    [CLOSED_AT] = {"closed_at", true},
    [SOURCE] = {"source", true},
    [ADDRESS] = {"address", true},
    [UNIT] = {"unit", true},
    [URGENCY] = {"urgency", true},
    [REFERRED_FOR] = {"referred_for", true},
    [SERVICES] = {"services_provided", true},
    [PRIOR] = {"prior_services", true},
    [OUTCOME] = {"outcome", true},
    [LANGUAGE] = {"language", true},
    [CONTACTED_AT] = {"contacted_at", false},
};

#define LIST_MAX 20

/* NULL, or why; an empty day is DAY_NONE. */
static const char *read_day(struct import *im, struct arena *a, const char *const *value,
                            int column, struct day *out)
{
    const char *s = value[column];
    struct day today = zone_day(&im->city->zone, im->cli->now);

    *out = DAY_NONE;
    if (*s == '\0')
        return NULL;
    if (strlen(s) < 10 || !day_parse(s, 10, out) ||
        (s[10] != '\0' && strchr(" T", s[10]) == NULL))
        return cli_words(a, "%s \"%.30s\" is not a day like 2021-03-15",
                         columns[column].name, s);
    if (out->n > today.n)
        return cli_words(a, "%s %.10s lies in the future", columns[column].name, s);
    return NULL;
}

static const char *read_days(struct import *im, struct arena *a, const char *const *value,
                             struct imported_case *c)
{
    const char *why;

    if (*value[RECEIVED_AT] == '\0')
        return "received_at is empty; every referral was received on some day";
    if ((why = read_day(im, a, value, RECEIVED_AT, &c->received)) != NULL ||
        (why = read_day(im, a, value, CLOSED_AT, &c->closed)) != NULL ||
        (why = read_day(im, a, value, CONTACTED_AT, &c->contacted)) != NULL)
        return why;
    if (day_is_set(c->closed) && c->closed.n < c->received.n)
        return cli_words(a, "closed_at %.10s is before received_at %.10s",
                         value[CLOSED_AT], value[RECEIVED_AT]);
    if (day_is_set(c->contacted) && c->contacted.n < c->received.n)
        return cli_words(a, "contacted_at %.10s is before received_at %.10s",
                         value[CONTACTED_AT], value[RECEIVED_AT]);
    c->received_at = zone_start_ms(&im->city->zone, c->received);
    if (day_is_set(c->closed))
        c->closed_at = zone_start_ms(&im->city->zone, c->closed);
    return NULL;
}

static const char *all_words(struct arena *a, const struct codes *codes)
{
    const char *all = "";

    for (size_t i = 0; i < codes->len; i++)
        all = cli_words(a, "%s%s%s", all, i ? ", " : "", codes->list[i].word);
    return all;
}

/* A word of a list, or "unknown" where the file says nothing. */
static const char *read_word(struct arena *a, const char *const *value, int column,
                             const struct codes *codes, const char **out)
{
    const char *word = value[column];

    *out = *word == '\0' ? "unknown" : word;
    if (strcmp(*out, "unknown") == 0 || codes_find(codes, word) >= 0)
        return NULL;
    return cli_words(a, "%s \"%.40s\" is not one of %s", columns[column].name, word,
                     all_words(a, codes));
}

struct list {
    const char *word[LIST_MAX];
    size_t len;
    const char *hidden; /* the sealed classes in it, by ';', or NULL */
};

static const char *read_code(struct arena *a, int column, const char *word,
                             struct list *out)
{
    enum need need;

    if (!need_parse(word, &need))
        return cli_words(a, "%s \"%.40s\" is not one of %s", columns[column].name, word,
                         all_words(a, &need_codes));
    if (out->len == LIST_MAX)
        return cli_words(a, "%s holds more than %d codes", columns[column].name,
                         LIST_MAX);
    if (need_is_sealed(need))
        out->hidden = out->hidden ? cli_words(a, "%s;%s", out->hidden, word) : word;
    out->word[out->len++] = need_is_sealed(need) ? "sealed" : need_name(need);
    return NULL;
}

static const char *read_list(struct arena *a, const char *const *value, int column,
                             struct list *out)
{
    char *save, *words = arena_copy(a, value[column], strlen(value[column]));
    const char *why = NULL;

    for (char *w = strtok_r(words, ";", &save); w && !why;
         w = strtok_r(NULL, ";", &save)) {
        w += strspn(w, " ");
        w[strcspn(w, " ")] = '\0';
        if (*w != '\0')
            why = read_code(a, column, w, out);
    }
    return why;
}

/* What the coded lists may not show stands sealed with the case. */
static const char *hidden_json(struct arena *a, const struct list *reasons,
                               const struct list *services)
{
    struct json_out o = {.arena = a};

    if (reasons->hidden == NULL && services->hidden == NULL)
        return NULL;
    json_map(&o, NULL);
    if (reasons->hidden != NULL)
        json_put_text(&o, "reasons_sealed", reasons->hidden);
    if (services->hidden != NULL)
        json_put_text(&o, "services_sealed", services->hidden);
    json_end_map(&o);
    return json_done(&o);
}

static const char *read_lists(struct arena *a, const char *const *value,
                              struct imported_case *c)
{
    struct list *reasons = arena_new(a, struct list);
    struct list *services = arena_new(a, struct list);
    const char *why;

    if ((why = read_list(a, value, REFERRED_FOR, reasons)) != NULL ||
        (why = read_list(a, value, SERVICES, services)) != NULL)
        return why;
    c->reasons = reasons->word;
    c->reasons_len = reasons->len;
    c->services = services->word;
    c->services_len = services->len;
    c->words = hidden_json(a, reasons, services);
    return NULL;
}

static const char *open_state(const struct imported_case *c)
{
    if (c->services_len > 0)
        return case_state_name(CASE_CONNECTED);
    return case_state_name(day_is_set(c->contacted) ? CASE_CONTACTED : CASE_SUBMITTED);
}

static const char *read_outcome(struct arena *a, const char *const *value,
                                struct imported_case *c)
{
    const char *word = value[OUTCOME];
    enum close_reason reason;

    c->state = case_state_name(CASE_CLOSED);
    if (strcmp(word, "open") == 0) {
        if (day_is_set(c->closed))
            return "outcome is open, and closed_at is given; one of them is wrong";
        c->state = open_state(c);
        return NULL;
    }
    if (*word == '\0') /* closed for no known reason, or not even that is known */
        return NULL;
    if (!close_reason_parse(word, &reason))
        return cli_words(a, "outcome \"%.40s\" is not one of open, %s", word,
                         all_words(a, &close_reason_codes));
    c->close_reason = close_reason_name(reason);
    return NULL;
}

static const char *read_language(struct arena *a, const char *word,
                                 struct imported_case *c)
{
    size_t letters = strspn(word, "abcdefghijklmnopqrstuvwxyz");

    c->lang = *word != '\0' ? word : NULL;
    if (*word == '\0' ||
        ((letters == 2 || letters == 3) &&
         (word[letters] == '\0' || word[letters] == '-') && strlen(word) <= 12))
        return NULL;
    return cli_words(a, "language \"%.30s\" is not a code such as en, es, pt or ht",
                     word);
}

/* Care knows enforcement: the property is looked up before the job that writes care. */
static void find_property(struct import *im, struct arena *a, const char *const *value,
                          struct property_match *out)
{
    struct address_parts parts;
    struct address at;
    struct db *db = NULL;

    *out = (struct property_match){0};
    if (!address_split(a, value[ADDRESS], &parts))
        return;
    if (*value[UNIT] != '\0')
        parts.unit = value[UNIT];
    if (address_read(a, &parts, &at) != NULL)
        return;
    struct store *store = im->city->stores.of[STORE_ENFORCEMENT];
    if (store_read_begin(store, im->city->code, &db).kind != OK)
        return;
    if (property_match(db, a, NULL, &at, out).kind != OK)
        *out = (struct property_match){0};
    if (out->neighbourhood != NULL)
        out->neighbourhood =
            arena_copy(a, out->neighbourhood, strlen(out->neighbourhood));
    store_read_end(&db);
}

static void read_place(struct import *im, struct arena *a, const char *const *value,
                       struct imported_case *c)
{
    struct json_out o = {.arena = a};
    struct property_match found;
    char id[ID_TEXT];

    find_property(im, a, value, &found);
    c->address_unknown = !id_is_set(id_of(found.id));
    c->neighbourhood = found.neighbourhood;
    json_map(&o, NULL);
    if (!c->address_unknown) {
        id_format(id_of(found.id), id);
        json_put_text(&o, "property", id);
    }
    json_put_text(&o, "address", value[ADDRESS]);
    json_put_text(&o, "unit", value[UNIT]);
    json_end_map(&o);
    c->place = json_done(&o);
}

static struct sha256 sha_of_row(struct arena *a, const char *const *value)
{
    struct bytes *pieces = arena_array(a, struct bytes, COLUMNS);

    for (int i = 0; i < COLUMNS; i++) /* with its zero, so that columns stay apart */
        pieces[i] = (struct bytes){(const uint8_t *)value[i], strlen(value[i]) + 1};
    return sha256_of_all(pieces, COLUMNS);
}

static const char *read_row(struct import *im, struct arena *a, const char *const *value,
                            void *out)
{
    struct imported_case *c = out;
    const char *why;

    if (*value[EXTERNAL_ID] == '\0' || strlen(value[EXTERNAL_ID]) > 80)
        return "external_id must be 1 to 80 bytes: it is how a second run knows the row";
    if (strlen(value[ADDRESS]) > 200 || strlen(value[UNIT]) > 40)
        return "address or unit is longer than 200 or 40 bytes";
    if ((why = read_days(im, a, value, c)) != NULL ||
        (why = read_word(a, value, SOURCE, &source_codes, &c->source)) != NULL ||
        (why = read_word(a, value, URGENCY, &urgency_codes, &c->urgency)) != NULL ||
        (why = read_word(a, value, PRIOR, &prior_codes, &c->prior)) != NULL ||
        (why = read_lists(a, value, c)) != NULL ||
        (why = read_outcome(a, value, c)) != NULL ||
        (why = read_language(a, value[LANGUAGE], c)) != NULL)
        return why;
    c->external_id = value[EXTERNAL_ID];
    c->sha = sha_of_row(a, value);
    c->recorded_at = im->cli->now;
    c->new_case = id_mint(im->cli->now);
    c->new_resident = id_mint(im->cli->now);
    c->new_consent = id_mint(im->cli->now);
    read_place(im, a, value, c);
    return NULL;
}

static struct err apply_row(struct import *im, struct db *db, struct arena *a,
                            const void *row, struct verdict *out)
{
    enum imported_case_put put;

    TRY(imported_case_put(db, a, im->city->keys, row, &put));
    out->result = put == CASE_SAME        ? ROW_UNCHANGED
                  : put == CASE_WORKED_ON ? ROW_REFUSED
                                          : ROW_ACCEPTED;
    if (put == CASE_WORKED_ON)
        out->why = "the case was worked on here since its import; change it there";
    return ok();
}

static const struct import_kind referrals = {
    .name = "referrals",
    .store = STORE_CARE,
    .columns = columns,
    .columns_len = COLUMNS,
    .row_bytes = sizeof(struct imported_case),
    .read = read_row,
    .apply = apply_row,
};

int cli_import_referrals(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct import im = {.cli = c,
                        .city = &city,
                        .kind = &referrals,
                        .dry_run = cli_option(c, "dry-run") != NULL};
    int status = city_open(c, &city);

    return status == CLI_DONE ? import_files(&im, c->operand, c->operands) : status;
}
