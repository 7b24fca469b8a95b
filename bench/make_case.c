/* SPDX-License-Identifier: GPL-3.0-or-later */
/* make_case — write a made case as a folder: the same seed, the same bytes. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "scarce_case.h"
#include "support/case_writer.h"
#include "support/made_case.h"

enum { DATES_MOST = 120, AREAS_MOST = 10000, RECORDS_MOST = 2000000 };

typedef struct request {
    long seed, sources, projects, areas, dates, mix;
    bool scarce;
    const char *folder;
} request;

static const struct {
    const char *name;
    unsigned feature;
} features[] = {{"--exchange", MADE_EXCHANGE}, {"--caps", MADE_CAPS},
                {"--even", MADE_EVEN},         {"--fine", MADE_FINE},
                {"--ties", MADE_TIES},         {"--policy", MADE_POLICY},
                {"--must", MADE_MUST},         {"--wide", MADE_WIDE}};

static const char usage[] =
    "usage: make_case [options] FOLDER\n"
    "  --seed N      which case (1)\n"
    "  --sources N   (20)      --projects N  (50)\n"
    "  --areas N     (5)       --dates N     (5), at most 120\n"
    "  --exchange --caps --even --fine --ties --policy --must --wide\n"
    "                what is in it beside areas, basins, dates, tiers and ratios;\n"
    "                tests/support/made_case.h says what each means\n"
    "  --scarce      whole projects, and of each pollutant two fifths of the need;\n"
    "                --sources, --dates and what is in it do not apply\n"
    "  --mix N       all of them by number, 0 to 255\n"
    "  --help\n";

/* A whole number between least and most; false says why on standard error. */
static bool read_number(const char *option, const char *text, long least, long most,
                        long *number)
{
    char *end = NULL;
    errno = 0;
    const long read = text ? strtol(text, &end, 10) : 0;
    if (!text || end == text || *end || errno || read < least || read > most) {
        fprintf(stderr, "make_case: %s needs a whole number, %ld to %ld\n", option, least,
                most);
        return false;
    }
    *number = read;
    return true;
}

static bool is_feature(const char *option, request *r)
{
    for (size_t i = 0; i < sizeof features / sizeof *features; i++)
        if (strcmp(option, features[i].name) == 0) {
            r->mix |= (long)features[i].feature;
            return true;
        }
    return false;
}

static bool read_request(char **argument, request *r)
{
    const struct {
        const char *name;
        long *number, least, most;
    } numbers[] = {{"--seed", &r->seed, 0, 2000000000},
                   {"--sources", &r->sources, 0, RECORDS_MOST},
                   {"--projects", &r->projects, 0, RECORDS_MOST},
                   {"--areas", &r->areas, 2, AREAS_MOST},
                   {"--dates", &r->dates, 1, DATES_MOST},
                   {"--mix", &r->mix, 0, 255}};
    enum { NUMBERS = sizeof numbers / sizeof *numbers };
    for (; *argument; argument++) {
        if (is_feature(*argument, r))
            continue;
        if (strcmp(*argument, "--scarce") == 0) {
            r->scarce = true;
            continue;
        }
        int k = 0;
        while (k < NUMBERS && strcmp(*argument, numbers[k].name) != 0)
            k++;
        if (k == NUMBERS) {
            if (**argument == '-' || r->folder)
                return false;
            r->folder = *argument;
            continue;
        }
        if (!read_number(numbers[k].name, argument[1], numbers[k].least, numbers[k].most,
                         numbers[k].number))
            return false;
        argument++;
    }
    return r->folder != NULL;
}

int main(int count, char **arguments)
{
    request r = {.seed = 1, .sources = 20, .projects = 50, .areas = 5, .dates = 5};
    if (count == 2 && strcmp(arguments[1], "--help") == 0) {
        fputs(usage, stdout);
        return 0;
    }
    if (!read_request(arguments + 1, &r)) {
        fputs(usage, stderr);
        return 2;
    }
    tc_day days[DATES_MOST + 1];
    made_days(days, (int)r.dates + 1);
    const made_shape shape = {(int)r.sources, (int)r.projects, (int)r.areas, days,
                              (int)r.dates};
    tc_problem *problem =
        r.scarce ? scarce_case((uint64_t)r.seed, (int)r.projects, (int)r.areas)
                 : made_case_of((uint64_t)r.seed, &shape, (unsigned)r.mix);
    bool written = mkdir(r.folder, 0777) == 0 || errno == EEXIST;
    written = written && case_write(problem, r.folder);
    if (!written)
        perror(r.folder);
    made_case_free(problem);
    return written ? 0 : 3;
}
