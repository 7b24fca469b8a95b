/* pollutant_name.h — the names under which people write the pollutants. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_DOMAIN_POLLUTANT_NAME_H
#define TC_DOMAIN_POLLUTANT_NAME_H

/* The pollutant of a name (PM, 颗粒物, VOC, 挥发性有机物, CODCr, NH3N …; either case,
 * full-width forms, spaces around), -1 where there is none. *nearest (NULL allowed) then
 * becomes the name that was perhaps meant, or NULL. */
int tc_pollutant_named(const char *text, const char **nearest);

#endif
