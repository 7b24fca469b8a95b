/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/options.h"

#include <getopt.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "cli/option_table.h"
#include "cli/say.h"

enum { OPTIONS_MOST = 16, FIRST_VALUE = UCHAR_MAX + 1 };

/* ---- language ---------------------------------------------------------------------- */

static bool names_language(const char *text, tc_language *language)
{
    if (text && strncmp(text, "en", 2) == 0)
        *language = TC_EN;
    else if (text && strncmp(text, "zh", 2) == 0)
        *language = TC_ZH;
    else
        return false;
    return true;
}

tc_language tc_language_wanted(int argc, char **argv)
{
    static const char FLAG[] = "--lang";
    static const size_t LENGTH = sizeof FLAG - 1;
    tc_language language = TC_ZH;
    for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
        if (strncmp(argv[i], FLAG, LENGTH) != 0)
            continue;
        const char *value = argv[i][LENGTH] == '='    ? argv[i] + LENGTH + 1
                            : argv[i][LENGTH] == '\0' ? argv[i + 1]
                                                      : NULL;
        if (names_language(value, &language))
            return language;
    }
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < sizeof variables / sizeof *variables; i++) {
        /* NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread */
        const char *value = getenv(variables[i]);
        if (names_language(value, &language))
            return language;
    }
    return language;
}

/* ---- options ----------------------------------------------------------------------- */

/* The options that hold here, as our records and as getopt_long wants them. */
typedef struct option_set {
    const tc_option *ours[OPTIONS_MOST];
    struct option long_ones[OPTIONS_MOST + 1];
    char letters[2 * OPTIONS_MOST + 3];
    int count;
} option_set;

static void add_options(option_set *set, const tc_option *options, int count)
{
    for (int k = 0; k < count && set->count < OPTIONS_MOST; k++) {
        const tc_option *option = &options[k];
        const int value = option->value_zh ? required_argument : no_argument;
        set->long_ones[set->count] =
            (struct option){option->name, value, NULL, FIRST_VALUE + set->count};
        set->ours[set->count++] = option;
        size_t used = strlen(set->letters);
        if (option->letter)
            set->letters[used++] = option->letter;
        if (option->letter && option->value_zh)
            set->letters[used] = ':';
    }
}

static const tc_option *option_of(const option_set *set, int found)
{
    for (int k = 0; k < set->count; k++)
        if (found == FIRST_VALUE + k || (found && found == set->ours[k]->letter))
            return set->ours[k];
    return NULL;
}

static void say_unknown(const tc_request *request, const option_set *set,
                        const char *written)
{
    const char *name = written;
    while (*name == '-')
        name++;
    char plain[64];
    (void)snprintf(plain, sizeof plain, "%.*s", (int)strcspn(name, "="), name);
    tc_nearest search;
    tc_nearest_start(&search, plain, false);
    for (int k = 0; k < set->count; k++)
        tc_nearest_offer(&search, set->ours[k]->name);
    if (search.best)
        (void)tc_say_usage(request, "没有选项“%s”，是不是“--%s”？",
                           "there is no option '%s': did you mean '--%s'?", written,
                           search.best);
    else
        (void)tc_say_usage(request, "没有选项“%s”", "there is no option '%s'", written);
}

/* getopt_long refused something: optopt is the option it knew, or an unknown letter. */
static void say_refused(const tc_request *request, const option_set *set, int found,
                        char *const *argv)
{
    const tc_option *option = option_of(set, optopt);
    if (found == ':' && option)
        (void)tc_say_usage(request, "选项“--%s”后面缺少%s%.0s",
                           "option '--%s' needs %.0s%s behind it", option->name,
                           option->value_zh, option->value_en);
    else if (option)
        (void)tc_say_usage(request, "选项“--%s”不带值", "option '--%s' takes no value",
                           option->name);
    else if (optopt)
        (void)tc_say_usage(request, "没有选项“-%c”", "there is no option '-%c'", optopt);
    else
        say_unknown(request, set, argv[optind - 1]);
}

/* Digits, at most one point among them: no sign, no exponent, no "inf". */
static bool is_decimal(const char *text)
{
    const size_t whole = strspn(text, "0123456789");
    const char *rest = text + whole;
    const size_t point = *rest == '.';
    const size_t part = strspn(rest + point, "0123456789");
    return whole + part > 0 && rest[point + part] == '\0';
}

static bool store_number(tc_request *request, const tc_option *option, const char *value)
{
    const double number = is_decimal(value) ? strtod(value, NULL) : -1.0;
    if (!(number >= option->least && number <= option->most)) {
        (void)tc_say_usage(request, "选项“--%s”应是 %g 到 %g 之间的数，却是“%s”",
                           "option '--%s' expects a number from %g to %g, found '%s'",
                           option->name, option->least, option->most, value);
        return false;
    }
    memcpy((char *)request + option->field, &number, sizeof number);
    return true;
}

static bool store(tc_request *request, const tc_option *option, const char *value)
{
    char *field = (char *)request + option->field;
    const bool yes = true;
    if (!option->value_zh) {
        memcpy(field, &yes, sizeof yes);
        return true;
    }
    if (*value == '\0') {
        (void)tc_say_usage(request, "选项“--%s”的%s是空的%.0s",
                           "option '--%s': %.0s%s is empty", option->name,
                           option->value_zh, option->value_en);
        return false;
    }
    if (option->most > 0.0)
        return store_number(request, option, value);
    memcpy(field, &value, sizeof value);
    return true;
}

/* One language, or where the command takes several a list of different ones. */
static bool are_languages(const tc_request *request, const char *text)
{
    const bool many = request->command && request->command->many_languages;
    tc_language first, second;
    if (!names_language(text, &first))
        return false;
    if (many && text[2] == ',' && names_language(text + 3, &second))
        return first != second && text[5] == '\0';
    return text[2] == '\0';
}

static bool read_options(option_set *set, int argc, char **argv, tc_request *request)
{
    opterr = 0;
    optind = 0; /* glibc: start over */
    for (;;) {
        /* NOLINTNEXTLINE(concurrency-mt-unsafe): there is one thread */
        const int found = getopt_long(argc, argv, set->letters, set->long_ones, NULL);
        if (found == -1)
            break;
        const tc_option *option =
            found == '?' || found == ':' ? NULL : option_of(set, found);
        if (!option) {
            say_refused(request, set, found, argv);
            return false;
        }
        if (!store(request, option, optarg))
            return false;
    }
    if (request->lang && !are_languages(request, request->lang)) {
        (void)tc_say_usage(request, "语言“%s”不认识，可用 zh、en",
                           "unknown language '%s': zh and en may be used", request->lang);
        return false;
    }
    return true;
}

int tc_options_before_command(int argc, char **argv, tc_request *request)
{
    option_set set = {.letters = "+:"}; /* stop at the command */
    add_options(&set, tc_common_options, tc_common_option_count);
    add_options(&set, &tc_version_option, 1);
    return read_options(&set, argc, argv, request) ? optind : -1;
}

bool tc_options_of_command(int argc, char **argv, tc_request *request)
{
    const tc_command *command = request->command;
    option_set set = {.letters = ":"};
    add_options(&set, command->options, command->option_count);
    add_options(&set, tc_common_options, tc_common_option_count);
    if (!read_options(&set, argc, argv, request))
        return false;
    if (request->help)
        return true;
    const int given = argc - optind;
    if (given < command->operands) {
        (void)tc_say_usage(request, "参数不够，应有：%s%.0s",
                           "too few arguments, expected: %.0s%s", command->operands_zh,
                           command->operands_en);
        return false;
    }
    const int most = command->operands + command->operands_more;
    if (given > most) {
        (void)tc_say_usage(request, "多出的参数“%s”", "one argument too many: '%s'",
                           argv[optind + most]);
        return false;
    }
    request->given = argv + optind;
    request->given_count = given;
    for (int k = 0; k < given && k < TC_OPERANDS_MOST; k++)
        request->operands[k] = argv[optind + k];
    return true;
}
