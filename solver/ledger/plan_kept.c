/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/alloc.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/fault.h"
#include "base/name_index.h"
#include "domain/plan.h"
#include "io/disk.h"
#include "io/save.h"
#include "ledger/plans.h"

/* A plan that is taken out of the ledger to be checked. */
typedef struct keeping {
    tc_ledger *ledger;
    int64_t plan;
    char folder[256]; /* where its files are laid out */
    char head[65];    /* that it cites */
    char book[128];   /* the case is this workbook; "": a folder */
    tc_error *error;
} keeping;

static tc_code wrong(const keeping *k, const char *zh, const char *en)
{
    return tc_fail(k->error, TC_ERR_INPUT, NULL, "第 %" PRId64 " 份方案：%s%.0s",
                   "plan number %" PRId64 ": %.0s%s", k->plan, zh, en);
}

/* ---- the files --------------------------------------------------------------------- */

/* FOLDER/PART/NAME; the name may lead into a folder. */
static tc_code lay_out(const keeping *k, const char *part, const char *name,
                       const void *bytes, size_t length)
{
    tc_buffer folder = {0};
    const char *slash = strrchr(name, '/');
    tc_buffer_printf(&folder, "%s/%s/", k->folder, part);
    tc_buffer_add(&folder, name, slash ? (size_t)(slash - name) : 0);
    const tc_save_file file = {slash ? slash + 1 : name, bytes, length};
    const tc_code code = folder.failed ? tc_no_memory(k->error)
                         : strstr(name, "..")
                             ? wrong(k, "文件名不当", "a bad file name")
                             : tc_save_all(folder.text, &file, 1, k->error);
    tc_buffer_free(&folder);
    return code;
}

/* The file of the current row. */
static tc_code take_file(keeping *k, tc_buffer *lines)
{
    tc_store *store = k->ledger->store;
    size_t length = 0;
    const char *part = store->door->text_at(store, 0);
    const char *name = store->door->text_at(store, 1);
    const void *bytes = store->door->bytes_at(store, 3, &length);
    const tc_digest hash = tc_digest_bytes(bytes, length);
    if (strcmp(hash.text, store->door->text_at(store, 2)) != 0)
        return wrong(k, "存下的文件与它的哈希不符",
                     "a file that is kept has another hash");
    tc_buffer_printf(lines, "%s  %s/%s\n", hash.text, part, name);
    const char *point = strrchr(name, '.');
    if (strcmp(part, "case") == 0 && point && strcasecmp(point, ".xlsx") == 0)
        (void)snprintf(k->book, sizeof k->book, "/%s", name);
    return lay_out(k, part, name, bytes, length);
}

static tc_code take_files(keeping *k, tc_buffer *lines)
{
    tc_store *store = k->ledger->store;
    bool row = true;
    tc_code code =
        store->door->ask(store,
                         "SELECT part, name, hash, bytes FROM files WHERE plan = $1 "
                         "ORDER BY place",
                         &TC_SQL_N(k->plan), 1, k->error);
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, k->error);
        if (code == TC_OK && row)
            code = take_file(k, lines);
    }
    return code == TC_OK && lines->failed ? tc_no_memory(k->error) : code;
}

static tc_code take_plan(keeping *k, char hash[65])
{
    tc_store *store = k->ledger->store;
    bool row = false;
    tc_code code =
        store->door->ask(store, "SELECT hash, head FROM plans WHERE number = $1",
                         &TC_SQL_N(k->plan), 1, k->error);
    if (code == TC_OK)
        code = store->door->next(store, &row, k->error);
    if (code == TC_OK && row) {
        (void)snprintf(hash, 65, "%s", store->door->text_at(store, 0));
        (void)snprintf(k->head, sizeof k->head, "%s", store->door->text_at(store, 1));
        code = store->door->next(store, &row, k->error);
    }
    return code;
}

/* ---- what it says ------------------------------------------------------------------ */

/* Credits of a plan by source, project and pollutant. */
typedef struct tally {
    tc_arena arena;
    tc_name_index index;
    tc_grains *grains;
    int count;
} tally;

static char *key_of(tally *t, const char *source, const char *project,
                    const char *pollutant)
{
    const size_t size = strlen(source) + strlen(project) + 64;
    char *key = tc_arena_take(&t->arena, size, 1);
    if (key)
        (void)snprintf(key, size, "%zu:%s%zu:%s%s", strlen(source), source,
                       strlen(project), project, pollutant);
    return key;
}

static bool count_credits(tally *t, const tc_problem *problem, const tc_plan *plan)
{
    t->grains = tc_arena_take(&t->arena, (size_t)plan->credit_count, sizeof *t->grains);
    bool good = t->grains != NULL;
    for (int k = 0; good && k < plan->credit_count; k++) {
        const tc_credit *credit = &plan->credits[k];
        char *key = key_of(t, problem->sources[credit->source].id,
                           problem->projects[credit->project].id,
                           tc_pollutants[credit->pollutant].id);
        const int *known = key ? tc_name_index_find(&t->index, key) : NULL;
        if (known)
            t->grains[*known] += credit->grains;
        else if (key) {
            t->grains[t->count] = credit->grains;
            good = tc_name_index_add(&t->index, key, t->count++);
        }
        good = good && key;
    }
    return good;
}

/* Compare what was booked for the plan with its credits. */
static tc_code compare_bookings(const keeping *k, tally *t)
{
    tc_store *store = k->ledger->store;
    int met = 0;
    bool row = true;
    tc_code code = store->door->ask(
        store,
        "SELECT l.source, p.id, b.pollutant, CAST(sum(b.grains) AS BIGINT) "
        "FROM bookings b JOIN lots l ON l.number = b.lot "
        "JOIN projects p ON p.number = b.project WHERE b.plan = $1 "
        "AND b.kind = 'pre-allocate' GROUP BY l.source, p.id, b.pollutant",
        &TC_SQL_N(k->plan), 1, k->error);
    while (code == TC_OK && row) {
        code = store->door->next(store, &row, k->error);
        if (code != TC_OK || !row)
            break;
        char *key =
            key_of(t, store->door->text_at(store, 0), store->door->text_at(store, 1),
                   store->door->text_at(store, 2));
        const int *known = key ? tc_name_index_find(&t->index, key) : NULL;
        if (!key)
            code = tc_no_memory(k->error);
        else if (!known || t->grains[*known] != store->door->number_at(store, 3))
            code = wrong(k, "记的账与方案的抵扣不符", "its bookings are not its credits");
        met++;
    }
    if (code == TC_OK && met != t->count)
        code = wrong(k, "有抵扣没有记账", "credits of it are not booked");
    return code;
}

static tc_code judge(const keeping *k, const tc_problem *problem, const tc_plan *plan)
{
    tc_verdict verdict = {.verified = false};
    tally t = {0};
    tc_code code = tc_plan_verify(problem, plan, &verdict, k->error);
    if (code == TC_OK && !verdict.verified)
        code = wrong(k, verdict.message, verdict.message_en);
    if (code == TC_OK && !count_credits(&t, problem, plan))
        code = tc_no_memory(k->error);
    if (code == TC_OK)
        code = compare_bookings(k, &t);
    tc_name_index_free(&t.index);
    tc_arena_free(&t.arena);
    return code;
}

/* Load both from where they were laid out. */
static tc_code load_and_judge(const keeping *k)
{
    tc_booked *booked = NULL;
    tc_problem *problem = NULL;
    tc_plan *plan = NULL;
    tc_buffer of_case = {0}, of_plan = {0};
    tc_buffer_printf(&of_case, "%s/case%s", k->folder, k->book);
    tc_buffer_printf(&of_plan, "%s/plan", k->folder);
    tc_code code = of_case.failed || of_plan.failed
                       ? tc_no_memory(k->error)
                       : tc_ledger_booked(k->ledger, k->head, &booked, k->error);
    if (code == TC_OK)
        code = tc_problem_load_booked(of_case.text, booked, NULL, &problem, k->error);
    if (code == TC_OK)
        code = tc_plan_load(problem, of_plan.text, &plan, k->error);
    if (code == TC_OK)
        code = judge(k, problem, plan);
    tc_plan_free(plan);
    tc_problem_free(problem);
    tc_booked_free(booked);
    tc_buffer_free(&of_case);
    tc_buffer_free(&of_plan);
    return code;
}

static bool make_folder(keeping *k)
{
    /* NOLINTNEXTLINE(concurrency-mt-unsafe): nothing here sets the environment */
    const char *where = getenv("TMPDIR");
    const int length = snprintf(k->folder, sizeof k->folder, "%s/tongchou-XXXXXX",
                                where && *where ? where : "/tmp");
    return length > 0 && (size_t)length < sizeof k->folder && mkdtemp(k->folder);
}

tc_code tc_plan_kept_verify(tc_ledger *ledger, int64_t plan, tc_error *error)
{
    keeping k = {.ledger = ledger, .plan = plan, .error = error};
    tc_buffer lines = {0};
    char hash[65] = "";
    if (!make_folder(&k))
        return tc_disk_fault("创建临时目录", "make a temporary folder", k.folder, error);
    tc_code code = take_plan(&k, hash);
    if (code == TC_OK)
        code = take_files(&k, &lines);
    if (code == TC_OK &&
        strcmp(hash, tc_digest_bytes(lines.text, lines.length).text) != 0)
        code = wrong(&k, "存下的文件不是记账时的那些",
                     "its files are not those that were "
                     "booked");
    if (code == TC_OK)
        code = load_and_judge(&k);
    tc_disk_remove(k.folder);
    tc_buffer_free(&lines);
    return code;
}
