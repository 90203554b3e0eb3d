/* inspections.c -- `doorstep inspections own|beside`: who keeps the inspections.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"

#include <stdio.h>
#include <string.h>

int city_mode(const char *word, bool *beside)
{
    *beside = word != NULL && strcmp(word, "beside") == 0;
    if (word == NULL || *beside || strcmp(word, "own") == 0)
        return CLI_DONE;
    return cli_misuse("inspections are own or beside, not \"%s\"", word);
}

struct choice {
    const char *actor, *word;
    bool beside;
};

static struct err choose(struct db *db, struct arena *a, void *ctx)
{
    const struct choice *choice = ctx;

    (void)a;
    db_audit(db,
             &(struct audit){choice->actor, "city.inspections", "city", choice->word});
    return city_inspections(db, choice->beside);
}

int cli_inspections(struct cli *c)
{
    struct open_city city CLEANUP(city_close) = {0};
    struct choice choice = {c->actor, c->operand[0], false};
    int status = city_mode(choice.word, &choice.beside);

    if (status == CLI_DONE)
        status = city_open(c, &city);
    if (status == CLI_DONE)
        status = stores_change(c, city.stores.of[STORE_REGISTRY], choose, &choice);
    if (status == CLI_DONE && !c->json)
        printf("inspections = %s; phones follow when they next send or look.\n",
               choice.word);
    return status;
}
