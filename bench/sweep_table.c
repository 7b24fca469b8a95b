/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "sweep_table.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "measure.h"

enum { PATH_BYTES = 4096 };

void sweep_table_open(sweep_table *table)
{
    *table = (sweep_table){.count = 0};
    name_processor(table->processor, sizeof table->processor);
    printf("%s\n%-14s %4s %-9s %-26s %11s %9s %-14s %-14s %8s %7s %8s %6s %5s %7s  %s\n",
           table->processor, "sources x proj.", "+-%", "box", "engine", "us/scenario",
           "scenarios", "warm peer", "cold peer", "nodes", "pivots", "gap", "bytes",
           "2:1", "MiB", "setting, note");
    (void)fflush(stdout);
}

/* "38.2 >=200": a ratio and what it should be. */
static void write_ratio(char *text, size_t room, double ratio, double target)
{
    text[0] = '\0';
    if (ratio > 0.0 && target > 0.0)
        (void)snprintf(text, room, "%.4g (>=%.4g)", ratio, target);
    else if (ratio > 0.0)
        (void)snprintf(text, room, "%.4g", ratio);
}

/* A number, or nothing where it is not told. */
static void write_number(char text[24], const char *format, double number, bool is_told)
{
    text[0] = '\0';
    if (!is_told)
        return;
    if (strcmp(format, "%.0f") == 0)
        (void)snprintf(text, 24, "%.0f", number);
    else if (strcmp(format, "%.1e") == 0)
        (void)snprintf(text, 24, "%.1e", number);
    else
        (void)snprintf(text, 24, "%.4g", number);
}

static void print_line(const sweep_line *l)
{
    char warm[32], cold[32], us[24], scenarios[24], nodes[24], pivots[24], gap[24];
    char bytes[24], speedup[24], mib[24], percent[24];
    write_ratio(warm, sizeof warm, l->warm_ratio, l->warm_target);
    write_ratio(cold, sizeof cold, l->cold_ratio, l->cold_target);
    write_number(us, "%.4g", l->us, l->us > 0.0);
    write_number(percent, "%.0f", l->percent, l->percent > 0);
    write_number(scenarios, "%.0f", (double)l->scenarios, l->scenarios > 0);
    write_number(nodes, "%.0f", (double)l->nodes, l->nodes > 0);
    write_number(pivots, "%.4g", l->pivots, l->pivots > 0.0);
    write_number(gap, "%.1e", l->gap, l->gap >= 0.0);
    write_number(bytes, "%.0f", l->bytes, l->bytes > 0.0);
    write_number(speedup, "%.4g", l->speedup, l->speedup > 0.0);
    write_number(mib, "%.4g", l->mib, l->mib > 0.0);
    printf("%-15s %4s %-9s %-26s %11s %9s %-14s %-14s %8s %7s %8s %6s %5s %7s  %s\n",
           l->of, percent, l->box, l->engine, us, scenarios, warm, cold, nodes, pivots,
           gap, bytes, speedup, mib, l->note);
    (void)fflush(stdout);
}

void sweep_table_add(sweep_table *table, const sweep_line *line)
{
    if (table->count == table->room) {
        table->room = table->room ? 2 * table->room : 256;
        table->lines = realloc(table->lines, (size_t)table->room * sizeof *table->lines);
        if (!table->lines)
            abort();
    }
    table->lines[table->count++] = *line;
    if (!line->tried)
        print_line(line);
}

void sweep_table_remark(const char *text)
{
    printf("%s\n", text);
    (void)fflush(stdout);
}

static void write_cell(FILE *file, double number, bool is_told)
{
    if (is_told)
        fprintf(file, ",%.6g", number);
    else
        fputc(',', file);
}

static void write_line(FILE *file, const sweep_table *table, const sweep_line *l)
{
    fprintf(file, "\"%s\",\"%s\",%d,\"%s\",\"%s\",%s", table->processor, l->of,
            l->percent, l->box, l->engine, l->tried ? "tried" : "measured");
    write_cell(file, (double)l->scenarios, l->scenarios > 0);
    write_cell(file, l->us, l->us > 0.0);
    write_cell(file, l->warm_ratio, l->warm_ratio > 0.0);
    write_cell(file, l->warm_target, l->warm_target > 0.0);
    write_cell(file, l->cold_ratio, l->cold_ratio > 0.0);
    write_cell(file, l->cold_target, l->cold_target > 0.0);
    write_cell(file, (double)l->nodes, l->nodes > 0);
    write_cell(file, l->pivots, l->pivots > 0.0);
    write_cell(file, l->gap, l->gap >= 0.0);
    write_cell(file, l->bytes, l->bytes > 0.0);
    write_cell(file, l->speedup, l->speedup > 0.0);
    write_cell(file, l->mib, l->mib > 0.0);
    fprintf(file, ",\"%s\"\n", l->note);
}

bool sweep_table_save(const sweep_table *table, const char *path)
{
    char beside[PATH_BYTES];
    const int length = snprintf(beside, sizeof beside, "%s.new", path);
    FILE *file = length < PATH_BYTES ? fopen(beside, "w") : NULL;
    if (!file)
        return false;
    fputs("processor,case,percent,box,engine,kind,scenarios,us_per_scenario,"
          "times_best_warm,target_warm,times_best_cold,target_cold,nodes,"
          "pivots_per_scenario,largest_gap,bytes_per_scenario,speedup_2_threads,"
          "added_mib,note\n",
          file);
    for (int k = 0; k < table->count; k++)
        write_line(file, table, &table->lines[k]);
    const bool written = !ferror(file);
    const bool closed = fclose(file) == 0;
    return written && closed && rename(beside, path) == 0;
}

void sweep_table_close(sweep_table *table)
{
    free(table->lines);
    *table = (sweep_table){.count = 0};
}
