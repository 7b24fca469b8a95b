/* tongchou.h — the whole public interface. */
/* SPDX-License-Identifier: GPL-3.0-or-later */
#ifndef TONGCHOU_H
#define TONGCHOU_H

#include "tongchou/error.h"

#endif
