/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <criterion/criterion.h>
#include <dirent.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "io/save.h"
#include "support/leaks.h"
#include "support/scarce_memory.h"

static char scratch[64];

static void make_scratch(void)
{
    snprintf(scratch, sizeof scratch, "/tmp/tongchou-save-XXXXXX");
    cr_assert_not_null(mkdtemp(scratch));
}

static void remove_scratch(void)
{
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", scratch);
    cr_assert_eq(system(command), 0);
}

TestSuite(io_save, .init = make_scratch, .fini = remove_scratch);

static const char *in_scratch(const char *name)
{
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", scratch, name);
    return path;
}

static void put(const char *name, const char *text)
{
    FILE *file = fopen(in_scratch(name), "wb");
    cr_assert_not_null(file);
    fputs(text, file);
    cr_assert_eq(fclose(file), 0);
}

static void expect_file(const char *name, const char *text)
{
    char held[256] = "";
    FILE *file = fopen(in_scratch(name), "rb");
    cr_assert_not_null(file, "%s is missing", name);
    held[fread(held, 1, sizeof held - 1, file)] = '\0';
    fclose(file);
    cr_assert_str_eq(held, text, "%s holds %s", name, held);
}

/* The number of names in a folder. */
static int count_names(const char *name)
{
    DIR *folder = opendir(in_scratch(name));
    cr_assert_not_null(folder);
    int count = 0;
    for (const struct dirent *entry; (entry = readdir(folder)) != NULL;)
        count += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
    closedir(folder);
    return count;
}

static const tc_save_file three[] = {
    {"plan.json", "{}\n", 3}, {"项目.csv", "a,b\r\n", 5}, {"empty", "", 0}};

static void expect_three(const char *folder)
{
    char name[128];
    for (int i = 0; i < 3; i++) {
        snprintf(name, sizeof name, "%s/%s", folder, three[i].name);
        expect_file(name, three[i].text);
    }
    cr_assert_eq(count_names(folder), 3);
}

Test(io_save, makes_the_folder_with_its_parents)
{
    char folder[128];
    snprintf(folder, sizeof folder, "%s/a//b/./c/", scratch);
    tc_error error = {0};
    cr_assert_eq(tc_save_all(folder, three, 3, &error), TC_OK, "%s", error.message_en);
    expect_three("a/b/c");
    TC_ASSERT_NO_LEAK();
}

Test(io_save, works_on_a_relative_path_and_on_no_files)
{
    cr_assert_eq(chdir(scratch), 0);
    cr_assert_eq(tc_save_all("out/put", three, 3, NULL), TC_OK);
    expect_three("out/put");
    cr_assert_eq(tc_save_all("none", three, 0, NULL), TC_OK);
    cr_assert_eq(count_names("none"), 0);
    cr_assert_eq(tc_save_all(".", three, 3, NULL), TC_OK);
    cr_assert_eq(chdir("/"), 0);
    expect_file("plan.json", "{}\n");
    TC_ASSERT_NO_LEAK();
}

Test(io_save, replaces_old_files_and_leaves_the_others)
{
    put("plan.json", "an older and longer plan\n");
    put("notes.txt", "mine");
    cr_assert_eq(tc_save_all(scratch, three, 3, NULL), TC_OK);
    expect_file("plan.json", "{}\n");
    expect_file("notes.txt", "mine");
    cr_assert_eq(count_names("."), 4);
    TC_ASSERT_NO_LEAK();
}

Test(io_save, gives_new_files_the_rights_that_umask_leaves)
{
    umask(027);
    cr_assert_eq(tc_save_all(scratch, three, 3, NULL), TC_OK);
    struct stat status;
    cr_assert_eq(stat(in_scratch("plan.json"), &status), 0);
    cr_assert_eq(status.st_mode & 0777, 0640);
}

Test(io_save, writes_what_is_larger_than_one_write)
{
    enum { BYTES = 20 * 1024 * 1024 };
    char *text = malloc(BYTES);
    for (int i = 0; i < BYTES; i++)
        text[i] = (char)(i * 31 >> 4);
    const tc_save_file large = {"large", text, BYTES};
    cr_assert_eq(tc_save_all(scratch, &large, 1, NULL), TC_OK);
    FILE *file = fopen(in_scratch("large"), "rb");
    char *back = malloc(BYTES + 1);
    cr_assert_eq(fread(back, 1, BYTES + 1, file), BYTES);
    cr_assert_eq(memcmp(text, back, BYTES), 0);
    fclose(file);
    free(back);
    free(text);
    TC_ASSERT_NO_LEAK();
}

/* ---- refusals ---------------------------------------------------------------------- */

Test(io_save, refuses_names_that_lead_elsewhere_or_come_twice)
{
    static const char *const names[] = {"../x", "a/b", "", ".", "..", "/x", "plan.json"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const tc_save_file files[] = {{"plan.json", "x", 1}, {names[i], "x", 1}};
        cr_assert_eq(tc_save_all(scratch, files, 2, NULL), TC_ERR_USAGE, "%s", names[i]);
        cr_assert_eq(count_names("."), 0);
    }
    TC_ASSERT_NO_LEAK();
}

Test(io_save, says_why_a_folder_cannot_be_made)
{
    put("file", "mine");
    tc_error error = {0};
    char folder[128], wanted[256];
    snprintf(folder, sizeof folder, "%s/file/below", scratch);
    cr_assert_eq(tc_save_all(folder, three, 3, &error), TC_ERR_IO);
    snprintf(wanted, sizeof wanted, "无法创建目录 %s：路径中有一段不是目录", folder);
    cr_assert_str_eq(error.message, wanted, "%s", error.message);
    snprintf(wanted, sizeof wanted,
             "cannot make the folder %s: a part of the path is not a directory", folder);
    cr_assert_str_eq(error.message_en, wanted, "%s", error.message_en);
    cr_assert_eq(tc_save_all(in_scratch("file"), three, 3, &error), TC_ERR_IO);
    snprintf(wanted, sizeof wanted,
             "cannot open the folder %s/file: a part of the path is not a directory",
             scratch);
    cr_assert_str_eq(error.message_en, wanted, "%s", error.message_en);
    cr_assert_eq(tc_save_all("", three, 3, &error), TC_ERR_IO);
    cr_assert_eq(tc_save_all("/proc/tongchou/x", three, 3, &error), TC_ERR_IO);
    expect_file("file", "mine");
    cr_assert_eq(count_names("."), 1);
    TC_ASSERT_NO_LEAK();
}

Test(io_save, puts_all_back_when_one_place_is_taken_by_a_folder)
{
    put("plan.json", "old");
    cr_assert_eq(mkdir(in_scratch("empty"), 0777), 0);
    tc_error error = {0};
    cr_assert_eq(tc_save_all(scratch, three, 3, &error), TC_ERR_IO);
    char wanted[256];
    snprintf(wanted, sizeof wanted, "cannot replace %s/empty: it is a directory",
             scratch);
    cr_assert_str_eq(error.message_en, wanted, "%s", error.message_en);
    expect_file("plan.json", "old");
    cr_assert_eq(count_names("."), 2);
    TC_ASSERT_NO_LEAK();
}

Test(io_save, removes_the_folders_it_made_when_a_file_cannot_be_written)
{
    char name[300];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    const tc_save_file files[] = {{"a", "x", 1}, {name, "x", 1}};
    cr_assert_eq(mkdir(in_scratch("keep"), 0777), 0);
    char folder[128];
    snprintf(folder, sizeof folder, "%s/keep/new/../newer/newest/", scratch);
    tc_error error = {0};
    cr_assert_eq(tc_save_all(folder, files, 2, &error), TC_ERR_IO);
    cr_assert_not_null(strstr(error.message_en, "the name is too long"));
    cr_assert_eq(count_names("keep"), 0);
    TC_ASSERT_NO_LEAK();
}

Test(io_save, replaces_a_link_and_never_writes_through_one)
{
    put("target", "mine");
    cr_assert_eq(mkdir(in_scratch("out"), 0777), 0);
    cr_assert_eq(symlink("../target", in_scratch("out/plan.json")), 0);
    /* and links at the temporary names that this process is going to use */
    char name[64];
    for (int i = 0; i < 4; i++) {
        snprintf(name, sizeof name, "out/.tongchou-%ld-%d.new", (long)getpid(), i);
        cr_assert_eq(symlink("../target", in_scratch(name)), 0);
        snprintf(name, sizeof name, "out/.tongchou-%ld-%d.old", (long)getpid(), i + 7);
        cr_assert_eq(symlink("../target", in_scratch(name)), 0);
    }
    char folder[128];
    snprintf(folder, sizeof folder, "%s/out", scratch);
    cr_assert_eq(tc_save_all(folder, three, 3, NULL), TC_OK);
    expect_file("target", "mine");
    expect_file("out/plan.json", "{}\n");
    cr_assert_eq(count_names("out"), 3 + 8);
    struct stat status;
    cr_assert_eq(lstat(in_scratch("out/plan.json"), &status), 0);
    cr_assert(S_ISREG(status.st_mode));
    TC_ASSERT_NO_LEAK();
}

Test(io_save, keeps_the_old_files_when_the_disk_takes_only_a_part)
{
    put("plan.json", "old");
    put("empty", "old too");
    char text[10000];
    memset(text, 'x', sizeof text);
    const tc_save_file files[] = {
        {"plan.json", "{}", 2}, {"empty", "", 0}, {"big", text, sizeof text}};
    const struct rlimit limit = {4096, 4096}; /* the first write is then a short one */
    signal(SIGXFSZ, SIG_IGN);
    cr_assert_eq(setrlimit(RLIMIT_FSIZE, &limit), 0);
    tc_error error = {0};
    cr_assert_eq(tc_save_all(scratch, files, 3, &error), TC_ERR_IO);
    cr_assert_not_null(strstr(error.message_en, "/big: the file would be larger"), "%s",
                       error.message_en);
    cr_assert_not_null(strstr(error.message, "/big：文件超出允许的大小"));
    expect_file("plan.json", "old");
    expect_file("empty", "old too");
    cr_assert_eq(count_names("."), 2);
    TC_ASSERT_NO_LEAK();
}

Test(io_save, changes_nothing_when_memory_runs_out)
{
    long left = 0;
    for (;; left++) {
        tc_test_memory(left);
        const tc_code code = tc_save_all(scratch, three, 3, NULL);
        tc_test_memory(-1);
        if (code == TC_OK)
            break;
        cr_assert_eq(code, TC_ERR_MEMORY);
        cr_assert_eq(count_names("."), 0);
    }
    cr_assert_geq(left, 3);
    expect_three(".");
    TC_ASSERT_NO_LEAK();
}
