/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "cli/say.h"

enum { WIDTH_USUAL = 80, BAR_MOST = 30, BAR_LEAST = 5, LINE_BYTES = 256 };
enum { PERCENT_WIDTH = 5 }; /* " 42 %" */

static const double BAR_INTERVAL_S = 0.1, LINE_INTERVAL_S = 10.0;

static double now_s(void)
{
    struct timespec now = {0};
    (void)clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static int screen_width(void)
{
    struct winsize size;
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return WIDTH_USUAL;
}

static int width_of(const char *text)
{
    int width = 0;
    for (tc_glyph glyph; (glyph = tc_text_glyph(text)).bytes > 0; text += glyph.bytes)
        width += glyph.columns;
    return width;
}

void tc_progress_begin(tc_progress *progress, const tc_request *request, int64_t before,
                       int64_t all)
{
    *progress = (tc_progress){.request = request,
                              .before = before,
                              .all = all,
                              .began_s = now_s(),
                              .terminal = isatty(STDERR_FILENO) == 1};
    progress->next_s =
        progress->began_s + (progress->terminal ? BAR_INTERVAL_S : LINE_INTERVAL_S);
}

/* "3:05" or "1:02:03"; "-" where nobody knows. */
static void write_time(double seconds, char text[32])
{
    static const double KNOWN_S = 1e7;
    if (!(seconds < KNOWN_S)) {
        (void)snprintf(text, 32, "-");
        return;
    }
    const long whole = (long)(seconds + 0.5);
    if (whole >= 3600)
        (void)snprintf(text, 32, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60,
                       whole % 60);
    else
        (void)snprintf(text, 32, "%ld:%02ld", whole / 60, whole % 60);
}

/* "42 %  420000/1000000  12345/s  0:47 left" */
static void write_state(const tc_progress *progress, int64_t done, char text[LINE_BYTES])
{
    const double spent = now_s() - progress->began_s;
    const int64_t there = progress->before + done;
    const double rate = spent > 0.0 ? (double)done / spent : 0.0;
    char left[32], speed[64];
    write_time((double)(progress->all - there) / rate, left);
    if (progress->request->language == TC_EN)
        (void)snprintf(speed, sizeof speed, "%.0f/s  %s left", rate, left);
    else
        (void)snprintf(speed, sizeof speed, "每秒 %.0f  还需 %s", rate, left);
    (void)snprintf(text, LINE_BYTES, "%3d %%  %" PRId64 "/%" PRId64 "  %s",
                   (int)(100.0 * (double)there / (double)progress->all), there,
                   progress->all, speed);
}

/* As much of the bar as fits beside the text; as much of the text as fits at all. */
static void draw(tc_progress *progress, int64_t done)
{
    char state[LINE_BYTES], line[2 * LINE_BYTES] = "";
    write_state(progress, done, state);
    const int width = screen_width() - 1; /* the last column would wrap */
    int room = width - width_of(state) - 3;
    room = room > BAR_MOST ? BAR_MOST : room;
    if (room >= BAR_LEAST) {
        const int64_t there = progress->before + done;
        const int full = (int)((double)room * ((double)there / (double)progress->all));
        char bar[BAR_MOST + 1] = "";
        memset(bar, '-', (size_t)room);
        memset(bar, '#', (size_t)full);
        (void)snprintf(line, sizeof line, "[%s] %s", bar, state);
    } else if (room >= -3) {
        (void)snprintf(line, sizeof line, "%s", state);
    } else if (width >= PERCENT_WIDTH) {
        (void)snprintf(line, sizeof line, "%.*s", PERCENT_WIDTH, state);
    }
    const int columns = width_of(line);
    (void)fprintf(stderr, "\r%s%*s", line,
                  progress->columns > columns ? progress->columns - columns : 0, "");
    (void)fflush(stderr);
    progress->columns = columns;
}

void tc_progress_show(void *about, int64_t done, int64_t all)
{
    (void)all;
    tc_progress *progress = about;
    const double now = now_s();
    if (progress->request->quiet || now < progress->next_s)
        return;
    progress->next_s = now + (progress->terminal ? BAR_INTERVAL_S : LINE_INTERVAL_S);
    if (progress->terminal) {
        draw(progress, done);
        return;
    }
    char state[LINE_BYTES];
    write_state(progress, done, state);
    tc_say(progress->request, "%s", "%s", state);
}

void tc_progress_end(tc_progress *progress)
{
    if (progress->columns > 0)
        (void)fprintf(stderr, "\r%*s\r", progress->columns, "");
    progress->columns = 0;
}
