# What a newcomer needs: `make run` and `make test`. Both install the system packages that are missing.

SHELL := /bin/bash
.DEFAULT_GOAL := help
SAMPLE := Output/history.csv

.PHONY: help run test bench lint format clean packages

help: ## List the targets.
	@grep -E '^[a-z]+:.*##' Makefile | sed -E 's/:.*## /\t/' | expand -t 10

run: packages ## Build, and go the whole way from a sample of the state's history file to filing packets.
	swift build -c release --product vacatur
	@mkdir -p Output
	.build/release/vacatur sample --format doj --rows 40000 --seed 1 --dirty 0.02 -o $(SAMPLE)
	.build/release/vacatur run $(SAMPLE) --approve-as "Dana Whitfield, 123456" --with-cities --as-of 2020-02-13 \
	  --output Output || test $$? -eq 2

test: packages ## Run all tests.
	swift build --product vacatur
	swift build --product vacatur-desk
	swift test

bench: packages ## Compare speed with peers, as ratios, in one run.
	bash Tests/Benchmarks/run.sh

lint: ## Check the form of the code.
	swift format lint --strict --recursive Package.swift Sources Tests

format: ## Bring the code into form.
	swift format format --in-place --recursive Package.swift Sources Tests

clean: ## Remove what was built and what runs left behind.
	rm -rf .build .build-bench
	find Output -mindepth 1 ! -name README.md -delete

packages:
	@bash packages.sh
