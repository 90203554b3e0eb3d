/* main.c -- the program `doorstep`; everything it can do is a line in cli/cli.c.
 * SPDX-License-Identifier: Apache-2.0 */
#include "cli/cli.h"

int main(int argc, char **argv)
{
    return cli_main(argc, argv);
}
