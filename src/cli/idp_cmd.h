/* idp_cmd.h -- `doorstep city idp`: the organisations' own identity providers.
 * SPDX-License-Identifier: Apache-2.0 */
#ifndef CLI_IDP_CMD_H
#define CLI_IDP_CMD_H

struct cli;

int cli_idp(struct cli *c);
int cli_idp_drop(struct cli *c);
int cli_idp_group(struct cli *c);
int cli_idp_passwords(struct cli *c);
int cli_idp_set(struct cli *c);
int cli_idp_unlink(struct cli *c);

#endif
