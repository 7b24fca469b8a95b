/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/quantity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TEXT_BYTES = 128, EXPONENT_MOST = 9999 };

static const double tonnes_most = 1e8; /* a province emits less of anything in a year */

/* A number as it was written: digits x 10^exponent. */
typedef struct decimal {
    char digits[TEXT_BYTES];
    int count, exponent;
    bool negative;
} decimal;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static void take_digits(const char **text, decimal *number)
{
    for (; is_digit(**text); (*text)++)
        number->digits[number->count++] = **text;
}

/* e+12, if it is there. */
static bool take_exponent(const char **text, decimal *number)
{
    const char *at = *text;
    if (*at != 'e' && *at != 'E')
        return true;
    at++;
    const bool negative = *at == '-';
    if (*at == '-' || *at == '+')
        at++;
    if (!is_digit(*at))
        return false;
    int exponent = 0;
    for (; is_digit(*at); at++)
        if (exponent <= EXPONENT_MOST)
            exponent = exponent * 10 + (*at - '0');
    number->exponent += negative ? -exponent : exponent;
    *text = at;
    return true;
}

/* Take sign, digits, point, exponent off the text, which has less than TEXT_BYTES. */
static bool take_decimal(const char **text, decimal *number)
{
    *number = (decimal){.negative = **text == '-'};
    if (**text == '-' || **text == '+')
        (*text)++;
    take_digits(text, number);
    if (**text == '.') {
        (*text)++;
        const int whole = number->count;
        take_digits(text, number);
        number->exponent = whole - number->count;
    }
    return number->count > 0 && take_exponent(text, number);
}

/* The nearest double. Without a decimal point strtod obeys no locale; scaling went into
 * the exponent, so that nothing is rounded twice. */
static double value_of(const decimal *number)
{
    char text[TEXT_BYTES + 16];
    snprintf(text, sizeof text, "%s%se%d", number->negative ? "-" : "", number->digits,
             number->exponent);
    return strtod(text, NULL);
}

/* How many decimals are written, zeroes at the end left out. */
static int decimals_of(const decimal *number)
{
    int count = number->count;
    int exponent = number->exponent;
    for (; count > 0 && number->digits[count - 1] == '0'; count--)
        exponent++;
    return count == 0 || exponent >= 0 ? 0 : -exponent;
}

static bool is_one_of(const char *text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (strcmp(text, words[i]) == 0)
            return true;
    return false;
}

#define IS_ONE_OF(text, words) is_one_of(text, words, sizeof(words) / sizeof *(words))

static bool is_infinite_or_nan(const char *lower)
{
    static const char *const words[] = {"nan", "inf", "infinity", "∞", "-∞"};
    return IS_ONE_OF(lower + (*lower == '-' || *lower == '+'), words);
}

static bool is_nothing(const char *lower)
{
    static const char *const words[] = {"-",  "--", "—",   "——",   "–",    "/",
                                        "\\", "无", "n/a", "none", "null", "nil"};
    return IS_ONE_OF(lower, words);
}

static bool is_hexadecimal(const char *lower)
{
    const char *at = lower + (*lower == '-' || *lower == '+');
    return at[0] == '0' && at[1] == 'x';
}

/* Say why a text is not a number, in words that help. */
static bool refuse_text(const char *text, const tc_spot *spot)
{
    char plain[TEXT_BYTES];
    if (!tc_plain_text(text, plain, sizeof plain))
        return TC_REFUSE(spot, text, "太长，不像一个数", "is too long for a number");
    tc_plain_lower(plain);
    if (plain[0] == '#')
        return TC_REFUSE(spot, text, "是电子表格的错误值，请先在表格中改正",
                         "is a spreadsheet's error value: repair it there first");
    if (is_infinite_or_nan(plain))
        return TC_REFUSE(spot, text, "不是有限的数", "is not a finite number");
    if (plain[0] == '=')
        return TC_REFUSE(spot, text, "是没有算出的公式，请在表格中算出数值再存",
                         "is a formula that was not computed: save its value");
    if (is_nothing(plain))
        return TC_REFUSE(spot, text, "不是数，没有时请留空或写 0",
                         "is not a number: leave it empty or write 0");
    if (is_hexadecimal(plain))
        return TC_REFUSE(spot, text, "是十六进制，请写十进制数",
                         "is hexadecimal: write a decimal number");
    if (strchr(plain, ','))
        return TC_REFUSE(
            spot, text, "里有逗号，请去掉千位分隔符，小数点用“.”",
            "has a comma: leave out thousands separators, and use '.' as the "
            "decimal point");
    if (strchr(plain, '%'))
        return TC_REFUSE(spot, text, "是百分数，这里不能用百分数",
                         "is a percentage, which cannot stand here");
    return TC_REFUSE(spot, text, "不是数", "is not a number");
}

/* A number and, behind it, what may be its unit. */
typedef struct written {
    decimal number;
    char unit[TEXT_BYTES];
} written;

/* Say that what stands behind a number does not belong there. */
static bool refuse_rest(const char *text, const written *number, const tc_spot *spot)
{
    if (strchr(number->unit, '%'))
        return refuse_text(text, spot);
    tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                 "%s：“%s”里，数的后面不能有“%s”，只写数",
                 "%s: in '%s', '%s' may not follow the number: write the number alone",
                 spot->what, tc_plain_show(text).text, tc_plain_show(number->unit).text);
    return false;
}

/* Read a number and the unit behind it; "" where there is none. */
static bool read_written(const char *text, const tc_spot *spot, written *result)
{
    char plain[TEXT_BYTES];
    if (!tc_plain_text(text, plain, sizeof plain))
        return refuse_text(text, spot);
    const char *at = plain;
    if (!take_decimal(&at, &result->number))
        return refuse_text(text, spot);
    while (*at == ' ')
        at++;
    if (is_digit(*at) || (*at && strchr(".,+-#", *at)) ||
        ((at[0] == 'x' || at[0] == 'X') && plain[0] == '0'))
        return refuse_text(text, spot);
    memcpy(result->unit, at, strlen(at) + 1);
    return true;
}

bool tc_unit_read(const char *text, tc_unit *unit)
{
    static const char *const tonnes[] = {"t",    "吨",   "t/a", "吨/年",
                                         "吨/a", "t/年", "t/y"};
    static const char *const kilograms[] = {"kg",      "千克",    "公斤",  "kg/a",
                                            "千克/年", "公斤/年", "kg/年", "kg/y"};
    static const char *const myriads[] = {"万吨", "万吨/年", "万t", "万t/a"};
    char plain[TEXT_BYTES];
    if (!tc_plain_text(text, plain, sizeof plain))
        return false;
    tc_plain_lower(plain);
    if (IS_ONE_OF(plain, tonnes))
        unit->shift = 0;
    else if (IS_ONE_OF(plain, kilograms))
        unit->shift = -3;
    else if (IS_ONE_OF(plain, myriads))
        unit->shift = 4;
    else
        return false;
    return true;
}

bool tc_quantity_read(const char *text, tc_unit column, const tc_spot *spot,
                      tc_quantity *quantity)
{
    const char *start = NULL;
    size_t length = 0;
    tc_plain_trim(text, &start, &length);
    if (length == 0) {
        *quantity = (tc_quantity){0};
        return true;
    }
    written amount;
    if (!read_written(text, spot, &amount))
        return false;
    tc_unit unit = column;
    if (strcmp(amount.unit, "%") == 0)
        return refuse_text(text, spot);
    if (amount.unit[0] && !tc_unit_read(amount.unit, &unit)) {
        tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                     "%s：“%s”里，数后面的“%s”不是单位，可用吨、千克（kg）、万吨",
                     "%s: in '%s', '%s' behind the number is no unit: t, kg or 万吨 may "
                     "be used",
                     spot->what, tc_plain_show(text).text,
                     tc_plain_show(amount.unit).text);
        return false;
    }
    amount.number.exponent += unit.shift;
    const double tonnes = value_of(&amount.number);
    if (tonnes < 0)
        return TC_REFUSE(spot, text, "是负数，吨数不能为负",
                         "is negative, which a tonnage cannot be");
    if (!(tonnes <= tonnes_most))
        return TC_REFUSE(spot, text, "太大，每年不会超过 1 亿吨",
                         "is too large: at most 1e8 t/a can be meant");
    quantity->tonnes = tonnes == 0 ? 0.0 : tonnes; /* no negative zero */
    quantity->decimals = decimals_of(&amount.number);
    quantity->has_unit = amount.unit[0] != '\0';
    return true;
}

/* Is the value within the range? If not, say so. */
static bool within(double value, tc_range range, const char *text, const tc_spot *spot)
{
    if (value >= range.low && value <= range.high)
        return true;
    tc_fault_add(spot->faults, TC_SEVERITY_ERROR, &spot->place,
                 "%s：“%s”超出范围，应在 %.10g 至 %.10g 之间",
                 "%s: '%s' is out of range: %.10g to %.10g is expected", spot->what,
                 tc_plain_show(text).text, range.low, range.high);
    return false;
}

bool tc_number_read(const char *text, tc_range range, const tc_spot *spot, double *value)
{
    written number;
    if (!read_written(text, spot, &number))
        return false;
    if (number.unit[0])
        return refuse_rest(text, &number, spot);
    const double read = value_of(&number.number);
    if (!within(read, range, text, spot))
        return false;
    *value = read == 0 ? 0.0 : read;
    return true;
}

bool tc_share_read(const char *text, const tc_spot *spot, double *value)
{
    written share;
    if (!read_written(text, spot, &share))
        return false;
    if (strcmp(share.unit, "%") == 0)
        share.number.exponent -= 2;
    else if (share.unit[0])
        return refuse_rest(text, &share, spot);
    const double read = value_of(&share.number);
    if (read > 1 && read <= 100 && !share.unit[0])
        return TC_REFUSE(spot, text, "超出 0 至 1，若是百分数请加 %%",
                         "is not within 0 to 1: write a percentage with %%");
    if (!within(read, (tc_range){0, 1}, text, spot))
        return false;
    *value = read == 0 ? 0.0 : read;
    return true;
}

bool tc_whole_read(const char *text, int low, int high, const tc_spot *spot, int *value)
{
    written number;
    if (!read_written(text, spot, &number))
        return false;
    if (number.unit[0])
        return refuse_rest(text, &number, spot);
    if (decimals_of(&number.number) > 0)
        return TC_REFUSE(spot, text, "不是整数", "is not a whole number");
    const double read = value_of(&number.number);
    if (!within(read, (tc_range){low, high}, text, spot))
        return false;
    *value = (int)read;
    return true;
}

bool tc_yes_no_read(const char *text, const tc_spot *spot, bool *value)
{
    static const char *const yes[] = {"是", "有", "yes", "y", "true", "1", "√"};
    static const char *const no[] = {"否", "无", "no", "n", "false", "0", "×"};
    char plain[TEXT_BYTES];
    if (!tc_plain_text(text, plain, sizeof plain))
        plain[0] = '\0';
    tc_plain_lower(plain);
    const bool is_yes = IS_ONE_OF(plain, yes);
    if (!is_yes && !IS_ONE_OF(plain, no))
        return TC_REFUSE(spot, text, "应写“是”或“否”", "must be yes or no");
    *value = is_yes;
    return true;
}
