/* CSV read in pieces (wire/csv.h).
 * SPDX-License-Identifier: Apache-2.0 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "wire/csv.h"

struct seen {
    char text[4096]; /* rows as line:field|field;  a wrong one as line!why; */
    size_t rows;
};

static void note(void *ctx, const struct csv_row *row)
{
    struct seen *s = ctx;
    size_t n = strlen(s->text);

    s->rows++;
    n += (size_t)snprintf(s->text + n, sizeof s->text - n, "%d%s", (int)row->line,
                          row->wrong ? "!" : ":");
    if (row->wrong != NULL)
        n += (size_t)snprintf(s->text + n, sizeof s->text - n, "%s", row->wrong);
    for (size_t i = 0; row->wrong == NULL && i < row->len; i++)
        n += (size_t)snprintf(s->text + n, sizeof s->text - n, "%s%s", i ? "|" : "",
                              row->field[i]);
    snprintf(s->text + n, sizeof s->text - n, ";");
}

/* Whole, and again byte by byte: the pieces must not matter. */
static const char *read_all(const char *file, size_t len)
{
    static struct seen whole, pieces;
    static struct csv c;

    whole = pieces = (struct seen){0};
    csv_begin(&c, note, &whole);
    csv_feed(&c, file, len);
    csv_end(&c);
    csv_begin(&c, note, &pieces);
    for (size_t i = 0; i < len; i++)
        csv_feed(&c, file + i, 1);
    csv_end(&c);
    assert_string_equal(whole.text, pieces.text);
    return whole.text;
}

static void rows_arrive_as_they_were_written(void **state)
{
    static const struct {
        const char *file, *rows;
    } table[] = {
        {"a,b\nc,d\n", "1:a|b;2:c|d;"},
        {"a,b\r\nc,d\r\n", "1:a|b;2:c|d;"},
        {"a,b\rc,d", "1:a|b;2:c|d;"},
        {"\xef\xbb\xbf"
         "a,b\n",
         "1:a|b;"},
        {"\xef\xbb\xbf\"a\",b\n", "1:a|b;"},
        {"a\n\xef\xbb\xbf"
         "b\n",
         "1:a;2:\xef\xbb\xbf"
         "b;"},
        {"\"\xef\xbb\xbf"
         "a\",b\n",
         "1:\xef\xbb\xbf"
         "a|b;"},
        {"a,\"b,\"\"c\"\"\"\n", "1:a|b,\"c\";"},
        {"\"two\nlines\",x\ny,z\n", "1:two\nlines|x;3:y|z;"},
        {"\"two\r\nlines\",x\ny\n", "1:two\nlines|x;3:y;"},
        {"a,,\n,,\n", "1:a||;2:||;"},
        {"\n\na\n\n", "3:a;"},
        {"\"\"\n", "1:;"},
        {"S\xc3\xa3o,\xf0\x9f\x8f\xa0\n", "1:S\xc3\xa3o|\xf0\x9f\x8f\xa0;"},
        {"", ""},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++)
        assert_string_equal(read_all(table[i].file, strlen(table[i].file)),
                            table[i].rows);
}

static void a_wrong_row_says_why_and_the_next_is_read(void **state)
{
    static const struct {
        const char *file, *rows;
    } table[] = {
        {"a\"b,c\nd,e\n", "1!a quote stands inside an unquoted field;2:d|e;"},
        {"\"a\"b\nd\n", "1!text follows a closing quote;2:d;"},
        {"x\n\"a,b\nc", "1:x;2!a quote is opened and never closed;"},
        {"S\xe3o\nd\n", "1!the row is not UTF-8; save the file as CSV UTF-8;2:d;"},
        {"\xc0\xaf\nd\n", "1!the row is not UTF-8; save the file as CSV UTF-8;2:d;"},
        {"\xed\xa0\x80\nd\n", "1!the row is not UTF-8; save the file as CSV UTF-8;2:d;"},
    };
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++)
        assert_string_equal(read_all(table[i].file, strlen(table[i].file)),
                            table[i].rows);
    assert_string_equal(read_all("a\0b\nd\n", 6), "1!the row holds a zero byte;2:d;");
}

static void limits_refuse_the_row_and_not_the_file(void **state)
{
    char *file = malloc(CSV_ROW_BYTES + 16);
    (void)state;

    memset(file, 'x', CSV_ROW_BYTES + 8);
    memcpy(file + CSV_ROW_BYTES + 8, "\nok\n", 5);
    assert_string_equal(read_all(file, CSV_ROW_BYTES + 12),
                        "1!the row is longer than 65,536 bytes;2:ok;");
    memset(file, ',', 200);
    memcpy(file + 200, "\nok\n", 5);
    assert_string_equal(read_all(file, 204), "1!the row has more than 127 columns;2:ok;");
    free(file);
}

static void what_is_written_is_read_back_and_never_a_formula(void **state)
{
    static const struct {
        const char *field, *written;
    } table[] = {
        {"plain", "plain"},
        {"a,b", "\"a,b\""},
        {"say \"hi\"", "\"say \"\"hi\"\"\""},
        {"=1+1", "\"'=1+1\""},
        {"-5", "\"'-5\""},
        {"", ""},
        {"\uff1d1", "\"'\uff1d1\""},
        {"a;=1", "\"a;=1\""},
        {"\n=1", "\"'\n=1\""},
    };
    char out[64];
    (void)state;

    for (size_t i = 0; i < COUNT(table); i++) {
        out[csv_quote(out, table[i].field)] = '\0';
        assert_string_equal(out, table[i].written);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_arrive_as_they_were_written),
        cmocka_unit_test(a_wrong_row_says_why_and_the_next_is_read),
        cmocka_unit_test(limits_refuse_the_row_and_not_the_file),
        cmocka_unit_test(what_is_written_is_read_back_and_never_a_formula),
    };
    return cmocka_run_group_tests_name("csv", tests, NULL, NULL);
}
