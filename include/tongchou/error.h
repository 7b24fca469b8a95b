/* error.h — return codes, the error record, and lists of faults in input files. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_ERROR_H
#define TONGCHOU_ERROR_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define TC_CHECKED __attribute__((warn_unused_result))
#define TC_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define TC_API __attribute__((visibility("default")))
#else
#define TC_CHECKED
#define TC_PRINTF(text, first)
#define TC_API
#endif

typedef enum tc_code {
    TC_OK = 0,
    TC_ERR_USAGE,  /* the caller broke a documented rule */
    TC_ERR_INPUT,  /* an input file says something that cannot be so */
    TC_ERR_IO,     /* a file could not be read or written */
    TC_ERR_MEMORY, /* memory ran out */
    TC_ERR_SOLVER, /* the LP solver gave up, or its answer failed our check */
    TC_ERR_LEDGER, /* the ledger refuses: more than there is, an old head, a date */
    TC_ERR_BUSY    /* somebody else is writing to the ledger: try again */
} tc_code;

/* Where something stands in a file. Lines and columns count from 1, columns in
 * characters (code points), 0 is unknown. */
typedef struct tc_place {
    const char *file;
    int line, column;
} tc_place;

/* One error, said in both languages so that the reader chooses. Owned by the caller. */
typedef struct tc_error {
    tc_code code;
    char message[480];    /* Chinese; one line, no prefix, no full stop, UTF-8 */
    char message_en[480]; /* the same in English */
    char file[512];       /* "" when the fault is not in an input file */
    int line, column;
} tc_error;

/* A fault in the input: an error (the case is refused) or a warning (it is not). */
typedef struct tc_fault {
    tc_error error;
    bool warning;
} tc_fault;

/* All faults met while reading, in file order once tc_problem_load returns.
 *
 * Start from {0}; free with tc_faults_free. At most TC_FAULTS_KEPT are kept, all are
 * counted. */
#define TC_FAULTS_KEPT 2000
typedef struct tc_faults {
    tc_fault *list;
    size_t count, capacity;
    size_t errors, warnings; /* counted, also where not kept */
} tc_faults;

/* Free the list and leave {0}. NULL is allowed. Threads: any. */
TC_API void tc_faults_free(tc_faults *faults);

/* The faults as one line of JSON: {"ok", "error_count", "warning_count", "errors",
 * "warnings"}, a fault being {"file", "line", "column", "message", "message_en"}; ok is
 * true when there is no error.
 *
 * Errors   TC_ERR_MEMORY. Owns: *text is the caller's: tc_text_free. Threads: any. */
TC_API TC_CHECKED tc_code tc_faults_json(const tc_faults *faults, char **text,
                                         tc_error *error);

/* The version of the library, "0.1.0". Owned by the library. */
TC_API const char *tc_library_version(void);

#ifdef __cplusplus
}
#endif

#endif
