/* proof.c -- see proof.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/proof.h"

#include "base/text.h"
#include "cli/cli.h"
#include "core/str.h"

#include <inttypes.h>
#include <string.h>

/* What the stores count (sql/STORE/count.sql), as people call it. */
static const struct {
    const char *name, *one, *many;
} nouns[] = {
    {"person", "person", "people"},
    {"device", "phone", "phones"},
    {"practice", "practice", "practices"},
    {"second_factor", "second step of signing in", "second steps of signing in"},
    {"op", "record that came from a phone", "records that came from phones"},
    {"outbox", "message", "messages"},
    {"property", "property", "properties"},
    {"addendum", "addendum", "addenda"},
    {"casefile", "case", "cases"},
    {"attempt", "attempt to reach somebody", "attempts to reach somebody"},
    {"case_goal", "goal", "goals"},
    {"case_task", "task", "tasks"},
    {"case_note", "note", "notes"},
    {"case_measure", "measurement", "measurements"},
    {"case_file", "file", "files"},
    {"hub_consent", "consent for the Hub", "consents for the Hub"},
    {"hub_matter", "matter of the Hub", "matters of the Hub"},
    {"hub_reveal", "name told at the Hub", "names told at the Hub"},
};

const char *proof_noun(struct arena *a, const struct store_count *c)
{
    for (size_t i = 0; i < COUNT(nouns); i++)
        if (str_same(nouns[i].name, c->name))
            return c->n == 1 ? nouns[i].one : nouns[i].many;
    return cli_words(a, "%s%s", c->name, c->n == 1 ? "" : "s");
}

static const char *judge(struct arena *a, const struct store_proof *proof,
                         struct manifest_file *out)
{
    if (proof->unsound != NULL)
        return cli_words(a, "the file is damaged: %s", proof->unsound);
    if (proof->audit.broken != 0)
        return cli_words(a, "audit row %" PRId64 " does not fit (%s)",
                         proof->audit.broken, proof->audit.what);
    out->audit_rows = proof->audit.rows;
    out->counts_len = proof->counts_len;
    memcpy(out->counts, proof->counts, sizeof out->counts);
    return NULL;
}

const char *proof_of_store(struct arena *a, struct store *store, enum store_name name,
                           const char *city, struct manifest_file *out)
{
    struct store_proof proof;
    struct err e = store_prove(store, name, city, a, &proof);

    if (e.kind != OK)
        return cli_words(a, "it cannot be read: %s", text("en", e.msg));
    return judge(a, &proof, out);
}

const char *proof_of_file(struct arena *a, const struct proof_ask *ask,
                          struct manifest_file *out)
{
    struct store *store CLEANUP(store_close) = NULL;
    struct err e = store_open(&store, ask->name, cli_words(a, "sqlite:%s", ask->path));

    if (e.kind != OK)
        return cli_words(a, "it cannot be read: %s", text("en", e.msg));
    const char *why = proof_of_store(a, store, ask->name, ask->city, out);
    if (why == NULL && ask->renew && store_new_epoch(store, ask->city).kind != OK)
        why = "it cannot be written";
    return why;
}

const char *proof_compare(struct arena *a, const struct manifest_file *said,
                          const struct manifest_file *found)
{
    if (said->audit_rows != found->audit_rows)
        return cli_words(a, "it has %" PRId64 " audit rows and should have %" PRId64,
                         found->audit_rows, said->audit_rows);
    if (said->counts_len != found->counts_len)
        return "it counts other things than it should";
    for (size_t i = 0; i < said->counts_len; i++) {
        const struct store_count *s = &said->counts[i], *f = &found->counts[i];
        if (strcmp(s->name, f->name) != 0 || s->n != f->n)
            return cli_words(a, "it has %" PRId64 " %s and should have %" PRId64, f->n,
                             proof_noun(a, f), s->n);
    }
    return NULL;
}
