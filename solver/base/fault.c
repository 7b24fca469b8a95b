/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/fault.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/alloc.h"

/* A message that filled its buffer may end inside a character: take that off. */
static void trim_to_character(char *text, size_t size, int wanted)
{
    if (wanted < 0 || (size_t)wanted < size)
        return;
    size_t end = size - 1;
    while (end > 0 && ((unsigned char)text[end - 1] & 0xC0) == 0x80)
        end--;
    if (end > 0 && ((unsigned char)text[end - 1] & 0x80) != 0)
        end--;
    text[end] = '\0';
}

static void write_message(char *out, size_t size, const char *format, va_list arguments)
    TC_PRINTF(3, 0);

static void write_message(char *out, size_t size, const char *format, va_list arguments)
{
    const int wanted = vsnprintf(out, size, format, arguments);
    trim_to_character(out, size, wanted);
    for (char *c = out; *c; c++) /* an error is one line, whatever the input held */
        if ((unsigned char)*c < 0x20 || *c == 0x7F)
            *c = ' ';
}

static void fill(tc_error *error, tc_code code, const tc_place *place, const char *zh,
                 const char *en, va_list arguments) TC_PRINTF(4, 0) TC_PRINTF(5, 0);

static void fill(tc_error *error, tc_code code, const tc_place *place, const char *zh,
                 const char *en, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    memset(error, 0, sizeof *error);
    error->code = code;
    write_message(error->message, sizeof error->message, zh, arguments);
    write_message(error->message_en, sizeof error->message_en, en, again);
    va_end(again);
    if (!place)
        return;
    if (place->file) {
        const int wanted = snprintf(error->file, sizeof error->file, "%s", place->file);
        trim_to_character(error->file, sizeof error->file, wanted);
    }
    error->line = place->line;
    error->column = place->column;
}

tc_code tc_fail(tc_error *error, tc_code code, const tc_place *place, const char *zh,
                const char *en, ...)
{
    if (!error)
        return code;
    va_list arguments;
    va_start(arguments, en);
    fill(error, code, place, zh, en, arguments);
    va_end(arguments);
    return code;
}

static tc_fault *next_slot(tc_faults *faults)
{
    if (faults->count >= TC_FAULTS_KEPT)
        return NULL;
    if (faults->count == faults->capacity) {
        const size_t wanted = faults->capacity ? 2 * faults->capacity : 16;
        tc_fault *list = tc_mem_grow(faults->list, wanted, sizeof *list);
        if (!list)
            return NULL;
        faults->list = list;
        faults->capacity = wanted;
    }
    return &faults->list[faults->count++];
}

void tc_fault_add(tc_faults *faults, tc_severity severity, const tc_place *place,
                  const char *zh, const char *en, ...)
{
    const bool warning = severity == TC_SEVERITY_WARNING;
    *(warning ? &faults->warnings : &faults->errors) += 1;
    tc_fault *fault = next_slot(faults);
    if (!fault)
        return;
    va_list arguments;
    va_start(arguments, en);
    fill(&fault->error, TC_ERR_INPUT, place, zh, en, arguments);
    va_end(arguments);
    fault->warning = warning;
}

static void keep(tc_faults *faults, const tc_fault *fault)
{
    tc_fault *slot = next_slot(faults);
    if (slot)
        *slot = *fault;
}

void tc_fault_put(tc_faults *faults, const tc_fault *fault)
{
    *(fault->warning ? &faults->warnings : &faults->errors) += 1;
    keep(faults, fault);
}

void tc_faults_join(tc_faults *faults, const tc_faults *more)
{
    faults->errors += more->errors;
    faults->warnings += more->warnings;
    for (size_t i = 0; i < more->count; i++)
        keep(faults, &more->list[i]);
}

static bool stands_before(const tc_error *a, const tc_error *b)
{
    return a->line != b->line ? a->line < b->line : a->column < b->column;
}

void tc_faults_sort(tc_faults *faults, size_t first)
{
    for (size_t i = first + 1; i < faults->count; i++) { /* nearly sorted as they come */
        const tc_fault moved = faults->list[i];
        size_t k = i;
        for (; k > first && stands_before(&moved.error, &faults->list[k - 1].error); k--)
            faults->list[k] = faults->list[k - 1];
        faults->list[k] = moved;
    }
}

tc_code tc_faults_refuse(const tc_faults *faults, tc_error *error)
{
    for (size_t i = 0; i < faults->count; i++)
        if (!faults->list[i].warning) {
            if (error)
                *error = faults->list[i].error;
            return TC_ERR_INPUT;
        }
    /* errors were counted, but there was no memory to keep one */
    return tc_no_memory(error);
}

void tc_faults_free(tc_faults *faults)
{
    if (!faults)
        return;
    tc_mem_drop(faults->list);
    memset(faults, 0, sizeof *faults);
}
