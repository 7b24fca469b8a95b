# SPDX-License-Identifier: GPL-3.0-or-later
# 统筹 tongchou. Only a front: packages come from .ci/setup, everything else from CMake
# (CMakePresets.json). `make help` lists what there is.
.NOTPARALLEL:
.PHONY: build demo test bench format lint clean help

CASE = data/yuncheng-2022
PLAN = build/demo
JOBS := $(shell nproc)
# A make of its own for CMake, not a child of this one.
BUILD = env -u MAKEFLAGS -u MAKELEVEL cmake --build --preset
TRACKED_C = git ls-files '*.c' '*.h'

build: ## 编译，得到 build/tongchou | build the program
	@.ci/setup build
	@cmake --preset release
	@$(BUILD) release -j $(JOBS)

demo: build ## 编译，并求解随附的运城案例 | build, and solve the Yuncheng case
	build/tongchou solve $(CASE) -o $(PLAN)
	@echo
	@echo "结果文件在 / The files are in: $(PLAN)/"
	@ls $(PLAN)

test: ## 全部测试（-Werror，内存与未定义行为检查）| every test, with sanitizers
	@.ci/setup build test
	@.ci/npm
	@cmake --preset asan
	@$(BUILD) asan -j $(JOBS)
	@ctest --preset asan -j $(JOBS)

bench: ## 测速 | measure
	@.ci/setup build bench
	@cmake --preset release
	@$(BUILD) release -j $(JOBS)
	@$(BUILD) release --target bench

format: ## 整理代码格式 | format the C files
	@.ci/setup lint
	@$(TRACKED_C) | xargs clang-format -i

lint: ## 检查格式与静态问题 | check format, run static checks
	@.ci/setup build lint
	@.ci/lint

clean: ## 删除 build/ | remove build/
	rm -rf build

help: ## 列出这些命令 | this list
	@sed -n 's/^\([a-z]*\):[^#]*## /\1|/p' Makefile | \
		while IFS='|' read -r name zh en; do printf "  make %-8s%s|%s\n" "$$name" "$$zh" "$$en"; done
