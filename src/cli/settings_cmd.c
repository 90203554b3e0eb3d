/* settings_cmd.c -- `doorstep settings`: every setting, its value and its origin.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/city.h"
#include "cli/cli.h"

#include "base/json.h"
#include "cli/shown.h"

#include <stdio.h>

static const char *const origins[] = {
    [FROM_DEFAULT] = "default",
    [FROM_FILE] = "file",
    [FROM_ENVIRONMENT] = "environment",
    [FROM_FLAG] = "flag",
};

static const char *shown(const struct settings *s, int id)
{
    const char *value = settings_get(s, (enum setting_id)id);

    return settings_table[id].secret && *value != '\0' ? "(set)" : value;
}

static int print_json(struct cli *c)
{
    struct json_out o = {.arena = &c->arena};
    char flag[64], variable[64];

    json_list(&o, NULL);
    for (int i = 0; i < SETTINGS; i++) {
        const struct setting *row = &settings_table[i];
        setting_flag((enum setting_id)i, flag);
        setting_environment((enum setting_id)i, variable);
        json_map(&o, NULL);
        json_put_text(&o, "name", row->name);
        json_put_text(&o, "value", shown(&c->settings, i));
        json_put_text(&o, "origin", origins[c->settings.origin[i]]);
        json_put_text(&o, "default", row->fallback);
        json_put_text(&o, "flag", flag);
        json_put_text(&o, "environment", variable);
        json_put_text(&o, "help", row->help);
        json_end_map(&o);
    }
    json_end_list(&o);
    shown_json(&o);
    return CLI_DONE;
}

/* These are of one server; what all servers and phones of a city hear alike is kept in
 * the city. */
static void print_where_the_rest_is(void)
{
    printf("\nKept in the city, for all its servers and phones alike, and set by\n"
           "`doorstep city set NAME VALUE` (`doorstep city` says what each is for):\n");
    for (size_t i = 0; city_word_name(i) != NULL; i++)
        printf("    %s\n", city_word_name(i));
}

int cli_settings(struct cli *c)
{
    const struct settings *s = &c->settings;

    if (c->json)
        return print_json(c);
    for (int i = 0; i < SETTINGS; i++) {
        char flag[64], variable[64];
        setting_flag((enum setting_id)i, flag);
        setting_environment((enum setting_id)i, variable);
        printf("%s = %s\n    %s\n    from the %s; flag %s, environment %s\n",
               settings_table[i].name, shown(s, i), settings_table[i].help,
               s->origin[i] == FROM_DEFAULT ? "defaults" : origins[s->origin[i]], flag,
               variable);
    }
    print_where_the_rest_is();
    return CLI_DONE;
}
