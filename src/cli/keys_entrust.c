/* keys_entrust.c -- `doorstep keys entrust` takes the care key out of this machine's
 * files, for somebody of the provider to type at each start; `keys bring-back` undoes it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/ask_key.h"

#include "base/key_entered.h"

#include <stdio.h>
#include <string.h>

static bool are_same(const char *typed, const char *words)
{
    for (;; typed++, words++) {
        typed += strspn(typed, " -\t\r");
        words += strspn(words, " -\t\r");
        if (*typed != *words)
            return false;
        if (*typed == '\0')
            return true;
    }
}

static int confirm(const char *dir, const char *words)
{
    char line[KEY_LINE];
    bool typed = ask_key_line(line, NULL) && are_same(line, words);

    secret_wipe(line, sizeof line);
    struct err e = typed ? care_key_forget(dir) : care_key_keep(dir);
    if (!typed)
        return cli_refuse("that was not it: %s, the key is a file as before",
                          e.kind == OK ? "nothing is changed"
                                       : "care-box.sealed is left and may be removed");
    if (e.kind != OK)
        return cli_refuse("cannot take care.key and care-box.pem out of %s: remove both "
                          "by hand",
                          dir);
    puts("The key is in no file of this machine any more. Start the city anew "
         "with `doorstep serve --care-key-ask`. A lost key opens nothing, ever.");
    return CLI_DONE;
}

static int entrust(const char *dir)
{
    char words[CARE_WORDS_TEXT];
    struct err e = care_key_entrust(dir, words);

    if (e.kind == ERR_CONFLICT)
        return cli_refuse("older keys lie in %s: `doorstep keys retire` first", dir);
    if (e.kind != OK)
        return cli_refuse("cannot seal care-box.pem in %s: is the disk full?", dir);
    printf("The care key of this city. Keep it where the provider keeps what must not be "
           "lost, twice:\n\n%s\n\nType it once more, and it leaves this machine's "
           "files.\n",
           words);
    fflush(stdout);
    int status = confirm(dir, words);
    secret_wipe(words, sizeof words);
    return status;
}

static int with_city(struct cli *c, int (*act)(const char *dir, struct open_city *city))
{
    struct open_city city CLEANUP(city_close) = {0};
    int status = city_open(c, &city);

    return status == CLI_DONE ? act(settings_get(&c->settings, SETTING_KEYS), &city)
                              : status;
}

static int entrust_of(const char *dir, struct open_city *city)
{
    if (care_is_entrusted(city->keys))
        return cli_refuse("it is in no file of %s already", dir);
    if (key_is_lent(CARE_KEY_NAME) || key_is_lent(CARE_BOX_NAME))
        return cli_refuse("systemd lends it: take it out of the unit first");
    return entrust(dir);
}

static int bring_back(const char *dir, struct open_city *city)
{
    char line[KEY_LINE];

    if (!care_is_entrusted(city->keys))
        return cli_refuse("care.key is a file of %s already", dir);
    puts("Type the care key.");
    fflush(stdout);
    struct err e = ask_key_line(line, NULL) ? care_key_bring_back(dir, line)
                                            : failed(ERR_INVALID, "errors.key_wrong");
    secret_wipe(line, sizeof line);
    if (e.kind == ERR_INVALID)
        return cli_refuse("that is not the care key of this city");
    if (e.kind != OK)
        return cli_refuse("cannot write care.key and care-box.pem in %s: is the disk "
                          "full?",
                          dir);
    puts("care.key and care-box.pem are files again.");
    return CLI_DONE;
}

int cli_keys_entrust(struct cli *c)
{
    return with_city(c, entrust_of);
}

int cli_keys_bring_back(struct cli *c)
{
    return with_city(c, bring_back);
}
