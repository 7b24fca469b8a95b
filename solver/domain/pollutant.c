/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "domain/pollutant.h"

const tc_pollutant tc_pollutants[TC_POLLUTANTS] = {
    {"PM", "颗粒物", false},     {"SO2", "二氧化硫", false},
    {"NOx", "氮氧化物", false},  {"VOCs", "挥发性有机物", false},
    {"COD", "化学需氧量", true}, {"NH3-N", "氨氮", true},
};
