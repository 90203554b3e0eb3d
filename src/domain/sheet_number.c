/* sheet_number.c -- see sheet_number.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "domain/sheet_number.h"

#include <string.h>

#define HALF 5

/* Damm's quasigroup: every wrong digit and every two neighbours that changed places leave
 * something over. */
static int left_over(const char *digits, size_t len)
{
    static const char next[10][10] = {
        {0, 3, 1, 7, 5, 9, 8, 6, 4, 2}, {7, 0, 9, 2, 1, 5, 4, 8, 6, 3},
        {4, 2, 0, 6, 8, 7, 1, 3, 5, 9}, {1, 7, 5, 0, 9, 8, 3, 4, 2, 6},
        {6, 1, 2, 3, 0, 4, 5, 9, 7, 8}, {3, 6, 7, 4, 2, 0, 9, 5, 8, 1},
        {5, 8, 6, 9, 7, 2, 0, 1, 3, 4}, {8, 9, 4, 5, 3, 6, 2, 0, 1, 7},
        {9, 4, 3, 8, 6, 1, 7, 2, 0, 5}, {2, 5, 8, 1, 4, 3, 6, 7, 9, 0}};
    int at = 0;

    for (size_t i = 0; i < len; i++)
        at = next[at][digits[i] - '0'];
    return at;
}

void sheet_number_make(uint64_t random, char out[SHEET_NUMBER_TEXT])
{
    for (size_t i = 0; i < SHEET_NUMBER_LEN - 1; i++, random /= 10)
        out[i] = (char)('0' + random % 10);
    out[SHEET_NUMBER_LEN - 1] = (char)('0' + left_over(out, SHEET_NUMBER_LEN - 1));
    out[SHEET_NUMBER_LEN] = '\0';
}

bool sheet_number_read(const char *typed, char out[SHEET_NUMBER_TEXT])
{
    char digits[SHEET_NUMBER_LEN];
    size_t len = 0;

    for (; *typed != '\0'; typed++) {
        if (*typed == ' ' || *typed == '-')
            continue;
        if (*typed < '0' || *typed > '9' || len == SHEET_NUMBER_LEN)
            return false;
        digits[len++] = *typed;
    }
    if (len != SHEET_NUMBER_LEN || left_over(digits, len) != 0)
        return false;
    memcpy(out, digits, len);
    out[len] = '\0';
    return true;
}

void sheet_number_show(const char *number, char out[SHEET_NUMBER_SHOWN])
{
    memcpy(out, number, HALF);
    out[HALF] = ' ';
    memcpy(out + HALF + 1, number + HALF, HALF + 1);
}
