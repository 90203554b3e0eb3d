/* file_pages.c -- files of a case: listed, put on, taken out, downloaded.
 * SPDX-License-Identifier: Apache-2.0 */
#include "app/file_app.h"
#include "base/text.h"
#include "web/case_form.h"
#include "web/case_words.h"
#include "web/layout.h"
#include "web/plan_pages.h"
#include "web/views_plan.h"

#include <stdio.h>
#include <string.h>

/* "PDF, 210 KB · Nov 24, 3:05 pm · Carla", or who took it out. */
static const char *line_of(struct session *s, const struct files_page *p,
                           const struct case_file *f)
{
    bool there = f->removed_at == 0;
    const char *who = staff_name(&p->staff, there ? f->author : f->removed_by);
    char size[48];

    snprintf(size, sizeof size, "%s, %lld KB", attachment_kinds[f->type].word,
             (long long)(f->size + 1023) / 1024);
    const char *parts[] = {there ? arena_copy(s->arena, size, strlen(size))
                                 : text(s->lang, "file.removed"),
                           word_when(s, there ? f->at : f->removed_at),
                           who ? who : text(s->lang, "case.somebody")};
    return word_join(s, parts, COUNT(parts), " · ");
}

SHOW(files_show)
{
    const struct files_page *p = out;
    const char *id = page_id(s, id_of(p->c.id));
    struct file_view *rows = arena_array(s->arena, struct file_view, p->files.len + 1);
    struct view_plan_files v = {
        .csrf = csrf_input(s),
        .url = url_of(s->arena, "/cases/%s", id),
        .action = url_of(s->arena, "/cases/%s/files", id),
        .name = word_name(s, &p->c.person, p->c.kind),
        .id = minted(s),
        .file_fault = fault_text(rq, s, "file"),
        .name_fault = fault_text(rq, s, "name"),
        .name_typed = shown(rq, "name", ""),
        .files = rows,
        .files_len = p->files.len,
    };

    (void)in;
    for (size_t i = 0; i < p->files.len; i++) {
        const struct case_file *f = &p->files.of[i];
        const char *file = page_id(s, f->id);

        rows[i] = (struct file_view){
            .name = f->name,
            .line = line_of(s, p, f),
            .url = url_of(s->arena, "/cases/%s/files/%s", id, file),
            .remove_url = url_of(s->arena, "/cases/%s/files/%s/remove", id, file),
            .there = f->removed_at == 0,
        };
    }
    page_begin(rq, s, text(s->lang, "file.title"));
    view_plan_files(&rq->out, &v);
    page_end(rq, s);
    return ok();
}

READ(file_form_read)
{
    struct file_in *f = arena_new(rq->arena, struct file_in);
    const struct form_file *file = req_file(rq, "file");
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    f->id = form_id(rq, "id");
    f->name = form_text(rq, "name", ATTACHMENT_NAME);
    if (!f->name)
        req_fault(rq, "name", "file.name_missing");
    if (file)
        f->bytes = file->bytes;
    if (f->bytes.len == 0)
        req_fault(rq, "file", "file.missing");
    *in = f;
    return form_check(rq);
}

SHOW(to_files)
{
    (void)s, (void)in, (void)out;
    resp_see_other(rq, "/cases/%s/files", rq->param[0]);
    return ok();
}

READ(file_ref_read)
{
    struct file_ref *f = arena_new(rq->arena, struct file_ref);
    struct id id;

    TRY(param_id(rq, 0, &id));
    f->casefile = id_to(casefile, id);
    *in = f;
    return param_id(rq, 1, &f->file);
}

/* Saved, never opened here; its name on the disk tells nothing of whose it is. */
SHOW(file_show)
{
    const struct case_file *f = out;
    char value[80];

    (void)s, (void)in;
    snprintf(value, sizeof value, "attachment; filename=\"file.%s\"",
             attachment_kinds[f->type].ending);
    rq->content_type = attachment_kinds[f->type].media;
    resp_header(rq, "Content-Disposition", arena_copy(rq->arena, value, strlen(value)));
    put_bytes(&rq->out, (const char *)f->bytes.p, f->bytes.len);
    return ok();
}
