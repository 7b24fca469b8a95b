/* pollutant_columns.h — the columns that every table of emissions has, one a pollutant.
 */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TC_IO_POLLUTANT_COLUMNS_H
#define TC_IO_POLLUTANT_COLUMNS_H

#include "domain/pollutant.h"
#include "io/column.h"

#define TC_TONNAGE_COLUMN(record, field, pollutant, ...)                                 \
    {                                                                                    \
        {__VA_ARGS__}, TC_CELL_TONNAGE, false, offsetof(record, field[pollutant]),       \
            {0, 0}, NULL                                                                 \
    }

/* Six columns of tonnes, in the order of the pollutants; field is an array of double. */
#define TC_TONNAGE_COLUMNS(record, field, what)                                          \
    TC_TONNAGE_COLUMN(record, field, TC_PM, "PM", "颗粒物", "烟粉尘", "颗粒物" what,     \
                      "PM" what),                                                        \
        TC_TONNAGE_COLUMN(record, field, TC_SO2, "SO2", "二氧化硫", "二氧化硫" what,     \
                          "SO2" what),                                                   \
        TC_TONNAGE_COLUMN(record, field, TC_NOX, "NOx", "氮氧化物", "氮氧化物" what,     \
                          "NOx" what),                                                   \
        TC_TONNAGE_COLUMN(record, field, TC_VOCS, "VOCs", "挥发性有机物", "VOC",         \
                          "挥发性有机物" what, "VOCs" what),                             \
        TC_TONNAGE_COLUMN(record, field, TC_COD, "COD", "化学需氧量", "CODCr",           \
                          "化学需氧量" what, "COD" what),                                \
        TC_TONNAGE_COLUMN(record, field, TC_NH3N, "NH3-N", "氨氮", "NH3N", "NH3_N",      \
                          "氨氮" what, "NH3-N" what)

#define TC_RATIO_COLUMN(record, field, pollutant, ...)                                   \
    {                                                                                    \
        {__VA_ARGS__}, TC_CELL_NUMBER, false, offsetof(record, field[pollutant]),        \
            {0, 100}, NULL                                                               \
    }

/* Six columns of replacement ratios. */
#define TC_RATIO_COLUMNS(record, field)                                                  \
    TC_RATIO_COLUMN(record, field, TC_PM, "ratio_PM", "颗粒物替代倍数", "PM替代倍数",    \
                    "颗粒物倍数"),                                                       \
        TC_RATIO_COLUMN(record, field, TC_SO2, "ratio_SO2", "二氧化硫替代倍数",          \
                        "SO2替代倍数", "二氧化硫倍数"),                                  \
        TC_RATIO_COLUMN(record, field, TC_NOX, "ratio_NOx", "氮氧化物替代倍数",          \
                        "NOx替代倍数", "氮氧化物倍数"),                                  \
        TC_RATIO_COLUMN(record, field, TC_VOCS, "ratio_VOCs", "挥发性有机物替代倍数",    \
                        "VOCs替代倍数", "挥发性有机物倍数", "ratio_VOC", "VOC替代倍数"), \
        TC_RATIO_COLUMN(record, field, TC_COD, "ratio_COD", "化学需氧量替代倍数",        \
                        "COD替代倍数", "化学需氧量倍数"),                                \
        TC_RATIO_COLUMN(record, field, TC_NH3N, "ratio_NH3-N", "氨氮替代倍数",           \
                        "NH3-N替代倍数", "氨氮倍数", "ratio_NH3N", "ratio_NH3_N")

#endif
