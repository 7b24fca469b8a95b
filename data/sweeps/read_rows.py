# SPDX-License-Identifier: GPL-3.0-or-later
# python3 read_rows.py DIR：每个项目完全满足的情景占多大比例 / how often each project is served
import json, sys, numpy
about = json.load(open(f"{sys.argv[1]}/sweep.json", encoding="utf-8"))
shares = numpy.load(f"{sys.argv[1]}/rows/shares.npy", mmap_mode="r")  # 情景 × 项目
served = (shares > 1 - 1e-9).mean(axis=0)  # NaN: 该情景无解 / that scenario has no plan
print(*(f"{id},{f:.6f}" for id, f in zip(about["columns"]["shares"], served)), sep="\n")
