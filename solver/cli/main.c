/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/nearest.h"
#include "cli/options.h"
#include "cli/say.h"

static const tc_command *const commands[] = {
    &tc_init_command,          &tc_check_command,       &tc_solve_command,
    &tc_verify_command,        &tc_export_command,      &tc_rules_command,
    &tc_compare_rules_command, &tc_sweep_command,       &tc_compare_command,
    &tc_conflict_command,      &tc_contingency_command, &tc_report_command,
    &tc_explain_command,       &tc_suggest_command,     &tc_ledger_command,
};
enum { COMMANDS = sizeof commands / sizeof *commands };

/* A file opened as descriptor 1 or 2 would receive what is meant for the user. */
static void fill_closed_descriptors(void)
{
    for (int descriptor = 0; descriptor <= 2; descriptor++)
        if (fcntl(descriptor, F_GETFD) == -1)
            (void)open("/dev/null", O_RDWR);
}

static const tc_command *command_named(const tc_request *request, const char *name)
{
    tc_nearest search;
    tc_nearest_start(&search, name, false);
    for (int k = 0; k < COMMANDS; k++) {
        if (strcmp(commands[k]->name, name) == 0)
            return commands[k];
        tc_nearest_offer(&search, commands[k]->name);
    }
    if (search.best)
        (void)tc_say_usage(request, "没有命令“%s”，是不是“%s”？",
                           "there is no command '%s': did you mean '%s'?", name,
                           search.best);
    else
        (void)tc_say_usage(request, "没有命令“%s”", "there is no command '%s'", name);
    return NULL;
}

/* The part of a command that argv[at] names: "init" of "ledger init". */
static const tc_command *part_named(const tc_request *request, const char *name)
{
    const tc_command *whole = request->command;
    const size_t skipped = strlen(whole->name) + 1;
    tc_nearest search;
    tc_nearest_start(&search, name, false);
    for (int k = 0; k < whole->part_count; k++) {
        const char *part = whole->parts[k]->name + skipped;
        if (strcmp(part, name) == 0)
            return whole->parts[k];
        tc_nearest_offer(&search, part);
    }
    if (search.best)
        (void)tc_say_usage(request, "“%s”没有“%s”，是不是“%s”？",
                           "'%s' has no '%s': did you mean '%s'?", whole->name, name,
                           search.best);
    else
        (void)tc_say_usage(request, "“%s”没有“%s”", "'%s' has no '%s'", whole->name,
                           name);
    return NULL;
}

static int print_version(const tc_request *request)
{
    char text[64];
    (void)snprintf(text, sizeof text, "tongchou %s\n", tc_library_version());
    return tc_answer(request, text);
}

static int run(int argc, char **argv, tc_request *request)
{
    int at = tc_options_before_command(argc, argv, request);
    if (at < 0)
        return TC_EXIT_INPUT;
    if (request->version)
        return print_version(request);
    if (request->help)
        return tc_help_print(request, commands, COMMANDS);
    if (at >= argc)
        return tc_say_usage(request, "没有写命令", "no command is given");
    request->command = command_named(request, argv[at]);
    if (request->command && request->command->parts && at + 1 < argc &&
        argv[at + 1][0] != '-')
        request->command = part_named(request, argv[++at]);
    if (!request->command || !tc_options_of_command(argc - at, argv + at, request))
        return TC_EXIT_INPUT;
    if (request->help)
        return tc_help_print(request, commands, COMMANDS);
    return request->command->run(request);
}

int main(int argc, char **argv)
{
    fill_closed_descriptors();
    (void)signal(SIGPIPE, SIG_IGN); /* a reader that has seen enough is no fault */
    (void)signal(SIGXFSZ, SIG_IGN); /* a file over the limit is one that is not written */
    tc_request request = {.language = tc_language_wanted(argc, argv)};
    return run(argc, argv, &request);
}
