/* sobol.h — Sobol' points, each found at once from its number. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_SOBOL_H
#define TC_DOMAIN_SOBOL_H

#include <stdint.h>

enum { TC_SOBOL_DIMENSIONS = 1024, TC_SOBOL_BITS = 32, TC_SOBOL_DEGREE_MOST = 13 };

/* One line of the table of Joe and Kuo: of dimension 2 and on. */
typedef struct tc_sobol_row {
    int degree;
    unsigned coefficients; /* of the primitive polynomial, without both ends */
    unsigned start[TC_SOBOL_DEGREE_MOST]; /* m_1 … m_degree */
} tc_sobol_row;

/* Made by the build from data/sobol/joe-kuo-6.txt. */
extern const tc_sobol_row tc_sobol_rows[TC_SOBOL_DIMENSIONS - 1];

/* The direction numbers of a dimension, 0 <= dimension < TC_SOBOL_DIMENSIONS: binary
 * fractions of 32 digits.
 * Source   Joe and Kuo, SIAM J. Sci. Comput. 30 (2008); Bratley and Fox, ACM TOMS 14. */
void tc_sobol_directions(int dimension, uint32_t directions[TC_SOBOL_BITS]);

/* Coordinate of point k as a binary fraction, in the order of the Gray code. */
uint32_t tc_sobol_at(const uint32_t directions[TC_SOBOL_BITS], uint32_t k);

/* The coordinate of point k + 1 from that of point k. */
uint32_t tc_sobol_next(const uint32_t directions[TC_SOBOL_BITS], uint32_t x, uint32_t k);

#endif
