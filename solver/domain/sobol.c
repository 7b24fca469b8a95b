/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/sobol.h"

void tc_sobol_directions(int dimension, uint32_t v[TC_SOBOL_BITS])
{
    for (int i = 0; i < TC_SOBOL_BITS; i++)
        v[i] = 1u << (TC_SOBOL_BITS - 1 - i);
    if (dimension == 0) /* van der Corput */
        return;
    const tc_sobol_row *row = &tc_sobol_rows[dimension - 1];
    const int s = row->degree;
    for (int i = 0; i < s; i++)
        v[i] *= row->start[i]; /* m_i / 2^i */
    for (int i = s; i < TC_SOBOL_BITS; i++) {
        v[i] = v[i - s] ^ v[i - s] >> s;
        for (int k = 1; k < s; k++)
            if (row->coefficients >> (s - 1 - k) & 1)
                v[i] ^= v[i - k];
    }
}

uint32_t tc_sobol_at(const uint32_t v[TC_SOBOL_BITS], uint32_t k)
{
    uint32_t x = 0;
    uint32_t gray = k ^ k >> 1;
    for (int i = 0; gray; i++, gray >>= 1)
        if (gray & 1)
            x ^= v[i];
    return x;
}

uint32_t tc_sobol_next(const uint32_t v[TC_SOBOL_BITS], uint32_t x, uint32_t k)
{
    uint32_t zeros = 0; /* the Gray codes of k and k + 1 differ in the first 0 of k */
    for (; k & 1; k >>= 1)
        zeros++;
    return x ^ v[zeros];
}
