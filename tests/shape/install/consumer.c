/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>
#include <tongchou.h>

int main(void)
{
    tc_faults faults = {0};
    tc_faults_free(&faults);
    return puts(tc_library_version()) < 0;
}
