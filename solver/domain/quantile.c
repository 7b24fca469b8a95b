/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/quantile.h"

#include <math.h>

static double within(double value, const tc_axis *axis)
{
    return value < axis->low ? axis->low : value > axis->high ? axis->high : value;
}

/* ---- normal ------------------------------------------------------------------------ */

double tc_normal_below(double z)
{
    static const double half_root = 0.70710678118654752440; /* 1 / sqrt(2) */
    return 0.5 * erfc(-z * half_root);
}

static double polynomial(const double c[8], double r)
{
    double sum = c[7];
    for (int i = 6; i >= 0; i--)
        sum = sum * r + c[i];
    return sum;
}

double tc_normal_quantile(double share)
{
    static const double middle[2][8] = {
        {3.387132872796366608, 133.14166789178437745, 1971.5909503065514427,
         13731.693765509461125, 45921.953931549871457, 67265.770927008700853,
         33430.575583588128105, 2509.0809287301226727},
        {1.0, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077,
         21213.794301586595867, 39307.89580009271061, 28729.085735721942674,
         5226.495278852545925}};
    static const double outer[2][8] = {
        {1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055,
         3.64784832476320460504, 1.27045825245236838258, .24178072517745061177,
         .0227238449892691845833, 7.7454501427834140764e-4},
        {1.0, 2.05319162663775882187, 1.6763848301838038494, .68976733498510000455,
         .14810397642748007459, .0151986665636164571966, 5.475938084995344946e-4,
         1.05075007164441684324e-9}};
    static const double tail[2][8] = {
        {6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358,
         .29656057182850489123, .026532189526576123093, .0012426609473880784386,
         2.71155556874348757815e-5, 2.01033439929228813265e-7},
        {1.0, .59983220655588793769, .13692988092273580531, .0148753612908506148525,
         7.868691311456132591e-4, 1.8463183175100546818e-5, 1.4215117583164458887e-7,
         2.04426310338993978564e-15}};
    const double q = share - 0.5;
    if (fabs(q) <= 0.425) {
        const double r = 0.180625 - q * q;
        return q * polynomial(middle[0], r) / polynomial(middle[1], r);
    }
    const double r = sqrt(-log(q < 0 ? share : 1.0 - share));
    const double z = r <= 5.0
                         ? polynomial(outer[0], r - 1.6) / polynomial(outer[1], r - 1.6)
                         : polynomial(tail[0], r - 5.0) / polynomial(tail[1], r - 5.0);
    return q < 0 ? -z : z;
}

double tc_normal_mass(const tc_axis *axis)
{
    const double a = (axis->low - axis->peak) / axis->deviation;
    const double b = (axis->high - axis->peak) / axis->deviation;
    return a > 0 ? tc_normal_below(-a) - tc_normal_below(-b) /* no digits are lost */
                 : tc_normal_below(b) - tc_normal_below(a);
}

/* Both tails are counted from their own end, so that none is a small rest of 1. */
static void spread_normal(const tc_axis *axis, int count, double *u)
{
    const double mass = tc_normal_mass(axis);
    const double below = tc_normal_below((axis->low - axis->peak) / axis->deviation);
    const double above = tc_normal_below((axis->peak - axis->high) / axis->deviation);
    for (int i = 0; i < count; i++) {
        const double lower = below + u[i] * mass;
        const double upper = above + (1.0 - u[i]) * mass;
        const bool left = lower <= upper;
        const double tail = left ? lower : upper;
        const double z = tail > 0 ? tc_normal_quantile(tail) : -HUGE_VAL;
        u[i] = within(axis->peak + axis->deviation * (left ? z : -z), axis);
    }
}

/* ---- others ------------------------------------------------------------------------ */

static void spread_uniform(const tc_axis *axis, int count, double *u)
{
    const double low = axis->low, high = axis->high, width = high - low;
    for (int i = 0; i < count; i++) {
        const double value = low + u[i] * width;
        u[i] = value > high ? high : value;
    }
}

static void spread_triangular(const tc_axis *axis, int count, double *u)
{
    const double width = axis->high - axis->low;
    const double left = axis->peak - axis->low, right = axis->high - axis->peak;
    for (int i = 0; i < count; i++)
        u[i] =
            within(u[i] * width < left ? axis->low + sqrt(u[i] * width * left)
                                       : axis->high - sqrt((1.0 - u[i]) * width * right),
                   axis);
}

static void spread_values(const tc_axis *axis, int count, double *u)
{
    const int last = axis->value_count - 1;
    for (int i = 0; i < count; i++) {
        int v = (int)(u[i] * axis->value_count);
        if (axis->weights) {
            double sum = axis->weights[0];
            for (v = 0; v < last && u[i] >= sum; sum += axis->weights[v])
                v++;
        }
        u[i] = axis->values[v < last ? v : last];
    }
}

void tc_axis_spread(const tc_axis *axis, int count, double *u)
{
    switch (axis->spread) {
    case TC_SPREAD_UNIFORM:
        spread_uniform(axis, count, u);
        break;
    case TC_SPREAD_TRIANGULAR:
        spread_triangular(axis, count, u);
        break;
    case TC_SPREAD_NORMAL:
        spread_normal(axis, count, u);
        break;
    case TC_SPREAD_VALUES:
        spread_values(axis, count, u);
        break;
    }
}
