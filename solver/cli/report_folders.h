/* report_folders.h — which plans a batch is about, and where their reports go. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_REPORT_FOLDERS_H
#define TC_CLI_REPORT_FOLDERS_H

#include "cli/request.h"

typedef struct tc_report_folder {
    char *plan; /* its folder */
    char *to;   /* where its report goes */
} tc_report_folder;

typedef struct tc_report_folders {
    tc_report_folder *list;
    int count, room;
} tc_report_folders;

/* A folder that holds plan.json is a plan; of another one the folders in it that hold one
 * are, by name; a folder without any is kept as it is, to be refused by its name. Each
 * goes beside its plan, or with -o into a folder there that is called as its own. Says
 * what is wrong, and gives the exit code. Owns: tc_report_folders_free, also then. */
int tc_report_folders_find(const tc_request *request, tc_report_folders *folders);

void tc_report_folders_free(tc_report_folders *folders);

#endif
