/* idp.c -- see idp.h.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/idp.h"

#include "app/account.h"
#include "core/build.h"
#include "core/str.h"
#include "store/queries_registry.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { SECRET_MAX = 512, ISSUER_MAX = 500 };

const char *idp_issuer_fault(const char *issuer, bool near)
{
    bool plain = near && (str_starts(issuer, "http://127.0.0.1:") ||
                          str_starts(issuer, "http://localhost:"));

    if (!plain && !str_starts(issuer, "https://"))
        return "must be like https://login.example.gov/realms/city";
    if (strlen(issuer) > ISSUER_MAX || strpbrk(issuer, " ?#@\"\\<>") != NULL)
        return "is the issuer alone, without query, user or spaces";
    return NULL;
}

static struct err take(const struct q_idp_all_out *row, struct idp *out)
{
    *out = (struct idp){.name = row->name,
                        .issuer = row->issuer,
                        .client = row->client,
                        .acr = row->acr,
                        .near = row->near != 0,
                        .trusted = row->trusted != 0,
                        .passwords = row->passwords != 0,
                        .keeper = row->keeper};
    return side_parse(row->side, &out->side) ? ok()
                                             : failed(ERR_BROKEN, "errors.store.code");
}

struct err idp_all(struct db *registry, struct arena *a, struct idps *out)
{
    struct q_idp_all_out *rows;
    size_t len;

    *out = (struct idps){.len = 0};
    TRY(db_many(registry, &q_idp_all, NULL, &rows, &len, a));
    for (size_t i = 0; i < len && i < SIDES; i++)
        TRY(take(&rows[i], &out->of[out->len++]));
    return ok();
}

struct err idp_offers(struct session *s, struct idps *out)
{
    struct db *db;

    TRY(session_db(s, STORE_REGISTRY, &db));
    return idp_all(db, s->arena, out);
}

struct err idp_of(struct session *s, enum side side, struct idp *out)
{
    struct idps all;

    TRY(idp_offers(s, &all));
    for (size_t i = 0; i < all.len; i++)
        if (all.of[i].side == side) {
            *out = all.of[i];
            return ok();
        }
    return failed(ERR_NOT_FOUND, "error.not_found");
}

static struct err is_linked(struct db *db, const struct idp *idp, struct user_id user,
                            struct arena *a, bool *out)
{
    const struct q_idp_person_sub_in in = {.issuer = idp->issuer, .person = user};
    struct q_idp_person_sub_out row;
    struct err e = db_one(db, &q_idp_person_sub, &in, &row, a);

    *out = e.kind == OK;
    return e.kind == ERR_NOT_FOUND ? ok() : e;
}

struct err idp_password_opens(struct session *s, struct db *registry, struct user_id user,
                              bool *out)
{
    struct idps all;
    unsigned roles;

    *out = true;
    TRY(idp_all(registry, s->arena, &all));
    if (all.len == 0)
        return ok();
    TRY(account_roles(registry, user, s->arena, &roles));
    for (size_t i = 0; i < all.len && *out; i++) {
        const struct idp *idp = &all.of[i];
        bool linked;

        if (idp->passwords || id_same(id_of(idp->keeper), id_of(user)))
            continue;
        TRY(is_linked(registry, idp, user, s->arena, &linked));
        *out = !linked && (roles & side_roles(idp->side)) == 0;
    }
    return ok();
}

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
}

static const char *refuse(struct arena *a, const char *path, const char *what,
                          const char **why)
{
    struct build b = {.arena = a};

    build_text(&b, path);
    build_text(&b, what);
    *why = build_done(&b);
    return NULL;
}

static const char *path_of(const char *dir, enum side side, struct arena *a)
{
    struct build b = {.arena = a};

    build_text(&b, dir);
    build_text(&b, "/");
    build_text(&b, side_name(side));
    build_text(&b, ".secret");
    return build_done(&b);
}

const char *idp_secret(const char *dir, enum side side, struct arena *a, const char **why)
{
    char *text = arena_alloc(a, SECRET_MAX + 1);
    struct stat st;

    if (dir == NULL || dir[0] == '\0')
        return refuse(a, "idp.secrets",
                      " names no folder: set it to one outside the data directory", why);
    const char *path = path_of(dir, side, a);
    int fd CLEANUP(close_fd) = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
    if (fd < 0 || fstat(fd, &st) != 0)
        return refuse(a, path, " is not there: write the client's secret into it", why);
    if (!S_ISREG(st.st_mode) || (st.st_mode & 077) != 0 || st.st_uid != geteuid())
        return refuse(a, path, " is open to others: chmod 600, and owned by who serves",
                      why);
    ssize_t n = read(fd, text, SECRET_MAX);
    size_t len = n > 0 ? strcspn(text, "\r\n") : 0;
    if (len == 0 || n == SECRET_MAX)
        return refuse(a, path, " holds no secret: one line", why);
    text[len] = '\0';
    return text;
}
