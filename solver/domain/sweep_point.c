/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <assert.h>
#include <string.h>

#include "base/fault.h"
#include "domain/draw.h"
#include "domain/latin.h"
#include "domain/quantile.h"
#include "domain/sobol.h"

/* The scenarios that are asked for, and where their values go. */
typedef struct batch {
    int64_t first;
    int count, room;
    double *values;
} batch;

static double *column(const batch *b, int axis)
{
    return b->values + (ptrdiff_t)axis * b->room;
}

static int sobol_dimensions(const tc_sweep *sweep)
{
    return sweep->design == TC_DESIGN_SALTELLI ? 2 * sweep->axis_count
           : sweep->design == TC_DESIGN_SOBOL  ? sweep->axis_count
                                               : 0;
}

tc_code tc_sweep_prepare(tc_sweep *sweep, tc_error *error)
{
    const int dimensions = sobol_dimensions(sweep);
    assert(dimensions <= TC_SOBOL_DIMENSIONS);
    if (dimensions == 0)
        return TC_OK;
    uint32_t *directions = tc_arena_take(&sweep->arena, (size_t)dimensions,
                                         TC_SOBOL_BITS * sizeof *directions);
    if (!directions)
        return tc_no_memory(error);
    for (int d = 0; d < dimensions; d++)
        tc_sobol_directions(d, directions + (ptrdiff_t)d * TC_SOBOL_BITS);
    sweep->directions = directions;
    return TC_OK;
}

/* ---- lists and grids --------------------------------------------------------------- */

static void copy_list(const tc_sweep *sweep, const batch *b)
{
    for (int axis = 0; axis < sweep->axis_count; axis++)
        for (int i = 0; i < b->count; i++)
            column(b, axis)[i] = sweep->list[(b->first + i) * sweep->axis_count + axis];
}

static void fill_grid(const tc_sweep *sweep, const batch *b)
{
    int64_t stride = 1; /* scenarios for which the axis stands still */
    for (int axis = sweep->axis_count - 1; axis >= 0; axis--) {
        const tc_axis *of = &sweep->axes[axis];
        int64_t passed = b->first % stride;
        int64_t digit = b->first / stride % of->value_count;
        for (int i = 0; i < b->count; i++) {
            column(b, axis)[i] = of->values[digit];
            if (++passed < stride)
                continue;
            passed = 0;
            digit = digit + 1 < of->value_count ? digit + 1 : 0;
        }
        stride *= of->value_count;
    }
}

/* ---- random designs ---------------------------------------------------------------- */

/* Four numbers of each block, for four axes. */
static void draw_units(const tc_sweep *sweep, tc_draw use, const batch *b)
{
    for (int axis = 0; axis < sweep->axis_count; axis += 4) {
        double *columns[4] = {NULL};
        for (int w = 0; w < 4 && axis + w < sweep->axis_count; w++)
            columns[w] = column(b, axis + w);
        tc_philox_units(tc_draw_counter(use, axis / 4), sweep->seed, (uint64_t)b->first,
                        b->count, columns);
    }
}

/* A place in the stratum is rounded so that no sum with the stratum is: no point leaves
 * its stratum. */
static void draw_latin(const tc_sweep *sweep, const batch *b)
{
    static const double steps = 0x1p20;
    draw_units(sweep, TC_DRAW_LATIN_JITTER, b);
    for (int axis = 0; axis < sweep->axis_count; axis++) {
        const tc_latin order =
            tc_latin_make(sweep->seed, axis, (uint32_t)sweep->scenarios);
        double *u = column(b, axis);
        for (int i = 0; i < b->count; i++) {
            const uint32_t stratum = tc_latin_at(&order, (uint32_t)(b->first + i));
            const double inside = ((double)(int)(u[i] * steps) + 0.5) / steps;
            u[i] = (stratum + inside) / (double)sweep->scenarios;
        }
    }
}

/* ---- Sobol' points ----------------------------------------------------------------- */

/* The digits that are changed in all points of a dimension, 52 of them; 0: none are. */
static uint64_t shift_of(const tc_sweep *sweep, int dimension)
{
    if (sweep->seed == 0)
        return 0;
    const tc_philox_block block =
        tc_draw_block(sweep->seed, TC_DRAW_SOBOL_SHIFT, (uint32_t)dimension, 0);
    return ((uint64_t)block.word[1] << 32 | block.word[0]) >> 12 | 1;
}

/* The digits behind those of 1, and then less 1: exact, and quicker than a conversion. */
static double shifted(uint32_t x, uint64_t shift)
{
    const uint64_t bits = ((uint64_t)x << 20 ^ shift) | 0x3FF0000000000000u;
    double number;
    memcpy(&number, &bits, sizeof number);
    return number - 1.0;
}

static const uint32_t *directions_of(const tc_sweep *sweep, int dimension)
{
    return sweep->directions + (ptrdiff_t)dimension * TC_SOBOL_BITS;
}

static void fill_sobol(const tc_sweep *sweep, const batch *b)
{
    enum { RUN = 64 }; /* point RUN n + j is point RUN n, each digit plus those of j */
    const uint32_t first = (uint32_t)b->first, end = first + (uint32_t)b->count;
    for (int axis = 0; axis < sweep->axis_count; axis++) {
        const uint32_t *v = directions_of(sweep, axis);
        const uint64_t shift = shift_of(sweep, axis);
        double *u = column(b, axis);
        uint32_t inside[RUN];
        for (uint32_t j = 0; j < RUN; j++)
            inside[j] = tc_sobol_at(v, j);
        for (uint32_t k = first; k < end;) {
            const uint32_t start = k - k % RUN, x = tc_sobol_at(v, start);
            for (; k < end && k < start + RUN; k++)
                u[k - first] = shifted(x ^ inside[k - start], shift);
        }
    }
}

/* Of each base point axes + 2 scenarios: A, B, and A with one axis after the other of B.
 * A has the first dimensions, B the others. */
static void fill_saltelli(const tc_sweep *sweep, const batch *b)
{
    const int axes = sweep->axis_count, blocks = axes + 2;
    for (int axis = 0; axis < axes; axis++) {
        const uint32_t *v[2] = {directions_of(sweep, axis),
                                directions_of(sweep, axes + axis)};
        const uint64_t shift[2] = {shift_of(sweep, axis), shift_of(sweep, axes + axis)};
        double *u = column(b, axis);
        uint32_t base = (uint32_t)(b->first / blocks);
        int block = (int)(b->first % blocks);
        uint32_t x[2] = {tc_sobol_at(v[0], base), tc_sobol_at(v[1], base)};
        for (int i = 0; i < b->count; i++) {
            const int from = block == 1 || block == axis + 2;
            u[i] = shifted(x[from], shift[from]);
            if (++block < blocks)
                continue;
            for (int of = 0; of < 2; of++)
                x[of] = tc_sobol_next(v[of], x[of], base);
            base++;
            block = 0;
        }
    }
}

void tc_sweep_points(const tc_sweep *sweep, int64_t first, int count, int room,
                     double *values)
{
    batch b = {.first = first, .count = count, .room = room};
    b.values = values;
    switch (sweep->design) {
    case TC_DESIGN_LIST:
        copy_list(sweep, &b);
        return; /* values as they are */
    case TC_DESIGN_GRID:
        fill_grid(sweep, &b);
        return;
    case TC_DESIGN_LATIN:
        draw_latin(sweep, &b);
        break;
    case TC_DESIGN_SOBOL:
        fill_sobol(sweep, &b);
        break;
    case TC_DESIGN_MONTE_CARLO:
        draw_units(sweep, TC_DRAW_MONTE_CARLO, &b);
        break;
    case TC_DESIGN_SALTELLI:
        fill_saltelli(sweep, &b);
        break;
    }
    for (int axis = 0; axis < sweep->axis_count; axis++)
        tc_axis_spread(&sweep->axes[axis], count, column(&b, axis));
}

void tc_sweep_point(const tc_sweep *sweep, int64_t k, double *values)
{
    tc_sweep_points(sweep, k, 1, 1, values);
}
