/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/booking.h"

#include <string.h>

const tc_ledger_word tc_account_words[TC_ACCOUNTS] = {
    [TC_ACCOUNT_ORIGIN] = {"origin", "来源", "origin"},
    [TC_ACCOUNT_FREE] = {"free", "可用", "free"},
    [TC_ACCOUNT_RESERVED] = {"reserved", "预留", "reserved"},
    [TC_ACCOUNT_ALLOCATED] = {"allocated", "预分配", "pre-allocated"},
    [TC_ACCOUNT_COMMITTED] = {"committed", "核定", "committed"},
    [TC_ACCOUNT_EXPIRED] = {"expired", "到期", "expired"},
    [TC_ACCOUNT_RETIRED] = {"retired", "注销", "retired"},
    [TC_ACCOUNT_REDUCED] = {"reduced", "核减", "reduced"},
    [TC_ACCOUNT_GAP] = {"gap", "缺口", "gap"},
};

const tc_ledger_word tc_booking_words[TC_BOOKING_KINDS] = {
    [TC_BOOKING_RECOGNISE] = {"recognise", "收储", "recognise"},
    [TC_BOOKING_RESERVE] = {"reserve", "预留", "reserve"},
    [TC_BOOKING_UNRESERVE] = {"unreserve", "解除预留", "unreserve"},
    [TC_BOOKING_PREALLOCATE] = {"pre-allocate", "预分配", "pre-allocate"},
    [TC_BOOKING_COMMIT] = {"commit", "核定", "commit"},
    [TC_BOOKING_REJECT] = {"reject", "不予核定", "reject"},
    [TC_BOOKING_RELEASE] = {"release", "释放", "release"},
    [TC_BOOKING_TAKE_BACK] = {"take-back", "收回", "take back"},
    [TC_BOOKING_EXPIRE] = {"expire", "到期", "expire"},
    [TC_BOOKING_RETIRE] = {"retire", "注销", "retire"},
    [TC_BOOKING_REDUCE] = {"reduce", "核减", "reduce"},
    [TC_BOOKING_COVER] = {"cover", "补缺", "cover"},
    [TC_BOOKING_REVERSE] = {"reverse", "冲销", "reverse"},
};

const tc_holder tc_nobody = {0, "", "", "", "", false};

int tc_ledger_word_find(const tc_ledger_word *words, int count, const char *code)
{
    for (int k = 0; k < count; k++)
        if (strcmp(words[k].code, code) == 0)
            return k;
    return -1;
}

bool tc_account_is_of_project(tc_account account)
{
    return account == TC_ACCOUNT_ALLOCATED || account == TC_ACCOUNT_COMMITTED;
}

bool tc_account_is_negative(tc_account account)
{
    return account == TC_ACCOUNT_ORIGIN || account == TC_ACCOUNT_GAP;
}
