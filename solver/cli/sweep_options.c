/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/sweep_options.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "cli/say.h"

enum { JOBS_MOST = 1024 };

const tc_option tc_sweep_option_list[TC_SWEEP_OPTIONS] = {
    {"output", 'o', "目录", "DIR", "把结果写到这里；不写则为 ./<案例名>-sweep",
     "write the result here, by default ./<name of the case>-sweep",
     offsetof(tc_request, output), 0.0, 0.0},
    {"jobs", 'j', "线程数", "N", "用几个线程；不写则全部核。结果与此无关",
     "threads, by default all cores; no result depends on it", offsetof(tc_request, jobs),
     0.0, 0.0},
    {"shard", 0, "I/N", "I/N", "只算 N 份中的第 I 份（从 1 数起）",
     "compute slice I of N only, counted from 1", offsetof(tc_request, shard), 0.0, 0.0},
    {"resume", 0, NULL, NULL, "接着算未完成的运行，结果逐字节相同",
     "go on with a run that was not finished, to the same bytes",
     offsetof(tc_request, resume), 0.0, 0.0},
    {"rows", 0, "all|goals|none", "all|goals|none",
     "逐情景结果：全部（默认）、不含份额、不写",
     "a row for each scenario: all (usual), without shares, none",
     offsetof(tc_request, rows), 0.0, 0.0},
    {"csv", 0, NULL, NULL, "另写 rows.csv，供电子表格（慢，文件大）",
     "rows.csv as well, for spreadsheets (slow, and large)", offsetof(tc_request, csv),
     0.0, 0.0},
    {"engine", 0, "share|glpk", "share|glpk", "求解方式：份额空间（默认）或 GLPK",
     "share-space engine (usual) or GLPK", offsetof(tc_request, engine), 0.0, 0.0},
    {"relax", 0, NULL, NULL, "把整体项目当作可分割：得到的是上界",
     "take whole projects as divisible: what comes is a bound",
     offsetof(tc_request, relax), 0.0, 0.0},
    {"gap", 0, "份额", "SHARE", "整体项目离可能的最好值不到这个份额（0 到 1）就不再找",
     "of whole projects look no further within this share (0 to 1) of the best possible",
     offsetof(tc_request, gap), 0.0, 1.0},
};

/* Digits up to the character end, a number from 1 to most; 0 for anything else. */
static int64_t read_whole(const char *text, char end, int64_t most)
{
    static const size_t DIGITS_MOST = 9;
    const size_t digits = strspn(text, "0123456789");
    if (digits == 0 || digits > DIGITS_MOST || text[digits] != end)
        return 0;
    const int64_t value = strtol(text, NULL, 10);
    return value <= most ? value : 0;
}

static int word_among(const char *word, const char *const *words, int count)
{
    for (int k = 0; k < count; k++)
        if (strcmp(word, words[k]) == 0)
            return k;
    return -1;
}

static int read_jobs(const tc_request *request, tc_sweep_request *wanted)
{
    if (!request->jobs)
        return TC_EXIT_DONE;
    wanted->run.threads = (int)read_whole(request->jobs, '\0', JOBS_MOST);
    if (wanted->run.threads > 0)
        return TC_EXIT_DONE;
    return tc_say_usage(request, "选项“--jobs”应是 1 到 %d 的整数，却是“%s”",
                        "option '--jobs' expects a whole number from 1 to %d, found '%s'",
                        (int)JOBS_MOST, request->jobs);
}

static int read_shard(const tc_request *request, tc_sweep_request *wanted)
{
    if (!request->shard)
        return TC_EXIT_DONE;
    const char *slash = strchr(request->shard, '/');
    wanted->shard = read_whole(request->shard, '/', TC_SHARDS_MOST);
    wanted->shards = slash ? read_whole(slash + 1, '\0', TC_SHARDS_MOST) : 0;
    if (wanted->shard > 0 && wanted->shard <= wanted->shards)
        return TC_EXIT_DONE;
    return tc_say_usage(
        request, "选项“--shard”应是 I/N，1 ≤ I ≤ N ≤ %d，如 3/8，却是“%s”",
        "option '--shard' expects I/N, 1 <= I <= N <= %d, such as 3/8, found '%s'",
        (int)TC_SHARDS_MOST, request->shard);
}

static int read_rows(const tc_request *request, tc_sweep_request *wanted)
{
    static const char *const WORDS[] = {"all", "goals", "none"};
    const int kept = request->rows ? word_among(request->rows, WORDS, 3) : TC_ROWS_ALL;
    if (kept < 0)
        return tc_say_usage(request, "选项“--rows”应是 all、goals 或 none，却是“%s”",
                            "option '--rows' expects all, goals or none, found '%s'",
                            request->rows);
    wanted->rows = (tc_rows_options){.run = &wanted->run,
                                     .kept = (tc_rows_kept)kept,
                                     .csv = request->csv,
                                     .resume = request->resume};
    return TC_EXIT_DONE;
}

static int read_engine(const tc_request *request, tc_sweep_request *wanted)
{
    static const char *const WORDS[] = {"share", "glpk"};
    const int engine =
        request->engine ? word_among(request->engine, WORDS, 2) : TC_ENGINE_SHARE;
    if (engine < 0)
        return tc_say_usage(request, "选项“--engine”应是 share 或 glpk，却是“%s”",
                            "option '--engine' expects share or glpk, found '%s'",
                            request->engine);
    wanted->run.engine = (tc_engine)engine;
    return TC_EXIT_DONE;
}

int tc_sweep_options_read(const tc_request *request, tc_sweep_request *wanted)
{
    wanted->run.relax = request->relax;
    wanted->run.gap = request->gap;
    int code = read_jobs(request, wanted);
    if (code == TC_EXIT_DONE)
        code = read_shard(request, wanted);
    if (code == TC_EXIT_DONE)
        code = read_rows(request, wanted);
    return code == TC_EXIT_DONE ? read_engine(request, wanted) : code;
}

int tc_sweep_slice(const tc_request *request, int64_t scenarios, tc_sweep_request *wanted)
{
    wanted->run.first = 0;
    wanted->run.end = scenarios;
    if (wanted->shards == 0)
        return TC_EXIT_DONE;
    /* by division first: a product of the two could be too large */
    const int64_t size = scenarios / wanted->shards, rest = scenarios % wanted->shards;
    const int64_t before = wanted->shard - 1;
    wanted->run.first = before * size + (before < rest ? before : rest);
    wanted->run.end = wanted->run.first + size + (before < rest);
    if (wanted->run.first < wanted->run.end)
        return TC_EXIT_DONE;
    return tc_say_usage(request,
                        "情景只有 %" PRId64 " 个，分成 %" PRId64 " 份时第 %" PRId64
                        " 份是空的：份数不要超过情景数",
                        "with %" PRId64 " scenarios in %" PRId64 " slices, slice %" PRId64
                        " is empty: take no more slices than scenarios",
                        scenarios, wanted->shards, wanted->shard);
}
