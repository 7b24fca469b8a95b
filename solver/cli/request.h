/* request.h — what the user asked for, and how a command is described. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_CLI_REQUEST_H
#define TC_CLI_REQUEST_H

#include <stdbool.h>
#include <stddef.h>

#include "tongchou.h"

/* Source: case-format.md, exit codes. */
enum {
    TC_EXIT_DONE = 0,
    TC_EXIT_NO = 1,      /* the question was understood and the answer is no */
    TC_EXIT_INPUT = 2,   /* bad usage or bad input */
    TC_EXIT_MACHINE = 3, /* the machine failed us */
    TC_EXIT_STOPPED = 4, /* ended early, with a valid answer so far */
    TC_EXIT_AGAIN = 75   /* somebody else is writing: try again */
};

enum { TC_OPERANDS_MOST = 4, TC_ANY = 1 << 20 };

typedef struct tc_request {
    const struct tc_command *command; /* NULL until it is known */
    tc_language language;
    bool json, quiet, help, version, relax, resume, csv, pairs, all, batch, marginal;
    double time_limit_s, gap, workers; /* 0 when not given */
    /* as written; NULL when not given */
    const char *lang, *output, *format, *goal, *with, *jobs, *shard, *rows, *engine,
        *case_folder, *templates, *tiers, *sweep;
    const char *ledger, *who, *why, *document, *date, *name, *grain_digits, *as, *by,
        *from, *until, *head, *table, *annotate;
    const char *operands[TC_OPERANDS_MOST];
    char *const *given; /* all operands, for a command that takes any number */
    int given_count;
} tc_request;

typedef struct tc_option {
    const char *name;                /* without -- */
    char letter;                     /* 0: none */
    const char *value_zh, *value_en; /* what follows it; NULL: nothing does */
    const char *zh, *en;
    size_t field; /* of tc_request: a bool, or a const char * where a value follows, or
                     a double where that has a range */
    double least, most; /* of a number; 0, 0: it is a text */
} tc_option;

typedef struct tc_command {
    const char *name;
    int (*run)(const tc_request *request); /* gives the exit code */
    int operands, operands_more;           /* needed; that may follow, TC_ANY: any */
    bool many_languages;                   /* --lang takes a list: zh,en */
    const char *operands_zh, *operands_en; /* as the usage line shows them */
    const char *zh, *en;                   /* one line */
    const char *more_zh, *more_en;         /* a paragraph */
    const char *example;
    const tc_option *options; /* beside the common ones; NULL: none */
    int option_count;
    const struct tc_command *const *parts; /* it is only a heading for these; NULL: not */
    int part_count;
} tc_command;

extern const tc_command tc_init_command, tc_check_command, tc_solve_command,
    tc_verify_command, tc_export_command, tc_rules_command, tc_compare_rules_command,
    tc_sweep_command, tc_compare_command, tc_conflict_command, tc_contingency_command,
    tc_report_command, tc_explain_command, tc_suggest_command, tc_ledger_command;

#endif
