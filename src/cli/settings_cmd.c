/* settings_cmd.c -- `doorstep settings`: every setting, its value and its origin.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

#include <jansson.h>
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

static int print_json(const struct settings *s)
{
    json_t *all = json_array();
    char flag[64], variable[64];

    for (int i = 0; i < SETTINGS; i++) {
        const struct setting *row = &settings_table[i];
        setting_flag((enum setting_id)i, flag);
        setting_environment((enum setting_id)i, variable);
        json_array_append_new(all, json_pack("{s:s, s:s, s:s, s:s, s:s, s:s, s:s}",
                                             "name", row->name, "value", shown(s, i),
                                             "origin", origins[s->origin[i]], "default",
                                             row->fallback, "flag", flag, "environment",
                                             variable, "help", row->help));
    }
    json_dumpf(all, stdout, JSON_INDENT(1));
    putchar('\n');
    json_decref(all);
    return CLI_DONE;
}

int cli_settings(struct cli *c)
{
    const struct settings *s = &c->settings;

    if (c->json)
        return print_json(s);
    for (int i = 0; i < SETTINGS; i++) {
        char flag[64], variable[64];
        setting_flag((enum setting_id)i, flag);
        setting_environment((enum setting_id)i, variable);
        printf("%s = %s\n    %s\n    from the %s; flag %s, environment %s\n",
               settings_table[i].name, shown(s, i), settings_table[i].help,
               s->origin[i] == FROM_DEFAULT ? "defaults" : origins[s->origin[i]], flag,
               variable);
    }
    return CLI_DONE;
}
