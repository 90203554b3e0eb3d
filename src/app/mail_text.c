/* mail_text.c -- what a letter says: fixed at its first try, so that every try of an
 * event says the same, whatever was changed meanwhile; only the secret of its link is
 * written in anew, because no store holds it. SPDX-License-Identifier: Apache-2.0 */
#include "app/mail_app.h"

#include "app/link.h"
#include "app/weekly_app.h"
#include "base/json.h"
#include "base/text.h"
#include "base/when.h"
#include "core/build.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A subject and a body; neither knows a person, a need or a service. */
const struct mail_template mail_templates[] = {
    {"access-given", "account.mail_access_subject", "account.mail_access_body", NULL},
    {"account-invited", "account.mail_invited_subject", "account.mail_invited_body",
     NULL},
    {"answer-arrived", "agency.mail_answer_subject", "agency.mail_answer_body", NULL},
    {"glass-broken", "rights.mail_glass_subject", "rights.mail_glass_body", NULL},
    {"legal-asked", "rights.mail_legal_subject", "rights.mail_legal_body", NULL},
    {"monthly", "updates.mail_month_subject", "updates.mail_month_body", NULL},
    {"passkey-doubted", "account.mail_passkey_subject",
     "account.mail_passkey_doubted_body", NULL},
    {"passkey-off", "account.mail_passkey_subject", "account.mail_passkey_off_body",
     NULL},
    {"passkey-on", "account.mail_passkey_subject", "account.mail_passkey_on_body", NULL},
    {"password-changed", "account.mail_password_subject", "account.mail_password_body",
     NULL},
    {"reads-many", "rights.mail_reads_subject", "rights.mail_reads_body", NULL},
    {"request-arrived", "agency.mail_arrived_subject", "agency.mail_arrived_body", NULL},
    {"request-reminder", "agency.mail_reminder_subject", "agency.mail_sent_body",
     "agency.sms_sent"},
    {"request-sent", "agency.mail_sent_subject", "agency.mail_sent_body",
     "agency.sms_sent"},
    {"request-stopped", "agency.mail_withdrawn_subject", "withdraw.mail_counts_body",
     "withdraw.sms_counts"},
    {"request-urgent", "agency.mail_urgent_subject", "agency.mail_urgent_body", NULL},
    {"request-waits", "agency.mail_waits_subject", "agency.mail_waits_body", NULL},
    {"request-withdrawn", "agency.mail_withdrawn_subject", "agency.mail_withdrawn_body",
     "agency.sms_withdrawn"},
    {"requests-waiting", "agency.mail_waiting_subject", "agency.mail_waiting_body",
     "agency.sms_waiting"},
    {"schedule-due", "agency.mail_schedule_subject", "agency.mail_schedule_body", NULL},
    {"second-off", "account.mail_second_subject", "account.mail_second_off_body", NULL},
    {"second-on", "account.mail_second_subject", "account.mail_second_on_body", NULL},
    {"second-reset", "account.mail_second_subject", "account.mail_second_reset_body",
     NULL},
    {"something-due", "agency.mail_due_subject", "agency.mail_due_body", NULL},
    {"visit-overdue", "agency.mail_overdue_subject", "agency.mail_overdue_body", NULL},
    {"weekly", "updates.mail_week_subject", "updates.mail_week_body", NULL},
    {"word-arrived", "resident.mail_word_subject", "resident.mail_word_body", NULL},
};
const size_t mail_templates_len = COUNT(mail_templates);

static const struct mail_template *template_of(const char *name)
{
    for (size_t i = 0; i < mail_templates_len; i++)
        if (strcmp(mail_templates[i].name, name) == 0)
            return &mail_templates[i];
    return NULL;
}

#define SECRET "{secret}"

/* The address a letter leads to: the agency's link, a colleague's invitation, or the
 * sign-in of our own people. */
static const char *address_of(const struct mail_config *c, const struct json *args,
                              struct arena *a)
{
    const char *path = json_text(args, "invitation") ? "/welcome#" SECRET
                       : json_text(args, "stopped")  ? "/stopped#" SECRET
                       : json_text(args, "referral") ? "/r#" SECRET
                       : json_text(args, "path")     ? json_text(args, "path")
                                                     : "/cases";
    struct build url = {.arena = a};

    build_text(&url, c->public_url);
    build_text(&url, path);
    return build_done(&url);
}

static const char *secret_of(const struct mail_config *c, const struct json *args,
                             struct arena *a)
{
    const char *referral = json_text(args, "referral");
    const char *serial = json_text(args, "serial");
    const char *invitation = json_text(args, "invitation");
    const char *stopped = json_text(args, "stopped"), *at = json_text(args, "at");
    struct id id;

    if (invitation && id_parse(invitation, strlen(invitation), &id))
        return invite_token(c->keys, id, a);
    if (stopped && at && id_parse(stopped, strlen(stopped), &id))
        return stop_token(c->keys, id_to(referral, id), strtoll(at, NULL, 10), a);
    if (referral && serial && id_parse(referral, strlen(referral), &id))
        return link_token(c->keys, id_to(referral, id), strtoll(serial, NULL, 10), a);
    return "";
}

/* What was fixed, with the secret in its place. */
static const char *with_secret(const char *body, const char *secret, struct arena *a)
{
    const char *at = strstr(body, SECRET);
    struct build out = {.arena = a};

    if (at == NULL)
        return body;
    build_bytes(&out, body, (size_t)(at - body));
    build_text(&out, secret);
    build_text(&out, at + strlen(SECRET));
    return build_done(&out);
}

static const char *day_of(const struct json *args, const char *lang, struct arena *a)
{
    const char *s = json_text(args, "reply_by");
    struct day day;

    return s && day_parse(s, strlen(s), &day) ? when_day(a, lang, day, WHEN_LONG) : "";
}

#define MONTH_TEXT strlen("2026-11")

/* "November 2026" */
static const char *month_of(const struct json *args, const char *lang, struct arena *a)
{
    const char *s = json_text(args, "month");
    struct day day;

    return s && day_parse(s, strlen(s), &day) ? when_day(a, lang, day, WHEN_MONTH) : "";
}

/* Lines end with CRLF, and a lone dot is curl's to escape. */
static char *with_crlf(const char *s, struct arena *a)
{
    char *out = arena_alloc(a, strlen(s) * 2 + 1);
    size_t n = 0;

    for (; *s; s++) {
        if (*s == '\n')
            out[n++] = '\r';
        out[n++] = *s;
    }
    out[n] = '\0';
    return out;
}

/* A subject in UTF-8 as one encoded word (RFC 2047). */
static const char *encoded(const char *subject, struct arena *a)
{
    char *out = arena_alloc(a, strlen(subject) * 3 + 16);
    size_t n = (size_t)sprintf(out, "=?UTF-8?Q?");

    for (const unsigned char *p = (const unsigned char *)subject; *p; p++)
        if ((*p >= 'a' && *p <= 'z') || (*p >= 'A' && *p <= 'Z') ||
            (*p >= '0' && *p <= '9'))
            out[n++] = (char)*p;
        else
            n += (size_t)sprintf(out + n, "=%02X", *p);
    memcpy(out + n, "?=", 3);
    return out;
}

static const char *host_of(const char *from, char out[320])
{
    smtp_address(from, out, 320);
    const char *at = strchr(out, '@');
    return at ? at + 1 : "doorstep.invalid";
}

#define PLAIN                                     \
    "Content-Type: text/plain; charset=UTF-8\r\n" \
    "Content-Transfer-Encoding: 8bit\r\n"

/* What a letter is made of: its words, or its words and a paper. */
static char *headers(const struct mail *m, const struct json *fixed, const char *type,
                     struct arena *a)
{
    const char *sender = json_text(fixed, "from");
    const char *subject = encoded(json_text(fixed, "subject"), a);
    char id[ID_TEXT], date[64], from[320];
    time_t t = (time_t)(m->created_at / 1000);
    struct tm tm;
    size_t size = strlen(sender) + strlen(m->recipient) + strlen(subject) + 1024;
    char *out = arena_alloc(a, size);

    gmtime_r(&t, &tm);
    strftime(date, sizeof date, "%a, %d %b %Y %H:%M:%S +0000", &tm);
    id_format(id_of(m->id), id);
    snprintf(out, size,
             "Date: %s\r\nFrom: %s\r\nTo: <%s>\r\nMessage-ID: <%s@%s>\r\n"
             "Subject: %s\r\nMIME-Version: 1.0\r\n"
             "%sAuto-Submitted: auto-generated\r\n\r\n",
             date, sender, m->recipient, id, host_of(sender, from), subject, type);
    return out;
}

enum { BASE64_LINE = 76 }; /* RFC 2045 */

static void put_lines(struct build *b, const char *base64)
{
    for (size_t len = strlen(base64), n; len > 0; base64 += n, len -= n) {
        n = len < BASE64_LINE ? len : BASE64_LINE;
        build_bytes(b, base64, n);
        build_text(b, "\r\n");
    }
}

/* Two parts (RFC 2046); their border is the letter's own id, so every try has the same.
 */
static const char *with_paper(const struct mail *m, const struct json *fixed,
                              const char *body, struct arena *a)
{
    const char *month = json_text(fixed, "month");
    struct build type = {.arena = a}, b = {.arena = a};
    char id[ID_TEXT];

    id_format(id_of(m->id), id);
    build_text(&type, "Content-Type: multipart/mixed; boundary=\"");
    build_text(&type, id);
    build_text(&type, "\"\r\n");
    build_text(&b, headers(m, fixed, build_done(&type), a));
    build_text(&b, "--");
    build_text(&b, id);
    build_text(&b, "\r\n" PLAIN "\r\n");
    build_text(&b, body);
    build_text(&b, "\r\n--");
    build_text(&b, id);
    build_text(&b, "\r\nContent-Type: application/pdf\r\n"
                   "Content-Transfer-Encoding: base64\r\n"
                   "Content-Disposition: attachment; filename=\"page-");
    build_bytes(&b, month != NULL ? month : "", month != NULL ? MONTH_TEXT : 0);
    build_text(&b, ".pdf\"\r\n\r\n");
    put_lines(&b, json_text(fixed, "pdf"));
    build_text(&b, "--");
    build_text(&b, id);
    build_text(&b, "--\r\n");
    return build_done(&b);
}

/* A template's sentence with all that a row may fill in. */
static const char *filled(const struct mail_config *c, const struct mail *m,
                          const char *msg, const struct json *args, struct arena *a)
{
    const char *reference = json_text(args, "reference"), *n = json_text(args, "n");

    return text_fill(a, m->lang, msg, "city", c->city_name, "address",
                     address_of(c, args, a), "day", day_of(args, m->lang, a), "reference",
                     reference ? reference : "", "n", n ? n : "", "lines",
                     weekly_lines(args, m->lang, a), "month", month_of(args, m->lang, a),
                     NULL);
}

struct err mail_fix(const struct mail_config *c, struct mail *m, struct arena *a)
{
    const struct mail_template *t = template_of(m->template);
    bool sms = mail_sms_number(m->recipient) != NULL;
    struct json_out out = {.arena = a};
    struct json args = {0};

    if (!t || strpbrk(m->recipient, "\r\n<>"))
        return failed(ERR_INVALID, "mail.refused");
    if (sms && !t->sms)
        return failed(ERR_INVALID, "sms.refused");
    TRY(json_read(a, m->args, strlen(m->args), &args));
    if (json_text(&args, "body"))
        return ok();
    json_map(&out, NULL);
    for (size_t i = 0; i < args.len; i++)
        json_put(&out, args.items[i].name, &args.items[i]);
    json_put_text(&out, "from", c->smtp.from ? c->smtp.from : "");
    json_put_text(&out, "subject",
                  text_fill(a, m->lang, t->subject, "city", c->city_name, "month",
                            month_of(&args, m->lang, a), NULL));
    json_put_text(&out, "body", filled(c, m, sms ? t->sms : t->body, &args, a));
    json_end_map(&out);
    m->args = json_done(&out);
    return ok();
}

/* The words of a row, fixed now if they were not, and the secret in its place. */
static struct err words(const struct mail_config *c, const struct mail *m,
                        struct arena *a, struct json *fixed, const char **out)
{
    struct mail row = *m;

    TRY(mail_fix(c, &row, a));
    TRY(json_read(a, row.args, strlen(row.args), fixed));
    *out = with_secret(json_text(fixed, "body"), secret_of(c, fixed, a), a);
    return ok();
}

struct err mail_compose(const struct mail_config *c, const struct mail *m,
                        struct arena *a, const char **out)
{
    struct json fixed = {0};
    const char *said;

    TRY(words(c, m, a, &fixed, &said));
    const char *body = with_crlf(said, a);
    if (json_text(&fixed, "pdf") != NULL) {
        *out = with_paper(m, &fixed, body, a);
        return ok();
    }
    char *head = headers(m, &fixed, PLAIN, a);
    char *letter = arena_alloc(a, strlen(head) + strlen(body) + 3);

    sprintf(letter, "%s%s\r\n", head, body);
    *out = letter;
    return ok();
}

struct err mail_compose_sms(const struct mail_config *c, const struct mail *m,
                            struct arena *a, const char **out)
{
    struct json fixed = {0};

    return words(c, m, a, &fixed, out);
}
