/* picture.c -- a photograph made small: fewer pixels, and nothing but pixels.  libjpeg
 * leaves out what a camera wrote beside them unless it is asked for it.
 * SPDX-License-Identifier: Apache-2.0 */
#include "worker/worker.h"

#include "domain/limits.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

enum { EIGHTHS = 8, SOURCE_PIXELS = 2 * LIMIT_PHOTO_PIXELS };

/* A fault of the bytes is an answer, not the end of the child. */
struct fault {
    struct jpeg_error_mgr say; /* first: libjpeg knows this part */
    jmp_buf back;
};

static void fail(j_common_ptr j)
{
    longjmp(((struct fault *)(void *)j->err)->back, 1);
}

static void keep_quiet(j_common_ptr j)
{
    (void)j;
}

static struct jpeg_error_mgr *faults(struct fault *f)
{
    jpeg_std_error(&f->say);
    f->say.error_exit = fail;
    f->say.output_message = keep_quiet;
    return &f->say;
}

struct work {
    struct jpeg_decompress_struct from;
    struct jpeg_compress_struct to;
    uint8_t *pixels; /* RGB, row by row */
    unsigned char *jpeg;
    unsigned long jpeg_len;
};

static unsigned longer(unsigned a, unsigned b)
{
    return a > b ? a : b;
}

/* As many eighths of the picture as are small enough. */
static void choose_scale(j_decompress_ptr from)
{
    unsigned side = longer(from->image_width, from->image_height);

    from->scale_denom = EIGHTHS;
    from->scale_num = EIGHTHS;
    while (from->scale_num > 1 && side * from->scale_num / EIGHTHS > LIMIT_BEFORE_PIXELS)
        from->scale_num--;
}

static bool take_in(struct work *w, struct bytes in)
{
    j_decompress_ptr from = &w->from;

    jpeg_mem_src(from, in.p, (unsigned long)in.len);
    jpeg_read_header(from, TRUE);
    if (longer(from->image_width, from->image_height) > SOURCE_PIXELS)
        return false;
    choose_scale(from);
    from->out_color_space = JCS_RGB;
    jpeg_start_decompress(from);
    size_t line = 3 * (size_t)from->output_width;
    w->pixels = memory_new(line * from->output_height);
    while (from->output_scanline < from->output_height) {
        JSAMPROW row = w->pixels + line * from->output_scanline;
        jpeg_read_scanlines(from, &row, 1);
    }
    jpeg_finish_decompress(from);
    return from->err->num_warnings == 0; /* half a picture is none */
}

static void give_out(struct work *w, int quality)
{
    j_compress_ptr to = &w->to;

    free(w->jpeg);
    w->jpeg = NULL;
    w->jpeg_len = 0;
    jpeg_mem_dest(to, &w->jpeg, &w->jpeg_len);
    to->image_width = w->from.output_width;
    to->image_height = w->from.output_height;
    to->input_components = 3;
    to->in_color_space = JCS_RGB;
    jpeg_set_defaults(to);
    jpeg_set_quality(to, quality, TRUE);
    jpeg_start_compress(to, TRUE);
    while (to->next_scanline < to->image_height) {
        JSAMPROW row = w->pixels + 3 * (size_t)to->image_width * to->next_scanline;
        jpeg_write_scanlines(to, &row, 1);
    }
    jpeg_finish_compress(to);
}

static bool make_small(struct work *w, struct bytes in)
{
    static const int qualities[] = {70, 50, 30};

    if (!take_in(w, in))
        return false;
    for (size_t i = 0; i < COUNT(qualities); i++) {
        give_out(w, qualities[i]);
        if (w->jpeg_len <= LIMIT_BEFORE_BYTES)
            return true;
    }
    return false;
}

bool worker_picture(struct bytes in, struct bytes *out)
{
    struct work *w = memory_new(sizeof *w); /* not on the stack: longjmp keeps it whole */
    struct fault f;
    volatile bool done = false;

    w->from.err = w->to.err = faults(&f);
    if (setjmp(f.back) == 0) {
        jpeg_create_decompress(&w->from);
        jpeg_create_compress(&w->to);
        done = make_small(w, in);
    }
    jpeg_destroy_decompress(&w->from);
    jpeg_destroy_compress(&w->to);
    free(w->pixels);
    if (done)
        *out = (struct bytes){w->jpeg, w->jpeg_len};
    else
        free(w->jpeg);
    free(w);
    return done;
}
