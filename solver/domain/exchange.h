/* exchange.h — a line of exchange.csv as a pattern. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_EXCHANGE_H
#define TC_DOMAIN_EXCHANGE_H

#include "domain/pattern.h"
#include "domain/problem.h"

/* Fields: from_area, to_area, from_basin, to_basin, pollutant. */
tc_pattern tc_exchange_pattern(const tc_exchange *line);

#endif
