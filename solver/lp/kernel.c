/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "lp/kernel.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

bool tc_kernel_invert(tc_kernel *kernel, double *matrix)
{
    double *inverse = kernel->inverse;
    const int size = kernel->size, room = kernel->room;
    for (int i = 0; i < size; i++)
        for (int k = 0; k < size; k++)
            inverse[i * room + k] = i == k ? 1.0 : 0.0;
    for (int k = 0; k < size; k++) {
        int best = k;
        for (int i = k + 1; i < size; i++)
            if (fabs(matrix[i * size + k]) > fabs(matrix[best * size + k]))
                best = i;
        const double pivot = matrix[best * size + k];
        if (!(fabs(pivot) > 1e-13))
            return false;
        for (int i = 0; i < size; i++) {
            const double a = matrix[best * size + i], v = inverse[best * room + i];
            matrix[best * size + i] = matrix[k * size + i];
            inverse[best * room + i] = inverse[k * room + i];
            matrix[k * size + i] = a / pivot;
            inverse[k * room + i] = v / pivot;
        }
        for (int i = 0; i < size; i++) {
            const double factor = matrix[i * size + k];
            if (i == k || factor == 0.0)
                continue;
            for (int c = 0; c < size; c++) {
                matrix[i * size + c] -= factor * matrix[k * size + c];
                inverse[i * room + c] -= factor * inverse[k * room + c];
            }
        }
    }
    return true;
}

void tc_kernel_swap_columns(const tc_kernel *kernel, int place, const double *gamma)
{
    double *leaving = &kernel->inverse[(ptrdiff_t)place * kernel->room];
    for (int i = 0; i < kernel->size; i++)
        leaving[i] /= gamma[place];
    for (int k = 0; k < kernel->size; k++) {
        if (k == place || gamma[k] == 0.0)
            continue;
        for (int i = 0; i < kernel->size; i++)
            kernel->inverse[k * kernel->room + i] -= gamma[k] * leaving[i];
    }
}

void tc_kernel_swap_rows(const tc_kernel *kernel, int row, const double *rho)
{
    for (int k = 0; k < kernel->size; k++) {
        double *inverse = &kernel->inverse[(ptrdiff_t)k * kernel->room];
        const double unit = inverse[row] / rho[row];
        for (int i = 0; i < kernel->size; i++)
            inverse[i] -= rho[i] * unit;
        inverse[row] = unit;
    }
}

void tc_kernel_grow(tc_kernel *kernel, const double *gamma, const double *rho,
                    double pivot)
{
    const int last = kernel->size, room = kernel->room;
    double *inverse = kernel->inverse;
    for (int k = 0; k < last; k++) {
        const double factor = gamma[k] / pivot;
        for (int i = 0; i < last; i++)
            inverse[k * room + i] += factor * rho[i];
        inverse[k * room + last] = -factor;
    }
    for (int i = 0; i < last; i++)
        inverse[last * room + i] = -rho[i] / pivot;
    inverse[last * room + last] = 1.0 / pivot;
    kernel->size = last + 1;
}

void tc_kernel_shrink(tc_kernel *kernel, int place, int row)
{
    const int last = kernel->size - 1, room = kernel->room;
    double *inverse = kernel->inverse;
    const double pivot = inverse[place * room + row];
    for (int k = 0; k < kernel->size; k++) {
        const double factor = inverse[k * room + row] / pivot;
        if (k == place || factor == 0.0)
            continue;
        for (int i = 0; i < kernel->size; i++)
            inverse[k * room + i] -= factor * inverse[place * room + i];
    }
    memcpy(&inverse[(ptrdiff_t)place * room], &inverse[(ptrdiff_t)last * room],
           sizeof(double) * (size_t)kernel->size);
    for (int k = 0; k < last; k++)
        inverse[k * room + row] = inverse[k * room + last];
    kernel->size = last;
}
