/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "tongchou.h"

int main(void)
{
    return tc_library_version() ? 0 : 3;
}
