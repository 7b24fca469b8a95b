/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/nearest.h"

#include <limits.h>
#include <string.h>

#include "base/plain.h"

/* Letters of either case and of full width are the same. */
static uint32_t folded(uint32_t point)
{
    if (point >= 0xFF01 && point <= 0xFF5E)
        point -= 0xFF01 - '!';
    return point >= 'A' && point <= 'Z' ? point - 'A' + 'a' : point;
}

/* The characters of a text, folded; their number, -1 when there are too many. */
static int spell(const char *text, uint32_t *points)
{
    int count = 0;
    uint32_t point = 0;
    for (size_t step; (step = tc_plain_point(text, &point)) > 0; text += step) {
        if (count == TC_NEAREST_MOST)
            return -1;
        points[count++] = folded(point);
    }
    return count;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

/* Edits from a to b: insertions, deletions, changes, swaps of neighbours. */
static int edits(const uint32_t *a, int a_length, const uint32_t *b, int b_length)
{
    int rows[3][TC_NEAREST_MOST + 1];
    for (int k = 0; k <= b_length; k++)
        rows[0][k] = k;
    for (int i = 1; i <= a_length; i++) {
        int *now = rows[i % 3];
        const int *before = rows[(i + 2) % 3];
        const int *earlier = rows[(i + 1) % 3];
        now[0] = i;
        for (int k = 1; k <= b_length; k++) {
            now[k] = smaller(before[k - 1] + (a[i - 1] != b[k - 1]),
                             smaller(before[k], now[k - 1]) + 1);
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1])
                now[k] = smaller(now[k], earlier[k - 2] + 1);
        }
    }
    return rows[a_length % 3][b_length];
}

/* How many edits still count as near between names, the longer of this length. */
static int limit(int length)
{
    return length < 3 ? 0 : length < 6 ? 1 : length < 9 ? 2 : 3;
}

/* Do the characters of b stand in a, one behind the other? */
static bool contains(const uint32_t *a, int a_length, const uint32_t *b, int b_length)
{
    for (int i = 0; i + b_length <= a_length; i++)
        if (memcmp(a + i, b, (size_t)b_length * sizeof *b) == 0)
            return true;
    return false;
}

/* How many characters do both begin with? */
static int same_beginning(const uint32_t *a, int a_length, const uint32_t *b,
                          int b_length)
{
    int count = 0;
    while (count < smaller(a_length, b_length) && a[count] == b[count])
        count++;
    return count;
}

void tc_nearest_start(tc_nearest *search, const char *text, bool containing)
{
    memset(search, 0, sizeof *search);
    search->distance = INT_MAX;
    search->containing = containing;
    search->length = spell(text, search->points);
}

void tc_nearest_offer(tc_nearest *search, const char *name)
{
    uint32_t points[TC_NEAREST_MOST];
    const int length = spell(name, points);
    if (length <= 0 || search->length <= 0)
        return;
    const int longer = length > search->length ? length : search->length;
    const int apart = longer - smaller(length, search->length);
    const bool contained = search->containing && smaller(length, search->length) >= 2 &&
                           (contains(points, length, search->points, search->length) ||
                            contains(search->points, search->length, points, length));
    if (apart > search->distance || (apart > limit(longer) && !contained))
        return;
    const int distance = edits(search->points, search->length, points, length);
    const int alike = same_beginning(search->points, search->length, points, length);
    const bool nearer = distance < search->distance ||
                        (distance == search->distance && alike > search->alike);
    if (nearer && (distance <= limit(longer) || contained)) {
        search->distance = distance;
        search->alike = alike;
        search->best = name;
    }
}
