/* SPDX-License-Identifier: GPL-3.0-or-later */
/* ledger_bench FOLDER RESULTS.csv [MOST] — README.md says what is asked and how. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "measure.h"
#include "tongchou.h"

enum { PATH_BYTES = 600, POSTINGS = 400, POLLUTANTS = 6, SIZES = 3 };

/* So many bookings, of so many sources. */
static const struct {
    int64_t bookings;
    int sources;
} sizes[SIZES] = {{1000, 80}, {100000, 8000}, {1000000, 16000}};

/* One ledger as it grows. */
typedef struct bench {
    const char *folder;
    tc_ledger *ledger;
    tc_problem *problem;
    int sources;
    double fill_s; /* how long the large postings took */
} bench;

static const tc_act act = {.who = "bench",
                           .why = "bench",
                           .document = "1",
                           .date = "2023-01-01",
                           .now = 1700000000};

static void must(tc_code code, const tc_error *error)
{
    if (code == TC_OK)
        return;
    fprintf(stderr, "ledger_bench: %s\n", error->message_en);
    exit(1);
}

static void write_file(const char *folder, const char *name, const char *text)
{
    char path[2 * PATH_BYTES];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file || fputs(text, file) == EOF || fclose(file) != 0)
        perror(path), exit(1);
}

/* A case of so many sources, each of all pollutants. */
static void write_case(const char *folder, int sources)
{
    char path[2 * PATH_BYTES];
    mkdir(folder, 0777);
    write_file(folder, "case.json", "{\"decision_date\": \"2022-11-25\"}\n");
    write_file(folder, "areas.csv", "id,name,basins\nA,甲县,汾河\n");
    write_file(folder, "projects.csv", "id,name,area,tier,start,PM\nP1,丙,A,1,2023,1\n");
    snprintf(path, sizeof path, "%s/sources.csv", folder);
    FILE *file = fopen(path, "w");
    if (!file)
        perror(path), exit(1);
    fprintf(file, "id,name,area,available_from,PM,SO2,NOx,VOCs,COD,NH3-N\n");
    for (int s = 0; s < sources; s++)
        fprintf(file, "S%d,厂%d,A,2022-12-31,10,20,30,40,50,60\n", s, s);
    fclose(file);
}

/* What this process has computed, whatever else the machine does. */
static double computed_s(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static int64_t bookings_of(tc_ledger *ledger)
{
    tc_ledger_facts facts;
    tc_error error = {0};
    must(tc_ledger_about(ledger, &facts, &error), &error);
    return facts.bookings;
}

/* Book all sources, and the other way round, until there are so many bookings. */
static void fill(bench *b, int64_t bookings)
{
    tc_receipt receipt;
    tc_error error = {0};
    const double start = computed_s();
    for (;;) {
        must(tc_ledger_import(b->ledger, b->problem, &act, &receipt, &error), &error);
        if (bookings_of(b->ledger) + (int64_t)b->sources * POLLUTANTS > bookings)
            break;
        must(tc_ledger_reverse(b->ledger, receipt.posting, &act, &receipt, &error),
             &error);
    }
    b->fill_s = computed_s() - start;
}

/* Postings of one booking, each lasting before the next begins. */
static double post_many(const bench *b)
{
    tc_receipt receipt;
    tc_error error = {0};
    const double start = clock_now();
    for (int k = 0; k < POSTINGS; k++) {
        char source[32];
        snprintf(source, sizeof source, "S%d", k * 7919 % b->sources);
        must(tc_ledger_adjust(b->ledger, "reserve", source, "NOx", "0.0001", &act,
                              &receipt, &error),
             &error);
    }
    return clock_now() - start;
}

static double verify(const bench *b)
{
    tc_ledger_verdict verdict;
    tc_error error = {0};
    const double start = computed_s();
    must(tc_ledger_verify(b->ledger, NULL, &verdict, &error), &error);
    if (!verdict.sound) {
        fprintf(stderr, "ledger_bench: %s\n", verdict.message_en);
        exit(1);
    }
    return computed_s() - start;
}

static void run(const char *folder, int size, FILE *csv)
{
    bench b = {.folder = folder, .sources = sizes[size].sources};
    char where[PATH_BYTES], of_case[PATH_BYTES];
    struct stat about = {0};
    tc_error error = {0};
    snprintf(where, sizeof where, "%s/ledger-%d.db", folder, size);
    snprintf(of_case, sizeof of_case, "%s/case-%d", folder, size);
    write_case(of_case, b.sources);
    must(tc_ledger_init(where, "bench", 4, &act, &error), &error);
    must(tc_ledger_open(where, &b.ledger, &error), &error);
    must(tc_problem_load(of_case, NULL, &b.problem, &error), &error);
    fill(&b, sizes[size].bookings);
    const int64_t filled = bookings_of(b.ledger);
    const double posting_s = post_many(&b), verify_s = verify(&b);
    const int64_t bookings = bookings_of(b.ledger);
    tc_problem_free(b.problem);
    tc_ledger_close(b.ledger);
    stat(where, &about);
    printf("%9" PRId64 "  %11.0f  %13.0f  %9.3f  %14.2f  %11.0f\n", bookings,
           (double)filled / b.fill_s, POSTINGS / posting_s, verify_s,
           verify_s * 1e6 / (double)bookings, (double)about.st_size / (double)bookings);
    fprintf(csv, "%" PRId64 ",%.0f,%.0f,%.3f,%.2f,%.0f\n", bookings,
            (double)filled / b.fill_s, POSTINGS / posting_s, verify_s,
            verify_s * 1e6 / (double)bookings, (double)about.st_size / (double)bookings);
    unlink(where);
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: ledger_bench FOLDER RESULTS.csv [MOST]\n");
        return 2;
    }
    const int64_t most =
        argc > 3 ? strtoll(argv[3], NULL, 10) : sizes[SIZES - 1].bookings;
    char processor[128];
    name_processor(processor, sizeof processor);
    mkdir(argv[1], 0777);
    FILE *csv = fopen(argv[2], "w");
    if (!csv)
        perror(argv[2]), exit(1);
    printf(
        "%s\n bookings  in bulk (/s)  one by one (/s)  verify (s)  µs a booking  bytes a "
        "booking\n",
        processor);
    fprintf(csv,
            "# %s\nbookings,bulk_per_s,postings_per_s,verify_s,verify_us_per_booking,"
            "bytes_per_booking\n",
            processor);
    for (int k = 0; k < SIZES && sizes[k].bookings <= most; k++)
        run(argv[1], k, csv);
    return fclose(csv) == 0 ? 0 : 1;
}
