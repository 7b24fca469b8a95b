/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "ledger/store.h"

#include <string.h>

tc_code tc_store_open(const char *where, bool make, tc_store **store, tc_error *error)
{
    static const char *const SCHEMES[] = {"postgresql://", "postgres://"};
    for (size_t k = 0; k < sizeof SCHEMES / sizeof *SCHEMES; k++)
        if (strncmp(where, SCHEMES[k], strlen(SCHEMES[k])) == 0)
            return tc_store_postgres(where, make, store, error);
    return tc_store_sqlite(where, make, store, error);
}

tc_code tc_store_do(tc_store *store, const char *sql, const tc_sql_value *values,
                    int count, tc_error *error)
{
    bool row = true;
    tc_code code = store->door->ask(store, sql, values, count, error);
    while (code == TC_OK && row)
        code = store->door->next(store, &row, error);
    return code;
}

tc_code tc_store_number(tc_store *store, const char *sql, const tc_sql_value *values,
                        int count, bool *found, int64_t *number, tc_error *error)
{
    bool row = false;
    tc_code code = store->door->ask(store, sql, values, count, error);
    if (code == TC_OK)
        code = store->door->next(store, &row, error);
    if (code != TC_OK)
        return code;
    *found = row;
    if (row)
        *number = store->door->number_at(store, 0);
    while (code == TC_OK && row) /* the statement is finished, and locks nothing */
        code = store->door->next(store, &row, error);
    return code;
}
