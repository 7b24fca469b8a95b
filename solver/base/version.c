/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tongchou/error.h"

const char *tc_library_version(void)
{
    return TC_VERSION;
}
