# The house's commands. `make help` lists them.
.PHONY: help setup run test test-desk check format bench

flags := --explicit-target-dependency-import-check error
sources := Sources Tests Package.swift
sample := Samples/emptied-embassies.txt

help: ## lists the commands
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 10

setup: ## installs missing system packages and fetches the language models and the places
	@Scripts/setup-system
	@Scripts/fetch-model md
	@Scripts/fetch-model sm
	@Scripts/fetch-places

run: setup ## codes a sample report to readable text; does all set-up itself
	swift build -c release --product demarche $(flags)
	"$$(swift build -c release --show-bin-path)/demarche" code $(sample) --format text

test: setup ## tests the release build; does all set-up itself
	swift test -c release --disable-testable-imports $(flags)
	@Scripts/test-desk --if-there

test-desk: setup ## tries the desk in headless Chromium, which it installs where it is missing; pictures in .build-desk/screens
	@Scripts/test-desk

check: ## lints the sources, builds with strict imports and the kernel for Arm, checks the documents
	swift format lint --strict --parallel --recursive $(sources)
	clang --target=aarch64-linux-gnu -ffreestanding -O2 -Wall -Wextra -Werror -c -o /dev/null \
	    -I Sources/CDemarcheKernel/include Sources/CDemarcheKernel/kernel.c
	swift build $(flags)
	@Scripts/check-documents

format: ## formats the sources in place
	swift format --in-place --parallel --recursive $(sources)

bench: setup ## measures speed and memory
	@Benchmarks/run
