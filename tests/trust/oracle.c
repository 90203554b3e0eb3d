/* oracle.c -- see oracle.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "oracle.h"

#include "base/json.h"
#include "core/build.h"
#include "core/str.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_one_of(const char *const *list, size_t len, const char *s, size_t s_len)
{
    for (size_t i = 0; i < len; i++)
        if (strlen(list[i]) == s_len && strncasecmp(list[i], s, s_len) == 0)
            return true;
    return false;
}

#define ONE_OF(list, s, len) is_one_of((list), COUNT(list), (s), (len))

/* ---- pages ---- */

/* Elements that would run, load or steer something; our views have none of them. */
static const char *const never[] = {"iframe", "object",  "embed",  "base",   "style",
                                    "math",   "frame",   "applet", "video",  "source",
                                    "image",  "animate", "xmp",    "marquee"};
static const char *const addresses[] = {"href",   "src",  "action", "formaction",
                                        "poster", "data", "srcset", "xlink:href"};

#define LEAVE "https://www.weather.gov/" /* "Leave this page now" */

/* Where it leads: to us, within the page, or to somebody's telephone. */
static bool is_address_of_ours(const char *s, size_t len)
{
    static const char *const begins[] = {
        "#", "?", "tel:+", "tel:", "sms:", "mailto:", "/"};

    if (len >= 2 && s[0] == '/' && (s[1] == '/' || s[1] == '\\'))
        return false;
    for (size_t i = 0; i < COUNT(begins); i++)
        if (strncmp(s, begins[i], strlen(begins[i])) == 0)
            return true;
    return len == 0 || strncmp(s, "https://doorstep.example/", 25) == 0 ||
           strncmp(s, LEAVE "\"", sizeof LEAVE) == 0;
}

struct tag {
    const char *name, *at; /* at: behind what was read */
    size_t name_len;
    bool has_src;
};

static const char *attribute_fault(struct tag *t)
{
    const char *name = t->at;
    size_t len =
        strspn(name, "abcdefghijklmnopqrstuvwxyz-_0123456789:ABCDEFGHIJKLMNOPQRSTUVWXYZ");

    if (len == 0)
        return "a tag holds something that is no attribute";
    if (strncasecmp(name, "on", 2) == 0)
        return "an attribute that runs a script";
    if (ONE_OF(((const char *const[]){"srcdoc", "style", "http-equiv"}), name, len))
        return "an attribute that our views do not have";
    t->at += len;
    if (*t->at != '=')
        return NULL;
    if (*++t->at != '"')
        return "a value without quotes";
    const char *value = ++t->at;
    size_t value_len = strcspn(value, "\"");
    t->at = value + value_len;
    if (*t->at++ != '"')
        return "a value that does not end";
    t->has_src |= len == 3 && strncmp(name, "src", 3) == 0;
    if (ONE_OF(addresses, name, len) && !is_address_of_ours(value, value_len))
        return "an address that is not ours";
    return NULL;
}

static const char *tag_fault(const char **html)
{
    struct tag t = {.name = *html + 1};
    bool ends = *t.name == '/';
    const char *wrong;

    t.name += ends;
    t.name_len = strspn(t.name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    t.at = t.name + t.name_len;
    if (t.name_len == 0 || strncmp(t.name, "hit", 3) == 0)
        return "a < that begins no element of ours";
    if (ONE_OF(never, t.name, t.name_len))
        return "an element that our views do not have";
    for (t.at += strspn(t.at, " \n"); *t.at != '>'; t.at += strspn(t.at, " \n")) {
        if (*t.at == '\0')
            return "a tag that does not end";
        if (*t.at == '/' && t.at[1] == '>')
            t.at++;
        else if ((wrong = attribute_fault(&t)) != NULL)
            return wrong;
    }
    bool script = !ends && t.name_len == 6 && strncmp(t.name, "script", 6) == 0;
    if (script && (!t.has_src || strncmp(t.at, "></script>", 10) != 0))
        return "a script within the page";
    *html = t.at;
    return NULL;
}

const char *markup_fault(const char **html)
{
    const char *wrong;

    if (strncasecmp(*html, "<!doctype html>", 15) == 0)
        *html += 15;
    while ((*html = strchr(*html, '<')) != NULL)
        if ((wrong = tag_fault(html)) != NULL)
            return wrong;
    return NULL;
}

/* ---- files ---- */

/* Digits alone are a number, whatever their sign. */
static bool is_number(const char *s, size_t len)
{
    size_t digits = 0;

    for (size_t i = *s == '-' ? 1 : 0; i < len; i++)
        digits += isdigit((unsigned char)s[i]) != 0;
    return digits > 0 && digits + (*s == '-') == len;
}

static bool runs(const char *cell, size_t len)
{
    static const char *const wide[] = {"\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d",
                                       "\xef\xbc\xa0"};

    if (len == 0 || is_number(cell, len))
        return false;
    if (strchr("=+-@\t\r\n", *cell) != NULL)
        return true;
    for (size_t i = 0; i < COUNT(wide); i++)
        if (len >= 3 && memcmp(cell, wide[i], 3) == 0)
            return true;
    return false;
}

/* Read as somebody's spreadsheet would: comma, semicolon and tab all end a cell. */
const char *csv_fault(const char *csv)
{
    if (strncmp(csv, "\xef\xbb\xbf", 3) == 0)
        csv += 3;
    while (*csv != '\0') {
        bool quoted = *csv == '"';
        const char *cell = csv + quoted;
        size_t len = quoted ? 0 : strcspn(cell, ",;\t\r\n");

        while (quoted && cell[len] != '\0' && (cell[len] != '"' || cell[len + 1] == '"'))
            len += cell[len] == '"' ? 2 : 1;
        if (runs(cell, len))
            return "a cell that a spreadsheet runs";
        csv = cell + len + quoted;
        if (*csv != '\0' && strchr(",;\t\r\n", *csv) == NULL)
            return "a quote that ends in the middle of a cell";
        csv += *csv != '\0';
    }
    return NULL;
}

static const char *pdf_fault(const struct local_answer *a)
{
    static const char *const bad[] = {"/JavaScript", "/OpenAction", "/Launch",
                                      "/SubmitForm", "hit.example"};

    if (strncmp(a->body, "%PDF-", 5) != 0)
        return "no PDF";
    for (size_t i = 0; i < COUNT(bad); i++)
        if (memmem(a->body, a->body_len, bad[i], strlen(bad[i])) != NULL)
            return bad[i];
    return NULL;
}

/* ---- answers ---- */

static const char *header_fault(const struct local_answer *a)
{
    for (size_t i = 0; i < a->headers_len; i++) {
        const struct pair *h = &a->headers[i];

        if (strpbrk(h->value, "\r\n") != NULL || strpbrk(h->name, "\r\n: ") != NULL)
            return "a header with a line end";
        if (strcasecmp(h->name, "X-Hit") == 0)
            return "a header that nobody of ours wrote";
        if (strcasecmp(h->name, "Location") == 0 &&
            !is_address_of_ours(h->value, strlen(h->value)))
            return "leads to another site";
    }
    return NULL;
}

/* What is wrong, and where. */
static const char *page_wrong(const struct local_answer *a, struct arena *arena)
{
    const char *at = a->body, *wrong = markup_fault(&at);
    struct build b = {.arena = arena};

    if (strstr(local_header(a, "Content-Security-Policy"), "default-src 'none'") == NULL)
        return "no policy of contents";
    if (wrong == NULL)
        return NULL;
    build_text(&b, wrong);
    build_text(&b, ": ");
    build_bytes(&b, at, strnlen(at, 160));
    return build_done(&b);
}

const char *answer_fault(const struct local_answer *a, struct arena *arena)
{
    const char *type = local_header(a, "Content-Type");
    const char *wrong = header_fault(a);
    struct json json;

    if (wrong != NULL)
        return wrong;
    if (a->status >= 500)
        return "broke";
    if (a->body_len > 0 &&
        strcmp(local_header(a, "X-Content-Type-Options"), "nosniff") != 0)
        return "a browser may guess its kind";
    if (strncmp(type, "text/html", 9) == 0)
        return page_wrong(a, arena);
    if (strncmp(type, "text/csv", 8) == 0)
        return csv_fault(a->body);
    if (strstr(type, "json") != NULL && a->body_len > 0)
        return json_read(arena, a->body, a->body_len, &json).kind == OK ? NULL
                                                                        : "no JSON";
    if (strcmp(type, "application/pdf") == 0)
        return pdf_fault(a);
    return NULL;
}

/* ---- mail and log ---- */

const char *letter_fault(const char *letter)
{
    static const char *const known[] = {
        "From",          "To",           "Subject",
        "Date",          "Message-ID",   "MIME-Version",
        "Reply-To",      "Content-Type", "Content-Transfer-Encoding",
        "Auto-Submitted"};
    size_t seen[COUNT(known)] = {0};

    while (*letter != '\0' && *letter != '\r' && *letter != '\n') {
        size_t len = strcspn(letter, "\r\n"), name = strcspn(letter, ":"), i = 0;

        if (*letter != ' ' && *letter != '\t') {
            while (i < COUNT(known) &&
                   (strlen(known[i]) != name || strncasecmp(known[i], letter, name) != 0))
                i++;
            if (i == COUNT(known))
                return "a header of mail that is not ours";
            if (seen[i]++ > 0)
                return "a header of mail twice";
        }
        letter += len + strspn(letter + len, "\r");
        letter += *letter == '\n';
    }
    return NULL;
}

const char *log_fault(const char *log, struct arena *arena)
{
    while (*log != '\0') {
        size_t len = strcspn(log, "\n");
        struct json line;

        if (log[len] != '\n' || json_read(arena, log, len, &line).kind != OK ||
            line.kind != JSON_MAP || json_text(&line, "event") == NULL)
            return "a line of the log that is no event";
        if (memmem(log, len, "hit", 3) != NULL)
            return "a line of the log says what somebody typed";
        log += len + 1;
    }
    return NULL;
}
