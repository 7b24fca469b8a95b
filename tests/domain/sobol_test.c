/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/sobol.h"

#include <criterion/criterion.h>

enum { DIMENSIONS = 9, POINTS = 8 };

Test(domain_sobol, points_are_those_of_boost_whose_table_is_the_same)
{
    /* boost::random::sobol_engine<uint32_t, 32> of Boost 1.74, which leaves out point 0
     */
    static const int dimensions[DIMENSIONS] = {0, 1, 2, 9, 31, 99, 511, 1022, 1023};
    static const struct {
        uint32_t k, x[DIMENSIONS];
    } known[POINTS] = {
        {1,
         {0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000, 0x80000000,
          0x80000000, 0x80000000, 0x80000000}},
        {2,
         {0xc0000000, 0x40000000, 0x40000000, 0xc0000000, 0x40000000, 0xc0000000,
          0xc0000000, 0x40000000, 0xc0000000}},
        {3,
         {0x40000000, 0xc0000000, 0xc0000000, 0x40000000, 0xc0000000, 0x40000000,
          0x40000000, 0xc0000000, 0x40000000}},
        {1001,
         {0xb8400000, 0x98c00000, 0x04c00000, 0x91c00000, 0xa5400000, 0xafc00000,
          0xe5400000, 0xa3400000, 0x36c00000}},
        {65536,
         {0x00018000, 0x7fff8000, 0x78d58000, 0x23cf8000, 0xb9068000, 0xfbc08000,
          0x1ab18000, 0x94a98000, 0x477b8000}},
        {65537,
         {0x80018000, 0xffff8000, 0xf8d58000, 0xa3cf8000, 0x39068000, 0x7bc08000,
          0x9ab18000, 0x14a98000, 0xc77b8000}},
        {123457,
         {0x86c88000, 0xaec88000, 0xcea88000, 0xbfc28000, 0x93618000, 0x6cff8000,
          0x7f588000, 0x94fe8000, 0xf26c8000}},
        {1000000,
         {0x06c71000, 0x4fd9f000, 0xd3f79000, 0x41207000, 0x8a997000, 0x4cb2d000,
          0xcbe87000, 0x97133000, 0x4c80f000}},
    };
    for (int d = 0; d < DIMENSIONS; d++) {
        uint32_t v[TC_SOBOL_BITS];
        tc_sobol_directions(dimensions[d], v);
        for (int i = 0; i < POINTS; i++) {
            const uint32_t k = known[i].k, x = tc_sobol_at(v, k);
            cr_assert_eq(x, known[i].x[d], "point %u, dimension %d: %08x", k,
                         dimensions[d], x);
            cr_assert_eq(tc_sobol_next(v, tc_sobol_at(v, k - 1), k - 1), x);
        }
    }
}

/* What the construction asks of the table. */
Test(domain_sobol, numbers_of_the_table_are_odd_and_no_polynomial_comes_twice)
{
    int degree = 1;
    unsigned before = 0;
    for (int r = 0; r < TC_SOBOL_DIMENSIONS - 1; r++) {
        const tc_sobol_row *row = &tc_sobol_rows[r];
        cr_assert(row->degree == degree || row->degree == degree + 1);
        cr_assert(row->degree > degree || r == 0 || row->coefficients > before);
        cr_assert_lt(row->coefficients, 1u << (row->degree - 1));
        for (int i = 0; i < row->degree; i++)
            cr_assert(row->start[i] % 2 == 1 && row->start[i] < 2u << i);
        degree = row->degree;
        before = row->coefficients;
    }
    cr_assert_eq(degree, TC_SOBOL_DEGREE_MOST);
}

/* x^(2^degree - 1) is 1 modulo the polynomial, and no smaller power of x is. */
static bool is_primitive(int degree, unsigned coefficients)
{
    const unsigned whole = 1u << degree | coefficients << 1 | 1u;
    unsigned power = 1, steps = 0;
    do {
        power <<= 1;
        if (power >> degree & 1)
            power ^= whole;
        steps++;
    } while (power != 1 && steps < 1u << degree);
    return steps == (1u << degree) - 1;
}

Test(domain_sobol, polynomials_of_the_table_are_primitive)
{
    for (int r = 0; r < TC_SOBOL_DIMENSIONS - 1; r++)
        cr_assert(is_primitive(tc_sobol_rows[r].degree, tc_sobol_rows[r].coefficients),
                  "row %d", r);
}

Test(domain_sobol, each_run_of_2_to_the_m_points_has_one_in_each_stratum)
{
    for (int d = 0; d < TC_SOBOL_DIMENSIONS; d++) {
        uint32_t v[TC_SOBOL_BITS];
        tc_sobol_directions(d, v);
        for (uint32_t start = 0; start < 1024; start += 256) {
            bool taken[256] = {false};
            for (uint32_t k = start; k < start + 256; k++) {
                const uint32_t stratum = tc_sobol_at(v, k) >> 24;
                cr_assert(!taken[stratum], "dimension %d, point %u", d, k);
                taken[stratum] = true;
            }
        }
    }
}

/* Sobol's property A: of 2^d points one lies in each of the 2^d halves of halves. That is
 * so when the first digits of the first d direction numbers of d dimensions are
 * independent over {0, 1}. */
static int rank_of_first_digits(int d)
{
    uint32_t rows[TC_SOBOL_BITS] = {0};
    for (int i = 0; i < d; i++) {
        uint32_t v[TC_SOBOL_BITS];
        tc_sobol_directions(i, v);
        for (int k = 0; k < d; k++)
            rows[i] |= (v[k] >> 31) << k;
    }
    int rank = 0;
    for (int k = 0; k < d; k++) {
        int pivot = rank;
        while (pivot < d && !(rows[pivot] >> k & 1))
            pivot++;
        if (pivot == d)
            continue;
        const uint32_t row = rows[pivot];
        rows[pivot] = rows[rank];
        rows[rank] = row;
        for (int i = 0; i < d; i++)
            if (i != rank && rows[i] >> k & 1)
                rows[i] ^= row;
        rank++;
    }
    return rank;
}

Test(domain_sobol, the_first_dimensions_have_property_a)
{
    for (int d = 1; d <= TC_SOBOL_BITS; d++)
        cr_assert_eq(rank_of_first_digits(d), d, "%d dimensions", d);
}
