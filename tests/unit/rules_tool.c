/* rules_tool.c -- the server's build of the rules behind a pipe: reads questions, each
 * behind its length (4 bytes, little end first), and writes the answers the same way.
 * tests/unit/rules_wasm.mjs compares them with the phone's build.
 * SPDX-License-Identifier: Apache-2.0 */
#include <stdio.h>

#include "domain/ask.h"

static bool read_size(uint32_t *out)
{
    unsigned char b[4];

    if (fread(b, 1, 4, stdin) != 4)
        return false;
    *out = (uint32_t)b[0] | (uint32_t)b[1] << 8 | (uint32_t)b[2] << 16 |
           (uint32_t)b[3] << 24;
    return true;
}

int main(void)
{
    static char question[1 << 20];
    static struct ask_city city;
    uint32_t len;

    ask_city_default(&city);
    while (read_size(&len)) {
        struct arena a = {0};
        struct build out = {.arena = &a};

        if (len > sizeof question || fread(question, 1, len, stdin) != len)
            return 1;
        ask_rules(&city, question, len, &out);
        unsigned char size[4] = {(unsigned char)out.len, (unsigned char)(out.len >> 8),
                                 (unsigned char)(out.len >> 16),
                                 (unsigned char)(out.len >> 24)};
        fwrite(size, 1, 4, stdout);
        fwrite(build_done(&out), 1, out.len, stdout);
        arena_free(&a);
    }
    return 0;
}
